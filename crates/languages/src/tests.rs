//! What becomes of language files: functions, packs, and errors that stop the build.

use super::{ENGLISH, Error, Languages, PSEUDO, PSEUDO_RIGHT_TO_LEFT, Pack, Source};
use serde_json::{Value, json};

const SOURCE: &str = "\
language-name = English
cannot-start = It could not start.
leave-button = Leave
leave-first = Leave this page
greeting = Good day, { $name }
step = Step { NUMBER($step) } of 3
cards = { $count ->
    [0] None for { $name }
    [one] { $count } card for { $name }
   *[other] { $count } cards for { $name }
}.
";

fn source(tag: &str, text: &str) -> Source {
    Source { tag: tag.to_owned(), text: text.to_owned() }
}

fn read(others: &[(&str, &str)]) -> Result<Languages, Error> {
    let mut sources = vec![source(ENGLISH, SOURCE)];
    sources.extend(others.iter().map(|(tag, text)| source(tag, text)));
    Languages::read(&sources)
}

fn pack(languages: &Languages, tag: &str) -> Pack {
    languages.packs().into_iter().find(|pack| pack.tag == tag).unwrap()
}

fn json_of(languages: &Languages, tag: &str) -> Value {
    serde_json::from_str(&pack(languages, tag).json).unwrap()
}

/// The sentence of a message; they stand in the order of the messages' names.
fn sentence(languages: &Languages, tag: &str, name: &str) -> Value {
    let names = ["cannot-start", "cards", "greeting", "language-name", "leave-button", "leave-first", "step"];
    let place = names.iter().position(|known| *known == name).unwrap();
    json_of(languages, tag)["sentences"][place].clone()
}

fn problem(tag: &str, text: &str) -> String {
    read(&[(tag, text)]).unwrap_err().to_string()
}

#[test]
fn a_file_is_read_as_its_editor_likes_to_end_lines_and_to_begin() {
    let dutch = "greeting = Dag, { $name }\nleave-first = Een regel\n    en nog een\n";
    let plain = json_of(&read(&[("nl", dutch)]).unwrap(), "nl");
    let windows = format!("\u{feff}{}", dutch.replace('\n', "\r\n"));
    assert_eq!(json_of(&read(&[("nl", &windows)]).unwrap(), "nl"), plain);
}

#[test]
fn a_message_is_a_function_of_what_it_is_called_with() {
    let code = read(&[]).unwrap().functions(&[]).unwrap();
    for function in [
        "fn greeting(name: &str) -> String { say(2, &[Value::Text(name)]) }",
        "fn cards(count: u32, name: &str) -> String { say(1, &[Value::Number(count), Value::Text(name)]) }",
        "fn step(step: u32) -> String { say(6, &[Value::Number(step)]) }",
        "fn leave_button() -> String { say(4, &[]) }",
    ] {
        assert!(code.contains(function), "{function} is not in\n{code}");
    }
    assert!(!code.contains("fn language_name") && !code.contains("fn cannot_start"), "{code}");
}

#[test]
fn words_of_records_are_found_by_their_key_and_each_is_there() {
    let languages = read(&[]).unwrap();
    let code = languages.functions(&["leave-button".to_owned()]).unwrap();
    assert!(code.contains("(\"leave-button\", 4),") && !code.contains("fn leave_button"), "{code}");
    let missing = languages.functions(&["record-poem".to_owned()]).unwrap_err();
    assert_eq!(missing.to_string(), "en.ftl: record-poem is missing, the words of a record");
    let wrong = languages.functions(&["greeting".to_owned()]).unwrap_err();
    assert_eq!(wrong.to_string(), "en.ftl: greeting is called with other arguments than its key says");
}

