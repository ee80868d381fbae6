//! What came too late of the person's own devices, as the things that they decide about: kept, written anew by this device, or let go.
//!
//! An entry is one step; a thing is what all the steps about it come to. What would make nothing another is nobody's question: a note
//! that was written and taken away again, or what stands here by now. Whoever has a device that was taken out can write as much as they
//! like: so much is looked at once, and the rest after that is settled.

mod settling;
mod would;

use std::collections::BTreeSet;

use crypto::Sequence;
use model::{
    Clock, Decoded, DeviceId, ItemId, Now, RelationshipId, RelationshipOperation, VaultOperation,
    relationship::Origin,
};
use sync::{EntryId, Opened, Replica, SpaceId, small::SmallMap};

use super::{Spaces, counting::is_content, space::Space};

pub(in crate::app) use settling::Choice;
pub(super) use settling::Fate;
use would::first_whole;
pub(in crate::app) use would::{Said, Would};

/// So many steps of a device in a space are looked at together, and so many bytes of them.
const STEPS_MAX: usize = 2_000;
const STEPS_BYTES_MAX: usize = 4 * 1024 * 1024;

/// What came too late of one of the person's devices.
#[derive(Debug)]
pub(in crate::app) struct Late {
    /// Which device; none of what was shared in a link, where all of a person's devices are one.
    pub(in crate::app) device: Option<DeviceId>,
    /// What, in the order in which it was written.
    pub(in crate::app) things: Vec<LateThing>,
    /// How many things there are beside these, those that are not looked at yet step by step.
    pub(in crate::app) more: usize,
}

/// A thing that came too late.
#[derive(Debug)]
pub(in crate::app) struct LateThing {
    /// The entries that make it up.
    pub(in crate::app) entries: Vec<EntryId>,
    /// What it would do, were it kept.
    pub(in crate::app) would: Would,
    /// Which of the person's own things it is, if it is one.
    pub(in crate::app) item: Option<ItemId>,
    /// The relationship that it is about, or in which it was shared.
    pub(in crate::app) about: Option<RelationshipId>,
    /// When the last step was written, in seconds since 1970.
    pub(in crate::app) written_s: u64,
}

/// How many things came too late of each device, as it was counted last; and the state of which that is true.
pub(super) type Counted = Option<(Vec<(SpaceId, u64)>, Vec<(Option<DeviceId>, usize)>)>;

impl Spaces {
    /// What came too late and is not settled, by device: of each so many things.
    pub(in crate::app) fn late(&self, up_to: usize, now: Now) -> Vec<Late> {
        let mut by_device: SmallMap<Option<DeviceId>, SmallMap<SpaceId, Vec<&Opened>>> = SmallMap::new();
        for (space, kept) in self.kept.iter() {
            for late in self.unsettled(*space, kept) {
                let device = self.device_that_wrote(*space, late);
                by_device
                    .get_or_insert_with(device, SmallMap::new)
                    .get_or_insert_with(*space, Vec::new)
                    .push(late);
            }
        }
        let of = |(device, spaces): (Option<DeviceId>, SmallMap<SpaceId, Vec<&Opened>>)| {
            let mut things = Vec::new();
            let (mut places, mut unseen) = (Vec::new(), 0);
            for (space, late) in spaces {
                let looked_at = looked_at(&late);
                unseen += late.len() - looked_at.len();
                places.extend(looked_at.iter().map(|late| (late.id, (late.writer, late.sequence))));
                things.extend(self.things(space, &looked_at, now));
            }
            let more = things.split_off(first_whole(&things, up_to, &places.into_iter().collect())).len();
            Late { device, things, more: more + unseen }
        };
        let late = by_device.into_iter().map(of);
        late.filter(|late| !late.things.is_empty() || late.more > 0).collect()
    }

    /// How many things came too late of each device: asked for at every event, and counted when something is another.
    pub(in crate::app) fn count_late(&self, now: Now) -> Vec<(Option<DeviceId>, usize)> {
        if self.kept.values().all(|kept| kept.late.is_empty()) {
            return Vec::new();
        }
        let state: Vec<_> = self.editions().collect();
        let mut counted = self.late_counted.borrow_mut();
        if let Some((of, count)) = counted.as_ref()
            && *of == state
        {
            return count.clone();
        }
        let count: Vec<_> =
            self.late(1, now).into_iter().map(|late| (late.device, late.things.len() + late.more)).collect();
        *counted = Some((state, count.clone()));
        count
    }

    fn device_that_wrote(&self, space: SpaceId, late: &Opened) -> Option<DeviceId> {
        (space == self.vault).then_some(DeviceId(late.author.0))
    }

    /// What waits for the person, in order of the chains: content, and what only a newer version of the app understands.
    pub(super) fn unsettled<'s>(&'s self, space: SpaceId, kept: &'s Space) -> Vec<&'s Opened> {
        let Some(replica) = self.device.replica(space).filter(|_| !kept.late.is_empty()) else {
            return Vec::new();
        };
        let is_open = |late: &&Opened| {
            late.party == replica.party()
                && !self.is_settled(replica, kept, late)
                && late.body.as_deref().is_some_and(|body| {
                    is_content(space == self.vault, body) || is_newer(space == self.vault, body)
                })
        };
        let mut open: Vec<&Opened> = kept.late.values().filter(is_open).collect();
        // Chains of which a part counts before those that nobody had read.
        let counted = replica.uncounted().into_iter().filter(|chain| chain.counted > Sequence(0));
        let counted: BTreeSet<_> = counted.map(|chain| chain.writer).collect();
        open.sort_unstable_by_key(|late| {
            (!counted.contains(&late.writer), late.writer, late.sequence, late.id)
        });
        open
    }

