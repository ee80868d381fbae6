//! The person's own devices: their names, who is new, who is to go, and the words that open the vault without any of them.
//!
//! What the person wants stands in the vault; what is stands in its control chain. [`wish`] says what is missing, and whichever
//! device meets the relay does it.

mod offer;
mod seen;
mod succession;
mod vault_erasure;
mod words;

use crypto::{MemberId, Sighting};
use model::{Decision, DeviceId, Now, VaultOperation, relationship::Origin};
use sync::{EntryId, Member, MemberKind, Replica, SpaceId, replica::Intent, small::SmallMap};

use super::{
    door::Door,
    here::Here,
    spaces::{Choice, Spaces},
};
use crate::{
    Problem,
    app::{Doing, doing::LoadToken, typed::typed_name},
    command::{self, Outcome},
    storage::Record,
    view::Notice,
};

use offer::Offer;

pub(in crate::app) use offer::LOOK_AGAIN_MS;
pub(in crate::app) use succession::{Successor, begin as begin_succession};
pub(in crate::app) use words::{
    are_checked as words_are_checked, held as words_held, renew_kept as renew_kept_words,
};

/// What is on its way with the person's own devices.
#[derive(Debug, Default)]
pub(in crate::app) struct Devices {
    /// Another device of the person's own on its way into the vault.
    offer: Offer,
    /// Links whose log is being read, because the vault is being erased.
    erasing: SmallMap<LoadToken, SpaceId>,
}

fn device_id(member: MemberId) -> DeviceId {
    DeviceId(member.0)
}

fn is_device(member: &&Member) -> bool {
    member.kind == MemberKind::Device
}

/// The devices that belong to a vault now.
pub(in crate::app) fn devices_of(vault: &Replica) -> Vec<DeviceId> {
    vault.members().iter().filter(is_device).map(|member| device_id(member.keys.id())).collect()
}

fn is_this(spaces: &Spaces, device: DeviceId) -> bool {
    device_id(spaces.vault_replica().me()) == device
}

fn check_device(spaces: &Spaces, device: DeviceId) -> Result<(), Problem> {
    if devices_of(spaces.vault_replica()).contains(&device) { Ok(()) } else { Err(Problem::Gone) }
}

/// Whether this device belongs to the vault no more: the relay says so, or the vault's own records, which may have come in a
/// parcel.
pub(in crate::app) fn is_removed(spaces: &Spaces, here: &Here) -> bool {
    here.is_removed() || !spaces.vault_replica().is_member()
}

/// Something that the person wants of their vault's members, with how far each chain had been read where they decided it.
pub(in crate::app) struct Wish {
    pub(in crate::app) intent: Intent,
    pub(in crate::app) read: Vec<Sighting>,
}

/// What the person wants of their vault's members that is not so yet.
pub(in crate::app) fn wish(spaces: &Spaces) -> Option<Wish> {
    let vault = spaces.vault_replica();
    // Whoever was to go does not stay by going on as another member.
    let is_there =
        |device: &DeviceId| spaces.next_to_go_of(*device).is_some_and(|member| member != vault.me());
    let mut removals = spaces
        .decisions(|decision| matches!(decision, Decision::RemoveDevice { device, .. } if is_there(device)));
    let removal = removals.find_map(|decision| match decision {
        Decision::RemoveDevice { device, read } => {
            let read = minicbor::decode(&read).unwrap_or_default();
            Some(Wish { intent: Intent::Remove(spaces.next_to_go_of(device)?), read })
        }
        _ => None,
    });
    removal.or_else(|| words::wish(spaces))
}

/// The decision that a device goes: of what it wrote, counts what was read here by now.
fn removal(spaces: &Spaces, device: DeviceId) -> Decision {
    let read = spaces.vault_replica().read_so_far(&[MemberId(device.0)]);
    let read = minicbor::to_vec(&read).expect("writing to memory cannot fail");
    Decision::RemoveDevice { device, read }
}

/// Devices that this one has not seen before, and that its person has not said to know.
pub(in crate::app) fn new_devices(spaces: &Spaces, here: &Here) -> Vec<Notice> {
    devices_of(spaces.vault_replica())
        .into_iter()
        .filter(|device| !is_known(spaces, here, *device))
        .map(|device| Notice::NewDevice { device, added_on: spaces.device_record(device).1 })
        .collect()
}

/// Whether a device is this one, or one that the person knows, by whichever member.
fn is_known(spaces: &Spaces, here: &Here, device: DeviceId) -> bool {
    here.knows_device(device)
        || is_life_of_this(spaces, here, device)
        // Nobody but this device says as whom it goes on.
        || spaces.lives_of(device).iter().skip(1).any(|life| here.knows_device(*life) && !is_this(spaces, *life))
}

/// Whether it is this device: as the member that it is, that it was, or as which it is to go on.
fn is_life_of_this(spaces: &Spaces, here: &Here, device: DeviceId) -> bool {
    let is_other = |next: &Successor| {
        next.id() == MemberId(device.0) || spaces.vault_replica().has_been(MemberId(device.0))
    };
    is_this(spaces, device) || here.successor().is_some_and(is_other)
}

