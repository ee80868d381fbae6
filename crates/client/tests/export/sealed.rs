//! Sealed backups.

use client::export::backup::{Backup, BackupError, MAGIC};
use client::export::{Export, Relationship, collect};
use crypto::{LockParameters, RecoveryWords};
use model::{Day, Vault, kinds::LIST};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use crate::arbitrary;

/// The least that Argon2 does: these tests are about everything else.
const QUICK: LockParameters = LockParameters { memory_kib: 8, passes: 1, lanes: 1 };
const PASSPHRASE: &str = "granite lantern orchard";

fn words() -> RecoveryWords {
    RecoveryWords::from_entropy(&[42; 32])
}

fn sealed(export: &Export, seed: u64) -> Vec<u8> {
    let random = &mut ChaCha20Rng::seed_from_u64(seed);
    let paper = words().member_seed().keys().sealing;
    Backup::seal(export, &LIST, PASSPHRASE, &[paper], QUICK, random).to_bytes()
}

fn small() -> Export {
    let mut export = collect(&Vault::default(), &[], false, Day(20_779));
    export.name = Some("Noor".into());
    export
}

fn read(bytes: &[u8], secret: &str) -> Result<Export, BackupError> {
    Backup::from_bytes(bytes)?.open(secret, &LIST)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn safety_s29_a_backup_opens_as_it_was_sealed(vault in arbitrary::vault(), seed in any::<u64>()) {
        let export = collect(&vault, &[], true, Day(20_779));
        let bytes = sealed(&export, seed);
        prop_assert_eq!(read(&bytes, PASSPHRASE), Ok(export.clone()));
        prop_assert_eq!(read(&bytes, &words().words().join(" ")), Ok(export));
    }

    #[test]
    fn a_backup_with_any_byte_changed_is_refused(place in any::<prop::sample::Index>(), change in 1_u8..) {
        let mut bytes = sealed(&small(), 1);
        prop_assert_eq!(read(&bytes, PASSPHRASE), Ok(small()));
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        let expected = match place {
            0..20 => BackupError::Foreign,
            20 if bytes[20] > 1 => BackupError::TooNew { found: bytes[20] },
            _ => BackupError::Damaged,
        };
        prop_assert_eq!(Backup::from_bytes(&bytes), Err(expected));
    }

    #[test]
    fn a_backup_cut_short_is_refused(length in any::<prop::sample::Index>()) {
        let bytes = sealed(&small(), 1);
        let cut = &bytes[..length.index(bytes.len())];
        let expected = if cut.len() < MAGIC.len() { BackupError::Foreign } else { BackupError::Damaged };
        prop_assert_eq!(Backup::from_bytes(cut), Err(expected));
    }
}

#[test]
fn another_passphrase_and_other_words_do_not_open_it() {
    let bytes = sealed(&small(), 1);
    assert_eq!(read(&bytes, PASSPHRASE), Ok(small()));
    let others = RecoveryWords::from_entropy(&[43; 32]).words().join(" ");
    for secret in ["", "granite lantern orchards", &others] {
        assert_eq!(read(&bytes, secret), Err(BackupError::WrongSecret), "{secret}");
    }
}

#[test]
fn a_backup_that_demands_too_much_work_is_not_tried() {
    let random = &mut ChaCha20Rng::seed_from_u64(1);
    let mut backup = Backup::seal(&small(), &LIST, PASSPHRASE, &[], QUICK, random);
    assert_eq!(backup.open(PASSPHRASE, &LIST), Ok(small()));
    backup.parameters.memory_kib = LockParameters::MEMORY_KIB_MAX + 1;
    assert_eq!(Backup::from_bytes(&backup.to_bytes()), Ok(backup.clone()));
    assert_eq!(backup.open(PASSPHRASE, &LIST), Err(BackupError::WrongSecret));
}

#[test]
fn nothing_that_was_written_can_be_read_in_the_file() {
    let mark = "A mark that nothing else holds";
    let mut export = small();
    export.relationships.push(Relationship {
        id: model::RelationshipId([1; 16]),
        name: mark.into(),
        tie: client::export::TieNumber(4),
        added: client::export::Moment(model::Clock(1)),
        changed: client::export::Moment(model::Clock(1)),
    });
    let bytes = sealed(&export, 1);
    assert!(!bytes.windows(mark.len()).any(|window| window == mark.as_bytes()));
    assert!(export.to_json(&LIST).windows(mark.len()).any(|window| window == mark.as_bytes()));
}

#[test]
fn two_backups_of_the_same_have_no_bytes_in_common_but_the_beginning() {
    let (one, other) = (sealed(&small(), 1), sealed(&small(), 2));
    assert_eq!(one.len(), other.len());
    let same = one.iter().zip(&other).filter(|(one, other)| one == other).count();
    assert!(same < one.len() / 8, "{same} of {} bytes", one.len());
}
