//! A device at work: its replicas and one connection to a relay, without any I/O.
//!
//! The keeper of a `Device` opens a socket, calls [`Device::connected`], hands in every message and sends every output.
//!
//! ```text
//! connected ─► Hello ─► Welcome(challenge)
//!   per space: Open ──► Opened ──► [fetch control] ─► Subscribe ─► Entries …   and   Append one batch at a time ─► Appended
//!              └► NoAccess ─► Create the space there (a new or forgetful relay), then Open again
//! ```
//! Every request is answered or the connection ends; after a reconnection everything unanswered is asked again. All requests
//! are idempotent, so a crash or a lost acknowledgement at any moment costs a repetition, never an entry.

mod answers;
mod boxes;
mod branches;
mod carry;
mod checkpoints;
mod control;
mod entering;
mod holding;
mod pending;
mod rechecking;
mod refetching;
mod requests;
mod spaces;
mod trimming;
mod verifying;

use std::collections::VecDeque;

use pending::Pending;

pub use boxes::BoxFailure;
pub use carry::Brought;
use checkpoints::CheckpointTraffic;
use crypto::{CryptoRng, MemberSeed};
pub use trimming::Verdict;

use crate::{
    ClientFrame, Entry, EntryId, Opened, Refusal, RelayFrame, Replica, RequestId, SpaceId,
    frame::{BoxId, Challenge, CheckpointId, CheckpointSummary, PROTOCOL_VERSION, Trim},
    replica::Checkpoint,
    small::SmallMap,
};

/// Silence after which a device asks whether the connection is alive, in milliseconds.
pub const PING_AFTER_MS: u64 = 30_000;

/// Silence after which a device gives the connection up, in milliseconds.
pub const SILENCE_MS_MAX: u64 = 75_000;

/// What a device tells its keeper.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// The relay has greeted this device; its clock says this, in seconds since 1970. It may be wrong, or lie.
    Greeted(u64),
    /// Verified entries of a space came. `kept` are the same as they travelled.
    Received {
        /// Which space.
        space: SpaceId,
        /// What they say.
        opened: Vec<Opened>,
        /// To be stored.
        kept: Vec<Entry>,
    },
    /// The relay holds these entries durably.
    Acknowledged {
        /// Which space.
        space: SpaceId,
        /// Which entries.
        entries: Vec<EntryId>,
    },
    /// A replica's state changed and is to be stored.
    Changed {
        /// Which space.
        space: SpaceId,
    },
    /// Everything that the relay shows of a space was received, and everything written here handed in.
    CaughtUp {
        /// Which space.
        space: SpaceId,
    },
    /// This device's store had been set back in time, so its unsent entries were written anew, into a new chain. These exist no
    /// more and are to be forgotten; what stands in their place follows as [`Event::Received`].
    Rewritten {
        /// Which space.
        space: SpaceId,
        /// What is gone.
        gone: Vec<EntryId>,
    },
    /// Everything that the relay shows was fetched again: hand in the log with [`Device::offer`], for what the relay lacks.
    WantsLog {
        /// Which space.
        space: SpaceId,
    },
    /// The relay says that the author erased the body of an entry. Unverified: the preimage must fit the entry's tag.
    Erased {
        /// Which space.
        space: SpaceId,
        /// Which entry.
        entry: EntryId,
        /// The proof.
        preimage: crypto::ErasePreimage,
    },
    /// The relay does not let this device's member into a space that it waits to enter.
    NotEntered {
        /// Which space.
        space: SpaceId,
        /// What the relay said; `None` if it let this device in and then told something that cannot be.
        refusal: Option<Refusal>,
    },
    /// The relay knows the space but not this device any more.
    Denied {
        /// Which space.
        space: SpaceId,
    },
    /// The relay refused something that concerns a space; it is tried again later.
    Refused {
        /// Which space, if one.
        space: Option<SpaceId>,
        /// Why.
        refusal: Refusal,
    },
    /// A space of which a member is one by its own signature, with its verified control chain; none if the relay has no such space.
    Located {
        /// The control records, from the first.
        records: Option<Vec<Vec<u8>>>,
    },
    /// A space that this device wanted to enter can be entered: its control chain.
    Entered {
        /// The control records, from the first.
        records: Vec<Vec<u8>>,
    },
    /// A checkpoint was fetched and verified.
    Checkpoint {
        /// Which space.
        space: SpaceId,
        /// The checkpoint.
        checkpoint: Checkpoint,
    },
    /// The relay has removed the beginning of its log, and this verified checkpoint stands in its place: fold everything that
    /// this device has onto its state, and then call [`Device::take_base`].
    Base {
        /// Which space.
        space: SpaceId,
        /// The checkpoint.
        checkpoint: Checkpoint,
    },
    /// Another device's checkpoint waits to be compared: fold those entries of the log that it holds
    /// ([`Checkpoint::holds`]), and then call [`Device::judge`].
    ToVerify {
        /// Which space.
        space: SpaceId,
        /// The checkpoint.
        checkpoint: Checkpoint,
    },
    /// What stands for the log at the relay holds more of somebody who went than counts, and this device has the log: its own
    /// checkpoint is to be handed in, for those who come later.
    CheckpointWanted {
        /// Which space.
        space: SpaceId,
    },
    /// The checkpoint that was handed in is the space's checkpoint now.
    CheckpointStored {
        /// Which space.
        space: SpaceId,
    },
    /// The relay holds nothing of a space any more. The replica is laid aside: were it exchanged, it would bring everything back.
    SpaceErased {
        /// Which space.
        space: SpaceId,
    },
    /// A message of a rendezvous box.
    BoxMessage {
        /// Which box.
        name: BoxId,
        /// Which slot.
        slot: u8,
        /// The sealed message.
        message: Vec<u8>,
    },
    /// A rendezvous box cannot be used.
    BoxFailed {
        /// Which box.
        name: BoxId,
        /// Why.
        failure: BoxFailure,
    },
    /// The relay sent what no relay of this protocol sends: the connection is to be closed.
    Broken,
}

