//! The state of a checkpoint, made small before it is sealed.
//!
//! A state is CBOR: the same few kinds of record again and again. Their names are alike, and their moments, and their texts, but not
//! what stands side by side; so the bytes are first sorted into columns, a few for each path through the state (compare the columns
//! of Dremel: Melnik et al. 2010), and then deflated (RFC 1951).
//!
//! ```text
//! {name: [moment, text], name: [moment, text], …}
//!   path 1, the map       heads ▏
//!   path 2, its keys      heads ▏▏▏▏   first bytes of the names ▏▏▏▏   second bytes ▏▏▏▏ …
//!   path 3, its values    heads ▏▏▏▏
//!   path 4, the moments   heads ▏▏▏▏   lowest bytes of the numbers ▏▏▏▏   next bytes ▏▏▏▏ …
//!   path 5, the texts     heads ▏▏▏▏   lengths ▏▏▏▏   contents ▏▏▏▏▏▏▏▏▏▏▏▏▏▏▏▏▏▏▏▏
//! ```
//! Names are random and nothing makes them smaller, but those that just stood there are written as a reference of one byte, and
//! of a sorted list the first bytes are kept as differences. Nothing here knows what a state means: a new kind of record
//! needs no change.

mod paths;
mod recent;
mod sort;

use crate::limits;

/// The state as it stands.
const PLAIN: u8 = 0;

/// Sorted into columns and deflated.
const COLUMNS: u8 = 1;

/// How hard deflate tries: twice the effort makes prose a fortieth smaller, and a browser has to wait for it.
const DEFLATE_LEVEL: u8 = 3;

/// Why a packed state is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnpackError {
    /// Of a later version.
    #[error("the state is packed in a way that this version does not know")]
    Unknown,
    /// No state was packed into these bytes.
    #[error("the packed state is malformed")]
    Malformed,
    /// It claims to be more than [`limits::CHECKPOINT_STATE_BYTES_MAX`].
    #[error("the packed state holds more than {} bytes", limits::CHECKPOINT_STATE_BYTES_MAX)]
    TooLarge,
}

/// Packs a state. What is no CBOR that can be restored to the byte, or would not get smaller, is kept as it stands. The same
/// state gives the same bytes.
pub fn pack(state: &[u8]) -> Vec<u8> {
    let columns =
        (state.len() <= limits::CHECKPOINT_STATE_BYTES_MAX).then(|| sort::to_columns(state)).flatten();
    let deflated = columns.map(|columns| miniz_oxide::deflate::compress_to_vec(&columns, DEFLATE_LEVEL));
    match deflated {
        Some(deflated) if deflated.len() < state.len() => [&[COLUMNS], deflated.as_slice()].concat(),
        _ => pack_plain(state),
    }
}

/// A state as it stands, in the form that [`unpack`] reads.
pub fn pack_plain(state: &[u8]) -> Vec<u8> {
    [&[PLAIN], state].concat()
}

/// Reads what [`pack`] wrote, whoever wrote it: neither memory nor time go beyond what
/// [`limits::CHECKPOINT_STATE_BYTES_MAX`] allows.
///
/// # Errors
/// [`UnpackError`].
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, UnpackError> {
    unpack_within(packed, limits::CHECKPOINT_STATE_BYTES_MAX)
}

fn unpack_within(packed: &[u8], state_bytes_max: usize) -> Result<Vec<u8>, UnpackError> {
    match packed.split_first() {
        Some((&PLAIN, state)) if state.len() > state_bytes_max => Err(UnpackError::TooLarge),
        Some((&PLAIN, state)) => Ok(state.to_vec()),
        Some((&COLUMNS, deflated)) => {
            // Columns never hold more than the state; their directory comes on top.
            let columns = inflate(deflated, state_bytes_max + sort::DIRECTORY_BYTES_MAX)?;
            sort::from_columns(&columns, state_bytes_max)
        }
        Some(_) => Err(UnpackError::Unknown),
        None => Err(UnpackError::Malformed),
    }
}

fn inflate(deflated: &[u8], bytes_max: usize) -> Result<Vec<u8>, UnpackError> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
    decompress_to_vec_with_limit(deflated, bytes_max).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => UnpackError::TooLarge,
        _ => UnpackError::Malformed,
    })
}

#[cfg(test)]
mod tests;
