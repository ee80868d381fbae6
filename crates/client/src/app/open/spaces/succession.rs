//! A device of the person goes on in the vault as another member, because its lock was changed: no device comes, and none goes.
//!
//! Both say it: the former member lets the other one in, signs that it is the same device, and is taken out by it. So nobody else takes
//! a device's place, and whatever else happens to two such members is a device that came, or one that was taken away.

use crypto::MemberId;
use model::{Decision, Decoded, DeviceId, VaultOperation};
use sync::{SpaceId, replica::Removal};

use super::Spaces;
use crate::app::Doing;

/// The most changes that are followed from one member to the next.
const FOLLOWED_MAX: usize = 256;

impl Spaces {
    /// What stands of one member having gone on as another; whether the links stay.
    fn stands(&self, former: MemberId, successor: MemberId) -> Option<bool> {
        let is_it = |decision: &Decision| {
            matches!(decision, Decision::Succeed { former: one, successor: other, .. }
                if one.0 == former.0 && other.0 == successor.0)
        };
        self.decisions(is_it).find_map(|decision| match decision {
            Decision::Succeed { keeps_links, .. } => Some(keeps_links),
            _ => None,
        })
    }

    /// Whether a device has said that it goes on as another member.
    pub(in crate::app) fn has_announced(&self, successor: MemberId) -> bool {
        self.stands(self.vault_replica().me(), successor).is_some()
    }

    /// The member that a device was before.
    pub(in crate::app) fn former_of(&self, device: DeviceId) -> Option<DeviceId> {
        let vault = self.vault_replica();
        let member = MemberId(device.0);
        // What is said costs little to find, and is hardly ever said.
        let mut said = self.vault().decisions().filter_map(|(_, decision)| match decision {
            Decision::Succeed { former, successor, .. } if successor == device => Some(former),
            _ => None,
        });
        let is_true = |former: &DeviceId| {
            let former = MemberId(former.0);
            let is_there = || vault.members().iter().any(|known| known.keys.id() == former);
            vault.let_in_by(member) == Some(former)
                && (is_there() || vault.taken_out_by(former) == Some(member))
                && self.stands(former, member).is_some()
        };
        said.find(is_true)
    }

    /// A device and the members that it was before, the newest first.
    pub(in crate::app) fn lives_of(&self, device: DeviceId) -> Vec<DeviceId> {
        let next = |device: &DeviceId| self.former_of(*device);
        core::iter::successors(Some(device), next).take(FOLLOWED_MAX).collect()
    }

    /// The member that a device is now, whichever it was when somebody named it. None if it is not there any more.
    pub(in crate::app) fn present_life_of(&self, device: DeviceId) -> Option<MemberId> {
        let vault = self.vault_replica();
        let members: Vec<MemberId> = vault.members().iter().map(|member| member.keys.id()).collect();
        let is_there = members.iter().find(|member| member.0 == device.0);
        let goes_on = || members.iter().find(|member| self.lives_of(DeviceId(member.0)).contains(&device));
        is_there.or_else(goes_on).copied()
    }

    /// Which member has to go next so that a device goes: first the one as which it is about to go on, while the member that says so is
    /// there. None if it is gone.
    pub(in crate::app) fn next_to_go_of(&self, device: DeviceId) -> Option<MemberId> {
        let members = self.vault_replica().members();
        let goes_on = members
            .iter()
            .map(|member| member.keys.id())
            .find(|member| member.0 != device.0 && self.lives_of(DeviceId(member.0)).contains(&device));
        goes_on.or_else(|| self.present_life_of(device)).or_else(|| self.heir_of(device))
    }

    /// The member that a device let in as itself before it was taken out, as it says too late to be counted: whoever was to go does not
    /// stay by that.
    fn heir_of(&self, device: DeviceId) -> Option<MemberId> {
        let (vault, former) = (self.vault_replica(), MemberId(device.0));
        let late = self.kept.get(&self.vault)?.late.values().filter(|late| late.author == former);
        let mut named = late.filter_map(|late| match VaultOperation::from_bytes(late.body.as_deref()?) {
            Ok(Decoded::Known(VaultOperation::Decided { decision, .. })) => {
                match Decision::from_bytes(&decision) {
                    Ok(Decoded::Known(Decision::Succeed { former: one, successor, .. })) if one == device => {
                        Some(MemberId(successor.0))
                    }
                    _ => None,
                }
            }
            _ => None,
        });
        let is_there = |heir: &MemberId| vault.members().iter().any(|member| member.keys.id() == *heir);
        named.find(|heir| vault.let_in_by(*heir) == Some(former) && is_there(heir))
    }

