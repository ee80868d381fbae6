//! Requests for support.

use interface::model::fields::Text;
use interface::model::kinds::{Ask, Listed};

use super::{Face, read, titled};
use crate::components::said;
use crate::places::Place;
use crate::words::{self, choices};

pub(super) const FACE: Face = Face {
    number: Ask::NUMBER,
    draw: |content| {
        let Ask { need, text } = read(content)?;
        Some(titled(words::preview_ask(), choices::need_title(need), said(text.into_string())))
    },
    title: |content| read(content).map(|ask: Ask| Text::into_string(ask.text)),
    arrived: Some((words::since_asks, Place::Support)),
};
