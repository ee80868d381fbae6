//! Whose keys they are, and which key is handed over.

use crypto::{EpochNumber, OpenError};
use sync::{ControlRecord, Member, MemberKind, Party, control::ControlError};

use crate::space::{Space, signed, with};

#[test]
fn nobody_is_made_a_member_who_has_not_signed_that_they_are_this_in_this_space() {
    let mut space = Space::new();
    let (founder, stranger) = (space.founder.clone(), space.stranger.clone());
    let genuine = space.member(&stranger, Party::Founder);
    let record = space.rotated(&founder, with(&space.joined, genuine.clone()));
    assert_eq!(space.joined.verify_successor(&record), Ok(()));
    let elsewhere = ControlRecord::found(&founder, &[], &mut space.random).0.space;
    let not_signed = [
        ("of another space", Member::of(&stranger, elsewhere, Party::Founder, MemberKind::Device)),
        ("as the other party's", Member { party: Party::Founder, ..space.member(&stranger, Party::Invited) }),
        ("as a device", Member { kind: MemberKind::Paper, ..genuine.clone() }),
        ("by somebody else", Member { keys: stranger.keys(), ..space.member(&founder, Party::Founder) }),
    ];
    for (how, member) in not_signed {
        let record = space.rotated(&founder, with(&space.joined, member));
        assert_eq!(space.joined.verify_successor(&record), Err(ControlError::Possession), "{how}");
    }
    let mut founded = ControlRecord::found(&founder, &[(&stranger, MemberKind::Paper)], &mut space.random).0;
    assert_eq!(founded.verify_first(), Ok(()));
    let id = stranger.keys().id();
    for member in founded.members.iter_mut().filter(|member| member.keys.id() == id) {
        *member = Member::of(&stranger, elsewhere, Party::Founder, MemberKind::Paper);
    }
    assert_eq!(signed(founded, &founder).verify_first(), Err(ControlError::Possession));
}

#[test]
fn a_key_that_is_not_the_one_committed_to_is_refused_and_history_is_passed_on_without_it() {
    let mut space = Space::new();
    let (mut record, key) = space.second_device();
    let id = space.founder.keys().id();
    // The founder is handed another key, in a box that opens.
    let place =
        [space.joined.space.as_bytes().as_slice(), &record.epoch.0.to_le_bytes(), id.as_bytes()].concat();
    let context = crypto::Context("counterpoint 1 epoch key for a member");
    let sealed = space.founder.keys().sealing.seal(context, &place, &[8; 32], &mut space.random).unwrap();
    record.handed.iter_mut().filter(|one| one.member == id).for_each(|one| one.sealed = sealed.clone());
    let record = signed(record, &space.invited);
    assert_eq!(space.joined.verify_successor(&record), Ok(()), "nobody sees that from outside");
    assert_eq!(record.handed_key(&space.founder).map(|key| key.number), Err(OpenError));
    assert_eq!(record.handed_key(&space.founder_paper).unwrap().secret.expose(), key.secret.expose());
    // The founder goes on, with what it knows.
    let (next, next_key) =
        record.rotate(&space.founder, record.members.clone(), &space.joined_key, &mut space.random).unwrap();
    assert_eq!(record.verify_successor(&next), Ok(()));
    let before = next.earlier_key(EpochNumber(2), &next_key).unwrap();
    assert!(space.joined.begins_with(&before));
    assert_eq!(next.earlier_key(EpochNumber(3), &next_key).map(|key| key.number), Err(OpenError));
}
