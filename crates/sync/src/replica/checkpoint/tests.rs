use crypto::{EpochKey, Hash, MemberId, MemberSeed, OpenError, Sequence, WriterId};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{Checkpoint, CheckpointError};
use crate::{
    Member, MemberKind, Party, Position, Replica, StoredEntry,
    frame::{CheckpointId, encode},
    packing::UnpackError,
    replica::{Chain, Intent},
};

const ID: CheckpointId = CheckpointId([1; 16]);

/// A space of one person, and the same space after a second person joined.
fn vault_and_shared_space() -> (Replica, Replica) {
    let random = &mut ChaCha12Rng::seed_from_u64(7);
    let seed = MemberSeed::random(random);
    let vault = Replica::found(seed.clone(), &[], random);
    let guest = MemberSeed::random(random);
    let records = vault.records();
    let mut shared = Replica::enter(seed, &records, random).expect("its own chain");
    let guest = Member::of(&guest, shared.space(), Party::Invited, MemberKind::Device);
    shared.intend(Some(Intent::Admit(guest)));
    let record = shared.propose(random).expect("the founder may let one person in").to_bytes();
    assert_eq!(shared.follow(&record), Ok(true));
    (vault, shared)
}

#[test]
fn a_vaults_state_is_packed_and_a_shared_one_is_as_long_as_it_is() {
    let random = &mut ChaCha12Rng::seed_from_u64(8);
    let (vault, shared) = vault_and_shared_space();
    let state = encode(&vec!["the same words".to_owned(); 1_000]);
    let sealed = |replica: &Replica, random: &mut ChaCha12Rng| {
        let (_, sealed) = replica.seal_checkpoint(ID, &state, random).expect("nothing waits");
        assert_eq!(replica.open_checkpoint(ID, &sealed).expect("its own").state, state);
        sealed.len()
    };
    assert!(sealed(&vault, random) < state.len() / 10);
    assert!(sealed(&shared, random) > state.len());
}

#[test]
fn a_state_that_does_not_unpack_is_not_used_whoever_signed_it() {
    let random = &mut ChaCha12Rng::seed_from_u64(9);
    let (vault, _) = vault_and_shared_space();
    for (packed, error) in [(vec![9], UnpackError::Unknown), (vec![1, 0xff], UnpackError::Malformed)] {
        let (_, sealed) = vault.seal_packed(ID, packed, random).expect("nothing waits");
        assert_eq!(vault.open_checkpoint(ID, &sealed), Err(CheckpointError::Packed(error)));
    }
}

/// Who takes the checkpoint in has not to know of a chain that holds nothing: devices that have everything are equally far.
#[test]
fn a_chain_in_which_nothing_was_written_is_not_handed_on() {
    let random = &mut ChaCha12Rng::seed_from_u64(10);
    let (mut vault, _) = vault_and_shared_space();
    let frontier = |replica: &Replica, random: &mut ChaCha12Rng| {
        let (_, sealed) = replica.seal_checkpoint(ID, &[], random).expect("nothing waits");
        replica.open_checkpoint(ID, &sealed).expect("its own").frontier()
    };
    assert_eq!(frontier(&vault, random).len(), 0);
    let entry = vault.write(crypto::Clock(1), b"something", random).expect("the founder may write");
    vault.acknowledge(&[entry.id]);
    assert_eq!(frontier(&vault, random), vault.frontier());
    assert_eq!(vault.frontier().len(), 1);
}

/// Two chains, and a checkpoint of the first two entries of the one and the first of the other.
struct Chains {
    writers: [WriterId; 2],
    checkpoint: Checkpoint,
}

fn chain(sequence: u64) -> Chain {
    Chain { sequence: Sequence(sequence), ..Chain::begin(MemberId([1; 16])) }
}

fn checkpoint_of(chains: &[(WriterId, u64)]) -> Checkpoint {
    let chains = chains.iter().map(|(writer, sequence)| (*writer, chain(*sequence))).collect();
    Checkpoint {
        covers: Position(3),
        state: Vec::new(),
        chains,
        author: MemberId([1; 16]),
        control: 1,
        made_alone: false,
    }
}

impl Chains {
    fn new() -> Self {
        let writers = [WriterId([1; 16]), WriterId([2; 16])];
        Self { writers, checkpoint: checkpoint_of(&[(writers[0], 2), (writers[1], 1)]) }
    }

    fn is_made_of(&self, entries: &[(usize, u64)], base: Option<&Checkpoint>) -> bool {
        let place = |(writer, sequence): &(usize, u64)| (self.writers[*writer], Sequence(*sequence));
        let entries = entries.iter().map(|entry| (place(entry), Hash([0; 32]))).collect();
        self.checkpoint.is_made_of(&entries, base)
    }
}

