//! Two histories of who belongs to the vault: what each says, staying with this device's, and going over to the other.

use std::collections::BTreeSet;

use crypto::{HistoryWords, MemberId};
use model::DeviceId;
use sync::{ControlRecord, Entry, EntryId, MemberKind, Opened, SpaceId};

use super::{Spaces, counting::is_content, logs::Purpose};
use crate::{
    Write,
    app::Doing,
    storage::{self, Record},
    view::devices::{BranchView, ForkView},
};

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
        let branch = vault.undecided()?;
        let common = vault.record_at(branch.common)?;
        let newest = vault.record_at(vault.control_number())?;
        let first = vault.record_at(branch.common + 1).unwrap_or(newest);
        Some(ForkView {
            common: vault.history_words(branch.common).map(texts).unwrap_or_default(),
            here: self.branch(common, first, newest),
            there: self.branch(common, branch.records.first()?, branch.records.last()?),
            can_go_over: vault.can_go_over(),
        })
    }

    fn branch(&self, common: &ControlRecord, first: &ControlRecord, newest: &ControlRecord) -> BranchView {
        let is_in = |record: &ControlRecord, member: MemberId| record.member(member).is_some();
        let gone = common
            .members
            .iter()
            .filter(|member| member.kind == MemberKind::Device && !is_in(newest, member.keys.id()));
        let came = newest.members.iter().filter(|member| !is_in(common, member.keys.id())).count();
        BranchView {
            by: self.device_name(first.author),
            by_this: first.author == self.vault_replica().me(),
            gone: gone.map(|member| self.device_name(member.keys.id())).collect(),
            came: u32::try_from(came).unwrap_or(u32::MAX),
            words: texts(newest.words()),
        }
    }

    fn device_name(&self, member: MemberId) -> String {
        let record = self.vault().devices.get(&DeviceId(member.0));
        record.and_then(|record| record.name.as_ref()).map(|name| name.value.clone()).unwrap_or_default()
    }

    /// Does what follows from two histories of the vault, or of a link, as long as there are two.
    pub(in crate::app) fn settle_histories(&mut self, doing: &mut Doing<'_>) {
        self.hold_links_while_undecided(doing);
        self.follow_members_elsewhere(doing);
    }

    /// The person says that this device's history is right.
    pub(in crate::app) fn keep_branch(&mut self, doing: &mut Doing<'_>) {
        self.device.keep_branch(self.vault, &mut doing.random);
        self.changed.insert(self.vault);
        self.let_links_go_on(doing);
    }

    /// Where a link's other history is the one that has this device's member, as the vault says it, that one is gone over to.
    fn follow_members_elsewhere(&mut self, doing: &mut Doing<'_>) {
        let is_elsewhere =
            |space: &SpaceId| self.device.replica(*space).is_some_and(sync::Replica::is_elsewhere);
        for space in self.links().into_iter().filter(is_elsewhere).collect::<Vec<_>>() {
            self.read_to_go_over(doing, space, false);
        }
    }

    /// The person says that the other one is right: the log is read, to take along what this device wrote.
    pub(in crate::app) fn want_to_go_over(&mut self, doing: &mut Doing<'_>, keep: bool) {
        self.read_to_go_over(doing, self.vault, keep);
    }

    fn read_to_go_over(&mut self, doing: &mut Doing<'_>, space: SpaceId, keep: bool) {
        let is_this = |purpose: &Purpose| matches!(purpose, Purpose::GoOver(read, _) if *read == space);
        if !self.reading.values().any(is_this) {
            self.read(doing, Purpose::GoOver(space, keep), storage::cold_prefix(space));
        }
    }

    /// Goes over. What was folded of the history that is left is folded no more.
    pub(super) fn go_over(&mut self, doing: &mut Doing<'_>, space: SpaceId, keep: bool, cold: &[Record]) {
        let base = self.stored_base(space, cold);
        let log: Vec<Entry> = self.entries_of(space, cold).collect();
        let Some(over) = self.device.go_over(space, &log, base.as_ref(), &mut doing.random) else { return };
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
        if keep {
            self.keep_of_others(doing, space, over.of_others);
        }
        self.let_links_go_on(doing);
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
