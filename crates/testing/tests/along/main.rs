//! Taking everything along, in whole apps: what a file holds, what comes back from it, and what never leaves by it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod whole;

use client::command::Items;
use client::{
    Command, Outcome, Problem,
    command::{ExportAs, FileProblem, Links, TakeAlong},
    export::{Export, Preview, Shared, backup::Backup, page::PageWords},
};
use model::{
    Answer, ItemId, Need, Offsets, RelationshipId, Taste, Tie, VersionId,
    kinds::{Ask, Card, LIST, Listed},
};
use testing::people::World;
use testing::seen::{answers, writes_ask, writes_card};

const PASSPHRASE: &str = "velvet compass thunder";

/// Words that are none of the person's.
fn plain_words() -> PageWords {
    PageWords::new("en", "ltr", |key| key.to_owned())
}

fn file(world: &mut World, person: usize, form: ExportAs, with_others: bool) -> Vec<u8> {
    match world.act(person, Command::TakeAlong(TakeAlong::Export { form, with_others })) {
        Ok(Outcome::File(file)) => file,
        other => panic!("a file was to be made, not {other:?}"),
    }
}

fn json(world: &mut World, person: usize, with_others: bool) -> Export {
    Export::from_json(&file(world, person, ExportAs::Json, with_others), &LIST).expect("it was just written")
}

fn read(world: &mut World, person: usize, file: &[u8], secret: &str) -> Result<Preview, Problem> {
    let act = TakeAlong::Read { file: file.to_vec(), secret: secret.into() };
    world.act(person, Command::TakeAlong(act)).map(|outcome| match outcome {
        Outcome::ImportRead(preview) => preview,
        other => panic!("a preview was to come, not {other:?}"),
    })
}

fn import(world: &mut World, person: usize, file: &[u8], secret: &str) -> Result<Preview, Problem> {
    let act = TakeAlong::Import { file: file.to_vec(), secret: secret.into() };
    world.act(person, Command::TakeAlong(act)).map(|outcome| match outcome {
        Outcome::Imported(preview) => preview,
        other => panic!("an import was to be done, not {other:?}"),
    })
}

fn add(world: &mut World, person: usize, name: &str) -> RelationshipId {
    match world.act(person, Links::AddRelationship { name: name.into(), tie: Tie::Sibling }) {
        Ok(Outcome::Relationship(relationship)) => relationship,
        other => panic!("a relationship was to be added, not {other:?}"),
    }
}

fn write(world: &mut World, person: usize, card: Option<ItemId>, text: &str) -> (ItemId, VersionId) {
    let command = writes_card(card, Taste::Like, text, "a note");
    match world.act(person, command) {
        Ok(Outcome::Written { item, version }) => (item, version),
        other => panic!("a card was to be written, not {other:?}"),
    }
}

/// Noor (0) and Sam (1), linked; each shares a card and answers a request.
fn linked(seed: u64) -> World {
    let mut world = World::new(seed, 3);
    world.create_vault(0, "Noor");
    world.create_vault(1, "Samira");
    let (noors, sams) = (add(&mut world, 0, "Sam"), add(&mut world, 1, "Noor"));
    let invite = match world.act(0, Links::Invite { relationship: noors }) {
        Ok(Outcome::Invite(invite)) => invite,
        other => panic!("an invite was to be made, not {other:?}"),
    };
    world.act(1, Links::Join { invite, relationship: sams }).unwrap();
    world.act(0, Links::Compare { relationship: noors, same: true }).unwrap();
    world.act(1, Links::Compare { relationship: sams, same: true }).unwrap();
    world.pass(5_000);
    for (person, relationship, text) in [(0, noors, "Rain on a tent roof"), (1, sams, "Loud restaurants")] {
        let (item, version) = write(&mut world, person, None, text);
        world.act(person, Command::Items(Items::Share { relationship, item, version })).unwrap();
        let ask = writes_ask(None, relationship, Need::Ideas, &format!("{text}?"));
        let Ok(Outcome::Written { item, version }) = world.act(person, ask) else { panic!("a request") };
        world.act(person, Command::Items(Items::Share { relationship, item, version })).unwrap();
    }
    for (person, relationship) in [(0, noors), (1, sams)] {
        let ask = world.theirs::<Ask>(person).first().expect("the other asks").item.clone();
        let words = format!("words of {person}");
        world.act(person, answers(relationship, &ask, Answer::NotNow, &words)).unwrap();
    }
    write(&mut world, 0, None, "Something private");
    world.pass(5_000);
    world
}

/// An export without what only tells of the past, and without the name, which a vault has already.
fn own(mut export: Export) -> Export {
    export.shared.clear();
    export.from_others = None;
    export.name = None;
    export
}

