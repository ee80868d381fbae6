//! What people do again and again: adding somebody, linking, writing a card, taking another device into use.

use crate::seen::writes_card;
use client::command::Items;
use client::{
    Command, Outcome, Problem, View,
    command::{Devices, Door, ExportAs, Here, Links, Pair, TakeAlong},
    export::{self, Export, Moment},
    view::{LinkView, devices::DeviceView, pairing::OfferView},
};
use model::kinds::Card;
use model::{Clock, Content, DeviceId, ItemId, RelationshipId, Taste, Tie, VersionId, kinds::LIST};
use sync::{ClientFrame, RelayFrame};

use crate::people::{PASSPHRASE, RELAY, World};

/// Adds somebody.
///
/// # Panics
/// If the app refuses.
pub fn add(world: &mut World, person: usize, name: &str) -> RelationshipId {
    match world.act(person, Links::AddRelationship { name: name.into(), tie: Tie::Friend }) {
        Ok(Outcome::Relationship(relationship)) => relationship,
        other => panic!("a relationship was to be added, not {other:?}"),
    }
}

/// Writes a card.
///
/// # Panics
/// If the app refuses.
pub fn write_card(world: &mut World, person: usize, text: &str) -> (ItemId, VersionId) {
    let command = writes_card(None, Taste::Like, text, "");
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
    let shared = world.act(person, Command::Items(Items::Share { relationship, item, version }));
    assert_eq!(shared, Ok(Outcome::Done), "“{text}” was to be shared");
    item
}

/// Brings records of any kind in by a file, as the version of the app that runs on the device would write it: about a relationship,
/// or about none.
///
/// # Panics
/// If the app refuses.
pub fn bring_in(
    world: &mut World,
    person: usize,
    about: Option<RelationshipId>,
    records: &[Content],
) -> Vec<(ItemId, VersionId)> {
    let kinds = world.people.get(person).map_or(&LIST, |person| person.kinds);
    let mut export = export(world, person, false);
    let mut names = Vec::new();
    let first = u32::try_from(export.items.len()).expect("not so many");
    for (number, content) in (first..).zip(records) {
        let mut hash = content.hash().0;
        let (name, _) = hash.split_at_mut(16);
        // The same record about somebody and about nobody is two things.
        let [a, b, c, d] = number.to_le_bytes();
        let told_apart = [a, b, c, d, u8::from(about.is_some())];
        name.iter_mut().zip(told_apart).for_each(|(byte, value)| *byte ^= value);
        let item = ItemId(<[u8; 16]>::try_from(&*name).expect("16 bytes"));
        let version = VersionId::first_of(item);
        names.push((item, version));
        let written = Moment(Clock::new(world.now_ms / 1000, 0));
        let version = export::Version { id: version, written, about, content: content.clone() };
        export.items.push(export::Item { id: item, versions: vec![version], earlier: Vec::new() });
    }
    let act = TakeAlong::Import { file: export.to_json(kinds), secret: String::new() };
    let outcome = world.act(person, Command::TakeAlong(act));
    assert!(matches!(outcome, Ok(Outcome::Imported(_))), "{outcome:?}");
    names
}

/// What a device takes along.
///
/// # Panics
/// If the app refuses.
pub fn export(world: &mut World, person: usize, with_others: bool) -> Export {
    let kinds = world.people.get(person).map_or(&LIST, |person| person.kinds);
    match world.act(person, Command::TakeAlong(TakeAlong::Export { form: ExportAs::Json, with_others })) {
        Ok(Outcome::File(file)) => Export::from_json(&file, kinds).expect("it was just written"),
        other => panic!("a file was to be made, not {other:?}"),
    }
}

