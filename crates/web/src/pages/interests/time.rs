//! One protected time.

mod ending;

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::{Heading, TimeOfDay};
use interface::model::kinds::ProtectedTime;
use interface::model::{Content, ItemId, Repeats};
use interface::moment::Date;
use leptos::prelude::*;

use super::super::kind::{self, Removal};
use super::hours::place_of;
use crate::components::button::{Look, link, submit};
use crate::components::choice::{choice, needed};
use crate::components::field::{Purpose, day_of, either, field, minutes_of, too_long};
use crate::components::form::{Form, Remark};
use crate::components::{card, columns, frame, lead, nothing, row, small, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::zone;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;
use crate::words::choices;

/// A protected time; a new one without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    let back = (words::interests_title(), Place::Interests);
    let draft = move || session.draft(&Place::ProtectedTime(item).address());
    let beside = || card("wash-self", vec![lead(words::protected_lead()), small(words::protected_private())]);
    if item.is_none() {
        let content = columns(vec![editor(session, draft(), None), beside()]);
        return frame::page(session, words::protected_title(), Some(back), vec![content]);
    }
    kind::page(session, words::protected_title(), back, move |start, now| {
        let removal = Removal {
            button: words::protected_remove,
            title: words::protected_remove_title,
            text: words::protected_remove_text,
            done: words::removed,
            to: Place::Interests,
        };
        let draft = draft();
        let aside = stack(vec![ending::card_of(session, now), beside()]);
        vec![
            kind::changed_since(draft, now),
            columns(vec![editor(session, draft, Some(start)), aside]),
            kind::sharing(session, now),
            kind::siblings(now),
            kind::removal(session, now, removal),
        ]
    })
}

/// A time as it is typed.
#[derive(Clone, Copy)]
struct Typed {
    what: RwSignal<String>,
    on: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    repeats: RwSignal<Option<Repeats>>,
    /// What others may read of it.
    told: RwSignal<String>,
    /// Whether the hours are by the clocks of this device, where they were written in another zone.
    here: RwSignal<Option<bool>>,
}

impl Typed {
    fn of(draft: Draft, start: Option<&ProtectedTime>, what: String) -> Self {
        let at = |time: &TimeOfDay| format!("{:02}:{:02}", time.minutes() / 60, time.minutes() % 60);
        let text = |of: fn(&ProtectedTime) -> String| start.map(of).unwrap_or_default();
        Self {
            what: draft.text("text", start.map_or(what, |start| start.what.as_str().to_owned())),
            on: draft.text("on", text(|start| Date(start.on).to_string())),
            from: draft.text("from", start.map(|start| at(&start.from)).unwrap_or_default()),
            until: draft.text("until", start.map(|start| at(&start.until)).unwrap_or_default()),
            told: draft.text(
                "told",
                start
                    .and_then(|start| start.told.as_ref())
                    .map(|told| told.as_str().to_owned())
                    .unwrap_or_default(),
            ),
            repeats: draft.choice(
                "repeats",
                start.map(|start| start.repeats),
                Repeats::name,
                Repeats::from_name,
            ),
            here: draft.choice(
                "here",
                Some(false),
                |here| if here { "here" } else { "as written" },
                |name| Some(name == "here"),
            ),
        }
    }

    /// What is still missing, field by field.
    fn remarks(self) -> [Remark; 5] {
        let Self { what, on, from, until, repeats, .. } = self;
        [
            Remark::while_so(
                move || what.with(|what| what.trim().is_empty()),
                words::protected_what_needed(),
            ),
            Remark::choice(repeats, words::protected_repeats_needed()),
            Remark::while_so(move || on.with(|on| day_of(on).is_none()), words::protected_on_needed()),
            Remark::while_so(
                move || from.with(|from| minutes_of(from).is_none()),
                words::protected_from_needed(),
            ),
            Remark::while_so(
                move || {
                    let at = until.with(|until| minutes_of(until));
                    at.is_none() || at == from.with(|from| minutes_of(from))
                },
                words::protected_until_needed(),
            ),
        ]
    }

