//! The Kalman filter and smoother of a level that steps.
//!
//! Each day waits for the variance of the day before, and that for a division. So several shares of the step in the variance go through
//! the days side by side, each in a lane of its own and to the same numbers as alone: while one waits, the processor divides for the others.

/// How many shares go side by side where there are many.
pub(super) const LANES: usize = 3;

/// What is known of the level on one day, or of its change over all of them: mean, and variance in units of σ².
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    pub(super) mean: f64,
    pub(super) variance: f64,
}

/// Sums over the filter's one-day-ahead errors.
#[derive(Clone, Copy, Default)]
pub(super) struct Likelihood {
    pub(super) weighted_squares: f64,
    log_variances: f64,
    pub(super) count: f64,
}

impl Likelihood {
    /// σ² at its maximum.
    pub(super) fn variance(&self) -> f64 {
        self.weighted_squares / self.count
    }

    /// −2ℓ at that σ².
    pub(super) fn deviance(&self) -> f64 {
        self.count * (libm::log(2.0 * core::f64::consts::PI * self.variance()) + 1.0) + self.log_variances
    }
}

impl State {
    /// The first answer makes the diffuse start proper.
    fn first(answer: f64, share: f64) -> Self {
        Self { mean: answer, variance: 1.0 - share }
    }

    /// One day further.
    fn predicted(self, share: f64) -> Self {
        Self { mean: self.mean, variance: self.variance + share }
    }

    /// What that day's answer tells, the answer's error, and the variance of the error.
    fn updated(self, answer: f64, share: f64) -> (Self, f64, f64) {
        let error = answer - self.mean;
        let error_variance = self.variance + (1.0 - share);
        let gain = self.variance / error_variance;
        let updated = Self { mean: self.mean + gain * error, variance: gain * (1.0 - share) };
        (updated, error, error_variance)
    }
}

/// One share on its way through the days.
#[derive(Clone, Copy)]
struct Lane {
    share: f64,
    state: State,
    likelihood: Likelihood,
    /// Logarithms are dear, so the variances of several days are multiplied first.
    product: f64,
}

impl Lane {
    fn see(&mut self, answer: f64) {
        let (updated, error, error_variance) = self.state.predicted(self.share).updated(answer, self.share);
        self.state = updated;
        self.likelihood.weighted_squares += error * error / error_variance;
        self.likelihood.count += 1.0;
        self.product *= error_variance;
        if !(1e-100..1e100).contains(&self.product) {
            self.likelihood.log_variances += libm::log(self.product);
            self.product = 1.0;
        }
    }
}

/// The first answer, and the days after it.
fn from_first(days: &[Option<f64>]) -> Option<(f64, &[Option<f64>])> {
    let place = days.iter().position(Option::is_some)?;
    let (first, after) = days.get(place..)?.split_first()?;
    Some(((*first)?, after))
}

/// The likelihood of one share.
pub(super) fn likelihood(days: &[Option<f64>], share: f64) -> Likelihood {
    let [likelihood] = side_by_side(days, [share]);
    likelihood
}

/// The likelihood of each share.
pub(super) fn likelihoods(days: &[Option<f64>], shares: &[f64]) -> Vec<Likelihood> {
    let (whole, rest) = shares.as_chunks::<LANES>();
    let alone = rest.iter().map(|&share| likelihood(days, share));
    whole.iter().flat_map(|&shares| side_by_side(days, shares)).chain(alone).collect()
}

fn side_by_side<const SHARES: usize>(days: &[Option<f64>], shares: [f64; SHARES]) -> [Likelihood; SHARES] {
    let Some((first, after)) = from_first(days) else { return [Likelihood::default(); SHARES] };
    let mut lanes = shares.map(|share| Lane {
        share,
        state: State::first(first, share),
        likelihood: Likelihood::default(),
        product: 1.0,
    });
    for day in after {
        match *day {
            Some(answer) => lanes.iter_mut().for_each(|lane| lane.see(answer)),
            None => lanes.iter_mut().for_each(|lane| lane.state = lane.state.predicted(lane.share)),
        }
    }
    lanes.map(|Lane { mut likelihood, product, .. }| {
        likelihood.log_variances += libm::log(product);
        likelihood
    })
}

/// The states from the first answer on.
fn states<const SHARES: usize>(days: &[Option<f64>], shares: [f64; SHARES]) -> Vec<[State; SHARES]> {
    let Some((first, after)) = from_first(days) else { return Vec::new() };
    let mut states = shares.map(|share| State::first(first, share));
    let mut all = Vec::with_capacity(after.len() + 1);
    all.push(states);
    for day in after {
        for (state, share) in states.iter_mut().zip(shares) {
            let predicted = state.predicted(share);
            *state = day.map_or(predicted, |answer| predicted.updated(answer, share).0);
        }
        all.push(states);
    }
    all
}

/// One share on its way back through the days.
#[derive(Clone, Copy)]
struct Back {
    share: f64,
    last: State,
    level: State,
    covariance_with_last: f64,
}

impl Back {
    fn with(share: f64) -> Self {
        Self { share, last: State::default(), level: State::default(), covariance_with_last: 0.0 }
    }

    /// On the last day.
    fn begin(&mut self, last: State) {
        *self = Self { last, level: last, covariance_with_last: last.variance, ..*self };
    }

    /// To the day before, of which the filter knew `state`.
    fn step(&mut self, state: State) {
        let predicted = state.variance + self.share;
        let backwards = if predicted > 0.0 { state.variance / predicted } else { 1.0 };
        self.covariance_with_last *= backwards;
        self.level = State {
            mean: state.mean + backwards * (self.level.mean - state.mean),
            variance: state.variance + backwards * backwards * (self.level.variance - predicted),
        };
    }

    /// From the first day to the last.
    fn change(self) -> State {
        State {
            mean: self.last.mean - self.level.mean,
            variance: self.last.variance + self.level.variance - 2.0 * self.covariance_with_last,
        }
    }
}

/// Smooths with several shares: `take` gets the place of each day in turn, from the last to the first, in `of_days` and the day's level
/// with each share. Returns the changes of the level from the first day to the last.
pub(super) fn smooth<const SHARES: usize, T>(
    days: &[Option<f64>],
    shares: [f64; SHARES],
    of_days: &mut [T],
    take: impl Fn(&mut T, [State; SHARES]),
) -> [State; SHARES] {
    let states = states(days, shares);
    let mut lanes = shares.map(Back::with);
    let mut of_days = of_days.iter_mut().rev();
    for (place, (states, of_day)) in states.iter().rev().zip(of_days.by_ref()).enumerate() {
        for (lane, &state) in lanes.iter_mut().zip(states) {
            if place == 0 { lane.begin(state) } else { lane.step(state) }
        }
        take(of_day, lanes.map(|lane| lane.level));
    }
    // Before the first answer.
    for of_day in of_days {
        for lane in &mut lanes {
            lane.level = lane.level.predicted(lane.share);
        }
        take(of_day, lanes.map(|lane| lane.level));
    }
    lanes.map(Back::change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_side_by_side_are_as_if_alone() {
        let answer = |day: u32| (day > 4 && day % 5 != 2).then(|| f64::from(day * day * 31 % 101));
        let days: Vec<Option<f64>> = (0..60).map(answer).collect();
        let shares = [0.0, 0.01, 0.3, 0.9, 1.0];
        for (&share, beside) in shares.iter().zip(likelihoods(&days, &shares)) {
            assert_eq!(beside.deviance().to_bits(), likelihood(&days, share).deviance().to_bits());
        }
    }
}
