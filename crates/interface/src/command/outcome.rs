//! What a command led to.

use model::{ItemId, RelationshipId, VersionId};

use super::Brought;

/// What a command led to. It is sent only when the change is durable on this device.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Outcome {
    /// Done; the view shows the rest.
    Done,
    /// The recovery words.
    Words(Vec<String>),
    /// A relationship was added.
    Relationship(RelationshipId),
    /// An invite was made: the part of its link after `#join=`, and the address of the relay it goes through.
    Invite(String),
    /// An invite was read.
    InviteRead(InviteRead),
    /// An item was written.
    Written {
        /// Which.
        item: ItemId,
        /// Its new version.
        version: VersionId,
    },
    /// A file was made.
    File(Vec<u8>),
    /// What a file would add.
    ImportRead(crate::file::Preview),
    /// What a file has added.
    Imported(crate::file::Preview),
    /// A parcel was made.
    Parcel(Vec<u8>),
    /// What a parcel has brought.
    Brought(Brought),
}

/// What an invite says about itself.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct InviteRead {
    /// The relay that it goes through.
    pub relay: String,
    /// Whether this is the relay that this device uses. If not, joining changes the relay, which the screen asks first.
    pub same_relay: bool,
}
