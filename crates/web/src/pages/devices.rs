//! The person's own devices: which there are, what they are called, and taking one away.

use crate::html;
use interface::command::{Command, Devices, Problem};
use interface::model::DeviceId;
use interface::view::devices::DeviceView;
use leptos::prelude::*;

use crate::components::button::{Look, link, named_button, submit};
use crate::components::dialog::dialog;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::notice::own_devices;
use crate::components::passphrases::{Present, busy};
use crate::components::{button, card, frame, heading, lead, nothing, row, small, soft, stack, tag, text};
use crate::places::Place;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The list; on a device that does not belong to the vault any more, that.
pub(super) fn page(session: Session) -> AnyView {
    let is_removed = session.is_removed();
    let shown = live(
        move || is_removed.get(),
        move |is_removed| if is_removed { super::settings::removed() } else { list(session) },
    );
    let back = (words::nav_settings(), Place::Settings);
    frame::page(session, words::devices_title(), Some(back), vec![crate::components::narrow(vec![shown])])
}

fn list(session: Session) -> AnyView {
    let devices = Memo::new(move |_| session.open.with(|open| open.devices.devices.clone()));
    let rows = keyed(
        devices,
        |device| device.id.to_string(),
        move |device| html::li().child(one(session, device)).into_any(),
    );
    let list = html::ul().class("cards").attr("aria-label", words::devices_title()).child(rows);
    stack(vec![
        lead(words::devices_text()),
        own_devices(session),
        super::history::history(session),
        list.into_any(),
        paper(session),
        card(
            "",
            vec![
                heading(words::devices_add_title()),
                text(words::pair_before()),
                row(vec![link(Look::Primary, words::devices_add_title(), Place::AddDevice)]),
                small(words::devices_add_by_words()),
            ],
        ),
        card(
            "",
            vec![
                heading(words::carry_title()),
                text(words::carry_own_short()),
                row(vec![link(Look::Quiet, words::carry_own_button(), Place::CarryOwn)]),
            ],
        ),
    ])
}

/// What a device is called: by its person or, until then, by its day.
pub(crate) fn name_of(session: Session, device: &DeviceView) -> String {
    if !device.name.is_empty() {
        return device.name.clone();
    }
    match (device.is_this, device.added_on) {
        (true, Some(day)) => words::device_this_added(&session.day(day)),
        (true, None) => words::device_this(),
        (false, Some(day)) => words::device_other_added(&session.day(day)),
        (false, None) => words::device_other(),
    }
}

fn one(session: Session, device: Memo<DeviceView>) -> AnyView {
    let name = Memo::new(move |_| device.with(|device| name_of(session, device)));
    let added = live(
        move || device.with(|device| device.added_on.filter(|_| !device.name.is_empty())),
        move |day| day.map(|day| soft(words::device_added(&session.day(day)))).into_any(),
    );
    let this = live(
        move || device.with(|device| device.is_this),
        |is_this| {
            if is_this { tag("mine", words::device_this_tag()) } else { nothing() }
        },
    );
    let id = device.with_untracked(|device| device.id);
    let taking_away = move || device.with(|device| (device.is_this, device.is_leaving));
    let taking_away = live(taking_away, move |state| match state {
        (true, _) => small(words::device_this_leave()),
        (_, true) => small(words::device_leaving()),
        _ => remove(session, id, name),
    });
    let shown = live(move || name.get(), heading);
    card("", vec![shown, this, added, rename(session, device, name), taking_away])
}

fn rename(session: Session, device: Memo<DeviceView>, shown: Memo<String>) -> AnyView {
    let device = device.get_untracked();
    let id = device.id;
    let draft = session.draft(&format!("device/{id}"));
    let name = draft.text("name", device.name.clone());
    let form = Form::new(session);
    let send = move || {
        let command =
            Command::Devices(Devices::Name { device: id, name: name.get_untracked().trim().to_owned() });
        form.send(command, move |_| {
            draft.saved();
            session.say(words::device_named());
        });
    };
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let fields = vec![
        field(Purpose::NAME, words::device_name(), words::device_name_hint(), name, wrong),
        row(vec![submit(Look::Quiet, words::save(), form.busy)]),
    ];
    let summary = html::summary()
        .class("btn plain")
        .attr("aria-label", move || words::device_rename_named(&shown.get()))
        .child(words::device_rename());
    html::details()
        .attr("open", draft.was_begun())
        .child((summary, form.element(send, fields), draft.line()))
        .into_any()
}

fn remove(session: Session, id: DeviceId, name: Memo<String>) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let send = move || {
        let command = Command::Devices(Devices::Remove { device: id, passphrase: passphrase.typed() });
        form.send(command, move |_| {
            open.set(false);
            session.say(words::device_removed());
        });
    };
    let question = dialog(
        open,
        move || words::device_remove_title(&name.get()),
        move || {
            let buttons = row(vec![
                submit(Look::Firm, words::device_remove_confirm(), form.busy),
                button::button(Look::Quiet, words::keep_it(), move || open.set(false)),
            ]);
            let what = [
                words::device_remove_nothing_new(),
                words::device_remove_keeps(),
                words::device_remove_words(),
                words::device_remove_others(),
            ];
            let mut fields: Vec<AnyView> = what.into_iter().map(soft).collect();
            fields.push(passphrase.field(form));
            fields.push(buttons);
            vec![form.element(send, fields), busy(form, words::lock_busy())]
        },
    );
    let label = move || words::device_remove_named(&name.get());
    let button = named_button(Look::Firm, words::device_remove(), label, move || {
        passphrase.forget();
        open.set(true);
    });
    stack(vec![row(vec![button]), question])
}

fn paper(session: Session) -> AnyView {
    let recovery = Memo::new(move |_| session.open.with(|open| open.recovery));
    let viewed = move || {
        let viewed = recovery.get().viewed_on;
        viewed.map(|day| soft(words::settings_words_viewed(&session.day(day))))
    };
    card(
        "",
        vec![
            heading(words::words_title()),
            text(words::devices_paper()),
            viewed.into_any(),
            super::recovery_words::waiting(session),
            row(vec![link(Look::Quiet, words::devices_paper_button(), Place::Words)]),
        ],
    )
}
