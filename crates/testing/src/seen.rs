//! What a person sees of records, as their kinds' types: tests ask the app for the page that would show them.

use client::{
    Command, Look,
    command::{Items, Noticed},
    look::{OwnItem, OwnList, Page, Reply, SHOWN_STEP, SharedItem, TheirItem},
    view::{Frame, RelationshipView},
};
use model::{
    Answer, Content, Field, ItemId, Need, RelationshipId, Taste, Value,
    kinds::{Ask, Card, GivenAnswer, LIST, Listed},
};

use crate::people::World;

/// One of the person's own things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own<K> {
    /// The record.
    pub record: K,
    /// Its main text.
    pub text: String,
    /// All that the screen is told.
    pub item: OwnItem,
}

/// Something that the other shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs<K> {
    /// The record.
    pub record: K,
    /// Its main text.
    pub text: String,
    /// All that the screen is told.
    pub item: TheirItem,
}

impl World {
    /// Somebody goes to a page, and their screen draws it.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn goes_to(&mut self, person: usize, look: Look) {
        self.act(person, Command::Look(look)).expect("every page is there");
        self.draws(person);
    }

    /// Somebody's screen draws what it was sent last.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn draws(&mut self, person: usize) {
        let number = self.people.get(person).expect("somebody").page;
        self.act(person, Noticed::Drawn { number }).expect("it was sent");
    }

    /// What a page would show of the open vault.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn page(&self, person: usize, look: &Look) -> Page {
        self.asks(person, look).unwrap_or_else(|| panic!("the vault of person {person} is not open"))
    }

    /// The person's own things of a kind, and how many there are beside them.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn own_up_to<K: Listed>(&self, person: usize, up_to: u32) -> (Vec<Own<K>>, u32) {
        match self.page(person, &Look::Own { kinds: vec![K::NUMBER], up_to, only: None }) {
            Page::Own(mut lists) => {
                let OwnList { items, more, .. } = lists.pop().expect("a list for each kind");
                (items.into_iter().map(own).collect(), more)
            }
            other => panic!("a list was asked for, not {other:?}"),
        }
    }

    /// The person's own things of a kind, as many as a page shows at first.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn own<K: Listed>(&self, person: usize) -> Vec<Own<K>> {
        self.own_up_to(person, SHOWN_STEP).0
    }

    /// What the other shares of a kind in a person's first relationship.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn theirs<K: Listed>(&self, person: usize) -> Vec<Theirs<K>> {
        let relationship = self.first(person).id;
        match self.page(person, &Look::Between { relationship, kinds: vec![K::NUMBER], up_to: SHOWN_STEP }) {
            Page::Between(lists) => {
                lists.into_iter().flat_map(|between| between.theirs).map(theirs).collect()
            }
            other => panic!("a page between two was asked for, not {other:?}"),
        }
    }

    /// All that a person can see of an open vault: what stands around every page, and each page.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn everything(&self, person: usize) -> (Frame, Vec<Page>) {
        let frame = self.open(person).clone();
        let kinds: Vec<u32> = LIST.all().iter().map(|kind| kind.number).collect();
        let mut looks = vec![
            Look::Today,
            Look::Shared,
            Look::Late { up_to: u32::MAX },
            Look::Own { kinds: kinds.clone(), up_to: u32::MAX, only: None },
        ];
        for RelationshipView { id: relationship, .. } in frame.relationships.iter().cloned() {
            looks.extend([
                Look::With { relationship: Some(relationship) },
                Look::Picture { relationship: Some(relationship), beside: kinds.clone(), up_to: u32::MAX },
                Look::TheySee { relationship, up_to: u32::MAX },
            ]);
            let between = Look::Between { relationship, kinds: kinds.clone(), up_to: u32::MAX };
            if let Page::Between(lists) = self.page(person, &between) {
                let own = lists.iter().flat_map(|list| list.own.items.iter().map(|own| own.item));
                let theirs = lists.iter().flat_map(|list| list.theirs.iter().map(|their| their.item));
                let items = own.chain(theirs);
                looks.extend(items.map(|item| Look::Together { relationship, item, beside: None }));
            }
            looks.push(between);
        }
        (frame, looks.iter().map(|look| self.page(person, look)).collect())
    }

    /// Exactly what the other sees in a person's first relationship.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn they_see(&self, person: usize) -> Vec<SharedItem> {
        let relationship = self.first(person).id;
        match self.page(person, &Look::TheySee { relationship, up_to: SHOWN_STEP }) {
            Page::TheySee(seen) => seen.items,
            other => panic!("what they see was asked for, not {other:?}"),
        }
    }
}

impl<K> Own<K> {
    /// The first answer to it.
    pub fn answer(&self) -> Option<GivenAnswer> {
        self.item.replies.first().map(|from| answer_of(&from.reply))
    }
}

/// What a reply answers.
///
/// # Panics
/// If it is no answer to a request for support.
pub fn answer_of(reply: &Reply) -> GivenAnswer {
    LIST.read(&reply.content).expect("an answer").expect("a readable one")
}

fn own<K: Listed>(item: OwnItem) -> Own<K> {
    Own { record: record(&item.content), text: text(&item.content), item }
}

fn theirs<K: Listed>(item: TheirItem) -> Theirs<K> {
    let content = item.content.as_ref().expect("what the app finds is there");
    Theirs { record: record(content), text: text(content), item }
}

fn record<K: Listed>(content: &Content) -> K {
    LIST.read(content).expect("of the kind that was asked for").expect("readable")
}

fn text(content: &Content) -> String {
    let fields = LIST.fields(content).expect("readable");
    let text = fields.into_iter().find_map(|(slot, value)| match value {
        Value::Text(text) if slot.name == "text" => Some(text.into_owned()),
        _ => None,
    });
    text.unwrap_or_default()
}

/// What a card says; nothing is checked here.
pub fn card(taste: Taste, text: &str, note: &str) -> Content {
    Content::of_values(Card::NUMBER, &[taste.value(), Value::Text(text.into()), optional(note)])
}

/// What a request for support says; nothing is checked here.
pub fn ask(need: Need, text: &str) -> Content {
    Content::of_values(Ask::NUMBER, &[need.value(), Value::Text(text.into())])
}

/// Writes a card, or a new version of one.
pub fn writes_card(item: Option<ItemId>, taste: Taste, text: &str, note: &str) -> Command {
    Command::Items(Items::Write { item, of: None, about: None, content: card(taste, text, note) })
}

/// Writes a request for support, or a new version of one.
pub fn writes_ask(item: Option<ItemId>, relationship: RelationshipId, need: Need, text: &str) -> Command {
    Command::Items(Items::Write { item, of: None, about: Some(relationship), content: ask(need, text) })
}

/// Answers a request for support that reads like this.
///
/// # Panics
/// If it was withdrawn.
pub fn answers(relationship: RelationshipId, to: &TheirItem, answer: Answer, words: &str) -> Command {
    let read = to.content.as_ref().expect("a request that is there").hash();
    let content = Content::of_values(GivenAnswer::NUMBER, &[answer.value(), optional(words)]);
    Command::Items(Items::Reply { relationship, to: to.item, read, content })
}

fn optional(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Absent } else { Value::Text(text.into()) }
}
