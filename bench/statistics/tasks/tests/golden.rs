//! The results of all tasks are the ones written down, natively and in wasm: to 1e-9, relative.
//!
//! `GOLDEN_BLESS=1 cargo test -p bench-statistics-tasks --test golden` writes them down anew, when a method has been changed on purpose.

use std::fmt::Write as _;

use bench_statistics_tasks::{TASKS, numbers};

const WRITTEN: &str = include_str!("../golden/values.txt");
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/values.txt");
const TOLERANCE: f64 = 1e-9;

/// The task's name and its numbers, each as the shortest decimal that reads back as the same double.
fn line(name: &str, values: &[f64]) -> String {
    values.iter().fold(name.to_owned(), |mut line, value| {
        let _ = write!(line, " {value:e}");
        line
    }) + "\n"
}

#[test]
fn all_statistics_are_equal_natively_and_in_wasm() {
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        let text: String = TASKS.iter().map(|task| line(task.name, &numbers(&(task.run)()))).collect();
        std::fs::write(FILE, text).expect("the folder is there");
        return;
    }
    assert_eq!(WRITTEN.lines().count(), TASKS.len());
    for (task, line) in TASKS.iter().zip(WRITTEN.lines()) {
        let mut words = line.split(' ');
        assert_eq!(words.next(), Some(task.name));
        let written: Vec<f64> = words.map(|word| word.parse().expect("a number")).collect();
        let computed = numbers(&(task.run)());
        assert_eq!(computed.len(), written.len(), "{}", task.name);
        for (place, (ours, written)) in computed.iter().zip(&written).enumerate() {
            let difference = (ours - written).abs();
            assert!(
                difference <= TOLERANCE * written.abs().max(1e-12),
                "{} number {place}: {ours:e} is not {written:e}",
                task.name
            );
        }
    }
}
