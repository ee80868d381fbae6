//! Words that no file may hold.

use super::sources::Sources;

/// Macros that are left behind by accident, and tests that are switched off.
const FORBIDDEN_IN_RUST: [(&str, &str); 5] =
    [("dbg", "!("), ("todo", "!("), ("unimplemented", "!("), ("#[ig", "nore"), ("#[al", "low(")];
const FORBIDDEN_IN_SCRIPTS: [(&str, &str); 4] =
    [("test.", "only("), ("test.", "skip("), ("describe.", "only("), ("debug", "ger;")];

/// How code asks for its target; only a module named `platform` may.
const TARGET_QUESTIONS: [(&str, &str); 3] =
    [("cfg(", "target"), ("cfg!(", "target"), ("cfg_attr(", "target")];

/// Every line with a forbidden word.
pub(crate) fn findings(sources: &Sources) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in sources.with_extension(&["rs"]) {
        find(path, text, &FORBIDDEN_IN_RUST, "must not be committed", &mut findings);
        if path.starts_with("crates/") && !is_platform(path) {
            let reason = "stands outside a platform module";
            find(path, text, &TARGET_QUESTIONS, reason, &mut findings);
        }
    }
    for (path, text) in sources.with_extension(&["js", "mjs", "ts"]) {
        find(path, text, &FORBIDDEN_IN_SCRIPTS, "must not be committed", &mut findings);
    }
    findings
}

fn find(path: &str, text: &str, words: &[(&str, &str)], reason: &str, findings: &mut Vec<String>) {
    // The words stand here in halves, so that this file does not hold them itself.
    for (number, line) in (1..).zip(text.lines()) {
        for word in words.iter().map(|(start, end)| format!("{start}{end}")) {
            if line.contains(&word) {
                findings.push(format!("{path}:{number}: `{word}` {reason}"));
            }
        }
    }
}

fn is_platform(path: &str) -> bool {
    path.split('/').any(|part| part == "platform" || part == "platform.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let sources = Sources { files: [(path.to_owned(), text.to_owned())].into() };
        assert_eq!(findings(&sources), expected);
    }

    #[test]
    fn a_forgotten_word_is_found_with_its_line() {
        let line = format!("fn f() {{\n    {}!(x);\n}}", "dbg");
        let finding = format!("crates/a/src/lib.rs:2: `{}!(` must not be committed", "dbg");
        check("crates/a/src/lib.rs", &line, &[&finding]);
    }

    #[test]
    fn code_for_one_target_stands_in_a_platform_module() {
        let line = format!("#[cfg({}_arch = \"wasm32\")]", "target");
        check("crates/a/src/platform/web.rs", &line, &[]);
        let finding = "crates/a/src/lib.rs:1: `cfg(target` stands outside a platform module";
        check("crates/a/src/lib.rs", &line, &[finding]);
    }
}
