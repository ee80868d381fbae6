//! Talks: one step after another, each by whose turn it is, and no words changed after they were answered.

use model::{
    Content, ContentHash, GrantId, Relationship, RelationshipOperation, Side,
    Side::{Founder, Invited},
    together::{nth_of, talk},
};
use proptest::{collection::vec, prelude::*};

use crate::{
    ITEM, Told, arbitrary::stamp, at, by, fold, hash, in_order, operation, plan, replied, say, shared, side,
    told, withdrawn,
};

fn turns(told: &[(Side, RelationshipOperation)]) -> Option<Side> {
    talk::whose_turn(&in_order(told.to_vec()), Founder, ITEM)
}

fn step(n: u32, before: &str, words: &str) -> RelationshipOperation {
    let before = if n == 0 { plan(before).content().hash() } else { hash(before) };
    replied(nth_of(ITEM, n), before, words)
}

/// A topic and the first three steps.
fn a_talk() -> Vec<(Side, RelationshipOperation)> {
    vec![
        (Founder, shared("dishes", 9)),
        (Founder, step(0, "dishes", "I was tired")),
        (Invited, step(1, "I was tired", "You were tired")),
        (Founder, step(2, "You were tired", "Understood")),
    ]
}

#[test]
fn turns_alternate_and_begin_with_who_opened() {
    let told = a_talk();
    let after = |count: usize| turns(&told[..count]);
    assert_eq!(
        [0, 1, 2, 3, 4].map(after),
        [None, Some(Founder), Some(Invited), Some(Founder), Some(Invited)]
    );
    let state = in_order(told);
    let read = talk::read(&state, Founder, ITEM).unwrap();
    let said: Vec<_> = read.steps.iter().map(|step| step.map(|step| step.content.clone())).collect();
    let words =
        ["I was tired", "You were tired", "Understood"].map(|words| Some(say(words).content().clone()));
    assert_eq!(said, words);
    assert_eq!(read.topic.map(|topic| &topic.content), Some(plan("dishes").content()));
    assert_eq!(talk::read(&state, Invited, ITEM), None, "the other one has not opened it");
}

#[test]
fn nobody_speaks_out_of_turn() {
    let mut told = a_talk()[..2].to_vec();
    let before = turns(&told);
    // The opener writes the other's step, and steps ahead; the other one writes the opener's.
    told.push((Founder, step(1, "I was tired", "You say nothing")));
    told.push((Founder, step(2, "You were tired", "Understood")));
    told.push((Invited, step(0, "dishes", "You were angry")));
    told.push((Invited, step(2, "You were tired", "Understood")));
    assert_eq!((before, turns(&told)), (Some(Invited), Some(Invited)));
}

#[test]
fn words_that_were_answered_are_not_changed_afterwards() {
    // The other one changes what they said back, dated before, after it was understood: the understanding is not of these words.
    let told = (10..).zip(a_talk()).map(|(clock, (side, operation))| (side, at(clock), operation));
    let mut told: Vec<Told> = told.collect();
    told.push((Invited, at(1), step(1, "I was tired", "You were wrong")));
    let state = fold(&told);
    let read = talk::read(&state, Founder, ITEM).unwrap();
    assert_eq!((read.steps.len(), read.turn), (2, Founder));
    assert_eq!(read.steps[1].map(|step| &step.content), Some(say("You were wrong").content()));
    let aside: Vec<_> =
        talk::set_aside(&state, Founder, ITEM, Founder).iter().map(|step| &step.content).collect();
    assert_eq!(
        aside,
        [say("Understood").content()],
        "what was answered to other words comes back as a draft"
    );

    // It can be said anew, to what stands now.
    told.push((Founder, at(90), step(2, "You were wrong", "Not quite")));
    let state = fold(&told);
    let read = talk::read(&state, Founder, ITEM).unwrap();
    assert_eq!((read.steps.len(), read.turn), (3, Invited));
    assert_eq!(read.steps[2].map(|step| &step.content), Some(say("Not quite").content()));
}

#[test]
fn a_step_that_another_device_wrote_first_counts_and_the_other_comes_back_as_a_draft() {
    let mut told = a_talk()[..2].to_vec();
    told.push((Founder, step(0, "dishes", "I was late")));
    let state = in_order(told.clone());
    let drafts = |state: &Relationship| -> Vec<Content> {
        talk::set_aside(state, Founder, ITEM, Founder).into_iter().map(|step| step.content.clone()).collect()
    };
    assert_eq!(turns(&told), Some(Invited));
    assert_eq!(drafts(&state), [say("I was late").content().clone()]);
    assert_eq!(talk::set_aside(&state, Founder, ITEM, Invited), Vec::<&model::Grant>::new());
    // Withdrawing takes both back.
    told.push((Founder, withdrawn(nth_of(ITEM, 0))));
    assert_eq!(drafts(&in_order(told)), []);
}

