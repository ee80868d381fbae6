//! What came too late of the person's devices, as the things that they decide about.

use crypto::Context;
use model::{ItemId, Now, RelationshipId, relationship::Origin};

use super::{
    super::spaces::{LateThing, Said, Would},
    Looking,
};
use crate::look::{Late, LateList, Shown, Would as Seen};

/// Names never leave the device.
const NAME: Context = Context("counterpoint 1 what came too late: name");

impl Looking<'_> {
    pub(super) fn look_late(&self, up_to: u32, now: Now) -> Vec<LateList> {
        let late = self.spaces.late(up_to as usize, now).into_iter();
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
            Would::Add(what) => (Seen::Add, what, Vec::new()),
            Would::Change { now, then } => (Seen::Change, then, now),
            Would::Join { now, beside } => (Seen::Join, beside, vec![now]),
            Would::BringBack(what) => (Seen::BringBack, what, Vec::new()),
            Would::TakeAway(what) => (Seen::TakeAway, what, Vec::new()),
        };
        let day = match what.first() {
            Some(Said::Record(content)) => self.first_day(content),
            _ => None,
        };
        let seen_by = thing.item.map(|item| self.seen_by(item)).unwrap_or_default();
        let shown = |said| match said {
            Said::Record(content) => self.shown(&content),
            Said::Name(name) => Shown::Name(name),
            Said::Person(name) => Shown::Person(name),
        };
        let mut late = Late {
            entries: thing.entries.into_iter().map(|entry| Origin(entry.0)).collect(),
            would,
            what: what.into_iter().map(shown).collect(),
            now: now.into_iter().map(shown).collect(),
            about: thing.about,
            written_s: thing.written_s,
            day,
            seen_by,
            name: Origin([0; 16]),
        };
        let bytes = borsh::to_vec(&(&late.entries, late.would, &late.what, &late.now));
        NAME.derive(&[&bytes.expect("writing to memory cannot fail")], &mut late.name.0);
        late
    }

    /// Who sees a version of one of the person's things.
    fn seen_by(&self, item: ItemId) -> Vec<RelationshipId> {
        let present = self.spaces.vault().present_relationships().into_iter().map(|(id, ..)| id);
        let sees = |id: &RelationshipId| {
            self.shared(*id).is_some_and(|shared| shared.state.shared(shared.mine, item).is_some())
        };
        present.filter(sees).collect()
    }
}
