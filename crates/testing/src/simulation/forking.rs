//! The relay keeps two histories of who belongs to a vault: each of two devices has taken the other out, and a third hears of both.
//!
//! ```text
//!   one takes two out ─► the relay's disk is set back to before ─► two takes one out; three, which was away, follows
//!        ─► the first disk is there again ─► three seals nothing more ─► its person decides: it goes over ─► calm
//! ```

use std::collections::BTreeSet;

use sync::{Entry, Replica, SpaceId};

use super::{World, checks::is_withdrawn};
use crate::{folded::only_takes_back, removing::decision_of};

impl World {
    /// Plays it to its end, and looks whether all who stay have the same and whoever went can open none of what is written since.
    pub(super) fn fork_control(&mut self) -> Result<(), String> {
        let [one, two, three] = self.roles();
        self.faults = false;
        self.admissions.clear();
        self.connect_all();
        self.write_some(&[one, two, three], 2);
        self.rest()?;
        let away: Vec<usize> = (0..self.keepers.len()).filter(|device| *device != one).collect();
        self.leave_network(&away);
        let age = self.relay.disk().age();
        self.remove_and_write(one, two)?;
        let first = self.relay.disk().clone();

        self.leave_network(&[one]);
        self.relay.roll_back(age);
        self.come_back(&[two]);
        self.remove_and_write(two, one)?;
        self.come_back(&[three]);
        self.rest()?;
        let written = self.keepers.get(three).map_or(0, |keeper| keeper.written.len());
        self.write_some(&[three], 2);
        self.rest()?;

        self.leave_network(&[two, three]);
        self.relay.change_disk(first);
        let back: Vec<usize> = (0..self.keepers.len()).filter(|device| *device != two).collect();
        self.come_back(&back);
        self.rest()?;
        self.check_undecided(one, two, three)?;
        self.decide_to_go_over(three)?;
        self.check_gone_over((one, two, three), written)
    }

    fn come_back(&mut self, devices: &[usize]) {
        for device in devices {
            self.partitioned.remove(device);
            self.connect(*device);
        }
    }

    fn remove_and_write(&mut self, remover: usize, leaver: usize) -> Result<(), String> {
        let (now_ms, member) = (self.now_ms, self.member_of(leaver));
        if let (Some(keeper), Some(member)) = (self.keepers.get_mut(remover), member) {
            keeper.remove(now_ms, member, &mut self.random);
        }
        self.finish(remover);
        self.rest()?;
        self.write_some(&[remover], 2);
        self.rest()
    }

    /// Whoever was there goes on; the third has noticed, and hands in nothing that it writes.
    fn check_undecided(&mut self, one: usize, two: usize, three: usize) -> Result<(), String> {
        let vault = self.vault();
        let undecided = |world: &Self, device: usize| {
            let replica = world.keepers.get(device).and_then(|keeper| keeper.device().replica(vault));
            replica.is_some_and(|replica| replica.undecided().is_some())
        };
        if undecided(self, one) {
            return Err(format!("device {one} decided it itself, and asks"));
        }
        if !undecided(self, three) {
            return Err(format!("device {three} has two histories, and goes on"));
        }
        let spaces = [vault, self.relationship];
        let before = spaces.map(|space| self.relay.disk().entries(space).len());
        self.write_some(&[three], 2);
        self.rest()?;
        // A restart changes nothing.
        self.crash_device(three);
        self.connect(three);
        self.rest()?;
        if spaces.map(|space| self.relay.disk().entries(space).len()) != before {
            return Err(format!("device {three} hands in what it writes, and {two} may read it"));
        }
        if undecided(self, three) {
            Ok(())
        } else {
            Err(format!("device {three} has forgotten that it asks"))
        }
    }

    fn decide_to_go_over(&mut self, device: usize) -> Result<(), String> {
        let (now_ms, vault) = (self.now_ms, self.vault());
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.go_over(now_ms, vault, &mut self.random);
        }
        self.finish(device);
        for _ in 0..4 {
            self.rest()?;
            let connected: Vec<usize> =
                (0..self.keepers.len()).filter(|device| !self.partitioned.contains(device)).collect();
            for device in connected {
                self.drop_link(device);
                self.connect(device);
            }
        }
        self.rest()
    }

    fn check_gone_over(
        &mut self,
        (one, two, three): (usize, usize, usize),
        written: usize,
    ) -> Result<(), String> {
        for space in [self.vault(), self.relationship] {
            let replica = |device: usize| {
                let replica = self.keepers.get(device).and_then(|keeper| keeper.device().replica(space));
                replica.ok_or_else(|| format!("device {device} lacks {space}"))
            };
            let (mine, theirs): (&Replica, &Replica) = (replica(three)?, replica(one)?);
            if mine.records() != theirs.records() || mine.frontier() != theirs.frontier() {
                return Err(format!("devices {one} and {three} stand at different places of {space}"));
            }
            let state =
                |device: usize| self.keepers.get(device)?.folded(space).map(crate::folded::Folded::shared);
            if state(one) != state(three) {
                return Err(format!("devices {one} and {three} have different states of {space}"));
            }
            self.check_taken_along(space, (one, three))?;
            let last = self.written_by(three, space).skip(written);
            let last: BTreeSet<&Vec<u8>> = last.filter(|body| !only_takes_back(body)).collect();
            let entries = self.relay.disk().entries(space);
            let former = replica(two)?;
            let opens = |entry: &&Entry| {
                let body = former.reopen(entry).and_then(|opened| opened.body);
                body.is_some_and(|body| last.contains(&body))
            };
            if entries.iter().any(|entry| opens(&entry)) {
                return Err(format!("device {two} opens what {three} handed in after it went over"));
            }
        }
        Ok(())
    }

    fn written_by(&self, device: usize, space: SpaceId) -> impl Iterator<Item = &Vec<u8>> {
        let written = self.keepers.get(device).into_iter().flat_map(|keeper| &keeper.written);
        written.filter(move |(written, _)| *written == space).map(|(_, body)| body)
    }

    /// Everything that the one who went over had written stands in the log of the other one too.
    fn check_taken_along(&self, space: SpaceId, (one, three): (usize, usize)) -> Result<(), String> {
        let log = self.keepers.get(one).map(|keeper| keeper.log(space)).unwrap_or_default();
        let bodies: BTreeSet<_> = log.into_iter().filter_map(|opened| opened.body).collect();
        let began = self.keepers.get(one).is_some_and(|keeper| keeper.began_from_checkpoint(space));
        let state = self.keepers.get(one).and_then(|keeper| keeper.folded(space));
        let lost = self.written_by(three, space).find(|body| {
            !bodies.contains(*body) && !is_withdrawn(state, body) && decision_of(body).is_none()
        });
        if lost.is_some() && !began && !self.excused.iter().any(|(_, body)| Some(body) == lost) {
            return Err(format!("what device {three} wrote in {space} is lost"));
        }
        Ok(())
    }
}
