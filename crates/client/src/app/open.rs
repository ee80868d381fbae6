//! An open vault.

use crypto::{CryptoRng, RecoveryWords, SymmetricKey};
use model::{Day, DeviceId, RelationshipId, kinds};
use sync::{
    Device, EntryId, Replica, SpaceId,
    link::{Inviting, Joining},
    small::{SmallMap, SmallSet},
};

use super::{
    Doing,
    lock::DeviceRecord,
    network::Connection,
    pairing::Offer,
    records::StoredState,
    spaces::{Loaded, Space, Tail},
};
use crate::{
    CommandId, Problem,
    command::{Autolock, Outcome},
    storage::{self, Record},
    view::{LinkFailure, Notice},
};

/// Between the right passphrase and the open vault: the store is being read.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) master: SymmetricKey,
    pub(super) record: DeviceRecord,
    pub(super) id: CommandId,
    pub(super) token: u32,
}

/// What a device keeps beside its spaces.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(super) struct Settings {
    #[n(0)]
    pub(super) relay: String,
    #[n(1)]
    pub(super) vault: SpaceId,
    /// The recovery words' entropy, until the person has shown that they were written down.
    #[cbor(n(2), with = "minicbor::bytes")]
    entropy: Option<[u8; 32]>,
    #[n(3)]
    autolock: Option<Autolock>,
    /// Devices that the person knows to be theirs.
    #[n(10)]
    known_devices: Option<std::collections::BTreeSet<DeviceId>>,
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
    erased_on: Option<model::Day>,
    /// What this device was called when it was added, until the vault has been read and that stands in it.
    #[n(20)]
    given_name: Option<String>,
}

impl Settings {
    pub(super) fn new(relay: String, vault: SpaceId, entropy: Option<[u8; 32]>) -> Self {
        Self {
            relay,
            vault,
            entropy,
            autolock: None,
            reviewed_on: None,
            known_devices: None,
            removed: None,
            erasing: None,
            erased_on: None,
            given_name: None,
        }
    }

    pub(super) fn autolock(&self) -> Autolock {
        self.autolock.unwrap_or_default()
    }

    pub(super) fn set_autolock(&mut self, autolock: Autolock) {
        self.autolock = Some(autolock);
    }

    pub(super) fn reviewed_on(&self) -> Option<Day> {
        self.reviewed_on
    }

    pub(super) fn set_reviewed(&mut self, on: Day) {
        self.reviewed_on = Some(on);
    }

    pub(super) fn words(&self) -> Option<RecoveryWords> {
        self.entropy.as_ref().map(RecoveryWords::from_entropy)
    }

    pub(super) fn knows_device(&self, device: DeviceId) -> bool {
        self.known_devices.as_ref().is_none_or(|known| known.contains(&device))
    }

    pub(super) fn know_devices(&mut self, devices: impl IntoIterator<Item = DeviceId>) {
        self.known_devices.get_or_insert_default().extend(devices);
    }

    pub(super) fn is_removed(&self) -> bool {
        self.removed == Some(true)
    }

    pub(super) fn set_removed(&mut self, removed: bool) {
        self.removed = Some(removed);
    }

    pub(super) fn is_erasing(&self) -> bool {
        self.erasing == Some(true)
    }

    pub(super) fn erased_on(&self) -> Option<model::Day> {
        self.erased_on
    }

    pub(super) fn begin_erasing(&mut self) {
        self.erasing = Some(true);
    }

    /// The relay holds nothing any more, and is used no more.
    pub(super) fn end_erasing(&mut self, on: model::Day) {
        self.erasing = None;
        self.erased_on = Some(on);
        self.relay.clear();
    }

    pub(super) fn give_name(&mut self, name: String) {
        self.given_name = Some(name);
    }

    pub(super) fn take_given_name(&mut self) -> Option<String> {
        self.given_name.take()
    }

    pub(super) fn keep_words(&mut self, entropy: [u8; 32]) {
        self.entropy = Some(entropy);
    }

    pub(super) fn forget_words(&mut self) {
        self.entropy = None;
    }
}

/// A link on its way.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(super) enum Linking {
    #[n(0)]
    Inviting(#[n(0)] Box<Inviting>),
    #[n(1)]
    Joining(#[n(0)] Box<Joining>),
}

/// An open vault: everything in memory.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) master: SymmetricKey,
    pub(super) record: DeviceRecord,
    pub(super) settings: Settings,
    pub(super) kinds: &'static kinds::List,
    pub(super) device: Device,
    pub(super) spaces: SmallMap<SpaceId, Space>,
    pub(super) linking: SmallMap<RelationshipId, Linking>,
    pub(super) failed_links: SmallMap<RelationshipId, LinkFailure>,
    /// Another device of the person's own on its way into the vault.
    pub(super) offer: Offer,
    pub(super) connection: Connection,
    pub(super) refusals: SmallSet<Notice>,
    pub(super) loading: SmallMap<u32, super::compaction::Purpose>,
    pub(super) next_token: u32,
    pub(super) loads: Vec<(u32, String)>,
    /// Answers to commands that had to wait for the store.
    pub(super) replies: Vec<(CommandId, Result<Outcome, Problem>)>,
    /// What is known of everything that stands.
    pub(super) overview: super::look::Latest,
    /// Links that this device waits to enter, each with how many of its seeds the relay has refused.
    pub(super) entering: SmallMap<SpaceId, usize>,
    /// Members of links with which this device has tried to go on, on this connection.
    pub(super) tried: SmallMap<SpaceId, SmallSet<crypto::MemberId>>,
    /// The vault's epoch when it was opened.
    pub(super) epoch_at_opening: u64,
    pub(super) changed: SmallSet<SpaceId>,
    /// Relationships whose pause before a new link is over.
    pub(super) pauses_over: SmallSet<RelationshipId>,
    /// When the person last did something, in milliseconds since 1970.
    pub(super) active_at_ms: u64,
}

