//! Receiving: from sealed bytes to verified entries.

use crypto::{Envelope, EpochKey, EpochNumber, Head, Part, Sequence, Sighting, VerifyingKey, WriterId};

use super::{
    KnownMember, Opened, Replica, Trouble, keys::EpochLookup, membership::may_write, set_back::Echo,
    write::place,
};
use crate::{Body, Entry, EntryId, MemberKind, Position, StoredEntry, frame::decode, small::SmallMap};

/// How many heads may wait for a missing predecessor before further ones are left to be fetched again later.
const WAITING_MAX: usize = 4_096;

/// How many sealed bytes may wait in the same way.
const WAITING_BYTES_MAX: usize = 16 * 1024 * 1024;

/// An entry whose predecessor has not come yet.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) head: Head,
    pub(super) stored: StoredEntry,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Received {
    /// Verified entries, each writer's in order.
    pub opened: Vec<Opened>,
    /// The same entries as they travelled, to be kept.
    pub kept: Vec<Entry>,
    /// Entries of this device's outbox that the relay shows: it holds them, acknowledged or not.
    pub shown: Vec<EntryId>,
    /// Entries that are known already and open as they come: the relay holds them.
    pub known: Vec<EntryId>,
    /// The batch could not be taken to its end: a newer control record is needed first.
    pub needs_control: bool,
    /// The batch does not begin where this device stands: subscribe again from the cursor.
    pub gap: bool,
    /// Something is sealed under a key that is of the number of a known epoch and is not its key.
    pub foreign: bool,
    /// The relay shows another entry where this device knows one: it lost its end.
    pub forgot: bool,
    /// The batch could not be taken to its end: this device's store was set back in time, and
    /// [`Replica::begin_new_chain`] is needed first.
    pub set_back: bool,
}

type Runs = SmallMap<WriterId, Vec<(Head, StoredEntry)>>;

impl Replica {
    /// Takes in a batch of entries that follow this device's cursor.
    pub fn receive(&mut self, entries: Vec<StoredEntry>) -> Received {
        let mut received = Received::default();
        let mut runs = Runs::new();
        let mut own_outbox = None;
        for stored in entries {
            if !self.is_as_promised(&stored) {
                received.forgot = true;
                break;
            }
            if stored.position <= self.cursor {
                continue;
            }
            if stored.position.0 != self.cursor.0.saturating_add(1) && !self.passes_gap() {
                received.gap = true;
                break;
            }
            match self.epoch_of(&stored.entry) {
                EpochLookup::Known => {}
                EpochLookup::Newer => {
                    if self.asks_for_control() {
                        received.needs_control = true;
                        break;
                    }
                    // The relay shows an entry of an epoch and not the record that began it.
                    self.move_to(&stored);
                    if !self.more_waits() {
                        self.miss(Trouble::Withheld);
                    }
                    continue;
                }
                EpochLookup::Foreign => {
                    // Of another branch, or so it says: the relay is asked for the records of that one.
                    self.move_to(&stored);
                    if !stored.entry.head_key().is_some_and(|name| self.left_keys.contains(&name)) {
                        self.note(Trouble::Forked);
                        received.foreign = true;
                    }
                    continue;
                }
                EpochLookup::Unknown => {
                    self.move_to(&stored);
                    self.miss(Trouble::Altered);
                    continue;
                }
            }
            match self.open_head(&stored.entry) {
                Some(head) if head.writer == self.own.writer => {
                    match self.recognise_own(&head, &mut own_outbox) {
                        Echo::Known => self.take_echo(&head, &stored, &mut received),
                        Echo::Forged => {
                            self.move_to(&stored);
                            self.miss(Trouble::Altered);
                        }
                        Echo::SetBack => {
                            received.set_back = true;
                            break;
                        }
                    }
                }
                Some(head) if self.goes_astray(&head) => {
                    self.move_to(&stored);
                    if self.is_genuine(&head) && self.opens(&head, &stored.entry) {
                        received.known.push(stored.entry.id);
                    }
                }
                Some(head) if self.leaves_waiting(&head) => self.move_to(&stored),
                Some(head) => {
                    self.move_to(&stored);
                    if head.sequence > self.verified(head.writer) {
                        runs.get_or_insert_with(head.writer, Vec::new).push((head, stored));
                    } else if self.recognise_known(&head) && self.opens(&head, &stored.entry) {
                        received.known.push(stored.entry.id);
                    }
                }
                None => {
                    self.move_to(&stored);
                    self.miss(Trouble::Altered);
                }
            }
        }
        for (writer, run) in runs {
            self.take_run(writer, run, &mut received);
        }
        received
    }

