//! Where both voices lie together.

use crate::html;
use crate::html::svg;
use interface::figures::{Both, HEIGHT, Region};
use leptos::prelude::*;

use super::Shown;
use super::stretch::Figures;
use crate::components::live::live;
use crate::components::{card, heading, nothing, small, soft, text};
use crate::words;

/// The ellipse, with a region named where nearly all of it lies in one.
pub(super) fn card_of(shown: Shown, figures: Figures) -> AnyView {
    let both = figures.part(|drawn| drawn.both.clone());
    live(
        move || (both.get(), shown.name.get()),
        |(both, name)| {
            let Some((both, name)) = both.zip(name) else { return nothing() };
            let mut content = vec![heading(words::picture_both_title())];
            match both {
                Both::TooEarly { .. } => content.push(soft(words::picture_both_early())),
                Both::Unknown => content.push(soft(words::picture_both_unknown())),
                Both::Lie { ellipse, region, .. } => {
                    content.push(text(named(region, &name)));
                    content.push(drawing(ellipse));
                    content.push(small(words::picture_both_how()));
                }
            }
            card("", content)
        },
    )
}

fn named(region: Option<Region>, name: &str) -> String {
    match region {
        None => words::picture_both_none(),
        Some(Region::Both) => words::picture_both_both(name),
        Some(Region::OwnOnly) => words::picture_both_own(name),
        Some(Region::BondOnly) => words::picture_both_bond(name),
        Some(Region::Neither) => words::picture_both_neither(name),
    }
}

fn drawing(ellipse: String) -> AnyView {
    let middle = HEIGHT / 2;
    let path = |class: &'static str, drawn: String| svg::path().class(class).attr("d", drawn);
    let square = svg::svg()
        .class("square")
        .attr("viewBox", format!("0 0 {HEIGHT} {HEIGHT}"))
        .attr("aria-hidden", "true")
        .child(svg::g().class("flow").child((
            path("edge", format!("M0 0H{HEIGHT}V{HEIGHT}H0Z")),
            path("rule", format!("M{middle} 0V{HEIGHT}M0 {middle}H{HEIGHT}")),
            path("ellipse", ellipse),
        )));
    let axis = |class: &'static str, words: String| html::span().class(class).child(words);
    html::div()
        .class("both")
        .attr("aria-hidden", "true")
        .child((
            axis("up", words::picture_both_axis_bond()),
            square,
            axis("along", words::picture_both_axis_own()),
        ))
        .into_any()
}
