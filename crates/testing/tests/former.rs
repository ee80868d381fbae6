//! What a parcel does not bring: a removed device or void recovery words back in, or a part that is refused.

use client::{
    Command, Outcome, Problem,
    command::{Brought, Carry, Devices, Door, Links, ParcelProblem, Recipient},
    storage,
    view::{LinkView, Notice},
};
use crypto::{Clock, MemberSeed, RecoveryWords};
use model::{Day, Decision, DeviceId, LinkId, VaultOperation};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sync::{
    ControlRecord, Entry, Member, MemberKind, Party, Replica, SpaceId,
    parcel::{Parcel, Part},
};
use testing::{
    people::{PASSPHRASE, RELAY, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, add, cards, devices, is_linked, recover, removal, scene,
        share_card, theirs, this, write_card,
    },
};

/// How far ahead of the others' clocks the intruder's is, in seconds: what it writes would count as the newest.
const AHEAD_S: u64 = 24 * 60 * 60;

/// The words of whoever wants to get in.
const ENTROPY: [u8; 32] = [7; 32];

/// Everything of Noor's: her vault, and her link.
fn everything(world: &mut World, person: usize) -> (Part, Part) {
    let make = Carry::Make { recipient: Recipient::OwnDevices, everything: true };
    match world.act(person, Command::Carry(make)) {
        Ok(Outcome::Parcel(parcel)) => {
            let parts = Parcel::from_bytes(&parcel).expect("the app made it").parts;
            let is_vault = |part: &Part| {
                let first = part.records.first().expect("a part of everything begins at the beginning");
                let first = ControlRecord::from_bytes(first).expect("the app made it");
                first.members.iter().any(|member| member.kind == MemberKind::Paper)
            };
            let (mut vaults, mut links): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_vault);
            (vaults.remove(0), links.remove(0))
        }
        other => panic!("a parcel was to be made, not {other:?}"),
    }
}

fn receive(world: &mut World, person: usize, parcel: &Parcel) -> Result<Brought, Problem> {
    let parcel = parcel.to_bytes().expect("it is small");
    match world.act(person, Command::Carry(Carry::Receive { parcel })) {
        Ok(Outcome::Brought(brought)) => Ok(brought),
        Ok(other) => panic!("a parcel was to be taken in, not {other:?}"),
        Err(problem) => Err(problem),
    }
}

fn renew(world: &mut World, person: usize) -> Vec<String> {
    match world.act(person, Devices::RenewWords { passphrase: PASSPHRASE.into() }) {
        Ok(Outcome::Words(words)) => words,
        other => panic!("new words were to be made, not {other:?}"),
    }
}

fn try_words(world: &mut World, device: usize, words: &RecoveryWords) -> Result<Outcome, Problem> {
    let words = words.words().join(" ");
    world.act(device, Door::Recover { words, passphrase: PASSPHRASE.into(), relay: RELAY.into() })
}

/// Words of one's own in the place of the person's.
fn own_words(vault: SpaceId) -> Decision {
    let seed = RecoveryWords::from_entropy(&ENTROPY).member_seed();
    let paper = Member::of(&seed, vault, Party::Founder, MemberKind::Paper);
    let paper = minicbor::to_vec(&paper).expect("writing to memory cannot fail");
    Decision::RenewWords { paper, on: Day(20_000) }
}

/// Everything that would let somebody back in, or others out.
fn intrusion(device: DeviceId, vault: SpaceId, link: SpaceId) -> Vec<Decision> {
    vec![
        own_words(vault),
        Decision::RemoveDevice { device, read: Vec::new() },
        Decision::RenewLink { link: LinkId(link.0), member_seed: [8; 32], after: 1_000 },
    ]
}

