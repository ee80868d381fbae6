//! What two people do together, through their whole apps: said on one device, read on the other, and never more than was said.

use client::{
    Look, Outcome, Problem,
    command::Items,
    look::{Page, SHOWN_STEP, Together, Topic},
};
use model::{
    Answer, Content, ContentHash, Day, ItemId, Pact, RelationshipId, Rest, Taste, Tone, Understanding,
    fields::{Few, Heading, Line, Text},
    kinds::{
        Agreement, ClosedCard, Encouragement, GivenAnswer, Goal, Guess, Guessing, Heard, Listed, Mirrored,
        SharedGoal, Spoken, Talk, TalkRest, Thanks, ToldMore,
    },
    together::{Standing, signature_of},
};
use sync::{SpaceId, frame::ClientFrame};
use testing::{
    people::World,
    scenes::{self, Scene},
};

const NOOR: usize = 0;
const SAM: usize = 1;

fn text<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::typed(words).expect("it fits")
}

fn given(answer: Answer) -> Content {
    Content::of(&GivenAnswer { answer, words: None, chosen: None })
}

fn talk() -> Content {
    Content::of(&Talk { topic: Line::typed("The dishes").expect("it fits") })
}

fn late() -> Content {
    let words = text("Whoever is late writes by six.");
    Content::of(&Agreement { sort: Pact::Try, words, lasts: None, look: Some(Day(20_900)) })
}

fn spoken(happened: &str) -> Content {
    let (happened, felt, wish) = (text(happened), text("Far away"), text("One small thing"));
    Content::of(&Spoken { tone: Tone::Gentle, happened, felt, wish })
}

/// Noor and Sam, linked, and how each names the other.
struct Two {
    world: World,
    names: [RelationshipId; 2],
}

impl Two {
    fn new(seed: u64) -> Self {
        let Scene { world, noors, sams, .. } = scenes::scene(seed, 0);
        Self { world, names: [noors, sams] }
    }

    fn with(&self, by: usize) -> RelationshipId {
        *self.names.get(by).expect("one of the two")
    }

    fn share(&mut self, by: usize, content: Content) -> ItemId {
        let about = Some(self.with(by));
        let written = self.world.act(by, Items::Write { item: None, of: None, about, content });
        let Ok(Outcome::Written { item, version }) = written else { panic!("{written:?}") };
        let share = Items::Share { relationship: self.with(by), item, version };
        self.world.act(by, share).expect("it is shared");
        self.world.pass(1_000);
        item
    }

    fn say(
        &mut self,
        by: usize,
        to: ItemId,
        read: ContentHash,
        content: Content,
    ) -> Result<Outcome, Problem> {
        let relationship = self.with(by);
        let done = self.world.act(by, Items::Reply { relationship, to, read, content });
        self.world.pass(1_000);
        done
    }

    /// The same where it may be said; its hash.
    fn says(&mut self, by: usize, to: ItemId, read: ContentHash, content: Content) -> ContentHash {
        let hash = content.hash();
        self.say(by, to, read, content).expect("it may be said");
        hash
    }

    fn look(&self, by: usize, item: ItemId) -> Option<Together> {
        let look = Look::Together { relationship: self.with(by), item, beside: None };
        match self.world.page(by, &look) {
            Page::Together(together) => together.map(|together| *together),
            other => panic!("a thing between two was asked for, not {other:?}"),
        }
    }

    fn standing(&self, by: usize, item: ItemId) -> Option<Standing> {
        self.look(by, item).and_then(|together| together.standing)
    }

    /// Takes back all of a kind that somebody said about something.
    fn unsay(&mut self, by: usize, item: ItemId, kind: u32) {
        let said = self.look(by, item).expect("it is there").said;
        let own = said.iter().filter(|said| said.is_own);
        let of = own.filter(|said| said.content.as_ref().is_some_and(|content| content.number() == kind));
        for grant in of.map(|said| said.grant).collect::<Vec<_>>() {
            self.world.act(by, Items::Unsay { relationship: self.with(by), grant }).expect("it was there");
        }
        self.world.pass(1_000);
    }

    /// The kind, length and order of the frames by which a device wrote something, from one on.
    fn written(&self, from: usize) -> Vec<(&'static str, usize)> {
        let of = |bytes: &Vec<u8>| {
            let name = match ClientFrame::from_bytes(bytes).expect("a device sends frames") {
                ClientFrame::Append { .. } => "append",
                ClientFrame::Erase { .. } => "erase",
                _ => return None,
            };
            Some((name, bytes.len()))
        };
        self.world.sent.iter().skip(from).filter_map(of).collect()
    }
}