#[test]
fn a_pack_says_each_sentence_by_its_place() {
    let languages = read(&[]).unwrap();
    assert_eq!(sentence(&languages, "en", "leave-button"), json!("Leave"));
    assert_eq!(sentence(&languages, "en", "greeting"), json!(["Good day, ", 0]));
    assert_eq!(
        sentence(&languages, "en", "cards"),
        json!([
            {"of": 0, "=0": ["None for ", 1], "one": [0, " card for ", 1], "other": [0, " cards for ", 1]},
            "."
        ])
    );
    let english = json_of(&languages, "en");
    assert_eq!(english["page"], json!({"cannot-start": 0, "leave-button": 4, "leave-first": 5}));
    assert_eq!((&english["direction"], &english["formats"]), (&json!("ltr"), &json!("en-GB")));
}

#[test]
fn a_sentence_that_a_language_lacks_is_english_and_is_listed() {
    let languages = read(&[("de", "language-name = Deutsch\nleave-button = Verlassen\n")]).unwrap();
    let german = pack(&languages, "de");
    assert_eq!((german.name.as_str(), german.is_pseudo), ("Deutsch", false));
    assert_eq!(german.missing, ["cannot-start", "cards", "greeting", "leave-first", "step"]);
    assert_eq!(sentence(&languages, "de", "leave-button"), json!("Verlassen"));
    assert_eq!(sentence(&languages, "de", "greeting"), json!(["Good day, ", 0]));
    assert_eq!(json_of(&languages, "de")["english"], json!([0, 1, 2, 5, 6]));
    assert_eq!(pack(&languages, "en").missing, [""; 0]);
}

#[test]
fn a_language_has_its_own_order_and_plural_categories() {
    let polish = "\
greeting = { $name }, dzień dobry
cards = Dla { $name }: { $count ->
    [one] { $count } karta
    [few] { $count } karty
    [many] { $count } kart
   *[other] { $count } karty
}
";
    let languages = read(&[("pl", polish)]).unwrap();
    assert_eq!(sentence(&languages, "pl", "greeting"), json!([0, ", dzień dobry"]));
    let choice = json!({
        "of": 0, "one": [0, " karta"], "few": [0, " karty"], "many": [0, " kart"], "other": [0, " karty"]
    });
    // `$count` is the first argument, as in English, wherever it stands.
    assert_eq!(sentence(&languages, "pl", "cards"), json!(["Dla ", 1, ": ", choice]));
    for category in ["zero", "two"] {
        let text =
            format!("cards = {{ $name }}: {{ $count ->\n    [{category}] x\n   *[other] {{ $count }}\n}}\n");
        let languages = read(&[("ar", &text)]).unwrap();
        assert_eq!(sentence(&languages, "ar", "cards")[2][category], json!("x"));
    }
}

#[test]
fn a_number_may_stand_without_a_choice() {
    let languages = read(&[("ja", "cards = { $name }: { $count }\n")]).unwrap();
    assert_eq!(sentence(&languages, "ja", "cards"), json!([1, ": ", 0]));
}

#[test]
fn an_unknown_message_or_other_arguments_stop_the_build() {
    for (text, expected) in [
        ("goodbye = Tschüss\n", "goodbye is no message of the app"),
        ("greeting = Hallo, { $nam }\n", "greeting: $nam is no argument of it"),
        ("greeting = Hallo\n", "greeting: $name is left out"),
        ("cards = { $count } Karten\n", "cards: $name is left out"),
        ("greeting = { $name ->\n   *[other] Hallo\n}\n", "greeting: $name is no number"),
        ("step = Schritt { DATETIME($step) }\n", "step: only variables and NUMBER are known"),
        (
            "cards = { $name } { $count ->\n    [lots] x\n   *[other] y\n}\n",
            "cards: the plural form lots is not known",
        ),
        ("cards = { $name } { $count ->\n    [0.5] x\n   *[other] y\n}\n", "cards: [0.5] is no whole number"),
        ("leave-button = Los\nleave-button = Weg\n", "leave-button is there twice"),
        ("-brand = Counterpoint\n", "-brand is a term, and only messages are known"),
    ] {
        assert_eq!(problem("de", text), format!("de.ftl: {expected}"), "{text}");
    }
    assert!(problem("de", "greeting = { $name\n").starts_with("de.ftl: "));
    assert_eq!(Languages::read(&[source("de", "")]).unwrap_err(), Error::NoEnglish);
}