    /// What a device is called, and since when it belongs to the vault: by whichever member that was said.
    pub(in crate::app) fn device_record(&self, device: DeviceId) -> (Option<String>, Option<model::Day>) {
        let devices = &self.vault().devices;
        let lives = self.lives_of(device);
        let records: Vec<_> = lives.iter().filter_map(|life| devices.get(life)).collect();
        let names = records.iter().filter_map(|record| record.name.as_ref());
        let name = names.max_by_key(|name| name.stamp).map(|name| name.value.clone());
        (name, records.iter().filter_map(|record| record.added_on).min())
    }

    /// The newest change of the vault's members by which somebody was taken out of whom the links' keys are to be kept: the epoch that
    /// began with it, and who made it. A device that only goes on as another member knows them.
    pub(in crate::app) fn last_removal(&self) -> Option<(u64, MemberId)> {
        let removal = self.vault_replica().removals().find(|removal| !self.keeps_links(removal))?;
        Some((removal.epoch, removal.author))
    }

    fn keeps_links(&self, removal: &Removal) -> bool {
        let [former] = removal.gone.as_slice() else { return false };
        if self.vault_replica().was_paper(*former) {
            let is_it = |decision: &Decision| matches!(decision, Decision::Succeed { former: words, keeps_links: true, .. } if words.0 == former.0);
            return self.decisions(is_it).next().is_some();
        }
        self.stands(*former, removal.author) == Some(true)
            && self.vault_replica().let_in_by(removal.author) == Some(*former)
    }

    /// Signs anew what this device decided as a former member, and what still stands of it: a decision counts no longer than its author
    /// belongs to the vault. What somebody decided who has a copy of this device ends with the former member.
    pub(in crate::app) fn sign_anew(&mut self, doing: &mut Doing<'_>, former: MemberId) {
        let after = self.last_removal().map(|(after, _)| after);
        let vault = self.vault_replica();
        let mut is_newest_words = true;
        let mut standing = Vec::new();
        for (decided, decision) in self.vault().decisions() {
            let writer = crypto::WriterId(decided.stamp.writer.0);
            let stands = match &decision {
                Decision::RemoveDevice { device, .. } => self.present_life_of(*device).is_some(),
                Decision::RenewWords { .. } => is_newest_words,
                Decision::RenewLink { after: made, .. } => after.is_some_and(|after| *made >= after),
                Decision::Succeed { .. } => true,
            };
            let verified = &mut self.verified.borrow_mut();
            let author =
                vault.decided_by(writer, &decided.decision, &decided.proof, verified).filter(|_| stands);
            let is_of_a_copy = author == Some(former) && !self.is_decided_here(&decided.proof);
            let Some(author) = author.filter(|_| !is_of_a_copy) else { continue };
            is_newest_words &= !matches!(decision, Decision::RenewWords { .. });
            if author == former {
                standing.push((decided.stamp.clock, decided.decision.clone()));
            }
        }
        for (clock, decision) in standing.into_iter().rev() {
            let operation = self.signed(decision);
            // At the moment at which it was decided: it beats nothing that was decided since.
            if self.record_at(doing, clock, &operation).is_err() {
                self.count_unnoted();
            }
        }
    }

    /// Whether everything that the relay has of the vault was read on this connection, and everything handed in that must not wait.
    pub(in crate::app) fn is_vault_settled(&self) -> bool {
        self.device.has_read_all(self.vault) && !self.device.hands_in_urgent(self.vault)
    }

    /// Whether the relay's log of the vault was read to its end on this connection.
    pub(in crate::app) fn is_vault_read(&self) -> bool {
        self.device.has_read_all(self.vault)
    }

    /// Whether what is written into the vault waits on this device, all but what must not wait.
    pub(in crate::app) fn hold_content(&mut self, doing: &mut Doing<'_>, held: bool) {
        self.device.hold_content(self.vault, held, &mut doing.random);
    }

    /// Lets a relay that has lost the checkpoint of a member that is gone have another one.
    pub(in crate::app) fn hand_in_checkpoint_anew(&mut self, doing: &mut Doing<'_>) {
        let space: SpaceId = self.vault;
        if self.vault_replica().cursor().0 >= super::checkpoints::RELAY_CHECKPOINT_ENTRIES {
            self.hand_in_checkpoint(doing, space, true);
        }
    }
}
