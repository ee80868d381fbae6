//! The time zone of who runs the command: the variable `TZ`, or that of the system.

use client::model::Offsets;
use jiff::{Timestamp, tz::TimeZone};

/// How far local time was ahead of UTC, from 1970 to now.
pub(super) fn offsets() -> Offsets {
    offsets_of(&TimeZone::system(), Timestamp::now())
}

fn offsets_of(zone: &TimeZone, now: Timestamp) -> Offsets {
    let minutes = |seconds: i32| i16::try_from(seconds / 60).unwrap_or_default();
    let changes = zone.preceding(now).map_while(|change| {
        let from_s = u64::try_from(change.timestamp().as_second()).ok()?;
        Some((from_s, minutes(change.offset().seconds())))
    });
    let first = (0, minutes(zone.to_offset(Timestamp::UNIX_EPOCH).seconds()));
    Offsets::new(changes.chain([first]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_in_los_angeles_falls_on_the_day_that_it_was_there() {
        let zone = TimeZone::get("America/Los_Angeles").expect("the system knows its zones");
        let offsets = offsets_of(&zone, "2026-11-26T00:00:00Z".parse().expect("a moment"));
        for (moment, day) in [
            ("2026-11-22T04:00:00Z", (2026, 11, 21)),
            ("2026-11-22T08:00:00Z", (2026, 11, 22)),
            ("2026-07-01T06:59:59Z", (2026, 6, 30)),
            ("2026-07-01T07:00:00Z", (2026, 7, 1)),
            ("1971-01-01T04:00:00Z", (1970, 12, 31)),
        ] {
            let moment_s = moment.parse::<Timestamp>().expect("a moment").as_second();
            assert_eq!(offsets.day_at(moment_s.unsigned_abs()).civil(), day, "{moment}");
        }
        assert_eq!(offsets_of(&TimeZone::UTC, Timestamp::UNIX_EPOCH), Offsets::new(vec![(0, 0)]));
    }
}
