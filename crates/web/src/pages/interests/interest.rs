//! One interest.

use interface::command::{Command, Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::{Heading, Text};
use interface::model::kinds::Interest;
use interface::model::{Content, ItemId};
use leptos::prelude::*;

use super::super::kind::{self, Removal};
use crate::components::button::{Look, link, submit};
use crate::components::field::{Purpose, either, field, too_long};
use crate::components::form::{Form, Remark};
use crate::components::{card, frame, lead, narrow, row, small, stack};
use crate::kinds;
use crate::places::Place;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;

/// An interest; a new one without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    let back = (words::interests_title(), Place::Interests);
    let draft = move || session.draft(&Place::Interest(item).address());
    if item.is_none() {
        let content = narrow(vec![lead(words::interest_lead()), editor(session, draft(), None)]);
        return frame::page(session, words::interest_title(), Some(back), vec![content]);
    }
    kind::page(session, words::interest_title(), back, move |start, now| {
        let removal = Removal {
            button: words::interest_remove,
            title: words::interest_remove_title,
            text: words::interest_remove_text,
            done: words::removed,
            to: Place::Interests,
        };
        let draft = draft();
        vec![
            kind::changed_since(draft, now),
            editor(session, draft, Some(start)),
            kind::sharing(session, now),
            kind::siblings(now),
            kind::removal(session, now, removal),
        ]
    })
}

fn editor(session: Session, draft: Draft, start: Option<OwnItem>) -> AnyView {
    let item = start.as_ref().map(|own| own.item);
    draft.filled_from(start.as_ref().map(|own| own.version));
    let start = start.and_then(|own| kinds::read::<Interest>(&own.content));
    let (name, note) = start.map(|start| (start.name.into_string(), start.note)).unwrap_or_default();
    let name = draft.text("text", name);
    let note = draft.text("note", note.map(Text::into_string).unwrap_or_default());
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let named =
        Remark::while_so(move || name.with(|name| name.trim().is_empty()), words::interest_name_needed());
    let missing = form.is_or(named.clone(), |problem| matches!(problem, Problem::Empty));
    let send = move || {
        if form.lacks(core::slice::from_ref(&named)) {
            return;
        }
        let written = || -> Result<Interest, Problem> {
            let name = name.with_untracked(|name| Heading::typed(name))?;
            Ok(Interest { name, note: note.with_untracked(|note| Text::typed_optional(note))? })
        };
        let command: Result<Command, Problem> =
            written().map(|interest| kind::write(item, draft.of(), None, Content::of(&interest)));
        form.send_typed(command, move |outcome| {
            if let Outcome::Written { version, .. } = outcome {
                draft.saved_as(version);
                let kept = words::interest_kept(name.get_untracked().trim());
                session.go_instead_and_say(Place::Interests, kept);
            }
        });
    };
    let (name_max, note_max) =
        (kinds::characters_max::<Interest>("name"), kinds::characters_max::<Interest>("note"));
    let fields = vec![
        field(
            Purpose::Line(name_max),
            words::interest_name(),
            String::new(),
            name,
            either(missing, too_long(form, name, name_max)),
        ),
        field(
            Purpose::Lines(note_max),
            words::interest_note(),
            words::interest_note_hint(),
            note,
            too_long(form, note, note_max),
        ),
        row(vec![
            submit(Look::Primary, words::interest_keep(), form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Interests),
        ]),
    ];
    let form = card("", vec![form.element(send, fields)]);
    stack(vec![form, draft.line(), small(words::interest_private())])
}
