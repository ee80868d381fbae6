//! Calendar days against a calendar that is counted day by day.

use model::{Day, Now};

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[test]
fn every_day_of_a_thousand_years_is_the_one_that_counting_gives() {
    let mut date = (1970, 1, 1);
    for number in 0..366_000 {
        assert_eq!(Day(number).civil(), date, "day {number}");
        let (year, month, day) = date;
        date = match (month, day) {
            (12, 31) => (year + 1, 1, 1),
            _ if day == days_in(year, month) => (year, month + 1, 1),
            _ => (year, month, day + 1),
        };
    }
}

#[test]
fn dates_known_from_elsewhere_are_met() {
    // GNU date: `date -u -d @$((n * 86400))`.
    for (number, date) in
        [(59, (1970, 3, 1)), (11_016, (2000, 2, 29)), (47_540, (2100, 2, 28)), (47_541, (2100, 3, 1))]
    {
        assert_eq!(Day(number).civil(), date);
    }
}

#[test]
fn the_local_day_begins_at_local_midnight() {
    let day_ms = 24 * 60 * 60 * 1000;
    let at = |unix_ms, utc_offset_minutes| Now { unix_ms, utc_offset_minutes }.day();
    let noon_ms = 20_000 * day_ms + day_ms / 2;
    assert_eq!(at(noon_ms, 0), Day(20_000));
    assert_eq!(at(noon_ms, 14 * 60), Day(20_001));
    assert_eq!(at(noon_ms, -12 * 60), Day(20_000));
    assert_eq!(at(noon_ms - 1, -12 * 60), Day(19_999));
    assert_eq!(at(0, -60), Day(0), "before 1970 there is no day");
}
