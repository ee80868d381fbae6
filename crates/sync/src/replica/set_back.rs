//! A store that was set back in time: restored from an old backup, or copied to a second device.
//!
//! Its own chain has gone on elsewhere. Were it continued from here, there would be two histories of one chain, and others would
//! keep only one of them. So this device follows its former chain as it follows any other, and goes on in a new one, into which
//! it writes once more whatever it had not handed in.

use crypto::{CryptoRng, Hash, Head, MemberId, Sequence};

use super::{Chain, Opened, OwnChain, Received, Replica, Trouble, chains::known_hash};
use crate::{Entry, EntryId, StoredEntry, small::SmallMap};

/// What became of the outbox when a new chain was begun.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rewritten {
    /// Entries that exist no more: to be forgotten.
    pub gone: Vec<EntryId>,
    /// What stands in their place, in the same order.
    pub opened: Vec<Opened>,
    /// The same as it will travel, to be stored and kept in the outbox.
    pub kept: Vec<Entry>,
}

/// What a head of this device's own chain is, when the relay shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Echo {
    /// One that this device wrote.
    Known,
    /// One that this device's member wrote, but not from this store.
    SetBack,
    /// One that somebody else forged.
    Forged,
}

impl Replica {
    /// Recognises a head that claims to be of the own chain.
    pub(super) fn recognise_own(&self, head: &Head, waiting: &mut Option<SmallMap<Sequence, Hash>>) -> Echo {
        let own = &self.own;
        let hash = head.hash(self.space.as_bytes());
        let known = known_hash(own.sequence, own.hash, &own.recent, head.sequence).or_else(|| {
            let waiting = waiting.get_or_insert_with(|| self.own_outbox());
            waiting.get(&head.sequence).copied()
        });
        if known == Some(hash) {
            return Echo::Known;
        }
        let key = self.seed.signing_key().verifying_key();
        let is_mine = head.author == self.me && head.verify(self.space.as_bytes(), &key).is_ok();
        match known {
            _ if !is_mine => Echo::Forged,
            // Too long ago to be compared, and handed in: the relay said so.
            None if head.sequence <= own.sequence => Echo::Known,
            _ => Echo::SetBack,
        }
    }

    /// An entry of this device comes back.
    pub(super) fn take_echo(&mut self, head: &Head, stored: &StoredEntry, received: &mut Received) {
        self.move_to(stored);
        // Somebody else may have handed in something under the same name.
        if !self.opens(head, &stored.entry) {
            self.miss(Trouble::Altered);
            return;
        }
        received.known.push(stored.entry.id);
        // A device that was set back may write the very same once more: it has the same name.
        if self.outbox.iter().any(|waiting| waiting.id == stored.entry.id) {
            self.acknowledge(&[stored.entry.id]);
            received.shown.push(stored.entry.id);
        }
    }

    /// The relay has not answered whether it took what was handed in, if anything was. If it removes that with the log meanwhile, it does
    /// not know it again: its log is read first.
    pub(crate) fn doubt_outbox(&mut self, was_handed_in: bool) {
        self.checked &= !was_handed_in;
    }

    /// Hashes of the own chain's heads that wait in the outbox.
    pub(super) fn own_outbox(&self) -> SmallMap<Sequence, Hash> {
        self.outbox
            .iter()
            .filter_map(|entry| self.open_head(entry))
            .filter(|head| head.writer == self.own.writer)
            .map(|head| (head.sequence, head.hash(self.space.as_bytes())))
            .collect()
    }

    /// Follows the former own chain like any other from where the relay is known to have it, and goes on in a new one.
    /// Called when [`super::Received::set_back`] says so.
    pub fn begin_new_chain(&mut self, random: &mut impl CryptoRng) -> Rewritten {
        self.go_on_in_new_chain(self.me, random)
    }

    /// Goes on in a new chain. The former one was `author`'s.
    pub(super) fn go_on_in_new_chain(&mut self, author: MemberId, random: &mut impl CryptoRng) -> Rewritten {
        let next = OwnChain::begin(self.me, random);
        let former = core::mem::replace(&mut self.own, next);
        self.own_before.insert(former.writer, former.sequence);
        let outbox = core::mem::take(&mut self.outbox);
        let mut chain = Chain { author, sequence: former.sequence, hash: former.hash, recent: former.recent };
        let mut rewritten = Rewritten::default();
        for entry in outbox {
            let head = self.open_head(&entry).filter(|head| head.writer == former.writer);
            let opened = head.as_ref().and_then(|head| self.opened(head, &entry));
            let (Some(head), Some(Opened { body: Some(body), clock, .. })) = (head, opened) else {
                self.outbox.push_back(entry);
                continue;
            };
            let Ok(again) = self.write_as_yet(clock, &body, random) else {
                self.outbox.push_back(entry);
                continue;
            };
            if head.sequence <= chain.sequence {
                chain.step_back(&head);
            }
            rewritten.gone.push(entry.id);
            rewritten.opened.extend(self.reopen(&again));
            rewritten.kept.push(again);
        }
        if chain.sequence > Sequence(0) {
            self.chains.insert(former.writer, chain);
        }
        rewritten
    }

    /// Forgets what waits for the relay: who leaves a space sends nothing more into it (S6). What is
    /// written afterwards goes into a new chain, so that nobody waits for what will never come. Returns what is forgotten.
    pub fn discard_unsent(&mut self, random: &mut impl CryptoRng) -> Vec<EntryId> {
        if self.outbox.is_empty() {
            return Vec::new();
        }
        let former = core::mem::replace(&mut self.own, OwnChain::begin(self.me, random));
        self.own_before.insert(former.writer, former.sequence);
        let mut chain =
            Chain { author: self.me, sequence: former.sequence, hash: former.hash, recent: former.recent };
        let mut gone = Vec::new();
        for entry in core::mem::take(&mut self.outbox) {
            // What came in a parcel and the relay may lack is not handed in either.
            if let Some(head) = self.open_head(&entry).filter(|head| head.writer == former.writer) {
                if head.sequence <= chain.sequence {
                    chain.step_back(&head);
                }
                gone.push(entry.id);
            }
        }
        if chain.sequence > Sequence(0) {
            self.chains.insert(former.writer, chain);
        }
        gone
    }
}

impl Chain {
    /// Takes back everything from `head` on.
    fn step_back(&mut self, head: &Head) {
        let steps = self.sequence.0.saturating_sub(head.sequence.0).saturating_add(1);
        let kept = self.recent.len().saturating_sub(usize::try_from(steps).unwrap_or(usize::MAX));
        self.recent.truncate(kept);
        self.sequence = Sequence(head.sequence.0.saturating_sub(1));
        self.hash = head.previous;
    }
}
