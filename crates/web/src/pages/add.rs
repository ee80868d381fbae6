//! A new relationship, and changing or removing one.

use interface::command::{Command, Links, Outcome, Problem};
use interface::model::{RelationshipId, Tie};
use interface::view::LinkView;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::needed;
use crate::components::dialog::dialog;
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark};
use crate::components::{frame, lead, narrow, row, small, soft, stack};
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;
use crate::words::choices;

/// A new relationship.
pub(super) fn page(session: Session) -> AnyView {
    let form = Form::new(session);
    let draft = session.draft(&Place::Add.address());
    let (name, tie) = somebody(draft, String::new(), None);
    let remarks = missing(name, tie);
    let send = move || {
        let (false, Some(tie)) = (form.lacks(&remarks), tie.get_untracked()) else { return };
        let command =
            Command::Links(Links::AddRelationship { name: name.get_untracked().trim().to_owned(), tie });
        form.send(command, move |outcome| {
            if let Outcome::Relationship(id) = outcome {
                draft.saved();
                session.go_instead_and_say(Place::Ours(Some(id)), words::add_done());
            }
        });
    };
    let mut fields = fields(form, name, tie);
    fields.push(row(vec![
        submit(Look::Primary, words::add_submit(), form.busy),
        link(Look::Quiet, words::back_without_saving(), Place::Ours(None)),
    ]));
    frame::page(
        session,
        words::add_title(),
        Some((words::nav_ours(), Place::Ours(None))),
        vec![narrow(vec![lead(words::add_text()), form.element(send, fields), draft.line()])],
    )
}

/// Name and tie of a relationship.
pub(super) fn change(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let form = Form::new(session);
        let draft = session.draft(&Place::Change(id).address());
        let (name, tie) = somebody(draft, known.name.clone(), Some(known.tie));
        let remarks = missing(name, tie);
        let send = move || {
            let (false, Some(tie)) = (form.lacks(&remarks), tie.get_untracked()) else { return };
            let name = name.get_untracked().trim().to_owned();
            let command = Command::Links(Links::ChangeRelationship { relationship: id, name, tie });
            form.send(command, move |_| {
                draft.saved();
                session.go_instead_and_say(Place::Ours(Some(id)), words::change_done());
            });
        };
        let mut fields = fields(form, name, tie);
        fields.push(row(vec![
            submit(Look::Primary, words::change_submit(), form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Ours(Some(id))),
        ]));
        let mut content = vec![form.element(send, fields), draft.line()];
        if matches!(known.link, LinkView::Solo | LinkView::Ended) {
            content.push(removal(session, id, known.name.clone()));
        }
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        frame::page(session, words::change_title(&known.name), Some(back), vec![narrow(content)])
    })
}

/// What is being said of somebody: their name, and who they are to the person.
pub(super) fn somebody(
    draft: Draft,
    name: String,
    tie: Option<Tie>,
) -> (RwSignal<String>, RwSignal<Option<Tie>>) {
    (draft.text("name", name), draft.choice("tie", tie, Tie::name, Tie::from_name))
}

/// What has to be said of somebody.
pub(super) fn missing(name: RwSignal<String>, tie: RwSignal<Option<Tie>>) -> [Remark; 2] {
    [Remark::name(name), Remark::choice(tie, words::add_choose_kind())]
}

/// The fields for it.
pub(super) fn fields(form: Form, name: RwSignal<String>, tie: RwSignal<Option<Tie>>) -> Vec<AnyView> {
    let [named, tied] = missing(name, tie);
    let wrong = form.is_or(named, |problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let ties = Tie::ALL.iter().map(|tie| (*tie, choices::tie(*tie))).collect();
    vec![
        field(Purpose::NAME, words::add_name(), words::add_name_hint(), name, wrong),
        needed(words::add_tie(), ties, tie, form.marks(tied)),
        small(words::add_private()),
    ]
}

fn removal(session: Session, id: RelationshipId, name: String) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let send = move || {
        form.send(Command::Links(Links::RemoveRelationship { relationship: id }), move |_| {
            open.set(false);
            session.go_instead_and_say(Place::Ours(None), words::remove_done());
        });
    };
    let question = dialog(
        open,
        move || words::remove_title(&name),
        move || {
            let buttons = row(vec![
                submit(Look::Firm, words::remove_confirm(), form.busy),
                button(Look::Quiet, words::keep_it(), move || open.set(false)),
            ]);
            vec![form.element(send, vec![soft(words::remove_text()), buttons])]
        },
    );
    stack(vec![row(vec![button(Look::Plain, words::remove_button(), move || open.set(true))]), question])
}
