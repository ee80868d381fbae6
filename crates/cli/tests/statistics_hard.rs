//! Inputs that once made `counterpoint statistics` panic, or say what is not so, with what is said of them now.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

/// Exit status and all that is printed.
fn run(line: &str) -> (i32, String) {
    // What stands in quotation marks is one argument, with them.
    let mut arguments = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        is_quoted ^= letter == '"';
        match arguments.last_mut() {
            _ if letter == ' ' && !is_quoted => arguments.push(String::new()),
            Some(argument) => argument.push(letter),
            None => {}
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hard"))
        .arg("statistics")
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// Runs it, and expects this exit status and each of these to be said.
fn says(line: &str, status: i32, said: &[&str]) -> String {
    let (ended, text) = run(line);
    assert_eq!(ended, status, "{line}:\n{text}");
    for words in said {
        assert!(text.contains(words), "{line} does not say “{words}”:\n{text}");
    }
    text
}

const APIM: &str = "--y yh,yw --x xh,xw";
/// The actor effect in the forty couples that several files hold, each in its own way.
const SAME_COUPLES: [&str; 2] =
    ["actor                    0.1786   0.1340   -0.08825 … 0.4455", "partner                -0.04096"];

#[test]
fn a_response_that_is_a_predictor_leaves_nothing_unexplained() {
    let nothing = "not computable: there is no residual variation to measure uncertainty by";
    says("apim panic-swap-xy.csv --y yh,yw --x yw,yh", 0, &[nothing]);
    for file in ["panic-y_eq_own_x", "panic-y_eq_own_x_plus_1", "panic-y_eq_partner_x"] {
        for model in ["", " --distinguishable"] {
            let text = says(&format!("apim {file}.csv --y y1,y2 --x x1,x2{model}"), 0, &[nothing]);
            assert!(!text.contains("p ="), "{text}");
        }
    }
    let text = says(&format!("apim false-p1-constant-y.csv {APIM}"), 0, &[nothing]);
    assert!(!text.contains("p = 1.0000") && !text.contains("likelihood ratio"), "{text}");
}

#[test]
fn tiny_numbers_and_large_ones_are_written_so_that_they_say_something() {
    says(
        &format!("apim panic-tiny-1e-100.csv {APIM}"),
        0,
        &["intercept              3.757e-100", "actor                      0.1786"],
    );
    says(
        &format!("apim ms.csv {APIM}"),
        0,
        &["actor                    0.0001786", "partner                -0.00004096"],
    );
    says("permutation perm-scale-1e-8.csv --with a --without b", 0, &["-2.250e-9", ".2652", "40 pairs"]);
}

#[test]
fn a_likelihood_with_two_maxima_says_neither() {
    says("dyad kalman-local-maximum.csv --day day --y a,b --kalman", 0, &["the days cannot tell the sign"]);
    says(
        "dyad every-other-day.csv --day day --y a,b --kalman",
        0,
        &["too early to tell: 0 days answered by both after a day answered by both so far, 20 are needed"],
    );
}

#[test]
fn what_both_share_is_no_partner_effect() {
    for file in ["shared-step-60-days", "shared-step-claims-partner", "shared-trend-claims-partner"] {
        let text = says(
            &format!("dyad {file}.csv --day day --y a,b"),
            0,
            &["partner effect on a: can't tell yet", "partner effect on b: can't tell yet"],
        );
        assert!(!text.contains("(partner)"), "no number is given of what is not said: {text}");
    }
}

#[test]
fn a_person_who_never_varies_has_nothing_that_carries_over() {
    let text = says("dyad flat-person-claims-actor.csv --day day --y a,b", 0, &["a profile is flat"]);
    assert!(!text.contains("P(> 0)"), "{text}");
}

#[test]
fn a_stationary_series_has_not_moved() {
    says(
        "trend stationary-ar6-more-than-chance.csv --day day --y y",
        0,
        &["The change is not more than chance explains."],
    );
}

#[test]
fn a_missing_own_answer_leaves_out_its_row_and_says_so() {
    says(
        "truth-bias tb_one_own_missing.csv --judged j --truth t --own o --normative n",
        0,
        &[
            "force of the truth             0.4680",
            "force of one's own answers     0.3961",
            "29 items; 1 rows lack a value",
        ],
    );
}

#[test]
fn two_couples_are_not_joined_into_one() {
    says("dyad two_couples.csv --y a,b", 2, &["has a column \"day\"", "say --day day"]);
    says(
        "dyad two_couples.csv --y a,b --day day",
        2,
        &["line 42, column \"day\": 1 stood already in line 2"],
    );
    says("dyad two_couples.csv --y a,b --day day --only couple=1", 0, &["40 days of both"]);
}

#[test]
fn what_can_be_meant_in_two_ways_is_asked_about() {
    says(&format!("apim dup2.csv {APIM}"), 2, &["two columns are named \"yh\""]);
    says("apim dup2.csv --y yw,xh --x xw,id", 0, &["40 dyads"]);
    says(
        &format!("apim miss_m99.csv {APIM}"),
        2,
        &["line 5, column \"yh\": -99 is far from all other values", "--missing -99"],
    );
    says(&format!("apim miss_m99.csv {APIM} --missing -99"), 0, &["of 40 dyads; the others lack a value"]);
    says(&format!("apim miss_m99.csv {APIM} --number -99"), 0, &["40 dyads"]);
}

#[test]
fn a_thousand_ratings_are_not_too_many() {
    says("permutation perm-1000-ratings.csv --with w --without o", 0, &["95.00 % interval", "1000 pairs"]);
}

#[test]
fn the_line_that_is_said_is_the_line_of_the_file() {
    says(
        &format!("apim wrong-line-after-blank-lines.csv {APIM}"),
        2,
        &["line 11, column \"yh\": expected a number"],
    );
}

#[test]
fn tables_are_read_as_programs_write_them() {
    for file in ["german", "sep_line", "utf16", "trail_rowonly"] {
        says(&format!("apim {file}.csv {APIM}"), 0, &SAME_COUPLES);
    }
    says("apim comma_head.csv --y \"yh, mean\",yw --x xh,xw", 0, &SAME_COUPLES);
    says("apim long.csv --id dyad --person person --y y --x x", 0, &SAME_COUPLES);
    says("apim long.csv --id dyad --person person --y y,x --x x", 2, &["one column"]);
    for file in ["d_iso", "d_float"] {
        says(
            &format!("dyad {file}.csv --day day --y a,b"),
            0,
            &["40 days of both", "39 days of both after a day of both"],
        );
    }
}

#[test]
fn how_many_of_the_dyads_are_used_is_said() {
    says(&format!("apim partner-missing.csv {APIM}"), 0, &["111 of 148 dyads; the others lack a value"]);
}
