//! Meeting another branch: what is known, where it parts, what is kept of it.

use super::*;
use crate::replica::branches::REFUSED_MAX;

fn parsed(records: &[Vec<u8>]) -> Vec<ControlRecord> {
    records.iter().map(|record| ControlRecord::from_bytes(record).unwrap()).collect()
}

fn copy(replica: &Replica) -> Replica {
    Replica::restore(replica.state(), Vec::new()).unwrap()
}

#[test]
fn records_that_are_known_are_the_same_also_where_newer_ones_follow_them() {
    let mut vault = Vault::new();
    change(&mut vault.phone, Intent::Renew, &mut vault.random);
    let all = parsed(&vault.phone.records());
    assert_eq!(vault.laptop.meet(1, all[1..3].to_vec()), Met::Same);
    assert_eq!(vault.laptop.meet(2, all[2..].to_vec()), Met::Same, "and one that it may follow");
    assert_eq!(vault.laptop.meet(3, all[3..].to_vec()), Met::Nothing);
    assert_eq!((vault.laptop.control_number(), vault.laptop.troubles().iter().count()), (3, 0));
}

#[test]
fn where_not_even_the_first_record_is_common_there_is_nothing_further_back() {
    let mut vault = Vault::new();
    let mut elsewhere = parsed(&vault.phone.records());
    for record in &mut elsewhere {
        record.previous.0[0] ^= 1;
    }
    assert_eq!(vault.laptop.meet(1, elsewhere[1..].to_vec()), Met::Nothing);
    assert_eq!(vault.laptop.meet(2, elsewhere[2..].to_vec()), Met::FurtherBack);
    let theirs = parsed(&[vault.by_phone()]);
    assert!(vault.laptop.follows(3, &theirs));
    assert!(!vault.laptop.follows(2, &theirs) && !vault.laptop.follows(4, &theirs));
    assert!(!vault.laptop.follows(3, &[]) && !vault.laptop.follows(2, &elsewhere[2..]));
}

#[test]
fn what_is_asked_about_stays_so_however_harmless_it_becomes() {
    let mut vault = Vault::new();
    let tablet = Member::of(vault.tablet.seed(), vault.phone.space(), Party::Founder, MemberKind::Device);
    vault.undecided();
    change(&mut vault.phone, Intent::Admit(tablet), &mut vault.random);
    vault.laptop.meet(3, parsed(&vault.phone.records()[3..]));
    let branch = vault.laptop.undecided().expect("the person has not decided");
    assert_eq!(branch.records.len(), 2, "it has grown: everybody of this branch is in it now");
}

#[test]
fn a_third_history_takes_the_place_of_none_that_is_known() {
    // One that stops this device is not exchanged for another that would.
    let mut vault = Vault::new();
    let mut before = copy(&vault.phone);
    vault.undecided();
    let asked = vault.laptop.undecided().cloned();
    let third = change(&mut before, Intent::Remove(vault.tablet.me()), &mut vault.random);
    assert_eq!(meet(&mut vault.laptop, &third), Met::Undecided);
    assert_eq!((asked.is_some(), vault.laptop.undecided()), (true, asked.as_ref()));
    // Nor one that stops nothing for another that does not either.
    let mut vault = Vault::new();
    let mut before = copy(&vault.tablet);
    let [second, third] =
        [&mut vault.tablet, &mut before].map(|one| change(one, Intent::Renew, &mut vault.random));
    let own = change(&mut vault.phone, Intent::Renew, &mut vault.random);
    assert_eq!(vault.laptop.follow(&own), Ok(true));
    for record in [&second, &third] {
        assert_eq!(meet(&mut vault.laptop, record), Met::Ranked);
        assert_eq!(
            vault.laptop.other_branch().map(|branch| branch.records.clone()),
            Some(parsed(std::slice::from_ref(&second)))
        );
    }
}

#[test]
fn a_former_member_whose_history_ends_with_the_same_members_is_not_asked_about() {
    let mut vault = Vault::new();
    let mut twin = copy(&vault.phone);
    let first = change(&mut vault.tablet, Intent::Renew, &mut vault.random);
    assert_eq!(twin.follow(&first), Ok(true));
    let second = change(&mut twin, Intent::Remove(vault.tablet.me()), &mut vault.random);
    let record = vault.by_phone();
    follow_away(&mut vault.laptop, &record);
    assert!(vault.laptop.has_adopted());
    assert_eq!(vault.laptop.meet(3, parsed(&[first, second])), Met::Ranked);
    assert_eq!(vault.laptop.other_branch(), None);
}

