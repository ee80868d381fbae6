//! What a command led to.

use model::{ItemId, RelationshipId, VersionId};

use super::Brought;

/// What a command led to. It is sent only when the change is durable on this device.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Outcome {
    /// Done; the view shows the rest.
    #[n(0)]
    Done,
    /// The recovery words.
    #[n(1)]
    Words(#[n(0)] Vec<String>),
    /// A relationship was added.
    #[n(2)]
    Relationship(#[n(0)] RelationshipId),
    /// An invite was made: the part of its link after `#join=`, and the address of the relay it goes through.
    #[n(3)]
    Invite(#[n(0)] String),
    /// An invite was read.
    #[n(4)]
    InviteRead(#[n(0)] InviteRead),
    /// An item was written.
    #[n(5)]
    Written {
        /// Which.
        #[n(0)]
        item: ItemId,
        /// Its new version.
        #[n(1)]
        version: VersionId,
    },
    /// A file was made.
    #[n(20)]
    File(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// What a file would add.
    #[n(21)]
    ImportRead(#[n(0)] crate::file::Preview),
    /// What a file has added.
    #[n(22)]
    Imported(#[n(0)] crate::file::Preview),
    /// A parcel was made.
    #[n(85)]
    Parcel(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// What a parcel has brought.
    #[n(86)]
    Brought(#[n(0)] Brought),
}

/// What an invite says about itself.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct InviteRead {
    /// The relay that it goes through.
    #[n(0)]
    pub relay: String,
    /// Whether this is the relay that this device uses. If not, joining changes the relay, which the screen asks first.
    #[n(1)]
    pub same_relay: bool,
}
