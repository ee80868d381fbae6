//! The first minute: a relay that is looked for before there is a vault, and a vault whose recovery words wait.

use client::{
    Command, CommandId, Outcome, Problem, Reply, View,
    command::{Devices, Door},
};
use testing::people::{PASSPHRASE, RELAY, World};

fn create(relay: &str) -> Door {
    Door::Create { name: "Noor".into(), passphrase: PASSPHRASE.into(), relay: relay.into() }
}

fn reach(relay: &str) -> Door {
    Door::Reach { relay: relay.into() }
}

#[test]
fn whoever_chooses_a_relay_is_told_there_and_then_whether_it_answers() {
    let mut world = World::new(1, 1);
    assert_eq!(world.act(0, reach(RELAY)), Ok(Outcome::Done));
    assert_eq!(world.act(0, reach("no address")), Err(Problem::BadRelay));
    assert_eq!(world.act(0, reach("")), Err(Problem::BadRelay));
    assert_eq!(world.act(0, reach("https://host.example/cp")), Err(Problem::MoreThanRelay));
    assert_eq!(world.act(0, create("https://relay.example/?from=here")), Err(Problem::MoreThanRelay));
    assert_eq!(world.act(0, reach("https://rel\u{e9}.example")), Err(Problem::RelayLetters));
    world.set_online(0, false);
    assert_eq!(world.act(0, reach(RELAY)), Err(Problem::Offline));
    assert_eq!(world.view(0), &View::Fresh);
}

#[test]
fn a_relay_that_never_says_a_word_is_not_waited_for() {
    let mut world = World::new(1, 1);
    world.people[0].never_connects = true;
    world.send(0, CommandId(7), Command::Door(reach(RELAY)));
    world.pass(4_000);
    assert_eq!(world.reply(0, CommandId(7)), None);
    world.pass(2_000);
    assert_eq!(world.reply(0, CommandId(7)), Some(&Reply::Refused(Problem::Offline)));
}

#[test]
fn of_two_relays_that_are_looked_for_the_last_counts_and_a_vault_ends_the_search() {
    let mut world = World::new(1, 1);
    world.people[0].never_connects = true;
    world.send(0, CommandId(7), Command::Door(reach(RELAY)));
    world.send(0, CommandId(8), Command::Door(reach(RELAY)));
    assert_eq!(world.reply(0, CommandId(7)), Some(&Reply::Refused(Problem::Offline)));
    assert_eq!(world.reply(0, CommandId(8)), None);
    // A vault without a relay is made: what was looked for is no connection of its own.
    assert_eq!(world.act(0, create("")), Ok(Outcome::Done));
    assert_eq!(world.reply(0, CommandId(8)), Some(&Reply::Refused(Problem::Offline)));
    assert_eq!(world.act(0, reach(RELAY)), Err(Problem::VaultExists));
    world.people[0].never_connects = false;
    world.pass(10_000);
    assert!(world.open(0).relay.address.is_empty());
}

#[test]
fn looking_for_a_relay_leaves_nothing_on_the_device_and_hands_nothing_in() {
    let mut world = World::new(1, 1);
    world.act(0, reach(RELAY)).expect("it answers");
    assert!(world.people[0].store.is_empty());
}

#[test]
fn safety_s20_the_words_of_a_new_vault_are_not_handed_out_before_they_are_wanted() {
    let mut world = World::new(1, 1);
    assert_eq!(world.act(0, create(RELAY)), Ok(Outcome::Done));
    let recovery = world.open(0).recovery;
    assert!(!recovery.checked && recovery.can_be_shown);
    assert_eq!(recovery.viewed_on, None, "nobody has seen them yet");
    // They still wait after the lock and another start.
    world.restart(0);
    let shown = world.act(0, Devices::ShowWords { passphrase: PASSPHRASE.into() }).expect("they wait");
    assert!(matches!(shown, Outcome::Words(words) if words.len() == 24));
    assert!(world.open(0).recovery.viewed_on.is_some());
}
