//! A small parcel as a row of codes, shown one after the other on one screen and read by the camera of another.
//!
//! ```text
//! version 1 │ parcel 8 │ index 1 │ count 1 │ piece, 600 bytes but for the last │ checksum 4
//! ```
//! Codes are read in any order and as often as they come. All have one length, so the code on the screen keeps its size and the
//! camera its sharpness: the last is filled up with zeros, and its piece ends where the parcel does.

use crate::small::SmallMap;

use crypto::Context;

use crate::limits;

/// The largest parcel that goes as codes, in bytes.
pub const PARCEL_BYTES_MAX: usize = limits::CODES_PARCEL_BYTES_MAX;

/// The version of codes that this program shows and reads.
pub const VERSION: u8 = 1;

/// The piece of a parcel in one code, in bytes.
pub const PIECE_BYTES: usize = 600;

/// One code, in bytes: within what a QR code of 85 modules holds at its lowest correction.
pub const CODE_BYTES: usize = HEAD_BYTES + PIECE_BYTES + CHECKSUM_BYTES;

/// The most codes that one parcel takes.
pub const CODES_MAX: usize = (limits::CODES_PARCEL_BYTES_MAX + LENGTH_BYTES).div_ceil(PIECE_BYTES);

const HEAD_BYTES: usize = 1 + PARCEL_NAME_BYTES + 1 + 1;
const PARCEL_NAME_BYTES: usize = 8;
const CHECKSUM_BYTES: usize = 4;
/// The parcel's length stands before it, so that what fills up the last code is known for what it is.
const LENGTH_BYTES: usize = 4;

const NAME: Context = Context("counterpoint 1 parcel codes: name");
const CHECKSUM: Context = Context("counterpoint 1 parcel codes: checksum");

/// What a read code was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// No code of a parcel, or one that was misread. It changes nothing.
    Foreign,
    /// A code of a newer version of the program.
    TooNew,
    /// A piece: so many of so many have been read.
    Piece {
        /// Different codes read so far.
        read: usize,
        /// All codes of this parcel.
        of: usize,
    },
    /// The last piece that was missing: the parcel.
    Whole(Vec<u8>),
}

/// Codes that are being read.
#[derive(Debug, Clone, Default)]
pub struct Gathering {
    parcel: [u8; PARCEL_NAME_BYTES],
    count: usize,
    pieces: SmallMap<usize, Vec<u8>>,
}

/// The codes of a parcel, in order; `None` if it is larger than [`limits::CODES_PARCEL_BYTES_MAX`].
pub fn codes(parcel: &[u8]) -> Option<Vec<Vec<u8>>> {
    if parcel.len() > limits::CODES_PARCEL_BYTES_MAX {
        return None;
    }
    let mut whole = u32::try_from(parcel.len()).ok()?.to_le_bytes().to_vec();
    whole.extend_from_slice(parcel);
    let name = name(&whole);
    let count = u8::try_from(whole.len().div_ceil(PIECE_BYTES)).ok()?;
    let codes = whole.chunks(PIECE_BYTES).zip(0..count).map(|(piece, index)| {
        let mut code = vec![VERSION];
        code.extend_from_slice(&name);
        code.extend_from_slice(&[index, count]);
        code.extend_from_slice(piece);
        code.resize(HEAD_BYTES + PIECE_BYTES, 0);
        code.extend_from_slice(&checksum(&code));
        code
    });
    Some(codes.collect())
}

impl Gathering {
    /// Takes what a camera has read. A code of another parcel begins anew: the other screen shows something else now.
    pub fn take(&mut self, code: &[u8]) -> Read {
        let Some((parcel, index, count, piece)) = split(code) else {
            return if is_newer(code) { Read::TooNew } else { Read::Foreign };
        };
        if self.parcel != parcel || self.count != count {
            *self = Self { parcel, count, pieces: SmallMap::new() };
        }
        self.pieces.insert(index, piece.to_vec());
        let read = self.pieces.len();
        if read < count {
            return Read::Piece { read, of: count };
        }
        let whole: Vec<u8> = self.pieces.values().flatten().copied().collect();
        let named = self.parcel;
        *self = Self::default();
        match unpacked(&whole, named) {
            Some(parcel) => Read::Whole(parcel),
            None => Read::Foreign,
        }
    }
}

/// Name, index, count and piece of a code.
fn split(code: &[u8]) -> Option<([u8; PARCEL_NAME_BYTES], usize, usize, &[u8])> {
    let (covered, sum) = code.split_last_chunk::<CHECKSUM_BYTES>()?;
    if code.len() != CODE_BYTES || *sum != checksum(covered) {
        return None;
    }
    let (version, rest) = covered.split_first()?;
    let (parcel, rest) = rest.split_first_chunk::<PARCEL_NAME_BYTES>()?;
    let ([index, count], piece) = rest.split_first_chunk::<2>()?;
    let (index, count) = (usize::from(*index), usize::from(*count));
    (*version == VERSION && index < count && count <= CODES_MAX).then_some((*parcel, index, count, piece))
}