/// How far a space is opened on this connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Closed,
    Opening,
    Creating,
    Open,
    Denied,
}

/// Whether entries of a space come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Subscription {
    #[default]
    None,
    /// Asked for, from this position on. What still comes of an earlier subscription is passed over.
    Asked(RequestId, crate::Position),
    Live,
}

#[derive(Debug)]
struct Slot {
    replica: Replica,
    stage: Stage,
    subscription: Subscription,
    /// The relay's newest position, as told last.
    newest: crate::Position,
    /// Whether the last entries brought this device to the relay's newest.
    at_newest: bool,
    /// Whether the space was created, or found to exist, on this connection: then no access means no access.
    tried_creating: bool,
    /// The next of this device's control records that is offered to a relay which does not let it in: one that has only the
    /// beginning of the chain does not know it yet.
    bringing: Option<u64>,
    /// Whether the relay takes no more records for now.
    bringing_paused: bool,
    /// Whether the relay speaks of newer control records and does not show them: nothing can follow on top of ours.
    control_stalled: bool,
    /// Whether a relay that does not let this device in may be given the space.
    may_found: bool,
    /// Whether the relay is to hold nothing of the space any more; asked for on this connection.
    erase_whole: Option<bool>,
    /// Whether what was written waits until the keeper lets it go.
    held: bool,
    /// Whether of what was written only that is handed in which must not wait.
    content_held: bool,
    /// Whether the space was opened again on this connection after the relay had taken access away.
    reopened: bool,
    caught_up: bool,
    appending: bool,
    /// Whether the relay has said on this connection that it has no room: only what must not wait is handed in.
    full: bool,
    controlling: bool,
    fetching_control: bool,
    /// Whether the relay's records contradict those that are known here.
    looking: branches::Looking,
    erasing: VecDeque<Erasing>,
    refetch: Option<Refetch>,
    checkpoint: CheckpointTraffic,
    remote_checkpoint: Option<CheckpointSummary>,
    /// From where on the relay has the log, if it has removed the beginning.
    trim: Option<Trim>,
    /// A checkpoint that should stand for the removed log and cannot be had, or is nothing that a member made.
    failed_base: Option<CheckpointId>,
    /// A checkpoint that holds more than this device has read so far.
    postponed: Option<CheckpointId>,
    /// A checkpoint of which this device has looked on this connection whether anybody can start from it.
    rechecked: Option<CheckpointId>,
}

/// A body that is to be erased on the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Erasing {
    entry: EntryId,
    asked: bool,
    /// How many proofs the relay has refused: an entry of a former member wants that one's.
    refused: usize,
}

/// Fetching everything again, to find out what the relay lacks.
#[derive(Debug, Default)]
struct Refetch {
    shown: std::collections::BTreeSet<EntryId>,
    /// How far each chain stands in the checkpoint that the relay has instead of its beginning.
    covered: SmallMap<crypto::WriterId, crypto::Sequence>,
}

