//! A talk of two in one room: before it, while everything else is locked, and what of earlier ones was kept.

mod talk;

use crate::html;
use interface::look::OwnItem;
use interface::model::RelationshipId;
use interface::model::fields::NAME_CHARACTERS_MAX;
use interface::model::kinds::{Listed, RoomTalk, Talk};
use leptos::prelude::*;

use super::super::kind::{self, Removing};
use super::super::{alone, ours};
use super::gate;
use crate::components::button::{Look, link, submit};
use crate::components::field::{Purpose, either, field};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::{card, columns, frame, heading, lead, nothing, row, stack, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::room::Room;
use crate::words;

pub(in crate::pages) use talk::talk;

/// The page before it.
pub(in crate::pages) fn page(session: Session, id: RelationshipId) -> AnyView {
    let back = Place::Together(Tool::Talks, id);
    gate::before(session, Place::Room(id), id, words::room_title(), back, move || {
        ours::with(session, id, move |known, _| {
            let begins = card("", vec![begins(session, id, known.their_name.clone())]);
            let about = card(
                "wash-calm",
                vec![
                    lead(words::room_lead()),
                    text(words::room_locked()),
                    text(words::room_not_kept()),
                    row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
                ],
            );
            let left = stack(vec![begins, kept(session)]);
            let content = vec![columns(vec![left, stack(vec![about, alone::line()])])];
            frame::page(session, words::room_title(), Some((words::talks_title(), back)), content)
        })
    })
}

/// The form. The other one reads along: so they are not called as the person calls them in the app, which nobody else sees.
fn begins(session: Session, id: RelationshipId, their_name: String) -> AnyView {
    let (topic, name) = (RwSignal::new(String::new()), RwSignal::new(their_name));
    let form = Form::new(session);
    let max = kinds::characters_max::<Talk>("topic");
    let needed = |of: RwSignal<String>, said: String| {
        Remark::while_so(move || of.with(|typed| typed.trim().is_empty()), said)
    };
    let long = |of: RwSignal<String>, max: usize| {
        Remark::while_so(
            move || of.with(|typed| typed.trim().chars().count() > max),
            words::room_topic_long(),
        )
    };
    let of_topic = [needed(topic, words::tool_needed()), long(topic, max)];
    let of_name = [needed(name, words::name_needed()), long(name, NAME_CHARACTERS_MAX)];
    let remarks: Vec<Remark> = of_topic.iter().chain(&of_name).cloned().collect();
    let send = move || {
        if form.lacks(&remarks) || !form.begin() {
            return;
        }
        let trimmed = |of: RwSignal<String>| of.with_untracked(|typed| typed.trim().to_owned());
        let names = [session.open.with_untracked(|open| open.name.clone()), trimmed(name)];
        session.enter_room(Room::new(id, names, trimmed(topic), session.present_day()));
    };
    let wrong = |[one, other]: [Remark; 2]| either(form.marks(one), form.marks(other));
    form.element(
        send,
        vec![
            field(Purpose::Line(max), words::room_topic(), words::room_topic_hint(), topic, wrong(of_topic)),
            field(Purpose::NAME, words::room_name(), words::room_name_hint(), name, wrong(of_name)),
            row(vec![submit(Look::Primary, words::room_begin(), form.busy)]),
        ],
    )
}

/// Earlier ones that both wanted kept.
fn kept(session: Session) -> AnyView {
    let own = session.own(RoomTalk::NUMBER);
    let items = Memo::new(move |_| own.with(|own| own.items.clone()));
    let removing = Removing::new();
    let one = move |own: Memo<OwnItem>| {
        let title = own.with_untracked(|own| kinds::title(&own.content));
        let content = live(move || own.with(|own| own.content.clone()), |content| kinds::drawn(&content));
        let summary = html::summary().class("btn plain").attr("dir", "auto").child(title.clone());
        let remove = removing.button(
            words::tool_remove(),
            move || words::room_remove_named(&title),
            own.with_untracked(|own| own.item),
        );
        html::li().child(html::details().child((summary, content, row(vec![remove])))).into_any()
    };
    live(
        move || items.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let list = html::ul().class("rows").child(keyed(items, |own| own.item.to_string(), one));
            stack(vec![
                heading(words::room_earlier()),
                list.into_any(),
                kind::more(session, move || own.with(|own| own.more)),
                removing.dialog(session, words::tool_remove_title, words::tool_remove_text),
            ])
        },
    )
}
