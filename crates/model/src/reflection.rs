//! What a few answers say about oneself, and how little. Pure functions; nothing of it is stored.
//!
//! ```text
//!   never   seldom  sometimes  often  very often
//!     0 ─────── 1 ─────── 2 ─────── 3 ─────── 4        an answer; of a statement of the opposite act, 4 minus it
//!                    ├────●────┤                       a band: the mean of the answers, and its interval
//! ```

use crate::vocabulary::Frequency;

/// With fewer answers than these there is no band: too few to say.
pub const ANSWERS_MIN: usize = 5;

/// The end of the line: very often.
pub const STEPS: f64 = 4.0;

/// Half of the narrowest band, in steps: six equal answers are not certainty.
const HALF_WIDTH_MIN: f64 = 0.25;

/// Where somebody's answers to one contrast lie, from 0 (never) to [`STEPS`] (very often), and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// How many statements were answered.
    pub answers: usize,
    /// The mean of the answers.
    pub middle: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

/// There are fewer answers than [`ANSWERS_MIN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{answers} answers are too few to say")]
pub struct TooFew {
    /// How many there are.
    pub answers: usize,
}

/// What has become of the same statements since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The answers lie higher.
    Higher,
    /// The answers lie lower.
    Lower,
    /// Too close to say.
    TooClose,
}

/// The band of one contrast.
///
/// # Definition
/// The mean of the answered statements, those of the opposite act turned round, with Student's 95 % interval of that mean. It is at least
/// half a step wide and ends where the line does.
///
/// # Assumptions
/// It describes these answers, as if they were drawn from the many statements that could have been asked. It is no norm and no test.
///
/// # Missing data
/// What did not come up is left out. `is_opposite` says of each statement whether it names the opposite act; one that is not in it does not.
///
/// # Errors
/// [`TooFew`].
///
/// # Reference
/// Student 1908; the quantiles are R's `qt(0.975, 4:5)`.
pub fn band(answers: &[Frequency], is_opposite: &[bool]) -> Result<Band, TooFew> {
    let steps: Vec<f64> = steps(answers, is_opposite).into_iter().flatten().collect();
    let Some((middle, half)) = interval(&steps) else { return Err(TooFew { answers: steps.len() }) };
    let (mut low, mut high) = ((middle - half).max(0.0), (middle + half).min(STEPS));
    if high - low < 2.0 * HALF_WIDTH_MIN {
        low = low.min(STEPS - 2.0 * HALF_WIDTH_MIN);
        high = high.max(2.0 * HALF_WIDTH_MIN);
    }
    Ok(Band { answers: steps.len(), middle, low, high })
}

/// What has changed between two times, by the statements that were answered both times. Named only where the interval of the mean
/// difference excludes zero; nothing where fewer than [`ANSWERS_MIN`] were.
pub fn change(before: &[Frequency], now: &[Frequency], is_opposite: &[bool]) -> Option<Change> {
    let pairs = steps(before, is_opposite).into_iter().zip(steps(now, is_opposite));
    let differences: Vec<f64> = pairs.filter_map(|(before, now)| Some(now? - before?)).collect();
    let (mean, half) = interval(&differences)?;
    Some(match mean {
        mean if mean > half => Change::Higher,
        mean if mean < -half => Change::Lower,
        _ => Change::TooClose,
    })
}

/// Each answer as steps from never, turned round where it is of the opposite act; nothing where it did not come up.
fn steps(answers: &[Frequency], is_opposite: &[bool]) -> Vec<Option<f64>> {
    let opposite = is_opposite.iter().copied().chain(core::iter::repeat(false));
    answers
        .iter()
        .zip(opposite)
        .map(|(answer, is_opposite)| {
            let step = match answer {
                Frequency::Never => 0.0,
                Frequency::Seldom => 1.0,
                Frequency::Sometimes => 2.0,
                Frequency::Often => 3.0,
                Frequency::VeryOften => STEPS,
                Frequency::DidNotComeUp => return None,
            };
            Some(if is_opposite { STEPS - step } else { step })
        })
        .collect()
}

