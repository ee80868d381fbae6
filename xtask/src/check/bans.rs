//! Bans that clippy enforces, as long as nobody removes them.

use std::fs;

use super::arrows::PURE;
use crate::workspace::Workspace;

/// What the `clippy.toml` of every pure crate bans.
const BANNED: [&str; 2] = ["std::time::SystemTime::now", "std::time::Instant::now"];

/// Pure crates whose `clippy.toml` lacks a ban, and crates without the workspace's lints.
pub(crate) fn findings(workspace: &Workspace) -> Vec<String> {
    let mut findings = Vec::new();
    for name in PURE {
        let path = format!("crates/{name}/clippy.toml");
        let text = fs::read_to_string(workspace.root.join(&path)).unwrap_or_default();
        let missing = BANNED.iter().filter(|banned| !text.contains(&format!("path = \"{banned}\"")));
        findings.extend(missing.map(|banned| format!("{path} does not ban {banned}")));
    }
    for entry in fs::read_dir(workspace.root.join("crates")).into_iter().flatten().flatten() {
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).unwrap_or_default();
        if !manifest.contains("[lints]\nworkspace = true") {
            findings
                .push(format!("{} does not take the workspace's lints", workspace.display(&entry.path())));
        }
    }
    findings
}
