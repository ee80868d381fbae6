//! What the person decides about who belongs to the vault and which keys count: signed by the device on which it is decided, and counted
//! only while that device belongs to the vault.

use model::{Decision, VaultOperation};
use sync::SpaceId;

use super::Spaces;
use crate::{Problem, app::Doing};

impl Spaces {
    /// Records a decision of the person.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub(in crate::app) fn decide(
        &mut self,
        doing: &mut Doing<'_>,
        decision: &Decision,
    ) -> Result<(), Problem> {
        let decided = self.signed(decision.to_bytes());
        self.record(doing, &decided)
    }

    /// A decision, signed by this device as the member that it is.
    pub(super) fn signed(&mut self, decision: Vec<u8>) -> VaultOperation {
        let proof = self.vault_replica().sign_decision(&decision).0.to_vec();
        let vault = self.vault;
        if let Some(kept) = self.kept.get_mut(&vault) {
            kept.decided.insert(proof.clone());
            self.changed.insert(vault);
        }
        VaultOperation::Decided { decision, proof }
    }

    /// Whether this device itself has decided something.
    pub(super) fn is_decided_here(&self, proof: &[u8]) -> bool {
        self.kept.get(&self.vault).is_some_and(|kept| kept.decided.contains(proof))
    }

    /// Records what this device decides by itself so that the person's own decisions are carried out. What cannot be recorded is counted.
    pub(in crate::app) fn decide_itself(&mut self, doing: &mut Doing<'_>, decision: &Decision) {
        if self.decide(doing, decision).is_err() {
            self.count_unnoted();
        }
    }

    /// The decisions that count among those of which `is_wanted` holds, the newest first. Each signature is verified when its turn comes,
    /// and once.
    pub(in crate::app) fn decisions(
        &self,
        is_wanted: impl Fn(&Decision) -> bool,
    ) -> impl Iterator<Item = Decision> {
        let vault = self.vault_replica();
        let wanted = self.vault().decisions().filter(move |(_, decision)| is_wanted(decision));
        let counting = wanted.filter(move |(decided, _)| {
            let writer = crypto::WriterId(decided.stamp.writer.0);
            let verified = &mut self.verified.borrow_mut();
            vault.decided_by(writer, &decided.decision, &decided.proof, verified).is_some()
        });
        counting.map(|(_, decision)| decision)
    }

    /// Seeds of this person's member of a link's space that a device which belongs to the vault has made since an epoch, each with that
    /// epoch, in an order on which all devices agree.
    pub(in crate::app) fn renewed_seeds(&self, space: SpaceId, since: u64) -> Vec<(u64, [u8; 32])> {
        let is_it = move |decision: &Decision| matches!(decision, Decision::RenewLink { link, after, .. } if link.0 == space.0 && *after >= since);
        let mut seeds: Vec<(u64, [u8; 32])> = self
            .decisions(is_it)
            .filter_map(|decision| match decision {
                Decision::RenewLink { member_seed, after, .. } => Some((after, member_seed)),
                _ => None,
            })
            .collect();
        seeds.sort_unstable();
        seeds
    }
}

#[cfg(test)]
mod tests {
    use crypto::{MemberSeed, SymmetricKey};
    use model::{LinkId, Now, kinds::LIST};
    use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
    use sync::Replica;

    use super::*;
    use crate::app::doing::Loads;

    #[test]
    fn a_signature_is_verified_once_however_often_it_is_asked_for_and_a_wrong_one_counts_never() {
        let mut random = ChaCha12Rng::seed_from_u64(3);
        let vault = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let master = SymmetricKey::random(&mut random);
        let now = Now { unix_ms: 1_795_348_800_000, utc_offset_minutes: 0 };
        let (mut writes, mut loads) = (Vec::new(), Loads::default());
        let doing = &mut Doing { now, random: &mut random, writes: &mut writes, loads: &mut loads };
        let mut spaces = Spaces::begin(doing, &LIST, crate::storage::Keys::new(master), vault);
        let of = |link| Decision::RenewLink { link: LinkId([link; 32]), member_seed: [2; 32], after: 0 };
        for link in 0..3 {
            spaces.decide(doing, &of(link)).unwrap();
        }
        let decision = of(3).to_bytes();
        spaces.record(doing, &VaultOperation::Decided { decision, proof: vec![7; 64] }).unwrap();
        for _ in 0..10 {
            assert_eq!(spaces.decisions(|_| true).count(), 3);
            assert_eq!(spaces.renewed_seeds(SpaceId([1; 32]), 0), [(0, [2; 32])]);
        }
        assert_eq!(spaces.verified.borrow().verifications(), 4);
    }
}
