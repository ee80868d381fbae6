//! What comes with the address.

use leptos::prelude::*;

use super::Session;
use crate::places::{Place, Secret};
use crate::platform::{browser, tab};

impl Session {
    /// The place that the address names. An invite, or a link for another device, in it is kept in memory only, and leaves the
    /// address and the history.
    pub(crate) fn read_address(self) -> Place {
        let address = browser::address();
        let Some(secret) = Secret::of_address(&address) else {
            let place = Place::of_address(&address);
            // What names no place leaves the address bar, which then says where the person is.
            if !address.is_empty() && address != place.address() {
                browser::set_address(&place.address());
            }
            return place;
        };
        let (kept, place) = match secret {
            Secret::Invite => (self.invite, Place::Join),
            Secret::DeviceLink => (self.device_link, Place::AddDevice),
        };
        kept.set(Some(address));
        browser::set_address(&place.address());
        place
    }

    /// What came with the address outlives a reload of the page, until it is used or refused: whoever is invited may have a vault to
    /// make first. It lives and ends with the tab.
    pub(super) fn keep_secrets(self) {
        for (name, kept) in [("invite", self.invite), ("device-link", self.device_link)] {
            if kept.with_untracked(Option::is_none) {
                kept.set(tab::kept(name));
            }
            Effect::new(move |_| kept.with(|kept| tab::keep(name, kept.as_deref())));
        }
    }
}
