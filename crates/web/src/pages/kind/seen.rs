//! Who sees a thing of one's own, and what of it.

use interface::look::{OwnItem, SharedWith};
use interface::model::RelationshipId;
use leptos::prelude::*;

use crate::components::connection::is_away;
use crate::components::live::live;
use crate::components::share::Sees;
use crate::components::tag;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// What somebody sees of a thing, if anything: as far as it has left this device.
pub(in crate::pages) fn seen_by(
    session: Session,
    item: Memo<Option<OwnItem>>,
    relationship: RelationshipId,
) -> Memo<Option<Sees>> {
    let is_away = is_away(session);
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
    let is_away = is_away(session);
    let names = move || {
        let is_away = is_away.get();
        session.open.with(|open| {
            let of = |shared: &SharedWith| {
                let found = open.relationships.iter().find(|known| known.id == shared.relationship)?;
                Some(match Sees::of(shared, is_away) {
                    Sees::Newest => found.name.clone(),
                    Sees::Older => words::card_older_version(&found.name),
                    Sees::Waits => words::card_waiting_version(&found.name),
                })
            };
            item.with(|item| item.shared.iter().filter_map(of).collect::<Vec<_>>())
        })
    };
    live(names, |names| {
        if names.is_empty() {
            tag("mine", words::card_only_you())
        } else {
            tag("shared", words::card_shared_list(&words::all_of(&names)))
        }
    })
}
