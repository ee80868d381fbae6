//! The real binary as it starts: what it takes from its keeper, and what it says when it cannot.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

fn serve(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterpoint"));
    command.args(["serve", "--no-app", "--data"]).arg(data);
    command
}

/// Starts what cannot start, and returns what it said of that. It says nothing else.
#[track_caller]
fn refusal(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "it does not listen and does not say so");
    String::from_utf8(output.stderr).unwrap()
}

/// The address that it prints once it listens.
#[track_caller]
fn address(command: &mut Command) -> String {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    line.trim_end().split_once("http://").unwrap_or_else(|| panic!("{line:?}")).1.to_owned()
}

#[test]
fn it_says_that_it_listens_only_when_all_is_open() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("relay.sqlite"), "this is no database, however long it is made").unwrap();
    let said = refusal(serve(folder.path()).args(["--listen", "127.0.0.1:0"]));
    assert!(said.contains("cannot open the store"), "{said}");
    let app = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterpoint"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path().join("new"));
    let said = refusal(command.arg("--app").arg(app.path()));
    assert!(said.contains("there is no index.html"), "{said}");
}

#[test]
fn it_listens_at_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let address = address(serve(folder.path()).args(["--listen", "localhost:0"]));
    assert!(address.starts_with("127.0.0.1:") || address.starts_with("[::1]:"), "{address}");
}

#[test]
fn what_is_nowhere_to_listen_is_said_with_a_right_value() {
    let folder = tempfile::tempdir().unwrap();
    for listen in ["nothing.invalid:8787", "localhost", "8787", "http://127.0.0.1:8787", "localhost:99999"] {
        let said = refusal(serve(folder.path()).args(["--listen", listen]));
        assert!(said.contains(listen) && said.contains("127.0.0.1:8787"), "{listen}: {said}");
    }
}

#[test]
fn a_public_host_that_is_none_is_refused_with_a_right_value() {
    let folder = tempfile::tempdir().unwrap();
    for host in ["https://relay.example/cp", "ftp://relay.example", "2001:db8::1", "relay example", ""] {
        let said = refusal(serve(folder.path()).args(["--listen", "127.0.0.1:0", "--public-host", host]));
        assert!(said.contains(&format!("{host:?}")) && said.contains("relay.example:8443"), "{host}: {said}");
    }
}

#[test]
fn a_public_host_in_letters_of_its_own_is_refused_with_the_form_that_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let said =
        refusal(serve(folder.path()).args(["--listen", "127.0.0.1:0", "--public-host", "rel\u{e9}.example"]));
    assert!(said.contains("\"rel\u{e9}.example\"") && said.contains("xn--"), "{said}");
}

#[test]
fn a_source_to_which_no_socket_could_be_opened_is_refused_with_a_right_value() {
    let folder = tempfile::tempdir().unwrap();
    for source in ["https://relay.example", "wss://relay.example/sync", "relay.example", "ws://relay.example"]
    {
        let arguments = ["--listen", "127.0.0.1:0", "--connect-source", source];
        let said = refusal(serve(folder.path()).args(arguments));
        assert!(said.contains(&format!("{source:?}")) && said.contains("wss://relay.example:8443"), "{said}");
    }
}

/// Everything that it says on the side while it starts and is killed again.
fn warnings(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut command = serve(folder.path());
    command.args(["--listen", "127.0.0.1:0"]).args(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("Counterpoint listens on"), "{line:?}");
    child.kill().unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap()
}

#[test]
fn who_names_a_public_host_and_no_header_is_told_whose_limits_are_shared() {
    let public = ["--public-host", "relay.example"];
    let said = warnings(&public);
    assert!(
        said.contains("share the limits of one address") && said.contains("--address-header X-Forwarded-For"),
        "{said}"
    );
    let with_header = [&public[..], &["--address-header", "X-Forwarded-For"]].concat();
    for arguments in [&with_header[..], &[]] {
        let said = warnings(arguments);
        assert!(!said.contains("--address-header"), "{arguments:?}: {said}");
    }
}
