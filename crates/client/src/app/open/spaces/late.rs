//! What came too late of the person's own devices, as the things that they decide about: kept, written anew by this device, or let go.
//!
//! An entry is one step; a thing is what all the steps about it come to. What would make nothing another is nobody's question: a note
//! that was written and taken away again, or what stands here by now.

mod would;

use std::collections::{BTreeMap, BTreeSet};

use crypto::{Sequence, WriterId};
use model::{Clock, DeviceId, RelationshipId, VaultOperation};
use sync::{EntryId, Opened, SpaceId};

use super::{Spaces, counting::is_content, space::Space};
use crate::{Problem, app::Doing};

pub(in crate::app) use would::{Said, Would};

/// What came too late of one of the person's devices.
#[derive(Debug)]
pub(in crate::app) struct Late {
    /// Which device; none of what was shared in a link, where all of a person's devices are one.
    pub(in crate::app) device: Option<DeviceId>,
    /// What, in the order in which it was written.
    pub(in crate::app) things: Vec<LateThing>,
    /// How many things there are beside these.
    pub(in crate::app) more: usize,
}

/// A thing that came too late.
#[derive(Debug)]
pub(in crate::app) struct LateThing {
    /// The entries that make it up.
    pub(in crate::app) entries: Vec<EntryId>,
    /// What it would do, were it kept.
    pub(in crate::app) would: Would,
    /// The relationship that it is about, or in which it was shared.
    pub(in crate::app) about: Option<RelationshipId>,
    /// When the last step was written, in seconds since 1970.
    pub(in crate::app) written_s: u64,
}

/// What becomes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is written anew.
    Keep,
    /// It is let go.
    LetGo,
    /// It goes on waiting.
    Wait,
}

/// What the person has looked at, and what of it they keep.
#[derive(Debug)]
pub(in crate::app) struct Choice {
    /// What is kept.
    pub(in crate::app) keep: BTreeSet<EntryId>,
    /// All that was looked at. None: whatever there is, seen or not.
    pub(in crate::app) seen: Option<BTreeSet<EntryId>>,
}

impl Spaces {
    /// What came too late and is not settled, by device: of each so many things.
    pub(in crate::app) fn late(&self, up_to: usize) -> Vec<Late> {
        let mut by_device: BTreeMap<Option<DeviceId>, BTreeMap<SpaceId, Vec<&Opened>>> = BTreeMap::new();
        for (space, kept) in self.kept.iter() {
            for late in self.unsettled(*space, kept) {
                let device = self.device_that_wrote(*space, late);
                by_device.entry(device).or_default().entry(*space).or_default().push(late);
            }
        }
        let of = |(device, spaces): (Option<DeviceId>, BTreeMap<SpaceId, Vec<&Opened>>)| {
            let mut things: Vec<LateThing> =
                spaces.iter().flat_map(|(space, late)| self.things(*space, late)).collect();
            let places = spaces.values().flatten().map(|late| (late.id, (late.writer, late.sequence)));
            let more = things.split_off(first_whole(&things, up_to, &places.collect())).len();
            Late { device, things, more }
        };
        by_device.into_iter().map(of).filter(|late| !late.things.is_empty()).collect()
    }

    fn device_that_wrote(&self, space: SpaceId, late: &Opened) -> Option<DeviceId> {
        (space == self.vault).then_some(DeviceId(late.author.0))
    }

    /// What waits for the person, in order of the chains.
    pub(super) fn unsettled<'s>(&'s self, space: SpaceId, kept: &'s Space) -> Vec<&'s Opened> {
        let party = self.device.replica(space).map(sync::Replica::party);
        let settled = &self.vault().settled;
        let is_open = |late: &&Opened| {
            let writer = model::WriterId(late.writer.0);
            Some(late.party) == party
                && late.body.as_deref().is_some_and(|body| is_content(space == self.vault, body))
                && settled.get(&writer).is_none_or(|up_to| late.sequence.0 > *up_to)
        };
        let mut open: Vec<&Opened> = kept.late.values().filter(is_open).collect();
        open.sort_unstable_by_key(|late| (late.writer, late.sequence));
        open
    }

    fn things(&self, space: SpaceId, late: &[&Opened]) -> Vec<LateThing> {
        let Some(me) = self.device.replica(space).map(|replica| model::WriterId(replica.writer().0)) else {
            return Vec::new();
        };
        match self.link_state(space) {
            None => would::in_vault(self.vault(), me, late),
            Some(link) => {
                let mut things = would::in_link(link, me, late);
                let kept =
                    self.vault().links.get(&model::LinkId(space.0)).and_then(|link| link.kept.as_ref());
                let with = kept.map(|kept| kept.value.relationship);
                things.iter_mut().for_each(|thing| thing.about = with);
                things
            }
        }
    }

