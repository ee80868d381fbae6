//! The tasks as a wasm program without any glue: `main` is called again and again, and the caller times each call.
//!
//! Call number n runs task n modulo the number of tasks and returns zero, for [`ROUNDS`] rounds. The calls after that return the results
//! of the first round as text, one byte as the exit status of each call, ending with zero.

use std::{fmt::Write, process::ExitCode, sync::Mutex};

use bench_statistics_tasks::{TASKS, numbers};

/// How often each task is run; the first time also reads the data.
const ROUNDS: usize = 8;

/// How often `main` was called, and the text so far.
static STATE: Mutex<(usize, String)> = Mutex::new((0, String::new()));

fn main() -> ExitCode {
    let Ok(mut state) = STATE.lock() else { return ExitCode::FAILURE };
    let (calls, text) = &mut *state;
    let call = *calls;
    *calls += 1;
    let timed = ROUNDS * TASKS.len();
    if call >= timed {
        return ExitCode::from(text.as_bytes().get(call - timed).copied().unwrap_or(0));
    }
    let Some(task) = TASKS.get(call % TASKS.len()) else { return ExitCode::FAILURE };
    let results = (task.run)();
    if call < TASKS.len() {
        let _ = write!(text, "{}", task.name);
        for value in numbers(&results) {
            // Bits, not decimals: whether the results are equal is the question.
            let _ = write!(text, " {:016x}", value.to_bits());
        }
        text.push('\n');
    }
    ExitCode::SUCCESS
}
