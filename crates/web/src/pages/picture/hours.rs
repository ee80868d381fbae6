//! Time for oneself beside time together, week by week. No target, and no sum.

use crate::html;
use interface::look::Week;
use leptos::prelude::*;

use super::Shown;
use crate::components::button::{Look, link};
use crate::components::live::live;
use crate::components::{card, heading, row, soft};
use crate::places::{Place, Tool};
use crate::words;

/// The hours of the last weeks.
pub(super) fn card_of(shown: Shown) -> AnyView {
    live(
        move || (shown.picture.with(|picture| (picture.weeks.clone(), picture.with)), shown.name.get()),
        move |((weeks, with), name)| {
            let name = name.as_deref();
            let longest = weeks.iter().map(|week| week.own_minutes.max(week.bond_minutes)).max().unwrap_or(0);
            let lead =
                if name.is_some() { words::picture_hours_lead() } else { words::picture_hours_lead_alone() };
            let lines = weeks.iter().rev().map(|week| line(shown, week, longest, name)).collect::<Vec<_>>();
            let propose = with.zip(name).map(|(with, _)| {
                let place = Place::Together(Tool::Time, with);
                link(Look::Quiet, words::picture_hours_propose(), place)
            });
            let ways =
                vec![link(Look::Quiet, words::picture_hours_protect(), Place::Interests), propose.into_any()];
            let list = if longest == 0 {
                soft(words::picture_hours_none())
            } else {
                html::ul().class("weeks").child(lines).into_any()
            };
            card("", vec![heading(words::picture_hours_title()), soft(lead), list, row(ways)])
        },
    )
}

fn line(shown: Shown, week: &Week, longest: u32, name: Option<&str>) -> html::Element {
    let bar = |class: &'static str, minutes: u32| {
        let percent = (u64::from(minutes) * 100).checked_div(longest.into()).unwrap_or(0);
        html::i().class(class).style(("width", format!("{percent}%")))
    };
    let hours = |minutes: u32| words::tenths(minutes.saturating_mul(10).saturating_add(30) / 60);
    let bond = name.map(|name| words::picture_hours_bond(name, &hours(week.bond_minutes)));
    let said = [Some(words::picture_hours_own(&hours(week.own_minutes))), bond];
    let bars = (bar("self", week.own_minutes), name.map(|_| bar("bond", week.bond_minutes)));
    html::li().child((
        html::span().child(words::picture_hours_week(&shown.session.day(week.monday))),
        html::small().child(said.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        html::div().class("bars").attr("aria-hidden", "true").child(bars),
    ))
}
