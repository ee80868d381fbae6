//! Keeps one device as the app does: events are taken in, whatever changed is stored, and only then anything is sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use crypto::{CryptoRng, MemberSeed};
use model::{ClockUnit, HybridClock, RelationshipId, VaultOperation};
use sync::{
    Body, Device, Entry, EntryId, Member, Opened, Party, Replica, SpaceId, Trouble,
    device::{BoxFailure, Event},
    frame::CheckpointId,
    link::LinkError,
    replica::{Intent, ReplicaState},
};

use crate::{
    durable::{Durable, KeptSpace},
    folded::{Domain, Folded, grant_of},
    removing::Removing,
};

/// Where every device finds the relay.
pub const AUDIENCE: &str = "relay.example";

/// A device with its disk and its memory.
pub struct Keeper {
    /// How wrong its clock is, in milliseconds.
    pub skew_ms: i64,
    /// Everything that a relay has ever acknowledged to it: the observer's book, not the device's.
    pub acknowledged: BTreeSet<(SpaceId, EntryId)>,
    /// What it has stored of its own writing: the observer's book again.
    pub written: Vec<(SpaceId, Vec<u8>)>,
    /// How many checkpoints of other devices it found right.
    pub verified: usize,
    /// How often it started from a checkpoint in the place of a log that was gone.
    pub bases_taken: usize,
    pub(crate) device: Device,
    pub(crate) memory: Durable,
    disk: Durable,
    pub(crate) folded: BTreeMap<SpaceId, Folded>,
    clocks: BTreeMap<SpaceId, HybridClock>,
    pub(crate) changed: BTreeSet<SpaceId>,
    pub(crate) removing: Removing,
    writing: Vec<(SpaceId, Vec<u8>)>,
    vault: Option<SpaceId>,
    wants_vault: Option<(SpaceId, MemberSeed)>,
    broken: bool,
    /// Why the rendezvous box could not be used. One that is not there yet is asked for again on the next connection.
    box_failure: Option<BoxFailure>,
    link_error: Option<LinkError>,
}

/// Its life.
impl Keeper {
    /// A device with an empty disk.
    pub fn new(skew_ms: i64) -> Self {
        Self {
            skew_ms,
            acknowledged: BTreeSet::new(),
            written: Vec::new(),
            verified: 0,
            bases_taken: 0,
            device: Device::new(),
            memory: Durable::default(),
            disk: Durable::default(),
            folded: BTreeMap::new(),
            clocks: BTreeMap::new(),
            changed: BTreeSet::new(),
            removing: Removing::default(),
            writing: Vec::new(),
            vault: None,
            wants_vault: None,
            broken: false,
            box_failure: None,
            link_error: None,
        }
    }

    /// What its clock says.
    pub fn unix_ms(&self, now_ms: u64) -> u64 {
        now_ms.saturating_add_signed(self.skew_ms)
    }

    /// Stores everything. What was not stored before is durable from here on.
    pub fn store(&mut self) {
        for space in core::mem::take(&mut self.changed) {
            let erasing = self.device.erasing(space);
            if let (Some(kept), Some(replica)) =
                (self.memory.spaces.get_mut(&space), self.device.replica(space))
            {
                kept.state = Rc::new(replica.state().to_bytes());
                kept.outbox = replica.outbox().map(|entry| entry.id).collect();
                kept.erasing = erasing;
            }
        }
        self.disk = self.memory.clone();
        self.written.append(&mut self.writing);
    }

    /// Everything but the disk is lost, and the device starts again.
    pub fn crash(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        self.device = Device::new();
        self.memory = self.disk.clone();
        self.folded.clear();
        self.clocks.clear();
        self.changed.clear();
        self.writing.clear();
        self.broken = false;
        self.removing = Removing::default();
        let spaces: Vec<_> = self.memory.spaces.keys().copied().collect();
        for space in spaces {
            self.restore(now_ms, space, random);
        }
        if let Some((space, seed)) = self.wants_vault.clone()
            && !self.memory.spaces.contains_key(&space)
        {
            self.enter(space, seed, Domain::Vault);
        }
        for (space, (seed, _)) in self.memory.entering.clone() {
            self.device.enter(space, seed);
        }
        if let Some(linking) = &self.memory.linking {
            linking.resume(&mut self.device);
        }
        self.begin_again();
    }

