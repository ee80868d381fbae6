//! One whole run from a seed: life with faults, perhaps a deceit, then calm; and what must hold in the end.
//!
//! ```text
//!   found, admit, invite, join ─► life: writes, lost connections, crashes, wrong clocks ─► [deceit ─► noticed?]
//!        ─► calm: everybody reconnects ─► the same everywhere, nothing acknowledged and nothing stored is lost
//! ```

mod alone;
mod checks;
mod counting;
mod forking;
mod life;
mod network;
mod people;
mod removal;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use crypto::{Context, Hash, MemberSeed};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sync::{Member, SpaceId};

use crate::{
    chance::{below, percent},
    deceit::{Deceit, Kind},
    durable::Durable,
    keeper::Keeper,
    relay_process::RelayProcess,
};
use network::Link;
pub use removal::Removal;
use removal::Taking;

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
    /// The same as the first, and then somebody is taken out and works together with the relay.
    Former(Removal),
    /// The same as the first, and then the relay keeps two histories of who belongs to a vault.
    ForkControl,
}

impl Scenario {
    /// The scenario of a seed: neighbouring seeds go through all of them.
    pub fn of_seed(seed: u64) -> Self {
        let others = [Self::Faults, Self::Backups, Self::RoughTransport];
        let deceits = Kind::ALL.iter().copied().map(Self::Deceit);
        let removals = Removal::ALL.iter().copied().map(Self::Former);
        let all: Vec<_> =
            others.into_iter().chain(deceits).chain(removals).chain([Self::ForkControl]).collect();
        let index = usize::try_from(seed % all.len() as u64).unwrap_or_default();
        all.get(index).copied().unwrap_or(Self::Faults)
    }

    /// How many there are.
    pub const COUNT: u64 = 4 + Kind::ALL.len() as u64 + Removal::ALL.len() as u64;
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
    // One step after another, as the seeds go on.
    world.crash_at = usize::try_from(seed / Scenario::COUNT).unwrap_or_default();
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
    /// The first person's recovery words, where they are of use.
    words: Option<MemberSeed>,
    backups: BTreeMap<usize, Durable>,
    /// What was lost with a disk before any relay had it.
    excused: BTreeSet<(SpaceId, Vec<u8>)>,
    /// Withdrawals that were lost, each with the device that wrote it: to be taken back again.
    to_take_back: Vec<(usize, Vec<u8>)>,
    /// Whether membership may change.
    renews: bool,
    /// Whether anything goes wrong by itself.
    faults: bool,
    /// Who is taken out, if anybody is.
    taking: Option<Taking>,
    /// At which step of taking somebody out a device crashes.
    crash_at: usize,
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
            words: None,
            backups: BTreeMap::new(),
            excused: BTreeSet::new(),
            to_take_back: Vec::new(),
            renews: true,
            faults: true,
            taking: None,
            crash_at: 0,
        };
        world.people();
        world
    }

    fn play(&mut self) -> Result<(), String> {
        let steps = match self.scenario {
            Scenario::Former(_) | Scenario::ForkControl => 100 + below(&mut self.random, 60),
            _ => 200 + below(&mut self.random, 250),
        };
        for _ in 0..steps {
            self.live();
        }
        if let Scenario::Deceit(kind) = self.scenario {
            self.calm()?;
            self.check()?;
            self.check_no_trouble()?;
            self.deceive(kind)?;
        }
        if let Scenario::Former(removal) = self.scenario {
            self.calm()?;
            self.check()?;
            self.check_no_trouble()?;
            self.take_out(removal)?;
        }
        if self.scenario == Scenario::ForkControl {
            self.calm()?;
            self.check()?;
            return self.fork_control();
        }
        self.calm()?;
        self.check()?;
        self.check_taking()?;
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
            self.take_back_the_rest()?;
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
