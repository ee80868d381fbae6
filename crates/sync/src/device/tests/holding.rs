//! What was written waits although the relay is there, and who is let in meanwhile.

use crypto::{Clock, MemberSeed};

use super::{Line, Vault};
use crate::{
    ClientFrame, EntryId, Member, MemberKind, Party, Position, Refusal, RelayFrame, RequestId,
    replica::Intent,
};

/// The first device, which has read the log to its end.
fn caught_up(vault: Vault) -> Line {
    let mut line = Line::new(vault.one);
    line.open(3, None, None);
    line.subscribes(2);
    line.show(2, &vault.log[2..], 3);
    line.said();
    line.events();
    line
}

/// What a device hands in at once.
struct Batch {
    request: RequestId,
    ids: Vec<EntryId>,
    urgent: bool,
}

impl Line {
    fn write_urgent(&mut self, text: &[u8]) {
        let replica = self.device.replica_mut(self.space).unwrap();
        let entry = replica.write(Clock(21), text, &mut self.random).unwrap();
        replica.set_urgent(entry.id);
        self.device.proceed(self.space, &mut self.random);
    }

    /// Expects that exactly one batch is handed in, and nothing else said.
    #[track_caller]
    fn hands_in(&mut self) -> Batch {
        let said = self.said();
        let [ClientFrame::Append { request, entries, urgent, .. }] = said.as_slice() else {
            panic!("{said:?}")
        };
        Batch { request: *request, ids: entries.iter().map(|entry| entry.id).collect(), urgent: *urgent }
    }

    fn takes(&mut self, batch: &Batch) {
        let positions = (10..).map(Position).take(batch.ids.len()).collect();
        self.hear(&RelayFrame::Appended { request: batch.request, positions });
    }

    fn hold(&mut self, held: bool) {
        self.device.hold(self.space, held, &mut self.random);
    }

    fn hold_content(&mut self, held: bool) {
        self.device.hold_content(self.space, held, &mut self.random);
    }

    /// Another device of the same person is to be let in.
    fn let_somebody_in(&mut self) {
        let seed = MemberSeed::from_bytes([5; 32]);
        self.intend(Intent::Admit(Member::of(&seed, self.space, Party::Founder, MemberKind::Device)));
    }

    /// Whether a control record is handed in, and nothing else said.
    #[track_caller]
    fn lets_somebody_in(&mut self) -> bool {
        let said = self.said();
        match said.as_slice() {
            [] => false,
            [ClientFrame::Control { .. }] => true,
            _ => panic!("{said:?}"),
        }
    }

    fn hands_in_urgent(&self) -> bool {
        self.device.hands_in_urgent(self.space)
    }
}

#[test]
fn what_is_held_stays_on_the_device_until_it_is_let_go() {
    let mut line = caught_up(Vault::new());
    line.hold(true);
    let written = line.write(b"waits").id;
    line.write_urgent(b"waits too");
    assert_eq!(line.said(), []);
    line.hold(true);
    assert_eq!(line.said(), []);
    line.hold(false);
    let batch = line.hands_in();
    assert_eq!((batch.ids.len(), batch.ids[0]), (2, written));
    line.hold(false);
    assert_eq!(line.said(), []);
}

#[test]
fn of_held_content_only_what_is_urgent_is_handed_in() {
    let mut line = caught_up(Vault::new());
    line.hold_content(true);
    line.write(b"waits");
    assert_eq!(line.said(), []);
    line.write_urgent(b"a decision");
    let urgent = line.hands_in();
    assert_eq!((urgent.ids.len(), urgent.urgent), (1, true));
    line.takes(&urgent);
    assert_eq!(line.said(), []);
    line.hold_content(false);
    let rest = line.hands_in();
    assert_eq!((rest.ids.len(), rest.urgent), (1, false));
    assert_ne!(rest.ids, urgent.ids);
}

