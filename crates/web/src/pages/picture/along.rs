//! Taking the stretch that is looked at along, as a file that is made on this device.

use crate::html;
use interface::figures::{Asked, Drawing, DrawingWords, Drawn};
use interface::model::Day;
use leptos::prelude::*;

use super::Shown;
use super::stretch::Figures;
use super::voices::sentences;
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::{nothing, row, small, soft};
use crate::pages::along::{file_name, said_plainly};
use crate::platform::{figures as module, files, image};
use crate::session::Session;
use crate::words;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Drawing,
    Image,
    Table,
}

impl Kind {
    /// How its name ends, and its media type.
    fn is_called(self) -> (&'static str, &'static str) {
        match self {
            Self::Drawing => ("svg", "image/svg+xml"),
            Self::Image => ("png", "image/png"),
            Self::Table => ("csv", "text/csv"),
        }
    }
}

/// The files, folded until somebody wants one.
pub(super) fn files_of(shown: Shown, figures: Figures) -> AnyView {
    let way = |kind: Kind, label: String| button(Look::Quiet, label, move || make(shown, figures, kind));
    let ways = row(vec![
        way(Kind::Drawing, words::picture_along_drawing()),
        way(Kind::Image, words::picture_along_image()),
        way(Kind::Table, words::picture_along_table()),
    ]);
    let named = live(
        move || shown.name.get(),
        |name| name.map_or_else(nothing, |name| small(words::picture_along_name(&name))),
    );
    let content =
        vec![soft(words::picture_along_what()), said_plainly(words::along_anybody_reads()), named, ways];
    html::details()
        .child((
            html::summary().class("btn plain").child(words::picture_along()),
            html::div().class("stack").child(content),
        ))
        .into_any()
}

fn make(shown: Shown, figures: Figures, kind: Kind) {
    let asked = figures.asked.get_untracked();
    let name = shown.name.get_untracked();
    let done = move |file: Option<Vec<u8>>| {
        // Who has left the page meanwhile wants no file any more.
        if figures.there.try_with_untracked(|_| ()).is_some() {
            hand_over(shown, kind, file);
        }
    };
    if kind == Kind::Table {
        module::table(&asked, done);
        return;
    }
    drawing_of(asked, name, move |drawing| {
        let Some(mut drawing) = drawing else { return done(None) };
        drawing.words.notes.push(made(shown.session));
        module::drawing(&drawing, move |file| match file {
            Some(svg) if kind == Kind::Image => image::png(&svg, done),
            file => done(file),
        });
    });
}

/// Lets `done` have what a drawing of a stretch is made of; nothing while its module is not here.
pub(super) fn drawing_of(asked: Asked, name: Option<String>, done: impl FnOnce(Option<Drawing>) + 'static) {
    let question = asked.clone();
    module::draw(&question, move |drawn| {
        done(drawn.map(|drawn| {
            let words = words_of(&asked, &drawn, name);
            Drawing { asked, words, is_bare: false }
        }));
    });
}

fn hand_over(shown: Shown, kind: Kind, file: Option<Vec<u8>>) {
    let (ending, media_type) = kind.is_called();
    let name = file_name(shown.session, "counterpoint-picture", ending);
    shown.session.say(match file {
        None => words::picture_along_not(),
        Some(file) if files::hand_over(&name, media_type, &file) => words::along_made(&name),
        Some(_) => words::along_not_made(),
    });
}

/// What stands on a drawing: the sentences of the page, and what it takes to read it elsewhere and later.
fn words_of(asked: &Asked, drawn: &Drawn, name: Option<String>) -> DrawingWords {
    let (voices, caution) = sentences([drawn.own.said, drawn.bond.said], name.as_deref(), dated);
    DrawingWords {
        language: words::tag(),
        is_right_to_left: words::direction() == "rtl",
        title: words::picture_title(),
        sentences: voices.into_iter().chain(caution).collect(),
        own: words::picture_own_name(),
        bond: name.as_deref().map(words::picture_bond_name),
        days: asked.named().into_iter().map(|day| (day, dated(day))).collect(),
        notes: vec![words::picture_how_marks(), words::picture_how_level(), words::picture_how_own()],
    }
}

/// When a file was made, and of what.
pub(super) fn made(session: Session) -> String {
    words::picture_along_made(&dated(session.open.with_untracked(|open| open.today)))
}

/// A day with its year: a file is read in another one too.
pub(super) fn dated(day: Day) -> String {
    words::day(day, Day(0))
}
