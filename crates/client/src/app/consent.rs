//! Staying sure of what one gives: a look from time to time at what is shared, an end to all of it at once, and a pause before
//! linking again.

use model::{Day, Now, RelationshipId};

use super::{Doing, open::Open};
use crate::{Problem, command::Outcome};

/// After how many days a person is asked to look at what they share.
const REVIEW_AFTER_DAYS: u32 = 90;

impl Open {
    /// Whether the person should look at what they share: something has been shared for a while, and they have not looked.
    pub(super) fn review_is_due(&self, now: Now, first: Option<Day>) -> bool {
        let since = first.max(self.settings.reviewed_on());
        first.is_some()
            && since.is_some_and(|Day(since)| now.day().0.saturating_sub(since) >= REVIEW_AFTER_DAYS)
    }

    /// The person has looked at what they share. It stays on this device, and leaves no trace elsewhere.
    pub(super) fn reviewed(&mut self, doing: &mut Doing<'_>) -> Outcome {
        self.settings.set_reviewed(doing.now.day());
        self.save_settings(doing);
        Outcome::Done
    }

    /// Withdraws everything that is shared in a relationship. The link stays.
    pub(super) fn withdraw_all(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        let granted = self.granted(space, |_| true);
        self.withdraw_grants(doing, space, granted)?;
        Ok(Outcome::Done)
    }

    /// Whether a relationship was linked once, and is not any more.
    pub(super) fn has_ended(&self, relationship: RelationshipId) -> bool {
        self.vault().links.values().any(|link| {
            link.since.is_some()
                && link.ended.is_some()
                && link.kept.as_ref().is_some_and(|kept| kept.value.relationship == relationship)
        })
    }

    /// After an end the person reads and answers the pause before anything else of a new link happens.
    pub(super) fn check_pause(&self, relationship: RelationshipId) -> Result<(), Problem> {
        if self.has_ended(relationship) && !self.pauses_over.contains(&relationship) {
            return Err(Problem::PauseFirst);
        }
        Ok(())
    }

    /// The person wants to go on, after the pause. It holds until the vault is locked, and is kept nowhere.
    pub(super) fn end_pause(&mut self, relationship: RelationshipId) -> Result<Outcome, Problem> {
        self.check_present(relationship)?;
        self.pauses_over.insert(relationship);
        Ok(Outcome::Done)
    }
}
