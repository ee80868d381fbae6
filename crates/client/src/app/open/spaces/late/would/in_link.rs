//! What steps in a link come to.

use model::{
    Clock, ClockUnit, Decoded, Relationship, RelationshipOperation, Side, Stamp, WriterId,
    relationship::{Origin, Part},
};
use sync::{EntryId, Opened};

use super::{LateThing, Said, Would, of_name};

/// What steps in a link come to: each stands by itself, and what was withdrawn again is no question.
pub(in super::super) fn in_link(
    (state, mine): (&Relationship, Side),
    me: WriterId,
    late: &[&Opened],
) -> Vec<LateThing> {
    let read = |late: &&Opened| match RelationshipOperation::from_bytes(late.body.as_deref()?) {
        Ok(Decoded::Known(operation)) => Some((late.id, Clock(late.clock.0), operation)),
        _ => None,
    };
    let steps: Vec<_> = late.iter().filter_map(read).collect();
    let mut after = state.clone();
    for (id, clock, operation) in &steps {
        after.apply(mine, Stamp { clock: *clock, writer: me }, Origin(id.0), operation.clone());
    }
    let thing = |(id, clock, operation): (EntryId, Clock, RelationshipOperation)| {
        let would = of_grant((state, &after, mine), Origin(id.0), operation)?;
        let written_s = clock.unix_s(ClockUnit::Day);
        Some(LateThing { entries: vec![id], would, item: None, about: None, written_s })
    };
    steps.into_iter().filter_map(thing).collect()
}

fn of_grant(
    (state, after, mine): (&Relationship, &Relationship, Side),
    origin: Origin,
    operation: RelationshipOperation,
) -> Option<Would> {
    let (before, part) = (state.part(mine), after.part(mine));
    // Of several under one name it is the first that counts: only the entry that carried that is a question.
    let counts = |grant| {
        before.grant(grant).is_none() && part.grant(grant).is_some_and(|granted| granted.origin == origin)
    };
    match operation {
        RelationshipOperation::Introduced { name } => {
            let name_of = |part: &Part| part.name.as_ref().map(|name| name.value.clone());
            let is_newest = name_of(part).is_some_and(|newest| newest == name);
            is_newest.then(|| of_name(name_of(before), name)).flatten()
        }
        RelationshipOperation::Shared { grant, item, content, .. } if counts(grant) => {
            let then = vec![Said::Record(content.content().clone())];
            Some(match state.shared(mine, item) {
                Some((_, now)) => Would::Change { now: Said::Record(now.content.clone()), then },
                None => Would::Add(then),
            })
        }
        RelationshipOperation::Replied { grant, content, .. } if counts(grant) => {
            Some(Would::Add(vec![Said::Record(content.content().clone())]))
        }
        RelationshipOperation::Shared { .. } | RelationshipOperation::Replied { .. } => None,
        RelationshipOperation::Withdrawn { grants } => {
            let gone = grants.iter().filter_map(|grant| before.grant(*grant));
            let gone: Vec<Said> = gone.map(|grant| Said::Record(grant.content.clone())).collect();
            (!gone.is_empty()).then_some(Would::TakeAway(gone))
        }
    }
}

#[cfg(test)]
mod tests;
