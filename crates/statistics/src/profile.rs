//! How well one person knows the other: judgements of the other, item by item, beside the other's own answers.

use crate::{
    finding::{Bounded, Coefficient, Finding, Interval, Reason, Unit, all_finite, at_least},
    least_squares::{LeastSquares, correlation, design, deviation_sum, is_rounding, mean},
    same_day::fisher,
    units::{HasUnit, unit_of},
};

/// The fewest items of a profile: published ones have as few.
pub const ITEMS_MIN: usize = 18;

/// One item: what is judged of the other, what the other says, and what people say on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// What one person thinks the other would answer.
    pub judged: Option<f64>,
    /// What the other answers: the truth.
    pub truth: Option<f64>,
    /// What the judging person answers for themselves, if asked.
    pub own: Option<f64>,
    /// The mean answer of people in general: the normative profile.
    pub normative: Option<f64>,
}

/// What drives one person's judgements of another.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TruthAndBias {
    /// Directional bias: by how much the judgements lie above the truth on average.
    pub direction: Coefficient,
    /// The force of the truth: how far judgements follow what is particular to the other.
    pub truth: Coefficient,
    /// The force of one's own answers (assumed similarity), when they were given.
    pub own: Option<Coefficient>,
    /// The force of the normative profile: knowing people in general.
    pub normative: Coefficient,
    /// Residual standard deviation.
    pub deviation: f64,
    /// Items with all values.
    pub items: usize,
}

/// Distinctive similarity of two profiles.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Similarity {
    /// The correlation of the two profiles after taking the normative profile from both.
    pub distinctive: Bounded,
}

/// The truth and bias model of West and Kenny, with the normative profile.
///
/// # Definition
/// `Jᵢ − T̄ = b + t·(Tᵢ − T̄) + o·(Oᵢ − Ō) + n·(Nᵢ − N̄) + eᵢ` over the items i: J judgement, T truth, O own answers (if they were
/// asked for: if any item has them), N normative profile. Centring J on the mean of the truth makes b the directional bias J̄ − T̄. Least squares;
/// Student's t with K minus the number of coefficients degrees of freedom.
///
/// # Assumptions
/// Items are exchangeable given their normative means, with independent normal residuals of equal variance.
///
/// # Missing data
/// Items without judgement, truth or normative mean are left out; where own answers were asked for, items without one, too: `items` says how
/// many are left.
///
/// # Reference
/// West & Kenny 2011, *Psychological Review* 118, equation 1; Wood & Furr 2016 for the normative profile. Reference values:
/// `reference/profile.R`, base R's `lm` on profiles built from `data/barkalifa.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than [`ITEMS_MIN`] items, with [`Reason::FlatProfile`] if a profile is flat, with
/// [`Reason::SingularDesign`] if the profiles cannot be told apart.
pub fn truth_and_bias(items: &[Judgement]) -> Finding<TruthAndBias> {
    let is_asked = items.iter().any(|item| item.own.is_some());
    let complete: Vec<[f64; 4]> = items
        .iter()
        .filter_map(|item| {
            let own = if is_asked { item.own? } else { 0.0 };
            Some([item.judged?, item.truth?, item.normative?, own])
        })
        .collect();
    all_finite(complete.iter().flatten())?;
    at_least(ITEMS_MIN, complete.len(), Unit::Items)?;
    // Judgements and truth have one unit, because one is compared with the other.
    let units = [
        unit_of(complete.iter().flat_map(|[judged, truth, ..]| [judged, truth])),
        unit_of(complete.iter().map(|[_, _, normative, _]| normative)),
        unit_of(complete.iter().map(|[_, _, _, own]| own)),
    ];
    let [unit, unit_normative, unit_own] = units;
    let in_units = |[judged, truth, normative, own]: [f64; 4]| {
        [judged / unit, truth / unit, normative / unit_normative, own / unit_own]
    };
    let complete: Vec<[f64; 4]> = complete.into_iter().map(in_units).collect();
    let column = |pick: fn(&[f64; 4]) -> f64| complete.iter().map(pick).collect::<Vec<f64>>();
    let (judged, truth, normative) = (column(|row| row[0]), column(|row| row[1]), column(|row| row[2]));
    let own = is_asked.then(|| column(|row| row[3]));
    for profile in [Some(&judged), Some(&truth), Some(&normative), own.as_ref()].into_iter().flatten() {
        not_flat(profile)?;
    }
    let one = vec![1.0; judged.len()];
    let (truth_mean, centred_truth) = (mean(&truth), centred(&truth));
    let mut columns: Vec<Vec<f64>> = vec![one, centred_truth, centred(&normative)];
    columns.extend(own.as_deref().map(centred));
    let response: Vec<f64> = judged.iter().map(|value| value - truth_mean).collect();
    let scale = judged.iter().map(|value| value * value).sum();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let fit = LeastSquares::fit(design(&columns), response.into())?;
    if is_rounding(fit.residual_sum, scale) {
        return Err(Reason::NoResidualVariation.into());
    }
    let mut coefficients = fit.tested(judged.len())?.into_iter();
    let mut next = || coefficients.next().ok_or(Reason::SingularDesign);
    Ok(TruthAndBias {
        direction: next()?.in_units(unit)?,
        truth: next()?,
        normative: next()?.in_units(unit / unit_normative)?,
        own: next().ok().map(|own| own.in_units(unit / unit_own)).transpose()?,
        deviation: libm::sqrt(fit.residual_variance()).in_units(unit)?,
        items: judged.len(),
    })
}

