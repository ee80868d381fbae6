//! Limits stand in the types of fields, and hold alike for what is typed, brought in and sent by somebody else.

#[path = "shared/kinds.rs"]
mod kinds;

use kinds::{Diary, LATER, kind};
use model::{
    Answer, Content, Day, Fault, Field, Kind, Need, Shape, Taste, Tie, Unreadable, Value,
    fields::{Few, Line, Moment, Name, Scale, Text, TimeOfDay},
    kinds::{Card, LIST, Listed},
    value::{MINUTES_PER_DAY, MOMENT_MAX_S},
};
use proptest::prelude::*;

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

/// Each shape with the last values that fit and the first that do not.
#[test]
fn every_shape_ends_where_it_says() {
    const LINE: Shape = Shape::Line { characters_max: 5 };
    const TEXT: Shape = Shape::Text { characters_max: 5 };
    const SCALE: Shape = Shape::Scale { points: 7 };
    let too_long = Fault::TooLong { found: 6, max: 5 };
    let several = Shape::Several { of: &SCALE, count_max: 2 };
    let some = |count: usize| Value::Several(vec![Value::Number(1); count]);
    let time = |minutes, zone: &'static str| Value::Several(vec![Value::Number(minutes), text(zone)]);
    for (shape, value, expected) in [
        (LINE, text("äääää"), Ok(())),
        (LINE, text("ääääää"), Err(too_long)),
        (LINE, text(""), Err(Fault::Empty)),
        (LINE, text(" \u{a0} "), Err(Fault::Empty)),
        (LINE, text("a\nb"), Err(Fault::Lines)),
        (LINE, text("a\tb"), Err(Fault::Lines)),
        (LINE, text("a\u{2028}b"), Err(Fault::Lines)),
        (LINE, text("a\u{2029}b"), Err(Fault::Lines)),
        (LINE, Value::Number(1), Err(Fault::Sort)),
        (LINE, Value::Absent, Err(Fault::Empty)),
        (TEXT, text("a\r\n\tb"), Ok(())),
        (TEXT, text("ääääää"), Err(too_long)),
        (TEXT, text("\n"), Err(Fault::Empty)),
        (TEXT, Value::Several(vec![]), Err(Fault::Sort)),
        (SCALE, Value::Number(1), Ok(())),
        (SCALE, Value::Number(7), Ok(())),
        (SCALE, Value::Number(0), Err(Fault::OutOfRange)),
        (SCALE, Value::Number(8), Err(Fault::OutOfRange)),
        (SCALE, text("3"), Err(Fault::Sort)),
        (Taste::SHAPE, Value::Number(1), Ok(())),
        (Taste::SHAPE, Value::Number(2), Err(Fault::Newer)),
        (Taste::SHAPE, text("like"), Err(Fault::Sort)),
        (Shape::Day, Value::Number(u64::from(u32::MAX)), Ok(())),
        (Shape::Day, Value::Number(u64::from(u32::MAX) + 1), Err(Fault::OutOfRange)),
        (Shape::Moment, Value::Number(MOMENT_MAX_S), Ok(())),
        (Shape::Moment, Value::Number(MOMENT_MAX_S + 1), Err(Fault::OutOfRange)),
        (Shape::TimeOfDay, time(0, "UTC"), Ok(())),
        (Shape::TimeOfDay, time(MINUTES_PER_DAY - 1, "Europe/Berlin"), Ok(())),
        (Shape::TimeOfDay, time(MINUTES_PER_DAY, "UTC"), Err(Fault::OutOfRange)),
        (Shape::TimeOfDay, time(0, "no zone"), Err(Fault::OutOfRange)),
        (Shape::TimeOfDay, some(2), Err(Fault::Sort)),
        (Shape::TimeOfDay, Value::Number(0), Err(Fault::Sort)),
        (Shape::Optional(&SCALE), Value::Absent, Ok(())),
        (Shape::Optional(&SCALE), Value::Number(7), Ok(())),
        (Shape::Optional(&SCALE), Value::Number(8), Err(Fault::OutOfRange)),
        (several, some(0), Ok(())),
        (several, some(2), Ok(())),
        (several, some(3), Err(Fault::TooMany { found: 3, max: 2 })),
        (several, Value::Several(vec![Value::Number(8)]), Err(Fault::OutOfRange)),
        (several, Value::Number(1), Err(Fault::Sort)),
    ] {
        assert_eq!(shape.check(&value), expected, "{shape:?} of {value:?}");
    }
    // GNU date: `date -u -d @253402300799` is 9999-12-31 23:59:59.
    assert_eq!(MOMENT_MAX_S, 253_402_300_799);
    assert_eq!(model::Clock::new(MOMENT_MAX_S, 0).physical(), MOMENT_MAX_S);
    assert_eq!(MINUTES_PER_DAY, 1_440);
}

