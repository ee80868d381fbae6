//! What changes while it is on the screen. An update draws anew only what it changes: what is typed, focused, selected or open
//! beside it stays.

use std::sync::Arc;

use leptos::prelude::*;

use crate::reactive::{Erased, Memo};

/// A part of a page that is drawn anew when what it shows is another.
pub(crate) fn live<T>(
    value: impl Fn() -> T + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let value = move || Erased::of(value());
    let draw = move |value: &Erased| draw(value.read::<T>().clone());
    erased(Box::new(value), Box::new(draw))
}

/// One for all types of value and not for each, which keeps the module small: what follows a value is a hundred functions.
fn erased(
    value: Box<dyn Fn() -> Erased + Send + Sync>,
    draw: Box<dyn Fn(&Erased) -> AnyView + Send>,
) -> AnyView {
    let value = Memo::new(move |_| value());
    drawn(Box::new(move || {
        let value = value.get();
        untrack(|| draw(&value))
    }))
}

fn drawn(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

/// Rows, each of which stays as long as its thing does, wherever in the list that then stands. `row` is called once for each and
/// follows what it is given.
pub(crate) fn keyed<T>(
    things: Memo<Vec<T>>,
    key: fn(&T) -> String,
    row: impl Fn(Memo<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    rows_of(things, key, Arc::new(row))
}

fn rows_of<T>(
    things: Memo<Vec<T>>,
    key: fn(&T) -> String,
    row: Arc<dyn Fn(Memo<T>) -> AnyView + Send + Sync>,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let keys = move || things.with(|things| things.iter().map(key).collect());
    let draw = move |name: String| {
        let find = move |things: &Vec<T>| things.iter().find(|thing| key(thing) == name).cloned();
        let Some(first) = things.with_untracked(&find) else { return super::nothing() };
        // One that is gone stays as it was until its row is gone too.
        let thing = Memo::new(move |last: Option<&T>| {
            things.with(&find).or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        untrack(|| row(thing))
    };
    rows(Box::new(keys), Arc::new(draw))
}

/// Of one type, which keeps the module small.
fn rows(
    each: Box<dyn Fn() -> Vec<String> + Send>,
    children: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
) -> AnyView {
    let draw = move |key: String| children(key);
    For(ForProps { each: move || each(), key: String::clone, children: draw }).into_any()
}
