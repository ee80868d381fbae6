//! What is set on this device, beside its spaces. No other device hears of it.

use std::collections::BTreeSet;

use crypto::RecoveryWords;
use model::{Day, DeviceId};
use sync::SpaceId;

use super::{devices::Successor, door::Door, spaces::Spaces};
use crate::{
    Problem,
    app::{Doing, typed::check_relay},
    command::{self, Autolock},
    storage::{self, Keys, Record},
};

/// What is set on this device.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(in crate::app) struct Here {
    #[n(0)]
    relay: String,
    #[n(1)]
    vault: SpaceId,
    /// The recovery words' entropy, until the person has shown that they were written down.
    #[cbor(n(2), with = "minicbor::bytes")]
    entropy: Option<[u8; 32]>,
    #[n(3)]
    autolock: Option<Autolock>,
    /// Devices that the person knows to be theirs.
    #[n(10)]
    known_devices: Option<BTreeSet<DeviceId>>,
    /// Whether the relay says that this device belongs to the vault no more.
    #[n(11)]
    removed: Option<bool>,
    /// When the person last looked at what they share.
    #[n(4)]
    reviewed_on: Option<Day>,
    /// Whether the vault is being erased on the relay.
    #[n(12)]
    erasing: Option<bool>,
    /// When that was done.
    #[n(13)]
    erased_on: Option<Day>,
    /// What this device was called when it was added, until the vault has been read and that stands in it.
    #[n(20)]
    given_name: Option<String>,
    /// The members as which this device is to go on in the vault, the next one first.
    #[n(21)]
    successors: Option<Vec<Successor>>,
    /// Devices that were taken out, of whose unproven part the person has said that they looked through it.
    #[n(22)]
    looked_through: Option<BTreeSet<DeviceId>>,
}

/// What follows from a change here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Follows {
    /// Nothing more.
    Nothing,
    /// The relay is another one now, or none.
    AnotherRelay,
}

impl Here {
    /// Of a vault that has just come to this device.
    pub(in crate::app) fn new(relay: String, vault: SpaceId) -> Self {
        Self {
            relay,
            vault,
            entropy: None,
            autolock: None,
            known_devices: None,
            removed: None,
            reviewed_on: None,
            erasing: None,
            erased_on: None,
            given_name: None,
            successors: None,
            looked_through: None,
        }
    }

