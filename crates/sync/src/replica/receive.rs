//! Receiving: from sealed bytes to verified entries.

use std::collections::BTreeMap;

use crypto::{
    Envelope, EpochKey, EpochNumber, Hash, Head, Part, Sequence, Sighting, VerifyingKey, WriterId, verify_run,
};

use super::{Opened, Replica, Trouble, write::place};
use crate::{Body, Entry, Position, StoredEntry, frame::decode};

/// How many heads may wait for a missing predecessor before further ones are left to be fetched again later.
const WAITING_MAX: usize = 4_096;

/// An entry whose predecessor has not come yet.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) head: Head,
    pub(super) entry: Entry,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Received {
    /// Verified entries, each writer's in order.
    pub opened: Vec<Opened>,
    /// The same entries as they travelled, to be kept.
    pub kept: Vec<Entry>,
    /// The batch could not be taken to its end: a newer control record is needed first.
    pub needs_control: bool,
    /// The batch does not begin where this device stands: subscribe again from the cursor.
    pub gap: bool,
}

impl Replica {
    /// Takes in a batch of entries that follow this device's cursor.
    pub fn receive(&mut self, entries: Vec<StoredEntry>) -> Received {
        let mut received = Received::default();
        let mut runs: BTreeMap<WriterId, Vec<(Head, Entry)>> = BTreeMap::new();
        for stored in entries {
            if stored.position <= self.cursor {
                continue;
            }
            if stored.position.0 != self.cursor.0.saturating_add(1) {
                received.gap = true;
                break;
            }
            match self.epoch_of(&stored.entry) {
                EpochLookup::Known => {}
                EpochLookup::Newer => {
                    received.needs_control = true;
                    break;
                }
                EpochLookup::Unknown => {
                    self.leave_out(stored.position);
                    continue;
                }
            }
            match self.open_head(&stored.entry) {
                Some(head) => {
                    self.cursor = stored.position;
                    self.sort_in(head, stored.entry, &mut runs);
                }
                None => self.leave_out(stored.position),
            }
        }
        for (writer, run) in runs {
            self.take_run(writer, run, &mut received);
        }
        received
    }

