//! What a person does with what they write.

use model::{Content, ContentHash, Day, GrantId, ItemId, RelationshipId, VersionId};

/// Writing, removing, sharing, withdrawing, replying: the same for every kind of record.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Items {
    /// Writes a thing, or a new version of one, for nobody but the person. Answered by [`super::Outcome::Written`].
    Write {
        /// Which; none for a new one.
        item: Option<ItemId>,
        /// The version that what is written began from. Should another device have replaced that one meanwhile, both stand side by
        /// side; should another device have removed the thing, it is refused. None: whatever stands is replaced; of a day, nothing was there.
        of: Option<VersionId>,
        /// The relationship that it is about, if it is about one.
        about: Option<RelationshipId>,
        /// What it says from now on.
        content: Content,
    },
    /// Removes a thing, and withdraws it everywhere.
    Remove {
        /// Which.
        item: ItemId,
    },
    /// Shares exactly one version of one thing, after its preview was shown.
    Share {
        /// With whom.
        relationship: RelationshipId,
        /// What.
        item: ItemId,
        /// The version that the preview showed; another one is refused.
        version: VersionId,
    },
    /// Withdraws whatever was shared of a thing.
    Withdraw {
        /// From whom.
        relationship: RelationshipId,
        /// What.
        item: ItemId,
    },
    /// Withdraws everything that is shared in a relationship. The link stays.
    WithdrawAll {
        /// Which.
        relationship: RelationshipId,
    },
    /// Says something about a thing that one of the two shares: an answer, a step of a talk, a signature. Where only one such can stand, it
    /// comes in the place of an earlier one. Refused where the rules ([`model::together`]) do not have it.
    Reply {
        /// In which relationship.
        relationship: RelationshipId,
        /// About what.
        to: ItemId,
        /// The hash of what is answered, as the person read it: of the thing, or of something that was said about it. If that says something
        /// else by now, the reply is refused.
        read: ContentHash,
        /// What is said.
        content: Content,
    },
    /// Has what comes from somebody wait on the person's own devices, unopened, or no longer. They never learn of it.
    Quiet {
        /// In which relationship.
        relationship: RelationshipId,
        /// Whether it waits.
        is_on: bool,
        /// The last day on which it does, if it ends by itself.
        until: Option<Day>,
    },
    /// Takes back something that was said.
    Unsay {
        /// In which relationship.
        relationship: RelationshipId,
        /// The name of its grant.
        grant: GrantId,
    },
}
