//! Taking everything along: a file to keep, to read, or for other programs, and the way back from one.

mod bring_in;

use interface::command::{Command, ExportAs, Outcome, TakeAlong};
use leptos::prelude::*;

use crate::components::button::{Look, link, submit};
use crate::components::choice::check;
use crate::components::form::Form;
use crate::components::icon::{Icon, icon};
use crate::components::passphrases::Passphrases;
use crate::components::{card, frame, heading, lead, row, small, soft, stack, text};
use crate::places::Place;
use crate::platform::{files, zone};
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// Everything about files.
pub(super) fn page(session: Session) -> AnyView {
    let with_others = RwSignal::new(false);
    let others = card(
        "",
        vec![
            heading(words::along_what_title()),
            soft(words::along_what()),
            check(words::along_with_others(), with_others),
            small(words::along_with_others_hint()),
        ],
    );
    let left = stack(vec![others, backup(session, with_others)]);
    let right = stack(vec![
        to_read(session, with_others),
        for_programs(session, with_others),
        bring_in::card(session),
    ]);
    let columns = leptos::html::div().class("two even").child((left, right)).into_any();
    let back = (words::nav_settings(), Place::Settings);
    frame::page(session, words::along_title(), Some(back), vec![lead(words::along_lead()), columns])
}

/// The way here, in Settings.
pub(super) fn entry() -> AnyView {
    let go = row(vec![link(Look::Quiet, words::along_button(), Place::Along)]);
    card("", vec![heading(words::along_title()), soft(words::along_short()), go])
}

fn backup(session: Session, with_others: RwSignal<bool>) -> AnyView {
    let passphrase = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let form = Form::new(session);
    let passphrases = Passphrases::new(passphrase, again);
    let remarks = passphrases.remarks();
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let kind = ExportAs::Backup { passphrase: passphrase.get_untracked() };
        make(session, form, with_others, kind, move || {
            passphrase.set(String::new());
            again.set(String::new());
        });
    };
    let [first, second] = passphrases
        .fields(form, [words::along_passphrase(), words::along_passphrase_hint(), words::passphrase_again()]);
    let fields =
        vec![first, second, row(vec![submit(Look::Primary, words::along_backup_button(), form.busy)])];
    card(
        "",
        vec![
            heading(words::along_backup_title()),
            soft(words::along_backup_good()),
            soft(words::along_backup_reads()),
            form.element(send, fields),
        ],
    )
}

fn to_read(session: Session, with_others: RwSignal<bool>) -> AnyView {
    let kind = || ExportAs::Page { words: Box::new(words::along::page_words()), offsets: zone::offsets() };
    let about = [words::along_page_title(), words::along_page_good(), words::along_page_button()];
    open_file(session, with_others, about, kind)
}

fn for_programs(session: Session, with_others: RwSignal<bool>) -> AnyView {
    let about = [words::along_json_title(), words::along_json_good(), words::along_json_button()];
    open_file(session, with_others, about, || ExportAs::Json)
}

/// A file that anybody can read: said before it is made.
fn open_file(
    session: Session,
    with_others: RwSignal<bool>,
    [title, good, label]: [String; 3],
    kind: impl Fn() -> ExportAs + 'static,
) -> AnyView {
    let form = Form::new(session);
    let send = move || make(session, form, with_others, kind(), || {});
    let button = row(vec![submit(Look::Quiet, label, form.busy)]);
    card(
        "",
        vec![
            heading(title),
            soft(good),
            said_plainly(words::along_anybody_reads()),
            form.element(send, vec![button]),
        ],
    )
}

/// Something to know before a button is pressed, without alarm.
pub(super) fn said_plainly(words: String) -> AnyView {
    leptos::html::div()
        .class("notice")
        .child((icon(Icon::Eye), leptos::html::div().child(text(words))))
        .into_any()
}

/// What a file of today is called.
pub(super) fn file_name(session: Session, of: &str, ending: &str) -> String {
    let (year, month, day) = session.open.with_untracked(|open| open.today).civil();
    format!("{of}-{year:04}-{month:02}-{day:02}.{ending}")
}

/// Has a file made, and hands it over.
fn make(
    session: Session,
    form: Form,
    with_others: RwSignal<bool>,
    kind: ExportAs,
    done: impl FnOnce() + 'static,
) {
    let (ending, media_type) = match &kind {
        ExportAs::Json => ("json", "application/json"),
        ExportAs::Page { .. } => ("html", "text/html"),
        ExportAs::Backup { .. } => ("backup", "application/octet-stream"),
    };
    let name = file_name(session, "counterpoint", ending);
    let act = TakeAlong::Export { form: kind, with_others: with_others.get_untracked() };
    form.send(Command::TakeAlong(act), move |outcome| {
        let Outcome::File(bytes) = outcome else { return };
        if files::hand_over(&name, media_type, &bytes) {
            session.say(words::along_made(&name));
            done();
        } else {
            form.remark(words::along_not_made());
        }
    });
}
