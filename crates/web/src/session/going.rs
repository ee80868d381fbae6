//! Going from place to place. The worker is asked for what a place shows, and the place changes when that is there: nobody sees
//! an empty page, or a page under another one's address.
//!
//! ```text
//!   a tap ─► Command::Look ─► the page comes ─► the place changes ─► drawn ─► its address, the focus on its heading
//! ```

use std::collections::BTreeMap;

use interface::command::{Command, Noticed, ShownPage};
use interface::look::{Look, Only, Page, SHOWN_FIRST, SHOWN_STEP};
use leptos::prelude::*;

use super::{Session, Stage};
use crate::places::Place;
use crate::platform::{browser, layout, listening};
use crate::words;

/// Where the person is about to be.
#[derive(Clone, Copy)]
pub(super) struct Going {
    /// What the worker was asked for last.
    asked: StoredValue<Look>,
    /// What is shown.
    shown: StoredValue<Look>,
    /// Which page came last, as the worker counts them.
    newest: StoredValue<u32>,
    /// The place whose page is on its way, and what is done once it is there.
    waits: StoredValue<Option<(Place, Arrival)>, LocalStorage>,
    /// Where the person was when they did what is being answered, while it is.
    answered: StoredValue<Option<Place>>,
    /// Pages that the person has been on, and how they left them.
    left: StoredValue<BTreeMap<String, Left>>,
}

/// How a page was left.
#[derive(Clone)]
struct Left {
    /// What it showed.
    look: Look,
    scrolled: i32,
    /// The link by which it was left.
    link: Option<String>,
}

type Arrival = Box<dyn FnOnce()>;

/// A worker that is busy for longer than this, as when it makes a file of everything, keeps a tap waiting that has to be answered.
const PATIENCE_MS: f64 = 400.0;

impl Going {
    pub(super) fn new() -> Self {
        Self {
            asked: StoredValue::new(Look::Today),
            shown: StoredValue::new(Look::Frame),
            newest: StoredValue::new(0),
            waits: StoredValue::new_local(None),
            answered: StoredValue::new(None),
            left: StoredValue::new(BTreeMap::new()),
        }
    }
}

impl Session {
    /// Goes to a place; `arrived` runs when it is there to be drawn.
    pub(super) fn go(self, place: Place, arrived: impl FnOnce() + 'static) {
        self.go_and_look(place, place.look(), Box::new(arrived));
    }

    /// Steps through the history to a place: what was shown of it is shown again, where it was scrolled to, and what it was left by
    /// has the focus.
    pub(super) fn step_to(self, place: Place) {
        let left = self.going.left.with_value(|left| left.get(&place.address()).cloned());
        let left = left.filter(|_| browser::was_here_before());
        let Some(Left { look, scrolled, link }) = left else {
            self.go(place, browser::focus_heading);
            return;
        };
        self.go_and_look(place, look, Box::new(move || layout::return_to(scrolled, link)));
    }

    /// Notes how the present page is left.
    pub(super) fn leave_page(self, link: Option<String>) {
        let look = self.going.shown.get_value();
        if self.is_open() {
            let left = Left { look, scrolled: layout::scrolled(), link };
            let address = self.place.get_untracked().address();
            self.going.left.update_value(|all| drop(all.insert(address, left)));
        }
    }

    fn go_and_look(self, place: Place, look: Look, arrived: Box<dyn FnOnce()>) {
        let is_shown =
            !self.is_open() || look == Look::Frame || self.going.shown.with_value(|shown| *shown == look);
        self.going.waits.set_value(None);
        if is_shown {
            let is_new = self.show_newest();
            self.place.set(place);
            if look == Look::Frame {
                self.going.shown.set_value(Look::Frame);
            }
            self.look_at(look);
            if is_new {
                self.say_drawn();
            }
            arrived();
            return;
        }
        self.going.waits.set_value(Some((place, arrived)));
        self.look_at(look);
        listening::after(PATIENCE_MS, move || {
            let waits = self.going.waits.with_value(|waits| waits.as_ref().map(|(place, _)| *place));
            if waits == Some(place) {
                self.status.set(words::starting());
            }
        });
    }

    /// Is at a place, before there is anything to show.
    pub(super) fn arrive(self, place: Place) {
        self.place.set(place);
        self.going.asked.set_value(place.look());
    }

    /// A worker that has just started is told what to look for.
    pub(super) fn look_again(self) {
        let look = self.going.asked.get_value();
        self.going.shown.set_value(Look::Frame);
        self.ask(Command::Look(look), |_| {});
    }

    /// Shows more of what the page shows.
    pub(crate) fn show_more(self) {
        let mut look = self.going.asked.get_value();
        if let Look::Own { up_to, .. }
        | Look::Between { up_to, .. }
        | Look::TheySee { up_to, .. }
        | Look::Picture { up_to, .. }
        | Look::Late { up_to } = &mut look
        {
            *up_to = up_to.saturating_add(SHOWN_STEP);
        }
        self.look_at(look);
    }

