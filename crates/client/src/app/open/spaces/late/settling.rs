//! What becomes of what came too late, once the person has said so.

use std::collections::BTreeSet;

use crypto::{Sequence, WriterId};
use model::{Clock, Decoded, DeviceId, RelationshipOperation, VaultOperation, relationship::Origin};
use sync::{EntryId, Opened, SpaceId, small::SmallMap};

use super::{Spaces, is_newer, looked_at, would};
use crate::{Problem, app::Doing};

/// So many are named in one operation.
const NAMED_MAX: usize = 1_000;

/// What becomes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Fate {
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
    /// Keeps what the person chose of what came too late of a device, and lets go of the rest of what they saw: here and on every other
    /// device.
    ///
    /// # Errors
    /// As [`Self::record`]; [`Problem::NotAllKept`] where something could not be written anew: that stays set aside; [`Problem::Gone`]
    /// where nothing of what was seen waits any more.
    pub(in crate::app) fn settle_late(
        &mut self,
        doing: &mut Doing<'_>,
        device: Option<DeviceId>,
        choice: &Choice,
    ) -> Result<(), Problem> {
        let spaces: Vec<SpaceId> = self.kept.keys().copied().collect();
        let (mut left, mut is_there) = (0, false);
        for space in spaces {
            let Some(kept) = self.kept.get(&space) else { continue };
            let mut late = self.unsettled(space, kept);
            late.retain(|late| self.device_that_wrote(space, late) == device);
            let is_seen = |id: EntryId| choice.seen.as_ref().is_none_or(|seen| seen.contains(&id));
            is_there |= late.iter().any(|late| is_seen(late.id));
            // Of what was looked at, what is no question goes with the rest; but not a step about something that is kept, which came
            // since, and makes something else of it.
            let looked_at = looked_at(&late);
            let asked: BTreeSet<EntryId> = self
                .things(space, &looked_at, doing.now)
                .into_iter()
                .flat_map(|thing| thing.entries)
                .collect();
            let targets = |late: &Opened| would::targets(space == self.vault, late);
            let kept_targets: BTreeSet<_> = looked_at
                .iter()
                .filter(|late| choice.keep.contains(&late.id))
                .flat_map(|late| targets(late))
                .collect();
            let is_no_question = |late: &&&Opened| {
                !asked.contains(&late.id) && !targets(late).iter().any(|target| kept_targets.contains(target))
            };
            let passed: BTreeSet<EntryId> =
                looked_at.iter().filter(is_no_question).map(|late| late.id).collect();
            let late: Vec<Opened> = late.into_iter().cloned().collect();
            left += self.settle(doing, space, late, |id| {
                if choice.keep.contains(&id) {
                    Fate::Keep
                } else if is_seen(id) || passed.contains(&id) {
                    Fate::LetGo
                } else {
                    Fate::Wait
                }
            })?;
        }
        match left {
            0 if is_there => Ok(()),
            0 => Err(Problem::Gone),
            things => Err(Problem::NotAllKept { things }),
        }
    }

    /// Writes content that did not count once more, as this device, at the moments at which it was written; no decision, and no key. Notes
    /// how far the chains are settled, and says of how much that could not be written anew. Of a chain in which something waits the rest
    /// waits as well: a chain is settled up to a place. `late` is in order of the chains.
    pub(in super::super) fn settle(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        late: Vec<Opened>,
        fate: impl Fn(EntryId) -> Fate,
    ) -> Result<u32, Problem> {
        // That it was kept could not be noted otherwise: it would be asked about, and kept, once more.
        let can_note = self.vault_replica().is_open();
        let mut up_to: SmallMap<WriterId, (Sequence, Origin)> = SmallMap::new();
        let (mut each, mut left, mut stuck) = (Vec::new(), 0_u32, BTreeSet::new());
        for (late, moment) in self.dated(space, &late.iter().collect::<Vec<_>>(), doing.now) {
            let Some(body) = &late.body else { continue };
            let fate = fate(late.id);
            let is_ripe = !stuck.contains(&late.writer) && !is_newer(space == self.vault, body);
            let is_done = is_ripe
                && match fate {
                    Fate::Keep => can_note && self.write_anew(doing, space, moment, body).is_ok(),
                    Fate::LetGo => true,
                    Fate::Wait => false,
                };
            let has_two =
                self.device.replica(space).is_some_and(|replica| replica.has_two_histories(late.writer));
            match (is_done, has_two) {
                (true, true) => each.push(Origin(late.id.0)),
                (true, false) => {
                    up_to.insert(late.writer, (late.sequence, Origin(late.id.0)));
                }
                (false, _) => {
                    left = left.saturating_add(u32::from(fate == Fate::Keep));
                    if !has_two {
                        stuck.insert(late.writer);
                    }
                }
            }
        }
        for (writer, (Sequence(sequence), entry)) in up_to {
            let writer = model::WriterId(writer.0);
            self.record(doing, &VaultOperation::LateSettled { writer, sequence, entry })?;
        }
        for entries in each.chunks(NAMED_MAX) {
            self.record(doing, &VaultOperation::LateSettledEach { entries: entries.to_vec() })?;
        }
        Ok(left)
    }

    fn write_anew(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        clock: Clock,
        body: &[u8],
    ) -> Result<(), Problem> {
        // What is taken back is taken back as if it was done now: before anything else, and with what the relay still holds of it.
        if space != self.vault
            && let Ok(Decoded::Known(RelationshipOperation::Withdrawn { grants })) =
                RelationshipOperation::from_bytes(body)
        {
            return self.withdraw_named(doing, space, &grants);
        }
        self.write_at(doing, space, clock, body)
    }
}
