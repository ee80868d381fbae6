//! How a keeper takes somebody out of a vault, and goes on in links as another member afterwards: as the app does.
//!
//! ```text
//!   decided: signed, in the vault ─► whoever meets the relay carries it out ─► a new seed for each link, in the vault
//!      ─► once the relay has it, this person's member of the link is exchanged ─► every device goes on as the new one
//! ```

mod links;

use std::collections::{BTreeMap, BTreeSet};

use crypto::{CryptoRng, MemberId, WriterId};
use model::{Decision, Decoded, RelationshipOperation, VaultOperation};
use sync::{EntryId, Member, MemberKind, Party, Replica, SpaceId, replica::Intent};

use crate::{
    folded::{Domain, Folded, withdrawn_by},
    keeper::Keeper,
};

/// What a keeper remembers of it while it runs.
#[derive(Debug, Default)]
pub(crate) struct Removing {
    /// As whom the relay has not let this device into a link, on this connection.
    pub(crate) tried: BTreeMap<SpaceId, BTreeSet<MemberId>>,
    /// The vault's epoch when the app was opened.
    epoch_at_opening: u64,
}

/// Deciding.
impl Keeper {
    /// Decides that a device goes: of what it wrote, counts what was read here by now.
    pub fn remove(&mut self, now_ms: u64, device: MemberId, random: &mut impl CryptoRng) {
        let Some(vault) = self.vault() else { return };
        let Some(replica) = self.device.replica_mut(vault) else { return };
        let read = minicbor::to_vec(replica.read_so_far(&[device])).expect("writing to memory cannot fail");
        // The wish comes first, so that nothing more is handed in under keys that the device has.
        if is_free(replica) {
            replica.intend(Some(Intent::Remove(device)));
            self.changed.insert(vault);
        }
        let decision = Decision::RemoveDevice { device: model::DeviceId(device.0), read };
        self.decide(now_ms, &decision, random);
        self.carry_out(now_ms, random);
    }

    /// Decides that other recovery words count.
    pub fn renew_words(&mut self, now_ms: u64, paper: &Member, random: &mut impl CryptoRng) {
        let Some(vault) = self.vault() else { return };
        let Some(replica) = self.device.replica_mut(vault) else { return };
        if is_free(replica) {
            let remove = papers(replica);
            replica.intend_as_read(Intent::Exchange { admit: paper.clone(), remove }, Vec::new());
            self.changed.insert(vault);
        }
        let paper = minicbor::to_vec(paper).expect("writing to memory cannot fail");
        self.decide(now_ms, &Decision::RenewWords { paper, on: model::Day(20_000) }, random);
        self.carry_out(now_ms, random);
    }

    /// Writes a decision into the vault, signed.
    pub fn decide(
        &mut self,
        now_ms: u64,
        decision: &Decision,
        random: &mut impl CryptoRng,
    ) -> Option<EntryId> {
        let vault = self.vault()?;
        let decision = decision.to_bytes();
        let proof = self.device.replica(vault)?.sign_decision(&decision).0.to_vec();
        self.write(now_ms, vault, &VaultOperation::Decided { decision, proof }.to_bytes(), random)
    }

    /// The decisions that count, the newest first.
    pub fn decisions(&self) -> Vec<Decision> {
        let vault = self.vault();
        let Some(Folded::Vault(state)) = vault.and_then(|vault| self.folded.get(&vault)) else {
            return Vec::new();
        };
        let Some(replica) = vault.and_then(|vault| self.device.replica(vault)) else { return Vec::new() };
        let verified = core::cell::RefCell::new(sync::replica::VerifiedDecisions::default());
        let all = state.decisions().filter(|(decided, _)| {
            let writer = WriterId(decided.stamp.writer.0);
            replica
                .decided_by(writer, &decided.decision, &decided.proof, &mut verified.borrow_mut())
                .is_some()
        });
        all.map(|(_, decision)| decision).collect()
    }

    /// What is known and does not count, of everybody who went.
    pub fn set_aside(&self, space: SpaceId) -> Vec<sync::Opened> {
        let Some(replica) = self.device.replica(space) else { return Vec::new() };
        let mut log = self.log(space);
        log.retain(|opened| !crate::keeper::counts(replica, opened));
        log
    }
}

/// Carrying out.
impl Keeper {
    pub(crate) fn begin_again(&mut self) {
        self.removing.epoch_at_opening = self.vault_replica().map_or(0, |vault| u64::from(vault.epoch().0));
    }

    /// Folds anew, where somebody went of whom more may be folded than counts. What this device wrote itself as a member that was
    /// exchanged is kept.
    pub(crate) fn recount(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        for (space, _) in self.spaces() {
            let edition = self.device.replica(space).map_or(0, Replica::counting_edition);
            let Some(kept) = self.memory.spaces.get_mut(&space) else { continue };
            if edition <= kept.counted {
                continue;
            }
            kept.counted = edition;
            self.fold_again(now_ms, space);
            self.changed.insert(space);
            self.keep_own(now_ms, space, random);
        }
    }

    fn keep_own(&mut self, now_ms: u64, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(replica) = self.device.replica(space).filter(|replica| replica.is_open()) else { return };
        let mut own = self.set_aside(space);
        own.retain(|opened| replica.wrote(opened.writer, opened.sequence));
        own.sort_by_key(|opened| (opened.clock, opened.writer, opened.sequence));
        for body in own.into_iter().filter_map(|opened| opened.body) {
            self.write(now_ms, space, &body, random);
        }
    }

