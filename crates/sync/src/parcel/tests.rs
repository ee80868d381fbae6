//! Bytes of parcels: what is read, and what is refused in which words.

use super::*;
use crate::{Body, EntryId};

fn entry(name: u8) -> Entry {
    Entry {
        id: EntryId([name; 16]),
        head: vec![name; 70],
        body: Body::Sealed(vec![name; 80]),
        erase_tag: crypto::EraseTag([name; 32]),
    }
}

fn parcel() -> Parcel {
    let part = |space| Part {
        space: SpaceId([space; 32]),
        records: vec![vec![1, 2, 3].into()],
        entries: vec![entry(9), entry(3), entry(9)],
    };
    Parcel::new(vec![part(2), part(1)])
}

fn sealed(body: &[u8], version: u8) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(version);
    bytes.extend_from_slice(body);
    let checksum = CHECKSUM.hash(&[&bytes]);
    bytes.extend_from_slice(checksum.as_bytes());
    bytes
}

#[test]
fn a_parcel_is_read_as_it_was_made_and_has_one_order() {
    let parcel = parcel();
    let bytes = parcel.to_bytes().unwrap();
    assert_eq!(Parcel::from_bytes(&bytes).as_ref(), Ok(&parcel));
    assert_eq!(parcel.parts[0].entries, [entry(3), entry(9)]);
    assert!(is_parcel(&bytes));
}

#[test]
fn every_cut_and_every_altered_byte_is_refused() {
    let bytes = parcel().to_bytes().unwrap();
    assert!(Parcel::from_bytes(&bytes).is_ok());
    for length in 0..bytes.len() {
        let expected = if length < MAGIC.len() { ParcelError::Foreign } else { ParcelError::Damaged };
        assert_eq!(Parcel::from_bytes(&bytes[..length]), Err(expected), "cut to {length}");
    }
    for index in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[index] ^= 0x01;
        let expected = match index {
            0..20 => ParcelError::Foreign,
            // Version 1 becomes version 0, which never was.
            _ => ParcelError::Damaged,
        };
        assert_eq!(Parcel::from_bytes(&altered), Err(expected), "byte {index}");
    }
    let mut longer = bytes;
    longer.push(0);
    assert_eq!(Parcel::from_bytes(&longer), Err(ParcelError::Damaged));
}

#[test]
fn another_version_order_encoding_or_number_of_parts_is_refused_whatever_its_checksum() {
    let body = encode(&parcel());
    assert_eq!(Parcel::from_bytes(&sealed(&body, VERSION)), Ok(parcel()));
    assert_eq!(Parcel::from_bytes(&sealed(&body, 2)), Err(ParcelError::TooNew { found: 2 }));
    let mut unordered = parcel();
    unordered.parts.reverse();
    assert_eq!(Parcel::from_bytes(&sealed(&encode(&unordered), 1)), Err(ParcelError::Damaged));
    let mut twice = parcel();
    twice.parts[0].entries.push(entry(9));
    assert_eq!(Parcel::from_bytes(&sealed(&encode(&twice), 1)), Err(ParcelError::Damaged));
    // An array of indefinite length says the same in other bytes.
    let mut indefinite = vec![0x9f];
    indefinite.extend_from_slice(&body[1..]);
    indefinite.push(0xff);
    assert_eq!(Parcel::from_bytes(&sealed(&indefinite, 1)), Err(ParcelError::Damaged));
    let many = Parcel {
        parts: (0..=limits::PARCEL_PARTS_MAX)
            .map(|index| {
                let mut space = [0; 32];
                space[..8].copy_from_slice(&(index as u64).to_be_bytes());
                Part { space: SpaceId(space), records: Vec::new(), entries: Vec::new() }
            })
            .collect(),
    };
    assert_eq!(Parcel::from_bytes(&sealed(&encode(&many), 1)), Err(ParcelError::Damaged));
}

#[test]
fn a_parcel_beyond_the_limit_is_neither_made_nor_read() {
    let mut large = entry(1);
    large.head = vec![0; limits::PARCEL_BYTES_MAX];
    let part = Part { space: SpaceId([1; 32]), records: Vec::new(), entries: vec![large] };
    let made = Parcel::new(vec![part]).to_bytes();
    assert!(matches!(made, Err(ParcelError::TooLarge { found }) if found > limits::PARCEL_BYTES_MAX));
    let found = limits::PARCEL_BYTES_MAX + 1;
    assert_eq!(Parcel::from_bytes(&vec![0; found]), Err(ParcelError::TooLarge { found }));
}
