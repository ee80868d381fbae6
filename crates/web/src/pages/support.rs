//! Support: asking for it, and answering. Yes, not now and something else are drawn exactly alike.

use interface::command::{Command, Items, Problem};
use interface::look::TheirItem;
use interface::model::fields::Text;
use interface::model::kinds::{Ask, Listed, SupportAnswer};
use interface::model::{Answer, Content, ContentHash, ItemId, RelationshipId};
use interface::view::RelationshipView;
use leptos::html;
use leptos::prelude::*;

use super::alone;
use super::giving;
use super::kind::{self, Other};
use super::ours;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{
    card, empty, frame, heading, heading_below, nothing, quoted, row, small, soft, stack,
};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::answers::Typed;
use crate::session::drafts::begun_line;
use crate::words;
use crate::words::choices;

/// A request of the other's, or what is left of one that was withdrawn while an answer to it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// Its name for the machine.
    pub(super) item: ItemId,
    /// How the person calls the other.
    pub(super) name: String,
    /// The request, as long as it is there.
    ask: Option<TheirItem>,
    /// Whether an answer to it is being typed.
    is_begun: bool,
}

impl Asked {
    /// Whether nothing has to be done about it.
    pub(super) fn is_answered(&self) -> bool {
        self.answer().is_some()
    }

    fn answer(&self) -> Option<SupportAnswer> {
        kinds::read(&self.ask.as_ref()?.reply.as_ref()?.content)
    }

    fn said(&self) -> Option<Ask> {
        kinds::read(self.content()?)
    }

    /// What it says; nothing once it was withdrawn.
    fn content(&self) -> Option<&Content> {
        self.ask.as_ref()?.content.as_ref()
    }
}

/// The other's requests, and those to which an answer was begun.
pub(super) fn asked(name: &str, asks: &[TheirItem], begun: &[ItemId]) -> Vec<Asked> {
    let is_there = |item: &ItemId| asks.iter().any(|ask| ask.item == *item);
    let there = asks.iter().map(|ask| (ask.item, Some(ask.clone())));
    let gone = begun.iter().filter(|item| !is_there(item)).map(|item| (*item, None));
    let asked = |(item, ask)| Asked { item, name: name.to_owned(), ask, is_begun: begun.contains(&item) };
    there.chain(gone).map(asked).collect()
}

/// Requests of both.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let columns = html::div().class("two even").child((
            html::section().class("stack").child(theirs(session, id, relationship)),
            html::section().class("stack").child(own(session, id, relationship)),
        ));
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        let content = vec![columns.into_any(), giving::ways_on(id, &known.name), alone::line()];
        frame::page(session, words::support_title(), Some(back), content)
    })
}

fn theirs(session: Session, id: RelationshipId, relationship: Memo<Option<RelationshipView>>) -> AnyView {
    let name = ours::name_of(relationship);
    let between = session.between();
    let asks = Memo::new(move |_| {
        let begun = session.answers.begun(id);
        between.with(|between| name.with(|name| asked(name, &between.theirs, &begun)))
    });
    let rows = keyed(
        asks,
        |asked| asked.item.to_string(),
        move |asked| {
            let by = move || {
                let day = asked.with(|asked| asked.ask.as_ref().map(|ask| ask.shared_on));
                (asked.with(|asked| asked.name.clone()), day)
            };
            let above = live(by, move |(name, day)| {
                day.map(|day| voice(Voice::Bond, words::shared_by(&name, &session.day(day)))).into_any()
            });
            asking(session, id, asked, above, heading_below)
        },
    );
    let other = kind::other(session, id);
    let empty_words = move || asks.with(Vec::is_empty).then(|| other.get());
    stack(vec![
        live(move || name.get(), |name| heading(words::support_theirs(&name))),
        live(empty_words, |said| {
            let said = said.map(|Other { name, is_linked }| {
                if is_linked { words::support_theirs_empty(&name) } else { words::support_theirs_solo(&name) }
            });
            said.map(|said| empty(vec![soft(said)])).into_any()
        }),
        rows,
        kind::more(session, move || between.with(|between| between.more_theirs)),
    ])
}

