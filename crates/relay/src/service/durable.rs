//! What follows once the store has made a change durable: the acknowledgement, then the news for everybody concerned.

use std::sync::Arc;

use bytes::Bytes;
use crypto::ErasePreimage;
use sync::{Entry, EntryId, Position, Refusal, RelayFrame, RequestId, SpaceId, StoredEntry, frame::BoxId};

use super::{ConnectionId, Service, connection::Job, count};
use crate::store::{Change, Changed, Control, Placed};

impl Service {
    pub(super) fn change_is_durable(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        request: RequestId,
        change: Arc<Change>,
        result: Result<Changed, Refusal>,
    ) {
        let changed = match result {
            Ok(changed) => changed,
            Err(refusal) => {
                self.refuse(connection, Some(request), refusal);
                return;
            }
        };
        let acknowledgement = match &changed {
            Changed::Appended(placed) => RelayFrame::Appended {
                request,
                positions: placed.iter().map(|placed| placed.position).collect(),
            },
            Changed::Controlled => RelayFrame::Controlled { request },
            Changed::ControlConflict(number) => RelayFrame::ControlConflict { request, number: *number },
            Changed::Created
            | Changed::Erased { .. }
            | Changed::PieceStored
            | Changed::Verified
            | Changed::SpaceErased
            | Changed::BoxPut { .. }
            | Changed::BoxClosed
            | Changed::Touched
            | Changed::Purged { .. } => RelayFrame::Done { request },
        };
        self.send(connection, &acknowledgement);
        match (Arc::unwrap_or_clone(change), changed) {
            (Change::Append { space, entries, .. }, Changed::Appended(placed)) => {
                self.hand_on(now_ms, space, entries, &placed);
            }
            (Change::Control { space, control, .. }, Changed::Controlled) => {
                self.control_changed(connection, space, &control);
            }
            (Change::Erase { space, entry, preimage, .. }, Changed::Erased { position, fresh: true }) => {
                self.hand_on_erasure(space, entry, preimage, position);
            }
            (Change::EraseSpace { space, .. }, Changed::SpaceErased) => self.space_is_gone(space),
            (Change::PutBox { name, slot, message, .. }, Changed::BoxPut { fresh: true }) => {
                self.hand_on_message(name, slot, message);
            }
            _ => {}
        }
    }

    pub(super) fn upkeep_is_durable(
        &mut self,
        now_ms: u64,
        change: &Change,
        result: Result<Changed, Refusal>,
    ) {
        if let (Change::Purge { .. }, Ok(Changed::Purged { spaces, more, .. })) = (change, result) {
            spaces.into_iter().for_each(|space| self.space_is_gone(space));
            if more && !self.closing {
                self.purge(now_ms);
            }
        }
    }

