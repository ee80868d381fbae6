//! Valid inputs for every target, made with fixed seeds: they are the roots of the corpus and the measure of what may be
//! accepted.

use std::sync::OnceLock;

use crypto::{
    Clock, Context, EpochKey, EpochNumber, ErasePreimage, Hash, Head, MemberSeed, Part, RecoveryWords,
    Sequence, Sighting, Signature, SymmetricKey, VerifyingKey, WriterId,
};
use model::{
    Content, ContentHash, Day, GrantId, ItemId, RelationshipId, RelationshipOperation, Stamp, Vault,
    VaultOperation, VersionId, Written, draw,
    kinds::{LIST, Part as Consent},
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    Body, ClientFrame, ControlRecord, Entry, EntryId, Member, MemberKind, Party, Position, Refusal,
    RelayFrame, Replica, RequestId, SpaceId, StoredEntry,
    frame::{BoxId, Challenge, CheckpointId, CheckpointSummary, Trim, Verification},
    link::{Invite, LinkKind},
    packing,
};

pub(crate) const SPACE: SpaceId = SpaceId([1; 32]);
pub(crate) const PLACE: &[&[u8]] = &[b"space", b"entry"];
pub(crate) const TEXT: &[u8] = b"text";
pub(crate) const PURPOSE: Context = Context("counterpoint 1 fuzz: box");
const REQUEST: RequestId = RequestId(1000);
const SIGNATURE: Signature = Signature([7; 64]);
const PROOF: ErasePreimage = ErasePreimage([3; 32]);
const KEY: VerifyingKey = VerifyingKey([8; 32]);
const VERIFICATION: Verification = Verification { verifier: KEY, bytes: Hash([9; 32]), signature: SIGNATURE };

pub(crate) fn founder() -> &'static MemberSeed {
    static FOUNDER: OnceLock<MemberSeed> = OnceLock::new();
    FOUNDER.get_or_init(|| MemberSeed::from_bytes([1; 32]))
}

pub(crate) fn epoch() -> &'static EpochKey {
    static EPOCH: OnceLock<EpochKey> = OnceLock::new();
    EPOCH.get_or_init(|| EpochKey { number: EpochNumber::FIRST, secret: SymmetricKey::from_bytes([1; 32]) })
}

/// A space that a second person joins and leaves, after which the founder goes on.
pub(crate) fn control_chain() -> &'static [ControlRecord] {
    static CHAIN: OnceLock<Vec<ControlRecord>> = OnceLock::new();
    CHAIN.get_or_init(|| {
        let random = &mut ChaCha20Rng::seed_from_u64(1);
        let invited = MemberSeed::from_bytes([2; 32]);
        let (founded, key) = ControlRecord::found(founder(), &[], random);
        let mut members = founded.members.clone();
        members.push(Member::of(&invited, founded.space, Party::Invited, MemberKind::Device));
        let (joined, key) = founded.rotate(founder(), members, &key, random).expect("valid keys");
        let left = joined.leave(&invited);
        let (on, _) = left.rotate(founder(), left.members.clone(), &key, random).expect("valid keys");
        vec![founded, joined, left, on]
    })
}

pub(crate) fn control_records() -> Vec<Vec<u8>> {
    control_chain().iter().map(ControlRecord::to_bytes).collect()
}

/// Vaults, packed, and the columns of one of them without the deflate that mutations rarely get through.
pub(crate) fn checkpoint_states() -> Vec<Vec<u8>> {
    let mut vault = Vault::default();
    let empty = minicbor::to_vec(&vault).expect("writing to memory");
    for number in 0..40_u8 {
        let item = ItemId([number / 2; 16]);
        let stamp = Stamp {
            clock: model::Clock::new(1_000 + u64::from(number), 0),
            writer: model::WriterId([3; 16]),
        };
        let first = VersionId::first_of(item);
        let (version, replaces) =
            if number % 2 == 0 { (first, vec![]) } else { (VersionId([100 + number; 16]), vec![first]) };
        let content =
            records(&[Consent::Own, Consent::Shareable]).nth(usize::from(number)).expect("without an end");
        let written = Written { about: None, content };
        vault.apply(stamp, VaultOperation::ItemWritten { item, version, replaces, written });
    }
    let state = minicbor::to_vec(&vault).expect("writing to memory");
    let stored = deflated_without_effort(&packing::pack(&state));
    vec![packing::pack(&empty), packing::pack(&state), packing::pack_plain(&state), stored]
}

/// The same columns in one block that deflate stores as it stands (RFC 1951, section 3.2.4).
fn deflated_without_effort(packed: &[u8]) -> Vec<u8> {
    let (form, deflated) = packed.split_first().expect("a packed state");
    let columns = miniz_oxide::inflate::decompress_to_vec(deflated).expect("deflated just now");
    let length = u16::try_from(columns.len()).expect("a small state");
    let [low, high] = length.to_le_bytes();
    [&[*form, 1, low, high, !low, !high], columns.as_slice()].concat()
}

