//! Gradual questions: how far they go.

use crate::{
    Depth, Relationship, Side,
    kinds::{Deeper, List},
};

/// How far the questions go that are asked: light ones always, warmer and deeper ones once both would like them.
pub fn depth(kinds: &'static List, relationship: &Relationship) -> Depth {
    let [one, other] = [Side::Founder, Side::Invited].map(|side| wished(kinds, relationship, side));
    one.min(other)
}

/// How far one side would go.
pub fn wished(kinds: &'static List, relationship: &Relationship, side: Side) -> Depth {
    let visible = relationship.visible(side).into_iter();
    let wishes = visible.filter_map(|(_, grant)| kinds.read::<Deeper>(&grant.content)?.ok());
    wishes.map(|wish| wish.depth).max().unwrap_or(Depth::Light)
}