    /// Of what came too late, the person keeps what takes something back.
    fn keep_withdrawals(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        for space in self.links() {
            let Some(replica) = self.device.replica(space).filter(|replica| replica.has_uncounted()) else {
                continue;
            };
            let Some(Folded::Relationship(state)) = self.folded.get(&space) else { continue };
            let part = match replica.party() {
                Party::Founder => &state.founder,
                Party::Invited => &state.invited,
            };
            let late = self.set_aside(space).into_iter().filter(|late| late.party == replica.party());
            let grants = late.filter_map(|late| late.body).flat_map(|body| withdrawn_by(&body));
            let grants: BTreeSet<_> = grants.filter(|grant| !part.withdrawn().contains(grant)).collect();
            if !grants.is_empty() && replica.is_open() {
                let withdrawn = RelationshipOperation::Withdrawn { grants: grants.into_iter().collect() };
                self.write(now_ms, space, &withdrawn.to_bytes(), random);
            }
        }
    }

    /// Does whatever is next.
    pub(crate) fn carry_out(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        self.keep_withdrawals(now_ms, random);
        let Some(vault) = self.vault() else { return };
        self.follow_elsewhere(now_ms, random);
        let is_undecided = self.vault_replica().is_some_and(|vault| vault.undecided().is_some());
        for space in self.links() {
            self.device.hold_content(space, is_undecided, random);
        }
        if is_undecided {
            return;
        }
        let wish = self.wished();
        let is_somebody_to_go = wish.is_some();
        let Some(replica) = self.device.replica_mut(vault).filter(|replica| replica.is_member()) else {
            return;
        };
        match wish {
            Some((intent, read)) if is_free(replica) => {
                replica.intend_as_read(intent, read);
                self.changed.insert(vault);
                self.device.proceed(vault, random);
            }
            Some(_) => {}
            None => self.renew_links(now_ms, random),
        }
        let after = self.vault_replica().and_then(Replica::last_removal).map(|removal| removal.epoch);
        for space in self.links() {
            let waits = is_somebody_to_go || !self.is_fresh(space, after);
            self.device.hold(space, waits, random);
        }
    }

    /// What is wanted of the vault's members and not so yet.
    fn wished(&self) -> Option<(Intent, Vec<crypto::Sighting>)> {
        let vault = self.vault_replica()?;
        let is_there = |member: MemberId| {
            member != vault.me() && vault.members().iter().any(|known| known.keys.id() == member)
        };
        let decisions = self.decisions();
        let removal = decisions.iter().find_map(|decision| match decision {
            Decision::RemoveDevice { device, read } if is_there(MemberId(device.0)) => {
                let read = minicbor::decode(read).unwrap_or_default();
                Some((Intent::Remove(MemberId(device.0)), read))
            }
            _ => None,
        });
        let words = decisions.iter().find_map(|decision| match decision {
            Decision::RenewWords { paper, .. } => minicbor::decode::<Member>(paper).ok(),
            _ => None,
        });
        let wanted = words.filter(|paper| !vault.has_ever_belonged(paper.keys.id()));
        let exchange = |admit: Member| {
            // Words write nothing, so nothing of theirs was read.
            (Intent::Exchange { admit, remove: papers(vault) }, Vec::new())
        };
        removal.or_else(|| wanted.map(exchange))
    }

    /// The person says that the other history of a space is the right one.
    pub fn go_over(&mut self, now_ms: u64, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(kept) = self.memory.spaces.get_mut(&space) else { return };
        let log: Vec<_> = kept.log.values().map(|entry| (**entry).clone()).collect();
        let Some(over) = self.device.go_over(
            space,
            &log,
            kept.base.as_deref(),
            |body| decision_of(body).is_none(),
            random,
        ) else {
            return;
        };
        kept.log.retain(|id, _| !over.gone.contains(id));
        self.fold_again(now_ms, space);
        self.changed.insert(space);
    }

    fn follow_elsewhere(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        let is_elsewhere = |space: &SpaceId| self.device.replica(*space).is_some_and(Replica::is_elsewhere);
        for space in self.links().into_iter().filter(is_elsewhere).collect::<Vec<_>>() {
            self.go_over(now_ms, space, random);
        }
    }

    fn links(&self) -> Vec<SpaceId> {
        let links = self.spaces().into_iter().filter(|(_, domain)| *domain == Domain::Relationship);
        links.map(|(space, _)| space).collect()
    }

    fn vault_replica(&self) -> Option<&Replica> {
        self.device.replica(self.vault()?)
    }
}

/// What was decided with an operation, if anything was.
pub(crate) fn decision_of(body: &[u8]) -> Option<Decision> {
    let Ok(Decoded::Known(VaultOperation::Decided { decision, .. })) = VaultOperation::from_bytes(body)
    else {
        return None;
    };
    match Decision::from_bytes(&decision) {
        Ok(Decoded::Known(decision)) => Some(decision),
        _ => None,
    }
}

/// Whether nobody is being taken out already.
fn is_free(replica: &Replica) -> bool {
    replica.intent().is_none_or(|intent| !intent.takes_out())
}

fn papers(replica: &Replica) -> Vec<MemberId> {
    let papers = replica.members().iter().filter(|member| member.kind == MemberKind::Paper);
    papers.map(|member| member.keys.id()).collect()
}