    fn restore(&mut self, now_ms: u64, space: SpaceId, random: &mut impl CryptoRng) {
        let kept = self.memory.spaces.get(&space).expect("it is restored from what is there");
        let state = ReplicaState::from_bytes(&kept.state).expect("the disk is sound");
        let outbox = kept.outbox.iter().filter_map(|id| kept.log.get(id)).map(|entry| (**entry).clone());
        let replica = Replica::restore(state, outbox.collect()).expect("the disk is sound");
        let erasing = kept.erasing.clone();
        self.device.add(replica, random);
        self.fold_again(now_ms, space);
        for entry in erasing {
            self.device.erase(space, entry, random);
        }
    }

    /// A copy of the disk, as a backup would be.
    pub fn backup(&self) -> Durable {
        self.disk.clone()
    }

    /// The disk is replaced by an old backup. Says what is lost with it: written here, stored, and not in the backup.
    pub fn set_back(
        &mut self,
        backup: Durable,
        now_ms: u64,
        random: &mut impl CryptoRng,
    ) -> Vec<(SpaceId, EntryId)> {
        let mut lost = Vec::new();
        for (space, kept) in &self.disk.spaces {
            let known = backup.spaces.get(space);
            let gone = kept.log.keys().filter(|id| known.is_none_or(|known| !known.log.contains_key(id)));
            lost.extend(gone.map(|id| (*space, *id)));
        }
        self.disk = backup;
        self.crash(now_ms, random);
        lost
    }

    pub(crate) fn fold_again(&mut self, now_ms: u64, space: SpaceId) {
        let Some(kept) = self.memory.spaces.get(&space) else { return };
        let unit = unit(kept.domain);
        let mut folded = kept
            .checkpoint
            .as_ref()
            .and_then(|bytes| Folded::from_bytes(kept.domain, bytes))
            .unwrap_or_else(|| Folded::new(kept.domain));
        let unix_ms = self.unix_ms(now_ms);
        let clock =
            self.clocks.entry(space).or_insert_with(|| HybridClock::new(unit, model::Clock::default()));
        let Some(replica) = self.device.replica(space) else { return };
        for opened in kept.log.values().filter_map(|entry| replica.reopen(entry)) {
            if counts(replica, &opened) {
                clock.see(model::Clock(opened.clock.0), unix_ms);
                folded.apply(&opened);
            }
        }
        self.folded.insert(space, folded);
    }
}

/// Its spaces.
impl Keeper {
    /// Takes in a replica of a new space.
    pub fn add(&mut self, domain: Domain, replica: Replica, random: &mut impl CryptoRng) {
        let space = replica.space();
        let kept = KeptSpace {
            domain,
            state: Rc::new(replica.state().to_bytes()),
            outbox: Vec::new(),
            log: BTreeMap::new(),
            erasing: Vec::new(),
            checkpoint: None,
            base: None,
            counted: 0,
        };
        self.memory.entering.remove(&space);
        self.memory.spaces.insert(space, kept);
        self.folded.insert(space, Folded::new(domain));
        self.clocks.insert(space, HybridClock::new(unit(domain), model::Clock::default()));
        if domain == Domain::Vault {
            self.vault = Some(space);
        }
        self.changed.insert(space);
        self.device.add(replica, random);
    }

    /// Wants to enter a space.
    pub fn enter(&mut self, space: SpaceId, seed: MemberSeed, domain: Domain) {
        if domain == Domain::Vault {
            self.wants_vault = Some((space, seed.clone()));
        }
        if !self.memory.spaces.contains_key(&space) {
            self.memory.entering.insert(space, (seed.clone(), domain));
            self.device.enter(space, seed);
        }
    }

    /// The device itself.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// The device, to tell it something.
    pub fn device_mut(&mut self) -> &mut Device {
        &mut self.device
    }

