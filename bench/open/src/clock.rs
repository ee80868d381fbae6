//! Measuring: the best of several rounds, because on a busy machine only the best says something about the program.

use std::time::Instant;

/// Seconds that `work` takes, the best of `rounds`; `prepare` is not counted.
pub(crate) fn best<P, R>(rounds: usize, mut prepare: impl FnMut() -> P, mut work: impl FnMut(P) -> R) -> f64 {
    (0..rounds.max(1))
        .map(|_| {
            let prepared = prepare();
            let begin = Instant::now();
            let result = work(prepared);
            let seconds = begin.elapsed().as_secs_f64();
            // Giving the memory back is not part of opening.
            drop(result);
            seconds
        })
        .fold(f64::INFINITY, f64::min)
}
