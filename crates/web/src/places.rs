//! Where a person can be, and the address of each place: the part after `#`.
//!
//! Addresses hold random identifiers and nothing that a person wrote, because a browser keeps them in its history.

mod secret;
mod shows;
mod table;
#[cfg(test)]
mod tests;
mod tool;

use interface::model::{ItemId, RelationshipId};

pub(crate) use shows::week_of;

use table::{Line, Names, TABLE};

pub(crate) use secret::{DEVICE, JOIN, Secret};
pub(crate) use tool::Tool;

/// A place in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Name and passphrase of a new vault. This place and the two after it are there before there is a vault.
    Begin,
    /// Bringing a vault back from its recovery words.
    Recover,
    /// Letting this device into the person's vault by a link from another one.
    UseHere,
    /// The first thing of one's own, right after the vault was made.
    First,
    /// At most three things for today.
    Today,
    /// What is the person's own.
    Mine,
    /// One of the person's own cards, or a new one.
    Card(Option<ItemId>),
    /// The daily check-in.
    CheckIn,
    /// The journal.
    Journal,
    /// The person's own questions for the journal.
    Prompts,
    /// A look back on a week.
    Week,
    /// An entry of the journal, or a new one.
    Entry(Option<ItemId>),
    /// The relationships: the first, a certain one.
    Ours(Option<RelationshipId>),
    /// A new relationship.
    Add,
    /// Name and kind of a relationship.
    Change(RelationshipId),
    /// Likes and dislikes in a relationship.
    Likes(RelationshipId),
    /// Requests for support in a relationship.
    Support(RelationshipId),
    /// A request of one's own, or a new one.
    Ask(RelationshipId, Option<ItemId>),
    /// What one can give somebody.
    Giving(RelationshipId),
    /// What the other shared from their journal.
    TheirJournal(RelationshipId),
    /// What two people do together.
    Together(Tool, RelationshipId),
    /// One thing of that, or a new one.
    Thing(Tool, RelationshipId, Option<ItemId>),
    /// What one knows of the other: goals, interests, times and limits.
    Known(RelationshipId),
    /// What the relay holds.
    Holds,
    /// A talk of two in one room.
    Room(RelationshipId),
    /// Exactly what the other sees.
    TheySee(RelationshipId),
    /// Contrasts or signs: with whom, or what was answered about somebody.
    Reflect(Reflection, Option<RelationshipId>),
    /// Answering them about somebody.
    Answering(Reflection, RelationshipId),
    /// Saying no.
    No,
    /// A no that is rehearsed, or a new one.
    Rehearsal(Option<ItemId>),
    /// A yes or a no that was said, and how it was meant.
    SaidLog,
    /// The ladder of tiny noes.
    Ladder,
    /// Goals.
    Goals,
    /// A goal, or a new one.
    Goal(Option<ItemId>),
    /// What matters.
    Values,
    /// A path out of guilt and back to oneself.
    Path,
    /// A kind moment for oneself, a step of that path.
    KindMoment,
    /// A letter to oneself, or a new one.
    Letter(Option<ItemId>),
    /// From responsibility to repair: one, or a new one.
    Repair(Option<ItemId>),
    /// What goes round in circles: one thing, or a new one.
    Circling(Option<ItemId>),
    /// People to turn to.
    Circle,
    /// Being there for somebody.
    BeingThere,
    /// Interests, and time that is kept for them.
    Interests,
    /// An interest, or a new one.
    Interest(Option<ItemId>),
    /// A protected time, or a new one.
    ProtectedTime(Option<ItemId>),
    /// Words for an ending, or for what has no name yet.
    Endings,
    /// A breathing space: four guided pieces.
    Calm,
    /// Everything that is shared, with everybody.
    Shared,
    /// Making a link: invite, safety words.
    Link(RelationshipId),
    /// Exchanging without a relay with the other person.
    Carry(RelationshipId),
    /// The same between one's own devices.
    CarryOwn,
    /// Ending a link.
    Unlink(RelationshipId),
    /// Using an invite.
    Join,
    /// The two voices: with the first of the relationships, or a certain one.
    Picture(Option<RelationshipId>),
    /// A test by lot, or a new one: about one's own days, or about the closeness with somebody.
    Trial(Option<RelationshipId>, Option<ItemId>),
    /// Figures of two.
    Dyad(RelationshipId),
    /// A page for a counsellor: of the days with the first of the relationships, or with a certain one.
    Counsellor(Option<RelationshipId>),
    /// What interdependence is.
    About,
    /// The recovery words.
    Words,
    /// Settings.
    Settings,
    /// How this device is locked.
    Lock,
    /// The person's own devices.
    Devices,
    /// What came too late of the person's own devices.
    Late,
    /// Letting another device of the person's own into the vault.
    AddDevice,
    /// Taking everything along, and bringing it in.
    Along,
    /// Erasing the vault on the relay.
    Erase,
    /// People to talk to, now.
    Help,
}

