//! `counterpoint vault` as a person runs it, on real files.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use client::{
    export::{Export, backup::Backup},
    model::kinds::LIST,
};
use crypto::{LockParameters, RecoveryWords};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use tempfile::TempDir;

/// The é is one character, as the app takes it.
const PASSPHRASE: &str = "granite lantern orchard caf\u{e9}";
const JSON: &str = r##"{
  "format": "counterpoint-export", "version": 1, "exported_on": "2026-11-22", "name": "Noor",
  "relationships": [{"id": "01010101010101010101010101010101", "name": "Sam", "tie": "friend",
    "added": "2026-11-01T08:00:00Z", "changed": "2026-11-01T08:00:00Z"}],
  "items": [
    {"id": "02020202020202020202020202020202", "versions": [
      {"id": "03030303030303030303030303030303", "written": "2026-11-22T18:30:05Z",
       "content": {"card": {"taste": "like", "text": "Rain <b>on</b> a tent roof", "note": "a \u001b[31m note"}}}]},
    {"id": "04040404040404040404040404040404", "versions": [
      {"id": "04040404040404040404040404040404", "written": "2026-11-22T18:30:06Z",
       "about": "01010101010101010101010101010101", "content": {"ask": {"need": "hands", "text": "The move"}}}]},
    {"id": "05050505050505050505050505050505", "versions": [
      {"id": "05050505050505050505050505050505", "written": "2026-11-22T18:30:07Z", "content": {"#57": "80"}}]}],
  "shared": []
}"##;

fn words() -> RecoveryWords {
    RecoveryWords::from_entropy(&[42; 32])
}

/// A folder with the same export as JSON and as a backup.
fn folder() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let export = Export::from_json(JSON.as_bytes(), &LIST).unwrap();
    let quick = LockParameters { memory_kib: 8, passes: 1, lanes: 1 };
    let papers = [words().member_seed().keys().sealing];
    let backup = Backup::seal(&export, &LIST, PASSPHRASE, &papers, quick, &mut ChaCha20Rng::seed_from_u64(1));
    let (json, sealed) = (folder.path().join("mine.json"), folder.path().join("mine.backup"));
    fs::write(&json, JSON).unwrap();
    fs::write(&sealed, backup.to_bytes()).unwrap();
    (folder, json, sealed)
}

/// Exit status, standard output and standard error.
fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    run_in("UTC", arguments, input)
}

/// The same in a time zone.
fn run_in(zone: &str, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
        .env("TZ", zone)
        .arg("vault")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for nothing may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_backup_is_verified_with_its_passphrase_and_with_the_recovery_words() {
    let (_folder, json, sealed) = folder();
    let whole = "The file is whole and can be opened.\nPeople: 1\nLikes and dislikes: 1\nRequests for support: 1\n\
                 From a newer version of the app: 1\nshared things that it tells of: 0\n";
    let words = words().words().join(" ");
    // Another keyboard sends the letter and its accent as two characters.
    let in_two = PASSPHRASE.replace('\u{e9}', "e\u{301}");
    assert_ne!(in_two, PASSPHRASE);
    for (file, secret) in
        [(&sealed, PASSPHRASE), (&sealed, in_two.as_str()), (&sealed, words.as_str()), (&json, "")]
    {
        let said = run(&["verify", name(file)], &format!("{secret}\n"));
        assert_eq!(said, (0, whole.to_owned(), String::new()), "{}", file.display());
    }
    let said = run(&["verify", "--sealed", name(&sealed)], "");
    assert_eq!(said, (0, "The backup is whole. It was not opened.\n".to_owned(), String::new()));
}

#[test]
fn what_is_shown_does_not_steer_the_terminal() {
    let (_folder, _, sealed) = folder();
    let (status, shown, error) = run(&["show", name(&sealed)], PASSPHRASE);
    assert_eq!((status, error.as_str()), (0, ""));
    let expected = "Noor\nPeople\n  Sam (Friend)\nLikes and dislikes\n  Likes\n    Rain <b>on</b> a tent roof\n    More:\n      \
                    a \u{fffd}[31m note\nRequests for support\n  Sam:\n  A helping hand\n    The move\n\
                    From a newer version of the app\n  From a newer version of the app\n";
    assert_eq!(shown, expected);
}

#[test]
fn the_days_of_a_page_are_those_of_who_makes_it() {
    let (_folder, json, _) = folder();
    for (zone, added, written) in [
        ("UTC", "2026-11-01", "2026-11-22"),
        // Half past ten in the morning, and one in the morning before the clocks were put back.
        ("America/Los_Angeles", "2026-11-01", "2026-11-22"),
        ("Pacific/Kiritimati", "2026-11-01", "2026-11-23"),
        ("Pacific/Pago_Pago", "2026-10-31", "2026-11-22"),
    ] {
        let (status, html, _) = run_in(zone, &["convert", name(&json), "--to", "html"], "");
        assert_eq!(status, 0);
        let of = |words: &str, day: &str| html.contains(&format!("{words} <time>{day}</time>"));
        assert!(of("Added on", added) && of("Written on", written), "{zone}: {html}");
    }
}

#[test]
fn safety_s29_a_backup_becomes_json_and_a_page() {
    let (folder, _, sealed) = folder();
    let (status, json, _) = run(&["convert", name(&sealed), "--to", "json"], PASSPHRASE);
    assert_eq!(status, 0);
    assert_eq!(Export::from_json(json.as_bytes(), &LIST), Export::from_json(JSON.as_bytes(), &LIST));
    let page = folder.path().join("mine.html");
    let arguments = ["convert", name(&sealed), "--to", "html", "--output", name(&page)];
    assert_eq!(run(&arguments, PASSPHRASE), (0, String::new(), String::new()));
    let html = fs::read_to_string(&page).unwrap();
    assert!(html.contains("Rain &lt;b&gt;on&lt;/b&gt; a tent roof") && html.contains("<h2>People</h2>"));
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&page).unwrap().permissions()) & 0o777,
        0o600
    );
    let (status, _, error) = run(&arguments, PASSPHRASE);
    assert_eq!(status, 1);
    assert!(error.contains("exists already, and is not overwritten"), "{error}");
    assert_eq!(fs::read_to_string(&page).unwrap(), html);
}

