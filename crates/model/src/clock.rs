//! The hybrid logical clock (Kulkarni et al. 2014): near physical time, never behind what was seen, totally ordered.
//!
//! A clock packs a physical part and a counter into 64 bits. The physical part of a vault's clock counts seconds. A
//! relationship's counts days, because the other person sees it and times that a peer sees are at most as fine as a day
//! (S15).
//!
//! A device whose clock is years ahead must not win for ever: a stamp more than [`AHEAD_MAX_S`] ahead of this device's clock
//! does not advance it, and its operation is set aside, visibly, until then. Nothing is ever blocked by drift. The same holds
//! for a device's own past: once its clock was ahead by years and is right again, it does not count on from there, or all that
//! it writes from then on would be set aside.

use crate::{WriterId, positional::positional};

/// Bits of the counter; the physical part has the other 40.
const COUNTER_BITS: u32 = 24;
const COUNTER_MASK: u64 = (1 << COUNTER_BITS) - 1;
const PHYSICAL_MAX: u64 = u64::MAX >> COUNTER_BITS;

/// How far ahead of this device's clock a stamp may be before it is set aside, in seconds: two days, so that two people on
/// opposite sides of the date line never meet the bound.
pub const AHEAD_MAX_S: u64 = 2 * 24 * 60 * 60;

/// A moment on the hybrid logical clock. Ordered as the clock is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[cbor(transparent)]
pub struct Clock(#[n(0)] pub u64);

/// What one unit of the physical part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockUnit {
    /// One second.
    Second,
    /// One day (UTC).
    Day,
}

impl ClockUnit {
    fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Day => 24 * 60 * 60,
        }
    }
}

impl Clock {
    /// The moment with the given physical part and counter. A counter that is full carries into the physical part; a
    /// physical part beyond the last (some 34,000 years in seconds) is the last.
    pub fn new(physical: u64, counter: u64) -> Self {
        let carried = physical.saturating_add(counter >> COUNTER_BITS).min(PHYSICAL_MAX);
        Self((carried << COUNTER_BITS) | (counter & COUNTER_MASK))
    }

    /// The physical part, in units.
    pub fn physical(self) -> u64 {
        self.0 >> COUNTER_BITS
    }

    /// The physical part as seconds since 1970.
    pub fn unix_s(self, unit: ClockUnit) -> u64 {
        self.physical().saturating_mul(unit.seconds())
    }

    /// The first moment of the second or the day that `unix_s` lies in.
    pub fn of_unix_s(unit: ClockUnit, unix_s: u64) -> Self {
        Self::new(unix_s / unit.seconds(), 0)
    }

    /// Whether this moment is so far ahead of `unix_ms` that it is set aside.
    pub fn is_far_ahead(self, unit: ClockUnit, unix_ms: u64) -> bool {
        self.unix_s(unit) > (unix_ms / 1000).saturating_add(AHEAD_MAX_S)
    }

    fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A device's hybrid logical clock for one space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HybridClock {
    unit: ClockUnit,
    latest: Clock,
}

impl HybridClock {
    /// A clock that has seen everything up to `latest`.
    pub fn new(unit: ClockUnit, latest: Clock) -> Self {
        Self { unit, latest }
    }

    /// The newest moment that was given out or seen.
    pub fn latest(&self) -> Clock {
        self.latest
    }

    /// Gives out a moment for an operation of this device: later than all before, unless those are far ahead of `unix_ms`.
    pub fn tick(&mut self, unix_ms: u64) -> Clock {
        let present = Clock::new(unix_ms / 1000 / self.unit.seconds(), 0);
        let next = self.latest.after();
        self.latest = if next.is_far_ahead(self.unit, unix_ms) { present } else { present.max(next) };
        self.latest
    }

    /// Takes note of a moment that another device gave out. Far-future moments are not taken over.
    pub fn see(&mut self, seen: Clock, unix_ms: u64) {
        if !seen.is_far_ahead(self.unit, unix_ms) {
            self.latest = self.latest.max(seen);
        }
    }
}

/// When and by which chain an operation was written: the total order of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode)]
pub struct Stamp {
    /// When.
    #[n(0)]
    pub clock: Clock,
    /// By which chain; breaks ties.
    #[n(1)]
    pub writer: WriterId,
}

positional!(Stamp { clock, writer });
