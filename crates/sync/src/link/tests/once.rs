//! Each message of a rendezvous counts once, and only in its turn; and what each side says of the other meanwhile.

use super::*;

#[test]
fn whoever_accepts_second_changes_nothing() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let late = MemberSeed::random(&mut random);
    let mut late = Joining::begin(inviting.invite.clone(), &late, "Late".into(), &mut random);
    let second = put(late.take(offer.slot, &offer.message, &mut random).unwrap());
    put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    let before = inviting.clone();
    assert_eq!(inviting.take(second.slot, &second.message, &mut random), Ok(Step::Wait));
    assert_eq!(inviting, before);
    assert_eq!(inviting.their_name().as_deref(), Some("Sam"));
}

#[test]
fn a_joiner_holds_to_the_first_offer_and_the_first_reveal() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let other = MemberSeed::random(&mut random).keys().id();
    let (_, second) = Inviting::begin(
        inviting.invite.clone(),
        SpaceId([6; 32]),
        other,
        "Somebody else".into(),
        &mut random,
    );
    assert_eq!(joining.take(second.slot, &second.message, &mut random), Ok(Step::Wait));
    assert_eq!(joining.space(), Some(SpaceId([5; 32])));
    assert_eq!(joining.sent(), core::slice::from_ref(&acceptance));
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    assert_eq!(joining.take(reveal.slot, &reveal.message, &mut random), Ok(Step::Compare(None)));
    let words = joining.words();
    assert_eq!(joining.take(reveal.slot, &reveal.message, &mut random), Ok(Step::Wait));
    assert_eq!(joining.words(), words);
}

#[test]
fn a_second_confirmation_admits_nobody_again() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
    let confirmed = joining.confirm(&mut random).unwrap();
    inviting.confirm();
    let step = inviting.take(confirmed.slot, &confirmed.message, &mut random);
    assert!(matches!(step, Ok(Step::Admit(_))), "{step:?}");
    assert_eq!(inviting.take(confirmed.slot, &confirmed.message, &mut random), Ok(Step::Wait));
}

#[test]
fn nobody_enters_before_they_have_said_that_the_words_are_the_same() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    let welcome = inviting.welcome(&mut random);
    assert_eq!(joining.take(welcome.slot, &welcome.message, &mut random), Ok(Step::Wait));
    joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
    assert_eq!(joining.take(welcome.slot, &welcome.message, &mut random), Ok(Step::Wait));
    joining.confirm(&mut random).unwrap();
    assert_eq!(joining.take(welcome.slot, &welcome.message, &mut random), Ok(Step::Enter(SpaceId([5; 32]))));
}

#[test]
fn each_side_knows_who_the_other_is_once_their_message_has_come() {
    let Pair { mut random, mut inviting, offer, mut joining } = pair();
    let inviter = decode::<Offer>(&inviting.offer).unwrap().inviter;
    assert_eq!((joining.space(), joining.inviter(), joining.their_name()), (None, None, None));
    assert_eq!(inviting.their_name(), None);
    let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
    assert_eq!(joining.space(), inviting.space());
    assert_eq!((joining.inviter(), joining.their_name().as_deref()), (Some(inviter), Some("Noor")));
    let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
    assert_eq!(inviting.their_name().as_deref(), Some("Sam"));
    joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
    assert!(!inviting.is_confirmed() && !joining.is_confirmed());
    inviting.confirm();
    joining.confirm(&mut random).unwrap();
    assert!(inviting.is_confirmed() && joining.is_confirmed());
}
