use minicbor::{Encoder, encode::Write};
use proptest::{collection::vec, prelude::*};

use super::{COLUMNS, PLAIN, UnpackError, pack, sort, unpack, unpack_within};

/// Any CBOR item that a state may hold.
#[derive(Debug, Clone)]
enum Item {
    Number(u64),
    Negative(i64),
    Truth(bool),
    Nothing,
    Fraction(f64),
    Bytes(Vec<u8>),
    Text(String),
    List(Vec<Self>),
    Map(Vec<(Self, Self)>),
    Tagged(u64, Box<Self>),
}

impl Item {
    fn write<W: Write>(&self, encoder: &mut Encoder<W>) -> Option<()> {
        match self {
            Self::Number(number) => encoder.u64(*number).ok()?,
            Self::Negative(number) => encoder.i64(*number).ok()?,
            Self::Truth(truth) => encoder.bool(*truth).ok()?,
            Self::Nothing => encoder.null().ok()?,
            Self::Fraction(fraction) => encoder.f64(*fraction).ok()?,
            Self::Bytes(bytes) => encoder.bytes(bytes).ok()?,
            Self::Text(text) => encoder.str(text).ok()?,
            Self::List(items) => {
                encoder.array(items.len() as u64).ok()?;
                return items.iter().try_for_each(|item| item.write(encoder));
            }
            Self::Map(pairs) => {
                encoder.map(pairs.len() as u64).ok()?;
                let mut parts = pairs.iter().flat_map(|(key, value)| [key, value]);
                return parts.try_for_each(|item| item.write(encoder));
            }
            Self::Tagged(tag, item) => {
                encoder.tag(minicbor::data::Tag::new(*tag)).ok()?;
                return item.write(encoder);
            }
        };
        Some(())
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut encoder = Encoder::new(Vec::new());
        self.write(&mut encoder).expect("writing to memory cannot fail");
        encoder.into_writer()
    }
}

fn item() -> impl Strategy<Value = Item> {
    // Few different names, so that some come again.
    let name = (0_u8..6, 0_usize..40).prop_map(|(byte, length)| Item::Bytes(vec![byte; length]));
    let leaf = prop_oneof![
        any::<u64>().prop_map(Item::Number),
        (0_u64..300).prop_map(Item::Number),
        any::<i64>().prop_map(Item::Negative),
        any::<bool>().prop_map(Item::Truth),
        Just(Item::Nothing),
        any::<f64>().prop_map(Item::Fraction),
        name,
        vec(any::<u8>(), 0..80).prop_map(Item::Bytes),
        ".{0,40}".prop_map(Item::Text),
    ];
    leaf.prop_recursive(5, 200, 20, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..20).prop_map(Item::List),
            vec((inner.clone(), inner.clone()), 0..20).prop_map(Item::Map),
            (any::<u64>(), inner).prop_map(|(tag, item)| Item::Tagged(tag, Box::new(item))),
        ]
    })
}

proptest! {
    #[test]
    fn what_was_packed_unpacks_to_the_byte_and_is_packed_alike_again(item in item()) {
        let state = item.to_bytes();
        let columns = sort::to_columns(&state).expect("one CBOR item");
        prop_assert_eq!(sort::from_columns(&columns, usize::MAX), Ok(state.clone()));
        let packed = pack(&state);
        prop_assert_eq!(&pack(&state), &packed);
        prop_assert!(packed.len() <= state.len() + 1);
        prop_assert_eq!(unpack(&packed), Ok(state));
    }

    #[test]
    fn anything_at_all_unpacks_as_it_was(state in vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(unpack(&pack(&state)), Ok(state));
    }

    #[test]
    fn columns_with_a_byte_altered_give_another_state_or_none(item in item(), at in any::<usize>(), by in 1_u8..) {
        let state = item.to_bytes();
        let mut columns = sort::to_columns(&state).expect("one CBOR item");
        let at = at % columns.len();
        columns[at] ^= by;
        prop_assert_ne!(sort::from_columns(&columns, usize::MAX), Ok(state));
    }
}

