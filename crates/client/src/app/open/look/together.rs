//! One thing between two people, and what both said about it.

use model::{
    ContentHash, ItemId, RelationshipId,
    kinds::{ClosedCard, Guess, Listed},
    relationship::Grant,
    together::About,
};

use super::{Looking, shared::Shared};
use crate::look::{OwnList, SHOWN_STEP, Said, Step, TheirItem, Together, Topic};

impl Looking<'_> {
    pub(super) fn look_together(
        &self,
        relationship: RelationshipId,
        item: ItemId,
        beside: Option<u32>,
    ) -> Option<Together> {
        let shared = self.shared(relationship);
        let about = shared.as_ref().and_then(|shared| shared.voices.about(item));
        let of_this = |about: Option<RelationshipId>| about.is_none_or(|about| about == relationship);
        let own = self.look_item(item).filter(|own| of_this(own.about));
        let topic = match own {
            Some(own) => Topic::Own(own),
            None => Topic::Theirs(self.their_topic(shared.as_ref()?, item, about.as_ref()?)),
        };
        let is_about = |kind| self.spaces.kinds().get(kind).is_some_and(|kind| kind.needs_relationship);
        let with = |kind| is_about(kind).then_some(relationship);
        let beside = beside.map_or_else(OwnList::default, |kind| self.look_own(kind, with(kind), SHOWN_STEP));
        let mut together = Together {
            topic,
            shared_as: None,
            is_fixed: false,
            said: Vec::new(),
            standing: None,
            next: None,
            aside: Vec::new(),
            beside,
        };
        let (Some(shared), Some(about)) = (shared, about) else { return Some(together) };
        let voices = shared.voices;
        together.shared_as = Some(about.topic.content.hash());
        together.is_fixed = about.is_fixed();
        together.said = self.all_said(&shared, &about);
        together.standing = about.standing(self.spaces.kinds(), shared.mine);
        let step = voices.next_step(&about, shared.mine);
        together.next = step.map(|(answers, kinds)| Step { answers, kinds: kinds.to_vec() });
        let aside = voices.set_aside(&about, shared.mine, item).into_iter();
        together.aside = aside.map(|grant| grant.content.clone()).filter(|said| self.reads(said)).collect();
        Some(together)
    }

    fn their_topic(&self, shared: &Shared<'_>, item: ItemId, about: &About<'_>) -> TheirItem {
        let replies = self.replies(shared, shared.mine);
        // What is in force stands there, whatever they share in its place.
        match shared.state.shared(shared.mine.other(), item) {
            Some((_, grant)) if grant.content == about.topic.content => self.their_item(&replies, grant),
            _ => TheirItem {
                item,
                content: Some(about.topic.content.clone()),
                shared_on: about.topic.on,
                reply: None,
            },
        }
    }

    fn all_said(&self, shared: &Shared<'_>, about: &About<'_>) -> Vec<Said> {
        let guessed: Vec<ContentHash> = about
            .own(shared.mine, Guess::NUMBER)
            .filter_map(|said| said.grant.and_then(|grant| grant.answers))
            .collect();
        let said = about.said.iter().map(|said| {
            let is_own = said.by == shared.mine;
            let Some(grant) = said.grant else {
                return Said {
                    is_own,
                    grant: said.name,
                    hash: ContentHash::WITHDRAWN,
                    answers: ContentHash::WITHDRAWN,
                    content: None,
                    is_closed: false,
                    on: about.topic.on,
                };
            };
            let hash = grant.content.hash();
            // The app keeps it closed until there is a guess: what the page does not have it cannot show.
            let is_closed =
                grant.content.number() == ClosedCard::NUMBER && !is_own && !guessed.contains(&hash);
            Said {
                is_own,
                grant: said.name,
                hash,
                answers: grant.answers.unwrap_or(ContentHash::WITHDRAWN),
                content: (!is_closed).then(|| grant.content.clone()),
                is_closed,
                on: grant.on,
            }
        });
        said.collect()
    }

    /// Everything that the other one said about anything, as far as it counts and is shown, with the kind of what it is about.
    pub(super) fn said_by_them<'a>(&self, shared: &Shared<'a>) -> Vec<(u32, &'a Grant)> {
        let mut said: Vec<(u32, &'a Grant)> = Vec::new();
        for about in shared.voices.all().into_iter().map(|(_, about)| about) {
            let topic = about.topic.content.number();
            let theirs = about.said.iter().filter(|said| said.by != shared.mine);
            said.extend(theirs.filter_map(|said| Some((topic, said.grant?))));
        }
        said
    }
}
