//! What a person reads when there is something to know. Nothing is lost in any of it, and each says the way on.

use interface::model::RelationshipId;
use interface::view::{LinkFailure, Notice};

/// Days from which on a time is said in years.
const YEARS_FROM_DAYS: u32 = 365;

/// Sentences for every notice. `name` says how the person calls somebody, `day` in words the day of a moment.
pub(crate) fn sentences(
    notice: &Notice,
    name: impl Fn(RelationshipId) -> Option<String>,
    day: impl Fn(u64) -> String,
) -> Vec<String> {
    match notice {
        Notice::RelayFull => vec![super::notice_relay_full()],
        Notice::RelayWithholds => vec![super::notice_relay_withholds(), super::notice_relay_trust()],
        Notice::RelayForgot => vec![super::notice_relay_forgot()],
        Notice::RelayForked => vec![super::notice_relay_forked(), super::notice_relay_trust()],
        Notice::MoreWaits { relationship } => {
            vec![super::notice_more_waits(&name(*relationship).unwrap_or_default())]
        }
        Notice::TwoHistories { waits: true } => vec![super::notice_two_histories_wait()],
        Notice::TwoHistories { waits: false } => vec![super::notice_two_histories()],
        Notice::Unreadable { entries } => vec![super::notice_unreadable(*entries)],
        Notice::NewerVersion { entries } => vec![super::notice_newer_version(*entries)],
        Notice::SetAside { entries, until_s } => {
            vec![super::notice_set_aside(*entries, &day(*until_s)), super::notice_set_aside_way()]
        }
        Notice::ClockOff => vec![super::notice_clock_off()],
        Notice::ClocksDiffer { ahead, days, things, until_s } => {
            clocks_differ((*ahead, *days), (*things, &day(*until_s)))
        }
        Notice::StorageFull => vec![super::notice_storage_full()],
        Notice::LinkFailed { relationship, problem } => {
            let name = name(*relationship).unwrap_or_default();
            vec![super::notice_link_failed(&name), link_failure(*problem)]
        }
        Notice::RelayVersion => vec![super::notice_relay_version()],
        Notice::NewDevice { .. } => vec![super::notice_new_device_undated()],
        Notice::KeyDidNotFit { device: Some(_) } => {
            vec![super::notice_key_device(), super::notice_key_mended(), super::notice_key_device_way()]
        }
        Notice::KeyDidNotFit { device: None } => {
            vec![super::notice_key_words(), super::notice_key_mended(), super::notice_key_words_way()]
        }
        Notice::LinkKeyDidNotFit { relationship } => {
            let name = name(*relationship).unwrap_or_default();
            vec![super::notice_key_link(&name), super::notice_key_mended(), super::notice_key_link_way()]
        }
        Notice::Late { device: None, things, .. } => {
            vec![super::notice_late_links(*things), super::notice_late_why()]
        }
        Notice::Late { name, things, .. } if name.is_empty() => {
            vec![super::notice_late_unnamed(*things), super::notice_late_why()]
        }
        Notice::Late { name, things, .. } => {
            vec![super::notice_late(*things, name), super::notice_late_why()]
        }
        Notice::Unproven { name, .. } => {
            let what =
                if name.is_empty() { super::notice_unproven_unnamed() } else { super::notice_unproven(name) };
            vec![what, super::notice_unproven_why(), super::notice_unproven_way()]
        }
        Notice::OtherWords => vec![super::notice_other_words(), super::notice_key_words_way()],
        Notice::Removed => vec![super::removed_text(), super::removed_read_text()],
        Notice::DevicesDiffer => vec![super::notice_devices_differ()],
        Notice::Unnoted { .. } => vec![super::notice_unnoted()],
    }
}

fn clocks_differ((is_ahead, days): (bool, u32), (things, until): (u32, &str)) -> Vec<String> {
    let years = days / YEARS_FROM_DAYS;
    let mut said = match (is_ahead, days, years) {
        (_, 0, _) => Vec::new(),
        (true, _, 0) => vec![super::notice_clock_ahead_days(days)],
        (true, ..) => vec![super::notice_clock_ahead_years(years)],
        (false, _, 0) => vec![super::notice_clock_behind_days(days)],
        (false, ..) => vec![super::notice_clock_behind_years(years)],
    };
    if days > 0 {
        said.push(super::notice_clock_which());
    }
    if things > 0 {
        said.push(super::notice_clock_waits(things, until));
        said.push(super::notice_clock_way());
    } else if days > 0 && is_ahead {
        said.push(super::notice_clock_will_wait());
    } else if days > 0 {
        said.push(super::notice_clock_older());
    }
    said
}

fn link_failure(failure: LinkFailure) -> String {
    match failure {
        LinkFailure::Expired => super::link_failure_expired(),
        LinkFailure::Used => super::link_failure_used(),
        LinkFailure::WordsDiffer => super::link_failure_words_differ(),
        LinkFailure::Tampered => super::link_failure_tampered(),
    }
}

/// Whether it is about what the relay has done.
pub(crate) fn is_of_relay(notice: &Notice) -> bool {
    matches!(notice, Notice::RelayWithholds | Notice::RelayForgot | Notice::RelayForked)
}

/// Whether it may mean that somebody does wrong.
pub(crate) fn is_urgent(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::RelayWithholds
            | Notice::RelayForked
            | Notice::TwoHistories { waits: true }
            | Notice::NewDevice { .. }
            | Notice::Removed
            | Notice::KeyDidNotFit { .. }
            | Notice::OtherWords
            | Notice::StorageFull
            | Notice::LinkFailed { problem: LinkFailure::Used | LinkFailure::Tampered, .. }
    )
}
