//! What keeping something would change of what stands here: nothing is written, the steps are only gone through.

mod in_link;

use crypto::Sequence;
use model::{
    Clock, ClockUnit, Content, Decoded, GrantId, ItemId, RelationshipId, RelationshipOperation, Stamp, Vault,
    VaultOperation, WriterId,
    item::{Item, Written},
};
use sync::{EntryId, Opened, small::SmallMap};

use super::LateThing;

pub(super) use in_link::in_link;

/// What something says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Said {
    /// A record.
    Record(Content),
    /// The person's own name.
    Name(String),
    /// How the person calls somebody.
    Person(String),
}

/// What keeping something would do: what would stand here or be gone, in each case one thing at least.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::app) enum Would {
    /// It would be there.
    Add(Vec<Said>),
    /// It would stand instead of something.
    Change {
        /// What stands here now, all of it.
        now: Vec<Said>,
        /// What would stand here.
        then: Vec<Said>,
    },
    /// It would stand beside what was written elsewhere at the same time.
    Join {
        /// What stands here now.
        now: Said,
        /// What would stand beside it.
        beside: Vec<Said>,
    },
    /// What was removed here would be there again.
    BringBack(Vec<Said>),
    /// What stands here would be gone, or seen no longer.
    TakeAway(Vec<Said>),
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// The person's name: their own record of it, or what the other sees.
    Name,
    /// Somebody.
    Relationship(RelationshipId),
    /// A thing.
    Item(ItemId),
    /// Something that was granted.
    Grant(GrantId),
}

/// The steps about one thing, in order, and what they come to.
#[derive(Debug, Default)]
struct Steps {
    taken: Vec<(Stamp, VaultOperation)>,
    entries: Vec<EntryId>,
    clock: Clock,
}

/// What a step is about.
pub(super) fn targets(is_vault: bool, late: &Opened) -> Vec<Target> {
    let body = late.body.as_deref().unwrap_or_default();
    if is_vault {
        return match VaultOperation::from_bytes(body) {
            Ok(Decoded::Known(operation)) => target(&operation).into_iter().collect(),
            _ => Vec::new(),
        };
    }
    match RelationshipOperation::from_bytes(body) {
        Ok(Decoded::Known(RelationshipOperation::Introduced { .. })) => vec![Target::Name],
        Ok(Decoded::Known(
            RelationshipOperation::Shared { grant, .. } | RelationshipOperation::Replied { grant, .. },
        )) => vec![Target::Grant(grant)],
        Ok(Decoded::Known(RelationshipOperation::Withdrawn { grants })) => {
            grants.into_iter().map(Target::Grant).collect()
        }
        _ => Vec::new(),
    }
}

/// What steps in the vault come to, written anew by `me`.
pub(super) fn in_vault(vault: &Vault, me: WriterId, late: &[(&Opened, Clock)]) -> Vec<LateThing> {
    let mut order = Vec::new();
    let mut all: SmallMap<Target, Steps> = SmallMap::new();
    for (late, moment) in late {
        let read = late.body.as_deref().map(VaultOperation::from_bytes);
        let Some(Ok(Decoded::Known(operation))) = read else { continue };
        let Some(target) = target(&operation) else { continue };
        let steps = all.get_or_insert_with(target, || {
            order.push(target);
            Steps::default()
        });
        steps.taken.push((Stamp { clock: *moment, writer: me }, operation));
        steps.entries.push(late.id);
        steps.clock = steps.clock.max(Clock(late.clock.0));
    }
    let thing = |target| {
        let steps = all.remove(&target)?;
        let (would, about) = come_to(vault, target, steps.taken)?;
        let written_s = steps.clock.unix_s(ClockUnit::Second);
        let item = if let Target::Item(item) = target { Some(item) } else { None };
        Some(LateThing { entries: steps.entries, would, item, about, written_s })
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
        Target::Relationship(id) => {
            before.relationships.extend(vault.relationships.get(&id).map(|known| (id, known.clone())));
        }
        Target::Item(id) => before.items.extend(vault.items.get(&id).map(|known| (id, known.clone()))),
        Target::Name | Target::Grant(_) => before.name.clone_from(&vault.name),
    }
    let mut after = before.clone();
    for (stamp, operation) in taken {
        after.apply(stamp, operation);
    }
    match target {
        Target::Relationship(id) => Some((of_relationship(&before, &after, id)?, None)),
        Target::Item(id) => {
            let nothing = Item::default();
            of_item(before.items.get(&id).unwrap_or(&nothing), after.items.get(&id)?)
        }
        Target::Name | Target::Grant(_) => {
            let name = |vault: Vault| vault.name.map(|name| name.value);
            Some((of_name(name(before), name(after)?)?, None))
        }
    }
}