/// Links two people; the first invites.
///
/// # Panics
/// If the link is not made.
pub fn link(world: &mut World, one: usize, other: usize) -> (RelationshipId, RelationshipId) {
    let (ones, others) = (add(world, one, "The other"), add(world, other, "The one"));
    let invite = match world.act(one, Links::Invite { relationship: ones }) {
        Ok(Outcome::Invite(invite)) => invite,
        refused => panic!("an invite was to be made, not {refused:?}"),
    };
    assert_eq!(world.act(other, Links::Join { invite, relationship: others }), Ok(Outcome::Done));
    for (person, relationship) in [(one, ones), (other, others)] {
        let same = Command::Links(Links::Compare { relationship, same: true });
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
    let command = Command::Door(Door::Recover {
        words: words.join(" "),
        passphrase: PASSPHRASE.into(),
        relay: RELAY.into(),
    });
    assert_eq!(world.act(device, command), Ok(Outcome::Done));
    world.pass(5_000);
}

/// The link that a device shows for another one of its person.
///
/// # Panics
/// If it shows none.
pub fn offer(world: &mut World, device: usize) -> String {
    assert_eq!(world.act(device, Command::Pair(Pair::Offer)), Ok(Outcome::Done));
    match &world.open(device).devices.offer {
        Some(OfferView::Out { link, .. }) => link.clone(),
        other => panic!("a link was to be shown, not {other:?}"),
    }
}

/// Uses such a link on a device without a vault.
///
/// # Errors
/// The problem that the app names.
pub fn use_link(world: &mut World, device: usize, link: &str, name: &str) -> Result<Outcome, Problem> {
    let (link, name) = (link.to_owned(), name.to_owned());
    world.act(device, Command::Pair(Pair::Join { link, name, passphrase: PASSPHRASE.into() }))
}

/// Says on a device that the words of the two devices are the same, or that they are not.
///
/// # Errors
/// The problem that the app names.
pub fn compare(world: &mut World, device: usize, same: bool) -> Result<Outcome, Problem> {
    world.act(device, Command::Pair(Pair::Compare { same, passphrase: PASSPHRASE.into() }))
}

/// Takes a device into use by a link from another one.
///
/// # Panics
/// If the vault does not open.
pub fn pair(world: &mut World, from: usize, device: usize, name: &str) {
    let link = offer(world, from);
    assert_eq!(use_link(world, device, &link, name), Ok(Outcome::Done));
    for one in [from, device] {
        assert_eq!(compare(world, one, true), Ok(Outcome::Done));
    }
    world.pass(5_000);
    assert!(matches!(world.view(device), View::Open(_)), "{:?}", world.view(device));
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

/// Noor's first device.
pub const NOOR: usize = 0;
/// Sam's device.
pub const SAM: usize = 1;
/// Noor's second device.
pub const TABLET: usize = 2;
/// Noor's third device.
pub const LAPTOP: usize = 3;

/// Noor and Sam, linked; Noor with further devices.
pub struct Scene {
    /// Everybody.
    pub world: World,
    /// Noor's recovery words.
    pub words: Vec<String>,
    /// Sam, as Noor's vault knows them.
    pub noors: RelationshipId,
    /// Noor, as Sam's vault knows them.
    pub sams: RelationshipId,
}

/// Noor and Sam are linked; of tablet and laptop there are as many as `devices` says.
///
/// # Panics
/// If an app refuses.
pub fn scene(seed: u64, devices: usize) -> Scene {
    let mut world = World::new(seed, 2 + devices);
    let words = world.create_vault(NOOR, "Noor");
    world.create_vault(SAM, "Sam");
    let (noors, sams) = link(&mut world, NOOR, SAM);
    for device in [TABLET, LAPTOP].into_iter().take(devices) {
        recover(&mut world, device, &words);
    }
    Scene { world, words, noors, sams }
}

/// The devices that a screen lists.
pub fn devices(world: &World, person: usize) -> &[DeviceView] {
    &world.open(person).devices.devices
}

/// A device's name for the machine.
///
/// # Panics
/// If its vault is not open.
pub fn this(world: &World, person: usize) -> DeviceId {
    devices(world, person).iter().find(|device| device.is_this).expect("it lists itself").id
}

/// The texts of a person's own cards.
pub fn cards(world: &World, person: usize) -> Vec<String> {
    world.own::<Card>(person).into_iter().map(|card| card.text).collect()
}

/// The texts of the cards that the other shared.
pub fn theirs(world: &World, person: usize) -> Vec<String> {
    world.theirs::<Card>(person).into_iter().map(|card| card.text).collect()
}

/// Whether a person's first relationship is linked.
pub fn is_linked(world: &World, person: usize) -> bool {
    matches!(world.first(person).link, LinkView::Linked { .. })
}

/// What the relay has said of its log to a device: from where on it is there, as told last.
pub fn trimmed_after(world: &World, device: usize) -> Option<u64> {
    let received = world.people.get(device).map(|person| person.received.as_slice()).unwrap_or_default();
    received.iter().rev().find_map(|bytes| match RelayFrame::from_bytes(bytes) {
        Ok(RelayFrame::Opened { trim: Some(trim), .. }) => Some(trim.after.0),
        _ => None,
    })
}

/// How many checkpoints were verified by a second device.
pub fn verifications(world: &World) -> usize {
    let frames = world.sent.iter().filter_map(|bytes| ClientFrame::from_bytes(bytes).ok());
    frames.filter(|frame| matches!(frame, ClientFrame::VerifyCheckpoint { .. })).count()
}

/// The wish that one of a person's devices is taken out.
#[must_use]
pub fn removal(device: DeviceId) -> Devices {
    Devices::Remove { device, passphrase: PASSPHRASE.into() }
}

/// The wish to use another relay, or none.
#[must_use]
pub fn other_relay(relay: &str) -> Here {
    Here::ChangeRelay { relay: relay.into(), passphrase: PASSPHRASE.into() }
}
