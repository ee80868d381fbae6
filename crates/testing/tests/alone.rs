//! What a person with one device deletes leaves the relay, and nothing else does: told by whole apps.

#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use client::{Outcome, command::Items, view::Notice};
use model::ItemId;
use relay::{
    limits::LOG_GRACE_DAYS,
    store::{Answer, Query, Store},
};
use sync::{ClientFrame, EntryId, Position, SpaceId, frame::CheckpointId};
use testing::{
    people::World,
    scenes::{NOOR, cards, devices, pair, recover, removal, this, trimmed_after, verifications, write_card},
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const PHONE: usize = NOOR;
const TABLET: usize = 1;
const LAPTOP: usize = 2;
/// A relay looks for what it may remove, and a device comes back, somewhat later than the days of grace end.
const GRACE: u64 = LOG_GRACE_DAYS as u64 + 1;

fn frames(world: &World) -> impl Iterator<Item = ClientFrame> + '_ {
    world.sent.iter().filter_map(|bytes| ClientFrame::from_bytes(bytes).ok())
}

/// The vault: the only space of which there are checkpoints.
fn vault(world: &World) -> SpaceId {
    let mut put = frames(world).filter_map(|frame| match frame {
        ClientFrame::PutCheckpoint { space, .. } => Some(space),
        _ => None,
    });
    put.next().expect("a checkpoint was handed in")
}

/// The checkpoints that were ever handed in, in order.
fn handed_in(world: &World) -> Vec<CheckpointId> {
    let put = frames(world).filter_map(|frame| match frame {
        ClientFrame::PutCheckpoint { checkpoint, piece: 0, .. } => Some(checkpoint),
        _ => None,
    });
    put.collect()
}

fn ask(world: &World, query: &Query) -> Answer {
    world.disk.reader().expect("it can be read").answer(query).expect("it is answered")
}

fn has_checkpoint(world: &World, checkpoint: CheckpointId) -> bool {
    let asked = Query::Piece { space: vault(world), checkpoint: Some(checkpoint), piece: 0 };
    let answer = ask(world, &asked);
    matches!(answer, Answer::Piece(Some(_)))
}

/// The entries that the relay still has of the vault.
fn held(world: &World) -> BTreeSet<EntryId> {
    let page = |after| match ask(world, &Query::Page { space: vault(world), after: Position(after) }) {
        Answer::Page { entries, trim, .. } => (entries, trim),
        other => panic!("{other:?} is no page"),
    };
    let (entries, trim) = page(0);
    let entries = trim.map_or(entries, |trim| page(trim.after.0).0);
    entries.into_iter().map(|stored| stored.entry.id).collect()
}

fn entries_handed_in(world: &World) -> BTreeSet<EntryId> {
    let appended = frames(world).filter_map(|frame| match frame {
        ClientFrame::Append { entries, .. } => Some(entries),
        _ => None,
    });
    appended.flatten().map(|entry| entry.id).collect()
}

fn delete(world: &mut World, person: usize, item: ItemId) {
    assert_eq!(world.act(person, Items::Remove { item }), Ok(Outcome::Done));
    world.pass(5_000);
}

fn nothing_is_wrong(world: &World, person: usize) {
    let notices = &world.open(person).notices;
    let is_known = |notice: &Notice| matches!(notice, Notice::NewDevice { .. } | Notice::ClocksDiffer { .. });
    let bad = |notice: &&Notice| !is_known(notice);
    assert_eq!(notices.iter().find(bad), None, "device {person}");
}

fn opens_again(world: &mut World, person: usize) {
    world.restart(person);
    world.pass(5_000);
}

/// A person with one device writes two cards, and deletes one.
fn deleted(seed: u64, people: usize, clock_ahead_ms: i64) -> (World, Vec<String>, BTreeSet<EntryId>) {
    let mut world = World::new(seed, people);
    world.people[PHONE].clock_ahead_ms = clock_ahead_ms;
    let words = world.create_vault(PHONE, "Noor");
    opens_again(&mut world, PHONE);
    write_card(&mut world, PHONE, "stays");
    let (item, _) = write_card(&mut world, PHONE, "to be gone");
    delete(&mut world, PHONE, item);
    let entries = entries_handed_in(&world);
    (world, words, entries)
}

/// The checkpoint takes the place of the log: it is spoken for, the days of grace go by, the relay looks.
fn turn(world: &mut World, person: usize) {
    opens_again(world, person);
    world.days_go_by(GRACE);
    opens_again(world, person);
}

