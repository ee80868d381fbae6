//! What a person does with what they write.

use model::{Content, ContentHash, ItemId, RelationshipId, VersionId};

/// Writing, removing, sharing, withdrawing, replying: the same for every kind of record.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Items {
    /// Writes a thing, or a new version of one, for nobody but the person. Answered by [`super::Outcome::Written`].
    #[n(0)]
    Write {
        /// Which; none for a new one.
        #[n(0)]
        item: Option<ItemId>,
        /// The version that what is written began from. Should another device have replaced that one meanwhile, both stand side by
        /// side; should another device have removed the thing, it is refused. None: whatever stands is replaced; of a day, nothing was there.
        #[n(3)]
        of: Option<VersionId>,
        /// The relationship that it is about, if it is about one.
        #[n(1)]
        about: Option<RelationshipId>,
        /// What it says from now on.
        #[n(2)]
        content: Content,
    },
    /// Removes a thing, and withdraws it everywhere.
    #[n(1)]
    Remove {
        /// Which.
        #[n(0)]
        item: ItemId,
    },
    /// Shares exactly one version of one thing, after its preview was shown.
    #[n(2)]
    Share {
        /// With whom.
        #[n(0)]
        relationship: RelationshipId,
        /// What.
        #[n(1)]
        item: ItemId,
        /// The version that the preview showed; another one is refused.
        #[n(2)]
        version: VersionId,
    },
    /// Withdraws whatever was shared of a thing.
    #[n(3)]
    Withdraw {
        /// From whom.
        #[n(0)]
        relationship: RelationshipId,
        /// What.
        #[n(1)]
        item: ItemId,
    },
    /// Withdraws everything that is shared in a relationship. The link stays.
    #[n(4)]
    WithdrawAll {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Replies to what the other shares of a thing, in the place of an earlier reply.
    #[n(5)]
    Reply {
        /// In which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// To what.
        #[n(1)]
        to: ItemId,
        /// The hash of what that said as the person read it. If it says something else by now, the reply is refused.
        #[n(3)]
        read: ContentHash,
        /// What is replied.
        #[n(2)]
        content: Content,
    },
}
