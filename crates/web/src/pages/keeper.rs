//! The relay of a vault that is not there yet: who carries its copies, what they see, and another one instead. Whether it answers is said
//! here, where it is chosen; that it does not keeps nobody from beginning.

use crate::html;
use interface::command::{Command, Door, Problem};
use leptos::prelude::*;

use crate::components::button::{Look, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::{room_for, row, small};
use crate::places::Place;
use crate::platform::browser;
use crate::session::{Beginning, Reached, Session};
use crate::words;

/// The relay on the first screen.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    session: Session,
    form: Form,
}

impl Keeper {
    /// The relay that was chosen, or the one that the app came from.
    pub(super) fn new(session: Session) -> Self {
        let keeper = Self { session, form: Form::new(session) };
        let Beginning { relay, reached, .. } = session.beginning;
        if reached.get_untracked() == Reached::Unknown && relay.with_untracked(|relay| !relay.is_empty()) {
            keeper.look(|_| {});
        }
        keeper
    }

    /// Goes on to name and passphrase. Whoever has typed another relay, and not said that it is to be used, means it.
    pub(super) fn begin(self) {
        if self.is_in_use() {
            self.session.step(Place::Begin);
        } else {
            self.choose(move |reached| {
                if reached != Reached::No {
                    self.session.step(Place::Begin);
                }
            });
        }
    }

    /// Whether the address that stands in the field is that of the relay in use.
    fn is_in_use(self) -> bool {
        let Beginning { relay, other_relay, .. } = self.session.beginning;
        other_relay.with_untracked(|other| relay.with_untracked(|relay| other.trim() == relay))
    }

    /// Uses the relay that was typed, and looks whether it answers.
    fn choose(self, then: impl FnOnce(Reached) + 'static) {
        let Beginning { relay, other_relay, reached, .. } = self.session.beginning;
        let typed = other_relay.with_untracked(|other| other.trim().to_owned());
        if typed.is_empty() {
            relay.set(typed);
            reached.set(Reached::Unknown);
            then(Reached::Unknown);
            return;
        }
        let before = relay.get_untracked();
        relay.set(typed);
        self.look(move |result| match result {
            Ok(reached) => then(reached),
            Err(problem) => {
                relay.set(before);
                self.form.refuse(problem);
            }
        });
    }

    /// Looks whether the relay answers. What comes of it counts as long as no other one was chosen.
    fn look(self, then: impl FnOnce(Result<Reached, Problem>) + 'static) {
        let Beginning { relay, reached, .. } = self.session.beginning;
        self.form.problem.set(None);
        reached.set(Reached::Looking);
        let asked = relay.get_untracked();
        let command = Command::Door(Door::Reach { relay: asked.clone() });
        self.session.ask(command, move |result| {
            if relay.with_untracked(|relay| *relay != asked) {
                return;
            }
            let (now, result) = match result {
                Ok(_) => (Reached::Yes, Ok(Reached::Yes)),
                Err(Problem::Offline) => (Reached::No, Ok(Reached::No)),
                Err(problem) => (Reached::Unknown, Err(problem)),
            };
            reached.set(now);
            then(result);
        });
    }

    /// Whose relay it is and what they see, another one, and whether it answers.
    pub(super) fn shown(self) -> AnyView {
        let Beginning { relay, reached, .. } = self.session.beginning;
        let address = move || relay.with(|relay| html::b().attr("dir", "ltr").child(relay.clone()));
        let who = move || {
            if relay.with(String::is_empty) {
                return small(words::keeper_none());
            }
            let carries = html::p().class("soft small").child((words::keeper_carries(), " ", address()));
            let sees =
                html::p().class("soft small").child((words::keeper_sees(), " ", words::keeper_cannot()));
            (carries, sees).into_any()
        };
        // The one that the app came from is spoken of only when it does not answer.
        let is_chosen = move || relay.with(|relay| *relay != browser::origin());
        let said = move || match reached.get() {
            Reached::Looking | Reached::Yes if !is_chosen() => None,
            Reached::Unknown => None,
            Reached::Looking => Some(words::keeper_looking()),
            Reached::Yes => Some(words::keeper_answers()),
            Reached::No => Some(words::keeper_silent()),
        };
        let others = || vec![words::keeper_silent()];
        let state = room_for(Some("status"), small, said, others);
        html::div().class("keeper").child((who, self.other(), state)).into_any()
    }

    fn other(self) -> AnyView {
        let Beginning { other_relay, reached, .. } = self.session.beginning;
        let wrong = self.form.is(Problem::is_of_relay_address);
        let choose = move || {
            // It is looked for once; another one is looked for whether or not the first has answered.
            if !self.is_in_use() || reached.get_untracked() != Reached::Looking {
                self.choose(|_| {});
            }
        };
        let fields = vec![
            field(Purpose::Address, words::relay_address(), words::keeper_other_hint(), other_relay, wrong),
            small(words::keeper_may_be_other()),
            row(vec![submit(Look::Quiet, words::settings_relay_submit(), self.form.busy)]),
        ];
        html::details()
            .attr("open", !self.is_in_use())
            .child((
                html::summary().class("btn plain").child(words::keeper_another()),
                self.form.element(choose, fields),
            ))
            .into_any()
    }
}