    /// Takes in entries that did not come from a relay's log: from a file, from another device's screen.
    pub fn receive_loose(&mut self, entries: Vec<Entry>) -> Received {
        let mut received = Received::default();
        let mut runs = BTreeMap::new();
        for entry in entries {
            match self.open_head(&entry) {
                Some(head) => self.sort_in(head, entry, &mut runs),
                None => self.unreadable = self.unreadable.saturating_add(1),
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
    pub(super) fn wait_again(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            if let Some(head) = self.open_head(&entry) {
                self.waiting.insert((head.writer, head.sequence), Waiting { head, entry });
            }
        }
    }

    fn leave_out(&mut self, position: Position) {
        self.cursor = position;
        self.leave_out_one();
    }

    fn leave_out_one(&mut self) {
        self.unreadable = self.unreadable.saturating_add(1);
        self.note(Trouble::Altered);
    }

    fn epoch_of(&self, entry: &Entry) -> EpochLookup {
        match Envelope::claimed_epoch(&entry.head) {
            Some(epoch) if self.epochs.contains_key(&epoch) => EpochLookup::Known,
            Some(epoch) if self.may_come(epoch) => EpochLookup::Newer,
            _ => EpochLookup::Unknown,
        }
    }

    /// Whether an epoch may be one that a control record still on its way begins. A forged number far ahead is not waited for.
    fn may_come(&self, epoch: EpochNumber) -> bool {
        const AHEAD_MAX: u32 = 1_024;
        let current = self.control().epoch;
        epoch > current && epoch.0 - current.0 <= AHEAD_MAX && self.is_open()
    }

    pub(super) fn epoch_key(&self, envelope: &[u8]) -> Option<&EpochKey> {
        self.epochs.get(&Envelope::claimed_epoch(envelope)?)
    }

    fn open_head(&self, entry: &Entry) -> Option<Head> {
        entry.check_size().ok()?;
        let bound = place(&self.space, &entry.id, &entry.erase_tag.0);
        let bytes = self.epoch_key(&entry.head)?.open(Part::Head, &bound, &entry.head).ok()?;
        let head: Head = decode(&bytes).ok()?;
        self.members.contains_key(&head.author).then_some(head)
    }

    /// Puts a head with the others of its writer, unless it is known already.
    fn sort_in(&mut self, head: Head, entry: Entry, runs: &mut BTreeMap<WriterId, Vec<(Head, Entry)>>) {
        if head.writer == self.own.writer {
            self.recognise_own(&head);
        } else if head.sequence <= self.verified(head.writer) {
            self.recognise_known(&head);
        } else {
            runs.entry(head.writer).or_default().push((head, entry));
        }
    }

    fn verified(&self, writer: WriterId) -> Sequence {
        self.chains.get(&writer).map_or(Sequence(0), |chain| chain.sequence)
    }

    /// An entry of the own chain comes back. If it is one that this device does not know of, its store was set back in time.
    fn recognise_own(&mut self, head: &Head) {
        if head.sequence > self.own.sequence {
            self.note(Trouble::Forked);
        }
    }

    /// A known head comes again: the same, then it is a replay; or another one, then there are two histories.
    fn recognise_known(&mut self, head: &Head) {
        let hash = head.hash(self.space.as_bytes());
        let sighting = Sighting { writer: head.writer, sequence: head.sequence, hash };
        self.compare_sightings(core::slice::from_ref(&sighting));
        if !self.rewound {
            self.note(Trouble::Replayed);
        }
    }

    /// Takes what one writer's batch adds to its chain. An honest batch is one contiguous run and costs one signature. For
    /// anything else every signature is verified, so that a forged head, which only a member could seal, costs nothing but
    /// itself; genuine heads whose predecessor is missing wait for it.
    fn take_run(&mut self, writer: WriterId, run: Vec<(Head, Entry)>, received: &mut Received) {
        let Some(key) = run.first().and_then(|(head, _)| self.key_of(head)) else { return };
        let after = self.chains.get(&writer).map(|chain| (chain.sequence, chain.hash));
        let heads: Vec<Head> = run.iter().map(|(head, _)| head.clone()).collect();
        let waits = self.waiting.keys().any(|(waiting, _)| *waiting == writer);
        if !waits && verify_run(self.space.as_bytes(), &key, after, &heads).is_ok() {
            for (head, entry) in run {
                self.take(&head, entry, received);
            }
            return;
        }
        for (head, entry) in run {
            let genuine =
                self.key_of(&head).is_some_and(|key| head.verify(self.space.as_bytes(), &key).is_ok());
            if !genuine {
                self.leave_out_one();
            } else if head.sequence <= self.verified(writer) {
                self.recognise_known(&head);
            } else if self.waiting.len() < WAITING_MAX {
                self.waiting.insert((writer, head.sequence), Waiting { head, entry });
                self.drain_waiting(writer, received);
            }
        }
    }

    /// The key that verifies a head: its author's, who must be the author of the whole chain.
    fn key_of(&self, head: &Head) -> Option<VerifyingKey> {
        let same_author = self.chains.get(&head.writer).is_none_or(|chain| chain.author == head.author);
        self.members.get(&head.author).filter(|_| same_author).map(|member| member.verifying)
    }

    fn drain_waiting(&mut self, writer: WriterId, received: &mut Received) {
        loop {
            let (sequence, hash) = match self.chains.get(&writer) {
                Some(chain) => (chain.sequence, chain.hash),
                None => (Sequence(0), Head::NO_PREVIOUS),
            };
            let next = Sequence(sequence.0.saturating_add(1));
            let Some(waiting) = self.waiting.remove(&(writer, next)) else { return };
            if self.waiting.keys().any(|(other, _)| *other == writer) {
                self.note(Trouble::Reordered);
            }
            if waiting.head.previous != hash {
                self.note(Trouble::Forked);
                return;
            }
            self.take(&waiting.head, waiting.entry, received);
        }
    }

    fn take(&mut self, head: &Head, entry: Entry, received: &mut Received) {
        let hash: Hash = head.hash(self.space.as_bytes());
        self.advance(head, hash);
        self.compare_sightings(&head.seen);
        match self.opened(head, &entry) {
            Some(opened) => {
                received.opened.push(opened);
                received.kept.push(entry);
            }
            None => self.leave_out_one(),
        }
    }

    fn opened(&self, head: &Head, entry: &Entry) -> Option<Opened> {
        let body = match &entry.body {
            Body::Erased(preimage) => {
                if preimage.tag() != entry.erase_tag {
                    return None;
                }
                None
            }
            Body::Sealed(sealed) => {
                let bound = place(&self.space, &entry.id, &entry.erase_tag.0);
                let body = self.epoch_key(sealed)?.open(Part::Body, &bound, sealed).ok()?;
                if Head::body_hash(self.space.as_bytes(), &body) != head.body {
                    return None;
                }
                Some(body)
            }
        };
        let party = self.members.get(&head.author)?.party;
        Some(Opened {
            id: entry.id,
            author: head.author,
            party,
            writer: head.writer,
            sequence: head.sequence,
            clock: head.clock,
            body,
        })
    }
}

enum EpochLookup {
    Known,
    Newer,
    Unknown,
}
