//! Everything that an open vault knows, and the only writer of it: replicas, folded states, entries, checkpoints.
//!
//! ```text
//!  a deed ─► write ─► sealed, signed, folded in, kept ─► handed to the relay when there is one
//!  the relay ─► receive ─► folded in, kept
//!  tails ─► checkpoints of this device ─► checkpoints for the relay
//! ```
//! What a folded state means to a person is the business of the parts around it. They read it here, and have it changed here.

mod branches;
mod checkpoints;
mod counting;
mod deciding;
mod grants;
mod late;
mod logs;
mod members;
mod relay;
mod space;
mod stored;
mod stripping;
mod succession;
mod trimming;
mod unproven;
mod writing;

use std::cell::RefCell;

use crypto::CryptoRng;
use model::{Relationship, Side, Vault, kinds::List};
use sync::{
    Device, EntryId, Replica, SpaceId,
    replica::VerifiedDecisions,
    small::{SmallMap, SmallSet},
};

use crate::{
    Problem, Write,
    app::{Doing, doing::LoadToken},
    storage::{self, Keys, Record},
};

use logs::Purpose;
use space::{Loaded, Space, Tail, side};
use stored::StoredState;

pub(in crate::app) use late::{Choice, LateThing, Said, Would};
pub(in crate::app) use relay::Boxes;

/// Every space of a person, with what this device keeps of it.
#[derive(Debug)]
pub(in crate::app) struct Spaces {
    /// The kinds of record that this version of the app knows.
    kinds: &'static List,
    /// Seals what this device stores.
    keys: Keys,
    /// Which of the spaces is the vault.
    vault: SpaceId,
    device: Device,
    kept: SmallMap<SpaceId, Space>,
    /// Spaces of which something is to be stored at the end of the event.
    changed: SmallSet<SpaceId>,
    /// Parts of the log that are being read.
    reading: SmallMap<LoadToken, Purpose>,
    /// How much of what this device has noticed could not be recorded.
    unnoted: u32,
    late_counted: RefCell<late::Counted>,
    /// Which decisions' signatures have been verified since the vault was opened.
    verified: RefCell<VerifiedDecisions>,
}

impl Spaces {
    /// A vault that this device has just founded or entered.
    pub(in crate::app) fn begin(
        doing: &mut Doing<'_>,
        kinds: &'static List,
        keys: Keys,
        vault: Replica,
    ) -> Self {
        let mut spaces = Self {
            kinds,
            keys,
            vault: vault.space(),
            device: Device::new(),
            kept: SmallMap::new(),
            changed: SmallSet::new(),
            reading: SmallMap::new(),
            unnoted: 0,
            late_counted: RefCell::default(),
            verified: RefCell::default(),
        };
        spaces.device.read_short_logs(checkpoints::RELAY_CHECKPOINT_ENTRIES);
        spaces.take_in(doing, Space::vault(), vault);
        spaces
    }