#[test]
fn each_refusal_has_its_words_and_its_exit_status() {
    let (folder, json, sealed) = folder();
    assert_eq!(run(&["verify", name(&sealed)], PASSPHRASE).0, 0);
    let marked = format!("\u{feff}{PASSPHRASE}\r\n");
    assert_eq!(run(&["verify", name(&sealed)], &marked).0, 0, "as some shells pipe it");
    let bytes = fs::read(&sealed).unwrap();
    let put = |file: &str, bytes: &[u8]| {
        let path = folder.path().join(file);
        fs::write(&path, bytes).unwrap();
        path
    };
    let mut newer = bytes.clone();
    newer[20] = 2;
    let cut = put("cut.backup", &bytes[..bytes.len() - 1]);
    let newer = put("newer.backup", &newer);
    let other = put("other.txt", b"hello");
    let damaged = put("damaged.json", JSON.replace("\"friend\"", "null").as_bytes());
    let newer_tie = put("newer_tie.json", JSON.replace("friend", "foe").as_bytes());
    let utf16: Vec<u8> = JSON.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = put("utf16.json", &[&[0xff, 0xfe], &*utf16].concat());
    let newer_json = put("newer.json", JSON.replace("\"version\": 1", "\"version\": 2").as_bytes());
    for (file, secret, status, words) in [
        (&sealed, "another passphrase", 3, "neither this passphrase nor these words open the backup"),
        (&cut, PASSPHRASE, 2, "the backup is damaged: it was cut or changed"),
        (&newer, PASSPHRASE, 2, "the backup has version 2, this program reads up to 1"),
        (&other, "", 2, "this is no file that Counterpoint has made"),
        (&damaged, "", 2, "the file is damaged at line 3, column 86: this is not as the format prescribes"),
        (&newer_tie, "", 2, "the file has something at line 3, column 86 that only a newer version knows"),
        (&newer_json, "", 2, "the file has version 2, this program reads up to 1"),
        (&utf16, "", 2, "the file is text in UTF-16; save it as UTF-8"),
    ] {
        let said = run(&["verify", name(file)], secret);
        let error = format!("cannot read {}: {words}\n", file.display());
        assert_eq!(said, (status, String::new(), error));
    }
    let (status, _, error) = run(&["verify", "--sealed", name(&json)], "");
    assert_eq!((status, error.contains("this is no backup")), (2, true), "{error}");
    let (status, _, error) = run(&["show", name(&sealed)], "");
    assert_eq!(status, 1);
    assert!(error.contains("wanted as the first line of the input"), "{error}");
    let (status, _, error) = run(&["show", "nowhere"], "");
    assert_eq!((status, error.contains("cannot open nowhere")), (1, true), "{error}");
}

#[test]
fn a_secret_is_no_argument() {
    let (_folder, _, sealed) = folder();
    for argument in ["--passphrase", "--words", "--secret"] {
        assert_eq!(run(&["show", name(&sealed), argument, "x"], "").0, 2, "{argument} is unknown");
    }
}
