//! Rendezvous boxes: what a device asks for, until it is answered, and no more than that.

use crypto::MemberSeed;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::Line;
use crate::{
    ClientFrame, Refusal, RelayFrame, Replica, RequestId, SpaceId,
    device::{BoxFailure, Device, Event},
    frame::BoxId,
};

const BOX: BoxId = BoxId([4; 32]);
const LIFETIME_MS: u64 = 60_000;

impl Line {
    /// A device without a replica, before there is a connection.
    pub(super) fn bare() -> Self {
        let random = ChaCha12Rng::seed_from_u64(18);
        Self { device: Device::new(), random, space: SpaceId([0; 32]), folding: None }
    }

    fn put(&mut self, slot: u8) {
        self.device.put_box(BOX, slot, LIFETIME_MS, vec![slot; 3]);
    }

    /// What the device asks for of the box, and the numbers of the requests.
    #[track_caller]
    fn asks_of_boxes(&mut self) -> (Vec<Ask>, Vec<RequestId>) {
        let said = self.said();
        let asks = said.iter().map(|frame| match frame {
            ClientFrame::PutBox { request, name: BOX, slot, lifetime_ms: LIFETIME_MS, message } => {
                assert_eq!(*message, [*slot; 3]);
                (Ask::Put(*slot), *request)
            }
            ClientFrame::WatchBox { request, name: BOX } => (Ask::Watch, *request),
            ClientFrame::CloseBox { request, name: BOX } => (Ask::Close, *request),
            other => panic!("{other:?}"),
        });
        asks.unzip()
    }

    /// Expects that exactly this is asked for of the box.
    #[track_caller]
    fn asks_for(&mut self, expected: &[Ask]) -> Vec<RequestId> {
        let (asks, requests) = self.asks_of_boxes();
        assert_eq!(asks, expected);
        requests
    }

    /// Expects this one thing to be asked for.
    #[track_caller]
    fn asks_to(&mut self, expected: Ask) -> RequestId {
        self.asks_for(&[expected])[0]
    }

    /// What is told of boxes.
    fn told_of_boxes(&mut self) -> Vec<Result<u8, BoxFailure>> {
        let told = self.events().into_iter().filter_map(|event| match event {
            Event::BoxMessage { name: BOX, slot, message } => {
                assert_eq!(message, [slot; 3]);
                Some(Ok(slot))
            }
            Event::BoxFailed { name: BOX, failure } => Some(Err(failure)),
            _ => None,
        });
        told.collect()
    }

