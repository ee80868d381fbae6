//! A space as the app keeps it: the folded state, its clock, and the entries since the last checkpoint.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ClockUnit, Decision, Decoded, HybridClock, Now, Relationship, RelationshipOperation, Side, Stamp, Vault,
    VaultOperation, relationship::Origin,
};
use sync::{Entry, EntryId, Opened, Party, Replica, SpaceId, small::SmallMap};

use super::stored::StoredState;
use crate::{
    Problem,
    storage::{self, Keys, Record},
};

/// The state that a space's operations fold into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Folded {
    Vault(Box<Vault>),
    Relationship(Box<Relationship>),
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    Done,
    /// Its author had it erased.
    Erased,
    /// A newer version of the app understands it.
    Newer,
    /// It is no operation.
    Malformed,
}

/// Entries since the last checkpoint, encoded, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Tail(pub(super) BTreeMap<EntryId, Vec<u8>>);

/// A space, its replica, and what its author still wants erased on the relay, as they come from the store.
pub(super) struct Loaded {
    pub(super) space: Space,
    pub(super) replica: Replica,
    pub(super) erasing: Vec<EntryId>,
}

/// A space as the app keeps it.
#[derive(Debug)]
pub(super) struct Space {
    pub(super) folded: Folded,
    /// Another one whenever the folded state may be another.
    pub(super) edition: u64,
    pub(super) clock: HybridClock,
    pub(super) tail: Tail,
    /// Operations dated far in the future, until then.
    pub(super) aside: BTreeMap<EntryId, Opened>,
    /// What does not count, because its author was taken out before it had come.
    pub(super) late: BTreeMap<EntryId, Opened>,
    /// By which edition of what counts it was folded: [`sync::Replica::counting_edition`].
    pub(super) counted: u32,
    /// The signatures under what was decided on this device: whoever has a copy of it signs as it does, but not for it.
    pub(super) decided: BTreeSet<Vec<u8>>,
    /// Operations of a newer version of the app.
    pub(super) newer: u32,
    /// The same, by name: an update of the app folds them.
    pub(super) not_understood: BTreeSet<EntryId>,
    /// Bodies that are no operation.
    pub(super) malformed: u32,
}

impl Tail {
    /// Sorts the tails of all spaces out of the store's records.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(super) fn sort(keys: &Keys, records: &[Record]) -> Result<SmallMap<SpaceId, Self>, Problem> {
        let mut tails: SmallMap<SpaceId, Self> = SmallMap::new();
        for record in records {
            let Some((space, entry)) =
                record.key.strip_prefix("hot/space/").and_then(|key| key.split_once("/tail/"))
            else {
                continue;
            };
            if let (Some(space), Some(entry)) = (storage::from_hex(space), storage::from_hex(entry)) {
                let bytes = keys.open(record).map_err(|_| Problem::Damaged)?;
                tails.get_or_insert_with(SpaceId(space), Self::default).0.insert(EntryId(entry), bytes);
            }
        }
        Ok(tails)
    }
}

impl Folded {
    pub(super) fn unit(&self) -> ClockUnit {
        match self {
            Self::Vault(_) => ClockUnit::Second,
            Self::Relationship(_) => ClockUnit::Day,
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let encoded = match self {
            Self::Vault(vault) => minicbor::to_vec(vault),
            Self::Relationship(relationship) => minicbor::to_vec(relationship),
        };
        encoded.expect("writing to memory cannot fail")
    }

    /// Reads what [`Folded::to_bytes`] wrote for a space of the same sort.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), minicbor::decode::Error> {
        match self {
            Self::Vault(vault) => **vault = minicbor::decode(bytes)?,
            Self::Relationship(relationship) => **relationship = minicbor::decode(bytes)?,
        }
        Ok(())
    }

    /// Folds a verified entry in.
    pub(super) fn fold(&mut self, opened: &Opened) -> Fold {
        let Some(body) = &opened.body else { return Fold::Erased };
        let clock = model::Clock(opened.clock.0);
        let stamp = Stamp { clock, writer: model::WriterId(opened.writer.0) };
        match self {
            Self::Vault(vault) => match VaultOperation::from_bytes(body) {
                // A seed counts for an epoch only if it was sealed in that one or later.
                Ok(Decoded::Known(VaultOperation::Decided { decision, .. }))
                    if is_before_its_time(&decision, opened) => {}
                Ok(Decoded::Known(operation)) => vault.apply(stamp, operation),
                Ok(Decoded::Newer) => return Fold::Newer,
                Err(_) => return Fold::Malformed,
            },
            Self::Relationship(relationship) => match RelationshipOperation::from_bytes(body) {
                Ok(Decoded::Known(operation)) => {
                    relationship.apply(side(opened.party), stamp, Origin(opened.id.0), operation);
                }
                Ok(Decoded::Newer) => return Fold::Newer,
                Err(_) => return Fold::Malformed,
            },
        }
        Fold::Done
    }
}

impl Space {
    fn new(folded: Folded, clock: model::Clock) -> Self {
        let clock = HybridClock::new(folded.unit(), clock);
        Self {
            folded,
            edition: 0,
            clock,
            tail: Tail::default(),
            aside: BTreeMap::new(),
            late: BTreeMap::new(),
            counted: 0,
            decided: BTreeSet::new(),
            newer: 0,
            not_understood: BTreeSet::new(),
            malformed: 0,
        }
    }

