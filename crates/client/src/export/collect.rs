//! From the folded state to an export.

use core::cmp::Reverse;
use std::collections::BTreeSet;

use model::{
    Content, Day, ItemId, RelationshipId, Side, Vault,
    versions::{Version as Written, Versions},
};

use super::{
    Answered, Ask, Card, Export, FORMAT, Grant, Item, Moment, Relationship, Request, Shared, VERSION, Version,
};

/// A link that stands.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// Of which relationship.
    pub relationship: RelationshipId,
    /// What the two share.
    pub state: &'a model::Relationship,
    /// Which of the two the person is.
    pub mine: Side,
    /// Since when it stands.
    pub since: Option<Day>,
}

/// Everything that is in the person's lists, and what is shared over `links`. What others wrote comes along only `with_others`.
pub fn collect(vault: &Vault, links: &[Link<'_>], with_others: bool, today: Day) -> Export {
    let relationships = relationships(vault);
    let present: BTreeSet<RelationshipId> =
        relationships.iter().map(|relationship| relationship.id).collect();
    let others = || links.iter().map(|link| shared(link, link.mine.other())).collect();
    Export {
        format: FORMAT.to_owned(),
        version: VERSION,
        exported_on: today,
        name: vault.name.as_ref().map(|name| name.value.clone()),
        relationships,
        cards: vault.cards.iter().filter_map(|(id, versions)| item(*id, versions, &Card::of)).collect(),
        requests: requests(vault, &present),
        shared: links.iter().map(|link| shared(link, link.mine)).collect(),
        from_others: with_others.then(others),
    }
}

fn relationships(vault: &Vault) -> Vec<Relationship> {
    let present = vault.present_relationships().into_iter();
    let mut relationships: Vec<_> = present
        .filter_map(|(id, name, kind)| {
            let record = vault.relationships.get(&id)?;
            let changed = Moment(record.described.as_ref()?.stamp.clock);
            let added = record.added.map_or(changed, |added| Moment(added.clock));
            Some(Relationship { id, name: name.to_owned(), kind, added, changed })
        })
        .collect();
    // Two devices may have added one each at the same moment; which one wrote does not come along.
    relationships.sort_by_key(|relationship| (relationship.added, relationship.id));
    relationships
}

/// Removed things have no version that stands.
fn item<T: Ord, U>(id: ItemId, versions: &Versions<T>, of: &impl Fn(&T) -> U) -> Option<Item<U>> {
    let mut standing: Vec<_> = versions.iter().collect();
    standing.sort_by_key(|(id, version)| Reverse((version.stamp.clock, *id)));
    let written = |(id, version): (_, &Written<T>)| Version {
        id,
        written: Moment(version.stamp.clock),
        content: of(&version.value),
    };
    let standing: Vec<_> = standing.into_iter().map(written).collect();
    let earlier = versions.replaced().iter().copied().collect();
    (!standing.is_empty()).then_some(Item { id, versions: standing, earlier })
}

fn requests(vault: &Vault, present: &BTreeSet<RelationshipId>) -> Vec<Request> {
    let asks = vault.asks.iter();
    asks.filter_map(|(id, ask)| {
        let relationship = ask.relationship.as_ref()?.value;
        let request = item(*id, &ask.versions, &Ask::of)?;
        present.contains(&relationship).then_some(Request { relationship, request })
    })
    .collect()
}

/// What one side of a link shares: exactly what the other one sees.
fn shared(link: &Link<'_>, side: Side) -> Shared {
    let part = link.state.part(side);
    let (mut cards, mut requests) = (Vec::new(), Vec::new());
    for (_, share) in link.state.visible(side) {
        match &share.content {
            Content::Card(card) => cards.push(grant(share, Card::of(card))),
            Content::Ask(ask) => requests.push(grant(share, Ask::of(ask))),
        }
    }
    let mut answers: Vec<_> = part.answers.iter().collect();
    answers.sort_by_key(|(id, answer)| Reverse((answer.stamp, **id)));
    let answered = |(_, answer): (_, &model::relationship::AnswerRecord)| Answered {
        request: answer.ask,
        on: answer.on,
        answer: answer.answer,
        words: answer.words.clone(),
    };
    Shared {
        relationship: link.relationship,
        linked_since: link.since,
        name: part.name.as_ref().map(|name| name.value.clone()),
        cards,
        requests,
        answers: answers.into_iter().map(answered).collect(),
    }
}

fn grant<T>(share: &model::relationship::Share, content: T) -> Grant<T> {
    Grant { id: share.item, since: share.on, content }
}

impl Card {
    fn of(card: &model::operation::Card) -> Self {
        Self { taste: card.taste, text: card.text.clone(), note: card.note.clone() }
    }
}

impl Ask {
    fn of(ask: &model::operation::Ask) -> Self {
        Self { need: ask.need, text: ask.text.clone() }
    }
}
