//! Every field of a record, altered, and its encoding.

use crypto::{EpochNumber, Hash, MemberId, OpenError, Signature};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    ControlRecord, MemberKind, Party, SpaceId,
    control::{ControlError, EarlierKey, FoundingSalt},
    frame::FrameError,
    limits,
};

use crate::space::{Alteration, Space, check, seed, signed};

fn earlier(epoch: u32) -> EarlierKey {
    EarlierKey { epoch: EpochNumber(epoch), wrapped: vec![1] }
}

#[test]
fn a_founded_space_gives_its_key_to_every_member_and_to_nobody_else() {
    let space = Space::new();
    assert_eq!(space.founded.verify_first(), Ok(()));
    for seed in [&space.founder, &space.founder_paper] {
        let key = space.founded.handed_key(seed).unwrap();
        assert_eq!(
            (key.number, key.secret.expose()),
            (EpochNumber::FIRST, space.founded_key.secret.expose())
        );
    }
    assert_eq!(space.founded.handed_key(&space.stranger).map(|key| key.number), Err(OpenError));
    let before = space.founded.earlier_key(EpochNumber::FIRST, &space.founded_key);
    assert_eq!(before.map(|key| key.number), Err(OpenError));
}

#[test]
fn a_join_hands_the_new_key_to_all_and_the_old_one_through_it() {
    let space = Space::new();
    assert_eq!(space.founded.verify_successor(&space.joined), Ok(()));
    assert_ne!(space.founded_key.secret.expose(), space.joined_key.secret.expose());
    for seed in [&space.founder, &space.founder_paper, &space.invited] {
        let key = space.joined.handed_key(seed).unwrap();
        assert_eq!((key.number, key.secret.expose()), (EpochNumber(2), space.joined_key.secret.expose()));
        let before = space.joined.earlier_key(EpochNumber::FIRST, &key).unwrap();
        assert!(space.founded.begins_with(&before) && !space.joined.begins_with(&before));
        assert_eq!(
            (before.number, before.secret.expose()),
            (EpochNumber(1), space.founded_key.secret.expose())
        );
    }
    let by_the_old = space.joined.earlier_key(EpochNumber::FIRST, &space.founded_key);
    assert_eq!(by_the_old.map(|key| key.number), Err(OpenError));
}

#[test]
fn no_field_of_the_first_record_can_be_altered() {
    let space = Space::new();
    let alterations: Vec<Alteration> = vec![
        ("space", |record| record.space.0[0] ^= 1, ControlError::OutOfPlace),
        ("number", |record| record.number = 2, ControlError::OutOfPlace),
        ("previous", |record| record.previous.0[0] = 1, ControlError::OutOfPlace),
        ("salt", |record| record.salt.0[0] ^= 1, ControlError::OutOfPlace),
        ("epoch", |record| record.epoch = EpochNumber(2), ControlError::Epoch),
        ("epoch zero", |record| record.epoch = EpochNumber(0), ControlError::Epoch),
        ("earlier keys", |record| record.earlier_keys = vec![earlier(1)], ControlError::Epoch),
        ("frontier", |record| record.frontier = vec![1], ControlError::Epoch),
        (
            "possession",
            |record| record.members.iter_mut().take(1).for_each(|one| one.possession.0[0] ^= 1),
            ControlError::Possession,
        ),
        (
            "kind",
            |record| record.members.iter_mut().for_each(|one| one.kind = MemberKind::Device),
            ControlError::Possession,
        ),
        ("handed: one left out", |record| record.handed.truncate(1), ControlError::Epoch),
        ("handed: none", |record| record.handed.clear(), ControlError::Epoch),
        ("handed: order", |record| record.handed.reverse(), ControlError::Epoch),
        ("members: order", |record| record.members.reverse(), ControlError::Members),
        ("joined", |record| record.joined = true, ControlError::NotAllowed),
        ("author: not a member", |record| record.author.0[0] ^= 1, ControlError::NotSigned),
        ("members: none", |record| record.members.clear(), ControlError::NotSigned),
        (
            "party",
            |record| record.members.iter_mut().for_each(|one| one.party = Party::Invited),
            ControlError::Possession,
        ),
    ];
    assert_eq!(space.founded.verify_first(), Ok(()));
    for (field, alter, found) in alterations {
        let mut altered = space.founded.clone();
        alter(&mut altered);
        assert_ne!(altered.hash(), space.founded.hash(), "{field}");
        assert_eq!(signed(altered, &space.founder).verify_first(), Err(found), "{field}");
    }
    let mut altered = space.founded.clone();
    altered.signature.0[3] ^= 1;
    assert_eq!(altered.verify_first(), Err(ControlError::NotSigned));
    let by_another = signed(space.founded.clone(), &space.founder_paper);
    assert_eq!(by_another.verify_first(), Err(ControlError::NotSigned));
    let mut paper_as_author = space.founded.clone();
    paper_as_author.author = space.founder_paper.keys().id();
    assert_eq!(signed(paper_as_author, &space.founder_paper).verify_first(), Err(ControlError::OutOfPlace));
    let second = space.founded.leave(&space.founder);
    assert_eq!(second.verify_first(), Err(ControlError::NotSigned), "a later record founds nothing");
}

