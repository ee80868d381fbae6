//! Who there is at the beginning.

use crypto::MemberSeed;
use sync::{
    Member, MemberKind, Party, Replica, SpaceId,
    link::{Invite, LinkKind},
};

use super::{Admission, DAY_MS, Removal, Scenario, World, YEAR_MS};
use crate::{
    chance::{below, pick},
    folded::Domain,
    keeper::{AUDIENCE, Keeper},
};

impl World {
    /// Two people with one to three devices each, a vault each, and an invite from the first to the second.
    pub(super) fn people(&mut self) {
        let mut first_devices = Vec::new();
        for person in 0..2 {
            let first = self.keepers.len();
            let somebody_goes =
                matches!(self.scenario, Scenario::Former(_) | Scenario::ForkControl) && person == 0;
            let devices = if somebody_goes { 3 } else { 1 + below(&mut self.random, 3) };
            for _ in 0..devices {
                let skews = [0, 0, 90_000, -90_000, DAY_MS, 5 * YEAR_MS, -5 * YEAR_MS];
                let skew_ms = pick(&mut self.random, &skews).unwrap_or_default();
                self.keepers.push(Keeper::new(skew_ms));
                self.persons.push(person);
                self.links.push(None);
            }
            let seed = MemberSeed::random(&mut self.random);
            let words = (self.scenario == Scenario::Former(Removal::Words) && somebody_goes)
                .then(|| MemberSeed::random(&mut self.random));
            let papers: Vec<_> = words.iter().map(|words| (words, MemberKind::Paper)).collect();
            let vault = Replica::found(seed, &papers, &mut self.random);
            let space = vault.space();
            self.vaults.push(space);
            self.words = self.words.take().or(words);
            if let Some(keeper) = self.keepers.get_mut(first) {
                keeper.add(Domain::Vault, vault, &mut self.random);
                keeper.store();
            }
            for device in first + 1..self.keepers.len() {
                self.second_device(first, device, space);
            }
            first_devices.push(first);
        }
        if let [inviter, joiner] = *first_devices.as_slice() {
            self.invite(inviter, joiner);
        }
    }

    fn second_device(&mut self, admin: usize, device: usize, space: SpaceId) {
        let seed = MemberSeed::random(&mut self.random);
        let member = Member::of(&seed, space, Party::Founder, MemberKind::Device);
        let from_step = below(&mut self.random, 200);
        self.admissions.push(Admission { admin, space, member, from_step });
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.enter(space, seed, Domain::Vault);
            keeper.store();
        }
    }

    fn invite(&mut self, inviter: usize, joiner: usize) {
        let seed = MemberSeed::random(&mut self.random);
        let replica = Replica::found(seed.clone(), &[], &mut self.random);
        self.relationship = replica.space();
        let invite =
            Invite::new(LinkKind::Relationship, format!("https://{AUDIENCE}"), self.now_ms, &mut self.random);
        if let Some(keeper) = self.keepers.get_mut(inviter) {
            keeper.add(Domain::Relationship, replica, &mut self.random);
            keeper.keep_link(self.now_ms, self.relationship, &seed, &mut self.random);
            keeper.invite(invite.clone(), self.relationship, &mut self.random);
            keeper.store();
        }
        let seed = MemberSeed::random(&mut self.random);
        if let Some(keeper) = self.keepers.get_mut(joiner) {
            keeper.join(invite, &seed, &mut self.random);
            keeper.store();
        }
    }
}
