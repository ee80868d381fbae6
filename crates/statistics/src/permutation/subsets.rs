//! Sums and means of all subsets of some differences, without listing all subsets.

/// What the test asks of the subsets of the differences.
pub(super) trait Subsets {
    /// How many there are, the empty one too.
    fn count(&self) -> f64;
    /// The shares of all subsets, the empty one too, whose sums are at most zero and at least zero.
    fn shares_of_sums(&self) -> (f64, f64);
    /// The `rank`th smallest mean of a non-empty subset, counted from one.
    fn smallest_mean(&self, rank: f64) -> f64;
    /// The `rank`th largest mean of a non-empty subset, counted from one.
    fn largest_mean(&self, rank: f64) -> f64;
}

/// Differences that are whole multiples of a unit: subsets are counted by their size and sum.
pub(super) struct Grid {
    unit: f64,
    pairs: usize,
    /// Means of subsets of one size and sum with the share of all subsets that have them, by increasing mean.
    means: Vec<(f64, f64)>,
}

/// Above this many cells the table costs more than it is worth.
const CELLS_MAX: usize = 2_000_000;

impl Grid {
    /// The grid of the differences, if they have one, whatever their unit.
    pub(super) fn of(differences: &[f64]) -> Option<Self> {
        let sizes = || differences.iter().map(|difference| difference.abs()).filter(|size| *size > 0.0);
        let smallest = sizes().fold(f64::INFINITY, f64::min);
        if smallest.is_infinite() {
            return Self::with_unit(differences, 1.0);
        }
        let rough = sizes().try_fold(smallest, |unit, size| common(size, unit, smallest))?;
        // What is written with nine digits, such as 0.333333333, is nearest to the grid with the unit of all of them.
        let steps: f64 = sizes().map(|size| libm::round(size / rough)).sum();
        Self::with_unit(differences, sizes().sum::<f64>() / steps)
    }

    fn with_unit(differences: &[f64], unit: f64) -> Option<Self> {
        let steps: Vec<i64> = differences
            .iter()
            .map(|difference| {
                let steps = libm::round(difference / unit);
                let is_on = (difference / unit - steps).abs() < ON_GRID && steps.abs() < 1e6;
                #[expect(clippy::cast_possible_truncation, reason = "bounded in the line before")]
                is_on.then_some(steps as i64)
            })
            .collect::<Option<_>>()?;
        let lowest: i64 = steps.iter().filter(|&&step| step < 0).sum();
        let highest: i64 = steps.iter().filter(|&&step| step > 0).sum();
        let width = usize::try_from(highest - lowest + 1).ok()?;
        let pairs = steps.len();
        if (pairs + 1).checked_mul(width)? > CELLS_MAX {
            return None;
        }
        let shares = shares_by_size_and_sum(&steps, lowest, width)?;
        let mut means: Vec<(f64, f64)> = shares
            .chunks_exact(width)
            .enumerate()
            .skip(1)
            .flat_map(|(size, row)| {
                (lowest..)
                    .zip(row)
                    .filter(|(_, share)| **share > 0.0)
                    .map(move |(sum, &share)| (sum as f64 / size as f64, share))
            })
            .collect();
        means.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        Some(Self { unit, pairs, means })
    }

    fn ranked<'a>(&self, means: impl Iterator<Item = &'a (f64, f64)>, rank: f64) -> f64 {
        // Half a subset of slack keeps rounding of the shares from moving the rank.
        let wanted = libm::ldexp(rank - 0.5, -i32::try_from(self.pairs).unwrap_or(i32::MAX));
        let mut sum = 0.0;
        for &(mean, share) in means {
            sum += share;
            if sum >= wanted {
                return mean * self.unit;
            }
        }
        0.0
    }
}

/// How far from the grid, in units of it, a difference may lie.
const ON_GRID: f64 = 1e-4;
/// More parts than this of the smallest difference are no grid.
const PARTS_MAX: f64 = 60.0;

/// The largest unit of which both are multiples, by Euclid's algorithm up to what rounding leaves.
fn common(mut larger: f64, mut unit: f64, smallest: f64) -> Option<f64> {
    while unit > smallest / PARTS_MAX {
        let rest = libm::fmod(larger, unit);
        let rest = rest.min(unit - rest);
        if rest < 1e-6 * smallest {
            return Some(unit);
        }
        (larger, unit) = (unit, rest);
    }
    None
}

/// A table of sizes 0..=m by sums, of the share of subsets that have them.
fn shares_by_size_and_sum(steps: &[i64], lowest: i64, width: usize) -> Option<Vec<f64>> {
    let mut shares = vec![0.0; (steps.len() + 1) * width];
    *shares.get_mut(usize::try_from(-lowest).ok()?)? = 1.0;
    for (taken, &step) in steps.iter().enumerate() {
        // From large sizes to small, so that a difference is not taken twice.
        for size in (0..=taken).rev() {
            let (smaller, larger) = shares.split_at_mut((size + 1) * width);
            let from = smaller.get_mut(size * width..)?;
            let to = larger.get_mut(..width)?;
            let shift = usize::try_from(step.abs()).ok()?;
            let (from_part, to_part) = if step >= 0 {
                (from.get(..width - shift)?, to.get_mut(shift..)?)
            } else {
                (from.get(shift..)?, to.get_mut(..width - shift)?)
            };
            for (to, from) in to_part.iter_mut().zip(from_part) {
                *to += from;
            }
        }
        for share in &mut shares {
            *share *= 0.5;
        }
    }
    Some(shares)
}

