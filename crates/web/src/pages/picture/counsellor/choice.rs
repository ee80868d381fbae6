//! What was ticked. It is kept as it was previewed, word for word, and so it is written; what changes meanwhile has to be ticked anew.

use crate::html;
use interface::figures::{Asked, Part};
use interface::look::OwnItem;
use interface::model::Day;
use leptos::ev;
use leptos::prelude::*;

use super::parts;
use crate::components::button::{Look, named_button};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::words;

/// Where a part stands in the page: of which sort it is, of which day, and its own name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order(u8, Day, String);

impl Order {
    pub(super) fn drawing(asked: &Asked) -> Self {
        Self(0, asked.from, asked.to.0.to_string())
    }

    pub(super) fn contrasts() -> Self {
        Self(1, Day(0), String::new())
    }

    pub(super) fn goal(own: &OwnItem) -> Self {
        Self(2, Day(0), own.item.to_string())
    }

    pub(super) fn entry(own: &OwnItem) -> Self {
        Self(3, parts::day_of(own), own.item.to_string())
    }
}

type Chosen = (Order, Part);

/// What was chosen, in its order.
#[derive(Clone, Copy)]
pub(super) struct Choice(RwSignal<Vec<Chosen>>);

impl Choice {
    /// Nothing.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// A part as it will stand there, and below it the box to tick.
    pub(super) fn offer(self, order: Order, part: Part, svg: Option<String>) -> AnyView {
        let name = words::counsellor_put_named(&part.title);
        let preview = html::div().class("preview leaf").child(parts::drawn(&part, svg));
        let one = (order, part);
        let known = one.clone();
        let is_chosen = move || self.0.with(|all| all.contains(&known));
        let input = html::input()
            .r#type("checkbox")
            .attr("aria-label", name)
            .prop("checked", is_chosen)
            .on(ev::change, move |event| self.set(&one, event_target_checked(&event)));
        let tick = html::label().class("check").child((input, html::span().child(words::counsellor_put())));
        html::div().class("offered").child((preview, tick)).into_any()
    }

    fn set(self, one: &Chosen, is_wanted: bool) {
        self.0.update(|all| {
            // What had the same place and was changed meanwhile gives way.
            all.retain(|(order, _)| *order != one.0);
            if is_wanted {
                all.push(one.clone());
                all.sort_by(|(one, _), (other, _)| one.cmp(other));
            }
        });
    }

    /// What the parts are called.
    pub(super) fn titles(self) -> Vec<(Order, String)> {
        self.0.with(|all| all.iter().map(|(order, part)| (order.clone(), part.title.clone())).collect())
    }

    /// The parts themselves.
    pub(super) fn parts(self) -> Vec<Part> {
        self.0.with_untracked(|all| all.iter().map(|(_, part)| part.clone()).collect())
    }

    /// Whether the page on which it was made still stands.
    pub(super) fn is_there(self) -> bool {
        self.0.try_with_untracked(|_| ()).is_some()
    }

    /// The list of these, each of which can be taken out again, wherever its preview is by now.
    pub(super) fn list(self, titles: Vec<(Order, String)>) -> AnyView {
        let line = |(order, title): (Order, String)| {
            let named = title.clone();
            let act = move || {
                self.0.update(|all| all.retain(|(known, _)| *known != order));
                browser::focus_later("main .chosen");
            };
            let out = named_button(
                Look::Plain,
                words::counsellor_take_out(),
                move || words::counsellor_take_out_named(&named),
                act,
            );
            html::li().child((html::span().class("grow").attr("dir", "auto").child(title), out))
        };
        html::ul()
            .class("puts chosen")
            .attr("tabindex", "-1")
            .child(titles.into_iter().map(line).collect::<Vec<_>>())
            .into_any()
    }
}
