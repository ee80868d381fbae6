//! `counterpoint statistics` as a person runs it: what it prints, and what it says of bad input.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{path::PathBuf, process::Command};

use serde_json::Value;

fn data(name: &str) -> String {
    // Relative, so that the names in the snapshots are the same on every machine.
    format!("../statistics/data/{name}")
}

/// Exit status, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("statistics")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Every method on real data, with the arguments as they would be typed.
fn typed() -> Vec<(&'static str, Vec<String>)> {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (acitelli, barkalifa) = (data("acitelli.csv"), data("barkalifa.csv"));
    [
        ("apim", format!("apim {acitelli} --id id --y yh,yw --x xh,xw --bootstrap 500 --seed 7")),
        ("apim_distinguishable", format!("apim {acitelli} --y yh,yw --x xh,xw --distinguishable --bootstrap 500 --seed 7")),
        ("icc", format!("icc {acitelli} --y yh,yw")),
        ("alpha", format!("alpha {barkalifa} --items M_Anx,M_Sad,M_Vig,M_Con --reversed M_Vig,M_Con")),
        ("dyad", format!("dyad {barkalifa} --only ID=239 --day DIARYDAY --y M_Con,W_Con --kalman")),
        ("truth_bias", format!("truth-bias {barkalifa} --only ID=201 --judged M_Con --truth W_Con --normative W_Vig --own M_Vig")),
        ("similarity", format!("similarity {barkalifa} --only ID=201 --profiles M_Con,W_Con --normative W_Vig")),
        ("trend", format!("trend {barkalifa} --only ID=239 --day DIARYDAY --y M_Con")),
        ("permutation", format!("permutation {barkalifa} --only ID=201 --with M_Con --without M_Vig")),
        ("interrupted", format!("interrupted {barkalifa} --only ID=239 --day DIARYDAY --y M_Anx --from 20 --slope")),
        ("power", "power --days 10,14,28,60,90".to_owned()),
    ]
    .into_iter()
    .map(|(name, line)| (name, words(&line)))
    .collect()
}

#[test]
fn every_method_prints_a_table_for_people() {
    for (name, arguments) in typed() {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (status, output, error) = run(&arguments);
        assert_eq!((status, error.as_str()), (0, ""), "{name}");
        insta::assert_snapshot!(name, output);
    }
}

/// The names and types in a value, one line each.
fn shape(path: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| shape(&format!("{path}.{name}"), value, lines))
        }
        Value::Array(elements) => {
            let mut of_elements = Vec::new();
            elements.iter().for_each(|value| shape(&format!("{path}[]"), value, &mut of_elements));
            of_elements.sort();
            of_elements.dedup();
            lines.append(&mut of_elements);
        }
        Value::String(text) => lines.push(format!("{path}: \"{text}\"")),
        Value::Number(number) => {
            lines.push(format!("{path}: {}", if number.is_f64() { "number" } else { "count" }))
        }
        Value::Bool(_) => lines.push(format!("{path}: boolean")),
        Value::Null => lines.push(format!("{path}: null")),
    }
}

#[test]
fn json_has_the_documented_fields() {
    let mut lines = Vec::new();
    for (name, mut arguments) in typed() {
        arguments.push("--json".to_owned());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (status, output, error) = run(&arguments);
        assert_eq!((status, error.as_str()), (0, ""), "{name}");
        let json: Value = serde_json::from_str(&output).unwrap();
        shape(name, &json, &mut lines);
    }
    insta::assert_snapshot!("json_fields", lines.join("\n"));
}

