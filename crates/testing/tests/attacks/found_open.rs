//! M5: somebody finds a device open, for a minute. What changes authority asks for the passphrase; what protects the person never does.

use client::{
    Command, Outcome, Problem,
    command::{Devices, Here},
    view::Notice,
};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{LAPTOP, NOOR, Scene, devices, recover, scene, this},
};

const GUESS: &str = "what somebody guesses";

#[test]
fn who_finds_a_device_open_changes_no_authority() {
    let Scene { mut world, words, .. } = scene(401, 1);
    world.add_person();
    recover(&mut world, LAPTOP, &words);
    world.pass(60_000);
    let (laptop, relay) = (this(&world, LAPTOP), world.open(NOOR).relay.address.clone());
    let acts: [fn(model::DeviceId, &str) -> Command; 4] = [
        |device, guess| Devices::Remove { device, passphrase: guess.into() }.into(),
        |device, guess| Devices::Dismiss { device, passphrase: guess.into() }.into(),
        |_, guess| Devices::RenewWords { passphrase: guess.into() }.into(),
        |_, guess| {
            Here::ChangeRelay { relay: "https://other.example".into(), passphrase: guess.into() }.into()
        },
    ];
    for act in acts {
        for (guess, problem) in [("", Problem::Empty), (GUESS, Problem::WrongPassphrase)] {
            assert_eq!(world.act(NOOR, act(laptop, guess)), Err(problem));
            // A wrong one makes the next wait.
            world.pass(3_600_000);
        }
    }
    assert_eq!((devices(&world, NOOR).len(), &world.open(NOOR).relay.address), (3, &relay));
    assert!(devices(&world, NOOR).iter().all(|device| !device.is_leaving));
    assert!(!world.open(NOOR).devices.words_wait);
    let asks = |notice: &Notice| matches!(notice, Notice::NewDevice { device, .. } if *device == laptop);
    assert!(world.open(NOOR).notices.iter().any(asks), "nobody said that it is theirs");
}

#[test]
fn who_finds_a_device_open_does_not_read_the_words_that_wait() {
    let mut world = World::new(402, 1);
    world.create_vault(NOOR, "Noor");
    world.pass(1_000);
    let show = |guess: &str| Devices::ShowWords { passphrase: guess.into() };
    assert_eq!(world.act(NOOR, show("")), Err(Problem::Empty));
    assert_eq!(world.act(NOOR, show(GUESS)), Err(Problem::WrongPassphrase));
    world.pass(3_600_000);
    assert!(matches!(world.act(NOOR, show(PASSPHRASE)), Ok(Outcome::Words(words)) if words.len() == 24));
}