    fn shows_message(&mut self, slot: u8) {
        self.hear(&RelayFrame::BoxMessage { name: BOX, slot, message: vec![slot; 3] });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    Put(u8),
    Watch,
    Close,
}

#[test]
fn messages_are_put_on_every_connection_until_the_relay_has_them_and_then_the_box_is_watched() {
    let mut line = Line::bare();
    line.put(0);
    line.device.watch_box(BOX);
    assert_eq!(line.said(), [], "there is no connection yet");
    line.connect();
    line.asks_to(Ask::Put(0));
    line.put(2);
    line.asks_to(Ask::Put(2));
    line.retry();
    line.asks_for(&[]);
    line.connect();
    let requests = line.asks_for(&[Ask::Put(0), Ask::Put(2)]);
    line.done(requests[0]);
    line.asks_for(&[]);
    line.done(requests[1]);
    let request = line.asks_to(Ask::Watch);
    line.shows_message(1);
    line.hear(&RelayFrame::BoxWatched { request });
    line.shows_message(3);
    assert_eq!(line.told_of_boxes(), [Ok(1), Ok(3)]);
    line.retry();
    line.asks_for(&[]);
    line.connect();
    line.asks_to(Ask::Watch);
}

#[test]
fn a_box_that_is_watched_is_asked_for_again_only_if_that_is_wanted() {
    let mut line = Line::bare();
    line.connect();
    line.device.watch_box(BOX);
    line.asks_to(Ask::Watch);
    line.device.watch_box(BOX);
    line.asks_for(&[]);
    line.device.watch_box_again(BOX);
    line.asks_to(Ask::Watch);
    line.retry();
    line.asks_for(&[]);
}

#[test]
fn a_box_is_closed_after_what_waits_was_put_and_then_it_is_nothing_to_the_device() {
    let mut line = Line::bare();
    line.connect();
    line.device.watch_box(BOX);
    line.asks_to(Ask::Watch);
    line.put(4);
    let put = line.asks_to(Ask::Put(4));
    line.device.close_box(BOX);
    line.asks_for(&[]);
    line.done(put);
    line.asks_to(Ask::Close);
    line.retry();
    line.asks_for(&[]);
    // The answer was lost.
    line.connect();
    let close = line.asks_to(Ask::Close);
    line.done(close);
    line.connect();
    line.asks_for(&[]);
    line.shows_message(4);
    assert_eq!(line.told_of_boxes(), []);
}

#[test]
fn a_box_of_which_nothing_is_known_can_be_closed_and_it_may_be_gone_already() {
    let mut line = Line::bare();
    line.connect();
    line.device.close_box(BOX);
    let close = line.asks_to(Ask::Close);
    line.refuse(close, Refusal::BoxGone);
    assert_eq!(line.told_of_boxes(), [], "that was wanted");
    line.connect();
    line.asks_for(&[]);
}

#[test]
fn a_box_that_was_forgotten_stays_open_and_is_asked_for_no_more() {
    let mut line = Line::bare();
    line.connect();
    line.put(0);
    let put = line.asks_to(Ask::Put(0));
    line.device.forget_box(BOX);
    line.done(put);
    line.shows_message(1);
    assert_eq!(line.told_of_boxes(), []);
    line.connect();
    line.asks_for(&[]);
    line.device.watch_box_again(BOX);
    line.asks_to(Ask::Watch);
}

#[test]
fn a_slot_that_somebody_else_has_written_and_a_box_that_is_gone_end_the_rendezvous() {
    let ends = |refusal: Refusal, failure: BoxFailure| {
        for watches in [false, true] {
            let mut line = Line::bare();
            line.connect();
            if watches {
                line.device.watch_box(BOX);
            } else {
                line.put(1);
            }
            let request = line.asks_of_boxes().1[0];
            line.refuse(request, refusal);
            assert_eq!(line.told_of_boxes(), [Err(failure)]);
            line.retry();
            line.connect();
            line.asks_for(&[]);
        }
    };
    ends(Refusal::SlotTaken, BoxFailure::Taken);
    ends(Refusal::BoxGone, BoxFailure::Gone);
}

#[test]
fn what_a_relay_refuses_of_a_box_for_now_is_said_and_asked_for_again() {
    let check = |line: &mut Line, ask: Ask| {
        let request = line.asks_to(ask);
        line.refuse(request, Refusal::TooMany);
        let told = line.events();
        assert!(
            matches!(told.as_slice(), [Event::Refused { space: None, refusal: Refusal::TooMany }]),
            "{told:?}"
        );
        line.asks_for(&[]);
        line.retry();
        line.asks_to(ask)
    };
    let mut line = Line::bare();
    line.connect();
    line.put(1);
    let put = check(&mut line, Ask::Put(1));
    line.done(put);
    line.device.watch_box(BOX);
    check(&mut line, Ask::Watch);
    line.device.close_box(BOX);
    check(&mut line, Ask::Close);
}

#[test]
fn boxes_and_spaces_are_asked_for_side_by_side() {
    let mut line = Line::bare();
    let mut replica = Replica::found(MemberSeed::from_bytes([3; 32]), &[], &mut line.random);
    replica.set_on_relay(true);
    line.device.add(replica, &mut line.random);
    line.device.watch_box(BOX);
    line.connect();
    let said = line.said();
    let [ClientFrame::Open { request: open, .. }, ClientFrame::WatchBox { .. }] = *said.as_slice() else {
        panic!("{said:?}")
    };
    line.refuse(open, Refusal::TooMany);
    assert_eq!(line.told_of_boxes(), []);
}
