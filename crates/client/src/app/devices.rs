//! The person's own devices: their names, who is new, who is to go.
//!
//! What the person wants stands in the vault; what is stands in its control chain. [`super::renewal`] brings the second to the
//! first, whichever device meets the relay.

use crypto::{MemberId, MemberSeed, RecoveryWords};
use model::{DeviceId, VaultOperation};
use sync::{Member, MemberKind, Replica};

use super::{Doing, lock::paper, open::Open, relationships::typed_name};
use crate::{
    Problem,
    command::{Devices, Outcome, WordAnswer},
    view::{Notice, devices::DeviceView, devices::DevicesView},
};

pub(super) fn device_id(member: MemberId) -> DeviceId {
    DeviceId(member.0)
}

fn is_device(member: &&Member) -> bool {
    member.kind == MemberKind::Device
}

/// The devices that belong to a vault now.
pub(super) fn devices_of(vault: &Replica) -> Vec<DeviceId> {
    vault.members().iter().filter(is_device).map(|member| device_id(member.keys.id())).collect()
}

impl Open {
    /// Carries out what concerns the person's own devices.
    pub(super) fn act_on_devices(&mut self, doing: &mut Doing<'_>, act: Devices) -> Result<Outcome, Problem> {
        match act {
            Devices::Name { device, name } => {
                self.check_device(device)?;
                let name = typed_name(&name)?;
                self.record(doing, VaultOperation::DeviceNamed { device, name })
            }
            Devices::Remove { device } => {
                self.check_device(device)?;
                if self.is_this(device) {
                    return Err(Problem::ThisDevice);
                }
                // The wish comes first, so that nothing more is handed in under keys that the device has.
                self.wish_away(&mut doing.random, device);
                let done = self.record(doing, VaultOperation::DeviceRemoved { device });
                self.hold_links(&mut doing.random);
                done
            }
            Devices::Dismiss { device } => {
                self.settings.know_devices([device]);
                self.save_settings(doing);
                Ok(Outcome::Done)
            }
            Devices::RenewWords { passphrase } => self.renew_words(doing, &passphrase),
            Devices::EraseVault { passphrase } => self.erase_vault(doing, &passphrase),
            Devices::ShowWords => self.show_words(doing),
            Devices::CheckWords { answers } => self.check_words(doing, &answers),
        }
    }

    fn show_words(&mut self, doing: &mut Doing<'_>) -> Result<Outcome, Problem> {
        let words = self.settings.words().ok_or(Problem::Gone)?;
        self.record(doing, VaultOperation::WordsSeen { on: doing.now.day(), checked: false })?;
        Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
    }

    fn check_words(&mut self, doing: &mut Doing<'_>, answers: &[WordAnswer]) -> Result<Outcome, Problem> {
        let words = self.settings.words().ok_or(Problem::Gone)?.words();
        if answers.is_empty() {
            return Err(Problem::Empty);
        }
        for answer in answers {
            let index = usize::from(answer.position).checked_sub(1);
            let word = index.and_then(|index| words.get(index)).copied();
            if word != Some(answer.word.trim().to_ascii_lowercase().as_str()) {
                return Err(Problem::WrongWord { position: answer.position });
            }
        }
        self.settings.forget_words();
        self.save_settings(doing);
        self.record(doing, VaultOperation::WordsSeen { on: doing.now.day(), checked: true })
    }

    fn renew_words(&mut self, doing: &mut Doing<'_>, passphrase: &str) -> Result<Outcome, Problem> {
        self.record.try_passphrase(doing, passphrase)?;
        let entropy = MemberSeed::random(&mut doing.random);
        let words = RecoveryWords::from_entropy(entropy.expose());
        let paper = paper(&words);
        let keys = minicbor::to_vec(&paper.keys).expect("writing to memory cannot fail");
        self.settings.keep_words(*entropy.expose());
        self.save_settings(doing);
        // The wish comes first, so that nothing more is handed in under keys that the words of before open.
        self.wish_for_words(&mut doing.random, paper);
        self.record(doing, VaultOperation::WordsRenewed { keys, on: doing.now.day() })?;
        self.hold_links(&mut doing.random);
        Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
    }