pub(crate) fn client_frames() -> Vec<Vec<u8>> {
    let (request, space, after) = (REQUEST, SPACE, Position(300));
    let bytes = b"bytes".to_vec();
    let frames = [
        ClientFrame::Hello { protocol: 1 },
        ClientFrame::Open { request, space, key: KEY, signature: SIGNATURE },
        ClientFrame::Create { request, record: bytes.clone() },
        ClientFrame::Append { request, space, entries: vec![entry(), erased()], urgent: false },
        ClientFrame::Subscribe { request, space, after },
        ClientFrame::Fetch { request, space, after },
        ClientFrame::Control { request, space, record: bytes.clone() },
        ClientFrame::FetchControl { request, space, after: 7 },
        ClientFrame::Erase { request, space, entry: EntryId([2; 16]), preimage: PROOF },
        ClientFrame::PutCheckpoint {
            request,
            space,
            checkpoint: CheckpointId([4; 16]),
            covers: after,
            piece: 0,
            pieces: 1,
            bytes: bytes.clone(),
        },
        ClientFrame::FetchCheckpoint { request, space, piece: 1, checkpoint: None },
        ClientFrame::Locate { request, key: KEY, signature: SIGNATURE },
        ClientFrame::PutBox { request, name: BoxId([5; 32]), slot: 1, lifetime_ms: 1000, message: bytes },
        ClientFrame::WatchBox { request, name: BoxId([5; 32]) },
        ClientFrame::CloseBox { request, name: BoxId([5; 32]) },
        ClientFrame::Close { space },
        ClientFrame::EraseSpace { request, space, signature: SIGNATURE },
        ClientFrame::Ping,
        ClientFrame::FetchCheckpoint { request, space, piece: 1, checkpoint: Some(CheckpointId([4; 16])) },
        ClientFrame::VerifyCheckpoint {
            request,
            space,
            checkpoint: CheckpointId([4; 16]),
            covers: after,
            verification: VERIFICATION,
        },
    ];
    frames.iter().map(ClientFrame::to_bytes).collect()
}

pub(crate) fn relay_frames() -> Vec<Vec<u8>> {
    let (request, space, after, newest) = (REQUEST, SPACE, Position(22), Position(300));
    let checkpoint = CheckpointId([4; 16]);
    let summary =
        CheckpointSummary { checkpoint, covers: newest, pieces: 1, size_bytes: 5, verification: None };
    let base = CheckpointSummary { verification: Some(VERIFICATION), ..summary };
    let trim = Some(Trim { after, base });
    let entries = || {
        vec![
            StoredEntry { position: Position(23), entry: entry() },
            StoredEntry { position: Position(24), entry: erased() },
        ]
    };
    let frames = [
        RelayFrame::Welcome { protocol: 1, challenge: Challenge([6; 32]), now_s: Some(1_795_348_800) },
        RelayFrame::Opened {
            request,
            newest,
            control_number: 2,
            control_head: Hash([8; 32]),
            checkpoint: Some(summary),
            trim: None,
        },
        RelayFrame::Opened {
            request,
            newest,
            control_number: 2,
            control_head: Hash([8; 32]),
            checkpoint: Some(base),
            trim,
        },
        RelayFrame::Done { request },
        RelayFrame::Appended { request, positions: vec![after, newest] },
        RelayFrame::Entries { space, after, entries: entries(), newest, trim: None },
        RelayFrame::Entries { space, after: Position(1), entries: vec![], newest, trim },
        RelayFrame::Page { request, after, entries: entries(), newest, trim: None },
        RelayFrame::Page { request, after: Position(1), entries: vec![], newest, trim },
        RelayFrame::Lagging { space },
        RelayFrame::Controlled { request },
        RelayFrame::ControlConflict { request, number: 9 },
        RelayFrame::ControlPage { request, records: vec![b"record".to_vec().into()], newest: 1 },
        RelayFrame::ControlChanged { space, number: 3 },
        RelayFrame::Erased { space, entry: EntryId([2; 16]), preimage: PROOF },
        RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes: b"bytes".to_vec() },
        RelayFrame::Located { request, spaces: vec![space] },
        RelayFrame::BoxMessage { name: BoxId([5; 32]), slot: 1, message: b"bytes".to_vec() },
        RelayFrame::BoxWatched { request },
        RelayFrame::Refused { request: Some(request), refusal: Refusal::NoAccess },
        RelayFrame::Refused { request: None, refusal: Refusal::Malformed },
        RelayFrame::Pong,
    ];
    frames.iter().map(RelayFrame::to_bytes).collect()
}

pub(crate) fn entries() -> Vec<Vec<u8>> {
    [entry(), erased()].iter().map(|entry| minicbor::to_vec(entry).expect("writing to memory")).collect()
}

