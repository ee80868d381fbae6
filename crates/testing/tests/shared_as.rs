//! What is said goes to the words that are shared, and all of it stands in what the other sees.

use client::{
    Look, Outcome,
    command::Items,
    look::{Page, Together},
};
use model::{
    Answer, Content, Rest, Tone,
    fields::{Line, Text},
    kinds::{Card, GivenAnswer, Listed, Spoken, Talk, TalkRest},
    together::Standing,
};
use testing::{
    people::World,
    scenes::{self, Scene},
};

const NOOR: usize = 0;
const SAM: usize = 1;

fn talk(topic: &str) -> Content {
    Content::of(&Talk { topic: Line::typed(topic).expect("it fits") })
}

fn text<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::typed(words).expect("it fits")
}

#[test]
fn who_keeps_another_topic_for_themselves_can_still_pause_their_talk_and_sees_all_that_was_said() {
    let Scene { mut world, noors, sams, .. } = scenes::scene(41, 0);
    let write = |item, of, topic| Items::Write { item, of, about: Some(noors), content: talk(topic) };
    let Ok(Outcome::Written { item, version }) = world.act(NOOR, write(None, None, "The dishes")) else {
        panic!("it is written")
    };
    world.act(NOOR, Items::Share { relationship: noors, item, version }).expect("it is shared");
    world.pass(1_000);
    let read = talk("The dishes").hash();
    let mut say = |by, read, content: Content| {
        let relationship = if by == NOOR { noors } else { sams };
        let said = world.act(by, Items::Reply { relationship, to: item, read, content });
        world.pass(1_000);
        said
    };
    let yes = Content::of(&GivenAnswer { answer: Answer::Yes, words: None, chosen: None });
    say(SAM, read, yes).expect("it may be said");
    let spoken =
        Spoken { tone: Tone::Gentle, happened: text("We waited"), felt: text("Far"), wish: text("A word") };
    say(NOOR, read, Content::of(&spoken)).expect("it may be said");

    world.act(NOOR, write(Some(item), Some(version), "The garden")).expect("it is kept");
    let look = Look::Together { relationship: noors, item, beside: None };
    let together = |world: &World| match world.page(NOOR, &look) {
        Page::Together(Some(together)) => *together,
        other => panic!("a thing between two was asked for, not {other:?}"),
    };
    let Together { shared_as, .. } = together(&world);
    assert_eq!(shared_as, Some(read), "what is answered is what is shared");
    let pause = Content::of(&TalkRest { rest: Rest::Pause, until: None });
    let relationship = noors;
    let paused = world.act(NOOR, Items::Reply { relationship, to: item, read, content: pause });
    assert_eq!(paused, Ok(Outcome::Done));
    assert_eq!(together(&world).standing, Some(Standing::Paused));

    let seen = world.they_see(NOOR);
    let mut names: Vec<_> = seen.iter().map(|seen| seen.grant).collect();
    assert_eq!(names.len(), 4, "the name, the topic, what was said, the pause");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 4, "each has a name of its own");
    let said_about: Vec<_> = seen.iter().filter_map(|seen| seen.about.clone()).collect();
    assert_eq!(
        said_about,
        [talk("The dishes"), talk("The dishes")],
        "what was said names what it was said about"
    );
}

/// An answer is said to be to the words that it answers, and not to others that stand there by now.
#[test]
fn an_answer_is_not_named_to_other_words() {
    let Scene { mut world, noors, sams, .. } = scenes::scene(44, 0);
    let share = |world: &mut World, item, topic| {
        let content = talk(topic);
        let written = world.act(NOOR, Items::Write { item, of: None, about: Some(noors), content });
        let Ok(Outcome::Written { item, version }) = written else { panic!("{written:?}") };
        world.act(NOOR, Items::Share { relationship: noors, item, version }).expect("it is shared");
        world.pass(1_000);
        item
    };
    let item = share(&mut world, None, "The dishes");
    let content = Content::of(&GivenAnswer { answer: Answer::NotNow, words: None, chosen: None });
    let read = talk("The dishes").hash();
    world.act(SAM, Items::Reply { relationship: sams, to: item, read, content }).expect("it may be said");
    let about =
        |world: &World| -> Vec<_> { world.they_see(SAM).into_iter().filter_map(|seen| seen.about).collect() };
    assert_eq!(about(&world), [talk("The dishes")]);
    share(&mut world, Some(item), "The evenings");
    assert_eq!(about(&world), []);
}

/// Nobody is said to see what has not left the device, also where nothing else has changed since.
#[test]
fn what_waits_on_a_device_is_said_to_wait_until_the_relay_has_it() {
    let Scene { mut world, noors, .. } = scenes::scene(42, 0);
    let is_delivered = |world: &World| match world
        .page(NOOR, &Look::Own { kinds: vec![Card::NUMBER], up_to: 50, only: None })
    {
        Page::Own(lists) => {
            let shared = lists.iter().flat_map(|list| &list.items).flat_map(|own| &own.shared);
            shared.map(|shared| shared.delivered).collect::<Vec<_>>()
        }
        other => panic!("own cards were asked for, not {other:?}"),
    };
    scenes::share_card(&mut world, NOOR, noors, "Written at home");
    assert_eq!(is_delivered(&world), [true]);
    world.set_online(NOOR, false);
    scenes::share_card(&mut world, NOOR, noors, "Written on a train");
    assert_eq!(is_delivered(&world), [false, true], "the newest first");
    world.set_online(NOOR, true);
    assert_eq!(is_delivered(&world), [true, true]);
}

/// A tablet that had not heard of the quiet begins it anew, later: what waited goes on waiting.
#[test]
fn quiet_that_two_devices_began_holds_from_the_first() {
    const TABLET: usize = 2;
    let Scene { mut world, noors, sams, .. } = scenes::scene(43, 0);
    world.add_person();
    scenes::pair(&mut world, SAM, TABLET, "A tablet");
    world.set_online(TABLET, false);
    let quiet = Items::Quiet { relationship: sams, is_on: true, until: None };
    world.act(SAM, quiet.clone()).expect("it is quiet");
    world.pass(60_000);
    scenes::share_card(&mut world, NOOR, noors, "While it is quiet");
    world.pass(600_000);
    world.act(TABLET, quiet).expect("it is quiet");
    assert_eq!(world.theirs::<Card>(SAM).len(), 0);
    world.set_online(TABLET, true);
    for device in [SAM, TABLET] {
        assert_eq!(world.theirs::<Card>(device).len(), 0, "device {device}");
    }
}
