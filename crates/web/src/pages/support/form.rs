//! The form of an answer.

use interface::command::{Command, Items, Problem};
use interface::model::fields::{Scale, Text};
use interface::model::kinds::{GivenAnswer, TimeTogether};
use interface::model::together::signature_of;
use interface::model::{Answer, Content, ContentHash, RelationshipId};
use leptos::prelude::*;

use super::Asked;
use crate::components::button::{Look, button, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{nothing, row, small, stack};
use crate::kinds;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::answers::Typed;
use crate::session::drafts::begun_line;
use crate::words;
use crate::words::choices;

/// Three equal answers; choosing one opens room for words of one's own, and what will be sent stands there to be seen.
pub(super) fn answer_form(
    session: Session,
    relationship: RelationshipId,
    asked: Memo<Asked>,
    typed: Typed,
    changing: RwSignal<bool>,
) -> AnyView {
    let form = Form::new(session);
    let which = RwSignal::new(None);
    let Typed { chosen, words: own_words, .. } = typed;
    let ask = asked.with_untracked(|asked| asked.item);
    let send = move || {
        let Some(answer) = chosen.get_untracked() else { return };
        let read = asked.with_untracked(|asked| asked.content().map(Content::hash));
        let Some(read) = read else { return form.remark(words::problem_gone()) };
        let words = own_words.with_untracked(|words| Text::typed_optional(words)).map_err(Problem::from);
        let signature = asked.with_untracked(|asked| asked.content().and_then(signature_of));
        let signature = signature.filter(|_| answer == Answer::Yes);
        let chosen = which.get_untracked().filter(|_| answer == Answer::Yes).and_then(Scale::new);
        let reply = words.map(|words| {
            let given = GivenAnswer { answer, words, chosen };
            let content = signature.unwrap_or_else(|| Content::of(&given));
            Command::Items(Items::Reply { relationship, to: ask, read, content })
        });
        form.send_typed(reply, move |_| {
            changing.set(false);
            typed.clear();
            session.say(words::answer_sent());
            browser::focus_later(format!("[data-item=\"{ask}\"] .given, h1"));
        });
    };
    // Other words are there to be read: that they had changed is not said any more.
    Effect::new(move |before: Option<Option<ContentHash>>| {
        let read = asked.with(|asked| asked.content().map(Content::hash));
        if before.is_some_and(|before| before != read) {
            form.problem.set(None);
        }
        read
    });
    let wrong = form.is(|problem| matches!(problem, Problem::TooLong { .. }));
    let is_agreement = asked.with_untracked(|asked| asked.content().and_then(signature_of).is_some());
    let label = move |answer: Answer| {
        if is_agreement && answer == Answer::Yes { words::answer_sign() } else { choices::answer(answer) }
    };
    let options = Answer::ALL.iter().map(|answer| (*answer, label(*answer))).collect();
    let times = asked.with_untracked(|asked| asked.content().map(times_of).unwrap_or_default());
    // A request that goes meanwhile takes no button with it: pressed, it says that there is nothing to answer any more.
    let was_there = asked.with_untracked(|asked| asked.content().is_some());
    let send_button = move || {
        let is_there = move || was_there || asked.with(|asked| asked.content().is_some());
        let chosen = move || chosen.get().filter(|_| is_there());
        let label = move || chosen().map(|answer| words::answer_send(&label(answer)));
        live(label, move |label| label.map(|label| submit(Look::Share, label, form.busy)).into_any())
    };
    let more = live(
        move || chosen.with(Option::is_some),
        move |is_chosen| {
            if !is_chosen {
                return nothing();
            }
            let times = times.clone();
            let several = times.len() > 1;
            let which = live(
                move || several && chosen.get() == Some(Answer::Yes),
                move |is_asked| {
                    let numbered = (1_u8..).zip(times.iter().cloned()).collect();
                    if is_asked { choice(words::answer_which(), numbered, which) } else { nothing() }
                },
            );
            stack(vec![
                which,
                field(
                    Purpose::Lines(kinds::characters_max::<GivenAnswer>("words")),
                    words::answer_words(),
                    words::answer_words_hint(),
                    own_words,
                    wrong,
                ),
                small(words::answer_only_this()),
                row(vec![
                    send_button(),
                    button(Look::Quiet, words::answer_leave_open(), move || chosen.set(None)),
                ]),
            ])
        },
    );
    let discard = begun_line(
        move || own_words.with(|words| !words.is_empty()),
        move || {
            typed.clear();
            browser::focus_later(format!("[data-item=\"{ask}\"] input, h1"));
        },
    );
    let keep = live(
        move || asked.with(Asked::is_answered) && chosen.with(Option::is_none),
        move |offers| {
            let keep = move || {
                typed.clear();
                changing.set(false);
            };
            offers.then(|| row(vec![button(Look::Quiet, words::answer_keep(), keep)])).into_any()
        },
    );
    stack(vec![form.element(send, vec![choice(words::answer_label(), options, chosen), more]), keep, discard])
}

/// The times that are proposed, in words.
fn times_of(content: &Content) -> Vec<String> {
    let Some(TimeTogether { days, from, .. }) = kinds::read(content) else { return Vec::new() };
    let times = days.as_slice().iter().zip(from.as_slice());
    times.map(|(day, from)| kinds::time_of(*day, from)).collect()
}
