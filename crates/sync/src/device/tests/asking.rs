//! What a device is expected to say, and how a test answers it.

use crypto::{ErasePreimage, VerifyingKey};

use super::*;
use crate::{ControlRecord, EntryId};

impl Vault {
    /// The first device writes something more, and whoever reads along has it.
    pub(super) fn write(&mut self, number: u64) {
        let entry = self.one.write(Clock(number), b"more", &mut self.random).unwrap();
        self.hold(entry);
    }

    /// A record of the first device, which follows it itself.
    pub(super) fn change(&mut self, intent: Intent) -> Vec<u8> {
        change(&mut self.one, intent, &mut self.random)
    }

    /// A member that could be let in, and its seed.
    pub(super) fn newcomer(&mut self, party: Party) -> (Member, MemberSeed) {
        let seed = MemberSeed::random(&mut self.random);
        (Member::of(&seed, self.space(), party, MemberKind::Device), seed)
    }

    /// The first device lets a second person in.
    pub(super) fn share(&mut self) -> Replica {
        let (member, seed) = self.newcomer(Party::Invited);
        self.change(Intent::Admit(member));
        Replica::enter(seed, &self.one.records(), &mut self.random).unwrap()
    }
}

/// Carries out a change of membership as if a relay had taken it.
pub(super) fn change(replica: &mut Replica, intent: Intent, random: &mut ChaCha12Rng) -> Vec<u8> {
    replica.intend(Some(intent));
    let record = replica.propose(random).unwrap().to_bytes();
    assert_eq!(replica.follow(&record), Ok(true));
    replica.intend(None);
    record
}

/// The same device, started again from what it had stored.
pub(super) fn started(replica: &Replica) -> Replica {
    Replica::restore(replica.state(), replica.outbox().cloned().collect()).unwrap()
}

pub(super) fn open(frame: &ClientFrame) -> Option<(RequestId, VerifyingKey)> {
    if let ClientFrame::Open { request, key, .. } = frame { Some((*request, *key)) } else { None }
}

pub(super) fn create(frame: &ClientFrame) -> Option<(RequestId, Vec<u8>)> {
    if let ClientFrame::Create { request, record } = frame { Some((*request, record.clone())) } else { None }
}

pub(super) fn subscribe(frame: &ClientFrame) -> Option<(RequestId, u64)> {
    if let ClientFrame::Subscribe { request, after, .. } = frame { Some((*request, after.0)) } else { None }
}

/// What is handed in, and whether it is said to be urgent.
pub(super) fn append(frame: &ClientFrame) -> Option<(RequestId, Vec<Entry>, bool)> {
    let ClientFrame::Append { request, entries, urgent, .. } = frame else { return None };
    Some((*request, entries.clone(), *urgent))
}

pub(super) fn control(frame: &ClientFrame) -> Option<(RequestId, ControlRecord)> {
    let ClientFrame::Control { request, record, .. } = frame else { return None };
    Some((*request, ControlRecord::from_bytes(record).unwrap()))
}

/// Which records are asked for: those after a number.
pub(super) fn fetch_control(frame: &ClientFrame) -> Option<(RequestId, u64)> {
    if let ClientFrame::FetchControl { request, after, .. } = frame { Some((*request, *after)) } else { None }
}

pub(super) fn erase(frame: &ClientFrame) -> Option<(RequestId, EntryId, ErasePreimage)> {
    let ClientFrame::Erase { request, entry, preimage, .. } = frame else { return None };
    Some((*request, *entry, *preimage))
}

/// What is said, by name only: a record is long.
fn names(said: &[ClientFrame]) -> Vec<String> {
    let name = |frame: &ClientFrame| format!("{frame:?}").chars().take_while(|sign| *sign != ' ').collect();
    said.iter().map(name).collect()
}

/// Asking.
impl Line {
    /// A device that has read the log to its end, and of which nothing else is expected.
    #[track_caller]
    pub(super) fn caught_up(replica: Replica, log: &[StoredEntry]) -> Self {
        let mut line = Self::new(replica);
        line.reads(log);
        line.is_silent();
        line.events();
        line
    }

