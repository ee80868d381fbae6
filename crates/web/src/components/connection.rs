//! How it goes with the relay, in words.

use interface::view::{RelayState, RelayView};
use leptos::prelude::*;

use super::{room_for, small};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// One sentence.
pub(crate) fn sentence(relay: &RelayView) -> String {
    match relay.state {
        RelayState::None => words::relay_state_none(),
        RelayState::Offline if relay.waiting > 0 => words::relay_state_offline_waiting(relay.waiting),
        RelayState::Offline => words::relay_state_offline(),
        RelayState::Connecting => words::relay_state_connecting(),
        RelayState::Exchanging => words::relay_state_exchanging(),
        RelayState::Online => words::relay_state_online(),
    }
}

/// Every sentence that it may become, with as much waiting as now.
pub(crate) fn sentences(relay: &RelayView) -> Vec<String> {
    let of = |state| sentence(&RelayView { state, ..relay.clone() });
    use RelayState::{Connecting, Exchanging, None, Offline, Online};
    [None, Offline, Connecting, Exchanging, Online].map(of).to_vec()
}

/// Whether there is a relay and it cannot be reached now: what was shared waits. Without one it goes by parcels.
pub(crate) fn keeps_waiting(session: Session) -> Memo<bool> {
    is_in(session, |state| matches!(state, RelayState::Offline | RelayState::Connecting))
}

/// Whether the relay cannot be reached now.
pub(crate) fn is_away(session: Session) -> Memo<bool> {
    is_in(session, |state| !matches!(state, RelayState::Online | RelayState::Exchanging))
}

fn is_in(session: Session, is_it: fn(RelayState) -> bool) -> Memo<bool> {
    Memo::new(move |_| session.open.with(|open| is_it(open.relay.state)))
}

/// Says, below what one gives to somebody, whether it goes out at once or waits on this device. There is room for either: a dialog
/// stands in the middle of the screen, and grows to both sides.
pub(crate) fn waits_here(session: Session) -> AnyView {
    let is_away = is_away(session);
    let said = move || Some(if is_away.get() { words::waits_here() } else { words::goes_out() });
    room_for(Some("status"), small, said, || vec![words::waits_here(), words::goes_out()])
}
