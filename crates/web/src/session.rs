//! What every screen shares: the view that the worker sent, the place, and how to ask for something.

mod address;
pub(crate) mod answers;
mod beginning;
pub(crate) mod drafts;
mod going;
mod language;
pub(crate) mod room;
mod seen;
mod skipped;
mod stage;
mod steady;
mod still;
mod worker;

use std::rc::Rc;

use interface::command::{Command, Door, Outcome, Problem, Reply};
use interface::look::Page;
use interface::model::{Day, RelationshipId};
use interface::view::{Frame, PasskeyView, RelationshipView, View, pairing::PairingView};
use leptos::prelude::*;

use answers::Answers;
use drafts::Drafts;
use going::Going;
use language::Speaking;
use room::Rooms;
use stage::{Pages, nothing, pairing_of, passkey_of, stage_of, wait_ms_of};
use steady::Steady;
use still::Newest;

use crate::places::Place;
use crate::platform::{Bootstrap, browser, calm, camera, leader, link, listening};
use crate::reactive::{Memo, RwSignal};
use crate::words;

pub(crate) use beginning::{Beginning, Reached};
pub(crate) use language::CHOICE;
pub(crate) use skipped::Skipped;
pub(crate) use stage::Stage;

/// Everything that a screen needs. Copies refer to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// Which screens there are to show.
    pub(crate) stage: Memo<Stage>,
    /// What stands around every page of the open vault; empty while none is.
    pub(crate) open: Memo<Frame>,
    /// Today, in the person's time zone.
    today: Memo<Day>,
    /// Answers that are being typed.
    pub(crate) answers: Answers,
    /// What is typed before there is a vault.
    pub(crate) beginning: Beginning,
    /// Forms that were begun.
    drafts: Drafts,
    /// How long to wait before the next attempt at the lock, in milliseconds.
    pub(crate) wait_ms: Memo<u64>,
    /// The second way through the lock, if there is one.
    pub(crate) passkey: Memo<Option<PasskeyView>>,
    /// Whether the relay that hands a vault back has been reached.
    pub(crate) has_reached: Memo<bool>,
    /// How far this device is on its way into a vault, while it is.
    pub(crate) pairing: Memo<Option<PairingView>>,
    /// Where the person is.
    pub(crate) place: RwSignal<Place>,
    /// What the person did not want on a day.
    skipped: RwSignal<Option<(Day, Skipped)>>,
    /// What came of the last act, in words; spoken and shown.
    pub(crate) status: RwSignal<String>,
    /// What has just come, in words; spoken only.
    pub(crate) announced: RwSignal<String>,
    /// An invite that came with the address.
    pub(crate) invite: RwSignal<Option<String>>,
    /// A link for another device that came with the address.
    pub(crate) device_link: RwSignal<Option<String>>,
    /// The hash of the running build.
    pub(crate) build: StoredValue<String>,
    /// Why recovery words brought nothing back, until the form that asks for them shows it: the relay answers when the form
    /// is gone already.
    pub(crate) refused_words: RwSignal<Option<Problem>>,
    /// Before which talks the person said that it is safe, or passed that over. Kept nowhere but here.
    pub(crate) passed: RwSignal<Vec<(Place, Option<[u8; 32]>)>>,
    /// A talk in one room.
    rooms: Rooms,
    /// What the form of a place is to begin with.
    beginning_with: StoredValue<Option<(Place, String)>>,
    view: RwSignal<View>,
    pages: RwSignal<Pages>,
    /// What the page shows beside it.
    page: RwSignal<Page>,
    going: Going,
    speaking: Speaking,
    steady: Steady,
    newest: Newest,
    /// What stands in the way of the view, if anything.
    obstacle: RwSignal<Option<Stage>>,
    /// A vault is being made.
    makes_vault: StoredValue<bool>,
    /// The person has read that this device was removed, and goes on reading what is here.
    reads_on: RwSignal<bool>,
    bootstrap: StoredValue<Rc<Bootstrap>, LocalStorage>,
}

impl Session {
    /// A session that has not begun.
    pub(crate) fn new(bootstrap: Bootstrap) -> Self {
        let view = RwSignal::new(if bootstrap.is_new() { View::Fresh } else { View::Starting });
        let obstacle = RwSignal::new(None);
        let reads_on = RwSignal::new(false);
        let pages = RwSignal::new(Pages::Coming);
        let stage =
            Memo::new(move |_| obstacle.get().unwrap_or_else(|| stage_of(view, reads_on.get(), pages.get())));
        let open = Memo::new(move |_| {
            view.with(|view| match view {
                View::Open(open) => (**open).clone(),
                _ => nothing(),
            })
        });
        Self {
            stage,
            open,
            today: Memo::new(move |_| open.with(|open| open.today)),
            answers: Answers::new(),
            beginning: Beginning::new(),
            drafts: Drafts::new(),
            wait_ms: wait_ms_of(view),
            passkey: passkey_of(view),
            has_reached: Memo::new(move |_| {
                view.with(|view| matches!(view, View::Recovering { reached: true }))
            }),
            pairing: pairing_of(view),
            place: RwSignal::new(Place::Today),
            skipped: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            announced: RwSignal::new(String::new()),
            invite: RwSignal::new(None),
            device_link: RwSignal::new(None),
            build: StoredValue::new(bootstrap.build()),
            refused_words: RwSignal::new(None),
            passed: RwSignal::new(Vec::new()),
            rooms: Rooms::new(),
            beginning_with: StoredValue::new(None),
            view,
            pages,
            page: RwSignal::new(Page::Frame),
            going: Going::new(),
            speaking: Speaking::new(),
            steady: Steady::new(),
            newest: Newest::new(),
            obstacle,
            makes_vault: StoredValue::new(false),
            reads_on,
            bootstrap: StoredValue::new_local(Rc::new(bootstrap)),
        }
    }

