//! Which of two histories of a chain is the one that counts, after its author was taken out.
//!
//! ```text
//!   two heads for one place of a chain ─► contested ─► once a record says how far the chain counts, everything is read again
//!      ─► the heads lead back from the hash of the cut to what is known here ─► settled: the chain is taken back to there, and the
//!         places after it are open to these heads only
//! ```
//! Whoever has a member's keys can write another history of its chain for a device that has read less. Which one is meant only the
//! hash in the cut says: each head names the hash of the one before, so everything that leads to it is proven with it. Nothing is
//! left, and nothing taken, before the whole way is known.

mod way;

use std::collections::{BTreeMap, BTreeSet};

use crypto::{Hash, Head, Sequence, Sighting, WriterId};

use super::{CONTROL_CHAIN, Replica};
use crate::small::{SmallMap, SmallSet};

/// How many heads of contested chains are held against each other: some megabytes.
const LINKS_MAX: usize = 65_536;

/// Which head names which as the one before it.
type Links = BTreeMap<Hash, Hash>;

/// What is known of chains of which there is more than one history.
#[derive(Debug, Clone, Default, minicbor::Encode, minicbor::Decode)]
pub(super) struct Settling {
    /// Chains of which another history was shown, and not settled since.
    #[n(0)]
    contested: SmallSet<WriterId>,
    /// Chains that lead to their cut.
    #[n(1)]
    settled: SmallMap<WriterId, Settled>,
    /// How often a history was left.
    #[n(2)]
    left: u64,
    /// Heads that were shown since everything began to be fetched again.
    #[cbor(skip)]
    links: Links,
    /// Whether a cut became known only after that: what was shown before is not among the links.
    #[cbor(skip)]
    lacks_links: bool,
    /// Heads that follow on one of a history that was left.
    #[cbor(skip)]
    astray: BTreeSet<Hash>,
}

/// A chain that leads to its cut.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
struct Settled {
    /// To which.
    #[n(0)]
    cut: Sighting,
    /// Where another history was known here: the hash that leads to the cut.
    #[n(1)]
    places: SmallMap<Sequence, Hash>,
}

impl Settling {
    /// What of it is stored.
    pub(super) fn stored(&self) -> Self {
        Self {
            contested: self.contested.clone(),
            settled: self.settled.clone(),
            left: self.left,
            ..Self::default()
        }
    }
}

/// What counts.
impl Replica {
    /// A number that grows whenever less counts than before: somebody was taken out, or it came out which history of a chain counts.
    /// What was folded until then may have to be folded anew.
    pub fn counting_edition(&self) -> u64 {
        (self.former_members() as u64).saturating_add(self.settling.left)
    }

    /// Whether what stands at this place of a chain is at odds with what is known to lead to the cut.
    pub(super) fn contradicts(&self, writer: WriterId, sequence: Sequence, hash: Hash) -> bool {
        self.settled(writer).is_some_and(|settled| {
            let known = settled.places.get(&sequence).copied();
            known.or_else(|| self.history_at(writer, sequence).1).is_some_and(|known| known != hash)
        })
    }

    /// Whether the chain is known to lead to where it is cut.
    pub(super) fn is_settled(&self, writer: WriterId) -> bool {
        self.settled(writer).is_some()
    }

    /// Whether a chain of somebody who went has two histories, of which one was left: an entry's place alone says nothing then.
    pub fn has_two_histories(&self, writer: WriterId) -> bool {
        self.settled(writer).is_some_and(|settled| !settled.places.is_empty())
    }

    /// Whether a history of somebody who went was left for another.
    pub(super) fn has_left_history(&self) -> bool {
        self.settling.settled.values().any(|settled| !settled.places.is_empty())
    }

    /// Whether a head is one that leads to the cut, where there is another.
    pub(super) fn leads_to_cut(&self, head: &Head) -> bool {
        let place = self.settled(head.writer).and_then(|settled| settled.places.get(&head.sequence));
        place.is_some_and(|hash| *hash == head.hash(self.space.as_bytes()))
    }

