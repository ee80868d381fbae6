//! Going over to another branch.

use super::*;
use crate::Body;

#[test]
fn going_over_takes_along_what_was_written_and_leaves_who_does_not_belong_there() {
    let mut vault = Vault::new();
    vault.undecided();
    let Vault { phone, tablet, laptop, random, log } = &mut vault;
    let by_tablet = tablet.write(Clock(4), b"of the tablet", random).unwrap();
    let decided = laptop.write(Clock(5), b"a decision", random).unwrap();
    let mine = laptop.write(Clock(5), b"written meanwhile", random).unwrap();
    assert_eq!(texts(tablet, std::slice::from_ref(&mine)), ["written meanwhile"], "sealed for the tablet");
    laptop.receive(vec![StoredEntry { position: Position(4), entry: by_tablet.clone() }]);
    let all: Vec<Entry> =
        log.iter().cloned().chain([by_tablet.clone(), decided.clone(), mine.clone()]).collect();
    let before = texts(laptop, &all);
    let over = laptop.go_over(&all, None, |body| body != b"a decision", random).expect("it belongs there");

    assert_eq!(before.len(), 6);
    assert_eq!(over.gone, [by_tablet.id, decided.id, mine.id]);
    assert_eq!(
        over.of_others.iter().map(|opened| opened.body.as_deref()).collect::<Vec<_>>(),
        [Some(&b"of the tablet"[..])]
    );
    let again: Vec<Entry> = laptop.outbox().cloned().collect();
    assert_eq!(again, over.rewritten.kept);
    assert_eq!(texts(phone, &again), ["written meanwhile"]);
    assert_eq!(texts(tablet, &again), [] as [&str; 0], "no longer for the tablet");
    assert_eq!(texts(laptop, log).len(), 3, "what was before both parted is still read");
    assert!(laptop.undecided().is_none() && !laptop.troubles().contains(&Trouble::Forked));
    assert_eq!(laptop.control_number(), phone.control_number());
    assert_eq!(laptop.history_words(4), phone.history_words(4));
    assert_eq!(laptop.cursor(), Position(0), "everything is read again");

    // It reads on, and is read.
    let of_phone = phone.write(Clock(6), b"of the phone", random).unwrap();
    log.push(of_phone);
    log.extend(again);
    let log = stored(log);
    let received = laptop.receive(log.clone());
    assert_eq!(received.opened.len(), 1, "{:?}", received.opened);
    assert_eq!(phone.receive(log).opened.len(), 1);
    assert_eq!(laptop.frontier(), phone.frontier());
    assert_eq!(laptop.troubles().iter().count() + phone.troubles().iter().count(), 0);
}

#[test]
fn a_device_that_the_other_branch_took_out_does_not_go_over() {
    let mut vault = Vault::new();
    let gone = [vault.tablet.me(), vault.laptop.me()];
    let mut theirs = Vec::new();
    for member in gone {
        theirs.push(change(&mut vault.phone, Intent::Remove(member), &mut vault.random));
    }
    let record = vault.by_tablet();
    follow_away(&mut vault.laptop, &record);
    let theirs = theirs.iter().map(|record| ControlRecord::from_bytes(record).unwrap()).collect();
    assert_eq!(vault.laptop.meet(3, theirs), Met::Undecided);
    assert!(!vault.laptop.can_go_over());
    assert_eq!(vault.laptop.go_over(&vault.log, None, |_| true, &mut vault.random), None);
    assert!(vault.laptop.undecided().is_some(), "it is still to be decided");
}

#[test]
fn a_device_that_was_set_up_from_one_branch_does_not_go_over_to_the_other() {
    let mut vault = Vault::new();
    let theirs = vault.by_phone();
    let record = vault.by_tablet();
    let seed = MemberSeed::random(&mut vault.random);
    let member = Member::of(&seed, vault.phone.space(), Party::Founder, MemberKind::Device);
    change(&mut vault.tablet, Intent::Admit(member), &mut vault.random);
    let id = CheckpointId([1; 16]);
    let (_, sealed) = vault.tablet.seal_checkpoint(id, b"state", &mut vault.random).unwrap();
    let mut fresh = Replica::enter(seed, &vault.tablet.records(), &mut vault.random).unwrap();
    fresh.start_from(&fresh.open_checkpoint(id, &sealed).unwrap());
    assert_eq!(meet(&mut fresh, &theirs), Met::Undecided);
    assert!(!fresh.can_go_over());
    // One that belongs to both, and started from there too.
    follow_away(&mut vault.laptop, &record);
    vault.laptop.stands_on = 4;
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Undecided);
    assert!(!vault.laptop.can_go_over());
    vault.laptop.stands_on = 3;
    assert!(vault.laptop.can_go_over());
}

