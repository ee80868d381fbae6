//! Things that the person should know.

use crate::html;
use interface::command::{Command, Devices, Links};
use interface::model::{Day, DeviceId, RelationshipId};
use interface::view::Notice;
use leptos::prelude::*;

use super::button::{Look, button, link, submit};
use super::dialog::dialog;
use super::form::Form;
use super::icon::{Icon, icon};
use super::live::{keyed, live};
use super::passphrases::{Present, busy};
use super::{row, soft, text, unique_id};
use crate::places::Place;
use crate::platform::{browser, zone};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// All that there are; nothing where there is none.
pub(crate) fn notices(session: Session) -> AnyView {
    let notices = Memo::new(move |_| session.open.with(|open| open.notices.clone()));
    let names = Memo::new(move |_| {
        session.open.with(|open| {
            open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
        })
    });
    let shown = move || {
        // What changes is another notice; none of the same is drawn anew because of it.
        keyed(
            notices,
            |notice| format!("{notice:?}"),
            move |notice| match notice.get_untracked() {
                Notice::NewDevice { device, added_on } => new_device(session, device, added_on, true),
                notice @ Notice::TwoHistories { .. } => two_histories(&notice),
                notice @ Notice::Late { .. } => late(session, &notice),
                notice @ Notice::Unproven { device, .. } => unproven(session, device, &notice),
                notice => live(
                    move || names.get(),
                    move |names| {
                        let name =
                            |id| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
                        if let Notice::MoreWaits { relationship } = notice {
                            return more_waits(
                                session,
                                relationship,
                                &name(relationship).unwrap_or_default(),
                            );
                        }
                        // With its year: it may be that of a clock which is wrong.
                        let day = |unix_s| words::day(zone::day_at(unix_s), Day(0));
                        one(&notice, words::notices::sentences(&notice, name, day))
                    },
                ),
            },
        )
    };
    live(
        move || !notices.with(Vec::is_empty),
        move |is_any| {
            is_any.then(|| html::div().class("stack tight").attr("role", "status").child(shown())).into_any()
        },
    )
}

/// Somebody has handed over so much that the rest waits until the person wants it.
fn more_waits(session: Session, relationship: RelationshipId, name: &str) -> AnyView {
    let form = Form::new(session);
    let fetch = move || {
        form.send(Command::Links(Links::TakeMore { relationship }), move |_| {
            session.say(words::notice_more_comes());
            browser::focus_heading();
        });
    };
    let buttons = row(vec![button(Look::Quiet, words::notice_more_fetch(), fetch)]);
    let said = vec![text(words::notice_more_waits(name)), form.problems(), buttons];
    html::div()
        .class("notice")
        .child((icon(Icon::Attention), html::div().class("stack tight").child(said)))
        .into_any()
}

/// Two histories of who belongs to the vault; what can be done stands with the devices.
fn two_histories(notice: &Notice) -> AnyView {
    let way = row(vec![link(Look::Primary, words::notice_two_histories_see(), Place::Devices)]);
    let mut said: Vec<AnyView> =
        words::notices::sentences(notice, |_| None, |_| String::new()).into_iter().map(text).collect();
    said.push(way);
    html::div()
        .class(if words::notices::is_urgent(notice) { "notice urgent" } else { "notice" })
        .child((icon(Icon::Attention), html::div().class("stack tight").child(said)))
        .into_any()
}

/// Devices that this one has not seen before, and what came too late of one; nothing where there is none.
pub(crate) fn own_devices(session: Session) -> AnyView {
    let asked = Memo::new(move |_| {
        let is_asked = |notice: &&Notice| matches!(notice, Notice::NewDevice { .. } | Notice::Late { .. });
        session.open.with(|open| open.notices.iter().filter(is_asked).cloned().collect::<Vec<_>>())
    });
    keyed(
        asked,
        |notice| format!("{notice:?}"),
        move |notice| match notice.get_untracked() {
            Notice::NewDevice { device, added_on } => new_device(session, device, added_on, false),
            notice => late(session, &notice),
        },
    )
}

fn new_device(session: Session, device: DeviceId, added_on: Option<Day>, elsewhere: bool) -> AnyView {
    let (asked, question) = is_mine(session, device);
    let mine = move || asked.set(true);
    let what = match added_on {
        Some(day) => words::notice_new_device(&session.day(day)),
        None => words::notice_new_device_undated(),
    };
    let mut buttons = vec![button(Look::Quiet, words::notice_new_device_mine(), mine)];
    if elsewhere {
        buttons.insert(0, link(Look::Primary, words::notice_new_device_see(), Place::Devices));
    }
    let said = vec![text(what), text(words::notice_new_device_if_not()), row(buttons), question];
    html::div()
        .class("notice urgent")
        .child((icon(Icon::Attention), html::div().class("stack tight").child(said)))
        .into_any()
}

/// Whether it is asked, and the question: that a device is one's own is said with the passphrase.
fn is_mine(session: Session, device: DeviceId) -> (RwSignal<bool>, AnyView) {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let send = move || {
        let command = Command::Devices(Devices::Dismiss { device, passphrase: passphrase.typed() });
        form.send(command, move |_| {
            open.set(false);
            browser::focus_heading();
        });
    };
    let question = dialog(open, words::notice_new_device_mine_title, move || {
        let buttons = row(vec![
            submit(Look::Primary, words::notice_new_device_mine(), form.busy),
            button(Look::Quiet, words::pause_not_now(), move || open.set(false)),
        ]);
        let fields = vec![soft(words::notice_new_device_mine_text()), passphrase.field(form), buttons];
        vec![form.element(send, fields), busy(form, words::lock_busy())]
    });
    (open, question)
}

/// What came too late of one of the person's devices, with the way to it.
fn late(session: Session, notice: &Notice) -> AnyView {
    asking(Form::new(session), notice, vec![link(Look::Primary, words::notice_late_look(), Place::Late)])
}

/// What is here of a device that was taken out, and cannot be told apart from the rest: looked through, or left as it is.
fn unproven(session: Session, device: DeviceId, notice: &Notice) -> AnyView {
    let form = Form::new(session);
    let looked = move || tell(session, form, Devices::LookedThrough { device }, words::notice_unproven_left);
    asking(form, notice, vec![button(Look::Quiet, words::notice_unproven_looked(), looked)])
}

fn tell(session: Session, form: Form, act: Devices, done: fn() -> String) {
    form.send(Command::Devices(act), move |_| {
        session.say(done());
        browser::focus_heading();
    });
}

/// A notice that has an answer.
fn asking(form: Form, notice: &Notice, buttons: Vec<AnyView>) -> AnyView {
    let mut sentences = words::notices::sentences(notice, |_| None, |_| String::new()).into_iter();
    let what = sentences.next();
    let mut rest: Vec<AnyView> = sentences.map(text).collect();
    rest.push(form.problems());
    rest.push(row(buttons));
    // Several devices may be asked about at once: each one's buttons are told apart by what stands before them.
    let id = unique_id();
    let said = html::div().class("stack tight").attr("role", "group").attr("aria-labelledby", id.clone());
    html::div()
        .class("notice")
        .child((icon(Icon::Attention), said.child((html::p().id(id).child(what), rest))))
        .into_any()
}

fn one(notice: &Notice, sentences: Vec<String>) -> AnyView {
    let class = if words::notices::is_urgent(notice) { "notice urgent" } else { "notice" };
    let sentences: Vec<AnyView> = sentences.into_iter().map(text).collect();
    html::div().class(class).child((icon(Icon::Attention), html::div().child(sentences))).into_any()
}