impl Subsets for Grid {
    fn count(&self) -> f64 {
        all(self.pairs)
    }

    fn shares_of_sums(&self) -> (f64, f64) {
        let empty = libm::ldexp(1.0, -i32::try_from(self.pairs).unwrap_or(i32::MAX));
        let share = |wanted: fn(f64) -> bool| -> f64 {
            empty + self.means.iter().filter(|(mean, _)| wanted(*mean)).map(|(_, share)| share).sum::<f64>()
        };
        (share(|mean| mean <= 0.0), share(|mean| mean >= 0.0))
    }

    fn smallest_mean(&self, rank: f64) -> f64 {
        self.ranked(self.means.iter(), rank)
    }

    fn largest_mean(&self, rank: f64) -> f64 {
        self.ranked(self.means.iter().rev(), rank)
    }
}

/// Any differences: the subset sums of two halves, sorted, meet in the middle.
pub(super) struct Halves<'a> {
    differences: &'a [f64],
}

/// Two lists of 2²⁰ sums are what a telephone should be asked to hold.
const PAIRS_MAX: usize = 40;

/// 2ᵐ.
fn all(pairs: usize) -> f64 {
    libm::ldexp(1.0, i32::try_from(pairs).unwrap_or(i32::MAX))
}

impl<'a> Halves<'a> {
    pub(super) fn of(differences: &'a [f64]) -> Option<Self> {
        (differences.len() <= PAIRS_MAX).then_some(Self { differences })
    }

    /// How many subsets, the empty one too, have Σ(sign·dᵢ − δ) ≤ 0.
    fn count_at_most(&self, delta: f64, sign: f64) -> f64 {
        let (first, second) = self.differences.split_at(self.differences.len() / 2);
        let (first, second) = (sorted_sums(first, delta, sign), sorted_sums(second, delta, sign));
        // Sums that differ by rounding alone are equal.
        let slack =
            1e-12 * self.differences.iter().map(|difference| (sign * difference - delta).abs()).sum::<f64>();
        let mut count = 0.0;
        let mut reach = second.len();
        for sum in first {
            while reach > 0 && second.get(reach - 1).is_some_and(|other| sum + other > slack) {
                reach -= 1;
            }
            count += reach as f64;
        }
        count
    }

    /// The smallest δ at which `rank` non-empty subsets of sign·d have a mean of at most δ.
    fn ranked(&self, rank: f64, sign: f64) -> f64 {
        let signed = || self.differences.iter().map(|difference| sign * difference);
        let mut low = signed().fold(f64::INFINITY, f64::min);
        let mut high = signed().fold(f64::NEG_INFINITY, f64::max);
        if self.count_at_most(low, sign) > rank {
            return low;
        }
        for _ in 0..60 {
            let middle = low + (high - low) / 2.0;
            // The empty subset is always counted, hence strictly more than the rank.
            if self.count_at_most(middle, sign) > rank { high = middle } else { low = middle }
        }
        high
    }
}

/// The sums of all subsets of sign·d − δ, sorted, by merging: each difference doubles the list.
fn sorted_sums(differences: &[f64], delta: f64, sign: f64) -> Vec<f64> {
    let mut sums = vec![0.0];
    for difference in differences {
        let step = sign * difference - delta;
        let mut merged = Vec::with_capacity(2 * sums.len());
        let (mut without, mut with) = (sums.iter().peekable(), sums.iter().map(|sum| sum + step).peekable());
        loop {
            match (without.peek(), with.peek()) {
                (Some(&&a), Some(&b)) if a <= b => {
                    merged.push(a);
                    without.next();
                }
                (_, Some(&b)) => {
                    merged.push(b);
                    with.next();
                }
                (Some(&&a), None) => {
                    merged.push(a);
                    without.next();
                }
                (None, None) => break,
            }
        }
        sums = merged;
    }
    sums
}

impl Subsets for Halves<'_> {
    fn count(&self) -> f64 {
        all(self.differences.len())
    }

    fn shares_of_sums(&self) -> (f64, f64) {
        let all = self.count();
        (self.count_at_most(0.0, 1.0) / all, self.count_at_most(0.0, -1.0) / all)
    }

    fn smallest_mean(&self, rank: f64) -> f64 {
        self.ranked(rank, 1.0)
    }

    fn largest_mean(&self, rank: f64) -> f64 {
        -self.ranked(rank, -1.0)
    }
}
