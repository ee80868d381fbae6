//! The safety table: each requirement names the tests that hold it, and each of those tests exists.

use std::collections::BTreeSet;

use super::sources::Sources;

/// The document with the table.
const TABLE: &str = "docs/safety.md";
/// How the name of a test that holds a safety requirement begins, before the requirement's number.
const PREFIX: &str = "safety_s";

/// Tests that the table names and nobody wrote, and tests that the table does not name.
pub(crate) fn findings(sources: &Sources) -> Vec<String> {
    let Some(table) = sources.files.get(TABLE) else { return Vec::new() };
    let named = names_in(table);
    let code = sources.with_extension(&["rs", "js", "mjs"]).filter(|(path, _)| !path.starts_with("xtask/"));
    let written: BTreeSet<String> = code.flat_map(|(_, text)| names_in(text)).collect();
    let missing =
        named.difference(&written).map(|name| format!("{TABLE} names {name}: there is no such test"));
    let unnamed = written.difference(&named).map(|name| format!("{TABLE} does not name the test {name}"));
    missing.chain(unnamed).collect()
}

/// Every word that begins as the name of a safety test.
fn names_in(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
        .filter(|word| {
            let rest = word.strip_prefix(PREFIX);
            rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_tests_name_each_other() {
        let files = [
            (TABLE, "| S3 | `safety_s03_cover` |\n| S8 | `safety_s08_private` |"),
            ("crates/a/src/lib.rs", "fn safety_s03_cover() {}\nfn safety_s09_grant() {}"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        assert_eq!(
            findings(&Sources { files }),
            [
                "docs/safety.md names safety_s08_private: there is no such test",
                "docs/safety.md does not name the test safety_s09_grant"
            ]
        );
    }
}
