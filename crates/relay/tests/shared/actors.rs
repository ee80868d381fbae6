//! Who takes part in a test: members with keys, the spaces they found, the frames they say.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test uses its own part of this, and a test may panic"
)]

use crypto::{EpochKey, ErasePreimage, MemberSeed};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    Body, ClientFrame, ControlRecord, Entry, EntryId, Member, MemberKind, Party, Position, RequestId,
    SpaceId,
    frame::{
        AUTHENTICATE, BoxId, Challenge, CheckpointId, ERASE_SPACE, LOCATE, Verification, checkpoint_hash,
    },
};

pub fn member(number: u8) -> MemberSeed {
    MemberSeed::from_bytes([number; 32])
}

fn device(space: SpaceId, seed: &MemberSeed, party: Party) -> Member {
    Member::of(seed, space, party, MemberKind::Device)
}

/// A space as its founder knows it.
pub struct Space {
    pub founder: MemberSeed,
    pub record: ControlRecord,
    key: EpochKey,
    random: ChaCha20Rng,
}

impl Space {
    /// A vault with one device.
    pub fn founded_by(founder: MemberSeed, seed: u64) -> Self {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let (record, key) = ControlRecord::found(&founder, &[], &mut random);
        Self { founder, record, key, random }
    }

    pub fn id(&self) -> SpaceId {
        self.record.space
    }

    /// The record by which exactly these belong to the space, in the founder's party and in the other.
    pub fn successor(
        &mut self,
        author: &MemberSeed,
        own: &[&MemberSeed],
        others: &[&MemberSeed],
    ) -> ControlRecord {
        let space = self.id();
        let own = own.iter().map(|seed| device(space, seed, Party::Founder));
        let others = others.iter().map(|seed| device(space, seed, Party::Invited));
        self.record.rotate(author, own.chain(others).collect(), &self.key, &mut self.random).unwrap().0
    }

    /// The record by which these belong to the vault, with recovery words.
    pub fn with_words(
        &mut self,
        author: &MemberSeed,
        devices: &[&MemberSeed],
        words: &MemberSeed,
    ) -> ControlRecord {
        let space = self.id();
        let paper = Member::of(words, space, Party::Founder, MemberKind::Paper);
        let members = devices.iter().map(|seed| device(space, seed, Party::Founder)).chain([paper]).collect();
        self.record.rotate(author, members, &self.key, &mut self.random).unwrap().0
    }

    /// Goes on with this record.
    pub fn follow(&mut self, record: ControlRecord) {
        if let Ok(key) = record.handed_key(&self.founder) {
            self.key = key;
        }
        self.record = record;
    }
}

pub fn preimage(number: u64) -> ErasePreimage {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    ErasePreimage(bytes)
}

pub fn entry_id(number: u64) -> EntryId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
    EntryId(bytes)
}

pub fn entry(number: u64) -> Entry {
    entry_of(number, 256)
}

pub fn entry_of(number: u64, body_bytes: usize) -> Entry {
    let byte = number.to_le_bytes()[0];
    Entry {
        id: entry_id(number),
        head: vec![byte; 320],
        body: Body::Sealed(vec![byte; body_bytes]),
        erase_tag: preimage(number).tag(),
    }
}

/// What one device says on one connection.
pub struct Voice {
    pub seed: MemberSeed,
    pub audience: Vec<u8>,
    pub challenge: Challenge,
    newest_request: u32,
}

impl Voice {
    pub fn new(seed: MemberSeed, audience: &str, challenge: Challenge) -> Self {
        Self { seed, audience: audience.as_bytes().to_vec(), challenge, newest_request: 0 }
    }

    pub fn request(&mut self) -> RequestId {
        self.newest_request += 1;
        RequestId(self.newest_request)
    }

    /// The request that was made last.
    pub fn newest(&self) -> RequestId {
        RequestId(self.newest_request)
    }

    pub fn create(&mut self, record: &ControlRecord) -> ClientFrame {
        ClientFrame::Create { request: self.request(), record: record.to_bytes() }
    }

