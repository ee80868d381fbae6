//! Consent that stays one's own: a look from time to time, an end to all of it, a pause before a new link; and nothing of all
//! that can be noticed from outside.

use model::kinds::{Ask, Card};
use std::collections::BTreeSet;
use testing::seen::{answers, writes_ask, writes_card};

use client::{
    Command, Look, Outcome, Problem,
    command::{Autolock, Door, Here, Items, Links},
    look::Shown,
    view::LinkView,
};
use model::{Answer, Content, Need, RelationshipId, Taste, draw, kinds::Part};
use sync::{
    SpaceId,
    frame::{ClientFrame, RelayFrame},
};
use testing::{
    newer::NEWER,
    people::{PASSPHRASE, World},
    scenes::{self, bring_in},
};

const DAY_MS: u64 = 86_400_000;

/// Noor (0) and Sam (1), linked; Noor shares a card.
fn sharing(seed: u64) -> (World, RelationshipId, RelationshipId) {
    let mut world = World::new(seed, 2);
    world.create_vault(0, "Noor");
    world.create_vault(1, "Sam");
    let (noors, sams) = scenes::link(&mut world, 0, 1);
    scenes::share_card(&mut world, 0, noors, "Rain on a tent roof");
    (world, noors, sams)
}

/// Time passes while the devices are off; then both people open their vaults.
fn days_later(world: &mut World, days: u64) {
    world.now_ms += days * DAY_MS;
    world.restart(0);
    world.restart(1);
}

/// Frames that carry something which was written or changed, as opposed to those of a connection and of reading.
fn writing(world: &World, from: usize) -> Vec<ClientFrame> {
    world
        .sent
        .iter()
        .skip(from)
        .map(|bytes| ClientFrame::from_bytes(bytes).expect("a device sends frames"))
        .filter(|frame| {
            !matches!(
                frame,
                ClientFrame::Hello { .. }
                    | ClientFrame::Open { .. }
                    | ClientFrame::Subscribe { .. }
                    | ClientFrame::Fetch { .. }
                    | ClientFrame::FetchControl { .. }
                    | ClientFrame::FetchCheckpoint { .. }
                    | ClientFrame::Ping
            )
        })
        .collect()
}

#[test]
fn safety_s08_nothing_of_any_kind_reaches_the_other_person_before_it_is_shared() {
    for seed in 20..23 {
        let (mut world, noors, _) = sharing(seed);
        // A version that knows more kinds than this one: whatever comes, it is private as well.
        world.run_version(0, &NEWER);
        world.pass(60_000);
        let (sent, heard, sam) = (world.sent.len(), world.people[1].received.len(), world.open(1).clone());
        let private = NEWER.all().iter().filter(|kind| kind.part != Part::Reply);
        let records: Vec<Content> = private.flat_map(draw::samples).collect();
        bring_in(&mut world, 0, None, &records);
        bring_in(&mut world, 0, Some(noors), &records.iter().rev().cloned().collect::<Vec<_>>());
        for number in 0..20 {
            let taste = if number % 2 == 0 { Taste::Like } else { Taste::Dislike };
            let (text, note) = (format!("card {number}"), "x".repeat(number * 37));
            world.act(0, writes_card(None, taste, &text, &note)).expect("a card");
            let need = Need::ALL[number % Need::ALL.len()];
            let text = "y".repeat(1 + number * 53);
            world.act(0, writes_ask(None, noors, need, &text)).expect("a request");
        }
        world.pass(60_000);
        let spaces: BTreeSet<SpaceId> = writing(&world, sent)
            .into_iter()
            .map(|frame| match frame {
                ClientFrame::Append { space, .. } | ClientFrame::PutCheckpoint { space, .. } => space,
                other => panic!("seed {seed}: only entries and what they come to are written, not {other:?}"),
            })
            .collect();
        assert_eq!(spaces.len(), 1, "seed {seed}: all of it goes into the vault, which has no second person");
        let heard = scenes::heard(&world, 1, heard);
        assert!(heard.iter().all(|frame| *frame == RelayFrame::Pong), "seed {seed}: {heard:?}");
        assert_eq!(world.open(1), &sam, "seed {seed}");
    }
}

#[test]
fn safety_s25_from_time_to_time_a_person_is_asked_to_look_at_what_they_share() {
    let (mut world, ..) = sharing(1);
    assert!(!world.open(0).review_due);
    days_later(&mut world, 89);
    assert!(!world.open(0).review_due, "a day too early");
    days_later(&mut world, 1);
    assert!(world.open(0).review_due);
    assert!(!world.open(1).review_due, "who shares nothing has nothing to look at");
    let (sent, seen_by_sam) = (world.sent.len(), world.open(1).clone());
    assert_eq!(world.act(0, Here::Reviewed), Ok(Outcome::Done));
    assert!(!world.open(0).review_due);
    assert_eq!((world.sent.len(), world.open(1)), (sent, &seen_by_sam), "it stays on the device");
    days_later(&mut world, 89);
    assert!(!world.open(0).review_due, "it is remembered");
    days_later(&mut world, 1);
    assert!(world.open(0).review_due);
}