#[test]
fn a_checkpoint_holds_its_chains_up_to_where_they_stand_in_it() {
    let Chains { writers: [one, two], checkpoint } = Chains::new();
    for (writer, sequence, holds) in
        [(one, 1, true), (one, 2, true), (one, 3, false), (two, 1, true), (two, 2, false)]
    {
        assert_eq!(checkpoint.holds(writer, Sequence(sequence)), holds, "{writer} {sequence}");
    }
    assert!(!checkpoint.holds(WriterId([3; 16]), Sequence(1)));
}

#[test]
fn a_checkpoint_is_made_of_all_that_it_holds() {
    let chains = Chains::new();
    let whole = [(0, 1), (0, 2), (1, 1)];
    assert!(chains.is_made_of(&whole, None));
    for missing in 0..whole.len() {
        let mut entries = whole.to_vec();
        entries.remove(missing);
        assert!(!chains.is_made_of(&entries, None), "without {missing}");
    }
    // What it does not hold neither helps nor hurts.
    assert!(chains.is_made_of(&[(0, 1), (0, 2), (0, 3), (1, 1), (1, 2)], None));
    assert!(!chains.is_made_of(&[(0, 1), (0, 3), (1, 1)], None));
    assert!(!chains.is_made_of(&[(0, 1), (0, 2), (0, 3), (1, 2)], None));
}

#[test]
fn a_checkpoint_is_made_of_a_base_and_of_what_comes_after_it() {
    let chains = Chains::new();
    let [one, two] = chains.writers;
    let base = checkpoint_of(&[(one, 1)]);
    assert!(chains.is_made_of(&[(0, 2), (1, 1)], Some(&base)));
    // What stands in the base too is not counted twice.
    assert!(chains.is_made_of(&[(0, 1), (0, 2), (1, 1)], Some(&base)));
    assert!(!chains.is_made_of(&[(0, 1), (1, 1)], Some(&base)));
    assert!(chains.is_made_of(&[], Some(&chains.checkpoint)));
    // A base that holds more cannot be its beginning.
    for more in
        [checkpoint_of(&[(one, 3), (two, 1)]), checkpoint_of(&[(one, 2), (two, 1), (WriterId([3; 16]), 1)])]
    {
        assert!(!chains.is_made_of(&[(0, 1), (0, 2), (1, 1)], Some(&more)));
    }
    // A chain in which nothing was written yet is none.
    let empty = checkpoint_of(&[(one, 1), (WriterId([3; 16]), 0)]);
    assert!(chains.is_made_of(&[(0, 2), (1, 1)], Some(&empty)));
}

/// A device that has read what the founder wrote, one that has read nothing, and a checkpoint of the founder's.
fn devices() -> (Replica, Replica, Replica, Vec<u8>, ChaCha12Rng) {
    let mut random = ChaCha12Rng::seed_from_u64(12);
    let mut vault = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let seeds = [MemberSeed::random(&mut random), MemberSeed::random(&mut random)];
    for seed in &seeds {
        let member = Member::of(seed, vault.space(), Party::Founder, MemberKind::Device);
        follow(&mut vault, Intent::Admit(member), &mut random);
    }
    let entry = vault.write(crypto::Clock(1), b"something", &mut random).unwrap();
    vault.receive(vec![StoredEntry { position: Position(1), entry: entry.clone() }]);
    let [reader, fresh] = seeds.map(|seed| Replica::enter(seed, &vault.records(), &mut random).unwrap());
    let mut reader = reader;
    reader.receive(vec![StoredEntry { position: Position(1), entry }]);
    let (covers, sealed) = vault.seal_checkpoint(ID, b"state", &mut random).unwrap();
    assert_eq!(covers, Position(1));
    (vault, reader, fresh, sealed, random)
}

fn follow(replica: &mut Replica, intent: Intent, random: &mut ChaCha12Rng) -> Vec<u8> {
    replica.intend(Some(intent));
    let record = replica.propose(random).unwrap().to_bytes();
    replica.follow(&record).unwrap();
    replica.intend(None);
    record
}

#[test]
fn who_has_read_nothing_starts_from_a_checkpoint_unless_it_only_changes_members() {
    let (vault, mut reader, mut fresh, sealed, mut random) = devices();
    let member = fresh.members()[0].keys.id();
    for (replica, wants, came) in [(&mut fresh, true, false), (&mut reader, false, false)] {
        assert_eq!((replica.wants_checkpoint(), replica.came_to_change_members()), (wants, came));
        replica.intend(Some(Intent::Remove(member)));
        assert_eq!((replica.wants_checkpoint(), replica.came_to_change_members()), (false, wants));
        replica.intend(None);
    }
    let checkpoint = fresh.open_checkpoint(ID, &sealed).unwrap();
    fresh.start_from(&checkpoint);
    assert_eq!((fresh.cursor(), fresh.frontier()), (Position(1), reader.frontier()));
    assert!(fresh.began_unproven() && !fresh.wants_checkpoint());
    fresh.take_start_back();
    assert_eq!((fresh.cursor(), fresh.frontier().len()), (Position(0), 0));
    assert!(!fresh.began_unproven() && fresh.wants_checkpoint());
    // What it has made itself, and lost with its store since, it does not take on another one's word.
    let mut lost = Replica::enter(vault.seed().clone(), &vault.records(), &mut random).unwrap();
    lost.start_from(&checkpoint);
    assert_eq!((lost.cursor(), lost.began_unproven()), (Position(1), false));
}

