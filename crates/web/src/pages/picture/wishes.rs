//! What would have suited better: more closeness or less, beside how well it suited. What suits counts, and not how much it is.

use interface::model::Closeness;
use leptos::prelude::*;

use super::Shown;
use super::stretch::Figures;
use crate::components::live::live;
use crate::components::{card, heading, nothing, small, text};
use crate::words;

/// On how many days of the stretch the person would have liked more, or less.
pub(super) fn card_of(shown: Shown, figures: Figures) -> AnyView {
    let counts = move || {
        figures.asked.with(|asked| {
            let of = |wish: Closeness| {
                let days = asked.days.iter().filter(|kept| kept.wish == Some(wish)).count();
                u32::try_from(days).unwrap_or(u32::MAX)
            };
            (of(Closeness::More), of(Closeness::Less), of(Closeness::CannotSay))
        })
    };
    live(
        move || (counts(), shown.name.with(Option::is_some)),
        |((more, less, unsure), is_with)| {
            if !is_with {
                return nothing();
            }
            let mut content = vec![heading(words::picture_wish_title())];
            if more + less + unsure == 0 {
                content.push(text(words::picture_wish_none()));
            }
            let said = |days: u32, said: fn(u32) -> String| (days > 0).then(|| text(said(days)));
            let lines = [
                said(more, words::picture_wish_more),
                said(less, words::picture_wish_less),
                said(unsure, words::picture_wish_unsure),
            ];
            content.extend(lines.into_iter().flatten());
            content.push(small(words::picture_wish_fit()));
            card("", content)
        },
    )
}
