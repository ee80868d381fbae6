//! Things that the person should know.

use interface::command::{Command, Devices};
use interface::model::{Day, DeviceId};
use interface::view::Notice;
use leptos::html;
use leptos::prelude::*;

use super::button::{Look, button, link};
use super::form::Form;
use super::icon::{Icon, icon};
use super::live::{keyed, live};
use super::{row, text};
use crate::places::Place;
use crate::platform::{browser, zone};
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
                notice @ Notice::Late { device, .. } => late(session, device, &notice),
                notice => live(
                    move || names.get(),
                    move |names| {
                        let name =
                            |id| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
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

/// Devices that this one has not seen before; nothing where there is none.
pub(crate) fn own_devices(session: Session) -> AnyView {
    let new = Memo::new(move |_| {
        session.open.with(|open| {
            let new = open.notices.iter().filter_map(|notice| match notice {
                Notice::NewDevice { device, added_on } => Some((*device, *added_on)),
                _ => None,
            });
            new.collect::<Vec<_>>()
        })
    });
    keyed(
        new,
        |(device, _)| device.to_string(),
        move |new| {
            let (device, added_on) = new.get_untracked();
            new_device(session, device, added_on, false)
        },
    )
}

fn new_device(session: Session, device: DeviceId, added_on: Option<Day>, elsewhere: bool) -> AnyView {
    let form = Form::new(session);
    let mine = move || form.send(Command::Devices(Devices::Dismiss { device }), |_| {});
    let what = match added_on {
        Some(day) => words::notice_new_device(&session.day(day)),
        None => words::notice_new_device_undated(),
    };
    let mut buttons = vec![button(Look::Quiet, words::notice_new_device_mine(), mine)];
    if elsewhere {
        buttons.insert(0, link(Look::Primary, words::notice_new_device_see(), Place::Devices));
    }
    let said = vec![text(what), text(words::notice_new_device_if_not()), form.problems(), row(buttons)];
    html::div()
        .class("notice urgent")
        .child((icon(Icon::Attention), html::div().class("stack tight").child(said)))
        .into_any()
}

/// What came too late of one of the person's devices: kept, or let go.
fn late(session: Session, device: Option<DeviceId>, notice: &Notice) -> AnyView {
    let form = Form::new(session);
    let settle = move |keep: bool, done: fn() -> String| {
        move || {
            form.send(Command::Devices(Devices::SettleLate { device, keep }), move |_| {
                session.say(done());
                browser::focus_heading();
            });
        }
    };
    let mut said: Vec<AnyView> =
        words::notices::sentences(notice, |_| None, |_| String::new()).into_iter().map(text).collect();
    said.push(form.problems());
    said.push(row(vec![
        button(Look::Quiet, words::notice_late_keep(), settle(true, words::notice_late_kept)),
        button(Look::Plain, words::answer_discard(), settle(false, words::notice_late_let_go)),
    ]));
    html::div()
        .class("notice")
        .child((icon(Icon::Attention), html::div().class("stack tight").child(said)))
        .into_any()
}

fn one(notice: &Notice, sentences: Vec<String>) -> AnyView {
    let class = if words::notices::is_urgent(notice) { "notice urgent" } else { "notice" };
    let sentences: Vec<AnyView> = sentences.into_iter().map(text).collect();
    html::div().class(class).child((icon(Icon::Attention), html::div().child(sentences))).into_any()
}
