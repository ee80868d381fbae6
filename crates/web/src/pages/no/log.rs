//! The log: a yes or a no that was said, and how it was meant. No sums.

use crate::html;
use interface::command::{Command, Problem};
use interface::look::OwnItem;
use interface::model::fields::Text;
use interface::model::kinds::{Listed, Said};
use interface::model::{Content, Meaning, YesOrNo};
use leptos::prelude::*;

use super::super::kind::{self, Removing};
use super::safe_only;
use crate::components::button::{Look, link, submit};
use crate::components::choice::needed;
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, empty, frame, heading, lead, nothing, row, said, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The log.
pub(in crate::pages) fn page(session: Session) -> AnyView {
    let own = session.own(Said::NUMBER);
    let entries = Memo::new(move |_| own.with(|own| own.items.clone()));
    let removing = Removing::new();
    let list = live(
        move || entries.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![soft(words::log_none())]);
            }
            let rows =
                keyed(entries, |entry| entry.item.to_string(), move |entry| one(session, removing, entry));
            stack(vec![heading(words::log_earlier()), html::ul().class("cards").child(rows).into_any()])
        },
    );
    let more = kind::more(session, move || own.with(|own| own.more));
    let back = (words::no_title(), Place::No);
    let content = columns(vec![stack(vec![new(session)]), stack(vec![list, more])]);
    let dialog = removing.dialog(session, words::log_remove_title, words::rehearse_remove_text);
    frame::page(session, words::log_title(), Some(back), vec![lead(words::log_lead()), content, dialog])
}

fn new(session: Session) -> AnyView {
    let draft = session.draft(&Place::SaidLog.address());
    let answer = draft.choice("said", None, YesOrNo::name, YesOrNo::from_name);
    let meaning = draft.choice("meaning", None, Meaning::name, Meaning::from_name);
    let own_words = draft.text("words", String::new());
    let form = Form::new(session);
    let remarks = [
        Remark::choice(answer, words::log_said_needed()),
        Remark::choice(meaning, words::log_meaning_needed()),
    ];
    let [marks_answer, marks_meaning] = remarks.clone().map(|remark| form.marks(remark));
    let was_safe = RwSignal::new(false);
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let (Some(said), Some(how)) = (answer.get_untracked(), meaning.get_untracked()) else { return };
        let on = session.open.with_untracked(|open| open.today);
        let written: Result<Command, Problem> = own_words
            .with_untracked(|words| Text::typed_optional(words))
            .map_err(Problem::from)
            .map(|words| kind::write(None, None, None, Content::of(&Said { on, said, meaning: how, words })));
        form.send_typed(written, move |_| {
            answer.set(None);
            meaning.set(None);
            own_words.set(String::new());
            draft.saved();
            was_safe.set(how == Meaning::ToStaySafe);
            session.say(words::log_kept());
            browser::focus_heading();
        });
    };
    let wrong = form.is(|problem| matches!(problem, Problem::TooLong { .. }));
    let answers = YesOrNo::ALL.iter().map(|answer| (*answer, choices::yes_or_no(*answer))).collect();
    let meanings = Meaning::ALL.iter().map(|meaning| (*meaning, choices::meaning(*meaning))).collect();
    let fields = vec![
        needed(words::log_said(), answers, answer, marks_answer),
        needed(words::log_meaning(), meanings, meaning, marks_meaning),
        field(
            Purpose::Lines(kinds::characters_max::<Said>("words")),
            words::log_words(),
            words::log_words_hint(),
            own_words,
            wrong,
        ),
        row(vec![submit(Look::Primary, words::log_keep(), form.busy)]),
    ];
    // Once, and quietly.
    let safe = live(
        move || was_safe.get(),
        |was_safe| {
            if !was_safe {
                return nothing();
            }
            let help = row(vec![link(Look::Quiet, words::nav_help(), Place::Help)]);
            card("wash-self", vec![text(words::log_safe()), help])
        },
    );
    let form = card("", vec![stack(vec![form.element(send, fields), draft.line()])]);
    stack(vec![safe, form, safe_only(words::no_safe_only())])
}

fn one(session: Session, removing: Removing, own: Memo<OwnItem>) -> AnyView {
    let content = live(
        move || own.with(|own| kinds::read::<Said>(&own.content)),
        move |entry| {
            let Some(Said { on, said: answer, meaning, words }) = entry else { return nothing() };
            let line = words::log_line(&choices::yes_or_no(answer), &choices::meaning(meaning));
            let title = html::h3().class("heading").child(line).into_any();
            let words = said(words.map(Text::into_string).unwrap_or_default());
            stack(vec![voice(Voice::Own, session.day(on)), title, words])
        },
    );
    let day = move || {
        let on = own.with(|own| kinds::read::<Said>(&own.content)).map(|entry| entry.on);
        words::log_remove_named(&on.map(|on| session.day(on)).unwrap_or_default())
    };
    let remove = removing.button(words::log_remove(), day, own.with_untracked(|own| own.item));
    html::li().child(card("", vec![content, row(vec![remove])])).into_any()
}
