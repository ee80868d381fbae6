//! What is typed before there is a vault to keep it in. It lives in memory: going back, and a relay that does not answer, take nothing
//! of it; an open vault ends it.

use leptos::prelude::*;

use crate::platform::browser;

/// What is typed before there is a vault.
#[derive(Clone, Copy)]
pub(crate) struct Beginning {
    /// What the person is called.
    pub(crate) name: RwSignal<String>,
    /// What this device is to be called.
    pub(crate) device: RwSignal<String>,
    /// The relay.
    pub(crate) relay: RwSignal<String>,
    /// Recovery words.
    pub(crate) words: RwSignal<String>,
    /// A passphrase for this device.
    pub(crate) passphrase: RwSignal<String>,
    /// The same again.
    pub(crate) again: RwSignal<String>,
    /// Whether the person was bringing a vault back.
    pub(crate) recovers: RwSignal<bool>,
}

impl Beginning {
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            device: text(),
            relay: RwSignal::new(browser::origin()),
            words: text(),
            passphrase: text(),
            again: text(),
            recovers: RwSignal::new(false),
        }
    }

    /// There is a vault.
    pub(super) fn end(self) {
        for typed in [self.name, self.device, self.words, self.passphrase, self.again] {
            if typed.with_untracked(|typed| !typed.is_empty()) {
                typed.set(String::new());
            }
        }
        self.recovers.set(false);
    }
}
