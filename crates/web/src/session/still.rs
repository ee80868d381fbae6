//! What others did meanwhile waits until the person wants to see it, or goes elsewhere: nothing that stands on a page moves because
//! of it.
//!
//! ```text
//!   Show, by itself ──► client::look::still ──► what stays ──► drawn
//!                                    └────────► what there is by now ──► kept, and offered: “Show what is new”
//! ```

use client::look::{Page, still};
use client::view::{Frame, View};
use leptos::prelude::*;

use super::Session;
use crate::platform::{browser, layout};

/// What there is by now, where that is not what is shown.
#[derive(Clone, Copy)]
pub(super) struct Newest {
    frame: RwSignal<Option<Box<Frame>>>,
    page: RwSignal<Option<Page>>,
}

impl Newest {
    pub(super) fn new() -> Self {
        Self { frame: RwSignal::new(None), page: RwSignal::new(None) }
    }

    /// Nothing is open any more.
    pub(super) fn forget(self) {
        self.frame.set(None);
        self.page.set(None);
    }
}

impl Session {
    /// Whether there is something new for the present page.
    pub(crate) fn has_news(self) -> Memo<bool> {
        let Newest { frame, page } = self.newest;
        Memo::new(move |_| frame.with(Option::is_some) || page.with(Option::is_some))
    }

    /// Shows what is new, from the top.
    pub(crate) fn show_news(self) {
        self.show_newest();
        browser::focus_heading();
    }

    /// Shows what waited.
    pub(super) fn show_newest(self) {
        let frame = self.newest.frame.try_update(Option::take).flatten();
        let page = self.newest.page.try_update(Option::take).flatten();
        if frame.is_some() || page.is_some() {
            layout::unpin();
        }
        if let Some(frame) = frame {
            self.view.set(View::Open(frame));
        }
        if let Some(page) = page {
            self.page.set(page);
        }
    }

    /// A view, held still while a page is being looked at.
    pub(super) fn still_view(self, view: View, asked: bool) -> View {
        let View::Open(newest) = view else { return view };
        let hold = if self.looks_at_page() { still::frame } else { still::frame_alone };
        let held = self.view.with_untracked(|shown| match shown {
            View::Open(shown) if !asked => Some(hold(shown, &newest)),
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
        let held = self.page.with_untracked(|shown| still::page(shown, &newest, asked));
        self.newest.page.set(held.waits.then_some(newest));
        if self.page.with_untracked(|shown| still::loses(shown, &held.stays)) {
            layout::pin();
        }
        if self.page.with_untracked(|shown| *shown != held.stays) {
            self.page.set(held.stays);
        }
    }
}
