//! Figures of two: whether both agreed on them, what is shared for them, and both series once nothing is missing.

use model::{
    Day, ItemId, Pact, RelationshipId,
    kinds::{Agreement, Listed, SharedDays},
    together::Standing,
};

use super::{Looking, shared::Shared};
use crate::look::{Dyad, KeptDay, OwnItem};

/// Of so many of the person's own stretches the newest that is shared is looked for.
const STRETCHES_MAX: u32 = 12;

impl Looking<'_> {
    pub(super) fn look_dyad(&self, relationship: RelationshipId) -> Dyad {
        let kept = self.days_with(relationship);
        let own = self.look_own(SharedDays::NUMBER, Some(relationship), STRETCHES_MAX).items;
        let is_shared = |own: &&OwnItem| own.shared.iter().any(|shared| shared.relationship == relationship);
        let own = own.iter().find(is_shared).or(own.first()).cloned().map(Box::new);
        let Some(shared) = self.shared(relationship) else {
            return Dyad { kept, own, ..Dyad::default() };
        };
        let agreements = self.agreements(&shared);
        let of = |is_own: bool| self.series(&shared, is_own);
        let (mine, theirs) = (of(true), of(false));
        let shown = self.theirs(&shared).into_iter();
        let for_figures = shown.filter(|grant| grant.content.number() == SharedDays::NUMBER);
        let theirs_there = for_figures.map(|grant| (grant.item, grant.on)).collect();
        let is_agreed = agreements.iter().any(|(_, standing)| is_in_force(*standing));
        let both = mine.zip(theirs).filter(|_| is_agreed);
        Dyad { is_linked: true, agreements, kept, own, theirs: theirs_there, both }
    }

    /// The past days on which the person said how well the closeness suited them. What they wished for and wrote beside it is not among them.
    fn days_with(&self, relationship: RelationshipId) -> Vec<KeptDay> {
        let mut days = self.kept_days(Some(relationship));
        days.retain(|kept| kept.bond.is_some() && kept.day < self.today);
        for kept in &mut days {
            (kept.own, kept.wish) = (None, None);
        }
        days
    }

    /// The agreements on figures: all that are in force; where none is, the newest.
    fn agreements(&self, shared: &Shared<'_>) -> Vec<(ItemId, Standing)> {
        let all = shared.voices.all_of(Some(Agreement::NUMBER)).into_iter();
        let kinds = self.spaces.kinds();
        let mut found: Vec<_> = all
            .filter_map(|(item, about)| {
                let agreement = self.read::<Agreement>(&about.topic.content)?;
                let standing = about.standing(kinds, shared.mine)?;
                (agreement.sort == Pact::Figures).then_some((about.topic.on, item, standing))
            })
            .collect();
        found.sort_by_key(|(on, item, _)| (*on, *item));
        let named = |(_, item, standing): &(Day, ItemId, Standing)| (*item, *standing);
        let in_force: Vec<_> =
            found.iter().map(named).filter(|(_, standing)| is_in_force(*standing)).collect();
        if in_force.is_empty() { found.last().map(named).into_iter().collect() } else { in_force }
    }

    /// The newest days that one of the two shares.
    fn series(&self, shared: &Shared<'_>, is_own: bool) -> Option<Vec<(Day, u8)>> {
        let side = if is_own { shared.mine } else { shared.mine.other() };
        let visible = shared.state.visible(side).into_iter().map(|(_, grant)| grant);
        let of_days = visible.filter(|grant| grant.content.number() == SharedDays::NUMBER);
        let newest =
            of_days.filter(|grant| is_own || !shared.hides(grant)).max_by_key(|grant| grant.stamp)?;
        let days: SharedDays = self.read(&newest.content)?;
        Some(days.answers())
    }
}

fn is_in_force(standing: Standing) -> bool {
    matches!(standing, Standing::InForce { .. })
}