/// Of a newer version nothing is known but that its checksum stands at the end.
fn is_newer(code: &[u8]) -> bool {
    code.split_last_chunk::<CHECKSUM_BYTES>()
        .is_some_and(|(covered, sum)| *sum == checksum(covered) && covered.first() > Some(&VERSION))
}

fn unpacked(whole: &[u8], named: [u8; PARCEL_NAME_BYTES]) -> Option<Vec<u8>> {
    let (length, _) = whole.split_first_chunk::<LENGTH_BYTES>()?;
    let end = LENGTH_BYTES.checked_add(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let (whole, filling) = whole.split_at_checked(end)?;
    let is_whole =
        filling.len() < PIECE_BYTES && filling.iter().all(|byte| *byte == 0) && name(whole) == named;
    is_whole.then(|| whole.get(LENGTH_BYTES..).map(<[u8]>::to_vec)).flatten()
}

fn name(whole: &[u8]) -> [u8; PARCEL_NAME_BYTES] {
    let mut name = [0; PARCEL_NAME_BYTES];
    NAME.derive(&[whole], &mut name);
    name
}

fn checksum(covered: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut sum = [0; CHECKSUM_BYTES];
    CHECKSUM.derive(&[covered], &mut sum);
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parcel(bytes: usize) -> Vec<u8> {
        (0..bytes).map(|index| u8::try_from(index % 251).expect("below 251")).collect()
    }

    #[test]
    fn codes_are_of_one_length_and_no_more_than_the_limit_says() {
        for bytes in [0, 1, 595, 596, 597, limits::CODES_PARCEL_BYTES_MAX] {
            let codes = codes(&parcel(bytes)).expect("small enough");
            assert!(codes.iter().all(|code| code.len() == CODE_BYTES), "{bytes} bytes");
            assert_eq!(codes.len(), (bytes + LENGTH_BYTES).div_ceil(PIECE_BYTES));
            assert!(codes.len() <= CODES_MAX);
        }
        assert_eq!(codes(&parcel(limits::CODES_PARCEL_BYTES_MAX + 1)), None);
    }

    #[test]
    fn progress_counts_each_code_once() {
        let codes = codes(&parcel(1_500)).expect("small enough");
        let mut gathering = Gathering::default();
        assert_eq!(gathering.take(&codes[2]), Read::Piece { read: 1, of: 3 });
        assert_eq!(gathering.take(&codes[2]), Read::Piece { read: 1, of: 3 });
        assert_eq!(gathering.take(&codes[0]), Read::Piece { read: 2, of: 3 });
        assert_eq!(gathering.take(&codes[1]), Read::Whole(parcel(1_500)));
    }

    #[test]
    fn another_parcel_begins_anew_and_foreign_codes_change_nothing() {
        let (one, other) = (codes(&parcel(1_000)).expect("small"), codes(&parcel(1_100)).expect("small"));
        let mut gathering = Gathering::default();
        assert_eq!(gathering.take(&one[0]), Read::Piece { read: 1, of: 2 });
        let mut misread = one[1].clone();
        misread[300] ^= 1;
        for foreign in [&b""[..], b"https://example.org", &misread] {
            assert_eq!(gathering.take(foreign), Read::Foreign);
        }
        assert_eq!(gathering.take(&other[0]), Read::Piece { read: 1, of: 2 });
        assert_eq!(gathering.take(&one[1]), Read::Piece { read: 1, of: 2 });
        assert_eq!(gathering.take(&one[0]), Read::Whole(parcel(1_000)));
    }

    #[test]
    fn a_code_of_a_newer_version_says_so() {
        let mut newer = vec![2, 1, 2, 3];
        newer.extend_from_slice(&checksum(&newer));
        assert_eq!(Gathering::default().take(&newer), Read::TooNew);
    }

    #[test]
    fn pieces_that_do_not_make_the_named_parcel_are_dropped() {
        let whole = codes(&parcel(700)).expect("small");
        let mut forged = whole[1].clone();
        forged[50] ^= 1;
        let covered = CODE_BYTES - CHECKSUM_BYTES;
        let sum = checksum(&forged[..covered]);
        forged[covered..].copy_from_slice(&sum);
        let mut gathering = Gathering::default();
        assert_eq!(gathering.take(&whole[0]), Read::Piece { read: 1, of: 2 });
        assert_eq!(gathering.take(&forged), Read::Foreign);
        assert_eq!(gathering.take(&whole[1]), Read::Piece { read: 1, of: 2 });
        assert_eq!(gathering.take(&whole[0]), Read::Whole(parcel(700)));
    }

    proptest! {
        #[test]
        fn codes_in_any_order_lead_to_the_parcel(
            bytes in prop::collection::vec(any::<u8>(), 0..6_000),
            order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        ) {
            let codes = codes(&bytes).expect("small enough");
            let mut gathering = Gathering::default();
            let mut read = Vec::new();
            let mixed = order.iter().map(|index| index.get(&codes));
            for code in mixed.chain(&codes).chain(&codes) {
                if let Read::Whole(parcel) = gathering.take(code) {
                    read.push(parcel);
                }
            }
            prop_assert!(!read.is_empty() && read.iter().all(|parcel| *parcel == bytes));
        }
    }
}
