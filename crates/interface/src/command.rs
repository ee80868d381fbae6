//! What the screen can ask for, and what it hears back.

mod along;
mod carry;
mod devices;
mod door;
mod drafts;
mod here;
mod items;
mod links;
mod noticed;
mod outcome;
mod pair;
mod problem;

pub use along::{ExportAs, FileProblem, TakeAlong};
pub use carry::{Brought, CODES_PARCEL_BYTES_MAX, Carry, PARCEL_BYTES_MAX, ParcelProblem, Recipient};
pub use devices::{DEVICES_MAX, Devices, WordAnswer};
pub use door::{Autolock, Door, PASSPHRASE_CHARACTERS_MIN};
pub use drafts::{Draft, DraftField, Drafts};
pub use here::Here;
pub use items::Items;
pub use links::Links;
pub use noticed::Noticed;
pub use outcome::{InviteRead, Outcome};
pub use pair::Pair;
pub use problem::Problem;

/// Ties a reply to its command, chosen by the screen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub struct CommandId(pub u32);

/// One act of the person. Every command is answered once, by an [`Outcome`] or a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Command {
    /// Goes into the vault or out of it, or changes its lock.
    Door(Door),
    /// Has to do with somebody, or with the link with them.
    Links(Links),
    /// Has to do with the person's own devices, or with their recovery words.
    Devices(Devices),
    /// Takes another device of the person's own into use.
    Pair(Pair),
    /// Sets something on this device.
    Here(Here),
    /// Makes a file of everything, or brings one in.
    TakeAlong(TakeAlong),
    /// Exchanges without a relay.
    Carry(Carry),
    /// Does something with what the person writes.
    Items(Items),
    /// Names what the page shows from now on. Remembered while the vault is locked, too.
    Look(crate::Look),
    /// Keeps what is typed, or keeps it no more.
    Drafts(Drafts),
    /// Notices what came from others.
    Noticed(Noticed),
}

impl Command {
    /// Whether it is carried out even while the device's store takes nothing.
    pub fn needs_no_store(&self) -> bool {
        match self {
            Self::Door(act) => act.needs_no_store(),
            Self::Look(_) => true,
            _ => false,
        }
    }

    /// Whether the screen says it by itself: nobody need be there, and nothing that is shown is asked for by it.
    pub fn is_of_the_screen(&self) -> bool {
        matches!(self, Self::Door(Door::Hidden) | Self::Noticed(Noticed::Drawn { .. }))
    }

    /// Whether it is done to what is shown. That the app is used, typed into, or seen no more, is not.
    pub fn changes_what_is_shown(&self) -> bool {
        !self.is_of_the_screen() && !matches!(self, Self::Door(Door::StillHere) | Self::Drafts(_))
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

groups! { Door Links Devices Pair Here TakeAlong Carry Items Drafts Noticed }

/// From the screen to the worker.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ToWorker {
    /// Ties the reply.
    pub id: CommandId,
    /// What to do.
    pub command: Command,
}

/// From the worker to the screen.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum FromWorker {
    /// The answer to a command.
    Reply {
        /// Which command.
        id: CommandId,
        /// How it went.
        result: Reply,
    },
    /// What to show from now on.
    Show(Show),
}

/// What became another on the screen. What is absent stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Show {
    /// Which screens there are, and what stands around every page.
    pub view: Option<Box<crate::View>>,
    /// What the page shows.
    pub page: Option<Box<ShownPage>>,
    /// Whether the person did what made it another; otherwise it came by itself.
    pub asked: bool,
    /// Forms that were begun before, as the vault opens.
    pub drafts: Option<Vec<Draft>>,
    /// In which relationships a request for support has come since the last time, while the vault was open.
    pub asked_for: Vec<model::RelationshipId>,
}

/// A page, and what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ShownPage {
    /// What was asked for.
    pub look: crate::Look,
    /// What was found.
    pub page: crate::look::Page,
    /// How many pages were sent before it since the app began: by this the screen says which it has drawn.
    pub number: u32,
}

/// How a command went.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Reply {
    /// It was carried out.
    Done(Outcome),
    /// It was not.
    Refused(Problem),
}
