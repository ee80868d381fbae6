//! What every store must do, as one suite that each backend runs.
//!
//! ```
//! use relay::store::{conformance, memory::MemoryStore};
//! conformance::run(|limits| Box::new(MemoryStore::new(limits)));
//! ```

use std::sync::Arc;

use crypto::{ErasePreimage, Hash, VerifyingKey};
use sync::{
    Body, Entry, EntryId, MemberKind, Party, Position, Refusal, SpaceId,
    frame::{BoxId, CheckpointId},
    limits::{BATCH_ENTRIES_MAX, CONTROL_PAGE_RECORDS_MAX},
};

mod trimming;

use super::{Access, Answer, Change, Changed, Control, Day, Piece, Placed, Query, Reader, Statistics, Store};
use crate::limits::{PAGE_BYTES_MAX, PURGE_COUNT_MAX, StoreLimits};

const ALICE: VerifyingKey = VerifyingKey([1; 32]);
const BOB: VerifyingKey = VerifyingKey([2; 32]);
const CARL: VerifyingKey = VerifyingKey([4; 32]);
const STRANGER: VerifyingKey = VerifyingKey([3; 32]);
const SPACE: SpaceId = SpaceId([7; 32]);
const OTHER_SPACE: SpaceId = SpaceId([8; 32]);
const BOX: BoxId = BoxId([9; 32]);
const TODAY: Day = Day(20_000);

/// Runs every case, each on a new store with the given limits.
///
/// # Panics
/// If the store breaks a rule; the message names the case.
pub fn run(open: impl Fn(StoreLimits) -> Box<dyn Store>) {
    for (name, limits, case) in CASES {
        let mut subject = Subject::new(name, open(*limits));
        case(&mut subject);
    }
}

type Case = fn(&mut Subject);

const ROOMY: StoreLimits = StoreLimits { space_bytes_max: 1 << 30, boxes_max: 1000, store_bytes_max: None };
const NARROW: StoreLimits = StoreLimits { space_bytes_max: 2_000, boxes_max: 2, store_bytes_max: None };

/// Room for some entries of two people.
const TWO: StoreLimits = StoreLimits { space_bytes_max: 20_000, boxes_max: 2, store_bytes_max: None };

const CASES: &[(&str, StoreLimits, Case)] = &[
    ("an unknown space is found by nobody", ROOMY, unknown_space),
    ("a space is founded once, and again with the same record", ROOMY, founding),
    ("positions count from 1 without a gap, per space", ROOMY, positions),
    ("an entry is stored once, whatever is sent again", ROOMY, idempotent_entries),
    ("only a key with access changes a space", ROOMY, access),
    ("pages end at their limits and follow each other", ROOMY, pages),
    ("a control record follows only the head", ROOMY, compare_and_swap),
    ("access follows the newest control record", ROOMY, access_changes),
    ("control records come in pages", ROOMY, control_pages),
    ("an erased body is replaced by its proof", ROOMY, erase),
    ("a checkpoint counts when its last piece is there", ROOMY, checkpoint),
    ("an older checkpoint never replaces a newer one", ROOMY, older_checkpoint),
    ("half a checkpoint too many replaces the oldest half", ROOMY, too_many_uploads),
    ("a checkpoint is verified by another key, over its very bytes", ROOMY, trimming::verify),
    ("verified, and after its days of grace, a checkpoint stands for the log", ROOMY, trimming::trim),
    ("a long log goes bit by bit, and gives its share back", ROOMY, trimming::trim_long),
    ("a newer checkpoint starts no days of grace anew", ROOMY, trimming::newer_checkpoint),
    ("who no longer belongs does not speak for the log", ROOMY, trimming::left_meanwhile),
    ("the log of a space that two people shared stays", ROOMY, trimming::shared),
    ("the only device of a vault speaks for its own checkpoint", ROOMY, trimming::alone),
    ("an own word is taken back when another device comes", ROOMY, trimming::not_alone_any_more),
    ("a base for which nobody present speaks gets the word of who stays", ROOMY, trimming::adopted),
    ("a space is erased whole, unless a second party belonged to it", ROOMY, erase_space),
    ("a slot of a box is written once", ROOMY, box_slots),
    ("a box expires, and a closed one stays closed until then", ROOMY, box_end),
    ("a space keeps to its share, and erasing gives it back", NARROW, quota),
    ("nobody uses up what the other one needs", TWO, shares_of_two),
    ("a name that the other one has taken keeps nobody out", ROOMY, names_of_two),
    ("nor does one that another device has taken", ROOMY, names_of_one_party),
    ("recovery words hand nothing in", ROOMY, words_write_nothing),
    ("of who was taken out no checkpoint stays", ROOMY, leavers_checkpoints),
    ("no more boxes than allowed", NARROW, boxes_max),
    ("a purge removes what expired and what lay idle", ROOMY, purge),
    ("a refused change leaves the others of its group alone", ROOMY, refused_in_group),
    ("a store counts what it holds", ROOMY, statistics),
];

