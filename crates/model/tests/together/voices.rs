//! What both say about things, of every kind: only what keeps the rules counts, whoever writes what in whatever order.

use model::{
    Answer, Clock, Content, ContentHash, Day, GrantId, Lasts, Pact, Relationship, RelationshipOperation,
    ReplyContent, Rest, Side,
    Side::{Founder, Invited},
    Stamp, Taste, Tone, Understanding, Value, WriterId, draw,
    fields::{Heading, Line, Text},
    kinds::{
        Agreement, ClosedCard, Encouragement, GivenAnswer, GoodNews, Guess, Guessing, Heard, LIST, Listed,
        Mirrored, Part, SharedGoal, Signature, Spoken, Talk, TalkRest, ToldMore, Wondering,
    },
    relationship::Origin,
    together::{About, CARDS_MAX, Refused, Standing, Voices, agreement, nth_of, signature_of},
};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::{ITEM, OTHER_ITEM, Told, arbitrary::stamp, at, by, fold, kinds::numbers, side};

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::typed(text).expect("it fits")
}

fn guessing() -> Content {
    Content::of(&Guessing { words: None })
}

pub(super) fn talk() -> Content {
    Content::of(&Talk { topic: Line::typed("The dishes").expect("it fits") })
}

pub(super) fn agreed() -> Content {
    let words = text("Whoever is late writes by six.");
    Content::of(&Agreement { sort: Pact::TimeOut, words, lasts: Some(Lasts::Hour), look: Some(Day(20_900)) })
}

pub(super) fn answer(answer: Answer) -> Content {
    Content::of(&GivenAnswer { answer, words: None, chosen: None })
}

fn card(name: &str) -> Content {
    let text = Heading::typed(name).expect("it fits");
    Content::of(&ClosedCard { taste: Taste::Like, text, note: None })
}

fn guess(words: &str) -> Content {
    Content::of(&Guess { text: text(words) })
}

pub(super) fn spoken(words: &str) -> Content {
    let (happened, felt, wish) = (text(words), text("Far away"), text("One small thing"));
    Content::of(&Spoken { tone: Tone::Clear, happened, felt, wish })
}

fn mirrored(words: &str) -> Content {
    Content::of(&Mirrored { text: text(words) })
}

fn heard(understanding: Understanding) -> Content {
    Content::of(&Heard { understanding, words: None })
}

pub(super) fn rest(rest: Rest) -> Content {
    Content::of(&TalkRest { rest, until: None })
}

/// Both parts, as the apps of the two write them: what may not be said is refused.
#[derive(Default)]
pub(super) struct Two {
    told: Vec<Told>,
    clock: u64,
}

impl Two {
    pub(super) fn state(&self) -> Relationship {
        fold(&self.told)
    }

    pub(super) fn tell(&mut self, side: Side, operation: RelationshipOperation) {
        self.clock += 1;
        self.told.push((side, at(self.clock), operation));
    }

    pub(super) fn share(&mut self, side: Side, content: Content) -> ContentHash {
        let hash = content.hash();
        let content = LIST.shareable(content).expect("it is shareable");
        let grant = GrantId([u8::try_from(100 + self.told.len()).expect("few"); 16]);
        self.tell(side, RelationshipOperation::Shared { grant, item: ITEM, content, on: Day(20_780) });
        hash
    }

    pub(super) fn say(
        &mut self,
        side: Side,
        answers: ContentHash,
        content: Content,
    ) -> Result<ContentHash, Refused> {
        let state = self.state();
        let saying = Voices::of(&LIST, &state).may_say(side, ITEM, answers, &content)?;
        if !saying.replaces.is_empty() {
            self.tell(side, RelationshipOperation::Withdrawn { grants: saying.replaces });
        }
        let fresh = GrantId([u8::try_from(self.told.len()).expect("few"); 16]);
        let grant = saying.name.unwrap_or(fresh);
        let hash = content.hash();
        self.write(side, grant, answers, content);
        Ok(hash)
    }

    /// Whatever somebody dishonest writes.
    fn write(&mut self, side: Side, grant: GrantId, answers: ContentHash, content: Content) {
        let content = LIST.reply(content).expect("it is a reply");
        self.tell(
            side,
            RelationshipOperation::Replied { grant, to: ITEM, answers, content, on: Day(20_781) },
        );
    }

    fn read<T>(&self, of: impl FnOnce(&Voices<'_>, Option<About<'_>>) -> T) -> T {
        let state = self.state();
        let voices = Voices::of(&LIST, &state);
        of(&voices, voices.about(ITEM))
    }

