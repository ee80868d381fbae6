//! What a device knows of the chains in another device's checkpoint: before it signs that checkpoint, and before it lets one stand
//! in the place of the log.

use std::collections::BTreeSet;

use crypto::{Hash, Head, Sequence, WriterId};

use super::{Chain, Checkpoint, RECENT_HASHES_MAX, Replica, chains::known_hash, membership::may_write};
use crate::{device::Verdict, small::SmallMap};

/// How a checkpoint that stands in the place of the log relates to what a device has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The device has read everything that the checkpoint holds: its state stays as it is.
    pub is_read: bool,
    /// The checkpoint and the log that the device has kept are, together, everything that the device has read. Otherwise the log
    /// begins somewhere after the checkpoint, and folding the one onto the other would lose what lies between.
    pub reaches: bool,
}

impl Standing {
    /// Whether going on from the checkpoint loses nothing.
    pub fn is_safe(self) -> bool {
        self.is_read || self.reaches
    }
}

impl Replica {
    /// How a checkpoint relates to what this device has read, of which it has kept the log at these places.
    pub fn standing_on(&self, checkpoint: &Checkpoint, kept: &BTreeSet<(WriterId, Sequence)>) -> Standing {
        let outbox = self.own_outbox();
        let is_read = checkpoint.chains.iter().all(|(writer, chain)| {
            let (newest, known) = self.history_at(*writer, chain.sequence);
            let waiting = || outbox.get(&chain.sequence).filter(|_| *writer == self.own.writer).copied();
            chain.sequence <= newest && known.or_else(waiting).is_none_or(|known| known == chain.hash)
        });
        let reaches = self.frontier().iter().all(|(writer, newest)| {
            let held = checkpoint.chains.get(writer).map_or(Sequence(0), |chain| chain.sequence);
            let first = Sequence(held.0.saturating_add(1));
            let beyond = newest.0.saturating_sub(held.0);
            beyond == 0 || kept.range((*writer, first)..=(*writer, *newest)).count() as u64 == beyond
        });
        Standing { is_read, reaches }
    }

    /// Compares what a checkpoint says beside its state, and a signature over it would say too: how far each chain stands in it,
    /// and up to where it covers the relay's log. `heads` are the hashes of the heads in this device's log, on top of `base`.
    pub fn compare_chains(
        &self,
        checkpoint: &Checkpoint,
        heads: &SmallMap<(WriterId, Sequence), Hash>,
        base: Option<&Checkpoint>,
    ) -> Verdict {
        if self.beyond(checkpoint) > self.cursor.0.saturating_sub(checkpoint.covers.0) {
            // What it claims to cover and does not hold would be removed.
            return Verdict::Differs;
        }
        let mut verdict = Verdict::Same;
        for (writer, chain) in checkpoint.chains.iter() {
            let told = heads.get(&(*writer, chain.sequence)).copied();
            let before = base.and_then(|base| base.chains.get(writer));
            match self.compare_chain(*writer, chain, told, before) {
                Verdict::Differs => return Verdict::Differs,
                Verdict::Unclear => verdict = Verdict::Unclear,
                Verdict::Same => {}
            }
        }
        verdict
    }

    /// How many entries this device has read of the relay's log that a checkpoint does not hold.
    fn beyond(&self, checkpoint: &Checkpoint) -> u64 {
        let held = checkpoint.frontier();
        let more = |writer: &WriterId, newest: Sequence| {
            newest.0.saturating_sub(held.get(writer).map_or(0, |sequence| sequence.0))
        };
        let read = |(writer, newest): (&WriterId, &Sequence)| {
            more(writer, self.counted_of(*writer).map_or(*newest, |counted| counted.min(*newest)))
        };
        let read: u64 = self.frontier().iter().map(read).sum();
        // What the relay has not shown may stand anywhere after what the checkpoint covers.
        let unshown = self.outbox.len().saturating_add(self.promised.len());
        read.saturating_sub(u64::try_from(unshown).unwrap_or(u64::MAX))
    }

    fn compare_chain(
        &self,
        writer: WriterId,
        chain: &Chain,
        told: Option<Hash>,
        before: Option<&Chain>,
    ) -> Verdict {
        let is_own = writer == self.own.writer;
        let author = if is_own { Some(self.me) } else { self.chains.get(&writer).map(|known| known.author) };
        let is_authors = match author {
            Some(author) => author == chain.author,
            None => may_write(chain.author, writer),
        };
        let (newest, known) = self.history_at(writer, chain.sequence);
        if !is_authors || chain.sequence > newest || !self.recent_agree(writer, chain) {
            return Verdict::Differs;
        }
        let beginning = (chain.sequence == Sequence(0)).then_some(Head::NO_PREVIOUS);
        let at_base = before.filter(|before| before.sequence == chain.sequence).map(|before| before.hash);
        match beginning.or(known).or(told).or(at_base) {
            Some(known) if known == chain.hash => Verdict::Same,
            Some(_) => Verdict::Differs,
            None => Verdict::Unclear,
        }
    }

    /// Whether the hashes that a chain remembers are those that this device knows, as far as it does.
    fn recent_agree(&self, writer: WriterId, chain: &Chain) -> bool {
        let count = chain.recent.len();
        let fits = count <= RECENT_HASHES_MAX && count as u64 <= chain.sequence.0;
        fits && (1..=count as u64).all(|back| {
            let sequence = Sequence(chain.sequence.0.saturating_sub(back));
            let said = known_hash(chain.sequence, chain.hash, &chain.recent, sequence);
            let known = match sequence {
                Sequence(0) => Some(Head::NO_PREVIOUS),
                _ => self.history_at(writer, sequence).1,
            };
            known.is_none_or(|known| said == Some(known))
        })
    }
}
