//! What samples promise to whoever tests with them: they fit, and between them they hold whatever is hard to handle.

#[path = "shared/kinds.rs"]
mod kinds;

use std::collections::{BTreeMap, BTreeSet};

use kinds::{LATER, kind, numbers};
use model::{
    Content, Day, Field, Need, Shape, Slot, Taste, Tie, Value,
    draw::{self, HARD_TEXTS},
    fields::{Line, Scale, Text},
    kinds::{Description, Part},
};
use proptest::prelude::*;

/// How often each value of a shape comes when many are drawn, always the same ones. All of them fit.
fn drawn(shape: &Shape) -> BTreeMap<Value<'static>, usize> {
    let mut counts = BTreeMap::new();
    for seed in 0..2_000 {
        let value = draw::value(shape, &mut numbers(seed));
        assert_eq!(shape.check(&value), Ok(()), "{shape:?} of {value:?}");
        *counts.entry(value).or_default() += 1;
    }
    counts
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

/// A kind with a field of each of these shapes.
fn of_shapes(shapes: &[Shape]) -> Description {
    let slots = ["one", "two", "three", "four"].into_iter().zip(shapes);
    let slots: Vec<Slot> = slots.map(|(name, shape)| Slot { name, shape: *shape }).collect();
    Description {
        number: 950,
        name: "drawn",
        part: Part::Own,
        needs_relationship: false,
        each_day: false,
        one_each: false,
        asks: false,
        takes_answer: false,
        slots: slots.leak(),
    }
}

/// What stands in one field of each record.
fn column<'a>(kind: &Description, records: &'a [Content], field: usize) -> Vec<Value<'a>> {
    let value = |record: &'a Content| record.values(kind.slots).ok()?.into_iter().nth(field);
    records.iter().map(|record| value(record).expect("it fits")).collect()
}

/// Every number that may stand where one is chosen.
fn choices(shape: &Shape) -> Vec<Value<'static>> {
    let numbers: Vec<u64> = match shape {
        Shape::Choice(choices) => choices.all.iter().map(|choice| choice.number.into()).collect(),
        Shape::Scale { points } => (1..=u64::from(*points)).collect(),
        _ => panic!("nothing is chosen from {shape:?}"),
    };
    numbers.into_iter().map(Value::Number).collect()
}

#[test]
fn hard_texts_the_longest_and_plain_ones_are_drawn_about_equally_often() {
    for (shape, longest) in [(<Line>::SHAPE, "ä".repeat(160)), (<Text<400>>::SHAPE, "ä".repeat(400))] {
        let mut counts = drawn(&shape);
        let all: usize = counts.values().sum();
        let remarkable = HARD_TEXTS.into_iter().chain([longest.as_str()]);
        let mut each: Vec<_> =
            remarkable.map(|hard| counts.remove(&text(hard)).unwrap_or_default()).collect();
        each.push(counts.into_values().sum());
        let fair = all / each.len();
        assert!(each.iter().all(|count| (fair / 2..=fair * 2).contains(count)), "{shape:?}: {each:?}");
    }
}

#[test]
fn a_text_may_have_several_lines() {
    let has_lines = |value: &Value<'_>| matches!(value, Value::Text(text) if text.lines().count() > 1);
    assert!(drawn(&<Text>::SHAPE).keys().any(has_lines));
}

/// A text that is too long by one is replaced, one that just fits is not.
#[test]
fn a_short_limit_lets_through_the_hard_texts_that_fit() {
    for characters_max in 1..=40 {
        let fits = |text: &&str| text.chars().count() <= characters_max;
        for shape in [Shape::Line { characters_max }, Shape::Text { characters_max }] {
            let drawn = drawn(&shape);
            let hard: Vec<_> =
                HARD_TEXTS.into_iter().filter(|hard| drawn.contains_key(&text(hard))).collect();
            assert_eq!(hard, HARD_TEXTS.into_iter().filter(fits).collect::<Vec<_>>(), "{shape:?}");
            assert!(drawn.contains_key(&text(&"ä".repeat(characters_max))), "{shape:?}");
        }
    }
}

