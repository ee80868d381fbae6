//! Control chains: every rule of the module's documentation, broken one at a time.
//!
//! A hostile member signs whatever it likes; so what is altered here is signed again by its author, unless the signature
//! itself is the point.

use crypto::{
    EpochKey, EpochNumber, Hash, MemberId, MemberKeys, MemberSeed, OpenError, OpeningKey, SealingKey,
    Signature, SigningKey,
};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    ControlRecord, Member, MemberKind, Party, SpaceId,
    control::{ControlError, FoundingSalt},
    frame::FrameError,
    limits,
};

fn seed(number: u8) -> MemberSeed {
    MemberSeed::from_bytes([number; 32])
}

fn member(seed: &MemberSeed, party: Party) -> Member {
    Member { keys: seed.keys(), party, kind: MemberKind::Device }
}

/// Two people with a device and a paper each, so that every rule can be broken.
struct Space {
    random: ChaCha20Rng,
    founder: MemberSeed,
    founder_paper: MemberSeed,
    invited: MemberSeed,
    invited_second: MemberSeed,
    stranger: MemberSeed,
    /// The founder and its paper.
    founded: ControlRecord,
    founded_key: EpochKey,
    /// The invited device has joined.
    joined: ControlRecord,
    joined_key: EpochKey,
}

impl Space {
    fn new() -> Self {
        let mut random = ChaCha20Rng::seed_from_u64(1);
        let [founder, founder_paper, invited, invited_second, stranger] = [1, 2, 3, 4, 5].map(seed);
        let paper = Member { kind: MemberKind::Paper, ..member(&founder_paper, Party::Founder) };
        let (founded, founded_key) =
            ControlRecord::found(&founder, vec![paper], &mut random).expect("valid keys");
        let members = with(&founded, member(&invited, Party::Invited));
        let (joined, joined_key) =
            founded.rotate(&founder, members, &founded_key, &mut random).expect("valid keys");
        Self {
            random,
            founder,
            founder_paper,
            invited,
            invited_second,
            stranger,
            founded,
            founded_key,
            joined,
            joined_key,
        }
    }

    /// A valid successor of `joined`: the invited person adds a second device.
    fn second_device(&mut self) -> (ControlRecord, EpochKey) {
        let members = with(&self.joined, member(&self.invited_second, Party::Invited));
        self.joined.rotate(&self.invited, members, &self.joined_key, &mut self.random).expect("valid keys")
    }

    /// What `author` says the members after `joined` are, correctly rotated and signed.
    fn rotated(&mut self, author: &MemberSeed, members: Vec<Member>) -> ControlRecord {
        self.joined.rotate(author, members, &self.joined_key, &mut self.random).expect("valid keys").0
    }
}

fn with(record: &ControlRecord, member: Member) -> Vec<Member> {
    [record.members.as_slice(), &[member]].concat()
}

fn without(record: &ControlRecord, seed: &MemberSeed) -> Vec<Member> {
    let id = seed.keys().id();
    record.members.iter().filter(|member| member.keys.id() != id).cloned().collect()
}

fn signed(mut record: ControlRecord, author: &MemberSeed) -> ControlRecord {
    record.signature = author.signing_key().sign_hash(record.hash());
    record
}

