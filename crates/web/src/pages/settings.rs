//! Settings.

use crate::html;
use interface::command::{Command, Door, Here, Links, Problem};
use interface::view::{Notice, RecoveryView};
use leptos::prelude::*;

use super::{along, clean};
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::connection;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::icon::Icon;
use crate::components::language::language;
use crate::components::live::live;
use crate::components::moment::points;
use crate::components::passphrases::{Present, busy};
use crate::components::{card, frame, heading, nothing, room_for, row, small, soft, stack, text};
use crate::places::Place;
use crate::platform::browser::{self, Theme};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// Settings.
pub(super) fn page(session: Session) -> AnyView {
    let left = stack(vec![name(session), appearance(), spoken(session), lock(session), about(session)]);
    let is_removed = session.is_removed();
    // Of a device that does not belong to the vault any more nothing is exchanged, and it changes nothing there.
    let vault = live(
        move || is_removed.get(),
        move |is_removed| {
            if is_removed { removed() } else { stack(vec![recovery(session), devices(session)]) }
        },
    );
    let right = stack(vec![
        vault,
        along::entry(),
        relay(session, is_removed),
        leaving(),
        device(session, is_removed),
    ]);
    let columns = html::div().class("two even").child((left, right));
    let back = (words::nav_today(), Place::Today);
    frame::page(session, words::nav_settings(), Some(back), vec![columns.into_any()])
}

fn name(session: Session) -> AnyView {
    let draft = session.draft("settings/name");
    let name = draft.text("name", session.open.with_untracked(|open| open.name.clone()));
    let form = Form::new(session);
    let send = move || {
        let command = Command::Links(Links::ChangeName { name: name.get_untracked().trim().to_owned() });
        form.send(command, move |_| {
            draft.saved();
            session.say(words::settings_name_saved());
        });
    };
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    card(
        "",
        vec![
            form.element(
                send,
                vec![
                    field(Purpose::NAME, words::make_name(), words::settings_name_hint(), name, wrong),
                    row(vec![submit(Look::Quiet, words::save(), form.busy)]),
                ],
            ),
            draft.line(),
        ],
    )
}

fn appearance() -> AnyView {
    let theme = RwSignal::new(Some(browser::theme()));
    Effect::new(move |_| {
        if let Some(theme) = theme.get() {
            browser::set_theme(theme);
        }
    });
    let options = Theme::ALL
        .into_iter()
        .map(|theme| {
            let words = match theme {
                Theme::System => words::theme_system(),
                Theme::Light => words::theme_light(),
                Theme::Dark => words::theme_dark(),
            };
            (theme, words)
        })
        .collect();
    card(
        "",
        vec![
            heading(words::settings_appearance_title()),
            choice(words::settings_appearance(), options, theme),
        ],
    )
}

fn spoken(session: Session) -> AnyView {
    let is_only_one = session.languages().len() < 2;
    let only = if is_only_one { soft(words::settings_language_text()) } else { nothing() };
    card("", vec![heading(words::settings_language_title()), only, language(session)])
}

fn lock(session: Session) -> AnyView {
    let lock = button(Look::Quiet, words::settings_lock_button(), move || {
        session.ask(Command::Door(Door::Lock), |_| {})
    });
    let more = link(Look::Quiet, words::lock_settings_button(), Place::Lock);
    card(
        "",
        vec![heading(words::settings_lock_title()), soft(words::settings_lock_text()), row(vec![lock, more])],
    )
}

fn recovery(session: Session) -> AnyView {
    let recovery = Memo::new(move |_| session.open.with(|open| open.recovery));
    let state = move || {
        let RecoveryView { checked, viewed_on, .. } = recovery.get();
        let viewed = viewed_on.map(|day| soft(words::settings_words_viewed(&session.day(day))));
        let state =
            if checked { words::settings_words_checked() } else { words::settings_words_not_checked() };
        let (look, label) = if checked {
            (Look::Quiet, words::settings_words_renew())
        } else {
            (Look::Primary, words::today_words_button())
        };
        let go = row(vec![link(look, label, Place::Words)]);
        stack(vec![text(state), viewed.into_any(), go])
    };
    card("", vec![heading(words::words_title()), state.into_any(), small(words::settings_words_alone())])
}

fn devices(session: Session) -> AnyView {
    let count = Memo::new(move |_| session.open.with(|open| open.devices.devices.len()));
    let text = move || soft(words::settings_devices_text(u32::try_from(count.get()).unwrap_or(u32::MAX)));
    card(
        "",
        vec![
            heading(words::devices_title()),
            text.into_any(),
            row(vec![link(Look::Quiet, words::settings_devices_button(), Place::Devices)]),
        ],
    )
}

