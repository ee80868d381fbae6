//! The table of all places: each with its address, read and written by the same line.

use interface::model::{ItemId, RelationshipId};

use super::Reflection::{Contrasts, Signs};
use super::{Place, Section, Tool};

/// The names that an address may hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Names {
    pub(super) with: Option<RelationshipId>,
    pub(super) item: Option<ItemId>,
    pub(super) tool: Option<Tool>,
}

/// A line of the table: an address, the section that the navigation marks, and the place. `:with` stands for a relationship, `:item`
/// for a thing, `:tool` for what two people do together.
pub(super) struct Line(pub(super) &'static str, pub(super) Section, pub(super) fn(Names) -> Option<Place>);

/// Every place with its address, read and written by the same line.
pub(super) const TABLE: &[Line] = &[
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
    Line("mine/goals", Section::Mine, |_| Some(Place::Goals)),
    Line("mine/goals/new", Section::Mine, |_| Some(Place::Goal(None))),
    Line("mine/goals/:item", Section::Mine, |names| Some(Place::Goal(Some(names.item?)))),
    Line("mine/values", Section::Mine, |_| Some(Place::Values)),
    Line("mine/path", Section::Mine, |_| Some(Place::Path)),
    Line("mine/path/kind", Section::Mine, |_| Some(Place::KindMoment)),
    Line("mine/path/letter", Section::Mine, |_| Some(Place::Letter(None))),
    Line("mine/path/letter/:item", Section::Mine, |names| Some(Place::Letter(Some(names.item?)))),
    Line("mine/path/repair", Section::Mine, |_| Some(Place::Repair(None))),
    Line("mine/path/repair/:item", Section::Mine, |names| Some(Place::Repair(Some(names.item?)))),
    Line("mine/path/circles", Section::Mine, |_| Some(Place::Circling(None))),
    Line("mine/path/circles/:item", Section::Mine, |names| Some(Place::Circling(Some(names.item?)))),
    Line("mine/people", Section::Mine, |_| Some(Place::Circle)),
    Line("mine/people/being-there", Section::Mine, |_| Some(Place::BeingThere)),
    Line("mine/interests", Section::Mine, |_| Some(Place::Interests)),
    Line("mine/interests/new", Section::Mine, |_| Some(Place::Interest(None))),
    Line("mine/interests/time", Section::Mine, |_| Some(Place::ProtectedTime(None))),
    Line("mine/interests/time/:item", Section::Mine, |names| Some(Place::ProtectedTime(Some(names.item?)))),
    Line("mine/interests/:item", Section::Mine, |names| Some(Place::Interest(Some(names.item?)))),
    Line("mine/calm", Section::Mine, |_| Some(Place::Calm)),
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
    Line("ours/:with/giving", Section::Ours, |names| names.with.map(Place::Giving)),
    Line("ours/:with/known", Section::Ours, |names| names.with.map(Place::Known)),
    Line("ours/:with/room", Section::Ours, |names| names.with.map(Place::Room)),
    Line("ours/:with/carry", Section::Ours, |names| names.with.map(Place::Carry)),
    Line("ours/:with/link", Section::Ours, |names| names.with.map(Place::Link)),
    Line("ours/:with/unlink", Section::Ours, |names| names.with.map(Place::Unlink)),
    Line("ours/:with/:tool", Section::Ours, |names| Some(Place::Together(names.tool?, names.with?))),
    Line("ours/:with/:tool/new", Section::Ours, |names| Some(Place::Thing(names.tool?, names.with?, None))),
    Line("ours/:with/:tool/:item", Section::Ours, |names| {
        Some(Place::Thing(names.tool?, names.with?, Some(names.item?)))
    }),
    Line("join", Section::Ours, |_| Some(Place::Join)),
    Line("picture", Section::Picture, |_| Some(Place::Picture(None))),
    Line("picture/test", Section::Picture, |_| Some(Place::Trial(None, None))),
    Line("picture/test/:item", Section::Picture, |names| Some(Place::Trial(None, Some(names.item?)))),
    Line("picture/:with/both", Section::Picture, |names| Some(Place::Dyad(names.with?))),
    Line("picture/:with/test", Section::Picture, |names| Some(Place::Trial(Some(names.with?), None))),
    Line("picture/counsellor", Section::Picture, |_| Some(Place::Counsellor(None))),
    Line("picture/counsellor/:with", Section::Picture, |names| Some(Place::Counsellor(Some(names.with?)))),
    Line("picture/:with", Section::Picture, |names| Some(Place::Picture(Some(names.with?)))),
    Line("about", Section::Picture, |_| Some(Place::About)),
    Line("words", Section::Settings, |_| Some(Place::Words)),
    Line("settings", Section::Settings, |_| Some(Place::Settings)),
    Line("settings/holds", Section::Settings, |_| Some(Place::Holds)),
    Line("settings/lock", Section::Settings, |_| Some(Place::Lock)),
    Line("settings/erase", Section::Settings, |_| Some(Place::Erase)),
    Line("devices", Section::Settings, |_| Some(Place::Devices)),
    Line("devices/late", Section::Settings, |_| Some(Place::Late)),
    Line("devices/carry", Section::Settings, |_| Some(Place::CarryOwn)),
    Line("devices/add", Section::Settings, |_| Some(Place::AddDevice)),
    Line("export", Section::Settings, |_| Some(Place::Along)),
    Line("help", Section::Help, |_| Some(Place::Help)),
];

impl Line {
    /// The place, if these are the parts of its address.
    pub(super) fn read(&self, parts: &[&str]) -> Option<Place> {
        let pattern = self.0.split('/');
        if pattern.clone().count() != parts.len() {
            return None;
        }
        let mut names = Names::default();
        for (piece, part) in pattern.zip(parts) {
            match piece {
                ":with" => names.with = Some(part.parse().ok()?),
                ":item" => names.item = Some(part.parse().ok()?),
                ":tool" => names.tool = Some(Tool::of_name(part)?),
                piece if piece == *part => {}
                _ => return None,
            }
        }
        (self.2)(names)
    }

    pub(super) fn write(&self, names: Names) -> String {
        let mut address = "#".to_owned();
        for piece in self.0.split('/') {
            address.push('/');
            match piece {
                ":with" => address.extend(names.with.map(|with| with.to_string())),
                ":item" => address.extend(names.item.map(|item| item.to_string())),
                ":tool" => address.push_str(names.tool.map(Tool::name).unwrap_or_default()),
                piece => address.push_str(piece),
            }
        }
        address
    }
}