/// The store under test, with shorthands.
struct Subject {
    name: &'static str,
    store: Box<dyn Store>,
    reader: Box<dyn Reader>,
}

impl Subject {
    fn new(name: &'static str, store: Box<dyn Store>) -> Self {
        let reader = store.reader().expect("a reader opens");
        Self { name, store, reader }
    }

    fn change(&mut self, change: Change) -> Result<Changed, Refusal> {
        let mut results = self.store.commit(&[Arc::new(change)]);
        assert_eq!(results.len(), 1, "{}: one result for one change", self.name);
        results.pop().expect("one result")
    }

    fn ask(&mut self, query: Query) -> Answer {
        self.reader.answer(&query).expect("the store can be read")
    }

    fn check(&mut self, change: Change, expected: Result<Changed, Refusal>) {
        let found = self.change(change);
        assert_eq!(found, expected, "{}", self.name);
    }

    fn check_answer(&mut self, query: Query, expected: Answer) {
        let found = self.ask(query);
        assert_eq!(found, expected, "{}", self.name);
    }

    fn found(&mut self, space: SpaceId) {
        self.check(create(space, 1), Ok(Changed::Created));
    }

    fn append(&mut self, entries: Vec<Entry>) -> Result<Changed, Refusal> {
        self.change(append(SPACE, ALICE, entries))
    }

    fn page(&mut self, after: u64) -> (Vec<(u64, Entry)>, u64) {
        match self.ask(Query::Page { space: SPACE, after: Position(after) }) {
            Answer::Page { entries, newest, .. } => {
                (entries.into_iter().map(|stored| (stored.position.0, stored.entry)).collect(), newest.0)
            }
            other => panic!("{}: {other:?} answers a page", self.name),
        }
    }

    fn summary(&mut self, key: VerifyingKey) -> Option<super::SpaceSummary> {
        match self.ask(Query::Summary { space: SPACE, key }) {
            Answer::Summary(summary) => summary,
            other => panic!("{}: {other:?} answers a summary", self.name),
        }
    }
}

fn record(number: u64, access: Vec<VerifyingKey>) -> Control {
    let [low, ..] = number.to_le_bytes();
    let joined = access.contains(&BOB);
    let party = |key| if key == BOB { Party::Invited } else { Party::Founder };
    let access = access.into_iter().map(|key| Access::device(key, party(key))).collect();
    Control { number, hash: Hash([low; 32]), joined, access, author: ALICE, record: vec![low; 100] }
}

fn create(space: SpaceId, number: u64) -> Change {
    Change::Create { space, control: record(number, vec![ALICE]), day: TODAY }
}

fn append(space: SpaceId, key: VerifyingKey, entries: Vec<Entry>) -> Change {
    Change::Append { space, key, entries, urgent: false, day: TODAY }
}

fn control(previous: u64, number: u64, access: Vec<VerifyingKey>) -> Change {
    let previous = record(previous, Vec::new()).hash;
    Change::Control { space: SPACE, key: ALICE, previous, control: record(number, access), day: TODAY }
}

fn preimage(number: u32) -> ErasePreimage {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(number.to_le_bytes()).for_each(|(byte, value)| *byte = value);
    ErasePreimage(bytes)
}

fn entry(number: u32) -> Entry {
    entry_of(number, 200)
}

fn entry_of(number: u32, body_bytes: usize) -> Entry {
    let mut id = [0; 16];
    // Entries arrive in no order of their ids.
    let scattered = number.wrapping_mul(2_654_435_761);
    id.iter_mut().zip(scattered.to_le_bytes()).for_each(|(byte, value)| *byte = value);
    let [low, ..] = number.to_le_bytes();
    Entry {
        id: EntryId(id),
        head: vec![low; 64],
        body: Body::Sealed(vec![low; body_bytes]),
        erase_tag: preimage(number).tag(),
    }
}

fn erased(number: u32) -> Entry {
    Entry { body: Body::Erased(preimage(number)), ..entry(number) }
}

fn fresh(positions: impl IntoIterator<Item = u64>) -> Result<Changed, Refusal> {
    let placed = |position| Placed { position: Position(position), fresh: true };
    Ok(Changed::Appended(positions.into_iter().map(placed).collect()))
}

fn piece(checkpoint: u8, covers: u64, piece: u32, pieces: u32) -> Change {
    let piece = Piece {
        checkpoint: CheckpointId([checkpoint; 16]),
        covers: Position(covers),
        piece,
        pieces,
        bytes: vec![checkpoint; 50],
    };
    Change::PutPiece { space: SPACE, key: ALICE, piece }
}

fn put_box(slot: u8, now_ms: u64, message: &[u8]) -> Change {
    Change::PutBox { name: BOX, slot, expires_ms: now_ms + 1_000, now_ms, message: message.to_vec() }
}