fn relay(session: Session, is_removed: Memo<bool>) -> AnyView {
    let relay = Memo::new(move |_| session.open.with(|open| open.relay.clone()));
    let draft = session.draft("settings/relay");
    let address = draft.text("address", relay.with_untracked(|relay| relay.address.clone()));
    let form = Form::new(session);
    let passphrase = Present::new();
    let send = move || {
        let relay = address.get_untracked().trim().to_owned();
        let command = Command::Here(Here::ChangeRelay { relay, passphrase: passphrase.typed() });
        form.send(command, move |_| {
            draft.saved();
            passphrase.forget();
            let is_none = address.with_untracked(|address| address.trim().is_empty());
            session.say(if is_none { words::settings_relay_none() } else { words::settings_relay_saved() });
        });
    };
    let wrong = form.is(Problem::is_of_relay_address);
    let change = html::details().attr("open", draft.was_begun()).child((
        html::summary().class("btn plain").child(words::settings_relay_change()),
        form.element(
            send,
            vec![
                field(Purpose::Address, words::relay_address(), words::relay_address_hint(), address, wrong),
                small(words::settings_relay_change_text()),
                passphrase.field(form),
                row(vec![submit(Look::Quiet, words::settings_relay_submit(), form.busy)]),
            ],
        ),
        busy(form, words::lock_busy()),
        draft.line(),
    ));
    card(
        "",
        vec![
            heading(words::settings_relay_title()),
            html::p()
                .child(html::b().attr("dir", "ltr").child(move || relay.with(|relay| relay.address.clone())))
                .into_any(),
            room_for(
                Some("status"),
                soft,
                // What goes on with the relay is nothing for a device that is no part of the vault.
                move || (!is_removed.get()).then(|| relay.with(connection::sentence)),
                move || relay.with(connection::sentences),
            ),
            points("sees", vec![(Icon::Eye, words::keeper_sees())]),
            points("hidden-from", vec![(Icon::EyeClosed, words::keeper_cannot())]),
            small(words::keeper_may_be_other()),
            small(words::relay_deletes()),
            row(vec![link(Look::Quiet, words::holds_title(), Place::Holds)]),
            noticed(session),
            change.into_any(),
        ],
    )
}

/// What the devices have found wrong with the relay, and what the person can do.
fn noticed(session: Session) -> AnyView {
    let found = Memo::new(move |_| {
        session.open.with(|open| {
            let of_relay = |notice: &&Notice| words::notices::is_of_relay(notice);
            open.notices.iter().filter(of_relay).cloned().collect::<Vec<_>>()
        })
    });
    let content = move || {
        let found = found.get();
        if found.is_empty() {
            return soft(words::relay_watch_nothing());
        }
        let mut said: Vec<AnyView> = found
            .iter()
            .filter_map(|notice| {
                words::notices::sentences(notice, |_| None, |_| String::new()).into_iter().next()
            })
            .map(text)
            .collect();
        said.extend([soft(words::relay_watch_lost()), soft(words::relay_watch_do())]);
        stack(said)
    };
    stack(vec![html::h3().child(words::relay_watch_title()).into_any(), content.into_any()])
}

fn leaving() -> AnyView {
    card(
        "",
        vec![heading(words::settings_leave_title()), soft(words::leave_how()), soft(words::leave_history())],
    )
}

fn device(session: Session, is_removed: Memo<bool>) -> AnyView {
    let erase = live(
        move || is_removed.get(),
        |is_removed| {
            if is_removed {
                return soft(words::removed_back());
            }
            let erase = row(vec![link(Look::Quiet, words::erase_title(), Place::Erase)]);
            stack(vec![soft(words::erase_short()), erase])
        },
    );
    card("", vec![heading(words::clean_title()), soft(words::clean_short()), clean::entry(session), erase])
}

/// What stands in the place of what only a device of the vault can do.
pub(super) fn removed() -> AnyView {
    card(
        "wash-calm",
        vec![heading(words::removed_title()), text(words::removed_text()), soft(words::removed_not_you())],
    )
}

fn about(session: Session) -> AnyView {
    let build = session.build.get_value();
    card(
        "",
        vec![
            heading(words::settings_about_title()),
            row(vec![
                link(Look::Quiet, words::about_link(), Place::About),
                link(Look::Quiet, words::nav_help(), Place::Help),
            ]),
            small(words::settings_build_text()),
            html::p()
                .class("mono")
                .attr("dir", "ltr")
                .attr("aria-label", words::settings_build())
                .child(build)
                .into_any(),
        ],
    )
}
