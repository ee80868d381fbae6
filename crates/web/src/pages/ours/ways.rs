//! The ways into the tools of a relationship, in four groups; and who has space these days, in one calm line.

use crate::html;
use interface::model::kinds::Space;
use interface::model::{RelationshipId, Room};
use leptos::prelude::*;

use crate::components::button::{Look, link};
use crate::components::live::live;
use crate::components::rows::{live_way, way, ways};
use crate::components::{card, in_list, nothing, row, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The ways into each tool.
pub(super) fn tools(
    id: RelationshipId,
    name: Memo<String>,
    likes: impl Fn() -> u32 + Send + Sync + 'static,
    open_asks: impl Fn() -> u32 + Send + Sync + 'static,
    pages: impl Fn() -> u32 + Send + Sync + 'static,
) -> AnyView {
    let likes = move || match likes() {
        0 => words::ours_likes_about(),
        shared => words::ours_likes_count(&name.get(), shared),
    };
    let support = move || match open_asks() {
        0 => words::ours_support_about(),
        _ => words::ours_support_open(&name.get()),
    };
    let pages = move || match pages() {
        0 => words::journal_between_about(),
        shared => words::journal_between_count(&name.get(), shared),
    };
    let group =
        |label: String, rows: Vec<AnyView>| (html::p().class("group").child(label), ways(rows)).into_any();
    let tools = |tools: &[Tool]| {
        let one = |tool: &Tool| {
            let (name, about) = super::super::tools::row(*tool);
            way(name, about, Place::Together(*tool, id))
        };
        tools.iter().map(one).collect_view().into_any()
    };
    in_list(vec![
        group(
            words::ours_group_know(),
            vec![
                live_way(words::likes_title, likes, Place::Likes(id)),
                tools(&Tool::KNOW),
                live_way(words::journal_between, pages, Place::TheirJournal(id)),
                way(words::known_way(), words::known_about(), Place::Known(id)),
            ],
        ),
        group(
            words::ours_group_care(),
            vec![
                live_way(words::support_title, support, Place::Support(id)),
                tools(&Tool::CARE),
                way(words::giving_way(), words::giving_about(), Place::Giving(id)),
            ],
        ),
        group(words::ours_group_do(), vec![tools(&Tool::DO)]),
        group(words::ours_group_hard(), vec![tools(&Tool::HARD)]),
    ])
}

/// In one calm line, who has space these days; and that one lets wait what comes.
pub(super) fn space_now(session: Session, id: RelationshipId, name: Memo<String>) -> AnyView {
    let with = session.with();
    let state = move || with.with(|with| (with.space.clone(), with.is_quiet));
    live(
        move || (state(), name.get()),
        move |((space, is_quiet), name)| {
            let said = space.and_then(|now| {
                let Space { room, until, reach, .. } = kinds::read(&now.content)?;
                let (day, reach) = (session.day(until), choices::reach(reach));
                Some(match (room, now.is_own) {
                    (Room::Like, true) => words::space_now_own(&day, &reach),
                    (Room::Give, false) => words::space_now_given(&name, &day, &reach),
                    (Room::Like, false) | (Room::Give, true) => words::space_now_theirs(&name, &day, &reach),
                })
            });
            let quiet = is_quiet.then(|| words::quiet_on(&name));
            if said.is_none() && quiet.is_none() {
                return nothing();
            }
            let lines = [said, quiet].into_iter().flatten().map(text);
            let open = row(vec![link(Look::Quiet, words::asked_open(), Place::Together(Tool::Space, id))]);
            card("wash-calm", lines.chain([open]).collect())
        },
    )
}
