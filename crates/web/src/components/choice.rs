//! One of a few, and yes or no.

use std::sync::Arc;

use crate::html;
use leptos::ev;
use leptos::prelude::*;

use crate::reactive::RwSignal;

use super::field::{Wrong, never, said_wrong};
use super::unique_id;

/// One of a few, all drawn alike. `options` pairs each value with its words.
pub(crate) fn choice<T>(legend: String, options: Vec<(T, String)>, chosen: RwSignal<Option<T>>) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    needed(legend, options, chosen, never())
}

/// One of a few that has to be chosen. `wrong` marks it, and stands at it.
pub(crate) fn needed<T>(
    legend: String,
    options: Vec<(T, String)>,
    chosen: RwSignal<Option<T>>,
    wrong: Wrong,
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let (values, labels): (Vec<T>, Vec<String>) = options.into_iter().unzip();
    let values = Arc::new(values);
    let known = values.clone();
    let is =
        move |place: usize| chosen.with(|chosen| chosen.is_some() && known.get(place) == chosen.as_ref());
    let choose = move |place: usize| chosen.set(values.get(place).copied());
    drawn(legend, labels, Arc::new(is), Arc::new(choose), wrong)
}

/// The same where each is known by its name, and none by an empty one.
pub(crate) fn named(
    legend: String,
    options: Vec<(&'static str, String)>,
    chosen: RwSignal<String>,
    wrong: Wrong,
) -> AnyView {
    let (names, labels): (Vec<&'static str>, Vec<String>) = options.into_iter().unzip();
    let names = Arc::new(names);
    let known = names.clone();
    let is = move |place: usize| chosen.with(|chosen| known.get(place).is_some_and(|name| name == chosen));
    let choose = move |place: usize| {
        if let Some(name) = names.get(place) {
            chosen.set((*name).to_owned());
        }
    };
    drawn(legend, labels, Arc::new(is), Arc::new(choose), wrong)
}

type Is = Arc<dyn Fn(usize) -> bool + Send + Sync>;
type Choose = Arc<dyn Fn(usize)>;

/// One for all types of value and not for each, which keeps the module small.
fn drawn(legend: String, labels: Vec<String>, is: Is, choose: Choose, wrong: Wrong) -> AnyView {
    let name = unique_id();
    let option = |(place, label)| option(&name, place, label, is.clone(), choose.clone());
    let options = labels.into_iter().enumerate().map(option).collect_view();
    group(legend, html::div().class("choices").child(options).into_any(), wrong)
}

fn group(legend: String, options: AnyView, wrong: Wrong) -> AnyView {
    let id = unique_id();
    let described = id.clone();
    let said = said_wrong(id, wrong);
    html::fieldset()
        .class("field")
        .attr("role", "radiogroup")
        .attr("aria-describedby", described)
        .attr("aria-invalid", move || wrong.with(Option::is_some).then_some("true"))
        .child((html::legend().child(legend), said, options))
        .into_any()
}

fn option(name: &str, place: usize, label: String, is: Is, choose: Choose) -> AnyView {
    let input = html::input()
        .r#type("radio")
        .name(name.to_owned())
        .prop("checked", move || is(place))
        .on(ev::change, move |_| choose(place));
    html::label().class("choice").child((input, html::span().child(label))).into_any()
}

/// A box to tick.
pub(crate) fn check(label: String, ticked: RwSignal<bool>) -> AnyView {
    let input = html::input()
        .r#type("checkbox")
        .prop("checked", move || ticked.get())
        .on(ev::change, move |event| ticked.set(event_target_checked(&event)));
    html::label().class("check").child((input, html::span().child(label))).into_any()
}
