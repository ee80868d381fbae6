//! Making a calendar file: what a zone's clocks do is found out here.

use calendar::{Entry, Zone};
use interface::model::Day;

use super::zone;

/// The type of such a file.
pub(crate) const TYPE: &str = "text/calendar;charset=utf-8";

/// What a file made on a day is called.
pub(crate) fn name(today: Day) -> String {
    let (year, month, day) = today.civil();
    format!("counterpoint-{year:04}-{month:02}-{day:02}.ics")
}

/// The file; nothing if nothing belongs in it.
pub(crate) fn file(entries: &[Entry<'_>], today: Day) -> Option<String> {
    let (from_s, until_s) = calendar::span(entries, today);
    let mut zones: Vec<Zone> = Vec::new();
    for entry in entries {
        let name = entry.event.from.zone();
        if !zones.iter().any(|zone| zone.name == name) {
            zones.extend(zone::table(name, from_s, until_s));
        }
    }
    calendar::file(entries, &zones, today)
}
