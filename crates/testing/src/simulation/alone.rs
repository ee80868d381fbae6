//! What must hold for people with one device: what they deleted leaves the relay, and what stands comes back from it.

use crypto::MemberSeed;
use sync::{Member, MemberKind, Party, SpaceId};

use super::World;
use crate::{
    folded::{Domain, Folded},
    keeper::Keeper,
};

/// How many times everybody reconnects until a new device has everything.
const ROUNDS_MAX: usize = 4;

impl World {
    /// Of each vault with one device the relay lets the log go, after the device was started anew; and a device that has nothing but
    /// what the relay holds comes to the same state.
    pub(super) fn check_alone(&mut self) -> Result<(), String> {
        let vaults: Vec<(usize, SpaceId)> = self.vaults.iter().copied().enumerate().collect();
        for (person, space) in vaults {
            let own: Vec<usize> =
                (0..self.keepers.len()).filter(|device| self.persons.get(*device) == Some(&person)).collect();
            if let [device] = *own.as_slice() {
                self.check_only_device(device, space).map_err(|what| format!("device {device}: {what}"))?;
            }
        }
        Ok(())
    }

    fn check_only_device(&mut self, device: usize, space: SpaceId) -> Result<(), String> {
        self.reconnect_all();
        self.rest()?;
        let covered = self.cursor(device, space);
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.checkpoint(space, &mut self.random);
        }
        self.finish(device);
        self.rest()?;
        self.crash_device(device);
        self.connect(device);
        self.rest()?;
        self.relay.tick(self.now_ms);
        self.rest()?;
        let (after, left) = self.relay.disk().log_left(space);
        if covered > 0 && (after < covered || left as u64 > self.cursor(device, space) - covered) {
            return Err(format!("the relay has its log from {after} on, and {covered} were covered"));
        }
        self.check_recovery(device, space)
    }

    fn cursor(&self, device: usize, space: SpaceId) -> u64 {
        let replica = self.keepers.get(device).and_then(|keeper| keeper.device().replica(space));
        replica.map_or(0, |replica| replica.cursor().0)
    }

    /// Another device is let in, and reads what the relay has.
    fn check_recovery(&mut self, device: usize, space: SpaceId) -> Result<(), String> {
        let seed = MemberSeed::random(&mut self.random);
        let member = Member::of(&seed, space, Party::Founder, MemberKind::Device);
        let fresh = self.keepers.len();
        let mut keeper = Keeper::new(0);
        keeper.enter(space, seed, Domain::Vault);
        keeper.store();
        self.keepers.push(keeper);
        self.persons.push(usize::MAX);
        self.links.push(None);
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.wish_member(space, &member, &mut self.random);
        }
        self.finish(device);
        for _ in 0..ROUNDS_MAX {
            self.reconnect_all();
            self.rest()?;
        }
        let state =
            |of: usize| self.keepers.get(of).and_then(|keeper| keeper.folded(space)).map(Folded::shared);
        if state(fresh).is_none() || state(fresh) != state(device) {
            return Err("what the relay has does not come to the same state".to_owned());
        }
        let began = self.keepers.get(fresh).is_some_and(|keeper| keeper.began_from_checkpoint(space));
        let has_log = self.relay.disk().log_left(space).0 == 0;
        if began == has_log { Err("it was to start from the checkpoint".to_owned()) } else { Ok(()) }
    }
}
