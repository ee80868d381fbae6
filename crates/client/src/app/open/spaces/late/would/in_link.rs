//! What steps in a link come to.

use model::{
    Clock, ClockUnit, Decoded, Relationship, RelationshipOperation, Side, Stamp, WriterId,
    relationship::{Origin, Part},
};
use sync::Opened;

use super::{LateThing, Said, Would, of_name};

/// What steps in a link come to: each stands by itself, and what was withdrawn again is no question.
pub(in super::super) fn in_link(
    (state, mine): (&Relationship, Side),
    me: WriterId,
    late: &[(&Opened, Clock)],
) -> Vec<LateThing> {
    let (mut steps, mut after) = (Vec::new(), state.clone());
    for (late, moment) in late {
        let read = late.body.as_deref().map(RelationshipOperation::from_bytes);
        let Some(Ok(Decoded::Known(operation))) = read else { continue };
        let stamp = Stamp { clock: *moment, writer: me };
        after.apply(mine, stamp, Origin(late.id.0), operation.clone());
        steps.push((*late, operation));
    }
    let thing = |(late, operation): (&Opened, RelationshipOperation)| {
        let would = of_grant((state, &after, mine), Origin(late.id.0), operation)?;
        let written_s = Clock(late.clock.0).unix_s(ClockUnit::Day);
        Some(LateThing { entries: vec![late.id], would, item: None, about: None, written_s })
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
            // Behind a newer version nobody would see it.
            let is_seen = after.shared(mine, item).is_some_and(|(_, seen)| seen.origin == origin);
            let then = vec![Said::Record(content.content().clone())];
            is_seen.then(|| match state.shared(mine, item) {
                Some((_, now)) => Would::Change { now: vec![Said::Record(now.content.clone())], then },
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