/// What is altered, how, and what is found when the author signs it.
type Alteration = (&'static str, fn(&mut ControlRecord), ControlError);

fn check(
    previous: &ControlRecord,
    honest: &ControlRecord,
    author: &MemberSeed,
    alterations: Vec<Alteration>,
) {
    assert_eq!(previous.verify_successor(honest), Ok(()));
    for (field, alter, found) in alterations {
        let mut altered = honest.clone();
        alter(&mut altered);
        assert_ne!(altered, *honest, "{field}");
        assert_ne!(altered.hash(), honest.hash(), "{field}: the hash covers it");
        assert!(previous.verify_successor(&altered).is_err(), "{field}: with the old signature");
        let signed = signed(altered, author);
        assert_eq!(previous.verify_successor(&signed), Err(found), "{field}");
    }
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
    assert_eq!(space.founded.unwrap_previous(&space.founded_key).map(|key| key.number), Err(OpenError));
}

#[test]
fn a_join_hands_the_new_key_to_all_and_the_old_one_through_it() {
    let space = Space::new();
    assert_eq!(space.founded.verify_successor(&space.joined), Ok(()));
    assert_ne!(space.founded_key.secret.expose(), space.joined_key.secret.expose());
    for seed in [&space.founder, &space.founder_paper, &space.invited] {
        let key = space.joined.handed_key(seed).unwrap();
        assert_eq!((key.number, key.secret.expose()), (EpochNumber(2), space.joined_key.secret.expose()));
        let before = space.joined.unwrap_previous(&key).unwrap();
        assert_eq!(
            (before.number, before.secret.expose()),
            (EpochNumber(1), space.founded_key.secret.expose())
        );
    }
    assert_eq!(space.joined.unwrap_previous(&space.founded_key).map(|key| key.number), Err(OpenError));
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
        ("previous key", |record| record.previous_key = vec![1], ControlError::Epoch),
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
            ControlError::NotAllowed,
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
            ("previous key missing", |record| record.previous_key.clear(), ControlError::Epoch),
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
        assert_eq!(misplaced.unwrap_previous(&space.joined_key).map(|key| key.number), Err(OpenError));
    }
    for byte in 0..space.joined.previous_key.len() {
        let mut altered = space.joined.clone();
        altered.previous_key[byte] ^= 1;
        assert_eq!(
            altered.unwrap_previous(&space.joined_key).map(|key| key.number),
            Err(OpenError),
            "byte {byte}"
        );
    }
}

#[test]
fn a_party_changes_only_its_own_members() {
    let mut space = Space::new();
    let (founder, invited) = (space.founder.clone(), space.invited.clone());
    let own = without(&space.joined, &space.founder_paper);
    let record = space.rotated(&founder, own);
    assert_eq!(
        space.joined.verify_successor(&record),
        Ok(()),
        "the founder's paper is the founder's to revoke"
    );

    let (stranger, paper) = (space.stranger.clone(), space.founder_paper.clone());
    let mut other_kind = space.joined.members.clone();
    other_kind
        .iter_mut()
        .filter(|one| one.party == Party::Invited)
        .for_each(|one| one.kind = MemberKind::Paper);
    let mut taken_over = space.joined.members.clone();
    taken_over.iter_mut().for_each(|one| one.party = Party::Founder);
    let mut disguised = without(&space.joined, &paper);
    disguised.push(Member { party: Party::Invited, ..member(&paper, Party::Founder) });
    let changes = [
        ("founder revokes the other's device, and stays", &founder, without(&space.joined, &invited)),
        ("founder adds to the other", &founder, with(&space.joined, member(&stranger, Party::Invited))),
        (
            "founder replaces the other's device",
            &founder,
            [without(&space.joined, &invited), vec![member(&stranger, Party::Invited)]].concat(),
        ),
        ("founder changes the kind of the other's device", &founder, other_kind),
        ("founder takes the other's device over", &founder, taken_over),
        ("founder gives a member away", &founder, disguised.clone()),
        ("invited revokes the founder's paper", &invited, without(&space.joined, &paper)),
        ("invited adds to the founder", &invited, with(&space.joined, member(&stranger, Party::Founder))),
        ("invited takes the founder's paper", &invited, disguised),
    ];
    for (change, author, members) in changes {
        let record = space.rotated(author, members);
        assert_eq!(space.joined.verify_successor(&record), Err(ControlError::NotAllowed), "{change}");
    }
}

#[test]
fn only_the_founders_party_lets_the_second_person_in_and_with_one_device() {
    let mut space = Space::new();
    assert_eq!(space.founded.verify_successor(&space.joined), Ok(()));
    let founded = space.founded.clone();
    let mut rotate = |author: &MemberSeed, members| {
        founded.rotate(author, members, &space.founded_key, &mut space.random).expect("valid keys").0
    };
    let by_paper = rotate(&space.founder_paper, with(&founded, member(&space.invited, Party::Invited)));
    assert_eq!(founded.verify_successor(&by_paper), Ok(()), "recovery words are the founder's party too");

    let two = [
        with(&founded, member(&space.invited, Party::Invited)),
        vec![member(&space.invited_second, Party::Invited)],
    ]
    .concat();
    assert_eq!(founded.verify_successor(&rotate(&space.founder, two)), Err(ControlError::NotAllowed));
    let by_the_joining = rotate(&space.invited, with(&founded, member(&space.invited, Party::Invited)));
    assert_eq!(founded.verify_successor(&by_the_joining), Err(ControlError::NotSigned));
    let forgetful = rotate(&space.founder, with(&founded, member(&space.invited, Party::Invited)));
    let forgetful = signed(ControlRecord { joined: false, ..forgetful }, &space.founder);
    assert_eq!(founded.verify_successor(&forgetful), Err(ControlError::NotAllowed));
    let foretold = rotate(&space.founder, founded.members.clone());
    assert_eq!(founded.verify_successor(&foretold), Ok(()), "rotating alone is allowed");
    let foretold = signed(ControlRecord { joined: true, ..foretold }, &space.founder);
    assert_eq!(founded.verify_successor(&foretold), Err(ControlError::NotAllowed));
}

