//! Both sides' things of a tool.

use crate::html;
use interface::look::{OwnItem, TheirItem};
use interface::model::RelationshipId;
use interface::model::kinds::YearGuess;
use interface::model::together::Standing;
use leptos::prelude::*;

use super::super::kind::{self, Other};
use super::super::{alone, ours};
use super::{extras, kit, starters};
use crate::components::button::{Look, link};
use crate::components::connection::keeps_waiting;
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::share::Sees;
use crate::components::{empty, frame, heading, lead, nothing, small, soft, stack};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// What both have of a tool.
pub(in crate::pages) fn page(session: Session, tool: Tool, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let kit = kit::of(tool);
        let other = kind::other(session, id);
        let begin = link(Look::Primary, (kit.new)(), Place::Thing(tool, id, None));
        let own = html::section().class("stack").child((
            html::div().class("titled").child((heading(words::tool_own()), begin)),
            own(session, tool, id, other),
        ));
        let theirs = if kit.is_own {
            small(words::tool_only_yours(&known.name))
        } else {
            theirs(session, tool, id, other)
        };
        let theirs = html::section().class("stack").child(theirs);
        let columns = html::div().class("two even").child((theirs, own)).into_any();
        let mut content = vec![lead((kit.lead)()), extras::above(session, tool, id, other), columns];
        content.push(starters::list(session, tool, id, None));
        content.push(extras::ways(tool, id));
        content.push(alone::line());
        frame::page(
            session,
            (kit.title)(),
            Some((words::ours_with(&known.name), Place::Ours(Some(id)))),
            content,
        )
    })
}

fn standing_of(
    standings: &[(interface::model::ItemId, Standing)],
    item: interface::model::ItemId,
) -> Option<Standing> {
    standings.iter().find(|(of, _)| *of == item).map(|(_, standing)| *standing)
}

fn theirs(session: Session, tool: Tool, id: RelationshipId, other: Memo<Other>) -> AnyView {
    let between = session.between_of(tool.kind());
    let items = Memo::new(move |_| between.with(|between| between.theirs.clone()));
    let title =
        live(move || other.with(|other| other.name.clone()), |name| heading(words::tool_theirs(&name)));
    let row = move |their: Memo<TheirItem>| {
        let item = their.with_untracked(|their| their.item);
        let name =
            move || their.with(|their| their.content.as_ref().map_or_else(words::tool_gone, kinds::title));
        let about = move || {
            let standing = between.with(|between| standing_of(&between.standings, item));
            let name = other.with(|other| other.name.clone());
            standing.map_or_else(
                || words::shared_by(&name, &session.day(their.with(|their| their.shared_on))),
                |standing| said(session, standing, &name, false),
            )
        };
        live_way(name, about, Place::Thing(tool, id, Some(item)))
    };
    let list = live(
        move || items.with(Vec::is_empty),
        move |is_empty| {
            if !is_empty {
                return ways(vec![keyed(items, |their| their.item.to_string(), row)]);
            }
            live(
                move || other.get(),
                |Other { name, is_linked }| {
                    let said =
                        if is_linked { words::tool_theirs_empty(&name) } else { words::tool_solo(&name) };
                    empty(vec![soft(said)])
                },
            )
        },
    );
    stack(vec![title, list, kind::more(session, move || between.with(|between| between.more_theirs))])
}

fn own(session: Session, tool: Tool, id: RelationshipId, other: Memo<Other>) -> AnyView {
    let own = session.own(tool.kind());
    let between = session.between_of(tool.kind());
    let items = Memo::new(move |_| own.with(|own| own.items.clone()));
    let is_away = keeps_waiting(session);
    let row = move |own: Memo<OwnItem>| {
        let item = own.with_untracked(|own| own.item);
        let about = move || {
            let name = other.with(|other| other.name.clone());
            let standing = between.with(|between| standing_of(&between.standings, item));
            let seen = own.with(|own| own.shared.iter().find(|shared| shared.relationship == id).copied());
            let seen = seen.map(|seen| Sees::of(&seen, is_away.get()));
            match (standing, seen) {
                // What was answered, or goes by parcels, has come, whatever this device knows of it.
                (None | Some(Standing::Open), Some(seen)) if seen == Sees::Waits => seen.said(&name),
                (Some(standing), Some(_)) => said(session, standing, &name, true),
                (_, None) => own.with(|own| waits(session, own)).unwrap_or_else(words::card_only_you),
                (_, Some(seen)) => seen.said(&name),
            }
        };
        live_way(
            move || own.with(|own| kinds::title(&own.content)),
            about,
            Place::Thing(tool, id, Some(item)),
        )
    };
    let list = live(
        move || items.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                let is_own = kit::of(tool).is_own;
                let said = if is_own { words::tool_own_empty_alone() } else { words::tool_own_empty() };
                return empty(vec![soft(said)]);
            }
            ways(vec![keyed(items, |own| own.item.to_string(), row)])
        },
    );
    stack(vec![list, kind::more(session, move || own.with(|own| own.more))])
}

/// Of a guess at oneself: when it is to be looked at, until it was.
fn waits(session: Session, own: &OwnItem) -> Option<String> {
    let guess: YearGuess = kinds::read(&own.content)?;
    if guess.found.is_some() {
        return None;
    }
    let is_due = guess.look_on <= session.present_day();
    Some(if is_due { words::ahead_due() } else { words::ahead_waits(&session.day(guess.look_on)) })
}

/// How it stands with something, in words.
pub(super) fn said(session: Session, standing: Standing, name: &str, is_own: bool) -> String {
    match standing {
        Standing::Open if is_own => words::standing_open(name),
        Standing::Open => words::standing_asked(),
        Standing::Answered(answer) if is_own => words::ask_answered(name, &choices::answer(answer)),
        Standing::Answered(answer) => words::standing_answered(&choices::answer(answer)),
        Standing::SignedByYou => words::standing_signed(name),
        Standing::SignedByThem => words::standing_signed_by_them(name),
        Standing::InForce { since } => words::standing_in_force(&session.day(since)),
        Standing::YourTurn => words::standing_your_turn(),
        Standing::TheirTurn => words::standing_their_turn(name),
        Standing::Paused => words::standing_paused(),
        Standing::Over => words::standing_over(),
    }
}

/// Nothing where nothing is asked.
pub(super) fn standing(
    session: Session,
    other: Memo<Other>,
    of: impl Fn() -> Option<(Standing, bool)> + Send + Sync + 'static,
) -> AnyView {
    live(
        move || (of(), other.with(|other| other.name.clone())),
        move |(standing, name)| match standing {
            Some((standing, is_own)) => crate::components::tag("", said(session, standing, &name, is_own)),
            None => nothing(),
        },
    )
}
