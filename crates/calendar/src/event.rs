//! When something is, whatever it is.

use model::fields::TimeOfDay;
use model::kinds::{ProtectedTime, TimeTogether};
use model::{Day, Lasts, Repeats, Rhythm};

/// The last year that the format can write.
const YEAR_MAX: u32 = 9_999;

const MINUTES_PER_DAY: u32 = 24 * 60;

/// In every month there is such a day.
const EVERY_MONTH_HAS: u32 = 28;

/// How often something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Once.
    Once,
    /// Every week.
    Week,
    /// Every month, on the same day of it; where a month has no such day, on its last.
    Month,
    /// Every year, on the same day; where a year has no such day, on the one before.
    Year,
}

/// When something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// On which day, or first day.
    pub on: Day,
    /// From when on.
    pub from: TimeOfDay,
    /// For so many minutes.
    pub minutes: u32,
    /// How often.
    pub every: Every,
    /// The last day on which it may be, if it ends.
    pub ends: Option<Day>,
}

/// The last day of the longest months: of each month its last.
const LONGEST_MONTH: u32 = 31;

impl Event {
    /// What two agreed on: such a time of those that were proposed, from 0. Nothing if there is no such time.
    pub fn agreed(time: &TimeTogether, chosen: usize) -> Option<Self> {
        Some(Self {
            on: *time.days.as_slice().get(chosen)?,
            from: time.from.as_slice().get(chosen)?.clone(),
            minutes: minutes_of(time.lasts),
            every: Every::from(time.rhythm),
            ends: None,
        })
    }

    /// Whether it, or the next of it, is still to come or under way on this day. One of every week counts also when it has ended: a calendar
    /// that has it learns of its end.
    pub fn is_to_come(&self, today: Day) -> bool {
        match self.every {
            Every::Once => self.last_day() >= today,
            _ => self.ends.is_none_or(|last| last >= self.on),
        }
    }

    /// Whether it begins on this day, once or again.
    pub fn is_on(&self, day: Day) -> bool {
        if day < self.on || self.ends.is_some_and(|last| day > last) {
            return false;
        }
        let as_first = || {
            let (_, first_month, first) = self.on.civil();
            let (_, month, of_month) = day.civil();
            let is_last = || Day(day.0.saturating_add(1)).civil().1 != month;
            (first == of_month || first > of_month && is_last()).then_some(first_month == month)
        };
        match self.every {
            Every::Once => day == self.on,
            Every::Week => (day.0 - self.on.0).is_multiple_of(7),
            Every::Month => as_first().is_some(),
            Every::Year => as_first() == Some(true),
        }
    }

    /// The day on which one that begins on its first day is over.
    fn last_day(&self) -> Day {
        // One that ends at midnight is over on the day before.
        let minutes = (u32::from(self.from.minutes()) + self.minutes).saturating_sub(1);
        Day(self.on.0.saturating_add(minutes / MINUTES_PER_DAY))
    }

    pub(crate) fn can_be_written(&self) -> bool {
        [Some(self.last_day()), self.ends].into_iter().flatten().all(|day| day.civil().0 <= YEAR_MAX)
    }

    /// How often, as the format says it; nothing for what is once.
    pub(crate) fn rule(&self) -> Option<String> {
        let (_, month, day) = self.on.civil();
        // The last of these days that there is.
        let days = || {
            let days: Vec<String> = (EVERY_MONTH_HAS..=day).map(|day| day.to_string()).collect();
            format!("BYMONTHDAY={};BYSETPOS=-1", days.join(","))
        };
        let is_everywhere = day <= EVERY_MONTH_HAS;
        Some(match self.every {
            Every::Once => return None,
            Every::Week => "FREQ=WEEKLY".to_owned(),
            Every::Month if is_everywhere => "FREQ=MONTHLY".to_owned(),
            Every::Month if day == LONGEST_MONTH => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
            Every::Month => format!("FREQ=MONTHLY;{}", days()),
            Every::Year if month == 2 && !is_everywhere => format!("FREQ=YEARLY;BYMONTH=2;{}", days()),
            Every::Year => "FREQ=YEARLY".to_owned(),
        })
    }
}

impl From<&ProtectedTime> for Event {
    fn from(time: &ProtectedTime) -> Self {
        let (from, until) = (u32::from(time.from.minutes()), u32::from(time.until.minutes()));
        Self {
            on: time.on,
            from: time.from.clone(),
            minutes: if until > from { until - from } else { until + MINUTES_PER_DAY - from },
            every: match time.repeats {
                Repeats::Once => Every::Once,
                Repeats::Weekly => Every::Week,
            },
            ends: time.ends,
        }
    }
}

impl From<Rhythm> for Every {
    fn from(rhythm: Rhythm) -> Self {
        match rhythm {
            Rhythm::Once => Self::Once,
            Rhythm::Weekly => Self::Week,
            Rhythm::Monthly => Self::Month,
            Rhythm::Yearly => Self::Year,
        }
    }
}

/// For how many minutes something is that lasts about so long; for an hour where that is open.
pub fn minutes_of(lasts: Option<Lasts>) -> u32 {
    match lasts {
        Some(Lasts::TwentyMinutes) => 20,
        None | Some(Lasts::Hour) => 60,
        Some(Lasts::TwoHours) => 120,
        Some(Lasts::HalfDay) => 240,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The day of a date.
    fn on(year: u32, month: u32, day: u32) -> Day {
        (18_000..30_000).map(Day).find(|at| at.civil() == (year, month, day)).unwrap()
    }

    fn event(first: Day, every: Every, ends: Option<Day>) -> Event {
        Event { on: first, from: TimeOfDay::new(600, "UTC").unwrap(), minutes: 60, every, ends }
    }

    #[test]
    fn what_is_again_is_on_its_days_and_on_the_last_where_a_month_has_no_such_day() {
        let last_of_january = on(2027, 1, 31);
        let monthly = event(last_of_january, Every::Month, None);
        for (month, day, is_on) in
            [(2, 28, true), (2, 27, false), (3, 31, true), (4, 30, true), (4, 29, false)]
        {
            assert_eq!(monthly.is_on(on(2027, month, day)), is_on, "{month} {day}");
        }
        assert!(!monthly.is_on(on(2026, 12, 31)), "nothing is before it begins");
        let leap = event(on(2028, 2, 29), Every::Year, None);
        let found =
            [on(2029, 2, 28), on(2032, 2, 29), on(2032, 2, 28), on(2029, 3, 29)].map(|day| leap.is_on(day));
        assert_eq!(found, [true, true, false, false]);
        let weekly = event(on(2026, 11, 2), Every::Week, Some(on(2026, 11, 16)));
        let found = [2, 3, 9, 16, 23].map(|day| weekly.is_on(on(2026, 11, day)));
        assert_eq!(found, [true, false, true, true, false]);
        assert!(event(on(2026, 11, 2), Every::Once, None).is_on(on(2026, 11, 2)));
        assert!(!event(on(2026, 11, 2), Every::Once, None).is_on(on(2026, 11, 9)));
    }
}
