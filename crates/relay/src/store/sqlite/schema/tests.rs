//! Whatever the store asks costs no more in a long log than in a short one.

use std::{fs, path::Path};

use rusqlite::{Connection, params_from_iter};

use super::TABLES;

/// Every statement in the sources of this store, as it reads there.
fn statements(folder: &Path, found: &mut Vec<String>) {
    for file in fs::read_dir(folder).expect("the sources are there").flatten().map(|file| file.path()) {
        if file.is_dir() {
            statements(&file, found);
        } else if !file.ends_with("tests.rs") {
            let text = fs::read_to_string(&file).expect("a source is text");
            let literals = text.split('"').skip(1).step_by(2).map(|literal| literal.replace("\\\n", " "));
            let verbs = ["SELECT ", "UPDATE ", "DELETE "];
            found.extend(literals.filter(|literal| verbs.iter().any(|verb| literal.starts_with(verb))));
        }
    }
}

#[test]
fn no_statement_about_entries_reads_the_whole_log_of_a_space() {
    let connection = Connection::open_in_memory().expect("memory");
    connection.execute_batch(TABLES).expect("the tables are made");
    let mut found = Vec::new();
    statements(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/sqlite"), &mut found);
    let mut searched = 0;
    for statement in found.iter().filter(|statement| statement.split_whitespace().any(|word| word == "entry"))
    {
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).expect(statement);
        let nothing = params_from_iter(vec![0_i64; plan.parameter_count()]);
        let steps = plan.query_map(nothing, |row| row.get::<_, String>("detail")).expect(statement);
        for step in steps.map(|step| step.expect("a step has a description")) {
            if step.contains(" entry") {
                searched += 1;
                let is_whole = step.starts_with("SCAN") || step.ends_with("(space=?)");
                let is_meant = statement.starts_with("DELETE FROM entry WHERE space = ?1")
                    && !statement.contains(" AND ");
                assert!(!is_whole || is_meant, "{statement}: {step}");
            }
        }
    }
    assert!(searched >= 6, "the statements were found: {searched}");
}
