//! The first thing of one's own, right after the vault was made: one card, in one field. It is a card like any other.

use interface::command::{Command, Outcome, Problem};
use interface::model::kinds::Card;
use interface::model::{Content, Taste};
use leptos::prelude::*;

use super::card::{preview, typed};
use super::kind;
use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::{columns, frame, lead, nothing, row, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let is_invited = session.invite.with_untracked(Option::is_some);
    let invited = if is_invited { soft(words::first_invited()) } else { nothing() };
    let content = vec![lead(words::first_text()), card(session), invited];
    frame::page_alone(session, words::first_title(), content)
}

fn card(session: Session) -> AnyView {
    // The form of a new card, of which one field is enough here. What was begun in either stands in both.
    let draft = session.draft(&Place::Card(None).address());
    let taste = draft.choice("taste", Some(Taste::Like), Taste::name, Taste::from_name);
    let note = draft.text("note", String::new());
    let what = draft.text("text", String::new());
    let form = Form::new(session);
    let written = move || -> Result<Command, Problem> {
        Ok(kind::write(None, draft.of(), None, Content::of(&typed(taste, what, note)?)))
    };
    let send = move || {
        form.send_typed(written(), move |outcome| {
            let Outcome::Written { version, .. } = outcome else { return };
            draft.saved_as(version);
            session.first_done(words::first_kept());
        });
    };
    let label = choices::taste_choice(taste.get_untracked().unwrap_or(Taste::Like));
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::keep_it(), form.busy),
        button(Look::Quiet, words::first_later(), move || session.first_done(String::new())),
    ]);
    let fields = vec![
        field(
            Purpose::Line(kinds::characters_max::<Card>("text")),
            label,
            words::card_what_hint(),
            what,
            wrong,
        ),
        buttons,
    ];
    columns(vec![stack(vec![form.element(send, fields), draft.line()]), preview(taste, what, note, true)])
}
