//! The pause before linking again after an end.

use model::RelationshipId;

use super::{Links, Spaces};
use crate::{Problem, command::Outcome};

impl Links {
    /// After an end the person reads and answers the pause before anything else of a new link happens.
    pub(super) fn check_pause(&self, spaces: &Spaces, relationship: RelationshipId) -> Result<(), Problem> {
        if spaces.has_ended(relationship) && !self.pauses_over.contains(&relationship) {
            return Err(Problem::PauseFirst);
        }
        Ok(())
    }

    /// The person wants to go on, after the pause. It holds until the vault is locked, and is kept nowhere.
    pub(super) fn end_pause(
        &mut self,
        spaces: &Spaces,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        spaces.check_present(relationship)?;
        self.pauses_over.insert(relationship);
        Ok(Outcome::Done)
    }
}
