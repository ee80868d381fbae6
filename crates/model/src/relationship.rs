//! A relationship's state: what each of two people has shared with the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Answer, Content, Day, ItemId, RelationshipOperation, ShareId, Stamp, versions::Register};

/// One of the two people, as the space counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum Side {
    /// Who founded the space.
    #[n(0)]
    Founder,
    /// Who was invited.
    #[n(1)]
    Invited,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Founder => Self::Invited,
            Self::Invited => Self::Founder,
        }
    }
}

/// The entry that carried an operation, so that its author can have the relay erase it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Origin(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 16]);

/// What two people share, folded. Each side's operations write only into its own part.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Relationship {
    /// What the founder shares.
    #[n(0)]
    pub founder: Part,
    /// What the invited person shares.
    #[n(1)]
    pub invited: Part,
}

/// What one person shares.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Part {
    /// How they call themselves.
    #[n(0)]
    pub name: Option<Register<String>>,
    /// Grants in force.
    #[n(1)]
    pub shares: BTreeMap<ShareId, Share>,
    /// Answers in force to the other's requests.
    #[n(2)]
    pub answers: BTreeMap<ShareId, AnswerRecord>,
    /// Grants withdrawn: names without content.
    #[n(3)]
    pub withdrawn: BTreeSet<ShareId>,
    /// Entries whose content was withdrawn and still rests in the device's log.
    #[n(4)]
    orphans: BTreeSet<Origin>,
}

/// A grant in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct Share {
    /// When it was granted, by the clock.
    #[n(0)]
    pub stamp: Stamp,
    /// The author's item.
    #[n(1)]
    pub item: ItemId,
    /// Exactly what is shared.
    #[n(2)]
    pub content: Content,
    /// When, to the day.
    #[n(3)]
    pub on: Day,
    /// The entry that carried it.
    #[n(4)]
    pub origin: Origin,
}

/// An answer in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct AnswerRecord {
    /// When it was given, by the clock.
    #[n(0)]
    pub stamp: Stamp,
    /// The other's request.
    #[n(1)]
    pub ask: ItemId,
    /// The answer.
    #[n(2)]
    pub answer: Answer,
    /// In the author's own words.
    #[n(3)]
    pub words: String,
    /// When, to the day.
    #[n(4)]
    pub on: Day,
    /// The entry that carried it.
    #[n(5)]
    pub origin: Origin,
}

impl Relationship {
    /// What one side shares.
    pub fn part(&self, side: Side) -> &Part {
        match side {
            Side::Founder => &self.founder,
            Side::Invited => &self.invited,
        }
    }

    /// Folds one operation of `author` in. Any order and any repetition gives the same state; nothing of the other side is
    /// ever touched.
    pub fn apply(&mut self, author: Side, stamp: Stamp, origin: Origin, operation: RelationshipOperation) {
        let part = match author {
            Side::Founder => &mut self.founder,
            Side::Invited => &mut self.invited,
        };
        part.apply(stamp, origin, operation);
    }

    /// The newest grant of each of one side's items, newest first.
    pub fn visible(&self, side: Side) -> Vec<(ShareId, &Share)> {
        let mut newest: BTreeMap<ItemId, (ShareId, &Share)> = BTreeMap::new();
        for (id, share) in &self.part(side).shares {
            let slot = newest.entry(share.item).or_insert((*id, share));
            if (slot.1.stamp, slot.0) < (share.stamp, *id) {
                *slot = (*id, share);
            }
        }
        let mut visible: Vec<_> = newest.into_values().collect();
        visible.sort_by_key(|(id, share)| core::cmp::Reverse((share.stamp, *id)));
        visible
    }

    /// Whether an entry still carries something in force.
    pub fn carries(&self, side: Side, origin: Origin) -> bool {
        let part = self.part(side);
        part.shares.values().any(|share| share.origin == origin)
            || part.answers.values().any(|answer| answer.origin == origin)
    }

    /// Takes the entries whose content was withdrawn since this was last asked: their bodies are to leave the device's log.
    pub fn take_orphans(&mut self, side: Side) -> BTreeSet<Origin> {
        match side {
            Side::Founder => core::mem::take(&mut self.founder.orphans),
            Side::Invited => core::mem::take(&mut self.invited.orphans),
        }
    }

    /// The newest answer that `side` gave to the other's request `ask`.
    pub fn answer(&self, side: Side, ask: ItemId) -> Option<(ShareId, &AnswerRecord)> {
        self.part(side)
            .answers
            .iter()
            .filter(|(_, answer)| answer.ask == ask)
            .max_by_key(|(id, answer)| (answer.stamp, **id))
            .map(|(id, answer)| (*id, answer))
    }
}

impl Part {
    fn apply(&mut self, stamp: Stamp, origin: Origin, operation: RelationshipOperation) {
        match operation {
            RelationshipOperation::Introduced { name } => Register::write(&mut self.name, stamp, name),
            RelationshipOperation::Shared { share, item, content, on } => {
                let granted = Share { stamp, item, content, on, origin };
                if self.withdrawn.contains(&share) {
                    self.orphans.insert(origin);
                } else {
                    let loser = keep_first(&mut self.shares, share, granted);
                    self.orphans.extend(loser.map(|share| share.origin));
                }
            }
            RelationshipOperation::Answered { ask, share, answer, words, on } => {
                let answered = AnswerRecord { stamp, ask, answer, words, on, origin };
                if self.withdrawn.contains(&share) {
                    self.orphans.insert(origin);
                } else {
                    let loser = keep_first(&mut self.answers, share, answered);
                    self.orphans.extend(loser.map(|answer| answer.origin));
                }
            }
            RelationshipOperation::Withdrawn { shares } => {
                for share in shares {
                    let shared = self.shares.remove(&share).map(|share| share.origin);
                    let answered = self.answers.remove(&share).map(|answer| answer.origin);
                    self.orphans.extend(shared.into_iter().chain(answered));
                    self.withdrawn.insert(share);
                }
            }
        }
    }
}

/// A grant's name stands for one content for ever: should a dishonest author use a name twice, every device keeps the same
/// one, the smallest. Returns the other.
fn keep_first<T: Ord>(granted: &mut BTreeMap<ShareId, T>, share: ShareId, value: T) -> Option<T> {
    match granted.get(&share) {
        Some(known) if *known == value => None,
        Some(known) if *known < value => Some(value),
        _ => granted.insert(share, value),
    }
}
