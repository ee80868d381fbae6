//! Keys that do not fit, and those that come late.

use super::*;
use crate::small::SmallSet;

/// A record of `author` in which `victim` is handed what was meant for another member.
fn with_a_wrong_key(
    author: &mut Replica,
    intent: Intent,
    victim: MemberId,
    random: &mut ChaCha12Rng,
) -> Vec<u8> {
    author.intend(Some(intent));
    let mut record = author.propose(random).unwrap();
    let meant = record.handed.iter().find(|handed| handed.member != victim).unwrap().sealed.clone();
    record.handed.iter_mut().find(|handed| handed.member == victim).unwrap().sealed = meant;
    record.signature = author.seed().signing_key().sign_hash(record.hash());
    let record = record.to_bytes();
    author.follow(&record).unwrap();
    author.intend(None);
    record
}

#[test]
fn who_is_handed_a_wrong_key_knows_by_whom_and_answers_three_times() {
    let (mut vault, mut third, _) = vault_and_third(&[]);
    let (one, other) = (vault.one.me(), vault.other.me());
    let mut random = ChaCha12Rng::seed_from_u64(2);
    let mut times = 0;
    loop {
        let record = with_a_wrong_key(&mut vault.one, Intent::Renew, other, &mut random);
        times += 1;
        vault.other.follow(&record).unwrap();
        third.follow(&record).unwrap();
        assert!(vault.other.lacks_key() && !vault.one.lacks_key() && !third.lacks_key());
        assert_eq!(vault.other.misfits(), vec![one; times]);
        assert_eq!(third.misfits(), []);
        if !vault.other.wants_renewal() {
            break;
        }
        let answer = vault.other.propose(&mut random).unwrap().to_bytes();
        for replica in [&mut vault.one, &mut vault.other, &mut third] {
            replica.follow(&answer).unwrap();
        }
        assert!(!vault.other.lacks_key() && !vault.other.wants_renewal());
    }
    assert_eq!(times, 4);
    assert_eq!(vault.other.propose(&mut random), None);
    // Somebody else who does it for the first time is answered.
    let record = with_a_wrong_key(&mut third, Intent::Renew, other, &mut random);
    vault.other.follow(&record).unwrap();
    assert!(vault.other.wants_renewal());
    assert_eq!(vault.other.misfits().iter().copied().collect::<SmallSet<_>>().len(), 2);
}

#[test]
fn who_was_taken_out_was_handed_nothing_and_blames_nobody() {
    let (mut vault, mut third, _) = vault_and_third(&[]);
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    third.follow(&removal).unwrap();
    assert_eq!(third.misfits(), []);
    assert!(!third.lacks_key() && !third.is_member());
}

#[test]
fn a_space_is_entered_with_a_key_or_with_a_wrong_one_but_not_with_none() {
    let (mut vault, _, _) = vault_and_third(&[]);
    let seed = MemberSeed::random(&mut vault.random);
    let refused = Replica::enter(seed.clone(), &vault.one.records(), &mut vault.random).map(|_| ());
    assert_eq!(refused, Err(crate::control::ControlError::Epoch));
    let intent = admitting(&vault.one, &seed, Party::Founder);
    with_a_wrong_key(&mut vault.one, intent, seed.keys().id(), &mut vault.random);
    let entered = Replica::enter(seed, &vault.one.records(), &mut vault.random).unwrap();
    assert!(entered.lacks_key() && entered.wants_renewal());
}

#[test]
fn what_counts_is_said_anew_once_the_key_comes_under_which_a_removal_tells_it() {
    let (mut vault, third, log) = vault_and_third(&["one"]);
    vault.one.receive(log.clone());
    vault.other.receive(log);
    let other = vault.other.me();
    let intent = Intent::Remove(third.me());
    let removal = with_a_wrong_key(&mut vault.one, intent, other, &mut vault.random);
    vault.other.follow(&removal).unwrap();
    assert_eq!(counted(&vault.other, third.me(), third.writer()), 0, "what it says cannot be read yet");
    let renewal = change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.other.follow(&renewal).unwrap();
    assert_eq!(counted(&vault.other, third.me(), third.writer()), 1);
}

#[test]
fn who_was_handed_a_wrong_key_does_not_ask_the_relay_for_a_record_that_it_has() {
    let (mut vault, _, _) = vault_and_third(&[]);
    let other = vault.other.me();
    let record = with_a_wrong_key(&mut vault.one, Intent::Renew, other, &mut vault.random);
    vault.other.follow(&record).unwrap();
    vault.write("sealed under the key that it lacks");
    let received = vault.other.receive(vault.log.clone());
    assert!(!received.needs_control && received.opened.is_empty());
    // Once somebody passes the key on, everything is read.
    let renewal = change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.other.follow(&renewal).unwrap();
    assert!(vault.other.is_behind());
    vault.other.rewind();
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["sealed under the key that it lacks"]);
}
