//! Files are read back with another library, which has a database of time zones of its own.

mod dates;

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use calendar::{Entry, Event, Zone, belongs, file, span};
use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use model::fields::{Heading, TimeOfDay};
use model::kinds::ProtectedTime;
use model::{Day, ItemId, Repeats};

const WRITTEN_S: u64 = 1_795_770_000;

fn day(year: i32, month: u32, of_month: u32) -> Day {
    let date = NaiveDate::from_ymd_opt(year, month, of_month).expect("a date");
    Day(u32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).expect("after 1970"))
}

fn today() -> Day {
    day(2026, 11, 27)
}

/// From hour and minute until hour and minute.
fn time(zone: &str, on: Day, hours: [(u16, u16); 2], repeats: Repeats, last: Option<Day>) -> ProtectedTime {
    let [from, until] =
        hours.map(|(hour, minute)| TimeOfDay::new(hour * 60 + minute, zone).expect("a time of day"));
    ProtectedTime {
        what: Heading::typed("Cello").expect("a heading"),
        on,
        from,
        until,
        repeats,
        ends: last,
        told: None,
    }
}

/// What a browser would find out about a zone, from the database of `chrono-tz`.
fn zone(name: &str, (from_s, until_s): (u64, u64)) -> Zone {
    let tz: chrono_tz::Tz = name.parse().expect("a zone");
    let offset_at = |at_s: u64| {
        let moment = DateTime::from_timestamp(i64::try_from(at_s).expect("a moment"), 0).expect("a moment");
        let offset = tz.offset_from_utc_datetime(&moment.naive_utc()).fix().local_minus_utc();
        i16::try_from(offset / 60).expect("less than a day")
    };
    let first = offset_at(from_s);
    let mut changes = Vec::new();
    let mut last = first;
    for at_s in (from_s..until_s).step_by(30 * 60) {
        let offset = offset_at(at_s);
        if offset != last {
            changes.push((at_s, offset));
            last = offset;
        }
    }
    Zone { name: name.to_owned(), first, changes }
}

fn file_of(times: &[(ProtectedTime, &str)]) -> String {
    let entries: Vec<Entry<'_>> = (1..)
        .zip(times)
        .map(|(number, (time, summary))| Entry {
            item: ItemId([number; 16]),
            written_s: WRITTEN_S,
            event: Event::from(time),
            summary,
            is_off: false,
        })
        .collect();
    let span = span(&entries, today());
    let mut names: Vec<&str> = times.iter().map(|(time, _)| time.from.zone()).collect();
    names.dedup();
    let zones: Vec<Zone> = names.into_iter().map(|name| zone(name, span)).collect();
    file(&entries, &zones, today()).expect("a file")
}

/// A time alone in a file.
fn busy(time: &ProtectedTime) -> Entry<'static> {
    Entry {
        item: ItemId([1; 16]),
        written_s: WRITTEN_S,
        event: Event::from(time),
        summary: "Busy",
        is_off: false,
    }
}

fn parsed(text: &str) -> ICalendar {
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    ICalendar::parse(text).expect("a calendar")
}

/// When it begins and ends, in UTC: the first so many times.
fn occurrences(text: &str, limit: usize) -> Vec<(String, String)> {
    let expanded = parsed(text).expand_dates(Tz::Floating, limit);
    assert_eq!(expanded.errors, []);
    let written = |at: i64| DateTime::from_timestamp(at, 0).expect("a moment").format("%F %R").to_string();
    let mut all: Vec<(i64, i64)> = expanded.events.iter().map(|event| event.timestamps()).collect();
    all.sort_unstable();
    all.into_iter().map(|(start, end)| (written(start), written(end))).collect()
}

fn check(zone: &str, on: Day, expected: &[&str]) {
    let text = file_of(&[(time(zone, on, [(18, 0), (19, 30)], Repeats::Weekly, None), "Busy")]);
    let starts: Vec<String> =
        occurrences(&text, expected.len()).into_iter().map(|(start, _)| start).collect();
    assert_eq!(starts, expected, "{zone}");
}

