//! What a person reads when there is something to know. Nothing is lost in any of it, and each says the way on.

use interface::model::RelationshipId;
use interface::view::{LinkFailure, Notice};

/// Sentences for every notice. `name` says how the person calls somebody.
pub(crate) fn sentences(notice: &Notice, name: impl Fn(RelationshipId) -> Option<String>) -> Vec<String> {
    match notice {
        Notice::RelayFull => vec![super::notice_relay_full()],
        Notice::RelayWithholds => vec![super::notice_relay_withholds(), super::notice_relay_trust()],
        Notice::RelayForgot => vec![super::notice_relay_forgot()],
        Notice::RelayForked => vec![super::notice_relay_forked(), super::notice_relay_trust()],
        Notice::Unreadable { entries } => vec![super::notice_unreadable(*entries)],
        Notice::NewerVersion { entries } => vec![super::notice_newer_version(*entries)],
        Notice::SetAside { entries } => vec![super::notice_set_aside(*entries)],
        Notice::ClockOff => vec![super::notice_clock_off()],
        Notice::StorageFull => vec![super::notice_storage_full()],
        Notice::LinkFailed { relationship, problem } => {
            let name = name(*relationship).unwrap_or_default();
            vec![super::notice_link_failed(&name), link_failure(*problem)]
        }
        Notice::RelayVersion => vec![super::notice_relay_version()],
        Notice::NewDevice { .. } => vec![super::notice_new_device_undated()],
        Notice::Removed => vec![super::removed_text(), super::removed_read_text()],
        Notice::DevicesDiffer => vec![super::notice_devices_differ()],
        Notice::Unnoted { .. } => vec![super::notice_unnoted()],
    }
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
            | Notice::NewDevice { .. }
            | Notice::Removed
            | Notice::StorageFull
            | Notice::LinkFailed { problem: LinkFailure::Used | LinkFailure::Tampered, .. }
    )
}
