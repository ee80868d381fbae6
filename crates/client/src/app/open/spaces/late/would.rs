//! What keeping something would change of what stands here: nothing is written, the steps are only gone through.

use std::collections::BTreeMap;

use model::{
    Clock, ClockUnit, Content, Decoded, ItemId, Relationship, RelationshipId, RelationshipOperation, Side,
    Stamp, Vault, VaultOperation, WriterId, item::Item, relationship::Origin,
};
use sync::Opened;

use super::LateThing;

/// What something says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Said {
    /// A record.
    Record(Content),
    /// A name: the person's own, or that of somebody.
    Name(String),
}

/// What keeping something would do.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::app) enum Would {
    /// It would be there.
    Add(Said),
    /// It would stand instead of something.
    Change {
        /// What stands here now.
        now: Said,
        /// What would stand here.
        then: Said,
    },
    /// It would stand beside what was written elsewhere at the same time.
    Join {
        /// What stands here now.
        now: Said,
        /// What would stand beside it.
        beside: Said,
    },
    /// What was removed here would be there again.
    BringBack(Said),
    /// What stands here would be gone, or seen no longer.
    TakeAway(Vec<Said>),
}

/// What the steps are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Name,
    Relationship(RelationshipId),
    Item(ItemId),
}

/// The steps about one thing, in order, and what they come to.
#[derive(Debug, Default)]
struct Steps {
    taken: Vec<(Stamp, VaultOperation)>,
    entries: Vec<sync::EntryId>,
    clock: Clock,
}

/// What steps in the vault come to, written anew by `me`.
pub(super) fn in_vault(vault: &Vault, me: WriterId, late: &[&Opened]) -> Vec<LateThing> {
    let mut order = Vec::new();
    let mut all: BTreeMap<Target, Steps> = BTreeMap::new();
    for late in late {
        let read = late.body.as_deref().map(VaultOperation::from_bytes);
        let Some(Ok(Decoded::Known(operation))) = read else { continue };
        let Some(target) = target(&operation) else { continue };
        let clock = Clock(late.clock.0);
        let steps = all.entry(target).or_insert_with(|| {
            order.push(target);
            Steps::default()
        });
        steps.taken.push((Stamp { clock, writer: me }, operation));
        steps.entries.push(late.id);
        steps.clock = steps.clock.max(clock);
    }
    let thing = |target| {
        let steps = all.remove(&target)?;
        let (would, about) = come_to(vault, target, steps.taken)?;
        let written_s = steps.clock.unix_s(ClockUnit::Second);
        Some(LateThing { entries: steps.entries, would, about, written_s })
    };
    order.into_iter().filter_map(thing).collect()
}

fn target(operation: &VaultOperation) -> Option<Target> {
    use VaultOperation as Is;
    match operation {
        Is::PersonNamed { .. } => Some(Target::Name),
        Is::RelationshipWritten { relationship, .. } | Is::RelationshipRemoved { relationship } => {
            Some(Target::Relationship(*relationship))
        }
        Is::ItemWritten { item, .. } | Is::ItemRemoved { item, .. } => Some(Target::Item(*item)),
        _ => None,
    }
}

fn come_to(
    vault: &Vault,
    target: Target,
    taken: Vec<(Stamp, VaultOperation)>,
) -> Option<(Would, Option<RelationshipId>)> {
    // Only what the steps are about: whatever else the vault holds they leave as it is.
    let mut before = Vault::default();
    match target {
        Target::Name => before.name.clone_from(&vault.name),
        Target::Relationship(id) => {
            before.relationships.extend(vault.relationships.get(&id).map(|known| (id, known.clone())));
        }
        Target::Item(id) => before.items.extend(vault.items.get(&id).map(|known| (id, known.clone()))),
    }
    let mut after = before.clone();
    for (stamp, operation) in taken {
        after.apply(stamp, operation);
    }
    if before == after {
        return None;
    }
    match target {
        Target::Name => {
            let then = Said::Name(after.name?.value);
            let would = match before.name {
                Some(now) => Would::Change { now: Said::Name(now.value), then },
                None => Would::Add(then),
            };
            Some((would, None))
        }
        Target::Relationship(id) => Some((of_relationship(&before, &after, id)?, None)),
        Target::Item(id) => {
            let nothing = Item::default();
            of_item(before.items.get(&id).unwrap_or(&nothing), after.items.get(&id)?)
        }
    }
}

fn of_relationship(before: &Vault, after: &Vault, id: RelationshipId) -> Option<Would> {
    let name = |vault: &Vault| {
        let described = vault.relationships.get(&id)?.described.as_ref()?;
        Some(Said::Name(described.value.0.clone()))
    };
    let is_present = |vault: &Vault| vault.relationships.get(&id).is_some_and(|known| known.is_present());
    match (is_present(before), is_present(after)) {
        (true, true) => Some(Would::Change { now: name(before)?, then: name(after)? }),
        (true, false) => Some(Would::TakeAway(vec![name(before)?])),
        (false, true) if before.relationships.contains_key(&id) => Some(Would::BringBack(name(after)?)),
        (false, true) => Some(Would::Add(name(after)?)),
        (false, false) => None,
    }
}

fn of_item(before: &Item, after: &Item) -> Option<(Would, Option<RelationshipId>)> {
    let new = after.iter().filter(|(id, _)| !before.knows(*id)).map(|(_, version)| version).max();
    let gone = before.iter().filter(|(id, _)| after.replaced().contains(id));
    let gone = gone.map(|(_, version)| version).max();
    let said = |written: &model::item::Written| Said::Record(written.content.clone());
    let Some(new) = new else {
        return gone.map(|gone| (Would::TakeAway(vec![said(&gone.value)]), gone.value.about));
    };
    let then = said(&new.value);
    let would = match (gone, before.newest()) {
        (Some(now), _) => Would::Change { now: said(&now.value), then },
        (None, Some((_, now))) => Would::Join { now: said(&now.value), beside: then },
        (None, None) if before.replaced().is_empty() => Would::Add(then),
        (None, None) => Would::BringBack(then),
    };
    Some((would, new.value.about))
}

/// What steps in a link come to: each stands by itself, and what was withdrawn again is no question.
pub(super) fn in_link(
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
    let (before, after) = (state.part(mine), after.part(mine));
    let thing = |(id, clock, operation)| {
        let would = match operation {
            RelationshipOperation::Introduced { name } => {
                let then = Said::Name(name);
                after.name.as_ref().filter(|after| Said::Name(after.value.clone()) == then)?;
                match &before.name {
                    Some(now) if Said::Name(now.value.clone()) == then => return None,
                    Some(now) => Would::Change { now: Said::Name(now.value.clone()), then },
                    None => Would::Add(then),
                }
            }
            RelationshipOperation::Shared { grant, .. } | RelationshipOperation::Replied { grant, .. } => {
                let granted = after.grant(grant).filter(|_| before.grant(grant).is_none())?;
                Would::Add(Said::Record(granted.content.clone()))
            }
            RelationshipOperation::Withdrawn { grants } => {
                let gone = grants.iter().filter_map(|grant| before.grant(*grant));
                let gone: Vec<Said> = gone.map(|grant| Said::Record(grant.content.clone())).collect();
                (!gone.is_empty()).then_some(Would::TakeAway(gone))?
            }
        };
        let written_s = Clock::unix_s(clock, ClockUnit::Day);
        Some(LateThing { entries: vec![id], would, about: None, written_s })
    };
    steps.into_iter().filter_map(thing).collect()
}
