//! Decisions, and whose they are.

use super::*;
use crate::replica::VerifiedDecisions;

#[test]
fn a_decision_counts_from_a_device_that_is_there_in_its_own_chain_and_as_it_signed_it() {
    let (mut vault, third, _) = vault_and_third(&[]);
    let paper = MemberSeed::random(&mut vault.random);
    let words = Member::of(&paper, vault.one.space(), Party::Founder, MemberKind::Paper);
    let record = change(&mut vault.one, Intent::Admit(words), &mut vault.random);
    vault.other.follow(&record).unwrap();
    let proof = third.sign_decision(b"decided");
    let by = |replica: &Replica, writer, decision: &[u8]| {
        replica.decided_by(writer, decision, &proof.0, &mut VerifiedDecisions::default())
    };
    assert_eq!(by(&vault.one, third.writer(), b"decided"), Some(third.me()));
    assert_eq!(by(&vault.one, third.writer(), b"something else"), None);
    assert_eq!(by(&vault.one, vault.other.writer(), b"decided"), None);
    assert_eq!(
        vault.one.decided_by(third.writer(), b"decided", b"no signature", &mut VerifiedDecisions::default()),
        None
    );
    // Words write nothing, and decide nothing.
    let written_by_words = Replica::enter(paper, &vault.one.records(), &mut vault.random).unwrap();
    let of_words = written_by_words.sign_decision(b"decided");
    assert_eq!(
        vault.one.decided_by(
            written_by_words.writer(),
            b"decided",
            &of_words.0,
            &mut VerifiedDecisions::default()
        ),
        None
    );
    change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    assert_eq!(by(&vault.one, third.writer(), b"decided"), None);
}

#[test]
fn a_signature_under_a_decision_is_verified_once() {
    let (vault, third, _) = vault_and_third(&[]);
    let mut verified = VerifiedDecisions::default();
    let mut ask = |decision: &[u8], signed: &[u8]| {
        let proof = third.sign_decision(signed);
        let by = vault.one.decided_by(third.writer(), decision, &proof.0, &mut verified);
        (by == Some(third.me()), verified.verifications())
    };
    assert_eq!(ask(b"one", b"one"), (true, 1));
    assert_eq!(ask(b"one", b"one"), (true, 1));
    assert_eq!(ask(b"two", b"one"), (false, 2));
    assert_eq!(ask(b"three", b"three"), (true, 3));
    assert_eq!(
        [ask(b"one", b"one"), ask(b"two", b"one"), ask(b"three", b"three")],
        [(true, 3), (false, 3), (true, 3)]
    );
    assert_eq!(VerifiedDecisions::default().verifications(), 0);
}
