//! What this device keeps of its own log while checkpoints take its place elsewhere.

use crypto::{MemberSeed, SymmetricKey};
use model::{Now, Vault, VaultOperation, kinds::LIST, operation::Decoded};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sync::{EntryId, Replica, frame::CheckpointId};

use super::*;
use crate::{Write, app::doing::Loads};

const NOW: Now = Now { unix_ms: 1_795_348_800_000, utc_offset_minutes: 0 };

/// An operation that only a newer version of the app understands.
const NEWER: &[u8] = &[0x82, 0x19, 0x03, 0xe8, 0x80];

struct Device {
    spaces: Spaces,
    random: ChaCha12Rng,
    vault: SpaceId,
    writes: Vec<Write>,
    loads: Loads,
}

impl Device {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(5);
        let replica = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let vault = replica.space();
        let master = SymmetricKey::random(&mut random);
        let (mut writes, mut loads) = (Vec::new(), Loads::default());
        let doing = &mut Doing { now: NOW, random: &mut random, writes: &mut writes, loads: &mut loads };
        let spaces = Spaces::begin(doing, &LIST, storage::Keys::new(master), replica);
        Self { spaces, random, vault, writes, loads }
    }

    fn act<T>(&mut self, act: impl FnOnce(&mut Spaces, &mut Doing<'_>, SpaceId) -> T) -> T {
        let (random, writes, loads) = (&mut self.random, &mut self.writes, &mut self.loads);
        act(&mut self.spaces, &mut Doing { now: NOW, random, writes, loads }, self.vault)
    }

    /// Writes an entry, and the relay takes it.
    fn write(&mut self, body: &[u8]) -> EntryId {
        self.act(|spaces, doing, vault| spaces.write(doing, vault, body)).unwrap();
        let replica = self.spaces.device.replica_mut(self.vault).unwrap();
        let ids: Vec<EntryId> = replica.outbox().map(|entry| entry.id).collect();
        replica.acknowledge(&ids);
        *ids.last().unwrap()
    }

    fn tail(&self) -> Vec<EntryId> {
        self.spaces.kept.get(&self.vault).unwrap().tail.0.keys().copied().collect()
    }

    fn checkpoint(&mut self, state: &[u8]) -> Checkpoint {
        let replica = self.spaces.device.replica(self.vault).unwrap();
        let id = CheckpointId([1; 16]);
        let (_, sealed) = replica.seal_checkpoint(id, state, &mut self.random).unwrap();
        replica.open_checkpoint(id, &sealed).unwrap()
    }
}

fn full() -> Device {
    let mut device = Device::new();
    let link = VaultOperation::LinkKept {
        link: model::LinkId([1; 32]),
        relationship: model::RelationshipId([1; 16]),
        member_seed: [1; 32],
    };
    for _ in 0..600 {
        device.write(&link.to_bytes());
    }
    device
}

#[test]
fn entries_that_an_update_will_understand_stay_where_it_folds_them() {
    assert_eq!(VaultOperation::from_bytes(NEWER), Ok(Decoded::Newer));
    let mut device = full();
    let newer = device.write(NEWER);
    assert_eq!(device.tail().len(), 601);
    device.act(Spaces::compact);
    assert_eq!(device.tail(), [newer]);
}

#[test]
fn nothing_moves_out_of_the_tail_while_the_rest_of_the_log_is_being_read() {
    let mut device = full();
    let state = device.spaces.kept.get(&device.vault).unwrap().folded.to_bytes();
    let checkpoint = device.checkpoint(&state);
    device.act(|spaces, doing, vault| spaces.compare(doing, vault, checkpoint));
    device.act(Spaces::compact);
    assert_eq!(device.tail().len(), 600);
    device.spaces.reading.retain(|_, _| false);
    device.act(Spaces::compact);
    assert_eq!(device.tail().len(), 0);
}

#[test]
fn a_state_of_a_newer_version_is_not_taken_for_what_this_one_reads_of_it() {
    let old = minicbor::to_vec(Vault::default()).unwrap();
    let fields = old[0] - 0x80;
    let mut newer = vec![0x80 + 11];
    newer.extend(&old[1..]);
    newer.extend((fields..10).map(|_| 0xf6));
    newer.push(1);
    assert!(minicbor::decode::<Vault>(&newer).is_err(), "without what is new it would not be the same state");
    let empty = Folded::Vault(Box::default());
    assert_eq!(empty.reading(&old), Some(empty.clone()));
    assert_eq!(empty.reading(&newer), None);
    // Who has read nothing reads the log.
    let mut device = Device::new();
    let checkpoint = device.checkpoint(&newer);
    device.act(|spaces, doing, vault| spaces.start_from(doing, vault, checkpoint));
    assert!(!device.spaces.device.replica(device.vault).unwrap().began_unproven());
}

#[test]
fn a_state_that_is_not_what_the_log_says_is_folded_anew_before_it_takes_the_place_of_the_log() {
    let mut device = full();
    let right = device.spaces.kept.get(&device.vault).unwrap().folded.clone();
    let of_the_same = device.checkpoint(&right.to_bytes());
    let verdict = |device: &Device, checkpoint: &Checkpoint| {
        device.spaces.verdict(device.vault, checkpoint, &[]).unwrap_or(Verdict::Unclear)
    };
    assert_eq!(verdict(&device, &of_the_same), Verdict::Same);
    // A fault, in memory or in the store: what was written last is missing.
    device.spaces.kept.get_mut(&device.vault).unwrap().folded = right.empty();
    let state = device.spaces.kept.get(&device.vault).unwrap().folded.to_bytes();
    let wrong = device.checkpoint(&state);
    assert_eq!(verdict(&device, &wrong), Verdict::Differs);
    device.act(|spaces, doing, vault| spaces.verify(doing, (vault, &wrong), &[]));
    assert_eq!(device.spaces.kept.get(&device.vault).unwrap().folded, right);
    let checkpoint = storage::checkpoint_key(device.vault);
    assert!(device.writes.iter().any(|write| matches!(write, Write::Put { key, .. } if *key == checkpoint)));
}
