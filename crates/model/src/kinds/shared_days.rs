//! Days for figures that two look at together.

use crate::{
    Day,
    fields::{Few, Scale},
    kind,
};

/// The most days that are shared at once: more than a year.
pub const SHARED_DAYS_MAX: usize = 400;

kind! {
    /// How well the closeness suited somebody, on days that are past: for figures that both see, and for nothing else. The app of the other computes with it and does not show the days.
    pub struct SharedDays "shared_days" about relationship {
        /// The days, in their order.
        pub days: Few<Day, SHARED_DAYS_MAX>,
        /// For each of them how well the closeness suited, from 1 (poorly) to 7 (well).
        pub fits: Few<Scale<7>, SHARED_DAYS_MAX>,
    }
}

impl SharedDays {
    /// Each day with its answer. What has no other half is left out.
    pub fn answers(&self) -> Vec<(Day, u8)> {
        let fits = self.fits.as_slice().iter().map(|fit| fit.point());
        self.days.as_slice().iter().copied().zip(fits).collect()
    }
}
