//! Spaces that a device does not keep yet: it enters one into which it was let, or looks for the one whose recovery words it has.

use crypto::{Context, MemberSeed, Signature, VerifyingKey};

use super::{AUDIENCE, Line, Vault};
use crate::{
    ClientFrame, Refusal, RelayFrame, Replica, RequestId, SpaceId,
    device::Event,
    frame::{AUTHENTICATE, LOCATE},
};

mod locating;

const CHALLENGE: [u8; 32] = [9; 32];

/// What came of entering and looking.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Entered(Vec<Vec<u8>>),
    NotEntered(SpaceId, Option<Refusal>),
    Located(Option<Vec<Vec<u8>>>),
    Refused(Refusal),
}

impl Line {
    fn told_of_entering(&mut self) -> Vec<Told> {
        let told = self.events().into_iter().filter_map(|event| match event {
            Event::Entered { records } => Some(Told::Entered(records)),
            Event::NotEntered { space, refusal } => Some(Told::NotEntered(space, refusal)),
            Event::Located { records } => Some(Told::Located(records)),
            Event::Refused { space: None, refusal } => Some(Told::Refused(refusal)),
            _ => None,
        });
        told.collect()
    }

    /// Expects that this space is opened, by the key of this member.
    #[track_caller]
    fn opens(&mut self, expected: SpaceId, seed: &MemberSeed) -> RequestId {
        let said = self.said();
        let [ClientFrame::Open { request, space, key, signature }] = *said.as_slice() else {
            panic!("{said:?}")
        };
        assert_eq!(space, expected);
        let parts: [&[u8]; 3] = [AUDIENCE.as_bytes(), &CHALLENGE, space.as_bytes()];
        assert_signed(seed, key, AUTHENTICATE, &parts, &signature);
        request
    }

    /// Lets the device into the space, and expects that the records after this number are asked for.
    #[track_caller]
    fn lets_in(&mut self, request: RequestId, after: u64) -> RequestId {
        self.hear(&RelayFrame::Opened {
            request,
            newest: crate::Position(0),
            control_number: 1,
            control_head: crypto::Hash([0; 32]),
            checkpoint: None,
            trim: None,
        });
        self.fetches_records(after)
    }

    #[track_caller]
    fn fetches_records(&mut self, expected: u64) -> RequestId {
        let said = self.said();
        let [ClientFrame::FetchControl { request, after, .. }] = *said.as_slice() else { panic!("{said:?}") };
        assert_eq!(after, expected);
        request
    }

    pub(super) fn page(&mut self, request: RequestId, records: &[Vec<u8>], newest: u64) {
        let records = records.iter().cloned().map(Into::into).collect();
        self.hear(&RelayFrame::ControlPage { request, records, newest });
    }

    /// Expects that the space is closed again, and what is said after that.
    #[track_caller]
    fn closes(&mut self, expected: SpaceId) -> Vec<ClientFrame> {
        let mut said = self.said();
        assert_eq!(said.first(), Some(&ClientFrame::Close { space: expected }), "{said:?}");
        said.split_off(1)
    }

    /// Shows a whole chain to the device, which has just asked to open the space.
    #[track_caller]
    fn shows_chain(&mut self, request: RequestId, records: &[Vec<u8>]) {
        let request = self.lets_in(request, 0);
        self.page(request, records, records.len() as u64);
    }

    /// Expects that the relay is asked for the spaces of this member.
    #[track_caller]
    fn locates(&mut self, seed: &MemberSeed) -> RequestId {
        let said = self.said();
        let [ClientFrame::Locate { request, key, signature }] = *said.as_slice() else { panic!("{said:?}") };
        assert_signed(seed, key, LOCATE, &[AUDIENCE.as_bytes(), &CHALLENGE], &signature);
        request
    }

    fn names(&mut self, request: RequestId, spaces: &[SpaceId]) {
        self.hear(&RelayFrame::Located { request, spaces: spaces.to_vec() });
    }
}

#[track_caller]
fn assert_signed(
    seed: &MemberSeed,
    key: VerifyingKey,
    context: Context,
    parts: &[&[u8]],
    signature: &Signature,
) {
    assert_eq!(key, seed.signing_key().verifying_key());
    assert_eq!(key.verify(context, parts, signature), Ok(()));
}

/// Another space of the same kind, of which nobody of the vault is a member.
fn foreign(vault: &mut Vault) -> Replica {
    Replica::found(MemberSeed::random(&mut vault.random), &[], &mut vault.random)
}

#[test]
fn a_device_enters_a_space_by_its_whole_chain_which_may_come_in_pages() {
    let vault = Vault::new();
    let (space, records, seed) = (vault.space(), vault.one.records(), vault.two.seed());
    let mut line = Line::bare();
    line.device.enter(space, seed.clone());
    assert!(line.device.is_entering(space));
    assert_eq!(line.said(), [], "there is no connection yet");
    line.connect();
    let request = line.opens(space, seed);
    line.retry();
    assert_eq!(line.said(), [], "it is asked for once");
    let request = line.lets_in(request, 0);
    line.page(request, &records[..1], 4);
    let request = line.fetches_records(1);
    line.page(request, &records[1..3], 4);
    let request = line.fetches_records(3);
    assert_eq!(line.told_of_entering(), []);
    line.page(request, &records[3..], 4);
    assert_eq!(line.closes(space), []);
    assert_eq!(line.told_of_entering(), [Told::Entered(records)]);
    assert!(!line.device.is_entering(space));
}