impl Open {
    /// A vault that was just founded.
    pub(super) fn begin(
        doing: &mut Doing<'_>,
        master: SymmetricKey,
        record: DeviceRecord,
        settings: Settings,
        vault: Replica,
    ) -> Self {
        let mut settings = settings;
        if settings.known_devices.is_none() {
            settings.know_devices(super::devices::devices_of(&vault));
        }
        let mut open = Self {
            master,
            record,
            settings,
            kinds: &kinds::LIST,
            device: Device::new(),
            spaces: SmallMap::new(),
            linking: SmallMap::new(),
            failed_links: SmallMap::new(),
            offer: Offer::default(),
            connection: Connection::default(),
            refusals: SmallSet::new(),
            loading: SmallMap::new(),
            next_token: 1_000_000,
            loads: Vec::new(),
            replies: Vec::new(),
            overview: super::look::Latest::default(),
            entering: SmallMap::new(),
            tried: SmallMap::new(),
            epoch_at_opening: u64::from(vault.epoch().0),
            changed: SmallSet::new(),
            pauses_over: SmallSet::new(),
            active_at_ms: doing.now.unix_ms,
        };
        open.take_in(Space::vault(&vault), vault, &mut doing.random);
        open
    }

    /// A vault from its store.
    pub(super) fn load(
        doing: &mut Doing<'_>,
        opening: &Opening,
        records: &mut [Record],
    ) -> Result<Self, Problem> {
        let settings =
            records.iter().find(|record| record.key == storage::SETTINGS).ok_or(Problem::Damaged)?;
        let settings = storage::open(&opening.master, settings).map_err(|_| Problem::Damaged)?;
        let settings: Settings = minicbor::decode(&settings).map_err(|_| Problem::Damaged)?;
        let mut tails = Tail::sort(records);
        let vault = settings.vault;
        let mut loaded = Vec::new();
        let states = records.iter().filter_map(|record| StoredState::read(&opening.master, record));
        for state in states.collect::<Result<Vec<_>, _>>().map_err(|_| Problem::Damaged)? {
            let checkpoint_key = storage::checkpoint_key(state.space);
            let checkpoint = records.iter_mut().find(|record| record.key == checkpoint_key);
            let tail = tails.remove(&state.space).unwrap_or_default();
            loaded.push(Space::load(&opening.master, state, checkpoint, tail, vault, doing.now)?);
        }
        let index =
            loaded.iter().position(|loaded| loaded.replica.space() == vault).ok_or(Problem::Damaged)?;
        let Loaded { space, replica, erasing } = loaded.swap_remove(index);
        let mut open = Self::begin(doing, opening.master.clone(), opening.record.clone(), settings, replica);
        open.spaces.insert(vault, space);
        open.changed.clear();
        open.erase_again(vault, erasing, &mut doing.random);
        for Loaded { space, replica, erasing } in loaded {
            let id = replica.space();
            open.spaces.insert(id, space);
            open.device.add(replica, &mut doing.random);
            open.erase_again(id, erasing, &mut doing.random);
        }
        open.load_links(records)?;
        open.load_offer(records)?;
        open.hold_links(&mut doing.random);
        open.device.let_found(vault, !open.settings.is_removed());
        Ok(open)
    }

    fn erase_again(&mut self, space: SpaceId, entries: Vec<EntryId>, random: &mut impl CryptoRng) {
        if !entries.is_empty() {
            self.know_former(space);
        }
        for entry in entries {
            self.device.erase(space, entry, random);
        }
    }

    fn load_links(&mut self, records: &[Record]) -> Result<(), Problem> {
        for record in records {
            let Some(relationship) = record.key.strip_prefix("hot/link/") else { continue };
            let relationship = relationship.parse().map_err(|_| Problem::Damaged)?;
            let bytes = storage::open(&self.master, record).map_err(|_| Problem::Damaged)?;
            let linking = minicbor::decode(&bytes).map_err(|_| Problem::Damaged)?;
            self.linking.insert(relationship, linking);
        }
        self.resume_links();
        Ok(())
    }

    /// Adds a space and begins to exchange it.
    pub(super) fn take_in(&mut self, space: Space, replica: Replica, random: &mut impl CryptoRng) {
        let id = replica.space();
        self.spaces.insert(id, space);
        self.device.add(replica, random);
        self.changed.insert(id);
    }

    pub(super) fn device_record(&self) -> &DeviceRecord {
        &self.record
    }

    pub(super) fn save_settings(&self, doing: &mut Doing<'_>) {
        let value = minicbor::to_vec(&self.settings).expect("writing to memory cannot fail");
        doing.writes.push(storage::seal(&self.master, storage::SETTINGS, value, &mut doing.random));
    }

    pub(super) fn vault(&self) -> &model::Vault {
        self.spaces
            .get(&self.settings.vault)
            .and_then(Space::as_vault)
            .expect("an open vault has its own space")
    }
}
