//! A device's word that a checkpoint holds what the log held.

use crypto::VerifyingKey;
use sync::{
    ControlRecord, MemberKind, Position, Refusal, RequestId, SpaceId,
    frame::{CheckpointId, Verification},
};

use super::{ConnectionId, Service};
use crate::store::{Change, Day};

/// What a device says of a checkpoint; its signature was checked.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) space: SpaceId,
    pub(super) key: VerifyingKey,
    pub(super) checkpoint: CheckpointId,
    pub(super) covers: Position,
    pub(super) verification: Verification,
}

impl Service {
    /// The store says who belongs to the space. Only a device of a vault speaks for a checkpoint: recovery words have read
    /// nothing, and in a space of two people one would speak for the other.
    pub(super) fn members_are_answered(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        request: RequestId,
        word: &Word,
        head: Option<&[u8]>,
    ) {
        let head = head.and_then(|head| ControlRecord::from_bytes(head).ok());
        let is_device = head.is_some_and(|head| {
            !head.joined
                && head.members.iter().any(|member| {
                    member.keys.verifying == word.key && matches!(member.kind, MemberKind::Device)
                })
        });
        if !is_device {
            self.refuse(connection, Some(request), Refusal::NoAccess);
            return;
        }
        let Word { space, key, checkpoint, covers, verification } = *word;
        let change = Change::Verify { space, key, checkpoint, covers, verification, day: Day::at(now_ms) };
        self.change(connection, request, change);
    }
}
