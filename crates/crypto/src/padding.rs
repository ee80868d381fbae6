//! Padmé padding: the length of a ciphertext says little about the length of the text.
//!
//! Nikitin et al. 2019, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", section 4:
//! a length keeps only its exponent and as many bits of mantissa as the exponent has, at most 12 % more bytes.
//! Short texts all have one length, [`PADDED_BYTES_MIN`].

/// Everything up to this many bytes (with its marker) looks alike.
pub const PADDED_BYTES_MIN: usize = 64;

/// Marks where the text ends and the zeros begin (ISO/IEC 7816-4).
const END_MARKER: u8 = 0x80;

/// The padding of an opened envelope is not what [`pad`] makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the padding is malformed")]
pub struct PaddingError;

/// The length that a text of `length` bytes has once padded, its end marker included. It is never less than `length`:
/// where the numbers end before there is such a length, which no memory holds, it is `usize::MAX`.
pub fn padded_len(length: usize) -> usize {
    let needed = length.saturating_add(1);
    if needed <= PADDED_BYTES_MIN {
        return PADDED_BYTES_MIN;
    }
    let exponent = needed.ilog2();
    let mantissa_bits = exponent.ilog2() + 1;
    let step = 1_usize << (exponent - mantissa_bits);
    needed.checked_next_multiple_of(step).unwrap_or(usize::MAX)
}

/// Appends the end marker and zeros up to [`padded_len`]. A secret text needs room for them already, or growing leaves a
/// copy of it behind in memory.
pub fn pad(text: &mut Vec<u8>) {
    let length = padded_len(text.len());
    pad_tail(text, length);
}

/// Appends the end marker and zeros up to `length` bytes in all.
pub(crate) fn pad_tail(bytes: &mut Vec<u8>, length: usize) {
    bytes.push(END_MARKER);
    bytes.resize(length, 0);
}

/// Removes what [`pad`] appended.
///
/// # Errors
/// [`PaddingError`] if the length is not one that [`pad`] makes or the marker is missing.
pub fn unpad(text: &mut Vec<u8>) -> Result<(), PaddingError> {
    let length = unpadded_len(text)?;
    text.truncate(length);
    Ok(())
}

/// The length of the text in what [`pad`] made.
///
/// # Errors
/// As [`unpad`].
pub(crate) fn unpadded_len(padded: &[u8]) -> Result<usize, PaddingError> {
    let end = padded.iter().rposition(|byte| *byte != 0).ok_or(PaddingError)?;
    if padded.get(end) != Some(&END_MARKER) || padded_len(end) != padded.len() {
        return Err(PaddingError);
    }
    Ok(end)
}
