//! The people of a person's life, and the links with them.

use model::{RelationshipId, Tie};

/// One act that concerns somebody, linked or not.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Links {
    /// Adds a relationship, solo at first. Answered by [`super::Outcome::Relationship`].
    AddRelationship {
        /// How the person calls the other; never shared.
        name: String,
        /// What they are to each other.
        tie: Tie,
    },
    /// Changes name and tie of a relationship.
    ChangeRelationship {
        /// Which.
        relationship: RelationshipId,
        /// The new name.
        name: String,
        /// The new tie.
        tie: Tie,
    },
    /// Lays a relationship aside: it leaves the lists. Only a relationship without a link can be removed.
    RemoveRelationship {
        /// Which.
        relationship: RelationshipId,
    },
    /// Changes the person's name.
    ChangeName {
        /// The new name.
        name: String,
    },
    /// Makes an invite. Answered by [`super::Outcome::Invite`].
    Invite {
        /// To which relationship.
        relationship: RelationshipId,
    },
    /// Takes an invite back, or gives up joining.
    Cancel {
        /// Of which relationship.
        relationship: RelationshipId,
    },
    /// Looks at an invite without using it. Answered by [`super::Outcome::InviteRead`].
    Read {
        /// The link or the text of the QR code.
        invite: String,
    },
    /// Uses an invite for a relationship that the person has added. Answered by [`super::Outcome::Done`]; safety words follow in the view.
    Join {
        /// The link or the text of the QR code.
        invite: String,
        /// For which relationship.
        relationship: RelationshipId,
    },
    /// The person compared the safety words.
    Compare {
        /// Of which relationship.
        relationship: RelationshipId,
        /// Whether they were the same. If not, the link is given up.
        same: bool,
    },
    /// The person wants to link again after an end, having read the pause. Needed before [`super::Links::Invite`] and
    /// [`super::Links::Join`] where a link has ended, once after each unlocking.
    EndPause {
        /// Of which relationship.
        relationship: RelationshipId,
    },
    /// Ends a link. Works offline; needs nobody.
    Unlink {
        /// Of which relationship.
        relationship: RelationshipId,
        /// Whether to withdraw everything that was shared first.
        withdraw: bool,
    },
    /// Takes more of what somebody has handed over, where it was so much that the rest waits at the relay.
    TakeMore {
        /// Of which relationship.
        relationship: RelationshipId,
    },
}
