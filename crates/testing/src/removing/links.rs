//! This person's member of a link, after somebody went.

use crypto::{CryptoRng, MemberSeed};
use model::{Decision, LinkId};
use sync::{Member, MemberKind, Replica, SpaceId, replica::Intent};

use super::decision_of;
use crate::{folded::Folded, keeper::Keeper};

impl Keeper {
    pub(super) fn renew_links(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        for space in self.links() {
            self.follow_own_member(space, random);
            let Some((vault, replica)) = self.vault_replica().zip(self.device.replica(space)) else {
                continue;
            };
            let Some(sync::replica::Removal { epoch: after, author, .. }) = vault.last_removal() else {
                continue;
            };
            // Keys that are to be new anyway wait for nothing.
            let is_busy = replica.intent().is_some_and(|intent| *intent != Intent::Renew);
            let is_settled = !replica.is_member() || is_busy;
            if is_settled || self.is_fresh(space, Some(after)) {
                continue;
            }
            let (is_empty, epoch) = (vault.outbox_len() == 0, u64::from(vault.epoch().0));
            let is_due = author == vault.me() || after <= self.removing.epoch_at_opening;
            match self.renewed_seeds(space, after).first() {
                Some((_, seed)) if is_empty => {
                    let seed = MemberSeed::from_bytes(*seed);
                    let admit = Member::of(&seed, space, replica.party(), MemberKind::Device);
                    let remove = vec![replica.me()];
                    if let Some(replica) = self.device.replica_mut(space) {
                        replica.intend(Some(Intent::Exchange { admit, remove }));
                        self.changed.insert(space);
                        self.device.proceed(space, random);
                    }
                }
                None if is_due => {
                    let (link, seed) = (LinkId(space.0), *MemberSeed::random(random).expose());
                    let decision = Decision::RenewLink { link, member_seed: seed, after: epoch };
                    self.decide(now_ms, &decision, random);
                }
                _ => {}
            }
        }
    }

    /// When another member has taken the place of this device's, goes on as that one.
    fn follow_own_member(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(replica) = self.device.replica(space) else { return };
        if replica.is_member() || !replica.own_party_remains() {
            return;
        }
        let tried = self.removing.tried.get(&space);
        let is_there = |seed: &MemberSeed| {
            let id = seed.keys().id();
            let is_member = replica.members().iter().any(|known| known.keys.id() == id);
            is_member && tried.is_none_or(|tried| !tried.contains(&id))
        };
        if let Some(seed) = self.seeds_of(space).into_iter().find(is_there) {
            self.change_member(space, seed, random);
        }
    }

    /// The relay lets this device's member into a link no more: another one may have taken its place.
    pub(crate) fn try_successor(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(me) = self.device.replica(space).map(Replica::me).filter(|_| self.vault() != Some(space))
        else {
            return;
        };
        let tried = self.removing.tried.entry(space).or_default();
        tried.insert(me);
        let tried = tried.clone();
        let seed = self.seeds_of(space).into_iter().find(|seed| !tried.contains(&seed.keys().id()));
        if let Some(seed) = seed {
            self.change_member(space, seed, random);
        }
    }

    fn change_member(&mut self, space: SpaceId, seed: MemberSeed, random: &mut impl CryptoRng) {
        let known = self.seeds_of(space);
        self.device.change_member(space, seed, random);
        if let Some(replica) = self.device.replica_mut(space) {
            replica.know_former(known);
        }
        self.changed.insert(space);
    }

    /// Every seed that a link was ever kept with, the likeliest first.
    fn seeds_of(&self, space: SpaceId) -> Vec<MemberSeed> {
        let Some(Folded::Vault(vault)) = self.vault().and_then(|vault| self.folded.get(&vault)) else {
            return Vec::new();
        };
        let renewed = self.renewed_seeds(space, 0).into_iter().rev().map(|(_, seed)| seed);
        let others = vault.decisions().filter_map(|(_, decision)| match decision {
            Decision::RenewLink { link, member_seed, .. } if link.0 == space.0 => Some(member_seed),
            _ => None,
        });
        let kept = vault.links.get(&LinkId(space.0)).and_then(|link| link.kept.as_ref());
        let kept = kept.map(|kept| kept.value.member_seed);
        // Also from decisions that came too late to count: whoever made them may have gone on with them.
        let late = self.vault().map(|vault| self.set_aside(vault)).unwrap_or_default();
        let late = late.into_iter().filter_map(|late| match decision_of(late.body.as_deref()?)? {
            Decision::RenewLink { link, member_seed, .. } if link.0 == space.0 => Some(member_seed),
            _ => None,
        });
        renewed.chain(kept).chain(others).chain(late).map(MemberSeed::from_bytes).collect()
    }

    /// Seeds for a link that count, made since an epoch of the vault.
    fn renewed_seeds(&self, space: SpaceId, since: u64) -> Vec<(u64, [u8; 32])> {
        let seeds = self.decisions().into_iter().filter_map(|decision| match decision {
            Decision::RenewLink { link, member_seed, after } if link.0 == space.0 && after >= since => {
                Some((after, member_seed))
            }
            _ => None,
        });
        let mut seeds: Vec<_> = seeds.collect();
        seeds.sort_unstable();
        seeds
    }

    pub(super) fn is_fresh(&self, space: SpaceId, after: Option<u64>) -> bool {
        let Some(after) = after else { return true };
        let replica = self.device.replica(space).filter(|replica| replica.is_member());
        replica.is_some_and(|replica| {
            let mine = replica.seed().expose();
            self.renewed_seeds(space, after).iter().any(|(_, seed)| seed == mine)
        })
    }
}