#[test]
fn every_choice_every_point_and_every_short_list_is_drawn() {
    for shape in [Taste::SHAPE, Need::SHAPE, Tie::SHAPE, Scale::<1>::SHAPE, Scale::<7>::SHAPE] {
        assert_eq!(drawn(&shape).into_keys().collect::<Vec<_>>(), choices(&shape));
    }
    for (count_max, expected) in
        [(0, vec![0]), (1, vec![0, 1]), (2, vec![0, 1, 2]), (3, vec![0, 1, 2, 3]), (9, vec![0, 1, 2, 3])]
    {
        let length = |value: Value<'_>| match value {
            Value::Several(values) => values.len(),
            value => panic!("{value:?} is no list"),
        };
        let lengths: BTreeSet<_> =
            drawn(&Shape::Several { of: &Need::SHAPE, count_max }).into_keys().map(length).collect();
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), expected, "at most {count_max}");
    }
}

#[test]
fn what_may_be_absent_is_there_two_times_out_of_three() {
    let mut counts = drawn(&Shape::Optional(&Need::SHAPE));
    let all: usize = counts.values().sum();
    let absent = counts.remove(&Value::Absent).unwrap_or_default();
    assert!((all / 4..all / 2).contains(&absent), "{absent} of {all} are absent");
    assert_eq!(counts.into_keys().collect::<Vec<_>>(), choices(&Need::SHAPE));
}

#[test]
fn times_of_day_are_drawn_in_zones_ahead_of_utc_behind_it_and_at_it() {
    let zone = |value: Value<'static>| match value {
        Value::Several(parts) => parts[1].clone(),
        value => panic!("{value:?} is no time of day"),
    };
    let zones: BTreeSet<_> = drawn(&Shape::TimeOfDay).into_keys().map(zone).collect();
    assert_eq!(zones, ["Europe/Berlin", "America/Los_Angeles", "UTC"].map(text).into());
}

#[test]
fn days_are_drawn_from_the_years_2024_to_2027() {
    let year = |value: Value<'_>| Day::read(value).expect("it fits").civil().0;
    let years: BTreeSet<_> = drawn(&Shape::Day).into_keys().map(year).collect();
    assert_eq!(years, [2024, 2025, 2026, 2027].into());
}

/// The fields of a record as they are stored, whether they fit or not.
fn stored(record: &Content) -> Vec<&[u8]> {
    let mut decoder = minicbor::Decoder::new(record.bytes());
    let count = decoder.array().ok().flatten().expect("fields");
    let mut begin = decoder.position();
    let field = |_| {
        decoder.skip().expect("a field");
        record.bytes().get(std::mem::replace(&mut begin, decoder.position())..decoder.position())
    };
    (0..count).map(field).map(|field| field.expect("within the record")).collect()
}

#[test]
fn beyond_breaks_one_field_that_has_a_limit_each_in_its_turn_and_leaves_the_others_as_they_are() {
    for (name, limited) in [
        ("card", vec!["note", "text"]),
        ("ask", vec!["text"]),
        ("answer", vec!["chosen", "words"]),
        ("diary", vec!["mood", "needs", "text", "title"]),
        ("plan", vec!["what"]),
        ("say", vec!["words"]),
    ] {
        let kind = LATER.named(name).unwrap();
        let mut broken = BTreeSet::new();
        for seed in 0..200 {
            let fitting = draw::content(kind, &mut numbers(seed));
            let beyond = draw::beyond(kind, &mut numbers(seed)).expect("a field of this kind has a limit");
            let fault = LATER.fields(&beyond).unwrap_err().field.unwrap();
            let fields = kind.slots.iter().zip(stored(&fitting).into_iter().zip(stored(&beyond)));
            let changed: Vec<_> =
                fields.filter(|(_, (one, other))| one != other).map(|(slot, _)| slot.name).collect();
            assert_eq!(changed, [fault], "{name}, seed {seed}");
            broken.insert(fault);
        }
        assert_eq!(broken.into_iter().collect::<Vec<_>>(), limited, "{name}");
    }
    // A choice that is not offered is one of a newer version, which is another matter; and days are left alone.
    let unlimited = of_shapes(&[Need::SHAPE, Shape::Day, Shape::Optional(&Taste::SHAPE)]);
    assert_eq!(draw::beyond(&unlimited, &mut numbers(0)), None);
}