    fn said(&self) -> Vec<(Side, u32)> {
        self.read(|_, about| {
            let said = about.map(|about| about.said).unwrap_or_default();
            said.iter().filter_map(|said| Some((said.by, said.grant?.content.number()))).collect()
        })
    }

    pub(super) fn standing(&self, mine: Side) -> Option<Standing> {
        self.read(|_, about| about.and_then(|about| about.standing(&LIST, mine)))
    }

    pub(super) fn left_over(&self, side: Side) -> usize {
        self.read(|voices, _| voices.left_over(side).len())
    }
}

#[test]
fn nobody_puts_a_card_forward_or_guesses_before_both_want_it() {
    let mut two = Two::default();
    let invite = two.share(Founder, guessing());
    for side in [Founder, Invited] {
        assert_eq!(two.say(side, invite, card("Rain")), Err(Refused::Gone));
    }
    assert_eq!(
        two.say(Founder, invite, answer(Answer::Yes)),
        Err(Refused::Gone),
        "nobody answers for the other"
    );
    for no in [Answer::NotNow, Answer::SomethingElse] {
        two.say(Invited, invite, answer(no)).expect("it is so");
        assert_eq!(two.say(Founder, invite, card("Rain")), Err(Refused::Gone));
    }
    two.say(Invited, invite, answer(Answer::Yes)).expect("it is so");
    assert_eq!(two.said(), [(Invited, GivenAnswer::NUMBER)], "one answer stands");
    let rain = two.say(Founder, invite, card("Rain")).expect("it is so");
    assert_eq!(two.say(Founder, rain, guess("Snow")), Err(Refused::Changed), "nobody guesses at their own");
    let snow = two.say(Invited, rain, guess("Snow")).expect("it is so");
    assert_eq!(two.say(Invited, snow, Content::of(&ToldMore { text: text("Mine") })), Err(Refused::Changed));
    two.say(Founder, snow, Content::of(&ToldMore { text: text("On a tent roof") })).expect("it is so");
    let said = two.said();
    assert_eq!(said.len(), 4);
    assert_eq!(said.last(), Some(&(Founder, ToldMore::NUMBER)));
    assert_eq!(two.say(Invited, rain, guess("Wind")), Err(Refused::Full), "it was told more about");

    // Either ends it alone, and with it goes what belongs to it.
    two.say(Invited, invite, answer(Answer::NotNow)).expect("it is so");
    assert_eq!(two.said(), [(Invited, GivenAnswer::NUMBER)]);
    assert_eq!(
        (two.left_over(Founder), two.left_over(Invited)),
        (1, 1),
        "what was told more hangs on the guess"
    );
}

#[test]
fn of_too_many_cards_the_first_count_and_none_more_is_put_forward() {
    let mut two = Two::default();
    let invite = two.share(Founder, guessing());
    two.say(Invited, invite, answer(Answer::Yes)).expect("it is so");
    for n in 0..CARDS_MAX {
        two.say(Invited, invite, card(&format!("Card {n}"))).expect("it is so");
    }
    assert_eq!(two.say(Invited, invite, card("One more")), Err(Refused::Full));
    two.write(Invited, GrantId([90; 16]), invite, card("One more"));
    let cards = two.said().iter().filter(|(_, kind)| *kind == ClosedCard::NUMBER).count();
    assert_eq!(cards, CARDS_MAX);
}

