//! Values in a unit of their own size, so that neither their squares nor the products of those overflow or vanish.

use crate::finding::{Coefficient, Estimate, Finding, Interval, Reason};

/// The power of two that is about as large as the largest of these values; one if all are zero. To divide by it loses no digit.
pub(crate) fn unit_of<'a>(values: impl IntoIterator<Item = &'a f64>) -> f64 {
    let largest = values.into_iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest > 0.0 { libm::ldexp(1.0, libm::frexp(largest).1.min(1023)) } else { 1.0 }
}

/// These values in a unit of their own size, and that unit.
pub(crate) fn in_own_unit(values: &[f64]) -> (Vec<f64>, f64) {
    let unit = unit_of(values);
    (values.iter().map(|value| value / unit).collect(), unit)
}

/// Something that has a unit.
pub(crate) trait HasUnit: Sized {
    /// The same in a unit that is `unit` times as large.
    fn times(self, unit: f64) -> Self;

    /// Whether its numbers are still numbers.
    fn is_finite(&self) -> bool;

    /// The same in the unit of the answers, if that is still a number.
    fn in_units(self, unit: f64) -> Finding<Self> {
        let whole = self.times(unit);
        if whole.is_finite() { Ok(whole) } else { Err(Reason::OutOfRange.into()) }
    }
}

impl HasUnit for f64 {
    fn times(self, unit: f64) -> Self {
        self * unit
    }

    fn is_finite(&self) -> bool {
        f64::is_finite(*self)
    }
}

impl HasUnit for Interval {
    fn times(self, unit: f64) -> Self {
        Self { low: self.low * unit, high: self.high * unit }
    }

    fn is_finite(&self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }
}

impl HasUnit for Estimate {
    fn times(self, unit: f64) -> Self {
        let (value, standard_error) = (self.value * unit, self.standard_error * unit);
        Self { value, standard_error, interval: self.interval.times(unit), ..self }
    }

    fn is_finite(&self) -> bool {
        self.value.is_finite() && self.standard_error.is_finite() && self.interval.is_finite()
    }
}

impl HasUnit for Coefficient {
    fn times(self, unit: f64) -> Self {
        Self { estimate: self.estimate.times(unit), ..self }
    }

    fn is_finite(&self) -> bool {
        self.estimate.is_finite()
    }
}