#[test]
fn a_time_of_every_week_stays_at_its_hour_when_clocks_change() {
    check("Europe/Berlin", day(2026, 10, 20), &["2026-10-20 16:00", "2026-10-27 17:00", "2026-11-03 17:00"]);
    check("Europe/Berlin", day(2027, 3, 23), &["2027-03-23 17:00", "2027-03-30 16:00", "2027-04-06 16:00"]);
    check("America/Los_Angeles", day(2026, 10, 27), &["2026-10-28 01:00", "2026-11-04 02:00"]);
    check("America/Los_Angeles", day(2027, 3, 9), &["2027-03-10 02:00", "2027-03-17 01:00"]);
    check("Asia/Tokyo", day(2027, 3, 23), &["2027-03-23 09:00", "2027-03-30 09:00"]);
    check("UTC", day(2027, 3, 23), &["2027-03-23 18:00", "2027-03-30 18:00"]);
    check("Pacific/Auckland", day(2027, 3, 30), &["2027-03-30 05:00", "2027-04-06 06:00"]);
    check("Pacific/Auckland", day(2027, 9, 21), &["2027-09-21 06:00", "2027-09-28 05:00"]);
    check("Australia/Lord_Howe", day(2027, 3, 30), &["2027-03-30 07:00", "2027-04-06 07:30"]);
}

#[test]
fn a_zone_is_two_rules_where_two_rules_say_it_all() {
    let rules = |zone: &str| -> Vec<String> {
        let text = file_of(&[(time(zone, today(), [(18, 0), (19, 0)], Repeats::Weekly, None), "Busy")]);
        text.lines().filter(|line| line.starts_with("RRULE:FREQ=YEARLY")).map(str::to_owned).collect()
    };
    let yearly = |month: u32, day: &str| format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={day}");
    // The last change before the first time is the first that is said.
    assert_eq!(rules("Europe/Berlin"), [yearly(10, "-1SU"), yearly(3, "-1SU")]);
    assert_eq!(rules("America/Los_Angeles"), [yearly(11, "1SU"), yearly(3, "2SU")]);
    assert_eq!(rules("Pacific/Auckland"), [yearly(4, "1SU"), yearly(9, "-1SU")]);
    assert_eq!(rules("Australia/Lord_Howe"), [yearly(4, "1SU"), yearly(10, "1SU")]);
    assert_eq!(rules("Asia/Tokyo"), [""; 0]);
    // On the first Sunday from the second day of the month on: change by change.
    assert_eq!(rules("America/Santiago"), [""; 0]);
}

#[test]
fn a_zone_without_rules_is_said_change_by_change() {
    let text =
        file_of(&[(time("America/Santiago", today(), [(18, 0), (19, 0)], Repeats::Weekly, None), "Busy")]);
    let observances = text.lines().filter(|line| *line == "BEGIN:STANDARD" || *line == "BEGIN:DAYLIGHT");
    assert!(observances.count() >= 20, "two changes in each of ten years:\n{text}");
    assert!(text.contains("TZOFFSETFROM:-0300\r\nTZOFFSETTO:-0400"), "{text}");
    let tokyo = file_of(&[(time("Asia/Tokyo", today(), [(18, 0), (19, 0)], Repeats::Once, None), "Busy")]);
    let expected = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T090000\r\n\
        TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert!(tokyo.contains(expected), "{tokyo}");
}

#[test]
fn a_whole_file_is_as_the_format_wants_it() {
    let last = Some(day(2026, 12, 22));
    let weekly = time("UTC", day(2026, 12, 1), [(18, 0), (19, 30)], Repeats::Weekly, last);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Counterpoint//Times//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:01010101010101010101010101010101@counterpoint",
        "DTSTAMP:20261127T090000Z",
        "SEQUENCE:28544400",
        "DTSTART:20261201T180000Z",
        "DTEND:20261201T193000Z",
        "RRULE:FREQ=WEEKLY;UNTIL=20261222T235959Z",
        "SUMMARY:Busy",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file_of(&[(weekly, "Busy")]).split("\r\n").collect::<Vec<_>>(), expected);
}

#[test]
fn a_time_over_midnight_ends_on_the_next_day() {
    let night = time("Europe/Berlin", day(2026, 12, 31), [(22, 0), (1, 0)], Repeats::Once, None);
    let text = file_of(&[(night, "Busy")]);
    assert_eq!(
        occurrences(&text, 9),
        [("2026-12-31 21:00", "2027-01-01 00:00")].map(|(from, to)| (from.to_owned(), to.to_owned()))
    );
}

#[test]
fn a_time_of_every_week_ends_with_its_last_day() {
    // In winter the last day in Los Angeles ends at eight in the morning UTC.
    let late = [(23, 30), (23, 50)];
    let zone = "America/Los_Angeles";
    let weekly = time(zone, day(2026, 12, 1), late, Repeats::Weekly, Some(day(2026, 12, 15)));
    let text = file_of(&[(weekly, "Busy")]);
    assert!(text.contains("RRULE:FREQ=WEEKLY;UNTIL=20261216T075959Z\r\n"), "{text}");
    let starts: Vec<String> = occurrences(&text, 9).into_iter().map(|(start, _)| start).collect();
    assert_eq!(starts, ["2026-12-02 07:30", "2026-12-09 07:30", "2026-12-16 07:30"]);
}

