//! A list of steps, one after another: each is named, timed and summed up; the first that fails ends the list.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::passed::Passed;
use crate::screen;

/// The steps that are done.
#[derive(Debug)]
pub(crate) struct Steps {
    started: Instant,
    done: Vec<(String, Duration)>,
    passed: Option<Passed>,
}

impl Steps {
    /// Begins a list.
    pub(crate) fn begin() -> Self {
        Self { started: Instant::now(), done: Vec::new(), passed: None }
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

    /// From here on, [`Steps::step_once`] looks up and keeps what has passed.
    pub(crate) fn remember(&mut self, passed: Passed) {
        self.passed = Some(passed);
    }

    /// Does the next step, unless it passed with exactly these files and tools.
    ///
    /// # Errors
    /// As [`Steps::step`], and when the record cannot be kept.
    pub(crate) fn step_once(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.passed.as_ref().is_some_and(|passed| passed.holds(name)) {
            screen::say(format!(
                "\n== {name}: passed before, and nothing has changed since (--again repeats it)"
            ));
            self.done.push((name.to_owned(), Duration::ZERO));
            return Ok(());
        }
        self.step(name, work)?;
        self.passed.as_ref().map_or(Ok(()), |passed| passed.add(name))
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
