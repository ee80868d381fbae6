//! Two versions of the app in one vault and in one link: what the older one does not know passes through it whole.

use client::command::Items;
use client::{
    Command, Outcome, Problem,
    command::{ExportAs, TakeAlong},
    export::{Export, Import},
    look::Shown,
    view::Notice,
};
use model::kinds::{Ask, Card};
use model::{
    Content, Now, Stamp, Vault, WriterId, draw,
    kinds::{Description, LIST, List, Listed, Part},
};
use relay::limits::LOG_GRACE_DAYS;
use testing::seen::writes_ask;
use testing::{
    newer::{Drawing, LOOSER, NEWER, OLDER},
    people::World,
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, add, bring_in, cards, export, recover, scene, share_card,
        trimmed_after, verifications, write_card,
    },
};

/// More entries than come between two checkpoints on the relay, on a device that could verify another one's.
const RECORDS: usize = 2_100;

/// So many records of every kind that can be written in a vault, no two alike.
fn records(kinds: &List, count: usize) -> Vec<Content> {
    let own = kinds.all().iter().filter(|kind| kind.part != Part::Reply).cycle();
    let mut number = 0_u64;
    let drawn = own.map(|kind| {
        number += 1;
        let mut seed = number;
        draw::content(kind, &mut |below| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below.min(9)
        })
    });
    drawn.take(count).collect()
}

/// How many things a device says come from a newer version.
fn newer(world: &World, person: usize) -> u32 {
    let entries = |notice: &Notice| match notice {
        Notice::NewerVersion { entries } => Some(*entries),
        _ => None,
    };
    world.open(person).notices.iter().find_map(entries).unwrap_or_default()
}

/// Anything else that a device says is wrong.
fn nothing_else_is_wrong(world: &World, person: usize) {
    let bad = |notice: &&Notice| !matches!(notice, Notice::NewDevice { .. } | Notice::NewerVersion { .. });
    assert_eq!(world.open(person).notices.iter().find(bad), None, "device {person}");
}

/// The items of a vault, whatever its version makes of them.
fn items(world: &mut World, person: usize) -> Vec<client::export::Item> {
    export(world, person, false).items
}