#[test]
fn safety_s29_everything_comes_back_in_a_fresh_vault_from_json_and_from_a_backup() {
    let mut world = linked(1);
    let (card, _) = write(&mut world, 0, None, "First words");
    write(&mut world, 0, Some(card), "Later words");
    world.pass(200_000);
    let before = json(&mut world, 0, false);
    assert_eq!((before.relationships.len(), before.items.len()), (1, 4));
    let replies = |shared: &Shared| shared.grants.iter().filter(|grant| grant.answers.is_some()).count();
    let shared: Vec<_> = before.shared.iter().map(|shared| (shared.grants.len(), replies(shared))).collect();
    assert_eq!(shared, [(3, 1)], "a card, a request and an answer");
    let backup = file(&mut world, 0, ExportAs::Backup { passphrase: PASSPHRASE.into() }, false);
    for (bytes, secret) in [(before.to_json(&LIST), ""), (backup, PASSPHRASE)] {
        world.people[2].store.clear();
        world.crash(2);
        world.create_vault(2, "Noor again");
        world.pass(60_000);
        let preview = read(&mut world, 2, &bytes, secret).unwrap();
        let things = vec![(Card::NUMBER, 3), (Ask::NUMBER, 1)];
        assert_eq!((preview.relationships, &preview.things, preview.left_out), (1, &things, 3));
        assert!(json(&mut world, 2, true).items.is_empty(), "looking changes nothing");
        assert_eq!(import(&mut world, 2, &bytes, secret), Ok(preview));
        assert_eq!(own(json(&mut world, 2, true)), own(before.clone()));
        assert_eq!(world.open(2).name, "Noor again");
        let again = import(&mut world, 2, &bytes, secret).unwrap();
        assert!(again.is_empty(), "{again:?}");
        assert_eq!(again.known, 5);
        world.restart(2);
        assert_eq!(own(json(&mut world, 2, true)), own(before.clone()), "it is durable");
    }
}

#[test]
fn safety_s29_what_is_imported_is_private() {
    let mut world = linked(2);
    let bytes = json(&mut world, 0, true).to_json(&LIST);
    world.create_vault(2, "Kim");
    import(&mut world, 2, &bytes, "").unwrap();
    world.pass(60_000);
    assert!(world.own::<Card>(2).iter().all(|card| card.item.shared.is_empty()));
    assert!(world.they_see(2).is_empty() && world.theirs::<Card>(2).is_empty());
    assert!(world.own::<Ask>(2).iter().all(|ask| ask.item.shared.is_empty()));

    // Into a vault with a link: nothing more is seen than before.
    let seen = world.theirs::<Card>(1).len();
    let mut more = Export::from_json(&bytes, &LIST).unwrap();
    for item in &mut more.items {
        item.id.0[0] ^= 1;
    }
    let things = vec![(Card::NUMBER, 2), (Ask::NUMBER, 1)];
    assert_eq!(import(&mut world, 0, &more.to_json(&LIST), "").unwrap().things, things);
    world.pass(60_000);
    assert_eq!(world.own::<Card>(0).len(), 4);
    assert_eq!(world.theirs::<Card>(1).len(), seen);
}

#[test]
fn safety_s29_an_export_needs_no_relay_and_tells_it_nothing() {
    let mut world = linked(3);
    world.set_online(0, false);
    let sent = world.sent.len();
    let html = file(
        &mut world,
        0,
        ExportAs::Page { words: Box::new(plain_words()), offsets: Offsets::default() },
        true,
    );
    assert!(String::from_utf8(html).unwrap().contains("Loud restaurants"));
    let backup = file(&mut world, 0, ExportAs::Backup { passphrase: PASSPHRASE.into() }, true);
    assert_eq!(json(&mut world, 0, true).from_others.map(|others| others.len()), Some(1));
    let preview = import(&mut world, 0, &backup, PASSPHRASE).unwrap();
    assert!(preview.is_empty());
    assert_eq!(world.sent.len(), sent);
}

#[test]
fn safety_s29_what_the_other_wrote_is_in_no_file_unless_asked() {
    let mut world = linked(4);
    let theirs = ["Loud restaurants", "Samira", "words of 1"];
    for form in
        [ExportAs::Json, ExportAs::Page { words: Box::new(plain_words()), offsets: Offsets::default() }]
    {
        let plain = String::from_utf8(file(&mut world, 0, form.clone(), false)).unwrap();
        assert!(plain.contains("Rain on a tent roof") && plain.contains("words of 0"));
        let asked = String::from_utf8(file(&mut world, 0, form.clone(), true)).unwrap();
        for words in theirs {
            assert!(!plain.contains(words), "{words} in {form:?}");
            assert!(
                asked.contains(words) || matches!(form, ExportAs::Page { .. }) && words == "Samira",
                "{words}"
            );
        }
    }
}

