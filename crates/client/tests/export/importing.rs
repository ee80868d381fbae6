//! What an import lets in beside what stands here, and what stays in the file.

use client::export::{
    Export, Import, Item, Moment, Preview, Relationship, TieNumber, VERSIONS_PER_ITEM_MAX, Version,
};
use model::{
    Clock, Content, ItemId, Need, RelationshipId, Taste, Vault, VaultOperation, VersionId, Written,
    content::CONTENT_BYTES_MAX,
    draw,
    fields::{Line, Text},
    kinds::{Ask, Card, LIST, Listed, Part},
};

use crate::{NOW, exported, stamp, write};

const ITEM: ItemId = ItemId([2; 16]);
const SAM: RelationshipId = RelationshipId([1; 16]);

fn card(text: &str) -> Content {
    Content::of(&Card { taste: Taste::Like, text: Line::typed(text).expect("a line"), note: None })
}

fn ask(text: &str) -> Content {
    Content::of(&Ask { need: Need::Ideas, text: Text::typed(text).expect("a text") })
}

/// A record of a kind that only a newer version of the app knows.
fn newer() -> Content {
    Content::of_bytes(900, &[0x81, 0x01]).expect("a well-formed value")
}

/// A version about Sam, the later the larger its number.
fn version(number: u8, content: Content) -> Version {
    let written = Moment(Clock::new(1_795_000_000 + u64::from(number), 0));
    Version { id: VersionId([number; 16]), written, about: Some(SAM), content }
}

/// A file of Sam and one thing.
fn file(versions: Vec<Version>, earlier: &[u8]) -> Export {
    let mut file = exported(&Vault::default(), &[]);
    let then = Moment(Clock::new(1_794_000_000, 0));
    let (name, tie) = ("Sam".to_owned(), TieNumber(4));
    file.relationships.push(Relationship { id: SAM, name, tie, added: then, changed: then });
    let earlier = earlier.iter().map(|number| VersionId([*number; 16])).collect();
    file.items.push(Item { id: ITEM, versions, earlier });
    Export::from_json(&file.to_json(&LIST), &LIST).expect("the file is whole")
}

/// Brings a file in, and asserts that the same file adds nothing once more.
fn bring(vault: &mut Vault, file: &Export) -> Preview {
    let import = Import::of(file, vault, &LIST, NOW);
    let preview = import.preview.clone();
    write(vault, import);
    let again = Import::of(file, vault, &LIST, NOW);
    assert_eq!((again.operations, again.preview.relationships), (vec![], 0));
    preview
}

fn remove(vault: &mut Vault, versions: &[u8]) {
    let versions = versions.iter().map(|number| VersionId([*number; 16])).collect();
    let removed = VaultOperation::ItemRemoved { item: ITEM, versions };
    vault.apply(stamp(Clock::new(1_795_900_000, 0)), removed);
}

fn standing(vault: &Vault) -> Vec<Content> {
    let item = vault.items.get(&ITEM).into_iter().flat_map(|item| item.iter());
    item.map(|(_, version)| version.value.content.clone()).collect()
}

#[test]
fn safety_s29_no_version_of_another_kind_comes_beside_what_stands_here() {
    let here = card("precious");
    for (there, order) in [(newer(), 0), (ask("took the place"), 0), (newer(), 1), (ask("took the place"), 1)]
    {
        let mut vault = Vault::default();
        bring(&mut vault, &file(vec![version(1, here.clone())], &[]));
        let mut versions = vec![version(1, here.clone()), version(2, there)];
        versions.rotate_left(order);
        let preview = bring(&mut vault, &file(versions, &[]));
        assert_eq!((preview.is_empty(), preview.known, preview.unfit), (true, 2, 0), "{preview:?}");
        assert_eq!(standing(&vault), std::slice::from_ref(&here));
    }
    // Nor comes what this version knows beside what it does not.
    let mut vault = Vault::default();
    bring(&mut vault, &file(vec![version(1, newer())], &[]));
    bring(&mut vault, &file(vec![version(2, here)], &[]));
    assert_eq!(standing(&vault), [newer()]);
}

#[test]
fn safety_s29_of_a_new_thing_the_kind_of_the_newest_version_comes_in_and_no_other_in_whatever_order() {
    for order in 0..3 {
        for (newest, kept) in [(card("newest"), 2), (newer(), 1), (ask("newest"), 1)] {
            let number = newest.number();
            let mut versions =
                vec![version(3, newest), version(2, card("a card")), version(1, ask("an ask"))];
            if number == Ask::NUMBER {
                versions[1].content = newer();
                versions[2].content = card("a card");
            }
            versions.rotate_left(order);
            let mut vault = Vault::default();
            let preview = bring(&mut vault, &file(versions, &[]));
            let kinds: Vec<_> = standing(&vault).iter().map(Content::number).collect();
            assert_eq!(kinds, vec![number; kept], "{order}");
            assert_eq!(preview.unfit as usize, 3 - kept, "{preview:?}");
        }
    }
}