/// A space that this device is trying to enter: with which member, and what of its control chain has come.
#[derive(Debug)]
struct Entering {
    seed: MemberSeed,
    records: Vec<Vec<u8>>,
    /// The newest of the records, verified: so a relay cannot send ever more of them.
    newest: Option<crate::ControlRecord>,
    asked: bool,
}

/// A device's replicas and its connection.
#[derive(Debug, Default)]
pub struct Device {
    audience: String,
    challenge: Option<Challenge>,
    connected: bool,
    slots: SmallMap<SpaceId, Slot>,
    /// Logs of fewer entries are read, although there is a checkpoint.
    short_log: u64,
    entering: SmallMap<SpaceId, Entering>,
    locating: Option<Locating>,
    boxes: SmallMap<BoxId, boxes::Rendezvous>,
    pending: SmallMap<RequestId, Pending>,
    next_request: u32,
    output: VecDeque<Vec<u8>>,
    events: VecDeque<Event>,
    heard_at_ms: u64,
    pinged_at_ms: Option<u64>,
}

#[derive(Debug)]
struct Locating {
    seed: MemberSeed,
    /// The spaces that the relay has named and that are still to be looked at; nothing before it has.
    left: Option<VecDeque<SpaceId>>,
    /// The one that is being looked at.
    present: Option<SpaceId>,
}

/// The connection.
impl Device {
    /// A device without replicas.
    pub fn new() -> Self {
        Self::default()
    }

    /// A connection to the relay at `audience` (host, and port if it is not the scheme's own) stands.
    pub fn connected(&mut self, now_ms: u64, audience: &str) {
        self.disconnected();
        self.audience = audience.to_owned();
        self.connected = true;
        self.heard_at_ms = now_ms;
        self.send(&ClientFrame::Hello { protocol: PROTOCOL_VERSION });
    }

    /// The connection is gone. Everything unanswered will be asked again.
    pub fn disconnected(&mut self) {
        self.connected = false;
        self.challenge = None;
        self.pending.clear();
        self.output.clear();
        self.pinged_at_ms = None;
        for slot in self.slots.values_mut() {
            slot.reset();
        }
        for entering in self.entering.values_mut() {
            entering.ask_anew();
        }
        if let Some(locating) = &mut self.locating {
            locating.left = None;
            self.entering.retain(|space, _| Some(*space) != locating.present);
            locating.present = None;
        }
        self.boxes.values_mut().for_each(boxes::Rendezvous::reset);
    }

    /// Whether the relay has greeted this device.
    pub fn is_welcome(&self) -> bool {
        self.challenge.is_some()
    }

    /// The next message to send.
    pub fn poll_output(&mut self) -> Option<Vec<u8>> {
        self.output.pop_front()
    }

    /// The next thing to tell the keeper.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// When [`Device::handle_timeout`] is to be called.
    pub fn poll_timeout(&self) -> Option<u64> {
        self.connected.then(|| match self.pinged_at_ms {
            None => self.heard_at_ms.saturating_add(PING_AFTER_MS),
            Some(_) => self.heard_at_ms.saturating_add(SILENCE_MS_MAX),
        })
    }

    /// Asks after a silent connection, or gives it up ([`Event::Broken`]).
    pub fn handle_timeout(&mut self, now_ms: u64) {
        if !self.connected {
            return;
        }
        let silent_ms = now_ms.saturating_sub(self.heard_at_ms);
        if silent_ms >= SILENCE_MS_MAX {
            self.events.push_back(Event::Broken);
        } else if silent_ms >= PING_AFTER_MS && self.pinged_at_ms.is_none() {
            self.pinged_at_ms = Some(now_ms);
            self.send(&ClientFrame::Ping);
        }
    }

    /// Takes in one message of the relay.
    pub fn handle_message(&mut self, now_ms: u64, bytes: &[u8], random: &mut impl CryptoRng) {
        if !self.connected {
            return;
        }
        self.heard_at_ms = now_ms;
        self.pinged_at_ms = None;
        match RelayFrame::from_bytes(bytes) {
            Ok(frame) => self.handle_frame(frame, random),
            Err(_) => self.events.push_back(Event::Broken),
        }
    }

    fn send(&mut self, frame: &ClientFrame) {
        self.output.push_back(frame.to_bytes());
    }

    fn request(&mut self, pending: Pending, frame: impl FnOnce(RequestId) -> ClientFrame) -> RequestId {
        let request = RequestId(self.next_request);
        self.next_request = self.next_request.wrapping_add(1);
        self.pending.insert(request, pending);
        let frame = frame(request);
        self.send(&frame);
        request
    }
}

