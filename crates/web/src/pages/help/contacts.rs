//! People of the person's own to turn to. They stand under Help wherever it is opened while the vault is open.

use crate::html;
use interface::command::{Command, Problem};
use interface::model::Content;
use interface::model::fields::Line;
use interface::model::kinds::Contact;
use interface::view::ContactView;
use leptos::prelude::*;

use super::super::kind::{self, Removing};
use crate::components::button::{Look, submit};
use crate::components::field::{Purpose, either, field, too_long};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::{card, heading, heading_below, nothing, row, said, soft, stack, text};
use crate::kinds;
use crate::platform::browser;
use crate::session::Session;
use crate::words;

/// Digits, spaces and what stands in numbers: something to dial.
fn dialled(reach: &str) -> Option<String> {
    let is_number = reach.chars().all(|letter| letter.is_ascii_digit() || " +-/()".contains(letter));
    let dialled: String = reach.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    (is_number && dialled.len() >= 3).then_some(dialled)
}

/// Those there are.
pub(in crate::pages) fn list(session: Session) -> AnyView {
    let contacts = move || session.open.with(|open| open.contacts.clone());
    live(contacts, |contacts| {
        if contacts.is_empty() {
            return nothing();
        }
        let list = html::ul()
            .class("cards wide")
            .child(contacts.iter().map(|contact| one(contact, nothing())).collect_view())
            .into_any();
        stack(vec![heading(words::help_contacts_title()), list])
    })
}

fn one(contact: &ContactView, remove: AnyView) -> AnyView {
    let reach = match dialled(&contact.reach) {
        Some(number) => html::a()
            .class("btn quiet")
            .attr("dir", "ltr")
            .href(format!("tel:{number}"))
            .child(contact.reach.clone())
            .into_any(),
        None => html::p().attr("dir", "auto").child(contact.reach.clone()).into_any(),
    };
    let name = heading_below(contact.name.clone());
    html::li()
        .child(card("", vec![name, said(contact.good_for.clone()), row(vec![reach, remove])]))
        .into_any()
}

/// Adding somebody, and removing. On each page that has it the form is its own.
fn form_and_known(session: Session, lists: bool) -> (bool, AnyView) {
    let draft = session.draft(&session.place.get_untracked().address());
    let name = draft.text("name", String::new());
    let reach = draft.text("reach", String::new());
    let good_for = draft.text("good_for", String::new());
    let form = Form::new(session);
    let named = Remark::name(name);
    let reached = Remark::while_so(
        move || reach.with(|reach| reach.trim().is_empty()),
        words::help_contacts_reach_needed(),
    );
    let name_max = kinds::characters_max::<Contact>("name");
    let wrong_name = form.is_or(named.clone(), move |problem| {
        matches!(problem, Problem::Empty)
            || matches!(problem, Problem::TooLong { max, .. } if *max as usize == name_max)
    });
    let reach_max = kinds::characters_max::<Contact>("reach");
    let wrong_reach = either(form.marks(reached.clone()), too_long(form, reach, reach_max));
    let good_for_max = kinds::characters_max::<Contact>("good_for");
    let wrong_good_for = too_long(form, good_for, good_for_max);
    let remarks = [named, reached];
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let written = || -> Result<Command, Problem> {
            let contact = Contact {
                name: name.with_untracked(|name| Line::typed(name))?,
                reach: reach.with_untracked(|reach| Line::typed(reach))?,
                good_for: good_for.with_untracked(|good_for| Line::typed_optional(good_for))?,
            };
            Ok(kind::write(None, None, None, Content::of(&contact)))
        };
        form.send_typed(written(), move |_| {
            name.set(String::new());
            reach.set(String::new());
            good_for.set(String::new());
            draft.saved();
            session.say(words::help_contacts_added());
            browser::focus_heading();
        });
    };
    let fields = vec![
        field(Purpose::Line(name_max), words::help_contacts_name(), String::new(), name, wrong_name),
        field(
            Purpose::Line(reach_max),
            words::help_contacts_reach(),
            words::help_contacts_reach_hint(),
            reach,
            wrong_reach,
        ),
        field(
            Purpose::Line(good_for_max),
            words::help_contacts_good_for(),
            words::help_contacts_good_for_hint(),
            good_for,
            wrong_good_for,
        ),
        row(vec![submit(Look::Primary, words::help_contacts_add(), form.busy)]),
    ];
    let removing = Removing::new();
    let known = live(
        move || session.open.with(|open| open.contacts.clone()),
        move |contacts| {
            let one = |contact: &ContactView| {
                let name = contact.name.clone();
                let label = words::help_contacts_remove_named(&name);
                removing.button(label, move || words::help_contacts_remove_named(&name), contact.item)
            };
            row(contacts.iter().map(one).collect())
        },
    );
    let form = stack(vec![form.element(send, fields), draft.line()]);
    let known = if lists { stack(vec![known, question(session, removing)]) } else { nothing() };
    (draft.was_begun(), stack(vec![form, known]))
}

/// Adding somebody.
pub(in crate::pages) fn adding(session: Session) -> AnyView {
    card("", vec![heading(words::circle_add()), form_and_known(session, false).1])
}

/// Those there are, each with the way to remove them.
pub(in crate::pages) fn circle(session: Session) -> AnyView {
    let removing = Removing::new();
    let contacts = move || session.open.with(|open| open.contacts.clone());
    let list = live(contacts, move |contacts| {
        let one = |contact: &ContactView| one(contact, removed_by(removing, contact));
        let list = contacts.iter().map(one).collect_view();
        html::ul().class("cards wide").child(list).into_any()
    });
    stack(vec![list, question(session, removing)])
}

fn removed_by(removing: Removing, contact: &ContactView) -> AnyView {
    let name = contact.name.clone();
    let label = move || words::help_contacts_remove_named(&name);
    removing.button(words::log_remove(), label, contact.item)
}

fn question(session: Session, removing: Removing) -> AnyView {
    removing.dialog(session, words::help_contacts_remove_title, words::help_contacts_remove_text)
}

/// The same, folded: whoever looks for help has the people before the form.
pub(super) fn new(session: Session) -> AnyView {
    let (was_begun, form) = form_and_known(session, true);
    let about = stack(vec![text(words::help_contacts_empty()), soft(words::help_contacts_open())]);
    let folded = html::details().attr("open", was_begun).child((
        html::summary().class("btn plain").child(words::help_contacts_change()),
        stack(vec![about, form]),
    ));
    folded.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_and_a_place_is_read() {
        assert_eq!(dialled("+49 (30) 123-45"), Some("+493012345".to_owned()));
        assert_eq!(dialled("112"), Some("112".to_owned()));
        for none in ["12", "next door", "mail@example.org", "call 112", ""] {
            assert_eq!(dialled(none), None, "{none}");
        }
    }
}