#[test]
fn two_guess_at_each_others_cards_and_the_app_keeps_a_card_closed_until_there_is_a_guess() {
    let mut two = Two::new(1);
    let invite = Content::of(&Guessing { words: None });
    let item = two.share(NOOR, invite.clone());
    assert_eq!(two.standing(SAM, item), Some(Standing::Open));
    two.says(SAM, item, invite.hash(), given(Answer::Yes));
    let rain = "Rain on a tent roof";
    let card =
        Content::of(&ClosedCard { taste: Taste::Like, text: Heading::typed(rain).unwrap(), note: None });
    let forward = two.says(NOOR, item, invite.hash(), card.clone());

    let seen = two.look(SAM, item).unwrap();
    let closed = seen.said.iter().find(|said| said.is_closed).expect("a closed card");
    assert_eq!((closed.hash, &closed.content), (forward, &None));
    let bytes = borsh::to_vec(&two.world.everything(SAM)).unwrap();
    let rains = |bytes: &[u8]| bytes.windows(rain.len()).any(|window| window == rain.as_bytes());
    assert!(!rains(&bytes), "no page has it");
    assert!(rains(&borsh::to_vec(&two.world.everything(NOOR)).unwrap()), "its owner's has");

    let guess = two.says(SAM, item, forward, Content::of(&Guess { text: text("The sea") }));
    let more = Content::of(&ToldMore { text: text("Since I was seven") });
    two.says(NOOR, item, guess, more.clone());
    let seen = two.look(SAM, item).unwrap();
    let contents: Vec<_> = seen.said.iter().filter_map(|said| said.content.clone()).collect();
    assert!(contents.contains(&card) && contents.contains(&more), "side by side");

    // Whoever ends it ends it for both; the words go.
    two.world.act(NOOR, Items::Withdraw { relationship: two.with(NOOR), item }).unwrap();
    two.world.pass(1_000);
    assert_eq!(two.look(SAM, item), None);
}

/// What one does on their device when the other ended something tells nobody that they have read it.
#[test]
fn safety_s15_nothing_answers_an_end_by_itself() {
    let mut two = Two::new(2);
    let item = two.share(NOOR, late());
    let signature = signature_of(&late()).unwrap();
    two.says(SAM, item, late().hash(), signature.clone());
    two.says(NOOR, item, late().hash(), signature.clone());
    assert!(matches!(two.standing(SAM, item), Some(Standing::InForce { .. })));
    let they_see = |two: &Two| two.world.they_see(SAM).len();
    let before = they_see(&two);
    two.unsay(NOOR, item, signature.number());
    assert_eq!(
        (two.standing(NOOR, item), two.standing(SAM, item)),
        (Some(Standing::Over), Some(Standing::Over))
    );
    let sent = two.world.sent.len();
    two.world.goes_to(SAM, Look::Together { relationship: two.with(SAM), item, beside: None });
    two.world.pass(60_000);
    assert_eq!(two.written(sent), [], "looking at it sends nothing");
    assert_eq!(they_see(&two), before);
    // With the next thing that Sam does there, the signature under what is over goes too.
    two.share(SAM, Content::of(&Thanks { text: text("You kept your word about Tuesday.") }));
    assert_eq!(they_see(&two), before, "one thing more, and one less");
    assert_eq!(two.say(SAM, item, late().hash(), signature), Err(Problem::Gone), "it is not signed again");
}

