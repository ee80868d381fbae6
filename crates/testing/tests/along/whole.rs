//! Everything that is here comes into a file, and the file is read back.

use client::{
    Command, Problem,
    command::{ExportAs, FileProblem, Links, TakeAlong},
    export::{Export, IMPORT_THINGS_MAX, Relationship, Said, TieNumber, VERSIONS_PER_ITEM_MAX, said},
};
use model::kinds::Card;
use model::{Offsets, RelationshipId, kinds::LIST};
use testing::{people::World, scenes::recover};

use crate::{PASSPHRASE, add, file, import, json, plain_words, write};

/// The first thing with so many versions instead, whose names begin with `first`.
fn with_versions(mut export: Export, first: u8, count: usize) -> Export {
    let item = export.items.first_mut().expect("there is one");
    let version = item.versions.first().expect("it has one").clone();
    let numbered = (0_u32..).take(count).map(|number| {
        let mut version = version.clone();
        version.id.0[0] = first;
        version.id.0[1..5].copy_from_slice(&number.to_be_bytes());
        version
    });
    item.versions = numbered.collect();
    export
}

#[test]
fn safety_s29_no_import_makes_a_vault_of_which_no_file_can_be_made() {
    let mut world = World::new(9, 1);
    world.create_vault(0, "Noor");
    write(&mut world, 0, None, "Rain on a tent roof");
    let mine = json(&mut world, 0, false);
    let many = with_versions(mine.clone(), 1, VERSIONS_PER_ITEM_MAX);
    let preview = import(&mut world, 0, &many.to_json(&LIST), "").unwrap();
    assert_eq!((preview.versions as usize, preview.unfit), (VERSIONS_PER_ITEM_MAX - 1, 1));
    let all = json(&mut world, 0, false);
    assert_eq!(all.items[0].versions.len(), VERSIONS_PER_ITEM_MAX);
    file(&mut world, 0, ExportAs::Backup { passphrase: PASSPHRASE.into() }, false);

    // As many people as one file may hold are too many beside what is here.
    let mut people = Export { items: Vec::new(), ..mine };
    let then = all.items[0].versions[0].written;
    let person = |number: u32| {
        let mut id = [7; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        let (id, name, tie) = (RelationshipId(id), "Sam".to_owned(), TieNumber(4));
        Relationship { id, name, tie, added: then, changed: then }
    };
    people.relationships = (0..).take(IMPORT_THINGS_MAX).map(person).collect();
    let people = people.to_json(&LIST);
    let too_much = Problem::File(FileProblem::TooMuch);
    assert_eq!(import(&mut world, 0, &people, ""), Err(too_much));
    assert_eq!(json(&mut world, 0, false), all, "nothing was changed");
}

#[test]
fn no_file_is_made_that_could_not_be_read_back() {
    let mut world = World::new(9, 2);
    let words = world.create_vault(0, "Noor");
    write(&mut world, 0, None, "Rain on a tent roof");
    world.pass(60_000);
    recover(&mut world, 1, &words);
    // Two devices that do not hear of each other bring in more than one alone may.
    let mine = json(&mut world, 0, false);
    for device in [0, 1] {
        world.set_online(device, false);
        let first = u8::try_from(device).unwrap();
        let many = with_versions(mine.clone(), first, VERSIONS_PER_ITEM_MAX - 1);
        import(&mut world, device, &many.to_json(&LIST), "").unwrap();
    }
    world.set_online(0, true);
    world.set_online(1, true);
    world.pass(60_000);
    for form in [ExportAs::Json, ExportAs::Backup { passphrase: PASSPHRASE.into() }] {
        let act = Command::TakeAlong(TakeAlong::Export { form, with_others: false });
        assert_eq!(world.act(0, act), Err(Problem::File(FileProblem::NotReadBack)));
    }
    file(
        &mut world,
        0,
        ExportAs::Page { words: Box::new(plain_words()), offsets: Offsets::default() },
        false,
    );
}

/// What is about somebody who was removed is neither on the screen nor in a file, and what is on the screen is in the file.
#[test]
fn safety_s29_nothing_on_the_screen_is_missing_from_a_file() {
    let mut world = World::new(11, 1);
    world.create_vault(0, "Noor");
    let sam = add(&mut world, 0, "Sam");
    for text in ["Of Sam alone", "Of Sam, and of nobody"] {
        write(&mut world, 0, None, text);
    }
    let mut about = json(&mut world, 0, false);
    for item in &mut about.items {
        let version = item.versions[0].clone();
        let text = said(&version.content, &LIST).unwrap();
        if text.iter().any(|line| matches!(line, Said::Title(title) if title == "Of Sam alone")) {
            item.id.0[0] ^= 1;
        }
        item.versions[0].id.0[0] ^= 1;
        item.versions[0].about = Some(sam);
    }
    import(&mut world, 0, &about.to_json(&LIST), "").unwrap();
    let shown = |world: &World| -> Vec<(String, usize)> {
        let cards = world.own::<Card>(0).into_iter();
        let mut shown: Vec<_> = cards.map(|card| (card.text.clone(), card.item.siblings.len())).collect();
        shown.sort();
        shown
    };
    let count = |world: &mut World| -> usize {
        json(world, 0, false).items.iter().map(|item| item.versions.len()).sum()
    };
    let [alone, both] = ["Of Sam alone", "Of Sam, and of nobody"].map(str::to_owned);
    assert_eq!(shown(&world), [(alone.clone(), 0), (alone.clone(), 0), (both.clone(), 1)]);
    assert_eq!(count(&mut world), 4);
    world.act(0, Links::RemoveRelationship { relationship: sam }).unwrap();
    assert_eq!(shown(&world), [(alone, 0), (both, 0)]);
    assert_eq!(count(&mut world), 2);
    let preview = import(&mut world, 0, &about.to_json(&LIST), "").unwrap();
    assert!(preview.is_empty(), "{preview:?}");
}
