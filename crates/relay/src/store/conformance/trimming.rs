//! How a verified checkpoint comes to stand for the log that it covers.

use crypto::{Hash, Signature, VerifyingKey};
use sync::{
    Position, Refusal,
    frame::{CheckpointId, Trim, Verification, checkpoint_hash},
};

use super::{
    ALICE, BOB, SPACE, STRANGER, Subject, TODAY, control, entry, erased, fresh, piece, preimage, record,
};
use crate::{
    limits::TRIM_ENTRIES_MAX,
    store::{Answer, Change, Changed, Control, Day, Placed, Query},
};

/// A second device of the same person.
const TABLET: VerifyingKey = VerifyingKey([4; 32]);

fn word(key: VerifyingKey, bytes: Hash) -> Verification {
    Verification { verifier: key, bytes, signature: Signature([5; 64]) }
}

/// [`TABLET`] says that the checkpoint which [`piece`] made in one piece is right.
fn verified(checkpoint: u8, covers: u64, day: Day) -> Change {
    let verification = word(TABLET, checkpoint_hash(&[checkpoint; 50]));
    let (checkpoint, covers) = (CheckpointId([checkpoint; 16]), Position(covers));
    Change::Verify { space: SPACE, key: TABLET, checkpoint, covers, verification, day }
}

fn purge(verified_until: Day) -> Change {
    Change::Purge { now_ms: 0, idle_before: None, verified_until: Some(verified_until) }
}

fn purged(entries: u64, more: bool) -> Result<Changed, Refusal> {
    Ok(Changed::Purged { spaces: Vec::new(), boxes: 0, entries, more })
}

/// A vault of two devices with so many entries.
fn vault(subject: &mut Subject, entries: u32) {
    subject.found(SPACE);
    subject.check(control(1, 2, vec![ALICE, TABLET]), Ok(Changed::Controlled));
    assert_eq!(subject.append((1..=entries).map(entry).collect()), fresh(1..=u64::from(entries)));
}

fn trim_of(subject: &mut Subject) -> Option<Trim> {
    subject.summary(ALICE).expect("access").trim
}

pub(super) fn verify(subject: &mut Subject) {
    vault(subject, 4);
    subject.check(verified(1, 4, TODAY), Err(Refusal::NoCheckpoint));
    subject.check(piece(1, 4, 0, 1), Ok(Changed::PieceStored));
    let Change::Verify { space, checkpoint, covers, verification, day, .. } = verified(1, 4, TODAY) else {
        panic!("it is a word")
    };
    let by = |key, verification| Change::Verify { space, key, checkpoint, covers, verification, day };
    subject.check(by(ALICE, verification), Err(Refusal::NoAccess));
    subject.check(by(STRANGER, verification), Err(Refusal::NoAccess));
    subject.check(by(TABLET, word(TABLET, Hash([0; 32]))), Err(Refusal::NoCheckpoint));
    subject.check(verified(1, 3, TODAY), Err(Refusal::NoCheckpoint));
    let newest = |subject: &mut Subject| subject.summary(ALICE).and_then(|summary| summary.checkpoint);
    assert_eq!(newest(subject).expect("a checkpoint").verification, None);
    subject.check(by(TABLET, verification), Ok(Changed::Verified));
    subject.check(by(TABLET, verification), Ok(Changed::Verified));
    assert_eq!(newest(subject).expect("a checkpoint").verification, Some(verification));
    // A piece of it again changes nothing, and nobody else adds to it.
    subject.check(piece(1, 4, 0, 1), Ok(Changed::PieceStored));
    let Change::PutPiece { space, piece, .. } = piece(1, 4, 0, 1) else { panic!("it is a piece") };
    subject.check(Change::PutPiece { space, key: TABLET, piece }, Err(Refusal::Malformed));
}