#[test]
fn a_backup_opens_with_the_recovery_words_too() {
    let mut world = World::new(5, 1);
    let words = world.create_vault(0, "Noor").join(" ");
    write(&mut world, 0, None, "Rain on a tent roof");
    let backup = file(&mut world, 0, ExportAs::Backup { passphrase: PASSPHRASE.into() }, false);
    let opened = Backup::from_bytes(&backup).unwrap();
    assert_eq!(opened.open(&words, &LIST).unwrap(), json(&mut world, 0, false));
    assert_eq!(opened.open(PASSPHRASE, &LIST), opened.open(&words, &LIST));
    assert_eq!(
        read(&mut world, 0, &backup, "another passphrase"),
        Err(Problem::File(FileProblem::WrongSecret))
    );
    assert_eq!(read(&mut world, 0, &backup, ""), Err(Problem::Empty));
    let spaces = " ".repeat(8);
    let backup = file(&mut world, 0, ExportAs::Backup { passphrase: spaces.clone() }, false);
    assert!(read(&mut world, 0, &backup, &spaces).unwrap().is_empty(), "a passphrase is taken as it is");
}

#[test]
fn a_file_that_calls_a_request_a_card_changes_nothing() {
    let mut world = linked(10);
    let before = own(json(&mut world, 0, false));
    let mut file = before.clone();
    let is_request = |item: &client::export::Item| item.versions[0].content.number() == Ask::NUMBER;
    let request = file.items.extract_if(.., |item| is_request(item)).next().expect("there is one");
    let card = &mut file.items[0];
    card.id = request.id;
    card.earlier = vec![request.versions[0].id];
    let preview = import(&mut world, 0, &file.to_json(&LIST), "").unwrap();
    assert!(preview.is_empty(), "{preview:?}");
    assert_eq!(own(json(&mut world, 0, false)), before);
    let asks = world.own::<Ask>(0).iter().map(|ask| ask.text.clone()).collect::<Vec<_>>();
    assert_eq!(asks, ["Rain on a tent roof?"]);
}

#[test]
fn a_file_that_is_refused_changes_nothing() {
    let mut world = linked(6);
    let whole = json(&mut world, 0, false);
    let before = world.people[0].store.clone();
    let mut long = whole.clone();
    long.items[0].id = ItemId([9; 16]);
    long.items[1].versions[0].about = Some(RelationshipId([9; 16]));
    let problem = |bytes: &[u8], world: &mut World| import(world, 0, bytes, PASSPHRASE).unwrap_err();
    let field = client::export::Place::Field("items[1].versions[0].about".into());
    let damaged = FileProblem::Damaged { place: Some(field) };
    assert_eq!(problem(&long.to_json(&LIST), &mut world), Problem::File(damaged));
    assert_eq!(problem(b"hello", &mut world), Problem::File(FileProblem::Foreign));
    let cut = client::export::backup::MAGIC;
    assert_eq!(problem(cut, &mut world), Problem::File(FileProblem::Damaged { place: None }));
    assert_eq!(world.people[0].store, before);
    assert_eq!(import(&mut world, 0, &whole.to_json(&LIST), "").map(|preview| preview.is_empty()), Ok(true));
}

#[test]
fn a_short_passphrase_makes_no_backup() {
    let mut world = World::new(7, 1);
    world.create_vault(0, "Noor");
    let form = ExportAs::Backup { passphrase: "short".into() };
    let act = Command::TakeAlong(TakeAlong::Export { form, with_others: false });
    assert_eq!(world.act(0, act), Err(Problem::ShortPassphrase { min: 8 }));
}

#[test]
fn what_was_removed_stays_removed_and_an_older_file_brings_no_older_words_back() {
    let mut world = World::new(8, 2);
    world.create_vault(0, "Noor");
    let (removed, _) = write(&mut world, 0, None, "Removed later");
    let (changed, _) = write(&mut world, 0, None, "Older words");
    let older = json(&mut world, 0, false).to_json(&LIST);
    world.act(0, Command::Items(Items::Remove { item: removed })).unwrap();
    write(&mut world, 0, Some(changed), "Newer words");
    let newer = json(&mut world, 0, false).to_json(&LIST);
    let preview = import(&mut world, 0, &older, "").unwrap();
    assert_eq!((preview.removed, preview.known, preview.is_empty()), (1, 1, true));
    let texts = |world: &World, person: usize| -> Vec<String> {
        world.own::<Card>(person).iter().map(|card| card.text.clone()).collect()
    };
    assert_eq!(texts(&world, 0), ["Newer words"]);

    world.create_vault(1, "Noor");
    import(&mut world, 1, &newer, "").unwrap();
    let preview = import(&mut world, 1, &older, "").unwrap();
    assert_eq!(
        (preview.things, preview.known),
        (vec![(Card::NUMBER, 1)], 1),
        "only the card that the newer file has not"
    );
    assert_eq!(texts(&world, 1), ["Newer words", "Removed later"]);
    assert!(world.own::<Card>(1).iter().all(|card| card.item.siblings.is_empty()));
}