#[test]
fn safety_s10_what_a_person_with_one_device_deleted_is_gone_after_the_days_of_grace_and_the_words_bring_back_the_rest()
 {
    // Whatever the device's clock says: nothing here goes by it.
    for (seed, clock_ahead_ms) in [(1, 0), (2, 20 * 365 * DAY_MS), (3, -20 * 365 * DAY_MS)] {
        let (mut world, words, entries) = deleted(seed, 2, clock_ahead_ms);
        // The first was handed in before the card was deleted; the one after it does not hold it any more.
        assert_eq!(handed_in(&world).len(), 1);
        assert!(entries.is_subset(&held(&world)));
        turn(&mut world, PHONE);
        opens_again(&mut world, PHONE);
        turn(&mut world, PHONE);
        assert!(entries.is_disjoint(&held(&world)), "the log is still there");
        let [first, .., last] = *handed_in(&world).as_slice() else { panic!("there were two") };
        assert!(!has_checkpoint(&world, first), "the one that held the card is still there");
        assert!(has_checkpoint(&world, last));
        nothing_is_wrong(&world, PHONE);
        // The phone is gone.
        world.set_online(PHONE, false);
        recover(&mut world, TABLET, &words);
        assert_eq!(cards(&world, TABLET), ["stays"]);
        nothing_is_wrong(&world, TABLET);
        opens_again(&mut world, TABLET);
        assert_eq!(cards(&world, TABLET), ["stays"]);
        if clock_ahead_ms != 0 {
            // What it reads of a device with a right clock waits for its time, or is long past: that is another story.
            continue;
        }
        // It comes back, and both have the same.
        world.set_online(PHONE, true);
        opens_again(&mut world, PHONE);
        write_card(&mut world, TABLET, "from the tablet");
        world.pass(5_000);
        for person in [PHONE, TABLET] {
            let all: BTreeSet<String> = cards(&world, person).into_iter().collect();
            assert_eq!(all, BTreeSet::from(["stays".to_owned(), "from the tablet".to_owned()]));
        }
    }
}

#[test]
fn nothing_leaves_the_relay_before_the_device_was_started_anew_and_has_read_its_checkpoint_back() {
    let (mut world, _, entries) = deleted(4, 1, 0);
    assert_eq!((handed_in(&world).len(), verifications(&world)), (1, 0));
    // A new connection is no new start.
    world.set_online(PHONE, false);
    world.set_online(PHONE, true);
    assert_eq!(verifications(&world), 0);
    world.days_go_by(GRACE);
    world.pass(60_000);
    assert!(entries.is_subset(&held(&world)));
    opens_again(&mut world, PHONE);
    assert_eq!(verifications(&world), 1);
    // Once is enough, however often it is opened, and the days of grace begin with it.
    for _ in 0..3 {
        opens_again(&mut world, PHONE);
        write_card(&mut world, PHONE, "more");
    }
    assert_eq!((handed_in(&world).len(), verifications(&world)), (1, 1));
    assert!(entries.is_subset(&held(&world)));
}

#[test]
fn months_without_a_connection_lose_nothing_and_what_was_deleted_goes_afterwards() {
    let (mut world, words, entries) = deleted(5, 2, 0);
    world.set_online(PHONE, false);
    let (item, _) = write_card(&mut world, PHONE, "written and deleted far away");
    delete(&mut world, PHONE, item);
    write_card(&mut world, PHONE, "written far away");
    world.days_go_by(7 * 30);
    world.set_online(PHONE, true);
    for _ in 0..3 {
        turn(&mut world, PHONE);
        opens_again(&mut world, PHONE);
    }
    assert!(entries.is_disjoint(&held(&world)));
    world.set_online(PHONE, false);
    recover(&mut world, TABLET, &words);
    let all: BTreeSet<String> = cards(&world, TABLET).into_iter().collect();
    assert_eq!(all, BTreeSet::from(["stays".to_owned(), "written far away".to_owned()]));
    nothing_is_wrong(&world, TABLET);
}

#[test]
fn with_another_device_in_the_vault_nobody_speaks_for_their_own_checkpoint() {
    let mut world = World::new(6, 2);
    let words = world.create_vault(PHONE, "Noor");
    recover(&mut world, TABLET, &words);
    // It may be a stolen one that is never seen again, or one that is only switched off.
    world.set_online(TABLET, false);
    let (item, _) = write_card(&mut world, PHONE, "to be gone");
    delete(&mut world, PHONE, item);
    for _ in 0..3 {
        turn(&mut world, PHONE);
        write_card(&mut world, PHONE, "more");
    }
    let entries = entries_handed_in(&world);
    assert_eq!((handed_in(&world).len(), verifications(&world)), (0, 0));
    assert_eq!(trimmed_after(&world, PHONE), None);
    // Once it was taken away, the only device goes on alone, with a checkpoint that it makes alone.
    let tablet = devices(&world, PHONE).iter().find(|device| !device.is_this).expect("it is listed").id;
    assert_eq!(world.act(PHONE, removal(tablet)), Ok(Outcome::Done));
    write_card(&mut world, PHONE, "alone again");
    for _ in 0..3 {
        turn(&mut world, PHONE);
    }
    assert!(verifications(&world) > 0);
    assert!(entries.is_disjoint(&held(&world)));
    nothing_is_wrong(&world, PHONE);
}

