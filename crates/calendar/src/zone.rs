//! What the clocks of a zone do, as a `VTIMEZONE` (RFC 5545, 3.6.5): by two rules that hold for ever where two rules say all that was found,
//! or change by change.

use crate::lines::{Lines, moment};
use model::Day;

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;
const SECONDS_PER_MINUTE: i64 = 60;

/// A rule is believed when it was followed in so many years, one after the other.
const YEARS_MIN: usize = 3;

/// The weekdays from the day on that 1970 began with.
const WEEKDAYS: [&str; 7] = ["TH", "FR", "SA", "SU", "MO", "TU", "WE"];

/// A time zone, and how far its clocks are ahead of UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its name in the IANA database.
    pub name: String,
    /// How far they are ahead at first, in minutes.
    pub first: i16,
    /// From each of these moments on, in seconds since 1970, so many minutes; in order.
    pub changes: Vec<(u64, i16)>,
}

/// The clocks are put from one distance on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    at_s: u64,
    before: i16,
    after: i16,
}

impl Change {
    /// What the clocks showed when they were about to be changed, in seconds since 1970.
    fn shown_s(self) -> u64 {
        self.at_s.saturating_add_signed(i64::from(self.before) * SECONDS_PER_MINUTE)
    }
}

/// On which day of each year clocks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Yearly {
    month: u32,
    weekday: u32,
    /// The how manyth of its weekday in the month; nothing for the last.
    nth: Option<u32>,
}

impl Zone {
    /// Whether it is UTC itself, which needs no table.
    pub(crate) fn is_utc(&self) -> bool {
        matches!(self.name.as_str(), "UTC" | "Etc/UTC")
    }

    /// The moment at which clocks show this, both in seconds since 1970.
    pub(crate) fn utc_of(&self, shown_s: u64) -> u64 {
        let at = |offset: i16| shown_s.saturating_add_signed(-i64::from(offset) * SECONDS_PER_MINUTE);
        at(self.offset_at(at(self.offset_at(shown_s))))
    }

    fn offset_at(&self, unix_s: u64) -> i16 {
        let past = self.changes.iter().take_while(|(from_s, _)| *from_s <= unix_s);
        past.last().map_or(self.first, |(_, offset)| *offset)
    }

    fn all_changes(&self) -> Vec<Change> {
        let before = core::iter::once(self.first).chain(self.changes.iter().map(|(_, offset)| *offset));
        let both = self.changes.iter().zip(before);
        both.map(|(&(at_s, after), before)| Change { at_s, before, after }).collect()
    }

    /// Writes it down.
    pub(crate) fn put(&self, lines: &mut Lines) {
        let changes = self.all_changes();
        lines.put("BEGIN:VTIMEZONE");
        lines.put(&format!("TZID:{}", self.name));
        match rules(&changes) {
            Some(rules) => {
                for (first, yearly) in rules {
                    put_observance(lines, first, Some(yearly));
                }
            }
            None => {
                put_observance(lines, Change { at_s: 0, before: self.first, after: self.first }, None);
                for change in changes {
                    put_observance(lines, change, None);
                }
            }
        }
        lines.put("END:VTIMEZONE");
    }
}

/// Two rules that say all of these changes, each with the first change that it says; nothing if there are none such.
fn rules(changes: &[Change]) -> Option<[(Change, Yearly); 2]> {
    let [one, other, ..] = changes else { return None };
    let of = |first: &Change| {
        let kind = |change: &&Change| (change.before, change.after) == (first.before, first.after);
        let all: Vec<Change> = changes.iter().filter(kind).copied().collect();
        yearly(&all).map(|rule| (*first, rule, all.len()))
    };
    let ((one, first, firsts), (other, second, seconds)) = (of(one)?, of(other)?);
    (firsts + seconds == changes.len()).then_some([(one, first), (other, second)])
}

/// The rule that all of these changes follow, which are of one kind.
fn yearly(changes: &[Change]) -> Option<Yearly> {
    let shown: Vec<u64> = changes.iter().map(|change| change.shown_s()).collect();
    let first = *shown.first()?;
    let days: Vec<Day> =
        shown.iter().filter_map(|at_s| u32::try_from(at_s / SECONDS_PER_DAY).ok()).map(Day).collect();
    let (first_year, month, of_month) = days.first()?.civil();
    let weekday = days.first()?.0 % 7;
    let all_alike = shown.iter().zip(&days).zip(first_year..).all(|((at_s, day), year)| {
        let (found_year, found_month, _) = day.civil();
        (found_year, found_month, day.0 % 7) == (year, month, weekday)
            && at_s % SECONDS_PER_DAY == first % SECONDS_PER_DAY
    });
    if !all_alike || days.len() < YEARS_MIN {
        return None;
    }
    let nth = (of_month - 1) / 7 + 1;
    let is_nth = days.iter().all(|day| (day.civil().2 - 1) / 7 + 1 == nth);
    // A week later it is another month.
    let is_last = days.iter().all(|day| Day(day.0 + 7).civil().1 != month);
    (is_last || is_nth).then_some(Yearly { month, weekday, nth: (!is_last).then_some(nth) })
}

fn put_observance(lines: &mut Lines, change: Change, rule: Option<Yearly>) {
    let kind = if change.after > change.before { "DAYLIGHT" } else { "STANDARD" };
    lines.put(&format!("BEGIN:{kind}"));
    lines.put(&format!("DTSTART:{}", moment(change.shown_s())));
    if let Some(Yearly { month, weekday, nth }) = rule {
        let nth = nth.map_or_else(|| "-1".to_owned(), |nth| nth.to_string());
        let weekday = WEEKDAYS.get(weekday as usize).copied().unwrap_or_default();
        lines.put(&format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{weekday}"));
    }
    lines.put(&format!("TZOFFSETFROM:{}", offset(change.before)));
    lines.put(&format!("TZOFFSETTO:{}", offset(change.after)));
    lines.put(&format!("END:{kind}"));
}

fn offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_have_a_sign_hours_and_minutes() {
        let written: Vec<String> = [0, 60, -480, 630, -210, 765].map(offset).to_vec();
        assert_eq!(written, ["+0000", "+0100", "-0800", "+1030", "-0330", "+1245"]);
    }
}