fn unknown_space(subject: &mut Subject) {
    assert_eq!(subject.summary(ALICE), None);
    subject.check(append(SPACE, ALICE, vec![entry(1)]), Err(Refusal::NoAccess));
    subject.check_answer(Query::ControlHead { space: SPACE }, Answer::ControlHead(None));
    subject.check_answer(Query::Locate { key: ALICE }, Answer::Located(Vec::new()));
    subject.check_answer(Query::Piece { space: SPACE, checkpoint: None, piece: 0 }, Answer::Piece(None));
    assert_eq!(subject.page(0), (Vec::new(), 0));
}

fn founding(subject: &mut Subject) {
    subject.found(SPACE);
    subject.found(SPACE);
    subject.check(create(SPACE, 2), Err(Refusal::BadControl));
    let summary = subject.summary(ALICE).expect("the founder has access");
    assert_eq!((summary.newest, summary.control_number, summary.touched), (Position(0), 1, TODAY));
    assert_eq!(summary.control_head, record(1, Vec::new()).hash);
    assert_eq!(subject.summary(STRANGER), None);
    subject.check(control(1, 2, vec![ALICE]), Ok(Changed::Controlled));
    subject.found(SPACE);
    assert_eq!(subject.summary(ALICE).map(|summary| summary.control_number), Some(2));
}

fn positions(subject: &mut Subject) {
    subject.found(SPACE);
    subject.found(OTHER_SPACE);
    assert_eq!(subject.append(vec![entry(1), entry(2)]), fresh([1, 2]));
    subject.check(append(OTHER_SPACE, ALICE, vec![entry(1)]), fresh([1]));
    assert_eq!(subject.append(vec![entry(3)]), fresh([3]));
    assert_eq!(subject.append(Vec::new()), fresh([]));
    assert_eq!(subject.page(0), (vec![(1, entry(1)), (2, entry(2)), (3, entry(3))], 3));
    assert_eq!(subject.page(2), (vec![(3, entry(3))], 3));
    assert_eq!(subject.page(3), (Vec::new(), 3));
    assert_eq!(subject.page(u64::MAX), (Vec::new(), 3));
}

fn idempotent_entries(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append(vec![entry(1), entry(2)]), fresh([1, 2]));
    let placed = |position, fresh| Placed { position: Position(position), fresh };
    assert_eq!(
        subject.append(vec![entry(3), entry(1), entry(3), entry(4)]),
        Ok(Changed::Appended(vec![placed(3, true), placed(1, false), placed(3, false), placed(4, true)])),
    );
    let forged = Entry { head: vec![9; 9], ..entry(2) };
    assert_eq!(subject.append(vec![forged]), Ok(Changed::Appended(vec![placed(2, false)])));
    let stored = subject.page(0);
    assert_eq!(stored, (vec![(1, entry(1)), (2, entry(2)), (3, entry(3)), (4, entry(4))], 4));
}

fn access(subject: &mut Subject) {
    subject.found(SPACE);
    let refused = Err(Refusal::NoAccess);
    subject.check(append(SPACE, STRANGER, vec![entry(1)]), refused.clone());
    let erase = Change::Erase { space: SPACE, key: STRANGER, entry: entry(1).id, preimage: preimage(1) };
    subject.check(erase, refused.clone());
    subject.check(Change::EraseSpace { space: SPACE, key: STRANGER }, refused.clone());
    let Change::PutPiece { space, piece, .. } = piece(1, 0, 0, 1) else { panic!("it is a piece") };
    subject.check(Change::PutPiece { space, key: STRANGER, piece }, refused.clone());
    let Change::Control { space, previous, control, day, .. } = control(1, 2, vec![STRANGER]) else {
        panic!("it is a control record")
    };
    subject.check(Change::Control { space, key: STRANGER, previous, control, day }, refused);
    assert_eq!(subject.page(0), (Vec::new(), 0));
}

fn pages(subject: &mut Subject) {
    subject.found(SPACE);
    let many = u32::try_from(BATCH_ENTRIES_MAX).expect("a small count");
    let expected = u64::from(many) + 1;
    let small = |number| Entry { head: Vec::new(), ..entry_of(number, 8) };
    assert_eq!(subject.append((0..=many).map(small).collect()), fresh(1..=expected));
    let (first, newest) = subject.page(0);
    assert_eq!((first.len(), newest), (BATCH_ENTRIES_MAX, expected));
    assert_eq!(subject.page(u64::from(many)), (vec![(expected, small(many))], expected));
    let sizes =
        [PAGE_BYTES_MAX / 4, PAGE_BYTES_MAX / 4, PAGE_BYTES_MAX / 4, PAGE_BYTES_MAX / 4, 2 * PAGE_BYTES_MAX];
    let large = (many + 1..).zip(sizes).map(|(number, size_bytes)| entry_of(number, size_bytes)).collect();
    assert_eq!(subject.append(large), fresh(expected + 1..=expected + 5));
    assert_eq!(subject.page(expected).0.len(), 3, "heads count too, so the fourth no longer fits");
    assert_eq!(subject.page(expected + 3).0.len(), 1);
    assert_eq!(subject.page(expected + 4).0.len(), 1, "what is larger than a page comes alone");
}

