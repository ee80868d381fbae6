//! The lock of a device: passphrase, autolock, passkey, and what is stored behind it.

use client::{
    Command, CommandId, Effect, Event, FromWorker, Outcome, Problem, View,
    command::{Autolock, Door, Links},
    view::{LockView, PasskeyView},
};
use model::Taste;
use model::kinds::Card;
use rand_chacha::rand_core::SeedableRng;
use testing::people::{PASSPHRASE, World};
use testing::seen::writes_card;

const MINUTE_MS: u64 = 60_000;
const NEW: &str = "another long passphrase";
const SECRET: [u8; 32] = *b"what an authenticator derives: 1";
const OTHER_SECRET: [u8; 32] = *b"what an authenticator derives: 2";

/// Noor with a vault.
fn noor(seed: u64) -> World {
    let mut world = World::new(seed, 1);
    world.create_vault(0, "Noor");
    world
}

fn passkey() -> PasskeyView {
    PasskeyView { credential: vec![1, 2, 3], salt: vec![9; 32] }
}

fn unlock(world: &mut World, passphrase: &str) -> Result<Outcome, Problem> {
    world.act(0, Door::Unlock { passphrase: passphrase.into() })
}

fn change(world: &mut World, present: &str, new: &str) -> Result<Outcome, Problem> {
    world.act(0, Door::ChangePassphrase { present: present.into(), new: new.into(), is_copied: false })
}

fn is_locked(world: &World) -> bool {
    matches!(world.view(0), View::Locked { .. })
}

#[test]
fn safety_s21_after_a_change_only_the_new_passphrase_opens() {
    let mut world = noor(1);
    assert_eq!(change(&mut world, PASSPHRASE, "short"), Err(Problem::ShortPassphrase { min: 8 }));
    assert_eq!(change(&mut world, "not the present one", NEW), Err(Problem::WrongPassphrase));
    assert_eq!(change(&mut world, PASSPHRASE, NEW), Ok(Outcome::Done));
    world.crash(0);
    assert_eq!(unlock(&mut world, PASSPHRASE), Err(Problem::WrongPassphrase));
    assert_eq!(unlock(&mut world, NEW), Ok(Outcome::Done));
    assert_eq!(world.open(0).name, "Noor");
}

#[test]
fn safety_s21_wrong_passphrases_cost_ever_more_also_after_a_restart() {
    let mut world = noor(2);
    world.crash(0);
    for _ in 0..5 {
        assert_eq!(unlock(&mut world, ""), Err(Problem::Empty), "nothing typed is no guess");
    }
    for _ in 0..2 {
        assert_eq!(unlock(&mut world, "wrong"), Err(Problem::WrongPassphrase));
    }
    let mut waits = Vec::new();
    for _ in 0..3 {
        assert_eq!(unlock(&mut world, "wrong"), Err(Problem::WrongPassphrase));
        world.crash(0);
        let Err(Problem::Wait { wait_ms }) = unlock(&mut world, PASSPHRASE) else {
            panic!("even the right passphrase has to wait")
        };
        waits.push(wait_ms);
        world.pass(wait_ms);
    }
    assert_eq!(waits, [5_000, 10_000, 20_000]);
    assert_eq!(unlock(&mut world, PASSPHRASE), Ok(Outcome::Done));
}

#[test]
fn safety_s21_guessing_the_present_passphrase_in_an_open_vault_costs_as_much() {
    let mut world = noor(3);
    for _ in 0..3 {
        assert_eq!(change(&mut world, "wrong", NEW), Err(Problem::WrongPassphrase));
    }
    assert_eq!(change(&mut world, PASSPHRASE, NEW), Err(Problem::Wait { wait_ms: 5_000 }));
    assert_eq!(world.act(0, Door::Lock), Ok(Outcome::Done));
    assert_eq!(unlock(&mut world, PASSPHRASE), Err(Problem::Wait { wait_ms: 5_000 }));
}

