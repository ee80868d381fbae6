//! How much a device takes of what another person hands over.
//!
//! A linked person's app may be changed, or run wild: whatever it hands over is read whenever the vault opens. So a device takes so
//! much of it in all, not by the day, because somebody honest may come back after months. The rest waits at the relay, and the person
//! is told that there is more: each time they ask for it, as much again is taken. What this person's own devices write is taken
//! whatever there is beside it.

use super::{Intent, Opened, Replica};
use crate::{Body, ControlRecord};

/// So many bytes of texts: at three of 300 bytes a day that is more than twenty years.
pub const PEER_BYTES: u64 = 8 * 1024 * 1024;

/// What an entry costs beside its text, in bytes.
const ENTRY_BYTES: u64 = 128;

/// So many chains: a device has one, and begins another when its store was set back or its member exchanged.
pub const PEER_CHAINS: u64 = 256;

/// So many control records: some for each device that comes or goes.
pub const PEER_RECORDS: u64 = 256;

/// What was taken of the other person, and how often their own person has asked for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub(super) struct Allowance {
    #[n(0)]
    taken_bytes: u64,
    #[n(1)]
    asked: u32,
    /// Whether something was left at the relay because of it.
    #[n(2)]
    waits: bool,
}

impl Replica {
    /// Whether more of the other person waits at the relay than this device has taken.
    pub fn more_waits(&self) -> bool {
        self.allowance.waits
    }

    /// The person wants the rest: as much again is taken.
    pub(crate) fn take_more(&mut self) {
        self.allowance.asked = self.allowance.asked.saturating_add(1);
        self.allowance.waits = false;
    }

    fn up_to(&self, each: u64) -> u64 {
        each.saturating_mul(u64::from(self.allowance.asked).saturating_add(1))
    }

    fn is_peers(&self, author: crypto::MemberId) -> bool {
        self.control().joined && self.members.get(&author).is_some_and(|one| one.party != self.party())
    }

    /// Whether an entry that is new here stays at the relay.
    pub(super) fn leaves_waiting(&mut self, head: &crypto::Head) -> bool {
        if !self.is_peers(head.author) || head.sequence <= self.verified(head.writer) {
            return false;
        }
        let is_new_chain = !self.chains.contains_key(&head.writer);
        let chains = || self.chains.values().filter(|chain| self.is_peers(chain.author)).count() as u64;
        let is_full = self.allowance.taken_bytes >= self.up_to(PEER_BYTES)
            || (is_new_chain && chains() >= self.up_to(PEER_CHAINS));
        self.allowance.waits |= is_full;
        is_full
    }

    /// Counts what was taken.
    pub(super) fn count_taken(&mut self, opened: &Opened, body: &Body) {
        if self.is_peers(opened.author) {
            let size = match body {
                Body::Sealed(sealed) => sealed.len() as u64,
                Body::Erased(_) => 0,
            };
            let taken = &mut self.allowance.taken_bytes;
            *taken = taken.saturating_add(size).saturating_add(ENTRY_BYTES);
        }
    }

    /// Whether a control record that could follow stays at the relay. Who leaves, or takes somebody out, follows
    /// them all.
    pub(crate) fn leaves_record_waiting(&mut self, record: &[u8]) -> bool {
        let control = self.control();
        if !control.joined
            || self.intent.as_ref().is_some_and(|intent| *intent == Intent::Leave || intent.takes_out())
        {
            return false;
        }
        let own = self.party();
        let is_peers = |record: &ControlRecord| {
            self.members.get(&record.author).is_some_and(|author| author.party != own)
        };
        let next = ControlRecord::from_bytes(record);
        let is_full = next.is_ok_and(|next| next.number > control.number && is_peers(&next))
            && self.records.iter().filter(|record| is_peers(record)).count() as u64
                >= self.up_to(PEER_RECORDS);
        self.allowance.waits |= is_full;
        is_full
    }
}

#[cfg(test)]
mod tests;
