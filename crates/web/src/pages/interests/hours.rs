//! Protected times as they are said.

use interface::look::OwnItem;
use interface::model::kinds::ProtectedTime;
use interface::model::{Day, ItemId, Repeats};

use crate::kinds;
use crate::platform::zone;
use crate::session::Session;
use crate::words;

/// A protected time on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hours {
    pub(super) item: ItemId,
    pub(super) written_s: u64,
    pub(super) time: ProtectedTime,
}

/// All of them: what is every week first, by its day from Monday on, then what is once.
pub(super) fn of(items: &[OwnItem]) -> Vec<Hours> {
    let read = |own: &OwnItem| {
        Some(Hours { item: own.item, written_s: own.written_s, time: kinds::read(&own.content)? })
    };
    let mut all: Vec<Hours> = items.iter().filter_map(read).collect();
    all.sort_by_key(|Hours { item, time, .. }| {
        // The first of January 1970 was a Thursday.
        let day = if time.repeats == Repeats::Weekly { (time.on.0 + 3) % 7 } else { time.on.0 };
        (time.repeats == Repeats::Once, day, time.from.minutes(), *item)
    });
    all
}

impl Hours {
    pub(super) fn key(&self) -> String {
        self.item.to_string()
    }

    /// Whether it is kept for the interest of this name.
    pub(super) fn is_for(&self, name: &str) -> bool {
        self.time.what.as_str().to_lowercase() == name.to_lowercase()
    }

    /// Whether none of it is still to come.
    pub(super) fn is_over(&self, today: Day) -> bool {
        match self.time.repeats {
            Repeats::Once => !calendar::belongs(&self.time, today),
            Repeats::Weekly => self.time.last.is_some_and(|last| last < today),
        }
    }

    /// On which day.
    pub(super) fn day(&self, session: Session) -> String {
        match self.time.repeats {
            Repeats::Once => session.day(self.time.on),
            Repeats::Weekly => words::interests_every(&words::weekday(self.time.on)),
        }
    }

    /// At which hours, and until when.
    pub(super) fn about(&self, session: Session) -> String {
        let hours = hours(&self.time);
        match (self.time.repeats, self.time.last) {
            (Repeats::Once, _) => words::interests_once(&hours),
            (Repeats::Weekly, Some(last)) => words::interests_until(&hours, &session.day(last)),
            (Repeats::Weekly, None) => hours,
        }
    }
}

fn hours(time: &ProtectedTime) -> String {
    let [from, until] = [&time.from, &time.until].map(|time| words::time(time.minutes().into()));
    let hours = if calendar::is_over_midnight(time) {
        words::interests_hours_over_midnight(&from, &until)
    } else {
        words::interests_hours(&from, &until)
    };
    let zone = time.from.zone();
    if zone::is_here(zone) { hours } else { words::interests_hours_in_zone(&hours, &place_of(zone)) }
}

/// The name of a zone as it is read.
pub(super) fn place_of(zone: &str) -> String {
    zone.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use interface::model::fields::{Heading, TimeOfDay};

    use super::*;

    fn hours(on: Day, repeats: Repeats, last: Option<Day>) -> Hours {
        let at = |minutes| TimeOfDay::new(minutes, "Europe/Berlin").expect("a time of day");
        let what = Heading::typed("Cello").expect("a heading");
        let time = ProtectedTime { what, on, from: at(1_080), until: at(1_170), repeats, last };
        Hours { item: ItemId([7; 16]), written_s: 0, time }
    }

    #[test]
    fn an_hour_is_over_when_none_of_it_is_to_come() {
        let today = Day(20_000);
        assert!(!hours(today, Repeats::Once, None).is_over(today));
        assert!(hours(Day(19_999), Repeats::Once, None).is_over(today));
        assert!(!hours(Day(19_000), Repeats::Weekly, None).is_over(today));
        assert!(!hours(Day(19_000), Repeats::Weekly, Some(today)).is_over(today));
        assert!(hours(Day(19_000), Repeats::Weekly, Some(Day(19_999))).is_over(today));
    }

    #[test]
    fn it_is_kept_for_an_interest_however_that_is_written() {
        let cello = hours(Day(20_000), Repeats::Once, None);
        assert!(cello.is_for("cello") && !cello.is_for("Cellos"));
    }
}