#[test]
fn safety_s21_a_vault_locks_when_nobody_has_done_anything_for_as_long_as_was_chosen() {
    let minutes = [
        (Autolock::OnLeaving, 5),
        (Autolock::Minute, 1),
        (Autolock::FiveMinutes, 5),
        (Autolock::QuarterHour, 15),
        (Autolock::Hour, 60),
    ];
    assert_eq!(minutes.map(|(autolock, _)| autolock), Autolock::ALL);
    let mut world = noor(4);
    assert_eq!(
        world.open(0).lock,
        LockView { autolock: Autolock::QuarterHour, passkey: false, soon: false, sealing_anew: None }
    );
    for (autolock, minutes) in minutes {
        assert_eq!(world.act(0, Door::SetAutolock { autolock }), Ok(Outcome::Done));
        world.restart(0);
        assert_eq!(world.open(0).lock.autolock, autolock, "the choice is kept");
        // Somebody who does something from time to time is not locked out.
        world.pass(2 * minutes * MINUTE_MS);
        assert!(!is_locked(&world), "{autolock:?}");
        assert_eq!(world.act(0, Door::StillHere), Ok(Outcome::Done));
        world.people[0].present = false;
        world.pass(minutes * MINUTE_MS - 21_000);
        assert!(!world.open(0).lock.soon, "{autolock:?} is said too early");
        world.pass(1_000);
        assert!(world.open(0).lock.soon, "{autolock:?} is said twenty seconds before");
        assert_eq!(world.act(0, Door::StillHere), Ok(Outcome::Done));
        assert!(!world.open(0).lock.soon, "whoever does something is not locked out");
        world.pass(minutes * MINUTE_MS - 1_000);
        assert!(!is_locked(&world), "{autolock:?} locks a second too early");
        world.pass(1_000);
        assert!(is_locked(&world), "{autolock:?}");
        world.people[0].present = true;
        assert_eq!(unlock(&mut world, PASSPHRASE), Ok(Outcome::Done));
    }
}

#[test]
fn safety_s21_a_device_that_slept_shows_nothing_and_does_nothing_when_it_wakes() {
    let mut world = noor(5);
    world.sleep(0, 16 * 60_000);
    let card = writes_card(None, Taste::Like, "Tea", "");
    assert_eq!(world.act(0, card), Err(Problem::NotOpen));
    assert!(is_locked(&world));
}

#[test]
fn safety_s21_a_clock_that_was_set_back_does_not_put_the_lock_off() {
    let mut world = noor(6);
    world.people[0].present = false;
    world.sleep(0, -86_400_000);
    assert_eq!(world.act(0, Door::Hidden), Ok(Outcome::Done));
    world.pass(15 * MINUTE_MS + 1_000);
    assert!(is_locked(&world));
}

#[test]
fn safety_s21_a_clock_set_ahead_and_back_does_not_lock_the_person_out() {
    let mut world = noor(12);
    world.crash(0);
    world.sleep(0, 31_556_952_000);
    for _ in 0..3 {
        assert_eq!(unlock(&mut world, "wrong"), Err(Problem::WrongPassphrase));
    }
    world.sleep(0, -31_556_952_000);
    assert_eq!(unlock(&mut world, PASSPHRASE), Err(Problem::Wait { wait_ms: 5_000 }));
    world.pass(5_000);
    assert_eq!(unlock(&mut world, PASSPHRASE), Ok(Outcome::Done));
}

#[test]
fn safety_s21_leaving_the_page_locks_at_once_only_where_that_was_chosen() {
    let mut world = noor(7);
    assert_eq!(world.act(0, Door::Hidden), Ok(Outcome::Done));
    assert!(!is_locked(&world));
    world.act(0, Door::SetAutolock { autolock: Autolock::OnLeaving }).expect("a choice");
    assert_eq!(world.act(0, Door::Hidden), Ok(Outcome::Done));
    assert!(is_locked(&world));
}

#[test]
fn safety_s21_a_passkey_is_a_second_way_in_until_it_is_removed() {
    let mut world = noor(8);
    let add = |present: &str, secret: &[u8]| {
        Command::Door(Door::AddPasskey {
            present: present.into(),
            passkey: passkey(),
            secret: secret.to_vec(),
        })
    };
    assert_eq!(world.act(0, add("wrong", &SECRET)), Err(Problem::WrongPassphrase));
    for none in [&SECRET[1..], &[0; 32], &[7; 32], &[]] {
        assert_eq!(world.act(0, add(PASSPHRASE, none)), Err(Problem::WrongPasskey), "{none:?} is no secret");
    }
    let check = |present: &str| Door::CheckPassphrase { present: present.to_owned() };
    assert_eq!(world.act(0, check("wrong")), Err(Problem::WrongPassphrase));
    assert_eq!(world.act(0, check(PASSPHRASE)), Ok(Outcome::Done));
    assert_eq!(world.act(0, add(PASSPHRASE, &SECRET)), Ok(Outcome::Done));
    assert_eq!(change(&mut world, PASSPHRASE, NEW), Ok(Outcome::Done));
    world.crash(0);
    assert_eq!(world.view(0), &View::Locked { wait_ms: 0, passkey: Some(passkey()), unsaved: false });

    let by = |secret: [u8; 32]| Command::Door(Door::UnlockWithPasskey { secret: secret.to_vec() });
    assert_eq!(world.act(0, by(OTHER_SECRET)), Err(Problem::WrongPasskey));
    assert_eq!(world.act(0, by([0; 32])), Err(Problem::WrongPasskey));
    assert_eq!(world.act(0, by(SECRET)), Ok(Outcome::Done));
    assert_eq!(
        world.open(0).lock,
        LockView { autolock: Autolock::QuarterHour, passkey: true, soon: false, sealing_anew: None }
    );
    let remove = |present: &str| Door::RemovePasskey { present: present.to_owned() };
    assert_eq!(world.act(0, remove(PASSPHRASE)), Err(Problem::WrongPassphrase), "it was changed");
    assert!(world.open(0).lock.passkey);
    assert_eq!(world.act(0, remove(NEW)), Ok(Outcome::Done));
    world.crash(0);
    assert_eq!(world.view(0), &View::Locked { wait_ms: 0, passkey: None, unsaved: false });
    assert_eq!(world.act(0, by(SECRET)), Err(Problem::WrongPasskey));
    assert_eq!(unlock(&mut world, NEW), Ok(Outcome::Done));
}

