//! The table of days that is taken along: what it holds, and that R reads exactly this back.

use figures::{draw, table};
use interface::figures::{Asked, Level};
use interface::look::KeptDay;
use interface::model::{Closeness, Day};
use serde_json::Value;

/// The same days as R has read: `crates/statistics/reference/days.R`.
const FIXTURE: &str = include_str!("days.csv");
const READ_BY_R: &str = include_str!("../../statistics/reference/output/days.json");

/// 20 January 2026.
const FROM: Day = Day(20_473);
const DAYS: u32 = 90;

/// A quarter in which not every day was kept, and one voice for two weeks not at all.
fn asked() -> Asked {
    let around =
        |day: u32, by: u32, level: u32| u8::try_from(level + day * by % 3 - 1).expect("a small number");
    let kept = |day: u32| {
        let own = (day % 4 != 2).then(|| around(day, 5, if day < 45 { 3 } else { 5 }));
        let bond = (day % 7 != 3 && !(30..44).contains(&day)).then(|| around(day, 7, 4));
        let wish = match day % 9 {
            0 => Some(Closeness::More),
            2 => Some(Closeness::Less),
            4 => Some(Closeness::CannotSay),
            _ => None,
        };
        let wish = wish.filter(|_| bond.is_some());
        KeptDay { day: Day(FROM.0 + day), own, bond, wish }
    };
    let days = (0..DAYS).filter(|day| day % 11 != 5).map(kept).collect();
    Asked { days, from: FROM, to: Day(FROM.0 + DAYS - 1) }
}

#[test]
fn every_day_of_the_stretch_has_a_line_with_ten_cells() {
    let table = table(&asked());
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    assert!(lines.iter().all(|line| line.len() == 10));
    assert_eq!(lines.len(), 1 + DAYS as usize);
    assert_eq!(lines[1][..4], ["2026-01-20", "2", "3", "more"]);
    // The sixth day was not kept; the line goes on over it.
    assert_eq!(lines[6][..4], ["2026-01-25", "", "", ""]);
    assert_eq!(lines[6][4].len(), 3);
    // For two weeks one voice was not kept: it has no level there.
    assert_eq!(lines[36][7..], ["", "", ""]);
    assert_eq!(lines[90][0], "2026-04-19");
}

#[test]
fn what_was_not_kept_is_empty_and_what_there_is_not_is_left_out() {
    let one = KeptDay { day: Day(1), own: None, bond: Some(9), wish: Some(Closeness::CannotSay) };
    let asked = Asked { days: vec![one], from: Day(0), to: Day(1) };
    let lines: Vec<_> = table(&asked).lines().skip(1).map(str::to_owned).collect();
    assert_eq!(lines, ["1970-01-01,,,,,,,,,", "1970-01-02,,,cannot-say,,,,,,"]);
}

#[test]
fn the_table_is_the_one_that_r_has_read() {
    let table = table(&asked());
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/days.csv"), &table).unwrap();
        return;
    }
    assert_eq!(table, FIXTURE, "with GOLDEN_BLESS=1 it is written anew; then run `cargo xtask reference`");
}

#[test]
fn r_reads_back_what_was_kept_and_worked_out() {
    let read: Value = serde_json::from_str(READ_BY_R).unwrap();
    let asked = asked();
    let kept = |day: usize| asked.days.iter().find(|kept| kept.day.0 as usize == FROM.0 as usize + day);
    let number = |value: Option<f64>| value.map_or(Value::Null, Value::from);
    let column = |name: &str, expected: Vec<Value>| {
        let column = read["columns"][name].as_array().unwrap();
        // R writes whole numbers without a point.
        let numbers = |values: &[Value]| values.iter().map(Value::as_f64).collect::<Vec<_>>();
        assert_eq!(numbers(column), numbers(&expected), "{name}");
    };
    let days = || 0..DAYS as usize;
    column("day", days().map(|day| Value::from(FROM.0 as usize + day)).collect());
    let answer = |is_bond: bool| {
        let of = |day: usize| kept(day).and_then(|kept| kept.answer(is_bond)).map(f64::from);
        days().map(|day| number(of(day))).collect()
    };
    column("self", answer(false));
    column("bond", answer(true));
    let wish = days().map(|day| kept(day).and_then(|kept| kept.wish).map_or("", Closeness::name));
    assert_eq!(read["wish"], Value::from(wish.collect::<Vec<_>>()));
    let drawn = draw(&asked);
    for (voice, levels) in [("self", &drawn.own.levels), ("bond", &drawn.bond.levels)] {
        type Part = (&'static str, fn(&Level) -> u8);
        let parts: [Part; 3] =
            [("level", |level| level.value), ("low", |level| level.low), ("high", |level| level.high)];
        for (name, part) in parts {
            let tenths =
                levels.iter().map(|level| number(level.as_ref().map(|level| f64::from(part(level)) / 10.0)));
            column(&format!("{voice}_{name}"), tenths.collect());
        }
    }
}
