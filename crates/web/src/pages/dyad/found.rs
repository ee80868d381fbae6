//! What the figures of two say, in plain words, with why.

use crate::html;
use interface::figures::{Carried, Dyad as Found, Pair, SameDay};
use interface::look::Dyad;
use leptos::prelude::*;

use super::super::kind::Other;
use crate::components::live::live;
use crate::components::{card, heading, soft, stack, text};
use crate::platform::figures;
use crate::reactive::{Memo, RwSignal};
use crate::words;

/// What there is of the figures.
#[derive(Debug, Clone, PartialEq)]
enum There {
    /// Somebody's days are not there.
    Incomplete,
    Waiting,
    Missing,
    Figures(Found),
}

pub(super) fn card_of(dyad: Memo<Dyad>, is_in_force: Memo<bool>, other: Memo<Other>) -> AnyView {
    let pair = Memo::new(move |_| {
        let (mine, theirs) = dyad.with(|dyad| dyad.both.clone())?;
        Some(Pair { mine, theirs })
    });
    let there = RwSignal::new(There::Incomplete);
    Effect::new(move |_| {
        // With what was taken back the figures go at once.
        let Some(now) = pair.get() else { return there.set(There::Incomplete) };
        // What is newer takes the place of what stands there once it is known.
        if !there.with_untracked(|there| matches!(there, There::Figures(_))) {
            there.set(There::Waiting);
        }
        figures::dyad(&now.clone(), move |found| {
            if pair.try_with_untracked(|pair| pair.as_ref() == Some(&now)) == Some(true) {
                there.set(found.map_or(There::Missing, There::Figures));
            }
        });
    });
    let waits_for = move || dyad.with(|dyad| (!dyad.theirs.is_empty(), is_in_force.get()));
    live(
        move || (there.get(), waits_for(), other.with(|other| other.name.clone())),
        |(there, (they_share, is_in_force), name)| {
            let said = match there {
                There::Incomplete if !is_in_force => vec![soft(words::dyad_figures_unsigned())],
                There::Incomplete if they_share => vec![soft(words::dyad_figures_yours(&name))],
                There::Incomplete => vec![soft(words::dyad_figures_theirs(&name))],
                There::Waiting => vec![soft(words::trial_finds_waiting())],
                There::Missing => vec![soft(words::trial_finds_missing())],
                There::Figures(found) => told(found, &name),
            };
            let title = heading(words::dyad_figures());
            card("", [title].into_iter().chain(said).collect())
        },
    )
}

fn told(found: Found, name: &str) -> Vec<AnyView> {
    let Found::Figures { days, same, to_me, to_them } = found else {
        return vec![text(words::dyad_early()), soft(words::picture_early())];
    };
    let points = |hundredths: i32| words::parts(hundredths, 100);
    let (said, why) = match same {
        SameDay::Unknown => (words::dyad_same_unknown(), None),
        SameDay::Known { value, low, high, is_sure } => {
            let said = match (is_sure, value > 0) {
                (false, _) => words::dyad_same_not(name),
                (true, true) => words::dyad_same_together(name),
                (true, false) => words::dyad_same_apart(name),
            };
            (said, Some(words::dyad_why_same(&points(value), &points(low), &points(high), days)))
        }
    };
    let carried = |carried: Carried, higher: fn(&str) -> String, lower: fn(&str) -> String| match carried {
        Carried::CannotTellYet => None,
        Carried::Known { is_higher, value, low, high } => {
            let said = if is_higher { higher(name) } else { lower(name) };
            Some((said, words::dyad_why_carried(&points(value), &points(low), &points(high))))
        }
    };
    let to_me = carried(to_me, words::dyad_to_me_higher, words::dyad_to_me_lower);
    let to_them = carried(to_them, words::dyad_to_them_higher, words::dyad_to_them_lower);
    let mut lines = vec![said];
    let mut whys: Vec<String> = why.into_iter().collect();
    if to_me.is_none() && to_them.is_none() {
        lines.push(words::dyad_carried_not());
    }
    for (said, why) in [to_me, to_them].into_iter().flatten() {
        lines.push(said);
        whys.push(why);
    }
    whys.push(words::dyad_why_prior());
    whys.push(words::dyad_why_cause());
    let why = html::details().child((
        html::summary().class("btn plain").child(words::dyad_why()),
        stack(whys.into_iter().map(text).collect()),
    ));
    lines.into_iter().map(text).chain([why.into_any()]).collect()
}
