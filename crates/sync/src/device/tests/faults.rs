//! What must never happen when a checkpoint stands in the place of the log, or is to: something lost, or a lie signed.

use crate::small::SmallMap;

use super::*;

/// Everything in the relay's log, as a keeper has it.
fn kept(
    replica: &Replica,
    log: &[StoredEntry],
) -> SmallMap<(crypto::WriterId, crypto::Sequence), crypto::Hash> {
    let opened = log.iter().filter_map(|stored| replica.reopen(&stored.entry));
    opened.map(|opened| ((opened.writer, opened.sequence), opened.hash)).collect()
}

fn standing(replica: &Replica, log: &[StoredEntry], checkpoint: &Checkpoint) -> Standing {
    replica.standing_on(checkpoint, &kept(replica, log).keys().copied().collect())
}

#[test]
fn a_base_older_than_what_a_device_started_from_changes_nothing() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed_base) = vault.checkpoint(Some(&third));
    for number in 3..6 {
        let entry = vault.one.write(Clock(number), b"later", &mut vault.random).unwrap();
        vault.hold(entry);
    }
    let later = CheckpointId([2; 16]);
    let (_, sealed) = vault.one.seal_checkpoint(later, b"later state", &mut vault.random).unwrap();
    let checkpoint = vault.two.open_checkpoint(later, &sealed).unwrap();
    vault.two.start_from(&checkpoint);
    vault.two.rewind();
    let older = vault.two.open_base(&base, &sealed_base).unwrap();
    // It has read all that the base holds, and kept nothing of what lies between the two.
    assert_eq!(standing(&vault.two, &[], &older), Standing { is_read: true, reaches: false });
    let mut line = Line::new(vault.two);
    line.open(6, Some(base), trim(base));
    line.hand(base, &sealed_base);
    assert!(line.take_base_standing(Standing { is_read: true, reaches: false }));
    let replica = line.device.replica(line.space).unwrap();
    assert!(replica.began_unproven(), "only one device has spoken for what it started from");
    line.subscribes(3);
    line.show(3, &vault.log[3..], 6);
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_relay_that_goes_back_to_an_older_base_changes_nothing() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (first, sealed_first) = vault.checkpoint(Some(&third));
    for number in 3..6 {
        let entry = vault.one.write(Clock(number), b"later", &mut vault.random).unwrap();
        vault.hold(entry);
    }
    let (second, sealed_second) = vault.checkpoint(Some(&third));
    let own = vault.two.write(Clock(9), b"own", &mut vault.random).unwrap();
    let newer = vault.two.open_base(&second, &sealed_second).unwrap();
    let log = [StoredEntry { position: Position(7), entry: own }];
    let fresh = standing(&vault.two, &log, &newer);
    assert_eq!(fresh, Standing { is_read: false, reaches: true });
    vault.two.rebase(&newer, fresh, &mut vault.random);
    let older = vault.two.open_base(&first, &sealed_first).unwrap();
    assert_eq!(standing(&vault.two, &log, &older), Standing { is_read: true, reaches: false });
}

#[test]
fn a_base_that_would_lose_something_is_not_taken() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    // What it started from holds two entries of the first device that this base lacks, and the base holds one that it lacks.
    let (base, sealed) = vault.checkpoint(Some(&third));
    let own = vault.two.write(Clock(7), b"own", &mut vault.random).unwrap();
    let older = vault.two.open_base(&base, &sealed).unwrap();
    assert_eq!(standing(&vault.two, &[], &older), Standing { is_read: false, reaches: false });
    let log = [StoredEntry { position: Position(4), entry: own }];
    assert_eq!(standing(&vault.two, &log, &older), Standing { is_read: false, reaches: true });
    let mut line = Line::new(vault.two);
    line.open(3, Some(base), trim(base));
    line.hand(base, &sealed);
    assert!(!line.take_base_standing(Standing { is_read: false, reaches: false }));
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    assert_eq!(line.device.replica(line.space).unwrap().cursor(), Position(3));
    line.subscribes(3);
}

