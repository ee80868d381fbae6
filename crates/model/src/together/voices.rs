//! What both have said about a thing, as far as it counts, and what one of them may say.
//!
//! ```text
//!   Guessing ◄── GivenAnswer: yes          the topic, shared by one; the answer of the other
//!      ▲   ▲
//!      │   └── ClosedCard ◄── Guess ◄── ToldMore      each names the hash of what it answers
//!      └────── ClosedCard
//! ```
//! Whatever does not keep the [rules](super::rules) was not said: out of turn, to other words, to what was never asked, beyond its limits.
//! Each side reads both parts by the same rules, so whoever is dishonest changes nothing.

mod topic;

use super::{
    about::About,
    agreement,
    rules::{RULES, Rule, STEPS, answered_next, follows, next, rule, signature_of},
    talk,
};
use crate::{
    Clock, Content, ContentHash, Grant, GrantId, ItemId, Relationship, Side,
    kinds::{Agreement, GivenAnswer, List, Listed, Part, Signature, Talk, TalkRest},
    together::nth_of,
};

pub use topic::Topic;

/// Both parts, read by one version of the app.
#[derive(Debug, Clone, Copy)]
pub struct Voices<'a> {
    kinds: &'static List,
    relationship: &'a Relationship,
    reader: Side,
    hidden: Option<(Side, Clock)>,
}

/// Something that was said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// By whom.
    pub by: Side,
    /// The name of its grant.
    pub name: GrantId,
    /// That; nothing where a step of a talk was withdrawn.
    pub grant: Option<&'a Grant>,
}

/// How something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The name of its grant, where that is derived.
    pub name: Option<GrantId>,
    /// What is withdrawn for it.
    pub replaces: Vec<GrantId>,
}

/// Why something cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// What it is about is not there, or such a thing is not said about it, or not now.
    #[error("there is nothing to which this can be said")]
    Gone,
    /// What it answers says something else by now.
    #[error("what it answers has changed")]
    Changed,
    /// As much as may be was said already.
    #[error("it has been said already")]
    Full,
}

impl<'a> Voices<'a> {
    /// What is said in a relationship.
    pub fn of(kinds: &'static List, relationship: &'a Relationship) -> Self {
        Self { kinds, relationship, reader: Side::Founder, hidden: None }
    }

    /// The same as one side reads it: should something be shared by both under one name, which no honest app does, each has their own.
    #[must_use]
    pub fn read_by(self, reader: Side) -> Self {
        Self { reader, ..self }
    }

    /// The same without what one side has said after a moment.
    #[must_use]
    pub fn until(self, hidden: Option<(Side, Clock)>) -> Self {
        Self { hidden, ..self }
    }