fn own(session: Session, id: RelationshipId, relationship: Memo<Option<RelationshipView>>) -> AnyView {
    let name = ours::name_of(relationship);
    let ask = link(Look::Primary, words::ask_button(), Place::Ask(id, None));
    let title = html::div().class("titled").child((heading(words::support_own()), ask)).into_any();
    let own = session.own(Ask::NUMBER);
    let asks = Memo::new(move |_| own.with(|own| own.items.clone()));
    let rows = move || {
        keyed(
            asks,
            |ask| ask.item.to_string(),
            move |ask| {
                let about = move || ask.with(|ask| name.with(|name| super::ask::state(name, ask)));
                let place = Place::Ask(id, Some(ask.with_untracked(|ask| ask.item)));
                live_way(move || ask.with(super::ask::title), about, place)
            },
        )
    };
    let list = live(
        move || asks.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return live(move || name.get(), |name| empty(vec![soft(words::support_own_empty(&name))]));
            }
            ways(vec![rows()])
        },
    );
    stack(vec![title, list, kind::more(session, move || own.with(|own| own.more))])
}

/// A request with room for an answer. `above` says whose it is, `title` is how a heading of its rank is drawn.
pub(super) fn asking(
    session: Session,
    relationship: RelationshipId,
    asked: Memo<Asked>,
    above: AnyView,
    title: fn(String) -> AnyView,
) -> AnyView {
    let said = move || asked.with(|asked| (asked.name.clone(), asked.said(), asked.is_begun));
    let said = live(said, move |(name, ask, is_begun)| match ask {
        Some(Ask { need, text }) => {
            (title(choices::asked(&name, need)), quoted(text.into_string())).into_any()
        }
        None if is_begun => soft(words::answer_gone()),
        None => kinds::theirs(None),
    });
    let has_room = move || asked.with(|asked| asked.content().is_some() || asked.is_begun);
    let room = live(
        has_room,
        move |has_room| {
            if has_room { answering(session, relationship, asked) } else { nothing() }
        },
    );
    let item = asked.with_untracked(|asked| asked.item.to_string());
    html::div().attr("data-item", item).child(card("", vec![above, said, room])).into_any()
}

/// Answering a request, or the answer with a way to change it.
fn answering(session: Session, relationship: RelationshipId, asked: Memo<Asked>) -> AnyView {
    let typed = session.answer(relationship, asked.with_untracked(|asked| asked.item));
    let changing = RwSignal::new(false);
    let given = Memo::new(move |_| asked.with(Asked::answer));
    // What is being typed stays, also when another device of the person's own has answered meanwhile.
    let is_typing = move || typed.chosen.with(Option::is_some) || typed.words.with(|words| !words.is_empty());
    let said = live(
        move || given.get(),
        |given| {
            let Some(answer) = given else { return nothing() };
            html::div()
                .class("turn me")
                .child((
                    small(words::answer_given()),
                    html::h3().class("given").attr("tabindex", "-1").child(choices::answer(answer.answer)),
                    quoted(answer.words.map(Text::into_string).unwrap_or_default()),
                ))
                .into_any()
        },
    );
    let form = live(
        move || changing.get() || given.with(Option::is_none) || is_typing(),
        move |shows_form| {
            if shows_form {
                return answer_form(session, relationship, asked, typed, changing);
            }
            row(vec![button(Look::Quiet, words::answer_change(), move || changing.set(true))])
        },
    );
    stack(vec![said, form])
}

/// Three equal answers; choosing one opens room for words of one's own, and what will be sent stands there to be seen.
fn answer_form(
    session: Session,
    relationship: RelationshipId,
    asked: Memo<Asked>,
    typed: Typed,
    changing: RwSignal<bool>,
) -> AnyView {
    let form = Form::new(session);
    let Typed { chosen, words: own_words, .. } = typed;
    let ask = asked.with_untracked(|asked| asked.item);
    let send = move || {
        let Some(answer) = chosen.get_untracked() else { return };
        let read = asked.with_untracked(|asked| asked.content().map(Content::hash));
        let Some(read) = read else { return form.remark(words::problem_gone()) };
        let words = own_words.with_untracked(|words| Text::typed_optional(words)).map_err(Problem::from);
        let reply = words.map(|words| {
            let content = Content::of(&SupportAnswer { answer, words });
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
    let options = Answer::ALL.iter().map(|answer| (*answer, choices::answer(*answer))).collect();
    let send_button = move || {
        let chosen = move || chosen.get().filter(|_| asked.with(|asked| asked.content().is_some()));
        let label = move || chosen().map(|answer| words::answer_send(&choices::answer(answer)));
        live(label, move |label| label.map(|label| submit(Look::Share, label, form.busy)).into_any())
    };
    let more = live(
        move || chosen.with(Option::is_some),
        move |is_chosen| {
            if !is_chosen {
                return nothing();
            }
            stack(vec![
                field(
                    Purpose::Lines(kinds::characters_max::<SupportAnswer>("words")),
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