    /// From the store.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(in crate::app) fn load(keys: &Keys, records: &[Record]) -> Result<Self, Problem> {
        let record = records.iter().find(|record| record.key == storage::SETTINGS).ok_or(Problem::Damaged)?;
        let bytes = keys.open(record).map_err(|_| Problem::Damaged)?;
        minicbor::decode(&bytes).map_err(|_| Problem::Damaged)
    }

    pub(in crate::app) fn save(&self, spaces: &Spaces, doing: &mut Doing<'_>) {
        let value = minicbor::to_vec(self).expect("writing to memory cannot fail");
        spaces.put(doing, storage::SETTINGS, value);
    }

    /// Carries out what is set on this device.
    ///
    /// # Errors
    /// [`Problem::BadRelay`], [`Problem::Wait`], [`Problem::WrongPassphrase`].
    pub(in crate::app) fn act(
        &mut self,
        (spaces, door): (&Spaces, &mut Door),
        doing: &mut Doing<'_>,
        act: command::Here,
    ) -> Result<Follows, Problem> {
        match act {
            command::Here::ChangeRelay { relay, passphrase } => {
                let relay = check_relay(&relay)?;
                if relay == self.relay {
                    return Ok(Follows::Nothing);
                }
                door.check(doing, &passphrase)?;
                self.set_relay(spaces, doing, relay);
                Ok(Follows::AnotherRelay)
            }
            command::Here::Reviewed => {
                self.reviewed_on = Some(doing.now.day());
                self.save(spaces, doing);
                Ok(Follows::Nothing)
            }
        }
    }

    /// Which space is the vault.
    pub(in crate::app) fn vault(&self) -> SpaceId {
        self.vault
    }

    /// The address of the relay; empty if none is used.
    pub(in crate::app) fn relay(&self) -> &str {
        &self.relay
    }

    /// Whether a relay is used.
    pub(in crate::app) fn has_relay(&self) -> bool {
        !self.relay.is_empty()
    }

    pub(in crate::app) fn set_relay(&mut self, spaces: &Spaces, doing: &mut Doing<'_>, relay: String) {
        self.relay = relay;
        self.save(spaces, doing);
    }

    pub(in crate::app) fn autolock(&self) -> Autolock {
        self.autolock.unwrap_or_default()
    }

    pub(in crate::app) fn set_autolock(
        &mut self,
        spaces: &Spaces,
        doing: &mut Doing<'_>,
        autolock: Autolock,
    ) {
        self.autolock = Some(autolock);
        self.save(spaces, doing);
    }

    /// When the person last looked at what they share.
    pub(in crate::app) fn reviewed_on(&self) -> Option<Day> {
        self.reviewed_on
    }

    /// The recovery words, until they are checked.
    pub(in crate::app) fn words(&self) -> Option<RecoveryWords> {
        self.entropy.as_ref().map(RecoveryWords::from_entropy)
    }

    pub(in crate::app) fn keep_words(&mut self, entropy: [u8; 32]) {
        self.entropy = Some(entropy);
    }

    pub(in crate::app) fn forget_words(&mut self) {
        self.entropy = None;
    }

    /// Whether the person knows a device to be theirs.
    pub(in crate::app) fn knows_device(&self, device: DeviceId) -> bool {
        self.known_devices.as_ref().is_none_or(|known| known.contains(&device))
    }

    pub(in crate::app) fn know_devices(&mut self, devices: impl IntoIterator<Item = DeviceId>) {
        self.known_devices.get_or_insert_default().extend(devices);
    }

    /// Whether the person has looked through what this device holds of one that was taken out, beyond what counts.
    pub(in crate::app) fn has_looked_through(&self, device: DeviceId) -> bool {
        self.looked_through.as_ref().is_some_and(|devices| devices.contains(&device))
    }

    pub(in crate::app) fn look_through(&mut self, device: DeviceId) {
        self.looked_through.get_or_insert_default().insert(device);
    }

    /// Knows the devices that are there, if it is not known yet which ones the person knows.
    pub(in crate::app) fn know_first_devices(&mut self, devices: impl IntoIterator<Item = DeviceId>) {
        if self.known_devices.is_none() {
            self.know_devices(devices);
        }
    }

    /// Whether the relay says that this device belongs to the vault no more.
    pub(in crate::app) fn is_removed(&self) -> bool {
        self.removed == Some(true)
    }

    pub(in crate::app) fn set_removed(&mut self, removed: bool) {
        self.removed = Some(removed);
    }

    /// Whether the vault is being erased on the relay.
    pub(in crate::app) fn is_erasing(&self) -> bool {
        self.erasing == Some(true)
    }

    /// When the relay said that it holds nothing of the vault any more.
    pub(in crate::app) fn erased_on(&self) -> Option<Day> {
        self.erased_on
    }

    pub(in crate::app) fn begin_erasing(&mut self) {
        self.erasing = Some(true);
    }

    /// The relay holds nothing any more, and is used no more: were one still set, this device would bring everything back to it.
    pub(in crate::app) fn end_erasing(&mut self, spaces: &Spaces, doing: &mut Doing<'_>) {
        self.erasing = None;
        self.erased_on = Some(doing.now.day());
        self.set_relay(spaces, doing, String::new());
    }

    /// The member as which this device is to go on next.
    pub(in crate::app) fn successor(&self) -> Option<&Successor> {
        self.successors.iter().flatten().next()
    }

    /// Whether somebody may have a copy of this device, and the keys of the links are still those that it knows.
    pub(in crate::app) fn has_copy_out(&self) -> bool {
        self.successors.iter().flatten().any(|successor| !successor.keeps_links())
    }

    /// This device is to go on as another member, after at most `max` others.
    pub(in crate::app) fn succeed(&mut self, mut next: Successor, max: usize) {
        let waiting = self.successors.get_or_insert_default();
        while waiting.len() >= max {
            // Nobody has heard of it. What was to follow from it follows from the one that takes its place.
            next.take_over(waiting.pop());
        }
        waiting.push(next);
    }

    /// This device has gone on as the next one.
    pub(in crate::app) fn has_succeeded(&mut self) {
        if let Some(waiting) = &mut self.successors {
            waiting.drain(..waiting.len().min(1));
        }
        self.successors = self.successors.take().filter(|waiting| !waiting.is_empty());
    }

    pub(in crate::app) fn give_name(&mut self, name: String) {
        self.given_name = Some(name);
    }

    /// What this device was called when it was added, once.
    pub(in crate::app) fn take_given_name(&mut self) -> Option<String> {
        self.given_name.take()
    }
}
