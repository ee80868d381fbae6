//! A chain that is left: because a store was set back, because something must not wait, or because nothing more is to be sent.

use super::*;

#[test]
fn a_device_set_back_to_an_old_backup_loses_nothing_and_forks_nothing() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.write("unsent when backed up");
    let (backup, outbox) = (vault.one.state(), vault.one.outbox().cloned().collect::<Vec<_>>());
    vault.write("after the backup");
    let mut restored = Replica::restore(backup, outbox).unwrap();
    assert!(!restored.may_hand_in(), "nothing may go out before the relay's log was read");
    let former = restored.writer();
    let conflicting = restored.write(Clock(4), b"after the restoration", &mut vault.random).unwrap();

    let received = restored.receive(vault.log.clone());
    assert!(received.set_back);
    assert_eq!(received.shown.len(), 2, "the relay holds what was unsent when backed up");
    let rewritten = restored.begin_new_chain(&mut vault.random);
    assert_eq!(rewritten.gone, [conflicting.id]);
    assert_eq!(texts(&rewritten.opened), ["after the restoration"]);
    assert_ne!(restored.writer(), former);
    assert_eq!(texts(&restored.receive(vault.log.clone()).opened), ["after the backup"]);

    for entry in restored.outbox().cloned().collect::<Vec<_>>() {
        vault.hold(entry);
    }
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(texts(&received.opened).len(), 4);
    assert_eq!(vault.other.frontier(), restored.frontier());
    assert_eq!(troubles(&vault.other), []);
    assert_eq!(troubles(&restored), []);
}

#[test]
fn a_set_back_is_noticed_however_much_was_written_since() {
    let mut vault = Vault::new();
    let backup = vault.one.state();
    vault.write("after the backup");
    let mut restored = Replica::restore(backup, Vec::new()).unwrap();
    for number in 0..2 * crate::replica::RECENT_HASHES_MAX {
        restored.write(Clock(1), number.to_string().as_bytes(), &mut vault.random).unwrap();
    }
    assert!(restored.receive(vault.log.clone()).set_back);
    let rewritten = restored.begin_new_chain(&mut vault.random);
    assert_eq!(rewritten.kept.len(), 2 * crate::replica::RECENT_HASHES_MAX);
    assert_eq!(texts(&restored.receive(vault.log).opened), ["after the backup"]);
}

fn opened(replica: &Replica) -> Vec<String> {
    texts(&replica.outbox().filter_map(|entry| replica.reopen(entry)).collect::<Vec<_>>())
}

#[test]
fn a_chain_in_which_nothing_was_handed_in_is_no_chain_once_it_is_left() {
    let mut vault = Vault::new();
    let waiting = vault.one.write(Clock(1), b"waits", &mut vault.random).unwrap();
    let former = vault.one.writer();
    assert_eq!(vault.one.begin_new_chain(&mut vault.random).gone, [waiting.id]);
    assert!(vault.one.frontier().get(&former).is_none());
    let written: Vec<_> = vault.one.outbox().cloned().collect();
    vault.other.receive(stored(&written));
    assert_eq!(vault.other.frontier(), vault.one.frontier());
}

#[test]
fn who_leaves_sends_nothing_more_and_nobody_waits_for_it() {
    for handed_in in 0..2 {
        let mut vault = Vault::new();
        assert_eq!(vault.one.discard_unsent(&mut vault.random), [], "nothing waits, so nothing changes");
        let former = vault.one.writer();
        for text in ["sent", "sent too"].iter().take(handed_in * 2) {
            let entry = vault.write(text);
            vault.one.acknowledge(&[entry.id]);
        }
        let carried = vault.other.write(Clock(1), b"carried", &mut vault.random).unwrap();
        vault.one.receive_carried(core::slice::from_ref(&carried));
        vault.hold(carried);
        let unsent: Vec<EntryId> = ["unsent", "unsent too"]
            .map(|text| vault.one.write(Clock(2), text.as_bytes(), &mut vault.random).unwrap().id)
            .into();
        assert_eq!(vault.one.discard_unsent(&mut vault.random), unsent);
        assert_eq!(vault.one.outbox_len(), 0, "what came in a parcel is not handed in either");
        assert_ne!(vault.one.writer(), former);
        assert!(vault.one.is_own_chain(former));
        let left = vault.one.frontier().get(&former).copied();
        assert_eq!(left, (handed_in > 0).then_some(Sequence(2)));
        // It goes on elsewhere, and whoever reads that misses nothing.
        vault.write("afterwards");
        let mut third = vault.third();
        let received = third.receive(vault.log.clone());
        assert_eq!(received.opened.len(), handed_in * 2 + 2);
        third.caught_up();
        assert_eq!((troubles(&third), third.is_behind()), (vec![], false));
        // The relay shows this device what it had sent itself: that is known, and no replay of anything.
        assert!(!vault.one.receive(vault.log.clone()).set_back);
        assert!(!vault.one.troubles().contains(&Trouble::Forked));
    }
}

