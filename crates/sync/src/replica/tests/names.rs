//! An entry is named by its head: whoever has the keys gives none the name, or the body, of another.

use super::*;

/// What came of an entry in a parcel: new, known, missing, unreadable.
fn take_carried(replica: &mut Replica, entry: &Entry) -> [usize; 4] {
    let carried = replica.receive_carried(core::slice::from_ref(entry));
    [carried.opened.len(), carried.known, carried.missing, carried.unreadable]
}

#[test]
fn a_head_sealed_anew_beside_another_body_or_under_another_name_takes_nothing_from_its_author() {
    for is_renamed in [false, true] {
        let mut vault = Vault::new();
        let mine = vault.write("mine");
        let theirs = vault.write("theirs");
        vault.log.clear();
        let attacker = vault.third();
        let signed = attacker.open_head(&mine).unwrap();
        let body = if is_renamed { b"mine".as_slice() } else { b"not mine" };
        let mut forged = sealed_by(&attacker, &signed, body, &mut vault.random);
        if is_renamed {
            forged = sealed_as(&attacker, theirs.id, &signed, body, &mut vault.random);
        }
        for entry in [forged, mine.clone(), theirs.clone()] {
            vault.hold(entry);
        }
        assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["mine", "theirs"], "{is_renamed}");
        assert_eq!(vault.other.unreadable(), 1);
        assert_eq!(take_carried(&mut vault.one, &mine), [0, 1, 0, 0], "{is_renamed}");
    }
}

#[test]
fn nobody_else_says_of_an_entry_that_it_was_erased() {
    let mut vault = Vault::new();
    let mine = vault.write("mine");
    vault.log.clear();
    let attacker = vault.third();
    let forged = as_if_erased(&attacker, &mine, &mut vault.random);
    for entry in [forged.clone(), mine.clone()] {
        vault.hold(entry);
    }
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["mine"]);
    assert_eq!(vault.other.unreadable(), 1);
    let mut by_parcel = Replica::restore(vault.one.state(), Vec::new()).unwrap();
    assert_eq!(take_carried(&mut by_parcel, &forged)[0], 0);
}

#[test]
fn an_entry_under_the_name_of_another_is_not_taken() {
    let mut vault = Vault::new();
    let mine = vault.write("mine");
    let attacker = vault.third();
    let own = head(&attacker, attacker.me(), attacker.writer(), 1, b"theirs");
    let forged = sealed_as(&attacker, mine.id, &own, b"theirs", &mut vault.random);
    vault.hold(forged.clone());
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(texts(&received.opened), ["mine"]);
    assert_eq!(received.kept, [mine]);
    assert_eq!(take_carried(&mut vault.one, &forged), [0, 0, 0, 1], "nor from a parcel");
}

#[test]
fn a_forged_erasure_of_a_known_entry_is_not_taken_for_the_entry() {
    // The other device knows the entry, and reads the relay's log anew: it holds only what somebody with the key made.
    let mut vault = Vault::new();
    let mine = vault.write("mine");
    vault.other.receive(vault.log.clone());
    let attacker = vault.third();
    let forged = as_if_erased_by_its_head(&attacker, &mine, &mut vault.random);
    assert_eq!(forged.id, mine.id);
    vault.log.clear();
    vault.hold(forged.clone());
    vault.other.rewind();
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(received.known, [], "the relay does not hold it");
}

#[test]
fn nor_by_its_author_long_after() {
    let mut vault = Vault::new();
    let mine = vault.write("mine");
    for _ in 0..70 {
        vault.write("more");
    }
    let all: Vec<EntryId> = vault.log.iter().map(|stored| stored.entry.id).collect();
    vault.one.acknowledge(&all);
    let attacker = vault.third();
    let forged = as_if_erased_by_its_head(&attacker, &mine, &mut vault.random);
    vault.log.clear();
    vault.hold(forged);
    vault.one.rewind();
    let received = vault.one.receive(vault.log.clone());
    assert_eq!((received.known, vault.one.unreadable()), (vec![], 1), "and it is said");
}
