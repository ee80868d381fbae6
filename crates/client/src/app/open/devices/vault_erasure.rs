//! Erasing the person's vault on the relay (S7): theirs alone, never what is the other person's.
//!
//! ```text
//! each link: bodies of this person's entries erased ─► left          an invite that nobody used: its space erased whole
//!   ─► nothing but the vault is left: the vault's space erased whole ─► this device keeps its copy, and uses no relay
//! ```
//! It goes on after a restart and without a connection waits for one. What is not done yet can be seen in the spaces.

use sync::{SpaceId, replica::Intent};

use super::{Devices, Here, Spaces, devices_of};
use crate::{
    Problem,
    app::{Doing, doing::LoadToken},
    command::Outcome,
    storage::{self, Record},
};

impl Devices {
    pub(super) fn begin_erasing(
        &mut self,
        spaces: &mut Spaces,
        here: &mut Here,
        doing: &mut Doing<'_>,
    ) -> Result<Outcome, Problem> {
        if !here.has_relay() {
            return Err(Problem::BadRelay);
        }
        if devices_of(spaces.vault_replica()).len() > 1 {
            return Err(Problem::OtherDevices);
        }
        here.begin_erasing();
        self.stop_offer(spaces, doing);
        here.save(spaces, doing);
        Ok(Outcome::Done)
    }

    /// Does whatever is next, while the vault is being erased and nothing more is entered. Answered by the links that are over by
    /// it.
    pub(in crate::app) fn erase_next(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        is_entering: bool,
    ) -> Vec<SpaceId> {
        let links = spaces.links();
        if links.is_empty() && !is_entering {
            spaces.erase_space(doing, spaces.vault_space());
        }
        links.into_iter().filter(|space| self.erase_link(spaces, doing, *space)).collect()
    }

    /// Whether the link is over by it.
    fn erase_link(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId) -> bool {
        let Some(replica) = spaces.replica(space) else { return false };
        if !replica.has_been_shared() {
            spaces.erase_space(doing, space);
            return false;
        }
        let is_read = self.erasing.values().any(|known| *known == space);
        if is_read || matches!(replica.intent(), Some(Intent::Leave)) {
            return false;
        }
        spaces.discard_unsent(doing, space);
        self.erasing.insert(doing.loads.ask(storage::cold_prefix(space)), space);
        true
    }

    /// The log of a link was read: whatever this person wrote there is erased, and then the link is left. Nothing happens if the log
    /// was not asked for here.
    pub(in crate::app) fn loaded(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        token: LoadToken,
        cold: &[Record],
    ) {
        if let Some(space) = self.erasing.remove(&token) {
            spaces.erase_own(doing, space, cold);
            spaces.intend(doing, space, Intent::Leave);
        }
    }
}