/// The speaker speaks, the listener says back, and only the speaker says whether that was understood; then it is the other one's turn.
#[test]
fn a_talk_goes_from_three_sentences_to_understood_and_then_to_the_other_one() {
    let mut two = Two::default();
    let topic = two.share(Founder, talk());
    assert_eq!(
        two.say(Founder, topic, spoken("We both waited")),
        Err(Refused::Gone),
        "the other has not said yes"
    );
    assert_eq!(two.standing(Invited), Some(Standing::Open));
    two.say(Invited, topic, answer(Answer::Yes)).expect("it is so");
    assert_eq!(
        (two.standing(Founder), two.standing(Invited)),
        (Some(Standing::YourTurn), Some(Standing::TheirTurn))
    );
    assert_eq!(two.say(Invited, topic, spoken("I speak first")), Err(Refused::Gone), "out of turn");
    assert_eq!(two.say(Founder, topic, mirrored("You say")), Err(Refused::Gone), "nothing to say back yet");
    let one = two.say(Founder, topic, spoken("We both waited")).expect("it is so");
    assert_eq!(
        two.say(Invited, one, heard(Understanding::Understood)),
        Err(Refused::Gone),
        "the speaker says that"
    );
    let back = two.say(Invited, one, mirrored("You waited")).expect("it is so");
    assert_eq!(
        two.say(Founder, one, heard(Understanding::NotQuite)),
        Err(Refused::Changed),
        "to other words"
    );
    let not_quite = two.say(Founder, back, heard(Understanding::NotQuite)).expect("it is so");
    let again = two.say(Invited, not_quite, mirrored("We both waited")).expect("it is so");
    let understood = two.say(Founder, again, heard(Understanding::Understood)).expect("it is so");
    assert_eq!(two.say(Invited, understood, mirrored("…")), Err(Refused::Gone));
    let other = two.say(Invited, understood, spoken("I thought you would call")).expect("it is so");
    let back = two.say(Founder, other, mirrored("You thought so")).expect("it is so");
    // Whoever does not find themselves in it may also say it in another way.
    two.say(Invited, back, spoken("I had hoped you would call")).expect("it is so");
    assert_eq!(two.standing(Founder), Some(Standing::YourTurn));

    // Either pauses and ends it at any time; what is paused goes on when it is taken back.
    for side in [Founder, Invited] {
        for how in [Rest::Pause, Rest::End, Rest::Differently] {
            two.say(side, topic, rest(how)).expect("it is so");
            let resting = if how == Rest::Pause { Standing::Paused } else { Standing::Over };
            assert_eq!((two.standing(Founder), two.standing(Invited)), (Some(resting), Some(resting)));
            let last = two.read(|_, about| {
                about.expect("it is so").steps().last().copied().flatten().expect("it is so").content.hash()
            });
            assert_eq!(two.say(Founder, last, mirrored("…")), Err(Refused::Gone), "it rests");
            let behind = two.read(|_, about| {
                about.expect("it is so").said.last().and_then(|said| Some(said.grant?.content.number()))
            });
            assert_eq!(behind, Some(TalkRest::NUMBER), "behind what was said");
        }
        let rests = two.read(|_, about| {
            about.expect("it is so").own(side, TalkRest::NUMBER).map(|said| said.name).collect()
        });
        two.tell(side, RelationshipOperation::Withdrawn { grants: rests });
    }
    assert_eq!(two.standing(Founder), Some(Standing::YourTurn));
}

#[test]
fn a_step_that_does_not_fit_or_is_over_a_limit_moves_no_turn() {
    let mut two = Two::default();
    let topic = two.share(Founder, talk());
    two.say(Invited, topic, answer(Answer::Yes)).expect("it is so");
    let one = two.say(Founder, topic, spoken("We both waited")).expect("it is so");
    let long = Value::Text("x".repeat(3_000).into());
    let too_long = Content::of_values(Mirrored::NUMBER, &[long]);
    assert!(LIST.check_fields(&too_long).is_err());
    for wrong in [heard(Understanding::Understood), spoken("I speak"), guess("…"), answer(Answer::Yes)] {
        two.write(Invited, nth_of(ITEM, 1), one, wrong);
        assert_eq!(two.standing(Invited), Some(Standing::YourTurn));
    }
    let (grant, content, on) = (nth_of(ITEM, 1), unchecked(&too_long), Day(20_781));
    two.tell(Invited, RelationshipOperation::Replied { grant, to: ITEM, answers: one, content, on });
    assert_eq!(two.standing(Invited), Some(Standing::YourTurn));
}

/// A reply as a dishonest app writes it: read from bytes, which checks no limit of a field.
fn unchecked(content: &Content) -> ReplyContent {
    let small = LIST.reply(guess("x")).expect("it is a reply");
    let plain = RelationshipOperation::Replied {
        grant: GrantId([1; 16]),
        to: ITEM,
        answers: ContentHash([0; 32]),
        content: small,
        on: Day(1),
    };
    let bytes = plain.to_bytes();
    let (old, new) =
        (minicbor::to_vec(guess("x")).expect("it is so"), minicbor::to_vec(content).expect("it is so"));
    let begin = bytes.windows(old.len()).position(|window| window == old).expect("it stands there");
    let (before, rest) = bytes.split_at(begin);
    let (_, after) = rest.split_at(old.len());
    let patched = [before, &new, after].concat();
    match RelationshipOperation::from_bytes(&patched) {
        Ok(model::Decoded::Known(RelationshipOperation::Replied { content, .. })) => content,
        other => panic!("{other:?}"),
    }
}

