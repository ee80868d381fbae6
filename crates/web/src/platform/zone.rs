//! The time zone of this device, of which only the browser knows when its clocks were put on and back.

use calendar::Zone;
use interface::model::{Day, Now, Offsets};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

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
    Offsets::new(changes(0, now_s, offset_at))
}

#[wasm_bindgen]
extern "C" {
    /// Knows other zones than that of the device.
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, date: &Date) -> Result<String, JsValue>;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved(this: &DateTimeFormat) -> Object;
}

/// A format of the zone of this name; of this device's zone without one. Nothing if the browser does not know the zone.
fn format_of(zone: Option<&str>) -> Option<DateTimeFormat> {
    let options = Object::new();
    for (name, value) in [("timeZone", zone), ("timeZoneName", Some("longOffset"))] {
        // A new object can always be extended.
        let _set = value.map(|value| Reflect::set(&options, &name.into(), &value.into()));
    }
    DateTimeFormat::new("en-US", &options).ok()
}

/// How this browser calls a zone, which may have several names.
fn called(zone: Option<&str>) -> Option<String> {
    Reflect::get(&format_of(zone)?.resolved(), &"timeZone".into()).ok()?.as_string()
}

/// The name of this device's zone in the IANA database.
pub(crate) fn here() -> String {
    called(None).filter(|name| interface::model::zone::is_name(name)).unwrap_or_else(|| "UTC".to_owned())
}

/// Whether this is the zone of this device.
pub(crate) fn is_here(zone: &str) -> bool {
    zone == here() || called(Some(zone)).is_some_and(|name| name == here())
}

/// What the clocks of a zone do between two moments, in seconds since 1970; nothing if the browser does not know it.
pub(crate) fn table(zone: &str, from_s: u64, until_s: u64) -> Option<Zone> {
    let format = format_of(Some(zone))?;
    let offset_at =
        |unix_s: u64| format.format(&date_of(unix_s)).ok().and_then(|said| ahead(&said)).unwrap_or_default();
    let mut changes = changes(from_s, until_s, offset_at);
    let (_, first) = changes.remove(0);
    Some(Zone { name: zone.to_owned(), first, changes })
}

/// How many minutes a moment is ahead of UTC that is written as `11/27/2026, GMT+05:30`, or `GMT` alone.
fn ahead(said: &str) -> Option<i16> {
    let (_, offset) = said.rsplit_once("GMT")?;
    let mut letters = offset.chars();
    let is_behind = match letters.next() {
        None => return Some(0),
        Some(sign) => sign != '+',
    };
    let mut parts = letters.as_str().split(':');
    let hours: i16 = parts.next()?.parse().ok()?;
    let minutes: i16 = parts.next().map_or(Some(0), |minutes| minutes.parse().ok())?;
    let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
    Some(if is_behind { -minutes } else { minutes })
}

/// From when on it was how far ahead, between two moments: the first stands for all before.
fn changes(first_s: u64, until_s: u64, offset_at: impl Fn(u64) -> i16) -> Vec<(u64, i16)> {
    let (mut from_s, mut offset) = (first_s, offset_at(first_s));
    let mut changes = vec![(from_s, offset)];
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
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, as wanted")]
    let behind_minutes = date_of(unix_s).get_timezone_offset() as i16;
    behind_minutes.saturating_neg()
}

fn date_of(unix_s: u64) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "a date of JavaScript is a number of this kind")]
    let unix_ms = unix_s as f64 * MS_PER_SECOND;
    Date::new(&JsValue::from_f64(unix_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_found_to_the_second() {
        let (first, second) = (100 * LOOK_EVERY_S + 12_345, 126 * LOOK_EVERY_S);
        let offset_at = |unix_s: u64| if (first..second).contains(&unix_s) { -420 } else { -480 };
        let found = changes(0, 200 * LOOK_EVERY_S, offset_at);
        assert_eq!(found, [(0, -480), (first, -420), (second, -480)]);
        assert_eq!(changes(0, first - LOOK_EVERY_S, offset_at), [(0, -480)]);
        assert_eq!(changes(first, second, offset_at), [(first, -420), (second, -480)]);
    }

    #[test]
    fn distances_are_read_as_browsers_write_them() {
        assert_eq!(ahead("11/27/2026, GMT+05:30"), Some(330));
        assert_eq!(ahead("7/1/2026, GMT-07:00"), Some(-420));
        assert_eq!(ahead("7/1/2026, GMT\u{2212}03:30"), Some(-210));
        assert_eq!(ahead("7/1/2026, GMT+10"), Some(600));
        assert_eq!(ahead("1/1/1970, GMT+00:53:28"), Some(53));
        assert_eq!(ahead("11/27/2026, GMT"), Some(0));
        assert_eq!(ahead("11/27/2026, CET"), None);
    }
}