    /// Keeps what the person chose of what came too late of a device, and lets go of the rest of what they saw: here and on every other
    /// device.
    ///
    /// # Errors
    /// As [`Self::record`]; [`Problem::NotAllKept`] where something could not be written anew: that stays set aside.
    pub(in crate::app) fn settle_late(
        &mut self,
        doing: &mut Doing<'_>,
        device: Option<DeviceId>,
        choice: &Choice,
    ) -> Result<(), Problem> {
        let spaces: Vec<SpaceId> = self.kept.keys().copied().collect();
        let mut left = 0;
        for space in spaces {
            let Some(kept) = self.kept.get(&space) else { continue };
            let mut late = self.unsettled(space, kept);
            late.retain(|late| self.device_that_wrote(space, late) == device);
            let asked: BTreeSet<EntryId> =
                self.things(space, &late).into_iter().flat_map(|thing| thing.entries).collect();
            let late: Vec<Opened> = late.into_iter().cloned().collect();
            left += self.settle(doing, space, late, |id| {
                if choice.keep.contains(&id) {
                    Fate::Keep
                } else if choice.seen.as_ref().is_none_or(|seen| seen.contains(&id)) || !asked.contains(&id) {
                    Fate::LetGo
                } else {
                    Fate::Wait
                }
            })?;
        }
        if left == 0 { Ok(()) } else { Err(Problem::NotAllKept { things: left }) }
    }

    /// Writes content that did not count once more, as this device, at the moments at which it was written; no decision, and no key. Notes
    /// how far the chains are settled, and says of how much that could not be written anew. Of a chain in which something waits the rest
    /// waits as well: a chain is settled up to a place. `late` is in order of the chains.
    pub(super) fn settle(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        late: Vec<Opened>,
        fate: impl Fn(EntryId) -> Fate,
    ) -> Result<u32, Problem> {
        // That it was kept could not be noted otherwise: it would be asked about, and kept, once more.
        let can_note = self.vault_replica().is_open();
        let mut up_to: BTreeMap<WriterId, Sequence> = BTreeMap::new();
        let (mut left, mut stuck) = (0_u32, BTreeSet::new());
        for late in late {
            let Some(body) = &late.body else { continue };
            let fate = fate(late.id);
            let is_stuck = stuck.contains(&late.writer);
            let is_done = !is_stuck
                && match fate {
                    Fate::Keep => can_note && self.write_at(doing, space, Clock(late.clock.0), body).is_ok(),
                    Fate::LetGo => true,
                    Fate::Wait => false,
                };
            if is_done {
                up_to.insert(late.writer, late.sequence);
            } else {
                stuck.insert(late.writer);
                left = left.saturating_add(u32::from(fate == Fate::Keep));
            }
        }
        for (writer, Sequence(sequence)) in up_to {
            let writer = model::WriterId(writer.0);
            self.record(doing, &VaultOperation::LateSettled { writer, sequence })?;
        }
        Ok(left)
    }
}

/// How many of the things have to be looked at together, for at least `up_to` of them: what is decided about is settled up to a place in each
/// chain, so that no step of the others may lie before it. Things are in order of their first steps.
fn first_whole(
    things: &[LateThing],
    up_to: usize,
    places: &BTreeMap<EntryId, (WriterId, Sequence)>,
) -> usize {
    let places_of = |thing: &LateThing| {
        let places = thing.entries.iter().filter_map(|entry| places.get(entry).copied());
        places.collect::<Vec<_>>()
    };
    let mut up_to_place: BTreeMap<WriterId, Sequence> = BTreeMap::new();
    let mut first = 0;
    for (index, thing) in things.iter().enumerate() {
        let places = places_of(thing);
        let lies_before = |(writer, sequence): &(WriterId, Sequence)| {
            up_to_place.get(writer).is_some_and(|up_to| sequence < up_to)
        };
        if index >= up_to && !places.iter().any(lies_before) {
            continue;
        }
        for later in things.get(first..=index).unwrap_or_default() {
            for (writer, sequence) in places_of(later) {
                let known = up_to_place.entry(writer).or_insert(sequence);
                *known = sequence.max(*known);
            }
        }
        first = index + 1;
    }
    first
}

#[cfg(test)]
mod tests;
