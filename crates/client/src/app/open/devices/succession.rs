//! This device goes on in the vault as another member, because its lock was changed: an old copy of its store opens no vault any more.
//!
//! ```text
//!   the lock is changed ─► a new member is made, and stands in the store
//!      ─► the vault is told that it is the same device ─► the new member is let in by the former one
//!      ─► this device goes on as the new one, and signs anew what it had decided ─► once the relay has that, and everything is read:
//!         the former one is taken out, with a new epoch ─► what was written meanwhile is handed in
//! ```
//! Every step can be seen in the control chain, so it goes on from wherever it stopped. Offline it waits. What is written meanwhile waits
//! too: an old copy, which belongs to the vault until the last step, would read it.

use crypto::{MemberId, MemberSeed};
use model::{Decision, VaultOperation};
use sync::{Member, MemberKind, Party, limits::MEMBERS_MAX, replica::Intent};

use super::{Devices, Here, Spaces, device_id};
use crate::app::Doing;

/// How many members wait to be gone on as, at most. The first may have been let in without this device knowing; of the others nobody
/// has heard.
const WAITING_MAX: usize = 2;

/// The member as which this device is to go on.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(in crate::app) struct Successor {
    #[cbor(n(0), with = "minicbor::bytes")]
    seed: [u8; 32],
    /// Whether the keys of the person's links stay.
    #[n(1)]
    keeps_links: bool,
    /// Its name, which takes a while to derive.
    #[n(2)]
    id: MemberId,
}

impl Successor {
    fn seed(&self) -> MemberSeed {
        MemberSeed::from_bytes(self.seed)
    }

    /// The member.
    pub(super) fn id(&self) -> MemberId {
        self.id
    }

    /// Whether the keys of the person's links stay.
    pub(in crate::app) fn keeps_links(&self) -> bool {
        self.keeps_links
    }

    /// Takes the place of one of which nobody has heard.
    pub(in crate::app) fn take_over(&mut self, other: Option<Self>) {
        self.keeps_links &= other.is_none_or(|other| other.keeps_links);
    }
}

/// The lock was changed.
pub(in crate::app) fn begin(spaces: &mut Spaces, here: &mut Here, doing: &mut Doing<'_>, keeps_links: bool) {
    if super::is_removed(spaces, here) {
        return;
    }
    let seed = MemberSeed::random(&mut doing.random);
    let next = Successor { seed: *seed.expose(), keeps_links, id: seed.keys().id() };
    here.succeed(next, WAITING_MAX);
    here.save(spaces, doing);
    spaces.hold_content(doing, true);
    announce(spaces, here, doing);
}

/// Says in the vault, as the member that this device still is, which one it goes on as.
fn announce(spaces: &mut Spaces, here: &Here, doing: &mut Doing<'_>) {
    let Some(next) = here.successor() else { return };
    let (former, successor) = (spaces.vault_replica().me(), next.id());
    if former != successor && !spaces.has_announced(successor) {
        let (former, successor) = (device_id(former), device_id(successor));
        let keeps_links = next.keeps_links;
        spaces.decide_itself(doing, &Decision::Succeed { former, successor, keeps_links });
    }
}

impl Devices {
    /// Does whatever is next. To be called whenever something has changed.
    pub(in crate::app) fn succeed(&self, spaces: &mut Spaces, here: &mut Here, doing: &mut Doing<'_>) {
        while self.step(spaces, here, doing) {}
    }

    /// Whether there may be more to do at once.
    fn step(&self, spaces: &mut Spaces, here: &mut Here, doing: &mut Doing<'_>) -> bool {
        let next = here.successor().filter(|next| {
            let vault = spaces.vault_replica();
            let has_room = vault.members().len() < MEMBERS_MAX || vault.has_ever_belonged(next.id());
            // While two histories stand against each other, it stays a member of both.
            has_room && !here.is_removed() && !here.is_erasing() && !spaces.is_undecided()
        });
        let next = next.cloned();
        spaces.hold_content(doing, next.is_some());
        let Some(next) = next else { return false };
        let (space, vault) = (spaces.vault_space(), spaces.vault_replica());
        let is_let_in = vault.members().iter().any(|known| known.keys.id() == next.id());
        let is_free = vault.intent().is_none();
        if vault.me() != next.id() {
            if is_let_in {
                go_on(spaces, doing, &next);
            } else if vault.is_member() && is_free && self.next_wake_ms().is_none() {
                // No other device is being let in by this one, as the member that it still is.
                announce(spaces, here, doing);
                let member = Member::of(&next.seed(), space, Party::Founder, MemberKind::Device);
                spaces.intend(doing, space, Intent::Admit(member));
            }
            return false;
        }
        let former = vault.members().iter().map(|known| known.keys.id());
        let former = former.filter(|known| *known != vault.me()).find(|known| vault.has_been(*known));
        match former {
            // All that it wrote is read, so that nothing of it is cut off.
            Some(former) => {
                if is_let_in && is_free && spaces.is_vault_settled() {
                    spaces.intend(doing, space, Intent::Remove(former));
                }
                false
            }
            None => {
                here.has_succeeded();
                here.save(spaces, doing);
                spaces.hand_in_checkpoint_anew(doing);
                true
            }
        }
    }
}

/// Goes on as a member that was let in.
fn go_on(spaces: &mut Spaces, doing: &mut Doing<'_>, next: &Successor) {
    let former = spaces.vault_replica().me();
    let (name, added_on) = spaces.device_record(device_id(former));
    let device = device_id(next.id());
    spaces.change_member(doing, spaces.vault_space(), next.seed());
    spaces.sign_anew(doing, former);
    if let Some(on) = added_on {
        spaces.note(doing, &VaultOperation::DeviceAdded { device, on });
    }
    if let Some(name) = name {
        spaces.note(doing, &VaultOperation::DeviceNamed { device, name });
    }
}