fn compare_and_swap(subject: &mut Subject) {
    subject.found(SPACE);
    subject.check(control(1, 2, vec![ALICE]), Ok(Changed::Controlled));
    subject.check(control(1, 3, vec![ALICE]), Ok(Changed::ControlConflict(2)));
    subject.check(control(1, 2, vec![ALICE]), Ok(Changed::Controlled));
    subject.check(control(2, 3, vec![ALICE]), Ok(Changed::Controlled));
    subject.check(control(1, 2, vec![ALICE]), Ok(Changed::ControlConflict(3)));
    let summary = subject.summary(ALICE).expect("access stays");
    assert_eq!((summary.control_number, summary.control_head), (3, record(3, Vec::new()).hash));
    subject.check_answer(
        Query::ControlHead { space: SPACE },
        Answer::ControlHead(Some(record(3, Vec::new()).record)),
    );
}

fn access_changes(subject: &mut Subject) {
    subject.found(SPACE);
    subject.found(OTHER_SPACE);
    assert!(subject.summary(BOB).is_none());
    subject.check(control(1, 2, vec![ALICE, BOB]), Ok(Changed::Controlled));
    assert!(subject.summary(BOB).is_some());
    subject.check_answer(Query::Locate { key: BOB }, Answer::Located(vec![SPACE]));
    subject.check_answer(Query::Locate { key: ALICE }, Answer::Located(vec![SPACE, OTHER_SPACE]));
    subject.check(append(SPACE, BOB, vec![entry(1)]), fresh([1]));
    subject.check(control(2, 3, vec![BOB]), Ok(Changed::Controlled));
    assert!(subject.summary(ALICE).is_none());
    subject.check(append(SPACE, ALICE, vec![entry(2)]), Err(Refusal::NoAccess));
    subject.check_answer(Query::Locate { key: ALICE }, Answer::Located(vec![OTHER_SPACE]));
}

fn control_pages(subject: &mut Subject) {
    subject.found(SPACE);
    let last = u64::try_from(CONTROL_PAGE_RECORDS_MAX).expect("a small count") + 2;
    for number in 2..=last {
        subject.check(control(number - 1, number, vec![ALICE]), Ok(Changed::Controlled));
    }
    let records = |numbers: std::ops::RangeInclusive<u64>| {
        numbers.map(|number| record(number, Vec::new()).record).collect::<Vec<_>>()
    };
    let page = |records| Answer::ControlPage { records, newest: last };
    subject.check_answer(Query::ControlPage { space: SPACE, after: 0 }, page(records(1..=last - 2)));
    subject
        .check_answer(Query::ControlPage { space: SPACE, after: last - 2 }, page(records(last - 1..=last)));
    subject.check_answer(Query::ControlPage { space: SPACE, after: u64::MAX }, page(Vec::new()));
}

fn erase(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append(vec![entry(1), entry(2)]), fresh([1, 2]));
    let erase =
        |number: u32, preimage| Change::Erase { space: SPACE, key: ALICE, entry: entry(number).id, preimage };
    subject.check(erase(1, preimage(2)), Err(Refusal::BadErase));
    subject.check(erase(3, preimage(3)), Err(Refusal::BadErase));
    assert_eq!(subject.page(0).0, vec![(1, entry(1)), (2, entry(2))]);
    let done = |fresh| Ok(Changed::Erased { position: Position(2), fresh });
    subject.check(erase(2, preimage(2)), done(true));
    subject.check(erase(2, preimage(2)), done(false));
    assert_eq!(subject.page(0).0, vec![(1, entry(1)), (2, erased(2))]);
    let again = Placed { position: Position(2), fresh: false };
    assert_eq!(subject.append(vec![entry(2)]), Ok(Changed::Appended(vec![again])));
    assert_eq!(subject.append(vec![erased(3)]), fresh([3]));
    assert_eq!(subject.page(1).0, vec![(2, erased(2)), (3, erased(3))]);
}

