//! See what they see: exactly that, each with a way to withdraw it.

use crate::html;
use interface::command::{Command, Items};
use interface::look::{SharedItem, Shown};
use interface::model::RelationshipId;
use interface::model::kinds::{LIST, Part};
use leptos::prelude::*;

use super::kind::{self, Giving};
use super::ours;
use crate::components::button::{Look, button, named_button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::share::{Ends, Seen, Withdrawing};
use crate::components::{card, empty, frame, lead, nothing, room_for, row, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// Everything that the other sees of this person.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let giving = Giving::new();
        let name = known.name.clone();
        let they_see = session.they_see();
        let seen = Memo::new(move |_| they_see.with(|they_see| they_see.items.clone()));
        let other = ours::name_of(relationship);
        let list = live(
            move || seen.with(Vec::is_empty),
            move |is_empty| {
                if is_empty {
                    return live(move || other.get(), |name| empty(vec![soft(words::they_see_empty(&name))]));
                }
                let rows = keyed(seen, key, move |item| one(session, id, other, item, giving));
                html::ul().class("cards wide").child(rows).into_any()
            },
        );
        let back = (words::ours_with(&name), Place::Ours(Some(id)));
        frame::page(
            session,
            words::they_see_title(&name),
            Some(back),
            vec![
                lead(words::they_see_text(&name)),
                list,
                kind::more(session, move || they_see.with(|they_see| they_see.more)),
                stop_all(session, id, &name, seen),
                giving.dialogs(session),
            ],
        )
    })
}

/// Withdraws everything at once, where there is more than the name.
fn stop_all(session: Session, id: RelationshipId, name: &str, seen: Memo<Vec<SharedItem>>) -> AnyView {
    let has_more = Memo::new(move |_| seen.with(|seen| seen.iter().any(|item| !item.is_name())));
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let send = move || {
        form.send(Command::Items(Items::WithdrawAll { relationship: id }), move |_| {
            open.set(false);
            session.say(words::withdraw_all_done());
        });
    };
    let (name, title) = (name.to_owned(), words::withdraw_all_title(name));
    let question = dialog(
        open,
        move || title.clone(),
        move || {
            let buttons = row(vec![
                submit(Look::Firm, words::withdraw_all_confirm(), form.busy),
                button(Look::Quiet, words::withdraw_all_keep(), move || open.set(false)),
            ]);
            vec![form.element(
                send,
                vec![soft(words::withdraw_all_text(&name)), soft(words::withdraw_screenshot()), buttons],
            )]
        },
    );
    let entry = move || {
        has_more
            .get()
            .then(|| row(vec![button(Look::Quiet, words::withdraw_all_button(), move || open.set(true))]))
    };
    stack(vec![entry.into_any(), question])
}

/// One version, one thing that was said, or the one name. What two devices said at once is two things under one name.
fn key(shared: &SharedItem) -> String {
    let said = match &shared.content {
        Shown::Record(content) => content.hash().0.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        _ => String::new(),
    };
    said + &shared.grant.map(|grant| grant.to_string()).unwrap_or_default()
}

fn one(
    session: Session,
    relationship: RelationshipId,
    name: Memo<String>,
    shared: Memo<SharedItem>,
    giving: Giving,
) -> AnyView {
    let on = move || session.day(shared.with(|shared| shared.shared_on));
    let waits = move || words::they_see_waiting(&on());
    let said = move || {
        let is_delivered = shared.with(|shared| shared.delivered);
        Some(if is_delivered { words::they_see_since(&on()) } else { waits() })
    };
    let state = room_for(None, small, said, move || vec![waits()]);
    // A name belongs to the link itself, and a reply is changed where it was given.
    let can_withdraw = |shared: &SharedItem| match &shared.content {
        Shown::Name(_) | Shown::Person(_) => false,
        Shown::Newer => true,
        Shown::Record(content) => LIST.part(content) != Some(Part::Reply),
    };
    let item = move || shared.with(|shared| shared.item.filter(|_| can_withdraw(shared)));
    let withdraw = live(item, move |item| {
        let Some(item) = item else { return nothing() };
        let label = move || shared.with(|shared| words::withdraw_named(&kinds::shown_title(&shared.content)));
        row(vec![named_button(Look::Quiet, words::withdraw_button(), label, move || {
            let seen = Seen::Exactly(shared.with_untracked(|shared| shared.content.clone()));
            giving.withdraw(Withdrawing {
                name: name.get_untracked(),
                act: Items::Withdraw { relationship, item },
                seen,
                ends: Ends::Itself,
            });
        })])
    });
    let content =
        live(move || shared.with(|shared| shared.content.clone()), |content| kinds::shown(&content));
    // What it was said about; that it is gone, in the same line, where it goes meanwhile.
    let had_topic = shared.with_untracked(|shared| shared.about.is_some());
    let about = live(
        move || shared.with(|shared| shared.about.as_ref().map(kinds::title).unwrap_or_default()),
        move |title| match title.as_str() {
            "" if had_topic => small(words::tool_gone()),
            "" => nothing(),
            title => small(words::they_see_about(title)),
        },
    );
    html::li().child(card("", vec![about, content, state, withdraw])).into_any()
}
