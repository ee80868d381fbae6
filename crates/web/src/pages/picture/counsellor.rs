//! A page for a counsellor: the person looks at each thing exactly as it will stand there, and ticks what is to. Nothing is ticked at
//! first, nothing of the choice is kept, and what others shared is not even asked for.
//!
//! ```text
//!   Look::Picture with one's own beside ──► parts ──► previewed ──► ticked ──► Sheet ──► one HTML file
//! ```

mod choice;
mod parts;

use crate::html;
use interface::figures::{Asked, Part, Sheet};
use interface::look::OwnItem;
use interface::model::RelationshipId;
use interface::model::kinds::{Contrasts, Goal, JournalEntry, Listed};
use leptos::prelude::*;

use super::Shown;
use super::along::{drawing_of, made};
use super::stretch::Figures;
use crate::components::button::{Look, button};
use crate::components::field::{Purpose, field, never};
use crate::components::live::{keyed, live};
use crate::components::{card, columns, frame, heading, lead, nothing, row, small, soft, stack};
use crate::pages::along::{file_name, said_plainly};
use crate::pages::{kind, ours};
use crate::places::Place;
use crate::platform::{figures as module, files};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

use choice::{Choice, Order};

/// So much can be said at the top, in characters.
const SAID_CHARACTERS_MAX: usize = 1_000;

/// The page, about the days with somebody; with the first of the relationships where none is named.
pub(in crate::pages) fn page(session: Session, with: Option<RelationshipId>) -> AnyView {
    match with {
        Some(id) => ours::with(session, id, move |_, _| whole(session, with)),
        None => whole(session, with),
    }
}

fn whole(session: Session, with: Option<RelationshipId>) -> AnyView {
    let shown = Shown::of(session);
    let figures = Figures::of(shown);
    let choice = Choice::new();
    // What was typed is kept like every begun form; what was ticked is not.
    let draft = session.draft(&Place::Counsellor(with).address());
    let said = draft.text("words", String::new());
    let switcher = live(
        move || shown.picture.with(|picture| picture.with),
        move |with| with.map(|with| ours::switcher(session, with, Place::Counsellor)).into_any(),
    );
    let before = stack(vec![
        lead(words::counsellor_lead()),
        said_plainly(words::along_anybody_reads()),
        soft(words::counsellor_never()),
    ]);
    let own = field(
        Purpose::Writing(SAID_CHARACTERS_MAX),
        words::counsellor_own(),
        words::counsellor_own_hint(),
        said,
        never(),
    );
    let stretch = card("", vec![figures.choice(), small(words::counsellor_stretch())]);
    let left = stack(vec![
        card("", vec![stack(vec![own, draft.line()])]),
        stretch,
        drawing(shown, figures, choice),
        contrasts(shown, choice),
        goals(shown, choice),
        entries(shown, figures, choice),
        kind::more(session, move || {
            shown.picture.with(|picture| picture.beside.iter().map(|list| list.more).max().unwrap_or(0))
        }),
    ]);
    let right = stack(vec![chosen(session, choice, said)]);
    let back = (words::nav_picture(), Place::Picture(with));
    let content = vec![switcher, before, columns(vec![left, right])];
    frame::page(session, words::counsellor_title(), Some(back), content)
}

/// The drawing of the stretch, as it will stand there.
fn drawing(shown: Shown, figures: Figures, choice: Choice) -> AnyView {
    let preview = RwSignal::new(None::<(Order, Part, String)>);
    let is_missing = RwSignal::new(false);
    Effect::new(move |_| {
        let (asked, name) = (figures.asked.get(), shown.name.get());
        let now = asked.clone();
        let is_now = move |asked: &Asked| figures.asked.try_with_untracked(|now| now == asked) == Some(true);
        if asked.days.is_empty() {
            return preview.set(None);
        }
        drawing_of(asked, name, move |drawing| {
            if !is_now(&now) {
                return;
            }
            is_missing.set(drawing.is_none());
            let Some(drawing) = drawing else { return };
            let part = parts::drawing(drawing);
            let Some(drawing) = parts::drawn_in(&part).cloned() else { return };
            module::drawing(&drawing, move |svg| {
                if let Some(svg) = svg.and_then(|svg| String::from_utf8(svg).ok()).filter(|_| is_now(&now)) {
                    preview.set(Some((Order::drawing(&now), part, svg)));
                }
            });
        });
    });
    let is_empty = Memo::new(move |_| figures.asked.with(|asked| asked.days.is_empty()));
    let content = live(
        move || (preview.get(), is_empty.get(), is_missing.get()),
        move |(preview, is_empty, is_missing)| match preview {
            Some((order, part, svg)) => choice.offer(order, part, Some(svg)),
            None if is_empty => soft(words::counsellor_drawing_none()),
            None if is_missing => soft(words::trial_finds_missing()),
            None => soft(words::picture_waiting()),
        },
    );
    card("", vec![heading(words::counsellor_drawing()), content])
}

