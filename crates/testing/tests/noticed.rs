//! What came from the other since a device was last used is said there until it was seen, and nobody learns that it was.

#![expect(clippy::indexing_slicing, reason = "people are numbered by the test that uses them")]

use client::{
    Command, Look, Outcome,
    command::{Door, ExportAs, Items, Links, Noticed, TakeAlong},
    look::{Arrived, News, Page},
};
use model::{
    Answer, Need, RelationshipId,
    kinds::{Ask, Card, GivenAnswer, Listed},
};
use testing::people::{PASSPHRASE, World};
use testing::scenes::{LAPTOP, NOOR, SAM, TABLET, link, pair, recover, share_card};
use testing::seen::{answers, writes_ask};

/// Noor and Sam, linked; each has Today in view.
struct Pair {
    world: World,
    /// Sam, as Noor knows him.
    sam: RelationshipId,
    /// Noor, as Sam knows her.
    noor: RelationshipId,
}

fn pair_of(seed: u64) -> Pair {
    let mut world = World::new(seed, 2);
    world.create_vault(NOOR, "Noor");
    world.create_vault(SAM, "Sam");
    let (sam, noor) = link(&mut world, NOOR, SAM);
    world.goes_to(NOOR, Look::Today);
    world.goes_to(SAM, Look::Today);
    Pair { world, sam, noor }
}

fn on_today(world: &World, person: usize) -> Vec<News> {
    match world.page(person, &Look::Today) {
        Page::Today(today) => today.news,
        other => panic!("today was asked for, not {other:?}"),
    }
}

fn on_ours(world: &World, person: usize, with: RelationshipId) -> Vec<News> {
    match world.page(person, &Look::With { relationship: Some(with) }) {
        Page::With(counts) => counts.news.into_iter().collect(),
        other => panic!("a relationship was asked for, not {other:?}"),
    }
}

/// What is said: numbers of kinds, and how many of each.
fn said(news: &[News]) -> Vec<(u32, u32)> {
    let arrived = news.iter().flat_map(|news| &news.arrived);
    arrived.map(|Arrived { kind, count, .. }| (*kind, *count)).collect()
}

fn likes(with: RelationshipId) -> Look {
    Look::Between { relationship: with, kinds: vec![Card::NUMBER], up_to: 50 }
}

fn asks(world: &mut World, person: usize, relationship: RelationshipId, text: &str) {
    let ask = writes_ask(None, relationship, Need::Listening, text);
    let Ok(Outcome::Written { item, version }) = world.act(person, ask) else { panic!("an ask") };
    world.act(person, Items::Share { relationship, item, version }).expect("shared");
}

fn record(world: &World, device: usize) -> Vec<u8> {
    let device = world.people.get(device).expect("it is there");
    device.store.get("hot/noticed").expect("it is always there").clone()
}

#[test]
fn what_came_while_nobody_was_there_is_said_until_it_was_seen() {
    let Pair { mut world, sam, noor } = pair_of(1);
    asks(&mut world, NOOR, sam, "Monday is a lot");
    world.crash(NOOR);
    let ask = world.theirs::<Ask>(SAM).remove(0);
    world.act(SAM, answers(noor, &ask.item, Answer::Yes, "")).expect("answered");
    share_card(&mut world, SAM, noor, "Rain");
    share_card(&mut world, SAM, noor, "Snow");
    world.act(NOOR, Door::Unlock { passphrase: PASSPHRASE.to_owned() }).expect("open");
    let all = [(GivenAnswer::NUMBER, 1), (Card::NUMBER, 2)];
    assert_eq!(said(&on_today(&world, NOOR)), all);
    assert_eq!(said(&on_ours(&world, NOOR, sam)), all);
    assert_eq!(on_today(&world, NOOR)[0].relationship, sam);

    // The pages that say it are not those on which it stands; neither are others.
    for look in [Look::Today, Look::With { relationship: Some(sam) }, Look::Shared, Look::Frame] {
        world.goes_to(NOOR, look);
    }
    assert_eq!(said(&on_today(&world, NOOR)), all);
    world.goes_to(NOOR, likes(sam));
    assert_eq!(said(&on_today(&world, NOOR)), all[..1]);
    assert_eq!(said(&on_ours(&world, NOOR, sam)), all[..1]);
    // A crash takes nothing of it, and brings nothing back.
    world.restart(NOOR);
    assert_eq!(said(&on_today(&world, NOOR)), all[..1]);
    world.goes_to(NOOR, Look::Own { kinds: vec![Ask::NUMBER], up_to: 50, only: None });
    world.restart(NOOR);
    assert_eq!(said(&on_today(&world, NOOR)), []);
    assert_eq!(said(&on_ours(&world, NOOR, sam)), []);
}

