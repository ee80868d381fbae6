//! How consistently the items of a scale measure one thing.

use crate::{
    distribution::{UPPER, f_quantile},
    finding::{Bounded, Finding, Interval, Reason, Unit, all_finite, at_least},
    least_squares::deviation_sum,
    units::unit_of,
};

/// Cronbach's α of a table of persons by items.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Alpha {
    /// α with Feldt's interval.
    pub alpha: Bounded,
    /// Items k.
    pub items: usize,
}

/// Cronbach's α. Each row is one person's answers to all items, with reversed items already turned round.
///
/// # Definition
/// `α = k/(k−1)·(1 − Σ sᵢ²/s_T²)` with the variances sᵢ² of the items and s_T² of their sum. Feldt's interval:
/// `1 − (1−α)·F₁₋ᵧ`, with F of n−1 and (n−1)(k−1) degrees of freedom.
///
/// # Assumptions
/// α equals the reliability only if all items measure one thing equally strongly; otherwise it is a lower bound. The interval
/// further assumes normal item scores with equal variances and equal covariances.
///
/// # Missing data
/// Rows with a missing answer are left out.
///
/// # Reference
/// Cronbach 1951; Feldt, Woodruff & Salih 1987 for the interval. Reference values: `reference/scale.R`, `psych::alpha(…)$total$raw_alpha`
/// and `$feldt` on the four moods in `data/barkalifa.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than ten complete rows, fewer than two items, rows of different lengths or a flat sum.
pub fn cronbach_alpha(rows: &[Vec<Option<f64>>]) -> Finding<Alpha> {
    let items = rows.first().map_or(0, Vec::len);
    at_least(2, items, Unit::Items)?;
    if rows.iter().any(|row| row.len() != items) {
        return Err(Reason::UnequalLengths.into());
    }
    let complete: Vec<Vec<f64>> = rows.iter().filter_map(|row| row.iter().copied().collect()).collect();
    all_finite(complete.iter().flatten())?;
    let unit = unit_of(complete.iter().flatten());
    let complete: Vec<Vec<f64>> =
        complete.into_iter().map(|row| row.into_iter().map(|answer| answer / unit).collect()).collect();
    at_least(10, complete.len(), Unit::Rows)?;
    let sums: Vec<f64> = complete.iter().map(|row| row.iter().sum()).collect();
    let of_sum = deviation_sum(&sums);
    if of_sum == 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let of_items: f64 = (0..items)
        .map(|item| {
            deviation_sum(&complete.iter().filter_map(|row| row.get(item).copied()).collect::<Vec<_>>())
        })
        .sum();
    let count = items as f64;
    let value = count / (count - 1.0) * (1.0 - of_items / of_sum);
    let persons = complete.len() as f64;
    let quantile = |probability| f_quantile(probability, persons - 1.0, (persons - 1.0) * (count - 1.0));
    let interval = Interval {
        low: 1.0 - (1.0 - value) * quantile(UPPER),
        high: 1.0 - (1.0 - value) * quantile(1.0 - UPPER),
    };
    Ok(Alpha { alpha: Bounded { value, interval, observations: complete.len() }, items })
}