/// A parcel of a vault as a member writes it who knows no newer control record than these.
fn forged(world: &World, seed: MemberSeed, vault: &Part, decisions: &[Decision]) -> Parcel {
    let later = Clock(model::Clock::new(world.now_ms / 1000 + AHEAD_S, 0).0);
    let mut random = ChaCha12Rng::seed_from_u64(1);
    let records: Vec<Vec<u8>> = vault.records.iter().map(|record| record.to_vec()).collect();
    let mut writer = Replica::enter(seed, &records, &mut random).expect("it was a member then");
    let entries = decisions
        .iter()
        .map(|decision| {
            let decision = decision.to_bytes();
            let proof = writer.sign_decision(&decision).0.to_vec();
            let operation = VaultOperation::Decided { decision, proof };
            writer.write(later, &operation.to_bytes(), &mut random).expect("it is open")
        })
        .collect();
    Parcel::new(vec![Part { space: vault.space, records: Vec::new(), entries }])
}

/// A parcel of every entry that a device has kept apart from its checkpoints.
fn kept_by(world: &World, device: usize, space: SpaceId) -> Parcel {
    let person = world.people.get(device).expect("it is in the world");
    let store = storage::read(&person.store, PASSPHRASE).expect("it is the passphrase");
    let tails = store.iter().filter(|(key, _)| key.contains("/tail/"));
    let entries = tails.filter_map(|(_, value)| minicbor::decode::<Entry>(value).ok()).collect();
    Parcel::new(vec![Part { space, records: Vec::new(), entries }])
}

/// The members of a link, as whoever is in it knows them.
fn link_members((_, link): &(Part, Part)) -> Vec<Vec<u8>> {
    link.records.iter().map(|record| record.to_vec()).collect()
}

#[test]
fn safety_s20_void_recovery_words_bring_nothing_back_in_by_a_parcel() {
    let Scene { mut world, noors, words, .. } = scene(120, 2);
    let paper = RecoveryWords::parse(&words.join(" ")).expect("they are words").member_seed();
    world.lose(LAPTOP);
    let before = everything(&mut world, NOOR);
    renew(&mut world, NOOR);
    world.pass(60_000);
    let after = everything(&mut world, NOOR);
    for person in [NOOR, TABLET, SAM] {
        world.set_online(person, false);
    }
    let tablet = this(&world, TABLET);
    let parcel = forged(&world, paper, &before.0, &intrusion(tablet, before.0.space, before.1.space));
    let (seen, list) = (world.open(NOOR).recovery, devices(&world, NOOR).to_vec());
    assert_eq!(
        receive(&mut world, NOOR, &parcel),
        Err(Problem::Parcel(ParcelProblem::Unreadable)),
        "words write nothing, void or not"
    );
    for person in [NOOR, TABLET, SAM] {
        world.set_online(person, true);
        world.pass(60_000);
    }
    assert_eq!(world.open(NOOR).recovery, seen);
    assert_eq!(devices(&world, NOOR), list);
    assert!(!world.open(NOOR).devices.words_wait && !world.open(TABLET).devices.is_removed);
    assert_eq!(link_members(&everything(&mut world, NOOR)), link_members(&after));
    let intruder = RecoveryWords::from_entropy(&ENTROPY);
    assert_eq!(try_words(&mut world, LAPTOP, &intruder), Err(Problem::NoVaultFound));
    share_card(&mut world, NOOR, noors, "Afterwards");
    assert_eq!(theirs(&world, SAM), ["Afterwards"]);
}

