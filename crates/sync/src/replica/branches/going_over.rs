//! Going over to another branch: the chains are taken back to where both part, and what this device wrote since is written anew.

use crypto::{CryptoRng, EpochNumber, Hash, Head, Sequence, WriterId};

use super::Branch;
use crate::{
    ControlRecord, Entry, EntryId,
    replica::{
        Chain, Checkpoint, Opened, OwnChain, Replica, Rewritten, Trouble, chains::remember, said::Said,
    },
    small::{SmallMap, SmallSet},
};

/// What comes of going over to another branch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoneOver {
    /// Entries of the branch that was left. They exist no more.
    pub gone: Vec<EntryId>,
    /// What this device had written there, written anew: as after a store was set back.
    pub rewritten: Rewritten,
    /// What others had written there, as far as it says anything: with its author, moment and text.
    pub of_others: Vec<Opened>,
}

impl Replica {
    /// Goes over to the other branch: what this device wrote since both parted is written anew there, and what others wrote on the
    /// branch that is left is handed back. Of that only what `keeps` holds for: what decides about members and keys was read by those of the
    /// branch that is left. `log` is everything that this device has of the space's log, on top of `base`. Nothing
    /// happens if there is no other branch, or if this device does not belong to it.
    pub fn go_over(
        &mut self,
        log: &[Entry],
        base: Option<&Checkpoint>,
        keeps: impl Fn(&[u8]) -> bool,
        random: &mut impl CryptoRng,
    ) -> Option<GoneOver> {
        if !self.can_go_over() {
            return None;
        }
        let branch = self.branch.take()?;
        let last_common = self.record(branch.common)?.epoch;
        let waiting: SmallSet<EntryId> = self.outbox.iter().map(|entry| entry.id).collect();
        let waits = |entry: &Entry| waiting.contains(&entry.id);
        let outbox: Vec<Entry> = self.outbox.iter().cloned().collect();
        let known: SmallSet<EntryId> = log.iter().map(|entry| entry.id).collect();
        let all = log.iter().chain(outbox.iter().filter(|entry| !known.contains(&entry.id)));
        let mut left: Vec<Left<'_>> = Vec::new();
        let mut kept: SmallMap<WriterId, SmallMap<Sequence, Hash>> = SmallMap::new();
        for entry in all {
            let Some(head) = self.open_head(entry) else { continue };
            let is_of_branch = entry.head_epoch() > Some(last_common);
            let is_own = self.wrote(head.writer, head.sequence);
            if is_of_branch || (is_own && waits(entry)) {
                left.push(Left { head, entry, is_own, is_of_branch });
            } else {
                let hash = head.hash(self.space.as_bytes());
                kept.get_or_insert_with(head.writer, SmallMap::new).insert(head.sequence, hash);
            }
        }
        let mut over = GoneOver::default();
        let mut own: Vec<Opened> = Vec::new();
        for Left { head, entry, is_own, is_of_branch } in &left {
            over.gone.push(entry.id);
            let Some(opened) = self.opened(head, entry) else { continue };
            if let Some(body) = opened.body.as_ref().filter(|_| *is_own) {
                if keeps(body) {
                    own.push(opened);
                }
            } else if opened.body.is_some() && *is_of_branch {
                over.of_others.push(opened);
            }
        }
        let own_chain = Chain {
            author: self.me,
            sequence: self.own.sequence,
            hash: self.own.hash,
            recent: self.own.recent.clone(),
        };
        if own_chain.sequence > Sequence(0) {
            self.chains.insert(self.own.writer, own_chain);
        }
        let firsts: SmallMap<WriterId, Sequence> = firsts(left.iter().map(|left| &left.head));
        self.truncate_chains(&firsts, &kept, base);
        let gone: SmallSet<EntryId> = over.gone.iter().copied().collect();
        self.outbox.retain(|entry| !gone.contains(&entry.id));
        self.take_branch(&branch, random);
        own.sort_by_key(|opened| (opened.clock, opened.writer, opened.sequence));
        for opened in own {
            let Some(body) = &opened.body else { continue };
            let Ok(again) = self.write_as_yet(opened.clock, body, random) else { continue };
            over.rewritten.gone.push(opened.id);
            over.rewritten.opened.extend(self.reopen(&again));
            over.rewritten.kept.push(again);
        }
        Some(over)
    }

