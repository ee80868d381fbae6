//! Somebody with a key and a connection of their own to the honest relay, and what they do with it.

use client::{
    Outcome, Problem,
    command::{Devices, Door},
};
use crypto::{MemberSeed, RecoveryWords};
use model::{Decoded, Stamp, Vault, VaultOperation};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::{
    Audience, ConnectionId, Direct,
    limits::ServiceLimits,
    store::{Access, Answer, Control, Query, Store, memory::MemoryStore},
};
use sync::{
    ClientFrame, ControlRecord, Entry, Member, Opened, Position, RelayFrame, Replica, RequestId, SpaceId,
    StoredEntry,
    frame::{AUTHENTICATE, Challenge, LOCATE},
};
use testing::people::{PASSPHRASE, RELAY, World};

const AUDIENCE: &str = "127.0.0.1:8787";

/// The words of whoever wants to get in.
pub(crate) const ENTROPY: [u8; 32] = [7; 32];

pub(crate) struct Thief {
    relay: Direct<MemoryStore>,
    at: ConnectionId,
    now_ms: u64,
    pub(crate) seed: MemberSeed,
}

impl Thief {
    pub(crate) fn new(world: &World, seed: MemberSeed) -> Self {
        let mut relay = Direct::new(world.disk.clone(), ServiceLimits::default());
        let at = relay.connect(world.now_ms, Audience::new(AUDIENCE), Challenge([9; 32]));
        let mut thief = Self { relay, at, now_ms: world.now_ms, seed };
        thief.ask(&ClientFrame::Hello { protocol: 1 });
        thief
    }

    pub(crate) fn ask(&mut self, frame: &ClientFrame) -> RelayFrame {
        self.relay.handle(self.now_ms, self.at, &frame.to_bytes());
        self.relay.settle(self.now_ms);
        let sent = self.relay.take_sent(self.now_ms, self.at);
        RelayFrame::from_bytes(&sent[0]).unwrap()
    }

    pub(crate) fn locate(&mut self) -> Vec<SpaceId> {
        let signing = self.seed.signing_key();
        let signature = signing.sign(LOCATE, &[AUDIENCE.as_bytes(), &[9; 32]]);
        let key = signing.verifying_key();
        match self.ask(&ClientFrame::Locate { request: RequestId(1), key, signature }) {
            RelayFrame::Located { spaces, .. } => spaces,
            other => panic!("{other:?}"),
        }
    }

    /// Opens a space and reads everything.
    pub(crate) fn read(&mut self, space: SpaceId) -> (Vec<Vec<u8>>, Vec<StoredEntry>) {
        let signing = self.seed.signing_key();
        let signature = signing.sign(AUTHENTICATE, &[AUDIENCE.as_bytes(), &[9; 32], space.as_bytes()]);
        let key = signing.verifying_key();
        let opened = self.ask(&ClientFrame::Open { request: RequestId(2), space, key, signature });
        assert!(matches!(opened, RelayFrame::Opened { .. }), "{opened:?}");
        let (mut records, mut entries): (Vec<Vec<u8>>, Vec<StoredEntry>) = Default::default();
        loop {
            let after = records.len() as u64;
            match self.ask(&ClientFrame::FetchControl { request: RequestId(3), space, after }) {
                RelayFrame::ControlPage { records: page, .. } if page.is_empty() => break,
                RelayFrame::ControlPage { records: page, .. } => {
                    records.extend(page.into_iter().map(|record| record.to_vec()));
                }
                other => panic!("{other:?}"),
            }
        }
        loop {
            let after = entries.last().map_or(Position(0), |last| last.position);
            match self.ask(&ClientFrame::Fetch { request: RequestId(4), space, after }) {
                RelayFrame::Page { entries: page, .. } if page.is_empty() => break,
                RelayFrame::Page { entries: page, .. } => entries.extend(page),
                other => panic!("{other:?}"),
            }
        }
        (records, entries)
    }

