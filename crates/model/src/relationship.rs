//! A relationship's state: what each of two people has shared with the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Content, ContentHash, Day, GrantId, ItemId, RelationshipOperation, Stamp, positional::positional,
    versions::Register,
};

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
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[cbor(transparent)]
pub struct Origin(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 16]);

/// What two people share, folded. Each side's operations write only into its own part.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode)]
pub struct Relationship {
    /// What the founder shares.
    #[n(0)]
    pub founder: Part,
    /// What the invited person shares.
    #[n(1)]
    pub invited: Part,
}

positional!(Relationship { founder, invited });

/// What one person shares.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode)]
pub struct Part {
    /// How they call themselves.
    #[n(0)]
    pub name: Option<Register<String>>,
    /// Grants in force: shared versions and replies.
    #[n(1)]
    grants: BTreeMap<GrantId, Named>,
    /// Grants withdrawn: names without content.
    #[n(2)]
    withdrawn: BTreeSet<GrantId>,
    /// Entries whose content was withdrawn and still rests in the device's log.
    #[n(3)]
    orphans: BTreeSet<Origin>,
}

positional!(Part { name, grants, withdrawn, orphans });

/// What was granted under one name, in order, the first first. Nearly always one: only two devices of one person that did not hear
/// of each other, or a dishonest author, use a name again. It is the first that counts, unless an answer says which one it answers
/// ([`crate::together::talk`]).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
struct Named(#[n(0)] Vec<Grant>);

/// A grant in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode)]
pub struct Grant {
    /// When it was granted, by the clock.
    #[n(0)]
    pub stamp: Stamp,
    /// The author's item of which a version is granted, or the item to which a reply belongs.
    #[n(1)]
    pub item: ItemId,
    /// The hash of what a reply answers; nothing for a version of an item.
    #[n(2)]
    pub answers: Option<ContentHash>,
    /// Exactly what is granted.
    #[n(3)]
    pub content: Content,
    /// When, to the day.
    #[n(4)]
    pub on: Day,
    /// The entry that carried it.
    #[n(5)]
    pub origin: Origin,
}

positional!(Grant { stamp, item, answers, content, on, origin });

impl Grant {
    /// Whether it is of a reply, not of a version of the author's own item.
    pub fn is_reply(&self) -> bool {
        self.answers.is_some()
    }
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
    pub fn visible(&self, side: Side) -> Vec<(GrantId, &Grant)> {
        let newest = |(id, grant): &(GrantId, &Grant)| core::cmp::Reverse((grant.stamp, *id));
        let mut visible: Vec<_> = self.part(side).grants().filter(|(_, grant)| !grant.is_reply()).collect();
        visible.sort_by_key(|granted| (granted.1.item, newest(granted)));
        visible.dedup_by_key(|(_, grant)| grant.item);
        visible.sort_by_key(newest);
        visible
    }

    /// What one side sees of one of the other's items.
    pub fn shared(&self, by: Side, item: ItemId) -> Option<(GrantId, &Grant)> {
        let of_item = |grant: &Grant| grant.item == item && !grant.is_reply();
        let grants = self.part(by).grants().filter(|(_, grant)| of_item(grant));
        grants.max_by_key(|(id, grant)| (grant.stamp, *id))
    }

    /// What `by` replied to an item of the other side as that stands now, newest first. A reply to what the item said before says
    /// nothing any more: nobody is held to an answer that they gave to other words.
    pub fn replies(&self, by: Side, item: ItemId) -> Vec<(GrantId, &Grant)> {
        let Some((_, shared)) = self.shared(by.other(), item) else { return Vec::new() };
        let answers = shared.content.hash();
        let is_reply = |grant: &Grant| grant.item == item && grant.answers == Some(answers);
        let mut replies: Vec<_> = self.part(by).grants().filter(|(_, grant)| is_reply(grant)).collect();
        replies.sort_by_key(|(id, grant)| core::cmp::Reverse((grant.stamp, *id)));
        replies
    }

    /// Whether an entry still carries something in force.
    pub fn carries(&self, side: Side, origin: Origin) -> bool {
        self.part(side).everything().any(|(_, grant)| grant.origin == origin)
    }

    /// Takes the entries whose content was withdrawn since this was last asked: their bodies are to leave the device's log.
    pub fn take_orphans(&mut self, side: Side) -> BTreeSet<Origin> {
        match side {
            Side::Founder => core::mem::take(&mut self.founder.orphans),
            Side::Invited => core::mem::take(&mut self.invited.orphans),
        }
    }
}

impl Part {
    /// Every grant in force, in order of the names.
    pub fn grants(&self) -> impl Iterator<Item = (GrantId, &Grant)> {
        self.grants.iter().filter_map(|(id, named)| Some((*id, named.0.first()?)))
    }

    /// The grant in force under a name.
    pub fn grant(&self, id: GrantId) -> Option<&Grant> {
        self.under(id).first()
    }

    /// All that was granted under a name, the first first.
    pub fn under(&self, id: GrantId) -> &[Grant] {
        self.grants.get(&id).map_or(&[], |named| named.0.as_slice())
    }

    /// All that was granted, what does not count included: who withdraws takes it all back.
    pub fn everything(&self) -> impl Iterator<Item = (GrantId, &Grant)> {
        self.grants.iter().flat_map(|(id, named)| named.0.iter().map(|grant| (*id, grant)))
    }

    /// Names of grants that were withdrawn. None of them is ever in force again.
    pub fn withdrawn(&self) -> &BTreeSet<GrantId> {
        &self.withdrawn
    }

    fn apply(&mut self, stamp: Stamp, origin: Origin, operation: RelationshipOperation) {
        match operation {
            RelationshipOperation::Introduced { name } => Register::write(&mut self.name, stamp, name),
            RelationshipOperation::Shared { grant, item, content, on } => {
                let granted = Grant { stamp, item, answers: None, content: content.0, on, origin };
                self.keep(grant, granted);
            }
            RelationshipOperation::Replied { grant, to, answers, content, on } => {
                let answers = Some(answers);
                self.keep(grant, Grant { stamp, item: to, answers, content: content.0, on, origin });
            }
            RelationshipOperation::Withdrawn { grants } => {
                for id in grants {
                    let named = self.grants.remove(&id);
                    let grants = named.into_iter().flat_map(|named| named.0);
                    self.orphans.extend(grants.map(|grant| grant.origin));
                    self.withdrawn.insert(id);
                }
            }
        }
    }

    fn keep(&mut self, id: GrantId, grant: Grant) {
        if self.withdrawn.contains(&id) {
            self.orphans.insert(grant.origin);
            return;
        }
        let named = &mut self.grants.entry(id).or_insert(Named(Vec::new())).0;
        if let Err(place) = named.binary_search(&grant) {
            named.reserve_exact(1);
            named.insert(place, grant);
        }
    }
}
