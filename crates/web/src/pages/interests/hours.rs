//! Protected times as they are listed and said.

use interface::look::OwnItem;
use interface::model::kinds::ProtectedTime;
use interface::model::{Day, Repeats};

use crate::kinds;
use crate::platform::zone;
use crate::session::Session;
use crate::words;

/// What a protected time says.
pub(super) fn read(own: &OwnItem) -> Option<ProtectedTime> {
    kinds::read(&own.content)
}

/// All of them: what is every week first, by its day from Monday on, then what is once.
pub(super) fn in_order(items: &[OwnItem]) -> Vec<OwnItem> {
    let mut ordered: Vec<OwnItem> = Vec::with_capacity(items.len());
    let mut keys = Vec::with_capacity(items.len());
    for own in items {
        let Some(key) = read(own).map(|time| key(&time)) else { continue };
        // There are few of them, and a sort would weigh more than this.
        let place = keys.partition_point(|before| *before <= key);
        keys.insert(place, key);
        ordered.insert(place, own.clone());
    }
    ordered
}

fn key(time: &ProtectedTime) -> (bool, u32, u16) {
    // The first of January 1970 was a Thursday.
    let day = if time.repeats == Repeats::Weekly { (time.on.0 + 3) % 7 } else { time.on.0 };
    (time.repeats == Repeats::Once, day, time.from.minutes())
}

/// Whether it is kept for the interest of this name.
pub(super) fn is_for(time: &ProtectedTime, name: &str) -> bool {
    time.what.as_str().to_lowercase() == name.to_lowercase()
}

/// Whether none of it is still to come.
pub(super) fn is_over(time: &ProtectedTime, today: Day) -> bool {
    match time.repeats {
        Repeats::Once => !calendar::belongs(time, today),
        Repeats::Weekly => time.ends.is_some_and(|last| last < today),
    }
}

/// On which day.
pub(super) fn day(session: Session, time: &ProtectedTime) -> String {
    match time.repeats {
        Repeats::Once => session.day(time.on),
        Repeats::Weekly => words::interests_every(&words::weekday(time.on)),
    }
}

/// At which hours, and until when.
pub(super) fn about(session: Session, time: &ProtectedTime) -> String {
    let hours = hours(time);
    match (time.repeats, time.ends) {
        (Repeats::Once, _) => words::interests_once(&hours),
        (Repeats::Weekly, Some(last)) => words::interests_until(&hours, &session.day(last)),
        (Repeats::Weekly, None) => hours,
    }
}

/// On which day, at which hours, and until when.
pub(super) fn when(session: Session, time: &ProtectedTime) -> String {
    match time.repeats {
        Repeats::Once => words::interests_once_on(&session.day(time.on), &hours(time)),
        Repeats::Weekly => words::interests_when(&day(session, time), &about(session, time)),
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
    use interface::model::{Content, ItemId, VersionId};

    use super::*;

    fn time(on: u32, repeats: Repeats, last: Option<u32>) -> ProtectedTime {
        let at = |minutes| TimeOfDay::new(minutes, "Europe/Berlin").expect("a time of day");
        let what = Heading::typed("Cello").expect("a heading");
        ProtectedTime {
            what,
            on: Day(on),
            from: at(1_080),
            until: at(1_170),
            repeats,
            ends: last.map(Day),
            told: None,
        }
    }

    fn own(number: u8, time: &ProtectedTime) -> OwnItem {
        OwnItem {
            item: ItemId([number; 16]),
            version: VersionId([number; 16]),
            content: Content::of(time),
            about: None,
            written_s: 0,
            shared: Vec::new(),
            replies: Vec::new(),
            siblings: Vec::new(),
        }
    }

    #[test]
    fn an_hour_is_over_when_none_of_it_is_to_come() {
        let today = Day(20_000);
        assert!(!is_over(&time(20_000, Repeats::Once, None), today));
        assert!(is_over(&time(19_999, Repeats::Once, None), today));
        assert!(!is_over(&time(19_000, Repeats::Weekly, None), today));
        assert!(!is_over(&time(19_000, Repeats::Weekly, Some(20_000)), today));
        assert!(is_over(&time(19_000, Repeats::Weekly, Some(19_999)), today));
    }

    #[test]
    fn it_is_kept_for_an_interest_however_that_is_written() {
        let cello = time(20_000, Repeats::Once, None);
        assert!(is_for(&cello, "cello") && !is_for(&cello, "Cellos"));
    }

    #[test]
    fn weeks_begin_on_monday_and_come_before_what_is_once() {
        // 20,001 was a Saturday, 20,004 a Tuesday.
        let times = [
            time(20_000, Repeats::Once, None),
            time(20_004, Repeats::Weekly, None),
            time(19_000, Repeats::Once, None),
            time(20_001, Repeats::Weekly, None),
        ];
        let items: Vec<OwnItem> = (0..).zip(&times).map(|(number, time)| own(number, time)).collect();
        let ordered: Vec<u8> = in_order(&items).iter().map(|own| own.item.0[0]).collect();
        assert_eq!(ordered, [1, 3, 2, 0]);
    }
}
