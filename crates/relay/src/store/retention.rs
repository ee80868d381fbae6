//! Which checkpoints of a space are kept, and when the log that one covers goes.
//!
//! ```text
//!   base ─────── waiting ─────── newest          covers more to the right
//!   the log up to it is gone     the last that came: fresh devices start from it while there is no base
//!                the first that was verified: its days of grace count, whatever comes after it
//! ```
//! A newer checkpoint never starts the days of another one anew. When they are over, the waiting checkpoint becomes the base; the
//! newest, if it was verified meanwhile, has been counting its own days.

use super::Day;

/// A complete checkpoint, as the rule sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    /// When a second device verified it.
    pub(super) verified: Option<Day>,
    /// Whether the log up to it is gone, or going.
    pub(super) is_base: bool,
}

/// For each complete checkpoint, in order of what they cover, whether it stays.
pub(super) fn staying(complete: &[Kept]) -> Vec<bool> {
    let waiting = complete.iter().position(|kept| kept.verified.is_some() && !kept.is_base);
    complete
        .iter()
        .enumerate()
        .map(|(index, kept)| kept.is_base || Some(index) == waiting || index + 1 == complete.len())
        .collect()
}

/// The last day on which a checkpoint can have been verified for whole days of grace to be over: days are counted without the hour.
pub(crate) fn verified_until(now_ms: u64, grace_days: u32) -> Day {
    Day::at(now_ms).before(grace_days.saturating_add(u32::from(grace_days > 0)))
}

/// Whether a checkpoint's days of grace are over.
pub(super) fn is_due(kept: Kept, verified_until: Option<Day>) -> bool {
    !kept.is_base && kept.verified.zip(verified_until).is_some_and(|(verified, until)| verified <= until)
}

#[cfg(test)]
mod tests {
    use super::{Day, Kept, is_due, staying, verified_until};

    const PLAIN: Kept = Kept { verified: None, is_base: false };
    const VERIFIED: Kept = Kept { verified: Some(Day(7)), is_base: false };
    const BASE: Kept = Kept { verified: Some(Day(1)), is_base: true };

    #[test]
    fn the_base_the_first_that_was_verified_and_the_newest_stay() {
        for (complete, expected) in [
            (vec![PLAIN], vec![true]),
            (vec![PLAIN, PLAIN], vec![false, true]),
            (vec![VERIFIED, PLAIN], vec![true, true]),
            (vec![VERIFIED, PLAIN, PLAIN], vec![true, false, true]),
            (vec![VERIFIED, VERIFIED, PLAIN], vec![true, false, true]),
            (vec![BASE, VERIFIED, VERIFIED], vec![true, true, true]),
            (vec![BASE, PLAIN, VERIFIED, PLAIN], vec![true, false, true, true]),
        ] {
            assert_eq!(staying(&complete), expected, "{complete:?}");
        }
    }

    #[test]
    fn no_day_of_grace_is_cut_short() {
        const DAY_MS: u64 = 24 * 60 * 60 * 1000;
        // Verified in the last moment of day 100.
        assert_eq!(verified_until(131 * DAY_MS - 1, 30), Day(99));
        assert_eq!(verified_until(131 * DAY_MS, 30), Day(100));
        assert_eq!(verified_until(100 * DAY_MS, 0), Day(100));
    }

    #[test]
    fn the_days_of_grace_end_on_their_day_and_never_without_one() {
        assert!(!is_due(VERIFIED, Some(Day(6))));
        assert!(is_due(VERIFIED, Some(Day(7))));
        assert!(!is_due(VERIFIED, None));
        assert!(!is_due(PLAIN, Some(Day(9))));
        assert!(!is_due(BASE, Some(Day(9))));
    }
}
