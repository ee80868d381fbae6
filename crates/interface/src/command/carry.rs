//! Exchanging without a relay.

use model::RelationshipId;

/// The largest parcel, in bytes; the app checks that it is what a parcel's format allows.
pub const PARCEL_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The largest parcel that goes as codes, in bytes; the app checks that it is what codes allow.
pub const CODES_PARCEL_BYTES_MAX: usize = 16 * 1024;

/// Making a parcel, or taking one in.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Carry {
    /// Makes a parcel. Answered by [`super::Outcome::Parcel`].
    Make {
        /// For whom.
        recipient: Recipient,
        /// Whether everything goes in. Otherwise what the recipient is known to have is left out.
        everything: bool,
    },
    /// Takes a parcel in. Answered by [`super::Outcome::Brought`].
    Receive {
        /// From a file or from codes.
        parcel: Vec<u8>,
    },
}

/// For whom a parcel is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub enum Recipient {
    /// The other person of a relationship.
    Other(RelationshipId),
    /// The person's own other devices.
    OwnDevices,
}

/// What a parcel has brought.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Brought {
    /// From whom, if it was one other person.
    pub from: Option<RelationshipId>,
    /// How many things are new here.
    pub new: u32,
    /// How many were here already.
    pub known: u32,
    /// Whether some begin after what is here and were left out. A parcel of everything brings them.
    pub missing: bool,
    /// How many could not be read, and were left out.
    pub unreadable: u32,
    /// How many are of a device that was removed and were left out. What it wrote before may still come from the relay.
    pub former: u32,
    /// Whether a part of it was left out: it is of a link that has ended, or of one of which not enough is known here.
    pub refused: bool,
}

/// Why a parcel was not made or not taken. Nothing was changed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize, thiserror::Error,
)]
pub enum ParcelProblem {
    /// It is, or would be, larger than [`PARCEL_BYTES_MAX`].
    #[error("the parcel is too large")]
    TooLarge,
    /// The bytes are no parcel.
    #[error("this is no parcel that Counterpoint has made")]
    Foreign,
    /// A newer version of the app made it.
    #[error("a newer version of the app made the parcel")]
    TooNew,
    /// It was cut or changed.
    #[error("the parcel is damaged")]
    Damaged,
    /// It is of nobody with whom this vault is linked, and of no device of this person.
    #[error("the parcel is of another relationship")]
    Elsewhere,
    /// It is of a link that has ended.
    #[error("the link has ended")]
    Ended,
    /// All that is new in it begins after what is here.
    #[error("the parcel begins after what is here")]
    Beginning,
    /// Nothing in it could be read.
    #[error("nothing in the parcel could be read")]
    Unreadable,
    /// There is nothing that the recipient is not known to have.
    #[error("there is nothing to carry")]
    Nothing,
    /// A device is still being taken away, which needs the relay first.
    #[error("a device is still being taken away")]
    HeldBack,
    /// All that is new in it was written by a device that was removed.
    #[error("the parcel is of a device that was removed")]
    Removed,
}
