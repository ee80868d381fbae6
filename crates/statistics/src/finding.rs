//! What a method answers: a value with its interval and its number of observations, or the reason why there is none.

/// The confidence (or credible) level of every interval in this crate.
pub const LEVEL: f64 = 0.95;

/// The answer of a method: a value, or the reason why it says nothing.
///
/// No method returns NaN or infinity: what cannot be computed is an [`Unknown`].
pub type Finding<T> = Result<T, Unknown>;

/// Why a method says nothing.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "because", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unknown {
    /// More observations are needed before anything can be said. This is the usual state of the first weeks.
    #[error("too early to tell: {observed} {unit} so far, {needed} are needed")]
    TooEarly {
        /// Observations there are.
        observed: usize,
        /// Observations there must be.
        needed: usize,
        /// What is counted.
        unit: Unit,
    },
    /// The data have no answer to the question, however many there are of them.
    #[error("not computable: {reason}")]
    NotComputable {
        /// What stands in the way.
        reason: Reason,
    },
}

/// What the number of observations counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unit {
    /// Days on which one person answered.
    Days,
    /// Days on which both persons answered.
    DaysOfBoth,
    /// Days on which both answered, the day before too.
    ConsecutiveDays,
    /// Dyads with all values.
    Dyads,
    /// Rows with all values.
    Rows,
    /// Items of a scale or of a profile.
    Items,
    /// Pairs of days, one with and one without the practice.
    Pairs,
}

impl core::fmt::Display for Unit {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(match self {
            Self::Days => "days",
            Self::DaysOfBoth => "days answered by both",
            Self::ConsecutiveDays => "days answered by both after a day answered by both",
            Self::Dyads => "dyads with all values",
            Self::Rows => "rows with all values",
            Self::Items => "items answered",
            Self::Pairs => "pairs of days",
        })
    }
}

/// What stands in the way of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// All values are equal, so nothing can vary with them.
    #[error("a profile is flat: all its values are equal")]
    FlatProfile,
    /// The predictors cannot be told apart, or one of them does not vary.
    #[error("the predictors cannot be told apart from one another")]
    SingularDesign,
    /// The model fits without any error, so there is no measure of uncertainty.
    #[error("there is no residual variation to measure uncertainty by")]
    NoResidualVariation,
    /// A value is infinite or not a number.
    #[error("a value is not a finite number")]
    NotFinite,
    /// Two series that belong together have different lengths.
    #[error("series that belong together have different lengths")]
    UnequalLengths,
    /// A value lies outside the range it can take.
    #[error("a value lies outside the range it can take")]
    OutOfRange,
    /// The optimiser found no maximum of the likelihood.
    #[error("the likelihood has no maximum that could be found")]
    NoMaximum,
    /// Several maxima of the likelihood are as good as one another.
    #[error("the days cannot tell the sign: two opposite answers are as likely")]
    SeveralMaxima,
    /// The actor effect may be zero, so a ratio to it has no meaning.
    #[error("the interval of the actor effect includes zero, so a ratio to it has no meaning")]
    ActorEffectMayBeZero,
    /// The days before and after the interruption leave no room for the comparison.
    #[error("there are too few days on one side of the interruption")]
    OneSided,
}

impl From<Reason> for Unknown {
    fn from(reason: Reason) -> Self {
        Self::NotComputable { reason }
    }
}

/// An interval of [`LEVEL`] probability or confidence, with `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Interval {
    /// The interval `centre ± half_width`.
    #[must_use]
    pub fn around(centre: f64, half_width: f64) -> Self {
        Self { low: centre - half_width, high: centre + half_width }
    }

    /// Whether `value` lies inside, bounds included.
    ///
    /// ```
    /// use statistics::Interval;
    /// assert!(Interval { low: 0.1, high: 0.3 }.contains(0.2));
    /// assert!(!Interval { low: 0.1, high: 0.3 }.contains(0.0));
    /// ```
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A value, how uncertain it is, and on how many observations it rests.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Estimate {
    /// The point estimate.
    pub value: f64,
    /// Its standard error; for an asymmetric interval that of the scale on which it was built, as the method says.
    pub standard_error: f64,
    /// Its interval.
    pub interval: Interval,
    /// Observations it rests on.
    pub observations: usize,
}

/// A coefficient of a regression: an estimate with a t test of the null hypothesis that it is zero.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Coefficient {
    /// Value, standard error, interval and observations.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub estimate: Estimate,
    /// Degrees of freedom of Student's t.
    pub degrees_of_freedom: f64,
    /// Two-sided p value.
    pub p_value: f64,
}

/// A value with an interval but no single standard error, such as a variance or a correlation.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Bounded {
    /// The point estimate.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
    /// Observations it rests on.
    pub observations: usize,
}

/// A test of a null hypothesis.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Test {
    /// The test statistic.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees_of_freedom: f64,
    /// The p value.
    pub p_value: f64,
}

/// Refuses infinities and NaN before they can spread into a result.
pub(crate) fn all_finite<'a>(values: impl IntoIterator<Item = &'a f64>) -> Finding<()> {
    if values.into_iter().all(|value| value.is_finite()) { Ok(()) } else { Err(Reason::NotFinite.into()) }
}

/// Refuses fewer than `needed` observations.
pub(crate) fn at_least(needed: usize, observed: usize, unit: Unit) -> Finding<()> {
    if observed < needed { Err(Unknown::TooEarly { observed, needed, unit }) } else { Ok(()) }
}