#[test]
fn a_device_that_comes_during_the_days_of_grace_speaks_for_the_checkpoint_itself() {
    let (mut world, _, entries) = deleted(7, 2, 0);
    opens_again(&mut world, PHONE);
    assert_eq!(verifications(&world), 1);
    world.days_go_by(GRACE - 5);
    opens_again(&mut world, PHONE);
    pair(&mut world, PHONE, TABLET, "Tablet");
    // It reads the whole log, for that is short, and says the same, with days of grace of its own.
    opens_again(&mut world, TABLET);
    assert_eq!(cards(&world, TABLET), ["stays"]);
    assert_eq!(verifications(&world), 2);
    world.days_go_by(10);
    opens_again(&mut world, PHONE);
    assert!(entries.is_subset(&held(&world)), "the days of grace began anew");
    world.days_go_by(GRACE - 10);
    opens_again(&mut world, PHONE);
    opens_again(&mut world, TABLET);
    for person in [PHONE, TABLET] {
        assert!(trimmed_after(&world, person).is_some());
        nothing_is_wrong(&world, person);
    }
}

#[test]
fn one_phone_after_the_other_is_lost_and_the_words_bring_everything_back_each_time() {
    let (mut world, words, _) = deleted(8, 3, 0);
    turn(&mut world, PHONE);
    assert!(trimmed_after(&world, PHONE).is_some());
    world.set_online(PHONE, false);
    // The new phone starts from the checkpoint that the lost one alone had spoken for, takes that one out, and speaks for it.
    recover(&mut world, TABLET, &words);
    let lost = devices(&world, TABLET).iter().find(|device| !device.is_this).expect("it is listed").id;
    assert_ne!(lost, this(&world, TABLET));
    let said = verifications(&world);
    assert_eq!(world.act(TABLET, removal(lost)), Ok(Outcome::Done));
    world.pass(60_000);
    assert_eq!(verifications(&world), said + 1);
    // And is lost at once.
    world.set_online(TABLET, false);
    recover(&mut world, LAPTOP, &words);
    assert_eq!(cards(&world, LAPTOP), ["stays"]);
    nothing_is_wrong(&world, LAPTOP);
}

#[test]
fn a_relay_without_room_for_a_checkpoint_is_offered_one_a_connection_and_everything_stays() {
    let mut world = World::new(9, 2);
    let words = world.create_vault(PHONE, "Noor");
    opens_again(&mut world, PHONE);
    let (item, _) = write_card(&mut world, PHONE, "to be gone");
    delete(&mut world, PHONE, item);
    let (before, entries) = (handed_in(&world).len(), entries_handed_in(&world));
    assert_eq!(before, 1);
    turn(&mut world, PHONE);
    // From here on it has room for entries only, as they are small.
    let share = |world: &World| {
        let summary = ask(world, &Query::Statistics);
        let Answer::Statistics(statistics) = summary else { panic!("{summary:?}") };
        statistics.size_bytes
    };
    world.set_share(share(&world));
    opens_again(&mut world, PHONE);
    let tried = handed_in(&world).len();
    for _ in 0..20 {
        world.pass(60_000);
        let _ = world.act(PHONE, client::command::Door::StillHere);
    }
    assert!(handed_in(&world).len() <= tried + 1, "it is offered again and again");
    world.set_share(1 << 30);
    write_card(&mut world, PHONE, "stays");
    for _ in 0..3 {
        turn(&mut world, PHONE);
        opens_again(&mut world, PHONE);
    }
    assert!(entries.is_disjoint(&held(&world)));
    world.set_online(PHONE, false);
    recover(&mut world, TABLET, &words);
    assert_eq!(cards(&world, TABLET), ["stays"]);
}

#[test]
fn a_relay_that_lost_everything_is_given_the_log_and_a_checkpoint_again() {
    let (mut world, words, _) = deleted(10, 2, 0);
    opens_again(&mut world, PHONE);
    assert_eq!((handed_in(&world).len(), verifications(&world)), (1, 1));
    world.replace_relay();
    opens_again(&mut world, PHONE);
    assert_eq!((handed_in(&world).len(), verifications(&world)), (2, 2));
    world.days_go_by(GRACE);
    opens_again(&mut world, PHONE);
    assert!(trimmed_after(&world, PHONE).is_some());
    world.set_online(PHONE, false);
    recover(&mut world, TABLET, &words);
    assert_eq!(cards(&world, TABLET), ["stays"]);
}