#[test]
fn safety_s12_an_agreement_of_this_app_takes_two_to_start_and_one_to_end() {
    let mut two = Two::default();
    let proposal = two.share(Founder, agreed());
    let signature = || signature_of(&agreed()).expect("it is so");
    let other_words = Content::of(&Signature {
        sort: Pact::TimeOut,
        words: text("Whoever is late is to blame."),
        lasts: Some(Lasts::Hour),
        look: Some(Day(20_900)),
    });
    assert_eq!(two.say(Invited, proposal, other_words.clone()), Err(Refused::Changed));
    two.say(Invited, proposal, answer(Answer::NotNow)).expect("it is so");
    assert_eq!(two.standing(Founder), Some(Standing::Answered(Answer::NotNow)));
    two.say(Invited, proposal, signature()).expect("it is so");
    assert_eq!(two.said(), [(Invited, Signature::NUMBER)], "a signature comes in the place of an answer");
    assert_eq!(
        (two.standing(Founder), two.standing(Invited)),
        (Some(Standing::SignedByThem), Some(Standing::SignedByYou))
    );
    assert_eq!(two.say(Invited, proposal, answer(Answer::NotNow)), Err(Refused::Full));
    // Other words, or the other's name, sign nothing.
    two.write(Founder, nth_of(ITEM, 0), proposal, other_words);
    assert_eq!(two.standing(Founder), Some(Standing::SignedByThem));
    two.say(Founder, proposal, signature()).expect("it is so");
    assert_eq!(two.standing(Founder), Some(Standing::InForce { since: Day(20_781) }));
    // Taking the proposal back takes nothing from what both signed.
    let shared = GrantId([100; 16]);
    two.tell(Founder, RelationshipOperation::Withdrawn { grants: vec![shared] });
    assert_eq!(two.standing(Invited), Some(Standing::InForce { since: Day(20_781) }));
    two.share(Founder, agreed());
    for side in [Founder, Invited] {
        let mut ended = Two { told: two.told.clone(), clock: two.clock };
        ended.tell(side, RelationshipOperation::Withdrawn { grants: vec![nth_of(ITEM, 0)] });
        assert_eq!(
            (ended.standing(Founder), ended.standing(Invited)),
            (Some(Standing::Over), Some(Standing::Over))
        );
        assert_eq!(ended.say(side, proposal, signature()), Err(Refused::Gone), "its name is spent");
        assert_eq!(
            (ended.left_over(side), ended.left_over(side.other())),
            (0, 1),
            "the other takes theirs back"
        );
    }
}

#[test]
fn encouragement_stays_when_a_goal_is_told_anew_and_good_news_are_asked_about_once() {
    let goal = |wish: &str| {
        let wish = text(wish);
        let (outcome, when, then, steps, encourage) = (None, None, None, Default::default(), None);
        Content::of(&SharedGoal { wish, outcome, when, then, steps, encourage })
    };
    let mut two = Two::default();
    let paint = two.share(Founder, goal("Paint"));
    let cheer = |words: &str| Content::of(&Encouragement { text: text(words) });
    assert_eq!(
        two.say(Founder, paint, cheer("Go on")),
        Err(Refused::Gone),
        "nobody encourages themselves here"
    );
    two.say(Invited, paint, cheer("I like how you look at things.")).expect("it is so");
    two.share(Founder, goal("Paint again"));
    assert_eq!(
        two.say(Invited, paint, cheer("And again")),
        Err(Refused::Changed),
        "it was read before it was changed"
    );
    two.say(Invited, goal("Paint again").hash(), cheer("And again")).expect("it is so");
    assert_eq!(two.said(), [(Invited, Encouragement::NUMBER); 2]);

    let mut two = Two::default();
    let news = two.share(Invited, Content::of(&GoodNews { text: text("I got the place") }));
    let wonder = |words: &str| Content::of(&Wondering { text: text(words) });
    let first = two.say(Founder, news, wonder("What was the best moment?")).expect("it is so");
    two.say(Invited, first, Content::of(&ToldMore { text: text("The call") })).expect("it is so");
    assert_eq!(two.said(), [(Founder, Wondering::NUMBER), (Invited, ToldMore::NUMBER)]);
    assert_eq!(two.say(Founder, news, wonder("Other words")), Err(Refused::Full), "it was answered");
}

