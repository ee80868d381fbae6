//! What is typed and not saved yet is kept on the device, sealed, for a week.

use client::{
    Outcome, Problem,
    command::{Door, Draft, DraftField, Drafts, Items, Links},
};
use model::{Taste, Tie};
use testing::people::{PASSPHRASE, World};
use testing::seen::writes_card;

const DAY_MS: i64 = 86_400_000;

/// Noor with a vault.
fn noor(seed: u64) -> World {
    let mut world = World::new(seed, 1);
    world.create_vault(0, "Noor");
    world
}

fn draft(form: &str, text: &str) -> Draft {
    let field = |name: &str, text: &str| DraftField { name: name.to_owned(), text: text.to_owned() };
    Draft { form: form.to_owned(), fields: vec![field("text", text), field("taste", "1")] }
}

fn keep(world: &mut World, draft: &Draft) -> Result<Outcome, Problem> {
    world.act(0, Drafts::Keep { draft: draft.clone() })
}

fn record(world: &World) -> &[u8] {
    let noor = world.people.first().expect("she is the first");
    noor.store.get("hot/drafts").expect("it is always there")
}

#[test]
fn what_is_typed_is_there_again_after_the_lock_and_after_a_restart() {
    let mut world = noor(1);
    let (first, second) = (draft("#/mine/card", "Rain on the"), draft("#/mine/journal/new", "Today I"));
    keep(&mut world, &draft("#/mine/card", "Rain on")).expect("kept");
    keep(&mut world, &second).expect("kept");
    keep(&mut world, &first).expect("kept");
    assert_eq!(world.people[0].drafts, [], "whoever types knows what they typed");
    world.act(0, Door::Lock).expect("locked");
    world.act(0, Door::Unlock { passphrase: PASSPHRASE.to_owned() }).expect("the passphrase is right");
    assert_eq!(world.people[0].drafts, [second.clone(), first.clone()]);
    world.restart(0);
    assert_eq!(world.people[0].drafts, [second.clone(), first]);

    let discarded = Drafts::Discard { form: "#/mine/card".to_owned() };
    assert_eq!(world.act(0, discarded), Ok(Outcome::Done));
    world.restart(0);
    assert_eq!(world.people[0].drafts, [second]);
}

#[test]
fn it_is_kept_for_a_week_after_it_was_last_typed_at() {
    let mut world = noor(2);
    let (old, new) = (draft("old", "first"), draft("new", "second"));
    keep(&mut world, &old).expect("kept");
    world.sleep(0, 4 * DAY_MS);
    world.restart(0);
    keep(&mut world, &new).expect("kept");
    world.sleep(0, 2 * DAY_MS);
    world.restart(0);
    assert_eq!(world.people[0].drafts, [old, new.clone()]);
    world.sleep(0, DAY_MS);
    world.restart(0);
    assert_eq!(world.people[0].drafts, [new]);
    world.sleep(0, 4 * DAY_MS);
    world.restart(0);
    assert_eq!(world.people[0].drafts, []);
}

#[test]
fn safety_s21_drafts_are_sealed_and_whether_there_are_any_cannot_be_seen() {
    let mut world = noor(3);
    let before = record(&world).to_vec();
    world.restart(0);
    assert_ne!(record(&world), before, "it is written whenever the vault opens");
    let text = "Marker of what is typed. ".repeat(160);
    keep(&mut world, &draft("#/mine/journal/new", &text)).expect("kept");
    assert_eq!(record(&world).len(), before.len());
    for (key, value) in &world.people[0].store {
        assert!(!value.windows(6).any(|window| window == b"Marker"), "{key}");
    }
}

#[test]
fn an_older_vault_without_the_record_gets_it_and_a_damaged_one_keeps_nobody_out() {
    let mut world = noor(4);
    world.people[0].store.remove("hot/drafts");
    world.restart(0);
    assert_eq!(world.people[0].drafts, []);
    let length = record(&world).len();
    world.people[0].store.insert("hot/drafts".to_owned(), vec![1; length]);
    world.restart(0);
    assert_eq!(world.open(0).name, "Noor");
    assert_eq!(world.people[0].drafts, []);
}

#[test]
fn with_what_is_removed_goes_what_was_typed_about_it() {
    let mut world = noor(5);
    let card = writes_card(None, Taste::Like, "Tea", "");
    let Ok(Outcome::Written { item, .. }) = world.act(0, card) else { panic!("a card") };
    let friend = Links::AddRelationship { name: "Sam".to_owned(), tie: Tie::Friend };
    let Ok(Outcome::Relationship(relationship)) = world.act(0, friend) else { panic!("a friend") };
    let stays = draft("#/mine/card", "Coffee");
    keep(&mut world, &draft(&format!("#/mine/card/{item}"), "Tea with")).expect("kept");
    keep(&mut world, &draft(&format!("#/ours/{relationship}/ask"), "Listen")).expect("kept");
    keep(&mut world, &stays).expect("kept");
    world.act(0, Items::Remove { item }).expect("removed");
    world.act(0, Links::RemoveRelationship { relationship }).expect("removed");
    world.restart(0);
    assert_eq!(world.people[0].drafts, [stays]);
}

#[test]
fn very_much_text_makes_the_oldest_go_and_too_much_is_refused() {
    let mut world = noor(6);
    let large = |form: &str| draft(form, &"a".repeat(120_000));
    for form in ["first", "second", "third", "fourth", "fifth"] {
        keep(&mut world, &large(form)).expect("kept");
    }
    let refused = keep(&mut world, &draft("sixth", &"a".repeat(200_000)));
    assert!(matches!(refused, Err(Problem::TooLong { max: 131_072, .. })), "{refused:?}");
    world.restart(0);
    let forms: Vec<&str> = world.people[0].drafts.iter().map(|draft| draft.form.as_str()).collect();
    assert_eq!(forms, ["second", "third", "fourth", "fifth"]);
}

#[test]
fn nothing_of_it_leaves_the_device() {
    let mut world = noor(7);
    world.act(0, writes_card(None, Taste::Like, "Tea", "")).expect("a card");
    let sent = world.sent.len();
    keep(&mut world, &draft("#/mine/card", "Rain")).expect("kept");
    world.settle();
    assert_eq!(world.sent.len(), sent);
}

#[test]
fn leaving_the_device_clean_takes_it_along() {
    let mut world = noor(8);
    keep(&mut world, &draft("#/mine/card", "Rain")).expect("kept");
    world.act(0, Door::Clean).expect("clean");
    assert_eq!(world.people[0].store.keys().collect::<Vec<_>>(), Vec::<&String>::new());
}
