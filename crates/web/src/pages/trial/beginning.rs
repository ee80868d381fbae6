//! Beginning a test: what, about what, for how long, and what that could find.

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::figures::{Findable, Plan, TRIAL_DAYS};
use interface::model::fields::{Few, Heading};
use interface::model::kinds::FairTest;
use interface::model::{Content, Day, Lot, RelationshipId};
use leptos::prelude::*;

use super::super::kind;
use crate::components::button::{Look, link, submit};
use crate::components::choice;
use crate::components::field::{Purpose, field, too_long};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::{card, columns, heading, row, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::{chance, figures};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// What the choices are called in a draft.
fn of_name(is_bond: bool) -> &'static str {
    if is_bond { "bond" } else { "own" }
}

fn of_named(name: &str) -> Option<bool> {
    [true, false].into_iter().find(|is_bond| of_name(*is_bond) == name)
}

fn length_name(days: u32) -> &'static str {
    match days {
        14 => "fortnight",
        28 => "four-weeks",
        _ => "sixty",
    }
}

fn length_named(name: &str) -> Option<u32> {
    TRIAL_DAYS.into_iter().find(|days| length_name(*days) == name)
}

/// What there is of what it could find.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Finds {
    Waiting,
    Missing,
    Known(Vec<Findable>),
}

/// The form, and what could be found beside it.
pub(super) fn form(session: Session, with: Option<RelationshipId>) -> AnyView {
    let draft = session.draft(&Place::Trial(with, None).address());
    let what = draft.text("what", String::new());
    let is_bond = draft.choice("of", with.is_none().then_some(false), of_name, of_named);
    let length = draft.choice("length", None, length_name, length_named);
    let form = Form::new(session);
    let max = kinds::characters_max::<FairTest>("what");
    let lacks_what = move || what.with(|what| what.trim().is_empty());
    let needs_what = Remark::while_so(lacks_what, words::trial_what_needed());
    let needs_of = Remark::choice(is_bond, words::trial_of_needed());
    let needs_length = Remark::choice(length, words::trial_length_needed());
    let wrong = form.marks(needs_of.clone());
    let wrong_length = form.marks(needs_length.clone());
    let lacking = [needs_what.clone(), needs_of, needs_length];
    let send = move || {
        if form.lacks(&lacking) {
            return;
        }
        let pairs = length.get_untracked().unwrap_or_default() / 2;
        let about = with.filter(|_| is_bond.get_untracked() == Some(true));
        let written = || -> Result<Command, Problem> {
            let lot = |is_first: bool| if is_first { Lot::First } else { Lot::Second };
            let lots = chance::lots(pairs as usize).into_iter().map(lot).collect();
            let test = FairTest {
                what: what.with_untracked(|what| Heading::typed(what))?,
                from: Day(session.present_day().0.saturating_add(1)),
                lots: Few::new(lots)?,
                ended: None,
            };
            Ok(kind::write(None, draft.of(), about, Content::of(&test)))
        };
        form.send_typed(written(), move |outcome| {
            if let Outcome::Written { item, .. } = outcome {
                draft.saved();
                session.be_at_and_say(Place::Trial(None, Some(item)), words::trial_begun());
            }
        });
    };
    let name = Memo::new(move |_| with.map(|with| session.name_of(with)));
    let of = live(
        move || name.get(),
        move |name| {
            let own = Some((false, words::trial_of_own()));
            let bond = name.map(|name| (true, words::trial_of_bond(&name)));
            let options = [own, bond].into_iter().flatten().collect();
            choice::needed(words::trial_of(), options, is_bond, wrong)
        },
    );
    let lengths = TRIAL_DAYS.map(|days| (days, words::trial_length_days(days))).to_vec();
    let too_long = too_long(form, what, max);
    let marks = form.marks(needs_what);
    let wrong_what = Signal::derive(move || marks.get().or_else(|| too_long.get()));
    let fields = vec![
        field(Purpose::Line(max), words::trial_what(), words::trial_what_hint(), what, wrong_what),
        of,
        choice::needed(words::trial_length(), lengths, length, wrong_length),
        small(words::trial_safe()),
        row(vec![
            submit(Look::Primary, words::trial_begin(), form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Picture(with)),
        ]),
    ];
    let written = stack(vec![form.element(send, fields), draft.line()]);
    columns(vec![card("wash-self", vec![written]), finds(session, is_bond)])
}

/// What each length could find, from how widely the person's days spread.
fn finds(session: Session, is_bond: RwSignal<Option<bool>>) -> AnyView {
    let picture = session.picture();
    let finds = RwSignal::new(Finds::Waiting);
    let answers = Memo::new(move |_| {
        let is_bond = is_bond.get().unwrap_or(false);
        let of = |kept: &interface::look::KeptDay| kept.answer(is_bond);
        picture.with(|picture| picture.days.iter().filter_map(of).collect::<Vec<u8>>())
    });
    Effect::new(move |_| {
        let now = answers.get();
        figures::findable(&Plan { answers: now.clone() }, move |found| {
            // The page may have been left, or something else been chosen by now.
            if answers.try_with_untracked(|answers| *answers == now) == Some(true) {
                finds.set(found.map_or(Finds::Missing, Finds::Known));
            }
        });
    });
    let lines = live(
        move || finds.get(),
        |finds| match finds {
            Finds::Waiting => soft(words::trial_finds_waiting()),
            Finds::Missing => soft(words::trial_finds_missing()),
            Finds::Known(found) => {
                let line = |found: Findable| {
                    let size = words::tenths(found.tenths);
                    let said = if found.is_in_points {
                        words::trial_finds_steps(found.days, &size)
                    } else {
                        words::trial_finds_spread(found.days, &size)
                    };
                    html::li().child(said)
                };
                let lines: Vec<html::Element> = found.into_iter().map(line).collect();
                stack(vec![
                    html::ul().class("rests").child(lines).into_any(),
                    soft(words::trial_finds_often()),
                ])
            }
        },
    );
    card("", vec![heading(words::trial_finds_title()), lines])
}