#[test]
fn all_versions_of_a_thing_of_a_newer_kind_come_in() {
    let mut vault = Vault::default();
    let preview = bring(&mut vault, &file(vec![version(2, newer()), version(1, newer())], &[]));
    assert_eq!((standing(&vault).len(), preview.unfit), (2, 0));
}

#[test]
fn safety_s29_what_was_removed_here_stays_removed_whatever_a_file_says_of_it() {
    let mut vault = Vault::default();
    bring(&mut vault, &file(vec![version(1, card("first"))], &[]));
    remove(&mut vault, &[1]);
    for (versions, earlier) in [
        (vec![version(2, card("second"))], &[1][..]),
        (vec![version(2, card("second")), version(1, card("first"))], &[]),
        (vec![version(3, newer())], &[]),
    ] {
        let preview = bring(&mut vault, &file(versions, earlier));
        assert_eq!((preview.is_empty(), preview.removed), (true, 1), "{preview:?}");
        assert_eq!(standing(&vault), []);
    }
}

#[test]
fn safety_s29_what_is_about_somebody_who_was_removed_here_stays_away_with_them() {
    let mut vault = Vault::default();
    bring(&mut vault, &file(vec![version(1, card("about Sam"))], &[]));
    let removed = VaultOperation::RelationshipRemoved { relationship: SAM };
    vault.apply(stamp(Clock::new(1_795_900_000, 0)), removed);
    for content in [card("more about Sam"), ask("of Sam"), newer()] {
        let mut file = file(vec![version(2, content)], &[]);
        file.items[0].id = ItemId([9; 16]);
        let before = vault.clone();
        let preview = bring(&mut vault, &file);
        assert_eq!((preview.is_empty(), preview.removed), (true, 2), "{preview:?}");
        assert_eq!(vault, before);
    }
    // Of a thing that is about others as well, only what is about them stays away.
    let mut both = file(vec![version(2, card("about Sam")), version(3, card("about nobody"))], &[]);
    both.items[0].id = ItemId([8; 16]);
    both.items[0].versions[1].about = None;
    let preview = bring(&mut vault, &both);
    assert_eq!((preview.things, preview.removed), (vec![(Card::NUMBER, 1)], 2));
}

#[test]
fn safety_s29_no_import_makes_more_versions_of_a_thing_than_an_export_may_have() {
    let numbered = |from: u32, count: usize| -> Vec<Version> {
        let of = |number: u32| {
            let mut version = version(0, card("one of many"));
            version.id.0[..4].copy_from_slice(&number.to_be_bytes());
            version.written = Moment(Clock::new(1_795_000_000 + u64::from(number), 0));
            version
        };
        (from..).take(count).map(of).collect()
    };
    let mut vault = Vault::default();
    bring(&mut vault, &file(numbered(0, VERSIONS_PER_ITEM_MAX - 1), &[]));
    let preview = bring(&mut vault, &file(numbered(5_000, 3), &[]));
    assert_eq!((preview.versions, preview.unfit), (1, 2), "the newest comes in: {preview:?}");
    assert!(vault.items[&ITEM].standing().contains(&numbered(5_002, 1)[0].id));
    let export = exported(&vault, &[]);
    assert_eq!(export.items[0].versions.len(), VERSIONS_PER_ITEM_MAX);
    assert_eq!(Export::from_json(&export.to_json(&LIST), &LIST), Ok(export));
}

/// However much too long, of a kind by its name and by number.
#[test]
fn a_text_far_beyond_its_limit_is_left_out_and_counted_and_the_rest_of_the_file_comes_in() {
    for length in [81, 161, 4_001, 200_000, 2_000_000] {
        let long = "n".repeat(length);
        let mut bytes = minicbor::Encoder::new(Vec::new());
        bytes.array(1).and_then(|bytes| bytes.str(&long)).unwrap();
        let hex: String = bytes.into_writer().iter().map(|byte| format!("{byte:02x}")).collect();
        let named = format!("{{\"card\": {{\"taste\": \"like\", \"text\": \"{long}\", \"note\": null}}}}");
        for content in [named, format!("{{\"#1\": \"{hex}\"}}"), format!("{{\"#900\": \"{hex}\"}}")] {
            // What this version does not know is left out only if no vault could hold it.
            let is_unfit = !content.contains("#900") || length > CONTENT_BYTES_MAX;
            let mut whole = file(vec![version(1, card("it fits"))], &[]);
            let versions = vec![version(2, card("something else stands here"))];
            whole.items.push(Item { id: ItemId([3; 16]), versions, earlier: vec![] });
            let json = String::from_utf8(whole.to_json(&LIST)).unwrap();
            let (before, after) = json.rsplit_once("\"content\": {").unwrap();
            let (_, after) = after.split_once("\"about\"").unwrap();
            let json = format!("{before}\"content\": {content}, \"about\"{after}");
            let file = Export::from_json(json.as_bytes(), &LIST).expect("it is whole");
            let preview = bring(&mut Vault::default(), &file);
            let things: u32 = preview.things.iter().map(|(_, count)| count).sum();
            assert_eq!(
                (preview.unfit, things + preview.newer),
                if is_unfit { (1, 1) } else { (0, 2) },
                "{length}"
            );
            assert_eq!(
                Export::from_json(&file.to_json(&LIST), &LIST),
                Ok(file),
                "it is written as it is read"
            );
        }
    }
}

