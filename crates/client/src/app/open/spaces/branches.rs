//! Two histories of who belongs to the vault: what each says, staying with this device's, and going over to the other.

use std::collections::BTreeSet;

use crypto::{Hash, HistoryWords, MemberId};
use model::{Decoded, DeviceId, VaultOperation};
use sync::{ControlRecord, Entry, EntryId, Member, MemberKind, Opened, SpaceId};

use super::{Spaces, counting::is_content, logs::Purpose};
use crate::{
    Problem, Write,
    app::Doing,
    storage::{self, Record},
    view::devices::{BranchView, ForkView, HistoryChange, HistoryDeed},
};

/// How another history is gone over to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Way {
    /// Whether what others wrote in the one that is left is kept.
    keep: bool,
    /// The newest record of the one that the person has decided for.
    newest: Option<Hash>,
}

impl Spaces {
    /// Words for who belongs to the vault as far as this device has heard.
    pub(in crate::app) fn history(&self) -> Vec<String> {
        let vault = self.vault_replica();
        vault.history_words(vault.control_number()).map(texts).unwrap_or_default()
    }

    /// Whether two histories stand against each other: nothing is sealed for anybody until the person has decided.
    pub(in crate::app) fn is_undecided(&self) -> bool {
        self.vault_replica().undecided().is_some()
    }

    /// The two histories.
    pub(in crate::app) fn fork(&self) -> Option<ForkView> {
        let vault = self.vault_replica();
        let branch = vault.other_branch()?;
        let common = vault.record_at(branch.common)?;
        let own = (branch.common + 1..=vault.control_number()).filter_map(|number| vault.record_at(number));
        let (own, other): (Vec<_>, Vec<_>) = (own.collect(), branch.records.iter().collect());
        Some(ForkView {
            common: vault.history_words(branch.common).map(texts).unwrap_or_default(),
            here: self.branch(common, &own),
            there: self.branch(common, &other),
            can_go_over: vault.can_go_over(),
            stops: branch.stops,
        })
    }

    fn branch(&self, common: &ControlRecord, records: &[&ControlRecord]) -> BranchView {
        let before = core::iter::once(common).chain(records.iter().copied());
        let steps = before.zip(records.iter().copied());
        let newest = records.last().copied().unwrap_or(common);
        BranchView {
            changes: steps.flat_map(|(before, after)| self.changes(before, after)).collect(),
            words: texts(newest.words()),
        }
    }

    /// What one record changed, and who signed it.
    fn changes(&self, before: &ControlRecord, after: &ControlRecord) -> Vec<HistoryChange> {
        let by = self.device_name(after.author);
        let by_this = self.vault_replica().has_been(after.author);
        let is_in = |record: &ControlRecord, member: &Member| record.member(member.keys.id()).is_some();
        let gone = before.members.iter().filter(|member| !is_in(after, member));
        let came = after.members.iter().filter(|member| !is_in(before, member));
        let gone = gone.map(|member| match member.kind {
            MemberKind::Device => HistoryDeed::TookOut { device: self.device_name(member.keys.id()) },
            MemberKind::Paper => HistoryDeed::TookOutWords,
        });
        let came = came.map(|member| match member.kind {
            MemberKind::Device => HistoryDeed::LetIn,
            MemberKind::Paper => HistoryDeed::MadeWords,
        });
        let deeds: Vec<HistoryDeed> = gone.chain(came).collect();
        let deeds = if deeds.is_empty() { vec![HistoryDeed::ChangedKeys] } else { deeds };
        deeds.into_iter().map(|deed| HistoryChange { by: by.clone(), by_this, deed }).collect()
    }

    fn device_name(&self, member: MemberId) -> String {
        self.device_record(DeviceId(member.0)).0.unwrap_or_default()
    }

    /// Does what follows from two histories of the vault, or of a link, as long as there are two.
    pub(in crate::app) fn settle_histories(&mut self, doing: &mut Doing<'_>) {
        self.hold_links_while_undecided(doing);
        self.follow_members_elsewhere(doing);
    }

    /// The person says that this device's history is right.
    ///
    /// # Errors
    /// [`Problem::Gone`] if it is not the one any more that they have seen, by its words.
    pub(in crate::app) fn keep_branch(
        &mut self,
        doing: &mut Doing<'_>,
        seen: &[String],
    ) -> Result<(), Problem> {
        if self.history() != seen {
            return Err(Problem::Gone);
        }
        self.device.keep_branch(self.vault, &mut doing.random);
        self.changed.insert(self.vault);
        self.let_links_go_on(doing);
        Ok(())
    }