    /// Whether the person has decided about an entry: by its name, or by that of one after it in the same history. Of another history
    /// that names nothing: whoever has a copy of a device may have written a second one.
    fn is_settled(&self, replica: &Replica, kept: &Space, late: &Opened) -> bool {
        let vault = self.vault();
        let up_to = vault.settled.get(&model::WriterId(late.writer.0));
        let is_after = |(entry, sequence): (&Origin, &u64)| {
            late.sequence.0 <= *sequence && kept.late.contains_key(&EntryId(entry.0))
        };
        vault.settled_each.contains(&Origin(late.id.0))
            || (!replica.has_two_histories(late.writer)
                && up_to.is_some_and(|up_to| up_to.iter().any(is_after)))
    }

    /// Steps, each with the moment at which it would be written anew: its own; and where that lies so far ahead that it would be set aside
    /// once more, the present one, in the same order.
    fn dated<'o>(&self, space: SpaceId, late: &[&'o Opened], now: Now) -> Vec<(&'o Opened, Clock)> {
        let Some(kept) = self.kept.get(&space) else { return Vec::new() };
        let unit = kept.folded.unit();
        let present = Clock::of_unix_s(unit, now.unix_ms / 1_000);
        let is_ahead = |late: &&&Opened| Clock(late.clock.0).is_far_ahead(unit, now.unix_ms);
        let mut ahead: Vec<_> = late.iter().filter(is_ahead).collect();
        ahead.sort_unstable_by_key(|late| (late.clock, late.writer, late.sequence, late.id));
        let ahead: SmallMap<_, u64> = ahead.into_iter().map(|late| late.id).zip(0..).collect();
        let moment = |late: &'o Opened| match ahead.get(&late.id) {
            Some(after) => Clock(present.0.saturating_add(*after)),
            None => Clock(late.clock.0),
        };
        late.iter().map(|late| (*late, moment(late))).collect()
    }

    fn things(&self, space: SpaceId, late: &[&Opened], now: Now) -> Vec<LateThing> {
        let Some(me) = self.device.replica(space).map(|replica| model::WriterId(replica.writer().0)) else {
            return Vec::new();
        };
        let late = self.dated(space, late, now);
        match self.link_state(space) {
            None => would::in_vault(self.vault(), me, &late),
            Some(link) => {
                let mut things = would::in_link(link, me, &late);
                let kept =
                    self.vault().links.get(&model::LinkId(space.0)).and_then(|link| link.kept.as_ref());
                let with = kept.map(|kept| kept.value.relationship);
                things.iter_mut().for_each(|thing| thing.about = with);
                things
            }
        }
    }
}

/// The first of what waits, as much as is looked at together: of each chain its beginning, the shortest first, so that no chain takes the
/// room of another. `late` is in order of the chains.
fn looked_at<'o>(late: &[&'o Opened]) -> Vec<&'o Opened> {
    let mut chains: Vec<&[&Opened]> = late.chunk_by(|one, next| one.writer == next.writer).collect();
    chains.sort_by_key(|chain| chain.len());
    let (mut steps, mut bytes) = (STEPS_MAX, STEPS_BYTES_MAX);
    let mut beginnings = SmallMap::new();
    let mut left = chains.len();
    for chain in chains {
        let (steps_of_one, bytes_of_one) = (steps.div_ceil(left), bytes / left);
        let mut taken_bytes = 0_usize;
        let fits = |late: &&&Opened| {
            let sum = taken_bytes.saturating_add(late.body.as_ref().map_or(0, Vec::len));
            let fits = sum <= bytes_of_one;
            taken_bytes = if fits { sum } else { taken_bytes };
            fits
        };
        let taken = chain.iter().take(steps_of_one).take_while(fits).count();
        beginnings.extend(chain.first().map(|first| (first.writer, taken)));
        (steps, bytes, left) = (steps - taken, bytes - taken_bytes, left - 1);
    }
    // One alone is always looked at.
    if beginnings.values().all(|taken| *taken == 0) {
        beginnings.extend(late.first().map(|first| (first.writer, 1)));
    }
    let chains = late.chunk_by(|one, next| one.writer == next.writer);
    let beginning = |chain: &[&'o Opened]| {
        let taken = chain.first().and_then(|first| beginnings.get(&first.writer)).copied().unwrap_or(0);
        chain.iter().copied().take(taken).collect::<Vec<_>>()
    };
    chains.flat_map(beginning).collect()
}

/// Whether a body is an operation that only a newer version of the app understands.
fn is_newer(is_vault: bool, body: &[u8]) -> bool {
    if is_vault {
        matches!(VaultOperation::from_bytes(body), Ok(Decoded::Newer))
    } else {
        matches!(RelationshipOperation::from_bytes(body), Ok(Decoded::Newer))
    }
}

#[cfg(test)]
mod tests;