    /// Opens the body of an entry of this space again, from the device's own store. It was verified when it was received.
    pub fn reopen(&self, entry: &Entry) -> Option<Opened> {
        let head = self.open_head(entry)?;
        self.opened(&head, entry)
    }

    /// Puts stored entries back among those that wait for a predecessor; they were verified before they were stored.
    pub(super) fn wait_again(&mut self, entries: Vec<StoredEntry>) {
        for stored in entries {
            if let Some(head) = self.open_head(&stored.entry) {
                self.waiting.insert((head.writer, head.sequence), Waiting { head, stored });
            }
        }
    }

    /// Whether the relay shows at this position what it showed, or said to have stored, there before.
    fn is_as_promised(&mut self, stored: &StoredEntry) -> bool {
        let expected = if stored.position == self.cursor {
            self.at_cursor
        } else {
            self.promised.remove(&stored.position)
        };
        expected.is_none_or(|expected| expected == stored.entry.id)
    }

    pub(super) fn move_to(&mut self, stored: &StoredEntry) {
        self.cursor = stored.position;
        self.at_cursor = Some(stored.entry.id);
    }

    /// Whether the relay was asked already for what seems to be left out, and leaves it out again.
    fn passes_gap(&mut self) -> bool {
        if self.asked_again_at != Some(self.cursor) {
            self.asked_again_at = Some(self.cursor);
            return false;
        }
        self.missed.insert(Trouble::Withheld);
        self.note(Trouble::Withheld);
        true
    }

    /// Whether the relay is to be asked for newer control records before the entry after the cursor is judged.
    fn asks_for_control(&mut self) -> bool {
        let asks = self.asked_control_at != Some(self.cursor);
        self.asked_control_at = Some(self.cursor);
        asks
    }

    /// An entry cannot be taken as the relay shows it: it is to be fetched again, perhaps from an honest relay.
    pub(super) fn miss(&mut self, trouble: Trouble) {
        self.unreadable = self.unreadable.saturating_add(1);
        self.missed.insert(trouble);
        self.note(trouble);
    }

    /// Whether an entry's body is the one of its head.
    pub(super) fn opens(&self, head: &Head, entry: &Entry) -> bool {
        self.opened(head, entry).is_some()
    }

    pub(super) fn epoch_key(&self, envelope: &[u8]) -> Option<&EpochKey> {
        self.epochs.get(&Envelope::claimed_epoch(envelope)?)
    }

    pub(super) fn open_head(&self, entry: &Entry) -> Option<Head> {
        entry.check_size().ok()?;
        let bound = place(&self.space, &entry.id, &entry.erase_tag.0);
        let bytes =
            self.epoch_key(entry.head_envelope())?.open(Part::Head, &bound, entry.head_envelope()).ok()?;
        let head: Head = decode(&bytes).ok()?;
        // Recovery words only let a device in: nothing is written by them.
        let is_device = |member: &KnownMember| member.kind == MemberKind::Device;
        let writes = self.members.get(&head.author).is_some_and(is_device);
        (writes && may_write(head.author, head.writer)).then_some(head)
    }

    pub(super) fn verified(&self, writer: WriterId) -> Sequence {
        self.chains.get(&writer).map_or(Sequence(0), |chain| chain.sequence)
    }

    /// A known head comes again: the same, then it is a replay; or another one that is genuine, then there are two histories. Whether its
    /// author made it: everybody with the key of an epoch can seal a head with a tag of their own, and it has the same name.
    fn recognise_known(&mut self, head: &Head) -> bool {
        if !self.is_genuine(head) {
            self.miss(Trouble::Altered);
            return false;
        }
        let hash = head.hash(self.space.as_bytes());
        let sighting = Sighting { writer: head.writer, sequence: head.sequence, hash };
        self.compare_sightings(core::slice::from_ref(&sighting));
        if self.history_at(head.writer, head.sequence).1.is_some_and(|known| known != hash) {
            self.contest(head.writer);
        }
        if self.again.get(&head.writer).is_none_or(|again| head.sequence > *again) {
            self.note(Trouble::Replayed);
        }
        true
    }

    /// Takes what one writer's batch adds to its chain. An honest batch is one contiguous run and costs one signature. For
    /// anything else every signature is verified, so that a forged head, which only a member could seal, costs nothing but
    /// itself; genuine heads whose predecessor is missing wait for it.
    fn take_run(&mut self, writer: WriterId, run: Vec<(Head, StoredEntry)>, received: &mut Received) {
        let verified = self.is_verified_run(writer, &run);
        let mut rest = run.into_iter();
        while verified && let Some((head, stored)) = rest.next() {
            if !self.take(&head, stored.entry, received) {
                break;
            }
        }
        for (head, stored) in rest {
            if !self.is_genuine(&head) {
                self.miss(Trouble::Altered);
            } else if head.sequence <= self.verified(writer) {
                self.recognise_known(&head);
            } else if self.is_next(&head) || self.has_room_to_wait(&stored.entry) {
                self.waiting.insert((writer, head.sequence), Waiting { head, stored });
                self.drain_waiting(writer, received);
            } else {
                self.miss(Trouble::Withheld);
            }
        }
    }

