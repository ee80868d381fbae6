//! What every screen shares: the view that the worker sent, the place, and how to ask for something.

use std::rc::Rc;

use client::command::{Command, Outcome, Problem, Reply};
use client::model::{Day, RelationshipId};
use client::view::{OpenView, RecoveryView, RelationshipView, RelayState, RelayView, View};
use leptos::prelude::*;

use crate::places::{JOIN, Place};
use crate::platform::link::FromHost;
use crate::platform::{Bootstrap, browser, host::HostMessage, leader, link};
use crate::words;

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
    /// Open.
    Open,
    /// The store cannot be read.
    Damaged,
}

/// Everything that a screen needs. Copies refer to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// Which screens there are to show.
    pub(crate) stage: Memo<Stage>,
    /// The open vault; empty while none is.
    pub(crate) open: Memo<OpenView>,
    /// How long to wait before the next attempt at the lock, in milliseconds.
    pub(crate) wait_ms: Memo<u64>,
    /// Where the person is.
    pub(crate) place: RwSignal<Place>,
    /// What came of the last act, in words; spoken and shown.
    pub(crate) status: RwSignal<String>,
    /// An invite that came with the address.
    pub(crate) invite: RwSignal<Option<String>>,
    /// The recovery words of a vault that was just made.
    pub(crate) new_words: RwSignal<Option<Vec<String>>>,
    /// The hash of the running build.
    pub(crate) build: StoredValue<String>,
    view: RwSignal<View>,
    /// What stands in the way of the view, if anything.
    obstacle: RwSignal<Option<Stage>>,
    makes_vault: RwSignal<bool>,
    bootstrap: StoredValue<Rc<Bootstrap>, LocalStorage>,
}

impl Session {
    /// A session that has not begun.
    pub(crate) fn new(bootstrap: Bootstrap) -> Self {
        let view = RwSignal::new(View::Starting);
        let obstacle = RwSignal::new(None);
        let makes_vault = RwSignal::new(false);
        let stage = Memo::new(move |_| obstacle.get().unwrap_or_else(|| stage_of(view, makes_vault.get())));
        let open = Memo::new(move |_| {
            view.with(|view| match view {
                View::Open(open) => (**open).clone(),
                _ => nothing(),
            })
        });
        let wait_ms = Memo::new(move |_| {
            view.with(|view| if let View::Locked { wait_ms } = view { *wait_ms } else { 0 })
        });
        Self {
            stage,
            open,
            wait_ms,
            place: RwSignal::new(Place::Today),
            status: RwSignal::new(String::new()),
            invite: RwSignal::new(None),
            new_words: RwSignal::new(None),
            build: StoredValue::new(bootstrap.build()),
            view,
            obstacle,
            makes_vault,
            bootstrap: StoredValue::new_local(Rc::new(bootstrap)),
        }
    }

    /// Reads the address, and starts the worker if this tab leads.
    pub(crate) fn begin(self) {
        self.read_address();
        browser::on_address(move || {
            self.read_address();
            self.status.set(String::new());
            browser::focus_heading();
        });
        browser::on_leaving(link::stop);
        leader::begin(Rc::new(move |lead| self.lead(lead)));
    }

    /// Makes this tab the one that leads.
    pub(crate) fn use_here(self) {
        self.obstacle.set(None);
        leader::take(Rc::new(move |lead| self.lead(lead)));
    }

    fn lead(self, lead: leader::Lead) {
        self.view.set(View::Starting);
        self.new_words.set(None);
        self.makes_vault.set(false);
        match lead {
            leader::Lead::Taken => {
                self.obstacle.set(None);
                let bootstrap = self.bootstrap.get_value();
                link::start(&bootstrap, Rc::new(move |message| self.receive(message)));
            }
            leader::Lead::Elsewhere => {
                link::stop();
                self.obstacle.set(Some(Stage::Elsewhere));
            }
        }
    }

    fn receive(self, message: FromHost) {
        match message {
            FromHost::Show(view) => self.show(*view),
            FromHost::Host(HostMessage::StorageDenied) => self.obstacle.set(Some(Stage::StorageDenied)),
            FromHost::Host(HostMessage::StorageLost) => self.obstacle.set(Some(Stage::StorageLost)),
            FromHost::Host(HostMessage::Wiped) => {
                link::stop();
                self.bootstrap.with_value(|bootstrap| bootstrap.clean_page());
            }
            FromHost::Broken => {
                link::stop();
                self.obstacle.set(Some(Stage::Broken));
            }
        }
    }

