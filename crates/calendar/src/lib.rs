//! The calendar file: protected times and what two agreed on as iCalendar (RFC 5545), which every calendar reads. A pure function: what a
//! zone's clocks do is found out by whoever has the zones' database, and handed in as a table.
//!
//! ```text
//!   protected times, dates of two ──► events ──► span ──► a table for each zone ──► file ──► BEGIN:VCALENDAR
//!                                                                                              VTIMEZONE, one a zone
//!                                                                                              VEVENT, one an event
//! ```
//!
//! A file may be taken in again and again: an event keeps its name (`UID`) for ever, and each of its versions has a higher number
//! (`SEQUENCE`) than the one before, on whichever device the file is made. One that is called off is said so under the same name.

mod event;
mod lines;
mod zone;

use model::kinds::ProtectedTime;
use model::{Day, ItemId};

pub use event::{Event, Every, minutes_of};
use lines::{Lines, escaped};
pub use zone::Zone;

const MINUTES_PER_DAY: u64 = 24 * 60;
const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// What the clocks did this many days before the first time is looked at as well: in each year they may be put on and back.
const DAYS_BEFORE: u32 = 400;

/// So many days after the last time has begun it is still found out what the clocks will do: ten years.
const DAYS_AFTER: u32 = 3_653;

/// So many days ahead a time counts for that at most: fifty years.
const DAYS_AHEAD_MAX: u32 = 18_263;

/// Versions are numbered by the seconds since 2026-01-01 00:00 UTC: calendars read numbers below 2³¹.
const FIRST_S: u64 = 1_767_225_600;

/// An event of a file, and how it is called there.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Its name for the machine.
    pub item: ItemId,
    /// When this version of it was written, in seconds since 1970.
    pub written_s: u64,
    /// When it is.
    pub event: Event,
    /// What whoever sees the calendar reads.
    pub summary: &'a str,
    /// Whether it takes place no more: a calendar that has it learns of that.
    pub is_off: bool,
}

impl Entry<'_> {
    /// Whether it belongs in a file that is made on this day.
    fn belongs(&self, today: Day) -> bool {
        self.event.can_be_written() && (self.is_off || self.event.is_to_come(today))
    }
}

/// Whether a protected time belongs in a file that is made on this day. One that was once and is over does not; one of every week does also
/// when it has ended, so that a calendar that has it learns of its end.
pub fn belongs(time: &ProtectedTime, today: Day) -> bool {
    let event = Event::from(time);
    event.can_be_written() && event.is_to_come(today)
}

/// Whether a time ends on the day after its beginning.
///
/// ```
/// use model::kinds::ProtectedTime;
/// use model::fields::{Heading, TimeOfDay};
/// use model::{Day, Repeats};
///
/// let at = |minutes| TimeOfDay::new(minutes, "Europe/Berlin").expect("a time of day");
/// let what = Heading::typed("Cello").expect("a heading");
/// let time = |from, until| ProtectedTime {
///     what: what.clone(), on: Day(20_000), from: at(from), until: at(until), repeats: Repeats::Once, ends: None, told: None,
/// };
/// assert!(!calendar::is_over_midnight(&time(18 * 60, 19 * 60)));
/// assert!(calendar::is_over_midnight(&time(22 * 60, 60)));
/// assert!(calendar::is_over_midnight(&time(60, 60)));
/// ```
pub fn is_over_midnight(time: &ProtectedTime) -> bool {
    time.until.minutes() <= time.from.minutes()
}

/// From when until when a file needs to know what the clocks of its zones do, in seconds since 1970.
pub fn span(entries: &[Entry<'_>], today: Day) -> (u64, u64) {
    let days = || entries.iter().map(|entry| entry.event.on.0);
    let first = days().min().unwrap_or(today.0).min(today.0).saturating_sub(DAYS_BEFORE);
    let last = days().max().unwrap_or(today.0).clamp(today.0, today.0.saturating_add(DAYS_AHEAD_MAX));
    let last = last.saturating_add(DAYS_AFTER);
    (u64::from(first) * SECONDS_PER_DAY, u64::from(last) * SECONDS_PER_DAY)
}

/// The file, made on this day; nothing if nothing belongs in it. An event in a zone that is not among `zones` is at its hour wherever one is.
pub fn file(entries: &[Entry<'_>], zones: &[Zone], today: Day) -> Option<String> {
    let entries: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.belongs(today)).collect();
    if entries.is_empty() {
        return None;
    }
    let mut lines = Lines::default();
    lines.put("BEGIN:VCALENDAR");
    lines.put("VERSION:2.0");
    lines.put("PRODID:-//Counterpoint//Times//EN");
    lines.put("CALSCALE:GREGORIAN");
    let is_used =
        |zone: &&Zone| !zone.is_utc() && entries.iter().any(|entry| entry.event.from.zone() == zone.name);
    for zone in zones.iter().filter(is_used) {
        zone.put(&mut lines);
    }
    for entry in entries {
        let zone = zones.iter().find(|zone| zone.name == entry.event.from.zone());
        put_event(&mut lines, entry, zone);
    }
    lines.put("END:VCALENDAR");
    Some(lines.into_string())
}

fn put_event(lines: &mut Lines, entry: &Entry<'_>, zone: Option<&Zone>) {
    let Entry { item, written_s, event, summary, is_off } = entry;
    let begins = u64::from(event.on.0) * MINUTES_PER_DAY + u64::from(event.from.minutes());
    let ends = begins + u64::from(event.minutes);
    lines.put("BEGIN:VEVENT");
    lines.put(&format!("UID:{item}@counterpoint"));
    lines.put(&format!("DTSTAMP:{}Z", lines::moment(*written_s)));
    lines.put(&format!("SEQUENCE:{}", written_s.saturating_sub(FIRST_S)));
    lines.put(&format!("DTSTART{}", local(begins, zone)));
    lines.put(&format!("DTEND{}", local(ends, zone)));
    if let Some(rule) = event.rule() {
        let until = event.ends.map(|last| until(last, zone)).unwrap_or_default();
        lines.put(&format!("RRULE:{rule}{until}"));
    }
    lines.put(&format!("SUMMARY:{}", escaped(summary)));
    lines.put("CLASS:PRIVATE");
    if *is_off {
        lines.put("STATUS:CANCELLED");
        lines.put("TRANSP:TRANSPARENT");
    } else {
        lines.put("TRANSP:OPAQUE");
    }
    lines.put("END:VEVENT");
}

/// A minute by the clocks of a zone, as a value with what says which zone.
fn local(minute: u64, zone: Option<&Zone>) -> String {
    let moment = lines::moment(minute * 60);
    match zone {
        None => format!(":{moment}"),
        Some(zone) if zone.is_utc() => format!(":{moment}Z"),
        Some(zone) => format!(";TZID={}:{moment}", zone.name),
    }
}

/// The end of a rule: that of its last day. It is said in UTC unless the times have no zone.
fn until(last: Day, zone: Option<&Zone>) -> String {
    let end_s = u64::from(last.0) * SECONDS_PER_DAY + SECONDS_PER_DAY - 1;
    match zone {
        None => format!(";UNTIL={}", lines::moment(end_s)),
        Some(zone) => format!(";UNTIL={}Z", lines::moment(zone.utc_of(end_s))),
    }
}
