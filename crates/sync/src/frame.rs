//! Every frame that travels between a device and a relay, in CBOR (RFC 8949), one frame per binary WebSocket message.
//!
//! ```text
//! device                                     relay
//!   Hello ────────────────────────────────►
//!   ◄──────────────────────────────── Welcome(challenge)
//!   Open(space, key, signature of challenge) ►
//!   ◄──────────────── Opened(newest position, control head)
//!   Subscribe(space, after) ──────────────►
//!   ◄──────── Entries … Entries, then each new one as it becomes durable
//!   Append(entries) ──────────────────────►
//!   ◄──────── Appended, only once durable
//! ```
//! Fields and variants are numbered; a number is never used for something else. `docs/protocol.md` explains each.

use crypto::{ErasePreimage, Hash, Signature, VerifyingKey};

pub use crate::verification::{CHECKPOINT_VERIFIED, Verification, checkpoint_hash};
use crate::{Entry, EntryId, Position, SpaceId, StoredEntry, limits};

/// The version of the protocol that this crate speaks.
pub const PROTOCOL_VERSION: u16 = 1;

/// What a device signs to open a space: `[audience, challenge, space]`.
pub const AUTHENTICATE: crypto::Context = crypto::Context("counterpoint 1 relay: authenticate");

/// What a member signs to find its spaces: `[audience, challenge]`.
pub const LOCATE: crypto::Context = crypto::Context("counterpoint 1 relay: locate");
/// What a member signs to have a space erased: `[audience, challenge, space]`.
pub const ERASE_SPACE: crypto::Context = crypto::Context("counterpoint 1 relay: erase space");

crypto::fixed_bytes! {
    /// A relay's fresh random bytes for one connection.
    Challenge, 32
}
crypto::fixed_bytes! {
    /// Names a rendezvous box; who knows the name may use the box.
    BoxId, 32
}
crypto::fixed_bytes! {
    /// Names a checkpoint within its space; random.
    CheckpointId, 16
}

/// Ties an answer to its request within one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct RequestId(#[n(0)] pub u32);

