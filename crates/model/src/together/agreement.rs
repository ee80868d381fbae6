//! Agreements: two signatures to start, one to end.
//!
//! A signature is a reply that repeats the exact words, under [`nth_of`]`(item, 0)`, the item being the proposal's. An agreement is
//! in force while both parts hold the same signature. Who withdraws theirs ends it, alone and for good: the name is spent, and
//! starting again takes a new item and two signatures. Nothing else ends it: should a dishonest author sign other words besides, the
//! first of theirs that the other one has signed too is in force.

use crate::{Content, ContentHash, Day, Grant, ItemId, Relationship, relationship::Side, together::nth_of};

/// An agreement in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement<'a> {
    /// The words that both signed.
    pub words: &'a Content,
    /// The hash of the proposal that both answered.
    pub answers: ContentHash,
    /// Since which day: that of the later signature.
    pub since: Day,
}

/// The agreement about an item, if it is in force.
pub fn in_force(relationship: &Relationship, item: ItemId) -> Option<Agreement<'_>> {
    let words = |one: &Grant, other: &Grant| (&one.content, one.answers) == (&other.content, other.answers);
    signatures(relationship, Side::Founder, item).find_map(|one| {
        let other = signatures(relationship, Side::Invited, item).find(|other| words(one, other))?;
        Some(Agreement { words: &one.content, answers: one.answers?, since: one.on.max(other.on) })
    })
}

/// What one side has signed about an item, the first first; nearly always one.
pub fn signatures(relationship: &Relationship, side: Side, item: ItemId) -> impl Iterator<Item = &Grant> {
    let signed = relationship.part(side).under(nth_of(item, 0)).iter();
    signed.filter(move |grant| grant.item == item && grant.is_reply())
}

/// Whether one side once signed and took it back. Nothing puts an agreement about this item in force any more.
pub fn is_over(relationship: &Relationship, item: ItemId) -> bool {
    let name = nth_of(item, 0);
    [Side::Founder, Side::Invited].into_iter().any(|side| relationship.part(side).withdrawn().contains(&name))
}
