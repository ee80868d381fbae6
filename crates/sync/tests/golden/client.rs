//! Every frame that a device sends.

use sync::{ClientFrame, Position};

use crate::{
    fixtures::*,
    samples::{Sample, Value, sample},
};

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
                urgent: true,
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
            Value::Client(ClientFrame::FetchCheckpoint {
                request: REQUEST,
                space: SPACE,
                piece: 1,
                checkpoint: None,
            }),
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
            "client-fetch-named-checkpoint",
            Value::Client(ClientFrame::FetchCheckpoint {
                request: REQUEST,
                space: SPACE,
                piece: 1,
                checkpoint: Some(CHECKPOINT),
            }),
        ),
        sample(
            "client-verify-checkpoint",
            Value::Client(ClientFrame::VerifyCheckpoint {
                request: REQUEST,
                space: SPACE,
                checkpoint: CHECKPOINT,
                covers: Position(300),
                verification: verification(),
            }),
        ),
    ]
}
