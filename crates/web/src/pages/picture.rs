//! Picture: the two voices over time, where they lie together, what would have suited better, and hours. It is made of what was kept, on
//! this device, and claims no more than the module that computes it allows.

mod along;
mod both;
mod counsellor;
mod hours;
mod stretch;
mod table;
mod voices;
mod wishes;

use crate::html;
use interface::look::Picture;
use interface::model::RelationshipId;
use leptos::prelude::*;

use super::{ours, trial};
use crate::components::button::{Look, link};
use crate::components::live::live;
use crate::components::rows::{way, ways};
use crate::components::voice::two_voices;
use crate::components::{card, columns, frame, heading, narrow, nothing, row, small, soft, stack, text};
use crate::places::{Place, Reflection};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

pub(super) use counsellor::page as counsellor;
use stretch::Figures;

/// What every part of the page is about.
#[derive(Clone, Copy)]
struct Shown {
    session: Session,
    picture: Memo<Picture>,
    /// How the person calls the other; nothing while there is nobody.
    name: Memo<Option<String>>,
}

/// The picture with somebody; with the first of the relationships where none is named.
pub(super) fn page(session: Session, with: Option<RelationshipId>) -> AnyView {
    match with {
        Some(id) => ours::with(session, id, move |_, _| whole(session)),
        None => whole(session),
    }
}

impl Shown {
    fn of(session: Session) -> Self {
        let picture = session.picture();
        let name = Memo::new(move |_| {
            let with = picture.with(|picture| picture.with)?;
            Some(session.name_of(with)).filter(|name| !name.is_empty())
        });
        Self { session, picture, name }
    }
}

fn whole(session: Session) -> AnyView {
    let shown = Shown::of(session);
    let picture = shown.picture;
    let is_empty = Memo::new(move |_| picture.with(|picture| picture.days.is_empty()));
    let switcher = live(
        move || picture.with(|picture| picture.with),
        move |with| with.map(|with| ours::switcher(session, with, Place::Picture)).into_any(),
    );
    let days =
        live(move || is_empty.get(), move |is_empty| if is_empty { example() } else { figures(shown) });
    let about = row(vec![link(Look::Plain, words::about_link(), Place::About)]);
    frame::page(session, words::nav_picture(), None, vec![switcher, days, about])
}

/// What will be here, while nothing is kept.
fn example() -> AnyView {
    narrow(vec![card(
        "",
        vec![
            heading(words::picture_title()),
            two_voices(),
            soft(words::picture_empty()),
            row(vec![link(Look::Primary, words::picture_begin(), Place::CheckIn)]),
        ],
    )])
}

fn figures(shown: Shown) -> AnyView {
    let figures = Figures::of(shown);
    let voices = card(
        "",
        vec![
            heading(words::picture_title()),
            figures.choice(),
            voices::said(shown, figures),
            voices::drawn(shown, figures),
            table::days(shown, figures),
            how(),
            along::files_of(shown, figures),
        ],
    );
    let private = small(words::picture_private());
    let alone = live(
        move || shown.name.with(Option::is_none),
        |is_alone| if is_alone { soft(words::picture_alone()) } else { nothing() },
    );
    let onward = live(
        move || shown.picture.with(|picture| picture.with),
        move |with| {
            let way_to = |reflection, title, about| way(title, about, Place::Reflect(reflection, with));
            let contrasts =
                way_to(Reflection::Contrasts, words::contrasts_title(), words::picture_contrasts());
            let signs = way_to(Reflection::Signs, words::signs_title(), words::picture_signs());
            let both = with.map(|with| way(words::dyad_title(), words::dyad_way(), Place::Dyad(with)));
            let page = way(words::counsellor_title(), words::counsellor_about(), Place::Counsellor(with));
            ways([Some(contrasts), Some(signs), both, Some(page)].into_iter().flatten().collect())
        },
    );
    let beside = stack(vec![both::card_of(shown, figures), wishes::card_of(shown, figures)]);
    let tests = live(
        move || shown.picture.with(|picture| (picture.tests.clone(), picture.with)),
        move |(tests, with)| trial::list(shown.session, tests, with),
    );
    let below = stack(vec![hours::card_of(shown), alone, onward, tests, private]);
    html::div().class("stack").child(vec![voices, columns(vec![beside, below])]).into_any()
}

/// What the lines are, and what they are not.
fn how() -> AnyView {
    let lines = [
        words::picture_how_marks(),
        words::picture_how_level(),
        words::picture_how_chance(),
        words::picture_how_own(),
    ];
    html::details()
        .child((
            html::summary().class("btn plain").child(words::picture_how()),
            html::div().class("stack").child(lines.into_iter().map(text).collect::<Vec<_>>()),
        ))
        .into_any()
}
