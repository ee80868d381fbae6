//! Two histories of which neither can be told to be the right one: the person decides.

use super::*;

/// The third device, which came back and heard that the second one took the first out. It has written something since. The relay then
/// shows that the first one took the second out.
fn undecided() -> (Line, Vec<StoredEntry>, Entry, Replica) {
    let mut vault = Vault::new();
    let record = take_out(&mut vault.two, &vault.one, &mut vault.random);
    take_out(&mut vault.one, &vault.two, &mut vault.random);
    let before = vault.three.control_number();
    vault.three.follow(&record).unwrap();
    vault.three.was_away_since(before);
    let waits = vault.three.write(Clock(30), b"waits", &mut vault.random).unwrap();
    let mut line = Line::new(vault.three);
    line.opens_on(3, vault.one.control());
    let (asked, said) = line.shows(&vault.one.records(), 16, 5);
    assert_eq!((asked, said.len()), (vec![4], 1), "and a subscription");
    (line, vault.log, waits, vault.one)
}

#[test]
fn until_the_person_says_which_history_is_right_nothing_is_handed_in() {
    let (mut line, log, waits, _) = undecided();
    line.show(2, &log[2..], 3);
    assert_eq!(line.said(), []);
    assert_eq!(line.other_branch(), Some((4, 1)));
    assert!(line.device.replica(line.space).unwrap().undecided().is_some());
    line.events();
    line.device.keep_branch(line.space, &mut line.random);
    assert!(line.device.replica(line.space).unwrap().undecided().is_none());
    assert!(matches!(line.events().as_slice(), [Event::Changed { .. }]));
    let said = line.said();
    let [ClientFrame::Append { entries, .. }] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(*entries, [waits]);
}

#[test]
fn who_goes_over_opens_the_space_anew_reads_everything_and_brings_what_it_wrote() {
    let (mut line, log, waits, theirs) = undecided();
    let entries: Vec<Entry> = log.iter().map(|stored| stored.entry.clone()).collect();
    // The subscription of before was never answered.
    let before = line.device.pending.keys().copied().collect::<Vec<_>>();
    assert_eq!(before.len(), 1);
    line.events();
    let over = line.device.go_over(line.space, &entries, None, |_| true, &mut line.random).unwrap();
    assert_eq!((over.gone.as_slice(), over.of_others.len()), (&[waits.id][..], 0));
    let events = line.events();
    let [Event::Received { opened, kept, .. }, Event::Changed { .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(opened[0].body.as_deref(), Some(b"waits".as_slice()));
    assert_eq!(*kept, over.rewritten.kept);
    let mut said = line.said();
    assert_eq!(said.remove(0), ClientFrame::Close { space: line.space });
    line.device.output.extend(said.iter().map(ClientFrame::to_bytes));
    // What was asked for before is of no concern any more.
    line.refuse(before[0], Refusal::Failed);
    assert!(line.events().is_empty());
    line.opens_on(3, theirs.control());
    line.subscribes(0);
    line.show(0, &log, 3);
    assert!(line.events().iter().any(|event| matches!(event, Event::WantsLog { .. })));
    line.device.offer(line.space, entries.into_iter().chain(kept.clone()).collect(), &mut line.random);
    let said = line.said();
    let [ClientFrame::Append { entries, .. }] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(entries, kept);
    assert_eq!(line.other_branch(), None);
}

#[test]
fn what_waits_of_other_spaces_is_still_answered_after_going_over() {
    let (mut line, log, ..) = undecided();
    let mut other = Replica::found(MemberSeed::from_bytes([4; 32]), &[], &mut line.random);
    other.set_on_relay(true);
    let space = other.space();
    line.device.add(other, &mut line.random);
    let said = line.said();
    let [ClientFrame::Open { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    let entries: Vec<Entry> = log.into_iter().map(|stored| stored.entry).collect();
    assert!(line.device.go_over(line.space, &entries, None, |_| true, &mut line.random).is_some());
    line.events();
    line.refuse(request, Refusal::TooMany);
    let told = line.events();
    assert!(matches!(told.as_slice(), [Event::Refused { space: Some(of), .. }] if *of == space), "{told:?}");
}

#[test]
fn without_another_history_there_is_nothing_to_go_over_to() {
    let vault = Vault::new();
    let mut line = Line::new(vault.three);
    line.said();
    assert_eq!(line.device.go_over(line.space, &[], None, |_| true, &mut line.random), None);
    assert_eq!(line.said(), []);
    assert!(line.events().is_empty());
}