#[test]
fn a_file_has_the_name_of_a_language() {
    for wrong in ["de_AT", "deutsch!", "", "x"] {
        let problem = problem(wrong, "");
        assert_eq!(problem, format!("{wrong}.ftl: the file's name is no tag of a language"));
    }
    assert!(read(&[("de-AT", ""), ("zh-Hant", ""), ("es-419", "")]).is_ok());
}

#[test]
fn languages_that_run_from_right_to_left_are_known() {
    let tags =
        [("ar", "rtl"), ("he-IL", "rtl"), ("pa-Arab", "rtl"), ("de", "ltr"), ("pa", "ltr"), ("arn", "ltr")];
    for (tag, direction) in tags {
        assert_eq!(pack(&read(&[(tag, "")]).unwrap(), tag).direction, direction, "{tag}");
    }
}

#[test]
fn packs_of_one_build_share_a_shape_and_others_have_another() {
    let shape = |languages: &Languages, tag| json_of(languages, tag)["shape"].clone();
    let languages = read(&[("de", "")]).unwrap();
    let code = languages.functions(&[]).unwrap();
    let english = shape(&languages, "en");
    assert!(code.contains(&format!("SHAPE: &str = {english}")), "{code}");
    for tag in ["de", PSEUDO, PSEUDO_RIGHT_TO_LEFT] {
        assert_eq!(shape(&languages, tag), english);
    }
    let other_words = SOURCE.replace("Good day", "Hello");
    assert_eq!(shape(&Languages::read(&[source("en", &other_words)]).unwrap(), "en"), english);
    for change in [SOURCE.replace("{ $name }\nstep", "{ $who }\nstep"), format!("{SOURCE}zebra = Zebra\n")] {
        assert_ne!(shape(&Languages::read(&[source("en", &change)]).unwrap(), "en"), english);
    }
}

#[test]
fn pseudo_languages_leave_no_plain_letter_and_are_for_tests() {
    let languages = read(&[]).unwrap();
    for (tag, direction) in [(PSEUDO, "ltr"), (PSEUDO_RIGHT_TO_LEFT, "rtl")] {
        let pack = pack(&languages, tag);
        assert_eq!((pack.direction, pack.is_pseudo), (direction, true));
        assert!(pack.missing.is_empty());
        let sentences = json_of(&languages, tag)["sentences"].to_string();
        // Names of the plural categories apart.
        let words = sentences.replace("\"of\"", "").replace("\"one\"", "").replace("\"other\"", "");
        assert!(!words.contains(|letter: char| letter.is_ascii_alphabetic()), "{words}");
    }
    assert_eq!(sentence(&languages, PSEUDO, "leave-button"), json!("⟦Łééááṽéé⟧"));
    assert_eq!(
        sentence(&languages, PSEUDO_RIGHT_TO_LEFT, "leave-button"),
        json!("\u{200f}\u{202e}⟦Łééááṽéé⟧\u{202c}")
    );
    assert_eq!(
        sentence(&languages, PSEUDO, "cards"),
        json!([
            "⟦",
            {"of": 0, "=0": ["Ñóóñéé ƒóóř ", 1], "one": [0, " çáářđ ƒóóř ", 1], "other": [0, " çáářđš ƒóóř ", 1]},
            ".⟧"
        ])
    );
}

#[test]
fn a_folder_is_read_by_the_names_of_its_files() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("de.ftl", "a = b"), ("en.ftl", "a = c"), ("README.md", "how to")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let sources = Source::read_folder(folder.path()).unwrap();
    assert_eq!(sources, [source("de", "a = b"), source("en", "a = c")]);
    let missing = Source::read_folder(&folder.path().join("nowhere")).unwrap_err();
    assert!(missing.to_string().starts_with("reading "), "{missing}");
}
