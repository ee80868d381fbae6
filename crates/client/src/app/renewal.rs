//! Bringing what is to what the person wants: who is to go goes, and nothing that they know opens what comes after.
//!
//! ```text
//! wish in the vault ─► the vault's control chain: out with the device (or the old words), a new epoch
//!   ─► for each relationship: a new seed, written into the vault under that epoch ─► once the relay has it:
//!      this person's member there is exchanged for the new one, with a new epoch
//!      ─► every remaining device goes on as the new member
//! ```
//! Every step can be seen in the vault and the control chains, so whichever device meets the relay goes on where another one
//! stopped. A seed is used only when the relay holds it: were it known to one device alone, losing that device would lock the
//! person out.

use crypto::{CryptoRng, MemberId, MemberKeys, MemberSeed};
use model::{DeviceId, LinkId, VaultOperation};
use sync::{Member, MemberKind, Party, Replica, SpaceId, replica::Intent, small::SmallSet};

use super::{Doing, devices::device_id, open::Open};

fn other_papers(vault: &Replica, paper: &Member) -> Vec<MemberId> {
    let papers = vault.members().iter().filter(|member| member.kind == MemberKind::Paper);
    papers.map(|member| member.keys.id()).filter(|member| *member != paper.keys.id()).collect()
}

/// Whether nobody is being taken out already. Whoever is being let in comes after that: what is written meanwhile would else be
/// sealed for the one who goes.
fn is_free(vault: &Replica) -> bool {
    vault.intent().is_none_or(|intent| !intent.takes_out())
}

impl Open {
    /// Does whatever is next. To be called after everything that changed.
    pub(super) fn renew(&mut self, doing: &mut Doing<'_>) {
        if !self.device.replica(self.settings.vault).is_some_and(Replica::is_member) {
            return;
        }
        self.end_links(doing);
        let Some(vault) = self.device.replica(self.settings.vault) else { return };
        if let Some(wish) = self.wish(vault) {
            if is_free(vault) {
                self.intend(&mut doing.random, self.settings.vault, wish);
            }
            self.hold_links(&mut doing.random);
            return;
        }
        let removal = vault.last_removal();
        let spaces: Vec<SpaceId> = self.spaces.keys().copied().collect();
        for space in spaces {
            if space != self.settings.vault {
                self.follow_own_member(&mut doing.random, space);
                if let Some(removal) = removal {
                    self.renew_link(doing, space, removal);
                }
            }
        }
        self.hold_links(&mut doing.random);
    }

    /// What is written into a link waits while a device that has its key is to go: it would be sealed for that one too.
    pub(super) fn hold_links(&mut self, random: &mut impl CryptoRng) {
        let Some(vault) = self.device.replica(self.settings.vault) else { return };
        let is_wished = self.wish(vault).is_some();
        let after = vault.last_removal().map(|(after, _)| after);
        let spaces: Vec<SpaceId> =
            self.spaces.keys().copied().filter(|space| *space != self.settings.vault).collect();
        for space in spaces {
            let held =
                self.awaits_end(space) || self.is_live(space) && (is_wished || !self.is_fresh(space, after));
            self.device.hold(space, held, random);
        }
    }

    fn is_live(&self, space: SpaceId) -> bool {
        let record = self.vault().links.get(&LinkId(space.0));
        record.is_some_and(|record| record.ended.is_none())
            && self
                .device
                .replica(space)
                .is_some_and(|replica| replica.own_party_remains() && !replica.other_has_left())
    }

    /// Whether the seed with which this device belongs to a link was made after somebody was removed from the vault.
    fn is_fresh(&self, space: SpaceId, after: Option<u64>) -> bool {
        let Some(after) = after else { return true };
        let Some(replica) = self.device.replica(space).filter(|replica| replica.is_member()) else {
            return false;
        };
        let mine = replica.seed().expose();
        let record = self.vault().links.get(&LinkId(space.0));
        record
            .is_some_and(|record| record.renewed.iter().any(|(made, seed)| *made >= after && seed.0 == *mine))
    }

    pub(super) fn wish_away(&mut self, random: &mut impl CryptoRng, device: DeviceId) {
        let member = MemberId(device.0);
        let free = self.device.replica(self.settings.vault).is_some_and(is_free);
        if free {
            self.intend(random, self.settings.vault, Intent::Remove(member));
        }
    }

    pub(super) fn intend(&mut self, random: &mut impl CryptoRng, space: SpaceId, intent: Intent) {
        if let Some(replica) = self.device.replica_mut(space) {
            replica.intend(Some(intent));
            self.changed.insert(space);
            self.device.proceed(space, random);
        }
    }

    /// What the person wants of their vault's members that is not so yet.
    fn wish(&self, vault: &Replica) -> Option<Intent> {
        let members = vault.members();
        let unwanted = members.iter().map(|member| member.keys.id()).find(|member| {
            let record = self.vault().devices.get(&device_id(*member));
            record.is_some_and(|record| record.removed) && *member != vault.me()
        });
        if let Some(member) = unwanted {
            return Some(Intent::Remove(member));
        }
        let paper = Member { keys: self.renewed_paper()?, party: Party::Founder, kind: MemberKind::Paper };
        let others = other_papers(vault, &paper);
        let is_there = members.contains(&paper);
        (!is_there || !others.is_empty()).then_some(Intent::Exchange { admit: paper, remove: others })
    }