#[test]
fn who_has_written_wants_no_checkpoint_and_who_has_read_does_not_start_from_one() {
    let (_, mut reader, mut fresh, sealed, mut random) = devices();
    let checkpoint = fresh.open_checkpoint(ID, &sealed).unwrap();
    fresh.write(crypto::Clock(2), b"own", &mut random).unwrap();
    assert!(!fresh.wants_checkpoint());
    fresh.intend(Some(Intent::Renew));
    assert!(!fresh.came_to_change_members());
    let older = Checkpoint { covers: Position(7), ..checkpoint };
    reader.start_from(&older);
    assert_eq!(reader.cursor(), Position(1));
    assert!(!reader.began_unproven());
    // Nor who knows a chain from a parcel, and has read nothing of the relay's log.
    let (_, mut sender, mut fresh, ..) = devices();
    let carried = sender.write(crypto::Clock(3), b"carried", &mut random).unwrap();
    assert_eq!(fresh.receive_carried(&[carried]).opened.len(), 1);
    assert_eq!(fresh.cursor(), Position(0));
    fresh.start_from(&older);
    assert_eq!((fresh.cursor(), fresh.began_unproven()), (Position(0), false));
}

#[test]
fn nothing_is_sealed_that_the_relay_may_not_hold() {
    let (mut vault, mut reader, _, _, mut random) = devices();
    assert!(reader.seal_checkpoint(ID, b"", &mut random).is_some());
    reader.rewind();
    assert_eq!(reader.seal_checkpoint(ID, b"", &mut random), None, "it is read again");
    let (_, mut reader, ..) = devices();
    reader.write(crypto::Clock(1), b"waits", &mut random).unwrap();
    assert_eq!(reader.seal_checkpoint(ID, b"", &mut random), None, "something waits");
    let (.., mut reader, _, _) = devices();
    let first = vault.write(crypto::Clock(1), b"is withheld", &mut random).unwrap();
    let second = vault.write(crypto::Clock(1), b"is shown", &mut random).unwrap();
    vault.acknowledge(&[first.id, second.id]);
    reader.receive(vec![StoredEntry { position: Position(1), entry: second }]);
    assert_eq!(reader.seal_checkpoint(ID, b"", &mut random), None, "something is missing");
}

#[test]
fn a_checkpoint_stands_on_a_record_that_is_known_and_under_the_key_of_its_epoch() {
    let (mut vault, mut reader, fresh, sealed, mut random) = devices();
    assert!(reader.open_checkpoint(ID, &sealed).is_ok());
    assert_eq!(
        reader.open_checkpoint(CheckpointId([2; 16]), &sealed).unwrap_err(),
        CheckpointError::Sealed(OpenError)
    );
    // On a branch that the other does not follow, under a key that it has.
    let mut branched = Replica::enter(vault.seed().clone(), &vault.records(), &mut random).unwrap();
    let record = follow(&mut vault, Intent::Renew, &mut random);
    reader.follow(&record).unwrap();
    follow(&mut branched, Intent::Renew, &mut random);
    branched.epochs = vault.epochs.iter().map(|(number, key)| (*number, key.clone())).collect();
    let (_, sealed) = branched.seal_checkpoint(ID, b"state", &mut random).unwrap();
    assert_eq!(reader.open_checkpoint(ID, &sealed).unwrap_err(), CheckpointError::OffBranch);
    // Named as standing on an older record than the epoch of its key.
    let records = branched.records.clone();
    branched.records.pop();
    let epoch = branched.control().epoch;
    let newest = vault.epochs.get(&vault.control().epoch).unwrap().clone();
    let wrong = EpochKey { number: epoch, secret: newest.secret.clone() };
    branched.epochs.insert(epoch, EpochKey { number: newest.number, secret: wrong.secret });
    let (_, sealed) = branched.seal_checkpoint(ID, b"state", &mut random).unwrap();
    assert_eq!(reader.open_checkpoint(ID, &sealed).unwrap_err(), CheckpointError::OffBranch);
    branched.records = records;
    // By a device that was taken out since.
    let removal = follow(&mut vault, Intent::Remove(fresh.me()), &mut random);
    let (_, sealed) = fresh.seal_checkpoint(ID, b"state", &mut random).unwrap();
    assert!(reader.open_checkpoint(ID, &sealed).is_ok());
    reader.follow(&removal).unwrap();
    assert_eq!(
        reader.open_checkpoint(ID, &sealed).unwrap_err(),
        CheckpointError::Signature(crypto::SignatureError)
    );
}
