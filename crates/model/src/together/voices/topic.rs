//! What something is said about: what one of the two shares under a name, or what both have signed.

use super::{Said, Voices};
use crate::{
    Content, Day, Grant, ItemId, Side,
    kinds::{Agreement, Listed, Part, Signature},
    together::agreement,
};

/// What something is said about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Who shares it. An agreement in force whose proposal was taken back belongs to both; then the founder stands here.
    pub by: Side,
    /// Exactly what is shared.
    pub content: Content,
    /// When, to the day.
    pub on: Day,
}

impl<'a> Voices<'a> {
    /// What is said something about, among all that was granted of one thing.
    pub(super) fn topic(&self, item: ItemId, granted: &[Said<'a>]) -> Option<(Topic, Option<&'a Grant>)> {
        let shared = |by: Side| {
            let own = granted.iter().filter(|said| said.by == by);
            let shares =
                own.filter_map(|said| Some((said.grant.filter(|grant| !grant.is_reply())?, said.name)));
            let (grant, _) = shares.max_by_key(|(grant, name)| (grant.stamp, *name))?;
            let is_topic =
                self.kinds.part(&grant.content) == Some(Part::Shareable) && self.is_shown(by, grant);
            is_topic.then(|| (Topic { by, content: grant.content.clone(), on: grant.on }, Some(grant)))
        };
        let mut shared = [self.reader, self.reader.other()].into_iter().filter_map(shared);
        let is_signed =
            |said: &Said<'_>| said.grant.is_some_and(|grant| grant.content.number() == Signature::NUMBER);
        // What is in force stays so, whatever becomes of the proposal, and whatever is shared in its place.
        let Some(agreed) = granted.iter().any(is_signed).then(|| self.agreed(item)).flatten() else {
            return shared.next();
        };
        Some(shared.find(|(topic, _)| topic.content == agreed.content).unwrap_or((agreed, None)))
    }

    /// What both have signed about a thing, as long as both hold to it.
    fn agreed(&self, item: ItemId) -> Option<Topic> {
        let agreed = agreement::in_force(self.relationship, item)?;
        let content = Content::of_bytes(Agreement::NUMBER, agreed.words.bytes()).ok()?;
        let is_agreement = self.kinds.check_fields(&content).is_ok() && content.hash() == agreed.answers;
        is_agreement.then_some(Topic { by: Side::Founder, content, on: agreed.since })
    }
}
