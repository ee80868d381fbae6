//! What comes, in any order and more than once, folds to what counts.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::{frame::decode, replica::Checkpoint};

/// A device with what its keeper has: the log, and the state that it started from.
struct Kept {
    replica: Replica,
    log: BTreeMap<EntryId, Entry>,
    base: Option<Checkpoint>,
}

impl Kept {
    fn new(replica: Replica, log: &[Entry]) -> Self {
        Self { replica, log: log.iter().map(|entry| (entry.id, entry.clone())).collect(), base: None }
    }

    fn keep(&mut self, kept: Vec<Entry>) {
        self.log.extend(kept.into_iter().map(|entry| (entry.id, entry)));
    }

    /// Everything that counts.
    fn state(&self) -> BTreeSet<String> {
        let opened = self.log.values().filter_map(|entry| self.replica.reopen(entry));
        let counted = opened.filter(|opened| self.replica.counts(opened));
        let started_from = self.base.iter().flat_map(|base| decode::<Vec<String>>(&base.state).unwrap());
        texts(&counted.collect::<Vec<_>>()).into_iter().chain(started_from).collect()
    }

    fn take_base(&mut self, sealed: &[u8], random: &mut ChaCha12Rng) {
        let Ok(checkpoint) = self.replica.open_checkpoint(CheckpointId([1; 16]), sealed) else { return };
        let opened = self.log.values().filter_map(|entry| self.replica.reopen(entry));
        let places = opened.map(|opened| (opened.writer, opened.sequence)).collect();
        let standing = self.replica.standing_on(&checkpoint, &places);
        if standing.is_safe() {
            let rebased = self.replica.rebase(&checkpoint, standing, random);
            assert_eq!(rebased.rewritten, None);
            self.keep(rebased.kept);
            if !standing.is_read {
                self.base = Some(checkpoint);
            }
        }
    }
}

/// What may come, and who it may come to.
struct History {
    random: ChaCha12Rng,
    records: Vec<Vec<u8>>,
    log: Vec<StoredEntry>,
    base: Vec<u8>,
    /// A device that was let in afterwards, and one that knows nothing of what came after it had written something itself.
    devices: [Kept; 2],
    expected: BTreeSet<String>,
}

/// The third device writes so much that is read, and so much that is not; then it is taken out.
fn history(seed: u64, read: usize, late: usize) -> History {
    let mut vault = Vault::new();
    vault.random = ChaCha12Rng::seed_from_u64(seed);
    let mut third = vault.third();
    let stale = [vault.other_writes("by the stale one")];
    vault.other.acknowledge(&[stale[0].id]);
    for number in 0..read + late {
        let entry = third.write(Clock(1), format!("third {number}").as_bytes(), &mut vault.random).unwrap();
        vault.hold(entry);
        if number == read / 2 {
            vault.write("first");
            let renewal = change(&mut vault.one, Intent::Renew, &mut vault.random);
            third.follow(&renewal).unwrap();
        }
        if number + 1 == read {
            vault.one.receive(vault.log.clone());
        }
    }
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    assert_eq!(third.follow(&removal), Ok(true));
    vault.write("afterwards");
    let own: Vec<EntryId> = vault.one.outbox().map(|entry| entry.id).collect();
    vault.one.acknowledge(&own);
    vault.one.receive(vault.log.clone());
    vault.one.caught_up();
    let entries: Vec<Entry> = vault.log.iter().map(|stored| stored.entry.clone()).collect();
    let one = Kept::new(vault.one, &entries);
    let expected = one.state();
    let state = encode(&expected.iter().cloned().collect::<Vec<_>>());
    let (_, base) = one.replica.seal_checkpoint(CheckpointId([1; 16]), &state, &mut vault.random).unwrap();
    let mut one = one.replica;
    let seed = MemberSeed::random(&mut vault.random);
    let intent = admitting(&one, &seed, Party::Founder);
    change(&mut one, intent, &mut vault.random);
    let fresh = Replica::enter(seed, &one.records(), &mut vault.random).unwrap();
    let devices = [Kept::new(fresh, &[]), Kept::new(vault.other, &stale)];
    History { random: vault.random, records: one.records(), log: vault.log, base, devices, expected }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_comes_in_whatever_order_and_again_leads_to_what_counts(
        seed in any::<u64>(),
        (read, late) in (1usize..4, 1usize..4),
        steps in prop::collection::vec((0u8..5, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..14),
    ) {
        let History { mut random, records, log, base, devices, expected } = history(seed, read, late);
        for mut device in devices {
            for (act, from, count) in &steps {
                match act {
                    0 => {
                        let next = usize::try_from(device.replica.control_number()).unwrap();
                        let upto = from.index(records.len()) + 1;
                        for record in records.iter().take(upto).skip(next.min(from.index(next))) {
                            prop_assert!(device.replica.follow(record).is_ok());
                        }
                    }
                    1 => {
                        let received = device.replica.receive(log[..count.index(log.len() + 1)].to_vec());
                        device.keep(received.kept);
                        device.replica.caught_up();
                    }
                    2 | 3 => {
                        let mut part: Vec<Entry> = log.iter().map(|stored| stored.entry.clone()).collect();
                        part.rotate_left(from.index(log.len()));
                        part.truncate(count.index(log.len()) + 1);
                        part.reverse();
                        part.extend(part.first().cloned());
                        let carried = device.replica.receive_carried(&part);
                        prop_assert!(!carried.set_back);
                        device.keep(carried.kept);
                    }
                    _ => device.take_base(&base, &mut random),
                }
            }
            for record in &records {
                prop_assert!(device.replica.follow(record).is_ok());
            }
            device.replica.rewind();
            let received = device.replica.receive(log.clone());
            device.keep(received.kept);
            device.replica.caught_up();
            prop_assert_eq!(device.state(), expected.clone());
            prop_assert!(!device.replica.is_behind());
            let troubles = troubles(&device.replica);
            prop_assert!(troubles.iter().all(|trouble| *trouble == Trouble::Withheld), "{troubles:?}");
        }
    }
}