    /// Takes every chain back to before the first of its entries that is left.
    fn truncate_chains(
        &mut self,
        firsts: &SmallMap<WriterId, Sequence>,
        kept: &SmallMap<WriterId, SmallMap<Sequence, Hash>>,
        base: Option<&Checkpoint>,
    ) {
        for (writer, first) in firsts.iter() {
            let Some(author) = self.chains.get(writer).map(|chain| chain.author) else { continue };
            let start = base.and_then(|base| base.chains.get(writer)).cloned();
            let mut chain = start.unwrap_or_else(|| Chain::begin(author));
            let before = kept.get(writer).into_iter().flat_map(SmallMap::iter);
            for (sequence, hash) in before.filter(|(sequence, _)| *sequence < first) {
                if sequence.0 == chain.sequence.0.saturating_add(1) {
                    remember(&mut chain.recent, chain.hash);
                    (chain.sequence, chain.hash) = (*sequence, *hash);
                }
            }
            self.chains.remove(writer);
            if chain.sequence > Sequence(0) {
                self.chains.insert(*writer, chain);
            }
        }
    }

    /// Stands where the other branch stands, with nothing of the one that is left.
    fn take_branch(&mut self, branch: &Branch, random: &mut impl CryptoRng) {
        let common = usize::try_from(branch.common).unwrap_or(usize::MAX);
        let records: Vec<ControlRecord> = core::mem::take(&mut self.records)
            .into_iter()
            .take(common)
            .chain(branch.records.clone())
            .collect();
        let last_common = records.get(common.saturating_sub(1)).map(|record| record.epoch);
        let left = |epoch: &EpochNumber| last_common.is_none_or(|last| *epoch > last);
        let names = self.epochs.iter().filter(|(epoch, _)| left(epoch)).map(|(_, key)| key.secret.name());
        for name in names.collect::<Vec<_>>() {
            self.left_keys.insert(name);
        }
        self.epochs.retain(|epoch, _| last_common.is_some_and(|last| *epoch <= last));
        self.misfits = self.misfits.iter().copied().filter(|number| *number <= branch.common).collect();
        self.members = SmallMap::new();
        for record in records {
            self.take_over(record);
        }
        self.know_itself();
        let former = core::mem::replace(&mut self.own, OwnChain::begin(self.me, random));
        if former.sequence > Sequence(0) {
            self.own_before.insert(former.writer, former.sequence);
        }
        self.urgent = SmallSet::new();
        self.intent = None;
        self.set_down = None;
        self.waiting = SmallMap::new();
        self.sighted = SmallMap::new();
        self.heard = SmallMap::new();
        self.said = Said::default();
        self.adopted = SmallSet::new();
        self.witnessed = SmallSet::new();
        self.troubles.remove(&Trouble::Forked);
        self.on_relay = true;
        self.take_handed_keys();
        self.rewind();
    }
}

/// An entry that is left behind, or written anew.
struct Left<'e> {
    head: Head,
    entry: &'e Entry,
    is_own: bool,
    is_of_branch: bool,
}

/// The first place of each chain among some heads.
fn firsts<'h>(heads: impl Iterator<Item = &'h Head>) -> SmallMap<WriterId, Sequence> {
    let mut firsts: SmallMap<WriterId, Sequence> = SmallMap::new();
    for head in heads {
        let first = firsts.get_or_insert_with(head.writer, || head.sequence);
        *first = (*first).min(head.sequence);
    }
    firsts
}
