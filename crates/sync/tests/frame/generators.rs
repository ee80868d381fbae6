//! Any frame there can be.

use crypto::{ErasePreimage, EraseTag, Hash, Signature, VerifyingKey};
use proptest::prelude::*;
use sync::{
    Body, ClientFrame, Entry, EntryId, Position, Refusal, RelayFrame, RequestId, SpaceId, StoredEntry,
    frame::{BoxId, Challenge, CheckpointId, CheckpointSummary, Trim, Verification},
    limits,
};

pub(crate) fn blob(bytes_max: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..bytes_max)
}

prop_compose! {
    pub(crate) fn entry()(id: [u8; 16], head in blob(300), sealed in prop::option::of(blob(300)), proof: [u8; 32], tag: [u8; 32]) -> Entry {
        let body = sealed.map_or(Body::Erased(ErasePreimage(proof)), Body::Sealed);
        Entry { id: EntryId(id), head, body, erase_tag: EraseTag(tag) }
    }
}

prop_compose! {
    pub(crate) fn stored_entry()(position: u64, entry in entry()) -> StoredEntry {
        StoredEntry { position: Position(position), entry }
    }
}

prop_compose! {
    fn verification()(verifier: [u8; 32], bytes: [u8; 32], signature: [u8; 64]) -> Verification {
        let (verifier, bytes, signature) = (VerifyingKey(verifier), Hash(bytes), Signature(signature));
        Verification { verifier, bytes, signature }
    }
}

prop_compose! {
    pub(crate) fn summary()(
        id: [u8; 16],
        covers: u64,
        pieces: u32,
        size_bytes: u64,
        verification in prop::option::of(verification()),
    ) -> CheckpointSummary {
        let checkpoint = CheckpointId(id);
        CheckpointSummary { checkpoint, covers: Position(covers), pieces, size_bytes, verification }
    }
}

prop_compose! {
    fn trim()(after: u64, base in summary()) -> Trim {
        Trim { after: Position(after), base }
    }
}

/// What most frames are made of.
#[derive(Debug, Clone)]
pub(crate) struct Ingredients {
    request: RequestId,
    space: SpaceId,
    number: u64,
    small: u32,
    id: [u8; 16],
    hash: [u8; 32],
    signature: Signature,
    bytes: Vec<u8>,
}

prop_compose! {
    pub(crate) fn ingredients()(
        request: u32, space: [u8; 32], number: u64, small: u32, id: [u8; 16], hash: [u8; 32],
        halves: [[u8; 32]; 2], bytes in blob(500),
    ) -> Ingredients {
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&halves[0]);
        signature[32..].copy_from_slice(&halves[1]);
        Ingredients { request: RequestId(request), space: SpaceId(space), number, small, id, hash, signature: Signature(signature), bytes }
    }
}

pub(crate) fn client_frame() -> impl Strategy<Value = ClientFrame> {
    let entries = prop::collection::vec(entry(), 0..4);
    (ingredients(), entries, 0..18, any::<u16>(), any::<u8>()).prop_map(
        |(with, entries, variant, protocol, slot)| {
            let Ingredients { request, space, number, small, id, hash, signature, bytes } = with;
            let after = Position(number);
            match variant {
                0 => ClientFrame::Hello { protocol },
                1 => ClientFrame::Open { request, space, key: VerifyingKey(hash), signature },
                2 => ClientFrame::Create { request, record: bytes },
                3 => ClientFrame::Append { request, space, entries, urgent: false },
                4 => ClientFrame::Subscribe { request, space, after },
                5 => ClientFrame::Fetch { request, space, after },
                6 => ClientFrame::Control { request, space, record: bytes },
                7 => ClientFrame::FetchControl { request, space, after: number },
                8 => ClientFrame::Erase { request, space, entry: EntryId(id), preimage: ErasePreimage(hash) },
                9 => ClientFrame::PutCheckpoint {
                    request,
                    space,
                    checkpoint: CheckpointId(id),
                    covers: after,
                    piece: small,
                    pieces: small ^ 1,
                    bytes,
                },
                10 => ClientFrame::FetchCheckpoint {
                    request,
                    space,
                    piece: small,
                    checkpoint: (small % 2 == 0).then_some(CheckpointId(id)),
                },
                11 => ClientFrame::Locate { request, key: VerifyingKey(hash), signature },
                12 => ClientFrame::PutBox {
                    request,
                    name: BoxId(hash),
                    slot,
                    lifetime_ms: number,
                    message: bytes,
                },
                13 => ClientFrame::WatchBox { request, name: BoxId(hash) },
                14 => ClientFrame::CloseBox { request, name: BoxId(hash) },
                15 => ClientFrame::Close { space },
                16 => ClientFrame::EraseSpace { request, space, signature },
                17 => ClientFrame::VerifyCheckpoint {
                    request,
                    space,
                    checkpoint: CheckpointId(id),
                    covers: after,
                    verification: Verification { verifier: VerifyingKey(hash), bytes: Hash(hash), signature },
                },
                _ => ClientFrame::Ping,
            }
        },
    )
}

