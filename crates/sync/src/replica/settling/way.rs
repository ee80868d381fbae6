//! The way back from a cut to what is known, and going over to it.

use std::collections::BTreeSet;

use crypto::{Hash, Head, Sequence, Sighting, WriterId};

use super::{LINKS_MAX, Links, Settled};
use crate::{
    Entry,
    replica::{Chain, Replica, Trouble, chains::known_hash},
};

/// Entries that the keeper has of contested chains.
type Held = BTreeSet<(WriterId, Sequence, Hash)>;

/// The heads that lead to a cut, from where they leave what is known here.
struct Way {
    from: (Sequence, Hash),
    heads: Vec<(Sequence, Hash)>,
}

impl Replica {
    /// Everything that the relay shows was read, and this is what the keeper has: whatever can be settled is. True if a chain
    /// was taken back, or may go on: everything is to be fetched once more.
    pub(crate) fn settle_chains(&mut self, log: &[Entry]) -> bool {
        if self.settling.lacks_links || !self.is_contested() {
            return false;
        }
        let contested = core::mem::take(&mut self.settling.contested);
        let (due, later): (Vec<WriterId>, Vec<WriterId>) =
            contested.into_iter().partition(|writer| self.cut_at(*writer).is_some());
        self.settling.contested = later.into_iter().collect();
        let mut links = core::mem::take(&mut self.settling.links);
        let mut held = Held::new();
        for head in log.iter().filter_map(|entry| self.open_head(entry)) {
            if due.contains(&head.writer) {
                let hash = head.hash(self.space.as_bytes());
                held.insert((head.writer, head.sequence, hash));
                links.insert(hash, head.previous);
            }
        }
        let mut again = false;
        for writer in due {
            again |= self.settle_by(writer, &links, &held, true);
        }
        again
    }

    /// The same of one chain, by what came otherwise than from a relay's log.
    pub(in crate::replica) fn settle_by_heads(&mut self, writer: WriterId, links: &Links) {
        let is_contested = self.settling.contested.contains(&writer);
        if self.cut_at(writer).is_some()
            && !self.is_settled(writer)
            && self.settle_by(writer, links, &Held::new(), is_contested)
        {
            self.settling.contested.remove(&writer);
        }
    }

    /// The same, by another device's word for the chain.
    pub(in crate::replica) fn settle_by_chain(&mut self, writer: WriterId, chain: &Chain) {
        let mut links = Links::new();
        let mut after = chain.hash;
        for before in chain.recent.iter().rev() {
            links.insert(after, *before);
            after = *before;
        }
        self.settle_by_heads(writer, &links);
    }

    /// Settles a chain if the heads lead from its cut to what is known. True if it was taken back, or may go on.
    fn settle_by(&mut self, writer: WriterId, links: &Links, held: &Held, is_contested: bool) -> bool {
        let Some(cut) = self.cut_at(writer) else { return false };
        let Some(Way { from, heads }) = self.way_to(cut, links, held) else { return false };
        let is_behind = self.verified(writer) == from.0;
        let is_at_odds = |(sequence, hash): &(Sequence, Hash)| {
            let known = self.history_at(writer, *sequence).1;
            let mut kept =
                held.range((writer, *sequence, Hash([0; 32]))..=(writer, *sequence, Hash([255; 32])));
            known.is_some_and(|known| known != *hash) || kept.any(|(.., kept)| kept != hash)
        };
        // What this device started from may go further than what it can look at. That is no other history.
        let is_other = if is_behind { is_contested } else { heads.iter().any(is_at_odds) };
        if heads.is_empty() {
            self.settle(writer, cut, heads);
            return false;
        }
        if is_other {
            self.take_back(writer, from);
            self.settle(writer, cut, heads);
            self.sighted.insert(writer, cut);
        }
        is_other
    }

    /// The way back from a cut to what is known here, if there is one.
    fn way_to(&self, cut: Sighting, links: &Links, held: &Held) -> Option<Way> {
        let writer = cut.writer;
        let verified = self.verified(writer);
        let (mut sequence, mut hash) = (cut.sequence, cut.hash);
        let mut heads = Vec::new();
        loop {
            if sequence == Sequence(0) {
                return (hash == Head::NO_PREVIOUS).then_some(Way { from: (sequence, hash), heads });
            }
            let known = self.history_at(writer, sequence).1;
            let is_held = || held.contains(&(writer, sequence, hash));
            if sequence <= verified && known.map_or_else(is_held, |known| known == hash) {
                return Some(Way { from: (sequence, hash), heads });
            }
            if heads.len() >= LINKS_MAX {
                return None;
            }
            heads.push((sequence, hash));
            hash = *links.get(&hash)?;
            sequence = Sequence(sequence.0.saturating_sub(1));
        }
    }

    pub(super) fn settle(&mut self, writer: WriterId, cut: Sighting, heads: Vec<(Sequence, Hash)>) {
        // Where another history had been left before, it stays so.
        let before = self.settling.settled.remove(&writer);
        let mut places = before.map(|before| before.places).unwrap_or_default();
        places.extend(heads);
        self.settling.contested.remove(&writer);
        self.settling.settled.insert(writer, Settled { cut, places });
    }

    /// Takes a chain back to a place.
    fn take_back(&mut self, writer: WriterId, (sequence, hash): (Sequence, Hash)) {
        self.waiting.retain(|(waits, _), _| *waits != writer);
        let Some(chain) = self.chains.get(&writer).filter(|chain| chain.sequence > sequence).cloned() else {
            return;
        };
        self.settling.left = self.settling.left.saturating_add(1);
        self.note(Trouble::Forked);
        self.chains.remove(&writer);
        if sequence > Sequence(0) {
            let mut back = Chain { sequence, hash, ..Chain::begin(chain.author) };
            let before = (1..sequence.0)
                .rev()
                .map_while(|before| known_hash(chain.sequence, chain.hash, &chain.recent, Sequence(before)));
            for hash in before {
                back.recent.push_front(hash);
            }
            self.chains.insert(writer, back);
        }
    }
}
