//! The talk that goes on, and what of one waits to be kept.

use interface::command::{Command, Door, Items};
use interface::model::kinds::RoomTalk;
use interface::model::{Content, RelationshipId};
use interface::view::View;
use leptos::prelude::*;

use super::Room;
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// A talk, and what of one is to be kept once the vault is open again.
#[derive(Clone, Copy)]
pub(crate) struct Rooms {
    now: RwSignal<Option<Room>>,
    /// What is being written down in the present step.
    note: RwSignal<String>,
    /// The talk that begins once the vault is locked.
    next: StoredValue<Option<Room>>,
    kept: StoredValue<Option<(RelationshipId, RoomTalk)>>,
    /// The worker after the lock waits until the talk is over, because with it a newer page comes.
    waits: StoredValue<bool>,
}

impl Rooms {
    pub(in crate::session) fn new() -> Self {
        Self {
            now: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            next: StoredValue::new(None),
            kept: StoredValue::new(None),
            waits: StoredValue::new(false),
        }
    }

    /// A view comes. Two talk once nothing is open any more.
    pub(in crate::session) fn follow(self, view: &View) {
        let next = self.next.try_update_value(Option::take).flatten();
        match view {
            View::Locked { .. } if next.is_some() => {
                self.note.set(String::new());
                self.now.set(next);
            }
            View::Open(_) => self.next.set_value(next),
            _ => {}
        }
    }
}

impl Session {
    /// Whether two talk in one room now.
    pub(crate) fn is_in_room(self) -> bool {
        self.rooms.now.with(Option::is_some)
    }

    /// The talk.
    pub(crate) fn room(self) -> RwSignal<Option<Room>> {
        self.rooms.now
    }

    /// What is being written down in it.
    pub(crate) fn room_note(self) -> RwSignal<String> {
        self.rooms.note
    }

    /// Begins a talk once everything else is locked.
    pub(crate) fn enter_room(self, room: Room) {
        self.rooms.next.set_value(Some(room));
        self.ask(Command::Door(Door::Lock), |_| {});
    }

    /// Ends it. What both want kept waits until the vault is open again.
    pub(crate) fn leave_room(self) {
        let kept = self.rooms.now.with_untracked(|room| {
            let room = room.as_ref()?;
            Some((room.relationship, room.record()?))
        });
        self.rooms.kept.set_value(kept);
        self.rooms.note.set(String::new());
        self.rooms.now.set(None);
        browser::focus_heading();
        if self.rooms.waits.try_update_value(core::mem::take) == Some(true) {
            self.start_worker();
        }
    }

    /// Whether the app was renewed during the talk: the page that comes after it is another, and nothing can be handed to it.
    pub(crate) fn room_was_renewed(self) -> bool {
        self.bootstrap().is_replaced()
    }

    /// The worker that follows a lock: at once, or after the talk that stands before it.
    pub(in crate::session) fn start_worker_after_lock(self) {
        if self.rooms.now.with_untracked(Option::is_some) && self.bootstrap().is_replaced() {
            self.rooms.waits.set_value(true);
        } else {
            self.start_worker();
        }
    }

    /// Keeps what waits, now that the vault is open.
    pub(in crate::session) fn keep_room(self) {
        let Some((relationship, talk)) = self.rooms.kept.try_update_value(Option::take).flatten() else {
            return;
        };
        let about = Some(relationship);
        let content = Content::of(&talk);
        self.ask(Command::Items(Items::Write { item: None, of: None, about, content }), move |result| {
            self.say(match result {
                Ok(_) => words::room_kept(),
                Err(problem) => {
                    let why = words::problems::sentences(&problem).join(" ");
                    words::room_not_put_away(&why)
                }
            });
        });
    }
}
