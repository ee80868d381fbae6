//! A map that lies is worse than none: every path that a document names must exist.

use super::sources::Sources;
use crate::workspace::Workspace;

/// The folders of the project. A word in code font that begins with one of them is a path.
const FOLDERS: [&str; 9] =
    ["bench/", "crates/", "docs/", "e2e/", "fuzz/", "xtask/", ".cargo/", ".ci/", "self-hosting/"];

/// Every path and link in a Markdown file that leads nowhere.
pub(crate) fn findings(workspace: &Workspace, sources: &Sources) -> Vec<String> {
    let mut findings = Vec::new();
    for (document, text) in sources.with_extension(&["md"]) {
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in (1..).zip(text.lines()) {
            let named = code_spans(line).filter_map(named_path).map(str::to_owned);
            let linked = link_targets(line).map(|target| format!("{folder}/{target}"));
            for path in named.chain(linked) {
                if !workspace.root.join(path.trim_start_matches('/')).exists() {
                    findings.push(format!("{document}:{number}: {path} does not exist"));
                }
            }
        }
    }
    findings
}

/// What stands between backquotes.
fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The path that a word in code font names, if it is one of ours and not a pattern.
fn named_path(word: &str) -> Option<&str> {
    let path = word.split_once(':').map_or(word, |(path, _line)| path);
    let is_pattern = path.contains(['*', '<', '{', ' ', '…']);
    (!is_pattern && FOLDERS.iter().any(|folder| path.starts_with(folder))).then_some(path)
}

/// The files that a line of Markdown links to.
fn link_targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#', ' ']).next().unwrap_or_default();
        let is_file = !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:");
        is_file.then_some(target)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_other_words_in_code_font() {
        let line = "See `crates/sync/src/frame.rs:12` and `text/html`, `docs/*.md`, `cargo xtask run`.";
        let paths: Vec<_> = code_spans(line).filter_map(named_path).collect();
        assert_eq!(paths, ["crates/sync/src/frame.rs"]);
    }

    #[test]
    fn links_to_files_are_told_from_links_to_the_web() {
        let line = "[a](protocol.md#frames), [b](https://example.org), [c](#here), ![d](images/app.png)";
        assert_eq!(link_targets(line).collect::<Vec<_>>(), ["protocol.md", "images/app.png"]);
    }
}
