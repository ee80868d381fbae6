//! Which screens there are to show.

use interface::model::Day;
use interface::view::devices::DevicesView;
use interface::view::pairing::PairingView;
use interface::view::{Frame, LockView, PasskeyView, RecoveryView, RelayState, RelayView, View};

use super::Session;
use crate::platform::cleaning::Remains;
use crate::reactive::{Memo, RwSignal};

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
    /// The device was to be left clean, and this is still there.
    NotClean(Remains),
    /// The worker could not start, or broke.
    Broken,
    /// First run.
    Fresh,
    /// A vault is being brought back.
    Recovering,
    /// Another device is about to let this one into its vault.
    Pairing,
    /// Locked.
    Locked,
    /// This device does not belong to the vault any more.
    Removed,
    /// Open.
    Open,
    /// Open, and what draws its pages is on its way.
    Coming,
    /// Open, and what draws its pages has not come.
    Incomplete,
    /// The store cannot be read.
    Damaged,
}

/// Whether what draws the pages of an open vault is here: it comes after the first screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    Coming,
    Here,
    Missing,
}

impl Pages {
    fn stage(self) -> Stage {
        match self {
            Self::Coming => Stage::Coming,
            Self::Here => Stage::Open,
            Self::Missing => Stage::Incomplete,
        }
    }
}

impl Session {
    /// What draws the pages of an open vault is on its way again.
    pub(crate) fn pages_come(self) {
        self.pages.set(Pages::Coming);
    }

    /// It is here, or it has not come.
    pub(crate) fn pages_came(self, are_here: bool) {
        self.pages.set(if are_here { Pages::Here } else { Pages::Missing });
        // What waited for it is drawn by now.
        self.say_drawn();
    }
}

/// The screens of a view.
pub(super) fn stage_of(view: RwSignal<View>, reads_on: bool, pages: Pages) -> Stage {
    view.with(|view| match view {
        View::Starting => Stage::Starting,
        View::Fresh => Stage::Fresh,
        View::Recovering { .. } => Stage::Recovering,
        View::Pairing(_) => Stage::Pairing,
        View::Locked { .. } => Stage::Locked,
        View::Open(open) if open.devices.is_removed && !reads_on => Stage::Removed,
        View::Open(_) => pages.stage(),
        View::Damaged => Stage::Damaged,
    })
}

/// How long to wait before the next attempt at the lock, in milliseconds.
pub(super) fn wait_ms_of(view: RwSignal<View>) -> Memo<u64> {
    Memo::new(move |_| view.with(|view| if let View::Locked { wait_ms, .. } = view { *wait_ms } else { 0 }))
}

/// The second way through the lock, if there is one.
pub(super) fn passkey_of(view: RwSignal<View>) -> Memo<Option<PasskeyView>> {
    Memo::new(move |_| {
        view.with(|view| if let View::Locked { passkey, .. } = view { passkey.clone() } else { None })
    })
}

/// How far this device is on its way into a vault, while it is.
pub(super) fn pairing_of(view: RwSignal<View>) -> Memo<Option<PairingView>> {
    Memo::new(move |_| {
        view.with(|view| if let View::Pairing(pairing) = view { Some((**pairing).clone()) } else { None })
    })
}

/// What stands for the open vault while none is.
pub(super) fn nothing() -> Frame {
    Frame {
        name: String::new(),
        recovery: RecoveryView { checked: true, viewed_on: None, can_be_shown: false },
        relay: RelayView { address: String::new(), state: RelayState::None, waiting: 0 },
        relationships: Vec::new(),
        notices: Vec::new(),
        today: Day(0),
        lock: LockView::default(),
        devices: DevicesView::default(),
        review_due: false,
        contacts: Vec::new(),
    }
}