pub(crate) fn envelopes() -> Vec<Vec<u8>> {
    let random = &mut ChaCha20Rng::seed_from_u64(2);
    let parts = [Part::Head, Part::Body, Part::Checkpoint, Part::Local, Part::Rendezvous];
    parts.into_iter().map(|part| epoch().seal(part, PLACE, TEXT.to_vec(), random).0).collect()
}

pub(crate) fn heads() -> Vec<Vec<u8>> {
    let sighting = Sighting { writer: WriterId([3; 16]), sequence: Sequence(4), hash: Hash([5; 32]) };
    let head = Head {
        author: founder().keys().id(),
        writer: WriterId([2; 16]),
        sequence: Sequence(1),
        previous: Head::NO_PREVIOUS,
        clock: Clock(1),
        body: Head::body_hash(SPACE.as_bytes(), TEXT),
        seen: vec![sighting; 2],
        erases: PROOF.tag(),
        signature: SIGNATURE,
    };
    let first = head.signed(SPACE.as_bytes(), &founder().signing_key());
    let second = Head { previous: first.hash(SPACE.as_bytes()), seen: vec![], ..first.clone() };
    [first, second].iter().map(|head| minicbor::to_vec(head).expect("writing to memory")).collect()
}

pub(crate) fn invites() -> Vec<Vec<u8>> {
    let invite = Invite::new(
        LinkKind::Relationship,
        "https://relay.example".into(),
        1000,
        &mut ChaCha20Rng::seed_from_u64(3),
    );
    let text = invite.to_text();
    let link = format!("https://relay.example/#join={text}");
    let device = Invite { kind: LinkKind::Device, ..invite.clone() };
    let device_link = format!("https://relay.example/#device={}", device.to_text());
    let written = [&invite, &device].map(|invite| minicbor::to_vec(invite).expect("writing to memory"));
    [text.into_bytes(), link.into_bytes(), device_link.into_bytes()].into_iter().chain(written).collect()
}

/// Records of every kind of these parts, again and again.
fn records(parts: &[Consent]) -> impl Iterator<Item = Content> {
    let kinds = LIST.all().iter().filter(|kind| parts.contains(&kind.part));
    let samples: Vec<Content> = kinds.flat_map(draw::samples).collect();
    samples.into_iter().cycle()
}

/// An operation of every sort, and a record of every kind.
pub(crate) fn operations() -> Vec<Vec<u8>> {
    let removed = VaultOperation::RelationshipRemoved { relationship: RelationshipId([1; 16]) };
    let named = VaultOperation::PersonNamed { name: "Ada".into() };
    let introduced = RelationshipOperation::Introduced { name: "Ada".into() };
    let withdrawn = RelationshipOperation::Withdrawn { grants: vec![GrantId([2; 16]), GrantId([3; 16])] };
    let mut operations =
        vec![named.to_bytes(), removed.to_bytes(), introduced.to_bytes(), withdrawn.to_bytes()];
    let (item, grant, on) = (ItemId([4; 16]), GrantId([5; 16]), Day(20_779));
    for content in LIST.all().iter().flat_map(draw::samples) {
        let shared = LIST.shareable(content.clone());
        let shared = shared.map(|content| RelationshipOperation::Shared { grant, item, content, on });
        let answers = ContentHash([6; 32]);
        let replied = LIST.reply(content.clone());
        let replied =
            replied.map(|content| RelationshipOperation::Replied { grant, to: item, answers, content, on });
        operations.extend([shared, replied].into_iter().flatten().map(|operation| operation.to_bytes()));
        let written = Written { about: Some(RelationshipId([1; 16])), content };
        let version = VersionId::first_of(item);
        let written = VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written };
        operations.push(written.to_bytes());
    }
    operations
}

pub(crate) fn recovery_words() -> Vec<Vec<u8>> {
    let words = RecoveryWords::from_entropy(&[42; 32]).words();
    let numbered: Vec<String> =
        words.iter().enumerate().map(|(index, word)| format!("{}. {word}", index + 1)).collect();
    vec![words.join(" ").into_bytes(), numbered.join("\n").into_bytes(), b"abandon abandun".to_vec()]
}

pub(crate) fn sealed_boxes() -> Vec<Vec<u8>> {
    static BOXES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let made = BOXES.get_or_init(|| {
        let random = &mut ChaCha20Rng::seed_from_u64(4);
        let key = founder().opening_key().sealing_key();
        vec![key.seal(PURPOSE, b"place", TEXT, random).expect("a valid key").0]
    });
    made.clone()
}

fn entry() -> Entry {
    Entry {
        id: EntryId([2; 16]),
        head: b"sealed head".to_vec(),
        body: Body::Sealed(b"sealed body".to_vec()),
        erase_tag: PROOF.tag(),
    }
}

fn erased() -> Entry {
    Entry { body: Body::Erased(PROOF), ..entry() }
}

pub(crate) fn replica_states() -> Vec<Vec<u8>> {
    let random = &mut ChaCha20Rng::seed_from_u64(5);
    vec![Replica::found(founder().clone(), &[], random).state().to_bytes()]
}