#[test]
fn two_talk_in_turns_offline_and_on_and_either_rests() {
    let mut two = Two::new(3);
    let item = two.share(NOOR, talk());
    two.says(SAM, item, talk().hash(), given(Answer::Yes));
    assert_eq!(
        (two.standing(NOOR, item), two.standing(SAM, item)),
        (Some(Standing::YourTurn), Some(Standing::TheirTurn))
    );
    assert_eq!(two.say(SAM, item, talk().hash(), spoken("I begin")), Err(Problem::Gone), "out of turn");
    let said = two.says(NOOR, item, talk().hash(), spoken("We both waited"));
    // A month without a network: what is said waits, and comes.
    two.world.set_online(SAM, false);
    let back = two.says(SAM, item, said, Content::of(&Mirrored { text: text("You waited for me") }));
    two.world.now_ms += 30 * 86_400_000;
    two.world.restart(NOOR);
    two.world.restart(SAM);
    assert_eq!(two.standing(NOOR, item), Some(Standing::TheirTurn));
    two.world.set_online(SAM, true);
    two.world.pass(120_000);
    let step = two.look(NOOR, item).unwrap().next.expect("it is Noor's turn");
    assert_eq!((step.answers, step.kinds), (back, vec![Heard::NUMBER, Spoken::NUMBER]));
    let understood = Content::of(&Heard { understanding: Understanding::Understood, words: None });
    two.says(NOOR, item, back, understood);
    two.says(SAM, item, talk().hash(), Content::of(&TalkRest { rest: Rest::Pause, until: None }));
    assert_eq!(two.standing(NOOR, item), Some(Standing::Paused));
    assert_eq!(two.look(NOOR, item).unwrap().next, None);
    two.unsay(SAM, item, TalkRest::NUMBER);
    assert_eq!(two.standing(SAM, item), Some(Standing::YourTurn));
}

#[test]
fn a_goal_is_shown_as_far_as_its_owner_chose_and_encouraged() {
    let mut two = Two::new(4);
    let goal = Goal {
        wish: text("Paint again"),
        outcome: Some(text("I feel awake")),
        obstacle: Some(text("I say yes to everyone")),
        when: None,
        then: None,
        steps: Few::default(),
        done: Few::default(),
        end: None,
    };
    let shown =
        SharedGoal::of(&goal, model::kinds::Chosen::default(), Some(text("Ask me about the colours")));
    assert_eq!((&shown.wish, &shown.outcome), (&goal.wish, &None));
    let content = Content::of(&shown);
    let item = two.share(NOOR, content.clone());
    two.says(SAM, item, content.hash(), Content::of(&Encouragement { text: text("I like how you look.") }));
    let seen = two.look(NOOR, item).unwrap();
    assert!(matches!(seen.topic, Topic::Own(_)) && seen.said.len() == 1 && !seen.said[0].is_own);
    let bytes = borsh::to_vec(&two.world.everything(SAM)).unwrap();
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("Paint again") && !holds("I feel awake") && !holds("I say yes to everyone"));
}

/// “Yes”, “not now”, “something else”, a signature, a pause, an end: whoever carries or counts the bytes cannot tell which it was.
#[test]
fn safety_s13_answers_signatures_and_pauses_look_alike_on_the_wire_and_so_do_their_ends() {
    let (mut shapes, mut ends) = (Vec::new(), Vec::new());
    let chosen: [(Content, Content); 7] = [
        (talk(), given(Answer::Yes)),
        (talk(), given(Answer::NotNow)),
        (talk(), given(Answer::SomethingElse)),
        (late(), signature_of(&late()).unwrap()),
        (talk(), Content::of(&TalkRest { rest: Rest::Pause, until: None })),
        (talk(), Content::of(&TalkRest { rest: Rest::End, until: None })),
        (talk(), Content::of(&TalkRest { rest: Rest::Differently, until: Some(Day(20_900)) })),
    ];
    for (topic, said) in chosen {
        let mut two = Two::new(5);
        let agreed = two.share(NOOR, talk());
        two.says(SAM, agreed, talk().hash(), given(Answer::Yes));
        let asked = two.share(NOOR, topic.clone());
        let item = if said.number() == TalkRest::NUMBER { agreed } else { asked };
        let sent = two.world.sent.len();
        two.says(SAM, item, topic.hash(), said.clone());
        shapes.push(two.written(sent));
        let sent = two.world.sent.len();
        two.unsay(SAM, item, said.number());
        ends.push(two.written(sent));
    }
    assert_eq!(shapes[0].len(), 1, "{shapes:?}");
    assert!(shapes.windows(2).all(|pair| pair[0] == pair[1]), "{shapes:?}");
    assert_eq!(ends[0].iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["append", "erase"]);
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}");
}

