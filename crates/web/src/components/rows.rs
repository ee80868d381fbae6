//! Lists of ways onward.

use leptos::html;
use leptos::prelude::*;

use super::icon::chevron;
use super::live::live;
use crate::places::Place;

/// A way onward whose name and line may become others.
pub(crate) fn live_way(
    name: impl Fn() -> String + Send + Sync + 'static,
    about: impl Fn() -> String + Send + Sync + 'static,
    place: Place,
) -> AnyView {
    let words = html::span().class("grow").child((
        html::b().attr("dir", "auto").child(live(name, |name| name.into_any())),
        html::small().child(live(about, |about| about.into_any())),
    ));
    html::li().child(html::a().class("go").href(place.address()).child((words, chevron()))).into_any()
}

/// One way onward: a name, a line about it, where it leads.
pub(crate) fn way(name: String, about: String, place: Place) -> AnyView {
    let words = html::span()
        .class("grow")
        .child((html::b().attr("dir", "auto").child(name), html::small().child(about)));
    html::li().child(html::a().class("go").href(place.address()).child((words, chevron()))).into_any()
}

/// A card that holds ways onward.
pub(crate) fn ways(ways: Vec<AnyView>) -> AnyView {
    html::div().class("card of-rows").child(html::ul().class("rows").child(ways)).into_any()
}
