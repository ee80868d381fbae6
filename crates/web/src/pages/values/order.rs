//! The order in which values stand.

use interface::command::Command;
use interface::model::fields::Scale;
use interface::model::{Content, ItemId};
use leptos::prelude::*;

use super::super::kind;
use super::Stands;

/// The one above or below.
pub(super) fn neighbour(values: Memo<Vec<Stands>>, item: ItemId, up: bool) -> Option<usize> {
    values.with(|all| {
        let at = all.iter().position(|one| one.own.item == item)?;
        if up { at.checked_sub(1) } else { Some(at + 1).filter(|next| *next < all.len()) }
    })
}

/// What writes the new order: everything whose place is another one then.
pub(super) fn moved(values: Memo<Vec<Stands>>, item: ItemId, up: bool) -> Vec<Command> {
    let all = values.get_untracked();
    let Some(next) = untrack(|| neighbour(values, item, up)) else { return Vec::new() };
    let order = reordered(&all.iter().map(|one| one.own.item).collect::<Vec<_>>(), item, next);
    let mut commands = Vec::new();
    for (place, item) in (1_u8..).zip(order) {
        let Some(one) = all.iter().find(|one| one.own.item == item) else { continue };
        let Some(place) = Scale::new(place) else { continue };
        if one.value.rank != place {
            let mut value = one.value.clone();
            value.rank = place;
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
