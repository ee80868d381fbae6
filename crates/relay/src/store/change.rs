//! What may be made durable, and what a durable change did.

use crypto::{ErasePreimage, Hash, VerifyingKey};
use sync::{
    Entry, EntryId, Position, SpaceId,
    frame::{BoxId, CheckpointId, Verification},
};

use super::{Access, Day};

/// A verified control record, as the store needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Its number in the chain.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
    /// Whether a second party ever belonged to the space.
    pub joined: bool,
    /// Who may open the space from now on.
    pub access: Vec<Access>,
    /// The key of the member that signed it.
    pub author: VerifyingKey,
    /// The record as it came.
    pub record: Vec<u8>,
}

/// A piece of a checkpoint on its way up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which checkpoint.
    pub checkpoint: CheckpointId,
    /// Every entry up to here is folded into it.
    pub covers: Position,
    /// Which piece, counted from 0.
    pub piece: u32,
    /// How many there are.
    pub pieces: u32,
    /// The piece.
    pub bytes: Vec<u8>,
}

/// Something to be made durable. `key` is the member that asks; a change by a key without access is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Founds a space.
    Create {
        /// Which.
        space: SpaceId,
        /// Its first control record.
        control: Control,
        /// Today.
        day: Day,
    },
    /// Appends entries that are not there yet.
    Append {
        /// To which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// The entries.
        entries: Vec<Entry>,
        /// Whether they may use what the member has in reserve: a withdrawal, a decision.
        urgent: bool,
        /// Today.
        day: Day,
    },
    /// Appends a control record if its predecessor is the head.
    Control {
        /// To which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// The hash of the predecessor.
        previous: Hash,
        /// The record.
        control: Control,
        /// Today.
        day: Day,
    },
    /// Replaces the body of an entry by the preimage of its erase tag.
    Erase {
        /// In which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// Which entry.
        entry: EntryId,
        /// The proof.
        preimage: ErasePreimage,
    },
    /// Stores a piece of a checkpoint; the last one makes it the space's checkpoint.
    PutPiece {
        /// Of which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// The piece.
        piece: Piece,
    },
    /// Keeps a device's word that a checkpoint holds what the log held. Only of a space that no second party ever belonged to,
    /// and not of a checkpoint that the same device put.
    Verify {
        /// Of which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// Which checkpoint.
        checkpoint: CheckpointId,
        /// Every entry up to here is folded into it.
        covers: Position,
        /// The word; its signature was checked.
        verification: Verification,
        /// Today.
        day: Day,
    },
    /// Removes every byte of a space that no second party ever belonged to.
    EraseSpace {
        /// Which.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
    },
    /// Writes a slot of a rendezvous box, and founds the box if it is not there.
    PutBox {
        /// Which box.
        name: BoxId,
        /// Which slot.
        slot: u8,
        /// When the box expires if this founds it, in milliseconds since 1970.
        expires_ms: u64,
        /// Now, in milliseconds since 1970.
        now_ms: u64,
        /// The message.
        message: Vec<u8>,
    },
    /// Empties a rendezvous box and refuses its slots until it expires.
    CloseBox {
        /// Which box.
        name: BoxId,
        /// Now, in milliseconds since 1970.
        now_ms: u64,
    },
    /// Notes that a space was opened.
    Touch {
        /// Which.
        space: SpaceId,
        /// Today.
        day: Day,
    },
    /// Removes some of the boxes that have expired, of the spaces nobody opened for long, and of the log that verified
    /// checkpoints cover.
    Purge {
        /// Now, in milliseconds since 1970.
        now_ms: u64,
        /// Spaces last opened before this day are removed.
        idle_before: Option<Day>,
        /// Log that a checkpoint covers is removed if the checkpoint was verified on this day or before.
        verified_until: Option<Day>,
    },
}

impl Change {
    /// About what it weighs, in bytes.
    pub fn size_bytes(&self) -> usize {
        const OVERHEAD: usize = 128;
        OVERHEAD
            + match self {
                Self::Create { control, .. } | Self::Control { control, .. } => control.record.len(),
                Self::Append { entries, .. } => {
                    entries.iter().map(|entry| entry.sealed_bytes() + OVERHEAD).sum()
                }
                Self::PutPiece { piece, .. } => piece.bytes.len(),
                Self::PutBox { message, .. } => message.len(),
                Self::Erase { .. }
                | Self::Verify { .. }
                | Self::EraseSpace { .. }
                | Self::CloseBox { .. }
                | Self::Touch { .. }
                | Self::Purge { .. } => 0,
            }
    }
}

/// Where an entry of an append lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its position.
    pub position: Position,
    /// Whether this append stored it, rather than an earlier one.
    pub fresh: bool,
}

/// What a durable change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// `Create`: the space is there.
    Created,
    /// `Append`: each entry's place, in the order of the batch. The fresh ones follow each other without a gap.
    Appended(Vec<Placed>),
    /// `Control`: the record is the head.
    Controlled,
    /// `Control`: another record is the head, with this number. Nothing was stored.
    ControlConflict(u64),
    /// `Erase`: the body is gone; the entry lies here.
    Erased {
        /// Where the entry lies.
        position: Position,
        /// Whether this change erased it, rather than an earlier one.
        fresh: bool,
    },
    /// `PutPiece`: stored, or not needed because the space's checkpoint covers more.
    PieceStored,
    /// `Verify`: the word is kept with the checkpoint, this one or an earlier one.
    Verified,
    /// `EraseSpace`: every byte is gone.
    SpaceErased,
    /// `PutBox`: the slot holds the message.
    BoxPut {
        /// Whether this change put it there, rather than an earlier one.
        fresh: bool,
    },
    /// `CloseBox`: the box is closed, or was not there.
    BoxClosed,
    /// `Touch`.
    Touched,
    /// `Purge`.
    Purged {
        /// The spaces that were removed.
        spaces: Vec<SpaceId>,
        /// How many boxes were removed.
        boxes: u64,
        /// How many covered entries were removed.
        entries: u64,
        /// Whether more is to be removed: purge again.
        more: bool,
    },
}