#[test]
fn who_leaves_leaves_as_a_whole_and_chooses_no_key() {
    let mut space = Space::new();
    let (second, _) = space.second_device();
    let left = second.leave(&space.invited);
    assert_eq!(second.verify_successor(&left), Ok(()));
    assert_eq!(left.party(Party::Invited).count(), 0, "the second device leaves too");
    check(
        &second,
        &left,
        &space.invited,
        vec![
            ("with a new epoch", |record| record.epoch = EpochNumber(4), ControlError::Epoch),
            ("with a previous key", |record| record.previous_key = vec![1], ControlError::Epoch),
            (
                "taking a member of the other along",
                |record| record.members.truncate(1),
                ControlError::NotAllowed,
            ),
            ("taking everybody along", |record| record.members.clear(), ControlError::NotAllowed),
            ("as if nobody had joined", |record| record.joined = false, ControlError::NotAllowed),
        ],
    );
    let mut handing = left.clone();
    handing.handed = second.handed.clone();
    assert_eq!(second.verify_successor(&signed(handing, &space.invited)), Err(ControlError::Epoch));
    // Rotating on the way out would choose the key of who stays.
    let members = without(&space.joined, &space.invited);
    let invited = space.invited.clone();
    let rotating = space.rotated(&invited, members);
    assert_eq!(space.joined.verify_successor(&rotating), Err(ControlError::Epoch));
    // One device of two going is no leaving; it rotates.
    let half =
        ControlRecord { members: without(&second, &space.invited_second), ..second.leave(&space.invited) };
    assert_eq!(second.verify_successor(&signed(half, &space.invited)), Err(ControlError::Epoch));
    let by_stranger = second.leave(&space.stranger);
    assert_eq!(second.verify_successor(&by_stranger), Err(ControlError::NotSigned));
}

#[test]
fn who_left_never_comes_back_and_nobody_takes_the_place() {
    let mut space = Space::new();
    let left = space.joined.leave(&space.invited);
    assert_eq!(space.joined.verify_successor(&left), Ok(()));
    let rotate = |author: &MemberSeed, members, random: &mut ChaCha20Rng| {
        left.rotate(author, members, &space.joined_key, random).expect("valid keys").0
    };
    let on_own = rotate(&space.founder, left.members.clone(), &mut space.random);
    assert_eq!(left.verify_successor(&on_own), Ok(()), "who stays rotates");
    assert_eq!(on_own.handed_key(&space.invited).map(|key| key.number), Err(OpenError));

    for back in [&space.invited, &space.stranger] {
        let members = with(&left, member(back, Party::Invited));
        let record = rotate(&space.founder, members.clone(), &mut space.random);
        assert_eq!(left.verify_successor(&record), Err(ControlError::NotAllowed));
        let record = rotate(back, members, &mut space.random);
        assert_eq!(left.verify_successor(&record), Err(ControlError::NotSigned));
    }
    let forgetful = ControlRecord { joined: false, ..on_own };
    assert_eq!(left.verify_successor(&signed(forgetful, &space.founder)), Err(ControlError::NotAllowed));
}

#[test]
fn the_second_person_stays_alone_after_the_founder_left() {
    let mut space = Space::new();
    let left = space.joined.leave(&space.founder_paper);
    assert_eq!(space.joined.verify_successor(&left), Ok(()));
    assert_eq!(left.party(Party::Founder).count(), 0);
    let members = with(&left, member(&space.invited_second, Party::Invited));
    let (on, _) = left.rotate(&space.invited, members, &space.joined_key, &mut space.random).unwrap();
    assert_eq!(left.verify_successor(&on), Ok(()));
    for back in [&space.founder, &space.stranger] {
        let members = with(&left, member(back, Party::Founder));
        let (record, _) = left.rotate(&space.invited, members, &space.joined_key, &mut space.random).unwrap();
        assert_eq!(left.verify_successor(&record), Err(ControlError::NotAllowed));
    }
    // The last one leaves; then nobody is left to say anything.
    let empty = on.leave(&space.invited);
    assert_eq!(on.verify_successor(&empty), Ok(()));
    assert!(empty.members.is_empty());
    let (ghost, _) =
        empty.rotate(&space.invited, on.members.clone(), &space.joined_key, &mut space.random).unwrap();
    assert_eq!(empty.verify_successor(&ghost), Err(ControlError::NotSigned));
}

