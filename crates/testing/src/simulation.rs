//! One whole run from a seed: life with faults, perhaps a deceit, then calm; and what must hold in the end.
//!
//! ```text
//!   found, admit, invite, join ─► life: writes, lost connections, crashes, wrong clocks ─► [deceit ─► noticed?]
//!        ─► calm: everybody reconnects ─► the same everywhere, nothing acknowledged and nothing stored is lost
//! ```

mod alone;
mod checks;
mod life;
mod network;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use crypto::{Context, Hash, MemberSeed};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sync::{
    Member, MemberKind, Party, Replica, SpaceId,
    link::{Invite, LinkKind},
};

use crate::{
    chance::{below, percent, pick},
    deceit::{Deceit, Kind},
    durable::Durable,
    folded::Domain,
    keeper::{AUDIENCE, Keeper},
    relay_process::RelayProcess,
};
use network::Link;

const TRACE: Context = Context("counterpoint simulation: trace");

/// When every simulation begins, in milliseconds since 1970.
const BEGIN_MS: u64 = 1_795_000_000_000;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const YEAR_MS: i64 = 365 * DAY_MS;

/// How many times everybody reconnects before the world must be at rest.
const CALM_ROUNDS_MAX: usize = 12;

/// What a run is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// Connections drop, devices and the relay crash, clocks are wrong.
    Faults,
    /// The same, and now and then a device is set back to an old backup.
    Backups,
    /// The same as the first, and frames are lost, repeated and reordered within a connection.
    RoughTransport,
    /// The same as the first, and then the relay deceives.
    Deceit(Kind),
}

impl Scenario {
    /// The scenario of a seed: neighbouring seeds go through all of them.
    pub fn of_seed(seed: u64) -> Self {
        let others = [Self::Faults, Self::Backups, Self::RoughTransport];
        let all: Vec<_> = others.into_iter().chain(Kind::ALL.iter().copied().map(Self::Deceit)).collect();
        let index = usize::try_from(seed % all.len() as u64).unwrap_or_default();
        all.get(index).copied().unwrap_or(Self::Faults)
    }
}

/// What a run that held came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// What it was about.
    pub scenario: Scenario,
    /// A hash over everything that happened, in order.
    pub trace: Hash,
    /// How many operations were stored by devices.
    pub written: usize,
    /// How many frames arrived.
    pub frames: u64,
    /// How many checkpoints were verified, by a second device or by the only one.
    pub verified: usize,
    /// How many covered entries the relay removed.
    pub trimmed: u64,
    /// How often a device started from a checkpoint because the log was gone.
    pub bases_taken: usize,
}

/// What did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What the run was about.
    pub scenario: Scenario,
    /// What went wrong.
    pub what: String,
}

impl core::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "{:?}: {}", self.scenario, self.what)
    }
}

impl std::error::Error for Failure {}

/// Runs one seed.
///
/// # Errors
/// [`Failure`] with the first thing that did not hold.
pub fn run(seed: u64) -> Result<Report, Failure> {
    let scenario = Scenario::of_seed(seed);
    let mut world = World::new(seed, scenario);
    match world.play() {
        Ok(()) => {
            let written = world.keepers.iter().map(|keeper| keeper.written.len()).sum();
            let (trace, frames, trimmed) = (world.trace, world.frames, world.relay.disk().trimmed());
            let verified = world.keepers.iter().map(|keeper| keeper.verified).sum();
            let bases_taken = world.keepers.iter().map(|keeper| keeper.bases_taken).sum();
            Ok(Report { scenario, trace, written, frames, verified, trimmed, bases_taken })
        }
        Err(what) => Err(Failure { scenario, what }),
    }
}

/// Somebody who is to be admitted to a space by its founder's first device.
struct Admission {
    admin: usize,
    space: SpaceId,
    member: Member,
    from_step: usize,
}

struct World {
    random: ChaCha12Rng,
    scenario: Scenario,
    now_ms: u64,
    step: usize,
    trace: Hash,
    frames: u64,
    relay: RelayProcess,
    keepers: Vec<Keeper>,
    /// Which person each device belongs to.
    persons: Vec<usize>,
    links: Vec<Option<Link>>,
    partitioned: BTreeSet<usize>,
    admissions: Vec<Admission>,
    relationship: SpaceId,
    vaults: Vec<SpaceId>,
    backups: BTreeMap<usize, Durable>,
    /// What was lost with a disk before any relay had it.
    excused: BTreeSet<(SpaceId, Vec<u8>)>,
    /// Whether membership may change.
    renews: bool,
    /// Whether anything goes wrong by itself.
    faults: bool,
}

impl World {
    fn new(seed: u64, scenario: Scenario) -> Self {
        let random = ChaCha12Rng::seed_from_u64(seed);
        let mut world = Self {
            random,
            scenario,
            now_ms: BEGIN_MS,
            step: 0,
            trace: Hash([0; 32]),
            frames: 0,
            relay: RelayProcess::default(),
            keepers: Vec::new(),
            persons: Vec::new(),
            links: Vec::new(),
            partitioned: BTreeSet::new(),
            admissions: Vec::new(),
            relationship: SpaceId([0; 32]),
            vaults: Vec::new(),
            backups: BTreeMap::new(),
            excused: BTreeSet::new(),
            renews: true,
            faults: true,
        };
        world.people();
        world
    }

