//! Files that are no export, or not a whole one: each is refused with the place, and nothing is changed.

use client::export::{Export, Fault, FileError, Place, VERSIONS_PER_ITEM_MAX};
use model::kinds::LIST;

/// A small export, whole.
pub(crate) const WHOLE: &str = r##"{
  "format": "counterpoint-export",
  "version": 1,
  "exported_on": "2026-11-22",
  "name": "Noor",
  "relationships": [
    {"id": "01010101010101010101010101010101", "name": "Sam", "tie": "friend",
     "added": "2026-11-01T08:00:00Z", "changed": "2026-11-02T08:00:00Z"}
  ],
  "items": [
    {"id": "02020202020202020202020202020202", "versions": [
      {"id": "03030303030303030303030303030303", "written": "2026-11-22T18:30:05.00000003Z",
       "content": {"card": {"taste": "like", "text": "Rain on a tent roof", "note": null}}}
    ], "earlier": ["04040404040404040404040404040404"]},
    {"id": "05050505050505050505050505050505", "versions": [
      {"id": "06060606060606060606060606060606", "written": "2026-11-22T18:30:05Z",
       "content": {"ask": {"need": "just-know", "text": "The move"}},
       "about": "01010101010101010101010101010101"},
      {"id": "07070707070707070707070707070707", "written": "2026-11-22T18:30:04Z",
       "content": {"#57": "82006178"}}
    ]}
  ],
  "shared": []
}"##;

/// Reads the whole file with one piece replaced.
pub(crate) fn reading(from: &str, to: &str) -> FileError {
    assert!(
        Export::from_json(WHOLE.as_bytes(), &LIST).is_ok(),
        "{:?}",
        Export::from_json(WHOLE.as_bytes(), &LIST)
    );
    assert_eq!(WHOLE.matches(from).count(), 1, "{from} stands there once");
    Export::from_json(WHOLE.replace(from, to).as_bytes(), &LIST).expect_err("the file is not whole any more")
}

pub(crate) fn damaged(place: &str, fault: Fault) -> FileError {
    let number = |text: &str| text.parse().expect("a number");
    let place = match place.strip_prefix("line ").and_then(|rest| rest.split_once(", column ")) {
        Some((line, column)) => Place::Line { line: number(line), column: number(column) },
        None => Place::Field(place.into()),
    };
    FileError::Damaged { place, fault }
}

#[test]
fn a_damaged_file_is_refused_with_the_place() {
    for (from, to, place, problem) in [
        ("\"tie\": \"friend\"", "\"tie\": null", "line 7, column 70", Fault::Malformed),
        ("\"2026-11-22\"", "\"2026-11-31\"", "line 4, column 18", Fault::Malformed),
        (", \"text\": \"The move\"", "", "line 17, column 48", Fault::Malformed),
        ("\"82006178\"", "\"820061\"", "line 20, column 27", Fault::Malformed),
        ("\"82006178\"", "\"8200617\"", "line 20, column 27", Fault::Malformed),
        ("\"82006178\"", "\"8200617X\"", "line 20, column 27", Fault::Malformed),
        ("\"#57\"", "\"#+57\"", "line 20, column 28", Fault::Malformed),
        ("\"#57\"", "\"#057\"", "line 20, column 28", Fault::Malformed),
        (
            "05050505050505050505050505050505",
            "+5050505050505050505050505050505",
            "line 15, column 12",
            Fault::Malformed,
        ),
        ("\"#57\"", "\"#x\"", "line 20, column 26", Fault::Malformed),
        ("\"shared\": []\n", "\"shared\": []", "", Fault::Malformed),
        (", \"note\": null", "", "", Fault::Malformed),
        ("\"tie\": \"friend\"", "\"tie\": 57", "", Fault::Malformed),
        (
            "\"changed\": \"2026-11-02",
            "\"changed\": \"2026-10-02",
            "relationships[0].changed",
            Fault::BackInTime,
        ),
        (
            "04040404040404040404040404040404",
            "03030303030303030303030303030303",
            "items[0].earlier[0]",
            Fault::Repeated,
        ),
        (
            "07070707070707070707070707070707",
            "06060606060606060606060606060606",
            "items[1].versions[1].id",
            Fault::Repeated,
        ),
        (
            "05050505050505050505050505050505",
            "02020202020202020202020202020202",
            "items[1].id",
            Fault::Repeated,
        ),
        (
            "\"about\": \"01010101010101010101010101010101\"",
            "\"about\": \"0101010101010101010101010101010f\"",
            "items[1].versions[0].about",
            Fault::Dangling,
        ),
        ("\"version\": 1", "\"version\": 0", "version", Fault::Malformed),
        ("\"version\": 1", "\"version\": \"one\"", "line 3, column 14", Fault::Malformed),
    ] {
        if place.is_empty() {
            assert!(Export::from_json(WHOLE.replace(from, to).as_bytes(), &LIST).is_ok(), "{to}");
        } else {
            assert_eq!(reading(from, to), damaged(place, problem), "{from}");
        }
    }
}