/// What a device says.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum ClientFrame {
    /// The first frame of a connection.
    #[n(0)]
    Hello {
        /// The newest version that the device speaks.
        #[n(0)]
        protocol: u16,
    },
    /// Asks for access to a space, as a member of it.
    #[n(1)]
    Open {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// The member's key.
        #[n(2)]
        key: VerifyingKey,
        /// [`AUTHENTICATE`] over audience, challenge and space.
        #[n(3)]
        signature: Signature,
    },
    /// Founds a space with its first control record. Founding it again with the same record succeeds.
    #[n(2)]
    Create {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// The encoded [`crate::ControlRecord`].
        #[cbor(n(1), with = "minicbor::bytes")]
        record: Vec<u8>,
    },
    /// Stores entries; known ids are stored once. Answered by `Appended` when they are durable.
    #[n(3)]
    Append {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// At most [`limits::BATCH_ENTRIES_MAX`] entries.
        #[n(2)]
        entries: Vec<Entry>,
        /// Whether they may use what this member has in reserve when its share is used up.
        #[cbor(n(3), default)]
        urgent: bool,
    },
    /// Asks for every entry after a position, and for new ones as they come. Answered by `Entries` until the newest is reached:
    /// at least one, empty if there is nothing after the position. Only a refusal carries the request.
    #[n(4)]
    Subscribe {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// The newest position that the device has.
        #[n(2)]
        after: Position,
    },
    /// Asks for one page of entries after a position, without subscribing.
    #[n(5)]
    Fetch {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// The newest position that the device has.
        #[n(2)]
        after: Position,
    },
    /// Appends a control record if the chain's head is still the record's `previous` (compare and swap).
    #[n(6)]
    Control {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// The encoded [`crate::ControlRecord`].
        #[cbor(n(2), with = "minicbor::bytes")]
        record: Vec<u8>,
    },
    /// Asks for control records after a number (0 for all), one page.
    #[n(7)]
    FetchControl {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// The newest number that the device has.
        #[n(2)]
        after: u64,
    },
    /// Erases the body of an entry for good.
    #[n(8)]
    Erase {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// Which entry.
        #[n(2)]
        entry: EntryId,
        /// The preimage of its erase tag.
        #[n(3)]
        preimage: ErasePreimage,
    },
    /// Stores one piece of a checkpoint. It becomes the space's checkpoint when the last piece is durable.
    #[n(9)]
    PutCheckpoint {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// Which checkpoint.
        #[n(2)]
        checkpoint: CheckpointId,
        /// Every entry up to here is folded into it.
        #[n(3)]
        covers: Position,
        /// Which piece, counted from 0.
        #[n(4)]
        piece: u32,
        /// How many pieces there are.
        #[n(5)]
        pieces: u32,
        /// The piece.
        #[cbor(n(6), with = "minicbor::bytes")]
        bytes: Vec<u8>,
    },
    /// Asks for one piece of the space's checkpoint.
    #[n(10)]
    FetchCheckpoint {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// Which piece, counted from 0.
        #[n(2)]
        piece: u32,
        /// Which of the space's checkpoints; the newest if absent.
        #[n(3)]
        checkpoint: Option<CheckpointId>,
    },
    /// Asks for the spaces that a key is a member of: recovery starts here.
    #[n(11)]
    Locate {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// The member's key.
        #[n(1)]
        key: VerifyingKey,
        /// [`LOCATE`] over audience and challenge.
        #[n(2)]
        signature: Signature,
    },
    /// Puts a message into a free slot of a rendezvous box. The first message of a box founds it.
    #[n(12)]
    PutBox {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which box.
        #[n(1)]
        name: BoxId,
        /// Which slot, below [`limits::BOX_SLOTS_MAX`]. A slot is written once; the same bytes again succeed.
        #[n(2)]
        slot: u8,
        /// How long the box is to live from now, in milliseconds, at most [`limits::BOX_LIFETIME_MS_MAX`]; only the founding counts.
        #[n(3)]
        lifetime_ms: u64,
        /// The sealed message.
        #[cbor(n(4), with = "minicbor::bytes")]
        message: Vec<u8>,
    },
    /// Asks for the messages of a rendezvous box, and for new ones as they come.
    #[n(13)]
    WatchBox {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which box.
        #[n(1)]
        name: BoxId,
    },
    /// Empties a rendezvous box and closes it for good: it refuses every later message until it would have expired.
    #[n(14)]
    CloseBox {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which box.
        #[n(1)]
        name: BoxId,
    },
    /// Stops entries of a space from coming; forgets its access on this connection.
    #[n(15)]
    Close {
        /// Which space.
        #[n(0)]
        space: SpaceId,
    },
    /// Has the relay erase a whole space: every entry, control record and checkpoint. Only a vault's member may; for a
    /// relationship, leaving is the way.
    #[n(16)]
    EraseSpace {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// [`ERASE_SPACE`] over audience, challenge and space, by the key that opened the space.
        #[n(2)]
        signature: Signature,
    },
    /// Asks for `Pong`: is the connection alive?
    #[n(17)]
    Ping,
    /// Says that a checkpoint holds what the log up to `covers` holds: this device has folded that log itself.
    #[n(18)]
    VerifyCheckpoint {
        /// Ties the answer.
        #[n(0)]
        request: RequestId,
        /// Which space.
        #[n(1)]
        space: SpaceId,
        /// Which checkpoint.
        #[n(2)]
        checkpoint: CheckpointId,
        /// Every entry up to here is folded into it.
        #[n(3)]
        covers: Position,
        /// By whom, and over which bytes.
        #[n(4)]
        verification: Verification,
    },
}

