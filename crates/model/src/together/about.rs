//! What is said about one thing, as it was read.

use super::{
    rules::{RULES, Rule, STEPS, To},
    voices::{Said, Topic},
};
use crate::{
    Answer, ContentHash, Day, Grant, Rest, Side,
    kinds::{Agreement, GivenAnswer, List, Listed, Signature, Talk, TalkRest},
};

/// What is said about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About<'a> {
    /// That thing.
    pub topic: Topic,
    /// Everything that counts, in its order.
    pub said: Vec<Said<'a>>,
    /// Whose turn it is, in a talk that both want.
    pub turn: Option<Side>,
    /// Whether what takes two to end has been ended by one.
    pub is_over: bool,
}

/// How it stands with a thing, as one of the two sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Standing {
    /// It is asked, and there is no answer.
    Open,
    /// It was answered.
    Answered(Answer),
    /// An agreement that they have signed, and the other one has not.
    SignedByYou,
    /// The other way round.
    SignedByThem,
    /// An agreement that is in force.
    InForce {
        /// Since which day.
        since: Day,
    },
    /// It is their turn to say something.
    YourTurn,
    /// It is the other one's.
    TheirTurn,
    /// It rests.
    Paused,
    /// It is over.
    Over,
}

impl<'a> About<'a> {
    /// Whether the one who was asked has said yes.
    pub fn is_agreed(&self) -> bool {
        self.answer() == Some(Answer::Yes)
    }

    /// Whether its words are not to be changed any more: the other one said yes to them, and what is said below them hangs on that.
    pub fn is_fixed(&self) -> bool {
        let number = self.topic.content.number();
        self.is_agreed() && RULES.iter().any(|rule| rule.needs_yes && rule.about.contains(&number))
    }

    /// What the one who was asked has answered.
    pub fn answer(&self) -> Option<Answer> {
        self.first_of::<GivenAnswer>(self.topic.by.other()).map(|given| given.answer)
    }

    /// What one side has said of a kind.
    pub fn own(&self, by: Side, kind: u32) -> impl Iterator<Item = Said<'a>> {
        let is_it = move |said: &&Said<'a>| {
            said.by == by && said.grant.is_some_and(|grant| grant.content.number() == kind)
        };
        self.said.iter().filter(is_it).copied()
    }

    /// The first that one side has said of a kind.
    fn first_of<K: Listed>(&self, by: Side) -> Option<K> {
        let grant = self.own(by, K::NUMBER).next()?.grant?;
        grant.content.values(K::SLOTS).and_then(K::of_values).ok()
    }

    /// The steps of a talk, in order. One that was withdrawn has no words.
    pub fn steps(&self) -> Vec<Option<&'a Grant>> {
        let is_step =
            |said: &&Said<'a>| said.grant.is_none_or(|grant| STEPS.contains(&grant.content.number()));
        self.said.iter().filter(is_step).map(|said| said.grant).collect()
    }

    /// Whether a talk rests or is over, if one of the two has said so.
    pub fn rest(&self) -> Option<Rest> {
        let of = |by| self.first_of::<TalkRest>(by).map(|rest| rest.rest);
        [of(Side::Founder), of(Side::Invited)].into_iter().flatten().max()
    }

    /// How it stands, as one side sees it; nothing where nothing is asked.
    pub fn standing(&self, kinds: &'static List, mine: Side) -> Option<Standing> {
        let kind = kinds.get(self.topic.content.number())?;
        if kind.number == Agreement::NUMBER {
            let signed = |by| self.own(by, Signature::NUMBER).next().and_then(|said| said.grant);
            return Some(match (signed(mine), signed(mine.other())) {
                _ if self.is_over => Standing::Over,
                (Some(one), Some(other)) => Standing::InForce { since: one.on.max(other.on) },
                (Some(_), None) => self.answered().unwrap_or(Standing::SignedByYou),
                (None, Some(_)) => self.answered().unwrap_or(Standing::SignedByThem),
                (None, None) => self.answered().unwrap_or(Standing::Open),
            });
        }
        if kind.number == Talk::NUMBER && self.is_agreed() {
            return Some(match (self.rest(), self.turn) {
                (Some(Rest::Pause), _) => Standing::Paused,
                (Some(Rest::End | Rest::Differently), _) => Standing::Over,
                (None, Some(turn)) if turn == mine => Standing::YourTurn,
                (None, _) => Standing::TheirTurn,
            });
        }
        kind.takes_answer.then(|| self.answered().unwrap_or(Standing::Open))
    }

    fn answered(&self) -> Option<Standing> {
        self.answer().map(Standing::Answered)
    }

    /// Whether such a reply of one side answers something that stands here.
    pub(super) fn answers(&self, rule: &Rule, by: Side, read: ContentHash) -> bool {
        match rule.to {
            To::Theirs | To::Either => read == self.topic.content.hash(),
            To::Said(kinds) => self.said.iter().any(|said| {
                let is_it =
                    |grant: &Grant| kinds.contains(&grant.content.number()) && grant.content.hash() == read;
                said.by != by && said.grant.is_some_and(is_it)
            }),
        }
    }
}
