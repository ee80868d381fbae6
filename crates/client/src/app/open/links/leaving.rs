//! A link that has ended, finished at the relay by whichever of the person's devices comes to it.
//!
//! ```text
//! ended, says the vault ─► what waits here is not sent ─► everything shared is withdrawn, if that is wanted ─► left
//! ```
//! The device that ended it may never meet the relay again: the others do all of it themselves.

use model::{LinkId, RelationshipId, VaultOperation};
use sync::{SpaceId, replica::Intent};

use super::Spaces;
use crate::{Problem, app::Doing, command::Outcome};

/// Ends a link. Works offline; needs nobody.
pub(super) fn unlink(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    withdraw: bool,
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    spaces.discard_unsent(doing, space);
    if withdraw {
        spaces.withdraw_all(doing, space)?;
    }
    note(spaces, doing, space, withdraw);
    spaces.intend(doing, space, Intent::Leave);
    Ok(Outcome::Done)
}

/// Takes note in the vault that a link is over.
pub(in crate::app) fn note_end(spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId) {
    note(spaces, doing, space, false);
}

/// The same, with whether everything that is shared there is to be withdrawn first, by whichever device comes to it.
fn note(spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId, withdraws: bool) {
    let withdraws = withdraws.then_some(true);
    let ended = VaultOperation::LinkEnded { link: LinkId(space.0), on: doing.now.day(), withdraws };
    spaces.note(doing, &ended);
}

/// Whether the vault says that a link is over, of which this device has not yet begun to tell the relay.
pub(super) fn awaits_end(spaces: &Spaces, space: SpaceId) -> bool {
    spaces.has_link_ended(space)
        && spaces.replica(space).is_some_and(|replica| {
            replica.is_open() && replica.has_been_shared() && !matches!(replica.intent(), Some(Intent::Leave))
        })
}

/// Does whatever is next for links that have ended.
pub(in crate::app) fn end_links(spaces: &mut Spaces, doing: &mut Doing<'_>) {
    let ended = spaces.links().into_iter().filter(|space| awaits_end(spaces, *space));
    for space in ended.collect::<Vec<_>>() {
        leave(spaces, doing, space);
    }
}

fn leave(spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId) {
    spaces.discard_unsent(doing, space);
    spaces.hold(doing, space, true);
    spaces.note_change(space);
    if spaces.link(space).is_some_and(|link| link.withdraws == Some(true)) {
        // Another device may have shared something of which this one has not heard.
        if !spaces.is_space_caught_up(space) {
            return;
        }
        if spaces.withdraw_all(doing, space).is_err() {
            spaces.count_unnoted();
        }
    }
    spaces.intend(doing, space, Intent::Leave);
}