/// Records like those of a vault: a name, a moment, the chain that wrote it, a text.
fn records(count: u32) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new());
    encoder.map(u64::from(count)).unwrap();
    for number in 0..count {
        let mut name = [0; 16];
        crypto::Context("counterpoint 1 test: name").derive(&[&number.to_le_bytes()], &mut name);
        // The first bytes ascend, as the keys of a map do.
        name[..4].copy_from_slice(&(number << 12).to_be_bytes());
        encoder.bytes(&name).unwrap().array(4).unwrap().bytes(&name).unwrap();
        encoder.u64(u64::from(number) << 24).unwrap().bytes(&[7; 16]).unwrap();
        encoder.str(&format!("text number {number}")).unwrap();
    }
    encoder.into_writer()
}

#[test]
fn records_cost_little_more_than_the_random_part_of_their_names() {
    let state = records(10_000);
    let packed = pack(&state);
    assert_eq!(packed[0], COLUMNS);
    assert_eq!(unpack(&packed).as_ref(), Ok(&state));
    let random_part = 12 * 10_000;
    assert!(packed.len() < random_part + 4 * 10_000, "{} bytes of {}", packed.len(), state.len());
}

#[test]
fn what_is_not_one_cbor_item_is_kept_as_it_stands() {
    let unused_heads = vec![0x1c; 40];
    let indefinite = [[0x9f].as_slice(), &[0; 40], &[0xff]].concat();
    let two_items = [minicbor::to_vec([0_u8; 20]).unwrap(), minicbor::to_vec([0_u8; 20]).unwrap()].concat();
    let too_deep = [[0x81; 100].as_slice(), &[0]].concat();
    let cut_off = minicbor::to_vec("a text that is cut off").unwrap()[..20].to_vec();
    for state in [unused_heads, indefinite, two_items, too_deep, cut_off, Vec::new()] {
        let packed = pack(&state);
        assert_eq!(packed[0], PLAIN, "{state:?}");
        assert_eq!(unpack(&packed), Ok(state));
    }
}

#[test]
fn a_state_with_more_paths_than_are_counted_is_restored() {
    let inner: Vec<_> = (0..16).map(|_| Item::List(vec![Item::Truth(true); 16])).collect();
    let middle: Vec<_> = (0..16).map(|_| Item::List(inner.clone())).collect();
    let state = Item::List(middle).to_bytes();
    let packed = pack(&state);
    assert_eq!(packed[0], COLUMNS);
    assert_eq!(unpack(&packed), Ok(state));
}

#[test]
fn a_form_of_a_later_version_is_told_from_a_malformed_one() {
    assert_eq!(unpack(&[2, 0]), Err(UnpackError::Unknown));
    assert_eq!(unpack(&[]), Err(UnpackError::Malformed));
    assert_eq!(unpack(&[COLUMNS]), Err(UnpackError::Malformed));
    assert_eq!(unpack(&[COLUMNS, 0xff, 0xff]), Err(UnpackError::Malformed));
}

#[test]
fn packed_bytes_that_are_cut_anywhere_are_refused() {
    let packed = pack(&records(50));
    assert!(unpack(&packed).is_ok());
    for length in 1..packed.len() {
        assert_eq!(unpack(&packed[..length]), Err(UnpackError::Malformed), "{length} bytes");
    }
}

#[test]
fn a_few_bytes_that_inflate_beyond_the_limit_are_refused() {
    let state = minicbor::to_vec(minicbor::bytes::ByteVec::from(vec![0; 1_000_000])).unwrap();
    let packed = pack(&state);
    assert!(packed.len() < 2_000);
    assert_eq!(unpack_within(&packed, state.len()).as_ref(), Ok(&state));
    assert_eq!(unpack_within(&packed, state.len() - 1), Err(UnpackError::TooLarge));
    assert_eq!(unpack_within(&packed, 1_000), Err(UnpackError::TooLarge));
    let plain = [[PLAIN].as_slice(), &state].concat();
    assert_eq!(unpack_within(&plain, 1_000), Err(UnpackError::TooLarge));
}

#[test]
fn references_that_would_grow_beyond_the_limit_are_refused() {
    let state = Item::List(vec![Item::Bytes(vec![9; 32]); 10_000]).to_bytes();
    let columns = sort::to_columns(&state).expect("one CBOR item");
    assert!(columns.len() < 11_000, "a reference takes one byte");
    assert_eq!(sort::from_columns(&columns, state.len()).as_ref(), Ok(&state));
    assert_eq!(sort::from_columns(&columns, state.len() - 1), Err(UnpackError::TooLarge));
    assert_eq!(sort::from_columns(&columns, 11_000), Err(UnpackError::TooLarge));
}