    fn is_verified_run(&self, writer: WriterId, run: &[(Head, StoredEntry)]) -> bool {
        let waits = self.waiting.range((writer, Sequence(0))..=(writer, Sequence(u64::MAX))).next().is_some();
        !waits && self.continues(writer, run)
    }

    pub(super) fn is_genuine(&self, head: &Head) -> bool {
        self.key_of(head).is_some_and(|key| head.verify(self.space.as_bytes(), &key).is_ok())
    }

    fn has_room_to_wait(&self, entry: &Entry) -> bool {
        let size_bytes: usize =
            self.waiting.values().map(|waiting| waiting.stored.entry.sealed_bytes()).sum();
        self.waiting.len() < WAITING_MAX && size_bytes + entry.sealed_bytes() <= WAITING_BYTES_MAX
    }

    /// The key that verifies a head: its author's, who must be the author of the whole chain.
    pub(super) fn key_of(&self, head: &Head) -> Option<VerifyingKey> {
        let same_author = self.chains.get(&head.writer).is_none_or(|chain| chain.author == head.author);
        self.members.get(&head.author).filter(|_| same_author).map(|member| member.verifying)
    }

    pub(super) fn drain_waiting(&mut self, writer: WriterId, received: &mut Received) {
        loop {
            let (sequence, hash) = match self.chains.get(&writer) {
                Some(chain) => (chain.sequence, chain.hash),
                None => (Sequence(0), Head::NO_PREVIOUS),
            };
            let next = Sequence(sequence.0.saturating_add(1));
            let Some(waiting) = self.waiting.remove(&(writer, next)) else { return };
            if self.was_overtaken(writer, waiting.stored.position) {
                self.note(Trouble::Reordered);
            }
            if waiting.head.previous != hash {
                self.note(Trouble::Forked);
                self.contest(writer);
                return;
            }
            if !self.take(&waiting.head, waiting.stored.entry, received) {
                return;
            }
        }
    }

    /// Whether a later head of this chain stands before `position` in the relay's log.
    fn was_overtaken(&self, writer: WriterId, position: Position) -> bool {
        self.waiting
            .range((writer, Sequence(0))..=(writer, Sequence(u64::MAX)))
            .any(|(_, later)| later.stored.position > Position(0) && later.stored.position < position)
    }

    /// Takes the next entry of a chain. The chain moves on only with its body: one that the relay altered may still come
    /// unaltered. Returns whether it moved on.
    fn take(&mut self, head: &Head, entry: Entry, received: &mut Received) -> bool {
        let Some(opened) = self.opened(head, &entry) else {
            self.miss(Trouble::Altered);
            return false;
        };
        self.advance(head, opened.hash);
        self.hear(head);
        self.compare_sightings(&head.seen);
        self.count_taken(&opened, &entry.body);
        received.opened.push(opened);
        received.kept.push(entry);
        true
    }

    /// An entry's body, if it is the one of this head, and its name and tag as well. Everybody with the key of an epoch
    /// can seal the head of somebody else beside another body, under another name, or as if it had been erased: that is not its author's
    /// doing, and the true one may still come.
    pub(super) fn opened(&self, head: &Head, entry: &Entry) -> Option<Opened> {
        let (name, hash) = head.name_and_hash(self.space.as_bytes());
        if entry.id != EntryId(name) || entry.erase_tag != head.erases {
            return None;
        }
        let (epoch, body) = match &entry.body {
            Body::Erased(preimage) => {
                (preimage.tag() == entry.erase_tag).then_some((EpochNumber(0), None))?
            }
            Body::Sealed(sealed) => {
                let bound = place(&self.space, &entry.id, &entry.erase_tag.0);
                let key = self.epoch_key(sealed)?;
                let body = key.open(Part::Body, &bound, sealed).ok()?;
                let is_its_own = Head::body_hash(self.space.as_bytes(), &body) == head.body;
                is_its_own.then_some((key.number, Some(body)))?
            }
        };
        let party = self.members.get(&head.author)?.party;
        Some(Opened {
            id: entry.id,
            author: head.author,
            party,
            writer: head.writer,
            sequence: head.sequence,
            hash,
            clock: head.clock,
            epoch,
            body,
        })
    }
}
