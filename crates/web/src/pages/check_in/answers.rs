//! What is being said of a day in one respect, kept as a draft until it is kept for good.

use interface::command::{Command, Items, Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::{Scale, Text};
use interface::model::kinds::CheckIn;
use interface::model::{Closeness, Content, Day, ItemId, RelationshipId, VersionId};

use super::super::kind;
use super::POORLY_MAX;
use crate::components::form::Remark;
use crate::kinds;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;

/// What is being said of a day in one respect.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    pub(super) draft: Draft,
    /// What the form was filled from, or has written.
    of: RwSignal<Option<(ItemId, VersionId)>>,
    pub(super) point: RwSignal<Option<u8>>,
    pub(super) wish: RwSignal<Option<Closeness>>,
    pub(super) words: RwSignal<String>,
}

impl Answers {
    pub(super) fn of(session: Session, day: Day, known: &[OwnItem], about: Option<RelationshipId>) -> Self {
        let whom = about.map(|about| about.to_string()).unwrap_or_default();
        let draft = session.draft(&format!("check-in/{}/{whom}", day.0));
        let known = known.iter().find(|own| own.about == about);
        let said = known.and_then(|own| kinds::read::<CheckIn>(&own.content));
        let words = said.as_ref().and_then(|said| said.words.clone());
        let point = said.as_ref().map(|said| said.fit.point());
        Self {
            draft,
            of: draft.beside("of", known.map(|own| (own.item, own.version)), of_to_text, of_from_text),
            point: draft.field("point", point, point_to_text, |text| Some(text.parse().ok())),
            wish: draft.choice(
                "wish",
                said.and_then(|said| said.wish),
                Closeness::name,
                Closeness::from_name,
            ),
            words: draft.text("words", words.map(Text::into_string).unwrap_or_default()),
        }
    }

    /// Whether there are words that nothing could be kept of.
    pub(super) fn lacks_a_point(self) -> bool {
        self.point.with_untracked(Option::is_none)
            && self.words.with_untracked(|words| !words.trim().is_empty())
    }

    /// That no point was chosen.
    pub(super) fn pointless(self) -> Remark {
        Remark::choice(self.point, words::check_in_nothing())
    }

    /// Nothing is said any more.
    pub(super) fn clear(self) {
        self.of.set(None);
        self.point.set(None);
        self.wish.set(None);
        self.words.set(String::new());
        self.draft.saved();
    }

    /// It was kept, or what was kept is removed.
    pub(super) fn is_kept(self, outcome: &Outcome) {
        self.of.set(match outcome {
            Outcome::Written { item, version } => Some((*item, *version)),
            _ => None,
        });
        self.draft.saved();
    }

    /// What is kept of it; nothing where no point was chosen. Whoever takes back a point that was kept keeps none.
    pub(super) fn written(self, day: Day, about: Option<RelationshipId>) -> Result<Option<Command>, Problem> {
        let of = self.of.get_untracked();
        let Some(fit) = self.point.get_untracked().and_then(Scale::new) else {
            let was_kept = of.filter(|_| !self.lacks_a_point());
            return Ok(was_kept.map(|(item, _)| Command::Items(Items::Remove { item })));
        };
        let suits_poorly = about.is_some() && fit.point() <= POORLY_MAX;
        let wish = self.wish.get_untracked().filter(|_| suits_poorly);
        let words = self.words.with_untracked(|words| Text::typed_optional(words))?;
        Ok(Some(kind::write(
            None,
            of.map(|(_, version)| version),
            about,
            Content::of(&CheckIn { day, fit, wish, words }),
        )))
    }
}

fn of_to_text(of: &Option<(ItemId, VersionId)>) -> String {
    of.map(|(item, version)| format!("{item} {version}")).unwrap_or_default()
}

fn of_from_text(text: &str) -> Option<Option<(ItemId, VersionId)>> {
    let Some((item, version)) = text.split_once(' ') else { return Some(None) };
    Some(Some((item.parse().ok()?, version.parse().ok()?)))
}

fn point_to_text(point: &Option<u8>) -> String {
    point.map(|point| point.to_string()).unwrap_or_default()
}