#[test]
fn a_name_that_a_newer_version_may_know_is_said_to_be_newer_with_the_place() {
    for (from, to, column) in [
        ("\"note\": null", "\"notes\": null", 86),
        ("\"card\": {", "\"cart\": {", 28),
        ("\"like\"", "\"love\"", 38),
    ] {
        let place = Place::Line { line: 13, column };
        assert_eq!(reading(from, to), FileError::Newer { place }, "{to}");
    }
    let place = Place::Line { line: 7, column: 70 };
    assert_eq!(reading("\"tie\": \"friend\"", "\"tie\": \"foe\""), FileError::Newer { place });
}

#[test]
fn more_versions_of_one_thing_than_any_life_has_are_refused() {
    let mut export = Export::from_json(WHOLE.as_bytes(), &LIST).expect("the file is whole");
    let first = export.items[0].versions[0].clone();
    let mut versions = |count: usize| {
        let numbered = (0_u32..).take(count).map(|number| {
            let mut version = first.clone();
            version.id.0[..4].copy_from_slice(&number.to_be_bytes());
            version
        });
        export.items[0].versions = numbered.collect();
        Export::from_json(&export.to_json(&LIST), &LIST).map(|export| export.items[0].versions.len())
    };
    assert_eq!(versions(VERSIONS_PER_ITEM_MAX), Ok(VERSIONS_PER_ITEM_MAX));
    assert_eq!(
        versions(VERSIONS_PER_ITEM_MAX + 1),
        Err(damaged("items[0].versions", Fault::TooManyVersions))
    );
}

#[test]
fn texts_are_read_with_every_escape_and_no_wrong_one() {
    let text = |written: &str| {
        let json = WHOLE.replace("Rain on a tent roof", written);
        Export::from_json(json.as_bytes(), &LIST).map(|export| {
            // A text, with line breaks and all, whatever its field may hold.
            let mut decoder = minicbor::Decoder::new(export.items[0].versions[0].content.bytes());
            decoder.array().unwrap();
            decoder.u64().unwrap();
            decoder.str().unwrap().to_owned()
        })
    };
    let all = r#"\"\\\/\b\f\n\r\tä\ud83d\ude42"#;
    assert_eq!(text(all).as_deref(), Ok("\"\\/\u{8}\u{c}\n\r\tä🙂"));
    for wrong in [r"\x", r"\u12g4", r"\ud83d", r"\ud83d\u0041", r"\ude42", r"\u", "line\nbreak", "\u{1}"] {
        assert!(matches!(text(wrong), Err(FileError::Damaged { .. })), "{wrong:?}");
    }
    let mut bytes = WHOLE.as_bytes().to_vec();
    let place = WHOLE.find("tent roof").expect("the text is there");
    bytes[place] = 0xff;
    assert!(matches!(Export::from_json(&bytes, &LIST), Err(FileError::Damaged { .. })), "UTF-8 only");
}

#[test]
fn what_serde_json_writes_and_reads_is_the_same() {
    let export = Export::from_json(WHOLE.as_bytes(), &LIST).expect("the file is whole");
    let ours: serde_json::Value = serde_json::from_slice(&export.to_json(&LIST)).expect("it is JSON");
    let theirs: serde_json::Value = serde_json::from_str(WHOLE).expect("it is JSON");
    assert_eq!(ours, theirs);
    // `serde_json` sorts the fields; their order does not matter.
    assert_eq!(Export::from_json(theirs.to_string().as_bytes(), &LIST), Ok(export));
}

#[test]
fn a_field_that_stands_twice_or_is_missing_is_refused() {
    for (from, to) in [
        ("\"name\": \"Noor\",", "\"name\": \"Noor\", \"name\": \"Kim\","),
        ("\"name\": \"Noor\",", ""),
        ("\"shared\": []", "\"shared\": [],"),
        ("\"version\": 1", "\"version\": 01"),
        ("\"version\": 1", "\"version\": 1.0"),
        ("\"version\": 1", "\"version\": -1"),
    ] {
        assert!(matches!(reading(from, to), FileError::Damaged { fault: Fault::Malformed, .. }), "{to}");
    }
}

#[test]
fn a_file_cut_short_is_damaged_where_it_ends() {
    let cut = &WHOLE.as_bytes()[..WHOLE.len() - 1];
    assert_eq!(Export::from_json(cut, &LIST), Err(damaged("line 24, column 1", Fault::Malformed)));
}

#[test]
fn what_is_no_export_is_said_to_be_something_else() {
    for other in ["", "{}", "[]", "null", "hello", "{\"format\": \"diary\", \"version\": 1}", "\u{feff}"] {
        assert_eq!(Export::from_json(other.as_bytes(), &LIST), Err(FileError::Foreign), "{other}");
    }
    assert_eq!(Export::from_json(&[0xff; 100], &LIST), Err(FileError::Foreign));
}

#[test]
fn a_newer_format_is_named() {
    let newer = "{\"format\": \"counterpoint-export\", \"version\": 2, \"everything\": \"else\"}";
    assert_eq!(Export::from_json(newer.as_bytes(), &LIST), Err(FileError::TooNew { found: 2 }));
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep =
        format!("{{\"format\": \"counterpoint-export\", \"version\": 1, \"items\": {}", "[".repeat(100_000));
    assert!(matches!(Export::from_json(deep.as_bytes(), &LIST), Err(FileError::Damaged { .. })));
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let large = vec![b' '; client::export::FILE_BYTES_MAX + 1];
    assert_eq!(Export::from_json(&large, &LIST), Err(FileError::TooLarge { found: large.len() }));
}
