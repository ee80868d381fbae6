//! The values that the golden files hold, and the check that a file still means its value.

use crypto::{ErasePreimage, EraseTag, Hash, MemberSeed, Signature, SigningKey, VerifyingKey};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    Body, ClientFrame, ControlRecord, Entry, EntryId, Member, MemberKind, Party, Position, Refusal,
    RelayFrame, RequestId, SpaceId, StoredEntry,
    frame::{BoxId, Challenge, CheckpointId, CheckpointSummary},
};

const REQUEST: RequestId = RequestId(1000);
const SPACE: SpaceId = SpaceId([1; 32]);
const ENTRY: EntryId = EntryId([2; 16]);
const PREIMAGE: ErasePreimage = ErasePreimage([3; 32]);
const CHECKPOINT: CheckpointId = CheckpointId([4; 16]);
const BOX: BoxId = BoxId([5; 32]);
const SUMMARY: CheckpointSummary =
    CheckpointSummary { checkpoint: CHECKPOINT, covers: Position(300), pieces: 2, size_bytes: 70_000 };

/// The golden files of version 1 by name, in the order of [`samples`].
pub(crate) const GOLDEN: &[(&str, &[u8])] = &[
    ("client-hello", include_bytes!("v1/client-hello.bin")),
    ("client-open", include_bytes!("v1/client-open.bin")),
    ("client-create", include_bytes!("v1/client-create.bin")),
    ("client-append", include_bytes!("v1/client-append.bin")),
    ("client-subscribe", include_bytes!("v1/client-subscribe.bin")),
    ("client-fetch", include_bytes!("v1/client-fetch.bin")),
    ("client-control", include_bytes!("v1/client-control.bin")),
    ("client-fetch-control", include_bytes!("v1/client-fetch-control.bin")),
    ("client-erase", include_bytes!("v1/client-erase.bin")),
    ("client-put-checkpoint", include_bytes!("v1/client-put-checkpoint.bin")),
    ("client-fetch-checkpoint", include_bytes!("v1/client-fetch-checkpoint.bin")),
    ("client-locate", include_bytes!("v1/client-locate.bin")),
    ("client-put-box", include_bytes!("v1/client-put-box.bin")),
    ("client-watch-box", include_bytes!("v1/client-watch-box.bin")),
    ("client-close-box", include_bytes!("v1/client-close-box.bin")),
    ("client-close", include_bytes!("v1/client-close.bin")),
    ("client-erase-space", include_bytes!("v1/client-erase-space.bin")),
    ("client-ping", include_bytes!("v1/client-ping.bin")),
    ("relay-welcome", include_bytes!("v1/relay-welcome.bin")),
    ("relay-opened", include_bytes!("v1/relay-opened.bin")),
    ("relay-opened-without-checkpoint", include_bytes!("v1/relay-opened-without-checkpoint.bin")),
    ("relay-done", include_bytes!("v1/relay-done.bin")),
    ("relay-appended", include_bytes!("v1/relay-appended.bin")),
    ("relay-entries", include_bytes!("v1/relay-entries.bin")),
    ("relay-page", include_bytes!("v1/relay-page.bin")),
    ("relay-page-empty", include_bytes!("v1/relay-page-empty.bin")),
    ("relay-lagging", include_bytes!("v1/relay-lagging.bin")),
    ("relay-controlled", include_bytes!("v1/relay-controlled.bin")),
    ("relay-control-conflict", include_bytes!("v1/relay-control-conflict.bin")),
    ("relay-control-page", include_bytes!("v1/relay-control-page.bin")),
    ("relay-control-changed", include_bytes!("v1/relay-control-changed.bin")),
    ("relay-erased", include_bytes!("v1/relay-erased.bin")),
    ("relay-checkpoint-piece", include_bytes!("v1/relay-checkpoint-piece.bin")),
    ("relay-located", include_bytes!("v1/relay-located.bin")),
    ("relay-box-message", include_bytes!("v1/relay-box-message.bin")),
    ("relay-box-watched", include_bytes!("v1/relay-box-watched.bin")),
    ("relay-refused-unread", include_bytes!("v1/relay-refused-unread.bin")),
    ("relay-pong", include_bytes!("v1/relay-pong.bin")),
    ("relay-refused-malformed", include_bytes!("v1/relay-refused-malformed.bin")),
    ("relay-refused-version", include_bytes!("v1/relay-refused-version.bin")),
    ("relay-refused-no-access", include_bytes!("v1/relay-refused-no-access.bin")),
    ("relay-refused-not-open", include_bytes!("v1/relay-refused-not-open.bin")),
    ("relay-refused-too-large", include_bytes!("v1/relay-refused-too-large.bin")),
    ("relay-refused-too-many", include_bytes!("v1/relay-refused-too-many.bin")),
    ("relay-refused-quota-full", include_bytes!("v1/relay-refused-quota-full.bin")),
    ("relay-refused-disk-full", include_bytes!("v1/relay-refused-disk-full.bin")),
    ("relay-refused-bad-control", include_bytes!("v1/relay-refused-bad-control.bin")),
    ("relay-refused-bad-erase", include_bytes!("v1/relay-refused-bad-erase.bin")),
    ("relay-refused-slot-taken", include_bytes!("v1/relay-refused-slot-taken.bin")),
    ("relay-refused-box-gone", include_bytes!("v1/relay-refused-box-gone.bin")),
    ("relay-refused-no-checkpoint", include_bytes!("v1/relay-refused-no-checkpoint.bin")),
    ("relay-refused-failed", include_bytes!("v1/relay-refused-failed.bin")),
    ("relay-refused-closing", include_bytes!("v1/relay-refused-closing.bin")),
    ("entry", include_bytes!("v1/entry.bin")),
    ("entry-erased", include_bytes!("v1/entry-erased.bin")),
    ("control-founded", include_bytes!("v1/control-founded.bin")),
    ("control-joined", include_bytes!("v1/control-joined.bin")),
    ("control-left", include_bytes!("v1/control-left.bin")),
];

