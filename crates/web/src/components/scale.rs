//! A scale of seven points on a drawn line: dashed for oneself, solid for the bond.

use crate::html;
use leptos::ev;
use leptos::prelude::*;

use super::button::{Look, button};
use super::unique_id;
use super::voice::Voice;
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::words;

/// How many points a scale has.
pub(crate) const POINTS: u8 = 7;

/// A question with seven points to choose from, and what the first and the last mean.
pub(crate) fn scale(
    voice: Voice,
    question: AnyView,
    ends: (String, String),
    chosen: RwSignal<Option<u8>>,
) -> AnyView {
    let name = unique_id();
    let points = (1..=POINTS)
        .map(|point| {
            let label = match point {
                1 => words::scale_point_named(u32::from(point), &ends.0),
                POINTS => words::scale_point_named(u32::from(point), &ends.1),
                _ => words::scale_point(u32::from(point)),
            };
            let input = html::input()
                .r#type("radio")
                .name(name.clone())
                .attr("aria-label", label)
                .prop("checked", move || chosen.get() == Some(point))
                .on(ev::change, move |_| chosen.set(Some(point)));
            html::label().class("point").child((input, html::span()))
        })
        .collect_view();
    let class = match voice {
        Voice::Own => "scale self",
        Voice::Bond => "scale bond",
    };
    html::fieldset()
        .class(class)
        .child((
            html::legend().child(question),
            html::div().class("points").child(points),
            html::div().class("ends").child((end(ends.0), take_back(name.clone(), chosen), end(ends.1))),
        ))
        .into_any()
}

/// The points say it themselves to those who hear them.
fn end(words: String) -> AnyView {
    html::span().attr("aria-hidden", "true").child(words).into_any()
}

/// Whoever has chosen a point may choose none. Its place is kept while there is nothing to take back.
fn take_back(name: String, chosen: RwSignal<Option<u8>>) -> AnyView {
    let act = move || {
        chosen.set(None);
        browser::focus_later(format!("input[name=\"{name}\"]"));
    };
    let class = move || if chosen.with(Option::is_some) { "" } else { "kept" };
    html::div().attr("class", class).child(button(Look::Plain, words::check_in_take_back(), act)).into_any()
}

/// A point that was chosen before, as a drawing without a question.
pub(crate) fn point(voice: Voice, point: u8, described: String, ends: Option<(String, String)>) -> AnyView {
    let points = (1..=POINTS)
        .map(|one| {
            html::span().class("point").child(html::span().class(if one == point { "on" } else { "" }))
        })
        .collect_view();
    let class = match voice {
        Voice::Own => "scale small self",
        Voice::Bond => "scale small bond",
    };
    let ends = ends.map(|(first, last)| {
        html::div().class("ends").child((html::span().child(first), html::span().child(last)))
    });
    html::div()
        .class(class)
        .attr("role", "img")
        .attr("aria-label", described)
        .child((html::div().class("points").child(points), ends))
        .into_any()
}