/// The replicas.
impl Device {
    /// Takes a replica in and begins to exchange it. One that is there already is replaced.
    pub fn add(&mut self, replica: Replica, random: &mut impl CryptoRng) {
        let space = replica.space();
        self.slots.insert(space, Slot::new(replica));
        self.entering.remove(&space);
        self.proceed(space, random);
    }

    /// Lays a replica aside: nothing of it is exchanged any more.
    pub fn remove(&mut self, space: SpaceId) -> Option<Replica> {
        if self.is_welcome() && self.slots.contains_key(&space) {
            self.send(&ClientFrame::Close { space });
        }
        self.slots.remove(&space).map(|slot| slot.replica)
    }

    /// Goes on in a space as another member of the same person, which has taken the place of this device's.
    pub fn change_member(&mut self, space: SpaceId, seed: MemberSeed, random: &mut impl CryptoRng) {
        let welcome = self.is_welcome();
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let crate::replica::Rewritten { gone, opened, kept } = slot.replica.change_member(seed, random);
        slot.replica.set_on_relay(true);
        let tried_creating = slot.tried_creating;
        slot.reset();
        slot.tried_creating = tried_creating;
        self.pending.retain(|_, pending| pending.space() != Some(space));
        if welcome {
            self.send(&ClientFrame::Close { space });
        }
        self.events.push_back(Event::Rewritten { space, gone });
        self.events.push_back(Event::Received { space, opened, kept });
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
    }

    /// A replica.
    pub fn replica(&self, space: SpaceId) -> Option<&Replica> {
        self.slots.get(&space).map(|slot| &slot.replica)
    }

    /// A replica, to write into; call [`Device::proceed`] afterwards.
    pub fn replica_mut(&mut self, space: SpaceId) -> Option<&mut Replica> {
        self.slots.get_mut(&space).map(|slot| &mut slot.replica)
    }

    /// The spaces of all replicas.
    pub fn spaces(&self) -> Vec<SpaceId> {
        self.slots.keys().copied().collect()
    }

    /// Whether this device waits to enter a space.
    pub fn is_entering(&self, space: SpaceId) -> bool {
        self.entering.contains_key(&space)
    }
}

impl Slot {
    fn new(replica: Replica) -> Self {
        // A restart in the middle of fetching everything again begins that anew.
        let refetch = replica.is_rewound().then(Refetch::default);
        Self {
            replica,
            stage: Stage::Closed,
            subscription: Subscription::None,
            newest: crate::Position(0),
            at_newest: false,
            tried_creating: false,
            bringing: None,
            bringing_paused: false,
            control_stalled: false,
            may_found: true,
            erase_whole: None,
            held: false,
            content_held: false,
            reopened: false,
            caught_up: false,
            appending: false,
            full: false,
            controlling: false,
            fetching_control: false,
            looking: branches::Looking::No,
            erasing: VecDeque::new(),
            refetch,
            checkpoint: CheckpointTraffic::None,
            remote_checkpoint: None,
            trim: None,
            failed_base: None,
            postponed: None,
            rechecked: None,
        }
    }

    /// Whether nothing is left to do before this person's party leaves. What the relay has no room for is not waited for, and neither is
    /// what cannot be sealed any more.
    fn may_leave(&self) -> bool {
        let waits = |entry| self.replica.outbox().any(|waiting| waiting.id == entry);
        let is_erased = self.erasing.iter().all(|erasing| waits(erasing.entry));
        let cannot = self.is_urgent_only() || (self.replica.lacks_key() && !self.replica.wants_renewal());
        self.caught_up
            && ((cannot && is_erased) || (self.replica.outbox_len() == 0 && self.erasing.is_empty()))
    }

    fn reset(&mut self) {
        self.stage = Stage::Closed;
        self.subscription = Subscription::None;
        self.at_newest = false;
        self.tried_creating = false;
        self.bringing = None;
        self.bringing_paused = false;
        self.control_stalled = false;
        self.reopened = false;
        self.erase_whole = self.erase_whole.map(|_| false);
        self.replica.ask_anew();
        self.caught_up = false;
        self.replica.doubt_outbox(core::mem::take(&mut self.appending));
        self.full = false;
        self.controlling = false;
        self.fetching_control = false;
        self.looking = branches::Looking::No;
        self.checkpoint = CheckpointTraffic::None;
        self.remote_checkpoint = None;
        self.trim = None;
        self.failed_base = None;
        self.postponed = None;
        self.rechecked = None;
        for erasing in &mut self.erasing {
            erasing.asked = false;
        }
    }
}

#[cfg(test)]
mod tests;
