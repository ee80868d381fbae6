//! Which checkpoints of a space are kept, and when the log that one covers goes.
//!
//! ```text
//!   base ─────── waiting ─────── newest          covers more to the right
//!   the log up to it is gone     the last that came: fresh devices start from it while there is no base
//!                the first that was verified: its days of grace count, whatever comes after it
//! ```
//! A newer checkpoint never starts the days of another one anew. When they are over, the waiting checkpoint becomes the base; the
//! newest, if it was verified meanwhile, has been counting its own days.
//!
//! Who may say so: another device of the vault; or, while there is no other, the device that made it. Such an *own word* is taken
//! back as soon as there is another device, which can then speak for the checkpoint itself, with days of its own.

use crypto::VerifyingKey;
use sync::MemberKind;

use super::{Access, Day};

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

/// Whether this key is that of the only device there is, whatever recovery words there may be.
pub(super) fn is_only_device(key: VerifyingKey, mut members: impl Iterator<Item = Access>) -> bool {
    let mut found = false;
    members.all(|member| {
        found |= member.key == key && member.kind == MemberKind::Device;
        member.key == key || member.kind != MemberKind::Device
    }) && found
}

/// Whether the word of a checkpoint gives way to that of another device: its author alone has spoken for it, or neither of the two
/// belongs to the vault any more, and nobody could start from it.
pub(super) fn gives_way(
    word: VerifyingKey,
    author: VerifyingKey,
    mut members: impl Iterator<Item = Access>,
) -> bool {
    word == author || !members.any(|member| member.key == word || member.key == author)
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
    use crypto::VerifyingKey;
    use sync::{MemberKind, Party};

    use super::{Access, Day, Kept, gives_way, is_due, is_only_device, staying, verified_until};

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

    fn members(kinds: &[(u8, MemberKind)]) -> impl Iterator<Item = Access> {
        let access = |(key, kind): &(u8, MemberKind)| Access {
            key: VerifyingKey([*key; 32]),
            party: Party::Founder,
            kind: *kind,
        };
        kinds.iter().map(access).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn the_only_device_is_one_beside_which_there_are_at_most_recovery_words() {
        use MemberKind::{Device, Paper};
        for (kinds, expected) in [
            (vec![(1, Device)], true),
            (vec![(1, Device), (2, Paper), (3, Paper)], true),
            (vec![(1, Device), (2, Device)], false),
            (vec![(1, Paper)], false),
            (vec![(1, Paper), (2, Device)], false),
            (vec![], false),
        ] {
            assert_eq!(is_only_device(VerifyingKey([1; 32]), members(&kinds)), expected, "{kinds:?}");
        }
    }

    #[test]
    fn a_word_gives_way_if_it_is_its_authors_own_or_if_both_have_gone() {
        let (author, other) = (VerifyingKey([1; 32]), VerifyingKey([2; 32]));
        let device = |key| (key, MemberKind::Device);
        assert!(gives_way(author, author, members(&[device(1), device(2)])));
        assert!(!gives_way(other, author, members(&[device(1), device(2)])));
        assert!(!gives_way(other, author, members(&[device(2), device(3)])));
        assert!(!gives_way(other, author, members(&[device(1), device(3)])));
        assert!(gives_way(other, author, members(&[device(3)])));
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