#[test]
fn what_is_said_in_one_relationship_leaves_no_trace_in_another() {
    let mut two = Two::new(6);
    two.world.add_person();
    two.world.create_vault(2, "Mum");
    let (noors, _) = scenes::link(&mut two.world, NOOR, 2);
    let (before, received) = (two.world.everything(2), two.world.people[2].received.len());
    let sent = two.world.sent.len();
    let item = two.share(NOOR, talk());
    two.says(SAM, item, talk().hash(), given(Answer::Yes));
    two.says(NOOR, item, talk().hash(), spoken("We both waited"));
    let spaces: std::collections::BTreeSet<SpaceId> = two.world.sent[sent..]
        .iter()
        .filter_map(|bytes| match ClientFrame::from_bytes(bytes) {
            Ok(ClientFrame::Append { space, .. }) => Some(space),
            _ => None,
        })
        .collect();
    assert_eq!(spaces.len(), 2, "Noor's vault, and the space of the two");
    assert_eq!(two.world.everything(2), before);
    let heard = scenes::heard(&two.world, 2, received);
    assert!(heard.iter().all(|frame| *frame == sync::frame::RelayFrame::Pong), "{heard:?}");
    let elsewhere = Look::Together { relationship: noors, item, beside: None };
    assert_eq!(two.world.page(NOOR, &elsewhere), Page::Together(None));
}

/// What comes from somebody waits unopened, on the own side only: they see no difference, and their app hears nothing.
#[test]
fn what_comes_while_it_is_quiet_waits_and_the_other_never_learns_of_it() {
    let mut two = Two::new(7);
    let with = two.with(SAM);
    let kept = two.share(NOOR, Content::of(&Thanks { text: text("You listened without hurry.") }));
    let sent = two.world.sent.len();
    two.world.act(SAM, Items::Quiet { relationship: with, is_on: true, until: None }).unwrap();
    two.world.pass(60_000);
    assert!(two.written(sent).len() <= 1, "one entry, into Sam's own vault");
    let ask = Content::of(&Thanks { text: text("You made me laugh.") });
    let new = two.share(NOOR, ask);
    let theirs = |two: &Two| {
        let look = Look::Between { relationship: with, kinds: vec![Thanks::NUMBER], up_to: SHOWN_STEP };
        match two.world.page(SAM, &look) {
            Page::Between(lists) => lists[0].theirs.iter().map(|theirs| theirs.item).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(theirs(&two), [kept], "the new one waits");
    let counts = match two.world.page(SAM, &Look::With { relationship: Some(with) }) {
        Page::With(counts) => counts,
        other => panic!("{other:?}"),
    };
    assert!(counts.news.is_none_or(|news| news.arrived.iter().all(|arrived| arrived.count == 1)));
    assert!(counts.is_quiet);
    two.world.act(SAM, Items::Quiet { relationship: with, is_on: false, until: None }).unwrap();
    assert_eq!(theirs(&two), [new, kept]);
}

/// Words that somebody said yes to stay as they are: all that was said since hangs on them.
#[test]
fn a_topic_that_was_agreed_to_is_not_changed_and_one_that_was_not_can_be() {
    let mut two = Two::new(8);
    let talk_item = two.share(NOOR, talk());
    let change = |two: &mut Two, words: &str| {
        let (item, about) = (Some(talk_item), Some(two.with(NOOR)));
        let content = Content::of(&Talk { topic: Line::typed(words).unwrap() });
        let written = two.world.act(NOOR, Items::Write { item, of: None, about, content });
        let Ok(Outcome::Written { version, .. }) = written else { panic!("{written:?}") };
        let share = Items::Share { relationship: two.with(NOOR), item: talk_item, version };
        let shared = two.world.act(NOOR, share);
        two.world.pass(1_000);
        shared
    };
    two.says(SAM, talk_item, talk().hash(), given(Answer::NotNow));
    assert_eq!(change(&mut two, "The evenings"), Ok(Outcome::Done));
    assert_eq!(two.standing(SAM, talk_item), Some(Standing::Open), "nobody has answered these words");
    let evenings = Content::of(&Talk { topic: Line::typed("The evenings").unwrap() }).hash();
    two.says(SAM, talk_item, evenings, given(Answer::Yes));
    two.says(NOOR, talk_item, evenings, spoken("We both waited"));
    let see = two.world.they_see(NOOR).len();
    assert_eq!(change(&mut two, "The mornings"), Err(Problem::VersionChanged));
    assert_eq!(two.world.they_see(NOOR).len(), see, "what was said stands");
    assert_eq!(two.standing(SAM, talk_item), Some(Standing::YourTurn), "and the talk goes on");
}