/// What one may look at in a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reflection {
    /// The five contrasts.
    Contrasts,
    /// Signs.
    Signs,
}

/// Which of the four places in the navigation a place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Today.
    Today,
    /// Mine.
    Mine,
    /// Ours.
    Ours,
    /// Picture.
    Picture,
    /// Help now; on wide screens only.
    Help,
    /// Settings; on wide screens only.
    Settings,
}

impl Place {
    /// The place of an address, `#` included; Today if it is none.
    pub(crate) fn of_address(address: &str) -> Self {
        let parts: Vec<&str> = address.trim_start_matches('#').trim_matches('/').split('/').collect();
        TABLE.iter().find_map(|line| line.read(&parts)).unwrap_or(Self::Today)
    }

    /// The address, `#` included.
    pub(crate) fn address(self) -> String {
        let names = self.names();
        self.line(names).map(|line| line.write(names)).unwrap_or_default()
    }

    /// The relationship that it is about.
    pub(crate) fn relationship(self) -> Option<RelationshipId> {
        self.names().with
    }

    /// Whether it is there only before there is a vault.
    pub(crate) fn is_before_a_vault(self) -> bool {
        matches!(self, Self::Begin | Self::Recover | Self::UseHere)
    }

    /// The section that the navigation marks.
    pub(crate) fn section(self) -> Section {
        self.line(self.names()).map_or(Section::Today, |line| line.1)
    }

    fn line(self, names: Names) -> Option<&'static Line> {
        TABLE.iter().find(|line| (line.2)(names) == Some(self))
    }

    fn names(self) -> Names {
        match self {
            Self::Card(item)
            | Self::Entry(item)
            | Self::Rehearsal(item)
            | Self::Goal(item)
            | Self::Letter(item)
            | Self::Repair(item)
            | Self::Circling(item)
            | Self::Interest(item)
            | Self::ProtectedTime(item) => Names { item, ..Names::default() },
            Self::Ours(with) | Self::Picture(with) | Self::Counsellor(with) | Self::Reflect(_, with) => {
                Names { with, ..Names::default() }
            }
            Self::Trial(with, item) => Names { with, item, tool: None },
            Self::Ask(with, item) => Names { with: Some(with), item, tool: None },
            Self::Together(tool, with) => Names { with: Some(with), item: None, tool: Some(tool) },
            Self::Thing(tool, with, item) => Names { with: Some(with), item, tool: Some(tool) },
            Self::Change(with)
            | Self::Likes(with)
            | Self::Support(with)
            | Self::TheySee(with)
            | Self::TheirJournal(with)
            | Self::Giving(with)
            | Self::Link(with)
            | Self::Carry(with)
            | Self::Unlink(with)
            | Self::Known(with)
            | Self::Room(with)
            | Self::Dyad(with)
            | Self::Answering(_, with) => Names { with: Some(with), ..Names::default() },
            _ => Names::default(),
        }
    }
}
