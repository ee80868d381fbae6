//! What must hold when the world is at rest.

use std::collections::BTreeSet;

use crypto::{Sequence, WriterId};
use sync::{Body, Replica, SpaceId};

use super::World;
use crate::{
    folded::{Domain, Folded, grant_of, withdrawn_by},
    keeper::{Keeper, counts},
};

impl World {
    pub(super) fn spaces(&self) -> Vec<SpaceId> {
        self.vaults.iter().copied().chain([self.relationship]).collect()
    }

    /// The devices that belong into a space.
    pub(super) fn holders(&self, space: SpaceId) -> Vec<(usize, &Keeper)> {
        let person = self.vaults.iter().position(|vault| *vault == space);
        self.keepers
            .iter()
            .enumerate()
            .zip(&self.persons)
            .filter(|(_, owner)| person.is_none_or(|person| person == **owner))
            .map(|(keeper, _)| keeper)
            .filter(|(device, _)| !self.is_gone(*device))
            .collect()
    }

    /// Every device has every space it belongs into, at the same point, with the same state, and nothing left to hand in.
    pub(super) fn check_converged(&self) -> Result<(), String> {
        for space in self.spaces() {
            let mut first: Option<(usize, &Keeper)> = None;
            for (device, keeper) in self.holders(space) {
                let replica = keeper
                    .device()
                    .replica(space)
                    .ok_or_else(|| format!("device {device} has not entered {space}"))?;
                if replica.outbox_len() > 0 {
                    return Err(format!("device {device} keeps {} entries", replica.outbox_len()));
                }
                if let Some((other, model)) = first {
                    let theirs = model.device().replica(space).map(frontier);
                    let mine = frontier(replica);
                    if theirs.as_ref() != Some(&mine) {
                        return Err(format!("frontiers of {other} and {device}: {theirs:?}, {mine:?}"));
                    }
                    let (theirs, mine) =
                        (model.folded(space).map(Folded::shared), keeper.folded(space).map(Folded::shared));
                    if theirs != mine {
                        return Err(format!(
                            "states of {other} and {device} in {space}: {}",
                            difference(&format!("{theirs:?}"), &format!("{mine:?}"))
                        ));
                    }
                }
                first = first.or(Some((device, keeper)));
            }
        }
        Ok(())
    }

    /// Nothing that was acknowledged, and nothing that a device had stored, is lost.
    pub(super) fn check(&self) -> Result<(), String> {
        for (device, keeper) in self.keepers.iter().enumerate() {
            for (space, entry) in &keeper.acknowledged {
                if !self.relay.disk().entries(*space).iter().any(|held| held.id == *entry) {
                    return Err(format!("{entry}, acknowledged to device {device}, is not on the relay"));
                }
            }
        }
        self.spaces().into_iter().try_for_each(|space| self.check_space(space))
    }

    fn check_space(&self, space: SpaceId) -> Result<(), String> {
        let written: Vec<&Vec<u8>> = self
            .keepers
            .iter()
            .flat_map(|keeper| &keeper.written)
            .filter(|(written, _)| *written == space)
            .map(|(_, body)| body)
            .filter(|body| !self.excused.contains(&(space, (*body).clone())))
            .collect();
        // What came too late of somebody who went is set aside where it was read.
        let set_aside: BTreeSet<Vec<u8>> = self
            .holders(space)
            .into_iter()
            .flat_map(|(_, keeper)| keeper.set_aside(space))
            .filter_map(|late| late.body)
            .collect();
        let taken_back: BTreeSet<_> = set_aside.iter().flat_map(|body| withdrawn_by(body)).collect();
        for (device, keeper) in self.holders(space) {
            let log = keeper.log(space);
            if keeper.folded(space).is_some_and(|folded| folded.domain() == Domain::Relationship)
                || !keeper.began_from_checkpoint(space)
            {
                let bodies: BTreeSet<_> = log.iter().filter_map(|opened| opened.body.as_ref()).collect();
                for body in &written {
                    let is_known = bodies.contains(body)
                        || is_withdrawn(keeper.folded(space), body)
                        || set_aside.contains(*body)
                        || grant_of(body).is_some_and(|grant| taken_back.contains(&grant));
                    if !is_known {
                        return Err(format!("device {device} lacks an operation of {space} that was stored"));
                    }
                }
            }
        }
        self.check_folded(space)?;
        self.check_erased(space)
    }