/// The mean, and half of its interval.
fn interval(values: &[f64]) -> Option<(f64, f64)> {
    let quantile = match values.len() {
        0..ANSWERS_MIN => return None,
        5 => 2.776_445_105_197_793,
        _ => 2.570_581_835_636_314,
    };
    let count = values.iter().map(|_| 1.0).sum::<f64>();
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
    Some((mean, (quantile * (variance / count).sqrt()).max(HALF_WIDTH_MIN)))
}

#[cfg(test)]
mod tests {
    use Frequency::{DidNotComeUp, Never, Often, Seldom, Sometimes, VeryOften};

    use super::*;

    const OPPOSITE: [bool; 6] = [false, false, false, false, true, true];

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    /// The distribution function of Student's t with 4 and with 5 degrees of freedom, in closed form.
    #[test]
    fn the_quantiles_leave_a_fortieth_above_them() {
        let four = |t: f64| {
            let square = 1.0 + t * t / 4.0;
            0.5 + 0.375 * t / square.sqrt() * (1.0 - t * t / (12.0 * square))
        };
        let five = |t: f64| {
            let square = 1.0 + t * t / 5.0;
            let root = 5.0_f64.sqrt();
            0.5 + (t / (root * square) * (1.0 + 2.0 / (3.0 * square)) + (t / root).atan())
                / core::f64::consts::PI
        };
        near(four(2.776_445_105_197_793), 0.975);
        near(five(2.570_581_835_636_314), 0.975);
    }

    /// R: `x <- c(3,2,4,3,4-1,4-2); mean(x) + c(-1,1) * qt(.975,5) * sd(x)/sqrt(6)`.
    #[test]
    fn a_band_is_the_mean_and_its_interval() {
        let band = band(&[Often, Sometimes, VeryOften, Often, Seldom, Sometimes], &OPPOSITE).unwrap();
        assert_eq!(band.answers, 6);
        near(band.middle, 17.0 / 6.0);
        near(band.high - band.low, 2.0 * 2.570_581_835_636_314 * (17.0_f64 / 30.0 / 6.0).sqrt());
    }

    #[test]
    fn equal_answers_are_not_certainty() {
        let lowest = band(&[Never, Never, Never, Never, VeryOften, VeryOften], &OPPOSITE).unwrap();
        assert_eq!((lowest.middle, lowest.low, lowest.high), (0.0, 0.0, 0.5));
        let highest = band(&[VeryOften, VeryOften, VeryOften, VeryOften, Never, Never], &OPPOSITE).unwrap();
        assert_eq!((highest.middle, highest.low, highest.high), (4.0, 3.5, 4.0));
        let between = band(&[Sometimes; 6], &OPPOSITE).unwrap();
        assert_eq!((between.low, between.high), (1.75, 2.25));
    }

    #[test]
    fn fewer_than_five_answers_are_too_few() {
        let answers = [Often, Often, DidNotComeUp, Often, Never, DidNotComeUp];
        assert_eq!(band(&answers, &OPPOSITE), Err(TooFew { answers: 4 }));
        assert_eq!(change(&answers, &[Often; 6], &OPPOSITE), None);
        assert_eq!(band(&[], &OPPOSITE), Err(TooFew { answers: 0 }));
        assert_eq!(band(&[Often, Often, DidNotComeUp, Often, Never, Never], &OPPOSITE).unwrap().answers, 5);
    }

    #[test]
    fn a_change_is_named_where_its_interval_excludes_zero() {
        let before = [Seldom, Seldom, Sometimes, Seldom, Often, Often];
        let higher = [Often, Sometimes, Often, Sometimes, Sometimes, Seldom];
        assert_eq!(change(&before, &higher, &OPPOSITE), Some(Change::Higher));
        assert_eq!(change(&higher, &before, &OPPOSITE), Some(Change::Lower));
        assert_eq!(change(&before, &before, &OPPOSITE), Some(Change::TooClose));
        // One of six that moved by a step might have been chance.
        let one = [Sometimes, Seldom, Sometimes, Seldom, Often, Often];
        assert_eq!(change(&before, &one, &OPPOSITE), Some(Change::TooClose));
    }
}