/// The newest contrasts about whom the page is; nothing where there are none.
fn contrasts(shown: Shown, choice: Choice) -> AnyView {
    let own = shown.session.own(Contrasts::NUMBER);
    let part = move || {
        let with = shown.picture.with(|picture| picture.with)?;
        let name = shown.name.get()?;
        own.with(|own| parts::contrasts(own.items.iter().filter(|own| own.about == Some(with)), &name))
    };
    live(part, move |part| match part {
        None => nothing(),
        Some(part) => {
            let offered = choice.offer(Order::contrasts(), part, None);
            card("", vec![heading(words::contrasts_title()), offered])
        }
    })
}

fn goals(shown: Shown, choice: Choice) -> AnyView {
    let own = shown.session.own(Goal::NUMBER);
    let all = Memo::new(move |_| own.with(|own| own.items.clone()));
    live(
        move || all.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let list = offered(all, choice, |own| (Order::goal(own), parts::goal(own)));
            card("", vec![heading(words::counsellor_goals()), folded(words::counsellor_goals_look(), list)])
        },
    )
}

/// The entries of the stretch, the newest first.
fn entries(shown: Shown, figures: Figures, choice: Choice) -> AnyView {
    let own = shown.session.own(JournalEntry::NUMBER);
    let all = Memo::new(move |_| {
        // Somebody may have written before the first day that they kept.
        let is_all = figures.is_all();
        let stretch = figures.asked.with(|asked| asked.from..=asked.to);
        let is_in = |own: &&OwnItem| is_all || stretch.contains(&parts::day_of(own));
        let mut entries: Vec<OwnItem> = own.with(|own| own.items.iter().filter(is_in).cloned().collect());
        entries.sort_by_key(|own| core::cmp::Reverse((parts::day_of(own), own.written_s)));
        entries
    });
    let content = live(
        move || all.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return soft(words::counsellor_journal_none());
            }
            let list = offered(all, choice, |own| (Order::entry(own), parts::entry(own)));
            folded(words::counsellor_entries_look(), list)
        },
    );
    card("", vec![heading(words::counsellor_journal()), content])
}

/// Things one below the other, each to be ticked by itself.
fn offered(all: Memo<Vec<OwnItem>>, choice: Choice, part: fn(&OwnItem) -> (Order, Part)) -> AnyView {
    keyed(
        all,
        |own| own.item.to_string(),
        move |own| live(move || own.with(part), move |(order, part)| choice.offer(order, part, None)),
    )
}

fn folded(label: String, content: AnyView) -> AnyView {
    html::details()
        .child((
            html::summary().class("btn plain").child(label),
            html::div().class("stack leaves").child(content),
        ))
        .into_any()
}

/// What stands in the page so far, and making it.
fn chosen(session: Session, choice: Choice, said: RwSignal<String>) -> AnyView {
    let problem = RwSignal::new(None::<String>);
    let has_said = move || said.with(|said| !said.trim().is_empty());
    let list = live(
        move || (choice.titles(), has_said()),
        move |(titles, has_said)| {
            let own = has_said.then(|| soft(words::counsellor_chosen_own()));
            if titles.is_empty() && !has_said {
                return soft(words::counsellor_chosen_none());
            }
            stack(vec![own.into_any(), choice.list(titles)])
        },
    );
    let make = move || {
        let parts = choice.parts();
        problem.set((parts.is_empty() && !has_said()).then(words::counsellor_nothing));
        if problem.with_untracked(Option::is_none) {
            make(session, choice, said.get_untracked(), parts);
        }
    };
    let remark = html::div().attr("role", "alert").child(live(
        move || problem.get(),
        |problem| problem.map_or_else(nothing, |problem| html::p().class("wrong").child(problem).into_any()),
    ));
    let make = row(vec![button(Look::Primary, words::counsellor_make(), make)]);
    card("", vec![heading(words::counsellor_chosen()), list, remark.into_any(), make])
}

fn make(session: Session, choice: Choice, said: String, parts: Vec<Part>) {
    let sheet = Sheet {
        language: words::tag(),
        is_right_to_left: words::direction() == "rtl",
        title: words::counsellor_page_title(),
        said,
        parts,
        made: made(session),
    };
    module::sheet(&sheet, move |page| {
        // Who has left the page meanwhile wants no file any more.
        if !choice.is_there() {
            return;
        }
        let name = file_name(session, "counterpoint-page", "html");
        session.say(match page {
            None => words::picture_along_not(),
            Some(page) if files::hand_over(&name, "text/html", &page) => words::along_made(&name),
            Some(_) => words::along_not_made(),
        });
    });
}