#[test]
fn a_relay_that_shows_fewer_records_than_there_are_is_not_asked_for_ever() {
    let vault = Vault::new();
    let (space, records, seed) = (vault.space(), vault.one.records(), vault.two.seed());
    let mut line = Line::bare();
    line.connect();
    line.device.enter(space, seed.clone());
    let request = line.opens(space, seed);
    let request = line.lets_in(request, 0);
    line.page(request, &records[..3], 9);
    let request = line.fetches_records(3);
    line.page(request, &[], 9);
    assert_eq!(line.closes(space), []);
    assert_eq!(line.told_of_entering(), [Told::Entered(records[..3].to_vec())]);
}

#[test]
fn a_chain_that_cannot_be_is_not_entered_and_the_next_time_it_is_read_from_its_beginning() {
    let mut vault = Vault::new();
    let (space, records, seed) = (vault.space(), vault.one.records(), vault.two.seed().clone());
    let of_another_space = foreign(&mut vault).records();
    let without_its_beginning = records[1..].to_vec();
    let with_a_gap = vec![records[0].clone(), records[2].clone()];
    let unreadable = vec![records[0].clone(), b"no record".to_vec()];
    let mut line = Line::bare();
    line.connect();
    line.device.enter(space, seed.clone());
    for chain in [of_another_space, without_its_beginning, with_a_gap, unreadable] {
        let request = line.opens(space, &seed);
        line.shows_chain(request, &chain);
        assert_eq!(line.closes(space), []);
        assert_eq!(line.told_of_entering(), [Told::NotEntered(space, None)]);
        assert!(line.device.is_entering(space));
        line.device.ask_enter(space);
    }
    let request = line.opens(space, &seed);
    line.shows_chain(request, &records);
    assert_eq!(line.told_of_entering(), [Told::Entered(records)]);
}

#[test]
fn who_is_not_let_in_yet_asks_again_later_and_on_the_next_connection() {
    let vault = Vault::new();
    let (space, records, seed) = (vault.space(), vault.one.records(), vault.two.seed());
    let mut line = Line::bare();
    line.connect();
    line.device.enter(space, seed.clone());
    let request = line.opens(space, seed);
    line.refuse(request, Refusal::NoAccess);
    assert_eq!(line.told_of_entering(), [Told::NotEntered(space, Some(Refusal::NoAccess))]);
    assert_eq!(line.said(), []);
    line.device.ask_enter(space);
    let request = line.opens(space, seed);
    // The connection breaks while the records come.
    let request = line.lets_in(request, 0);
    line.page(request, &records[..2], 4);
    line.fetches_records(2);
    line.connect();
    let request = line.opens(space, seed);
    line.shows_chain(request, &records);
    assert_eq!(line.told_of_entering(), [Told::Entered(records)]);
}

#[test]
fn who_gives_up_entering_asks_no_more_and_heeds_no_answer() {
    let vault = Vault::new();
    let (space, records, seed) = (vault.space(), vault.one.records(), vault.two.seed());
    let mut line = Line::bare();
    line.connect();
    line.device.enter(space, seed.clone());
    let request = line.opens(space, seed);
    let request = line.lets_in(request, 0);
    line.device.stop_entering(space);
    assert!(!line.device.is_entering(space));
    line.page(request, &records, 4);
    line.device.ask_enter(space);
    line.connect();
    assert_eq!((line.said(), line.told_of_entering()), (vec![], vec![]));
}

#[test]
fn the_space_of_recovery_words_is_the_one_whose_chain_has_them_and_spaces_are_looked_at_one_at_a_time() {
    let mut vault = Vault::new();
    let (space, records, words) = (vault.space(), vault.one.records(), vault.words.clone());
    let other = foreign(&mut vault);
    let refused = SpaceId([6; 32]);
    let mut line = Line::bare();
    line.device.locate(words.clone());
    assert_eq!(line.said(), [], "there is no connection yet");
    line.connect();
    let request = line.locates(&words);
    line.retry();
    assert_eq!((line.said(), line.told_of_entering()), (vec![], vec![]), "the relay has not answered yet");
    // Neither one that lets nobody in, nor one of which they are no member, nor one whose chain cannot be.
    line.names(request, &[refused, other.space(), SpaceId([7; 32]), space]);
    let request = line.opens(refused, &words);
    line.retry();
    assert_eq!(line.said(), [], "one at a time");
    line.refuse(request, Refusal::NoAccess);
    let request = line.opens(other.space(), &words);
    line.shows_chain(request, &other.records());
    let said = line.closes(other.space());
    line.device.output.extend(said.iter().map(ClientFrame::to_bytes));
    let request = line.opens(SpaceId([7; 32]), &words);
    line.shows_chain(request, &records);
    let said = line.closes(SpaceId([7; 32]));
    line.device.output.extend(said.iter().map(ClientFrame::to_bytes));
    let request = line.opens(space, &words);
    assert_eq!(line.told_of_entering(), []);
    line.shows_chain(request, &records);
    assert_eq!(line.closes(space), []);
    assert_eq!(line.told_of_entering(), [Told::Located(Some(records))]);
    assert!(!line.device.is_entering(space));
    line.connect();
    assert_eq!(line.said(), [], "they are found");
}

#[test]
fn words_that_are_of_no_space_there_are_said_to_be_so() {
    let mut vault = Vault::new();
    let other = foreign(&mut vault);
    for names in [vec![], vec![other.space()]] {
        let mut line = Line::bare();
        line.connect();
        line.device.locate(vault.words.clone());
        let request = line.locates(&vault.words);
        line.names(request, &names);
        if let Some(space) = names.first() {
            let request = line.opens(*space, &vault.words);
            line.refuse(request, Refusal::NoAccess);
        }
        assert_eq!(line.told_of_entering(), [Told::Located(None)]);
    }
}
