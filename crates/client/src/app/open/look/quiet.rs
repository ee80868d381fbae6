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
        let vault = self.spaces.vault();
        let read = |content| self.spaces.kinds().read::<Mute>(content)?.ok();
        let (_, newest) = vault.newest_listed(item)?;
        read(&newest.value.content)?.holds(self.today).then_some(())?;
        // A device that had not heard of it begins anew: what waited goes on waiting.
        let beside = vault.items.get(&item).into_iter();
        let beside = beside.flat_map(|versions| versions.siblings_where(|written| vault.lists(written)));
        let standing = [newest].into_iter().chain(beside).filter_map(|one| read(&one.value.content));
        let after = standing.filter(|mute| mute.holds(self.today)).map(|mute| {
            let after = mute.after.and_then(|after| u64::from_str_radix(after.as_str(), 16).ok());
            Clock(after.unwrap_or_default())
        });
        after.min()
    }
}