    /// From the store.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(in crate::app) fn load(
        doing: &mut Doing<'_>,
        kinds: &'static List,
        keys: &Keys,
        vault: SpaceId,
        records: &mut [Record],
    ) -> Result<Self, Problem> {
        let mut tails = Tail::sort(keys, records)?;
        let mut loaded = Vec::new();
        let states = records.iter().filter_map(|record| StoredState::read(keys, record));
        for state in states.collect::<Result<Vec<_>, _>>().map_err(|_| Problem::Damaged)? {
            let checkpoint_key = storage::checkpoint_key(state.space);
            let checkpoint = records.iter_mut().find(|record| record.key == checkpoint_key);
            let tail = tails.remove(&state.space).unwrap_or_default();
            loaded.push(Space::load(keys, state, checkpoint, tail, vault, doing.now)?);
        }
        let index =
            loaded.iter().position(|loaded| loaded.replica.space() == vault).ok_or(Problem::Damaged)?;
        let Loaded { space, replica, erasing } = loaded.swap_remove(index);
        let mut spaces = Self::begin(doing, kinds, keys.clone(), replica);
        spaces.kept.insert(vault, space);
        spaces.changed.clear();
        spaces.erase_again(vault, erasing, &mut doing.random);
        for Loaded { space, replica, erasing } in loaded {
            let id = replica.space();
            spaces.kept.insert(id, space);
            spaces.device.add(replica, &mut doing.random);
            spaces.erase_again(id, erasing, &mut doing.random);
        }
        Ok(spaces)
    }

    fn erase_again(&mut self, space: SpaceId, entries: Vec<EntryId>, random: &mut impl CryptoRng) {
        if !entries.is_empty() {
            self.know_former(space);
        }
        for entry in entries {
            self.device.erase(space, entry, random);
        }
    }

    /// Begins to keep and to exchange the space of a link.
    pub(in crate::app) fn take_in_link(&mut self, doing: &mut Doing<'_>, replica: Replica) {
        self.take_in(doing, Space::relationship(), replica);
    }

    fn take_in(&mut self, doing: &mut Doing<'_>, space: Space, replica: Replica) {
        let id = replica.space();
        self.kept.insert(id, space);
        self.device.add(replica, &mut doing.random);
        self.changed.insert(id);
    }

    /// Forgets a space: its keys, its entries, its state.
    pub(in crate::app) fn drop_space(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        self.device.remove(space);
        self.changed.remove(&space);
        if let Some(dropped) = self.kept.remove(&space) {
            let keys = [storage::state_key(space), storage::checkpoint_key(space)];
            let tail = dropped.tail.0.keys().map(|entry| storage::tail_key(space, *entry));
            doing.writes.extend(keys.into_iter().chain(tail).map(|key| Write::Delete { key }));
            self.read(doing, Purpose::Drop, storage::cold_prefix(space));
        }
    }

    /// The kinds of record that this version of the app knows.
    pub(in crate::app) fn kinds(&self) -> &'static List {
        self.kinds
    }

    /// The keys under which this device stores everything.
    pub(in crate::app) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The same, to exchange them.
    pub(in crate::app) fn keys_mut(&mut self) -> &mut Keys {
        &mut self.keys
    }

    /// Stores a record of this device's own, sealed.
    pub(in crate::app) fn put(&self, doing: &mut Doing<'_>, key: &str, value: Vec<u8>) {
        doing.writes.push(self.keys.seal(key, value, &mut doing.random));
    }

    /// The vault, as a space.
    pub(in crate::app) fn vault_space(&self) -> SpaceId {
        self.vault
    }

    /// What stands in the vault.
    pub(in crate::app) fn vault(&self) -> &Vault {
        self.kept.get(&self.vault).and_then(Space::as_vault).expect("an open vault has its own space")
    }

    /// The vault's chains and members.
    pub(in crate::app) fn vault_replica(&self) -> &Replica {
        self.device.replica(self.vault).expect("an open vault has its own replica")
    }

    /// Chains and members of a space.
    pub(in crate::app) fn replica(&self, space: SpaceId) -> Option<&Replica> {
        self.device.replica(space)
    }

    /// What stands in the space of a link, and which of the two this person is there.
    pub(in crate::app) fn link_state(&self, space: SpaceId) -> Option<(&Relationship, Side)> {
        let state = self.kept.get(&space)?.as_relationship()?;
        Some((state, side(self.device.replica(space)?.party())))
    }

    /// The space of every link that this device keeps.
    pub(in crate::app) fn links(&self) -> Vec<SpaceId> {
        self.kept.keys().copied().filter(|space| *space != self.vault).collect()
    }

    /// Each space with a number that is another one whenever what stands there may be another.
    pub(in crate::app) fn editions(&self) -> impl Iterator<Item = (SpaceId, u64)> + '_ {
        self.kept.iter().map(|(id, space)| (*id, space.edition))
    }

    /// How many bodies are no operation, how many only a newer version of the app understands, and how many wait for their time.
    pub(in crate::app) fn not_folded(&self) -> NotFolded {
        let mut all = NotFolded::default();
        for space in self.kept.values() {
            all.malformed += space.malformed;
            all.newer += space.newer;
            all.aside += u32::try_from(space.aside.len()).unwrap_or(u32::MAX);
            all.aside_until_s = all.aside_until_s.max(space.aside_until_s());
        }
        all
    }

    /// Folds in what was set aside and whose time has come.
    pub(in crate::app) fn release(&mut self, doing: &Doing<'_>) {
        for space in self.kept.values_mut() {
            space.release(doing.now);
        }
    }

    /// Whether something is to be stored at the end of the event.
    pub(in crate::app) fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Stores what has changed.
    pub(in crate::app) fn save_changed(&mut self, doing: &mut Doing<'_>) {
        for space in core::mem::take(&mut self.changed) {
            self.save_space(doing, space);
        }
    }
}

/// How many entries are in no state.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct NotFolded {
    pub(in crate::app) malformed: u32,
    pub(in crate::app) newer: u32,
    pub(in crate::app) aside: u32,
    /// Until when the last of these waits, in seconds since 1970.
    pub(in crate::app) aside_until_s: u64,
}
