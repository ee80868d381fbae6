//! The people of a person's life, and the links with them.

use model::{RelationshipId, Tie};

/// One act that concerns somebody, linked or not.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Links {
    /// Adds a relationship, solo at first. Answered by [`super::Outcome::Relationship`].
    #[n(0)]
    AddRelationship {
        /// How the person calls the other; never shared.
        #[n(0)]
        name: String,
        /// What they are to each other.
        #[n(1)]
        tie: Tie,
    },
    /// Changes name and tie of a relationship.
    #[n(1)]
    ChangeRelationship {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
        /// The new name.
        #[n(1)]
        name: String,
        /// The new tie.
        #[n(2)]
        tie: Tie,
    },
    /// Lays a relationship aside: it leaves the lists. Only a relationship without a link can be removed.
    #[n(2)]
    RemoveRelationship {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Changes the person's name.
    #[n(3)]
    ChangeName {
        /// The new name.
        #[n(0)]
        name: String,
    },
    /// Makes an invite. Answered by [`super::Outcome::Invite`].
    #[n(4)]
    Invite {
        /// To which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Takes an invite back, or gives up joining.
    #[n(5)]
    Cancel {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Looks at an invite without using it. Answered by [`super::Outcome::InviteRead`].
    #[n(6)]
    Read {
        /// The link or the text of the QR code.
        #[n(0)]
        invite: String,
    },
    /// Uses an invite for a relationship that the person has added. Answered by [`super::Outcome::Done`]; safety words follow in the view.
    #[n(7)]
    Join {
        /// The link or the text of the QR code.
        #[n(0)]
        invite: String,
        /// For which relationship.
        #[n(1)]
        relationship: RelationshipId,
    },
    /// The person compared the safety words.
    #[n(8)]
    Compare {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// Whether they were the same. If not, the link is given up.
        #[n(1)]
        same: bool,
    },
    /// The person wants to link again after an end, having read the pause. Needed before [`super::Links::Invite`] and
    /// [`super::Links::Join`] where a link has ended, once after each unlocking.
    #[n(9)]
    EndPause {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Ends a link. Works offline; needs nobody.
    #[n(10)]
    Unlink {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// Whether to withdraw everything that was shared first.
        #[n(1)]
        withdraw: bool,
    },
    /// Takes more of what somebody has handed over, where it was so much that the rest waits at the relay.
    #[n(11)]
    TakeMore {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
}
