//! Quiet on one's own side: what comes from somebody waits, unopened. They never learn of it, because nothing is told.

use model::{
    Clock, RelationshipId,
    kinds::{Listed, Mute, name_of_one},
};

use super::Looking;

impl Looking<'_> {
    /// Since when what comes from somebody waits, if the person wants that these days.
    pub(super) fn quiet_since(&self, relationship: RelationshipId) -> Option<Clock> {
        let item = name_of_one(Mute::NUMBER, Some(relationship));
        let (_, newest) = self.spaces.vault().newest_listed(item)?;
        let mute = self.spaces.kinds().read::<Mute>(&newest.value.content)?.ok()?;
        let is_quiet = mute.holds(self.today);
        let after = mute.after.and_then(|after| u64::from_str_radix(after.as_str(), 16).ok());
        is_quiet.then_some(Clock(after.unwrap_or_default()))
    }
}
