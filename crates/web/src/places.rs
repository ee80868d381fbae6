//! Where a person can be, and the address of each place: the part after `#`.
//!
//! Addresses hold random identifiers and nothing that a person wrote, because a browser keeps them in its history.

mod secret;
mod shows;
#[cfg(test)]
mod tests;

use interface::model::{ItemId, RelationshipId};

use Reflection::{Contrasts, Signs};

pub(crate) use shows::week_of;

pub(crate) use secret::{DEVICE, JOIN, Secret};

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
    /// What the other shared from their journal.
    TheirJournal(RelationshipId),
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
    /// Interests, and time that is kept for them.
    Interests,
    /// An interest, or a new one.
    Interest(Option<ItemId>),
    /// A protected time, or a new one.
    ProtectedTime(Option<ItemId>),
    /// Words for an ending, or for what has no name yet.
    Endings,
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
    /// The two voices.
    Picture,
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

/// The names that an address may hold.
#[derive(Debug, Clone, Copy, Default)]
struct Names {
    with: Option<RelationshipId>,
    item: Option<ItemId>,
}

/// A line of the table: an address, the section that the navigation marks, and the place. `:with` stands for a relationship, `:item`
/// for a thing.
struct Line(&'static str, Section, fn(Names) -> Option<Place>);

/// Every place with its address, read and written by the same line.
const TABLE: &[Line] = &[
    Line("begin", Section::Today, |_| Some(Place::Begin)),
    Line("begin/words", Section::Today, |_| Some(Place::Recover)),
    Line("begin/device", Section::Today, |_| Some(Place::UseHere)),
    Line("first", Section::Today, |_| Some(Place::First)),
    Line("today", Section::Today, |_| Some(Place::Today)),
    Line("mine", Section::Mine, |_| Some(Place::Mine)),
    Line("mine/card", Section::Mine, |_| Some(Place::Card(None))),
    Line("mine/card/:item", Section::Mine, |names| Some(Place::Card(Some(names.item?)))),
    Line("mine/check-in", Section::Mine, |_| Some(Place::CheckIn)),
    Line("mine/journal", Section::Mine, |_| Some(Place::Journal)),
    Line("mine/journal/new", Section::Mine, |_| Some(Place::Entry(None))),
    Line("mine/journal/questions", Section::Mine, |_| Some(Place::Prompts)),
    Line("mine/week", Section::Mine, |_| Some(Place::Week)),
    Line("mine/journal/:item", Section::Mine, |names| Some(Place::Entry(Some(names.item?)))),
    Line("mine/contrasts", Section::Mine, |_| Some(Place::Reflect(Contrasts, None))),
    Line("mine/contrasts/:with", Section::Mine, |names| Some(Place::Reflect(Contrasts, Some(names.with?)))),
    Line("mine/contrasts/:with/new", Section::Mine, |names| Some(Place::Answering(Contrasts, names.with?))),
    Line("mine/signs", Section::Mine, |_| Some(Place::Reflect(Signs, None))),
    Line("mine/signs/:with", Section::Mine, |names| Some(Place::Reflect(Signs, Some(names.with?)))),
    Line("mine/signs/:with/new", Section::Mine, |names| Some(Place::Answering(Signs, names.with?))),
    Line("mine/no", Section::Mine, |_| Some(Place::No)),
    Line("mine/no/rehearse", Section::Mine, |_| Some(Place::Rehearsal(None))),
    Line("mine/no/rehearse/:item", Section::Mine, |names| Some(Place::Rehearsal(Some(names.item?)))),
    Line("mine/no/said", Section::Mine, |_| Some(Place::SaidLog)),
    Line("mine/no/steps", Section::Mine, |_| Some(Place::Ladder)),
    Line("mine/interests", Section::Mine, |_| Some(Place::Interests)),
    Line("mine/interests/new", Section::Mine, |_| Some(Place::Interest(None))),
    Line("mine/interests/time", Section::Mine, |_| Some(Place::ProtectedTime(None))),
    Line("mine/interests/time/:item", Section::Mine, |names| Some(Place::ProtectedTime(Some(names.item?)))),
    Line("mine/interests/:item", Section::Mine, |names| Some(Place::Interest(Some(names.item?)))),
    Line("mine/endings", Section::Mine, |_| Some(Place::Endings)),
    Line("shared", Section::Mine, |_| Some(Place::Shared)),
    Line("ours", Section::Ours, |_| Some(Place::Ours(None))),
    Line("ours/add", Section::Ours, |_| Some(Place::Add)),
    Line("ours/:with", Section::Ours, |names| Some(Place::Ours(Some(names.with?)))),
    Line("ours/:with/change", Section::Ours, |names| names.with.map(Place::Change)),
    Line("ours/:with/likes", Section::Ours, |names| names.with.map(Place::Likes)),
    Line("ours/:with/support", Section::Ours, |names| names.with.map(Place::Support)),
    Line("ours/:with/ask", Section::Ours, |names| Some(Place::Ask(names.with?, None))),
    Line("ours/:with/ask/:item", Section::Ours, |names| Some(Place::Ask(names.with?, Some(names.item?)))),
    Line("ours/:with/they-see", Section::Ours, |names| names.with.map(Place::TheySee)),
    Line("ours/:with/journal", Section::Ours, |names| names.with.map(Place::TheirJournal)),
    Line("ours/:with/carry", Section::Ours, |names| names.with.map(Place::Carry)),
    Line("ours/:with/link", Section::Ours, |names| names.with.map(Place::Link)),
    Line("ours/:with/unlink", Section::Ours, |names| names.with.map(Place::Unlink)),
    Line("join", Section::Ours, |_| Some(Place::Join)),
    Line("picture", Section::Picture, |_| Some(Place::Picture)),
    Line("about", Section::Picture, |_| Some(Place::About)),
    Line("words", Section::Settings, |_| Some(Place::Words)),
    Line("settings", Section::Settings, |_| Some(Place::Settings)),
    Line("settings/lock", Section::Settings, |_| Some(Place::Lock)),
    Line("settings/erase", Section::Settings, |_| Some(Place::Erase)),
    Line("devices", Section::Settings, |_| Some(Place::Devices)),
    Line("devices/carry", Section::Settings, |_| Some(Place::CarryOwn)),
    Line("devices/add", Section::Settings, |_| Some(Place::AddDevice)),
    Line("export", Section::Settings, |_| Some(Place::Along)),
    Line("help", Section::Help, |_| Some(Place::Help)),
];

impl Line {
    /// The place, if these are the parts of its address.
    fn read(&self, parts: &[&str]) -> Option<Place> {
        let pattern = self.0.split('/');
        if pattern.clone().count() != parts.len() {
            return None;
        }
        let mut names = Names::default();
        for (piece, part) in pattern.zip(parts) {
            match piece {
                ":with" => names.with = Some(part.parse().ok()?),
                ":item" => names.item = Some(part.parse().ok()?),
                piece if piece == *part => {}
                _ => return None,
            }
        }
        (self.2)(names)
    }

    fn write(&self, names: Names) -> String {
        let mut address = "#".to_owned();
        for piece in self.0.split('/') {
            address.push('/');
            match piece {
                ":with" => address.extend(names.with.map(|with| with.to_string())),
                ":item" => address.extend(names.item.map(|item| item.to_string())),
                piece => address.push_str(piece),
            }
        }
        address
    }
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
            | Self::Interest(item)
            | Self::ProtectedTime(item) => Names { with: None, item },
            Self::Ours(with) | Self::Reflect(_, with) => Names { with, item: None },
            Self::Ask(with, item) => Names { with: Some(with), item },
            Self::Change(with)
            | Self::Likes(with)
            | Self::Support(with)
            | Self::TheySee(with)
            | Self::TheirJournal(with)
            | Self::Link(with)
            | Self::Carry(with)
            | Self::Unlink(with)
            | Self::Answering(_, with) => Names { with: Some(with), item: None },
            _ => Names::default(),
        }
    }
}
