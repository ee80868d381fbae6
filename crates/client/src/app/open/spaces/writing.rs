//! Writing into a space: sealed, signed, folded in, and kept.

use model::{Clock, RelationshipOperation, VaultOperation};
use sync::{Entry, EntryId, Opened, SpaceId, replica::WriteError};

use super::Spaces;
use crate::{Problem, Write, app::Doing, storage};

impl Spaces {
    /// Records something in the vault.
    ///
    /// # Errors
    /// [`Problem::NotLinked`] if this device belongs to the vault no more, [`Problem::TooLong`].
    pub(in crate::app) fn record(
        &mut self,
        doing: &mut Doing<'_>,
        operation: &VaultOperation,
    ) -> Result<(), Problem> {
        self.write(doing, self.vault, &operation.to_bytes())?;
        self.set_urgent_if_it_is(doing, operation);
        Ok(())
    }

    /// Records something in the vault that was first written at another moment.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub(in crate::app) fn record_at(
        &mut self,
        doing: &mut Doing<'_>,
        clock: Clock,
        operation: &VaultOperation,
    ) -> Result<(), Problem> {
        self.write_at(doing, self.vault, clock, &operation.to_bytes())?;
        self.set_urgent_if_it_is(doing, operation);
        Ok(())
    }

    /// Whoever has filled the vault must not keep the person from taking them out.
    fn set_urgent_if_it_is(&mut self, doing: &mut Doing<'_>, operation: &VaultOperation) {
        if matches!(operation, VaultOperation::Decided { .. } | VaultOperation::LinkEnded { .. }) {
            self.set_urgent(doing, self.vault);
        }
    }

    /// Records something in a relationship: from now on the other can see it.
    ///
    /// # Errors
    /// [`Problem::NotLinked`] if this person belongs to the space no more, [`Problem::TooLong`].
    pub(in crate::app) fn tell(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        operation: &RelationshipOperation,
    ) -> Result<(), Problem> {
        self.write(doing, space, &operation.to_bytes())?;
        if matches!(operation, RelationshipOperation::Withdrawn { .. }) {
            self.set_urgent(doing, space);
        }
        Ok(())
    }

    /// What was just written does not wait for room at the relay.
    fn set_urgent(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        if let Some(replica) = self.device.replica_mut(space) {
            let newest = replica.outbox().last().map(|entry| entry.id);
            newest.into_iter().for_each(|entry| replica.set_urgent(entry));
            self.proceed(doing, space);
        }
    }

    /// Records in the vault what this device has noticed. What cannot be recorded is counted: see [`Self::unnoted`].
    pub(in crate::app) fn note(&mut self, doing: &mut Doing<'_>, operation: &VaultOperation) {
        if self.record(doing, operation).is_err() {
            self.count_unnoted();
        }
    }

    /// Tells in a relationship what this device has noticed. What cannot be told is counted like what cannot be noted.
    pub(in crate::app) fn mention(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        operation: &RelationshipOperation,
    ) {
        if self.tell(doing, space, operation).is_err() {
            self.count_unnoted();
        }
    }

    /// Something that this device has noticed could not be recorded.
    pub(in crate::app) fn count_unnoted(&mut self) {
        self.unnoted = self.unnoted.saturating_add(1);
    }

    /// How much of what this device has noticed since it was opened could not be recorded. A device that was removed records nothing
    /// more: its screen says that it was.
    pub(in crate::app) fn unnoted(&self) -> u32 {
        if self.vault_replica().is_member() { self.unnoted } else { 0 }
    }

    /// Writes an operation, at the next moment of the space's clock.
    pub(super) fn write(&mut self, doing: &mut Doing<'_>, id: SpaceId, body: &[u8]) -> Result<(), Problem> {
        let space = self.kept.get_mut(&id).ok_or(Problem::NotLinked)?;
        let clock = space.clock.tick(doing.now.unix_ms);
        self.write_at(doing, id, clock, body)
    }

    pub(super) fn write_at(
        &mut self,
        doing: &mut Doing<'_>,
        id: SpaceId,
        clock: Clock,
        body: &[u8],
    ) -> Result<(), Problem> {
        let space = self.kept.get_mut(&id).ok_or(Problem::NotLinked)?;
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
        self.keep(doing, id, &entry);
        self.proceed(doing, id);
        Ok(())
    }

    /// Puts an entry into the tail.
    pub(super) fn keep(&mut self, doing: &mut Doing<'_>, id: SpaceId, entry: &Entry) {
        let Some(space) = self.kept.get_mut(&id) else { return };
        let value = storage::entry_bytes(entry);
        space.tail.0.insert(entry.id, value.clone());
        self.put(doing, &storage::tail_key(id, entry.id), value);
    }

    /// Writes an entry of the log anew.
    pub(super) fn rewrite(&mut self, doing: &mut Doing<'_>, space: SpaceId, entry: &Entry) {
        let value = storage::entry_bytes(entry);
        let Some(kept) = self.kept.get_mut(&space) else { return };
        let key = match kept.tail.0.get_mut(&entry.id) {
            Some(bytes) => {
                bytes.clone_from(&value);
                storage::tail_key(space, entry.id)
            }
            None => storage::cold_key(space, entry.id),
        };
        self.put(doing, &key, value);
    }

    /// Removes entries that exist no more.
    pub(in crate::app) fn forget_entries(&mut self, doing: &mut Doing<'_>, space: SpaceId, gone: &[EntryId]) {
        let Some(kept) = self.kept.get_mut(&space) else { return };
        for entry in gone {
            kept.tail.0.remove(entry);
            doing.writes.push(Write::Delete { key: storage::tail_key(space, *entry) });
        }
    }

    /// Lets go of what waits in a space and was never sent.
    pub(in crate::app) fn discard_unsent(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        let unsent = self.device.replica_mut(space).map(|replica| replica.discard_unsent(&mut doing.random));
        self.forget_entries(doing, space, &unsent.unwrap_or_default());
    }

    /// Something of a space has changed: it is stored, and handed to the relay.
    pub(super) fn proceed(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        self.changed.insert(space);
        self.device.proceed(space, &mut doing.random);
    }
}

#[cfg(test)]
mod tests {
    use crypto::{MemberSeed, SymmetricKey};
    use model::{DeviceId, Now, kinds::LIST};
    use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
    use sync::Replica;

    use super::*;
    use crate::app::doing::Loads;

    #[test]
    fn what_could_not_be_noted_is_counted() {
        let mut random = ChaCha12Rng::seed_from_u64(7);
        let vault = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let master = SymmetricKey::random(&mut random);
        let now = Now { unix_ms: 1_795_348_800_000, utc_offset_minutes: 0 };
        let (mut writes, mut loads) = (Vec::new(), Loads::default());
        let doing = &mut Doing { now, random: &mut random, writes: &mut writes, loads: &mut loads };
        let mut spaces = Spaces::begin(doing, &LIST, storage::Keys::new(master), vault);
        let named = |name: String| VaultOperation::DeviceNamed { device: DeviceId([1; 16]), name };
        spaces.note(doing, &named("A name".to_owned()));
        assert_eq!(spaces.unnoted(), 0);
        spaces.note(doing, &named("longer than an entry may be ".repeat(100_000)));
        assert_eq!(spaces.unnoted(), 1);
    }
}