#[test]
fn safety_s21_a_wrong_passphrase_does_not_keep_the_passkey_waiting() {
    let mut world = noor(9);
    let add = Command::Door(Door::AddPasskey {
        present: PASSPHRASE.into(),
        passkey: passkey(),
        secret: SECRET.to_vec(),
    });
    assert_eq!(world.act(0, add), Ok(Outcome::Done));
    world.crash(0);
    for _ in 0..3 {
        assert_eq!(unlock(&mut world, "wrong"), Err(Problem::WrongPassphrase));
    }
    assert_eq!(unlock(&mut world, PASSPHRASE), Err(Problem::Wait { wait_ms: 5_000 }));
    let command = Command::Door(Door::UnlockWithPasskey { secret: SECRET.to_vec() });
    assert_eq!(world.act(0, command), Ok(Outcome::Done));
}

#[test]
fn safety_s21_nothing_that_a_device_stores_can_be_read_without_the_lock() {
    let mut world = noor(10);
    let texts = ["Marker in a card", "Marker in a note", "Marker of somebody close"];
    let [text, note, name] = texts.map(str::to_owned);
    world.act(0, writes_card(None, Taste::Like, &text, &note)).expect("a card");
    world.act(0, Links::AddRelationship { name, tie: model::Tie::Friend }).expect("a relationship");
    let secrets = texts.map(str::as_bytes).into_iter().chain([b"Noor".as_slice(), PASSPHRASE.as_bytes()]);
    for secret in secrets {
        for (key, value) in &world.people[0].store {
            let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|window| window == secret);
            assert!(!holds(key.as_bytes()) && !holds(value), "{key} holds {secret:?}");
        }
    }
}

#[test]
fn locking_says_that_something_still_waits_for_a_store_that_takes_nothing() {
    let mut world = noor(11);
    world.people[0].store_works = false;
    let command = writes_card(None, Taste::Like, "Rain", "");
    world.send(0, CommandId(500), command);
    world.send(0, CommandId(501), Command::Door(Door::Lock));
    assert_eq!(world.view(0), &View::Locked { wait_ms: 0, passkey: None, unsaved: true });
    world.people[0].store_works = true;
    world.pass(10_000);
    assert_eq!(world.view(0), &View::Locked { wait_ms: 0, passkey: None, unsaved: false });
    world.restart(0);
    assert_eq!(world.own::<Card>(0).len(), 1);
}

#[test]
fn what_is_asked_before_the_store_was_read_is_done_afterwards() {
    let mut app = client::App::new();
    let mut random = rand_chacha::ChaCha12Rng::seed_from_u64(1);
    let now = model::Now { unix_ms: 1_795_348_800_000, utc_offset_minutes: 0 };
    let command =
        Command::Door(Door::Create { name: "Noor".into(), passphrase: NEW.into(), relay: String::new() });
    app.handle(now, &mut random, Event::Command { id: CommandId(1), command });
    let effects: Vec<Effect> = std::iter::from_fn(|| app.poll_effect()).collect();
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Store { .. } | Effect::Tell(FromWorker::Reply { .. })))
    );
    app.handle(now, &mut random, Event::Loaded { token: 0, records: Vec::new() });
    assert!(matches!(app.poll_effect(), Some(Effect::WakeAt { .. })));
    assert!(matches!(app.poll_effect(), Some(Effect::Store { .. })));
}
