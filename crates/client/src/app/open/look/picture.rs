//! The person's days as they were kept, and the hours of the last weeks.

use std::collections::BTreeMap;

use calendar::Event;
use model::{
    Content, Day, ItemId, RelationshipId, Stamp,
    kinds::{CheckIn, FairTest, GivenAnswer, Listed, ProtectedTime, TimeTogether},
    together::{About, Standing},
};

use super::{Looking, shared::Shared};
use crate::look::{KeptDay, OwnItem, OwnList, Picture, Trial, Week};

/// Of so many weeks there are hours, this one too.
const WEEKS: u32 = 8;

/// So many tests by lot are known at once: nobody runs more.
const TESTS_MAX: u32 = 12;

const DAYS_PER_WEEK: u32 = 7;

impl Looking<'_> {
    pub(super) fn look_picture(&self, with: Option<RelationshipId>, beside: Vec<OwnList>) -> Picture {
        let tests = self.look_own(FairTest::NUMBER, None, TESTS_MAX).items;
        Picture { with, days: self.kept_days(with), weeks: self.weeks(with), tests, beside }
    }

    /// The tests that run today.
    pub(super) fn trials(&self) -> Vec<OwnItem> {
        let mut tests = self.look_own(FairTest::NUMBER, None, TESTS_MAX).items;
        let runs = |test: FairTest| test.is_with(self.today).is_some();
        tests.retain(|own| self.read::<FairTest>(&own.content).is_some_and(runs));
        tests
    }

    pub(super) fn look_trial(&self, item: ItemId) -> Trial {
        let Some(own) = self.look_item(item) else { return Trial::default() };
        let test: Option<FairTest> = self.read(&own.content);
        let mut days = self.kept_days(own.about);
        for kept in &mut days {
            (kept.own, kept.wish) = (kept.own.filter(|_| own.about.is_none()), None);
        }
        // Nothing of it is known to the page while it runs.
        let test = test.filter(|test| self.today >= test.over_on());
        days.retain(|kept| test.as_ref().is_some_and(|test| test.is_with(kept.day).is_some()));
        Trial { item: Some(Box::new(own)), days }
    }

    /// Of several check-ins of a day the one that was written last counts.
    pub(super) fn kept_days(&self, with: Option<RelationshipId>) -> Vec<KeptDay> {
        let mut days = BTreeMap::new();
        for (content, about, stamp) in self.own_of(CheckIn::NUMBER) {
            if about.is_some() && about != with {
                continue;
            }
            let Some(check_in) = self.read::<CheckIn>(content) else { continue };
            let newest = days.entry((check_in.day, about.is_some())).or_insert((stamp, check_in.clone()));
            if newest.0 < stamp {
                *newest = (stamp, check_in);
            }
        }
        let mut kept: Vec<KeptDay> = Vec::new();
        for ((day, is_bond), (_, check_in)) in days {
            if kept.last().is_none_or(|last| last.day != day) {
                kept.push(KeptDay { day, own: None, bond: None, wish: None });
            }
            let Some(last) = kept.last_mut() else { continue };
            if is_bond {
                (last.bond, last.wish) = (Some(check_in.fit.point()), check_in.wish);
            } else {
                last.own = Some(check_in.fit.point());
            }
        }
        kept
    }

    fn weeks(&self, with: Option<RelationshipId>) -> Vec<Week> {
        let times = self.own_of(ProtectedTime::NUMBER);
        let protected: Vec<Event> = times
            .filter_map(|(content, ..)| Some(Event::from(&self.read::<ProtectedTime>(content)?)))
            .collect();
        let agreed = with.and_then(|with| self.shared(with)).map(|shared| self.agreed(&shared));
        let agreed = agreed.unwrap_or_default();
        let monday = self.today.monday().0;
        let mondays = (0..WEEKS).rev().filter_map(|back| monday.checked_sub(back * DAYS_PER_WEEK));
        let minutes = |events: &[Event], monday: u32| {
            let days = (monday..monday + DAYS_PER_WEEK).map(Day);
            let of =
                |day: Day| events.iter().filter(move |event| event.is_on(day)).map(|event| event.minutes);
            days.flat_map(of).fold(0, u32::saturating_add)
        };
        mondays
            .map(|monday| Week {
                monday: Day(monday),
                own_minutes: minutes(&protected, monday),
                bond_minutes: minutes(&agreed, monday),
            })
            .collect()
    }

    /// What both agreed to do together, and when.
    fn agreed(&self, shared: &Shared<'_>) -> Vec<Event> {
        let proposals = shared.voices.all_of(Some(TimeTogether::NUMBER)).into_iter();
        proposals.filter_map(|(_, about)| self.agreed_on(shared, &about)).collect()
    }

    fn agreed_on(&self, shared: &Shared<'_>, about: &About<'_>) -> Option<Event> {
        let standing = about.standing(self.spaces.kinds(), shared.mine)?;
        if standing != Standing::Answered(model::Answer::Yes) {
            return None;
        }
        let time: TimeTogether = self.read(&about.topic.content)?;
        let hash = about.topic.content.hash();
        let given = about
            .said
            .iter()
            .filter_map(|said| said.grant)
            .find(|grant| grant.content.number() == GivenAnswer::NUMBER && grant.answers == Some(hash))?;
        Event::agreed(&time, time.chosen(&self.read::<GivenAnswer>(&given.content)?)?)
    }

    /// The newest of each of the person's own things of a kind that is listed.
    fn own_of(&self, kind: u32) -> impl Iterator<Item = (&Content, Option<RelationshipId>, Stamp)> {
        let vault = self.spaces.vault();
        let newest = vault.items.values();
        newest.filter_map(move |versions| {
            let (_, newest) = versions.newest_where(|written| vault.lists(written))?;
            let (content, about) = (&newest.value.content, newest.value.about);
            (content.number() == kind && self.spaces.kinds().is_placed(content, about)).then_some((
                content,
                about,
                newest.stamp,
            ))
        })
    }

    pub(super) fn read<K: Listed>(&self, content: &Content) -> Option<K> {
        self.spaces.kinds().read::<K>(content)?.ok()
    }
}
