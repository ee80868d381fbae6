//! Which package may know which: the arrows that ARCHITECTURE.md draws, read from `cargo metadata`.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;
use crate::workspace::Workspace;

/// Each crate with those of ours that it may use. The relay never knows the model: it cannot name what people write.
const ARROWS: [(&str, &[&str]); 20] = [
    ("small", &[]),
    ("model", &["small"]),
    ("crypto", &[]),
    ("statistics", &[]),
    ("sync", &["crypto", "small"]),
    ("interface", &["model"]),
    ("calendar", &["model"]),
    ("client", &["model", "crypto", "sync", "statistics", "interface", "calendar"]),
    ("relay", &["sync", "crypto"]),
    ("languages", &[]),
    // The page knows no cryptography. Its build sees to it that every kind of record has words.
    ("web", &["calendar", "interface", "languages", "model"]),
    ("worker", &["client", "interface"]),
    ("codes", &["sync"]),
    ("figures", &["interface", "statistics"]),
    ("stretch", &["crypto"]),
    // It stands in for a crate of the registry.
    ("g2p", &[]),
    // `counterpoint statistics` computes by itself; the tests of `counterpoint serve` speak the protocol.
    ("cli", &["relay", "client", "statistics", "sync", "crypto"]),
    ("testing", &["model", "crypto", "statistics", "sync", "client", "relay"]),
    // It makes the packs that stand beside the app.
    ("xtask", &["languages"]),
    ("xtask-bindgen", &[]),
];

/// May be used by every crate's tests and by nothing else.
const FOR_TESTS_ONLY: &str = "testing";

/// In these, time, randomness and I/O are arguments.
pub(crate) const PURE: [&str; 7] =
    ["model", "crypto", "statistics", "sync", "interface", "client", "calendar"];

/// Crates that bring time, randomness or I/O along.
const IMPURE_DEPENDENCIES: [&str; 7] =
    ["getrandom", "gloo-timers", "js-sys", "rand", "tokio", "web-sys", "web-time"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    path: Option<String>,
}

/// Every arrow that is not in the picture.
///
/// # Errors
/// When cargo cannot describe the workspace.
pub(crate) fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = workspace.cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let answer = process::answer(&mut command).context("asking cargo for the packages")?;
    let metadata: Metadata = serde_json::from_str(&answer).context("reading cargo's answer")?;
    let crates_folder = workspace.root.join("crates");
    let xtask_folder = workspace.root.join("xtask");
    let is_ours = |package: &&Package| {
        let path = std::path::Path::new(&package.manifest_path);
        path.starts_with(&crates_folder) || path.starts_with(&xtask_folder)
    };
    Ok(metadata.packages.iter().filter(is_ours).flat_map(findings_of).collect())
}

fn findings_of(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == name) else {
        return vec![format!("{name} has no place among the arrows of xtask/src/check/arrows.rs")];
    };
    let mut findings = Vec::new();
    for dependency in &package.dependencies {
        let to = dependency.name.as_str();
        let is_for_tests = dependency.kind.as_deref() == Some("dev");
        let is_allowed = match &dependency.path {
            Some(_) => allowed.contains(&to) || (is_for_tests && to == FOR_TESTS_ONLY),
            None => is_for_tests || !PURE.contains(&name) || !IMPURE_DEPENDENCIES.contains(&to),
        };
        if !is_allowed {
            findings.push(format!("{name} must not depend on {to}"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, kind: Option<&str>, is_ours: bool, expected: &[&str]) {
        let dependency = Dependency {
            name: to.to_owned(),
            kind: kind.map(str::to_owned),
            path: is_ours.then(|| format!("/somewhere/{to}")),
        };
        let package =
            Package { name: from.to_owned(), manifest_path: String::new(), dependencies: vec![dependency] };
        assert_eq!(findings_of(&package), expected, "{from} → {to}");
    }

    #[test]
    fn the_relay_never_knows_what_people_write() {
        check("relay", "sync", None, true, &[]);
        check("relay", "model", None, true, &["relay must not depend on model"]);
        check("relay", "model", Some("dev"), true, &["relay must not depend on model"]);
        check("relay", "client", None, true, &["relay must not depend on client"]);
    }

    #[test]
    fn only_tests_use_the_testing_crate() {
        check("sync", "testing", Some("dev"), true, &[]);
        check("sync", "testing", None, true, &["sync must not depend on testing"]);
    }

    #[test]
    fn pure_crates_take_no_randomness_along() {
        check("crypto", "rand_core", None, false, &[]);
        check("crypto", "getrandom", None, false, &["crypto must not depend on getrandom"]);
        check("crypto", "getrandom", Some("dev"), false, &[]);
        check("relay", "tokio", None, false, &[]);
    }

    #[test]
    fn a_new_crate_must_be_drawn_first() {
        let finding = "gossip has no place among the arrows of xtask/src/check/arrows.rs";
        check("gossip", "serde", None, false, &[finding]);
    }
}
