//! What is said goes to the words that are shared, and all of it stands in what the other sees.

use client::{
    Look, Outcome,
    command::Items,
    look::{Page, Together},
};
use model::{
    Answer, Content, Rest, Tone,
    fields::{Line, Text},
    kinds::{GivenAnswer, Spoken, Talk, TalkRest},
    together::Standing,
};
use testing::{people::World, scenes};

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
    let mut world = World::new(41, 2);
    world.create_vault(NOOR, "Noor");
    world.create_vault(SAM, "Sam");
    let (noors, sams) = scenes::link(&mut world, NOOR, SAM);
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
}
