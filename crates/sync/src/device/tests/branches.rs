//! The relay shows another history of who belongs: where a device looks for what both have in common, how far, and what it does then.

use crypto::{Clock, MemberSeed};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{
    Line, Vault,
    alone::{admit, settle, take_out},
};
use crate::{
    ClientFrame, ControlRecord, Entry, MemberKind, Position, Refusal, RelayFrame, Replica, StoredEntry,
    Trouble,
    device::Event,
    replica::{BRANCH_RECORDS_MAX, Intent},
};

mod deciding;

/// How often a relay is asked at most before the test says that this never ends.
const ASKED_MAX: usize = 40;

/// Two devices of a vault that have two records in common, after which each of them has made some of its own.
struct Parted {
    ours: Replica,
    theirs: Replica,
}

fn parted(ours: usize, theirs: usize) -> Parted {
    let mut random = ChaCha12Rng::seed_from_u64(31);
    let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let seed = MemberSeed::random(&mut random);
    admit(&mut one, &seed, MemberKind::Device, &mut random);
    one.set_on_relay(true);
    let mut two = Replica::enter(seed, &one.records(), &mut random).unwrap();
    for (replica, count) in [(&mut one, ours), (&mut two, theirs)] {
        for _ in 0..count {
            replica.intend(Some(Intent::Renew));
            settle(replica, &mut random);
        }
    }
    Parted { ours: one, theirs: two }
}

