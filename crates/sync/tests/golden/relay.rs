//! Every frame that a relay sends.

use crypto::Hash;
use sync::{Position, Refusal, RelayFrame, SpaceId, frame::Challenge};

use crate::{
    fixtures::*,
    samples::{Sample, Value, sample},
};

pub(crate) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "relay-welcome",
            Value::Relay(RelayFrame::Welcome { protocol: 1, challenge: Challenge([6; 32]), now_s: None }),
        ),
        sample(
            "relay-welcome-with-its-time",
            Value::Relay(RelayFrame::Welcome {
                protocol: 1,
                challenge: Challenge([6; 32]),
                now_s: Some(1_795_348_800),
            }),
        ),
        sample(
            "relay-opened",
            Value::Relay(RelayFrame::Opened {
                request: REQUEST,
                newest: Position(300),
                control_number: 2,
                control_head: Hash([8; 32]),
                checkpoint: Some(SUMMARY),
                trim: None,
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
                trim: None,
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
                trim: None,
            }),
        ),
        sample(
            "relay-page",
            Value::Relay(RelayFrame::Page {
                request: REQUEST,
                after: Position(22),
                entries: stored(),
                newest: Position(30),
                trim: None,
            }),
        ),
        sample(
            "relay-page-empty",
            Value::Relay(RelayFrame::Page {
                request: REQUEST,
                after: Position(30),
                entries: vec![],
                newest: Position(30),
                trim: None,
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
            "relay-opened-trimmed",
            Value::Relay(RelayFrame::Opened {
                request: REQUEST,
                newest: Position(300),
                control_number: 2,
                control_head: Hash([8; 32]),
                checkpoint: Some(SUMMARY),
                trim: Some(trim()),
            }),
        ),
        sample(
            "relay-entries-trimmed",
            Value::Relay(RelayFrame::Entries {
                space: SPACE,
                after: Position(22),
                entries: vec![],
                newest: Position(300),
                trim: Some(trim()),
            }),
        ),
        sample(
            "relay-page-trimmed",
            Value::Relay(RelayFrame::Page {
                request: REQUEST,
                after: Position(22),
                entries: vec![],
                newest: Position(300),
                trim: Some(trim()),
            }),
        ),
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
    ]
}