#[test]
fn what_is_hidden_is_not_said_yet() {
    let mut two = Two::default();
    let topic = two.share(Founder, talk());
    two.say(Invited, topic, answer(Answer::Yes)).expect("it is so");
    let until = two.clock;
    two.say(Founder, topic, spoken("We both waited")).expect("it is so");
    let state = two.state();
    let about = Voices::of(&LIST, &state).until(Some((Founder, Clock(until)))).about(ITEM).expect("it is so");
    assert_eq!((about.steps().len(), about.turn), (0, Some(Founder)));
    let about = Voices::of(&LIST, &state).until(Some((Founder, Clock(0)))).about(ITEM);
    assert_eq!(about, None, "nothing of it was there before");
}

/// Anything that an app may write about two things, of every kind: names of steps and signatures, those of others, true and false hashes.
fn anything() -> impl Strategy<Value = Told> {
    let replies: Vec<_> = LIST.all().iter().filter(|kind| kind.part == Part::Reply).copied().collect();
    let topics: Vec<_> = LIST
        .all()
        .iter()
        .filter(|kind| kind.takes_answer || kind.name == "shared_goal" || kind.name == "good_news")
        .copied()
        .collect();
    let content = |kinds: Vec<model::kinds::Description>| {
        (proptest::sample::select(kinds), 0_u64..3)
            .prop_map(|(kind, seed)| draw::content(&kind, &mut numbers(seed)))
    };
    let name = || prop_oneof![3 => (0_u32..4).prop_map(|n| nth_of(ITEM, n)), 2 => (5_u8..12).prop_map(|name| GrantId([name; 16]))];
    let item = || prop_oneof![6 => Just(ITEM), 1 => Just(OTHER_ITEM)];
    let hashes = {
        let of = |content: Content| content.hash();
        prop_oneof![
            4 => content(topics.clone()).prop_map(of),
            4 => content(replies.clone()).prop_map(of),
            1 => Just(ContentHash::WITHDRAWN),
            1 => Just(signature_of(&agreed()).expect("it is so").hash()),
        ]
    };
    let operation = prop_oneof![
        3 => (name(), item(), prop_oneof![3 => content(topics), 1 => Just(agreed()), 1 => Just(talk()), 1 => Just(guessing())])
            .prop_map(|(grant, item, content)| RelationshipOperation::Shared { grant, item, content: LIST.shareable(content).expect("it is so"), on: Day(20_000) }),
        9 => (name(), item(), prop_oneof![4 => hashes, 1 => Just(agreed().hash()), 1 => Just(talk().hash()), 1 => Just(guessing().hash())], prop_oneof![4 => content(replies), 1 => Just(signature_of(&agreed()).expect("it is so")), 1 => Just(answer(Answer::Yes)), 1 => Just(spoken("a"))])
            .prop_map(|(grant, to, answers, content)| RelationshipOperation::Replied { grant, to, answers, content: LIST.reply(content).expect("it is so"), on: Day(20_001) }),
        2 => name().prop_map(|grant| RelationshipOperation::Withdrawn { grants: vec![grant] }),
    ];
    (side(), stamp(), operation)
}

fn alone(told: Vec<Told>, one: Side) -> Vec<Told> {
    by(one, told.into_iter().map(|(_, stamp, operation)| (stamp, operation)).collect())
}