/// A vault that a newer version fills is synced, checkpointed, verified, trimmed and exported by an older one, and comes back whole in the
/// newer one.
#[test]
fn what_an_older_version_does_not_know_passes_through_it_whole() {
    let mut world = World::new(61, 5);
    let words = world.create_vault(NOOR, "Noor");
    for (device, kinds) in [(TABLET, *OLDER), (LAPTOP, &LIST)] {
        world.people[device].kinds = kinds;
        world.crash(device);
        recover(&mut world, device, &words);
    }
    world.run_version(NOOR, *NEWER);
    let noors = add(&mut world, NOOR, "Sam");
    bring_in(&mut world, NOOR, Some(noors), &records(*NEWER, RECORDS));
    world.pass(5_000);
    let whole = items(&mut world, NOOR);
    assert_eq!(whole.len(), RECORDS);
    let known = |kinds: &List| {
        let is_known = |item: &&client::export::Item| kinds.get(item.versions[0].content.number()).is_some();
        whole.iter().filter(is_known).count()
    };
    assert!(known(*OLDER) > 20 && known(&LIST) > known(*OLDER) && known(*NEWER) == RECORDS);

    // Synced, folded and stored by all of them; each says how much it does not know.
    for (device, kinds) in [(TABLET, *OLDER), (LAPTOP, &LIST), (NOOR, *NEWER)] {
        for again in [false, true] {
            assert_eq!(items(&mut world, device), whole, "device {device}, started again: {again}");
            assert_eq!(newer(&world, device) as usize, RECORDS - known(kinds), "device {device}");
            nothing_else_is_wrong(&world, device);
            world.restart(device);
            world.pass(5_000);
        }
    }

    // Checkpointed by one, verified by another version, and trimmed.
    for device in [LAPTOP, TABLET, NOOR] {
        world.restart(device);
        world.pass(5_000);
    }
    assert!(verifications(&world) >= 1, "versions that know other kinds fold alike");
    world.days_go_by(u64::from(LOG_GRACE_DAYS) + 1);
    for device in [NOOR, LAPTOP, TABLET] {
        world.restart(device);
        world.pass(5_000);
        nothing_else_is_wrong(&world, device);
    }
    assert!(trimmed_after(&world, NOOR).is_some_and(|after| after >= 2_000), "the log is not trimmed");

    // An older version goes on writing, then everything else is lost: what comes back comes through it, and from the relay.
    let (mine, _) = write_card(&mut world, TABLET, "from the older one");
    world.pass(5_000);
    world.lose(NOOR);
    world.lose(LAPTOP);
    for (device, kinds) in [(NOOR, *NEWER), (3, &LIST)] {
        world.people[device].kinds = kinds;
        world.crash(device);
        recover(&mut world, device, &words);
        let mut back = items(&mut world, device);
        let new = back.extract_if(.., |item| item.id == mine).count();
        assert_eq!((new, &back), (1, &whole), "device {device}");
        nothing_else_is_wrong(&world, device);
    }

    // Exported by the oldest, brought into a fresh vault of the newest.
    let act = TakeAlong::Export { form: ExportAs::Json, with_others: false };
    let Ok(Outcome::File(file)) = world.act(TABLET, Command::TakeAlong(act)) else { panic!("a file") };
    assert!(String::from_utf8(file.clone()).unwrap().contains("\"#900\""), "it stands there as its bytes");
    let export = Export::from_json(&file, *NEWER).unwrap();
    let now = Now { unix_ms: world.now_ms, utc_offset_minutes: 0 };
    let import = Import::of(&export, &Vault::default(), *NEWER, now);
    assert_eq!(import.preview.unfit, 0);
    let mut fresh = Vault::default();
    for (clock, operation) in import.operations {
        fresh.apply(Stamp { clock, writer: WriterId([1; 16]) }, operation);
    }
    for item in &whole {
        let (_, newest) = fresh.items[&item.id].newest().unwrap();
        assert_eq!(newest.value.content, item.versions[0].content);
        assert!(NEWER.is_whole(&newest.value.content));
    }
}

#[test]
fn what_the_other_shares_from_a_newer_version_is_kept_until_this_one_is_updated() {
    let Scene { mut world, noors, .. } = scene(62, 1);
    world.run_version(NOOR, *NEWER);
    let drawing = draw::samples(NEWER.get(Drawing::NUMBER).unwrap()).remove(0);
    let (item, version) = bring_in(&mut world, NOOR, Some(noors), std::slice::from_ref(&drawing))[0];
    assert_eq!(
        world.act(NOOR, Command::Items(Items::Share { relationship: noors, item, version })),
        Ok(Outcome::Done)
    );
    world.pass(5_000);

    // Sam's version says so, shows nothing of it, and loses nothing.
    assert_eq!((newer(&world, SAM), cards(&world, SAM).len(), world.theirs::<Card>(SAM).len()), (1, 0, 0));
    nothing_else_is_wrong(&world, SAM);
    let theirs = |world: &mut World| -> Vec<Content> {
        let others = export(world, SAM, true).from_others.unwrap();
        others.into_iter().flat_map(|shared| shared.grants).map(|grant| grant.content).collect()
    };
    assert_eq!(theirs(&mut world), std::slice::from_ref(&drawing));
    world.run_version(SAM, *NEWER);
    assert_eq!(newer(&world, SAM), 0);
    assert_eq!(theirs(&mut world), std::slice::from_ref(&drawing));

    // Noor's tablet runs the older version: it shows that something is shared, neither shares nor changes it, and withdraws it.
    let seen = world.they_see(TABLET);
    assert!(seen.iter().any(|seen| seen.item == Some(item) && seen.content == Shown::Newer));
    let again = Command::Items(Items::Share { relationship: noors, item, version });
    assert_eq!(world.act(TABLET, again), Err(Problem::NewerVersion));
    let written = writes_ask(Some(item), noors, model::Need::Ideas, "in its place");
    assert_eq!(world.act(TABLET, written), Err(Problem::NewerVersion));
    assert_eq!(
        world.act(TABLET, Command::Items(Items::Withdraw { relationship: noors, item })),
        Ok(Outcome::Done)
    );
    world.pass(5_000);
    assert_eq!(theirs(&mut world), []);
    assert_eq!(items(&mut world, TABLET).len(), 1, "what was withdrawn is still Noor's own");
}