#[test]
fn what_was_written_is_handed_in_although_no_base_can_be_had_and_the_log_is_empty() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, _) = vault.checkpoint(Some(&third));
    let own = vault.two.write(Clock(7), b"own", &mut vault.random).unwrap();
    // After a restart nothing is handed in before the log was read to its end.
    let mut line = Line::new(Replica::restore(vault.two.state(), vec![own]).unwrap());
    for _ in 0..2 {
        line.open(3, Some(base), trim(base));
        let request = line.fetches();
        line.hear(&RelayFrame::Refused { request: Some(request), refusal: Refusal::NoCheckpoint });
    }
    line.subscribes(3);
    line.show(3, &[], 3);
    let said = line.said();
    assert!(said.iter().any(|frame| matches!(frame, ClientFrame::Append { .. })), "{said:?}");
    assert_eq!(line.troubles(), [Trouble::Withheld]);
}

#[test]
fn where_the_relay_has_not_answered_its_log_is_read_before_the_same_is_handed_in_again() {
    let mut vault = Vault::new();
    let own = vault.one.write(Clock(7), b"own", &mut vault.random).unwrap();
    let appends = |said: &[ClientFrame]| said.iter().any(|frame| matches!(frame, ClientFrame::Append { .. }));
    let mut line = Line::new(vault.one);
    line.open(3, None, None);
    line.show(2, &vault.log[2..], 3);
    assert!(appends(&line.said()));
    line.device.disconnected();
    line.connect();
    line.open(4, None, None);
    let said = line.said();
    assert!(!appends(&said), "{said:?}");
    // It had taken it.
    let taken = StoredEntry { position: Position(4), entry: own };
    line.show(2, &[vault.log[2].clone(), taken], 4);
    let said = line.said();
    assert!(!appends(&said), "{said:?}");
    assert_eq!(line.device.replica(line.space).unwrap().outbox_len(), 0);
    assert_eq!(line.troubles(), []);
}

#[test]
fn who_was_set_back_and_writes_the_very_same_again_finds_it_at_the_relay() {
    let mut vault = Vault::new();
    let mut restored = Replica::restore(vault.one.state(), vault.one.outbox().cloned().collect()).unwrap();
    let entry = vault.one.write(Clock(7), b"taken back", &mut vault.random).unwrap();
    let again = restored.write(Clock(7), b"taken back", &mut vault.random).unwrap();
    let later = restored.write(Clock(8), b"later", &mut vault.random).unwrap();
    assert_eq!(entry.id, again.id, "the same has the same name");
    let mut line = Line::new(restored);
    line.open(4, None, None);
    line.subscribes(2);
    line.events();
    line.show(2, &[vault.log[2].clone(), StoredEntry { position: Position(4), entry: entry.clone() }], 4);
    let said = line.said();
    let [ClientFrame::Append { entries, .. }] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(entries, &[later], "nobody is shown the same a second time");
    let events = line.events();
    assert!(
        events
            .iter()
            .any(|event| matches!(event, Event::Acknowledged { entries, .. } if *entries == [again.id]))
    );
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_base_that_covers_more_than_the_relay_has_is_not_taken() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    let mut line = Line::new(vault.two);
    line.open(2, Some(base), Some(Trim { after: Position(1), base }));
    line.hand(base, &sealed);
    assert!(!line.events().iter().any(|event| matches!(event, Event::Base { .. })));
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    line.subscribes(1);
}

