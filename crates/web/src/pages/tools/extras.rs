//! What only one tool has.

use crate::html;
use interface::command::{Command, Items};
use interface::look::OwnItem;
use interface::model::kinds::{Chosen, Deeper, Goal, Listed, Mute, SharedGoal};
use interface::model::{Content, Depth, RelationshipId};
use leptos::prelude::*;

use super::super::kind::{self, Other};
use super::{blank, dates, ideas, starters};
use crate::components::button::{Look, button, link, named_button};
use crate::components::choice::{check, choice};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, heading, heading_below, nothing, row, small, soft, stack, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Above both sides' things.
pub(super) fn above(session: Session, tool: Tool, id: RelationshipId, other: Memo<Other>) -> AnyView {
    match tool {
        Tool::Space => quiet(session, id, other),
        Tool::Time => stack(vec![dates::left_over(session), ideas::not_yet(session, id, other)]),
        Tool::Questions => questions(session, id, other),
        Tool::Agreements => time_out(),
        _ => nothing(),
    }
}

/// Ways on from a tool.
pub(super) fn ways(tool: Tool, id: RelationshipId) -> AnyView {
    let to = |tool: Tool| link(Look::Plain, super::row(tool).0, Place::Together(tool, id));
    let help = || link(Look::Plain, words::nav_help(), Place::Help);
    row(match tool {
        Tool::Time => {
            vec![to(Tool::Memories), link(Look::Plain, words::protected_title(), Place::ProtectedTime(None))]
        }
        Tool::Memories => vec![to(Tool::Time)],
        Tool::Thanks => vec![to(Tool::ThankPlans), to(Tool::GoodNews)],
        Tool::ThankPlans => vec![to(Tool::Thanks)],
        Tool::GoodNews => vec![to(Tool::Thanks)],
        Tool::Goals => vec![link(Look::Plain, words::goals_title(), Place::Goals)],
        Tool::Talks => vec![
            link(Look::Quiet, words::room_title(), Place::Room(id)),
            to(Tool::Chairs),
            to(Tool::Agreements),
            help(),
        ],
        Tool::Chairs => vec![to(Tool::Talks), help()],
        Tool::Agreements => vec![to(Tool::Talks), help()],
        Tool::Space => vec![to(Tool::Agreements), help()],
        Tool::Limits | Tool::Affection => vec![help()],
        Tool::Ahead => vec![to(Tool::Guessing)],
        Tool::Guessing => vec![to(Tool::Ahead), link(Look::Plain, words::likes_title(), Place::Likes(id))],
        Tool::Questions => vec![link(Look::Plain, words::likes_title(), Place::Likes(id))],
    })
}

/// Before the form of a new thing.
pub(super) fn before(tool: Tool) -> AnyView {
    if tool == Tool::Talks { purpose() } else { nothing() }
}

/// What one hopes for. Nothing of it is kept.
fn purpose() -> AnyView {
    #[derive(Clone, Copy, PartialEq)]
    enum Hope {
        Please,
        Understood,
        Steer,
    }
    let hope = RwSignal::new(None);
    let options = vec![
        (Hope::Please, words::talk_hope_please()),
        (Hope::Understood, words::talk_hope_understood()),
        (Hope::Steer, words::talk_hope_steer()),
    ];
    let said = live(
        move || hope.get(),
        |hope| match hope {
            Some(Hope::Please) => soft(words::talk_hope_please_text()),
            Some(Hope::Steer) => soft(words::talk_hope_steer_text()),
            Some(Hope::Understood) => soft(words::talk_hope_understood_text()),
            None => nothing(),
        },
    );
    let said = html::div().attr("role", "status").child(said);
    card(
        "wash-calm",
        vec![choice(words::talk_hope(), options, hope), small(words::talk_hope_private()), said.into_any()],
    )
}

/// The person's own goals, of which the form of a shared one takes what they choose.
pub(super) fn composing(session: Session, tool: Tool, chosen: starters::Chosen) -> AnyView {
    if tool != Tool::Goals {
        return nothing();
    }
    let goals = session.own(Goal::NUMBER);
    live(
        move || goals.with(|goals| goals.items.clone()),
        move |items| {
            if items.is_empty() {
                return nothing();
            }
            let one = |own: &OwnItem| Some(goal(&kinds::read::<Goal>(&own.content)?, chosen));
            let list = html::ul().class("rows").child(items.iter().filter_map(one).collect_view());
            card(
                "",
                vec![
                    heading_below(words::shared_goals_take()),
                    soft(words::shared_goals_take_text()),
                    list.into_any(),
                ],
            )
        },
    )
}

