//! See what they see: exactly that, each with a way to withdraw it.

use client::command::Command;
use client::model::RelationshipId;
use client::view::{RelationshipView, SharedContentView, SharedItemView};
use leptos::html;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, named_button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::share::{Withdrawing, withdraw_dialog};
use crate::components::{card, empty, frame, lead, preview, row, small, soft, stack};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// Everything that the other sees of this person.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let withdrawing = RwSignal::new(None::<Withdrawing>);
        let name = known.name.clone();
        let list = move || {
            let Some(known) = relationship.get() else { return crate::components::nothing() };
            if known.they_see.is_empty() {
                return empty(vec![soft(words::they_see_empty(&known.name))]);
            }
            let items = known.they_see.iter().map(|item| one(session, id, &known.name, item, withdrawing));
            html::ul().class("cards wide").child(items.collect_view()).into_any()
        };
        let back = (words::ours_with(&name), Place::Ours(Some(id)));
        frame::page(
            session,
            words::they_see_title(&name),
            Some(back),
            vec![
                lead(words::they_see_text(&name)),
                list.into_any(),
                stop_all(session, id, &name, relationship),
                withdraw_dialog(session, withdrawing),
            ],
        )
    })
}

/// Withdraws everything at once, where there is more than the name.
fn stop_all(
    session: Session,
    id: RelationshipId,
    name: &str,
    relationship: Memo<Option<RelationshipView>>,
) -> AnyView {
    let has_more = Memo::new(move |_| {
        relationship.with(|known| {
            let is_more = |item: &SharedItemView| !item.content.is_name();
            known.as_ref().is_some_and(|known| known.they_see.iter().any(is_more))
        })
    });
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let send = move || {
        form.send(Command::WithdrawAll { relationship: id }, move |_| {
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

fn one(
    session: Session,
    relationship: RelationshipId,
    name: &str,
    shared: &SharedItemView,
    withdrawing: RwSignal<Option<Withdrawing>>,
) -> AnyView {
    let day = session.day(shared.shared_on);
    let state = if shared.delivered { words::they_see_since(&day) } else { words::they_see_waiting(&day) };
    // A name belongs to the link itself, and an answer is changed where it was given.
    let can_withdraw =
        !matches!(shared.content, SharedContentView::Name(_) | SharedContentView::Answer { .. });
    let withdraw = shared.item.filter(|_| can_withdraw).map(|item| {
        let subject = Withdrawing { relationship, name: name.to_owned(), item };
        let label = words::withdraw_named(&title(&shared.content));
        row(vec![named_button(Look::Quiet, words::withdraw_button(), label, move || {
            withdrawing.set(Some(subject.clone()));
        })])
    });
    html::li()
        .child(card("", vec![preview::content(&shared.content), small(state), withdraw.into_any()]))
        .into_any()
}

fn title(content: &SharedContentView) -> String {
    match content {
        SharedContentView::Card { text, .. } | SharedContentView::Ask { text, .. } => text.clone(),
        SharedContentView::Answer { words, .. } => words.clone(),
        SharedContentView::Name(name) => name.clone(),
        SharedContentView::Newer => words::preview_newer(),
    }
}
