//! Days, moments and times of day as text, as RFC 3339 writes them: in files, and on pages taken along.

use core::{fmt, str::FromStr};

use model::{Clock, Day, Value};

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// Digits of the fraction: enough for every counter of a clock.
const ORDER_DIGITS: usize = 8;

/// More than the year of the last day that there is a number for, 11,761,191, and little enough to calculate with.
const YEAR_MAX: u64 = 99_999_999;

/// When something was written, by the vault's clock: `2026-11-22T18:30:05Z`. A fraction of the second is the order among
/// things of the same second, in hundred-millionths; nothing measured it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub Clock);

/// The text is no moment, or no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no date as 2026-11-22, or no time as 2026-11-22T18:30:05Z")]
pub struct NotAMoment;

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.physical();
        let order = self.0.0 - Clock::new(seconds, 0).0;
        let day = Day(u32::try_from(seconds / SECONDS_PER_DAY).unwrap_or(u32::MAX));
        let rest = seconds % SECONDS_PER_DAY;
        write!(formatter, "{}T{:02}:{:02}:{:02}", Date(day), rest / 3600, rest / 60 % 60, rest % 60)?;
        if order > 0 {
            write!(formatter, ".{order:0ORDER_DIGITS$}")?;
        }
        formatter.write_str("Z")
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let (date, time) = text.split_once('T').ok_or(NotAMoment)?;
        let Date(day) = date.parse()?;
        let time = time.strip_suffix('Z').ok_or(NotAMoment)?;
        let (time, order) = match time.split_once('.') {
            Some((time, order)) if order.len() == ORDER_DIGITS => (time, number(order)?),
            Some(_) => return Err(NotAMoment),
            None => (time, 0),
        };
        let parts: Vec<u64> = time.split(':').map(two_digits).collect::<Result<_, _>>()?;
        let &[hours, minutes, seconds] = parts.as_slice() else { return Err(NotAMoment) };
        if hours > 23 || minutes > 59 || seconds > 59 {
            return Err(NotAMoment);
        }
        let seconds = u64::from(day.0) * SECONDS_PER_DAY + hours * 3600 + minutes * 60 + seconds;
        let moment = Self(Clock::new(seconds, order));
        // A clock holds neither every year that can be written nor every fraction.
        if moment.to_string() == text { Ok(moment) } else { Err(NotAMoment) }
    }
}

fn number(digits: &str) -> Result<u64, NotAMoment> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAMoment);
    }
    digits.parse().map_err(|_| NotAMoment)
}

fn two_digits(digits: &str) -> Result<u64, NotAMoment> {
    if digits.len() == 2 { number(digits) } else { Err(NotAMoment) }
}

/// A day, as `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub Day);

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let mut parts = text.split('-');
        let mut next = || parts.next().ok_or(NotAMoment);
        let (year, month, day) = (number(next()?)?, two_digits(next()?)?, two_digits(next()?)?);
        if year > YEAR_MAX || !(1..=12).contains(&month) {
            return Err(NotAMoment);
        }
        // The days of whole 400-year cycles, then of years of 365.2425 days, counted from March: after Howard Hinnant's algorithm
        // `days_from_civil`.
        let shifted_year = if month <= 2 { year.checked_sub(1).ok_or(NotAMoment)? } else { year };
        let (era, year_of_era) = (shifted_year / 400, shifted_year % 400);
        let shifted_month = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * shifted_month + 2) / 5 + day.checked_sub(1).ok_or(NotAMoment)?;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = (era * 146_097 + day_of_era).checked_sub(719_468).ok_or(NotAMoment)?;
        let written = Self(Day(u32::try_from(days).map_err(|_| NotAMoment)?));
        // The 31st of a shorter month would have become a day of the next.
        if written.to_string() == text { Ok(written) } else { Err(NotAMoment) }
    }
}

/// A time of day with its zone, as `18:30 Europe/Berlin`.
pub fn time_of_day(parts: &[Value<'_>]) -> String {
    match parts {
        [Value::Number(minutes), Value::Text(zone)] => {
            format!("{:02}:{:02} {zone}", minutes / 60, minutes % 60)
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clock_is_read_as_it_was_written() {
        for clock in [0, 1, 0xff_ffff, 0x100_0000, 30_123_456_789_012_345, u64::MAX] {
            let moment = Moment(Clock(clock));
            assert_eq!(moment.to_string().parse(), Ok(moment), "{moment}");
        }
        assert_eq!(Moment(Clock::new(1_795_372_205, 0)).to_string(), "2026-11-22T18:30:05Z");
        assert_eq!(Moment(Clock::new(1_795_372_205, 3)).to_string(), "2026-11-22T18:30:05.00000003Z");
    }

    #[test]
    fn every_day_is_read_as_it_was_written() {
        for day in [0, 1, 20_779, u32::MAX - 1, u32::MAX] {
            let written = Date(Day(day));
            assert_eq!(written.to_string().parse(), Ok(written), "{written}");
        }
        for beyond in ["11761192-01-01", "99999999-12-31", "100000000-01-01"] {
            assert_eq!(beyond.parse::<Date>(), Err(NotAMoment), "{beyond}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T18:30Z",
            "2026-11-31T18:30:05Z",
            "2026-02-29T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T18:30:05",
            "2026-11-22T18:30:05+01:00",
            "2026-11-22T18:30:05.5Z",
            "2026-11-22T18:30:05.00000000Z",
            "2026-11-22T18:30:05.99999999Z",
            "1969-12-31T23:59:59Z",
            "0000-01-00T00:00:00Z",
            "99999999999999999999-01-01T00:00:00Z",
            "2026-1-2T18:30:05Z",
            "+2026-11-22T18:30:05Z",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(NotAMoment), "{text}");
        }
    }
}
