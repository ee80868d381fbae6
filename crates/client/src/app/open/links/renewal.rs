//! This person's members in their links, after somebody was removed from the vault: nothing that the removed one knows opens what
//! comes after.
//!
//! ```text
//! somebody was taken out of the vault, with a new epoch
//!   ─► for each relationship: a new seed, written into the vault under that epoch ─► once the relay has it:
//!      this person's member there is exchanged for the new one, with a new epoch
//!      ─► every remaining device goes on as the new member
//! ```
//! Every step can be seen in the vault and the control chains, so whichever device meets the relay goes on where another one
//! stopped. A seed is used only when the relay holds it: were it known to one device alone, losing that device would lock the
//! person out.

use crypto::{MemberId, MemberSeed};
use model::{Decision, LinkId};
use sync::{Member, MemberKind, SpaceId, replica::Intent, small::SmallSet};

use super::{Links, Spaces, leaving};
use crate::app::Doing;

impl Links {
    /// Does whatever is next, where nobody is to be taken out of the vault first.
    pub(in crate::app) fn renew(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>) {
        let removal = spaces.last_removal();
        for space in spaces.links() {
            self.follow_own_member(spaces, doing, space);
            if let Some(removal) = removal {
                self.renew_link(spaces, doing, space, removal);
            }
        }
    }

    /// After `removal`, a change of the vault's members: exchanges this person's member of a link, unless its seed was made
    /// afterwards.
    fn renew_link(
        &self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        space: SpaceId,
        removal: (u64, MemberId),
    ) {
        let link = LinkId(space.0);
        let vault = spaces.vault_replica();
        let Some(replica) = spaces.replica(space) else { return };
        let (after, author) = removal;
        let settled = !spaces.is_live(space) || !replica.is_member() || spaces.is_fresh(space, Some(after));
        if settled || replica.intent().is_some() {
            return;
        }
        match spaces.renewed_seeds(space, after).first().copied() {
            Some((_, seed)) if vault.outbox_len() == 0 => {
                let seed = MemberSeed::from_bytes(seed);
                let admit = Member::of(&seed, space, replica.party(), MemberKind::Device);
                let remove = vec![replica.me()];
                spaces.intend(doing, space, Intent::Exchange { admit, remove });
            }
            Some(_) => {}
            // Who removed somebody makes the seeds at once; the others only where that was left undone, and once they know why somebody
            // went: a device that goes on as another member takes no keys along.
            None if vault.has_been(author) || (after <= self.epoch_at_opening && spaces.is_vault_read()) => {
                let after = u64::from(vault.epoch().0);
                let member_seed = *MemberSeed::random(&mut doing.random).expose();
                spaces.decide_itself(doing, &Decision::RenewLink { link, member_seed, after });
            }
            None => {}
        }
    }

    /// The relay lets this device's member into a link no more. Another device may have exchanged it: its successor is tried.
    /// Whether there was one left to try.
    pub(in crate::app) fn try_successor(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        space: SpaceId,
    ) -> bool {
        let Some(replica) = spaces.replica(space) else { return false };
        let tried = self.tried.get_or_insert_with(space, SmallSet::new);
        tried.insert(replica.me());
        let next = spaces.seeds_of(space).into_iter().find(|seed| !tried.contains(&seed.keys().id()));
        let Some(seed) = next else { return false };
        spaces.change_member(doing, space, seed);
        true
    }

    /// When another member has taken the place of this device's, goes on as that one.
    pub(super) fn follow_own_member(&self, spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId) {
        let Some(replica) = spaces.replica(space) else { return };
        if replica.is_member() || !replica.own_party_remains() {
            return;
        }
        let members: SmallSet<MemberId> = replica.members().iter().map(|member| member.keys.id()).collect();
        let tried = self.tried.get(&space);
        let seed = spaces.seeds_of(space).into_iter().find(|seed| {
            let id = seed.keys().id();
            members.contains(&id) && tried.is_none_or(|tried| !tried.contains(&id))
        });
        if let Some(seed) = seed {
            spaces.change_member(doing, space, seed);
        }
    }
}

/// What is written into a link waits while a device that has its key is to go: it would be sealed for that one too.
pub(in crate::app) fn hold_links(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    is_somebody_to_go: bool,
    is_erasing: bool,
) {
    let after = spaces.last_removal().map(|(after, _)| after);
    for space in spaces.links() {
        let awaits_end = !is_erasing && leaving::awaits_end(spaces, space);
        let is_known = spaces.is_live(space) && (is_somebody_to_go || !spaces.is_fresh(space, after));
        spaces.hold(doing, space, awaits_end || is_known);
    }
}