    /// Its vault, once it has entered it.
    pub fn vault(&self) -> Option<SpaceId> {
        self.vault.filter(|vault| self.memory.spaces.contains_key(vault))
    }

    /// Its spaces with what they are about.
    pub fn spaces(&self) -> Vec<(SpaceId, Domain)> {
        self.memory.spaces.iter().map(|(space, kept)| (*space, kept.domain)).collect()
    }

    /// The state of a space.
    pub fn folded(&self, space: SpaceId) -> Option<&Folded> {
        self.folded.get(&space)
    }

    /// Every entry of a space that it keeps, opened.
    pub fn log(&self, space: SpaceId) -> Vec<Opened> {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.memory.spaces.get(&space)) else {
            return Vec::new();
        };
        kept.log.values().filter_map(|entry| replica.reopen(entry)).collect()
    }

    /// Whether it began a space from a checkpoint, so that its log lacks the beginning.
    pub fn began_from_checkpoint(&self, space: SpaceId) -> bool {
        self.memory.spaces.get(&space).is_some_and(|kept| kept.checkpoint.is_some())
    }

    /// What it knows the relay to have done wrong.
    pub fn troubles(&self) -> BTreeSet<Trouble> {
        let replicas = self.device.spaces().into_iter().filter_map(|space| self.device.replica(space));
        replicas.flat_map(|replica| replica.troubles().iter().copied()).collect()
    }

    /// Wants a member to be in a space.
    pub fn wish(&mut self, space: SpaceId, intent: Intent, random: &mut impl CryptoRng) {
        if let Some(replica) = self.device.replica_mut(space)
            && replica.intent().is_none()
        {
            replica.intend(Some(intent));
            self.changed.insert(space);
            self.device.proceed(space, random);
        }
    }

    /// Wants `member` to be in the space until it is.
    pub fn wish_member(&mut self, space: SpaceId, member: &Member, random: &mut impl CryptoRng) {
        let absent = |replica: &Replica| replica.members().iter().all(|known| known.keys != member.keys);
        if self.device.replica(space).is_some_and(absent) {
            self.wish(space, Intent::Admit(member.clone()), random);
        }
    }

    /// Writes an operation. Says which entry it became.
    pub fn write(
        &mut self,
        now_ms: u64,
        space: SpaceId,
        body: &[u8],
        random: &mut impl CryptoRng,
    ) -> Option<EntryId> {
        let unix_ms = self.unix_ms(now_ms);
        let clock = self.clocks.get_mut(&space)?.tick(unix_ms);
        let replica = self.device.replica_mut(space)?;
        let entry = replica.write(crypto::Clock(clock.0), body, random).ok()?;
        let opened = replica.reopen(&entry).expect("what was just written can be read");
        let id = entry.id;
        self.folded.get_mut(&space)?.apply(&opened);
        self.memory.spaces.get_mut(&space)?.log.insert(id, Rc::new(entry));
        self.writing.push((space, body.to_vec()));
        self.changed.insert(space);
        self.device.proceed(space, random);
        Some(id)
    }

    /// Has the relay erase the body of an entry, and forgets it here.
    pub fn erase(&mut self, space: SpaceId, entry: EntryId, random: &mut impl CryptoRng) {
        self.changed.insert(space);
        self.device.erase(space, entry, random);
    }

    /// What this person withdrew is erased on the relay, even if the wish to was lost with a disk.
    fn erase_withdrawn(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let (Some(Folded::Relationship(state)), Some(replica)) =
            (self.folded.get(&space), self.device.replica(space))
        else {
            return;
        };
        let own = [(Party::Founder, &state.founder), (Party::Invited, &state.invited)];
        let withdrawn = own.into_iter().find(|(party, _)| *party == replica.party());
        let Some((_, part)) = withdrawn else { return };
        let left: Vec<_> = self
            .log(space)
            .into_iter()
            .filter(|opened| opened.party == replica.party())
            .filter(|opened| {
                let grant = opened.body.as_deref().and_then(grant_of);
                grant.is_some_and(|grant| part.withdrawn().contains(&grant))
            })
            .map(|opened| opened.id)
            .collect();
        for entry in left {
            self.device.erase(space, entry, random);
        }
    }

    /// Hands in a checkpoint of a space.
    pub fn checkpoint(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let (Some(folded), Some(replica)) = (self.folded.get(&space), self.device.replica(space)) else {
            return;
        };
        let id = CheckpointId::random(random);
        if let Some((covers, sealed)) = replica.seal_checkpoint(id, &folded.to_bytes(), random) {
            self.device.store_checkpoint(space, id, covers, &sealed);
        }
    }
}