    /// The device opens the space and reads the log to its end. Whatever else it says is left to the test.
    #[track_caller]
    pub(super) fn reads(&mut self, log: &[StoredEntry]) {
        let newest = log.len() as u64;
        self.open(newest, None, None);
        let (_, after) = self.asks(subscribe);
        self.show(after, &log[usize::try_from(after).unwrap()..], newest);
    }

    /// Takes the first frame of a kind out of what the device has said, and leaves the rest to the test.
    #[track_caller]
    pub(super) fn asks<T>(&mut self, kind: impl Fn(&ClientFrame) -> Option<T>) -> T {
        let mut said = self.said();
        let index = said.iter().position(|frame| kind(frame).is_some());
        let Some(index) = index else { panic!("{:?}", names(&said)) };
        let frame = said.remove(index);
        self.device.output.extend(said.iter().map(ClientFrame::to_bytes));
        kind(&frame).unwrap()
    }

    #[track_caller]
    pub(super) fn is_silent(&mut self) {
        assert_eq!(names(&self.said()), [""; 0]);
    }

    pub(super) fn replica(&mut self) -> &mut Replica {
        self.device.replica_mut(self.space).unwrap()
    }

    pub(super) fn proceed(&mut self) {
        self.device.proceed(self.space, &mut self.random);
    }

    pub(super) fn retry(&mut self) {
        self.device.retry(&mut self.random);
    }

    /// The device's person writes something, and it is handed in if it may be.
    pub(super) fn write(&mut self, body: &[u8]) -> Entry {
        let entry = self.device.replica_mut(self.space).unwrap();
        let entry = entry.write(Clock(50), body, &mut self.random).unwrap();
        self.proceed();
        entry
    }

    /// The device's person wants the members changed.
    pub(super) fn intend(&mut self, intent: Intent) {
        self.replica().intend(Some(intent));
        self.proceed();
    }

    /// What the keeper is told, by name only.
    pub(super) fn told(&mut self) -> Vec<&'static str> {
        let name = |event: &Event| match event {
            Event::Received { .. } => "received",
            Event::Acknowledged { .. } => "acknowledged",
            Event::Changed { .. } => "changed",
            Event::CaughtUp { .. } => "caught up",
            Event::Rewritten { .. } => "rewritten",
            Event::WantsLog { .. } => "wants log",
            Event::Denied { .. } => "denied",
            Event::Refused { .. } => "refused",
            Event::SpaceErased { .. } => "space erased",
            Event::Broken => "broken",
            _ => "something else",
        };
        self.events().iter().map(name).collect()
    }
}

/// Answering.
impl Line {
    pub(super) fn done(&mut self, request: RequestId) {
        self.hear(&RelayFrame::Done { request });
    }

    pub(super) fn refuse(&mut self, request: RequestId, refusal: Refusal) {
        self.hear(&RelayFrame::Refused { request: Some(request), refusal });
    }

    pub(super) fn appended(&mut self, request: RequestId, positions: &[u64]) {
        let positions = positions.iter().copied().map(Position).collect();
        self.hear(&RelayFrame::Appended { request, positions });
    }

    pub(super) fn controlled(&mut self, request: RequestId) {
        self.hear(&RelayFrame::Controlled { request });
    }

    pub(super) fn control_changed(&mut self, number: u64) {
        let space = self.space;
        self.hear(&RelayFrame::ControlChanged { space, number });
    }

    /// Hands over records that were asked for.
    pub(super) fn show_records(&mut self, request: RequestId, records: &[&[u8]], newest: u64) {
        let records = records.iter().map(|record| record.to_vec().into()).collect();
        self.hear(&RelayFrame::ControlPage { request, records, newest });
    }

    /// Answers `Open`: the relay has a log of this many entries, and the chain to this record.
    #[track_caller]
    pub(super) fn open_with(&mut self, newest: u64, record: &ControlRecord) {
        let (request, _) = self.asks(open);
        self.hear(&RelayFrame::Opened {
            request,
            newest: Position(newest),
            control_number: record.number,
            control_head: record.hash(),
            checkpoint: None,
            trim: None,
        });
    }

    /// The same, where the relay has no more than the device's own records to this number.
    #[track_caller]
    pub(super) fn open_at(&mut self, newest: u64, number: u64) {
        let record = self.replica().record_at(number).unwrap().clone();
        self.open_with(newest, &record);
    }
}
