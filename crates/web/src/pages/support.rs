//! Support: asking for it, and answering. Yes, not now and something else are drawn exactly alike.

mod form;

use crate::html;
use interface::look::TheirItem;
use interface::model::fields::Text;
use interface::model::kinds::{Ask, GivenAnswer, Listed, Signature};
use interface::model::{Answer, Content, ItemId, RelationshipId};
use interface::view::RelationshipView;
use leptos::prelude::*;

use super::alone;
use super::giving;
use super::kind::{self, Other};
use super::{ours, tools};
use crate::components::button::{Look, button, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{
    card, empty, frame, heading, heading_below, nothing, quoted, row, small, soft, stack,
};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
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

    fn answer(&self) -> Option<GivenAnswer> {
        let reply = &self.ask.as_ref()?.reply.as_ref()?.content;
        // Whoever has signed has said yes.
        let signed = || GivenAnswer { answer: Answer::Yes, words: None, chosen: None };
        kinds::read(reply).or_else(|| (reply.number() == Signature::NUMBER).then(signed))
    }

    /// Of which tool it is, if it is no request for support.
    fn tool(&self) -> Option<(Tool, String)> {
        tools::title_of(self.content()?.number())
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
        let begun = session.answers.begun(id, |kind| kind == Ask::NUMBER);
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
    let of_tool =
        move || asked.with(|asked| Some((asked.name.clone(), asked.tool()?, asked.content()?.clone())));
    let tool = live(of_tool, move |of_tool| {
        let Some((name, (tool, named), content)) = of_tool else { return nothing() };
        let item = asked.with_untracked(|asked| asked.item);
        let open = link(Look::Quiet, words::asked_open(), Place::Thing(tool, relationship, Some(item)));
        (title(words::asked_tool(&name, &named)), kinds::drawn(&content), row(vec![open])).into_any()
    });
    let is_tool = move || asked.with(|asked| asked.tool().is_some());
    let said = live(
        move || (said(), is_tool()),
        move |((name, ask, is_begun), is_tool)| match ask {
            _ if is_tool => nothing(),
            Some(Ask { need, text }) => {
                (title(choices::asked(&name, need)), quoted(text.into_string())).into_any()
            }
            None if is_begun => soft(words::answer_gone()),
            None => kinds::theirs(None),
        },
    );
    let has_room =
        move || asked.with(|asked| asked.tool().is_none() && (asked.content().is_some() || asked.is_begun));
    let room = live(
        has_room,
        move |has_room| {
            if has_room { answering(session, relationship, asked) } else { nothing() }
        },
    );
    let item = asked.with_untracked(|asked| asked.item.to_string());
    let says = words_of(&item, vec![above, said, tool]);
    html::div().attr("data-item", item).child(card("", vec![says, room])).into_any()
}

/// What the other said, above the room for an answer, which stays where it is when the words go.
pub(super) fn words_of(item: &str, said: Vec<AnyView>) -> AnyView {
    html::div().class("says").attr("data-item", item.to_owned()).child(said).into_any()
}

/// Room for an answer to something of the other's, on its own page.
pub(super) fn room(
    session: Session,
    (relationship, item): (RelationshipId, ItemId),
    their: Memo<Option<TheirItem>>,
    other: Memo<kind::Other>,
) -> AnyView {
    let asked = Memo::new(move |_| Asked {
        item,
        name: other.with(|other| other.name.clone()),
        ask: their.get(),
        is_begun: session.answers.is_begun(relationship, item),
    });
    answering(session, relationship, asked)
}

/// Answering a request, or the answer with a way to change it.
fn answering(session: Session, relationship: RelationshipId, asked: Memo<Asked>) -> AnyView {
    let (item, kind) = asked.with_untracked(|asked| (asked.item, asked.content().map(Content::number)));
    let typed = session.answer(relationship, item, kind);
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
                return form::answer_form(session, relationship, asked, typed, changing);
            }
            row(vec![button(Look::Quiet, words::answer_change(), move || changing.set(true))])
        },
    );
    stack(vec![said, form])
}
