//! The time zone of this device, of which only the browser knows when its clocks were put on and back.

use interface::model::{Day, Now, Offsets};
use js_sys::Date;
use wasm_bindgen::JsValue;

const MS_PER_SECOND: f64 = 1_000.0;
const SECONDS_PER_MINUTE: i64 = 60;
const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// Between two changes there are weeks.
const LOOK_EVERY_S: u64 = 7 * 24 * 60 * 60;

/// The day on which a moment fell here, in seconds since 1970.
pub(crate) fn day_at(unix_s: u64) -> Day {
    Now { unix_ms: unix_s.saturating_mul(1_000), utc_offset_minutes: offset_at(unix_s) }.day()
}

/// The minute of the day at which a moment fell here, in seconds since 1970.
pub(crate) fn minute_at(unix_s: u64) -> u32 {
    let local_s = unix_s.saturating_add_signed(i64::from(offset_at(unix_s)) * SECONDS_PER_MINUTE);
    u32::try_from(local_s % SECONDS_PER_DAY / SECONDS_PER_MINUTE.unsigned_abs()).unwrap_or_default()
}

/// The moment of a minute of a day here, in seconds since 1970. One that the clocks leave out is the next there is.
pub(crate) fn moment_of(day: Day, minute: u32) -> u64 {
    let (year, month, of_month) = day.civil();
    #[expect(clippy::cast_possible_wrap, reason = "a minute of a day and a day of a month are small")]
    let date = Date::new_with_year_month_day_hr_min(
        year,
        (month - 1) as i32,
        of_month as i32,
        (minute / 60) as i32,
        (minute % 60) as i32,
    );
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, as wanted")]
    let unix_s = (date.get_time() / MS_PER_SECOND) as u64;
    unix_s
}

/// How far local time was ahead of UTC, from 1970 to now.
pub(crate) fn offsets() -> Offsets {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, as wanted")]
    let now_s = (Date::now() / MS_PER_SECOND) as u64;
    Offsets::new(changes(now_s, offset_at))
}

/// From when on it was how far ahead.
fn changes(until_s: u64, offset_at: impl Fn(u64) -> i16) -> Vec<(u64, i16)> {
    let mut changes = vec![(0, offset_at(0))];
    let (mut from_s, mut offset) = (0, offset_at(0));
    while from_s < until_s {
        let to_s = from_s + LOOK_EVERY_S;
        let next = offset_at(to_s);
        if next != offset {
            let (mut before_s, mut after_s) = (from_s, to_s);
            while after_s - before_s > 1 {
                let between_s = u64::midpoint(before_s, after_s);
                let half = if offset_at(between_s) == offset { &mut before_s } else { &mut after_s };
                *half = between_s;
            }
            changes.push((after_s, next));
        }
        (from_s, offset) = (to_s, next);
    }
    changes
}

fn offset_at(unix_s: u64) -> i16 {
    #[expect(clippy::cast_precision_loss, reason = "a date of JavaScript is a number of this kind")]
    let date = Date::new(&JsValue::from_f64(unix_s as f64 * MS_PER_SECOND));
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, as wanted")]
    let behind_minutes = date.get_timezone_offset() as i16;
    behind_minutes.saturating_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_found_to_the_second() {
        let (first, second) = (100 * LOOK_EVERY_S + 12_345, 126 * LOOK_EVERY_S);
        let offset_at = |unix_s: u64| if (first..second).contains(&unix_s) { -420 } else { -480 };
        let found = changes(200 * LOOK_EVERY_S, offset_at);
        assert_eq!(found, [(0, -480), (first, -420), (second, -480)]);
        assert_eq!(changes(first - LOOK_EVERY_S, offset_at), [(0, -480)]);
    }
}
