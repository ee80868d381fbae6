//! A request for support of one's own: what would help, in which words, then share it or keep it.

use crate::html;
use interface::command::{Outcome, Problem};
use interface::look::OwnItem;
use interface::model::fields::Text;
use interface::model::kinds::{Ask, GivenAnswer};
use interface::model::{Content, Day, ItemId, Need, RelationshipId};
use leptos::prelude::*;

use super::kind::{self, Giving, Named, Other, Removal};
use super::ours;
use crate::components::button::{Look, link, submit};
use crate::components::choice::needed;
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::share::seen;
use crate::components::{card, frame, heading, lead, narrow, nothing, quoted, row, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::session::drafts::Draft;
use crate::words;
use crate::words::choices;

/// The request's page; a new request without one.
pub(super) fn page(session: Session, id: RelationshipId, ask: Option<ItemId>) -> AnyView {
    if ask.is_none() {
        return new(session, id);
    }
    let back = (words::support_title(), Place::Support(id));
    kind::page(session, words::ask_title(), back, move |start, now| {
        let other = kind::other(session, id);
        let draft = draft(session, id, ask);
        let change = html::details().attr("open", draft.was_begun()).child((
            html::summary().class("btn plain").child(words::ask_change()),
            editor(session, draft, id, other.with_untracked(|other| other.name.clone()), Some(start)),
        ));
        let removal = Removal {
            button: words::ask_remove,
            title: words::ask_remove_title,
            text: words::ask_remove_text,
            done: words::ask_removed,
            to: Place::Support(id),
        };
        vec![
            standing(session, id, now, other),
            kind::siblings(now),
            kind::changed_since(draft, now),
            change.into_any(),
            kind::removal(session, now, removal),
        ]
    })
}

fn new(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let back = Some((words::support_title(), Place::Support(id)));
        let content = vec![
            lead(words::ask_text()),
            editor(session, draft(session, id, None), id, known.name.clone(), None),
            row(vec![link(Look::Plain, words::circle_others(), Place::Circle)]),
        ];
        frame::page(session, words::ask_new_title(&known.name), back, vec![narrow(content)])
    })
}

fn draft(session: Session, id: RelationshipId, ask: Option<ItemId>) -> Draft {
    session.draft(&Place::Ask(id, ask).address())
}

fn editor(
    session: Session,
    draft: Draft,
    id: RelationshipId,
    name: String,
    start: Option<OwnItem>,
) -> AnyView {
    let item = start.as_ref().map(|ask| ask.item);
    let is_shared = start.as_ref().is_some_and(|ask| !ask.shared.is_empty());
    draft.filled_from(start.as_ref().map(|ask| ask.version));
    let start = start.and_then(|item| kinds::read::<Ask>(&item.content));
    let need = draft.choice("need", start.as_ref().map(|ask| ask.need), Need::name, Need::from_name);
    let own_words = draft.text("text", start.map(|ask| ask.text.into_string()).unwrap_or_default());
    let form = Form::new(session);
    kind::said_before_it_is_back(form, draft);
    let chosen = Remark::choice(need, words::ask_choose_need());
    let marked = form.marks(chosen.clone());
    let send = move || {
        let (false, Some(need)) = (form.lacks(core::slice::from_ref(&chosen)), need.get_untracked()) else {
            return;
        };
        let text = own_words.with_untracked(|text| Text::typed(text)).map_err(Problem::from);
        let written =
            text.map(|text| kind::write(item, draft.of(), Some(id), Content::of(&Ask { need, text })));
        form.send_typed(written, move |outcome| {
            if let Outcome::Written { item, version } = outcome {
                draft.saved_as(version);
                session.be_at_and_say(Place::Ask(id, Some(item)), words::ask_saved());
            }
        });
    };
    let needs: Vec<(Need, String)> = Need::ALL.iter().map(|need| (*need, choices::need(*need))).collect();
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::ask_save(), form.busy),
        link(Look::Quiet, words::back_without_saving(), Place::Support(id)),
    ]);
    let form = form.element(
        send,
        vec![
            needed(words::ask_need(), needs, need, marked),
            field(
                Purpose::Lines(kinds::characters_max::<Ask>("text")),
                words::ask_words(),
                words::ask_words_hint(),
                own_words,
                wrong,
            ),
            small(if is_shared { words::share_later(&name) } else { words::ask_private_hint(&name) }),
            buttons,
        ],
    );
    stack(vec![form, draft.line()])
}

/// The request as it stands: what it says, who sees it, what was answered.
fn standing(session: Session, id: RelationshipId, now: Memo<Option<OwnItem>>, other: Memo<Other>) -> AnyView {
    let dialogs = Giving::new();
    let shared = kind::seen_by(session, now, id);
    let name = move || other.with(|other| other.name.clone());
    let content = live(
        move || now.with(|ask| ask.as_ref().map(|ask| ask.content.clone())),
        |content| content.map(|content| kinds::drawn(&content)).into_any(),
    );
    let later = live(
        move || other.with(|other| (!other.is_linked).then(|| other.name.clone())),
        |name| name.map(|name| small(words::ask_share_later(&name))).into_any(),
    );
    let (share, withdraw) = kind::giving(id, other, now, Named::ByPerson, dialogs);
    let answer = move || now.with(|ask| ask.as_ref().and_then(answer_to));
    let answer = live(
        move || (answer(), shared.with(Option::is_some), name()),
        move |(answer, is_shared, name)| match answer {
            Some((GivenAnswer { answer, words, .. }, on)) => card(
                "wash-bond",
                vec![
                    small(words::answer_from(&name, &session.day(on))),
                    heading(choices::answer(answer)),
                    quoted(words.map(Text::into_string).unwrap_or_default()),
                ],
            ),
            None if is_shared => soft(words::ask_no_answer_yet()),
            None => nothing(),
        },
    );
    let item = now.with_untracked(|ask| ask.as_ref().map(|ask| ask.item.to_string()));
    stack(vec![
        card("", vec![content, seen(shared, name), later, row(vec![share, withdraw])]),
        html::div().attr("data-item", item).child(answer).into_any(),
        dialogs.dialogs(session),
    ])
}

/// What a request of one's own asks for, as its title.
pub(super) fn title(own: &OwnItem) -> String {
    kinds::read::<Ask>(&own.content).map(|ask| choices::need_title(ask.need)).unwrap_or_default()
}

/// The answer to a request of one's own, and its day.
pub(super) fn answer_to(own: &OwnItem) -> Option<(GivenAnswer, Day)> {
    let from = own.replies.first()?;
    Some((kinds::read(&from.reply.content)?, from.reply.on))
}

/// How it goes with a request of one's own, in words.
pub(super) fn state(name: &str, own: &OwnItem) -> String {
    match answer_to(own) {
        Some((answer, _)) => words::ask_answered(name, &choices::answer(answer.answer)),
        None if own.shared.is_empty() => words::ask_private(name),
        None => words::ask_shared_with(name),
    }
}
