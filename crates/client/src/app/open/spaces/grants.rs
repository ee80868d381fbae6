//! What this person has granted, and taking it back.

use model::{
    GrantId, ItemId, RelationshipOperation,
    relationship::{Grant, Origin},
};
use sync::{Body, Entry, EntryId, Replica, SpaceId};

use super::Spaces;
use crate::{Problem, app::Doing, storage::Record};

impl Spaces {
    /// Withdraws every grant of an item, or every reply to one of the other's, and has the relay erase what carried them. Whether
    /// there was any.
    ///
    /// # Errors
    /// As [`Self::tell`].
    pub(in crate::app) fn withdraw_item(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        item: ItemId,
    ) -> Result<bool, Problem> {
        self.withdraw_where(doing, space, |_, grant| grant.item == item)
    }

    /// The same of those grants for which `wanted` holds, by their names.
    ///
    /// # Errors
    /// As [`Self::tell`].
    pub(in crate::app) fn withdraw_where(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        wanted: impl Fn(GrantId, &Grant) -> bool,
    ) -> Result<bool, Problem> {
        let granted = self.granted(space, wanted);
        self.withdraw_grants(doing, space, granted)
    }

    /// Withdraws everything that this person shares in a space.
    ///
    /// # Errors
    /// As [`Self::tell`].
    pub(in crate::app) fn withdraw_all(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
    ) -> Result<(), Problem> {
        let granted = self.granted(space, |_, _| true);
        self.withdraw_grants(doing, space, granted).map(|_| ())
    }

    /// This person's grants in a space, with the entries that carried them.
    fn granted(&self, space: SpaceId, wanted: impl Fn(GrantId, &Grant) -> bool) -> Vec<(GrantId, Origin)> {
        let Some((relationship, mine)) = self.link_state(space) else { return Vec::new() };
        let wanted = relationship.part(mine).everything().filter(|(id, grant)| wanted(*id, grant));
        wanted.map(|(id, grant)| (id, grant.origin)).collect()
    }

    /// Withdraws grants by their names, as far as there are any.
    ///
    /// # Errors
    /// As [`Self::tell`].
    pub(super) fn withdraw_named(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        names: &[GrantId],
    ) -> Result<(), Problem> {
        let granted = self.granted(space, |id, _| names.contains(&id));
        self.withdraw_grants(doing, space, granted).map(|_| ())
    }

    fn withdraw_grants(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        granted: Vec<(GrantId, Origin)>,
    ) -> Result<bool, Problem> {
        if granted.is_empty() {
            return Ok(false);
        }
        let mut grants: Vec<GrantId> = granted.iter().map(|(grant, _)| *grant).collect();
        grants.dedup();
        self.tell(doing, space, &RelationshipOperation::Withdrawn { grants })?;
        self.know_former(space);
        for (_, origin) in granted {
            self.device.erase(space, EntryId(origin.0), &mut doing.random);
        }
        self.changed.insert(space);
        Ok(true)
    }

    /// Has the relay erase whatever this person wrote into a space. `cold` is what the store has of its log.
    pub(in crate::app) fn erase_own(&mut self, doing: &mut Doing<'_>, space: SpaceId, cold: &[Record]) {
        self.know_former(space);
        let Some(replica) = self.device.replica(space) else { return };
        let entries = self.entries_of(space, cold);
        let own: Vec<EntryId> =
            entries.filter(|entry| is_own(replica, entry)).map(|entry| entry.id).collect();
        for entry in own {
            self.device.erase(space, entry, &mut doing.random);
        }
    }
}

/// Whether this person wrote an entry whose body may still stand on the relay.
fn is_own(replica: &Replica, entry: &Entry) -> bool {
    entry_has_body(entry)
        && replica.erase_preimages(entry.id).any(|preimage| preimage.tag() == entry.erase_tag)
}

fn entry_has_body(entry: &Entry) -> bool {
    matches!(&entry.body, Body::Sealed(sealed) if !sealed.is_empty())
}
