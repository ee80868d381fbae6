//! How much of what others share this device has shown: one sealed record of this device, which no other device, no relay and no
//! export hears of. What goes beyond it is the news on Today and Ours.
//!
//! ```text
//!   a page is drawn ── Drawn ──► what stands on it is noticed ──┐
//!   the line is put away ── PutAway ────────────────────────────┴──► hot/noticed, sealed, padded, always there
//! ```
//! Of each link it holds a frontier, and what was shown beyond that: whoever looks at the newest has not seen what stands before it.
//! The record is written whenever the vault opens and whenever any page was drawn, whatever stood on it, so that nobody who finds the
//! device learns from it what was read.

use std::collections::BTreeSet;

use model::{Clock, ItemId, RelationshipId, Stamp, WriterId, relationship::Origin};
use sync::{SpaceId, small::SmallMap};

use super::spaces::Spaces;
use crate::{
    app::Doing,
    look::Frontier,
    storage::{self, Record},
};

/// What the record is padded to, in bytes, or to twice as much as often as is needed.
const PADDED_BYTES: usize = 16 * 1024;

/// Something of somebody else's that can be shown: a version of a thing, or a reply to one of the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Arrival {
    /// The thing, or the one that is replied to.
    pub(in crate::app) item: ItemId,
    /// The number of the kind.
    pub(in crate::app) kind: u32,
    /// Of a reply: the number of the kind of what it is about.
    pub(in crate::app) about: Option<u32>,
    /// When it was written.
    pub(in crate::app) stamp: Stamp,
    /// The entry that carried it.
    pub(in crate::app) origin: Origin,
}

/// A request for support that nobody has replied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Request {
    pub(in crate::app) relationship: RelationshipId,
    pub(in crate::app) space: SpaceId,
    pub(in crate::app) arrival: Arrival,
}

/// How much of one link has been shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
struct Shown {
    /// Of each device that writes there, up to which moment all was.
    #[n(0)]
    up_to: SmallMap<WriterId, Clock>,
    /// What else was.
    #[n(1)]
    beyond: BTreeSet<Origin>,
}

/// How much of what others share has been shown on this device.
#[derive(Debug, Default)]
pub(in crate::app) struct Noticed {
    links: SmallMap<SpaceId, Shown>,
    /// Whether the record is to be written.
    is_due: bool,
    /// Requests that were there when the vault opened, or were told since; none before the first look.
    told: Option<BTreeSet<Origin>>,
    /// What was looked through for requests last.
    editions: Vec<(SpaceId, u64)>,
}

impl Noticed {
    /// Of a vault that has just come to this device: the record is there from the beginning.
    pub(in crate::app) fn begin() -> Self {
        Self { is_due: true, ..Self::default() }
    }

    /// From the store. A record that cannot be read keeps nobody out of their vault.
    pub(in crate::app) fn load(spaces: &Spaces, records: &[Record]) -> Self {
        let record = records.iter().find(|record| record.key == storage::NOTICED);
        let bytes = record.and_then(|record| spaces.keys().open(record).ok());
        let links = bytes.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default();
        Self { links, ..Self::begin() }
    }

    /// Writes the record, if it is time.
    pub(in crate::app) fn write_if_due(&mut self, spaces: &Spaces, doing: &mut Doing<'_>) {
        if core::mem::take(&mut self.is_due) {
            let kept = spaces.links();
            self.links.retain(|space, _| kept.contains(space));
            let value = minicbor::to_vec(&self.links).expect("writing to memory cannot fail");
            spaces.put(doing, storage::NOTICED, storage::padded(value, PADDED_BYTES));
        }
    }

    /// Has the record written at the end of this event.
    pub(in crate::app) fn write_soon(&mut self) {
        self.is_due = true;
    }

    /// Whether it is known how much of a link has been shown.
    pub(in crate::app) fn knows(&self, space: SpaceId) -> bool {
        self.links.contains_key(&space)
    }

    /// A link that is only just made on this device: whatever comes is new.
    pub(in crate::app) fn begin_link(&mut self, space: SpaceId) {
        self.links.get_or_insert_with(space, Shown::default);
        self.is_due = true;
    }

