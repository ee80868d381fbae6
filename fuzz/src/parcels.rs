//! What somebody hands over without a relay: parcels, and the codes that a camera reads.

use crypto::MemberSeed;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    MemberKind, Replica,
    parcel::{
        Parcel, Part,
        codes::{self, Gathering, Read},
    },
    replica::Recipients,
};

use crate::samples;

/// A vault of two devices; the second one takes in what is handed over.
fn vault() -> (Replica, Replica) {
    let random = &mut ChaCha20Rng::seed_from_u64(7);
    let second = MemberSeed::from_bytes([3; 32]);
    let second_device = [(&second, MemberKind::Device)];
    let mut one = Replica::found(samples::founder().clone(), &second_device, random);
    for text in [b"one".as_slice(), b"two"] {
        one.write(crypto::Clock(1), text, random).expect("the space is open");
    }
    let other = Replica::enter(second, &one.records(), random).expect("a valid chain");
    (one, other)
}

fn whole() -> Parcel {
    let (one, _) = vault();
    let log = one.outbox().cloned().collect();
    Parcel::new(vec![one.part_for(Recipients::OwnDevices, true, log, &[])])
}

/// A parcel, and what stands in it between its beginning and its checksum.
pub(crate) fn parcels() -> Vec<Vec<u8>> {
    let whole = whole();
    vec![whole.to_bytes().expect("it is small"), minicbor::to_vec(&whole).expect("writing to memory")]
}

/// The bytes as a parcel, and as what a checksum would have let through: nothing that the honest device did not write is
/// taken, in whatever pieces it comes.
pub(crate) fn parcel(bytes: &[u8]) {
    if let Ok(parcel) = Parcel::from_bytes(bytes) {
        assert_eq!(parcel.to_bytes().as_deref(), Ok(bytes), "a parcel has one encoding");
    }
    let Ok(parcel) = minicbor::decode::<Parcel>(bytes) else { return };
    let (_, mut other) = vault();
    for Part { records, entries, .. } in &parcel.parts {
        other.follow_carried(records);
        let carried = other.receive_carried(entries);
        let written = [b"one".as_slice(), b"two"];
        for opened in carried.opened {
            assert!(
                opened.body.is_none_or(|body| written.contains(&body.as_slice())),
                "nobody else has the keys"
            );
        }
    }
    assert!(other.troubles().is_empty(), "a parcel accuses nobody: {:?}", other.troubles());
}

/// Codes one after the other: two lengths of bytes stand before each.
pub(crate) fn code_rows() -> Vec<Vec<u8>> {
    let codes = codes::codes(&[5; 900]).expect("it is small");
    let row = codes.iter().flat_map(|code| {
        let length = u16::try_from(code.len()).expect("a code is small");
        length.to_le_bytes().into_iter().chain(code.iter().copied())
    });
    vec![row.collect()]
}

/// What comes out whole is what codes can be made of.
pub(crate) fn qr_frame(bytes: &[u8]) {
    let mut gathering = Gathering::default();
    let mut rest = bytes;
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_le_bytes(*length)).min(after.len());
        let (code, after) = after.split_at(length);
        rest = after;
        match gathering.take(code) {
            Read::Piece { read, of } => assert!(read < of && of <= codes::CODES_MAX),
            Read::Whole(parcel) => assert!(codes::codes(&parcel).is_some()),
            Read::Foreign | Read::TooNew => {}
        }
    }
}
