//! What may be said about what, of each kind of reply.

use crate::{
    Content, ContentHash, Grant, Side, Understanding,
    kinds::{
        Agreement, ClosedCard, Encouragement, GivenAnswer, GoodNews, Guess, Guessing, Heard, List, Listed,
        Mirrored, SharedGoal, Signature, Spoken, Talk, TalkRest, ToldMore, Wondering,
    },
};

/// So many cards each of two puts forward in a guessing exchange at most.
pub const CARDS_MAX: usize = 3;

/// So much encouragement for one goal is shown at most, the newest.
pub const ENCOURAGEMENTS_MAX: usize = 50;

/// What a reply is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// What the other one shares.
    Theirs,
    /// What either of the two shares.
    Either,
    /// Something of this kind that was said by the other one about the same thing.
    Said(&'static [u32]),
}

/// How a kind of reply is used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// The kind of reply.
    pub(super) kind: u32,
    /// The kinds of things that it is said about; none for all that take an answer.
    pub(super) about: &'static [u32],
    /// What it answers.
    pub(super) to: To,
    /// Whether it is said only once the other one has said yes.
    pub(super) needs_yes: bool,
    /// Whether it answers the thing whatever that says by now.
    pub(super) any_version: bool,
    /// How many of one person's count, to the same words.
    pub(super) count_max: usize,
    /// Whether the newest count, not the first.
    pub(super) newest: bool,
}

/// What is said in the turns of a talk.
pub(super) const STEPS: [u32; 3] = [Spoken::NUMBER, Mirrored::NUMBER, Heard::NUMBER];

const PLAIN: Rule = Rule {
    kind: 0,
    about: &[],
    to: To::Theirs,
    needs_yes: false,
    any_version: false,
    count_max: 1,
    newest: true,
};

/// Every kind of reply but the steps of a talk and signatures, which have names of their own. What answers something said stands behind
/// that.
pub(super) const RULES: [Rule; 7] = [
    Rule { kind: GivenAnswer::NUMBER, ..PLAIN },
    Rule {
        kind: ClosedCard::NUMBER,
        about: &[Guessing::NUMBER],
        to: To::Either,
        needs_yes: true,
        count_max: CARDS_MAX,
        newest: false,
        ..PLAIN
    },
    Rule {
        kind: Guess::NUMBER,
        about: &[Guessing::NUMBER],
        to: To::Said(&[ClosedCard::NUMBER]),
        needs_yes: true,
        newest: false,
        ..PLAIN
    },
    Rule {
        kind: Encouragement::NUMBER,
        about: &[SharedGoal::NUMBER],
        any_version: true,
        count_max: ENCOURAGEMENTS_MAX,
        ..PLAIN
    },
    Rule { kind: Wondering::NUMBER, about: &[GoodNews::NUMBER], any_version: true, newest: false, ..PLAIN },
    Rule {
        kind: ToldMore::NUMBER,
        about: &[Guessing::NUMBER, GoodNews::NUMBER],
        to: To::Said(&[Guess::NUMBER, Wondering::NUMBER]),
        newest: false,
        ..PLAIN
    },
    Rule { kind: TalkRest::NUMBER, about: &[Talk::NUMBER], to: To::Either, needs_yes: true, ..PLAIN },
];

/// The rule of a kind of reply.
pub(super) fn rule(kind: u32) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.kind == kind)
}

impl Rule {
    /// Whether such a reply is said about a thing of a kind, by this side.
    pub(super) fn is_about(&self, kinds: &'static List, topic: (u32, Side), by: Side) -> bool {
        let (kind, author) = topic;
        let is_kind = if self.about.is_empty() {
            kinds.get(kind).is_some_and(|kind| kind.takes_answer)
        } else {
            self.about.contains(&kind)
        };
        is_kind && (self.to != To::Theirs || by != author)
    }
}

/// Whether a step fits behind what was said before in a talk: three sentences, said back, understood or not quite, and then the other one.
pub(super) fn follows(kinds: &'static List, before: &[Option<&Grant>], step: &Grant) -> bool {
    kinds.check_fields(&step.content).is_ok() && next(kinds, before).contains(&step.content.number())
}

/// What can be said next in a talk.
pub(super) fn next(kinds: &'static List, before: &[Option<&Grant>]) -> &'static [u32] {
    const SPEAK: &[u32] = &[Spoken::NUMBER];
    const SAY_BACK: &[u32] = &[Mirrored::NUMBER];
    // Whoever does not find themselves in what was said back may also say it in another way.
    const SAY_WHETHER: &[u32] = &[Heard::NUMBER, Spoken::NUMBER];
    let Some(last) = before.last() else { return SPEAK };
    let Some(last) = last else { return &STEPS };
    match last.content.number() {
        Spoken::NUMBER => SAY_BACK,
        Mirrored::NUMBER => SAY_WHETHER,
        _ => match kinds.read::<Heard>(&last.content) {
            Some(Ok(Heard { understanding: Understanding::Understood, .. })) => SPEAK,
            _ => SAY_BACK,
        },
    }
}

/// The signature under an agreement that is proposed; nothing if it is none. It repeats the words to the letter.
pub fn signature_of(agreement: &Content) -> Option<Content> {
    let is_agreement = agreement.number() == Agreement::NUMBER;
    is_agreement.then(|| Content::of_bytes(Signature::NUMBER, agreement.bytes()).ok()).flatten()
}

/// What a step of a talk answers that comes behind these.
pub(super) fn answered_next(topic: ContentHash, steps: &[Option<&Grant>]) -> ContentHash {
    match steps.last() {
        None => topic,
        Some(None) => ContentHash::WITHDRAWN,
        Some(Some(last)) => last.content.hash(),
    }
}
