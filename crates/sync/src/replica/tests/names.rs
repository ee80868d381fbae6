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