#[test]
fn no_field_of_a_later_record_can_be_altered() {
    let mut space = Space::new();
    let (honest, _) = space.second_device();
    check(
        &space.joined,
        &honest,
        &space.invited,
        vec![
            ("space", |record| record.space = SpaceId([9; 32]), ControlError::OutOfPlace),
            ("number skipped", |record| record.number += 1, ControlError::OutOfPlace),
            ("number repeated", |record| record.number -= 1, ControlError::OutOfPlace),
            ("previous", |record| record.previous = Hash([9; 32]), ControlError::OutOfPlace),
            ("salt", |record| record.salt = FoundingSalt([1; 16]), ControlError::OutOfPlace),
            ("author", |record| record.author = MemberId([9; 16]), ControlError::NotSigned),
            ("epoch skipped", |record| record.epoch = EpochNumber(4), ControlError::Epoch),
            ("epoch unmoved", |record| record.epoch = EpochNumber(2), ControlError::Epoch),
            ("epoch back", |record| record.epoch = EpochNumber(1), ControlError::Epoch),
            ("joined forgotten", |record| record.joined = false, ControlError::NotAllowed),
            ("handed: none", |record| record.handed.clear(), ControlError::Epoch),
            ("handed: one left out", |record| drop(record.handed.pop()), ControlError::Epoch),
            ("handed: order", |record| record.handed.reverse(), ControlError::Epoch),
            (
                "handed: one twice",
                |record| {
                    let again = record.handed.last().cloned();
                    record.handed.extend(again);
                },
                ControlError::Epoch,
            ),
            (
                "handed: to a stranger",
                |record| record.handed.iter_mut().take(1).for_each(|handed| handed.member.0[0] ^= 1),
                ControlError::Epoch,
            ),
            ("earlier keys: this epoch's", |record| record.earlier_keys[0] = earlier(3), ControlError::Epoch),
            ("earlier keys: of none", |record| record.earlier_keys[0] = earlier(0), ControlError::Epoch),
            (
                "earlier keys: order",
                |record| record.earlier_keys = vec![earlier(1), earlier(2)],
                ControlError::Epoch,
            ),
            (
                "earlier keys: one twice",
                |record| record.earlier_keys = vec![earlier(2), earlier(2)],
                ControlError::Epoch,
            ),
            (
                "possession",
                |record| {
                    let id = seed(4).keys().id();
                    let new = record.members.iter_mut().filter(|member| member.keys.id() == id);
                    new.for_each(|member| member.possession.0[0] ^= 1);
                },
                ControlError::Possession,
            ),
            ("members: order", |record| record.members.reverse(), ControlError::Members),
            (
                "members: one twice",
                |record| {
                    let again = record.members.first().cloned();
                    record.members.extend(again);
                    record.members.sort_by_key(|member| member.keys.id());
                },
                ControlError::Members,
            ),
        ],
    );
}

