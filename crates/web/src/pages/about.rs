//! What interdependence is, in plain words.

use leptos::html;
use leptos::prelude::*;

use crate::components::voice::{Voice, mark, voice};
use crate::components::{card, frame, heading, lead, soft, text};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// What interdependence is.
pub(super) fn page(session: Session) -> AnyView {
    let contrasts = [
        (words::about_contrast_boundaries_from(), words::about_contrast_boundaries_to()),
        (words::about_contrast_honest_from(), words::about_contrast_honest_to()),
        (words::about_contrast_talk_from(), words::about_contrast_talk_to()),
        (words::about_contrast_understand_from(), words::about_contrast_understand_to()),
        (words::about_contrast_worth_from(), words::about_contrast_worth_to()),
    ];
    let rows = contrasts.map(|(from, to)| html::tr().child((html::td().child(from), html::td().child(to))));
    let header = html::tr().child((
        html::th().attr("scope", "col").child(words::about_contrast_from()),
        html::th().attr("scope", "col").child(words::about_contrast_to()),
    ));
    let table = html::table()
        .class("pairs")
        .child((html::thead().child(header), html::tbody().child(rows.into_iter().collect_view())));
    let prose = html::div().class("prose").child(vec![
        mark(),
        lead(words::about_lead()),
        text(words::about_music()),
        card("", vec![voice(Voice::Own, words::voice_self()), text(words::about_self())]),
        card("", vec![voice(Voice::Bond, words::voice_bond()), text(words::about_bond())]),
        heading(words::about_contrasts_title()),
        text(words::about_contrasts_text()),
        table.into_any(),
        heading(words::about_for_whom_title()),
        text(words::about_for_whom()),
        heading(words::about_careful_title()),
        text(words::about_careful()),
        soft(words::about_less()),
    ]);
    let back = (words::nav_picture(), Place::Picture);
    frame::page(session, words::about_title(), Some(back), vec![prose.into_any()])
}