#[test]
fn there_are_at_most_so_many_members() {
    let mut space = Space::new();
    let mut members = space.joined.members.clone();
    members.extend(
        (10..).take(limits::MEMBERS_MAX - members.len()).map(|number| member(&seed(number), Party::Founder)),
    );
    let founder = space.founder.clone();
    let full = space.rotated(&founder, members.clone());
    assert_eq!(space.joined.verify_successor(&full), Ok(()));
    let bytes = full.to_bytes();
    assert!(bytes.len() <= limits::CONTROL_RECORD_BYTES_MAX, "a full space fits: {} bytes", bytes.len());
    assert_eq!(ControlRecord::from_bytes(&bytes), Ok(full));

    members.push(member(&seed(200), Party::Founder));
    let record = space.rotated(&founder, members);
    assert_eq!(space.joined.verify_successor(&record), Err(ControlError::Members));
}

/// Two members must not share the key that opens the space on a relay.
#[test]
fn a_key_belongs_to_one_member_only() {
    let mut space = Space::new();
    let founder = space.founder.clone();
    let keys =
        MemberKeys { verifying: space.invited.keys().verifying, sealing: space.stranger.keys().sealing };
    let twin = Member { keys, party: Party::Founder, kind: MemberKind::Device };
    let members = with(&space.joined, twin);
    let record = space.rotated(&founder, members);
    assert_eq!(space.joined.verify_successor(&record), Err(ControlError::Members));
}

#[test]
fn nobody_is_let_in_whom_later_keys_cannot_reach() {
    let space = Space::new();
    let invalid: SealingKey = {
        let mut encoded = Vec::new();
        let mut bytes = OpeningKey::from_seed(&[1; 32]).sealing_key().as_bytes().to_vec();
        bytes[..3].fill(0xff);
        minicbor::Encoder::new(&mut encoded).bytes(&bytes).unwrap();
        minicbor::decode(&encoded).unwrap()
    };
    let keys = MemberKeys { verifying: SigningKey::from_seed(&[9; 32]).verifying_key(), sealing: invalid };
    let blocking = Member { keys, party: Party::Invited, kind: MemberKind::Device };
    let mut record = space.joined.clone();
    let id = blocking.keys.id();
    for (one, handed) in record.members.iter_mut().zip(&mut record.handed) {
        if one.party == Party::Invited {
            *one = blocking.clone();
            handed.member = id;
        }
    }
    record.members.sort_by_key(|member| member.keys.id());
    record.handed.sort_by_key(|handed| handed.member);
    assert_eq!(space.founded.verify_successor(&space.joined), Ok(()));
    let record = signed(record, &space.founder);
    assert_eq!(space.founded.verify_successor(&record), Err(ControlError::Members));
}

#[test]
fn a_record_has_one_encoding() {
    let space = Space::new();
    let bytes = space.founded.to_bytes();
    assert_eq!(ControlRecord::from_bytes(&bytes), Ok(space.founded.clone()));
    let malformed = Err(ControlError::Unreadable(FrameError::Malformed));
    assert_eq!(bytes[0], 0x8b, "an array of eleven");

    let mut longer_header = bytes.clone();
    longer_header.splice(..1, [0x98, 11]);
    assert_eq!(ControlRecord::from_bytes(&longer_header), malformed);
    let mut endless = bytes.clone();
    endless[0] = 0x9f;
    endless.push(0xff);
    assert_eq!(ControlRecord::from_bytes(&endless), malformed);
    let mut unknown_field = bytes.clone();
    unknown_field[0] = 0x8c;
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
    let (one, _) = ControlRecord::found(&seed(1), vec![], &mut random).unwrap();
    let (other, _) = ControlRecord::found(&seed(1), vec![], &mut random).unwrap();
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
