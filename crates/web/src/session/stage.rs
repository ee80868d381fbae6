//! Which screens there are to show.

use client::model::Day;
use client::view::devices::DevicesView;
use client::view::{LockView, OpenView, RecoveryView, RelayState, RelayView, View};
use leptos::prelude::*;

/// Which screens there are to show at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Not known yet.
    Starting,
    /// Another tab leads.
    Elsewhere,
    /// The browser does not let this page store anything.
    StorageDenied,
    /// The browser took the store away.
    StorageLost,
    /// The worker could not start, or broke.
    Broken,
    /// First run.
    Fresh,
    /// A vault is being brought back.
    Recovering,
    /// Locked.
    Locked,
    /// The recovery words of a new vault.
    NewWords,
    /// This device does not belong to the vault any more.
    Removed,
    /// Open.
    Open,
    /// The store cannot be read.
    Damaged,
}

/// The screens of a view.
pub(super) fn stage_of(view: RwSignal<View>, makes_vault: bool, reads_on: bool) -> Stage {
    view.with(|view| match view {
        View::Starting => Stage::Starting,
        View::Fresh => Stage::Fresh,
        View::Recovering => Stage::Recovering,
        View::Locked { .. } => Stage::Locked,
        View::Open(_) if makes_vault => Stage::NewWords,
        View::Open(open) if open.devices.is_removed && !reads_on => Stage::Removed,
        View::Open(_) => Stage::Open,
        View::Damaged => Stage::Damaged,
    })
}

/// What stands for the open vault while none is.
pub(super) fn nothing() -> OpenView {
    OpenView {
        name: String::new(),
        recovery: RecoveryView { checked: true, viewed_on: None, can_be_shown: false },
        relay: RelayView { address: String::new(), state: RelayState::None, waiting: 0 },
        relationships: Vec::new(),
        cards: Vec::new(),
        more_cards: 0,
        notices: Vec::new(),
        today: Day(0),
        lock: LockView::default(),
        devices: DevicesView::default(),
        review_due: false,
    }
}