/// One of the person's goals: its wish, what else of it is to be shown, and the way into the form.
fn goal(goal: &Goal, chosen: starters::Chosen) -> AnyView {
    let (outcome, plan, steps) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let boxes = [
        (goal.outcome.is_some(), words::shared_goals_tick_outcome(), outcome),
        (goal.when.is_some() || goal.then.is_some(), words::shared_goals_tick_plan(), plan),
        (!goal.steps.as_slice().is_empty(), words::shared_goals_tick_steps(), steps),
    ];
    let boxes =
        boxes.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, label, ticked)| check(label, ticked));
    let wish = goal.wish.as_str().to_owned();
    let (named, taken) = (wish.clone(), goal.clone());
    let take = move || {
        let ticked = Chosen {
            outcome: outcome.get_untracked(),
            plan: plan.get_untracked(),
            steps: steps.get_untracked(),
        };
        let shared = SharedGoal::of(&taken, ticked, None);
        starters::choose(chosen, blank::texts(&Content::of(&shared)));
    };
    let take = named_button(
        Look::Quiet,
        words::shared_goals_put(),
        move || words::shared_goals_put_named(&named),
        take,
    );
    let wish = html::p().attr("dir", "auto").child(wish);
    html::li().child(stack(vec![wish.into_any(), row(boxes.collect()), row(vec![take])])).into_any()
}

/// Quiet on one's own side.
fn quiet(session: Session, id: RelationshipId, other: Memo<Other>) -> AnyView {
    let form = Form::new(session);
    let mutes = session.own(Mute::NUMBER);
    let is_on = move || {
        let is_muted = |own: &OwnItem| {
            let today = session.present_day();
            kinds::read::<Mute>(&own.content).is_some_and(|mute| mute.holds(today))
        };
        mutes.with(|mutes| mutes.items.first().is_some_and(is_muted))
    };
    let content = live(
        move || (is_on(), other.get()),
        move |(is_on, Other { name, is_linked })| {
            if !is_linked {
                return nothing();
            }
            let set = move |is_on: bool, said: fn() -> String| {
                move || {
                    let quiet = Items::Quiet { relationship: id, is_on, until: None };
                    form.send(Command::Items(quiet), move |_| {
                        session.say(said());
                        browser::focus_heading();
                    });
                }
            };
            let (said, way) = if is_on {
                (
                    words::quiet_on(&name),
                    button(Look::Quiet, words::quiet_stop(), set(false, words::quiet_stopped)),
                )
            } else {
                (
                    words::quiet_off(&name),
                    button(Look::Quiet, words::quiet_start(), set(true, words::quiet_started)),
                )
            };
            card(
                "wash-self",
                vec![heading(words::quiet_title()), text(said), row(vec![way]), form.problems()],
            )
        },
    );
    stack(vec![content])
}

/// Questions, as far as both would go.
fn questions(session: Session, id: RelationshipId, other: Memo<Other>) -> AnyView {
    let form = Form::new(session);
    let between = session.between_of(Deeper::NUMBER);
    let deepest = |contents: &mut dyn Iterator<Item = &Content>| {
        contents.filter_map(kinds::read::<Deeper>).map(|deeper| deeper.depth).max().unwrap_or(Depth::Light)
    };
    let mine = Memo::new(move |_| {
        between.with(|between| {
            let shared = between.own.items.iter().filter(|own| !own.shared.is_empty());
            deepest(&mut shared.map(|own| &own.content))
        })
    });
    let theirs = Memo::new(move |_| {
        between.with(|between| deepest(&mut between.theirs.iter().filter_map(|their| their.content.as_ref())))
    });
    let list = move |depth: Depth| {
        let summary = html::summary().class("btn plain").child(words::questions_of(&choices::depth(depth)));
        html::details().child((summary, starters::questions(session, id, depth))).into_any()
    };
    let content = live(
        move || (mine.get(), theirs.get(), other.get()),
        move |(mine, theirs, Other { name, is_linked })| {
            let open = mine.min(theirs);
            let mut parts = vec![heading(words::questions_pick()), list(Depth::Light)];
            parts.extend((open >= Depth::Warm).then(|| list(Depth::Warm)));
            parts.extend((open >= Depth::Deep).then(|| list(Depth::Deep)));
            let next = match open {
                Depth::Light => Some(Depth::Warm),
                Depth::Warm => Some(Depth::Deep),
                Depth::Deep => None,
            };
            if let Some(next) = next.filter(|_| is_linked) {
                let depth = choices::depth(next);
                if mine >= next {
                    parts.push(soft(words::questions_wished(&depth, &name)));
                } else {
                    let wish = move || wish(session, form, id, next);
                    parts.push(small(words::questions_wish_text(&name, &depth)));
                    parts.push(row(vec![button(Look::Quiet, words::questions_wish(&depth), wish)]));
                }
            }
            parts.push(form.problems());
            card("wash-bond", parts)
        },
    );
    stack(vec![content])
}

/// Writes the wish and shares it: what stands beside the button is exactly what will be seen.
fn wish(session: Session, form: Form, id: RelationshipId, depth: Depth) {
    let write = kind::write(None, None, Some(id), Content::of(&Deeper { depth }));
    kind::write_and_share(session, form, id, write, words::answer_sent);
}

/// How a break goes.
fn time_out() -> AnyView {
    let steps = words::time_out_steps();
    let steps = steps.lines().map(|step| html::li().child(step.trim().to_owned())).collect_view();
    let summary = html::summary().class("btn plain").child(words::time_out_title());
    let list = html::ol().class("steps").child(steps);
    html::details().child((summary, list, small(words::time_out_caution()))).into_any()
}
