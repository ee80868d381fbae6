//! Sightings: what other writers' heads say of histories, compared with what the relay shows.

use std::collections::VecDeque;

use crypto::{CryptoRng, Hash, Head, MemberId, Sequence, Sighting, WriterId, verify_run};

use super::{
    CONTROL_CHAIN, Chain, OwnChain, RECENT_HASHES_MAX, Replica, Trouble, membership::WRITER_PREFIX_BYTES,
};
use crate::small::SmallMap;

/// How many chains may be told of that this device does not have; a member that tells of ever more is not believed.
const SIGHTED_MAX: usize = 4_096;

/// Keeps the newest [`RECENT_HASHES_MAX`] hashes.
pub(super) fn remember(recent: &mut VecDeque<Hash>, hash: Hash) {
    recent.push_back(hash);
    while recent.len() > RECENT_HASHES_MAX {
        recent.pop_front();
    }
}

/// The hash that stands at `sequence` in a chain whose newest head is (`newest`, `hash`), if it is still known.
pub(super) fn known_hash(
    newest: Sequence,
    hash: Hash,
    recent: &VecDeque<Hash>,
    sequence: Sequence,
) -> Option<Hash> {
    let back = usize::try_from(newest.0.checked_sub(sequence.0)?).ok()?;
    match back {
        0 => Some(hash),
        _ => recent.len().checked_sub(back).and_then(|index| recent.get(index)).copied(),
    }
}

impl Replica {
    /// Compares what another device has seen with what this device knows.
    pub(super) fn compare_sightings(&mut self, seen: &[Sighting]) {
        for sighting in seen {
            let (newest, known) = self.history_at(sighting.writer, sighting.sequence);
            if sighting.sequence > newest {
                self.expect(*sighting);
            } else if known.is_some_and(|known| known != sighting.hash) {
                self.note(Trouble::Forked);
            }
        }
    }

    /// How far this device knows a chain, and the hash it knows at `sequence`.
    pub(super) fn history_at(&self, writer: WriterId, sequence: Sequence) -> (Sequence, Option<Hash>) {
        if writer == CONTROL_CHAIN {
            let index = usize::try_from(sequence.0).ok().and_then(|number| number.checked_sub(1));
            let hash = index.and_then(|index| self.records.get(index)).map(crate::ControlRecord::hash);
            return (Sequence(self.control().number), hash);
        }
        if writer == self.own.writer {
            let own = &self.own;
            return (own.sequence, known_hash(own.sequence, own.hash, &own.recent, sequence));
        }
        match self.chains.get(&writer) {
            Some(chain) => (chain.sequence, known_hash(chain.sequence, chain.hash, &chain.recent, sequence)),
            None => (Sequence(0), None),
        }
    }

    fn expect(&mut self, sighting: Sighting) {
        let expected = self.sighted.get(&sighting.writer).copied();
        let room = self.sighted.len() < SIGHTED_MAX;
        match expected {
            Some(expected) if expected.sequence > sighting.sequence => {}
            Some(expected) if expected.sequence == sighting.sequence => {
                if expected.hash != sighting.hash {
                    self.note(Trouble::Forked);
                }
            }
            None if !room => {}
            _ => {
                self.sighted.insert(sighting.writer, sighting);
            }
        }
    }

    /// To be called when everything that the relay shows was received: what others have seen and this device has not is
    /// withheld. Returns whether that changed anything.
    pub(crate) fn caught_up(&mut self) -> bool {
        self.checked = true;
        let sighted: Vec<_> = self.sighted.values().copied().collect();
        let mut news = false;
        for sighting in sighted {
            let (newest, known) = self.history_at(sighting.writer, sighting.sequence);
            if newest >= sighting.sequence {
                self.sighted.remove(&sighting.writer);
                news |= known.is_some_and(|known| known != sighting.hash) && self.note(Trouble::Forked);
            }
        }
        let gap = self.missed.contains(&Trouble::Withheld);
        let withheld = gap || (!self.more_waits() && (!self.sighted.is_empty() || !self.waiting.is_empty()));
        news | if withheld {
            self.troubles.insert(Trouble::Withheld)
        } else {
            self.troubles.remove(&Trouble::Withheld)
        }
    }

    /// Whether another device has told of a newer control record than this one has.
    pub(crate) fn expects_control(&self) -> bool {
        let newer = |sighting: &Sighting| sighting.sequence.0 > self.control().number;
        !self.more_waits() && self.sighted.get(&CONTROL_CHAIN).is_some_and(newer)
    }

    /// Whether a run is what honest devices make: one contiguous piece that follows what is verified, and one signature verifies it.
    pub(super) fn continues<T>(&self, writer: WriterId, run: &[(Head, T)]) -> bool {
        let key = run.first().and_then(|(head, _)| self.key_of(head));
        let after = self.chains.get(&writer).map(|chain| (chain.sequence, chain.hash));
        let heads: Vec<&Head> = run.iter().map(|(head, _)| head).collect();
        key.is_some_and(|key| verify_run(self.space.as_bytes(), &key, after, &heads).is_ok())
    }

    /// Whether a head comes right after what is verified of its chain: it need not wait, so it needs no room to.
    pub(super) fn is_next(&self, head: &Head) -> bool {
        Some(head.sequence.0) == self.verified(head.writer).0.checked_add(1)
    }

    /// Moves a chain on to a verified head.
    pub(super) fn advance(&mut self, head: &Head, hash: Hash) {
        let chain = self.chains.get_or_insert_with(head.writer, || Chain::begin(head.author));
        remember(&mut chain.recent, chain.hash);
        chain.sequence = head.sequence;
        chain.hash = hash;
        self.settle_at(head.writer, head.sequence, hash);
        if let Some(expected) = self.sighted.get(&head.writer)
            && expected.sequence == head.sequence
            && expected.hash != hash
        {
            self.troubles.insert(Trouble::Forked);
        }
    }
}

impl OwnChain {
    /// A new chain of the member `author`. Its name begins as the member's does, so that no other member can take it first.
    pub(super) fn begin(author: MemberId, random: &mut impl CryptoRng) -> Self {
        let mut writer = WriterId::random(random);
        for (byte, own) in writer.0.iter_mut().zip(author.0).take(WRITER_PREFIX_BYTES) {
            *byte = own;
        }
        Self {
            writer,
            sequence: Sequence(0),
            hash: Head::NO_PREVIOUS,
            told: SmallMap::new(),
            recent: VecDeque::new(),
        }
    }
}
