//! Who may change what of the members.

use crypto::{EpochNumber, MemberKeys, MemberSeed, OpenError, OpeningKey, SealingKey, SigningKey};
use rand_chacha::ChaCha20Rng;
use sync::{
    ControlRecord, Member, MemberKind, Party,
    control::{ControlError, EarlierKey},
    limits,
};

use crate::space::{Space, check, seed, signed, with, without};

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
    // Who is changed has signed what they are changed to: that is not enough.
    let paper_of_other = Member::of(&invited, space.founded.space, Party::Invited, MemberKind::Paper);
    let other_kind = [without(&space.joined, &invited), vec![paper_of_other]].concat();
    let taken_over =
        [without(&space.joined, &invited), vec![space.member(&invited, Party::Founder)]].concat();
    let mut disguised = without(&space.joined, &paper);
    disguised.push(space.member(&paper, Party::Invited));
    let changes = [
        ("founder revokes the other's device, and stays", &founder, without(&space.joined, &invited)),
        ("founder adds to the other", &founder, with(&space.joined, space.member(&stranger, Party::Invited))),
        (
            "founder replaces the other's device",
            &founder,
            [without(&space.joined, &invited), vec![space.member(&stranger, Party::Invited)]].concat(),
        ),
        ("founder changes the kind of the other's device", &founder, other_kind),
        ("founder takes the other's device over", &founder, taken_over),
        ("founder gives a member away", &founder, disguised.clone()),
        ("invited revokes the founder's paper", &invited, without(&space.joined, &paper)),
        (
            "invited adds to the founder",
            &invited,
            with(&space.joined, space.member(&stranger, Party::Founder)),
        ),
        ("invited takes the founder's paper", &invited, disguised),
    ];
    for (change, author, members) in changes {
        let record = space.rotated(author, members);
        assert_eq!(space.joined.verify_successor(&record), Err(ControlError::NotAllowed), "{change}");
    }
}

#[test]
fn only_the_founders_party_lets_the_second_person_in_and_with_one_device() {
    let space = Space::new();
    assert_eq!(space.founded.verify_successor(&space.joined), Ok(()));
    let founded = space.founded.clone();
    let mut random = space.random.clone();
    let mut rotate = |author: &MemberSeed, members| {
        founded.rotate(author, members, &space.founded_key, &mut random).expect("valid keys").0
    };
    let by_paper = rotate(&space.founder_paper, with(&founded, space.member(&space.invited, Party::Invited)));
    assert_eq!(founded.verify_successor(&by_paper), Ok(()), "recovery words are the founder's party too");

    let two = [
        with(&founded, space.member(&space.invited, Party::Invited)),
        vec![space.member(&space.invited_second, Party::Invited)],
    ]
    .concat();
    assert_eq!(founded.verify_successor(&rotate(&space.founder, two)), Err(ControlError::NotAllowed));
    let by_the_joining = rotate(&space.invited, with(&founded, space.member(&space.invited, Party::Invited)));
    assert_eq!(founded.verify_successor(&by_the_joining), Err(ControlError::NotSigned));
    let forgetful = rotate(&space.founder, with(&founded, space.member(&space.invited, Party::Invited)));
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
            (
                "with an earlier key",
                |record| {
                    record.earlier_keys = vec![EarlierKey { epoch: EpochNumber(1), wrapped: vec![1] }];
                },
                ControlError::Epoch,
            ),
            ("with a frontier", |record| record.frontier = vec![1], ControlError::Epoch),
            ("with another key", |record| record.epoch_key.0[0] ^= 1, ControlError::Epoch),
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
    // Who stays is named in the one order that there is.
    let mut turned = left.clone();
    turned.members.reverse();
    assert_ne!(turned.members, left.members);
    assert_eq!(second.verify_successor(&signed(turned, &space.invited)), Err(ControlError::Members));
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
        let members = with(&left, space.member(back, Party::Invited));
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
    let members = with(&left, space.member(&space.invited_second, Party::Invited));
    let (on, _) = left.rotate(&space.invited, members, &space.joined_key, &mut space.random).unwrap();
    assert_eq!(left.verify_successor(&on), Ok(()));
    for back in [&space.founder, &space.stranger] {
        let members = with(&left, space.member(back, Party::Founder));
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
fn who_signs_stays_unless_another_takes_the_place_of_its_partys_only_member() {
    let mut space = Space::new();
    let (second, key) = space.second_device();
    let (invited, both) = (space.invited.clone(), second.members.clone());
    let went = without(&second, &invited);
    let (record, _) = second.rotate(&invited, went, &key, &mut space.random).unwrap();
    assert_eq!(
        second.verify_successor(&record),
        Err(ControlError::NotAllowed),
        "of two, one takes itself out"
    );
    let (record, _) =
        second.rotate(&space.invited_second, without(&second, &invited), &key, &mut space.random).unwrap();
    assert_eq!(second.verify_successor(&record), Ok(()), "of two, one takes the other out");
    assert_eq!(both.len(), 4);
    let successor = space.member(&space.stranger, Party::Invited);
    let exchanged = [without(&space.joined, &invited), vec![successor.clone()]].concat();
    let record = space.rotated(&invited, exchanged);
    assert_eq!(space.joined.verify_successor(&record), Ok(()), "a party's only member is exchanged");
    let two =
        [without(&space.joined, &invited), vec![successor, space.member(&seed(9), Party::Invited)]].concat();
    let record = space.rotated(&invited, two);
    assert_eq!(space.joined.verify_successor(&record), Err(ControlError::NotAllowed), "for two");
}

#[test]
fn there_are_at_most_so_many_members() {
    let mut space = Space::new();
    let mut members = space.joined.members.clone();
    members.extend(
        (10..)
            .take(limits::MEMBERS_MAX - members.len())
            .map(|number| space.member(&seed(number), Party::Founder)),
    );
    let founder = space.founder.clone();
    let full = space.rotated(&founder, members.clone());
    assert_eq!(space.joined.verify_successor(&full), Ok(()));
    let bytes = full.to_bytes();
    assert!(bytes.len() <= limits::CONTROL_RECORD_BYTES_MAX, "a full space fits: {} bytes", bytes.len());
    assert_eq!(ControlRecord::from_bytes(&bytes), Ok(full));

    members.push(space.member(&seed(200), Party::Founder));
    let record = space.rotated(&founder, members);
    assert_eq!(space.joined.verify_successor(&record), Err(ControlError::Members));
}

#[test]
fn a_key_belongs_to_one_member_only() {
    let mut space = Space::new();
    let founder = space.founder.clone();
    let keys =
        MemberKeys { verifying: space.invited.keys().verifying, sealing: space.stranger.keys().sealing };
    let twin = Member { keys, ..space.member(&space.stranger, Party::Founder) };
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
    let blocking = Member { keys, ..space.member(&space.invited, Party::Invited) };
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
