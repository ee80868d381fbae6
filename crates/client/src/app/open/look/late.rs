//! What came too late of the person's devices, as the things that they decide about.

use model::relationship::Origin;

use super::{
    super::spaces::{LateThing, Said, Would},
    Looking,
};
use crate::look::{Late, LateList, Shown, Would as Seen};

impl Looking<'_> {
    pub(super) fn look_late(&self, up_to: u32) -> Vec<LateList> {
        let late = self.spaces.late(up_to as usize).into_iter();
        late.map(|late| LateList {
            device: late.device,
            name: late.device.and_then(|device| self.spaces.device_record(device).0).unwrap_or_default(),
            things: late.things.into_iter().map(|thing| self.late_thing(thing)).collect(),
            more: u32::try_from(late.more).unwrap_or(u32::MAX),
        })
        .collect()
    }

    fn late_thing(&self, thing: LateThing) -> Late {
        let (would, what, now) = match thing.would {
            Would::Add(what) => (Seen::Add, vec![what], None),
            Would::Change { now, then } => (Seen::Change, vec![then], Some(now)),
            Would::Join { now, beside } => (Seen::Join, vec![beside], Some(now)),
            Would::BringBack(what) => (Seen::BringBack, vec![what], None),
            Would::TakeAway(what) => (Seen::TakeAway, what, None),
        };
        let shown = |said| match said {
            Said::Record(content) => self.shown(&content),
            Said::Name(name) => Shown::Name(name),
        };
        Late {
            entries: thing.entries.into_iter().map(|entry| Origin(entry.0)).collect(),
            would,
            what: what.into_iter().map(shown).collect(),
            now: now.map(shown),
            about: thing.about,
            written_s: thing.written_s,
        }
    }
}
