//! One card: something that the person likes or dislikes.

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::{HEADING_CHARACTERS_MAX, Heading, TEXT_CHARACTERS_MAX, Text};
use interface::model::kinds::Card;
use interface::model::{Content, ItemId, Taste};
use leptos::prelude::*;

use super::kind::{self, Removal};
use crate::components::button::{Look, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::{card, columns, frame, row, said, small, stack, tag, text};
use crate::kinds;
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;
use crate::words::choices;

#[expect(clippy::cast_possible_truncation, reason = "a limit of a field is small")]
const HEADING_MAX: u32 = HEADING_CHARACTERS_MAX as u32;
#[expect(clippy::cast_possible_truncation, reason = "a limit of a field is small")]
const TEXT_MAX: u32 = TEXT_CHARACTERS_MAX as u32;

/// The card's page; a new card without one.
pub(super) fn page(session: Session, id: Option<ItemId>) -> AnyView {
    let back = (words::nav_mine(), Place::Mine);
    if id.is_none() {
        let draft = session.draft(&Place::Card(None).address());
        return frame::page(session, words::card_new_title(), Some(back), vec![editor(session, draft, None)]);
    }
    kind::page(session, words::card_title(), back, move |start, card| {
        let removal = Removal {
            button: words::card_remove,
            title: words::card_remove_title,
            text: words::card_remove_text,
            done: words::card_removed,
            to: Place::Mine,
        };
        let draft = session.draft(&Place::Card(id).address());
        vec![
            kind::changed_since(draft, card),
            editor(session, draft, Some(start)),
            kind::siblings(card),
            kind::sharing(session, card),
            kind::removal(session, card, removal),
        ]
    })
}

fn editor(session: Session, draft: Draft, start: Option<OwnItem>) -> AnyView {
    let id = start.as_ref().map(|item| item.item);
    draft.filled_from(start.as_ref().map(|item| item.version));
    let start = start.and_then(|item| kinds::read::<Card>(&item.content));
    let taste = start.as_ref().map_or(Taste::Like, |card| card.taste);
    let taste = draft.choice("taste", Some(taste), Taste::name, Taste::from_name);
    let note = start.as_ref().and_then(|card| card.note.clone());
    let note = draft.text("note", note.map(Text::into_string).unwrap_or_default());
    let what = draft.text("text", start.map(|card| card.text.into_string()).unwrap_or_default());
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let written = move || -> Result<Command, Problem> {
        Ok(kind::write(id, draft.of(), None, Content::of(&typed(taste, what, note)?)))
    };
    let send = move || {
        form.send_typed(written(), move |outcome| {
            let Outcome::Written { version, .. } = outcome else { return };
            draft.saved_as(version);
            if id.is_none() {
                session.go_instead_and_say(Place::Mine, words::card_saved());
            } else {
                session.say(words::card_saved());
            }
        });
    };
    let options = Taste::ALL.iter().map(|taste| (*taste, choices::taste_choice(*taste))).collect();
    // What is too long says by its limit which of the two it is.
    let is_note = |problem: &Problem| matches!(problem, Problem::TooLong { max: TEXT_MAX, .. });
    let wrong_note = form.is(is_note);
    let wrong =
        form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { max: HEADING_MAX, .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::card_save(), form.busy),
        link(Look::Quiet, words::back_without_saving(), Place::Mine),
    ]);
    let most = kinds::characters_max::<Card>;
    let form = form.element(
        send,
        vec![
            choice(words::keyed("record-card-taste"), options, taste),
            field(Purpose::Line(most("text")), words::card_what(), words::card_what_hint(), what, wrong),
            field(
                Purpose::Lines(most("note")),
                words::card_note(),
                words::card_note_hint(),
                note,
                wrong_note,
            ),
            small(words::card_private_hint()),
            buttons,
        ],
    );
    columns(vec![stack(vec![form, draft.line()]), preview(taste, what, note, id.is_none())])
}

/// The card that the fields make.
pub(super) fn typed(
    taste: RwSignal<Option<Taste>>,
    what: RwSignal<String>,
    note: RwSignal<String>,
) -> Result<Card, Problem> {
    Ok(Card {
        taste: taste.get_untracked().unwrap_or(Taste::Like),
        text: what.with_untracked(|what| Heading::typed(what))?,
        note: note.with_untracked(|note| Text::typed_optional(note))?,
    })
}

/// The card as it will look, beside the form where there is room for both. Who hears the page hears the fields.
pub(super) fn preview(
    taste: RwSignal<Option<Taste>>,
    what: RwSignal<String>,
    note: RwSignal<String>,
    is_new: bool,
) -> AnyView {
    let title = move || {
        let typed = what.get();
        if typed.trim().is_empty() { "…".to_owned() } else { typed }
    };
    let card = card(
        "",
        vec![
            (move || text(choices::taste(taste.get().unwrap_or(Taste::Like)))).into_any(),
            html::p().class("thing").attr("dir", "auto").child(title).into_any(),
            (move || said(note.get())).into_any(),
            is_new.then(|| tag("mine", words::card_only_you())).into_any(),
        ],
    );
    html::div().class("as-it-looks").attr("aria-hidden", "true").child(card).into_any()
}