    fn settled(&self, writer: WriterId) -> Option<&Settled> {
        let settled = self.settling.settled.get(&writer)?;
        (self.cut_at(writer) == Some(settled.cut)).then_some(settled)
    }

    fn cut_at(&self, writer: WriterId) -> Option<Sighting> {
        self.cuts.values().find_map(|chains| chains.get(&writer)).copied()
    }
}

/// What is shown.
impl Replica {
    /// A genuine head is not the one that is known at its place.
    pub(super) fn contest(&mut self, writer: WriterId) {
        let is_others = writer != CONTROL_CHAIN && writer != self.own.writer;
        if is_others && !self.is_settled(writer) {
            self.settling.contested.insert(writer);
        }
    }

    /// Whether it has to be found out which history of a chain counts.
    pub(crate) fn is_contested(&self) -> bool {
        self.settling.contested.iter().any(|writer| self.cut_at(*writer).is_some())
    }

    /// Looks at a head before it is taken. True if it is of a history that was left: it is passed over.
    pub(super) fn goes_astray(&mut self, head: &Head) -> bool {
        let writer = head.writer;
        let Some(cut) = self.cut_at(writer) else { return false };
        let hash = head.hash(self.space.as_bytes());
        if let Some(settled) = self.settled(writer) {
            let before = Sequence(head.sequence.0.saturating_sub(1));
            let at_cut = (before == cut.sequence).then_some(cut.hash);
            let expected = settled.places.get(&before).copied().or(at_cut);
            let is_astray = settled.places.get(&head.sequence).is_some_and(|known| *known != hash)
                || expected.is_some_and(|expected| expected != head.previous)
                || self.settling.astray.contains(&head.previous);
            if is_astray && self.settling.astray.len() < LINKS_MAX {
                self.settling.astray.insert(hash);
            }
            return is_astray;
        }
        if head.sequence <= cut.sequence && self.rewound && self.settling.links.len() < LINKS_MAX {
            self.settling.links.insert(hash, head.previous);
        }
        let (newest, known) = self.history_at(writer, cut.sequence);
        let is_cut = head.sequence == cut.sequence && hash == cut.hash;
        if is_cut && newest >= cut.sequence && known != Some(hash) && self.is_genuine(head) {
            self.contest(writer);
        }
        false
    }

    /// A chain has come as far as here.
    pub(super) fn settle_at(&mut self, writer: WriterId, sequence: Sequence, hash: Hash) {
        let Some(cut) = self.cut_at(writer).filter(|cut| cut.sequence == sequence) else { return };
        if cut.hash == hash {
            self.settle(writer, cut, Vec::new());
        } else {
            self.contest(writer);
        }
    }

    /// What is shown from the beginning on is gathered anew. What had waited in a chain that leads to its cut is shown too, and may go
    /// astray.
    pub(super) fn gather_links(&mut self) {
        let mut waiting = core::mem::take(&mut self.waiting);
        waiting.retain(|(writer, _), _| !self.is_settled(*writer));
        self.waiting = waiting;
        self.settling.links.clear();
        self.settling.lacks_links = false;
    }

    /// The cuts are said anew: whether what is known here leads to them.
    pub(super) fn look_at_cuts(&mut self) {
        let all: Vec<Sighting> = self.cuts.values().flat_map(SmallMap::values).copied().collect();
        for cut in all {
            if self.is_settled(cut.writer) {
                continue;
            }
            self.settling.lacks_links |= self.rewound;
            let (newest, known) = self.history_at(cut.writer, cut.sequence);
            if newest >= cut.sequence {
                match known {
                    Some(known) if known == cut.hash => self.settle(cut.writer, cut, Vec::new()),
                    _ => self.contest(cut.writer),
                }
            }
        }
    }
}
