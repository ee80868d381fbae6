//! What others did meanwhile waits until the person wants to see it, or goes elsewhere: nothing that stands on a page moves because
//! of it.
//!
//! ```text
//!   Show, by itself ──► interface::look::still ──► what stays ──► drawn
//!                                    └────────► what there is by now ──► kept, and offered: “Show what is new”
//! ```

use interface::look::Page;
use interface::look::still::{self, Still};
use interface::model::ItemId;
use interface::view::{Frame, View};
use leptos::prelude::*;

use super::Session;
use crate::platform::{browser, layout, listening};
use crate::reactive::{Memo, RwSignal};

/// Words go this much later than they were withdrawn: whoever shares a newer version withdraws the older one just before.
const GOES_AFTER_MS: f64 = 200.0;

/// What there is by now, where that is not what is shown.
#[derive(Clone, Copy)]
pub(super) struct Newest {
    frame: RwSignal<Option<Box<Frame>>>,
    page: RwSignal<Option<Page>>,
    /// A page without words that are about to go.
    going: StoredValue<Option<Page>>,
    /// Whether words went.
    went: RwSignal<bool>,
    /// How often the person wanted to see what is new.
    wanted: RwSignal<u32>,
}

impl Newest {
    pub(super) fn new() -> Self {
        Self {
            frame: RwSignal::new(None),
            page: RwSignal::new(None),
            going: StoredValue::new(None),
            went: RwSignal::new(false),
            wanted: RwSignal::new(0),
        }
    }

    /// Nothing is open any more.
    pub(super) fn forget(self) {
        self.frame.set(None);
        self.page.set(None);
        self.going.set_value(None);
        self.went.set(false);
    }
}

impl Session {
    /// Whether there is something new for the present page.
    pub(crate) fn has_news(self) -> Memo<bool> {
        let Newest { frame, page, .. } = self.newest;
        Memo::new(move |_| frame.with(Option::is_some) || page.with(Option::is_some))
    }

    /// Whether something went that stood on the present page.
    pub(crate) fn has_lost(self) -> bool {
        self.newest.went.get()
    }

    /// How often the person wanted to see what is new: then nothing stays where it was.
    pub(crate) fn wanted_news(self) -> u32 {
        self.newest.wanted.get()
    }

    /// Shows what is new, from the top.
    pub(crate) fn show_news(self) {
        self.newest.wanted.update(|wanted| *wanted = wanted.wrapping_add(1));
        if self.show_newest() {
            self.say_drawn();
        }
        browser::focus_heading();
    }

    /// Shows what waited. Whether anything of the page did.
    pub(super) fn show_newest(self) -> bool {
        let frame = self.newest.frame.try_update(Option::take).flatten();
        let page = self.newest.page.try_update(Option::take).flatten();
        let page = self.newest.going.try_update_value(Option::take).flatten().or(page);
        if self.newest.went.get_untracked() {
            self.newest.went.set(false);
            layout::unpin();
        }
        if let Some(frame) = frame {
            self.view.set(View::Open(frame));
        }
        let is_new = page.is_some();
        if let Some(page) = page {
            self.page.set(page);
        }
        is_new
    }

    /// A view, held still as far as the present place draws it.
    pub(super) fn still_view(self, view: View, asked: bool) -> View {
        let View::Open(newest) = view else { return view };
        let drawn = self.place.get_untracked().drawn();
        let held = self.view.with_untracked(|shown| match shown {
            View::Open(shown) if !asked => Some(still::frame(shown, &newest, drawn)),
            _ => None,
        });
        let Some(held) = held else {
            self.newest.frame.set(None);
            return View::Open(newest);
        };
        self.newest.frame.set(held.waits.then_some(newest));
        View::Open(Box::new(held.stays))
    }

    /// A newer state of the page that is shown.
    pub(super) fn take_newer(self, newest: Page, asked: bool) {
        let (held, lost) = self.held(&newest, asked);
        if lost.is_empty() || asked {
            self.newest.going.set_value(None);
            self.settle(newest, held, &lost);
            return;
        }
        let waits_already = self.newest.going.with_value(Option::is_some);
        self.newest.going.set_value(Some(newest));
        if !waits_already {
            listening::after(GOES_AFTER_MS, move || {
                let Some(newest) = self.newest.going.try_update_value(Option::take).flatten() else { return };
                let (held, lost) = self.held(&newest, false);
                self.settle(newest, held, &lost);
            });
        }
    }

    /// What stays of the page that is shown, and the things of which words go.
    fn held(self, newest: &Page, asked: bool) -> (Still<Page>, Vec<ItemId>) {
        self.page.with_untracked(|shown| {
            let held = still::page(shown, newest, asked);
            let lost = still::lost(shown, &held.stays);
            (held, lost)
        })
    }

    fn settle(self, newest: Page, held: Still<Page>, lost: &[ItemId]) {
        self.newest.page.set(held.waits.then_some(newest));
        if !lost.is_empty() {
            layout::pin(lost);
            self.newest.went.set(true);
        }
        if self.page.with_untracked(|shown| *shown != held.stays) {
            self.page.set(held.stays);
        }
    }
}
