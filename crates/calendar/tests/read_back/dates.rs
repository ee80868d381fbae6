//! What two agreed on.

use calendar::{Entry, Event, Every, file};
use model::fields::{Few, Heading, TimeOfDay};
use model::kinds::TimeTogether;
use model::{Day, ItemId, Lasts, Rhythm};

use super::{WRITTEN_S, day, occurrences, parsed, today, zone};

fn entry(event: Event, is_off: bool) -> Entry<'static> {
    Entry { item: ItemId([7; 16]), written_s: WRITTEN_S, event, summary: "Walk", is_off }
}

fn every(every: Every, on: Day) -> Event {
    let from = TimeOfDay::new(18 * 60, "UTC").expect("a time of day");
    Event { on, from, minutes: 60, every, ends: None }
}

fn days(event: Event, limit: usize) -> Vec<String> {
    let text = file(&[entry(event, false)], &[zone("UTC", (0, 1))], today()).expect("a file");
    occurrences(&text, limit).into_iter().map(|(start, _)| start[..10].to_owned()).collect()
}

#[test]
fn a_day_that_a_month_or_a_year_has_not_is_its_last() {
    assert_eq!(
        days(every(Every::Month, day(2027, 1, 31)), 4),
        ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    );
    assert_eq!(days(every(Every::Month, day(2027, 1, 29)), 3), ["2027-01-29", "2027-02-28", "2027-03-29"]);
    assert_eq!(days(every(Every::Month, day(2027, 1, 5)), 3), ["2027-01-05", "2027-02-05", "2027-03-05"]);
    assert_eq!(days(every(Every::Year, day(2028, 2, 29)), 3), ["2028-02-29", "2029-02-28", "2030-02-28"]);
    assert_eq!(days(every(Every::Year, day(2027, 5, 31)), 2), ["2027-05-31", "2028-05-31"]);
}

#[test]
fn what_is_called_off_keeps_its_name_and_is_said_also_once_it_is_over() {
    let past = every(Every::Once, day(2026, 11, 1));
    assert!(file(&[entry(past.clone(), false)], &[], today()).is_none());
    let text = file(&[entry(past, true)], &[], today()).expect("a file");
    let lines: Vec<&str> = text.lines().collect();
    for line in ["UID:07070707070707070707070707070707@counterpoint", "STATUS:CANCELLED", "SEQUENCE:28544400"]
    {
        assert!(lines.contains(&line), "{text}");
    }
    assert_eq!(parsed(&text).components.len(), 2);
}

#[test]
fn an_agreed_time_is_the_one_that_was_chosen() {
    let from = |hour: u16| TimeOfDay::new(hour * 60, "Europe/Berlin").expect("a time of day");
    let time = TimeTogether {
        what: Heading::typed("Walk").expect("a heading"),
        days: Few::new(vec![day(2026, 12, 1), day(2026, 12, 2)]).expect("few"),
        from: Few::new(vec![from(18), from(23)]).expect("few"),
        lasts: Some(Lasts::TwoHours),
        rhythm: Rhythm::Weekly,
        place: None,
        words: None,
    };
    let agreed = Event::agreed(&time, 1).expect("there is a second");
    assert_eq!((agreed.on, agreed.minutes, agreed.every), (day(2026, 12, 2), 120, Every::Week));
    assert!(Event::agreed(&time, 2).is_none());
}