    /// A link that came to this device with what stands in it: that is old.
    pub(in crate::app) fn take_as_shown(&mut self, spaces: &Spaces, space: SpaceId) {
        let Some((state, mine)) = spaces.link_state(space) else { return };
        let mut shown = Shown::default();
        for (_, grant) in state.part(mine.other()).everything() {
            let newest = shown.up_to.get_or_insert_with(grant.stamp.writer, Clock::default);
            *newest = grant.stamp.clock.max(*newest);
        }
        self.links.insert(space, shown);
        self.is_due = true;
    }

    /// Whether something has come that was not shown yet. Nothing is new in a link of which it is not known how much was.
    pub(in crate::app) fn is_new(&self, space: SpaceId, arrival: &Arrival) -> bool {
        self.links.get(&space).is_some_and(|shown| !shown.holds(arrival))
    }

    /// These things of a link stand on a page that was drawn.
    pub(in crate::app) fn show(
        &mut self,
        space: SpaceId,
        there: &[Arrival],
        stands: impl Fn(&Arrival) -> bool,
    ) {
        self.show_where(space, there, stands);
    }

    /// Everything up to there counts as shown.
    pub(in crate::app) fn show_up_to(&mut self, space: SpaceId, there: &[Arrival], up_to: &Frontier) {
        self.show_where(space, there, |arrival| {
            let reaches = |(writer, clock): &(WriterId, Clock)| {
                *writer == arrival.stamp.writer && *clock >= arrival.stamp.clock
            };
            up_to.0.iter().any(reaches)
        });
    }

    fn show_where(&mut self, space: SpaceId, there: &[Arrival], is_shown: impl Fn(&Arrival) -> bool) {
        if let Some(shown) = self.links.get_mut(&space) {
            let new = there.iter().filter(|arrival| is_shown(arrival)).map(|arrival| arrival.origin);
            shown.beyond.extend(new);
            shown.tidy(there);
        }
    }

    /// In which relationships a request came since the last time. Those that were there when the vault opened, or came with a link
    /// that is new to this device, are told by the page.
    pub(in crate::app) fn take_asked_for(
        &mut self,
        editions: Vec<(SpaceId, u64)>,
        waiting: impl FnOnce() -> Vec<Request>,
    ) -> Vec<RelationshipId> {
        if self.told.is_some() && self.editions == editions {
            return Vec::new();
        }
        self.editions = editions;
        let is_first = self.told.is_none();
        let told = self.told.get_or_insert_default();
        let mut asked_for = Vec::new();
        for Request { relationship, space, arrival } in waiting() {
            let is_untold = told.insert(arrival.origin) && !is_first;
            let is_old = self.links.get(&space).is_none_or(|shown| shown.holds(&arrival));
            if is_untold && !is_old {
                asked_for.push(relationship);
            }
        }
        asked_for.dedup();
        asked_for
    }
}

impl Shown {
    fn holds(&self, arrival: &Arrival) -> bool {
        let up_to = self.up_to.get(&arrival.stamp.writer);
        up_to.is_some_and(|up_to| *up_to >= arrival.stamp.clock) || self.beyond.contains(&arrival.origin)
    }

    /// Brings the frontier as far as everything is shown, and forgets beyond it what it holds now, and what is there no more.
    fn tidy(&mut self, there: &[Arrival]) {
        let mut missed: SmallMap<WriterId, Clock> = SmallMap::new();
        for arrival in there.iter().filter(|arrival| !self.holds(arrival)) {
            let first = missed.get_or_insert_with(arrival.stamp.writer, || arrival.stamp.clock);
            *first = arrival.stamp.clock.min(*first);
        }
        let mut beyond = BTreeSet::new();
        for Arrival { stamp: Stamp { clock, writer }, origin, .. } in there {
            if missed.get(writer).is_none_or(|first| clock < first) {
                let up_to = self.up_to.get_or_insert_with(*writer, Clock::default);
                *up_to = (*clock).max(*up_to);
            } else if self.beyond.contains(origin) {
                beyond.insert(*origin);
            }
        }
        self.beyond = beyond;
    }
}

#[cfg(test)]
mod tests;