#[test]
fn an_answer_about_another_checkpoint_than_the_one_being_folded_counts_for_nothing() {
    let mut vault = Vault::new();
    let (summary, sealed) = vault.checkpoint(None);
    let entry = vault.one.write(Clock(9), b"later", &mut vault.random).unwrap();
    vault.hold(entry);
    let newer = CheckpointId([2; 16]);
    let (covers, sealed_newer) = vault.one.seal_checkpoint(newer, b"other", &mut vault.random).unwrap();
    let size_bytes = sealed_newer.len() as u64;
    let newer = CheckpointSummary { checkpoint: newer, covers, pieces: 1, size_bytes, verification: None };
    let verifier = vault.three.seed().clone();
    let (base, sealed_base) = vault.checkpoint(Some(&verifier));
    let mut line = Line::new(vault.three);
    line.open(4, Some(summary), None);
    line.subscribes(3);
    line.show(3, &vault.log[3..], 4);
    line.hand(summary, &sealed);
    line.events();
    let first = line.folding.clone().unwrap();
    line.connect();
    line.open(4, Some(newer), None);
    line.subscribes(3);
    line.show(3, &vault.log[3..], 4);
    let said = line.said();
    let [ClientFrame::FetchCheckpoint { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    line.hear(&RelayFrame::CheckpointPiece { request, summary: newer, piece: 0, bytes: sealed_newer });
    // The first answer comes only now.
    assert!(!line.device.judge(line.space, &first, Verdict::Same));
    assert_eq!(line.said(), []);
    assert!(!line.judge(Verdict::Same));
    let said = line.said();
    let [ClientFrame::VerifyCheckpoint { checkpoint, .. }] = *said.as_slice() else { panic!("{said:?}") };
    assert_eq!(checkpoint, newer.checkpoint);

    let mut line = Line::new(vault.two);
    line.open(4, Some(base), trim(base));
    let request = line.fetches();
    line.hear(&RelayFrame::CheckpointPiece { request, summary: base, piece: 0, bytes: sealed_base });
    assert!(line.events().iter().any(|event| matches!(event, Event::Base { .. })));
    let standing = Standing { is_read: false, reaches: true };
    assert!(!line.device.take_base(line.space, &first, standing, &mut line.random));
}

#[test]
fn only_a_checkpoint_whose_every_claim_is_right_is_the_same() {
    let check = |tamper: fn(&mut Vault, &mut Checkpoint), expected: Verdict| {
        let mut vault = Vault::new();
        let entry = vault.two.write(Clock(7), b"of another", &mut vault.random).unwrap();
        vault.hold(entry);
        let (summary, sealed) = vault.checkpoint(None);
        for number in 0..2 {
            let entry = vault.one.write(Clock(10 + number), b"later", &mut vault.random).unwrap();
            vault.hold(entry);
        }
        // Not yet handed in, or not yet shown.
        vault.three.write(Clock(20), b"own", &mut vault.random).unwrap();
        let mut checkpoint = vault.three.open_checkpoint(summary.checkpoint, &sealed).unwrap();
        tamper(&mut vault, &mut checkpoint);
        let heads = kept(&vault.three, &vault.log);
        assert_eq!(vault.three.compare_chains(&checkpoint, &heads, None), expected);
    };
    check(|_, _| {}, Verdict::Same);
    // Two more than it holds.
    check(|_, checkpoint| checkpoint.covers = Position(6), Verdict::Differs);
    check(
        |vault, checkpoint| {
            checkpoint.chains.get_mut(&vault.two.writer()).unwrap().hash = crypto::Hash([1; 32])
        },
        Verdict::Differs,
    );
    check(
        |vault, checkpoint| checkpoint.chains.get_mut(&vault.two.writer()).unwrap().author = vault.one.me(),
        Verdict::Differs,
    );
    check(
        |vault, checkpoint| {
            let chain = checkpoint.chains.get_mut(&vault.one.writer()).unwrap();
            *chain.recent.back_mut().unwrap() = crypto::Hash([1; 32]);
        },
        Verdict::Differs,
    );
    // A chain of this very device that it never wrote, and one that stands for nobody.
    check(
        |vault, checkpoint| {
            let chain = checkpoint.chains.get(&vault.one.writer()).unwrap().clone();
            checkpoint.chains.insert(vault.three.writer(), chain);
        },
        Verdict::Differs,
    );
    check(
        |vault, checkpoint| {
            let mut chain = checkpoint.chains.get(&vault.one.writer()).unwrap().clone();
            chain.sequence = crypto::Sequence(0);
            chain.recent.clear();
            checkpoint.chains.insert(vault.three.writer(), chain);
        },
        Verdict::Differs,
    );
}
