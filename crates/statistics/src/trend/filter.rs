//! The Kalman filter and smoother of a level that steps.

/// What the filter knows of the level, in units of σ².
#[derive(Clone, Copy)]
pub(super) struct Filtered {
    mean: f64,
    variance: f64,
}

/// Sums over the filter's one-day-ahead errors.
#[derive(Default)]
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

impl Filtered {
    /// The first answer makes the diffuse start proper.
    fn first(answer: f64, share: f64) -> Self {
        Self { mean: answer, variance: 1.0 - share }
    }

    /// One day further, and what that day's answer tells: its error and the variance of the error.
    fn next(self, answer: Option<f64>, share: f64) -> (Self, Option<(f64, f64)>) {
        let predicted = Self { mean: self.mean, variance: self.variance + share };
        let Some(answer) = answer else { return (predicted, None) };
        let error = answer - predicted.mean;
        let error_variance = predicted.variance + (1.0 - share);
        let gain = predicted.variance / error_variance;
        let updated = Self { mean: predicted.mean + gain * error, variance: gain * (1.0 - share) };
        (updated, Some((error, error_variance)))
    }

    pub(super) fn likelihood(days: &[Option<f64>], share: f64) -> Likelihood {
        let mut likelihood = Likelihood::default();
        let mut state: Option<Self> = None;
        // Logarithms are dear, so the variances of several days are multiplied first.
        let mut product = 1.0_f64;
        for &day in days {
            state = match (state, day) {
                (None, None) => None,
                (None, Some(answer)) => Some(Self::first(answer, share)),
                (Some(before), day) => {
                    let (after, seen) = before.next(day, share);
                    if let Some((error, error_variance)) = seen {
                        likelihood.weighted_squares += error * error / error_variance;
                        likelihood.count += 1.0;
                        product *= error_variance;
                        if !(1e-100..1e100).contains(&product) {
                            likelihood.log_variances += libm::log(product);
                            product = 1.0;
                        }
                    }
                    Some(after)
                }
            };
        }
        likelihood.log_variances += libm::log(product);
        likelihood
    }

    /// The state on each day from the first answer on; `None` before it.
    pub(super) fn states(days: &[Option<f64>], share: f64) -> Vec<Option<Self>> {
        days.iter()
            .scan(None::<Self>, |state, &day| {
                *state = match (*state, day) {
                    (None, None) => None,
                    (None, Some(answer)) => Some(Self::first(answer, share)),
                    (Some(before), day) => Some(before.next(day, share).0),
                };
                Some(*state)
            })
            .collect()
    }
}

pub(super) struct Smoothed {
    /// Level and its variance in units of σ², day by day.
    pub(super) levels: Vec<(f64, f64)>,
    pub(super) change: f64,
    pub(super) change_variance: f64,
}

/// Backwards through the days; days before the first answer are predicted backwards from it.
pub(super) fn smooth(states: &[Option<Filtered>], share: f64) -> Smoothed {
    let mut levels = vec![(0.0, 0.0); states.len()];
    let mut later: Option<(f64, f64)> = None;
    let mut last = (0.0, 0.0);
    let mut covariance_with_last = 0.0;
    for (level, state) in levels.iter_mut().zip(states).rev() {
        *level = match (later, state) {
            (None, Some(state)) => {
                last = (state.mean, state.variance);
                covariance_with_last = state.variance;
                last
            }
            (Some((mean, variance)), Some(state)) => {
                let predicted = state.variance + share;
                let backwards = if predicted > 0.0 { state.variance / predicted } else { 1.0 };
                covariance_with_last *= backwards;
                (
                    state.mean + backwards * (mean - state.mean),
                    state.variance + backwards * backwards * (variance - predicted),
                )
            }
            (Some((mean, variance)), None) => (mean, variance + share),
            (None, None) => (0.0, 0.0),
        };
        later = Some(*level);
    }
    let first = levels.first().copied().unwrap_or_default();
    Smoothed {
        change: last.0 - first.0,
        change_variance: last.1 + first.1 - 2.0 * covariance_with_last,
        levels,
    }
}