    /// Where a link's other history is the one that has this device's member, as the vault says it, that one is gone over to.
    fn follow_members_elsewhere(&mut self, doing: &mut Doing<'_>) {
        let is_elsewhere =
            |space: &SpaceId| self.device.replica(*space).is_some_and(sync::Replica::is_elsewhere);
        for space in self.links().into_iter().filter(is_elsewhere).collect::<Vec<_>>() {
            self.read_to_go_over(doing, space, Way::default());
        }
    }

    /// The person says that the other one is right: the log is read, to take along what this device wrote.
    ///
    /// # Errors
    /// [`Problem::Gone`] if it is not the one any more that they have seen, by its words, or this device cannot go over.
    pub(in crate::app) fn want_to_go_over(
        &mut self,
        doing: &mut Doing<'_>,
        keep: bool,
        seen: &[String],
    ) -> Result<(), Problem> {
        let vault = self.vault_replica();
        let newest = vault.other_branch().and_then(|branch| branch.records.last());
        let newest = newest.filter(|newest| texts(newest.words()) == seen && vault.can_go_over());
        let newest = newest.map(ControlRecord::hash).ok_or(Problem::Gone)?;
        self.read_to_go_over(doing, self.vault, Way { keep, newest: Some(newest) });
        Ok(())
    }

    fn read_to_go_over(&mut self, doing: &mut Doing<'_>, space: SpaceId, way: Way) {
        let is_this = |purpose: &Purpose| matches!(purpose, Purpose::GoOver(read, _) if *read == space);
        if !self.reading.values().any(is_this) {
            self.read(doing, Purpose::GoOver(space, way), storage::cold_prefix(space));
        }
    }

    /// Goes over. What was folded of the history that is left is folded no more.
    pub(super) fn go_over(&mut self, doing: &mut Doing<'_>, space: SpaceId, way: Way, cold: &[Record]) {
        // What the person has seen is what they decided about.
        let newest = self.vault_replica().other_branch().and_then(|branch| branch.records.last());
        if way.newest.is_some_and(|seen| newest.map(ControlRecord::hash) != Some(seen)) {
            return;
        }
        let base = self.stored_base(space, cold);
        let log: Vec<Entry> = self.entries_of(space, cold).collect();
        let Some(over) =
            self.device.go_over(space, &log, base.as_ref(), |body| !is_decision(body), &mut doing.random)
        else {
            return;
        };
        let gone: BTreeSet<EntryId> = over.gone.iter().copied().collect();
        let gone_cold: BTreeSet<String> = gone.iter().map(|entry| storage::cold_key(space, *entry)).collect();
        if let Some(kept) = self.kept.get_mut(&space) {
            for entry in &gone {
                kept.tail.0.remove(entry);
                doing.writes.push(Write::Delete { key: storage::tail_key(space, *entry) });
            }
        }
        doing.writes.extend(gone_cold.iter().map(|key| Write::Delete { key: key.clone() }));
        let left: Vec<Record> =
            cold.iter().filter(|record| !gone_cold.contains(&record.key)).cloned().collect();
        self.recount(doing, space, &left);
        // What this device wrote itself comes by the device's own event, in the order in which it was written.
        if way.keep {
            self.keep_of_others(doing, space, over.of_others);
        }
        if !self.is_undecided() {
            self.let_links_go_on(doing);
        }
    }

    /// Writes content of the history that is left once more, as this device; no decision, and no key.
    fn keep_of_others(&mut self, doing: &mut Doing<'_>, space: SpaceId, mut of_others: Vec<Opened>) {
        of_others.sort_by_key(|one| (one.clock, one.writer, one.sequence));
        for one in of_others {
            let Some(body) = one.body.filter(|body| is_content(space == self.vault, body)) else { continue };
            if self.write_at(doing, space, model::Clock(one.clock.0), &body).is_err() {
                self.count_unnoted();
            }
        }
    }

    /// While two histories stand against each other, what is shared waits too: whoever one of them took out has the same keys there.
    /// What takes back, and leaves, does not wait.
    fn hold_links_while_undecided(&mut self, doing: &mut Doing<'_>) {
        if self.is_undecided() {
            for space in self.links() {
                self.device.hold_content(space, true, &mut doing.random);
            }
        }
    }

    fn let_links_go_on(&mut self, doing: &mut Doing<'_>) {
        for space in self.links() {
            self.device.hold_content(space, false, &mut doing.random);
        }
    }
}

fn texts(words: HistoryWords) -> Vec<String> {
    words.0.iter().map(|word| (*word).to_owned()).collect()
}

/// Whether an operation says who belongs to the vault, or which keys count. Those of the history that is left have read it.
fn is_decision(body: &[u8]) -> bool {
    matches!(VaultOperation::from_bytes(body), Ok(Decoded::Known(VaultOperation::Decided { .. })))
}