#[test]
fn safety_s20_words_that_void_words_have_made_are_not_obeyed_by_who_has_not_heard_that_they_are_void() {
    let Scene { mut world, words, .. } = scene(121, 2);
    let paper = RecoveryWords::parse(&words.join(" ")).expect("they are words").member_seed();
    world.lose(LAPTOP);
    let before = everything(&mut world, NOOR);
    world.set_online(TABLET, false);
    let new = renew(&mut world, NOOR);
    world.pass(60_000);
    // The tablet has not heard that the words are void. They write nothing all the same.
    let parcel = forged(&world, paper, &before.0, &[own_words(before.0.space)]);
    let taken = receive(&mut world, TABLET, &parcel);
    assert_eq!(taken, Err(Problem::Parcel(ParcelProblem::Unreadable)));
    world.set_online(TABLET, true);
    world.pass(60_000);
    for person in [NOOR, TABLET] {
        assert!(!world.open(person).devices.words_wait, "device {person}");
    }
    let intruder = RecoveryWords::from_entropy(&ENTROPY);
    assert_eq!(try_words(&mut world, LAPTOP, &intruder), Err(Problem::NoVaultFound));
    recover(&mut world, LAPTOP, &new);
    assert!(is_linked(&world, LAPTOP));
}

#[test]
fn safety_s19_a_removed_device_brings_nothing_back_in_by_a_parcel() {
    let Scene { mut world, noors, .. } = scene(122, 2);
    write_card(&mut world, NOOR, "From before");
    world.set_online(TABLET, false);
    let tablet = this(&world, TABLET);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.pass(60_000);
    let after = everything(&mut world, NOOR);
    // Everything that the tablet can write into the vault, and all that it has kept of it.
    let laptop = this(&world, LAPTOP);
    let intruder = renew(&mut world, TABLET);
    assert_eq!(world.act(TABLET, removal(laptop)), Ok(Outcome::Done));
    write_card(&mut world, TABLET, "Written on a removed device");
    let parcel = kept_by(&world, TABLET, after.0.space);
    for person in [NOOR, LAPTOP, SAM] {
        world.set_online(person, false);
    }
    let list = devices(&world, NOOR).to_vec();
    let brought = receive(&mut world, NOOR, &parcel).expect("some of it is known");
    assert_eq!((brought.new, brought.former), (0, 3));
    for person in [NOOR, LAPTOP, SAM] {
        world.set_online(person, true);
        world.pass(60_000);
    }
    assert_eq!(devices(&world, NOOR), list);
    assert_eq!(cards(&world, NOOR), ["From before"]);
    assert!(!world.open(NOOR).devices.words_wait && !world.open(LAPTOP).devices.is_removed);
    assert_eq!(link_members(&everything(&mut world, NOOR)), link_members(&after));
    world.lose(LAPTOP);
    let intruder = RecoveryWords::parse(&intruder.join(" ")).expect("they are words");
    assert_eq!(try_words(&mut world, LAPTOP, &intruder), Err(Problem::NoVaultFound));
    share_card(&mut world, NOOR, noors, "Afterwards");
    assert_eq!(theirs(&world, SAM), ["Afterwards"]);
}

#[test]
fn safety_s20_words_made_on_a_removed_device_are_not_obeyed_by_one_that_hears_of_the_removal_afterwards() {
    let Scene { mut world, words, .. } = scene(125, 2);
    for person in [TABLET, LAPTOP] {
        world.set_online(person, false);
    }
    let tablet = this(&world, TABLET);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.pass(60_000);
    let intruder = renew(&mut world, TABLET);
    let vault = everything(&mut world, NOOR).0.space;
    let parcel = kept_by(&world, TABLET, vault);
    let brought = receive(&mut world, LAPTOP, &parcel).expect("the laptop has not heard of anything");
    assert!(brought.new > 0, "{brought:?}");
    assert!(world.open(LAPTOP).devices.words_wait, "it would let the words in");
    world.set_online(LAPTOP, true);
    world.pass(60_000);
    for person in [NOOR, LAPTOP] {
        assert!(!world.open(person).devices.words_wait, "device {person}");
    }
    world.lose(TABLET);
    let intruder = RecoveryWords::parse(&intruder.join(" ")).expect("they are words");
    assert_eq!(try_words(&mut world, TABLET, &intruder), Err(Problem::NoVaultFound));
    recover(&mut world, TABLET, &words);
    assert!(is_linked(&world, TABLET));
}