/// A value of one of the kinds that travel.
#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    Client(ClientFrame),
    Relay(RelayFrame),
    Entry(Entry),
    Control(ControlRecord),
}

impl Value {
    /// The bytes that travel.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Client(frame) => frame.to_bytes(),
            Self::Relay(frame) => frame.to_bytes(),
            Self::Entry(entry) => minicbor::to_vec(entry).expect("writing to memory"),
            Self::Control(record) => record.to_bytes(),
        }
    }

    /// Reads bytes as a value of the same kind as this one.
    fn read(&self, bytes: &[u8]) -> Result<Self, String> {
        match self {
            Self::Client(_) => {
                ClientFrame::from_bytes(bytes).map(Self::Client).map_err(|error| error.to_string())
            }
            Self::Relay(_) => {
                RelayFrame::from_bytes(bytes).map(Self::Relay).map_err(|error| error.to_string())
            }
            Self::Entry(_) => minicbor::decode(bytes).map(Self::Entry).map_err(|error| error.to_string()),
            Self::Control(_) => {
                ControlRecord::from_bytes(bytes).map(Self::Control).map_err(|error| error.to_string())
            }
        }
    }
}

/// A value and the name of its file.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
}

impl Sample {
    /// Checks that `bytes` read as this sample's value and that the value still writes exactly these bytes.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<(), String> {
        let name = self.name;
        let read = self.value.read(bytes).map_err(|error| format!("{name}: {error}"))?;
        if read != self.value {
            return Err(format!("{name} reads as {read:?}"));
        }
        if self.value.to_bytes() != bytes {
            return Err(format!("{name} is written differently now"));
        }
        Ok(())
    }
}