/// What else is to be said of who belongs to the vault.
pub(in crate::app) fn notices(spaces: &Spaces, here: &Here, now: Now) -> Vec<Notice> {
    let vault = spaces.vault_replica();
    let device_of = |member: MemberId| {
        let device = device_id(member);
        devices_of(vault).contains(&device).then_some(device)
    };
    let misfits =
        vault.misfits().into_iter().map(|author| Notice::KeyDidNotFit { device: device_of(author) });
    let late = spaces.count_late(now).into_iter().map(|(device, things)| {
        let name = device.and_then(|device| spaces.device_record(device).0).unwrap_or_default();
        Notice::Late { device, name, things: u32::try_from(things).unwrap_or(u32::MAX) }
    });
    let unproven = spaces.unproven().into_iter().filter(|device| !here.has_looked_through(*device));
    let unproven = unproven
        .map(|device| Notice::Unproven { device, name: spaces.device_record(device).0.unwrap_or_default() });
    misfits
        .chain(late)
        .chain(unproven)
        .chain(words::were_replaced(spaces).then_some(Notice::OtherWords))
        .collect()
}

/// A device says in the vault since when it belongs to it, once it has read what stands there.
pub(in crate::app) fn say_that_i_am_here(spaces: &mut Spaces, here: &mut Here, doing: &mut Doing<'_>) {
    let device = device_id(spaces.vault_replica().me());
    let known = spaces.vault().devices.get(&device).is_some_and(|record| record.added_on.is_some());
    if !known && spaces.vault_replica().is_member() {
        spaces.note(doing, &VaultOperation::DeviceAdded { device, on: doing.now.day() });
    }
    if let Some(name) = here.take_given_name() {
        here.save(spaces, doing);
        // The device that let it in has said so already, and the person may have changed it since.
        if spaces.vault().devices.get(&device).is_none_or(|record| record.name.is_none()) {
            spaces.note(doing, &VaultOperation::DeviceNamed { device, name });
        }
    }
}

impl Devices {
    /// From the store.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(in crate::app) fn load(spaces: &mut Spaces, records: &[Record]) -> Result<Self, Problem> {
        Ok(Self { offer: Offer::load(spaces, records)?, erasing: SmallMap::new() })
    }

    /// Carries out what concerns who belongs to the vault.
    ///
    /// # Errors
    /// Whatever keeps it from being carried out.
    pub(in crate::app) fn act(
        &mut self,
        spaces: &mut Spaces,
        (here, door): (&mut Here, &mut Door),
        doing: &mut Doing<'_>,
        act: command::Devices,
    ) -> Result<Outcome, Problem> {
        use command::Devices as Act;
        match act {
            Act::Name { device, name } => {
                check_device(spaces, device)?;
                let name = typed_name(&name)?;
                spaces.record(doing, &VaultOperation::DeviceNamed { device, name })?;
                Ok(Outcome::Done)
            }
            Act::Remove { device, passphrase } => {
                check_removable(spaces, device)?;
                door.check(doing, &passphrase)?;
                remove(spaces, doing, device)
            }
            Act::Dismiss { device, passphrase } => {
                door.check(doing, &passphrase)?;
                here.know_devices([device]);
                here.save(spaces, doing);
                Ok(Outcome::Done)
            }
            Act::KeepHistory { seen, passphrase } => {
                door.check(doing, &passphrase)?;
                spaces.keep_branch(doing, &seen)?;
                Ok(Outcome::Done)
            }
            Act::GoOver { keep, seen, passphrase } => {
                door.check(doing, &passphrase)?;
                spaces.want_to_go_over(doing, keep, &seen)?;
                Ok(Outcome::Done)
            }
            Act::LookedThrough { device } => {
                here.look_through(device);
                here.save(spaces, doing);
                Ok(Outcome::Done)
            }
            Act::SettleLate { device, keep, seen } => {
                let names =
                    |origins: Vec<Origin>| origins.into_iter().map(|origin| EntryId(origin.0)).collect();
                let choice = Choice { keep: names(keep), seen: seen.map(names) };
                spaces.settle_late(doing, device, &choice)?;
                Ok(Outcome::Done)
            }
            Act::ShowWords { passphrase } => {
                door.check(doing, &passphrase)?;
                words::show(spaces, here, doing)
            }
            Act::CheckWords { answers } => words::check(spaces, here, doing, &answers),
            Act::RenewWords { passphrase } => {
                door.check(doing, &passphrase)?;
                words::renew(spaces, here, doing)
            }
            Act::EraseVault { passphrase } => {
                door.check(doing, &passphrase)?;
                self.begin_erasing(spaces, here, doing)
            }
        }
    }

    /// The relay says whether this device belongs to the vault.
    pub(in crate::app) fn set_removed(
        &mut self,
        spaces: &mut Spaces,
        here: &mut Here,
        doing: &mut Doing<'_>,
        removed: bool,
    ) {
        if here.is_removed() != removed {
            here.set_removed(removed);
            if removed {
                self.stop_offer(spaces, doing);
            }
            spaces.let_vault_be_given(!removed);
            here.save(spaces, doing);
        }
    }
}

fn check_removable(spaces: &Spaces, device: DeviceId) -> Result<(), Problem> {
    check_device(spaces, device)?;
    if is_this(spaces, device) { Err(Problem::ThisDevice) } else { Ok(()) }
}

fn remove(spaces: &mut Spaces, doing: &mut Doing<'_>, device: DeviceId) -> Result<Outcome, Problem> {
    let removal = removal(spaces, device);
    // The wish comes first, so that nothing more is handed in under keys that the device has.
    if spaces.is_free() {
        spaces.intend(doing, spaces.vault_space(), Intent::Remove(MemberId(device.0)));
    }
    spaces.decide(doing, &removal)?;
    Ok(Outcome::Done)
}