fn checkpoint(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append((1..=4).map(entry).collect()), fresh(1..=4));
    subject.check(piece(1, 5, 0, 1), Err(Refusal::Malformed));
    subject.check(piece(1, 4, 2, 2), Err(Refusal::Malformed));
    subject.check(piece(1, 4, 1, 2), Ok(Changed::PieceStored));
    subject.check(piece(1, 4, 1, 2), Ok(Changed::PieceStored));
    subject.check(piece(1, 4, 0, 3), Err(Refusal::Malformed));
    subject.check(piece(1, 3, 0, 2), Err(Refusal::Malformed));
    assert_eq!(subject.summary(ALICE).expect("access").checkpoint, None);
    subject.check_answer(Query::Piece { space: SPACE, checkpoint: None, piece: 0 }, Answer::Piece(None));
    subject.check(piece(1, 4, 0, 2), Ok(Changed::PieceStored));
    subject.check(piece(1, 4, 0, 2), Ok(Changed::PieceStored));
    let summary = subject.summary(ALICE).expect("access").checkpoint.expect("a checkpoint");
    assert_eq!((summary.checkpoint, summary.covers), (CheckpointId([1; 16]), Position(4)));
    assert_eq!((summary.pieces, summary.size_bytes), (2, 100));
    subject.check_answer(
        Query::Piece { space: SPACE, checkpoint: None, piece: 1 },
        Answer::Piece(Some((summary, vec![1; 50]))),
    );
    subject.check_answer(Query::Piece { space: SPACE, checkpoint: None, piece: 2 }, Answer::Piece(None));
}

fn older_checkpoint(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append((1..=4).map(entry).collect()), fresh(1..=4));
    let current = |subject: &mut Subject| {
        subject.summary(ALICE).and_then(|summary| summary.checkpoint).map(|checkpoint| checkpoint.checkpoint)
    };
    subject.check(piece(1, 3, 0, 1), Ok(Changed::PieceStored));
    subject.check(piece(2, 2, 0, 1), Ok(Changed::PieceStored));
    assert_eq!(current(subject), Some(CheckpointId([1; 16])));
    subject.check(piece(3, 4, 0, 1), Ok(Changed::PieceStored));
    assert_eq!(current(subject), Some(CheckpointId([3; 16])));
}

fn too_many_uploads(subject: &mut Subject) {
    subject.found(SPACE);
    for checkpoint in 1..=3 {
        subject.check(piece(checkpoint, 0, 0, 2), Ok(Changed::PieceStored));
    }
    subject.check(piece(1, 0, 1, 2), Ok(Changed::PieceStored));
    assert_eq!(subject.summary(ALICE).expect("access").checkpoint, None);
    subject.check(piece(3, 0, 1, 2), Ok(Changed::PieceStored));
    let summary = subject.summary(ALICE).expect("access").checkpoint.expect("the third is complete");
    assert_eq!(summary.checkpoint, CheckpointId([3; 16]));
}

fn erase_space(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append(vec![entry(1)]), fresh([1]));
    subject.check(piece(1, 1, 0, 1), Ok(Changed::PieceStored));
    subject.check(Change::EraseSpace { space: SPACE, key: ALICE }, Ok(Changed::SpaceErased));
    unknown_space(subject);
    subject.found(SPACE);
    assert_eq!(subject.page(0), (Vec::new(), 0));
    subject.check(control(1, 2, vec![ALICE, BOB]), Ok(Changed::Controlled));
    subject.check(Change::EraseSpace { space: SPACE, key: ALICE }, Err(Refusal::NoAccess));
    // Who left still belonged to it.
    let Change::Control { space, key, previous, mut control, day } = control(2, 3, vec![ALICE]) else {
        panic!("it is a control record")
    };
    control.joined = false;
    subject.check(Change::Control { space, key, previous, control, day }, Ok(Changed::Controlled));
    subject.check(Change::EraseSpace { space: SPACE, key: ALICE }, Err(Refusal::NoAccess));
}

fn box_slots(subject: &mut Subject) {
    let messages = |now_ms| Query::BoxMessages { name: BOX, now_ms };
    subject.check_answer(messages(0), Answer::BoxMessages(None));
    subject.check(put_box(1, 0, b"one"), Ok(Changed::BoxPut { fresh: true }));
    subject.check(put_box(1, 0, b"one"), Ok(Changed::BoxPut { fresh: false }));
    subject.check(put_box(1, 0, b"two"), Err(Refusal::SlotTaken));
    subject.check(put_box(0, 0, b"zero"), Ok(Changed::BoxPut { fresh: true }));
    subject.check(put_box(sync::limits::BOX_SLOTS_MAX, 0, b"x"), Err(Refusal::Malformed));
    let both = vec![(0, b"zero".to_vec()), (1, b"one".to_vec())];
    subject.check_answer(messages(0), Answer::BoxMessages(Some(both)));
}

fn box_end(subject: &mut Subject) {
    let messages = |now_ms| Query::BoxMessages { name: BOX, now_ms };
    let close = |now_ms| Change::CloseBox { name: BOX, now_ms };
    subject.check(close(0), Ok(Changed::BoxClosed));
    subject.check(put_box(0, 0, b"zero"), Ok(Changed::BoxPut { fresh: true }));
    // Later messages do not make it live longer.
    subject.check(put_box(1, 900, b"one"), Ok(Changed::BoxPut { fresh: true }));
    subject.check_answer(messages(1_000), Answer::BoxMessages(None));
    subject.check(put_box(0, 1_000, b"anew"), Ok(Changed::BoxPut { fresh: true }));
    subject.check_answer(messages(1_000), Answer::BoxMessages(Some(vec![(0, b"anew".to_vec())])));
    subject.check(close(1_001), Ok(Changed::BoxClosed));
    subject.check(close(1_001), Ok(Changed::BoxClosed));
    subject.check(put_box(2, 1_999, b"late"), Err(Refusal::BoxGone));
    subject.check_answer(messages(1_999), Answer::BoxMessages(None));
    subject.check(put_box(2, 2_000, b"new box"), Ok(Changed::BoxPut { fresh: true }));
}