    /// A vault's state is what everything comes to that its relay has ever taken, whether it still has it or not.
    fn check_folded(&self, space: SpaceId) -> Result<(), String> {
        for (device, keeper) in self.holders(space) {
            let (Some(folded), Some(replica)) = (keeper.folded(space), keeper.device().replica(space)) else {
                continue;
            };
            if folded.domain() != Domain::Vault {
                return Ok(());
            }
            if replica.lacks_beginning() && replica.has_uncounted() {
                // It started from what another device had folded of somebody who went since, and cannot fold it again.
                continue;
            }
            let mut expected = Folded::new(Domain::Vault);
            for entry in self.relay.disk().entries(space) {
                if let Some(opened) = replica.reopen(&entry).filter(|opened| counts(replica, opened)) {
                    expected.apply(&opened);
                }
            }
            if *folded != expected {
                return Err(format!(
                    "device {device} makes of {space} what the log does not say: {}",
                    difference(&format!("{expected:?}"), &format!("{folded:?}"))
                ));
            }
        }
        Ok(())
    }

    /// What was withdrawn is erased on the relay, unless it was set back to before.
    fn check_erased(&self, space: SpaceId) -> Result<(), String> {
        let holders = self.holders(space);
        let Some((_, keeper)) = holders.first() else { return Ok(()) };
        let Some(Folded::Relationship(state)) = keeper.folded(space) else { return Ok(()) };
        let withdrawn: BTreeSet<_> =
            state.founder.withdrawn().iter().chain(state.invited.withdrawn()).collect();
        let sealed: BTreeSet<_> = self
            .relay
            .disk()
            .entries(space)
            .into_iter()
            .filter(|entry| matches!(entry.body, Body::Sealed(_)))
            .map(|entry| entry.id)
            .collect();
        for opened in keeper.log(space) {
            if let Some(grant) = opened.body.as_deref().and_then(grant_of)
                && withdrawn.contains(&grant)
                && sealed.contains(&opened.id)
            {
                return Err(format!("the relay still holds {}, which was withdrawn", opened.id));
            }
        }
        Ok(())
    }

    /// An honest relay is never suspected.
    pub(super) fn check_no_trouble(&self) -> Result<(), String> {
        for (device, keeper) in self.keepers.iter().enumerate() {
            let troubles = keeper.troubles();
            if !troubles.is_empty() {
                return Err(format!("device {device} suspects an honest relay of {troubles:?}"));
            }
        }
        Ok(())
    }
}

/// How far a device has read those who are there. Of those who went it may have less than another: it does not count.
fn frontier(replica: &Replica) -> Vec<(WriterId, Sequence)> {
    let all = replica.frontier();
    let all = all.iter().map(|(writer, sequence)| (*writer, *sequence));
    all.filter(|(writer, _)| replica.former_members() == 0 || replica.is_of_a_member(*writer)).collect()
}

/// Where two texts part.
fn difference(one: &str, other: &str) -> String {
    const CONTEXT: usize = 80;
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let around =
        |text: &str| text.chars().skip(same.saturating_sub(CONTEXT)).take(2 * CONTEXT).collect::<String>();
    format!("…{}… but …{}…", around(one), around(other))
}

pub(super) fn is_withdrawn(folded: Option<&Folded>, body: &[u8]) -> bool {
    let (Some(Folded::Relationship(state)), Some(grant)) = (folded, grant_of(body)) else { return false };
    state.founder.withdrawn().contains(&grant) || state.invited.withdrawn().contains(&grant)
}