#[test]
fn a_space_is_caught_up_when_its_log_was_read_and_nothing_waits() {
    let vault = Vault::new();
    let mut line = Line::new(vault.one);
    let states = |line: &Line| (line.device.has_read_all(line.space), line.device.is_caught_up(line.space));
    assert_eq!(states(&line), (false, false));
    line.open(3, None, None);
    assert_eq!(states(&line), (false, false), "nothing was shown yet");
    line.show(2, &vault.log[2..], 3);
    assert_eq!(states(&line), (true, true));
    line.said();
    line.write(b"waits");
    assert_eq!(states(&line), (true, false));
    let batch = line.hands_in();
    line.takes(&batch);
    assert_eq!(states(&line), (true, true));
    line.connect();
    assert_eq!(states(&line), (false, false), "on this connection");
}

#[test]
fn what_goes_before_everything_else_is_waited_for_as_long_as_the_relay_may_take_it() {
    let mut line = caught_up(Vault::new());
    assert!(!line.hands_in_urgent(), "nothing waits");
    line.hold(true);
    line.write(b"waits");
    assert!(!line.hands_in_urgent(), "nothing urgent waits");
    line.hold(false);
    let batch = line.hands_in();
    assert!(line.hands_in_urgent(), "something is on its way, and what is urgent comes after it");
    line.write_urgent(b"a decision");
    line.refuse(batch.request, Refusal::QuotaFull);
    let urgent = line.hands_in();
    assert!(urgent.urgent && line.hands_in_urgent());
    line.refuse(urgent.request, Refusal::QuotaFull);
    assert!(!line.hands_in_urgent(), "the relay does not take it");
    line.retry();
    line.hands_in();
    assert!(line.hands_in_urgent(), "it is offered again");
}

#[test]
fn what_is_urgent_and_held_still_waits() {
    let mut line = caught_up(Vault::new());
    line.hold(true);
    line.write_urgent(b"a decision");
    assert_eq!(line.said(), []);
    assert!(line.hands_in_urgent());
}

#[test]
fn who_is_let_in_comes_after_what_was_written_and_erased_before() {
    let mut line = caught_up(Vault::new());
    line.let_somebody_in();
    assert!(line.lets_somebody_in(), "nothing waits");

    let mut line = caught_up(Vault::new());
    line.write(b"first");
    let batch = line.hands_in();
    line.let_somebody_in();
    assert!(!line.lets_somebody_in());
    line.takes(&batch);
    assert!(line.lets_somebody_in());

    let vault = Vault::new();
    let entry = vault.log[0].entry.id;
    let mut line = caught_up(vault);
    line.device.erase(line.space, entry, &mut line.random);
    let said = line.said();
    let [ClientFrame::Erase { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    line.let_somebody_in();
    assert!(!line.lets_somebody_in());
    line.done(request);
    assert!(line.lets_somebody_in());
}

#[test]
fn where_the_relay_has_no_room_for_what_was_written_nobody_is_let_in() {
    let mut line = caught_up(Vault::new());
    line.write(b"too much");
    let batch = line.hands_in();
    line.refuse(batch.request, Refusal::QuotaFull);
    line.let_somebody_in();
    assert!(!line.lets_somebody_in());
}

#[test]
fn where_content_waits_for_somebody_to_be_let_in_only_what_is_urgent_goes_first() {
    let mut line = caught_up(Vault::new());
    line.hold_content(true);
    line.write(b"waits");
    line.let_somebody_in();
    assert!(line.lets_somebody_in());
    // Unless the relay has no room for that either.
    for has_room in [true, false] {
        let mut line = caught_up(Vault::new());
        line.hold_content(true);
        line.write(b"waits");
        line.write_urgent(b"who comes in the place of whom");
        let batch = line.hands_in();
        line.let_somebody_in();
        assert!(!line.lets_somebody_in());
        if has_room {
            line.takes(&batch);
        } else {
            line.refuse(batch.request, Refusal::QuotaFull);
        }
        assert!(line.lets_somebody_in(), "has room: {has_room}");
    }
}
