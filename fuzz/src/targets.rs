//! The targets, each with inputs to start from.

use crypto::{
    EpochKey, EpochNumber, Head, OpeningKey, Part, RecoveryWords, SealedBox, SymmetricKey, VerifyingKey,
};
use model::{Decoded, RelationshipOperation, Vault, VaultOperation};
use sync::{
    ClientFrame, ControlRecord, Entry, RelayFrame, SpaceId, link::Invite, packing, replica::ReplicaState,
};

use crate::{files, parcels, samples};

/// A decoder of untrusted bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, which is also the name of its folder in the corpus.
    pub name: &'static str,
    /// Runs it; panics if it is at fault.
    pub run: fn(&[u8]),
    /// Valid inputs.
    pub samples: fn() -> Vec<Vec<u8>>,
}

/// Every target, in order of name.
pub const TARGETS: &[Target] = &[
    Target { name: "backup", run: files::backup, samples: files::backups },
    Target { name: "checkpoint_state", run: checkpoint_state, samples: samples::checkpoint_states },
    Target { name: "client_frame", run: client_frame, samples: samples::client_frames },
    Target { name: "control_record", run: control_record, samples: samples::control_records },
    Target { name: "entry", run: entry, samples: samples::entries },
    Target { name: "envelope", run: envelope, samples: samples::envelopes },
    Target { name: "export_json", run: files::export_json, samples: files::exports },
    Target { name: "head", run: head, samples: samples::heads },
    Target { name: "invite", run: invite, samples: samples::invites },
    Target { name: "operation", run: operation, samples: samples::operations },
    Target { name: "parcel", run: parcels::parcel, samples: parcels::parcels },
    Target { name: "qr_frame", run: parcels::qr_frame, samples: parcels::code_rows },
    Target { name: "recovery_words", run: recovery_words, samples: samples::recovery_words },
    Target { name: "relay_frame", run: relay_frame, samples: samples::relay_frames },
    Target { name: "replica_state", run: replica_state, samples: samples::replica_states },
    Target { name: "sealed_box", run: sealed_box, samples: samples::sealed_boxes },
];

/// The bytes as a packed state, and as a state to pack: a device's own app need not be the one that wrote it.
fn checkpoint_state(bytes: &[u8]) {
    if let Ok(state) = packing::unpack(bytes) {
        assert!(packing::unpack(&packing::pack(&state)).is_ok_and(|again| again == state));
        if let Ok(vault) = minicbor::decode::<Vault>(&state) {
            let written = minicbor::to_vec(&vault).expect("writing to memory");
            assert!(minicbor::decode::<Vault>(&written).is_ok_and(|again| again == vault));
        }
    }
    assert!(packing::unpack(&packing::pack(bytes)).is_ok_and(|state| state == bytes));
}

fn client_frame(bytes: &[u8]) {
    if let Ok(frame) = ClientFrame::from_bytes(bytes) {
        assert_eq!(ClientFrame::from_bytes(&frame.to_bytes()), Ok(frame));
    }
}

fn relay_frame(bytes: &[u8]) {
    if let Ok(frame) = RelayFrame::from_bytes(bytes) {
        assert_eq!(RelayFrame::from_bytes(&frame.to_bytes()), Ok(frame));
    }
}

/// As first record, and as successor of the records of an honest chain, under which nothing new may be accepted.
fn control_record(bytes: &[u8]) {
    let Ok(record) = ControlRecord::from_bytes(bytes) else { return };
    assert_eq!(record.to_bytes(), bytes, "a record has one encoding");
    let chain = samples::control_chain();
    if record.verify_first().is_ok() {
        assert!(chain.contains(&record), "nobody else knows the founder's key");
    }
    for previous in chain {
        if previous.verify_successor(&record).is_ok() {
            assert!(chain.contains(&record), "nobody else knows a member's key");
        }
    }
    let _ = record.handed_key(samples::founder());
    let _ = record.earlier_key(EpochNumber::FIRST, samples::epoch());
    let _ = record.frontier(samples::epoch());
}

