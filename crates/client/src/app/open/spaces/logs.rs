//! What needs the part of the log that only the store has.

use crypto::ErasePreimage;
use sync::{Body, Entry, Opened, SpaceId, replica::Checkpoint};

use super::{Spaces, branches::Way};
use crate::{
    Write,
    app::{Doing, doing::LoadToken},
    storage::{self, Record},
};

/// Why part of the cold log is being read.
#[derive(Debug, Clone)]
pub(super) enum Purpose {
    /// To bring to the relay what it lacks.
    Offer(SpaceId),
    /// To remove what a space has left behind.
    Drop,
    /// To take the content of withdrawn entries away.
    Strip(SpaceId, Option<ErasePreimage>),
    /// To fold it onto a checkpoint that stands in the place of the relay's log.
    Base(SpaceId, Box<Checkpoint>),
    /// To compare another device's checkpoint with it.
    Verify(SpaceId, Box<Checkpoint>),
    /// To fold anew what counts.
    Recount(SpaceId),
    /// To go over to another history.
    GoOver(SpaceId, Way),
}

impl Purpose {
    pub(super) fn is_recount(&self, wanted: SpaceId) -> bool {
        matches!(self, Self::Recount(space) if *space == wanted)
    }

    pub(super) fn wants_whole_log(&self, wanted: SpaceId) -> bool {
        matches!(
            self,
            Self::Offer(space)
                | Self::Base(space, _)
                | Self::Verify(space, _)
                | Self::Recount(space)
                | Self::GoOver(space, _)
                if *space == wanted
        )
    }
}

impl Spaces {
    pub(super) fn read(&mut self, doing: &mut Doing<'_>, purpose: Purpose, prefix: String) {
        self.reading.insert(doing.loads.ask(prefix), purpose);
    }

    /// The relay lacks something that this device may have.
    pub(in crate::app) fn want_log(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        self.read(doing, Purpose::Offer(space), storage::cold_prefix(space));
    }

    /// Part of the cold log was read. Nothing happens if it was not asked for here.
    pub(in crate::app) fn loaded(&mut self, doing: &mut Doing<'_>, token: LoadToken, records: &[Record]) {
        match self.reading.remove(&token) {
            Some(Purpose::Base(space, checkpoint)) => self.take_base(doing, (space, &checkpoint), records),
            Some(Purpose::Verify(space, checkpoint)) => self.verify(doing, (space, &checkpoint), records),
            Some(Purpose::Offer(space)) => self.offer(doing, space, records),
            Some(Purpose::Recount(space)) => self.recount(doing, space, records),
            Some(Purpose::GoOver(space, way)) => self.go_over(doing, space, way, records),
            Some(Purpose::Drop) => {
                let gone = records.iter().map(|record| Write::Delete { key: record.key.clone() });
                doing.writes.extend(gone);
            }
            Some(Purpose::Strip(space, preimage)) => {
                for record in records {
                    if let Some(entry) = self.entry_of(record) {
                        self.strip(doing, space, entry, preimage);
                    }
                }
            }
            None => {}
        }
    }

    fn offer(&mut self, doing: &mut Doing<'_>, space: SpaceId, records: &[Record]) {
        let log = self.entries_of(space, records).filter(|entry| entry.body != Body::Sealed(Vec::new()));
        let log: Vec<Entry> = log.collect();
        self.device.offer(space, log, &mut doing.random);
        let waiting: Vec<Entry> =
            self.device.replica(space).map(|replica| replica.outbox().cloned().collect()).unwrap_or_default();
        for entry in waiting {
            let known = self.kept.get(&space).is_some_and(|kept| kept.tail.0.contains_key(&entry.id));
            if !known {
                self.keep(doing, space, &entry);
            }
        }
        self.changed.insert(space);
    }

    /// Everything that this device has of a space's log, in no particular order. `cold` may hold records of other spaces too.
    pub(super) fn entries_of<'a>(
        &'a self,
        space: SpaceId,
        cold: &'a [Record],
    ) -> impl Iterator<Item = Entry> + 'a {
        let prefix = storage::cold_prefix(space);
        let cold = cold.iter().filter(move |record| record.key.starts_with(&prefix));
        let tail = self.kept.get(&space).into_iter().flat_map(|kept| kept.tail.0.values());
        let tail = tail.filter_map(|bytes| minicbor::decode(bytes).ok());
        cold.filter_map(|record| self.entry_of(record)).chain(tail)
    }

    /// The entry in a record of the store, if it is one.
    fn entry_of(&self, record: &Record) -> Option<Entry> {
        self.keys.open(record).ok().and_then(|bytes| minicbor::decode(&bytes).ok())
    }

    /// The same, opened.
    pub(super) fn log_of(&self, space: SpaceId, cold: &[Record]) -> Vec<Opened> {
        let Some(replica) = self.device.replica(space) else { return Vec::new() };
        self.entries_of(space, cold).filter_map(|entry| replica.reopen(&entry)).collect()
    }
}
