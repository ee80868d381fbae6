//! What stands between two people, as one of them sees it.

use core::cmp::Reverse;

use model::{
    Content, Relationship, Side,
    fields::{Line, Name},
    kinds::{GivenAnswer, Listed, Part, SharedDays, Signature},
    relationship::Grant,
    together::Voices,
};
use sync::SpaceId;

use super::Looking;
use crate::look::{Reply, Shown, TheirItem};

/// One side of a link's state, as seen from this person.
pub(super) struct Shared<'a> {
    pub(super) state: &'a Relationship,
    pub(super) mine: Side,
    pub(super) space: SpaceId,
    /// What both said about things, as far as it is shown.
    pub(super) voices: Voices<'a>,
}

impl Shared<'_> {
    /// Whether something of the other's waits, unopened.
    pub(super) fn hides(&self, grant: &Grant) -> bool {
        self.voices.hides(self.mine.other(), grant)
    }

    /// What the other calls themselves, if that is a name.
    pub(super) fn their_name(&self) -> String {
        let part = self.state.part(self.mine.other());
        let name = part.name.as_ref().and_then(|name| Name::typed(&name.value).ok());
        name.map(Line::into_string).unwrap_or_default()
    }
}

impl Looking<'_> {
    /// What can be seen of something.
    pub(super) fn shown(&self, content: &Content) -> Shown {
        if self.reads(content) { Shown::Record(content.clone()) } else { Shown::Newer }
    }

    /// Whether a thing of a kind asks the person for an answer.
    pub(super) fn asks(&self, kind: u32) -> bool {
        self.spaces.kinds().get(kind).is_some_and(|kind| kind.asks)
    }

    /// Whether this version of the app reads every field of something.
    pub(super) fn reads(&self, content: &Content) -> bool {
        self.spaces.kinds().check_fields(content).is_ok()
    }

    /// What the other shares that can be shown, newest first.
    pub(super) fn theirs<'a>(&self, shared: &Shared<'a>) -> Vec<&'a Grant> {
        let visible = shared.state.visible(shared.mine.other()).into_iter();
        let is_shown = |grant: &&Grant| {
            let is_shareable = self.spaces.kinds().part(&grant.content) == Some(Part::Shareable);
            is_shareable && !shared.hides(grant) && self.reads(&grant.content)
        };
        visible.map(|(_, grant)| grant).filter(is_shown).collect()
    }

    /// One of these, with what this person replied to it.
    pub(super) fn their_item(&self, replies: &Replies<'_>, grant: &Grant) -> TheirItem {
        TheirItem {
            item: grant.item,
            // What is for figures alone is in no list of what they share.
            content: (grant.content.number() != SharedDays::NUMBER).then(|| grant.content.clone()),
            shared_on: grant.on,
            reply: replies.newest(grant),
        }
    }

    /// What one side answered or signed that can be shown.
    pub(super) fn replies<'a>(&self, shared: &Shared<'a>, by: Side) -> Replies<'a> {
        let is_shown = |grant: &&Grant| {
            let is_answer = [GivenAnswer::NUMBER, Signature::NUMBER].contains(&grant.content.number());
            let is_hidden = shared.voices.hides(by, grant);
            is_answer
                && !is_hidden
                && self.spaces.kinds().part(&grant.content) == Some(Part::Reply)
                && self.reads(&grant.content)
        };
        let replies = shared.state.part(by).grants().filter(|(_, grant)| grant.is_reply() && is_shown(grant));
        let mut replies: Vec<_> = replies.collect();
        replies.sort_unstable_by_key(|(id, grant)| (grant.item, Reverse((grant.stamp, *id))));
        Replies(replies.into_iter().map(|(_, grant)| grant).collect())
    }
}

/// Replies in order of the items that they answer, to each the newest first.
pub(super) struct Replies<'a>(Vec<&'a Grant>);

impl Replies<'_> {
    /// The newest reply to an item as it stands now: one to what it said before says nothing any more.
    pub(super) fn newest(&self, answered: &Grant) -> Option<Reply> {
        let newest = self.newest_grant(answered)?;
        Some(Reply { content: newest.content.clone(), on: newest.on })
    }

    /// The grant of that.
    pub(super) fn newest_grant(&self, answered: &Grant) -> Option<&Grant> {
        let first = self.0.partition_point(|reply| reply.item < answered.item);
        let mut of_item =
            self.0.iter().copied().skip(first).take_while(|reply| reply.item == answered.item).peekable();
        of_item.peek()?;
        let answers = Some(answered.content.hash());
        of_item.find(|reply| reply.answers == answers)
    }
}
