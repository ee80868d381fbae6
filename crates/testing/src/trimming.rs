//! How a keeper verifies another device's checkpoint, and starts from one where the log is gone: as the app does.

use std::rc::Rc;

use crypto::CryptoRng;
use sync::{SpaceId, device::Verdict, replica::Checkpoint, small::SmallMap};

use crate::{
    folded::Folded,
    keeper::{Keeper, counts},
};

impl Keeper {
    pub(crate) fn take_base(
        &mut self,
        now_ms: u64,
        space: SpaceId,
        checkpoint: Checkpoint,
        random: &mut impl CryptoRng,
    ) {
        let places = self.log(space).iter().map(|opened| (opened.writer, opened.sequence)).collect();
        let Some(replica) = self.device.replica(space) else { return };
        let standing = replica.standing_on(&checkpoint, &places);
        if !self.device.take_base(space, &checkpoint, standing, random) {
            return;
        }
        if let Some(kept) = self.memory.spaces.get_mut(&space) {
            if !standing.is_read {
                kept.checkpoint = Some(Rc::new(checkpoint.state.clone()));
            }
            if standing.reaches {
                kept.base = Some(Rc::new(checkpoint));
            }
        }
        self.bases_taken += 1;
        self.fold_again(now_ms, space);
        self.changed.insert(space);
    }

    pub(crate) fn verify(&mut self, space: SpaceId, checkpoint: &Checkpoint, random: &mut impl CryptoRng) {
        let verdict = self.verdict(space, checkpoint).unwrap_or(Verdict::Unclear);
        if verdict == Verdict::Same {
            self.verified += 1;
        }
        if self.device.judge(space, checkpoint, verdict) {
            self.checkpoint(space, random);
        }
    }

    fn verdict(&self, space: SpaceId, checkpoint: &Checkpoint) -> Option<Verdict> {
        let kept = self.memory.spaces.get(&space)?;
        let mut folded = match &kept.base {
            Some(base) => Folded::from_bytes(kept.domain, &base.state)?,
            None => Folded::new(kept.domain),
        };
        let mut found = SmallMap::new();
        let replica = self.device.replica(space)?;
        for opened in self.log(space) {
            if checkpoint.holds(opened.writer, opened.sequence) && counts(replica, &opened) {
                folded.apply(&opened);
                found.insert((opened.writer, opened.sequence), opened.hash);
            }
        }
        if !checkpoint.is_made_of(&found, kept.base.as_deref()) {
            return None;
        }
        if folded.to_bytes() != checkpoint.state {
            return Some(Verdict::Differs);
        }
        Some(replica.compare_chains(checkpoint, &found, kept.base.as_deref()))
    }
}
