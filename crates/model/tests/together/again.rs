//! What is shared once more, or under a name that is taken: nothing that one side does alone moves what both agreed to, or what is the other's.

use model::{
    Answer, Content, Day, GrantId, RelationshipOperation, Rest, Side,
    fields::Line,
    kinds::{Agreement, LIST, Listed, Signature, Talk},
    together::{Standing, Voices, signature_of},
};

use super::ITEM;
use super::voices::{Two, agreed, answer, rest, spoken, talk};

use Side::{Founder, Invited};

fn other_talk() -> Content {
    Content::of(&Talk { topic: Line::typed("The garden").expect("it fits") })
}

fn other_words() -> Content {
    let words = model::fields::Text::typed("Whoever is late says nothing.").expect("it fits");
    let sort = model::Pact::Try;
    Content::of(&Agreement { sort, words, lasts: None, look: Some(Day(20_900)) })
}

fn is_in_force(two: &Two) -> bool {
    [Founder, Invited].into_iter().all(|side| {
        let state = two.state();
        let about = Voices::of(&LIST, &state).read_by(side).about(ITEM).expect("it is there");
        let signed =
            [Founder, Invited].into_iter().all(|by| about.own(by, Signature::NUMBER).next().is_some());
        let stands = matches!(about.standing(&LIST, side), Some(Standing::InForce { .. }));
        about.topic.content == agreed() && signed && stands
    })
}

#[test]
fn safety_s12_what_is_in_force_stays_so_whatever_is_shared_in_its_place() {
    let mut two = Two::default();
    let words = two.share(Founder, agreed());
    let signature = signature_of(&agreed()).expect("it is signed");
    for side in [Founder, Invited] {
        two.say(side, words, signature.clone()).expect("it may be signed");
    }
    assert!(is_in_force(&two));
    for (side, content) in
        [(Founder, other_words()), (Invited, talk()), (Founder, talk()), (Invited, agreed())]
    {
        two.share(side, content);
        assert!(is_in_force(&two), "{side:?}");
    }
    let all: Vec<GrantId> = (0..=u8::MAX).map(|name| GrantId([name; 16])).collect();
    for side in [Founder, Invited] {
        two.tell(side, RelationshipOperation::Withdrawn { grants: all.clone() });
        assert!(is_in_force(&two), "{side:?} took back what they shared");
    }
}

#[test]
fn what_the_other_shares_under_ones_own_name_takes_neither_topic_nor_turn() {
    let mut two = Two::default();
    let topic = two.share(Invited, talk());
    two.say(Founder, topic, answer(Answer::Yes)).expect("it may be said");
    two.say(Invited, topic, spoken("We both waited")).expect("it may be said");
    let read = |two: &Two| {
        let state = two.state();
        let voices = Voices::of(&LIST, &state).read_by(Invited);
        let about = voices.about(ITEM).expect("it is there");
        (about.topic.clone(), about.turn, about.said.len(), voices.left_over(Invited).len())
    };
    let before = read(&two);
    assert_eq!(before.1, Some(Founder));
    for content in [agreed(), other_talk()] {
        two.share(Founder, content);
        assert_eq!(read(&two), before);
    }
}

#[test]
fn a_talk_that_somebody_ended_stays_ended_when_its_first_words_come_back() {
    let mut two = Two::default();
    let topic = two.share(Founder, talk());
    two.say(Invited, topic, answer(Answer::Yes)).expect("it may be said");
    two.say(Invited, topic, rest(Rest::End)).expect("it may be said");
    assert_eq!(two.standing(Invited), Some(Standing::Over));
    two.share(Founder, other_talk());
    assert_eq!(two.left_over(Invited), 0, "the end is not taken back");
    two.share(Founder, talk());
    assert_eq!(two.standing(Invited), Some(Standing::Over));
    assert_eq!(two.standing(Founder), Some(Standing::Over));
}
