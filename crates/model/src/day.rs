//! Calendar days and the present moment, both given from outside.

/// A calendar day in the person's own time zone: days since 1970-01-01.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[cbor(transparent)]
pub struct Day(#[n(0)] pub u32);

/// The present moment, as the device's clock and time zone tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub unix_ms: u64,
    /// How far local time is ahead of UTC, in minutes.
    pub utc_offset_minutes: i16,
}

const MS_PER_DAY: u64 = 24 * 60 * 60 * 1000;
const MS_PER_MINUTE: i64 = 60 * 1000;

impl Now {
    /// The local calendar day.
    pub fn day(self) -> Day {
        let offset_ms = i64::from(self.utc_offset_minutes) * MS_PER_MINUTE;
        let local_ms = self.unix_ms.saturating_add_signed(offset_ms);
        Day(u32::try_from(local_ms / MS_PER_DAY).unwrap_or(u32::MAX))
    }
}

/// How far local time was and is ahead of UTC where the person lives, so that a moment of the past falls on the day that it was for them.
/// What a device knows of its zone is asked for where it runs, and handed on as this.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Default,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[cbor(transparent)]
pub struct Offsets(#[n(0)] Vec<(u64, i16)>);

impl Offsets {
    /// From each of these moments on, in seconds since 1970, so many minutes. Before the first it is as far ahead as from then on; none
    /// is UTC.
    ///
    /// ```
    /// use model::{Day, Offsets};
    ///
    /// // Berlin, whose clocks were put back on 25 October 2026 at one in the morning UTC.
    /// let berlin = Offsets::new(vec![(1_792_890_000, 60), (1_774_746_000, 120)]);
    /// let (summer, winter) = (1_785_535_200, 1_796_079_600);
    /// assert_eq!(berlin.day_at(summer - 1).civil(), (2026, 7, 31));
    /// assert_eq!(berlin.day_at(summer).civil(), (2026, 8, 1));
    /// assert_eq!(berlin.day_at(winter - 1).civil(), (2026, 11, 30));
    /// assert_eq!(berlin.day_at(winter).civil(), (2026, 12, 1));
    /// assert_eq!(Offsets::default().day_at(86_399), Day(0));
    /// ```
    pub fn new(mut offsets: Vec<(u64, i16)>) -> Self {
        offsets.sort_unstable();
        Self(offsets)
    }

    /// The day on which a moment falls, in seconds since 1970.
    pub fn day_at(&self, unix_s: u64) -> Day {
        let next = self.0.partition_point(|(from_s, _)| *from_s <= unix_s);
        let offset = self.0.get(next.saturating_sub(1)).map_or(0, |(_, offset)| *offset);
        Now { unix_ms: unix_s.saturating_mul(1000), utc_offset_minutes: offset }.day()
    }
}

impl Day {
    /// The Monday of its week.
    ///
    /// ```
    /// use model::Day;
    ///
    /// // 22 November 2026 was a Sunday.
    /// assert_eq!(Day(20_779).monday().civil(), (2026, 11, 16));
    /// assert_eq!(Day(20_773).monday(), Day(20_773));
    /// ```
    pub fn monday(self) -> Self {
        // The first of January 1970 was a Thursday.
        Self(self.0.saturating_sub((self.0 % 7 + 3) % 7))
    }

    /// Year, month (1–12) and day of month (1–31) in the proleptic Gregorian calendar, after Howard Hinnant's algorithm
    /// `civil_from_days`.
    ///
    /// ```
    /// assert_eq!(model::Day(0).civil(), (1970, 1, 1));
    /// assert_eq!(model::Day(20_779).civil(), (2026, 11, 22));
    /// ```
    pub fn civil(self) -> (u32, u32, u32) {
        let shifted = u64::from(self.0) + 719_468;
        let era = shifted / 146_097;
        let day_of_era = shifted % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        let narrow = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        (narrow(year), narrow(month), narrow(day))
    }
}
