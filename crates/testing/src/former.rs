//! What somebody does who was taken out and works together with the relay: with the keys and the store of their time.
//!
//! The relay lets them in as if they were one of those who stay, so whatever they make is shown to everybody.

use std::collections::{BTreeMap, BTreeSet};

use crypto::{CryptoRng, MemberSeed, VerifyingKey};
use model::{ClockUnit, Decision, HybridClock, ItemId, LinkId, RelationshipOperation, VaultOperation};
use relay::store::{Change, Day, Piece};
use sync::{
    ControlRecord, Entry, EntryId, Member, MemberKind, Party, Replica, SpaceId, control::Known,
    frame::CheckpointId, parcel::Part, replica::ReplicaState,
};

use crate::{
    chance::identifier,
    durable::Durable,
    folded::{Domain, Folded},
};

/// How far ahead their clock is, in milliseconds: what they write would count as the newest.
const AHEAD_MS: u64 = 24 * 60 * 60 * 1000;

/// How many entries of before go into a parcel.
const CARRIED_MAX: usize = 12;

/// Somebody who was taken out.
pub struct Former {
    spaces: BTreeMap<SpaceId, Had>,
    /// Every entry that they have made since.
    pub made: BTreeSet<(SpaceId, EntryId)>,
}

/// What they had of a space.
struct Had {
    domain: Domain,
    replica: Replica,
    clock: HybridClock,
    log: Vec<Entry>,
    fresh: Vec<Entry>,
}

impl Had {
    fn new(domain: Domain, replica: Replica, log: Vec<Entry>) -> Self {
        let unit = match domain {
            Domain::Vault => ClockUnit::Second,
            Domain::Relationship => ClockUnit::Day,
        };
        let clock = HybridClock::new(unit, model::Clock::default());
        Self { domain, replica, clock, log, fresh: Vec::new() }
    }
}

impl Former {
    /// A device with this disk.
    ///
    /// # Panics
    /// If the disk is damaged.
    pub fn of_device(disk: &Durable) -> Self {
        let spaces = disk.spaces.iter().map(|(space, kept)| {
            let state = ReplicaState::from_bytes(&kept.state).expect("the disk is sound");
            let log: Vec<Entry> = kept.log.values().map(|entry| (**entry).clone()).collect();
            let waiting = log.iter().filter(|entry| kept.outbox.contains(&entry.id)).cloned().collect();
            let mut replica = Replica::restore(state, waiting).expect("the disk is sound");
            // They hand in what waits as they like.
            replica.acknowledge(&kept.outbox);
            (*space, Had::new(kept.domain, replica, log))
        });
        Self { spaces: spaces.collect(), made: BTreeSet::new() }
    }

    /// Recovery words that are void, which have opened the vault once.
    ///
    /// # Panics
    /// If the words were never a member.
    pub fn of_words(seed: MemberSeed, records: &[Vec<u8>], random: &mut impl CryptoRng) -> Self {
        let replica = Replica::enter(seed, records, random).expect("they were a member by then");
        let spaces = BTreeMap::from([(replica.space(), Had::new(Domain::Vault, replica, Vec::new()))]);
        Self { spaces, made: BTreeSet::new() }
    }

    /// The spaces that they had.
    pub fn spaces(&self) -> Vec<SpaceId> {
        self.spaces.keys().copied().collect()
    }

    /// Whether their keys open an entry.
    pub fn opens(&self, space: SpaceId, entry: &Entry) -> bool {
        self.spaces
            .get(&space)
            .is_some_and(|had| had.replica.reopen(entry).is_some_and(|opened| opened.body.is_some()))
    }

    /// Whether they do not belong to a space by this record.
    pub fn is_out(&self, head: &ControlRecord) -> bool {
        self.spaces.get(&head.space).is_none_or(|had| head.member(had.replica.me()).is_none())
    }

    /// Whether they had this seed.
    pub fn knows_seed(&self, space: SpaceId, seed: &MemberSeed) -> bool {
        self.spaces.get(&space).is_some_and(|had| had.replica.seed().expose() == seed.expose())
    }

    /// Goes on in a new chain, as a device does whose store was set back.
    pub fn begin_new_chain(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        if let Some(had) = self.spaces.get_mut(&space) {
            had.replica.begin_new_chain(random);
        }
    }

    /// Writes something that a person might have written.
    pub fn write(&mut self, now_ms: u64, space: SpaceId, random: &mut impl CryptoRng) -> Vec<Entry> {
        let text = ItemId(identifier(random)).to_string();
        let body = match self.spaces.get(&space).map(|had| had.domain) {
            Some(Domain::Vault) => VaultOperation::PersonNamed { name: text }.to_bytes(),
            Some(Domain::Relationship) => RelationshipOperation::Introduced { name: text }.to_bytes(),
            None => return Vec::new(),
        };
        self.make(now_ms, space, &[body], random)
    }