/// Two people, and what each hands in: see [`super::shares`].
fn shares_of_two(subject: &mut Subject) {
    subject.found(SPACE);
    subject.check(control(1, 2, vec![ALICE, BOB]), Ok(Changed::Controlled));
    let by = |key, number, body_bytes| append(SPACE, key, vec![entry_of(number, body_bytes)]);
    let urgent = |key, number, body_bytes| Change::Append {
        space: SPACE,
        key,
        entries: vec![entry_of(number, body_bytes)],
        urgent: true,
        day: TODAY,
    };
    // One of the two fills all they can.
    let mut number = 0;
    for body_bytes in [400, 40, 4, 1] {
        for _ in 0..100 {
            number += 1;
            if subject.change(by(BOB, number, body_bytes)).is_err() {
                break;
            }
        }
    }
    subject.check(by(BOB, 1_000, 300), Err(Refusal::QuotaFull));
    assert!(subject.change(by(ALICE, 2_000, 300)).is_ok(), "{}: the other one has room", subject.name);
    // What must not wait has a little more, once.
    for number in 3_000.. {
        if subject.change(by(ALICE, number, 300)).is_err() {
            break;
        }
    }
    assert!(subject.change(urgent(ALICE, 4_000, 1)).is_ok(), "{}", subject.name);
    let more = (4_001..4_100).take_while(|number| subject.change(urgent(ALICE, *number, 300)).is_ok());
    assert!(more.count() < 20, "{}: the reserve ends", subject.name);
    // Who takes somebody out, or goes, needs no room.
    subject.check(control(2, 3, vec![ALICE]), Ok(Changed::Controlled));
}

/// An entry under a name that another member of the same party has taken: a device that the person has taken out, or will.
fn names_of_one_party(subject: &mut Subject) {
    subject.found(SPACE);
    subject.check(control(1, 2, vec![ALICE, CARL]), Ok(Changed::Controlled));
    let squatted = Entry { body: Body::Sealed(b"something else".to_vec()), ..entry(7) };
    subject.check(append(SPACE, CARL, vec![squatted.clone()]), fresh([1]));
    subject.check(append(SPACE, ALICE, vec![entry(7)]), fresh([2]));
    // Sealed anew by who handed it in it is the same, and so it is as another one has it.
    for (key, head) in [(ALICE, vec![0; 9]), (CARL, vec![1; 9]), (ALICE, entry(7).head)] {
        let position = Position(if key == CARL { 1 } else { 2 });
        let again = append(SPACE, key, vec![Entry { head, ..entry(7) }]);
        subject.check(again, Ok(Changed::Appended(vec![Placed { position, fresh: false }])));
    }
    subject.check(append(SPACE, ALICE, vec![entry(8)]), fresh([3]));
    let by_other = append(SPACE, CARL, vec![entry(8)]);
    subject.check(by_other, Ok(Changed::Appended(vec![Placed { position: Position(3), fresh: false }])));
    assert_eq!(subject.page(0).0, vec![(1, squatted), (2, entry(7)), (3, entry(8))], "{}", subject.name);
    let erase = Change::Erase { space: SPACE, key: ALICE, entry: entry(7).id, preimage: preimage(7) };
    assert!(subject.change(erase).is_ok());
    let bodies: Vec<_> = subject.page(0).0.into_iter().take(2).map(|(_, entry)| entry.body).collect();
    assert!(bodies.iter().all(|body| matches!(body, Body::Erased(_))), "{}: both are gone", subject.name);
}