    fn written(self, start: Option<&ProtectedTime>) -> Result<ProtectedTime, Problem> {
        let kept = start.map(|start| start.from.zone().to_owned());
        let kept = kept.filter(|_| self.here.get_untracked() == Some(false));
        let zone = kept.unwrap_or_else(zone::here);
        let at = |typed: RwSignal<String>| -> Result<TimeOfDay, Problem> {
            let minutes = typed.with_untracked(|typed| minutes_of(typed)).ok_or(Problem::Empty)?;
            Ok(TimeOfDay::new(minutes, &zone)?)
        };
        let on = self.on.with_untracked(|on| day_of(on)).ok_or(Problem::Empty)?;
        let repeats = self.repeats.get_untracked().ok_or(Problem::Empty)?;
        // An end before the beginning is none.
        let ends = |last| repeats == Repeats::Weekly && last >= on;
        Ok(ProtectedTime {
            what: self.what.with_untracked(|what| Heading::typed(what))?,
            on,
            from: at(self.from)?,
            until: at(self.until)?,
            repeats,
            ends: start.and_then(|start| start.ends).filter(|last| ends(*last)),
            told: self.told.with_untracked(|told| Heading::typed_optional(told))?,
        })
    }
}

/// What is said of a time that was kept.
fn kept(session: Session, time: &ProtectedTime) -> String {
    let (from, what) = (words::time(time.from.minutes().into()), time.what.as_str());
    match time.repeats {
        Repeats::Once if !calendar::belongs(time, session.present_day()) => words::protected_kept_past(),
        Repeats::Once => words::protected_kept(&session.day(time.on), &from, what),
        Repeats::Weekly => words::protected_kept_weekly(&words::weekday(time.on), &from, what),
    }
}

fn editor(session: Session, draft: Draft, start: Option<OwnItem>) -> AnyView {
    let item = start.as_ref().map(|own| own.item);
    draft.filled_from(start.as_ref().map(|own| own.version));
    let start = start.and_then(|own| kinds::read::<ProtectedTime>(&own.content));
    let what = session.take_beginning(Place::ProtectedTime(None)).unwrap_or_default();
    let typed = Typed::of(draft, start.as_ref(), what);
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let remarks = typed.remarks();
    let [what_wrong, repeats_wrong, on_wrong, from_wrong, until_wrong] =
        remarks.clone().map(|remark| form.marks(remark));
    let clocks = start.as_ref().map(|start| start.from.zone().to_owned()).filter(|zone| !zone::is_here(zone));
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let written = typed.written(start.as_ref());
        let said = written.as_ref().map(|time| kept(session, time)).unwrap_or_default();
        let command: Result<Command, Problem> =
            written.map(|time| kind::write(item, draft.of(), None, Content::of(&time)));
        form.send_typed(command, move |outcome| {
            if let Outcome::Written { version, .. } = outcome {
                draft.saved_as(version);
                session.go_instead_and_say(Place::Interests, said);
            }
        });
    };
    let what_max = kinds::characters_max::<ProtectedTime>("what");
    let hours = html::div().class("hours").child((
        field(Purpose::Time, words::protected_from(), String::new(), typed.from, from_wrong),
        field(Purpose::Time, words::protected_until(), String::new(), typed.until, until_wrong),
    ));
    let fields = vec![
        field(
            Purpose::Line(what_max),
            words::protected_what(),
            words::protected_what_hint(),
            typed.what,
            either(what_wrong, too_long(form, typed.what, what_max)),
        ),
        needed(
            words::protected_repeats(),
            Repeats::ALL.iter().map(|repeats| (*repeats, choices::repeats(*repeats))).collect(),
            typed.repeats,
            repeats_wrong,
        ),
        field(Purpose::Date, words::protected_on(), words::protected_on_hint(), typed.on, on_wrong),
        stack(vec![hours.into_any(), small(words::protected_until_hint())]),
        clocks.map_or_else(nothing, |zone| whose(typed, &zone)),
        field(
            Purpose::Line(what_max),
            words::protected_told(),
            words::protected_told_hint(),
            typed.told,
            too_long(form, typed.told, what_max),
        ),
        row(vec![
            submit(Look::Primary, words::protected_keep(), form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Interests),
        ]),
    ];
    stack(vec![card("", vec![form.element(send, fields)]), draft.line()])
}

/// Whose clocks, where there are two.
fn whose(typed: Typed, zone: &str) -> AnyView {
    let options = vec![
        (false, words::protected_zone_kept(&place_of(zone))),
        (true, words::protected_zone_here(&place_of(&zone::here()))),
    ];
    choice(words::protected_zone(), options, typed.here)
}