    /// Forgets what was folded, to fold it anew.
    pub(super) fn begin_anew(&mut self) {
        let edition = self.edition + 1;
        let (clock, counted) = (self.clock, self.counted);
        let (tail, decided) = (core::mem::take(&mut self.tail), core::mem::take(&mut self.decided));
        *self = Self {
            edition,
            clock,
            counted,
            tail,
            decided,
            ..Self::new(self.folded.empty(), self.clock.latest())
        };
    }

    /// A vault's space, empty.
    pub(super) fn vault() -> Self {
        Self::new(Folded::Vault(Box::default()), model::Clock::default())
    }

    /// A relationship's space, empty.
    pub(super) fn relationship() -> Self {
        Self::new(Folded::Relationship(Box::default()), model::Clock::default())
    }

    /// A space and its replica from the store.
    pub(super) fn load(
        keys: &Keys,
        state: StoredState,
        checkpoint: Option<&mut Record>,
        tail: Tail,
        vault: SpaceId,
        now: Now,
    ) -> Result<Loaded, Problem> {
        let stored = state.stored;
        let mut space = if state.space == vault {
            Self::new(Folded::Vault(Box::default()), stored.clock)
        } else {
            Self::new(Folded::Relationship(Box::default()), stored.clock)
        };
        if let Some(record) = checkpoint {
            let bytes = keys.open_in_place(record).map_err(|_| Problem::Damaged)?;
            space.folded.read(bytes).map_err(|_| Problem::Damaged)?;
        }
        let entries: SmallMap<EntryId, Entry> =
            tail.0.iter().filter_map(|(id, bytes)| Some((*id, minicbor::decode(bytes).ok()?))).collect();
        let outbox = stored.outbox.iter().filter_map(|id| entries.get(id).cloned()).collect();
        let replica = Replica::restore(stored.state, outbox).map_err(|_| Problem::Damaged)?;
        space.counted = stored.counted;
        space.decided = stored.decided.into_iter().map(Into::into).collect();
        for entry in entries.values() {
            if let Some(opened) = replica.reopen(entry) {
                space.take(&replica, &opened, now);
            }
        }
        space.tail = tail;
        Ok(Loaded { space, replica, erasing: stored.erasing })
    }

    pub(super) fn as_vault(&self) -> Option<&Vault> {
        match &self.folded {
            Folded::Vault(vault) => Some(vault),
            Folded::Relationship(_) => None,
        }
    }

    pub(super) fn as_relationship(&self) -> Option<&Relationship> {
        match &self.folded {
            Folded::Relationship(relationship) => Some(relationship),
            Folded::Vault(_) => None,
        }
    }

    /// Folds a verified entry in if it counts, or sets it aside.
    pub(super) fn take(&mut self, replica: &Replica, opened: &Opened, now: Now) {
        if replica.counts(opened) {
            self.apply(opened, now);
        } else {
            self.edition += 1;
            self.late.insert(opened.id, opened.clone());
        }
    }

    /// Folds a verified entry in, or sets it aside if it is dated far in the future.
    pub(super) fn apply(&mut self, opened: &Opened, now: Now) {
        let clock = model::Clock(opened.clock.0);
        if clock.is_far_ahead(self.folded.unit(), now.unix_ms) {
            self.aside.insert(opened.id, opened.clone());
            return;
        }
        self.clock.see(clock, now.unix_ms);
        self.edition += 1;
        match self.folded.fold(opened) {
            Fold::Done | Fold::Erased => {}
            Fold::Newer => {
                self.newer += 1;
                self.not_understood.insert(opened.id);
            }
            Fold::Malformed => self.malformed += 1,
        }
    }

    /// Whether an entry is not in the state yet.
    pub(super) fn is_unfolded(&self, entry: EntryId) -> bool {
        self.aside.contains_key(&entry)
            || self.not_understood.contains(&entry)
            || self.late.contains_key(&entry)
    }

    /// When the last of what was set aside is folded in, in seconds since 1970; 0 if nothing was.
    pub(super) fn aside_until_s(&self) -> u64 {
        let moments =
            self.aside.values().map(|opened| model::Clock(opened.clock.0).unix_s(self.folded.unit()));
        moments.max().map_or(0, |last_s| last_s.saturating_sub(model::clock::AHEAD_MAX_S))
    }

    /// Folds in what was set aside and whose time has come.
    pub(super) fn release(&mut self, now: Now) {
        for opened in core::mem::take(&mut self.aside).into_values() {
            self.apply(&opened, now);
        }
    }
}

fn is_before_its_time(decision: &[u8], opened: &Opened) -> bool {
    let decision = Decision::from_bytes(decision);
    matches!(decision, Ok(Decoded::Known(Decision::RenewLink { after, .. })) if u64::from(opened.epoch.0) < after)
}

/// The two people of a space, as the model counts them.
pub(super) fn side(party: Party) -> Side {
    match party {
        Party::Founder => Side::Founder,
        Party::Invited => Side::Invited,
    }
}
