//! What waits today.

use model::{
    Now,
    kinds::{self, Contrasts, Listed, Pause, Signs},
};

use super::Looking;
use crate::look::{Asked, Today, WAITING_MAX};

/// Of those to which the person has replied, the newest are shown still: whoever answers sees that it was sent.
const REPLIED_MAX: usize = 3;

/// More pauses than these nobody holds at once.
const PAUSES_MAX: u32 = 3;

/// Somebody who has looked at themselves within this time is not asked to again, in seconds: four weeks.
const LATELY_S: u64 = 28 * 24 * 60 * 60;

impl Looking<'_> {
    pub(super) fn look_today(&self, now: Now) -> Today {
        let mut asked = Vec::new();
        for (relationship, ..) in self.spaces.vault().present_relationships() {
            let Some(shared) = self.shared(relationship) else { continue };
            let replies = self.replies(&shared, shared.mine);
            let (mut replied, mut waiting) = (0, 0);
            for grant in self.theirs(&shared) {
                if !self.asks(grant.content.number()) {
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
        let daily = self.spaces.kinds().all().iter().filter(|kind| kind.each_day).map(|kind| kind.number);
        let is_written = |number: &u32| {
            let item = kinds::name_of_day(*number, now.day(), None);
            self.spaces.vault().newest_listed(item).is_some()
        };
        let of_today = daily.filter(is_written).collect();
        let pauses = self.look_own(Pause::NUMBER, None, PAUSES_MAX).items;
        let is_recent = |kind: &u32| {
            let newest = self.look_own(*kind, None, 1).items;
            newest.iter().any(|own| own.written_s.saturating_add(LATELY_S) > now.unix_ms / 1_000)
        };
        let reflected = [Contrasts::NUMBER, Signs::NUMBER].into_iter().filter(is_recent).collect();
        Today {
            asked,
            written: self.overview(0).written(),
            of_today,
            news: self.news_of_all(),
            pauses,
            trials: self.trials(),
            reflected,
        }
    }
}