/// An agreement, a talk and a guessing exchange in which both have said something, honestly.
fn honest() -> impl Strategy<Value = Vec<Told>> {
    let turns = |count: usize| {
        let mut two = Two::default();
        let topic = two.share(Founder, talk());
        two.say(Invited, topic, answer(Answer::Yes)).expect("it is so");
        let mut last = topic;
        let steps = [
            (Founder, spoken("a")),
            (Invited, mirrored("b")),
            (Founder, heard(Understanding::Understood)),
            (Invited, spoken("c")),
        ];
        for (side, step) in steps.into_iter().take(count) {
            last = two.say(side, last, step).expect("it is so");
        }
        two.told
    };
    let signed = |who: Vec<Side>| {
        let mut two = Two::default();
        let proposal = two.share(Founder, agreed());
        for side in who {
            two.say(side, proposal, signature_of(&agreed()).expect("it is so")).expect("it is so");
        }
        two.told
    };
    prop_oneof![
        (0_usize..5).prop_map(turns),
        proptest::sample::select(vec![vec![], vec![Founder], vec![Invited], vec![Founder, Invited]])
            .prop_map(signed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn both_read_the_same_in_any_order(told in vec(anything(), 0..24), order in vec(any::<(Index, Index)>(), 0..24)) {
        let mut mixed: Vec<(u8, Told)> = (0..).zip(told.iter().cloned()).collect();
        for (one, other) in order.iter().filter(|_| !told.is_empty()).map(|(one, other)| (one.index(told.len()), other.index(told.len()))).collect::<Vec<_>>() {
            mixed.swap(one, other);
        }
        let mut other = Relationship::default();
        for (origin, (side, stamp, operation)) in mixed {
            other.apply(side, stamp, Origin([origin; 16]), operation);
        }
        let one = fold(&told);
        prop_assert_eq!(Voices::of(&LIST, &one).all(), Voices::of(&LIST, &other).all());
        // One thing is read as all are.
        let all = Voices::of(&LIST, &one).all();
        for item in [ITEM, OTHER_ITEM] {
            let about = Voices::of(&LIST, &one).about(item);
            let of_all = all.iter().find(|(of, _)| *of == item).map(|(_, about)| about);
            prop_assert!(of_all.is_none_or(|of_all| Some(of_all) == about.as_ref()));
        }
    }

    /// Whatever one of the two writes alone, nothing comes into force that the other one has not signed to the letter, no turn is taken from
    /// them, and nothing counts as said by them.
    #[test]
    fn safety_s12_nothing_that_one_does_alone_is_said_by_the_other(
        before in honest(),
        more in vec(anything(), 0..16),
        one in side(),
    ) {
        let (was, mut after) = (fold(&before), before);
        after.extend(alone(more, one));
        let now = fold(&after);
        let mine = |state: &Relationship| -> Vec<GrantId> { state.part(one.other()).everything().map(|(name, _)| name).collect() };
        prop_assert_eq!(mine(&was), mine(&now));
        let Some(about) = Voices::of(&LIST, &now).about(ITEM) else { return Ok(()) };
        for said in about.said.iter().filter(|said| said.by == one.other()) {
            prop_assert!(said.grant.is_none_or(|grant| was.part(one.other()).everything().any(|(_, known)| known == grant)));
        }
        if let Some(Standing::InForce { .. }) = about.standing(&LIST, one) {
            let words = signature_of(&about.topic.content).expect("it is so");
            prop_assert!(agreement::signatures(&was, one.other(), ITEM).any(|signed| signed.content == words));
        }
        let steps = about.steps();
        for (n, step) in (0_u32..).zip(&steps) {
            let side = model::together::talk::side_of(about.topic.by, n);
            let is_theirs = side == one.other();
            prop_assert!(!is_theirs || step.is_none_or(|step| was.part(side).under(nth_of(ITEM, n)).contains(step)));
        }
    }

    /// What may be said counts once it is said, and what does not count may not be said.
    #[test]
    fn what_may_be_said_counts(told in vec(anything(), 0..16), speaker in side(), answers in anything(), content in anything()) {
        let content = match content.2 { RelationshipOperation::Replied { content, .. } => content, _ => return Ok(()) };
        let read = match answers.2 { RelationshipOperation::Replied { answers, .. } => answers, _ => return Ok(()) };
        let state = fold(&told);
        let Ok(saying) = Voices::of(&LIST, &state).may_say(speaker, ITEM, read, content.content()) else { return Ok(()) };
        let late = |clock: u64| Stamp { clock: Clock(u64::MAX / 4 + clock), writer: WriterId([1; 16]) };
        let mut after = told;
        after.push((speaker, late(0), RelationshipOperation::Withdrawn { grants: saying.replaces }));
        let grant = saying.name.unwrap_or(GrantId([77; 16]));
        let said = content.content().clone();
        after.push((speaker, late(1), RelationshipOperation::Replied { grant, to: ITEM, answers: read, content, on: Day(20_001) }));
        let state = fold(&after);
        let about = Voices::of(&LIST, &state).about(ITEM).expect("it is still there");
        let counts = about.said.iter().any(|one| one.by == speaker && one.grant.is_some_and(|grant| grant.content == said));
        prop_assert!(counts, "{:?}", about.said);
    }
}

#[test]
fn a_signature_has_the_fields_of_an_agreement() {
    let shapes = |number: u32| {
        LIST.get(number)
            .expect("it is so")
            .slots
            .iter()
            .map(|slot| (slot.name, slot.shape))
            .collect::<Vec<_>>()
    };
    assert_eq!(shapes(Signature::NUMBER), shapes(Agreement::NUMBER));
    assert_eq!(signature_of(&talk()), None);
}
