//! The keys of the epochs: taken from what each record hands over, held against what it commits to, passed on with the next.

use crypto::{CryptoRng, EpochKey, EpochNumber, MemberId};

use super::Replica;
use crate::{ControlRecord, Entry, control::Known, limits, small::SmallSet};

/// How often a device answers somebody who handed it a wrong key with a new epoch by itself. Then its person decides.
const ANSWERS_MAX: usize = 3;

impl Replica {
    /// Takes the key that a record hands to this device's member. One that does not fit is remembered, with the record.
    pub(super) fn take_handed_key(&mut self, record: &ControlRecord) {
        if self.epochs.contains_key(&record.epoch) || !record.handed.iter().any(|one| one.member == self.me) {
            return;
        }
        match record.handed_key(&self.seed) {
            Ok(key) => drop(self.epochs.insert(key.number, key)),
            Err(_) => drop(self.misfits.insert(record.number)),
        }
    }

    /// Opens what the whole control chain hands to this device's member.
    pub(super) fn take_handed_keys(&mut self) {
        for record in self.records.clone() {
            self.take_handed_key(&record);
        }
        self.unwrap_past();
        self.cut();
    }

    /// Opens every older epoch that a known one leads to. Whether there was one.
    pub(super) fn unwrap_past(&mut self) -> bool {
        let mut found: Vec<EpochKey> = Vec::new();
        for record in self.records.iter().rev() {
            let known = found.iter().find(|key| key.number == record.epoch);
            let Some(current) = known.or_else(|| self.epochs.get(&record.epoch)) else { continue };
            let missing = record.earlier_keys.iter().map(|earlier| earlier.epoch);
            let missing = missing.filter(|epoch| !self.epochs.contains_key(epoch));
            let keys = missing.filter_map(|epoch| self.earlier_key(record, epoch, current));
            let keys: Vec<EpochKey> = keys.collect();
            found.extend(keys);
        }
        let is_any = !found.is_empty();
        for key in found {
            self.epochs.get_or_insert_with(key.number, || key);
        }
        is_any
    }

    /// The key of an earlier epoch that a record brings, if it is the one to which that epoch's own record commits.
    fn earlier_key(
        &self,
        record: &ControlRecord,
        epoch: EpochNumber,
        current: &EpochKey,
    ) -> Option<EpochKey> {
        let key = record.earlier_key(epoch, current).ok()?;
        self.beginning_of(epoch)?.begins_with(&key).then_some(key)
    }

    /// The record with which an epoch began.
    fn beginning_of(&self, epoch: EpochNumber) -> Option<&ControlRecord> {
        let after = self.records.partition_point(|record| record.epoch < epoch);
        self.records.get(after).filter(|record| record.epoch == epoch)
    }

    /// The keys that the next record is to bring: those that no other one leads to.
    pub(super) fn keys_to_pass_on(&self) -> Vec<&EpochKey> {
        let mut led_to: SmallSet<EpochNumber> = SmallSet::new();
        let mut keys = Vec::new();
        for (epoch, key) in self.epochs.iter().rev() {
            if !led_to.contains(epoch) {
                keys.push(key);
            }
            let Some(record) = self.beginning_of(*epoch) else { continue };
            let earlier = record.earlier_keys.iter().map(|earlier| earlier.epoch);
            for epoch in earlier.filter(|epoch| self.earlier_key(record, *epoch, key).is_some()) {
                led_to.insert(epoch);
            }
        }
        keys.truncate(limits::EARLIER_KEYS_MAX);
        keys
    }

    /// Whether this device belongs to the space and lacks the key in which its members write now: it was handed another.
    pub fn lacks_key(&self) -> bool {
        self.is_member() && !self.epochs.contains_key(&self.control().epoch)
    }

    /// Whether this device makes a new epoch by itself, because it was handed a wrong key. Not for ever: whoever hands out wrong
    /// keys may do so again.
    pub fn wants_renewal(&self) -> bool {
        let author = self.beginning_of(self.control().epoch).map(|record| record.author);
        self.lacks_key()
            && self.misfits().iter().filter(|known| Some(**known) == author).count() <= ANSWERS_MAX
    }

    /// The record that makes a new epoch with the same members, whatever else this device wants to change.
    pub(crate) fn renewed(&self, random: &mut impl CryptoRng) -> Option<ControlRecord> {
        let control = self.control();
        let known = Known { keys: self.keys_to_pass_on(), frontier: self.read_so_far(&[]) };
        let members = control.members.clone();
        control.rotate(&self.seed, members, known, random).ok().map(|(record, _)| record)
    }

    /// Who of those who belong to the space has handed this device a key that did not fit, once for each time.
    pub fn misfits(&self) -> Vec<MemberId> {
        let records = self.records.iter().filter(|record| self.misfits.contains(&record.number));
        let authors = records.map(|record| record.author);
        authors.filter(|author| self.control().member(*author).is_some()).collect()
    }

    /// Whether the key is known under which an entry claims to be sealed.
    pub(super) fn epoch_of(&self, entry: &Entry) -> EpochLookup {
        match entry.head_epoch() {
            Some(epoch) if self.epochs.contains_key(&epoch) => {
                let key = self.epochs.get(&epoch).map(|key| key.secret.name());
                let is_this = entry.head_key() == key;
                if is_this { EpochLookup::Known } else { EpochLookup::Foreign }
            }
            Some(epoch) if self.may_come(epoch) => EpochLookup::Newer,
            _ => EpochLookup::Unknown,
        }
    }

    /// Whether an entry is sealed under an epoch that a control record not known here begins.
    pub(super) fn is_of_later_epoch(&self, entry: &Entry) -> bool {
        matches!(self.epoch_of(entry), EpochLookup::Newer)
    }

    /// Whether an epoch may be one that a control record still on its way begins. A forged number far ahead is not waited for.
    fn may_come(&self, epoch: EpochNumber) -> bool {
        const AHEAD_MAX: u32 = 1_024;
        let current = self.control().epoch;
        epoch > current && epoch.0 - current.0 <= AHEAD_MAX && self.is_open()
    }
}

/// Whether the key of an entry is known.
pub(super) enum EpochLookup {
    Known,
    /// The number is known, and stands for another key here.
    Foreign,
    Newer,
    Unknown,
}
