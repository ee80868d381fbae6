//! Bringing in what a file has: chosen, looked at, then added.

use crate::html;
use interface::command::{Command, FileProblem, Outcome, Problem, TakeAlong};
use interface::file::{FILE_BYTES_MAX, Preview, is_backup};
use interface::model::kinds::LIST;
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field};
use crate::components::file::file;
use crate::components::form::Form;
use crate::components::{self, heading, nothing, row, small, soft, stack};
use crate::platform::files::NotRead;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// A chosen file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    name: String,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy)]
struct BringIn {
    session: Session,
    /// Counts the choices: what is said of a file that is not the chosen one any more is not shown.
    choice: StoredValue<u32>,
    chosen: RwSignal<Option<Chosen>>,
    secret: RwSignal<String>,
    preview: RwSignal<Option<Preview>>,
    look: Form,
    add: Form,
}

/// The card.
pub(super) fn card(session: Session) -> AnyView {
    let bring_in = BringIn {
        session,
        choice: StoredValue::new(0),
        chosen: RwSignal::new(None),
        secret: RwSignal::new(String::new()),
        preview: RwSignal::new(None),
        look: Form::new(session),
        add: Form::new(session),
    };
    let choose =
        file(words::bring_in_choose(), ".json,.backup", FILE_BYTES_MAX, move |read| bring_in.choose(read));
    let step = move || match (bring_in.chosen.with(Option::is_some), bring_in.preview.get()) {
        (false, _) => stack(vec![choose_again(bring_in)]),
        (true, None) => bring_in.looking(),
        (true, Some(preview)) => bring_in.adding(&preview),
    };
    components::card(
        "",
        vec![
            heading(words::bring_in_title()),
            soft(words::bring_in_text()),
            small(words::bring_in_private()),
            choose,
            step.into_any(),
        ],
    )
}

/// Where a file that could not be read is said to be so, before there is a form.
fn choose_again(bring_in: BringIn) -> AnyView {
    bring_in.look.problems()
}

impl BringIn {
    fn choose(self, read: Result<(String, Vec<u8>), NotRead>) {
        self.clear();
        match read {
            Ok((name, bytes)) => {
                self.chosen.set(Some(Chosen { name, bytes }));
                self.look_if_open();
            }
            Err(NotRead::TooLarge) => self.look.refuse(Problem::File(FileProblem::TooLarge)),
            Err(NotRead::Unreadable) => self.look.remark(words::bring_in_unreadable()),
        }
    }

    /// Looks at a file that needs no passphrase.
    fn look_if_open(self) {
        let open = |chosen: &Option<Chosen>| chosen.as_ref().is_some_and(|file| !is_backup(&file.bytes));
        // The page may have been left meanwhile.
        if self.chosen.try_with_untracked(open).unwrap_or(false) {
            self.look();
        }
    }

    fn clear(self) {
        self.choice.update_value(|choice| *choice = choice.wrapping_add(1));
        self.chosen.set(None);
        self.secret.set(String::new());
        self.preview.set(None);
        self.look.problem.set(None);
        self.add.problem.set(None);
    }

    fn file(self) -> Vec<u8> {
        self.chosen
            .with_untracked(|chosen| chosen.as_ref().map(|chosen| chosen.bytes.clone()))
            .unwrap_or_default()
    }

    fn look(self) {
        let act = TakeAlong::Read { file: self.file(), secret: self.secret.get_untracked() };
        // While another file is being read, this one waits for it.
        if !self.look.begin() {
            return;
        }
        let choice = self.choice.try_get_value();
        self.session.ask(Command::TakeAlong(act), move |result| {
            self.look.busy.set(false);
            match result {
                _ if self.choice.try_get_value() != choice => self.look_if_open(),
                Ok(Outcome::ImportRead(preview)) => self.preview.set(Some(preview)),
                Ok(_) => {}
                Err(problem) => self.look.refuse(problem),
            }
        });
    }

    fn add(self) {
        let choice = self.choice.try_get_value();
        let act = TakeAlong::Import { file: self.file(), secret: self.secret.get_untracked() };
        self.add.send(Command::TakeAlong(act), move |outcome| {
            if let Outcome::Imported(_) = outcome {
                if self.choice.try_get_value() == choice {
                    self.clear();
                }
                self.session.say(words::bring_in_done());
            }
        });
    }

    fn chosen_name(self) -> AnyView {
        let name = self.chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.name.clone()));
        html::p().class("small").attr("dir", "auto").child(name).into_any()
    }

    /// A backup asks for its passphrase. A file that was refused says why.
    fn looking(self) -> AnyView {
        if !self.chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| is_backup(&chosen.bytes))) {
            return stack(vec![self.chosen_name(), self.look.problems()]);
        }
        let wrong = self
            .look
            .is(|problem| matches!(problem, Problem::Empty | Problem::File(FileProblem::WrongSecret)));
        let fields = vec![
            self.chosen_name(),
            field(
                Purpose::Passphrase,
                words::bring_in_secret(),
                words::bring_in_secret_hint(),
                self.secret,
                wrong,
            ),
            row(vec![
                submit(Look::Primary, words::bring_in_look(), self.look.busy),
                button(Look::Quiet, words::bring_in_not_now(), move || self.clear()),
            ]),
        ];
        self.look.element(move || self.look(), fields)
    }

    /// What would be added, before anything is.
    fn adding(self, preview: &Preview) -> AnyView {
        let is_empty = preview.is_empty();
        let day = preview.exported_on.map(|day| self.session.day(day)).filter(|day| !day.is_empty());
        let day = day.map(|day| words::bring_in_made_on(&day));
        let things = preview.things.iter().filter_map(|(number, count)| {
            let kind = LIST.get(*number)?;
            Some((*count, words::counted(&kind.count_key(), *count)))
        });
        let people = (preview.relationships, words::bring_in_people(preview.relationships));
        let rest = [
            (preview.newer, words::bring_in_newer(preview.newer)),
            (preview.versions, words::bring_in_versions(preview.versions)),
            (preview.known, words::bring_in_known(preview.known)),
            (preview.removed, words::bring_in_removed(preview.removed)),
            (preview.left_out, words::bring_in_left_out(preview.left_out)),
            (preview.unfit, words::bring_in_unfit(preview.unfit)),
        ];
        let lines = [people].into_iter().chain(things).chain(rest).filter(|(count, _)| *count > 0);
        let lines = lines.map(|(_, words)| html::li().child(words)).collect_view();
        let lines = html::ul().class("points").child(lines).into_any();
        let title = if is_empty { words::bring_in_nothing() } else { words::bring_in_adds() };
        let add =
            if is_empty { nothing() } else { submit(Look::Primary, words::bring_in_add(), self.add.busy) };
        let aside = if is_empty { words::bring_in_close() } else { words::bring_in_not_now() };
        let fields = vec![
            self.chosen_name(),
            html::div()
                .class("stack tight")
                .attr("role", "status")
                .child((soft(day.unwrap_or_default()), components::text(title), lines))
                .into_any(),
            row(vec![add, button(Look::Quiet, aside, move || self.clear())]),
        ];
        self.add.element(move || self.add(), fields)
    }
}