#[test]
fn safety_s25_everything_is_withdrawn_at_once_and_the_link_stays() {
    let (mut world, noors, sams) = sharing(2);
    scenes::share_card(&mut world, 0, noors, "Phones at breakfast");
    assert_eq!(world.theirs::<Card>(1).len(), 2);
    assert_eq!(world.act(0, Command::Items(Items::WithdrawAll { relationship: noors })), Ok(Outcome::Done));
    assert!(world.theirs::<Card>(1).is_empty());
    let left: Vec<_> = world.they_see(0).iter().map(|item| item.content.clone()).collect();
    assert_eq!(left, [Shown::Name("Noor".into())]);
    assert!(matches!(world.first(0).link, LinkView::Linked { .. }));
    assert_eq!(world.own::<Card>(0).len(), 2, "what is mine stays mine");
    // A second time there is nothing left to do, which is no mistake.
    assert_eq!(world.act(0, Command::Items(Items::WithdrawAll { relationship: noors })), Ok(Outcome::Done));
    world.act(1, Links::Unlink { relationship: sams, withdraw: false }).expect("anybody can end it");
    world.pass(5_000);
    assert_eq!(
        world.act(0, Command::Items(Items::WithdrawAll { relationship: noors })),
        Err(Problem::NotLinked)
    );
}

#[test]
fn safety_s18_linking_again_after_an_end_has_a_pause_first() {
    let (mut world, noors, sams) = sharing(3);
    world.act(0, Links::Unlink { relationship: noors, withdraw: true }).expect("anybody can end it");
    world.pass(5_000);
    assert_eq!(world.act(0, Links::Invite { relationship: noors }), Err(Problem::PauseFirst));
    assert_eq!(world.act(0, Links::EndPause { relationship: noors }), Ok(Outcome::Done));
    world.restart(0);
    assert_eq!(
        world.act(0, Links::Invite { relationship: noors }),
        Err(Problem::PauseFirst),
        "the pause is made anew each time the vault was locked"
    );
    world.act(0, Links::EndPause { relationship: noors }).expect("the person goes on");
    let Ok(Outcome::Invite(invite)) = world.act(0, Links::Invite { relationship: noors }) else {
        panic!("after the pause there is an invite")
    };
    let join = Command::Links(Links::Join { invite, relationship: sams });
    assert_eq!(world.act(1, join.clone()), Err(Problem::PauseFirst), "for both");
    world.act(1, Links::EndPause { relationship: sams }).expect("the person goes on");
    assert_eq!(world.act(1, join), Ok(Outcome::Done));
    assert!(matches!(world.first(1).link, LinkView::Comparing { .. }), "{:?}", world.first(1).link);
}

#[test]
fn safety_s15_that_something_arrived_is_never_told_to_who_sent_it() {
    let (mut world, noors, _) = sharing(4);
    world.set_online(1, false);
    scenes::share_card(&mut world, 0, noors, "Quiet before nine");
    world.pass(60_000);
    let (before, heard) = (world.everything(0), world.people[0].received.len());
    world.set_online(1, true);
    assert_eq!(world.theirs::<Card>(1).len(), 2, "Sam has it now");
    world.restart(1);
    world.pass(60_000);
    assert_eq!(world.everything(0), before);
    let heard = scenes::heard(&world, 0, heard);
    assert!(heard.iter().all(|frame| *frame == RelayFrame::Pong), "{heard:?}");
}

#[test]
fn safety_s17_opening_looking_locking_and_being_away_writes_nothing_that_leaves_the_device() {
    let (mut world, _, sams) = sharing(5);
    world.act(1, Door::SetAutolock { autolock: Autolock::OnLeaving }).expect("a choice");
    let (sent, (noor, pages)) = (world.sent.len(), world.everything(0));
    for look in [Look::TheySee { relationship: sams, up_to: 400 }, Look::Shared, Look::Today] {
        world.act(1, Command::Look(look)).expect("looking");
    }
    world.act(1, Door::StillHere).expect("scrolling");
    world.act(1, Links::EndPause { relationship: sams }).expect("thinking it over");
    world.act(1, Here::Reviewed).expect("looking at what is shared");
    world.act(1, Door::Hidden).expect("looking at something else");
    world.act(1, Door::Unlock { passphrase: PASSPHRASE.into() }).expect("opening");
    world.act(1, Door::Lock).expect("locking");
    world.act(1, Door::Unlock { passphrase: PASSPHRASE.into() }).expect("opening");
    world.set_online(1, false);
    world.set_online(1, true);
    world.restart(1);
    world.pass(600_000);
    assert_eq!(writing(&world, sent), []);
    let today = world.open(0).today;
    let unchanged = (client::view::Frame { today, ..noor }, pages);
    assert_eq!(world.everything(0), unchanged, "the other person's screen has not changed");
}

#[test]
fn an_answer_is_to_the_words_that_were_read() {
    let (mut world, noors, sams) = sharing(9);
    let asks = |world: &mut World, item, text: &str| {
        let ask = world.act(1, writes_ask(item, sams, Need::Company, text));
        let Ok(Outcome::Written { item, version }) = ask else { panic!("a request") };
        world.act(1, Items::Share { relationship: sams, item, version }).unwrap();
        item
    };
    let item = asks(&mut world, None, "Could we cook together?");
    let [read] = world.theirs::<Ask>(0).try_into().expect("one request");
    asks(&mut world, Some(item), "Could you cook, every day?");
    let refused = world.act(0, answers(noors, &read.item, Answer::Yes, ""));
    assert_eq!(refused, Err(Problem::WordsChanged));
    let [now] = world.theirs::<Ask>(0).try_into().expect("one request");
    assert_eq!(now.item.reply, None);
    world.act(0, answers(noors, &now.item, Answer::NotNow, "")).unwrap();
    let heard = world.own::<Ask>(1).first().and_then(testing::seen::Own::answer).expect("an answer");
    assert_eq!(heard.answer, Answer::NotNow);
}