    /// Shows a view.
    pub(crate) fn show(self, view: View) {
        if !matches!(view, View::Open(_) | View::Fresh) {
            self.new_words.set(None);
            self.makes_vault.set(false);
        }
        self.view.set(view);
    }

    /// Shows the recovery words of a vault that was just made.
    #[cfg(feature = "fixture")]
    pub(crate) fn show_new_words(self, words: Vec<String>) {
        self.makes_vault.set(true);
        self.new_words.set(Some(words));
    }

    /// Shows what stands in the way.
    #[cfg(feature = "fixture")]
    pub(crate) fn show_obstacle(self, stage: Stage) {
        self.obstacle.set(Some(stage));
    }

    /// An invite in the address is kept in memory only, and leaves the address and the history.
    pub(crate) fn read_address(self) {
        let address = browser::address();
        if let Some(invite) = address.strip_prefix(JOIN) {
            self.invite.set(Some(invite.to_owned()));
            self.place.set(Place::Join);
            browser::set_address(&Place::Join.address());
        } else {
            self.place.set(Place::of_address(&address));
        }
    }

    /// Goes to a place that replaces the present one in the history: after a form is done, Back does not lead into it.
    pub(crate) fn go_instead(self, place: Place) {
        browser::set_address(&place.address());
        self.status.set(String::new());
        self.place.set(place);
        browser::focus_heading();
    }

    /// Says what came of an act, on the page that follows it.
    pub(crate) fn say(self, words: String) {
        self.status.set(words);
    }

    /// Asks the worker for something; `on_reply` runs once, when it is done or refused.
    pub(crate) fn ask(self, command: Command, on_reply: impl FnOnce(Result<Outcome, Problem>) + 'static) {
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

    /// Makes the vault. The screen of the recovery words follows, however soon the vault is open.
    pub(crate) fn make_vault(self, command: Command, on_problem: impl FnOnce(Problem) + 'static) {
        self.makes_vault.set(true);
        self.ask(command, move |result| match result {
            Ok(Outcome::Words(words)) => {
                self.new_words.set(Some(words));
                browser::ask_to_persist();
                browser::focus_heading();
            }
            Ok(_) => self.makes_vault.set(false),
            Err(problem) => {
                self.makes_vault.set(false);
                on_problem(problem);
            }
        });
    }

    /// The recovery words have been dealt with, for now.
    pub(crate) fn words_done(self) {
        self.new_words.set(None);
        self.makes_vault.set(false);
        self.go_instead(if self.invite.with_untracked(Option::is_some) { Place::Join } else { Place::Today });
    }

    /// One relationship, as long as it is there.
    pub(crate) fn relationship(self, id: RelationshipId) -> Memo<Option<RelationshipView>> {
        let open = self.open;
        Memo::new(move |_| {
            open.with(|open| open.relationships.iter().find(|relationship| relationship.id == id).cloned())
        })
    }

    /// A day in words.
    pub(crate) fn day(self, day: Day) -> String {
        browser::day(day, self.open.with(|open| open.today))
    }

    /// Sets the page's title.
    pub(crate) fn title(self, title: &str) {
        browser::set_title(&words::page_title(title));
    }
}

fn stage_of(view: RwSignal<View>, makes_vault: bool) -> Stage {
    view.with(|view| match view {
        View::Starting => Stage::Starting,
        View::Fresh => Stage::Fresh,
        View::Recovering => Stage::Recovering,
        View::Locked { .. } => Stage::Locked,
        View::Open(_) if makes_vault => Stage::NewWords,
        View::Open(_) => Stage::Open,
        View::Damaged => Stage::Damaged,
    })
}

fn nothing() -> OpenView {
    OpenView {
        name: String::new(),
        recovery: RecoveryView { checked: true, viewed_on: None },
        relay: RelayView { address: String::new(), state: RelayState::None, waiting: 0 },
        relationships: Vec::new(),
        cards: Vec::new(),
        more_cards: 0,
        notices: Vec::new(),
        today: Day(0),
    }
}