/// Its connection.
impl Keeper {
    /// Why the rendezvous box could not be used, if it could not.
    pub fn box_failure(&self) -> Option<BoxFailure> {
        self.box_failure
    }

    /// What was wrong with a message of the rendezvous, if one was.
    pub fn link_error(&self) -> Option<LinkError> {
        self.link_error
    }

    /// A connection stands.
    pub fn connected(&mut self, now_ms: u64) {
        let unix_ms = self.unix_ms(now_ms);
        self.device.connected(unix_ms, AUDIENCE);
        self.removing.tried.clear();
        let gone = self.box_failure == Some(BoxFailure::Gone);
        if let Some(linking) = self.memory.linking.as_ref().filter(|_| gone) {
            linking.resume(&mut self.device);
            self.box_failure = None;
        }
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.broken = false;
        self.device.disconnected();
    }

    /// A message came.
    pub fn receive(&mut self, now_ms: u64, bytes: &[u8], random: &mut impl CryptoRng) {
        let unix_ms = self.unix_ms(now_ms);
        self.device.handle_message(unix_ms, bytes, random);
    }

    /// Time has passed.
    pub fn tick(&mut self, now_ms: u64) {
        let unix_ms = self.unix_ms(now_ms);
        if self.device.poll_timeout().is_some_and(|at| at <= unix_ms) {
            self.device.handle_timeout(unix_ms);
        }
    }

    /// Whether the connection is to be closed.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Takes in everything that the device has to tell. Nothing of it is stored yet.
    pub fn digest(&mut self, now_ms: u64, random: &mut impl CryptoRng) {
        while let Some(event) = self.device.poll_event() {
            self.hear(now_ms, event, random);
        }
        self.recount(now_ms, random);
        self.enter_kept_links();
        self.carry_out(now_ms, random);
        while let Some(event) = self.device.poll_event() {
            self.hear(now_ms, event, random);
        }
        self.recount(now_ms, random);
        if let Some(linking) = &mut self.memory.linking {
            linking.welcome(&mut self.device, random);
        }
    }

    /// What is to be sent; to be called after [`Keeper::store`].
    pub fn outputs(&mut self) -> Vec<Vec<u8>> {
        core::iter::from_fn(|| self.device.poll_output()).collect()
    }

    fn hear(&mut self, now_ms: u64, event: Event, random: &mut impl CryptoRng) {
        match event {
            Event::Received { space, opened, kept } => self.received(now_ms, space, &opened, kept),
            Event::Rewritten { space, gone } => {
                if let Some(kept) = self.memory.spaces.get_mut(&space) {
                    kept.log.retain(|id, _| !gone.contains(id));
                }
                self.fold_again(now_ms, space);
                self.changed.insert(space);
            }
            Event::Acknowledged { space, entries } => {
                self.acknowledged.extend(entries.into_iter().map(|entry| (space, entry)));
                self.changed.insert(space);
            }
            Event::Changed { space } => drop(self.changed.insert(space)),
            Event::CaughtUp { space } => {
                self.erase_withdrawn(space, random);
                self.changed.insert(space);
            }
            Event::WantsLog { space } => {
                let kept = self.memory.spaces.get(&space);
                let log: Vec<Entry> = kept
                    .into_iter()
                    .flat_map(|kept| kept.log.values())
                    .map(|entry| (**entry).clone())
                    .collect();
                self.device.offer(space, log, random);
            }
            Event::Erased { space, entry, preimage } => {
                let kept = self.memory.spaces.get_mut(&space).and_then(|kept| kept.log.get_mut(&entry));
                if let Some(kept) = kept.filter(|kept| preimage.tag() == kept.erase_tag) {
                    *kept = Rc::new(Entry { body: Body::Erased(preimage), ..(**kept).clone() });
                    self.fold_again(now_ms, space);
                }
            }
            Event::Entered { records } => self.entered(now_ms, &records, random),
            Event::Checkpoint { space, checkpoint } => {
                if let Some(kept) = self.memory.spaces.get_mut(&space) {
                    kept.checkpoint = Some(Rc::new(checkpoint.state));
                }
                self.fold_again(now_ms, space);
            }
            Event::Base { space, checkpoint } => self.take_base(now_ms, space, checkpoint, random),
            Event::CheckpointWanted { space } => self.checkpoint(space, random),
            Event::ToVerify { space, checkpoint } => self.verify(space, &checkpoint, random),
            Event::BoxMessage { slot, message, .. } => {
                let Some(linking) = &mut self.memory.linking else { return };
                match linking.take(slot, &message, &mut self.device, random) {
                    Ok(wish) => self.follow(wish, random),
                    Err(error) => self.link_error = Some(error),
                }
            }
            Event::Denied { space } => self.try_successor(space, random),
            Event::Broken => self.broken = true,
            Event::BoxFailed { failure, .. } => self.box_failure = Some(failure),
            _ => {}
        }
    }