    /// Reads the address, and starts the worker if this tab leads.
    pub(crate) fn begin(self) {
        self.arrive(self.read_address());
        browser::set_address(&browser::address());
        self.keep_secrets();
        self.beginning.keep();
        listening::on_address(move || {
            let place = self.read_address();
            self.status.set(String::new());
            self.leave_page(None);
            self.step_to(place);
        });
        listening::on_follow(move |address| self.follow(address));
        listening::on_leaving(|| {
            calm::stop();
            camera::stop();
            leader::leave();
        });
        listening::on_activity(move || self.still_here());
        listening::on_hidden(move || self.if_open(Command::Door(Door::Hidden)));
        self.steady.begin(self);
        leader::begin(Rc::new(move |lead| self.lead(lead)));
    }

    /// Says that the vault is in use, which puts its lock off.
    pub(crate) fn still_here(self) {
        self.if_open(Command::Door(Door::StillHere));
    }

    fn if_open(self, command: Command) {
        if self.is_open() {
            self.ask(command, |_| {});
        }
    }

    fn is_open(self) -> bool {
        self.view.with_untracked(|view| matches!(view, View::Open(_)))
    }

    /// What `bootstrap.js` lends.
    pub(crate) fn bootstrap(self) -> Rc<Bootstrap> {
        self.bootstrap.get_value()
    }

    /// Makes this tab the one that leads.
    pub(crate) fn use_here(self) {
        self.obstacle.set(None);
        leader::take(Rc::new(move |lead| self.lead(lead)));
    }

    /// Shows a view.
    pub(crate) fn show(self, view: View) {
        if !matches!(view, View::Open(_)) {
            self.reads_on.set(false);
            self.announced.set(String::new());
            self.answers.clear();
            self.drafts.forget();
            self.passed.set(Vec::new());
            self.forget_page();
        }
        if matches!(view, View::Open(_)) {
            self.enter();
        }
        if matches!(view, View::Open(_) | View::Locked { .. }) {
            self.beginning.end();
        }
        let is_open = matches!(view, View::Open(_));
        self.rooms.follow(&view);
        self.view.set(view);
        if is_open && !self.is_in_room() {
            self.keep_room();
        }
    }

    /// Shows what stands in the way.
    #[cfg(feature = "fixture")]
    pub(crate) fn show_obstacle(self, stage: Stage) {
        self.obstacle.set(Some(stage));
    }

    /// Says what came of an act, on the page that follows it.
    pub(crate) fn say(self, words: String) {
        self.status.set(words);
    }

    /// Asks the worker for something; `on_reply` runs once, when it is done or refused.
    pub(crate) fn ask(self, command: Command, on_reply: impl FnOnce(Result<Outcome, Problem>) + 'static) {
        self.send_drafts();
        self.send(command, Box::new(on_reply));
    }

    fn send(self, command: Command, on_reply: Box<dyn FnOnce(Result<Outcome, Problem>)>) {
        link::send(
            command,
            Box::new(move |reply| {
                on_reply(match reply {
                    Reply::Done(outcome) => Ok(outcome),
                    Reply::Refused(problem) => Err(problem),
                });
            }),
        );
    }

    /// Makes the vault. The first thing of one's own follows.
    pub(crate) fn make_vault(self, command: Command, on_problem: impl FnOnce(Problem) + 'static) {
        self.makes_vault.set_value(true);
        self.ask(command, move |result| match result {
            Ok(_) => browser::ask_to_persist(),
            Err(problem) => {
                self.makes_vault.set_value(false);
                on_problem(problem);
            }
        });
    }

    /// The vault is open: what was there before it leads on into it.
    fn enter(self) {
        if self.place.get_untracked().is_before_a_vault() {
            let place = if self.makes_vault.get_value() { Place::First } else { Place::Today };
            self.makes_vault.set_value(false);
            self.place.set(place);
            browser::set_address(&place.address());
        }
    }

    /// Goes on reading what is on a device that was removed.
    pub(crate) fn read_on(self) {
        self.reads_on.set(true);
        browser::focus_heading();
    }

    /// The first thing is written, or left for later. Whoever was invited comes to that next.
    pub(crate) fn first_done(self, said: String) {
        let place = if self.invite.with_untracked(Option::is_some) { Place::Join } else { Place::Today };
        self.go_instead_and_say(place, said);
    }

    /// One relationship, as long as it is there.
    pub(crate) fn relationship(self, id: RelationshipId) -> Memo<Option<RelationshipView>> {
        let open = self.open;
        Memo::new(move |_| {
            open.with(|open| open.relationships.iter().find(|relationship| relationship.id == id).cloned())
        })
    }

    /// Today, in the person's time zone.
    pub(crate) fn present_day(self) -> Day {
        self.today.get()
    }

    /// A day in words.
    pub(crate) fn day(self, day: Day) -> String {
        words::day(day, self.today.get())
    }
}
