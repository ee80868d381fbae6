//! The data of the tasks, compiled in, because a browser reads no files.

use std::sync::OnceLock;

use statistics::Dyad;

/// Days of two persons.
type Days = Vec<[Option<f64>; 2]>;

/// The couples of acitelli.csv, husband first.
pub fn acitelli() -> &'static [Dyad] {
    static DYADS: OnceLock<Vec<Dyad>> = OnceLock::new();
    DYADS.get_or_init(read_acitelli)
}

/// Contentment of couple 201, 210 or 239 of barkalifa.csv, day by day, with some answers taken out as in `reference/write.R`.
pub fn couple_days(couple: u32) -> &'static [[Option<f64>; 2]] {
    static COUPLES: [OnceLock<Days>; 3] = [const { OnceLock::new() }; 3];
    COUPLES[match couple {
        201 => 0,
        210 => 1,
        _ => 2,
    }]
    .get_or_init(|| read_couple(couple))
}

/// 3,650 days of two persons who carry over to the next day and move together, each rating 0 to 10, about one in eight unanswered.
pub fn ten_years() -> &'static [[Option<f64>; 2]] {
    static DAYS: OnceLock<Days> = OnceLock::new();
    DAYS.get_or_init(make_ten_years)
}

fn read_acitelli() -> Vec<Dyad> {
    include_str!("../../../../crates/statistics/data/acitelli.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<Option<f64>> = line.split(',').map(|cell| cell.parse().ok()).collect();
            Dyad { y: [cells[1], cells[3]], x: [cells[2], cells[4]] }
        })
        .collect()
}

fn read_couple(couple: u32) -> Days {
    let rows: Vec<Vec<&str>> = include_str!("../../../../crates/statistics/data/barkalifa.csv")
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[0] == couple.to_string())
        .collect();
    let day = |row: &Vec<&str>| row[1].parse::<usize>().unwrap_or(0);
    let first = rows.iter().map(day).min().unwrap_or(0);
    let last = rows.iter().map(day).max().unwrap_or(0);
    let mut days = vec![[None, None]; last - first + 1];
    for row in &rows {
        days[day(row) - first] = [row[5].parse().ok(), row[9].parse().ok()];
    }
    for (day, answers) in days.iter_mut().enumerate() {
        if day % 9 == 3 {
            answers[0] = None;
        }
        if day % 13 == 5 {
            answers[1] = None;
        }
    }
    days
}

fn make_ten_years() -> Days {
    let mut draw = crate::lehmer(42);
    // The sum of four uniform numbers is normal enough for a diary and needs no function that differs between platforms.
    let mut noise = move || (0..4).map(|_| draw(1_000_000) as f64 / 1e6 - 0.5).sum::<f64>() * 1.7;
    let mut missing = crate::lehmer(43);
    let (mut first, mut second) = (0.0, 0.0);
    (0..3650)
        .map(|_| {
            let common = 0.6 * noise();
            (first, second) = (
                0.3 * first + 0.1 * second + common + noise(),
                0.25 * second + 0.05 * first + common + noise(),
            );
            [first, second]
                .map(|state| (missing(8) > 0).then(|| (5.0 + 1.5 * state).round().clamp(0.0, 10.0)))
        })
        .collect()
}