#[test]
fn the_limits_of_the_app_are_these() {
    let line = |count| Line::<160>::typed(&"x".repeat(count)).map(|_| ());
    assert_eq!(<Line as Field>::SHAPE, Shape::Line { characters_max: 160 });
    assert_eq!((line(160), line(161)), (Ok(()), Err(Fault::TooLong { found: 161, max: 160 })));
    assert_eq!(<Text as Field>::SHAPE, Shape::Text { characters_max: 4_000 });
    assert_eq!(<Name as Field>::SHAPE, Shape::Line { characters_max: 60 });
    // What stands as a heading is no longer than a heading.
    let card = LIST.get(Card::NUMBER).expect("cards are there");
    assert_eq!(card.slots[1].shape, Shape::Line { characters_max: 80 });
    // However long it is, counting it ends.
    let endless = "x".repeat(1_500_000);
    assert_eq!(<Text>::typed(&endless), Err(Fault::TooLong { found: 1_000_000, max: 4_000 }));
}

#[test]
fn what_is_typed_is_tidied_and_nothing_of_it_is_cut_off() {
    assert_eq!(<Line>::typed("  Rain on\r\n a tent\u{2028}roof ").unwrap().as_str(), "Rain on a tent roof");
    assert_eq!(<Text>::typed("\n one\n\n two \n").unwrap().as_str(), "one\n\n two");
    assert_eq!(<Text>::typed_optional(" \n ").unwrap(), None);
    assert_eq!(<Text>::typed_optional("x").unwrap().map(Text::into_string).as_deref(), Some("x"));
    assert_eq!(<Line>::typed("\n"), Err(Fault::Empty));
    assert_eq!(<Line>::typed("\u{200b}\u{202e} \u{2060}"), Err(Fault::Empty), "nobody would see it");
    assert_eq!(<Text>::typed_optional("\u{feff}\n"), Ok(None));
}

#[test]
fn lines_of_a_text_end_in_one_way_whoever_wrote_them_and_what_was_written_stays() {
    let written = "one\r\n\r\ntwo\rthree\u{2028}four\u{2029}five\u{85}six\u{b}seven";
    let plain = "one\n\ntwo\nthree\nfour\nfive\nsix\nseven";
    assert_eq!(<Text>::typed(written).unwrap().as_str(), plain);
    let text = |text: &'static str| Value::Text(text.into());
    let card = Content::of_values(Card::NUMBER, &[Value::Number(0), text("Rain"), text(written)]);
    let note = LIST.read::<Card>(&card).unwrap().unwrap().note.unwrap();
    assert_eq!(note.as_str(), plain);
    assert_eq!(LIST.fields(&card).unwrap()[2].1, text(plain));
    assert_eq!(LIST.fields_as_written(&card).unwrap()[2].1, text(written));
    assert!(LIST.is_whole(&card), "every byte of it is understood");
    let shared = LIST.shareable(card.clone()).unwrap();
    assert_eq!(minicbor::to_vec(&shared).unwrap(), minicbor::to_vec(&card).unwrap(), "no byte is changed");
}

#[test]
fn times_and_counts_are_made_within_their_limits() {
    let time = TimeOfDay::new(1_110, "Europe/Berlin").unwrap();
    assert_eq!((time.minutes(), time.zone()), (1_110, "Europe/Berlin"));
    assert_eq!(TimeOfDay::new(1_440, "UTC"), Err(Fault::OutOfRange));
    assert_eq!(TimeOfDay::new(1_439, "not a zone"), Err(Fault::OutOfRange));
    let few = Few::<Need, 2>::new(vec![Need::Ideas, Need::Hands]).unwrap();
    assert_eq!(few.as_slice(), [Need::Ideas, Need::Hands]);
    let many = Few::<Need, 2>::new(vec![Need::Ideas; 3]);
    assert_eq!(many, Err(Fault::TooMany { found: 3, max: 2 }));
}

#[test]
fn names_of_zones_are_told_from_other_texts() {
    for name in [
        "UTC",
        "Europe/Berlin",
        "America/Argentina/ComodRivadavia",
        "Etc/GMT+5",
        "America/Port-au-Prince",
        "EST5EDT",
    ] {
        assert!(model::zone::is_name(name), "{name}");
    }
    let (longest, longer) = ("x".repeat(64), "x".repeat(65));
    assert!(model::zone::is_name(&longest) && !model::zone::is_name(&longer));
    for text in ["", "/", "/Berlin", "Europe/", "Europe//Berlin", "Europe Berlin", "Zürich", "<b>"] {
        assert!(!model::zone::is_name(text), "{text}");
    }
}