/// The distinctive similarity of two profiles.
///
/// # Definition
/// The correlation over items of `Aᵢ − Nᵢ` and `Bᵢ − Nᵢ`, with Fisher's interval of K items; of profiles that are the same
/// (or opposite) throughout it has no width. Overall similarity is not given: most of it is
/// what any two people share.
///
/// # Assumptions
/// Items are exchangeable given their normative means.
///
/// # Missing data
/// Items lacking one of the three values are left out.
///
/// # Reference
/// Furr 2008, *Journal of Personality* 76. Reference values: `reference/profile.R`, base R's `cor.test` on profiles built from
/// `data/barkalifa.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than [`ITEMS_MIN`] items; [`Reason::FlatProfile`] if a profile is flat, before or after taking out
/// the normative one.
pub fn similarity(
    first: &[Option<f64>],
    second: &[Option<f64>],
    normative: &[Option<f64>],
) -> Finding<Similarity> {
    if first.len() != second.len() || first.len() != normative.len() {
        return Err(Reason::UnequalLengths.into());
    }
    let complete: Vec<[f64; 3]> = first
        .iter()
        .zip(second)
        .zip(normative)
        .filter_map(|((a, b), n)| Some([(*a)?, (*b)?, (*n)?]))
        .collect();
    all_finite(complete.iter().flatten())?;
    at_least(ITEMS_MIN, complete.len(), Unit::Items)?;
    not_flat(&complete.iter().map(|[a, _, _]| *a).collect::<Vec<_>>())?;
    not_flat(&complete.iter().map(|[_, b, _]| *b).collect::<Vec<_>>())?;
    let unit = unit_of(complete.iter().flatten());
    let complete: Vec<[f64; 3]> = complete.into_iter().map(|row| row.map(|value| value / unit)).collect();
    let distinct_first: Vec<f64> = complete.iter().map(|[a, _, n]| a - n).collect();
    let distinct_second: Vec<f64> = complete.iter().map(|[_, b, n]| b - n).collect();
    let value = correlation(&distinct_first, &distinct_second)?;
    let observations = complete.len();
    let interval = if value.abs() >= 1.0 - 1e-12 {
        Interval { low: value, high: value }
    } else {
        fisher(value, observations as f64)
    };
    Ok(Similarity { distinctive: Bounded { value, interval, observations } })
}

fn not_flat(profile: &[f64]) -> Finding<()> {
    if deviation_sum(profile) == 0.0 { Err(Reason::FlatProfile.into()) } else { Ok(()) }
}

fn centred(values: &[f64]) -> Vec<f64> {
    let centre = mean(values);
    values.iter().map(|value| value - centre).collect()
}
