//! What a person reads when a command was not carried out: what happened, and the way on.

use interface::command::{FileProblem, Problem};
use interface::file::Place;

const MS_PER_SECOND: u64 = 1_000;
const SECONDS_PER_MINUTE: u64 = 60;

/// Sentences for every problem.
pub(crate) fn sentences(problem: &Problem) -> Vec<String> {
    match problem {
        Problem::WrongPassphrase => vec![super::problem_wrong_passphrase()],
        Problem::Wait { wait_ms } => vec![wait(*wait_ms)],
        Problem::ShortPassphrase { min } => vec![super::problem_short_passphrase(u32::from(*min))],
        Problem::Empty => vec![super::problem_empty()],
        Problem::TooLong { found, max } => vec![super::problem_too_long(*found, *max)],
        Problem::UnknownWord { position, word, suggestions } => {
            let known = match suggestions.as_slice() {
                [] => super::problem_unknown_word_check(),
                some => super::problem_unknown_word_suggestions(&super::one_of(some)),
            };
            vec![super::problem_unknown_word(u32::from(*position), word), known]
        }
        Problem::WordCount { found } => vec![super::problem_word_count(u32::from(*found))],
        Problem::WordsDoNotFit => vec![super::problem_words_do_not_fit()],
        Problem::WrongWord { position } => vec![super::problem_wrong_word(u32::from(*position))],
        Problem::NoVaultFound => vec![super::problem_no_vault_found(), super::problem_no_vault_found_way()],
        Problem::BadInvite => vec![super::problem_bad_invite()],
        Problem::InviteExpired => vec![super::problem_invite_expired()],
        Problem::InviteUsed => vec![super::problem_invite_used()],
        Problem::OwnInvite => vec![super::problem_own_invite()],
        Problem::OtherRelay => vec![super::problem_other_relay()],
        Problem::Offline => vec![super::problem_offline()],
        Problem::AlreadyLinked => vec![super::problem_already_linked()],
        Problem::NotLinked => vec![super::problem_not_linked()],
        Problem::VersionChanged => vec![super::problem_version_changed()],
        Problem::WordsChanged => vec![super::problem_words_changed()],
        Problem::Gone => vec![super::problem_gone()],
        Problem::RemovedMeanwhile => vec![super::problem_removed_meanwhile()],
        Problem::NewerVersion => vec![super::problem_newer_version()],
        Problem::BadRelay => vec![super::problem_bad_relay()],
        Problem::MoreThanRelay => vec![super::problem_more_than_relay()],
        Problem::RelayLetters => vec![super::problem_relay_letters()],
        Problem::NotAllKept { things } => {
            vec![super::problem_not_all_kept(*things), super::problem_not_all_kept_why()]
        }
        Problem::NotOpen => vec![super::problem_not_open()],
        Problem::VaultExists => vec![super::problem_vault_exists()],
        Problem::StorageFull => vec![super::problem_storage_full()],
        Problem::Damaged => vec![super::problem_damaged()],
        Problem::WrongPasskey => vec![super::problem_wrong_passkey()],
        Problem::OtherDevices => vec![super::problem_other_devices()],
        Problem::ThisDevice => vec![super::problem_this_device()],
        Problem::PauseFirst => vec![super::problem_pause_first()],
        Problem::BadDeviceLink => vec![super::problem_bad_device_link()],
        Problem::DeviceLinkExpired => vec![super::problem_device_link_expired()],
        Problem::InviteNotDeviceLink => vec![super::problem_invite_not_device_link()],
        Problem::DeviceLinkNotInvite => vec![super::problem_device_link_not_invite()],
        Problem::TooManyDevices => vec![super::problem_too_many_devices()],
        Problem::File(problem) => file(problem),
        Problem::Parcel(problem) => super::carry::problem(*problem),
    }
}

fn file(problem: &FileProblem) -> Vec<String> {
    let what = match problem {
        FileProblem::TooLarge => super::problem_file_too_large(),
        FileProblem::Foreign => super::problem_file_foreign(),
        FileProblem::Utf16 => super::problem_file_utf16(),
        FileProblem::TooNew => super::problem_file_too_new(),
        FileProblem::WrongSecret => super::problem_file_wrong_secret(),
        FileProblem::NotReadBack => super::problem_file_not_read_back(),
        FileProblem::TooMuch => super::problem_file_too_much(),
        FileProblem::Damaged { place: None } => super::problem_file_damaged(),
        FileProblem::Damaged { place: Some(Place::Line { line, column }) } => {
            super::problem_file_damaged_line(*line, *column)
        }
        FileProblem::Damaged { place: Some(Place::Field(field)) } => super::problem_file_damaged_field(field),
    };
    vec![what, super::problem_file_nothing_changed()]
}

/// How long to wait, rounded up, in words.
pub(crate) fn wait(wait_ms: u64) -> String {
    let seconds = wait_ms.div_ceil(MS_PER_SECOND);
    if seconds < SECONDS_PER_MINUTE {
        super::wait_seconds(u32::try_from(seconds).unwrap_or(u32::MAX))
    } else {
        super::wait_minutes(u32::try_from(seconds.div_ceil(SECONDS_PER_MINUTE)).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_said_in_seconds_and_from_a_minute_on_in_minutes() {
        assert_eq!(wait(1), super::super::wait_seconds(1));
        assert_eq!(wait(59_000), super::super::wait_seconds(59));
        assert_eq!(wait(59_001), super::super::wait_minutes(1));
        assert_eq!(wait(60_001), super::super::wait_minutes(2));
    }

    #[test]
    fn an_unknown_word_is_named_with_words_that_begin_alike() {
        let problem = Problem::UnknownWord {
            position: 7,
            word: "abandn".to_owned(),
            suggestions: vec!["abandon".to_owned()],
        };
        let text = sentences(&problem).join(" ");
        assert!(text.contains('7') && text.contains("abandn") && text.contains("abandon"), "{text}");
    }
}