#[test]
fn things_of_kinds_that_only_a_newer_version_knows_are_counted_together() {
    let mut file = file(vec![version(1, card("known"))], &[]);
    for number in 0..1_000_u32 {
        let content = Content::of_bytes(1_000 + number, &[0x80]).unwrap();
        let mut id = [9; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        file.items.push(Item { id: ItemId(id), versions: vec![version(1, content)], earlier: vec![] });
    }
    let preview = bring(&mut Vault::default(), &file);
    assert_eq!((preview.things, preview.newer), (vec![(Card::NUMBER, 1)], 1_000));
}

/// A file by another program, or by a version with other limits.
#[test]
fn names_that_do_not_fit_are_left_out_with_what_is_about_them_and_nothing_else() {
    let mut vault = Vault::default();
    let named = |id: u8, name: &str| VaultOperation::RelationshipWritten {
        relationship: RelationshipId([id; 16]),
        name: name.into(),
        tie: 4,
    };
    vault.apply(stamp(Clock(1)), VaultOperation::PersonNamed { name: "x".repeat(61) });
    vault.apply(stamp(Clock(2)), named(1, "Sam"));
    vault.apply(stamp(Clock(3)), named(2, &"x".repeat(61)));
    let content = draw::samples(&LIST.all()[0]).remove(0);
    for (number, about) in [(1, None), (2, Some(1)), (3, Some(2))] {
        let item = ItemId([number; 16]);
        let about = about.map(|id| RelationshipId([id; 16]));
        let written = Written { about, content: content.clone() };
        let version = VersionId::first_of(item);
        let operation = VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written };
        vault.apply(stamp(Clock(4)), operation);
    }
    let file = Export::from_json(&exported(&vault, &[]).to_json(&LIST), &LIST).expect("it is whole");
    let mut fresh = Vault::default();
    let import = Import::of(&file, &fresh, &LIST, NOW);
    let things = vec![(content.number(), 2)];
    let exported_on = Some(NOW.day());
    assert_eq!(
        import.preview,
        Preview { exported_on, relationships: 1, things, unfit: 3, ..Preview::default() }
    );
    write(&mut fresh, import);
    assert_eq!((fresh.name, fresh.relationships.len(), fresh.items.len()), (None, 1, 2));
}

/// A reply belongs to a link. In a file it only tells of the past.
#[test]
fn replies_are_no_things_of_ones_own() {
    let mut vault = Vault::default();
    let replies: Vec<_> =
        LIST.all().iter().filter(|kind| kind.part == Part::Reply).flat_map(draw::samples).collect();
    for (number, content) in (0_u8..).zip(&replies) {
        let item = ItemId([number; 16]);
        let written = Written { about: None, content: content.clone() };
        let version = VersionId::first_of(item);
        vault.apply(
            stamp(Clock(1)),
            VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written },
        );
    }
    let import = Import::of(&exported(&vault, &[]), &Vault::default(), &LIST, NOW);
    assert_eq!(import.operations, vec![]);
    assert_eq!(import.preview.unfit as usize, replies.len());
}

/// Every kind of which the list says that its records are about a relationship.
#[test]
fn what_must_be_about_a_relationship_and_is_about_none_is_left_out_and_counted() {
    let mut needing = 0;
    for kind in LIST.all().iter().filter(|kind| kind.part != Part::Reply) {
        for about in [None, Some(SAM)] {
            let content = draw::samples(kind).remove(0);
            let file = file(vec![Version { about, ..version(1, content) }], &[]);
            let preview = bring(&mut Vault::default(), &file);
            let is_unfit = kind.needs_relationship && about.is_none();
            let things = if is_unfit { vec![] } else { vec![(kind.number, 1)] };
            assert_eq!((preview.things, preview.unfit), (things, u32::from(is_unfit)), "{}", kind.name);
            needing += u32::from(is_unfit);
        }
    }
    assert!(needing > 0);
}