/// Each shape by itself, and beside others that need more records or fewer.
#[test]
fn samples_hold_every_choice_and_point_also_where_these_may_be_absent() {
    static NEED: Shape = Need::SHAPE;
    static MOOD: Shape = Scale::<7>::SHAPE;
    let fields = [(Shape::Optional(&MOOD), MOOD), (NEED, NEED), (MOOD, MOOD), (Shape::Optional(&NEED), NEED)];
    let check = |shapes: &[Shape], field: usize, chosen: &Shape| {
        let kind = of_shapes(shapes);
        let records = draw::samples(&kind);
        let values = column(&kind, &records, field);
        assert!(choices(chosen).iter().all(|choice| values.contains(choice)), "{shapes:?}: {values:?}");
    };
    for (field, (shape, chosen)) in fields.iter().enumerate() {
        check(&[*shape], 0, chosen);
        check(&fields.map(|(shape, _)| shape), field, chosen);
    }
}

#[test]
fn only_what_is_chosen_tells_records_apart_that_hold_every_choice_once() {
    for shape in [Taste::SHAPE, Need::SHAPE, Scale::<7>::SHAPE] {
        let kind = of_shapes(&[<Line>::SHAPE, shape, Shape::Optional(&<Text>::SHAPE), Shape::Day]);
        let records = draw::choices_only(&kind);
        assert_eq!(column(&kind, &records, 2), vec![Value::Absent; records.len()]);
        for field in [0, 3] {
            let values: BTreeSet<_> = column(&kind, &records, field).into_iter().collect();
            assert_eq!(values.len(), 1, "{values:?}");
        }
        let mut chosen = column(&kind, &records, 1);
        chosen.sort();
        assert_eq!(chosen, choices(&shape), "each of them once");
    }
}

#[test]
fn samples_hold_every_choice_and_leave_nothing_out() {
    for kind in LATER.all() {
        let samples = draw::samples(kind);
        for (index, slot) in kind.slots.iter().enumerate() {
            let values: Vec<_> =
                samples.iter().map(|sample| LATER.fields(sample).unwrap()[index].1.clone()).collect();
            if let Shape::Choice(choices) = slot.shape {
                for choice in choices.all {
                    assert!(
                        values.contains(&Value::Number(choice.number.into())),
                        "{} {}",
                        kind.name,
                        choice.name
                    );
                }
            }
            if let Shape::Optional(_) = slot.shape {
                let absent = values.iter().filter(|value| **value == Value::Absent).count();
                assert_eq!(absent, 1, "{} {}: the last one", kind.name, slot.name);
            }
        }
        assert_eq!(samples, draw::samples(kind), "always the same");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_drawn_fits_and_is_whole(kind in kind(), seed in any::<u64>()) {
        let content = draw::content(&kind, &mut numbers(seed));
        prop_assert!(LATER.fields(&content).is_ok(), "{:?}", LATER.fields(&content));
        prop_assert!(LATER.check_fields(&content).is_ok() && LATER.is_whole(&content));
        prop_assert!(content.bytes().len() <= model::content::CONTENT_BYTES_MAX);
        let bytes = minicbor::to_vec(&content).unwrap();
        prop_assert_eq!(minicbor::decode::<Content>(&bytes).unwrap(), content);
    }

    #[test]
    fn one_field_beyond_its_limit_makes_a_record_unreadable_and_not_newer(kind in kind(), seed in any::<u64>()) {
        let Some(content) = draw::beyond(&kind, &mut numbers(seed)) else { return Ok(()) };
        let unreadable = LATER.fields(&content).expect_err("a field is beyond its limit");
        prop_assert!(unreadable.field.is_some() && !unreadable.is_newer());
        prop_assert_eq!(LATER.check_fields(&content), Err(unreadable));
        prop_assert!(LATER.shareable(content.clone()).is_err() && LATER.reply(content).is_err());
    }
}