pub(super) fn trim(subject: &mut Subject) {
    vault(subject, 4);
    subject.check(piece(1, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(purge(TODAY), purged(0, false));
    subject.check(verified(1, 3, TODAY), Ok(Changed::Verified));
    subject.check(purge(Day(TODAY.0 - 1)), purged(0, false));
    subject.check(Change::Purge { now_ms: 0, idle_before: None, verified_until: None }, purged(0, false));
    assert_eq!(trim_of(subject), None);
    assert_eq!(subject.page(0).0.len(), 4);
    subject.check(purge(TODAY), purged(3, false));
    subject.check(purge(TODAY), purged(0, false));
    let summary = subject.summary(ALICE).expect("access");
    let base = summary.checkpoint.expect("the checkpoint stays");
    let trim = Some(Trim { after: Position(3), base });
    assert_eq!((summary.newest, summary.trim), (Position(4), trim));
    // Who asks too early is told, and who asks where the log is reads on.
    let asked = |after| Query::Page { space: SPACE, after: Position(after) };
    for after in 0..3 {
        subject.check_answer(asked(after), Answer::Page { entries: Vec::new(), newest: Position(4), trim });
    }
    assert_eq!(subject.page(3), (vec![(4, entry(4))], 4));
    // Positions go on, what is left is found and erased, what is gone is not there.
    let again = Placed { position: Position(4), fresh: false };
    assert_eq!(subject.append(vec![entry(4)]), Ok(Changed::Appended(vec![again])));
    assert_eq!(subject.append(vec![entry(5)]), fresh([5]));
    let erase = |number| Change::Erase {
        space: SPACE,
        key: ALICE,
        entry: entry(number).id,
        preimage: preimage(number),
    };
    subject.check(erase(2), Err(Refusal::BadErase));
    subject.check(erase(5), Ok(Changed::Erased { position: Position(5), fresh: true }));
    assert_eq!(subject.page(3).0, vec![(4, entry(4)), (5, erased(5))]);
    // The base stays until another one takes its place.
    subject.check(piece(2, 5, 0, 1), Ok(Changed::PieceStored));
    assert_eq!(trim_of(subject), trim);
    let found = |checkpoint| Query::Piece { space: SPACE, checkpoint: Some(checkpoint), piece: 0 };
    subject.check_answer(found(base.checkpoint), Answer::Piece(Some((base, vec![1; 50]))));
    subject.check(verified(2, 5, TODAY), Ok(Changed::Verified));
    subject.check(purge(TODAY), purged(2, false));
    let (_, after) = trim_of(subject).map(|trim| (trim.base, trim.after)).expect("trimmed");
    assert_eq!(after, Position(5));
    subject.check_answer(found(base.checkpoint), Answer::Piece(None));
    assert_eq!(subject.page(5), (Vec::new(), 5));
    assert_eq!(subject.append(vec![entry(6)]), fresh([6]));
    subject.check(Change::EraseSpace { space: SPACE, key: ALICE }, Ok(Changed::SpaceErased));
    super::unknown_space(subject);
}

pub(super) fn trim_long(subject: &mut Subject) {
    let count = u32::try_from(TRIM_ENTRIES_MAX).expect("a small count") + 10;
    vault(subject, count);
    let size_before = size_bytes(subject);
    subject.check(piece(1, u64::from(count), 0, 1), Ok(Changed::PieceStored));
    subject.check(verified(1, u64::from(count), TODAY), Ok(Changed::Verified));
    subject.check(purge(TODAY), purged(u64::from(count) - 10, true));
    assert_eq!(trim_of(subject).map(|trim| trim.after), Some(Position(u64::from(count) - 10)));
    assert_eq!(subject.page(u64::from(count) - 10).0.len(), 10);
    // A relay that is to keep the log from now on stops half-way.
    subject.check(Change::Purge { now_ms: 0, idle_before: None, verified_until: None }, purged(0, false));
    assert_eq!(subject.page(u64::from(count) - 10).0.len(), 10);
    subject.check(purge(TODAY), purged(10, false));
    assert_eq!(trim_of(subject).map(|trim| trim.after), Some(Position(u64::from(count))));
    // Only what counts towards the share can be compared between stores: everything fits again.
    assert!(size_bytes(subject) <= size_before);
}

fn size_bytes(subject: &mut Subject) -> u64 {
    match subject.ask(Query::Statistics) {
        Answer::Statistics(statistics) => statistics.size_bytes,
        other => panic!("{other:?} answers statistics"),
    }
}

pub(super) fn newer_checkpoint(subject: &mut Subject) {
    vault(subject, 6);
    let day = |days| Day(TODAY.0 + days);
    subject.check(piece(1, 2, 0, 1), Ok(Changed::PieceStored));
    subject.check(verified(1, 2, day(0)), Ok(Changed::Verified));
    subject.check(piece(2, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(verified(2, 3, day(10)), Ok(Changed::Verified));
    subject.check(piece(3, 4, 0, 1), Ok(Changed::PieceStored));
    subject.check(verified(3, 4, day(20)), Ok(Changed::Verified));
    subject.check(piece(4, 5, 0, 1), Ok(Changed::PieceStored));
    subject.check(purge(day(0)), purged(2, false));
    assert_eq!(trim_of(subject).map(|trim| trim.base.checkpoint), Some(CheckpointId([1; 16])));
    // The second gave way to the third, which was verified while the first one waited.
    subject.check(purge(day(19)), purged(0, false));
    subject.check(verified(4, 5, day(30)), Ok(Changed::Verified));
    subject.check(purge(day(30)), purged(3, false));
    let trim = trim_of(subject).expect("trimmed");
    assert_eq!((trim.after, trim.base.checkpoint), (Position(5), CheckpointId([4; 16])));
}

pub(super) fn left_meanwhile(subject: &mut Subject) {
    vault(subject, 3);
    subject.check(piece(1, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(verified(1, 3, TODAY), Ok(Changed::Verified));
    subject.check(control(2, 3, vec![ALICE]), Ok(Changed::Controlled));
    subject.check(purge(TODAY), purged(0, false));
    let checkpoint = subject.summary(ALICE).and_then(|summary| summary.checkpoint);
    assert_eq!(checkpoint.expect("it stays as a checkpoint").verification, None);
    assert_eq!(subject.page(0).0.len(), 3);
    // Whoever belongs may speak for it anew.
    subject.check(control(3, 4, vec![ALICE, TABLET]), Ok(Changed::Controlled));
    subject.check(verified(1, 3, TODAY), Ok(Changed::Verified));
    subject.check(purge(TODAY), purged(3, false));
}

pub(super) fn shared(subject: &mut Subject) {
    vault(subject, 3);
    subject.check(piece(1, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(verified(1, 3, TODAY), Ok(Changed::Verified));
    assert!(record(3, vec![BOB]).joined);
    subject.check(control(2, 3, vec![ALICE, TABLET, BOB]), Ok(Changed::Controlled));
    subject.check(purge(TODAY), purged(0, false));
    subject.check(verified(1, 3, TODAY), Err(Refusal::NoAccess));
    assert_eq!(subject.page(0).0.len(), 3);
}

/// [`ALICE`] says so of the checkpoint that she made herself.
fn own_word(checkpoint: u8, covers: u64, day: Day) -> Change {
    by(ALICE, checkpoint, covers, day)
}

fn by(key: VerifyingKey, checkpoint: u8, covers: u64, day: Day) -> Change {
    let verification = word(key, checkpoint_hash(&[checkpoint; 50]));
    let (checkpoint, covers) = (CheckpointId([checkpoint; 16]), Position(covers));
    Change::Verify { space: SPACE, key, checkpoint, covers, verification, day }
}

/// Who has spoken for the newest checkpoint.
fn spoken_by(subject: &mut Subject, key: VerifyingKey) -> Option<VerifyingKey> {
    let newest = subject.summary(key).and_then(|summary| summary.checkpoint).expect("a checkpoint");
    newest.verification.map(|word| word.verifier)
}

pub(super) fn alone(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append((1..=4).map(entry).collect()), fresh(1..=4));
    subject.check(piece(1, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(own_word(1, 2, TODAY), Err(Refusal::NoCheckpoint));
    let Change::Verify { space, key, checkpoint, covers, day, .. } = own_word(1, 3, TODAY) else {
        panic!("it is a word")
    };
    let verification = word(ALICE, Hash([0; 32]));
    let other_bytes = Change::Verify { space, key, checkpoint, covers, verification, day };
    subject.check(other_bytes, Err(Refusal::NoCheckpoint));
    subject.check(purge(TODAY), purged(0, false));
    subject.check(own_word(1, 3, TODAY), Ok(Changed::Verified));
    // Said once more, the days do not begin anew.
    subject.check(own_word(1, 3, Day(TODAY.0 + 9)), Ok(Changed::Verified));
    assert_eq!(spoken_by(subject, ALICE), Some(ALICE));
    subject.check(purge(Day(TODAY.0 - 1)), purged(0, false));
    subject.check(purge(TODAY), purged(3, false));
    assert_eq!(trim_of(subject).map(|trim| trim.after), Some(Position(3)));
    // The next one takes its place in the same way.
    subject.check(piece(2, 4, 0, 1), Ok(Changed::PieceStored));
    subject.check(own_word(2, 4, Day(TODAY.0 + 9)), Ok(Changed::Verified));
    subject.check(purge(Day(TODAY.0 + 9)), purged(1, false));
    let first = Query::Piece { space: SPACE, checkpoint: Some(CheckpointId([1; 16])), piece: 0 };
    subject.check_answer(first, Answer::Piece(None));
}

pub(super) fn not_alone_any_more(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append((1..=4).map(entry).collect()), fresh(1..=4));
    subject.check(piece(1, 4, 0, 1), Ok(Changed::PieceStored));
    subject.check(own_word(1, 4, TODAY), Ok(Changed::Verified));
    subject.check(control(1, 2, vec![ALICE, TABLET]), Ok(Changed::Controlled));
    assert_eq!(spoken_by(subject, ALICE), None);
    subject.check(own_word(1, 4, TODAY), Err(Refusal::NoAccess));
    subject.check(purge(TODAY), purged(0, false));
    assert_eq!(subject.page(0).0.len(), 4);
    // Once it has gone again, the word has to be given again, and its days count from then on.
    subject.check(control(2, 3, vec![ALICE]), Ok(Changed::Controlled));
    assert_eq!(spoken_by(subject, ALICE), None);
    let later = Day(TODAY.0 + 20);
    subject.check(own_word(1, 4, later), Ok(Changed::Verified));
    subject.check(purge(TODAY), purged(0, false));
    // The other device speaks for it with days of its own.
    subject.check(control(3, 4, vec![ALICE, TABLET]), Ok(Changed::Controlled));
    subject.check(verified(1, 4, Day(TODAY.0 + 30)), Ok(Changed::Verified));
    subject.check(purge(later), purged(0, false));
    subject.check(purge(Day(TODAY.0 + 30)), purged(4, false));
}

pub(super) fn adopted(subject: &mut Subject) {
    const LAPTOP: VerifyingKey = VerifyingKey([5; 32]);
    subject.found(SPACE);
    assert_eq!(subject.append((1..=3).map(entry).collect()), fresh(1..=3));
    subject.check(piece(1, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(own_word(1, 3, TODAY), Ok(Changed::Verified));
    subject.check(purge(TODAY), purged(3, false));
    // The log is gone: the word stays when another device comes, and that one may speak for it too.
    subject.check(control(1, 2, vec![ALICE, TABLET]), Ok(Changed::Controlled));
    assert_eq!(spoken_by(subject, ALICE), Some(ALICE));
    subject.check(own_word(1, 3, TODAY), Err(Refusal::NoAccess));
    subject.check(verified(1, 3, TODAY), Ok(Changed::Verified));
    assert_eq!(spoken_by(subject, ALICE), Some(TABLET));
    // While one of the two is there, nobody takes their place.
    subject.check(control(2, 3, vec![TABLET, LAPTOP]), Ok(Changed::Controlled));
    subject.check(by(LAPTOP, 1, 3, TODAY), Ok(Changed::Verified));
    assert_eq!(spoken_by(subject, LAPTOP), Some(TABLET));
    let Change::Control { space, previous, control, day, .. } = control(3, 4, vec![LAPTOP]) else {
        panic!("it is a record")
    };
    let by_tablet = Control { author: TABLET, ..control };
    subject.check(
        Change::Control { space, key: TABLET, previous, control: by_tablet, day },
        Ok(Changed::Controlled),
    );
    subject.check(by(LAPTOP, 1, 3, TODAY), Ok(Changed::Verified));
    assert_eq!(spoken_by(subject, LAPTOP), Some(LAPTOP));
    let trim = subject.summary(LAPTOP).expect("access").trim;
    assert_eq!(trim.map(|trim| trim.after), Some(Position(3)));
}
