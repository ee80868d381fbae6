//! The journal: what was written, newest first; by the words that stand in it; by month.

mod months;
mod search;

use crate::html;
use interface::look::{OwnItem, TheirItem};
use interface::model::kinds::{JournalCopy, JournalEntry, Listed};
use interface::model::{Day, RelationshipId};
use leptos::prelude::*;

use super::kind::{self, Other};
use super::{alone, ours, prompts};
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, narrow, nothing, row, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::platform::zone;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The journal.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(JournalEntry::NUMBER);
    let entries = Memo::new(move |_| own.with(|own| own.items.clone()));
    // What is looked for stays as it was for whoever comes back to this page.
    let only = RwSignal::new(session.only());
    let list = live(
        move || (entries.with(Vec::is_empty), only.with(Option::is_some)),
        move |(is_empty, is_sought)| {
            if is_empty && is_sought {
                return nothing();
            }
            if is_empty {
                return empty(vec![
                    heading(words::journal_empty_title()),
                    soft(words::journal_empty()),
                    row(vec![link(Look::Primary, words::journal_write(), Place::Entry(None))]),
                ]);
            }
            let rows = keyed(entries, |entry| entry.item.to_string(), move |entry| one(session, entry));
            html::ul().class("cards wide").child(rows).into_any()
        },
    );
    let about =
        card("wash-self", vec![voice(Voice::Own, words::voice_mine()), text(words::journal_private())]);
    let tools = live(
        move || entries.with(Vec::is_empty) && only.with(Option::is_none),
        move |is_new| {
            if is_new {
                return nothing();
            }
            let write = row(vec![link(Look::Primary, words::journal_write(), Place::Entry(None))]);
            stack(vec![write, search::form(session, only, own), months::month(session, only, entries)])
        },
    );
    let more = kind::more(session, move || own.with(|own| own.more));
    let prompts = ways(vec![way(words::prompts_own_title(), words::prompts_own_about(), Place::Prompts)]);
    let back = (words::nav_mine(), Place::Mine);
    frame::page(session, words::journal_title(), Some(back), vec![about, tools, list, more, prompts])
}

/// When an entry was begun.
fn day_of(own: &OwnItem) -> Day {
    let on = kinds::read::<JournalEntry>(&own.content).and_then(|entry| entry.on);
    on.unwrap_or_else(|| zone::day_at(own.written_s))
}

fn one(session: Session, own: Memo<OwnItem>) -> AnyView {
    let said = move || own.with(|own| kinds::read::<JournalEntry>(&own.content));
    let when = move || {
        let entry = said();
        let on = entry
            .as_ref()
            .and_then(|entry| entry.on)
            .unwrap_or_else(|| own.with(|own| zone::day_at(own.written_s)));
        (on, entry.and_then(|entry| prompts::group_of(entry.prompt?.as_str())))
    };
    let above = live(when, move |(on, group)| {
        let day = session.day(on);
        voice(Voice::Own, group.map_or(day.clone(), |group| words::journal_day_group(&day, &group)))
    });
    let content = live(said, |entry| {
        let Some(JournalEntry { prompt, text, .. }) = entry else { return nothing() };
        let prompt = prompt.map(|prompt| heading(prompt.into_string()));
        (prompt, html::p().class("entry short").attr("dir", "auto").child(text.into_string())).into_any()
    });
    let open = kind::open_link(own, Place::Entry);
    let day = own.with_untracked(day_of).0.to_string();
    let shown = card("", vec![above, content, kind::state(session, own), row(vec![open])]);
    html::li().attr("data-day", day).attr("tabindex", "-1").child(shown).into_any()
}

/// What the other shared from their journal.
pub(super) fn theirs(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let (name, other) = (ours::name_of(relationship), kind::other(session, id));
        let between = session.between();
        let copies = Memo::new(move |_| between.with(|between| between.theirs.clone()));
        let list = live(
            move || copies.with(Vec::is_empty),
            move |is_empty| {
                if is_empty {
                    return live(
                        move || other.get(),
                        |Other { name, is_linked }| {
                            let said = if is_linked {
                                words::journal_theirs_empty(&name)
                            } else {
                                words::journal_theirs_solo(&name)
                            };
                            empty(vec![soft(said)])
                        },
                    );
                }
                let row = move |copy| their_copy(session, name, copy);
                html::ul()
                    .class("cards wide")
                    .child(keyed(copies, |copy| copy.item.to_string(), row))
                    .into_any()
            },
        );
        let more = kind::more(session, move || between.with(|between| between.more_theirs));
        let own = row(vec![link(Look::Quiet, words::journal_own(), Place::Journal)]);
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        frame::page(
            session,
            words::journal_between(),
            Some(back),
            vec![
                narrow(vec![soft(words::journal_between_text(&known.name))]),
                list,
                more,
                own,
                alone::line(),
            ],
        )
    })
}

fn their_copy(session: Session, name: Memo<String>, shared: Memo<TheirItem>) -> AnyView {
    let by = move || (name.get(), shared.with(|shared| shared.shared_on));
    let by = live(by, move |(name, on)| voice(Voice::Bond, words::shared_by(&name, &session.day(on))));
    let content = live(
        move || shared.with(|shared| shared.content.as_ref().map(kinds::read::<JournalCopy>)),
        |copy| {
            let Some(JournalCopy { prompt, text }) = copy.flatten() else { return kinds::theirs(None) };
            let prompt = prompt.map(|prompt| heading(prompt.into_string()));
            (prompt, html::p().class("entry").attr("dir", "auto").child(text.into_string())).into_any()
        },
    );
    let item = shared.with_untracked(|shared| shared.item.to_string());
    html::li().attr("data-item", item).child(card("", vec![by, content])).into_any()
}
