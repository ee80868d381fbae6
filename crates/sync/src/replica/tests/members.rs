//! Who belongs to a space by what a replica knows, and when what is wanted of it is done.

use super::*;

fn ids(record: &ControlRecord) -> Vec<MemberId> {
    record.members.iter().map(|member| member.keys.id()).collect()
}

fn sorted(mut ids: Vec<MemberId>) -> Vec<MemberId> {
    ids.sort();
    ids
}

#[test]
fn a_space_is_shared_while_two_people_are_in_it() {
    let mut random = ChaCha12Rng::seed_from_u64(21);
    let mut founder = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let is = |replica: &Replica| {
        let alone = (replica.is_shared(), replica.has_been_shared(), replica.other_has_left());
        (alone, replica.is_member(), replica.is_open(), replica.own_party_remains())
    };
    assert_eq!(is(&founder), ((false, false, false), true, true, true));
    assert_eq!((founder.control_number(), founder.epoch().0), (1, 1));
    let seed = MemberSeed::random(&mut random);
    let intent = admitting(&founder, &seed, Party::Invited);
    change(&mut founder, intent, &mut random);
    let mut guest = Replica::enter(seed, &founder.records(), &mut random).unwrap();
    for replica in [&founder, &guest] {
        assert_eq!(is(replica), ((true, true, false), true, true, true));
        assert_eq!((replica.control_number(), replica.epoch().0), (2, 2));
    }
    let left = change(&mut guest, Intent::Leave, &mut random);
    founder.follow(&left).unwrap();
    assert_eq!(is(&founder), ((false, true, true), true, false, true));
    assert_eq!(is(&guest), ((false, true, false), false, false, false));
    assert_eq!((founder.control_number(), founder.epoch().0), (3, 2));
    assert!(founder.has_ever_belonged(guest.me()) && !founder.has_ever_belonged(MemberId([1; 16])));
}

#[test]
fn a_record_is_known_by_its_number_and_hash() {
    let vault = Vault::new();
    let records = vault.one.records();
    let hash = |index: usize| ControlRecord::from_bytes(&records[index]).unwrap().hash();
    assert!(vault.one.has_control(1, hash(0)) && vault.one.has_control(2, hash(1)));
    for (number, of) in [(1, 1), (2, 0), (0, 0), (3, 1), (u64::MAX, 1)] {
        assert!(!vault.one.has_control(number, hash(of)), "{number}");
    }
}

#[test]
fn what_is_wanted_is_done_once_the_members_are_so() {
    let mut vault = Vault::new();
    let third = vault.third();
    let unknown = device(&vault.one, &MemberSeed::random(&mut vault.random), Party::Founder);
    let present = device(&vault.one, third.seed(), Party::Founder);
    let gone = MemberId([1; 16]);
    let exchange = |admit: &Member, remove: &[MemberId]| Intent::Exchange {
        admit: admit.clone(),
        remove: remove.to_vec(),
    };
    assert!(vault.one.intent_is_settled());
    for (intent, settled) in [
        (Intent::Admit(unknown.clone()), false),
        (Intent::Admit(present.clone()), true),
        (Intent::Remove(third.me()), false),
        (Intent::Remove(gone), true),
        (exchange(&present, &[third.me()]), false),
        (exchange(&present, &[gone, vault.other.me()]), false),
        (exchange(&present, &[gone]), true),
        (exchange(&present, &[]), true),
        // Where all who were to go are gone, whoever wants the new one has to say so again.
        (exchange(&unknown, &[gone]), true),
        (exchange(&unknown, &[]), false),
        (Intent::Renew, false),
        (Intent::Leave, false),
    ] {
        vault.one.intend(Some(intent.clone()));
        assert_eq!(vault.one.intent_is_settled(), settled, "{intent:?}");
    }
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    let mut third = third;
    third.follow(&removal).unwrap();
    third.intend(Some(Intent::Renew));
    assert!(third.intent_is_settled(), "who is out can change nothing");
}

#[test]
fn a_record_is_proposed_that_makes_the_members_what_is_wanted() {
    let mut vault = Vault::new();
    let third = vault.third();
    let new = device(&vault.one, &MemberSeed::random(&mut vault.random), Party::Founder);
    let (one, other, third, admitted) = (vault.one.me(), vault.other.me(), third.me(), new.keys.id());
    let present = vault.one.members().iter().find(|member| member.keys.id() == third).unwrap().clone();
    assert_eq!(vault.one.propose(&mut vault.random), None);
    for (intent, expected) in [
        (Intent::Renew, vec![one, other, third]),
        (Intent::Admit(new.clone()), vec![one, other, third, admitted]),
        (Intent::Remove(third), vec![one, other]),
        (Intent::Exchange { admit: new.clone(), remove: vec![third] }, vec![one, other, admitted]),
        (Intent::Exchange { admit: new.clone(), remove: vec![third, other] }, vec![one, admitted]),
        (Intent::Exchange { admit: present, remove: vec![other] }, vec![one, third]),
        (Intent::Leave, vec![]),
    ] {
        vault.one.intend(Some(intent.clone()));
        let record = vault.one.propose(&mut vault.random).unwrap();
        assert_eq!(ids(&record), sorted(expected), "{intent:?}");
        assert_eq!(vault.one.control().verify_successor(&record), Ok(()), "{intent:?}");
    }
}

#[test]
fn the_relay_holds_a_space_that_was_entered_there_and_not_one_that_was_founded() {
    let mut vault = Vault::new();
    assert!(!vault.one.is_on_relay() && vault.other.is_on_relay());
    vault.one.set_on_relay(true);
    assert!(vault.one.is_on_relay());
    vault.one.set_on_relay(false);
    assert!(!vault.one.is_on_relay());
}
