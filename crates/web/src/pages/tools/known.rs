//! What one knows of the other: what they granted of their goals, interests, times and limits, so that plans can respect it. Nothing here is
//! a list of duties.

use crate::html;
use interface::look::TheirItem;
use interface::model::RelationshipId;
use interface::model::kinds::{BusyTime, Limit, Listed, SharedGoal, SharedInterest};
use leptos::prelude::*;

use super::super::kind::{self, Other};
use super::super::{alone, ours};
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::{card, columns, frame, heading, lead, row, soft, stack};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// What one knows of them.
pub(in crate::pages) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let other = kind::other(session, id);
        let section = |kind: u32, title: fn() -> String, empty: fn(&str) -> String| {
            let between = session.between_of(kind);
            let items = Memo::new(move |_| between.with(|between| between.theirs.clone()));
            let one = |their: Memo<TheirItem>| {
                let content = live(
                    move || their.with(|their| their.content.clone()),
                    |content| kinds::theirs(content.as_ref()),
                );
                let item = their.with_untracked(|their| their.item.to_string());
                html::li().attr("data-item", item).child(card("", vec![content])).into_any()
            };
            let list = live(
                move || (items.with(Vec::is_empty), other.get()),
                move |(is_empty, Other { name, is_linked })| {
                    if is_empty {
                        return soft(if is_linked { empty(&name) } else { words::tool_solo(&name) });
                    }
                    html::ul()
                        .class("cards")
                        .child(keyed(items, |their| their.item.to_string(), one))
                        .into_any()
                },
            );
            stack(vec![heading(title()), list])
        };
        let left = stack(vec![
            section(SharedGoal::NUMBER, words::known_goals, words::known_nothing),
            section(SharedInterest::NUMBER, words::known_interests, words::known_nothing),
        ]);
        let right = stack(vec![
            section(BusyTime::NUMBER, words::known_times, words::known_nothing),
            section(Limit::NUMBER, words::known_limits, words::known_nothing),
        ]);
        let own = row(vec![
            link(Look::Plain, words::shared_goals_title(), Place::Together(Tool::Goals, id)),
            link(Look::Plain, words::interests_title(), Place::Interests),
            link(Look::Plain, words::limits_title(), Place::Together(Tool::Limits, id)),
        ]);
        let content = vec![
            lead(words::known_lead(&known.name)),
            columns(vec![left, right]),
            soft(words::known_own()),
            own,
            alone::line(),
        ];
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        frame::page(session, words::known_title(&known.name), Some(back), content)
    })
}