    pub fn open(&mut self, space: SpaceId) -> ClientFrame {
        let parts: [&[u8]; 3] = [&self.audience, self.challenge.as_bytes(), space.as_bytes()];
        let signature = self.seed.signing_key().sign(AUTHENTICATE, &parts);
        let key = self.seed.keys().verifying;
        ClientFrame::Open { request: self.request(), space, key, signature }
    }

    pub fn locate(&mut self) -> ClientFrame {
        let parts: [&[u8]; 2] = [&self.audience, self.challenge.as_bytes()];
        let signature = self.seed.signing_key().sign(LOCATE, &parts);
        ClientFrame::Locate { request: self.request(), key: self.seed.keys().verifying, signature }
    }

    pub fn erase_space(&mut self, space: SpaceId) -> ClientFrame {
        let parts: [&[u8]; 3] = [&self.audience, self.challenge.as_bytes(), space.as_bytes()];
        let signature = self.seed.signing_key().sign(ERASE_SPACE, &parts);
        ClientFrame::EraseSpace { request: self.request(), space, signature }
    }

    pub fn append(&mut self, space: SpaceId, entries: Vec<Entry>) -> ClientFrame {
        ClientFrame::Append { request: self.request(), space, entries, urgent: false }
    }

    pub fn subscribe(&mut self, space: SpaceId, after: u64) -> ClientFrame {
        ClientFrame::Subscribe { request: self.request(), space, after: Position(after) }
    }

    pub fn fetch(&mut self, space: SpaceId, after: u64) -> ClientFrame {
        ClientFrame::Fetch { request: self.request(), space, after: Position(after) }
    }

    pub fn control(&mut self, record: &ControlRecord) -> ClientFrame {
        ClientFrame::Control { request: self.request(), space: record.space, record: record.to_bytes() }
    }

    pub fn fetch_control(&mut self, space: SpaceId, after: u64) -> ClientFrame {
        ClientFrame::FetchControl { request: self.request(), space, after }
    }

    pub fn erase(&mut self, space: SpaceId, entry: u64) -> ClientFrame {
        ClientFrame::Erase {
            request: self.request(),
            space,
            entry: entry_id(entry),
            preimage: preimage(entry),
        }
    }

    pub fn put_checkpoint(&mut self, space: SpaceId, covers: u64, piece: u32, pieces: u32) -> ClientFrame {
        ClientFrame::PutCheckpoint {
            request: self.request(),
            space,
            checkpoint: CheckpointId([7; 16]),
            covers: Position(covers),
            piece,
            pieces,
            bytes: vec![7; 100],
        }
    }

    pub fn fetch_checkpoint(&mut self, space: SpaceId, piece: u32) -> ClientFrame {
        ClientFrame::FetchCheckpoint { request: self.request(), space, piece, checkpoint: None }
    }

    /// Says that the checkpoint which [`Voice::put_checkpoint`] put in one piece is right.
    pub fn verify_checkpoint(&mut self, space: SpaceId, covers: u64) -> ClientFrame {
        let (checkpoint, covers) = (CheckpointId([7; 16]), Position(covers));
        let bytes = checkpoint_hash(&[7; 100]);
        let verification = Verification::sign(&self.seed.signing_key(), space, checkpoint, covers, bytes);
        ClientFrame::VerifyCheckpoint { request: self.request(), space, checkpoint, covers, verification }
    }

    pub fn put_box(&mut self, name: BoxId, slot: u8, message: &[u8]) -> ClientFrame {
        let message = message.to_vec();
        ClientFrame::PutBox { request: self.request(), name, slot, lifetime_ms: 60_000, message }
    }

    pub fn watch_box(&mut self, name: BoxId) -> ClientFrame {
        ClientFrame::WatchBox { request: self.request(), name }
    }

    pub fn close_box(&mut self, name: BoxId) -> ClientFrame {
        ClientFrame::CloseBox { request: self.request(), name }
    }
}
