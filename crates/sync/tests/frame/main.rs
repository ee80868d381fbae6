//! Frames and entries: what is written is read, and nothing else is.

#[path = "../golden/client.rs"]
mod client;
#[path = "../golden/fixtures.rs"]
mod fixtures;
mod generators;
#[path = "../golden/relay.rs"]
mod relay;
#[path = "../golden/samples.rs"]
mod samples;

use crypto::{ErasePreimage, EraseTag, Hash, Signature, VerifyingKey};
use generators::{blob, client_frame, relay_frame};
use proptest::prelude::*;
use samples::{Value, samples};
use sync::{
    Body, ClientFrame, Entry, EntryId, Position, RelayFrame, RequestId, SpaceId, StoredEntry,
    entry::EntryTooLarge,
    frame::{CheckpointId, CheckpointSummary, FrameError, Trim, Verification},
    limits,
};

/// A CBOR array header that claims 2^60 elements.
const HUGE_ARRAY: [u8; 9] = [0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0];
/// A CBOR byte string header that claims 2^60 bytes.
const HUGE_BYTES: [u8; 9] = [0x5b, 0x10, 0, 0, 0, 0, 0, 0, 0];

#[test]
fn something_after_a_frame_is_refused() {
    for sample in samples() {
        let bytes = sample.value.to_bytes();
        assert_eq!(sample.check(&bytes), Ok(()));
        let more = [bytes.as_slice(), &[0xf6]].concat();
        match &sample.value {
            Value::Client(_) => assert_eq!(ClientFrame::from_bytes(&more), Err(FrameError::Trailing(1))),
            Value::Relay(_) => assert_eq!(RelayFrame::from_bytes(&more), Err(FrameError::Trailing(1))),
            Value::Entry(_) | Value::State(_) => {}
            Value::Parcel(_) | Value::Code(_) => assert!(sample.check(&more).is_err(), "{}", sample.name),
            Value::Control(_) => assert_eq!(
                sync::ControlRecord::from_bytes(&more),
                Err(sync::control::ControlError::Unreadable(FrameError::Trailing(1)))
            ),
        }
    }
}

#[test]
fn a_truncated_frame_is_malformed() {
    for sample in samples() {
        let bytes = sample.value.to_bytes();
        assert_eq!(sample.check(&bytes), Ok(()));
        for length in 0..bytes.len() {
            let part = &bytes[..length];
            assert_eq!(
                ClientFrame::from_bytes(part),
                Err(FrameError::Malformed),
                "{} at {length}",
                sample.name
            );
            assert_eq!(
                RelayFrame::from_bytes(part),
                Err(FrameError::Malformed),
                "{} at {length}",
                sample.name
            );
            assert!(minicbor::decode::<Entry>(part).is_err(), "{} at {length}", sample.name);
        }
    }
}

#[test]
fn a_frame_at_the_limit_is_read_and_one_byte_more_is_not() {
    let frame = |length| ClientFrame::Create { request: RequestId(1), record: vec![0; length] };
    let framing = frame(limits::FRAME_BYTES_MAX - 100).to_bytes().len() - (limits::FRAME_BYTES_MAX - 100);
    let largest = frame(limits::FRAME_BYTES_MAX - framing);
    let bytes = largest.to_bytes();
    assert_eq!(bytes.len(), limits::FRAME_BYTES_MAX);
    assert_eq!(ClientFrame::from_bytes(&bytes), Ok(largest));

    let bytes = frame(limits::FRAME_BYTES_MAX - framing + 1).to_bytes();
    assert_eq!(ClientFrame::from_bytes(&bytes), Err(FrameError::TooLarge(limits::FRAME_BYTES_MAX + 1)));
    assert_eq!(RelayFrame::from_bytes(&bytes), Err(FrameError::TooLarge(limits::FRAME_BYTES_MAX + 1)));
}

/// The largest batch, checkpoint piece and control page that the limits allow fit into one frame.
#[test]
fn what_the_limits_allow_fits_into_a_frame() {
    let request = RequestId(u32::MAX);
    let summary = CheckpointSummary {
        checkpoint: CheckpointId([255; 16]),
        covers: Position(u64::MAX),
        pieces: u32::MAX,
        size_bytes: u64::MAX,
        verification: Some(Verification {
            verifier: VerifyingKey([255; 32]),
            bytes: Hash([255; 32]),
            signature: Signature([255; 64]),
        }),
    };
    let trim = Some(Trim { after: Position(u64::MAX), base: summary });
    let each = limits::BATCH_BYTES_MAX / limits::BATCH_ENTRIES_MAX;
    let entry = Entry {
        id: EntryId([255; 16]),
        head: vec![0; each / 2],
        body: Body::Sealed(vec![0; each - each / 2]),
        erase_tag: EraseTag([255; 32]),
    };
    let entries = vec![StoredEntry { position: Position(u64::MAX), entry }; limits::BATCH_ENTRIES_MAX];
    let frames = [
        RelayFrame::Page { request, after: Position(u64::MAX), entries, newest: Position(u64::MAX), trim },
        RelayFrame::CheckpointPiece {
            request,
            summary,
            piece: u32::MAX,
            bytes: vec![0; limits::CHECKPOINT_PIECE_BYTES_MAX],
        },
    ];
    for frame in frames {
        let bytes = frame.to_bytes();
        assert!(bytes.len() <= limits::FRAME_BYTES_MAX, "{} bytes", bytes.len());
        assert_eq!(RelayFrame::from_bytes(&bytes), Ok(frame));
    }
}

