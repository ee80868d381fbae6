//! A form on its way to the worker: busy, refused, done.

mod remark;

use crate::html;
use interface::command::{Command, Outcome, Problem};
use leptos::ev;
use leptos::prelude::*;

use super::field::Wrong;
use super::icon::{Icon, icon};
use super::unique_id;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

pub(crate) use remark::Remark;

/// What follows. Boxed, so that there is one of what stands around it and not one for each form: that keeps the module small.
type Done = Box<dyn FnOnce(Outcome)>;

/// Where one form, or one button, stands.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    session: Session,
    id: StoredValue<String>,
    /// Whether it is on its way.
    pub(crate) busy: RwSignal<bool>,
    /// Why it was refused, if it was.
    pub(crate) problem: RwSignal<Option<Problem>>,
    /// What the screen itself found wrong.
    remarks: RwSignal<Vec<Remark>>,
}

impl Form {
    /// A form that nothing was done with.
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session,
            id: StoredValue::new(unique_id()),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            remarks: RwSignal::new(Vec::new()),
        }
    }

    /// Sends a command, unless one is on its way already.
    pub(crate) fn send(self, command: Command, done: impl FnOnce(Outcome) + 'static) {
        self.send_boxed(command, Box::new(done));
    }

    fn send_boxed(self, command: Command, done: Done) {
        if !self.begin() {
            return;
        }
        let place = self.session.place.get_untracked();
        self.session.ask(command, move |result| {
            self.busy.set(false);
            match result {
                Ok(outcome) => self.session.answer_to(place, move || done(outcome)),
                Err(problem) => self.refuse_at(place, problem),
            }
        });
    }

    /// The same, unless what was typed does not fit its fields.
    pub(crate) fn send_typed(self, command: Result<Command, Problem>, done: impl FnOnce(Outcome) + 'static) {
        self.send_typed_boxed(command, Box::new(done));
    }

    fn send_typed_boxed(self, command: Result<Command, Problem>, done: Done) {
        match command {
            Ok(command) => self.send_boxed(command, done),
            Err(problem) if !self.busy.get_untracked() => {
                self.remarks.set(Vec::new());
                self.refuse(problem);
            }
            Err(_) => {}
        }
    }

    /// Sends several commands, one after another: `each` hears of every one that is done, in order, and `done` runs after the last. What
    /// was done stays done, should one be refused.
    pub(crate) fn send_each(
        self,
        commands: Vec<Command>,
        each: impl FnMut(Outcome) + 'static,
        done: impl FnOnce() + 'static,
    ) {
        if self.begin() {
            self.send_rest(commands.into_iter(), Box::new(each), Box::new(done));
        }
    }

    fn send_rest(
        self,
        mut commands: std::vec::IntoIter<Command>,
        mut each: Box<dyn FnMut(Outcome)>,
        done: Box<dyn FnOnce()>,
    ) {
        let place = self.session.place.get_untracked();
        let Some(next) = commands.next() else {
            self.busy.set(false);
            done();
            return;
        };
        self.session.ask(next, move |result| match result {
            Ok(outcome) => {
                each(outcome);
                self.send_rest(commands, each, done);
            }
            Err(problem) => self.refuse_at(place, problem),
        });
    }

    /// Marks it as on its way. `false` if it was already.
    pub(crate) fn begin(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.problem.set(None);
        self.remarks.set(Vec::new());
        self.busy.set(true);
        true
    }

    /// Says why it was refused.
    pub(crate) fn refuse(self, problem: Problem) {
        self.busy.set(false);
        self.session.say(String::new());
        self.problem.set(Some(problem));
        self.focus_problems();
    }

    /// The same to whoever may have gone elsewhere meanwhile, where the form is not to be seen.
    fn refuse_at(self, place: Place, problem: Problem) {
        self.busy.set(false);
        if self.session.place.get_untracked() == place {
            self.refuse(problem);
        } else {
            self.session.say(words::problems::sentences(&problem).join(" "));
        }
    }

    /// Says what the screen itself found wrong.
    pub(crate) fn remark(self, words: String) {
        self.say_all(vec![Remark::while_so(|| true, words)]);
    }

    /// Says all that is still wrong, each until it is mended. `false` if nothing is.
    pub(crate) fn lacks(self, remarks: &[Remark]) -> bool {
        let found: Vec<Remark> = remarks.iter().filter(|remark| remark.is.get_untracked()).cloned().collect();
        let lacks = !found.is_empty();
        if lacks {
            self.say_all(found);
        }
        lacks
    }

    fn say_all(self, remarks: Vec<Remark>) {
        self.session.say(String::new());
        self.problem.set(None);
        self.remarks.set(remarks);
        self.focus_problems();
    }

    /// What was wrong is read at once, wherever on the page it stands.
    fn focus_problems(self) {
        if let Some(id) = self.id.try_get_value() {
            browser::focus_later(format!("#{id}"));
        }
    }

    /// The present problem in words, if it is one of a field.
    pub(crate) fn is(self, concerns: impl Fn(&Problem) -> bool + Send + Sync + 'static) -> Wrong {
        self.is_boxed(Box::new(concerns))
    }

    fn is_boxed(self, concerns: Box<dyn Fn(&Problem) -> bool + Send + Sync>) -> Wrong {
        let problem = self.problem;
        Signal::derive(move || {
            let problem = problem.get().filter(|problem| concerns(problem))?;
            Some(words::problems::sentences(&problem).join(" "))
        })
    }

    /// The same, or what the screen itself found wrong with the field, while it still is.
    pub(crate) fn is_or(
        self,
        remark: Remark,
        concerns: impl Fn(&Problem) -> bool + Send + Sync + 'static,
    ) -> Wrong {
        let refused = self.is(concerns);
        let remarks = self.remarks;
        Signal::derive(move || {
            let was_said = remarks.with(|said| said.iter().any(|said| said.words == remark.words));
            let found = (was_said && remark.is.get()).then(|| remark.words.clone());
            found.or_else(|| refused.get())
        })
    }

    /// What the screen itself found wrong with a field, while it still is.
    pub(crate) fn marks(self, remark: Remark) -> Wrong {
        self.is_or(remark, |_| false)
    }

    /// Where problems are shown and spoken.
    pub(crate) fn problems(self) -> AnyView {
        let shown = move || {
            let remarks = self.remarks.get();
            if !remarks.is_empty() {
                return remarked(remarks);
            }
            match self.problem.get() {
                Some(problem) => warning(words::problems::sentences(&problem)),
                None => ().into_any(),
            }
        };
        let id = self.id.get_value();
        html::div()
            .id(id)
            .class("problems")
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .child(shown)
            .into_any()
    }

    /// The form's element; sends by button or Enter.
    pub(crate) fn element(self, on_submit: impl Fn() + 'static, children: Vec<AnyView>) -> AnyView {
        self.element_boxed(Box::new(on_submit), children)
    }

    fn element_boxed(self, on_submit: Box<dyn Fn()>, mut children: Vec<AnyView>) -> AnyView {
        let place = children.len().saturating_sub(1);
        children.insert(place, self.problems());
        html::form()
            .class("form")
            .attr("novalidate", "")
            .attr("autocomplete", "off")
            .on(ev::submit, move |event| {
                event.prevent_default();
                on_submit();
            })
            .child(children)
            .into_any()
    }
}

/// A warning with a sign and sentences.
pub(crate) fn warning(sentences: Vec<String>) -> AnyView {
    drawn(sentences.into_iter().map(super::text).collect(), Signal::stored(false))
}

/// A warning of which each sentence goes when it is mended, and leaves its room: nothing moves under a finger.
fn remarked(remarks: Vec<Remark>) -> AnyView {
    let all: Vec<Signal<bool>> = remarks.iter().map(|remark| remark.is).collect();
    let is_mended = Signal::derive(move || !all.iter().any(Signal::get));
    let sentence = |Remark { is, words, at }| {
        let said = at.map_or_else(|| words.clone(), |at| words::remark_at(&at, &words));
        html::p().class(("kept", move || !is.get())).child(said).into_any()
    };
    drawn(remarks.into_iter().map(sentence).collect(), is_mended)
}

fn drawn(sentences: Vec<AnyView>, is_kept: Signal<bool>) -> AnyView {
    html::div()
        .class("problem")
        .class(("kept", move || is_kept.get()))
        .child((icon(Icon::Attention), html::div().child(sentences)))
        .into_any()
}