    /// What is said about a thing; nothing if nobody shares it.
    pub fn about(&self, item: ItemId) -> Option<About<'a>> {
        let is_of = |said: &Said<'_>| said.grant.is_some_and(|grant| grant.item == item);
        self.read(item, &self.granted().filter(is_of).collect::<Vec<_>>(), None)
    }

    /// What is said about each thing about which anything was ever said, or can be, in the order of their names.
    pub fn all(&self) -> Vec<(ItemId, About<'a>)> {
        self.all_of(None)
    }

    /// The same of things of one kind, where one is named.
    pub fn all_of(&self, kind: Option<u32>) -> Vec<(ItemId, About<'a>)> {
        let mut granted: Vec<(ItemId, Said<'a>)> =
            self.granted().filter_map(|said| Some((said.grant?.item, said))).collect();
        // What is said about one thing stays in its order.
        granted.sort_by_key(|(item, _)| *item);
        let is_asked = |grant: &Grant| self.kinds.get(grant.content.number()).is_some_and(|kind| kind.asks);
        let counts = |said: &Said<'a>| {
            said.grant.is_some_and(|grant| {
                if grant.is_reply() { self.is_read(said.by, grant) } else { is_asked(grant) }
            })
        };
        let read = |of_one: &[(ItemId, Said<'a>)]| {
            let item = of_one.first()?.0;
            let granted: Vec<Said<'a>> = of_one.iter().map(|(_, said)| *said).collect();
            if !granted.iter().any(counts) {
                return None;
            }
            self.read(item, &granted, kind).map(|about| (item, about))
        };
        granted.chunk_by(|one, other| one.0 == other.0).filter_map(read).collect()
    }

    /// What of one side's own is said about nothing any more: its topic is gone, or both no longer want what it belongs to. Whoever said it
    /// takes it back with the next thing that they do.
    pub fn left_over(&self, side: Side) -> Vec<GrantId> {
        let all = self.all();
        let is_left = |grant: &Grant| {
            let place = all.binary_search_by_key(&grant.item, |(item, _)| *item).ok();
            let Some((_, about)) = place.and_then(|place| all.get(place)) else { return true };
            match rule(grant.content.number()) {
                // Who ended a talk has ended it, also should the words come back to which they once said yes.
                Some(rule) => rule.needs_yes && rule.kind != TalkRest::NUMBER && !about.is_agreed(),
                None => grant.content.number() == Signature::NUMBER && about.is_over,
            }
        };
        let own = self.relationship.part(side).everything();
        let mut left: Vec<GrantId> = own
            .filter(|(_, grant)| grant.is_reply() && self.is_reply(&grant.content) && is_left(grant))
            .map(|(name, _)| name)
            .collect();
        left.dedup();
        left
    }

    /// Whether one side may say something about a thing now, in answer to `read`, and how.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn may_say(
        &self,
        by: Side,
        item: ItemId,
        read: ContentHash,
        content: &Content,
    ) -> Result<Saying, Refused> {
        let about = self.about(item).ok_or(Refused::Gone)?;
        if STEPS.contains(&content.number()) {
            return self.may_take_turn(&about, by, item, read, content);
        }
        if content.number() == Signature::NUMBER {
            return may_sign(&about, by, item, read, content);
        }
        let rule = rule(content.number()).ok_or(Refused::Gone)?;
        let topic = (about.topic.content.number(), about.topic.by);
        if !rule.is_about(self.kinds, topic, by) || rule.needs_yes && !about.is_agreed() {
            return Err(Refused::Gone);
        }
        // Who has signed an agreement ends it, and does not answer it.
        if rule.kind == GivenAnswer::NUMBER && about.own(by, Signature::NUMBER).next().is_some() {
            return Err(Refused::Full);
        }
        if !about.answers(rule, by, read) {
            return Err(Refused::Changed);
        }
        let is_same = |said: &Said<'_>| said.grant.is_some_and(|grant| grant.answers == Some(read));
        let mine: Vec<Said<'a>> = if rule.kind == GivenAnswer::NUMBER {
            self.answers_of(by, item).collect()
        } else {
            about.own(by, rule.kind).filter(|said| rule.any_version || is_same(said)).collect()
        };
        let is_answered = |said: &Said<'_>| {
            let hash = said.grant.map(|grant| grant.content.hash());
            about.said.iter().any(|other| other.grant.is_some_and(|grant| grant.answers == hash))
        };
        match rule.count_max {
            // Words that were answered are not changed afterwards.
            1 if mine.iter().any(is_answered) => Err(Refused::Full),
            1 => Ok(Saying { name: None, replaces: mine.iter().map(|said| said.name).collect() }),
            max if mine.len() >= max && !rule.newest => Err(Refused::Full),
            _ => Ok(Saying { name: None, replaces: Vec::new() }),
        }
    }

    /// What can be said next in a talk, and to which words; nothing while it is not this side's turn.
    pub fn next_step(&self, about: &About<'a>, by: Side) -> Option<(ContentHash, &'static [u32])> {
        if about.turn != Some(by) || about.rest().is_some() {
            return None;
        }
        let steps = about.steps();
        Some((answered_next(about.topic.content.hash(), &steps), next(self.kinds, &steps)))
    }

    /// What one side wrote as steps of a talk and what does not count: it comes back to them as drafts.
    pub fn set_aside(&self, about: &About<'a>, by: Side, item: ItemId) -> Vec<&'a Grant> {
        if about.topic.content.number() != Talk::NUMBER {
            return Vec::new();
        }
        let fits = |before: &[Option<&Grant>], step: &Grant| follows(self.kinds, before, step);
        talk::set_aside_where(self.relationship, about.topic.by, item, by, &fits)
    }

    fn may_take_turn(
        &self,
        about: &About<'a>,
        by: Side,
        item: ItemId,
        read: ContentHash,
        content: &Content,
    ) -> Result<Saying, Refused> {
        let (answered, kinds) = self.next_step(about, by).ok_or(Refused::Gone)?;
        if read != answered {
            return Err(Refused::Changed);
        }
        if !kinds.contains(&content.number()) {
            return Err(Refused::Gone);
        }
        let n = u32::try_from(about.steps().len()).map_err(|_| Refused::Gone)?;
        Ok(Saying { name: Some(nth_of(item, n)), replaces: Vec::new() })
    }

    fn is_reply(&self, content: &Content) -> bool {
        self.kinds.part(content) == Some(Part::Reply)
    }

    /// Whether something is among what is left out.
    pub fn hides(&self, by: Side, grant: &Grant) -> bool {
        self.hidden.is_some_and(|(side, after)| side == by && grant.stamp.clock > after)
    }

    fn is_shown(&self, by: Side, grant: &Grant) -> bool {
        !self.hides(by, grant) && self.kinds.check_fields(&grant.content).is_ok()
    }

    /// Everything that both have granted, the first under its name.
    fn granted(&self) -> impl Iterator<Item = Said<'a>> {
        self.granted_by(Side::Founder).chain(self.granted_by(Side::Invited))
    }

    /// Whether it is a reply that can be read.
    fn is_read(&self, by: Side, grant: &Grant) -> bool {
        grant.is_reply() && self.is_reply(&grant.content) && self.is_shown(by, grant)
    }

    /// Every answer of one side to a thing, whatever that said when they answered.
    fn answers_of(&self, by: Side, item: ItemId) -> impl Iterator<Item = Said<'a>> {
        let is_it = move |grant: &Grant| {
            grant.item == item && grant.is_reply() && grant.content.number() == GivenAnswer::NUMBER
        };
        self.granted_by(by).filter(move |said| said.grant.is_some_and(is_it))
    }

    /// Everything that one side has granted, the first under its name.
    fn granted_by(&self, by: Side) -> impl Iterator<Item = Said<'a>> {
        let grants = self.relationship.part(by).grants();
        grants.map(move |(name, grant)| Said { by, name, grant: Some(grant) })
    }

    /// What is said about one thing, of all that was granted of it; nothing if it is not of the kind that is looked for.
    fn read(&self, item: ItemId, granted: &[Said<'a>], kind: Option<u32>) -> Option<About<'a>> {
        let (topic, grant) = self.topic(item, granted)?;
        if kind.is_some_and(|kind| kind != topic.content.number()) {
            return None;
        }
        let is_read = |said: &Said<'a>| said.grant.is_some_and(|grant| self.is_read(said.by, grant));
        let replies: Vec<Said<'a>> = granted.iter().copied().filter(is_read).collect();
        let mut about = About { topic, said: Vec::new(), turn: None, is_over: false };
        for rule in &RULES {
            if rule.needs_yes && !about.is_agreed() {
                continue;
            }
            for by in [about.topic.by, about.topic.by.other()] {
                let counted = self.counted(&about, rule, by, &replies);
                about.said.extend(counted);
            }
        }
        match about.topic.content.number() {
            Agreement::NUMBER => self.read_signatures(&mut about, item),
            Talk::NUMBER if about.is_agreed() => self.read_turns(&mut about, grant, item),
            _ => {}
        }
        // Resting and ending is behind the words after which it was said: who goes on takes it back first.
        let is_rest =
            |said: &Said<'_>| said.grant.is_some_and(|grant| grant.content.number() == TalkRest::NUMBER);
        about.said.sort_by_key(is_rest);
        Some(about)
    }

    fn counted(&self, about: &About<'a>, rule: &Rule, by: Side, replies: &[Said<'a>]) -> Vec<Said<'a>> {
        if !rule.is_about(self.kinds, (about.topic.content.number(), about.topic.by), by) {
            return Vec::new();
        }
        let is_of = |grant: &Grant| grant.content.number() == rule.kind;
        let mut of_kind: Vec<(&'a Grant, Said<'a>)> = replies
            .iter()
            .filter_map(|said| Some((said.grant.filter(|grant| said.by == by && is_of(grant))?, *said)))
            .collect();
        of_kind.sort_by_key(|(grant, said)| (grant.stamp, said.name));
        if rule.newest {
            of_kind.reverse();
        }
        let mut counts: Vec<(Option<ContentHash>, usize)> = Vec::new();
        let mut counted = Vec::new();
        for (grant, said) in of_kind {
            let answers = grant.answers;
            if !answers.is_some_and(|answers| about.answers(rule, by, answers)) && !rule.any_version {
                continue;
            }
            let answers = answers.filter(|_| !rule.any_version);
            let place = counts.iter().position(|(of, _)| *of == answers).unwrap_or_else(|| {
                counts.push((answers, 0));
                counts.len() - 1
            });
            let count = counts.get_mut(place).map(|(_, count)| count);
            if let Some(count) = count.filter(|count| **count < rule.count_max) {
                *count += 1;
                counted.push(said);
            }
        }
        if rule.newest {
            counted.reverse();
        }
        counted
    }

    fn read_signatures(&self, about: &mut About<'a>, item: ItemId) {
        about.is_over = agreement::is_over(self.relationship, item);
        let (words, hash) = (signature_of(&about.topic.content), about.topic.content.hash());
        for by in [Side::Founder, Side::Invited] {
            let is_it = |grant: &&'a Grant| {
                grant.answers == Some(hash)
                    && Some(&grant.content) == words.as_ref()
                    && self.is_shown(by, grant)
            };
            let signed = agreement::signatures(self.relationship, by, item).find(is_it);
            let said = |grant| Said { by, name: nth_of(item, 0), grant: Some(grant) };
            about.said.extend(signed.map(said));
        }
    }

    fn read_turns(&self, about: &mut About<'a>, topic: Option<&'a Grant>, item: ItemId) {
        let opener = about.topic.by;
        let fits = |before: &[Option<&Grant>], step: &Grant| follows(self.kinds, before, step);
        let read = topic.and_then(|topic| talk::read_of(self.relationship, (opener, topic), item, &fits));
        let Some(read) = read else { return };
        about.turn = Some(read.turn);
        for (n, grant) in (0_u32..).zip(read.steps) {
            let by = talk::side_of(opener, n);
            if grant.is_some_and(|grant| !self.is_shown(by, grant)) {
                about.turn = Some(by);
                break;
            }
            about.said.push(Said { by, name: nth_of(item, n), grant });
        }
    }
}

fn may_sign(
    about: &About<'_>,
    by: Side,
    item: ItemId,
    read: ContentHash,
    content: &Content,
) -> Result<Saying, Refused> {
    let words = signature_of(&about.topic.content).ok_or(Refused::Gone)?;
    if about.is_over {
        return Err(Refused::Gone);
    }
    if read != about.topic.content.hash() || *content != words {
        return Err(Refused::Changed);
    }
    if about.own(by, Signature::NUMBER).next().is_some() {
        return Err(Refused::Full);
    }
    let replaces = about.own(by, GivenAnswer::NUMBER).map(|said| said.name).collect();
    Ok(Saying { name: Some(nth_of(item, 0)), replaces })
}