#[test]
fn what_was_sent_and_never_drawn_is_news_still() {
    let Pair { mut world, sam, noor } = pair_of(2);
    share_card(&mut world, SAM, noor, "Rain");
    world.act(NOOR, Command::Look(likes(sam))).expect("sent");
    world.restart(NOOR);
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)]);
    world.goes_to(NOOR, likes(sam));
    // What comes while the page stands waits there: it is not drawn.
    share_card(&mut world, SAM, noor, "Snow");
    world.pass(1_000);
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)]);
    world.draws(NOOR);
    assert_eq!(said(&on_today(&world, NOOR)), []);
}

#[test]
fn it_can_be_put_away_and_what_came_after_it_is_said_still() {
    let Pair { mut world, sam, noor } = pair_of(3);
    share_card(&mut world, SAM, noor, "Rain");
    let line = on_today(&world, NOOR).remove(0);
    share_card(&mut world, SAM, noor, "Snow");
    let News { relationship, up_to, .. } = line;
    world.act(NOOR, Noticed::PutAway { relationship, up_to }).expect("put away");
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)]);
    let News { relationship, up_to, .. } = on_ours(&world, NOOR, sam).remove(0);
    world.act(NOOR, Noticed::PutAway { relationship, up_to }).expect("put away");
    for _ in 0..2 {
        assert_eq!((on_today(&world, NOOR), on_ours(&world, NOOR, sam)), (vec![], vec![]));
        world.restart(NOOR);
    }
}

#[test]
fn what_was_taken_back_before_it_was_seen_is_not_announced_nor_what_a_link_held_that_has_ended() {
    let Pair { mut world, sam, noor } = pair_of(4);
    world.crash(NOOR);
    let item = share_card(&mut world, SAM, noor, "Rain");
    share_card(&mut world, SAM, noor, "Snow");
    world.act(SAM, Items::Withdraw { relationship: noor, item }).expect("withdrawn");
    world.act(NOOR, Door::Unlock { passphrase: PASSPHRASE.to_owned() }).expect("open");
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)]);
    world.act(SAM, Links::Unlink { relationship: noor, withdraw: false }).expect("ended");
    world.pass(60_000);
    assert_eq!((on_today(&world, NOOR), on_ours(&world, NOOR, sam)), (vec![], vec![]));
}

#[test]
fn on_a_device_that_is_new_everything_is_old_and_what_comes_then_is_new() {
    for by_link in [false, true] {
        let mut world = World::new(5, 4);
        let words = world.create_vault(NOOR, "Noor");
        world.create_vault(SAM, "Sam");
        let (sam, noor) = link(&mut world, NOOR, SAM);
        share_card(&mut world, SAM, noor, "Rain");
        asks(&mut world, SAM, noor, "Monday is a lot");
        let new = if by_link {
            pair(&mut world, NOOR, LAPTOP, "Laptop");
            LAPTOP
        } else {
            recover(&mut world, TABLET, &words);
            TABLET
        };
        world.pass(60_000);
        assert_eq!(world.theirs::<Card>(new).len(), 1, "it has it all");
        assert_eq!(
            (on_today(&world, new), on_ours(&world, new, sam)),
            (vec![], vec![]),
            "by a link: {by_link}"
        );
        assert_eq!(world.people[new].asked_for, []);
        world.crash(new);
        share_card(&mut world, SAM, noor, "Snow");
        world.act(new, Door::Unlock { passphrase: PASSPHRASE.to_owned() }).expect("open");
        assert_eq!(said(&on_today(&world, new)), [(Card::NUMBER, 1)]);
        // Each device has seen what it has shown: on the other one it is all new still.
        let all = [(Card::NUMBER, 2), (Ask::NUMBER, 1)];
        assert_eq!(said(&on_ours(&world, NOOR, sam)), all);
    }
}

#[test]
fn what_the_other_shared_before_this_side_came_back_to_a_link_is_new() {
    let mut world = World::new(6, 2);
    world.create_vault(NOOR, "Noor");
    world.create_vault(SAM, "Sam");
    let (_, noor) = link(&mut world, NOOR, SAM);
    // Nobody has gone anywhere yet: the link has only just been made.
    share_card(&mut world, SAM, noor, "Rain");
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)]);
    world.restart(NOOR);
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)]);
}

