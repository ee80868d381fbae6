//! Talks: one step after another, taken in turns.
//!
//! Step *n* of a talk is a reply to the talk's item under [`nth_of`]`(talk, n)`. The opener, whose item it is, has the even steps, the
//! other one the odd ones, so nobody can speak out of turn: a step in the wrong part is never looked at, and a turn passes only by
//! words of whose turn it was, to the very words that stand before them. Each step names the hash
//! of the one before it, the first that of the item itself, which is the topic.
//!
//! Of several contents under one step's name the first counts that answers what stands before it. So nobody changes words after
//! they were answered: other words are not what was answered, and the answer to them is still to come.
//!
//! A step that was withdrawn stays taken, without its words. What the other one answered to it stands if who withdrew it still says
//! something that answers that. Otherwise the answer goes back to its author, whose turn it is again, and who now names
//! [`ContentHash::WITHDRAWN`].
//!
//! Pausing and ending are replies of their own kinds to the talk, under names of their own: either may, at any time.

use crate::{ContentHash, Grant, ItemId, Relationship, relationship::Side, together::nth_of};

/// A talk as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk<'a> {
    /// What it is about. Nothing, if that is not what the first step was written to any more.
    pub topic: Option<&'a Grant>,
    /// Its steps, in order. One that was withdrawn has no content.
    pub steps: Vec<Option<&'a Grant>>,
    /// Whose turn it is.
    pub turn: Side,
}

/// The side that has step `n` of a talk.
pub fn side_of(opener: Side, n: u32) -> Side {
    if n.is_multiple_of(2) { opener } else { opener.other() }
}

/// Whether something fits behind what was said before: what does not was not said.
pub type Fits<'f> = &'f dyn Fn(&[Option<&Grant>], &Grant) -> bool;

/// A talk as both parts tell it, whatever is said in it; nothing if its item is not shared by the opener.
pub fn read(relationship: &Relationship, opener: Side, talk: ItemId) -> Option<Talk<'_>> {
    read_where(relationship, opener, talk, &|_, _| true)
}

/// The same, of what fits.
pub fn read_where<'a>(
    relationship: &'a Relationship,
    opener: Side,
    talk: ItemId,
    fits: Fits<'_>,
) -> Option<Talk<'a>> {
    let (_, topic) = relationship.shared(opener, talk)?;
    read_of(relationship, (opener, topic), talk, fits)
}

/// The same, where it is known which grant its item is.
pub(super) fn read_of<'a>(
    relationship: &'a Relationship,
    (opener, topic): (Side, &'a Grant),
    talk: ItemId,
    fits: Fits<'_>,
) -> Option<Talk<'a>> {
    let mut steps: Vec<Option<&Grant>> = Vec::new();
    // The first step is by the author of the topic, and nobody's turn hangs on their changing it.
    let mut before = Before::Topic;
    for n in 0.. {
        let turn = side_of(opener, n);
        let part = relationship.part(turn);
        let name = nth_of(talk, n);
        if part.withdrawn().contains(&name) {
            before = Before::Withdrawn;
            steps.push(None);
            continue;
        }
        let counts = |step: &&Grant| match (answered(step, talk), before) {
            (None, _) => false,
            (Some(_), Before::Topic) => true,
            (Some(answers), Before::Words(words)) => answers == words,
            (Some(ContentHash::WITHDRAWN), Before::Withdrawn) => true,
            (Some(_), Before::Withdrawn) => went_on(relationship, opener, talk, n, step),
        };
        let Some(step) = part.under(name).iter().find(|step| counts(step) && fits(&steps, step)) else {
            let is_answered = |first: &Grant| answered(first, talk) == Some(topic.content.hash());
            let stands = steps.first().copied().flatten().is_none_or(is_answered);
            return Some(Talk { topic: stands.then_some(topic), steps, turn });
        };
        before = Before::Words(step.content.hash());
        steps.push(Some(step));
    }
    None
}

/// Whose turn it is; nobody's if there is no such talk.
pub fn whose_turn(relationship: &Relationship, opener: Side, talk: ItemId) -> Option<Side> {
    read(relationship, opener, talk).map(|talk| talk.turn)
}

/// What one side wrote as steps of a talk and what does not count, because another device of theirs had written that step already, or
/// because what it answers is not what stands: it goes back to them, as drafts.
pub fn set_aside(relationship: &Relationship, opener: Side, talk: ItemId, side: Side) -> Vec<&Grant> {
    set_aside_where(relationship, opener, talk, side, &|_, _| true)
}

/// The same, where only what fits counts.
pub fn set_aside_where<'a>(
    relationship: &'a Relationship,
    opener: Side,
    talk: ItemId,
    side: Side,
    fits: Fits<'_>,
) -> Vec<&'a Grant> {
    let Some(read) = read_where(relationship, opener, talk, fits) else { return Vec::new() };
    let part = relationship.part(side);
    let mut aside = Vec::new();
    for n in (0..).filter(|n| side_of(opener, *n) == side) {
        let written = part.under(nth_of(talk, n));
        let place = usize::try_from(n).unwrap_or(usize::MAX);
        if written.is_empty() && place >= read.steps.len() {
            break;
        }
        let counted = read.steps.get(place).copied().flatten();
        aside.extend(written.iter().filter(|step| step.item == talk && Some(*step) != counted));
    }
    aside
}

/// What a step must answer.
#[derive(Clone, Copy)]
enum Before {
    Topic,
    Words(ContentHash),
    Withdrawn,
}

/// What a step of a talk names as that which it answers; nothing if it is none.
fn answered(step: &Grant, talk: ItemId) -> Option<ContentHash> {
    step.answers.filter(|_| step.item == talk)
}

/// Whether the other side has gone on after a step: it still says something that answers it.
fn went_on(relationship: &Relationship, opener: Side, talk: ItemId, n: u32, step: &Grant) -> bool {
    let other = relationship.part(side_of(opener, n).other());
    let next = nth_of(talk, n.saturating_add(1));
    let hash = step.content.hash();
    other.under(next).iter().any(|next| answered(next, talk) == Some(hash))
}