    fn received(&mut self, now_ms: u64, space: SpaceId, opened: &[Opened], kept: Vec<Entry>) {
        let unix_ms = self.unix_ms(now_ms);
        if let Some(known) = self.memory.spaces.get_mut(&space) {
            known.log.extend(kept.into_iter().map(|entry| (entry.id, Rc::new(entry))));
        }
        let Some(replica) = self.device.replica(space) else { return };
        for opened in opened.iter().filter(|opened| counts(replica, opened)) {
            if let Some(clock) = self.clocks.get_mut(&space) {
                clock.see(model::Clock(opened.clock.0), unix_ms);
            }
            if let Some(folded) = self.folded.get_mut(&space) {
                folded.apply(opened);
            }
        }
        self.changed.insert(space);
    }

    /// Links whose keys came from another device of this person are entered.
    fn enter_kept_links(&mut self) {
        let Some(Folded::Vault(vault)) = self.vault.and_then(|vault| self.folded.get(&vault)) else { return };
        let kept: Vec<_> = vault
            .links
            .iter()
            .filter_map(|(link, record)| Some((SpaceId(link.0), record.kept.as_ref()?.value.member_seed)))
            .filter(|(space, _)| !self.memory.entering.contains_key(space))
            .collect();
        for (space, seed) in kept {
            self.enter(space, MemberSeed::from_bytes(seed), Domain::Relationship);
        }
    }

    fn entered(&mut self, now_ms: u64, records: &[Vec<u8>], random: &mut impl CryptoRng) {
        let wanted = self.memory.entering.clone();
        for (space, (seed, domain)) in wanted {
            let Ok(replica) = Replica::enter(seed.clone(), records, random) else { continue };
            if replica.space() != space {
                continue;
            }
            self.add(domain, replica, random);
            if domain == Domain::Relationship {
                self.keep_link(now_ms, space, &seed, random);
            }
            return;
        }
    }

    /// Keeps a link's keys in the vault, for the person's other devices.
    pub fn keep_link(&mut self, now_ms: u64, space: SpaceId, seed: &MemberSeed, random: &mut impl CryptoRng) {
        let operation = VaultOperation::LinkKept {
            link: model::LinkId(space.0),
            relationship: RelationshipId([1; 16]),
            member_seed: *seed.expose(),
        };
        if let Some(vault) = self.vault() {
            self.write(now_ms, vault, &operation.to_bytes(), random);
        }
    }
}

/// Whether an entry is part of the state, as far as a replica knows.
pub(crate) fn counts(replica: &Replica, opened: &Opened) -> bool {
    replica.counts(opened)
}

fn unit(domain: Domain) -> ClockUnit {
    match domain {
        Domain::Vault => ClockUnit::Second,
        Domain::Relationship => ClockUnit::Day,
    }
}