    /// Whether the person has shown that they wrote down the newest recovery words.
    pub(super) fn words_are_checked(&self) -> bool {
        let vault = self.vault();
        let renewed_on = vault.renewed_words.as_ref().map(|renewed| renewed.value.on);
        self.settings.words().is_none()
            && vault.words_checked_on.is_some()
            && vault.words_checked_on >= renewed_on
    }

    fn vault_replica(&self) -> &Replica {
        self.device.replica(self.settings.vault).expect("an open vault has its own replica")
    }

    fn is_this(&self, device: DeviceId) -> bool {
        device_id(self.vault_replica().me()) == device
    }

    fn check_device(&self, device: DeviceId) -> Result<(), Problem> {
        if devices_of(self.vault_replica()).contains(&device) { Ok(()) } else { Err(Problem::Gone) }
    }

    /// A device says in the vault since when it belongs to it, once it has read what stands there.
    pub(super) fn say_that_i_am_here(&mut self, doing: &mut Doing<'_>) {
        let device = device_id(self.vault_replica().me());
        let known = self.vault().devices.get(&device).is_some_and(|record| record.added_on.is_some());
        if !known && self.vault_replica().is_member() {
            let added = VaultOperation::DeviceAdded { device, on: doing.now.day() };
            self.note(doing, added);
        }
        if let Some(name) = self.settings.take_given_name() {
            self.save_settings(doing);
            // The device that let it in has said so already, and the person may have changed it since.
            if self.vault().devices.get(&device).is_some_and(|record| record.name.is_some()) {
                return;
            }
            let named = VaultOperation::DeviceNamed { device, name };
            self.note(doing, named);
        }
    }

    /// Writes into the vault what this device has noticed. A device that was removed notes nothing more: its screen says that it was.
    pub(super) fn note(&mut self, doing: &mut Doing<'_>, operation: VaultOperation) {
        let noted = self.record(doing, operation);
        debug_assert!(noted.is_ok() || self.is_removed(), "the vault is open to its device: {noted:?}");
    }

    /// Whether this device belongs to the vault no more: the relay says so, or the vault's own records, which may have come in a
    /// parcel.
    pub(super) fn is_removed(&self) -> bool {
        self.settings.is_removed() || !self.vault_replica().is_member()
    }

    /// The relay says whether this device belongs to the vault.
    pub(super) fn set_removed(&mut self, doing: &mut Doing<'_>, removed: bool) {
        if self.settings.is_removed() != removed {
            self.settings.set_removed(removed);
            if removed {
                self.stop_offer(doing);
            }
            self.device.let_found(self.settings.vault, !removed);
            self.save_settings(doing);
        }
    }

    pub(super) fn devices_view(&self) -> DevicesView {
        let vault = self.vault();
        let mut devices: Vec<DeviceView> = devices_of(self.vault_replica())
            .into_iter()
            .map(|id| {
                let record = vault.devices.get(&id);
                let name = record.and_then(|record| record.name.as_ref());
                DeviceView {
                    id,
                    name: name.map(|name| name.value.clone()).unwrap_or_default(),
                    added_on: record.and_then(|record| record.added_on),
                    is_this: self.is_this(id),
                    is_leaving: record.is_some_and(|record| record.removed),
                }
            })
            .collect();
        devices.sort_by_key(|device| (device.added_on.unwrap_or(model::Day(u32::MAX)), device.id));
        DevicesView {
            devices,
            is_removed: self.is_removed(),
            words_wait: self.renewed_paper_is_wanting(),
            is_erasing: self.settings.is_erasing(),
            erased_on: self.settings.erased_on(),
            offer: self.offer.view(),
        }
    }

    /// Devices that this one has not seen before, and that its person has not said to know.
    pub(super) fn new_devices(&self) -> Vec<Notice> {
        let vault = self.vault();
        devices_of(self.vault_replica())
            .into_iter()
            .filter(|device| !self.settings.knows_device(*device) && !self.is_this(*device))
            .map(|device| {
                let record = vault.devices.get(&device);
                Notice::NewDevice { device, added_on: record.and_then(|record| record.added_on) }
            })
            .collect()
    }
}