#[test]
fn only_removals_by_others_and_since_then_were_missed() {
    let mut vault = Vault::new();
    let removal = vault.by_phone();
    for (replica, since, was_missed) in
        [(&mut copy(&vault.laptop), 3, true), (&mut copy(&vault.laptop), 4, false)]
    {
        assert_eq!(replica.follow(&removal), Ok(true));
        replica.was_away_since(since);
        assert_eq!(replica.has_adopted(), was_missed, "{since}");
    }
    vault.phone.was_away_since(3);
    assert!(!vault.phone.has_adopted(), "it has done it itself");
    let renewal = change(&mut vault.laptop, Intent::Renew, &mut vault.random);
    follow_away(&mut vault.tablet, &renewal);
    assert!(!vault.tablet.has_adopted(), "nobody has gone");
}

#[test]
fn another_history_that_a_parcel_brings_is_looked_at_like_one_of_a_relay() {
    let mut vault = Vault::new();
    let theirs = vault.by_phone();
    let record = vault.by_tablet();
    follow_away(&mut vault.laptop, &record);
    let records: Vec<_> = vault.phone.records().into_iter().map(Into::into).collect();
    let carried = vault.laptop.follow_carried(&records);
    assert_eq!((carried.new, carried.missing, carried.unreadable), (0, false, true));
    let branch = vault.laptop.undecided().expect("nothing tells which one is right");
    assert_eq!(branch.records, parsed(&[theirs]));
    // What no member signed is unreadable, and no history.
    let mut forged =
        ControlRecord::from_bytes(&change(&mut vault.phone, Intent::Renew, &mut vault.random)).unwrap();
    forged.number = 4;
    let mut tablet = copy(&vault.tablet);
    let records = [records[..3].to_vec(), vec![forged.to_bytes().into()]].concat();
    assert!(tablet.follow_carried(&records).unreadable);
    assert_eq!((tablet.undecided(), tablet.troubles().iter().count()), (None, 0));
}

#[test]
fn so_many_decisions_against_a_branch_are_remembered() {
    let mut vault = Vault::new();
    vault.undecided();
    for number in 1..=u8::try_from(REFUSED_MAX).unwrap() {
        vault.laptop.refused.insert(crypto::Hash([number; 32]));
    }
    vault.laptop.keep_branch();
    assert_eq!(vault.laptop.refused.len(), REFUSED_MAX);
}

#[test]
fn a_member_of_a_shared_space_may_belong_to_the_other_branch_alone() {
    let mut random = ChaCha12Rng::seed_from_u64(42);
    let seed = MemberSeed::random(&mut random);
    let mut one = Replica::found(seed.clone(), &[], &mut random);
    let guest = MemberSeed::random(&mut random);
    let invited = Member::of(&guest, one.space(), Party::Invited, MemberKind::Device);
    change(&mut one, Intent::Admit(invited), &mut random);
    let mut guest = Replica::enter(guest, &one.records(), &mut random).unwrap();
    let mut second = Replica::enter(seed, &one.records(), &mut random).unwrap();
    let next = MemberSeed::random(&mut random);
    let admit = Member::of(&next, one.space(), Party::Founder, MemberKind::Device);
    let exchange = Intent::Exchange { admit, remove: vec![one.me()] };
    let again = change(&mut copy(&guest), Intent::Renew, &mut random);
    let renewal = change(&mut guest, Intent::Renew, &mut random);
    let exchange = change(&mut one, exchange, &mut random);
    // It belongs to both.
    let mut there = copy(&second);
    assert!(!there.is_elsewhere());
    assert_eq!(there.follow(&renewal), Ok(true));
    meet(&mut there, &exchange);
    assert!(!there.is_elsewhere() && !there.can_go_over(), "to this one alone");
    assert_eq!(second.follow(&exchange), Ok(true));
    assert!(!second.is_member() && !second.is_elsewhere(), "nothing else is known");
    meet(&mut second, &renewal);
    assert!(second.is_elsewhere());
    // Whoever has the new member's seed belongs here.
    second.change_member(next, &mut random);
    assert!(second.is_member() && !second.is_elsewhere());
    let mut third = copy(&there);
    third.branch = None;
    assert_eq!(meet(&mut third, &again), Met::Ranked);
    assert!(third.is_member() && third.can_go_over() && !third.is_elsewhere());
}

#[test]
fn in_a_vault_the_person_says_where_a_device_belongs() {
    let mut vault = Vault::new();
    let theirs = change(&mut vault.phone, Intent::Renew, &mut vault.random);
    let renewal = change(&mut vault.tablet, Intent::Renew, &mut vault.random);
    let removal = change(&mut vault.tablet, Intent::Remove(vault.laptop.me()), &mut vault.random);
    assert_eq!(vault.laptop.follow(&renewal), Ok(true));
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Ranked);
    assert_eq!(vault.laptop.follow(&removal), Ok(true));
    assert!(!vault.laptop.is_member() && vault.laptop.can_go_over());
    assert!(!vault.laptop.is_elsewhere());
}