/// Every frame, entry and control record of version 1.
pub(crate) fn samples() -> Vec<Sample> {
    vec![
        sample("client-hello", Value::Client(ClientFrame::Hello { protocol: 1 })),
        sample(
            "client-open",
            Value::Client(ClientFrame::Open {
                request: REQUEST,
                space: SPACE,
                key: verifying_key(),
                signature: signature(),
            }),
        ),
        sample(
            "client-create",
            Value::Client(ClientFrame::Create { request: REQUEST, record: b"record".to_vec() }),
        ),
        sample(
            "client-append",
            Value::Client(ClientFrame::Append {
                request: REQUEST,
                space: SPACE,
                entries: vec![entry(), erased_entry()],
            }),
        ),
        sample(
            "client-subscribe",
            Value::Client(ClientFrame::Subscribe { request: REQUEST, space: SPACE, after: Position(0) }),
        ),
        sample(
            "client-fetch",
            Value::Client(ClientFrame::Fetch { request: REQUEST, space: SPACE, after: Position(u64::MAX) }),
        ),
        sample(
            "client-control",
            Value::Client(ClientFrame::Control {
                request: REQUEST,
                space: SPACE,
                record: b"record".to_vec(),
            }),
        ),
        sample(
            "client-fetch-control",
            Value::Client(ClientFrame::FetchControl { request: REQUEST, space: SPACE, after: 7 }),
        ),
        sample(
            "client-erase",
            Value::Client(ClientFrame::Erase {
                request: REQUEST,
                space: SPACE,
                entry: ENTRY,
                preimage: PREIMAGE,
            }),
        ),
        sample(
            "client-put-checkpoint",
            Value::Client(ClientFrame::PutCheckpoint {
                request: REQUEST,
                space: SPACE,
                checkpoint: CHECKPOINT,
                covers: Position(300),
                piece: 1,
                pieces: 2,
                bytes: b"piece".to_vec(),
            }),
        ),
        sample(
            "client-fetch-checkpoint",
            Value::Client(ClientFrame::FetchCheckpoint { request: REQUEST, space: SPACE, piece: 1 }),
        ),
        sample(
            "client-locate",
            Value::Client(ClientFrame::Locate {
                request: REQUEST,
                key: verifying_key(),
                signature: signature(),
            }),
        ),
        sample(
            "client-put-box",
            Value::Client(ClientFrame::PutBox {
                request: REQUEST,
                name: BOX,
                slot: 3,
                lifetime_ms: 86_400_000,
                message: b"message".to_vec(),
            }),
        ),
        sample("client-watch-box", Value::Client(ClientFrame::WatchBox { request: REQUEST, name: BOX })),
        sample("client-close-box", Value::Client(ClientFrame::CloseBox { request: REQUEST, name: BOX })),
        sample("client-close", Value::Client(ClientFrame::Close { space: SPACE })),
        sample(
            "client-erase-space",
            Value::Client(ClientFrame::EraseSpace { request: REQUEST, space: SPACE, signature: signature() }),
        ),
        sample("client-ping", Value::Client(ClientFrame::Ping)),
        sample(
            "relay-welcome",
            Value::Relay(RelayFrame::Welcome { protocol: 1, challenge: Challenge([6; 32]) }),
        ),
        sample(
            "relay-opened",
            Value::Relay(RelayFrame::Opened {
                request: REQUEST,
                newest: Position(300),
                control_number: 2,
                control_head: Hash([8; 32]),
                checkpoint: Some(SUMMARY),
            }),
        ),
        sample(
            "relay-opened-without-checkpoint",
            Value::Relay(RelayFrame::Opened {
                request: REQUEST,
                newest: Position(0),
                control_number: 1,
                control_head: Hash([8; 32]),
                checkpoint: None,
            }),
        ),
        sample("relay-done", Value::Relay(RelayFrame::Done { request: REQUEST })),
        sample(
            "relay-appended",
            Value::Relay(RelayFrame::Appended {
                request: REQUEST,
                positions: vec![Position(23), Position(24), Position(256)],
            }),
        ),
        sample(
            "relay-entries",
            Value::Relay(RelayFrame::Entries {
                space: SPACE,
                after: Position(22),
                entries: stored(),
                newest: Position(30),
            }),
        ),
        sample(
            "relay-page",
            Value::Relay(RelayFrame::Page {
                request: REQUEST,
                after: Position(22),
                entries: stored(),
                newest: Position(30),
            }),
        ),
        sample(
            "relay-page-empty",
            Value::Relay(RelayFrame::Page {
                request: REQUEST,
                after: Position(30),
                entries: vec![],
                newest: Position(30),
            }),
        ),
        sample("relay-lagging", Value::Relay(RelayFrame::Lagging { space: SPACE })),
        sample("relay-controlled", Value::Relay(RelayFrame::Controlled { request: REQUEST })),
        sample(
            "relay-control-conflict",
            Value::Relay(RelayFrame::ControlConflict { request: REQUEST, number: 9 }),
        ),
        sample(
            "relay-control-page",
            Value::Relay(RelayFrame::ControlPage {
                request: REQUEST,
                records: vec![b"one".to_vec().into(), b"two".to_vec().into()],
                newest: 2,
            }),
        ),
        sample("relay-control-changed", Value::Relay(RelayFrame::ControlChanged { space: SPACE, number: 3 })),
        sample(
            "relay-erased",
            Value::Relay(RelayFrame::Erased { space: SPACE, entry: ENTRY, preimage: PREIMAGE }),
        ),
        sample(
            "relay-checkpoint-piece",
            Value::Relay(RelayFrame::CheckpointPiece {
                request: REQUEST,
                summary: SUMMARY,
                piece: 0,
                bytes: b"piece".to_vec(),
            }),
        ),
        sample(
            "relay-located",
            Value::Relay(RelayFrame::Located { request: REQUEST, spaces: vec![SPACE, SpaceId([0xff; 32])] }),
        ),
        sample(
            "relay-box-message",
            Value::Relay(RelayFrame::BoxMessage { name: BOX, slot: 3, message: b"message".to_vec() }),
        ),
        sample("relay-box-watched", Value::Relay(RelayFrame::BoxWatched { request: REQUEST })),
        sample(
            "relay-refused-unread",
            Value::Relay(RelayFrame::Refused { request: None, refusal: Refusal::Malformed }),
        ),
        sample("relay-pong", Value::Relay(RelayFrame::Pong)),
        sample(
            "relay-refused-malformed",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::Malformed }),
        ),
        sample(
            "relay-refused-version",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::Version }),
        ),
        sample(
            "relay-refused-no-access",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::NoAccess }),
        ),
        sample(
            "relay-refused-not-open",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::NotOpen }),
        ),
        sample(
            "relay-refused-too-large",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::TooLarge }),
        ),
        sample(
            "relay-refused-too-many",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::TooMany }),
        ),
        sample(
            "relay-refused-quota-full",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::QuotaFull }),
        ),
        sample(
            "relay-refused-disk-full",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::DiskFull }),
        ),
        sample(
            "relay-refused-bad-control",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::BadControl }),
        ),
        sample(
            "relay-refused-bad-erase",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::BadErase }),
        ),
        sample(
            "relay-refused-slot-taken",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::SlotTaken }),
        ),
        sample(
            "relay-refused-box-gone",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::BoxGone }),
        ),
        sample(
            "relay-refused-no-checkpoint",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::NoCheckpoint }),
        ),
        sample(
            "relay-refused-failed",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::Failed }),
        ),
        sample(
            "relay-refused-closing",
            Value::Relay(RelayFrame::Refused { request: Some(REQUEST), refusal: Refusal::Closing }),
        ),
        sample("entry", Value::Entry(entry())),
        sample("entry-erased", Value::Entry(erased_entry())),
        sample("control-founded", Value::Control(control_chain().founded)),
        sample("control-joined", Value::Control(control_chain().joined)),
        sample("control-left", Value::Control(control_chain().left)),
    ]
}