#[test]
fn safety_s19_keys_that_void_words_have_chosen_are_never_gone_on_with() {
    let Scene { mut world, noors, words, .. } = scene(126, 2);
    let paper = RecoveryWords::parse(&words.join(" ")).expect("they are words").member_seed();
    world.lose(LAPTOP);
    let before = everything(&mut world, NOOR);
    world.set_online(TABLET, false);
    renew(&mut world, NOOR);
    world.pass(60_000);
    let link = LinkId(before.1.space.0);
    let chosen = Decision::RenewLink { link, member_seed: [8; 32], after: 1_000 };
    let parcel = forged(&world, paper, &before.0, &[chosen]);
    let taken = receive(&mut world, TABLET, &parcel);
    assert_eq!(taken, Err(Problem::Parcel(ParcelProblem::Unreadable)));
    world.set_online(TABLET, true);
    world.pass(60_000);
    let tablet = this(&world, TABLET);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.pass(60_000);
    let records = link_members(&everything(&mut world, NOOR));
    let newest = ControlRecord::from_bytes(records.last().expect("there is one")).expect("the app made it");
    let intruder = MemberSeed::from_bytes([8; 32]).keys().id();
    assert!(newest.number > before.1.records.len() as u64, "the member was exchanged");
    assert!(newest.members.iter().all(|member| member.keys.id() != intruder));
    share_card(&mut world, NOOR, noors, "Afterwards");
    assert_eq!(theirs(&world, SAM), ["Afterwards"]);
}

#[test]
fn a_removed_device_that_hears_of_it_by_a_parcel_says_so_and_lets_its_open_invite_go() {
    for cancels in [true, false] {
        let Scene { mut world, .. } = scene(123, 1);
        let relationship = add(&mut world, TABLET, "Kim");
        let invited = world.act(TABLET, Links::Invite { relationship });
        assert!(matches!(invited, Ok(Outcome::Invite(_))), "{invited:?}");
        world.set_online(TABLET, false);
        let tablet = this(&world, TABLET);
        assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
        world.pass(60_000);
        let (vault, link) = everything(&mut world, NOOR);
        assert!(!world.open(TABLET).devices.is_removed);
        let brought = receive(&mut world, TABLET, &Parcel::new(vec![vault, link]));
        assert!(brought.is_ok(), "{brought:?}");
        assert!(world.open(TABLET).devices.is_removed);
        assert!(world.open(TABLET).notices.contains(&Notice::Removed));
        if cancels {
            assert_eq!(world.act(TABLET, Links::Cancel { relationship }), Ok(Outcome::Done));
        } else {
            world.pass(25 * 60 * 60 * 1000);
        }
        let kim = world.open(TABLET).relationships.iter().find(|known| known.id == relationship);
        let link = kim.map(|kim| kim.link.clone());
        assert!(!matches!(link, Some(LinkView::Invited { .. })), "{link:?}");
        world.restart(TABLET);
        assert!(world.open(TABLET).devices.is_removed);
    }
}

#[test]
fn a_part_that_was_refused_is_not_passed_over_in_silence() {
    let Scene { mut world, noors, .. } = scene(124, 1);
    for person in [NOOR, TABLET] {
        world.set_online(person, false);
    }
    share_card(&mut world, NOOR, noors, "From Noor");
    let (vault, link) = everything(&mut world, NOOR);
    let unlink = Command::Links(Links::Unlink { relationship: noors, withdraw: false });
    assert_eq!(world.act(TABLET, unlink), Ok(Outcome::Done));
    let brought = receive(&mut world, TABLET, &Parcel::new(vec![vault.clone(), link])).unwrap();
    assert!(brought.new > 0 && brought.refused, "{brought:?}");
    let brought = receive(&mut world, TABLET, &Parcel::new(vec![vault])).unwrap();
    assert!(!brought.refused, "{brought:?}");
}