#[test]
fn a_branch_is_kept_as_it_was_verified() {
    let mut vault = Vault::new();
    vault.undecided();
    let branch = vault.laptop.undecided().cloned().unwrap();
    let bytes = minicbor::to_vec(&branch).unwrap();
    assert_eq!(minicbor::decode::<Branch>(&bytes).unwrap(), branch);
    assert_eq!(
        branch.records.last().map(ControlRecord::hash),
        vault.phone.record_at(4).map(ControlRecord::hash)
    );
}

/// Phone and laptop take each other out; the tablet, which has written nothing, hears of the laptop's record first.
fn silent_tablet() -> Vault {
    let mut vault = Vault::new();
    let (phone, laptop) = (vault.phone.me(), vault.laptop.me());
    let theirs = change(&mut vault.phone, Intent::Remove(laptop), &mut vault.random);
    let record = change(&mut vault.laptop, Intent::Remove(phone), &mut vault.random);
    follow_away(&mut vault.tablet, &record);
    assert_eq!(meet(&mut vault.tablet, &theirs), Met::Undecided);
    vault
}

#[test]
fn who_wrote_nothing_leaves_no_chain_behind_and_who_wrote_knows_its_own() {
    let mut vault = silent_tablet();
    let former = vault.tablet.writer();
    let log = vault.log.clone();
    let over = vault.tablet.go_over(&log, None, |_| true, &mut vault.random).unwrap();
    assert_eq!((over.gone.len(), over.rewritten.kept.len()), (0, 0));
    assert_eq!(vault.tablet.frontier(), vault.phone.frontier());
    assert!(!vault.tablet.is_own_chain(former));
    let mut vault = Vault::new();
    vault.undecided();
    let former = vault.laptop.writer();
    vault.laptop.go_over(&log, None, |_| true, &mut vault.random).unwrap();
    assert!(vault.laptop.is_own_chain(former) && vault.laptop.writer() != former);
}

#[test]
fn what_is_sealed_under_a_key_that_was_left_is_passed_over() {
    let mut vault = Vault::new();
    vault.undecided();
    let Vault { phone, tablet, laptop, random, log } = &mut vault;
    let left = tablet.write(Clock(4), b"of the tablet", random).unwrap();
    let name = left.head_key();
    let show = |replica: &mut Replica| {
        let common = log.iter().cloned().chain([left.clone()]).collect::<Vec<_>>();
        let received = replica.receive(stored(&common));
        (received.foreign, replica.troubles().contains(&Trouble::Forked))
    };
    assert_eq!(show(phone), (true, true), "it was never there, and asks for that history");
    laptop.go_over(log, None, |_| true, random).unwrap();
    assert_eq!(laptop.left_keys.iter().copied().map(Some).collect::<Vec<_>>(), [name]);
    assert_eq!(show(laptop), (false, false), "it knows that it has left it");
}

#[test]
fn of_what_others_wrote_there_only_what_still_says_something_is_handed_back() {
    let mut vault = Vault::new();
    vault.undecided();
    let Vault { tablet, laptop, random, log, .. } = &mut vault;
    let said = tablet.write(Clock(4), b"said", random).unwrap();
    let mut erased = tablet.write(Clock(4), b"erased", random).unwrap();
    erased.body = Body::Erased(tablet.erase_preimage(erased.id));
    let all: Vec<Entry> = log.iter().cloned().chain([said.clone(), erased.clone()]).collect();
    laptop.receive(stored(&all));
    let over = laptop.go_over(&all, None, |_| true, random).unwrap();
    assert_eq!(over.gone, [said.id, erased.id]);
    assert_eq!(over.of_others.iter().map(|opened| opened.id).collect::<Vec<_>>(), [said.id]);
}

#[test]
fn a_wrong_key_of_the_branch_that_is_left_is_held_against_nobody() {
    let mut vault = Vault::new();
    vault.undecided();
    for number in [3, 4] {
        vault.laptop.misfits.insert(number);
    }
    vault.laptop.go_over(&vault.log, None, |_| true, &mut vault.random).unwrap();
    assert_eq!(vault.laptop.misfits.iter().copied().collect::<Vec<_>>(), [3]);
}
