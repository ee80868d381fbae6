//! Subsets that are drawn, where there are more than can be counted.

use super::subsets::Subsets;
use crate::lots::Lots;

/// More than can be counted: some that are drawn. By Hartigan's theorem an interval between means of subsets that are drawn is as exact as
/// one between those of all.
pub(super) struct Drawn {
    /// Sums and means.
    sums: Vec<f64>,
    means: Vec<f64>,
    /// Up to which a sum is zero but for rounding.
    slack: f64,
}

/// So many, besides the empty one.
const DRAWN: usize = 9_999;

impl Drawn {
    pub(super) fn of(differences: &[f64]) -> Self {
        let mut lots = Lots::new();
        let mut drawn = Self {
            sums: Vec::with_capacity(DRAWN),
            means: Vec::with_capacity(DRAWN),
            slack: 1e-12 * differences.iter().map(|difference| difference.abs()).sum::<f64>(),
        };
        while drawn.sums.len() < DRAWN {
            let (mut sum, mut size) = (0.0, 0_u32);
            for difference in differences {
                if lots.next() {
                    sum += difference;
                    size += 1;
                }
            }
            if size > 0 {
                drawn.sums.push(sum);
                drawn.means.push(sum / f64::from(size));
            }
        }
        drawn.means.sort_by(f64::total_cmp);
        drawn
    }

    fn ranked<'a>(mut means: impl Iterator<Item = &'a f64>, rank: f64) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank among those that are drawn"
        )]
        let place = (rank.max(1.0) - 1.0) as usize;
        means.nth(place).copied().unwrap_or(0.0)
    }
}

impl Subsets for Drawn {
    fn count(&self) -> f64 {
        (DRAWN + 1) as f64
    }

    fn shares_of_sums(&self) -> (f64, f64) {
        let share = |is_wanted: &dyn Fn(f64) -> bool| {
            (1 + self.sums.iter().filter(|sum| is_wanted(**sum)).count()) as f64 / self.count()
        };
        (share(&|sum| sum <= self.slack), share(&|sum| sum >= -self.slack))
    }

    fn smallest_mean(&self, rank: f64) -> f64 {
        Self::ranked(self.means.iter(), rank)
    }

    fn largest_mean(&self, rank: f64) -> f64 {
        Self::ranked(self.means.iter().rev(), rank)
    }
}
