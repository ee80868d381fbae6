//! What must hold when somebody was taken out.

use std::collections::BTreeSet;

use model::{Decision, VaultOperation};
use sync::{Entry, Replica, SpaceId};

use super::{World, removal::Taking};
use crate::{
    former::Former,
    keeper::{Keeper, counts},
};

impl World {
    /// All who stay are there alone, count the same, and nothing of what the one who went did since has come to anything.
    pub(super) fn check_taking(&mut self) -> Result<(), String> {
        let Some(taking) = self.taking.take() else { return Ok(()) };
        let result = self.check_taken(&taking);
        let gone = taking.gone.clone();
        self.taking = Some(taking);
        result?;
        if gone.is_empty() && self.words.is_none() {
            return Err("nobody is out".to_owned());
        }
        self.everything_is_still_written()
    }

    fn check_taken(&self, taking: &Taking) -> Result<(), String> {
        for space in [self.vault(), self.relationship] {
            let stay: Vec<(usize, &Keeper, &Replica)> = self
                .holders(space)
                .into_iter()
                .filter(|(device, _)| !taking.gone.contains(device))
                .filter_map(|(device, keeper)| Some((device, keeper, keeper.device().replica(space)?)))
                .collect();
            check_members(space, &stay)?;
            let entries = self.relay.disk().entries(space);
            check_counted(space, &stay, &entries)?;
            if let Some(former) = &taking.former {
                check_made(space, &stay, &entries, former)?;
                check_secrets(space, &stay, &entries, former, &taking.secrets)?;
            }
        }
        self.check_decisions(taking)
    }

    /// Only what one of the person's own apps has decided counts.
    fn check_decisions(&self, taking: &Taking) -> Result<(), String> {
        let written = self.keepers.iter().flat_map(|keeper| &keeper.written);
        let honest: BTreeSet<&Vec<u8>> = written.map(|(_, body)| body).collect();
        let vault = self.vault();
        for (device, keeper) in self.holders(vault) {
            if taking.gone.contains(&device) {
                continue;
            }
            let Some(replica) = keeper.device().replica(vault) else { continue };
            for decision in keeper.decisions() {
                let is_honest = honest.iter().any(|body| is_decision(body, &decision));
                if !is_honest {
                    return Err(format!("device {device} goes by {decision:?}, which nobody decided"));
                }
                if let Decision::RemoveDevice { device: goes, .. } = &decision
                    && replica.members().iter().any(|member| member.keys.id().0 == goes.0)
                {
                    return Err(format!("device {device} has not carried out {decision:?}"));
                }
            }
        }
        Ok(())
    }

    /// Everybody who stays writes once more everywhere, and whoever went can open none of it.
    fn everything_is_still_written(&mut self) -> Result<(), String> {
        let spaces = [self.vault(), self.relationship];
        let before = spaces.map(|space| self.relay.disk().entries(space).len());
        let devices: Vec<usize> = (0..self.keepers.len()).filter(|device| !self.is_gone(*device)).collect();
        for device in devices {
            for space in spaces {
                self.write_into(device, space);
            }
            self.finish(device);
        }
        self.rest()?;
        self.check_converged()?;
        let Some(former) = self.taking.as_ref().and_then(|taking| taking.former.as_ref()) else {
            return Err("nobody works with the relay".to_owned());
        };
        for (space, before) in spaces.into_iter().zip(before) {
            let entries = self.relay.disk().entries(space);
            let fresh: Vec<&Entry> = entries.iter().skip(before).collect();
            if fresh.is_empty() {
                return Err(format!("nothing was written in {space} afterwards"));
            }
            if fresh.iter().any(|entry| former.opens(space, entry)) {
                return Err(format!("whoever went opens what is written in {space} afterwards"));
            }
        }
        Ok(())
    }
}

type Staying<'k> = [(usize, &'k Keeper, &'k Replica)];

fn is_decision(body: &[u8], wanted: &Decision) -> bool {
    match VaultOperation::from_bytes(body) {
        Ok(model::Decoded::Known(VaultOperation::Decided { decision, .. })) => decision == wanted.to_bytes(),
        _ => false,
    }
}

/// They all know the same records, and everybody belongs to the space.
fn check_members(space: SpaceId, stay: &Staying<'_>) -> Result<(), String> {
    let Some((first, _, model)) = stay.first() else { return Err(format!("nobody is left in {space}")) };
    for (device, _, replica) in stay {
        if !replica.is_member() {
            return Err(format!("device {device} does not belong to {space} any more"));
        }
        if replica.records() != model.records() {
            return Err(format!("devices {first} and {device} know different records of {space}"));
        }
    }
    Ok(())
}

/// The same entries count for all.
fn check_counted(space: SpaceId, stay: &Staying<'_>, entries: &[Entry]) -> Result<(), String> {
    let counted = |replica: &Replica| -> BTreeSet<sync::EntryId> {
        let opened = entries.iter().filter_map(|entry| replica.reopen(entry));
        opened.filter(|opened| counts(replica, opened)).map(|opened| opened.id).collect()
    };
    let Some((first, _, model)) = stay.first() else { return Ok(()) };
    let expected = counted(model);
    for (device, _, replica) in stay {
        let mine = counted(replica);
        if mine != expected {
            let differ: Vec<_> = mine.symmetric_difference(&expected).collect();
            return Err(format!(
                "devices {first} and {device} count different entries of {space}: {differ:?}"
            ));
        }
    }
    Ok(())
}

/// Nothing that was made afterwards counts.
fn check_made(space: SpaceId, stay: &Staying<'_>, entries: &[Entry], former: &Former) -> Result<(), String> {
    for (device, _, replica) in stay {
        for entry in entries.iter().filter(|entry| former.made.contains(&(space, entry.id))) {
            if replica.reopen(entry).is_some_and(|opened| counts(replica, &opened)) {
                return Err(format!("device {device} counts {} of {space}, made by whoever went", entry.id));
            }
        }
        if former.knows_seed(space, replica.seed()) && former.spaces().len() > 1 {
            return Err(format!("device {device} is still the member of {space} that whoever went was"));
        }
    }
    Ok(())
}

/// What was written after the decision cannot be opened by whoever went.
fn check_secrets(
    space: SpaceId,
    stay: &Staying<'_>,
    entries: &[Entry],
    former: &Former,
    secrets: &BTreeSet<(SpaceId, Vec<u8>)>,
) -> Result<(), String> {
    let Some((_, _, replica)) = stay.first() else { return Ok(()) };
    for entry in entries {
        let body = replica.reopen(entry).and_then(|opened| opened.body);
        let is_secret = body.is_some_and(|body| secrets.contains(&(space, body)));
        if is_secret && former.opens(space, entry) {
            return Err(format!("whoever went opens {} in {space}, written after the decision", entry.id));
        }
    }
    Ok(())
}
