//! What stands beside a thing, whoever's it is.

use interface::look::Together;
use interface::model::together::Standing;
use interface::model::{ItemId, RelationshipId};
use leptos::prelude::*;

use super::super::{coming_back, dates, starters};
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::{nothing, row};
use crate::places::Tool;
use crate::platform::browser;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// In a talk whose words may be many: to what can be said now.
pub(super) fn to_turn(tool: Tool, together: Memo<Option<Together>>) -> AnyView {
    if tool != Tool::Talks {
        return nothing();
    }
    let is_turn = move || {
        let standing = together.with(|together| together.as_ref().and_then(|together| together.standing));
        standing == Some(Standing::YourTurn)
    };
    live(is_turn, |is_turn| {
        if !is_turn {
            return nothing();
        }
        let go = || browser::focus_later("main .now :is(input, textarea)");
        row(vec![button(Look::Quiet, words::talk_to_turn(), go)])
    })
}

/// What only one tool has beside a thing, whoever's it is.
pub(super) fn beside(
    session: Session,
    tool: Tool,
    (id, item): (RelationshipId, ItemId),
    together: Memo<Option<Together>>,
) -> AnyView {
    match tool {
        Tool::Time => dates::agreed(session, (id, item), together),
        Tool::Space => coming_back::view(session, id, together),
        Tool::Questions => starters::too(session, id, together),
        _ => nothing(),
    }
}
