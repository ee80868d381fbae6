//! What can be said about a thing.

use interface::look::{Said, Together, Topic};
use interface::model::ContentHash;
use interface::model::kinds::{
    Encouragement, GoodNews, Guess, Guessing, Listed, SharedGoal, Talk, ToldMore, Wondering,
};

use super::{is_of, topic_kind};

/// Something that can be said: a kind of reply, and what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) kind: u32,
    pub(super) answers: ContentHash,
    /// Whether it is one of several ways on, and not the first.
    pub(super) is_folded: bool,
}

impl Offer {
    /// Whether both are the same reply to the same, wherever it stands.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        (self.kind, self.answers) == (other.kind, other.answers)
    }
}

/// What the person can say now. To equal words it is said once.
pub(super) fn offers(together: &Together) -> Vec<Offer> {
    let mut once: Vec<Offer> = Vec::new();
    for offer in all(together) {
        if once.iter().all(|known| !known.is_as(&offer)) {
            once.push(offer);
        }
    }
    once
}

fn all(together: &Together) -> Vec<Offer> {
    let offer = |kind, answers| Offer { kind, answers, is_folded: false };
    let Some(topic) = together.shared_as else { return Vec::new() };
    let is_own = matches!(together.topic, Topic::Own(_));
    let said = &together.said;
    let is_told = |hash: ContentHash| {
        said.iter().any(|said| said.is_own && said.answers == hash && is_of(said, ToldMore::NUMBER))
    };
    let told_more = |of: u32| {
        let is_open = |said: &&Said| !said.is_own && is_of(said, of) && !is_told(said.hash);
        said.iter().filter(is_open).map(|said| offer(ToldMore::NUMBER, said.hash)).collect::<Vec<_>>()
    };
    match topic_kind(together) {
        Some(Guessing::NUMBER) => {
            let closed = said.iter().filter(|said| said.is_closed);
            let guesses = closed.map(|said| offer(Guess::NUMBER, said.hash));
            guesses.chain(told_more(Guess::NUMBER)).collect()
        }
        Some(GoodNews::NUMBER) if is_own => told_more(Wondering::NUMBER),
        Some(GoodNews::NUMBER) if said.iter().any(|said| said.is_own) => Vec::new(),
        Some(GoodNews::NUMBER) => vec![offer(Wondering::NUMBER, topic)],
        Some(SharedGoal::NUMBER) if !is_own => vec![offer(Encouragement::NUMBER, topic)],
        Some(Talk::NUMBER) => {
            let Some(step) = &together.next else { return Vec::new() };
            let of = |(place, kind): (usize, &u32)| {
                let is_folded = place > 0;
                Offer { is_folded, ..offer(*kind, step.answers) }
            };
            step.kinds.iter().enumerate().map(of).collect()
        }
        _ => Vec::new(),
    }
}