fn entry(bytes: &[u8]) {
    if let Ok(entry) = minicbor::decode::<Entry>(bytes) {
        let written = minicbor::to_vec(&entry).expect("writing to memory");
        assert_eq!(minicbor::decode::<Entry>(&written).ok().as_ref(), Some(&entry));
        if entry.check_size().is_ok() {
            assert!(entry.sealed_bytes() <= sync::limits::ENTRY_BYTES_MAX);
        }
    }
}

/// The bytes as an envelope, and as the padded text that only a valid envelope would show to the padding's decoder.
fn envelope(bytes: &[u8]) {
    for part in [Part::Head, Part::Body, Part::Checkpoint, Part::Local, Part::Rendezvous] {
        if let Ok(text) = samples::epoch().open(part, samples::PLACE, bytes) {
            assert!(samples::envelopes().iter().any(|sealed| sealed == bytes), "nobody else knows the key");
            assert_eq!(text, samples::TEXT);
        }
    }
    let next = EpochKey { number: EpochNumber(2), secret: SymmetricKey::from_bytes([2; 32]) };
    assert!(next.unwrap_previous(EpochNumber(1), samples::PLACE, bytes).is_err());
    let mut text = bytes.to_vec();
    if crypto::unpad(&mut text).is_ok() {
        crypto::pad(&mut text);
        assert_eq!(text, bytes, "a text has one padding");
    }
}

fn head(bytes: &[u8]) {
    if let Ok(head) = minicbor::decode::<Head>(bytes) {
        let written = minicbor::to_vec(&head).expect("writing to memory");
        assert_eq!(minicbor::decode::<Head>(&written).ok().as_ref(), Some(&head));
        let key: VerifyingKey = samples::founder().signing_key().verifying_key();
        let run = crypto::verify_run(samples::SPACE.as_bytes(), &key, None, core::slice::from_ref(&head));
        assert_eq!(
            run.is_ok(),
            head.sequence.0 == 1
                && head.previous == Head::NO_PREVIOUS
                && head.verify(samples::SPACE.as_bytes(), &key).is_ok()
        );
    }
}

fn sealed_box(bytes: &[u8]) {
    let key: OpeningKey = samples::founder().opening_key();
    if key.open(samples::PURPOSE, b"place", &SealedBox(bytes.to_vec())).is_ok() {
        // Anybody may seal to a public key; a mutation of what somebody sealed must not open.
        assert!(samples::sealed_boxes().iter().any(|sealed| sealed == bytes));
    }
}

/// The bytes as the text of an invite, and as what stands in it.
fn invite(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(invite) = Invite::parse(&text, 0) {
        assert!(Invite::parse(&invite.to_text(), 0).is_ok_and(|again| again == invite));
    }
    if let Ok(invite) = minicbor::decode::<Invite>(bytes) {
        assert_eq!(
            Invite::parse(&invite.to_text(), 0).is_ok_and(|again| again == invite),
            invite.expires_at_ms > 0
        );
    }
}

fn operation(bytes: &[u8]) {
    if let Ok(Decoded::Known(operation)) = VaultOperation::from_bytes(bytes) {
        assert!(
            VaultOperation::from_bytes(&operation.to_bytes())
                .is_ok_and(|again| again == Decoded::Known(operation))
        );
    }
    if let Ok(Decoded::Known(operation)) = RelationshipOperation::from_bytes(bytes) {
        let again = RelationshipOperation::from_bytes(&operation.to_bytes());
        assert!(again.is_ok_and(|again| again == Decoded::Known(operation)));
    }
}

fn recovery_words(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    match RecoveryWords::parse(&typed) {
        Ok(words) => assert!(RecoveryWords::parse(&words.words().join(" ")) == Ok(words)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A device's own store is sealed, but a device restores what it opens, whoever wrote it.
fn replica_state(bytes: &[u8]) {
    if let Ok(state) = ReplicaState::from_bytes(bytes) {
        if let Ok(again) = ReplicaState::from_bytes(&state.to_bytes()) {
            assert_eq!(again.to_bytes(), state.to_bytes());
        }
        let _ = sync::Replica::restore(state, Vec::new()).map(|replica| {
            let space: SpaceId = replica.space();
            space
        });
    }
}