/// An entry under a name that the other party has taken.
fn names_of_two(subject: &mut Subject) {
    subject.found(SPACE);
    subject.check(control(1, 2, vec![ALICE, BOB]), Ok(Changed::Controlled));
    let squatted = Entry { body: Body::Sealed(b"something else".to_vec()), ..entry(7) };
    subject.check(append(SPACE, BOB, vec![squatted.clone()]), fresh([1]));
    subject.check(append(SPACE, ALICE, vec![entry(7)]), fresh([2]));
    subject.check(
        append(SPACE, ALICE, vec![entry(7)]),
        Ok(Changed::Appended(vec![Placed { position: Position(2), fresh: false }])),
    );
    // Handed in just so by the other one, it is the same.
    subject.check(append(SPACE, BOB, vec![entry(8)]), fresh([3]));
    subject.check(
        append(SPACE, ALICE, vec![entry(8)]),
        Ok(Changed::Appended(vec![Placed { position: Position(3), fresh: false }])),
    );
    assert_eq!(subject.page(0).0, vec![(1, squatted), (2, entry(7)), (3, entry(8))], "{}", subject.name);
    let erase = Change::Erase { space: SPACE, key: ALICE, entry: entry(8).id, preimage: preimage(8) };
    subject.check(erase, Ok(Changed::Erased { position: Position(3), fresh: true }));
    subject.check(
        append(SPACE, ALICE, vec![entry(8)]),
        Ok(Changed::Appended(vec![Placed { position: Position(3), fresh: false }])),
    );
    let erase = Change::Erase { space: SPACE, key: ALICE, entry: entry(7).id, preimage: preimage(7) };
    assert!(subject.change(erase).is_ok());
    let bodies: Vec<_> = subject.page(0).0.into_iter().map(|(_, entry)| entry.body).collect();
    assert!(bodies.iter().all(|body| matches!(body, Body::Erased(_))), "{}: both are gone", subject.name);
    // Nor does what was erased come back, sealed anew by somebody who has not heard of it.
    subject.check(append(SPACE, ALICE, vec![entry(9)]), fresh([4]));
    let erase = Change::Erase { space: SPACE, key: ALICE, entry: entry(9).id, preimage: preimage(9) };
    subject.check(erase, Ok(Changed::Erased { position: Position(4), fresh: true }));
    let sealed_anew = Entry { head: vec![0; 9], ..entry(9) };
    subject.check(
        append(SPACE, BOB, vec![sealed_anew]),
        Ok(Changed::Appended(vec![Placed { position: Position(4), fresh: false }])),
    );
    assert_eq!(subject.page(3).0, vec![(4, erased(9))], "{}", subject.name);
}

/// Recovery words let devices in, and hand nothing in.
fn words_write_nothing(subject: &mut Subject) {
    let paper = Access { key: BOB, party: Party::Founder, kind: MemberKind::Paper };
    let control = Control {
        access: vec![Access::device(ALICE, Party::Founder), paper],
        joined: false,
        ..record(1, vec![ALICE])
    };
    subject.check(Change::Create { space: SPACE, control, day: TODAY }, Ok(Changed::Created));
    subject.check(append(SPACE, BOB, vec![entry(1)]), Err(Refusal::NoAccess));
    subject.check(append(SPACE, ALICE, vec![entry(1)]), fresh([1]));
    let Change::PutPiece { piece, .. } = piece(1, 1, 0, 1) else { unreachable!("it is a piece") };
    let by_words = Change::PutPiece { space: SPACE, key: BOB, piece: piece.clone() };
    subject.check(by_words, Err(Refusal::NoAccess));
    subject.check(Change::PutPiece { space: SPACE, key: ALICE, piece }, Ok(Changed::PieceStored));
    assert!(subject.summary(BOB).is_some(), "{}: they may look", subject.name);
}

/// Nobody starts from the checkpoint of somebody who was taken out.
fn leavers_checkpoints(subject: &mut Subject) {
    let control_of = |number, access: &[VerifyingKey]| Control {
        access: access.iter().map(|key| Access::device(*key, Party::Founder)).collect(),
        joined: false,
        ..record(number, vec![ALICE])
    };
    let created = Change::Create { space: SPACE, control: control_of(1, &[ALICE, BOB]), day: TODAY };
    subject.check(created, Ok(Changed::Created));
    subject.check(append(SPACE, ALICE, vec![entry(1)]), fresh([1]));
    let Change::PutPiece { piece, .. } = piece(1, 1, 0, 1) else { unreachable!("it is a piece") };
    subject.check(Change::PutPiece { space: SPACE, key: BOB, piece }, Ok(Changed::PieceStored));
    assert!(subject.summary(ALICE).is_some_and(|summary| summary.checkpoint.is_some()), "{}", subject.name);
    let previous = record(1, Vec::new()).hash;
    let control = control_of(2, &[ALICE]);
    let removal = Change::Control { space: SPACE, key: ALICE, previous, control, day: TODAY };
    subject.check(removal, Ok(Changed::Controlled));
    assert!(subject.summary(ALICE).is_some_and(|summary| summary.checkpoint.is_none()), "{}", subject.name);
}

