//! A date that two agreed on, and the calendar of the one who looks: a file for it, and one that takes it out again.

use crate::html;
use calendar::{Entry, Event};
use interface::command::{Command, Items};
use interface::look::{OwnItem, OwnList, Together};
use interface::model::fields::Line;
use interface::model::kinds::{GivenAnswer, InCalendar, Listed, TimeTogether};
use interface::model::together::Standing;
use interface::model::{Answer, Content, ItemId, RelationshipId};
use leptos::prelude::*;

use super::super::kind;
use super::exchange::is_of;
use crate::components::button::{Look, button, named_button, submit};
use crate::components::choice::choice;
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::{card, heading, heading_below, nothing, row, small, soft, stack, tag, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::platform::{browser, calendar as calendar_file, files, listening};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// How it stands with a proposal to which the one who was asked has said yes.
#[derive(Debug, Clone, PartialEq)]
enum Agreed {
    /// No time was chosen.
    Open,
    /// What was agreed on has been changed since.
    Changed,
    /// The date.
    On(Box<InCalendar>),
}

/// A date that both hold, on the page of the proposal.
pub(super) fn agreed(
    session: Session,
    (id, item): (RelationshipId, ItemId),
    together: Memo<Option<Together>>,
) -> AnyView {
    let agreed = move || together.with(|together| together.as_ref().and_then(|together| of(together, item)));
    live(agreed, move |agreed| {
        let Some(agreed) = agreed else { return nothing() };
        let content = match agreed {
            Agreed::Open => vec![heading(words::dates_title()), soft(words::dates_none_chosen())],
            Agreed::Changed => vec![heading(words::dates_title()), soft(words::dates_changed())],
            Agreed::On(date) => held(session, id, &date),
        };
        card("wash-bond", content)
    })
}

/// What was agreed on; nothing where nothing was.
fn of(together: &Together, item: ItemId) -> Option<Agreed> {
    if together.standing != Some(Standing::Answered(Answer::Yes)) {
        return None;
    }
    let (content, is_own) = together.topic_content()?;
    let time: TimeTogether = kinds::read(content)?;
    let is_answer = |said: &&interface::look::Said| said.is_own != is_own && is_of(said, GivenAnswer::NUMBER);
    let said = together.said.iter().find(is_answer)?;
    if said.answers != content.hash() {
        return Some(Agreed::Changed);
    }
    let given: GivenAnswer = kinds::read(said.content.as_ref()?)?;
    let found = time.chosen(&given).and_then(|chosen| {
        let (on, from) = (time.days.as_slice().get(chosen)?, time.from.as_slice().get(chosen)?);
        let TimeTogether { what, lasts, rhythm, .. } = time.clone();
        let of = Line::typed(&item.to_string()).ok()?;
        Some(InCalendar { of, what, on: *on, from: from.clone(), lasts, rhythm })
    });
    Some(found.map_or(Agreed::Open, |date| Agreed::On(Box::new(date))))
}

fn event_of(date: &InCalendar) -> Event {
    let InCalendar { on, from, lasts, rhythm, .. } = date.clone();
    Event { on, from, minutes: calendar::minutes_of(lasts), every: rhythm.into(), ends: None }
}

/// The date, and the file for a calendar.
fn held(session: Session, id: RelationshipId, date: &InCalendar) -> Vec<AnyView> {
    let own = session.own(InCalendar::NUMBER);
    let of = date.of.clone();
    // One for each device that made a file before it heard of the other's.
    let known = Memo::new(move |_| {
        own.with(|own| {
            let is_it = |one: &&OwnItem| record(one).is_some_and(|record| record.of == of);
            own.items.iter().filter(is_it).cloned().collect::<Vec<_>>()
        })
    });
    let when =
        words::dates_when(&kinds::time_of(date.on, &date.from), &words::keyed(&date.rhythm.word_key()));
    let begun = date.what.as_str().to_owned();
    let memory = move || session.begin_with(Place::Thing(Tool::Memories, id, None), begun.clone());
    let memory = row(vec![button(Look::Quiet, words::dates_memory(), memory)]);
    let mut content = vec![heading(words::dates_title()), text(when)];
    if event_of(date).is_to_come(session.present_day()) {
        content.push(file(session, id, date.clone(), (known, own)));
    } else {
        content.push(state(session, Form::new(session), date.clone(), known));
    }
    content.push(memory);
    content
}

fn record(own: &OwnItem) -> Option<InCalendar> {
    kinds::read(&own.content)
}

/// The file. `known` is what is remembered of this date, `own` of all.
fn file(
    session: Session,
    id: RelationshipId,
    date: InCalendar,
    (known, own): (Memo<Vec<OwnItem>>, Memo<OwnList>),
) -> AnyView {
    // Whether it is called by its words, in a calendar that others may see.
    let by_words = RwSignal::new(Some(false));
    let form = Form::new(session);
    let now = date.clone();
    let send = move || {
        let busy = words::calendar_busy();
        let summary = if by_words.get_untracked() == Some(true) { now.what.as_str() } else { &busy };
        let Some(name) = hand_over(session, form, &now, summary, false) else { return };
        let before = known.with_untracked(|known| known.first().map(|own| (own.item, own.version)));
        let (item, of) = before.unzip();
        let written = kind::write(item, of, Some(id), Content::of(&now));
        // Those that are over are looked after no more.
        let today = session.present_day();
        let is_over = |own: &&OwnItem| record(own).is_some_and(|record| !event_of(&record).is_to_come(today));
        let over = own.with_untracked(|own| {
            let over = own.items.iter().filter(is_over);
            over.map(|own| Command::Items(Items::Remove { item: own.item })).collect::<Vec<_>>()
        });
        let commands = core::iter::once(written).chain(over).collect();
        form.send_each(commands, |_| {}, move || session.say(words::along_made(&name)));
    };
    let options = vec![(false, words::calendar_busy()), (true, words::calendar_words())];
    let form_view = form.element(
        send,
        vec![
            choice(words::calendar_called(), options, by_words),
            row(vec![submit(Look::Quiet, words::calendar_save(), form.busy)]),
        ],
    );
    let remembered = live(
        move || known.with(Vec::is_empty),
        |is_new| if is_new { small(words::dates_remembered()) } else { nothing() },
    );
    stack(vec![
        heading_below(words::dates_calendar()),
        soft(words::dates_calendar_text()),
        form_view,
        remembered,
        state(session, form, date, known),
    ])
}

/// Whether the person's calendar has it, as far as is known here, and the way to have that forgotten.
fn state(session: Session, form: Form, date: InCalendar, known: Memo<Vec<OwnItem>>) -> AnyView {
    let state = move || known.with(|known| known.first().and_then(record).map(|record| record == date));
    live(state, move |state| {
        let Some(is_same) = state else { return nothing() };
        let said = if is_same { tag("", words::dates_is_in()) } else { soft(words::dates_is_other()) };
        let out = move || forget(session, form, known.get_untracked(), words::dates_taken_out());
        stack(vec![said, row(vec![button(Look::Plain, words::dates_take_out(), out)])])
    })
}

/// Makes the file and hands it to the person; what it is called, if that went well.
fn hand_over(session: Session, form: Form, date: &InCalendar, summary: &str, is_off: bool) -> Option<String> {
    let today = session.present_day();
    let entry = Entry {
        item: date.of.as_str().parse().ok()?,
        // The file that is made last has the highest number, whoever of the two changed what.
        written_s: listening::now_s(),
        event: event_of(date),
        summary,
        is_off,
    };
    let name = calendar_file::name(today);
    let file = calendar_file::file(&[entry], today)?;
    if files::hand_over(&name, calendar_file::TYPE, file.as_bytes()) {
        return Some(name);
    }
    form.remark(words::along_not_made());
    None
}

fn forget(session: Session, form: Form, all: Vec<OwnItem>, said: String) {
    let removals = all.into_iter().map(|own| Command::Items(Items::Remove { item: own.item })).collect();
    form.send_each(
        removals,
        |_| {},
        move || {
            session.say(said);
            browser::focus_heading();
        },
    );
}

/// Above the lists: what the calendar still has and what is agreed no more.
pub(super) fn left_over(session: Session) -> AnyView {
    let own = session.own(InCalendar::NUMBER);
    let between = session.between_of(TimeTogether::NUMBER);
    let left = Memo::new(move |_| {
        let today = session.present_day();
        let agreed: Vec<String> = between.with(|between| {
            let is_agreed =
                |(_, standing): &&(ItemId, Standing)| *standing == Standing::Answered(Answer::Yes);
            between.standings.iter().filter(is_agreed).map(|(item, _)| item.to_string()).collect()
        });
        let is_left = |own: &&OwnItem| {
            let is_off = |record: InCalendar| {
                !agreed.iter().any(|item| item == record.of.as_str()) && event_of(&record).is_to_come(today)
            };
            record(own).is_some_and(is_off)
        };
        own.with(|own| own.items.iter().filter(is_left).cloned().collect::<Vec<_>>())
    });
    let form = Form::new(session);
    let line = move |own: Memo<OwnItem>| {
        let Some(date) = own.with_untracked(record) else { return nothing() };
        let what = date.what.as_str().to_owned();
        let when = kinds::time_of(date.on, &date.from);
        let (of_file, of_done) = (what.clone(), what.clone());
        let file = move || {
            let name = hand_over(session, form, &date, &words::calendar_busy(), true);
            if let Some(name) = name {
                session.say(words::along_made(&name));
            }
        };
        let done = move || forget(session, form, vec![own.get_untracked()], words::removed());
        let said = html::span()
            .class("grow")
            .child((html::b().attr("dir", "auto").child(what), html::span().class("soft small").child(when)));
        let ways = row(vec![
            named_button(
                Look::Quiet,
                words::dates_off_file(),
                move || words::dates_off_file_named(&of_file),
                file,
            ),
            named_button(
                Look::Plain,
                words::dates_off_done(),
                move || words::dates_off_done_named(&of_done),
                done,
            ),
        ]);
        html::li().child((said, ways)).into_any()
    };
    live(
        move || left.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let list = html::ul().class("rows puts").child(keyed(left, |own| own.item.to_string(), line));
            card(
                "wash-calm",
                vec![
                    heading(words::dates_off_title()),
                    text(words::dates_off_text()),
                    list.into_any(),
                    small(words::dates_off_hint()),
                    form.problems(),
                ],
            )
        },
    )
}
