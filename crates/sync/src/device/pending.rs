//! Requests that the relay has not answered.

use crate::{
    EntryId, SpaceId,
    frame::{BoxId, CheckpointId},
};

/// What an open request is about.
#[derive(Debug, Clone)]
pub(super) enum Pending {
    Open(SpaceId),
    Create(SpaceId),
    Append(SpaceId, Vec<EntryId>),
    Subscribe(SpaceId),
    FetchControl(SpaceId),
    FetchBranch(SpaceId),
    Control(SpaceId, Vec<u8>),
    Erase(SpaceId, EntryId),
    EraseSpace(SpaceId),
    PutCheckpoint(SpaceId, bool),
    Verify(SpaceId, CheckpointId),
    FetchCheckpoint(SpaceId),
    Locate,
    EnterOpen(SpaceId),
    EnterControl(SpaceId),
    PutBox(BoxId, u8),
    WatchBox(BoxId),
    CloseBox(BoxId),
}

impl Pending {
    /// The space of one of this device's replicas that it is about.
    pub(super) fn space(&self) -> Option<SpaceId> {
        match self {
            Self::Open(space)
            | Self::Create(space)
            | Self::Append(space, _)
            | Self::Subscribe(space)
            | Self::FetchControl(space)
            | Self::FetchBranch(space)
            | Self::Control(space, _)
            | Self::Erase(space, _)
            | Self::EraseSpace(space)
            | Self::PutCheckpoint(space, _)
            | Self::Verify(space, _)
            | Self::FetchCheckpoint(space) => Some(*space),
            Self::Locate
            | Self::EnterOpen(_)
            | Self::EnterControl(_)
            | Self::PutBox(..)
            | Self::WatchBox(_)
            | Self::CloseBox(_) => None,
        }
    }
}
