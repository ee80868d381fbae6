//! What stands in for `Intl` in native tests: English, and for every other language the plural forms of Czech.

use interface::model::Day;

use super::Join;

pub(crate) struct Formats {
    is_english: bool,
}

impl Formats {
    pub(crate) fn new(locale: &str) -> Self {
        Self { is_english: locale.starts_with("en") }
    }

    pub(crate) fn category(&self, number: u32) -> String {
        match number {
            1 => "one",
            2..=4 if !self.is_english => "few",
            _ => "other",
        }
        .to_owned()
    }

    pub(crate) fn number(&self, number: u32) -> String {
        number.to_string()
    }

    pub(crate) fn tenths(&self, tenths: u32) -> String {
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    pub(crate) fn parts(&self, number: i32, of: i32) -> String {
        (f64::from(number) / f64::from(of)).to_string()
    }

    pub(crate) fn list(&self, things: &[String], join: Join) -> String {
        things.join(if join == Join::And { " and " } else { " or " })
    }

    pub(crate) fn day(&self, day: Day, has_year: bool) -> String {
        let (year, month, day) = day.civil();
        if has_year { format!("{year}-{month}-{day}") } else { format!("{month}-{day}") }
    }

    pub(crate) fn month(&self, day: Day) -> String {
        let (year, month, _) = day.civil();
        format!("{year}-{month}")
    }

    pub(crate) fn weekday(&self, day: Day) -> String {
        format!("weekday {}", day.0 % 7)
    }

    pub(crate) fn time(&self, minute: u32) -> String {
        format!("{}:{:02}", minute / 60, minute % 60)
    }
}
