//! See what they see: exactly that, each with a way to withdraw it.

use client::model::RelationshipId;
use client::view::{SharedContentView, SharedItemView};
use leptos::html;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, named_button};
use crate::components::share::{Withdrawing, withdraw_dialog};
use crate::components::{card, empty, frame, lead, preview, row, small, soft};
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
            vec![lead(words::they_see_text(&name)), list.into_any(), withdraw_dialog(session, withdrawing)],
        )
    })
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
        matches!(shared.content, SharedContentView::Card { .. } | SharedContentView::Ask { .. });
    let withdraw = can_withdraw.then(|| {
        let subject = Withdrawing { relationship, name: name.to_owned(), item: shared.item };
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
    }
}
