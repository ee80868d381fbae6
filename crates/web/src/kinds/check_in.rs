//! The daily check-in.

use crate::html;
use interface::model::fields::Text;
use interface::model::kinds::{CheckIn, Listed};
use leptos::prelude::*;

use super::{Face, read};
use crate::components::said;
use crate::components::scale;
use crate::components::voice::Voice;
use crate::words::{self, choices};

pub(super) const FACE: Face = Face {
    number: CheckIn::NUMBER,
    draw: |content| {
        let CheckIn { fit, wish, words, .. } = read(content)?;
        let point = fit.point();
        let voice = if wish.is_some() { Voice::Bond } else { Voice::Own };
        let drawn = scale::point(voice, point, words::scale_point(u32::from(point)), None);
        let wish = wish.map(|wish| html::p().child(choices::closeness(wish)));
        Some((drawn, wish, said(words.map(Text::into_string).unwrap_or_default())).into_any())
    },
    title: |_| Some(words::check_in_title()),
    arrived: None,
};