/// A version of the app with other limits, or a dishonest one: what does not fit is left out and said, and nothing else suffers.
#[test]
fn what_the_other_sends_beyond_the_limits_is_left_out_and_said() {
    let Scene { mut world, noors, .. } = scene(63, 0);
    share_card(&mut world, NOOR, noors, "fits");
    world.pass(5_000);
    let before = world.theirs::<Card>(SAM);
    assert_eq!(before.len(), 1);
    world.run_version(NOOR, *LOOSER);
    let mut sent = 0;
    for kind in LIST.all().iter().filter(|kind| kind.part == Part::Shareable) {
        let mut calls = 0;
        let mut unfit = || {
            draw::beyond(kind, &mut |below| {
                calls += 1;
                calls % below
            })
        };
        let Some(unfit) = (0..20).find_map(|_| unfit().filter(|unfit| LOOSER.fields(unfit).is_ok())) else {
            continue;
        };
        let (item, version) = bring_in(&mut world, NOOR, Some(noors), &[unfit])[0];
        assert_eq!(
            world.act(NOOR, Command::Items(Items::Share { relationship: noors, item, version })),
            Ok(Outcome::Done)
        );
        world.pass(5_000);
        sent += 1;
        for again in [false, true] {
            assert_eq!(world.theirs::<Card>(SAM), before, "{}, started again: {again}", kind.name);
            assert!(world.theirs::<Ask>(SAM).is_empty());
            let notices = &world.open(SAM).notices;
            assert!(notices.contains(&Notice::Unreadable { entries: sent }), "{}: {notices:?}", kind.name);
            world.restart(SAM);
            world.pass(5_000);
        }
    }
    // Where nothing is typed and only choices and days stand, nothing is beyond a limit.
    let is_limited = |kind: &&Description| {
        kind.part == Part::Shareable && draw::beyond(kind, &mut |below| below / 2).is_some()
    };
    let shareable = LIST.all().iter().filter(is_limited).count();
    assert!(shareable > 10);
    assert_eq!(usize::try_from(sent), Ok(shareable), "of every kind that can be shared");
    assert_eq!(
        world.act(NOOR, Command::Items(Items::WithdrawAll { relationship: noors })),
        Ok(Outcome::Done)
    );
    world.pass(5_000);
    assert!(world.open(SAM).notices.iter().all(|notice| !matches!(notice, Notice::Unreadable { .. })));
}

/// An older version that does not know a kind cannot see that its records must be about somebody. The present one says that it cannot show
/// such a record.
#[test]
fn what_must_be_about_a_relationship_and_is_about_none_is_said_to_be_unreadable() {
    let mut world = World::new(64, 1);
    world.create_vault(NOOR, "Noor");
    let noors = add(&mut world, NOOR, "Sam");
    world.run_version(NOOR, *OLDER);
    let kind = LIST.get(Ask::NUMBER).filter(|kind| kind.needs_relationship).unwrap();
    let record = draw::samples(kind).remove(0);
    let unreadable = |world: &World| {
        let mut notices = world.open(NOOR).notices.iter();
        notices.any(|notice| matches!(notice, Notice::Unreadable { entries: 1 }))
    };
    for (about, is_unreadable) in [(Some(noors), false), (None, true)] {
        bring_in(&mut world, NOOR, about, std::slice::from_ref(&record));
        assert!(!unreadable(&world), "{about:?}");
        world.run_version(NOOR, &LIST);
        assert_eq!(unreadable(&world), is_unreadable, "{about:?}");
        assert_eq!(world.own::<Ask>(NOOR).len(), 1);
        world.run_version(NOOR, *OLDER);
    }
}
