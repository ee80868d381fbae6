//! How much there is of what in a relationship.

use model::RelationshipId;

use super::Looking;
use crate::look::{Counts, KindCount};

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
        Counts { they_see: self.count_they_see(&shared), theirs, news: self.news(relationship, false) }
    }
}