    /// Sends fresh entries to every live subscription; one that reads slowly falls back to pages.
    fn hand_on(&mut self, now_ms: u64, space: SpaceId, entries: Vec<Entry>, placed: &[Placed]) {
        let entries: Vec<StoredEntry> = entries
            .into_iter()
            .zip(placed)
            .filter(|(_, placed)| placed.fresh)
            .map(|(entry, placed)| StoredEntry { position: placed.position, entry })
            .collect();
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return };
        self.counters.entries_stored += count(entries.len());
        let after = Position(first.position.0.saturating_sub(1));
        let newest = last.position;
        let Some(active) = self.spaces.get_mut(&space) else { return };
        active.newest = active.newest.max(newest);
        let connections: Vec<_> = active.connections.iter().copied().collect();
        let frame = RelayFrame::Entries { space, after, entries, newest, trim: None };
        let mut encoded: Option<Bytes> = None;
        for connection in connections {
            let Some(known) = self.connections.get_mut(&connection) else { continue };
            let has_room = known.queued_bytes <= self.limits.queue_bytes_pause;
            let Some(subscription) = known.subscription(space) else { continue };
            if !subscription.live || subscription.sent >= newest {
                continue;
            }
            if has_room && subscription.sent == after {
                subscription.sent = newest;
                let encoded = encoded.get_or_insert_with(|| Bytes::from(frame.to_bytes())).clone();
                self.send_bytes(connection, encoded);
                self.balance(connection);
            } else {
                subscription.live = false;
                self.counters.fallen_back += 1;
                self.enqueue(now_ms, connection, Job::CatchUp(space));
            }
        }
    }

    fn hand_on_erasure(
        &mut self,
        space: SpaceId,
        entry: EntryId,
        preimage: ErasePreimage,
        position: Position,
    ) {
        let Some(active) = self.spaces.get_mut(&space) else { return };
        active.revision += 1;
        let connections: Vec<_> = active.connections.iter().copied().collect();
        let frame = Bytes::from(RelayFrame::Erased { space, entry, preimage }.to_bytes());
        for connection in connections {
            let Some(known) = self.connections.get_mut(&connection) else { continue };
            let overflows = known.queued_bytes > self.limits.queue_bytes_max;
            // Who has not come so far yet will read the entry without its body.
            if known.subscription(space).is_some_and(|subscription| subscription.sent >= position) {
                if overflows {
                    self.end_subscription(connection, space);
                } else {
                    self.send_bytes(connection, frame.clone());
                }
            }
        }
    }

    /// Tells everybody who has the space open, then takes access from keys that no longer belong.
    fn control_changed(&mut self, author: ConnectionId, space: SpaceId, control: &Control) {
        let Some(active) = self.spaces.get_mut(&space) else { return };
        active.revision += 1;
        let connections: Vec<_> = active.connections.iter().copied().collect();
        for connection in connections {
            let Some(known) = self.connections.get_mut(&connection) else { continue };
            let overflows = known.queued_bytes > self.limits.queue_bytes_max;
            let Some(access) = known.open.get_mut(&space) else { continue };
            let belongs = control.access.iter().any(|member| member.key == access.key);
            if access.opened && connection != author {
                if overflows {
                    access.missed_control = Some(control.number);
                } else {
                    self.send(connection, &RelayFrame::ControlChanged { space, number: control.number });
                }
            }
            if !belongs {
                self.withdraw_opened(connection, space);
            }
        }
    }

    /// Takes access away, but leaves an opening that is under way to its answer.
    fn withdraw_opened(&mut self, connection: ConnectionId, space: SpaceId) {
        let opened = self
            .connections
            .get(&connection)
            .and_then(|known| known.open.get(&space))
            .is_some_and(|access| access.opened);
        if opened {
            self.withdraw(connection, space);
        }
    }

    /// Sends the notices that found no room before.
    pub(super) fn send_missed_notices(&mut self, connection: ConnectionId) {
        let Some(known) = self.connections.get_mut(&connection) else { return };
        if known.queued_bytes > self.limits.queue_bytes_max {
            return;
        }
        let missed: Vec<_> = known
            .open
            .iter_mut()
            .filter_map(|(space, access)| access.missed_control.take().map(|number| (*space, number)))
            .collect();
        for (space, number) in missed {
            self.send(connection, &RelayFrame::ControlChanged { space, number });
        }
    }

    fn space_is_gone(&mut self, space: SpaceId) {
        let Some(active) = self.spaces.get_mut(&space) else { return };
        active.revision += 1;
        for connection in active.connections.clone() {
            self.withdraw_opened(connection, space);
        }
    }

    fn hand_on_message(&mut self, name: BoxId, slot: u8, message: Vec<u8>) {
        let Some(watchers) = self.watched.get(&name) else { return };
        let watchers: Vec<_> = watchers.iter().copied().collect();
        let frame = Bytes::from(RelayFrame::BoxMessage { name, slot, message }.to_bytes());
        for connection in watchers {
            self.send_bytes(connection, frame.clone());
            self.balance(connection);
        }
    }
}
