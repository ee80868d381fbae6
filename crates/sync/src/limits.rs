//! What a message, an entry, a space may measure at most. Each side checks; a breach is refused in words, never cut off.

/// One frame on the wire, in bytes.
pub const FRAME_BYTES_MAX: usize = 1024 * 1024;

/// Sealed head and sealed body of one entry together, in bytes.
pub const ENTRY_BYTES_MAX: usize = 256 * 1024;

/// The sealed head alone, in bytes.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;

/// Entries in one append or page.
pub const BATCH_ENTRIES_MAX: usize = 512;

/// Sum of the sealed bytes in one append or page, in bytes; leaves room for framing below [`FRAME_BYTES_MAX`].
pub const BATCH_BYTES_MAX: usize = 768 * 1024;

/// One control record, in bytes.
pub const CONTROL_RECORD_BYTES_MAX: usize = 128 * 1024;

/// Control records in one page.
pub const CONTROL_PAGE_RECORDS_MAX: usize = 16;

/// Members of one space, paper devices included.
pub const MEMBERS_MAX: usize = 32;

/// Keys of earlier epochs that one control record brings.
pub const EARLIER_KEYS_MAX: usize = 16;

/// One piece of a checkpoint, in bytes.
pub const CHECKPOINT_PIECE_BYTES_MAX: usize = 512 * 1024;

/// Pieces of one checkpoint: 64 MiB in all.
pub const CHECKPOINT_PIECES_MAX: u32 = 128;

/// The folded state in a checkpoint once it is unpacked, in bytes. Packed, it has to fit into the pieces.
pub const CHECKPOINT_STATE_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Messages in one rendezvous box.
pub const BOX_SLOTS_MAX: u8 = 8;

/// One message in a rendezvous box, in bytes.
pub const BOX_MESSAGE_BYTES_MAX: usize = 16 * 1024;

/// How long a rendezvous box lives at most, in milliseconds: 24 hours.
pub const BOX_LIFETIME_MS_MAX: u64 = 24 * 60 * 60 * 1000;

/// How long a link lives that adds a device to a vault, in milliseconds: a quarter of an hour.
pub const DEVICE_LINK_LIFETIME_MS: u64 = 15 * 60 * 1000;

/// Spaces that one connection may have open.
pub const SPACES_PER_CONNECTION_MAX: usize = 64;

/// Requests that one connection may have unanswered.
pub const REQUESTS_IN_FLIGHT_MAX: usize = 64;

/// One parcel, in bytes: 32 MiB, about a hundred thousand short entries.
pub const PARCEL_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Spaces of which one parcel holds something.
pub const PARCEL_PARTS_MAX: usize = 256;

/// Control records of one space in a parcel.
pub const PARCEL_RECORDS_MAX: usize = 4_096;

/// A parcel that is shown as codes, in bytes: 28 codes, which are read in half a minute. A larger one goes as a file.
pub const CODES_PARCEL_BYTES_MAX: usize = 16 * 1024;
