//! What interdependence is, in plain words.

use crate::html;
use leptos::prelude::*;

use crate::components::button::{Look, link};
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, mark, voice};
use crate::components::{card, frame, heading, lead, row, soft, text};
use crate::places::{Place, Reflection};
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
    let signs = [
        words::about_sign_valued(),
        words::about_sign_cherished(),
        words::about_sign_safe(),
        words::about_sign_free(),
    ];
    let signs =
        html::ul().class("rests").child(signs.map(|sign| html::li().child(sign)).into_iter().collect_view());
    let prose = html::div().class("prose").child(vec![
        mark(),
        lead(words::about_lead()),
        text(words::about_music()),
        card("", vec![voice(Voice::Own, words::voice_self()), text(words::about_self())]),
        card("", vec![voice(Voice::Bond, words::voice_bond()), text(words::about_bond())]),
        heading(words::about_contrasts_title()),
        text(words::about_contrasts_text()),
        table.into_any(),
        row(vec![link(Look::Quiet, words::contrasts_title(), Place::Reflect(Reflection::Contrasts, None))]),
        heading(words::about_signs_title()),
        text(words::about_signs_text()),
        signs.into_any(),
        row(vec![link(Look::Quiet, words::signs_title(), Place::Reflect(Reflection::Signs, None))]),
        heading(words::about_ways_title()),
        text(words::about_ways_text()),
        ten_ways(),
        heading(words::about_for_whom_title()),
        text(words::about_for_whom()),
        heading(words::about_careful_title()),
        text(words::about_careful()),
        soft(words::about_less()),
    ]);
    let back = (words::nav_picture(), Place::Picture(None));
    frame::page(session, words::about_title(), Some(back), vec![prose.into_any()])
}

/// The ten ways, each to its tool where there is one.
fn ten_ways() -> AnyView {
    let coming = |name: String| {
        let words = html::span()
            .class("grow")
            .child((html::b().child(name), html::small().child(words::about_way_coming())));
        html::li().child(html::div().class("go").child(words)).into_any()
    };
    ways(vec![
        way(words::about_way_likes(), words::about_way_likes_to(), Place::Mine),
        way(words::about_way_support(), words::about_way_support_to(), Place::Ours(None)),
        coming(words::about_way_time()),
        way(words::about_way_goals(), words::about_way_goals_to(), Place::Goals),
        coming(words::about_way_motivate()),
        way(words::about_way_mindful(), words::calm_about(), Place::Calm),
        way(words::about_way_interests(), words::interests_about(), Place::Interests),
        way(words::about_way_no(), words::about_way_no_to(), Place::No),
        way(words::about_way_problems(), words::about_way_problems_to(), Place::Rehearsal(None)),
        coming(words::about_way_space()),
    ])
}
