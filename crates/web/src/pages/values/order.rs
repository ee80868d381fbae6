//! The order in which values stand.

use interface::command::Command;
use interface::model::fields::Scale;
use interface::model::{Content, ItemId};
use leptos::prelude::*;

use super::super::kind;
use super::Stands;
use crate::components::button::{Look, named_button};
use crate::components::form::Form;
use crate::platform::{browser, listening};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// What was moved last, and when, in milliseconds.
pub(super) type Moved = StoredValue<(Option<ItemId>, f64)>;

/// So long after a move a press on another one counts for nothing, in milliseconds: it slid under the pointer.
const SETTLES_MS: f64 = 700.0;

/// So long the focus goes along with what was moved, in milliseconds.
const FOLLOWED_MS: f64 = 3_000.0;

/// The way to move one up or down. Both ways are always there: what has the focus does not go because it was pressed.
pub(super) fn mover(
    session: Session,
    form: Form,
    values: Memo<Vec<Stands>>,
    last: Moved,
    stands: Memo<Stands>,
    up: bool,
) -> AnyView {
    let item = stands.with_untracked(|stands| stands.own.item);
    let (label, named): (String, fn(&str) -> String) = if up {
        (words::values_up(), words::values_up_named)
    } else {
        (words::values_down(), words::values_down_named)
    };
    let name = move || stands.with(|stands| named(stands.value.name.as_str()));
    named_button(Look::Quiet, label, name, move || {
        let now_ms = listening::now_ms();
        let (before, at_ms) = last.get_value();
        if before.is_some_and(|before| before != item) && now_ms - at_ms < SETTLES_MS {
            return;
        }
        last.set_value((Some(item), now_ms));
        let said = stands.with_untracked(|stands| stands.value.name.as_str().to_owned());
        let commands = moved(values, item, up);
        if commands.is_empty() {
            session.say(if up { words::values_is_first(&said) } else { words::values_is_last(&said) });
            return;
        }
        let done = move || {
            session.say(if up { words::values_moved_up(&said) } else { words::values_moved_down(&said) });
        };
        form.send_each(commands, |_| {}, done);
    })
}

/// A row that changes its place loses the focus in some browsers: it goes along with what was just moved.
pub(super) fn keep_focus(values: Memo<Vec<Stands>>, last: Moved, item: ItemId) {
    let place = Memo::new(move |_| values.with(|all| all.iter().position(|one| one.own.item == item)));
    Effect::new(move |before: Option<Option<usize>>| {
        let now = place.get();
        let (moved, at_ms) = last.get_value();
        let was_moved = moved == Some(item) && listening::now_ms() - at_ms < FOLLOWED_MS;
        if was_moved && before.is_some_and(|before| before != now) {
            let way = if before.flatten() > now { "first-child" } else { "nth-child(2)" };
            browser::focus_later(format!("[data-value=\"{item}\"] .row > .btn:{way}"));
        }
        now
    });
}

/// The one above or below.
fn neighbour(values: Memo<Vec<Stands>>, item: ItemId, up: bool) -> Option<usize> {
    values.with(|all| {
        let at = all.iter().position(|one| one.own.item == item)?;
        if up { at.checked_sub(1) } else { Some(at + 1).filter(|next| *next < all.len()) }
    })
}

/// What writes the new order: everything whose place is another one then.
fn moved(values: Memo<Vec<Stands>>, item: ItemId, up: bool) -> Vec<Command> {
    let all = values.get_untracked();
    let Some(next) = untrack(|| neighbour(values, item, up)) else { return Vec::new() };
    let order = reordered(&all.iter().map(|one| one.own.item).collect::<Vec<_>>(), item, next);
    let mut commands = Vec::new();
    for (place, item) in (1_u8..).zip(order) {
        let Some(one) = all.iter().find(|one| one.own.item == item) else { continue };
        let Some(place) = Scale::new(place) else { continue };
        if one.value.order != place {
            let mut value = one.value.clone();
            value.order = place;
            commands.push(kind::write(Some(item), Some(one.own.version), None, Content::of(&value)));
        }
    }
    commands
}

/// The same, with one of them at this place.
fn reordered(order: &[ItemId], item: ItemId, to: usize) -> Vec<ItemId> {
    let mut order: Vec<ItemId> = order.iter().copied().filter(|other| *other != item).collect();
    order.insert(to.min(order.len()), item);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moves_and_the_others_keep_their_order() {
        let [a, b, c] = [1, 2, 3].map(|byte| ItemId([byte; 16]));
        assert_eq!(reordered(&[a, b, c], c, 1), [a, c, b]);
        assert_eq!(reordered(&[a, b, c], a, 1), [b, a, c]);
        assert_eq!(reordered(&[a, b, c], a, 9), [b, c, a]);
    }
}