/// Writes a table into cargo's folder for tests.
fn written(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What is said of `text` as input; the folder is taken out of the answer.
fn complaint(name: &str, text: &str, arguments: &[&str]) -> String {
    let file = written(name, text);
    let (method, rest) = arguments.split_first().unwrap();
    let (status, output, error) = run(&[&[*method, file.as_str()], rest].concat());
    assert_eq!((status, output.as_str()), (2, ""), "{error}");
    error.trim_end().replace(&file, name)
}

const ICC: [&str; 3] = ["icc", "--y", "a,b"];

#[test]
fn a_cell_that_is_no_number_is_named_by_file_line_and_column() {
    assert_eq!(
        complaint("letters.csv", "a,b\n1,2\n3,many\n", &ICC),
        "letters.csv, line 3, column \"b\": expected a number, or nothing, NA or ., found \"many\""
    );
    assert_eq!(
        complaint("infinite.csv", "a,b\n1,inf\n", &ICC),
        "infinite.csv, line 2, column \"b\": expected a number, or nothing, NA or ., found \"inf\""
    );
}

#[test]
fn a_missing_column_is_named_with_those_there_are() {
    assert_eq!(
        complaint("columns.csv", "a,c\n1,2\n", &ICC),
        "columns.csv, line 1: expected a column named \"b\", found \"a\", \"c\""
    );
}

#[test]
fn a_row_of_another_length_is_named_by_its_line() {
    assert_eq!(
        complaint("ragged.csv", "a,b\n1,2\n3\n", &ICC),
        "ragged.csv, line 3: not a table: expected 2 cells, found 1"
    );
}

#[test]
fn a_table_without_rows_is_refused() {
    assert_eq!(complaint("empty.csv", "a,b\n", &ICC), "empty.csv: expected a header and at least one row");
}

#[test]
fn a_dyad_that_stands_twice_is_named_with_both_lines() {
    let text = "id,a,b,c,d\n7,1,2,3,4\n8,1,2,3,4\n7,1,2,3,4\n";
    assert_eq!(
        complaint("twice.csv", text, &["apim", "--id", "id", "--y", "a,b", "--x", "c,d"]),
        "twice.csv, line 4, column \"id\": 7 stood already in line 2; expected each once"
    );
}

#[test]
fn a_day_that_is_no_whole_number_is_refused_and_so_is_one_that_stands_twice() {
    assert_eq!(
        complaint("days.csv", "day,a\n1,2\n1.5,3\n", &["trend", "--y", "a", "--day", "day"]),
        "days.csv, line 3, column \"day\": expected a day, such as 12 or 2026-03-01, found \"1.5\""
    );
    assert_eq!(
        complaint("same.csv", "day,a\n1,2\n1,3\n", &["trend", "--y", "a", "--day", "day"]),
        "same.csv, line 3, column \"day\": 1 stood already in line 2; expected each once"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_nothing_is_printed() {
    let (status, output, error) = run(&["icc", "nowhere.csv", "--y", "a,b"]);
    assert_eq!((status, output.as_str()), (2, ""));
    assert!(error.starts_with("nowhere.csv: cannot be read: "), "{error}");
}

#[test]
fn arguments_that_are_not_understood_end_with_status_2() {
    let (status, output, error) = run(&["icc", "nowhere.csv", "--y", "a"]);
    assert_eq!((status, output.as_str()), (2, ""));
    assert!(error.contains("expected two columns, such as yh,yw"), "{error}");
}

#[test]
fn empty_cells_na_and_points_are_missing_and_semicolons_and_tabs_separate_too() {
    let rows: Vec<[String; 2]> =
        (0..24_u32).map(|row| [(row * 7 % 11).to_string(), (row * 5 % 13).to_string()]).collect();
    let table = |separator: &str, missing: &str| {
        let mut text = format!("a{separator}b\n");
        for [a, b] in &rows {
            text += &format!("{a}{separator}{b}\n");
        }
        text + &format!("{missing}{separator}3\n")
    };
    let icc = |name: &str, text: &str| {
        let file = written(name, text);
        let (status, output, error) = run(&["icc", &file, "--y", "a,b", "--json"]);
        assert_eq!((status, error.as_str()), (0, ""), "{name}");
        let json: Value = serde_json::from_str(&output).unwrap();
        assert_eq!(json["intraclass"]["correlation"]["observations"], 24, "{name}");
        json["intraclass"].clone()
    };
    let expected = icc("comma.csv", &table(",", ""));
    assert_eq!(icc("semicolon.csv", &table(";", "NA")), expected);
    assert_eq!(icc("tab.csv", &table("\t", ".")), expected);
    assert_eq!(icc("marked.csv", &format!("\u{feff}{}", table(",", ""))), expected);
}

#[test]
fn what_cannot_be_said_is_an_answer_with_its_reason() {
    let file = written("short.csv", "a,b\n1,2\n2,1\n3,3\n");
    let (status, output, error) = run(&["icc", &file, "--y", "a,b", "--json"]);
    assert_eq!((status, error.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&output).unwrap();
    let expected =
        serde_json::json!({ "because": "too-early", "observed": 3, "needed": 10, "unit": "dyads" });
    assert_eq!(json["intraclass"], expected);
}

#[test]
fn the_same_seed_draws_the_same_bootstrap_and_another_seed_another() {
    let acitelli = data("acitelli.csv");
    let drawn = |seed: &str| {
        run(&["apim", &acitelli, "--y", "yh,yw", "--x", "xh,xw", "--bootstrap", "200", "--seed", seed]).1
    };
    assert_eq!(drawn("3"), drawn("3"));
    assert_ne!(drawn("3"), drawn("4"));
}
