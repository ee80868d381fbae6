//! What comes from the worker and from other tabs, and what that does to what is shown.

use std::rc::Rc;

use interface::HostMessage;
use interface::command::Show;
use interface::model::RelationshipId;
use interface::view::View;

use super::{Session, Stage};
use crate::platform::cleaning::Remains;
use crate::platform::link::FromHost;
use crate::platform::{browser, cleaning, leader, link, listening};
use crate::words;

/// How long what was announced stands where it is read out, in milliseconds.
const ANNOUNCED_MS: f64 = 10_000.0;

impl Session {
    pub(super) fn lead(self, lead: leader::Lead) {
        // A tab that stands back keeps nothing of what was open.
        self.steady.forget();
        match lead {
            leader::Lead::Taken => {
                self.obstacle.set(None);
                self.start_worker();
            }
            leader::Lead::Elsewhere => {
                self.show(View::Starting);
                link::stop();
                self.obstacle.set(Some(Stage::Elsewhere));
            }
        }
    }

    /// A page whose build was replaced meanwhile has kept its worker as long as the vault was open. The next one would be of the newer
    /// build: now that nothing is open, the page becomes that, too.
    pub(super) fn start_worker(self) {
        if self.bootstrap().is_replaced() {
            browser::reload();
            return;
        }
        link::start(&self.bootstrap(), Rc::new(move |message| self.receive(message)));
        self.look_again();
    }

    /// Shows what the worker sent. While something is pressed, what would only change the page waits; what takes its place does not.
    fn take(self, show: Show) {
        let is_same_stage = show.view.as_deref().is_none_or(|new| {
            self.view.with_untracked(|view| core::mem::discriminant(view) == core::mem::discriminant(new))
        });
        if is_same_stage {
            if let Some(show) = self.steady.keep_back(self, show) {
                self.show_now(show);
            }
        } else {
            // What was kept back belongs to what is not shown any more.
            self.steady.forget();
            self.show_now(show);
        }
    }

    pub(super) fn show_now(self, show: Show) {
        let Show { view, page, asked, drafts, asked_for } = show;
        // They are there before anything is drawn that they stand in.
        if let Some(drafts) = drafts {
            self.drafts.fill(drafts);
            self.fill_answers();
        }
        // A vault that is only just coming to this device has nothing yet that could be moved.
        let is_coming = self.open.with_untracked(|open| open.name.is_empty());
        let asked = asked || is_coming;
        if let Some(view) = view {
            self.take_view(self.still_view(*view, asked));
        }
        if let Some(page) = page {
            self.take_page(*page, asked);
        }
        self.announce(&asked_for);
    }

    /// Says to those who hear the page that somebody has just asked for something; nothing that is seen is another because of it.
    fn announce(self, asked_for: &[RelationshipId]) {
        let said = asked_for.iter().map(|with| words::since_asked_for(&self.name_of(*with)));
        let said = said.collect::<Vec<_>>().join(" ");
        if !said.is_empty() {
            self.let_hear(said);
        }
    }

    /// Says something to those who hear the page and do not see what has changed on it.
    pub(crate) fn let_hear(self, said: String) {
        self.announced.set(said.clone());
        // The same words once more are to be heard once more.
        listening::after(ANNOUNCED_MS, move || {
            if self.announced.try_with_untracked(|announced| *announced == said) == Some(true) {
                self.announced.set(String::new());
            }
        });
    }

    /// A worker that has locked ends, and with it all of its memory, in which parts of what was open may still stand; another one
    /// takes its place, which has seen nothing.
    fn take_view(self, view: View) {
        let (was_open, is_locked, is_fresh, was_unsaved) = self.view.with_untracked(|view| {
            let unsaved = matches!(view, View::Locked { unsaved: true, .. });
            let is_fresh = matches!(view, View::Fresh);
            (matches!(view, View::Open(_)), matches!(view, View::Locked { .. }), is_fresh, unsaved)
        });
        match view {
            // What stands there is as good as known until the worker has read the store.
            View::Starting if is_locked || is_fresh => {}
            View::Locked { unsaved, .. } => {
                self.show(view);
                if !unsaved && (was_open || was_unsaved) {
                    self.start_worker_after_lock();
                }
            }
            view => self.show(view),
        }
    }

    /// Removes what the page keeps, now that the store is gone, and leaves; or says what is still there.
    pub(crate) fn clean_page(self) {
        cleaning::clean_page(&self.bootstrap(), move |remains| self.say_remains(remains));
    }

    fn say_remains(self, remains: Remains) {
        self.obstacle.set(Some(Stage::NotClean(remains)));
    }

    fn receive(self, message: FromHost) {
        match message {
            FromHost::Show(show) => self.take(show),
            FromHost::Host(HostMessage::StorageDenied) => self.obstacle.set(Some(Stage::StorageDenied)),
            FromHost::Host(HostMessage::StorageLost) => self.obstacle.set(Some(Stage::StorageLost)),
            FromHost::Host(HostMessage::NotWiped) => self.say_remains(Remains::HeldStore),
            FromHost::Host(HostMessage::WipeFailed) => self.say_remains(Remains::Store),
            FromHost::Host(HostMessage::Wiped) => {
                link::stop();
                self.clean_page();
            }
            FromHost::Broken => {
                link::stop();
                self.obstacle.set(Some(Stage::Broken));
            }
        }
    }
}