#[test]
fn a_step_that_was_withdrawn_stays_taken_and_what_was_said_after_it_stands() {
    let mut told = a_talk();
    told.push((Founder, withdrawn(nth_of(ITEM, 0))));
    let state = in_order(told);
    let read = talk::read(&state, Founder, ITEM).unwrap();
    assert_eq!(read.steps.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(read.turn, Invited);
}

#[test]
fn an_answer_to_the_last_words_goes_back_when_these_are_withdrawn_and_can_be_said_anew() {
    let mut told = a_talk()[..3].to_vec();
    assert_eq!(turns(&told), Some(Founder));
    told.push((Founder, withdrawn(nth_of(ITEM, 0))));
    assert_eq!(turns(&told), Some(Invited), "what they answered is gone before anybody went on");
    let state = in_order(told.clone());
    let aside = talk::set_aside(&state, Founder, ITEM, Invited);
    assert_eq!(aside.iter().map(|step| &step.content).collect::<Vec<_>>(), [say("You were tired").content()]);
    told.push((Invited, replied(nth_of(ITEM, 1), ContentHash::WITHDRAWN, "Let us leave it")));
    assert_eq!(turns(&told), Some(Founder));
    // Withdrawing all that one has said, or a name that was never used, brings no answer back.
    let mut all = a_talk();
    all.extend([(Founder, withdrawn(nth_of(ITEM, 0))), (Founder, withdrawn(nth_of(ITEM, 2)))]);
    assert_eq!(turns(&all), Some(Invited));
    assert_eq!(talk::read(&in_order(all), Founder, ITEM).unwrap().steps.len(), 1);
}

#[test]
fn a_topic_that_was_changed_is_not_what_was_talked_about() {
    let mut told = a_talk();
    told.push((Founder, shared("money", 8)));
    let state = in_order(told.clone());
    let read = talk::read(&state, Founder, ITEM).unwrap();
    assert_eq!((read.topic, read.steps.len(), read.turn), (None, 3, Invited));
    told.extend([(Founder, withdrawn(GrantId([8; 16]))), (Founder, withdrawn(GrantId([9; 16])))]);
    assert_eq!(turns(&told), None, "a talk whose topic was withdrawn is none");
}

#[test]
fn pausing_and_ending_are_replies_that_either_may_write_at_any_time() {
    let topic = plan("dishes").content().hash();
    for side in [Founder, Invited] {
        let mut told = a_talk();
        told.push((side, replied(GrantId([50; 16]), topic, "Later")));
        assert_eq!(turns(&told), Some(Invited));
        let state = in_order(told);
        let replies = state.part(side).grants().filter(|(id, _)| *id == GrantId([50; 16])).count();
        assert_eq!(replies, 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    /// Whoever has said nothing yet in a talk keeps their turn, whatever the other one says, changes or withdraws.
    #[test]
    fn a_turn_never_passes_before_whose_turn_it_is_has_said_something(
        told in vec((stamp(), operation()), 0..24),
        opener in side(),
    ) {
        let state = fold(&by(opener, told));
        let Some(read) = talk::read(&state, opener, ITEM) else { return Ok(()) };
        prop_assert!(read.steps.len() <= 1);
        prop_assert_eq!(read.turn, talk::side_of(opener, u32::try_from(read.steps.len()).unwrap()));
    }

    /// So nothing that one does takes the other's turn, unless they have answered these very words already.
    #[test]
    fn every_step_that_counts_was_written_by_whose_turn_it_was_to_the_very_words_before_it(
        told in vec(told(), 0..24),
        opener in side(),
    ) {
        let state = fold(&told);
        let Some(read) = talk::read(&state, opener, ITEM) else { return Ok(()) };
        prop_assert_eq!(read.turn, talk::side_of(opener, u32::try_from(read.steps.len()).unwrap()));
        for (n, step) in (0_u32..).zip(&read.steps) {
            let part = state.part(talk::side_of(opener, n));
            let Some(step) = step else {
                prop_assert!(part.withdrawn().contains(&nth_of(ITEM, n)));
                continue;
            };
            prop_assert!(part.under(nth_of(ITEM, n)).contains(step));
            let words = n.checked_sub(1).and_then(|before| read.steps[usize::try_from(before).unwrap()]);
            if let Some(words) = words {
                let answers = words.content.hash();
                prop_assert_eq!((step.item, step.answers), (ITEM, Some(answers)));
            }
        }
    }
}