    /// New recovery words are to take the place of those of before.
    pub(super) fn wish_for_words(&mut self, random: &mut impl CryptoRng, paper: Member) {
        let Some(vault) = self.device.replica(self.settings.vault) else { return };
        if is_free(vault) {
            let remove = other_papers(vault, &paper);
            self.intend(random, self.settings.vault, Intent::Exchange { admit: paper, remove });
        }
    }

    fn renewed_paper(&self) -> Option<MemberKeys> {
        let renewed = self.vault().renewed_words.as_ref()?;
        // A relay may show what a removed device wrote afterwards: only who belongs to the vault says which words count.
        let vault = self.device.replica(self.settings.vault)?;
        if !vault.is_of_a_member(crypto::WriterId(renewed.stamp.writer.0)) {
            return None;
        }
        let keys: MemberKeys = minicbor::decode(&renewed.value.keys).ok()?;
        keys.sealing.check().is_ok().then_some(keys)
    }

    /// Whether there are new recovery words of which the relay has not heard.
    pub(super) fn renewed_paper_is_wanting(&self) -> bool {
        let Some(paper) = self.renewed_paper() else { return false };
        let vault = self.device.replica(self.settings.vault);
        vault.is_some_and(|vault| !vault.members().iter().any(|member| member.keys == paper))
    }

    /// Seeds of this person's member of a link's space, the likeliest first.
    pub(super) fn seeds_of(&self, space: SpaceId) -> Vec<MemberSeed> {
        let Some(record) = self.vault().links.get(&LinkId(space.0)) else { return Vec::new() };
        let renewed = record.renewed.iter().rev().map(|(_, seed)| seed.0);
        let kept = record.kept.iter().map(|kept| kept.value.member_seed);
        renewed.chain(kept).map(MemberSeed::from_bytes).collect()
    }

    /// Gives a link's replica the seeds of all members that this person has had there. A device that came later, or was away, was
    /// none of them itself, and erases what they wrote all the same.
    pub(super) fn know_former(&mut self, space: SpaceId) {
        let seeds = self.seeds_of(space);
        if let Some(replica) = self.device.replica_mut(space) {
            replica.know_former(seeds);
        }
    }

    /// When another member has taken the place of this device's, goes on as that one.
    pub(super) fn follow_own_member(&mut self, random: &mut impl CryptoRng, space: SpaceId) {
        let Some(replica) = self.device.replica(space) else { return };
        if replica.is_member() || !replica.own_party_remains() {
            return;
        }
        let members: SmallSet<MemberId> = replica.members().iter().map(|member| member.keys.id()).collect();
        let tried = self.tried.get(&space);
        let seed = self.seeds_of(space).into_iter().find(|seed| {
            let id = seed.keys().id();
            members.contains(&id) && tried.is_none_or(|tried| !tried.contains(&id))
        });
        if let Some(seed) = seed {
            self.device.change_member(space, seed, random);
            self.changed.insert(space);
        }
    }

    /// The relay lets this device's member into a link no more. Another device may have exchanged it: its successor is tried.
    /// Whether there was one left to try.
    pub(super) fn try_successor(&mut self, random: &mut impl CryptoRng, space: SpaceId) -> bool {
        let Some(replica) = self.device.replica(space) else { return false };
        let tried = self.tried.get_or_insert_with(space, SmallSet::new);
        tried.insert(replica.me());
        let tried = tried.clone();
        let next = self.seeds_of(space).into_iter().find(|seed| !tried.contains(&seed.keys().id()));
        let Some(seed) = next else { return false };
        self.device.change_member(space, seed, random);
        self.changed.insert(space);
        true
    }

    /// After `removal`, a change of the vault's members: exchanges this person's member of a link, unless its seed was made
    /// afterwards.
    fn renew_link(&mut self, doing: &mut Doing<'_>, space: SpaceId, removal: (u64, MemberId)) {
        let link = LinkId(space.0);
        let (Some(vault), Some(replica)) =
            (self.device.replica(self.settings.vault), self.device.replica(space))
        else {
            return;
        };
        let Some(record) = self.vault().links.get(&link) else { return };
        let (after, author) = removal;
        let settled = !self.is_live(space) || !replica.is_member() || self.is_fresh(space, Some(after));
        if settled || replica.intent().is_some() {
            return;
        }
        let mut fresh = record.renewed.iter().filter(|(made, _)| *made >= after).map(|(_, seed)| seed.0);
        match fresh.next() {
            Some(seed) if vault.outbox_len() == 0 => {
                let seed = MemberSeed::from_bytes(seed);
                let admit = Member { keys: seed.keys(), party: replica.party(), kind: MemberKind::Device };
                let remove = vec![replica.me()];
                self.intend(&mut doing.random, space, Intent::Exchange { admit, remove });
            }
            Some(_) => {}
            // Who removed somebody makes the seeds at once; the others only where that was left undone.
            None if author == vault.me() || after <= self.epoch_at_opening => {
                let seed = MemberSeed::random(&mut doing.random);
                let operation = VaultOperation::LinkRenewed {
                    link,
                    member_seed: *seed.expose(),
                    after: u64::from(vault.epoch().0),
                };
                self.record(doing, operation).expect("the vault's own space is open to its device");
            }
            None => {}
        }
    }
}
