//! What the screen can ask for, and what it hears back.

mod along;
mod carry;
mod devices;
mod door;
mod here;
mod links;
mod outcome;
mod pair;
mod problem;

use model::{Answer, ItemId, Need, RelationshipId, Taste, VersionId};

pub use along::{ExportAs, FileProblem, TakeAlong};
pub use carry::{Brought, Carry, PARCEL_BYTES_MAX, ParcelProblem, Recipient};
pub use devices::{Devices, WordAnswer};
pub use door::{Autolock, Door};
pub use here::Here;
pub use links::Links;
pub use outcome::{InviteRead, Outcome};
pub use pair::Pair;
pub use problem::Problem;

/// Ties a reply to its command, chosen by the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct CommandId(#[n(0)] pub u32);

/// One act of the person. Every command is answered once, by an [`Outcome`] or a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Command {
    /// Goes into the vault or out of it, or changes its lock.
    #[n(0)]
    Door(#[n(0)] Door),
    /// Has to do with somebody, or with the link with them.
    #[n(1)]
    Links(#[n(0)] Links),
    /// Has to do with the person's own devices, or with their recovery words.
    #[n(2)]
    Devices(#[n(0)] Devices),
    /// Takes another device of the person's own into use.
    #[n(3)]
    Pair(#[n(0)] Pair),
    /// Sets something on this device.
    #[n(4)]
    Here(#[n(0)] Here),
    /// Makes a file of everything, or brings one in.
    #[n(5)]
    TakeAlong(#[n(0)] TakeAlong),
    /// Exchanges without a relay.
    #[n(6)]
    Carry(#[n(0)] Carry),
    /// Writes a card, or a new version of one. Answered by [`Outcome::Written`].
    #[n(16)]
    WriteCard {
        /// Which card; absent for a new one.
        #[n(0)]
        card: Option<ItemId>,
        /// Liked or disliked.
        #[n(1)]
        taste: Taste,
        /// What.
        #[n(2)]
        text: String,
        /// In the person's own words, why or when; may be empty.
        #[n(3)]
        note: String,
    },
    /// Removes a card; what was shared of it is withdrawn too.
    #[n(17)]
    RemoveCard {
        /// Which.
        #[n(0)]
        card: ItemId,
    },
    /// Writes a request for support, private until shared. Answered by [`Outcome::Written`].
    #[n(18)]
    WriteAsk {
        /// Which; absent for a new one.
        #[n(0)]
        ask: Option<ItemId>,
        /// For whom it is meant.
        #[n(1)]
        relationship: RelationshipId,
        /// What would help.
        #[n(2)]
        need: Need,
        /// In the person's own words.
        #[n(3)]
        text: String,
    },
    /// Removes a request for support; if it was shared, it is withdrawn too.
    #[n(19)]
    RemoveAsk {
        /// Which.
        #[n(0)]
        ask: ItemId,
    },
    /// Shares exactly one version of one item, after its preview was shown.
    #[n(20)]
    Share {
        /// With whom.
        #[n(0)]
        relationship: RelationshipId,
        /// The card or request.
        #[n(1)]
        item: ItemId,
        /// The version that the preview showed; another one is refused.
        #[n(2)]
        version: VersionId,
    },
    /// Withdraws whatever was shared of an item.
    #[n(21)]
    Withdraw {
        /// From whom.
        #[n(0)]
        relationship: RelationshipId,
        /// The card or request.
        #[n(1)]
        item: ItemId,
    },
    /// Answers the other person's request for support.
    #[n(22)]
    AnswerAsk {
        /// In which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// The request.
        #[n(1)]
        ask: ItemId,
        /// The answer.
        #[n(2)]
        answer: Answer,
        /// In the person's own words; may be empty.
        #[n(3)]
        words: String,
    },
    /// Shows [`crate::view::CARDS_SHOWN_STEP`] more of the person's own cards.
    #[n(25)]
    ShowMoreCards,
    /// Withdraws everything that is shared in a relationship. The link stays.
    #[n(71)]
    WithdrawAll {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
    },
}

impl Command {
    /// Whether it is carried out even while the device's store takes nothing.
    pub(crate) fn needs_no_store(&self) -> bool {
        matches!(self, Self::Door(act) if act.needs_no_store())
    }
}

/// Each group of acts is a command.
macro_rules! groups {
    ($($group:ident)*) => {$(
        impl From<$group> for Command {
            fn from(act: $group) -> Self {
                Self::$group(act)
            }
        }
    )*};
}

groups! { Door Links Devices Pair Here TakeAlong Carry }

/// From the screen to the worker.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ToWorker {
    /// Ties the reply.
    #[n(0)]
    pub id: CommandId,
    /// What to do.
    #[n(1)]
    pub command: Command,
}

/// From the worker to the screen.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum FromWorker {
    /// The answer to a command.
    #[n(0)]
    Reply {
        /// Which command.
        #[n(0)]
        id: CommandId,
        /// How it went.
        #[n(1)]
        result: Reply,
    },
    /// What to show from now on.
    #[n(1)]
    Show(#[n(0)] Box<crate::View>),
}

/// How a command went.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Reply {
    /// It was carried out.
    #[n(0)]
    Done(#[n(0)] Outcome),
    /// It was not.
    #[n(1)]
    Refused(#[n(0)] Problem),
}
