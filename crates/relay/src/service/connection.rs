//! What the service knows of one connection.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crypto::VerifyingKey;
use sync::{
    Position, Refusal, RelayFrame, RequestId, SpaceId,
    frame::{BoxId, Challenge, CheckpointId, PROTOCOL_VERSION},
    limits::SPACES_PER_CONNECTION_MAX,
};

use super::{Audience, Source};
use crate::limits::ServiceLimits;

#[derive(Debug)]
pub(super) struct Connection {
    pub(super) audience: Audience,
    pub(super) challenge: Challenge,
    /// Where it comes from, if that counts.
    pub(super) source: Option<Source>,
    pub(super) greeted: bool,
    /// Boxed: a node of the map has room for eleven, and most connections have one or two.
    pub(super) open: BTreeMap<SpaceId, Box<Access>>,
    pub(super) watching: BTreeSet<BoxId>,
    /// Reads that wait for room in the queue, one at a time.
    pub(super) jobs: VecDeque<Job>,
    /// Whether the store has one of the jobs.
    pub(super) reading: bool,
    pub(super) queued_bytes: usize,
    pub(super) in_flight: usize,
    pub(super) in_flight_bytes: usize,
    pub(super) paused: bool,
    pub(super) guarded: Allowance,
}

/// A space on a connection.
#[derive(Debug)]
pub(super) struct Access {
    pub(super) key: VerifyingKey,
    /// False until the store confirmed the key.
    pub(super) opened: bool,
    pub(super) subscription: Option<Subscription>,
    /// A control record whose notice found no room in the queue.
    pub(super) missed_control: Option<u64>,
}

#[derive(Debug)]
pub(super) struct Subscription {
    /// Everything up to here was sent.
    pub(super) sent: Position,
    /// Whether appends are sent at once; otherwise a job reads pages.
    pub(super) live: bool,
}

/// A read whose answer may be large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    CatchUp(SpaceId),
    Page(RequestId, SpaceId, Position),
    ControlPage(RequestId, SpaceId, u64),
    Piece(RequestId, SpaceId, Option<CheckpointId>, u32),
    BoxMessages(RequestId, BoxId),
}

impl Connection {
    /// The answer to a device's `Hello`.
    pub(super) fn greet(&mut self, now_ms: u64) -> RelayFrame {
        self.greeted = true;
        let (challenge, now_s) = (self.challenge, Some(now_ms / 1000));
        RelayFrame::Welcome { protocol: PROTOCOL_VERSION, challenge, now_s }
    }

    pub(super) fn new(audience: Audience, challenge: Challenge, limits: ServiceLimits, now_ms: u64) -> Self {
        Self {
            audience,
            challenge,
            source: None,
            greeted: false,
            open: BTreeMap::new(),
            watching: BTreeSet::new(),
            jobs: VecDeque::new(),
            reading: false,
            queued_bytes: 0,
            in_flight: 0,
            in_flight_bytes: 0,
            paused: false,
            guarded: Allowance::new(
                limits.guarded_requests_burst,
                limits.guarded_requests_per_minute,
                60_000,
                now_ms,
            ),
        }
    }

    /// The key that opened a space.
    pub(super) fn key(&self, space: SpaceId) -> Option<VerifyingKey> {
        self.open.get(&space).filter(|access| access.opened).map(|access| access.key)
    }

    /// Takes one of the requests that cost a signature check or make something new.
    pub(super) fn guard(&mut self, now_ms: u64) -> Result<(), Refusal> {
        if self.guarded.take(now_ms, 1) { Ok(()) } else { Err(Refusal::TooMany) }
    }

    /// Notes that a key wants to open a space; the store has yet to confirm it.
    pub(super) fn begin_opening(&mut self, space: SpaceId, key: VerifyingKey) -> Result<(), Refusal> {
        match self.open.get(&space) {
            Some(access) if access.key == key => Ok(()),
            Some(_) => Err(Refusal::NoAccess),
            None if self.open.len() >= SPACES_PER_CONNECTION_MAX => Err(Refusal::TooMany),
            None => {
                let access = Access { key, opened: false, subscription: None, missed_control: None };
                self.open.insert(space, Box::new(access));
                Ok(())
            }
        }
    }

    pub(super) fn subscription(&mut self, space: SpaceId) -> Option<&mut Subscription> {
        self.open.get_mut(&space)?.subscription.as_mut()
    }
}

/// A number of things that may happen at once, refilled with time.
#[derive(Debug)]
pub(crate) struct Allowance {
    burst: u64,
    refill: u64,
    refill_ms: u64,
    /// What is left, times `refill_ms`, so that no fraction is lost.
    left: u64,
    refilled_at_ms: u64,
}

impl Allowance {
    /// At most `burst` at once, and `refill` more every `refill_ms`.
    pub(crate) fn new(burst: u32, refill: u32, refill_ms: u64, now_ms: u64) -> Self {
        let burst = u64::from(burst);
        Self {
            burst,
            refill: u64::from(refill),
            refill_ms,
            left: burst.saturating_mul(refill_ms),
            refilled_at_ms: now_ms,
        }
    }

    /// Takes `amount` if there is so much.
    pub(crate) fn take(&mut self, now_ms: u64, amount: u64) -> bool {
        self.refill(now_ms);
        match self.left.checked_sub(amount.saturating_mul(self.refill_ms)) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// Whether nothing has been taken that did not come back.
    pub(crate) fn is_full(&mut self, now_ms: u64) -> bool {
        self.refill(now_ms);
        self.left == self.burst.saturating_mul(self.refill_ms)
    }

    /// Takes `amount`, or all there is, and says after how many milliseconds the next may come.
    pub(crate) fn spend(&mut self, now_ms: u64, amount: u64) -> u64 {
        self.refill(now_ms);
        let wanted = amount.saturating_mul(self.refill_ms);
        let missing = wanted.saturating_sub(self.left);
        self.left = self.left.saturating_sub(wanted);
        missing.div_ceil(self.refill.max(1))
    }

    fn refill(&mut self, now_ms: u64) {
        let elapsed_ms = now_ms.saturating_sub(self.refilled_at_ms);
        let full = self.burst.saturating_mul(self.refill_ms);
        self.left = self.left.saturating_add(elapsed_ms.saturating_mul(self.refill)).min(full);
        self.refilled_at_ms = now_ms;
    }
}

#[cfg(test)]
mod tests {
    use super::Allowance;

    #[test]
    fn an_allowance_refills_with_time_up_to_its_burst() {
        let mut allowance = Allowance::new(2, 60, 60_000, 0);
        assert!(allowance.take(0, 1));
        assert!(allowance.take(0, 1));
        assert!(!allowance.take(0, 1));
        assert!(!allowance.take(999, 1));
        assert!(allowance.take(1_000, 1));
        assert!(allowance.take(1_000_000, 2));
        assert!(!allowance.take(1_000_000, 1));
        // A clock that jumps back gives nothing and breaks nothing.
        assert!(!allowance.take(0, 1));
    }

    #[test]
    fn spending_more_than_there_is_says_how_long_to_wait() {
        let mut allowance = Allowance::new(10, 5, 1_000, 0);
        assert_eq!(allowance.spend(0, 10), 0);
        assert_eq!(allowance.spend(0, 5), 1_000);
        assert_eq!(allowance.spend(1_000, 5), 0);
    }
}
