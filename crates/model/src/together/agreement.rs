//! Agreements: two signatures to start, one to end.
//!
//! A signature is a reply that repeats the exact words, under [`nth_of`]`(item, 0)`, the item being the proposal's. An agreement is
//! in force while both parts hold the same signature. Who withdraws theirs ends it, alone and for good: the name is spent, and
//! starting again takes a new item and two signatures.

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
    let (one, answers) = signature(relationship, Side::Founder, item)?;
    let other = signature(relationship, Side::Invited, item)?;
    let equal = (&one.content, answers) == (&other.0.content, other.1);
    equal.then(|| Agreement { words: &one.content, answers, since: one.on.max(other.0.on) })
}

/// What one side has signed about an item, with the hash of what that answers.
pub fn signature(relationship: &Relationship, side: Side, item: ItemId) -> Option<(&Grant, ContentHash)> {
    let grant = relationship.part(side).grant(nth_of(item, 0))?;
    Some((grant, grant.answers.filter(|_| grant.item == item)?))
}

/// Whether one side once signed and took it back. Nothing puts an agreement about this item in force any more.
pub fn is_over(relationship: &Relationship, item: ItemId) -> bool {
    let name = nth_of(item, 0);
    [Side::Founder, Side::Invited].into_iter().any(|side| relationship.part(side).withdrawn().contains(&name))
}
