//! Exchanging without a relay: with another person, or between one's own devices.

mod read;
mod show;

use crate::html;
use interface::command::{
    Brought, CODES_PARCEL_BYTES_MAX, Carry, Command, Outcome, PARCEL_BYTES_MAX, ParcelProblem, Problem,
    Recipient,
};
use interface::model::RelationshipId;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, submit};
use crate::components::choice::check;
use crate::components::file::file;
use crate::components::form::Form;
use crate::components::{card, frame, heading, lead, nothing, row, small, soft, stack, text};
use crate::places::Place;
use crate::platform::files::{self, NotRead};
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;
use crate::words::carry as said;

/// With whom it is exchanged.
#[derive(Clone)]
struct With {
    recipient: Recipient,
    /// The other person; empty for one's own devices.
    name: String,
}

/// With another person.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        let with = With { recipient: Recipient::Other(id), name: known.name };
        let about = words::carry_lead(&with.name);
        frame::page(session, words::carry_title(), Some(back), content(session, &with, about))
    })
}

/// Between one's own devices.
pub(super) fn own(session: Session) -> AnyView {
    let back = (words::devices_title(), Place::Devices);
    let with = With { recipient: Recipient::OwnDevices, name: String::new() };
    frame::page(session, words::carry_title(), Some(back), content(session, &with, words::carry_own_lead()))
}

fn content(session: Session, with: &With, about: String) -> Vec<AnyView> {
    let columns = html::div().class("two even").child((give(session, with), take(session, with)));
    vec![lead(about), columns.into_any()]
}

fn give(session: Session, with: &With) -> AnyView {
    let everything = RwSignal::new(false);
    let form = Form::new(session);
    let recipient = with.recipient;
    let showing = RwSignal::new(None::<Vec<u8>>);
    let make = move |as_codes: bool| {
        showing.set(None);
        let act = Carry::Make { recipient, everything: everything.get_untracked() };
        form.send(Command::Carry(act), move |outcome| {
            let Outcome::Parcel(parcel) = outcome else { return };
            if as_codes {
                show_codes(form, showing, parcel);
            } else {
                save(session, form, &parcel);
            }
        });
    };
    let codes = move || {
        let parcel = showing.get()?;
        Some(show::show(parcel, move || showing.set(None)))
    };
    let title = if with.name.is_empty() { words::carry_give_own() } else { words::carry_give(&with.name) };
    let sealed = if with.name.is_empty() { words::carry_sealed_own() } else { words::carry_sealed() };
    let buttons = row(vec![
        submit(Look::Primary, words::carry_save(), form.busy),
        button(Look::Quiet, words::carry_show(), move || make(true)),
    ]);
    let fields = vec![
        check(words::carry_everything(), everything),
        small(words::carry_everything_hint()),
        small(words::carry_codes_most(CODES_KILOBYTES)),
        buttons,
    ];
    card("", vec![heading(title), soft(sealed), form.element(move || make(false), fields), codes.into_any()])
}

/// What codes hold, in kilobytes.
#[expect(clippy::cast_possible_truncation, reason = "it is small, or the screen would be too")]
const CODES_KILOBYTES: u32 = (CODES_PARCEL_BYTES_MAX / 1024) as u32;

fn save(session: Session, form: Form, parcel: &[u8]) {
    let (year, month, day) = session.open.with_untracked(|open| open.today).civil();
    let name = format!("counterpoint-{year:04}-{month:02}-{day:02}.parcel");
    if files::hand_over(&name, "application/octet-stream", parcel) {
        session.say(words::carry_saved(&name));
    } else {
        form.remark(words::along_not_made());
    }
}

fn show_codes(form: Form, showing: RwSignal<Option<Vec<u8>>>, parcel: Vec<u8>) {
    if parcel.len() > CODES_PARCEL_BYTES_MAX {
        form.remark(words::carry_too_large());
    } else {
        showing.set(Some(parcel));
    }
}

fn take(session: Session, with: &With) -> AnyView {
    let form = Form::new(session);
    let brought = RwSignal::new(None::<Brought>);
    let title = if with.name.is_empty() { words::carry_take_own() } else { words::carry_take(&with.name) };
    let receive = move |parcel: Vec<u8>| receive(form, brought, parcel);
    let choose = file(words::carry_bring_in(), ".parcel", PARCEL_BYTES_MAX, move |read| match read {
        Ok((_, bytes)) => receive(bytes),
        Err(NotRead::TooLarge) => form.refuse(Problem::Parcel(ParcelProblem::TooLarge)),
        Err(NotRead::Unreadable) => form.remark(words::bring_in_unreadable()),
    });
    let reading = RwSignal::new(false);
    let camera = move || {
        if reading.get() {
            let whole = move |parcel: Vec<u8>| {
                reading.set(false);
                receive(parcel);
            };
            read::read(whole, move || reading.set(false))
        } else {
            row(vec![button(Look::Quiet, words::carry_read(), move || reading.set(true))])
        }
    };
    let outcome = move || match brought.get() {
        Some(brought) => stack(said::brought(&brought).into_iter().map(text).collect()),
        None => nothing(),
    };
    card(
        "",
        vec![
            heading(title),
            soft(words::carry_take_text()),
            choose,
            camera.into_any(),
            form.problems(),
            html::div().attr("role", "status").child(outcome).into_any(),
        ],
    )
}

fn receive(form: Form, brought: RwSignal<Option<Brought>>, parcel: Vec<u8>) {
    brought.set(None);
    form.send(Command::Carry(Carry::Receive { parcel }), move |outcome| {
        if let Outcome::Brought(outcome) = outcome {
            brought.set(Some(outcome));
        }
    });
}

/// A number of things, for words.
fn number(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}
