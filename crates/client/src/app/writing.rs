//! Writing into a space: sealed, signed, folded in, and kept.

use model::Clock;
use sync::{Opened, SpaceId, replica::WriteError};

use super::{Doing, open::Open};
use crate::{Problem, Write, storage};

impl Open {
    /// Writes an operation, at the next moment of the space's clock.
    pub(super) fn write(&mut self, doing: &mut Doing<'_>, id: SpaceId, body: &[u8]) -> Result<(), Problem> {
        let space = self.spaces.get_mut(&id).ok_or(Problem::NotLinked)?;
        let clock = space.clock.tick(doing.now.unix_ms);
        self.write_at(doing, id, clock, body)
    }

    /// Writes an operation that was first written at another moment.
    pub(super) fn write_at(
        &mut self,
        doing: &mut Doing<'_>,
        id: SpaceId,
        clock: Clock,
        body: &[u8],
    ) -> Result<(), Problem> {
        let space = self.spaces.get_mut(&id).ok_or(Problem::NotLinked)?;
        let replica = self.device.replica_mut(id).ok_or(Problem::NotLinked)?;
        let clock = crypto::Clock(clock.0);
        let entry = replica.write(clock, body, &mut doing.random).map_err(|error| match error {
            WriteError::TooLarge(too_large) => Problem::TooLong {
                found: u32::try_from(too_large.found).unwrap_or(u32::MAX),
                max: u32::try_from(too_large.limit).unwrap_or(u32::MAX),
            },
            _ => Problem::NotLinked,
        })?;
        let opened = Opened {
            id: entry.id,
            author: replica.me(),
            party: replica.party(),
            writer: replica.writer(),
            sequence: crypto::Sequence(0),
            hash: crypto::Head::NO_PREVIOUS,
            clock,
            epoch: replica.epoch(),
            body: Some(body.to_vec()),
        };
        space.apply(&opened, doing.now);
        self.keep(doing.writes, id, &entry);
        self.changed.insert(id);
        self.device.proceed(id, &mut doing.random);
        Ok(())
    }

    /// Puts an entry into the tail.
    pub(super) fn keep(&mut self, writes: &mut Vec<Write>, id: SpaceId, entry: &sync::Entry) {
        let Some(space) = self.spaces.get_mut(&id) else { return };
        let value = minicbor::to_vec(entry).expect("writing to memory cannot fail");
        space.tail.0.insert(entry.id, value.clone());
        writes.push(Write::Put { key: storage::tail_key(id, entry.id), value });
    }
}
