//! Who sees a thing of one's own, and what of it.

use interface::look::{OwnItem, SharedWith};
use interface::model::RelationshipId;
use leptos::prelude::*;

use crate::components::connection::keeps_waiting;
use crate::components::live::live;
use crate::components::share::{Sees, shared_tag};
use crate::components::{room_for, tag};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// What somebody sees of a thing, if anything: as far as it has left this device.
pub(in crate::pages) fn seen_by(
    session: Session,
    item: Memo<Option<OwnItem>>,
    relationship: RelationshipId,
) -> Memo<Option<Sees>> {
    let is_away = keeps_waiting(session);
    seen_from(item, relationship, Signal::derive(move || is_away.get()))
}

/// What is shared of a thing with somebody, whether or not it has left this device.
pub(super) fn shared_with(item: Memo<Option<OwnItem>>, relationship: RelationshipId) -> Memo<Option<Sees>> {
    seen_from(item, relationship, Signal::stored(false))
}

fn seen_from(
    item: Memo<Option<OwnItem>>,
    relationship: RelationshipId,
    is_away: Signal<bool>,
) -> Memo<Option<Sees>> {
    Memo::new(move |_| {
        item.with(|item| {
            let shared = &item.as_ref()?.shared;
            let shared = shared.iter().find(|shared| shared.relationship == relationship)?;
            Some(Sees::of(shared, is_away.get()))
        })
    })
}

/// Who sees a thing, in words.
pub(in crate::pages) fn state(session: Session, item: Memo<OwnItem>) -> AnyView {
    let is_away = keeps_waiting(session);
    let list = move |is_away: bool| {
        session.open.with(|open| {
            let of = |shared: &SharedWith| {
                let found = open.relationships.iter().find(|known| known.id == shared.relationship)?;
                Some(match Sees::of(shared, is_away) {
                    Sees::Newest => found.name.clone(),
                    Sees::Older => words::card_older_version(&found.name),
                    Sees::Waits => words::card_waiting_version(&found.name),
                })
            };
            let names = item.with(|item| item.shared.iter().filter_map(of).collect::<Vec<_>>());
            if names.is_empty() { String::new() } else { words::card_shared_list(&words::all_of(&names)) }
        })
    };
    live(
        move || list(is_away.get()).is_empty(),
        move |is_own| {
            if is_own {
                return tag("mine", words::card_only_you());
            }
            let others = move || vec![list(true), list(false)];
            room_for(None, shared_tag, move || Some(list(is_away.get())), others)
        },
    )
}
