//! What people do again and again: adding somebody, linking, writing a card, taking another device into use.

use client::{Command, Outcome, view::LinkView};
use model::{ItemId, Kind, RelationshipId, Taste, VersionId};
use sync::RelayFrame;

use crate::people::{PASSPHRASE, RELAY, World};

/// Adds somebody.
///
/// # Panics
/// If the app refuses.
pub fn add(world: &mut World, person: usize, name: &str) -> RelationshipId {
    match world.act(person, Command::AddRelationship { name: name.into(), kind: Kind::Friend }) {
        Ok(Outcome::Relationship(relationship)) => relationship,
        other => panic!("a relationship was to be added, not {other:?}"),
    }
}

/// Writes a card.
///
/// # Panics
/// If the app refuses.
pub fn write_card(world: &mut World, person: usize, text: &str) -> (ItemId, VersionId) {
    let command =
        Command::WriteCard { card: None, taste: Taste::Like, text: text.into(), note: String::new() };
    match world.act(person, command) {
        Ok(Outcome::Written { item, version }) => (item, version),
        other => panic!("a card was to be written, not {other:?}"),
    }
}

/// Writes a card and shares it.
///
/// # Panics
/// If the app refuses.
pub fn share_card(world: &mut World, person: usize, relationship: RelationshipId, text: &str) -> ItemId {
    let (item, version) = write_card(world, person, text);
    let shared = world.act(person, Command::Share { relationship, item, version });
    assert_eq!(shared, Ok(Outcome::Done), "“{text}” was to be shared");
    item
}

/// Links two people; the first invites.
///
/// # Panics
/// If the link is not made.
pub fn link(world: &mut World, one: usize, other: usize) -> (RelationshipId, RelationshipId) {
    let (ones, others) = (add(world, one, "The other"), add(world, other, "The one"));
    let invite = match world.act(one, Command::Invite { relationship: ones }) {
        Ok(Outcome::Invite(invite)) => invite,
        refused => panic!("an invite was to be made, not {refused:?}"),
    };
    assert_eq!(world.act(other, Command::Join { invite, relationship: others }), Ok(Outcome::Done));
    for (person, relationship) in [(one, ones), (other, others)] {
        let same = Command::CompareSafetyWords { relationship, same: true };
        assert_eq!(world.act(person, same), Ok(Outcome::Done));
    }
    world.pass(5_000);
    for person in [one, other] {
        assert!(
            matches!(world.first(person).link, LinkView::Linked { .. }),
            "{:?}",
            world.first(person).link
        );
    }
    (ones, others)
}

/// Takes a device into use by recovery words.
///
/// # Panics
/// If the vault does not open.
pub fn recover(world: &mut World, device: usize, words: &[String]) {
    let command =
        Command::Recover { words: words.join(" "), passphrase: PASSPHRASE.into(), relay: RELAY.into() };
    assert_eq!(world.act(device, command), Ok(Outcome::Done));
    world.pass(5_000);
}

/// Everything that the relay has sent to a device since `from`, in words, without what any connection costs.
///
/// # Panics
/// If the relay sent what is no frame.
pub fn heard(world: &World, device: usize, from: usize) -> Vec<RelayFrame> {
    let received = world.people.get(device).map(|person| person.received.as_slice()).unwrap_or_default();
    let frames = received.iter().skip(from);
    frames.map(|bytes| RelayFrame::from_bytes(bytes).expect("a relay sends frames")).collect()
}