    /// Decides, signed as they can: that somebody else goes, other words, other keys for a link.
    pub fn decide(
        &mut self,
        now_ms: u64,
        space: SpaceId,
        (victim, link): (crypto::MemberId, SpaceId),
        random: &mut impl CryptoRng,
    ) -> Vec<Entry> {
        let Some(had) = self.spaces.get(&space).filter(|had| had.domain == Domain::Vault) else {
            return Vec::new();
        };
        let paper = Member::of(&MemberSeed::random(random), space, Party::Founder, MemberKind::Paper);
        let paper = minicbor::to_vec(&paper).expect("writing to memory cannot fail");
        let (link, member_seed) = (LinkId(link.0), *MemberSeed::random(random).expose());
        let decisions = [
            Decision::RemoveDevice { device: model::DeviceId(victim.0), read: Vec::new() },
            Decision::RenewWords { paper, on: model::Day(40_000) },
            Decision::RenewLink { link, member_seed, after: 1_000 },
        ];
        let bodies = decisions.map(|decision| {
            let decision = decision.to_bytes();
            let proof = had.replica.sign_decision(&decision).0.to_vec();
            VaultOperation::Decided { decision, proof }.to_bytes()
        });
        self.make(now_ms, space, &bodies, random)
    }

    fn make(
        &mut self,
        now_ms: u64,
        space: SpaceId,
        bodies: &[Vec<u8>],
        random: &mut impl CryptoRng,
    ) -> Vec<Entry> {
        let Some(had) = self.spaces.get_mut(&space) else { return Vec::new() };
        let mut entries = Vec::new();
        for body in bodies {
            let clock = had.clock.tick(now_ms + AHEAD_MS);
            if let Ok(entry) = had.replica.write(crypto::Clock(clock.0), body, random) {
                had.replica.acknowledge(&[entry.id]);
                self.made.insert((space, entry.id));
                entries.push(entry);
            }
        }
        had.fresh.extend(entries.iter().cloned());
        entries
    }

    /// A checkpoint of theirs, of a state that nobody ever had.
    pub fn checkpoint(
        &self,
        space: SpaceId,
        key: VerifyingKey,
        random: &mut impl CryptoRng,
    ) -> Option<Change> {
        let had = self.spaces.get(&space)?;
        let mut folded = Folded::new(had.domain);
        for opened in had.fresh.iter().filter_map(|entry| had.replica.reopen(entry)) {
            folded.apply(&opened);
        }
        let checkpoint = CheckpointId::random(random);
        let (covers, bytes) = had.replica.seal_checkpoint(checkpoint, &folded.to_bytes(), random)?;
        let piece = Piece { checkpoint, covers, piece: 0, pieces: 1, bytes };
        Some(Change::PutPiece { space, key, piece })
    }

    /// A control record on top of one that they do not belong to: they come back, and everybody else of their person goes. Where they
    /// still belong, as in a link until their person's member there is exchanged, a record of theirs would be as good as any; two
    /// such on top of one are another story.
    pub fn record(&self, head: &ControlRecord, random: &mut impl CryptoRng) -> Option<Vec<u8>> {
        let had = self.spaces.get(&head.space).filter(|_| self.is_out(head))?;
        let (seed, party) = (had.replica.seed(), had.replica.party());
        let back = Member::of(seed, head.space, party, MemberKind::Device);
        let others = head.members.iter().filter(|member| member.party != party).cloned();
        let members = others.chain([back]).collect();
        let (record, _) = head.rotate(seed, members, Known::default(), random).ok()?;
        Some(record.to_bytes())
    }

    /// A parcel: what they made, some of what was there before, the control records of their time, and one more.
    pub fn part(&self, space: SpaceId, more: Option<Vec<u8>>) -> Option<Part> {
        let had = self.spaces.get(&space)?;
        let records = had.replica.records().into_iter().chain(more);
        let old = had.log.iter().take(CARRIED_MAX);
        let entries = had.fresh.iter().chain(old).cloned().collect();
        Some(Part { space, records: records.map(Into::into).collect(), entries })
    }

    /// What they have of before, to be handed in again.
    pub fn old(&self, space: SpaceId) -> Vec<Entry> {
        let log = self.spaces.get(&space).map(|had| had.log.as_slice()).unwrap_or_default();
        log.iter().take(CARRIED_MAX).cloned().collect()
    }
}

/// How the relay takes entries in as if one of those who stay, with this key, had handed them in.
pub fn shown(space: SpaceId, key: VerifyingKey, entries: Vec<Entry>) -> Change {
    Change::Append { space, key, entries, urgent: false, day: Day(0) }
}