impl Line {
    /// Answers `Open`, which the device has just said, with the end of another chain than it may have.
    #[track_caller]
    fn opens_on(&mut self, newest: u64, control: &ControlRecord) {
        let said = self.said();
        let [ClientFrame::Open { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
        self.hear(&RelayFrame::Opened {
            request,
            newest: Position(newest),
            control_number: control.number,
            control_head: control.hash(),
            checkpoint: None,
            trim: None,
        });
    }

    /// Answers every question for records out of this chain, so many at a time, and says that there are so many. Says after which
    /// numbers they were asked for, and what else was said.
    fn shows(&mut self, chain: &[Vec<u8>], at_a_time: usize, newest: u64) -> (Vec<u64>, Vec<ClientFrame>) {
        let (mut asked, mut rest) = (Vec::new(), Vec::new());
        let mut said = self.said();
        while !said.is_empty() && asked.len() < ASKED_MAX {
            for frame in core::mem::take(&mut said) {
                match frame {
                    ClientFrame::FetchControl { request, after, .. } => {
                        asked.push(after);
                        let after = usize::try_from(after).unwrap();
                        let page: Vec<_> = chain.iter().skip(after).take(at_a_time).cloned().collect();
                        self.page(request, &page, newest);
                    }
                    other => rest.push(other),
                }
            }
            said = self.said();
        }
        (asked, rest)
    }

    /// The same of the whole chain of somebody.
    fn shows_chain_of(&mut self, of: &Replica, at_a_time: usize) -> Vec<u64> {
        self.shows(&of.records(), at_a_time, of.control_number()).0
    }

    /// The number of the last common record, and how many the other branch has after it.
    fn other_branch(&self) -> Option<(u64, usize)> {
        let branch = self.device.replica(self.space).unwrap().other_branch()?;
        Some((branch.common, branch.records.len()))
    }

    /// The person wants a new key, and the relay says that somebody else was quicker.
    #[track_caller]
    fn meets_conflict(&mut self, number: u64) {
        let said = self.said();
        let Some(ClientFrame::Control { request, .. }) = said.last() else { panic!("{said:?}") };
        self.hear(&RelayFrame::ControlConflict { request: *request, number });
    }
}

fn count(said: &[ClientFrame], is_wanted: fn(&ClientFrame) -> bool) -> usize {
    said.iter().filter(|frame| is_wanted(frame)).count()
}

fn is_control(frame: &ClientFrame) -> bool {
    matches!(frame, ClientFrame::Control { .. })
}

fn is_append(frame: &ClientFrame) -> bool {
    matches!(frame, ClientFrame::Append { .. })
}

#[test]
fn another_newest_record_is_looked_at_and_nothing_handed_in_meanwhile() {
    let Parted { mut ours, theirs } = parted(1, 1);
    let mut random = ChaCha12Rng::seed_from_u64(32);
    ours.write(Clock(1), b"waits", &mut random).unwrap();
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    let said = line.said();
    let [ClientFrame::FetchControl { request, after: 2, .. }, ClientFrame::Subscribe { .. }] =
        *said.as_slice()
    else {
        panic!("{said:?}")
    };
    line.show(0, &[], 0);
    assert_eq!(line.said(), []);
    line.events();
    line.page(request, &theirs.records()[2..], 3);
    assert_eq!(line.other_branch(), Some((2, 1)));
    assert_eq!(line.troubles(), [Trouble::Forked]);
    assert!(line.events().iter().any(|event| matches!(event, Event::Changed { .. })));
    let said = line.said();
    assert!(said.len() == 1 && is_append(&said[0]), "it goes on with its own: {said:?}");
    // Once on a connection.
    line.hear(&RelayFrame::Refused { request: None, refusal: Refusal::TooMany });
    line.retry();
    assert_eq!(line.shows_chain_of(&theirs, 16), [0; 0]);
}

#[test]
fn a_refusal_to_show_the_records_is_said_and_does_not_stop_the_device() {
    let Parted { mut ours, theirs } = parted(1, 1);
    let mut random = ChaCha12Rng::seed_from_u64(32);
    ours.write(Clock(1), b"waits", &mut random).unwrap();
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    let said = line.said();
    let [ClientFrame::FetchControl { request, .. }, ..] = *said.as_slice() else { panic!("{said:?}") };
    line.refuse(request, Refusal::Failed);
    line.show(0, &[], 0);
    let said = line.said();
    assert!(said.len() == 1 && is_append(&said[0]), "{said:?}");
}

#[test]
fn where_both_part_is_looked_for_in_ever_longer_steps_back_and_then_page_by_page() {
    let Parted { ours, theirs } = parted(5, 6);
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    let asked = line.shows_chain_of(&theirs, 1);
    // First what should follow; then back until something is known; then on to the end.
    assert_eq!(asked, [7, 6, 5, 3, 0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(line.other_branch(), Some((2, 6)));
}

#[test]
fn another_history_that_is_longer_is_read_to_its_end() {
    let Parted { ours, theirs } = parted(1, 5);
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    assert_eq!(line.shows_chain_of(&theirs, 2), [3, 2, 4, 6]);
    assert_eq!(line.other_branch(), Some((2, 5)));
}

#[test]
fn another_history_whose_end_the_relay_holds_back_is_met_as_far_as_it_is_shown() {
    let Parted { ours, theirs } = parted(1, 5);
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    assert_eq!(line.shows(&theirs.records()[..6], 16, 7).0, [3, 2, 6]);
    assert_eq!(line.other_branch(), Some((2, 4)));
}

#[test]
fn another_history_that_is_shorter_is_met_as_well() {
    let Parted { ours, theirs } = parted(4, 2);
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    assert_eq!(line.shows_chain_of(&theirs, 16), [5, 4, 2]);
    assert_eq!(line.other_branch(), Some((2, 2)));
}

#[test]
fn of_another_history_only_so_many_records_are_looked_at() {
    let Parted { ours, theirs } = parted(1, BRANCH_RECORDS_MAX + 6);
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    assert_eq!(line.shows_chain_of(&theirs, 16), [3, 2, 18, 34, 50]);
    assert_eq!(line.other_branch(), Some((2, BRANCH_RECORDS_MAX)));
}

#[test]
fn a_relay_that_speaks_of_another_history_and_shows_none_is_not_asked_for_ever() {
    let Parted { ours, theirs } = parted(1, 1);
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    assert_eq!(line.shows(&[], 16, 3).0, [2, 1]);
    assert_eq!(line.other_branch(), None);
}

#[test]
fn a_relay_that_speaks_of_more_records_and_shows_only_known_ones_is_not_asked_for_ever() {
    let Parted { ours, .. } = parted(4, 0);
    let mut random = ChaCha12Rng::seed_from_u64(32);
    let (records, control) = (ours.records(), ours.control().clone());
    let mut line = Line::new(ours);
    line.opens_on(0, &control);
    line.said();
    // Asked a second time for nothing, it looks whether there is another history, and once only.
    for (number, expected) in [(7, &[6][..]), (8, &[6, 5, 6, 4, 6, 2, 6, 0, 6]), (9, &[6])] {
        line.hear(&RelayFrame::ControlChanged { space: line.space, number });
        assert_eq!(line.shows(&records, 16, number).0, expected);
    }
    // It waits for nothing more.
    line.show(0, &[], 0);
    line.device.replica_mut(line.space).unwrap().write(Clock(1), b"waits", &mut random).unwrap();
    line.device.proceed(line.space, &mut random);
    assert_eq!(count(&line.said(), is_append), 1);
}

#[test]
fn a_relay_that_shows_the_same_known_record_over_and_over_is_not_asked_for_ever() {
    let Parted { ours, theirs } = parted(4, 4);
    let chain = vec![ours.records()[0].clone(); 100];
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    assert_eq!(line.shows(&chain, 1, 100).0, [5]);
    assert_eq!(line.other_branch(), None);
}

#[test]
fn records_that_do_not_follow_each_other_are_looked_at_once_and_believed_never() {
    let Parted { ours, theirs } = parted(4, 4);
    let mut chain = ours.records();
    chain.truncate(5);
    chain.push(theirs.records()[5].clone());
    let mut line = Line::new(ours);
    line.opens_on(0, theirs.control());
    let (asked, _) = line.shows(&chain, 1, 7);
    assert!(asked.len() < ASKED_MAX, "{asked:?}");
    assert_eq!(line.other_branch(), None);
}

#[test]
fn what_somebody_else_was_quicker_with_is_tried_again_if_both_know_the_same() {
    let Parted { ours, .. } = parted(1, 1);
    let (records, control) = (ours.records(), ours.control().clone());
    let controls = |shown: &[Vec<u8>], newest: u64| {
        let mut line = Line::new(Replica::restore(ours.state(), Vec::new()).unwrap());
        line.opens_on(0, &control);
        line.intend(Intent::Renew);
        line.meets_conflict(3);
        let said = line.said();
        let [ClientFrame::FetchControl { request, after: 3, .. }] = *said.as_slice() else {
            panic!("{said:?}")
        };
        line.page(request, &[], 3);
        let (_, said) = line.shows(shown, 16, newest);
        count(&said, is_control)
    };
    assert_eq!(controls(&records, 3), 1);
    assert_eq!(controls(&records, 4), 0, "there is a newer one, which it does not show");
    let Parted { theirs, .. } = parted(1, 1);
    assert_eq!(controls(&theirs.records(), 3), 0, "it has another one");
}
