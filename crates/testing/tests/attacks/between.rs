//! What somebody dishonest says between two people, with an app of their own: out of turn, in answer to what was never asked, with other
//! words under a signature, under names of their choice. Nothing of it changes anything for the other.

use client::{
    Look, Outcome, Problem,
    command::Items,
    look::{Page, Together},
    view::Notice,
};
use crypto::Clock;
use model::{
    Answer, Content, ContentHash, Day, GrantId, ItemId, Pact, RelationshipId, RelationshipOperation,
    ReplyContent, Rest, Tone, Understanding,
    fields::{Line, Text},
    kinds::{Agreement, GivenAnswer, Guess, Heard, Mirrored, Signature, Spoken, Talk, TalkRest, ToldMore},
    together::{Standing, nth_of, signature_of},
};
use sync::{RelayFrame, SpaceId};
use testing::{
    people::World,
    scenes::{NOOR, SAM, link},
};

use crate::thief::{Thief, fold, random, with_words};

fn text<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::typed(words).unwrap()
}

fn spoken() -> Spoken {
    Spoken { tone: Tone::Gentle, happened: text("It was late"), felt: text("Far away"), wish: text("A word") }
}

fn share(world: &mut World, by: usize, relationship: RelationshipId, content: Content) -> ItemId {
    let written = world.act(by, Items::Write { item: None, of: None, about: Some(relationship), content });
    let Ok(Outcome::Written { item, version }) = written else { panic!("{written:?}") };
    assert_eq!(world.act(by, Items::Share { relationship, item, version }), Ok(Outcome::Done));
    world.pass(60_000);
    item
}

fn look(world: &World, relationship: RelationshipId, item: ItemId) -> Together {
    match world.page(NOOR, &Look::Together { relationship, item, beside: None }) {
        Page::Together(Some(together)) => *together,
        other => panic!("{other:?}"),
    }
}

fn say(
    world: &mut World,
    by: usize,
    relationship: RelationshipId,
    (to, read): (ItemId, ContentHash),
    content: Content,
) -> Result<Outcome, Problem> {
    let done = world.act(by, Items::Reply { relationship, to, read, content });
    world.pass(60_000);
    done
}

#[test]
fn safety_s12_what_somebody_dishonest_says_out_of_turn_changes_nothing() {
    let mut world = World::new(270, 2);
    world.create_vault(NOOR, "Noor");
    let words = world.create_vault(SAM, "Sam");
    let (noors, sams) = link(&mut world, NOOR, SAM);
    let (_, _, _, opened) = with_words(&world, &words);
    let vault = fold(&opened);
    let (space, record) = vault.links.iter().next().unwrap();
    let space = SpaceId(space.0);
    let sam = crypto::MemberSeed::from_bytes(record.kept.as_ref().unwrap().value.member_seed);

    let topic = Content::of(&Talk { topic: Line::typed("The dishes").unwrap() });
    let talk = share(&mut world, NOOR, noors, topic.clone());
    let yes = Content::of(&GivenAnswer { answer: Answer::Yes, words: None, chosen: None });
    say(&mut world, SAM, sams, (talk, topic.hash()), yes).unwrap();
    let late =
        Agreement { sort: Pact::Try, words: text("Whoever is late writes by six."), lasts: None, look: None };
    let proposal = Content::of(&late);
    let agreement = share(&mut world, NOOR, noors, proposal.clone());
    let own = signature_of(&proposal).unwrap();
    say(&mut world, NOOR, noors, (agreement, proposal.hash()), own).unwrap();
    let before = (look(&world, noors, talk), look(&world, noors, agreement));
    assert_eq!(before.0.standing, Some(Standing::YourTurn));
    assert_eq!(before.1.standing, Some(Standing::SignedByYou));

    let other_words = Signature {
        sort: Pact::Try,
        words: text("Noor pays everything."),
        lasts: None,
        look: Some(Day(20_900)),
    };
    let heard = Heard { understanding: Understanding::Understood, words: None };
    let nobodys = ItemId([9; 16]);
    let lies = [
        // Out of turn: it is Noor who speaks first.
        (talk, topic.hash(), ReplyContent::of(&spoken()), nth_of(talk, 0)),
        (talk, topic.hash(), ReplyContent::of(&spoken()), nth_of(talk, 1)),
        (
            talk,
            ContentHash([7; 32]),
            ReplyContent::of(&Mirrored { text: text("You said nothing") }),
            nth_of(talk, 1),
        ),
        (talk, topic.hash(), ReplyContent::of(&heard), nth_of(talk, 2)),
        // Other words, and the right words in answer to something else.
        (agreement, proposal.hash(), ReplyContent::of(&other_words), nth_of(agreement, 0)),
        // What was never asked, about what was never shared.
        (agreement, proposal.hash(), ReplyContent::of(&Guess { text: text("Tea") }), GrantId([1; 16])),
        (nobodys, ContentHash([7; 32]), ReplyContent::of(&ToldMore { text: text("More") }), GrantId([2; 16])),
        (
            nobodys,
            ContentHash([7; 32]),
            ReplyContent::of(&TalkRest { rest: Rest::End, until: None }),
            GrantId([3; 16]),
        ),
    ];
    let mut thief = Thief::new(&world, sam);
    let (mut replica, _) = thief.replica(space);
    let now = Clock(model::Clock::new(world.now_ms / 1_000 + 10, 0).0);
    for (to, answers, content, grant) in lies {
        let operation = RelationshipOperation::Replied { grant, to, answers, content, on: Day(20_800) };
        let entry = replica.write(now, &operation.to_bytes(), &mut random()).unwrap();
        let answer = thief.append(space, vec![entry]);
        assert!(matches!(answer, RelayFrame::Appended { .. }), "{answer:?}");
    }
    // What no version of the app has ever written.
    let garbage = replica.write(now, &[0x80; 300], &mut random()).unwrap();
    assert!(matches!(thief.append(space, vec![garbage]), RelayFrame::Appended { .. }));
    world.pass(600_000);

    assert_eq!((look(&world, noors, talk), look(&world, noors, agreement)), before, "nothing has changed");
    let said: Vec<Notice> = world.open(NOOR).notices.clone();
    assert!(said.iter().all(|notice| matches!(notice, Notice::Unreadable { .. })), "{said:?}");
    // Noor goes on as if nothing had been said.
    say(&mut world, NOOR, noors, (talk, topic.hash()), Content::of(&spoken())).unwrap();
    assert_eq!(look(&world, noors, talk).standing, Some(Standing::TheirTurn));
}
