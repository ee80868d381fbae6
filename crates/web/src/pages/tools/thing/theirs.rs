//! A thing of the other's, with room for an answer.

use crate::html;
use interface::look::{TheirItem, Together, Topic};
use interface::model::kinds::LIST;
use interface::model::{ItemId, RelationshipId};
use leptos::prelude::*;

use super::super::super::kind::{self, Giving};
use super::super::super::{alone, support};
use super::super::kit::Kit;
use super::super::{exchange, list};
use super::beside::{beside, to_turn};
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, nothing, soft, stack};
use crate::kinds;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

pub(super) fn theirs(
    session: Session,
    kit: &'static Kit,
    (id, item): (RelationshipId, ItemId),
    together: Memo<Option<Together>>,
) -> Vec<AnyView> {
    let other = kind::other(session, id);
    let their = Memo::new(move |last: Option<&Option<TheirItem>>| {
        let now = together.with(|together| match together.as_ref().map(|together| &together.topic) {
            Some(Topic::Theirs(their)) => Some(their.clone()),
            _ => None,
        });
        now.or_else(|| last.cloned().flatten())
    });
    let by = move || {
        let on = their.with(|their| their.as_ref().map(|their| their.shared_on));
        (other.with(|other| other.name.clone()), on)
    };
    let by = live(by, move |(name, on)| {
        on.map(|on| voice(Voice::Bond, words::shared_by(&name, &session.day(on)))).into_any()
    });
    let content = live(
        move || their.with(|their| their.as_ref().and_then(|their| their.content.clone())),
        |content| kinds::theirs(content.as_ref()),
    );
    let standing = list::standing(session, other, move || {
        together.with(|together| together.as_ref().and_then(|together| Some((together.standing?, false))))
    });
    let takes_answer = LIST.get(kit.tool.kind()).is_some_and(|kind| kind.takes_answer);
    let has_room = move || {
        let is_open = !together.with(|together| together.as_ref().is_some_and(exchange::is_settled));
        // Words that are being typed stay.
        takes_answer && (is_open || session.answers.is_begun(id, item))
    };
    let answer = live(has_room, move |has_room| {
        if !has_room {
            return nothing();
        }
        support::room(session, (id, item), their, other)
    });
    let beside = beside(session, kit.tool, (id, item), together);
    let says = support::words_of(&item.to_string(), vec![by, content, standing, to_turn(kit.tool, together)]);
    let about = if takes_answer { soft((kit.lead)()) } else { nothing() };
    let shown = html::div()
        .class("stack")
        .attr("data-item", item.to_string())
        .child((card("", vec![says, answer]), about));
    let giving = Giving::new();
    let exchange = exchange::view(session, (id, item), other, together, giving);
    let right = stack(vec![beside, exchange, alone::line()]);
    vec![columns(vec![shown.into_any(), right]), giving.dialogs(session)]
}
