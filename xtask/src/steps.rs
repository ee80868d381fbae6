//! A list of steps, one after another: each is named, timed and summed up; the first that fails ends the list.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::screen;

/// The steps that are done.
#[derive(Debug)]
pub(crate) struct Steps {
    started: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Begins a list.
    pub(crate) fn begin() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Does the next step.
    ///
    /// # Errors
    /// What `work` returns, with the step's name; what was done before is shown.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        screen::say(format!("\n== {name}"));
        let started = Instant::now();
        let result = work();
        let passed = started.elapsed();
        if result.is_ok() {
            self.done.push((name.to_owned(), passed));
        } else {
            self.show();
            screen::say(format!("  FAILED {:>14}  {name}", screen::duration(passed)));
        }
        result.with_context(|| format!("in the step \"{name}\""))
    }

    /// Shows how long each step took, and all of them.
    pub(crate) fn finish(self, what: &str) {
        self.show();
        screen::say(format!("{what} in {}.", screen::duration(self.started.elapsed())));
    }

    fn show(&self) {
        screen::say("");
        for (name, passed) in &self.done {
            screen::say(format!("  ok {:>18}  {name}", screen::duration(*passed)));
        }
    }
}
