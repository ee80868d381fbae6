//! What waits today.

use model::kinds::{Ask, Listed};

use super::Looking;
use crate::look::{Asked, Today};

/// Of those to which the person has replied, the newest are shown still: whoever answers sees that it was sent.
const REPLIED_MAX: usize = 3;

/// Of those that wait, so many: a day has room for a few.
const WAITING_MAX: usize = 20;

impl Looking<'_> {
    pub(super) fn look_today(&self) -> Today {
        let mut asked = Vec::new();
        for (relationship, ..) in self.spaces.vault().present_relationships() {
            let Some(shared) = self.shared(relationship) else { continue };
            let replies = self.replies(&shared, shared.mine);
            let (mut replied, mut waiting) = (0, 0);
            for grant in self.theirs(&shared) {
                if grant.content.number() != Ask::NUMBER {
                    continue;
                }
                let item = self.their_item(&replies, grant);
                let (count, max) = match item.reply {
                    Some(_) => (&mut replied, REPLIED_MAX),
                    None => (&mut waiting, WAITING_MAX),
                };
                if *count < max {
                    *count += 1;
                    asked.push(Asked { relationship, item });
                }
            }
        }
        Today { asked, written: self.overview(0).written() }
    }
}