    /// Two people with one to three devices each, a vault each, and an invite from the first to the second.
    fn people(&mut self) {
        let mut first_devices = Vec::new();
        for person in 0..2 {
            let first = self.keepers.len();
            let devices = 1 + below(&mut self.random, 3);
            for _ in 0..devices {
                let skews = [0, 0, 90_000, -90_000, DAY_MS, 5 * YEAR_MS, -5 * YEAR_MS];
                let skew_ms = pick(&mut self.random, &skews).unwrap_or_default();
                self.keepers.push(Keeper::new(skew_ms));
                self.persons.push(person);
                self.links.push(None);
            }
            let seed = MemberSeed::random(&mut self.random);
            let vault = Replica::found(seed, &[], &mut self.random);
            let space = vault.space();
            self.vaults.push(space);
            if let Some(keeper) = self.keepers.get_mut(first) {
                keeper.add(Domain::Vault, vault, &mut self.random);
                keeper.store();
            }
            for device in first + 1..self.keepers.len() {
                self.second_device(first, device, space);
            }
            first_devices.push(first);
        }
        if let [inviter, joiner] = *first_devices.as_slice() {
            self.invite(inviter, joiner);
        }
    }

    fn second_device(&mut self, admin: usize, device: usize, space: SpaceId) {
        let seed = MemberSeed::random(&mut self.random);
        let member = Member::of(&seed, space, Party::Founder, MemberKind::Device);
        let from_step = below(&mut self.random, 200);
        self.admissions.push(Admission { admin, space, member, from_step });
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.enter(space, seed, Domain::Vault);
            keeper.store();
        }
    }

    fn invite(&mut self, inviter: usize, joiner: usize) {
        let seed = MemberSeed::random(&mut self.random);
        let replica = Replica::found(seed.clone(), &[], &mut self.random);
        self.relationship = replica.space();
        let invite =
            Invite::new(LinkKind::Relationship, format!("https://{AUDIENCE}"), self.now_ms, &mut self.random);
        if let Some(keeper) = self.keepers.get_mut(inviter) {
            keeper.add(Domain::Relationship, replica, &mut self.random);
            keeper.keep_link(self.now_ms, self.relationship, &seed, &mut self.random);
            keeper.invite(invite.clone(), self.relationship, &mut self.random);
            keeper.store();
        }
        let seed = MemberSeed::random(&mut self.random);
        if let Some(keeper) = self.keepers.get_mut(joiner) {
            keeper.join(invite, &seed, &mut self.random);
            keeper.store();
        }
    }

    fn play(&mut self) -> Result<(), String> {
        let steps = 200 + below(&mut self.random, 250);
        for _ in 0..steps {
            self.live();
        }
        if let Scenario::Deceit(kind) = self.scenario {
            self.calm()?;
            self.check()?;
            self.check_no_trouble()?;
            self.deceive(kind)?;
        }
        self.calm()?;
        self.check()?;
        if matches!(self.scenario, Scenario::Faults | Scenario::Backups) {
            self.check_no_trouble()?;
        }
        self.check_alone()
    }

    /// Nothing goes wrong any more, and everybody reconnects until all is the same everywhere.
    fn calm(&mut self) -> Result<(), String> {
        self.faults = false;
        self.partitioned.clear();
        let mut differs = String::new();
        for _ in 0..CALM_ROUNDS_MAX {
            self.relay.tick(self.now_ms);
            self.reconnect_all();
            self.rest()?;
            match self.check_converged() {
                Ok(()) => return Ok(()),
                Err(what) => differs = what,
            }
        }
        Err(format!("after everybody reconnected {CALM_ROUNDS_MAX} times: {differs}"))
    }

    /// The relay deceives; some honest device must notice as soon as they talk.
    fn deceive(&mut self, kind: Kind) -> Result<(), String> {
        self.renews = false;
        self.everybody_writes();
        self.rest()?;
        let devices = self.keepers.len();
        let subject = below(&mut self.random, devices);
        let age = self.relay.disk().age();
        if kind != Kind::RollBack {
            let mut group: BTreeSet<_> = (0..devices).filter(|_| percent(&mut self.random, 50)).collect();
            group.insert(0);
            group.remove(&(devices - 1));
            let start = self.relay.disk().entries(self.relationship).len();
            self.drop_all();
            self.relay.deceive(Some(Deceit::new(kind, self.relationship, start, subject, group)));
            self.connect_all();
            self.rest()?;
        }
        self.write_and_rest(subject)?;
        self.write_and_rest(subject)?;
        self.everybody_writes();
        self.rest()?;
        let held = self.relay.disk().entries(self.relationship).len();
        if let Some(deceit) = self.relay.deceit_mut() {
            deceit.let_talk(held);
        }
        if kind == Kind::RollBack {
            self.drop_all();
            self.relay.roll_back(age);
            self.connect_all();
            self.rest()?;
        }
        self.everybody_writes();
        self.rest()?;
        let found: BTreeSet<_> = self.keepers.iter().flat_map(Keeper::troubles).collect();
        if !kind.expected().iter().any(|expected| found.contains(expected)) {
            return Err(format!("one of {:?} should have been noticed, not {found:?}", kind.expected()));
        }
        self.drop_all();
        self.relay.deceive(None);
        Ok(())
    }

    fn write_and_rest(&mut self, device: usize) -> Result<(), String> {
        self.write_into(device, self.relationship);
        self.finish(device);
        self.rest()
    }

    fn everybody_writes(&mut self) {
        for device in 0..self.keepers.len() {
            self.write_into(device, self.relationship);
            self.finish(device);
        }
    }

    fn note(&mut self, what: &str, device: usize, bytes: &[u8]) {
        let device = [u8::try_from(device).unwrap_or(u8::MAX)];
        self.trace = TRACE.hash(&[&self.trace.0, what.as_bytes(), &device, bytes]);
    }
}
