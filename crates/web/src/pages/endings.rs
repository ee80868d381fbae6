//! When something ends, or has no name yet: words to take, change and copy. Nothing here is sent, and nobody is asked for a reason.

use super::alone;
use leptos::prelude::*;

use crate::components::button::{Look, button, link};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field, never};
use crate::components::live::live;
use crate::components::{card, columns, frame, heading, lead, row, small, soft, stack, text};
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The most characters of a message. The longest of those below has 190, and other languages take more room.
const MESSAGE_CHARACTERS_MAX: usize = 1_000;

/// What is being left, and which words there are for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Dating,
    Friendship,
    Parent,
    Silence,
}

impl Ending {
    const ALL: [Self; 4] = [Self::Dating, Self::Friendship, Self::Parent, Self::Silence];

    /// What it is called in a draft.
    fn name(self) -> &'static str {
        match self {
            Self::Dating => "dating",
            Self::Friendship => "friendship",
            Self::Parent => "parent",
            Self::Silence => "silence",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.name() == name)
    }

    fn label(self) -> String {
        match self {
            Self::Dating => words::endings_dating(),
            Self::Friendship => words::endings_friendship(),
            Self::Parent => words::endings_parent(),
            Self::Silence => words::endings_silence(),
        }
    }

    fn message(self) -> String {
        match self {
            Self::Dating => words::endings_dating_message(),
            Self::Friendship => words::endings_friendship_message(),
            Self::Parent => words::endings_parent_message(),
            Self::Silence => words::endings_silence_message(),
        }
    }
}

/// When something ends.
pub(super) fn page(session: Session) -> AnyView {
    let safe = card(
        "wash-calm",
        vec![
            heading(words::endings_safe_title()),
            text(words::endings_safe()),
            row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
        ],
    );
    let left = card(
        "",
        vec![
            heading(words::endings_left_title()),
            text(words::endings_left()),
            begin(session, words::endings_left_write(), words::endings_left_prompt),
        ],
    );
    let open = card(
        "",
        vec![
            heading(words::endings_open_title()),
            text(words::endings_open()),
            text(words::endings_open_plainly()),
            begin(session, words::endings_open_write(), words::endings_open_prompt),
        ],
    );
    let back = (words::nav_mine(), Place::Mine);
    let content = columns(vec![stack(vec![safe, message(session)]), stack(vec![left, open])]);
    frame::page(
        session,
        words::endings_title(),
        Some(back),
        vec![lead(words::endings_lead()), content, alone::line()],
    )
}

/// One of a few messages, to change and to copy. What was changed in one stays when another one is looked at.
fn message(session: Session) -> AnyView {
    let draft = session.draft(&Place::Endings.address());
    let chosen = draft.choice("which", None, Ending::name, Ending::from_name);
    let own = Ending::ALL.map(|ending| (ending, draft.text(ending.name(), ending.message())));
    draft.watch();
    let options = Ending::ALL.iter().map(|ending| (*ending, ending.label())).collect();
    let shown = live(
        move || chosen.get(),
        move |chosen| {
            let Some((ending, own_words)) = own.into_iter().find(|(ending, _)| Some(*ending) == chosen)
            else {
                return soft(words::endings_choose());
            };
            words_of(session, ending, own_words)
        },
    );
    let message =
        vec![heading(words::endings_message_title()), choice(words::endings_which(), options, chosen), shown];
    card("", vec![stack(message)])
}

fn words_of(session: Session, ending: Ending, own_words: RwSignal<String>) -> AnyView {
    let copy = move || {
        browser::copy(&own_words.get_untracked(), move |done| {
            session.say(if done { words::endings_copied() } else { words::endings_copy_refused() });
        });
    };
    let is_changed = Memo::new(move |_| own_words.with(|own_words| *own_words != ending.message()));
    let as_it_was = live(
        move || is_changed.get(),
        move |is_changed| {
            let put_back = move || own_words.set(ending.message());
            is_changed.then(|| button(Look::Quiet, words::endings_as_it_was(), put_back)).into_any()
        },
    );
    stack(vec![
        field(
            Purpose::Writing(MESSAGE_CHARACTERS_MAX),
            words::endings_words(),
            words::endings_words_hint(),
            own_words,
            never(),
        ),
        row(vec![button(Look::Primary, words::endings_copy(), copy), as_it_was]),
        small(words::endings_kept()),
    ])
}

/// A way into the journal, where what is written stays; it begins with a question.
fn begin(session: Session, label: String, prompt: fn() -> String) -> AnyView {
    let go = move || session.begin_entry(prompt());
    row(vec![button(Look::Plain, label, go)])
}