#[test]
fn a_page_of_more_control_records_than_allowed_is_malformed() {
    let page = |count| RelayFrame::ControlPage {
        request: RequestId(1),
        records: vec![vec![].into(); count],
        newest: 1,
    };
    let most = page(limits::CONTROL_PAGE_RECORDS_MAX);
    assert_eq!(RelayFrame::from_bytes(&most.to_bytes()), Ok(most));
    let more = page(limits::CONTROL_PAGE_RECORDS_MAX + 1);
    assert_eq!(RelayFrame::from_bytes(&more.to_bytes()), Err(FrameError::Malformed));
}

/// Allocating for 2^60 elements would panic; what is read is bounded by what is there.
#[test]
fn a_header_that_claims_2_to_the_60_elements_is_malformed() {
    for sample in samples() {
        let bytes = sample.value.to_bytes();
        for index in 0..bytes.len().min(200) {
            for claim in [HUGE_ARRAY, HUGE_BYTES] {
                let claiming = [&bytes[..index], &claim, &bytes[index + 1..]].concat();
                if let Ok(frame) = ClientFrame::from_bytes(&claiming) {
                    panic!("{} with a claim at {index} reads as {frame:?}", sample.name);
                }
                if let Ok(frame) = RelayFrame::from_bytes(&claiming) {
                    panic!("{} with a claim at {index} reads as {frame:?}", sample.name);
                }
                assert!(sync::ControlRecord::from_bytes(&claiming).is_err());
                // Inside a byte string the claim is mere content, and an entry alone does not mind what follows.
                let _ = minicbor::decode::<Entry>(&claiming);
            }
        }
    }
}

#[test]
fn an_identifier_of_a_wrong_length_is_malformed() {
    let good = ClientFrame::Close { space: SpaceId([1; 32]) }.to_bytes();
    assert!(ClientFrame::from_bytes(&good).is_ok());
    for length in [0, 1, 31, 33] {
        // Frame 15 with one field: the space.
        let mut bytes = vec![0x82, 15, 0x81, 0x58, length];
        bytes.extend(vec![1; length.into()]);
        assert_eq!(ClientFrame::from_bytes(&bytes), Err(FrameError::Malformed), "{length} bytes");
    }
    assert_eq!(good[..5], [0x82, 15, 0x81, 0x58, 32], "the frame above is built alike");
}

#[test]
fn an_unknown_frame_is_malformed() {
    for number in 18..=255_u8 {
        let bytes = if number < 24 { vec![0x82, number, 0x80] } else { vec![0x82, 0x18, number, 0x80] };
        assert_eq!(ClientFrame::from_bytes(&bytes), Err(FrameError::Malformed), "{number}");
        assert_eq!(RelayFrame::from_bytes(&bytes), Err(FrameError::Malformed), "{number}");
    }
}

#[test]
fn an_entry_beyond_its_limits_is_told_so() {
    let entry = |head, body| Entry {
        id: EntryId([1; 16]),
        head: vec![0; head],
        body: Body::Sealed(vec![0; body]),
        erase_tag: EraseTag([2; 32]),
    };
    let (head_max, max) = (limits::HEAD_BYTES_MAX, limits::ENTRY_BYTES_MAX);
    assert_eq!(entry(head_max, max - head_max).check_size(), Ok(()));
    assert_eq!(
        entry(head_max, max - head_max + 1).check_size(),
        Err(EntryTooLarge { found: max + 1, limit: max })
    );
    assert_eq!(
        entry(head_max + 1, 0).check_size(),
        Err(EntryTooLarge { found: head_max + 1, limit: head_max })
    );
    let erased = Entry { body: Body::Erased(ErasePreimage([0; 32])), ..entry(10, 0) };
    assert_eq!((erased.sealed_bytes(), erased.check_size()), (42, Ok(())));
}

/// A client or relay of a later version may add fields at the end; this version ignores them.
#[test]
fn a_field_of_a_later_version_is_passed_over() {
    // Frame 15 (close), its space, and a field 1 that this version does not know.
    let known = ClientFrame::Close { space: SpaceId([1; 32]) };
    let mut bytes = known.to_bytes();
    assert_eq!(bytes[2], 0x81);
    bytes[2] = 0x82;
    bytes.extend([0x82, 0x01, 0x61, b'x']);
    assert_eq!(ClientFrame::from_bytes(&bytes), Ok(known));
}

proptest! {
    #[test]
    fn every_client_frame_is_read_as_written(frame in client_frame()) {
        prop_assert_eq!(ClientFrame::from_bytes(&frame.to_bytes()), Ok(frame));
    }

    #[test]
    fn every_relay_frame_is_read_as_written(frame in relay_frame()) {
        prop_assert_eq!(RelayFrame::from_bytes(&frame.to_bytes()), Ok(frame));
    }

    #[test]
    fn garbage_never_panics(garbage in blob(600)) {
        let _ = (ClientFrame::from_bytes(&garbage), RelayFrame::from_bytes(&garbage));
        let _ = (sync::ControlRecord::from_bytes(&garbage), minicbor::decode::<Entry>(&garbage));
    }

    #[test]
    fn an_altered_frame_never_panics_and_never_reads_as_the_original(
        frame in client_frame(), at: prop::sample::Index, by in 1_u8..=255,
    ) {
        let mut bytes = frame.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        // A ping has no fields: whatever stands where they would, of a later version perhaps, is passed over.
        prop_assert!(frame == ClientFrame::Ping || ClientFrame::from_bytes(&bytes) != Ok(frame));
    }
}
