use crypto::MemberSeed;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::CheckpointError;
use crate::{
    Member, MemberKind, Party, Replica,
    frame::{CheckpointId, encode},
    packing::UnpackError,
    replica::Intent,
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
