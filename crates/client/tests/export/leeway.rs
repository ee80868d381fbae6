//! What a file may write in one way or another, and what it may not.

use client::export::{Export, Fault, FileError, Place};
use model::kinds::LIST;

use crate::{
    documentation::made_up,
    reading::{WHOLE, damaged, reading},
};

/// With its fields in order of their names, so that neither `format` nor `version` comes first.
#[test]
fn in_whatever_order_its_fields_stand_a_refused_file_is_said_to_be_damaged_with_the_place_or_newer() {
    let sorted = |from: &str, to: &str| {
        assert_eq!(WHOLE.matches(from).count(), 1, "{from} stands there once");
        let file: serde_json::Value = serde_json::from_str(&WHOLE.replace(from, to)).expect("it is JSON");
        let json = serde_json::to_string_pretty(&file).expect("it is JSON");
        assert!(json.starts_with("{\n  \"exported_on\""));
        Export::from_json(json.as_bytes(), &LIST).expect_err("the file is not whole")
    };
    let place = |line, column| Place::Line { line, column };
    assert_eq!(sorted("\"card\": {", "\"mood\": {"), FileError::Newer { place: place(13, 21) });
    let bad = sorted("\"id\": \"02020202020202020202020202020202\"", "\"id\": \"zz\"");
    assert_eq!(bad, damaged("line 9, column 13", Fault::Malformed));
    assert_eq!(sorted("\"version\": 1", "\"version\": 2, \"moods\": []"), FileError::TooNew { found: 2 });
    let deep = format!("\"version\": 2, \"moods\": {}{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(sorted("\"version\": 1", &deep), FileError::TooNew { found: 2 });
}

#[test]
fn a_version_that_is_no_whole_number_is_damage_and_a_huge_one_is_newer() {
    for (version, column) in [("2.5", 15), ("2e1", 15), ("1.0", 15), ("02", 14), ("-2", 14)] {
        let place = format!("line 3, column {column}");
        let found = reading("\"version\": 1", &format!("\"version\": {version}"));
        assert_eq!(found, damaged(&place, Fault::Malformed), "{version}");
    }
    let huge = reading("\"version\": 1", "\"version\": 99999999999");
    assert_eq!(huge, FileError::TooNew { found: u32::MAX });
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let marked = format!("\u{feff}{WHOLE}");
    assert_eq!(Export::from_json(marked.as_bytes(), &LIST), Export::from_json(WHOLE.as_bytes(), &LIST));
    let twice = format!("\u{feff}{marked}");
    assert_eq!(Export::from_json(twice.as_bytes(), &LIST), Err(FileError::Foreign));
}

#[test]
fn ends_of_lines_and_white_space_around_a_file_are_as_its_editor_likes_them() {
    let whole = Export::from_json(WHOLE.as_bytes(), &LIST);
    for marked in [WHOLE.replace('\n', "\r\n"), format!("\u{feff}\r\n {WHOLE} \t\r\n\r\n")] {
        assert_eq!(Export::from_json(marked.as_bytes(), &LIST), whole, "{marked:?}");
    }
}

#[test]
fn a_file_in_utf_16_is_told_from_one_of_another_program() {
    let units = || WHOLE.encode_utf16();
    let low_first: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let high_first: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    for file in
        [[&[0xff, 0xfe], &*low_first].concat(), [&[0xfe, 0xff], &*high_first].concat(), low_first, high_first]
    {
        assert_eq!(Export::from_json(&file, &LIST), Err(FileError::Utf16));
    }
}

#[test]
fn a_time_of_day_is_written_in_digits() {
    let read = |time: &str| {
        let tea = format!(
            r##"{{"tea": {{"again": "{time} Europe/Berlin", "sort": "x", "strength": 3, "taste": "like",
                "on": "2026-11-22", "cups": []}}}}"##
        );
        let (before, after) = WHOLE.split_once("\"items\": [").expect("there are things");
        let (_, after) = after.split_once("\n  ],").expect("they end");
        let item = r##"{"id": "02020202020202020202020202020202", "versions": [{"about": null,
            "id": "03030303030303030303030303030303", "written": "2026-11-22T18:30:05Z",
            "content": "##;
        let json = format!("{before}\"items\": [{item}{tea}}}]}}],{after}");
        Export::from_json(json.as_bytes(), &made_up::KINDS).map(|_| ())
    };
    assert_eq!(read("18:30"), Ok(()));
    for wrong in ["+5:+3", "+8:30", "18:+3", "1:30", "24:00", "18:60", "18:3\u{663}"] {
        assert_eq!(read(wrong), Err(damaged("line 12, column 42", Fault::Malformed)), "{wrong}");
    }
}

#[test]
fn a_field_that_may_be_absent_may_be_empty_or_null_as_well_and_no_other() {
    let read = |from: &str, to: &str| {
        assert_eq!(WHOLE.matches(from).count(), 1, "{from} stands there once");
        Export::from_json(WHOLE.replace(from, to).as_bytes(), &LIST)
    };
    let whole = Export::from_json(WHOLE.as_bytes(), &LIST).expect("the file is whole");
    let written = "\"written\": \"2026-11-22T18:30:04Z\"";
    let grants = |answers: &str| {
        format!(
            "\"shared\": [{{\"relationship\": \"{0}\", \"linked_since\": null, \"name\": null, \"grants\": [{{\"item\": \"{0}\", \
             \"since\": \"2026-11-22\", \"content\": {{\"#57\": \"80\"}}{answers}}}]}}]",
            "01".repeat(16)
        )
    };
    let about = format!("{written}, \"about\": null");
    assert_eq!(read(written, &about).as_ref(), Ok(&whole));
    assert_eq!(read("\"shared\": []", "\"shared\": [], \"from_others\": null").as_ref(), Ok(&whole));
    let answers = read("\"shared\": []", &grants(", \"answers\": null"));
    assert_eq!(answers, read("\"shared\": []", &grants("")));
    assert!(answers.is_ok(), "{answers:?}");
    let earlier = "], \"earlier\": [\"04040404040404040404040404040404\"]";
    assert_eq!(read(earlier, "], \"earlier\": []"), read(earlier, "]"));
    for (from, to) in [(earlier, "], \"earlier\": null"), ("\"shared\": []", "\"shared\": null")] {
        assert!(matches!(read(from, to), Err(FileError::Damaged { .. })), "{to}");
    }
}
