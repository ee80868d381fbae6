//! The person's own past days, composed and shown whole before they are shared.

use crate::html;
use interface::command::{Command, Outcome, Problem};
use interface::look::{Dyad, KeptDay};
use interface::model::fields::{Few, Scale};
use interface::model::kinds::SharedDays;
use interface::model::kinds::counts::SHARED_DAYS_MAX;
use interface::model::{Content, Day, RelationshipId};
use leptos::prelude::*;

use super::super::kind::{self, Giving, Other};
use crate::components::button::{Look, button};
use crate::components::choice::choice;
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::share::{self, Ends, Seen, Sees, Sharing, Withdrawing};
use crate::components::{card, heading, nothing, row, small, soft, stack, text};
use crate::kinds;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use interface::command::Items;

/// How many of the newest days are offered; all that fit at most.
const LENGTHS: [usize; 3] = [28, 91, SHARED_DAYS_MAX];

/// Composing a stretch, sharing it, taking it back.
pub(super) fn card_of(
    session: Session,
    id: RelationshipId,
    dyad: Memo<Dyad>,
    (is_in_force, other): (Memo<bool>, Memo<Other>),
    giving: Giving,
) -> AnyView {
    let own = Memo::new(move |_| dyad.with(|dyad| dyad.own.as_deref().cloned()));
    let sees = kind::seen_by(session, own, id);
    let shared = live(
        move || (sees.with(Option::is_some), other.with(|other| other.name.clone())),
        move |(is_shared, name)| {
            if !is_shared {
                return nothing();
            }
            let withdraw = move || {
                let Some(own) = own.get_untracked() else { return };
                let seen = match sees.get_untracked() {
                    Some(Sees::Older) => Seen::Earlier(words::dyad_days()),
                    _ => Seen::Exactly(kinds::as_shared(&own.content)),
                };
                giving.withdraw(Withdrawing {
                    name: other.with_untracked(|other| other.name.clone()),
                    act: Items::Withdraw { relationship: id, item: own.item },
                    seen,
                    ends: Ends::Itself,
                });
            };
            stack(vec![
                share::seen(sees, move || name.clone()),
                row(vec![button(Look::Quiet, words::dyad_take_back(), withdraw)]),
            ])
        },
    );
    let compose = live(
        move || (is_in_force.get(), dyad.with(|dyad| dyad.kept.is_empty())),
        move |state| match state {
            (false, _) => soft(words::dyad_days_wait()),
            (true, true) => soft(words::dyad_days_none()),
            (true, false) => composing(session, id, dyad, other),
        },
    );
    card("wash-self", vec![heading(words::dyad_days()), shared, compose])
}

/// Which days, each of them seen, and what the other's app gets, before anything is shared.
fn composing(session: Session, id: RelationshipId, dyad: Memo<Dyad>, other: Memo<Other>) -> AnyView {
    let length = RwSignal::new(Some(LENGTHS[0]));
    let sharing = RwSignal::new(None::<Sharing>);
    let form = Form::new(session);
    let days = Memo::new(move |_| {
        let up_to = length.get().unwrap_or(LENGTHS[0]);
        dyad.with(|dyad| dyad.kept.iter().rev().take(up_to).rev().copied().collect::<Vec<KeptDay>>())
    });
    let options = LENGTHS
        .into_iter()
        .map(|days| (days, words::dyad_days_newest(u32::try_from(days).unwrap_or(u32::MAX))))
        .collect();
    let list = live(
        move || days.get(),
        move |days| {
            let line = |kept: &KeptDay| {
                let answer = kept.bond.map(|answer| words::scale_point(answer.into())).unwrap_or_default();
                html::li().child((html::span().child(session.day(kept.day)), html::small().child(answer)))
            };
            let lines: Vec<html::Element> = days.iter().rev().map(line).collect();
            let count = u32::try_from(days.len()).unwrap_or(u32::MAX);
            html::details()
                .child((
                    html::summary().class("btn plain").child(words::dyad_days_each(count)),
                    html::ul().class("rests dense").child(lines),
                ))
                .into_any()
        },
    );
    let send = move || {
        let own = dyad.with_untracked(|dyad| dyad.own.as_deref().map(|own| (own.item, own.version)));
        let written = || -> Result<(Command, Content), Problem> {
            let chosen: Vec<(Day, Scale<7>)> = days.with_untracked(|days| {
                days.iter().filter_map(|kept| Some((kept.day, Scale::new(kept.bond?)?))).collect()
            });
            let (days, fits) = chosen.into_iter().unzip();
            let content = Content::of(&SharedDays { days: Few::new(days)?, fits: Few::new(fits)? });
            let (item, of) = own.unzip();
            Ok((kind::write(item, of, Some(id), content.clone()), content))
        };
        let (command, content) = match written() {
            Ok(written) => written,
            Err(problem) => return form.refuse(problem),
        };
        form.send(command, move |outcome| {
            let Outcome::Written { item, version } = outcome else { return };
            sharing.set(Some(Sharing {
                relationship: id,
                name: other.with_untracked(|other| other.name.clone()),
                item,
                version,
                content: kinds::as_shared(&content),
            }));
        });
    };
    let name = move || other.with(|other| other.name.clone());
    let buttons = live(name, move |name| {
        row(vec![crate::components::button::submit(Look::Share, words::dyad_share(&name), form.busy)])
    });
    let fields = vec![
        text(words::dyad_days_about()),
        choice(words::dyad_days_which(), options, length),
        list,
        small(words::dyad_days_changed()),
        buttons,
    ];
    stack(vec![form.element(send, fields), share::share_dialog(session, sharing)])
}