#[test]
fn every_choice_keeps_its_number_and_its_name() {
    let listed = |choices: &model::value::Choices| {
        choices
            .all
            .iter()
            .map(|choice| format!("{} {}", choice.number, choice.name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(listed(&Tie::CHOICES), "0 partner, 1 parent, 2 adult-child, 3 sibling, 4 friend, 5 other");
    assert_eq!(listed(&Taste::CHOICES), "0 like, 1 dislike");
    assert_eq!(listed(&Need::CHOICES), "0 listening, 1 ideas, 2 hands, 3 company, 4 just-know");
    assert_eq!(listed(&Answer::CHOICES), "0 yes, 1 not-now, 2 something-else");
    for need in Need::ALL {
        assert_eq!(Need::from_number(need.number()), Some(*need));
        assert_eq!(Need::from_name(need.name()), Some(*need));
        assert_eq!(Need::read(need.value()), Ok(*need));
        assert_eq!(Need::CHOICES.named(need.name()), Need::CHOICES.numbered(need.number().into()));
    }
    assert_eq!((Need::from_number(5), Need::from_name("money")), (None, None));
}

#[test]
fn a_record_is_read_as_the_type_that_wrote_it() {
    let diary = Diary {
        day: Day(20_779),
        title: Line::typed("A long walk").unwrap(),
        text: Some(Text::typed("Along the river,\nthen home.").unwrap()),
        mood: Scale::new(6).unwrap(),
        needs: Few::new(vec![Need::Company, Need::JustKnow]).unwrap(),
        at: Some(Moment(1_795_372_205)),
        again: Some(TimeOfDay::new(510, "Asia/Tokyo").unwrap()),
    };
    let content = Content::of(&diary);
    assert_eq!(LATER.read::<Diary>(&content), Some(Ok(diary.clone())));
    assert_eq!(LATER.read::<Card>(&content), None, "of another kind");
    assert_eq!(LIST.read::<Diary>(&content), None, "a kind that the list does not know");
    let sparse = Diary { text: None, needs: Few::new(vec![]).unwrap(), at: None, again: None, ..diary };
    assert_eq!(LATER.read::<Diary>(&Content::of(&sparse)), Some(Ok(sparse)));
}

/// A version of the app that has added a field at the end, and one that had not yet.
#[test]
fn a_field_that_is_missing_at_the_end_is_absent_and_one_too_many_is_passed_over() {
    let (taste, what) = (Value::Number(0), text("Rain"));
    let older = Content::of_values(Card::NUMBER, &[taste.clone(), what.clone()]);
    let read = LIST.read::<Card>(&older).unwrap().unwrap();
    assert_eq!((read.taste, read.text.as_str(), read.note), (Taste::Like, "Rain", None));

    let newer =
        Content::of_values(Card::NUMBER, &[taste.clone(), what.clone(), Value::Absent, Value::Number(9)]);
    assert_eq!(LIST.read::<Card>(&newer).unwrap().unwrap().text.as_str(), "Rain");
    // What a preview would show of the newer one is not all that would be sent.
    assert!(!LIST.is_whole(&newer) && LIST.is_whole(&older));
    assert!(LIST.shareable(newer).is_err() && LIST.shareable(older).is_ok());
    assert!(LIST.is_whole(&Content::of_values(Card::NUMBER, &[taste.clone(), what, Value::Absent])));

    let short = Content::of_values(Card::NUMBER, &[taste]);
    let missing = Unreadable { field: Some("text"), fault: Fault::Empty };
    assert_eq!(LIST.fields(&short), Err(missing));
    assert_eq!(LIST.read::<Card>(&short), Some(Err(missing)));
    assert_eq!(<Card as Kind>::of_values(vec![Value::Number(0)]), Err(missing));
}

#[test]
fn what_is_no_record_at_all_is_said_to_be_none() {
    let sort = |field| Unreadable { field, fault: Fault::Sort };
    let of = |bytes: &[u8]| Content::of_bytes(Card::NUMBER, bytes).unwrap();
    // A number; a list whose first field is a text.
    assert_eq!(LIST.fields(&of(&[0x01])), Err(sort(None)));
    assert_eq!(LIST.fields(&of(&[0x81, 0x61, b'x'])), Err(sort(Some("taste"))));
    assert_eq!(LIST.fields(&of(&[0x82, 0x00, 0x41, b'x'])), Err(sort(Some("text"))), "bytes are no text");
    assert_eq!(
        LIST.fields(&of(&[0x82, 0x00, 0x61, 0xff])),
        Err(sort(Some("text"))),
        "nor is what is not UTF-8"
    );
    assert_eq!(LIST.fields(&Content::of_bytes(57, &[0x80]).unwrap()), Err(Unreadable::NEWER));
    assert!(Unreadable::NEWER.is_newer() && !sort(None).is_newer());
    assert_eq!(sort(Some("text")).to_string(), "the field text cannot be read: it is of another sort");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn reading_never_panics_and_agrees_with_itself(kind in kind(), bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let Ok(content) = Content::of_bytes(kind.number, &bytes) else { return Ok(()) };
        let Ok(fields) = LATER.fields(&content) else { return Ok(()) };
        prop_assert!(fields.iter().all(|(slot, value)| slot.shape.check(value).is_ok()));
        if LATER.is_whole(&content) {
            let values: Vec<_> = fields.into_iter().map(|(_, value)| value).collect();
            prop_assert_eq!(Content::of_values(kind.number, &values), content);
        }
    }
}
