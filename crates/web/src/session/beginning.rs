//! What is typed before there is a vault to keep it in. Going back, and a relay that does not answer, take nothing of it; an open vault
//! ends it. Which relay was chosen outlives a reload of the page, in this tab: nobody who chose another one is to come back to the first
//! unawares. All else lives in memory alone. Before there is a vault there is no key to seal it with, and what a browser keeps in the clear
//! stands on the disk, for whoever looks.

use leptos::prelude::*;

use crate::platform::{browser, tab};
use crate::reactive::RwSignal;

/// What is known of a relay that was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// Nobody has looked.
    Unknown,
    /// It is being looked for.
    Looking,
    /// It answers.
    Yes,
    /// It does not.
    No,
}

/// What is typed before there is a vault.
#[derive(Clone, Copy)]
pub(crate) struct Beginning {
    /// What the person is called.
    pub(crate) name: RwSignal<String>,
    /// What this device is to be called.
    pub(crate) device: RwSignal<String>,
    /// The relay; empty for none.
    pub(crate) relay: RwSignal<String>,
    /// The address of another one, as far as it is typed.
    pub(crate) other_relay: RwSignal<String>,
    /// Whether the relay answers.
    pub(crate) reached: RwSignal<Reached>,
    /// Recovery words.
    pub(crate) words: RwSignal<String>,
    /// A passphrase for this device.
    pub(crate) passphrase: RwSignal<String>,
    /// The same again.
    pub(crate) again: RwSignal<String>,
}

impl Beginning {
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let relay = browser::origin();
        Self {
            name: text(),
            device: text(),
            other_relay: RwSignal::new(relay.clone()),
            relay: RwSignal::new(relay),
            reached: RwSignal::new(Reached::Unknown),
            words: text(),
            passphrase: text(),
            again: text(),
        }
    }

    /// Takes up the relay that this tab kept, and keeps the one that is chosen from now on.
    pub(super) fn keep(self) {
        let kept = [("begun-relay", self.relay), ("begun-other-relay", self.other_relay)];
        for (name, typed) in kept {
            let start = typed.get_untracked();
            if let Some(kept) = tab::kept(name) {
                typed.set(kept);
            }
            Effect::new(move |_| {
                typed.with(|typed| tab::keep(name, (*typed != start).then_some(typed.as_str())));
            });
        }
    }

    /// There is a vault.
    pub(super) fn end(self) {
        for typed in [self.name, self.device, self.words, self.passphrase, self.again] {
            if typed.with_untracked(|typed| !typed.is_empty()) {
                typed.set(String::new());
            }
        }
        for relay in [self.relay, self.other_relay] {
            let start = browser::origin();
            if relay.with_untracked(|relay| *relay != start) {
                relay.set(start);
            }
        }
    }
}