pub(crate) fn refusal() -> impl Strategy<Value = Refusal> {
    prop::sample::select(vec![
        Refusal::Malformed,
        Refusal::Version,
        Refusal::NoAccess,
        Refusal::NotOpen,
        Refusal::TooLarge,
        Refusal::TooMany,
        Refusal::QuotaFull,
        Refusal::DiskFull,
        Refusal::BadControl,
        Refusal::BadErase,
        Refusal::SlotTaken,
        Refusal::BoxGone,
        Refusal::NoCheckpoint,
        Refusal::Failed,
        Refusal::Closing,
    ])
}

pub(crate) fn relay_frame() -> impl Strategy<Value = RelayFrame> {
    let entries = prop::collection::vec(stored_entry(), 0..4);
    let records = prop::collection::vec(blob(100), 0..=limits::CONTROL_PAGE_RECORDS_MAX);
    let positions = prop::collection::vec(any::<u64>().prop_map(Position), 0..20);
    let spaces = prop::collection::vec(any::<[u8; 32]>().prop_map(SpaceId), 0..5);
    let lists = (entries, records, positions, spaces);
    let answers = (
        (prop::option::of(summary()), prop::option::of(trim())),
        summary(),
        prop::option::of(any::<u32>().prop_map(RequestId)),
        refusal(),
    );
    (ingredients(), lists, answers, 0..18, any::<u16>(), any::<u8>()).prop_map(
        |(
            with,
            (entries, records, positions, spaces),
            ((checkpoint, trim), summary, asked, refusal),
            variant,
            protocol,
            slot,
        )| {
            let Ingredients { request, space, number, small, id, hash, bytes, .. } = with;
            let (after, newest) = (Position(number), Position(number ^ u64::from(small)));
            match variant {
                0 => RelayFrame::Welcome {
                    protocol,
                    challenge: Challenge(hash),
                    now_s: trim.is_some().then_some(number),
                },
                1 => RelayFrame::Opened {
                    request,
                    newest,
                    control_number: number,
                    control_head: Hash(hash),
                    checkpoint,
                    trim,
                },
                2 => RelayFrame::Done { request },
                3 => RelayFrame::Appended { request, positions },
                4 => RelayFrame::Entries { space, after, entries, newest, trim },
                5 => RelayFrame::Page { request, after, entries, newest, trim },
                6 => RelayFrame::Lagging { space },
                7 => RelayFrame::Controlled { request },
                8 => RelayFrame::ControlConflict { request, number },
                9 => RelayFrame::ControlPage {
                    request,
                    records: records.into_iter().map(Into::into).collect(),
                    newest: number,
                },
                10 => RelayFrame::ControlChanged { space, number },
                11 => RelayFrame::Erased { space, entry: EntryId(id), preimage: ErasePreimage(hash) },
                12 => RelayFrame::CheckpointPiece { request, summary, piece: small, bytes },
                13 => RelayFrame::Located { request, spaces },
                14 => RelayFrame::BoxMessage { name: BoxId(hash), slot, message: bytes },
                15 => RelayFrame::BoxWatched { request },
                16 => RelayFrame::Refused { request: asked, refusal },
                _ => RelayFrame::Pong,
            }
        },
    )
}