fn quota(subject: &mut Subject) {
    subject.found(SPACE);
    assert_eq!(subject.append(vec![entry_of(1, 800)]), fresh([1]));
    assert_eq!(subject.append(vec![entry_of(2, 800)]), Err(Refusal::QuotaFull));
    let again = Placed { position: Position(1), fresh: false };
    assert_eq!(subject.append(vec![entry_of(1, 800)]), Ok(Changed::Appended(vec![again])));
    let too_large = Piece {
        checkpoint: CheckpointId([1; 16]),
        covers: Position(1),
        piece: 0,
        pieces: 1,
        bytes: vec![0; 1_000],
    };
    subject.check(
        Change::PutPiece { space: SPACE, key: ALICE, piece: too_large.clone() },
        Err(Refusal::QuotaFull),
    );
    let erase = Change::Erase { space: SPACE, key: ALICE, entry: entry(1).id, preimage: preimage(1) };
    subject.check(erase, Ok(Changed::Erased { position: Position(1), fresh: true }));
    assert_eq!(subject.append(vec![entry_of(2, 800)]), fresh([2]));
    let room_for_none =
        Change::PutPiece { space: SPACE, key: ALICE, piece: Piece { bytes: vec![0; 800], ..too_large } };
    subject.check(room_for_none, Err(Refusal::QuotaFull));
    // A checkpoint that is replaced gives its share back.
    for checkpoint in 1..20 {
        subject.check(piece(checkpoint, 2, 0, 1), Ok(Changed::PieceStored));
    }
    subject.found(OTHER_SPACE);
    subject.check(append(OTHER_SPACE, ALICE, vec![entry_of(1, 800)]), fresh([1]));
}

fn boxes_max(subject: &mut Subject) {
    let put = |name, now_ms| Change::PutBox {
        name: BoxId([name; 32]),
        slot: 0,
        expires_ms: 1_000,
        now_ms,
        message: Vec::new(),
    };
    subject.check(put(1, 0), Ok(Changed::BoxPut { fresh: true }));
    subject.check(put(2, 0), Ok(Changed::BoxPut { fresh: true }));
    subject.check(put(3, 0), Err(Refusal::TooMany));
    subject.check(
        Change::Purge { now_ms: 1_000, idle_before: None, verified_until: None },
        Ok(Changed::Purged { spaces: Vec::new(), boxes: 2, entries: 0, more: false }),
    );
    subject.check(put(3, 0), Ok(Changed::BoxPut { fresh: true }));
}

fn purge(subject: &mut Subject) {
    subject.found(SPACE);
    subject.found(OTHER_SPACE);
    assert_eq!(subject.append(vec![entry(1)]), fresh([1]));
    let later = Day(TODAY.0 + 10);
    subject.check(Change::Touch { space: OTHER_SPACE, day: later }, Ok(Changed::Touched));
    subject.check(Change::Touch { space: OTHER_SPACE, day: TODAY }, Ok(Changed::Touched));
    let purge = |idle_before| Change::Purge { now_ms: 0, idle_before, verified_until: None };
    let purged = |spaces| Ok(Changed::Purged { spaces, boxes: 0, entries: 0, more: false });
    subject.check(purge(None), purged(Vec::new()));
    subject.check(purge(Some(TODAY)), purged(Vec::new()));
    subject.check(purge(Some(later)), purged(vec![SPACE]));
    unknown_space_but(subject, OTHER_SPACE);
    subject.check(purge(Some(Day(later.0 + 1))), purged(vec![OTHER_SPACE]));
    let limit = u8::try_from(PURGE_COUNT_MAX).expect("a small count");
    for number in 0..=limit {
        subject.found(SpaceId([number; 32]));
    }
    let Ok(Changed::Purged { spaces, more: true, .. }) = subject.change(purge(Some(later))) else {
        panic!("there is more than one purge removes")
    };
    assert_eq!(spaces.len(), PURGE_COUNT_MAX);
    subject.check(purge(Some(later)), purged(vec![SpaceId([limit; 32])]));
}

fn unknown_space_but(subject: &mut Subject, remaining: SpaceId) {
    assert_eq!(subject.summary(ALICE), None);
    assert_eq!(subject.page(0), (Vec::new(), 0));
    subject.check_answer(Query::Locate { key: ALICE }, Answer::Located(vec![remaining]));
}

fn refused_in_group(subject: &mut Subject) {
    let group = [
        create(SPACE, 1),
        append(SPACE, ALICE, vec![entry(1)]),
        append(SPACE, STRANGER, vec![entry(2)]),
        control(9, 2, vec![ALICE, STRANGER]),
        append(SPACE, ALICE, vec![entry(3)]),
    ];
    let results = subject.store.commit(&group.map(Arc::new));
    assert_eq!(
        results,
        [
            Ok(Changed::Created),
            fresh([1]),
            Err(Refusal::NoAccess),
            Ok(Changed::ControlConflict(1)),
            fresh([2]),
        ],
        "{}",
        subject.name
    );
    assert_eq!(subject.page(0), (vec![(1, entry(1)), (2, entry(3))], 2));
}

fn statistics(subject: &mut Subject) {
    subject.found(SPACE);
    subject.found(OTHER_SPACE);
    subject.check(put_box(0, 0, b"zero"), Ok(Changed::BoxPut { fresh: true }));
    let Answer::Statistics(Statistics { spaces, boxes, size_bytes }) = subject.ask(Query::Statistics) else {
        panic!("statistics answer statistics")
    };
    assert_eq!((spaces, boxes), (2, 1));
    assert!(size_bytes > 0, "{}: something takes room", subject.name);
}