#[test]
fn what_a_person_wrote_comes_back_as_it_was() {
    let on = day(2026, 12, 3);
    for summary in [
        "Tea, cake; a\\b",
        "Zwölf Öfen über Überlingen, größer als ein Wort es fassen könnte, mit Übermut",
        "老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎",
        "🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻",
        "two\nlines",
    ] {
        let text = file_of(&[(time("UTC", on, [(10, 0), (12, 0)], Repeats::Once, None), summary)]);
        let read = parsed(&text);
        let event = read.components.iter().find(|one| one.component_type == ICalendarComponentType::VEvent);
        let value = event.and_then(|event| event.property(&ICalendarProperty::Summary));
        let value = value.and_then(|entry| entry.values.first()).and_then(ICalendarValue::as_text);
        assert_eq!(value, Some(summary));
    }
}

#[test]
fn a_later_version_has_the_same_name_and_a_higher_number() {
    let time = time("UTC", day(2026, 12, 3), [(10, 0), (12, 0)], Repeats::Once, None);
    let read = |written_s: u64| {
        let entry = Entry {
            item: ItemId([7; 16]),
            written_s,
            event: Event::from(&time),
            summary: "Busy",
            is_off: false,
        };
        let zones = [zone("UTC", span(std::slice::from_ref(&entry), today()))];
        let text = file(&[entry], &zones, today()).expect("a file");
        let event = parsed(&text).components.into_iter().nth(1).expect("an event");
        let number = event
            .property(&ICalendarProperty::Sequence)
            .and_then(|entry| entry.values.first().and_then(ICalendarValue::as_integer));
        (event.uid().map(str::to_owned), number.expect("a number"))
    };
    let (first, later) = (read(WRITTEN_S), read(WRITTEN_S + 1));
    assert_eq!(first.0.as_deref(), Some("07070707070707070707070707070707@counterpoint"));
    assert_eq!(first.0, later.0);
    assert!(first.1 < later.1 && later.1 < 1 << 31);
}

#[test]
fn what_is_over_stays_out_and_what_has_ended_says_so() {
    let hours = [(22, 0), (1, 0)];
    let yesterday = Day(today().0 - 1);
    let once = |on| time("UTC", on, hours, Repeats::Once, None);
    assert!(belongs(&once(today()), today()));
    assert!(belongs(&once(yesterday), today()), "it went on over midnight");
    assert!(!belongs(&once(Day(today().0 - 2)), today()));
    let weekly = |on, last| time("UTC", on, hours, Repeats::Weekly, Some(last));
    assert!(belongs(&weekly(day(2026, 1, 5), day(2026, 3, 2)), today()));
    assert!(!belongs(&weekly(day(2026, 3, 9), day(2026, 3, 2)), today()), "it never was");
}

#[test]
fn a_slip_of_the_finger_keeps_nobody_waiting() {
    let far = |on| time("UTC", on, [(10, 0), (11, 0)], Repeats::Weekly, None);
    assert!(belongs(&far(day(9_999, 12, 31)), today()));
    assert!(!belongs(&far(day(10_000, 1, 1)), today()), "the format has four digits for a year");
    assert!(!belongs(&far(Day(u32::MAX)), today()));
    let time = far(Day(u32::MAX));
    let entry = busy(&time);
    let years = (span(&[entry], today()).1 / 86_400 - u64::from(today().0)) / 365;
    assert_eq!(years, 60);
}

#[test]
fn nothing_makes_no_file() {
    assert_eq!(file(&[], &[], today()), None);
    let over = time("UTC", day(2025, 1, 1), [(10, 0), (11, 0)], Repeats::Once, None);
    let entry = busy(&over);
    assert_eq!(file(&[entry], &[], today()), None);
}

#[test]
fn a_zone_that_nobody_knows_leaves_the_hour_as_it_is() {
    let last = Some(day(2026, 12, 22));
    let time = time("Moon/Tranquility", day(2026, 12, 1), [(18, 0), (19, 0)], Repeats::Weekly, last);
    let entry = busy(&time);
    let text = file(&[entry], &[], today()).expect("a file");
    assert!(text.contains("\r\nDTSTART:20261201T180000\r\n"), "{text}");
    assert!(text.contains("\r\nRRULE:FREQ=WEEKLY;UNTIL=20261222T235959\r\n"), "{text}");
    assert!(!text.contains("TZID"), "{text}");
}