#[test]
fn only_a_members_own_signature_counts() {
    let mut space = Space::new();
    let (honest, _) = space.second_device();
    assert_eq!(space.joined.verify_successor(&honest), Ok(()));
    for bit in 0..Signature::LENGTH * 8 {
        let mut altered = honest.clone();
        altered.signature.0[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(space.joined.verify_successor(&altered), Err(ControlError::NotSigned), "bit {bit}");
    }
    for other in [&space.founder, &space.invited_second, &space.stranger] {
        let by_another = signed(honest.clone(), other);
        assert_eq!(space.joined.verify_successor(&by_another), Err(ControlError::NotSigned));
    }
    // Who is only let in by the record does not yet speak.
    let mut by_the_new = honest.clone();
    by_the_new.author = space.invited_second.keys().id();
    let by_the_new = signed(by_the_new, &space.invited_second);
    assert_eq!(space.joined.verify_successor(&by_the_new), Err(ControlError::NotSigned));
    // A signature for another purpose over the same hash.
    let elsewhere = crypto::Context("counterpoint 1 head");
    let mut misused = honest.clone();
    misused.signature = space.invited.signing_key().sign(elsewhere, &[honest.hash().as_bytes()]);
    assert_eq!(space.joined.verify_successor(&misused), Err(ControlError::NotSigned));
}

#[test]
fn a_hand_over_altered_anywhere_does_not_open() {
    let space = Space::new();
    assert!(space.joined.handed_key(&space.invited).is_ok());
    let id = space.invited.keys().id();
    let index = space.joined.handed.iter().position(|handed| handed.member == id).unwrap();
    for byte in 0..space.joined.handed[index].sealed.0.len() {
        let mut altered = space.joined.clone();
        altered.handed[index].sealed.0[byte] ^= 0x10;
        assert_eq!(altered.handed_key(&space.invited).map(|key| key.number), Err(OpenError), "byte {byte}");
    }
    let misplaced = [
        ControlRecord { space: SpaceId([9; 32]), ..space.joined.clone() },
        ControlRecord { epoch: EpochNumber(3), ..space.joined.clone() },
    ];
    for misplaced in misplaced {
        assert_eq!(misplaced.handed_key(&space.invited).map(|key| key.number), Err(OpenError));
        let earlier = misplaced.earlier_key(EpochNumber::FIRST, &space.joined_key);
        assert_eq!(earlier.map(|key| key.number), Err(OpenError));
    }
    for byte in 0..space.joined.earlier_keys[0].wrapped.len() {
        let mut altered = space.joined.clone();
        altered.earlier_keys[0].wrapped[byte] ^= 1;
        let earlier = altered.earlier_key(EpochNumber::FIRST, &space.joined_key);
        assert_eq!(earlier.map(|key| key.number), Err(OpenError), "byte {byte}");
    }
}

#[test]
fn a_record_has_one_encoding() {
    let space = Space::new();
    let bytes = space.founded.to_bytes();
    assert_eq!(ControlRecord::from_bytes(&bytes), Ok(space.founded.clone()));
    let malformed = Err(ControlError::Unreadable(FrameError::Malformed));
    assert_eq!(bytes[0], 0x8d, "an array of thirteen");

    let mut longer_header = bytes.clone();
    longer_header.splice(..1, [0x98, 13]);
    assert_eq!(ControlRecord::from_bytes(&longer_header), malformed);
    let mut endless = bytes.clone();
    endless[0] = 0x9f;
    endless.push(0xff);
    assert_eq!(ControlRecord::from_bytes(&endless), malformed);
    let mut unknown_field = bytes.clone();
    unknown_field[0] = 0x8e;
    unknown_field.push(0);
    assert_eq!(ControlRecord::from_bytes(&unknown_field), malformed);
    let trailing = [bytes.as_slice(), &[0]].concat();
    assert_eq!(ControlRecord::from_bytes(&trailing), Err(ControlError::Unreadable(FrameError::Trailing(1))));
    let large = vec![0; limits::CONTROL_RECORD_BYTES_MAX + 1];
    let too_large = FrameError::TooLarge(limits::CONTROL_RECORD_BYTES_MAX + 1);
    assert_eq!(ControlRecord::from_bytes(&large), Err(ControlError::Unreadable(too_large)));
    for length in 0..bytes.len() {
        assert_eq!(ControlRecord::from_bytes(&bytes[..length]), malformed, "{length} bytes");
    }
}

#[test]
fn two_spaces_of_one_founder_have_nothing_in_common() {
    let mut random = ChaCha20Rng::seed_from_u64(2);
    let (one, _) = ControlRecord::found(&seed(1), &[], &mut random);
    let (other, _) = ControlRecord::found(&seed(1), &[], &mut random);
    assert_ne!(one.space, other.space);
    let moved = ControlRecord { space: other.space, ..one };
    assert_eq!(signed(moved, &seed(1)).verify_first(), Err(ControlError::OutOfPlace));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever single byte of an honest record a relay alters, nobody accepts it.
    #[test]
    fn a_byte_altered_on_the_way_is_refused(at: prop::sample::Index, by in 1_u8..=255) {
        let mut space = Space::new();
        let (honest, _) = space.second_device();
        let mut bytes = honest.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        let accepted = ControlRecord::from_bytes(&bytes).and_then(|record| space.joined.verify_successor(&record));
        prop_assert!(accepted.is_err(), "byte {}", at);
    }
}

#[test]
fn a_record_may_have_as_many_bytes_as_is_said_and_not_one_more() {
    let longest = vec![0; limits::CONTROL_RECORD_BYTES_MAX];
    let malformed = ControlError::Unreadable(FrameError::Malformed);
    assert_eq!(ControlRecord::from_bytes(&longest).unwrap_err(), malformed);
    let longer = [longest, vec![0]].concat();
    let too_large = ControlError::Unreadable(FrameError::TooLarge(longer.len()));
    assert_eq!(ControlRecord::from_bytes(&longer).unwrap_err(), too_large);
}
