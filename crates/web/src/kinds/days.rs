//! Days for figures of two: each of them, and what the other's app does with them.

use crate::html;
use interface::model::kinds::{Listed, SharedDays};
use leptos::prelude::*;

use super::Face;
use super::read;
use crate::places::Place;
use crate::platform::browser;
use crate::words;

pub(super) const FACE: Face = Face {
    number: SharedDays::NUMBER,
    draw: |content| {
        let answers = read::<SharedDays>(content)?.answers();
        let today = browser::today();
        let line = |(day, fit): &(_, u8)| {
            let said = words::scale_point(u32::from(*fit));
            html::li().child((html::span().child(words::day(*day, today)), html::small().child(said)))
        };
        let lines: Vec<html::Element> = answers.iter().rev().map(line).collect();
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let each = html::details().attr("open", true).child((
            html::summary().class("btn plain").child(words::dyad_days_each(count)),
            html::ul().class("rests dense").child(lines),
        ));
        let name = html::p().class("thing").child(words::dyad_days_shared());
        Some((name, html::p().class("soft small").child(words::dyad_days_changed()), each).into_any())
    },
    title: |_| Some(words::dyad_days_shared()),
    arrived: Some((|name, _| words::dyad_arrived(name), Place::Dyad)),
};
