//! One random thing after another.

use sync::{MemberKind, replica::Intent};

use super::{BEGIN_MS, Scenario, World};
use crate::{
    chance::{below, percent},
    durable::Durable,
    folded::{Domain, withdrawn_by},
    linking::Linking,
};

impl World {
    /// One step.
    pub(super) fn live(&mut self) {
        self.step += 1;
        self.now_ms += below(&mut self.random, 2_000) as u64;
        // The invite lives for a day.
        if percent(&mut self.random, 1) && self.now_ms < BEGIN_MS + 12 * 60 * 60 * 1000 {
            self.now_ms += 6 * 60 * 60 * 1000;
        }
        let device = below(&mut self.random, self.keepers.len());
        let device = if self.is_gone(device) { self.keepers.len() - 1 } else { device };
        self.move_frames();
        match below(&mut self.random, 100) {
            0..40 => {
                self.write_anywhere(device);
                self.finish(device);
            }
            40..60 => self.connect(device),
            60..63 => self.drop_link(device),
            63..65 => self.crash_device(device),
            65 => {
                self.relay.commit();
                self.crash_relay();
            }
            66..72 => self.withdraw(device),
            72..75 => self.renew(device),
            75..78 => self.checkpoint(device),
            78 => self.partition(device),
            79..85 => {
                if let Some(keeper) = self.keepers.get_mut(device) {
                    keeper.tick(self.now_ms);
                }
                self.finish(device);
            }
            85..89 => self.relay.tick(self.now_ms),
            89..92 => self.checkpoint(device),
            _ => {}
        }
        if self.scenario == Scenario::Backups && percent(&mut self.random, 8) {
            self.back_up_or_set_back(device);
        }
        if percent(&mut self.random, 20) {
            self.advance_links_in_making();
        }
        self.admit();
    }

    /// Some of what is on its way arrives; the relay stores some of it, and answers some of it.
    fn move_frames(&mut self) {
        self.deliver_to_some(Self::deliver_up);
        match below(&mut self.random, 10) {
            0..6 => {
                self.relay.settle(self.now_ms);
                self.collect_down();
            }
            6 => self.relay.commit(),
            _ => {}
        }
        self.deliver_to_some(Self::deliver_down);
    }

    fn deliver_to_some(&mut self, deliver: fn(&mut Self, usize)) {
        for device in 0..self.keepers.len() {
            if percent(&mut self.random, 50) {
                deliver(self, device);
            }
        }
    }

    /// Devices that are due are admitted by the first device of their person.
    fn admit(&mut self) {
        for index in 0..self.admissions.len() {
            let Some(admission) = self.admissions.get(index) else { return };
            if admission.from_step > self.step && self.faults {
                continue;
            }
            let (admin, space, member) = (admission.admin, admission.space, admission.member.clone());
            let Some(keeper) = self.keepers.get_mut(admin) else { continue };
            let known = keeper
                .device()
                .replica(space)
                .is_some_and(|replica| replica.intent().is_some() || replica.members().contains(&member));
            if !known {
                keeper.wish_member(space, &member, &mut self.random);
                self.finish(admin);
            }
        }
    }

    /// Words that stand on both sides are compared; who has not confirmed, confirms. Returns whether there was nothing to do.
    pub(super) fn advance_links_in_making(&mut self) -> bool {
        self.admit();
        let words: Vec<_> =
            self.keepers.iter().filter_map(|keeper| keeper.linking().and_then(Linking::words)).collect();
        let [one, other] = words.as_slice() else { return true };
        assert_eq!(one, other, "nobody stands between the two, so their words are the same");
        let waits = |keeper: &crate::keeper::Keeper| {
            keeper.linking().is_some_and(|linking| linking.words().is_some() && !linking.is_confirmed())
        };
        let Some(device) = self.keepers.iter().position(waits) else { return true };
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.confirm(&mut self.random);
        }
        self.finish(device);
        false
    }

    fn renew(&mut self, device: usize) {
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        let spaces = keeper.spaces();
        let Some((space, _)) = spaces.get(below(&mut self.random, spaces.len())).copied() else { return };
        let members = keeper.device().replica(space).map(|replica| replica.members().len());
        let papers = keeper
            .device()
            .replica(space)
            .is_some_and(|replica| replica.members().iter().any(|member| member.kind == MemberKind::Paper));
        if self.renews && members.is_some_and(|members| members > 1) && !papers {
            keeper.wish(space, Intent::Renew, &mut self.random);
            self.finish(device);
        }
    }

    pub(super) fn checkpoint(&mut self, device: usize) {
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        let vault = keeper.spaces().into_iter().find(|(_, domain)| *domain == Domain::Vault);
        if let Some((space, _)) = vault {
            keeper.checkpoint(space, &mut self.random);
            self.finish(device);
        }
    }

    fn partition(&mut self, device: usize) {
        if self.partitioned.remove(&device) {
            return;
        }
        if percent(&mut self.random, 50) {
            self.partitioned.insert(device);
            self.drop_link(device);
        }
    }

    /// A backup is made; or the device is set back to the last one.
    fn back_up_or_set_back(&mut self, device: usize) {
        let relationship = self.relationship;
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        let linked = keeper.device().replica(relationship).is_some_and(sync::Replica::is_shared);
        // A rendezvous cannot be set back: its slots are written once.
        if self.scenario != Scenario::Backups || (keeper.linking().is_some() && !linked) {
            return;
        }
        let Some(backup) = self.backups.remove(&device) else {
            self.backups.insert(device, keeper.backup());
            return;
        };
        self.set_back(device, backup);
    }

    /// A device is set back to a backup, losing what no relay had yet.
    pub(super) fn set_back(&mut self, device: usize, backup: Durable) {
        self.drop_link(device);
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        let (mut bodies, mut taken_back) = (std::collections::BTreeMap::new(), Vec::new());
        for (space, _) in keeper.spaces() {
            bodies.extend(keeper.log(space).into_iter().map(|opened| ((space, opened.id), opened.body)));
        }
        for (space, id) in keeper.set_back(backup, self.now_ms, &mut self.random) {
            let held = self.relay.disk().entries(space).iter().any(|entry| entry.id == id);
            if let Some(Some(body)) = bodies.remove(&(space, id)).filter(|_| !held) {
                if !withdrawn_by(&body).is_empty() {
                    taken_back.push(body.clone());
                }
                self.excused.insert((space, body));
            }
        }
        keeper.store();
        self.note("set back", device, &[]);
        for body in taken_back {
            self.take_back_again(device, &body);
        }
    }

    /// The relay may have been told to erase already: the person sees it shared again, and takes it back again on whichever device has the
    /// relationship.
    pub(super) fn take_back_again(&mut self, device: usize, body: &[u8]) {
        let person = self.persons.get(device).copied();
        let others = (0..self.keepers.len()).filter(|other| self.persons.get(*other).copied() == person);
        let devices = core::iter::once(device).chain(others).filter(|device| !self.is_gone(*device));
        for device in devices.collect::<Vec<_>>() {
            let Some(keeper) = self.keepers.get_mut(device) else { continue };
            if keeper.write(self.now_ms, self.relationship, body, &mut self.random).is_some() {
                keeper.store();
                return;
            }
        }
        // None can write there now.
        self.to_take_back.push((device, body.to_vec()));
    }

    /// The same of what none could take back yet.
    pub(super) fn take_back_the_rest(&mut self) -> Result<(), String> {
        for (device, body) in core::mem::take(&mut self.to_take_back) {
            self.take_back_again(device, &body);
        }
        self.rest()
    }
}
