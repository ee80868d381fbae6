//! Questions of the person's own for the journal. They come along with the others.

use crate::html;
use interface::command::{Command, Problem};
use interface::look::OwnItem;
use interface::model::Content;
use interface::model::fields::Line;
use interface::model::kinds::{Listed, Prompt};
use leptos::prelude::*;

use super::kind::{self, Removing};
use crate::components::button::{Look, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::{card, frame, heading, lead, narrow, nothing, row, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// All of them, as the page shows them.
pub(super) fn all(session: Session) -> Vec<String> {
    let own = session.own(Prompt::NUMBER);
    own.with_untracked(|own| own.items.iter().filter_map(text_of).collect())
}

fn text_of(own: &OwnItem) -> Option<String> {
    kinds::read::<Prompt>(&own.content).map(|prompt| prompt.text.into_string())
}

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(Prompt::NUMBER);
    let prompts = Memo::new(move |_| own.with(|own| own.items.clone()));
    let removing = Removing::new();
    let list = live(
        move || prompts.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(prompts, |own| own.item.to_string(), move |own| one(removing, own));
            html::ul().class("cards").child(rows).into_any()
        },
    );
    let more = kind::more(session, move || own.with(|own| own.more));
    let dialog = removing.dialog(session, words::prompts_own_remove_title, words::prompts_own_remove_text);
    let back = (words::journal_title(), Place::Journal);
    let content = vec![lead(words::prompts_own_lead()), new(session), list, more, dialog];
    frame::page(session, words::prompts_own_title(), Some(back), vec![narrow(content)])
}

fn new(session: Session) -> AnyView {
    let draft = session.draft(&Place::Prompts.address());
    let text = draft.text("text", String::new());
    let form = Form::new(session);
    let missing =
        Remark::while_so(move || text.with(|text| text.trim().is_empty()), words::prompts_own_needed());
    let wrong =
        form.is_or(missing.clone(), |problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let send = move || {
        if form.lacks(core::slice::from_ref(&missing)) {
            return;
        }
        let written: Result<Command, Problem> = text
            .with_untracked(|text| Line::typed(text))
            .map_err(Problem::from)
            .map(|text| kind::write(None, None, None, Content::of(&Prompt { text })));
        form.send_typed(written, move |_| {
            text.set(String::new());
            draft.saved();
            session.say(words::prompts_own_added());
            browser::focus_heading();
        });
    };
    let max = kinds::characters_max::<Prompt>("text");
    let fields = vec![
        field(Purpose::Line(max), words::prompts_own_text(), String::new(), text, wrong),
        row(vec![submit(Look::Primary, words::prompts_own_add(), form.busy)]),
    ];
    stack(vec![form.element(send, fields), draft.line()])
}

fn one(removing: Removing, own: Memo<OwnItem>) -> AnyView {
    let text = move || own.with(text_of).unwrap_or_default();
    let name = move || words::prompts_own_remove_named(&text());
    let remove = removing.button(words::prompts_own_remove(), name, own.with_untracked(|own| own.item));
    html::li().child(card("", vec![live(text, heading), row(vec![remove])])).into_any()
}