#[test]
fn a_request_that_comes_while_the_vault_is_open_is_told_once() {
    let Pair { mut world, sam, noor } = pair_of(7);
    asks(&mut world, SAM, noor, "Monday is a lot");
    world.pass(1_000);
    assert_eq!(world.people[NOOR].asked_for, [sam]);
    share_card(&mut world, SAM, noor, "Rain");
    world.restart_relay();
    assert_eq!(world.people[NOOR].asked_for, [sam]);
    world.restart(NOOR);
    world.pass(60_000);
    assert_eq!(world.people[NOOR].asked_for, [], "those that were there stand on Today");
    // Today shows it: nothing more is said of it under Ours.
    assert_eq!(said(&on_ours(&world, NOOR, sam)), [(Card::NUMBER, 1), (Ask::NUMBER, 1)]);
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, 1)], "there it stands itself");
    world.goes_to(NOOR, Look::Today);
    assert_eq!(said(&on_ours(&world, NOOR, sam)), [(Card::NUMBER, 1)]);
}

/// How long everything is that is sent while something comes, is there to be seen, and either is seen or is not.
fn sent_while_it_comes(seen: bool) -> Vec<usize> {
    let Pair { mut world, sam, noor } = pair_of(8);
    share_card(&mut world, SAM, noor, "Rain");
    world.pass(60_000);
    let line = on_today(&world, NOOR).remove(0);
    let keys = |world: &World| world.people[NOOR].store.keys().cloned().collect::<Vec<_>>();
    let before = keys(&world);
    if seen {
        world.goes_to(NOOR, Look::Today);
        world.goes_to(NOOR, likes(sam));
        let News { relationship, up_to, .. } = line;
        world.act(NOOR, Noticed::PutAway { relationship, up_to }).expect("put away");
    }
    world.pass(600_000);
    assert_eq!(said(&on_today(&world, NOOR)).is_empty(), seen);
    assert_eq!(keys(&world), before, "nothing was written into any log");
    world.restart(NOOR);
    if seen {
        world.goes_to(NOOR, Look::Today);
    }
    world.pass(60_000);
    share_card(&mut world, SAM, noor, "Snow");
    world.pass(60_000);
    assert_eq!(said(&on_today(&world, NOOR)), [(Card::NUMBER, if seen { 1 } else { 2 })]);
    world.sent.iter().map(Vec::len).collect()
}

#[test]
fn safety_s15_that_something_was_seen_leaves_the_device_in_no_way() {
    assert_eq!(sent_while_it_comes(true), sent_while_it_comes(false));
}

#[test]
fn safety_s21_whoever_finds_the_device_cannot_see_whether_anything_was_read() {
    let Pair { mut world, sam, noor } = pair_of(9);
    let empty = record(&world, NOOR);
    world.restart(NOOR);
    assert_ne!(record(&world, NOOR), empty, "it is written whenever the vault opens");
    for text in ["Rain", "Snow", "Hail"] {
        share_card(&mut world, SAM, noor, text);
    }
    world.pass(1_000);
    let mut last = record(&world, NOOR);
    // Whatever was drawn, with something new on it or not, it is written once and is as long as it was.
    for look in [Look::Today, likes(sam), likes(sam), Look::Shared] {
        world.goes_to(NOOR, look.clone());
        let now = record(&world, NOOR);
        assert_ne!(now, last, "{look:?}");
        assert_eq!(now.len(), empty.len(), "{look:?}");
        last = now;
    }
}

#[test]
fn no_file_that_is_taken_along_and_no_other_device_knows_of_it() {
    let Pair { mut world, sam, noor } = pair_of(10);
    share_card(&mut world, SAM, noor, "Rain");
    world.pass(60_000);
    let file = |world: &mut World, with_others| {
        let json = TakeAlong::Export { form: ExportAs::Json, with_others };
        let Ok(Outcome::File(file)) = world.act(NOOR, json) else { panic!("a file") };
        file
    };
    let before = [file(&mut world, false), file(&mut world, true)];
    world.goes_to(NOOR, likes(sam));
    assert_eq!(said(&on_today(&world, NOOR)), []);
    assert_eq!([file(&mut world, false), file(&mut world, true)], before);
}

#[test]
fn a_vault_without_the_record_gets_it_and_a_damaged_one_keeps_nobody_out() {
    let Pair { mut world, sam, noor } = pair_of(11);
    world.people[NOOR].store.remove("hot/noticed");
    world.restart(NOOR);
    let length = record(&world, NOOR).len();
    world.people[NOOR].store.insert("hot/noticed".to_owned(), vec![1; length]);
    world.restart(NOOR);
    assert_eq!(on_today(&world, NOOR), []);
    share_card(&mut world, SAM, noor, "Rain");
    assert_eq!(said(&on_ours(&world, NOOR, sam)), [(Card::NUMBER, 1)], "what comes from now on is new");
}
