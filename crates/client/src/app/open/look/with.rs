//! How much there is of what in a relationship.

use model::{
    RelationshipId, Side,
    kinds::{Listed, Space},
};

use super::{Looking, shared::Shared};
use crate::look::{Counts, KindCount, SpaceNow};

impl Looking<'_> {
    pub(super) fn look_with(&self, relationship: RelationshipId) -> Counts {
        let Some(shared) = self.shared(relationship) else { return Counts::default() };
        let replies = self.replies(&shared, shared.mine);
        let mut theirs: Vec<KindCount> = Vec::new();
        for grant in self.theirs(&shared) {
            let number = grant.content.number();
            let without_reply = u32::from(replies.newest(grant).is_none());
            match theirs.iter_mut().find(|known| known.kind == number) {
                Some(known) => {
                    known.count += 1;
                    known.without_reply += without_reply;
                }
                None => theirs.push(KindCount { kind: number, count: 1, without_reply }),
            }
        }
        theirs.sort_by_key(|known| known.kind);
        Counts {
            they_see: self.count_they_see(&shared),
            theirs,
            news: self.news(relationship, false),
            space: self.space_now(&shared),
            is_quiet: self.quiet_since(relationship).is_some(),
        }
    }

    /// The space that somebody has these days: of several the one that was shared last.
    fn space_now(&self, shared: &Shared<'_>) -> Option<SpaceNow> {
        let of = |side: Side, is_own: bool| {
            let visible = shared.state.visible(side).into_iter().map(|(_, grant)| grant);
            let is_now = move |grant: &&model::Grant| {
                let space = self.spaces.kinds().read::<Space>(&grant.content).and_then(Result::ok);
                let is_hidden = !is_own && shared.hides(grant);
                !is_hidden && space.is_some_and(|space| (space.from..=space.until).contains(&self.today))
            };
            let newest = visible.filter(|grant| grant.content.number() == Space::NUMBER).find(is_now);
            newest.map(|grant| (grant.stamp, is_own, grant))
        };
        let now = [of(shared.mine, true), of(shared.mine.other(), false)].into_iter().flatten();
        let (_, is_own, grant) = now.max_by_key(|(stamp, ..)| *stamp)?;
        Some(SpaceNow { item: grant.item, is_own, content: grant.content.clone() })
    }
}