fn of_name(now: Option<String>, then: String) -> Option<Would> {
    match now {
        Some(now) if now == then => None,
        Some(now) => Some(Would::Change { now: vec![Said::Name(now)], then: vec![Said::Name(then)] }),
        None => Some(Would::Add(vec![Said::Name(then)])),
    }
}

fn of_relationship(before: &Vault, after: &Vault, id: RelationshipId) -> Option<Would> {
    let described = |vault: &Vault| {
        let known = vault.relationships.get(&id)?;
        Some((known.described.as_ref()?.value.clone(), known.is_present()))
    };
    let person = |(name, _): (String, u32)| Said::Person(name);
    match (described(before), described(after)) {
        (Some((now, true)), Some((then, true))) if now == then => None,
        (Some((now, true)), Some((then, true))) => {
            Some(Would::Change { now: vec![person(now)], then: vec![person(then)] })
        }
        (Some((now, true)), Some((_, false))) => Some(Would::TakeAway(vec![person(now)])),
        (Some((_, false)), Some((then, true))) => Some(Would::BringBack(vec![person(then)])),
        (None, Some((then, true))) => Some(Would::Add(vec![person(then)])),
        _ => None,
    }
}

fn of_item(before: &Item, after: &Item) -> Option<(Would, Option<RelationshipId>)> {
    let (new, gone) = (only_in(after, before), only_in(before, after));
    let said = |written: &Written| Said::Record(written.content.clone());
    let all = |versions: &[&Written]| versions.iter().map(|written| said(written)).collect();
    let Some(newest) = new.first() else {
        return Some((Would::TakeAway(all(&gone)), gone.first()?.about));
    };
    let then = all(&new);
    let would = match (gone.first(), before.newest()) {
        (Some(_), _) => Would::Change { now: all(&gone), then },
        (None, Some((_, now))) => Would::Join { now: said(&now.value), beside: then },
        (None, None) if before.replaced().is_empty() => Would::Add(then),
        (None, None) => Would::BringBack(then),
    };
    Some((would, newest.about))
}

/// The versions that stand in one and not in the other, as they are there; the newest first, as it is found elsewhere.
fn only_in<'i>(one: &'i Item, other: &Item) -> Vec<&'i Written> {
    let mut only: Vec<_> = one.iter().filter(|version| other.iter().all(|known| known != *version)).collect();
    only.sort_by_key(|(id, version)| core::cmp::Reverse((version.stamp, *id)));
    only.into_iter().map(|(_, version)| &version.value).collect()
}

/// How many of the things have to be looked at together, for at least `up_to` of them: what is decided about is settled up to a place in each
/// chain, so that no step of the others may lie before it. Things are in order of their first steps.
pub(super) fn first_whole(
    things: &[LateThing],
    up_to: usize,
    places: &SmallMap<EntryId, (crypto::WriterId, Sequence)>,
) -> usize {
    let places_of = |thing: &LateThing| {
        let places = thing.entries.iter().filter_map(|entry| places.get(entry).copied());
        places.collect::<Vec<_>>()
    };
    let mut up_to_place: SmallMap<crypto::WriterId, Sequence> = SmallMap::new();
    let mut first = 0;
    for (index, thing) in things.iter().enumerate() {
        let lies_before = |(writer, sequence): &(crypto::WriterId, Sequence)| {
            up_to_place.get(writer).is_some_and(|up_to| sequence < up_to)
        };
        if index >= up_to && !places_of(thing).iter().any(lies_before) {
            continue;
        }
        for later in things.get(first..=index).unwrap_or_default() {
            for (writer, sequence) in places_of(later) {
                let known = up_to_place.get_or_insert_with(writer, || sequence);
                *known = sequence.max(*known);
            }
        }
        first = index + 1;
    }
    first
}