fn sample(name: &'static str, value: Value) -> Sample {
    Sample { name, value }
}

fn verifying_key() -> VerifyingKey {
    SigningKey::from_seed(&[7; 32]).verifying_key()
}

fn signature() -> Signature {
    SigningKey::from_seed(&[7; 32]).sign(sync::frame::AUTHENTICATE, &[b"audience", b"challenge"])
}

fn entry() -> Entry {
    Entry {
        id: ENTRY,
        head: b"sealed head".to_vec(),
        body: Body::Sealed(b"sealed body".to_vec()),
        erase_tag: PREIMAGE.tag(),
    }
}

fn erased_entry() -> Entry {
    Entry { id: EntryId([9; 16]), body: Body::Erased(PREIMAGE), erase_tag: EraseTag([10; 32]), ..entry() }
}

fn stored() -> Vec<StoredEntry> {
    vec![
        StoredEntry { position: Position(23), entry: entry() },
        StoredEntry { position: Position(24), entry: erased_entry() },
    ]
}

struct ControlChain {
    founded: ControlRecord,
    joined: ControlRecord,
    left: ControlRecord,
}

/// A space with a paper device, which a second person joins and leaves; signed with fixed seeds.
fn control_chain() -> ControlChain {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let [founder, paper, invited] = [[1; 32], [2; 32], [3; 32]].map(MemberSeed::from_bytes);
    let member = |seed: &MemberSeed, party, kind| Member { keys: seed.keys(), party, kind };
    let others = vec![member(&paper, Party::Founder, MemberKind::Paper)];
    let (founded, epoch) = ControlRecord::found(&founder, others, &mut random).expect("valid keys");
    let mut members = founded.members.clone();
    members.push(member(&invited, Party::Invited, MemberKind::Device));
    let (joined, _) = founded.rotate(&founder, members, &epoch, &mut random).expect("valid keys");
    let left = joined.leave(&invited);
    ControlChain { founded, joined, left }
}