#[test]
fn what_must_not_wait_goes_before_everything_that_does() {
    let mut vault = Vault::new();
    assert!(!vault.one.has_urgent() && vault.one.put_urgent_first(&mut vault.random).is_none());
    let mut entries = Vec::new();
    for (text, is_urgent) in [("one", false), ("decision", true), ("two", false), ("withdrawal", true)] {
        let entry = vault.one.write(Clock(1), text.as_bytes(), &mut vault.random).unwrap();
        if entries.is_empty() {
            assert!(vault.one.put_urgent_first(&mut vault.random).is_none(), "nothing is urgent");
        }
        if is_urgent {
            vault.one.set_urgent(entry.id);
        }
        entries.push(entry);
        assert_eq!(vault.one.has_urgent(), entries.len() > 1);
    }
    assert_eq!(vault.one.urgent().count(), 0, "none of it stands first");
    let rewritten = vault.one.put_urgent_first(&mut vault.random).expect("something stands before it");
    let order = ["decision", "withdrawal", "one", "two"];
    assert_eq!(
        (opened(&vault.one), texts(&rewritten.opened)),
        (order.map(String::from).into(), order.map(String::from).into())
    );
    let gone: Vec<EntryId> = [1, 3, 0, 2].map(|index: usize| entries[index].id).into();
    assert_eq!(rewritten.gone, gone);
    assert_eq!(rewritten.kept, vault.one.outbox().cloned().collect::<Vec<_>>());
    assert_eq!(
        vault.one.urgent().map(|entry| entry.id).collect::<Vec<_>>(),
        [rewritten.kept[0].id, rewritten.kept[1].id]
    );
    assert!(vault.one.put_urgent_first(&mut vault.random).is_none(), "it stands first already");
    // It can be handed in and read alone.
    let received = vault.other.receive(stored(&rewritten.kept[..2]));
    assert_eq!(texts(&received.opened), ["decision", "withdrawal"]);
    vault.one.acknowledge(&[rewritten.kept[0].id, rewritten.kept[1].id]);
    assert!(!vault.one.has_urgent());
    assert_eq!(opened(&vault.one), ["one", "two"]);
}

#[test]
fn so_many_acknowledged_entries_are_remembered_and_the_oldest_forgotten_first() {
    let mut vault = Vault::new();
    let many = 1..=4_097_u64;
    let ids: Vec<EntryId> = many.clone().map(|_| EntryId::random(&mut vault.random)).collect();
    vault.one.acknowledge_at(&ids, &many.map(Position).collect::<Vec<_>>());
    let entry = vault.other_writes("in another's place");
    let mut shows = |position: u64| {
        let mut one = Replica::restore(vault.one.state(), Vec::new()).unwrap();
        one.pass_over(Position(position - 1));
        one.receive(vec![StoredEntry { position: Position(position), entry: entry.clone() }]).forgot
    };
    assert_eq!([1, 2, 3, 4_097].map(&mut shows), [false, true, true, true]);
    // What stands where everything was received is not awaited.
    let mut one = Replica::restore(vault.other.state(), Vec::new()).unwrap();
    one.pass_over(Position(3));
    one.acknowledge_at(&ids[..2], &[Position(3), Position(4)]);
    assert_eq!(one.promised.keys().copied().collect::<Vec<_>>(), [Position(4)]);
}

#[test]
fn everything_is_fetched_again_until_the_relay_has_what_it_lacked() {
    let mut vault = Vault::new();
    assert!(!vault.one.is_rewound());
    vault.one.rewind();
    assert!(vault.one.is_rewound());
    vault.one.finish_rewind();
    assert!(!vault.one.is_rewound());
}