    pub(crate) fn replica(&mut self, space: SpaceId) -> (Replica, Vec<Opened>) {
        let (records, entries) = self.read(space);
        let mut replica = Replica::enter(self.seed.clone(), &records, &mut random()).unwrap();
        let opened = replica.receive(entries).opened;
        (replica, opened)
    }

    pub(crate) fn control(&mut self, record: &ControlRecord) -> RelayFrame {
        let (space, record) = (record.space, record.to_bytes());
        self.ask(&ClientFrame::Control { request: RequestId(5), space, record })
    }

    pub(crate) fn append(&mut self, space: SpaceId, entries: Vec<Entry>) -> RelayFrame {
        self.ask(&ClientFrame::Append { request: RequestId(6), space, entries, urgent: true })
    }
}

pub(crate) fn random() -> ChaCha12Rng {
    ChaCha12Rng::seed_from_u64(99)
}

pub(crate) fn paper_of(words: &[String]) -> MemberSeed {
    RecoveryWords::parse(&words.join(" ")).unwrap().member_seed()
}

pub(crate) fn fold(opened: &[Opened]) -> Vault {
    let mut vault = Vault::default();
    for one in opened {
        let stamp = Stamp { clock: model::Clock(one.clock.0), writer: model::WriterId(one.writer.0) };
        if let Some(Ok(Decoded::Known(operation))) = one.body.as_deref().map(VaultOperation::from_bytes) {
            vault.apply(stamp, operation);
        }
    }
    vault
}

/// Whoever holds the words: the vault, and what stands in it.
pub(crate) fn with_words(world: &World, words: &[String]) -> (Thief, SpaceId, Replica, Vec<Opened>) {
    let mut thief = Thief::new(world, paper_of(words));
    let vault = thief.locate()[0];
    let (replica, opened) = thief.replica(vault);
    (thief, vault, replica, opened)
}

pub(crate) fn renew(world: &mut World, person: usize) -> Vec<String> {
    match world.act(person, Devices::RenewWords { passphrase: PASSPHRASE.into() }) {
        Ok(Outcome::Words(words)) => words,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn try_words(world: &mut World, device: usize, words: &[String]) -> Result<Outcome, Problem> {
    let words = words.join(" ");
    world.act(device, Door::Recover { words, passphrase: PASSPHRASE.into(), relay: RELAY.into() })
}

pub(crate) fn intruders_words() -> Vec<String> {
    RecoveryWords::from_entropy(&ENTROPY).words().into_iter().map(str::to_owned).collect()
}

/// The newest control record that the relay holds.
pub(crate) fn head(disk: &MemoryStore, space: SpaceId) -> ControlRecord {
    match disk.reader().unwrap().answer(&Query::ControlHead { space }) {
        Ok(Answer::ControlHead(Some(record))) => ControlRecord::from_bytes(&record).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// The key of one of the devices, in whose name a hostile relay takes what it likes.
pub(crate) fn device_of(record: &ControlRecord) -> crypto::VerifyingKey {
    let device = record.members.iter().find(|member| member.kind == sync::MemberKind::Device);
    device.expect("a device belongs to it").keys.verifying
}

/// The newest epoch's key, as a member knows it.
pub(crate) fn epoch_key(records: &[Vec<u8>], seed: &MemberSeed) -> crypto::EpochKey {
    let records = records.iter().rev().map(|record| ControlRecord::from_bytes(record).unwrap());
    records.filter_map(|record| record.handed_key(seed).ok()).next().unwrap()
}

/// A record as a relay stores it. Its author is one of those who belonged to the space `before`.
pub(crate) fn as_stored(record: &ControlRecord, before: &[Member]) -> Control {
    let access =
        |member: &Member| Access { key: member.keys.verifying, party: member.party, kind: member.kind };
    let author = before.iter().find(|member| member.keys.id() == record.author);
    Control {
        number: record.number,
        hash: record.hash(),
        joined: record.joined,
        access: record.members.iter().map(access).collect(),
        author: author.unwrap_or(&before[0]).keys.verifying,
        record: record.to_bytes(),
    }
}
