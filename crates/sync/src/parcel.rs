//! Parcels: sealed entries that travel without a relay, as a file or as codes on a screen.
//!
//! ```text
//! magic 20 "counterpoint parcel\n" │ version 1 │ parts (CBOR) │ checksum 32
//!
//! one part a space: its id │ control records from a number on │ entries as they travel, in order of their random names
//! ```
//! Nothing in it can be read without the keys of the space, and the order of names says nothing, not even whose entries they
//! are. The checksum tells damage on the way; whoever alters a parcel on purpose makes a new one, and meets envelopes,
//! signatures and chains ([`crate::Replica::receive_carried`]).

pub mod codes;

use crypto::{Context, Hash};
use minicbor::bytes::ByteVec;

use crate::{
    Entry, SpaceId,
    frame::{decode, encode},
    limits,
};

/// How every parcel begins.
pub const MAGIC: &[u8; 20] = b"counterpoint parcel\n";

/// The version of parcels that this program writes, and the newest that it reads.
pub const VERSION: u8 = 1;

const CHECKSUM: Context = Context("counterpoint 1 parcel: checksum");

/// What travels at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Parcel {
    /// What it holds of each space, in order of their ids; at most [`limits::PARCEL_PARTS_MAX`].
    #[cbor(n(0), decode_with = "decode_parts")]
    pub parts: Vec<Part>,
}

/// What a parcel holds of one space.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Part {
    /// Which space.
    #[n(0)]
    pub space: SpaceId,
    /// Encoded control records, in order of their numbers; at most [`limits::PARCEL_RECORDS_MAX`].
    #[cbor(n(1), decode_with = "decode_records")]
    pub records: Vec<ByteVec>,
    /// Entries, in order of their names.
    #[n(2)]
    pub entries: Vec<Entry>,
}

/// A parcel could not be made or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParcelError {
    /// It is larger than [`limits::PARCEL_BYTES_MAX`].
    #[error("the parcel has {found} bytes, at most {} are taken", limits::PARCEL_BYTES_MAX)]
    TooLarge {
        /// Its size in bytes.
        found: usize,
    },
    /// The bytes do not begin as a parcel does.
    #[error("this is no parcel")]
    Foreign,
    /// A newer version of the program made it.
    #[error("the parcel has version {found}, this program reads up to {VERSION}")]
    TooNew {
        /// The version that it claims.
        found: u8,
    },
    /// It was cut or changed.
    #[error("the parcel is damaged: it was cut or changed")]
    Damaged,
}

/// Whether bytes begin as a parcel does.
pub fn is_parcel(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl Parcel {
    /// A parcel of these parts, in its one order.
    pub fn new(mut parts: Vec<Part>) -> Self {
        parts.sort_by_key(|part| part.space);
        for part in &mut parts {
            part.entries.sort_by_key(|entry| entry.id);
            part.entries.dedup_by_key(|entry| entry.id);
        }
        Self { parts }
    }

    /// The bytes that travel.
    ///
    /// # Errors
    /// [`ParcelError::TooLarge`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, ParcelError> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend_from_slice(&encode(self));
        let checksum = CHECKSUM.hash(&[&bytes]);
        bytes.extend_from_slice(checksum.as_bytes());
        if bytes.len() > limits::PARCEL_BYTES_MAX {
            return Err(ParcelError::TooLarge { found: bytes.len() });
        }
        Ok(bytes)
    }

    /// Reads a parcel. A parcel has one encoding only.
    ///
    /// # Errors
    /// [`ParcelError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParcelError> {
        if bytes.len() > limits::PARCEL_BYTES_MAX {
            return Err(ParcelError::TooLarge { found: bytes.len() });
        }
        let rest = bytes.strip_prefix(MAGIC).ok_or(ParcelError::Foreign)?;
        let (version, rest) = rest.split_first().ok_or(ParcelError::Damaged)?;
        // Of a newer version nothing is known, not even where its checksum stands.
        if *version > VERSION {
            return Err(ParcelError::TooNew { found: *version });
        }
        let (covered, checksum) = bytes.split_last_chunk::<{ Hash::LENGTH }>().ok_or(ParcelError::Damaged)?;
        let body = rest.strip_suffix(checksum.as_slice()).ok_or(ParcelError::Damaged)?;
        if *version != VERSION || CHECKSUM.hash(&[covered]).as_bytes() != checksum {
            return Err(ParcelError::Damaged);
        }
        let parcel: Self = decode(body).map_err(|_| ParcelError::Damaged)?;
        let in_order = parcel.parts.is_sorted_by(|one, other| one.space < other.space)
            && parcel.parts.iter().all(|part| part.entries.is_sorted_by(|one, other| one.id < other.id));
        if in_order && encode(&parcel) == body { Ok(parcel) } else { Err(ParcelError::Damaged) }
    }
}

fn decode_parts<C>(
    decoder: &mut minicbor::Decoder<'_>,
    context: &mut C,
) -> Result<Vec<Part>, minicbor::decode::Error> {
    decode_at_most(decoder, context, limits::PARCEL_PARTS_MAX)
}

/// An empty record takes one byte in a parcel and many in memory; so their number is checked while they are read.
fn decode_records<C>(
    decoder: &mut minicbor::Decoder<'_>,
    context: &mut C,
) -> Result<Vec<ByteVec>, minicbor::decode::Error> {
    decode_at_most(decoder, context, limits::PARCEL_RECORDS_MAX)
}

fn decode_at_most<'b, C, T: minicbor::Decode<'b, C>>(
    decoder: &mut minicbor::Decoder<'b>,
    context: &mut C,
    max: usize,
) -> Result<Vec<T>, minicbor::decode::Error> {
    let mut items = Vec::new();
    for item in decoder.array_iter_with(context)? {
        if items.len() == max {
            return Err(minicbor::decode::Error::message("a parcel holds too many of these"));
        }
        items.push(item?);
    }
    Ok(items)
}

#[cfg(test)]
mod tests;
