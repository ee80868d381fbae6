//! Erasing the person's vault on the relay (S7): theirs alone, never what is the other person's.
//!
//! ```text
//! each link: bodies of this person's entries erased ─► left          an invite that nobody used: its space erased whole
//!   ─► nothing but the vault is left: the vault's space erased whole ─► this device keeps its copy, and uses no relay
//! ```
//! It goes on after a restart and without a connection waits for one. What is not done yet can be seen in the spaces.

use crypto::CryptoRng;
use sync::{Body, Entry, EntryId, Replica, SpaceId, replica::Intent};

use super::{Doing, compaction::Purpose, devices::devices_of, open::Open};
use crate::{Problem, command::Outcome, storage};

impl Open {
    pub(super) fn erase_vault(
        &mut self,
        doing: &mut Doing<'_>,
        passphrase: &str,
    ) -> Result<Outcome, Problem> {
        self.record.try_passphrase(doing, passphrase)?;
        if self.settings.relay.is_empty() {
            return Err(Problem::BadRelay);
        }
        let vault = self.device.replica(self.settings.vault);
        if vault.is_none_or(|vault| devices_of(vault).len() > 1) {
            return Err(Problem::OtherDevices);
        }
        self.settings.begin_erasing();
        self.stop_offer(doing);
        self.save_settings(doing);
        self.erase_next(doing);
        Ok(Outcome::Done)
    }

    /// Does whatever is next, if the vault is being erased.
    pub(super) fn erase_next(&mut self, doing: &mut Doing<'_>) {
        if !self.settings.is_erasing() {
            return;
        }
        let links: Vec<SpaceId> =
            self.spaces.keys().copied().filter(|space| *space != self.settings.vault).collect();
        let joining: Vec<_> = self.linking.keys().copied().collect();
        for relationship in joining {
            self.forget_invite(doing.writes, relationship);
        }
        for space in &links {
            self.erase_link(doing, *space);
        }
        if links.is_empty() && self.entering.is_empty() {
            self.device.erase_space(self.settings.vault, &mut doing.random);
        }
    }

    fn erase_link(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        let Some(replica) = self.device.replica(space) else { return };
        if !replica.has_been_shared() {
            self.device.erase_space(space, &mut doing.random);
            return;
        }
        let is_read = self
            .loading
            .values()
            .any(|purpose| matches!(purpose, Purpose::EraseOwn(known) if *known == space));
        if is_read || matches!(replica.intent(), Some(Intent::Leave)) {
            return;
        }
        let unsent = self.device.replica_mut(space).map(|replica| replica.discard_unsent(&mut doing.random));
        self.forget_entries(doing.writes, space, &unsent.unwrap_or_default());
        self.end_link(doing, space);
        self.hold_links(&mut doing.random);
        self.request_load(Purpose::EraseOwn(space), storage::cold_prefix(space));
    }

    /// The log of a link was read: whatever this person wrote there is erased, and then the link is left.
    pub(super) fn erase_own(
        &mut self,
        random: &mut impl CryptoRng,
        space: SpaceId,
        cold: &[storage::Record],
    ) {
        self.know_former(space);
        let tail = self.spaces.get(&space).map(|kept| kept.tail.0.values().cloned().collect());
        let tail: Vec<Vec<u8>> = tail.unwrap_or_default();
        let log = cold.iter().map(|record| record.value.clone()).chain(tail);
        let entries = log.filter_map(|bytes| minicbor::decode::<Entry>(&bytes).ok());
        let Some(replica) = self.device.replica(space) else { return };
        let own: Vec<EntryId> =
            entries.filter(|entry| is_own(replica, entry)).map(|entry| entry.id).collect();
        for entry in own {
            self.device.erase(space, entry, random);
        }
        if let Some(replica) = self.device.replica_mut(space) {
            replica.intend(Some(Intent::Leave));
        }
        self.changed.insert(space);
        self.device.proceed(space, random);
    }

    /// The relay holds nothing of a space any more.
    pub(super) fn space_erased(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        if space == self.settings.vault {
            // Were a relay still set, this device would bring everything back to it.
            self.settings.end_erasing(doing.now.day());
            self.save_settings(doing);
            self.use_another_relay(doing.now);
        } else {
            self.end_link(doing, space);
            self.drop_space(doing.writes, space);
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