    /// Looks only for some of what the page shows, or for all of it again.
    pub(crate) fn look_only(self, sought: Option<Only>) {
        let mut look = self.going.asked.get_value();
        if let Look::Own { only, up_to, .. } = &mut look {
            (*only, *up_to) = (sought, SHOWN_FIRST);
        }
        self.look_at(look);
    }

    /// What is looked for.
    pub(crate) fn only(self) -> Option<Only> {
        self.going
            .asked
            .with_value(|look| if let Look::Own { only, .. } = look { only.clone() } else { None })
    }

    fn look_at(self, look: Look) {
        if self.going.asked.with_value(|asked| *asked != look) {
            self.going.asked.set_value(look.clone());
            self.ask(Command::Look(look), |_| {});
        }
    }

    /// Takes a page. One that nobody waits for any more is let go.
    pub(super) fn take_page(self, shown: ShownPage, asked: bool) {
        let ShownPage { look, page, number } = shown;
        if self.going.asked.with_value(|asked| *asked != look) {
            return;
        }
        self.going.newest.set_value(number);
        if self.going.shown.with_value(|shown| *shown == look) {
            self.take_newer(page, asked);
            return;
        }
        let _shown_before = self.show_newest();
        self.going.shown.set_value(look);
        self.page.set(page);
        let waits = self.going.waits.try_update_value(Option::take).flatten();
        if let Some((place, arrived)) = waits {
            if self.status.with_untracked(|status| *status == words::starting()) {
                self.status.set(String::new());
            }
            self.place.set(place);
            arrived();
        }
        self.say_drawn();
    }

    /// Tells the worker that what it sent last is what is shown now: of what came from others, this has been seen.
    pub(super) fn say_drawn(self) {
        if self.stage.get_untracked() == Stage::Open {
            let number = self.going.newest.get_value();
            self.send(Command::Noticed(Noticed::Drawn { number }), Box::new(|_| {}));
        }
    }

    /// Shows a place with what it shows.
    #[cfg(feature = "fixture")]
    pub(crate) fn show_page(self, place: Place, shown: ShownPage) {
        self.going.asked.set_value(shown.look.clone());
        self.take_page(shown, true);
        self.place.set(place);
    }

    /// Nothing is open any more.
    pub(super) fn forget_page(self) {
        self.going.left.update_value(BTreeMap::clear);
        self.newest.forget();
        self.page.set(Page::Frame);
        self.going.shown.set_value(Look::Frame);
        if let Some((place, arrived)) = self.going.waits.try_update_value(Option::take).flatten() {
            self.place.set(place);
            arrived();
        }
    }

    /// Follows a link inside the app. The page is drawn before its address says that it is there.
    pub(super) fn follow(self, address: String) {
        let place = Place::of_address(&address);
        let address_of_link = address.clone();
        let arrived = move || {
            // All before anything else happens on the page: nobody meets the one without the other.
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                if self.place.get_untracked() != place {
                    return;
                }
                if browser::address() != address {
                    browser::add_address(&address);
                }
                browser::focus_heading_now();
            });
        };
        if place == self.place.get_untracked() {
            // Another one, that was on its way, is not wanted any more.
            self.going.waits.set_value(None);
            self.show_news();
            self.look_at(self.going.shown.get_value());
            arrived();
            return;
        }
        self.status.set(String::new());
        self.leave_page(Some(address_of_link));
        self.go(place, arrived);
    }

    /// Follows a link that is no element of the page.
    pub(crate) fn step(self, place: Place) {
        self.follow(place.address());
    }

    /// Goes to a place that replaces the present one in the history: after a form is done, Back does not lead into it.
    pub(crate) fn go_instead(self, place: Place) {
        self.go_instead_and_say(place, String::new());
    }

    /// The same, and says there what came of it. Whoever has gone elsewhere before it was done is told there, and stays.
    pub(crate) fn go_instead_and_say(self, place: Place, said: String) {
        let acted_at = self.going.answered.get_value();
        let goes_elsewhere = self.going.waits.with_value(Option::is_some);
        if acted_at.is_some_and(|acted_at| goes_elsewhere || acted_at != self.place.get_untracked()) {
            self.status.set(said);
            return;
        }
        self.go(place, move || {
            browser::set_address(&place.address());
            self.status.set(said);
            browser::focus_heading();
        });
    }

    /// After something was saved at a place: stays there if it is shown already, so that nothing of it is drawn as it was before.
    pub(crate) fn be_at_and_say(self, place: Place, said: String) {
        if place == self.place.get_untracked() && self.going.waits.with_value(Option::is_none) {
            self.status.set(said);
            browser::focus_heading();
        } else {
            self.go_instead_and_say(place, said);
        }
    }

    /// Runs what follows an act that was done at a place.
    pub(crate) fn answer_to(self, place: Place, done: impl FnOnce()) {
        self.going.answered.set_value(Some(place));
        done();
        self.going.answered.set_value(None);
    }

    /// Sets the page's title.
    pub(crate) fn title(self, title: &str) {
        let title = if title.is_empty() { words::app_name() } else { words::page_title(title) };
        browser::set_title(&title);
    }
}
