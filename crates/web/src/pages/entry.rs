//! One entry of the journal: a question or none, and the person's own words.

use interface::command::{Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::{Line, Text};
use interface::model::kinds::{JournalEntry, Listed};
use interface::model::{Content, ItemId};
use leptos::prelude::*;

use super::kind::{self, Removal};
use super::{prompts, prompts_own};
use crate::components::button::{Look, button, link, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{card, frame, heading, narrow, row, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::zone;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;

/// An entry's page; a new entry without one.
pub(super) fn page(session: Session, id: Option<ItemId>) -> AnyView {
    let back = (words::journal_title(), Place::Journal);
    if id.is_none() {
        return frame::page(session, words::journal_new_title(), Some(back), vec![narrow(new(session))]);
    }
    kind::page(session, words::journal_entry_title(), back, move |start, entry| {
        let said = kinds::read::<JournalEntry>(&start.content);
        let prompt =
            RwSignal::new(said.as_ref().and_then(|entry| entry.prompt.clone()).map(Line::into_string));
        let asked = prompt.get_untracked().map(|prompt| card("wash-self", vec![heading(prompt)]));
        let draft = session.draft(&Place::Entry(id).address());
        let removal = Removal {
            button: words::journal_remove,
            title: words::journal_remove_title,
            text: words::card_remove_text,
            done: words::journal_removed,
            to: Place::Journal,
        };
        vec![
            asked.into_any(),
            kind::changed_since(draft, entry),
            editor(session, draft, Some(start), prompt),
            kind::siblings(entry),
            kind::sharing(session, entry),
            kind::removal(session, entry, removal),
        ]
    })
}

/// A question to begin with; another one, or none, are as good.
fn new(session: Session) -> Vec<AnyView> {
    let own = session.own(JournalEntry::NUMBER);
    let used = own.with_untracked(|own| own.items.iter().filter_map(prompt_of).collect::<Vec<_>>());
    let today = session.open.with_untracked(|open| open.today);
    let own_prompts = prompts_own::all(session);
    let first = session
        .take_beginning(Place::Entry(None))
        .unwrap_or_else(|| prompts::next(None, &used, &own_prompts, today));
    let draft = session.draft(&Place::Entry(None).address());
    // No question is a choice too, and none alone makes an entry begun.
    let prompt = draft.beside(
        "prompt",
        Some(first),
        |prompt: &Option<String>| prompt.clone().unwrap_or_default(),
        |prompt| Some((!prompt.is_empty()).then(|| prompt.to_owned())),
    );
    let another = move || {
        let next = prompts::next(prompt.get_untracked().as_deref(), &used, &own_prompts, today);
        session.let_hear(next.clone());
        prompt.set(Some(next));
    };
    let none = move || {
        session.let_hear(words::journal_no_prompt());
        prompt.set(None);
    };
    let asked = live(
        move || prompt.get(),
        |prompt| match prompt {
            Some(prompt) => {
                let group = prompts::group_of(&prompt).unwrap_or_else(words::voice_mine);
                (voice(Voice::Own, group), heading(prompt)).into_any()
            }
            None => (voice(Voice::Own, words::voice_mine()), soft(words::journal_no_prompt())).into_any(),
        },
    );
    let question = card(
        "wash-self prompt",
        vec![
            asked,
            row(vec![
                button(Look::Quiet, words::prompt_another(), another),
                button(Look::Quiet, words::prompt_none(), none),
            ]),
        ],
    );
    vec![question, editor(session, draft, None, prompt)]
}

fn prompt_of(own: &OwnItem) -> Option<String> {
    kinds::read::<JournalEntry>(&own.content)?.prompt.map(Line::into_string)
}

fn editor(
    session: Session,
    draft: Draft,
    start: Option<OwnItem>,
    prompt: RwSignal<Option<String>>,
) -> AnyView {
    let id = start.as_ref().map(|item| item.item);
    draft.filled_from(start.as_ref().map(|item| item.version));
    let written_on = start.as_ref().map(|item| zone::day_at(item.written_s));
    let start = start.and_then(|item| kinds::read::<JournalEntry>(&item.content));
    let on = start.as_ref().and_then(|entry| entry.on).or(written_on);
    let own_words = draft.text("text", start.map(|entry| entry.text.into_string()).unwrap_or_default());
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let written = move || -> Result<Content, Problem> {
        let prompt = prompt.get_untracked().map(|prompt| Line::typed(&prompt)).transpose()?;
        let text = own_words.with_untracked(|words| Text::typed(words))?;
        let on = on.unwrap_or_else(|| session.open.with_untracked(|open| open.today));
        Ok(Content::of(&JournalEntry { prompt, text, on: Some(on) }))
    };
    let send = move || {
        let command = written().map(|content| kind::write(id, draft.of(), None, content));
        form.send_typed(command, move |outcome| {
            let Outcome::Written { item, version } = outcome else { return };
            draft.saved_as(version);
            if id.is_none() {
                session.be_at_and_say(Place::Entry(Some(item)), words::journal_saved());
            } else {
                session.say(words::journal_saved());
            }
        });
    };
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::card_save(), form.busy),
        link(Look::Quiet, words::back_without_saving(), Place::Journal),
    ]);
    let form = form.element(
        send,
        vec![
            field(
                Purpose::Writing(kinds::characters_max::<JournalEntry>("text")),
                words::journal_words(),
                String::new(),
                own_words,
                wrong,
            ),
            small(words::journal_private_hint()),
            buttons,
        ],
    );
    stack(vec![form, draft.line()])
}
