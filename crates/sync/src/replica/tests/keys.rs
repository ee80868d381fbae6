//! Which keys an entry may be sealed under, and which ones are asked for.

use super::*;

/// What a device does with an entry that claims to be of this epoch.
fn claiming(replica: &mut Replica, entry: &Entry, epoch: u32) -> (bool, Vec<Trouble>) {
    let mut entry = entry.clone();
    // The name of the key, the version, the number.
    entry.head[0] ^= 1;
    entry.head[5..9].copy_from_slice(&epoch.to_le_bytes());
    let mut replica = Replica::restore(replica.state(), Vec::new()).unwrap();
    assert_eq!(entry.head_epoch().map(|epoch| epoch.0), Some(epoch));
    let received = replica.receive(stored(&[entry]));
    assert!(received.opened.is_empty());
    (received.needs_control, troubles(&replica))
}

#[test]
fn only_an_epoch_that_may_be_on_its_way_is_asked_for() {
    let mut vault = Vault::new();
    let entry = vault.write("one");
    let current = vault.other.epoch().0;
    assert_eq!(current, 2);
    for epoch in [current + 1, current + 1_024] {
        assert_eq!(claiming(&mut vault.other, &entry, epoch), (true, vec![]), "{epoch}");
    }
    for epoch in [0, current + 1_025, u32::MAX] {
        assert_eq!(claiming(&mut vault.other, &entry, epoch), (false, vec![Trouble::Altered]), "{epoch}");
    }
    assert_eq!(
        claiming(&mut vault.other, &entry, current),
        (false, vec![Trouble::Forked]),
        "of another branch"
    );
    // Nothing more is to come for who was taken out.
    let other = vault.other.me();
    let removal = change(&mut vault.one, Intent::Remove(other), &mut vault.random);
    vault.other.follow(&removal).unwrap();
    for epoch in [current + 2, current + 1] {
        assert_eq!(claiming(&mut vault.other, &entry, epoch), (false, vec![Trouble::Altered]), "{epoch}");
    }
}

#[test]
fn what_is_sealed_under_another_key_of_a_known_number_is_of_another_branch() {
    let mut vault = Vault::new();
    let mut twin = Replica::restore(vault.one.state(), Vec::new()).unwrap();
    change(&mut twin, Intent::Renew, &mut vault.random);
    let record = change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.other.follow(&record).unwrap();
    let elsewhere = twin.write(Clock(1), b"on the other branch", &mut vault.random).unwrap();
    let received = vault.other.receive(stored(core::slice::from_ref(&elsewhere)));
    assert!(received.foreign && received.opened.is_empty() && !received.needs_control);
    assert_eq!((troubles(&vault.other), vault.other.unreadable()), (vec![Trouble::Forked], 0));
    assert_eq!(vault.other.cursor(), Position(1));
}