/// What a relay says.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum RelayFrame {
    /// Answers `Hello`.
    #[n(0)]
    Welcome {
        /// The version that will be spoken.
        #[n(0)]
        protocol: u16,
        /// To be signed when opening spaces.
        #[n(1)]
        challenge: Challenge,
        /// What the relay's clock says, in seconds since 1970. It may be wrong, or lie: nothing is changed because of it.
        #[n(2)]
        now_s: Option<u64>,
    },
    /// Answers `Open`.
    #[n(1)]
    Opened {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// The newest entry's position, 0 if there is none.
        #[n(1)]
        newest: Position,
        /// The number of the newest control record.
        #[n(2)]
        control_number: u64,
        /// The hash of the newest control record.
        #[n(3)]
        control_head: Hash,
        /// The space's newest checkpoint, if it has one.
        #[n(4)]
        checkpoint: Option<CheckpointSummary>,
        /// From where on the log is there, if its beginning was removed.
        #[n(5)]
        trim: Option<Trim>,
    },
    /// Answers `Create`, `Erase`, `PutCheckpoint`, `VerifyCheckpoint`, `PutBox`, `CloseBox` and `EraseSpace`: done, and durable.
    #[n(2)]
    Done {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
    },
    /// Answers `Append`: every entry of the batch is durable.
    #[n(3)]
    Appended {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// The position of each entry, in the order of the batch.
        #[n(1)]
        positions: Vec<Position>,
    },
    /// Entries of a subscribed space, in order of position without a gap after the last one sent.
    #[n(4)]
    Entries {
        /// Which space.
        #[n(0)]
        space: SpaceId,
        /// The position before the first of these.
        #[n(1)]
        after: Position,
        /// The entries.
        #[n(2)]
        entries: Vec<StoredEntry>,
        /// The newest position in the space when this was sent: equal to the last entry's when nothing is left.
        #[n(3)]
        newest: Position,
        /// Set if the log after the asked position is not there any more. Then there are no entries and the subscription has
        /// ended: start from the checkpoint, then subscribe after it.
        #[n(4)]
        trim: Option<Trim>,
    },
    /// Answers `Fetch` with one page.
    #[n(5)]
    Page {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// The position before the first of these.
        #[n(1)]
        after: Position,
        /// The entries.
        #[n(2)]
        entries: Vec<StoredEntry>,
        /// The newest position in the space.
        #[n(3)]
        newest: Position,
        /// Set, and then without entries, if the log after the asked position is not there any more.
        #[n(4)]
        trim: Option<Trim>,
    },
    /// The device reads too slowly and the subscription has ended: subscribe again from where it stands.
    #[n(6)]
    Lagging {
        /// Which space.
        #[n(0)]
        space: SpaceId,
    },
    /// Answers `Control`: the record is the new head, and durable.
    #[n(7)]
    Controlled {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
    },
    /// Answers `Control`: somebody else was faster. Fetch, then try again.
    #[n(8)]
    ControlConflict {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// The number of the newest control record.
        #[n(1)]
        number: u64,
    },
    /// Answers `FetchControl` with one page, in order.
    #[n(9)]
    ControlPage {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// Encoded [`crate::ControlRecord`]s, at most [`limits::CONTROL_PAGE_RECORDS_MAX`].
        #[cbor(n(1), decode_with = "decode_records")]
        records: Vec<minicbor::bytes::ByteVec>,
        /// The number of the newest control record.
        #[n(2)]
        newest: u64,
    },
    /// An open space has a new control record: fetch it.
    #[n(10)]
    ControlChanged {
        /// Which space.
        #[n(0)]
        space: SpaceId,
        /// The number of the newest control record.
        #[n(1)]
        number: u64,
    },
    /// The body of an entry of a subscribed space was erased by its author.
    #[n(11)]
    Erased {
        /// Which space.
        #[n(0)]
        space: SpaceId,
        /// Which entry.
        #[n(1)]
        entry: EntryId,
        /// The preimage of its erase tag.
        #[n(2)]
        preimage: ErasePreimage,
    },
    /// Answers `FetchCheckpoint`.
    #[n(12)]
    CheckpointPiece {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// Which checkpoint.
        #[n(1)]
        summary: CheckpointSummary,
        /// Which piece, counted from 0.
        #[n(2)]
        piece: u32,
        /// The piece.
        #[cbor(n(3), with = "minicbor::bytes")]
        bytes: Vec<u8>,
    },
    /// Answers `Locate`.
    #[n(13)]
    Located {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
        /// The spaces that the key is a member of, in order of their ids.
        #[n(1)]
        spaces: Vec<SpaceId>,
    },
    /// A message of a watched rendezvous box, old or new.
    #[n(14)]
    BoxMessage {
        /// Which box.
        #[n(0)]
        name: BoxId,
        /// Which slot.
        #[n(1)]
        slot: u8,
        /// The sealed message.
        #[cbor(n(2), with = "minicbor::bytes")]
        message: Vec<u8>,
    },
    /// Answers `WatchBox`: every message that the box held has been sent.
    #[n(15)]
    BoxWatched {
        /// Ties it to its request.
        #[n(0)]
        request: RequestId,
    },
    /// The request cannot be met. Nothing of it was stored.
    #[n(16)]
    Refused {
        /// Ties it to its request; absent when the frame itself could not be read.
        #[n(0)]
        request: Option<RequestId>,
        /// Why.
        #[n(1)]
        refusal: Refusal,
    },
    /// Answers `Ping`.
    #[n(17)]
    Pong,
}

/// A checkpoint, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct CheckpointSummary {
    /// Its name.
    #[n(0)]
    pub checkpoint: CheckpointId,
    /// Every entry up to here is folded into it.
    #[n(1)]
    pub covers: Position,
    /// How many pieces it has.
    #[n(2)]
    pub pieces: u32,
    /// Its size in bytes.
    #[n(3)]
    pub size_bytes: u64,
    /// What a second device has said of it, if one has.
    #[n(4)]
    pub verification: Option<Verification>,
}

