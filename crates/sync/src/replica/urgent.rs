//! What must not wait for room at the relay: a withdrawal, a decision. It goes before everything else that waits, in a chain of its own.

use crypto::CryptoRng;

use super::{Replica, Rewritten};
use crate::{Entry, EntryId};

impl Replica {
    /// An entry that was just written goes before all others if the relay has room for little.
    pub fn set_urgent(&mut self, entry: EntryId) {
        self.urgent.insert(entry);
    }

    /// Whether anything waits that must not wait for room.
    pub fn has_urgent(&self) -> bool {
        self.outbox.iter().any(|entry| self.urgent.contains(&entry.id))
    }

    /// The entries at the head of the outbox that must not wait.
    pub(crate) fn urgent(&self) -> impl Iterator<Item = &Entry> {
        self.outbox.iter().take_while(|entry| self.urgent.contains(&entry.id))
    }

    /// Puts what must not wait before everything else that does, written anew into a new chain: whoever reads a chain waits for what comes
    /// before. Nothing if it stands there already.
    pub(crate) fn put_urgent_first(&mut self, random: &mut impl CryptoRng) -> Option<Rewritten> {
        let count = self.outbox.iter().filter(|entry| self.urgent.contains(&entry.id)).count();
        if count == 0 || self.urgent().count() == count {
            return None;
        }
        let (first, rest): (Vec<Entry>, Vec<Entry>) =
            core::mem::take(&mut self.outbox).into_iter().partition(|entry| self.urgent.contains(&entry.id));
        self.outbox = first.into_iter().chain(rest).collect();
        let rewritten = self.go_on_in_new_chain(self.me, random);
        for (gone, kept) in rewritten.gone.iter().zip(&rewritten.kept) {
            if self.urgent.remove(gone) {
                self.urgent.insert(kept.id);
            }
        }
        Some(rewritten)
    }
}