/// The beginning of a log is not there any more: a verified checkpoint stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Trim {
    /// The log is there after this position.
    #[n(0)]
    pub after: Position,
    /// The checkpoint to start from; it covers at least as much.
    #[n(1)]
    pub base: CheckpointSummary,
}

/// Why a relay refuses a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, minicbor::Encode, minicbor::Decode, thiserror::Error)]
#[cbor(index_only)]
#[non_exhaustive]
pub enum Refusal {
    /// The frame is not of this protocol.
    #[n(0)]
    #[error("the relay could not read the message")]
    Malformed,
    /// No common version.
    #[n(1)]
    #[error("the relay speaks another version of the protocol")]
    Version,
    /// The space, or access to it, is not there. Which of the two is not said.
    #[n(2)]
    #[error("the relay has no such space for this device")]
    NoAccess,
    /// Open the space first.
    #[n(3)]
    #[error("the space is not open on this connection")]
    NotOpen,
    /// A size limit is broken.
    #[n(4)]
    #[error("this is larger than the relay takes")]
    TooLarge,
    /// Too many requests for now: try again later.
    #[n(5)]
    #[error("too many requests; try again later")]
    TooMany,
    /// The space has used up its share.
    #[n(6)]
    #[error("the space has used up its share of the relay")]
    QuotaFull,
    /// The relay's disk is full. What it acknowledged stays.
    #[n(7)]
    #[error("the relay's disk is full; what it acknowledged is kept")]
    DiskFull,
    /// The control record is not a valid successor.
    #[n(8)]
    #[error("the relay does not accept this change of members")]
    BadControl,
    /// The preimage does not match, or the entry is not there.
    #[n(9)]
    #[error("the entry cannot be erased with this proof")]
    BadErase,
    /// The slot of the rendezvous box is taken: somebody used the invite before.
    #[n(10)]
    #[error("the invite was already used")]
    SlotTaken,
    /// The rendezvous box is not there, closed or expired.
    #[n(11)]
    #[error("the invite has expired or was closed")]
    BoxGone,
    /// There is no checkpoint, or no such piece.
    #[n(12)]
    #[error("the relay has no such checkpoint")]
    NoCheckpoint,
    /// The relay failed for a reason of its own; nothing was stored.
    #[n(13)]
    #[error("the relay failed; nothing was stored")]
    Failed,
    /// The relay is shutting down: connect again in a moment.
    #[n(14)]
    #[error("the relay is shutting down")]
    Closing,
}

/// Bytes that are no frame of this protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// Longer than [`limits::FRAME_BYTES_MAX`].
    #[error("the frame holds {0} bytes, more than are allowed")]
    TooLarge(usize),
    /// Not decodable.
    #[error("the frame cannot be decoded")]
    Malformed,
    /// Something follows the frame.
    #[error("{0} bytes follow the frame")]
    Trailing(usize),
}

macro_rules! frame_coding {
    ($name:ident) => {
        impl $name {
            /// The bytes of this frame.
            pub fn to_bytes(&self) -> Vec<u8> {
                encode(self)
            }

            /// Reads exactly one frame.
            ///
            /// # Errors
            /// [`FrameError`] when the bytes are too many, malformed, or more than one frame.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrameError> {
                if bytes.len() > limits::FRAME_BYTES_MAX {
                    return Err(FrameError::TooLarge(bytes.len()));
                }
                decode(bytes)
            }
        }
    };
}

frame_coding!(ClientFrame);
frame_coding!(RelayFrame);

/// An empty record takes one byte in a frame and many in memory; so their number is checked while they are read.
fn decode_records<C>(
    decoder: &mut minicbor::Decoder<'_>,
    context: &mut C,
) -> Result<Vec<minicbor::bytes::ByteVec>, minicbor::decode::Error> {
    let mut records = Vec::new();
    for record in decoder.array_iter_with(context)? {
        if records.len() == limits::CONTROL_PAGE_RECORDS_MAX {
            return Err(minicbor::decode::Error::message("too many control records in one page"));
        }
        records.push(record?);
    }
    Ok(records)
}

pub(crate) fn encode<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing to memory cannot fail")
}

pub(crate) fn decode<'b, T: minicbor::Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, FrameError> {
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode().map_err(|_| FrameError::Malformed)?;
    match bytes.len() - decoder.position() {
        0 => Ok(value),
        rest => Err(FrameError::Trailing(rest)),
    }
}
