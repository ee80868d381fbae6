//! What came too late: what it comes to, and where not all of it can be kept.

use std::collections::BTreeSet;

use crypto::{EpochNumber, MemberId, MemberSeed, Sequence, SymmetricKey, WriterId};
use model::{
    Content, ItemId, Now, VersionId,
    fields::Line,
    item::Written,
    kinds::{Card, LIST},
    vocabulary::Taste,
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sync::Replica;

use super::*;
use crate::{
    Problem,
    app::{Doing, doing::Loads},
};

const NOW: Now = Now { unix_ms: 1_795_348_800_000, utc_offset_minutes: 0 };
const TABLET: MemberId = MemberId([7; 16]);

struct Phone {
    spaces: Spaces,
    random: ChaCha12Rng,
    vault: SpaceId,
}

impl Phone {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(11);
        let replica = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let vault = replica.space();
        let master = SymmetricKey::random(&mut random);
        let (mut writes, mut loads) = (Vec::new(), Loads::default());
        let doing = &mut Doing { now: NOW, random: &mut random, writes: &mut writes, loads: &mut loads };
        let spaces = Spaces::begin(doing, &LIST, crate::storage::Keys::new(master), replica);
        Self { spaces, random, vault }
    }

    fn doing<T>(&mut self, act: impl FnOnce(&mut Spaces, &mut Doing<'_>) -> T) -> T {
        let (mut writes, mut loads) = (Vec::new(), Loads::default());
        let doing = &mut Doing { now: NOW, random: &mut self.random, writes: &mut writes, loads: &mut loads };
        act(&mut self.spaces, doing)
    }

    /// Keeps some of what there is, and lets go of the rest.
    fn decide(&mut self, keeps: impl Fn(&LateThing) -> bool) -> Result<(), Problem> {
        let all = self.all();
        let of = |things: Vec<&LateThing>| things.iter().flat_map(|thing| thing.entries.clone()).collect();
        let choice = Choice {
            keep: of(all.iter().filter(|thing| keeps(thing)).collect()),
            seen: Some(of(all.iter().collect())),
        };
        self.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice))
    }

    /// Keeps all of this.
    fn keeps(&mut self, seen: &BTreeSet<EntryId>) -> Result<(), Problem> {
        let choice = Choice { keep: seen.clone(), seen: Some(seen.clone()) };
        self.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice))
    }

    fn all(&self) -> Vec<LateThing> {
        self.spaces.late(1_000, NOW).into_iter().flat_map(|late| late.things).collect()
    }

    /// Something that the tablet wrote in one of its chains, and that came too late.
    fn came_too_late(&mut self, chain: u8, sequence: u64, operation: &VaultOperation) {
        self.came_too_late_as(entry(chain, u8::try_from(sequence).unwrap()), sequence, operation);
    }

    fn came_too_late_as(&mut self, id: EntryId, sequence: u64, operation: &VaultOperation) {
        let replica = self.spaces.device.replica(self.vault).unwrap();
        let late = Opened {
            id,
            author: TABLET,
            party: replica.party(),
            writer: WriterId([id.0[0]; 16]),
            sequence: Sequence(sequence),
            hash: crypto::Head::NO_PREVIOUS,
            // A clock says nothing of the order in a chain.
            clock: crypto::Clock(10_000 - sequence),
            epoch: EpochNumber(0),
            body: Some(operation.to_bytes()),
        };
        let kept = self.spaces.kept.get_mut(&self.vault).unwrap();
        kept.late.insert(late.id, late);
        kept.edition += 1;
    }

    /// Lets go of so many.
    fn decide_up_to(&mut self, up_to: usize) -> Result<(), Problem> {
        let late = self.spaces.late(up_to, NOW);
        let seen = late.into_iter().flat_map(|late| late.things).flat_map(|thing| thing.entries).collect();
        let choice = Choice { keep: BTreeSet::new(), seen: Some(seen) };
        self.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice))
    }

    fn here(&mut self, operation: &VaultOperation) {
        self.doing(|spaces, doing| spaces.record(doing, operation)).unwrap();
    }

    fn things(&self) -> Vec<usize> {
        self.spaces.late(1_000, NOW).into_iter().map(|late| late.things.len()).collect()
    }

    fn would(&self) -> Vec<Would> {
        self.all().into_iter().map(|thing| thing.would).collect()
    }

    fn written(&self) -> usize {
        self.spaces.device.replica(self.vault).unwrap().outbox_len()
    }

    fn settled(&self, chain: u8) -> Option<u64> {
        self.spaces.vault().settled.get(&model::WriterId([chain; 16]))?.values().max().copied()
    }
}

fn entry(chain: u8, place: u8) -> EntryId {
    EntryId([chain, place, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

/// Entries in one chain, more than a byte can count.
fn entry_of(place: usize) -> EntryId {
    let mut id = [0; 16];
    id[0] = 3;
    id[8..].copy_from_slice(&u64::try_from(place).unwrap().to_be_bytes());
    EntryId(id)
}

fn writes_many(place: usize) -> VaultOperation {
    let mut item = [0; 16];
    item[8..].copy_from_slice(&u64::try_from(place).unwrap().to_be_bytes());
    VaultOperation::ItemWritten {
        item: ItemId(item),
        version: VersionId(item),
        replaces: Vec::new(),
        written: Written { about: None, content: content("one of many") },
    }
}

fn content(text: &str) -> Content {
    Content::of(&Card { taste: Taste::Like, text: Line::typed(text).unwrap(), note: None })
}

fn said(text: &str) -> Said {
    Said::Record(content(text))
}

fn writes(item: u8, version: u8, replaces: &[u8], text: &str) -> VaultOperation {
    VaultOperation::ItemWritten {
        item: ItemId([item; 16]),
        version: VersionId([version; 16]),
        replaces: replaces.iter().map(|version| VersionId([*version; 16])).collect(),
        written: Written { about: None, content: content(text) },
    }
}

fn removes(item: u8, versions: &[u8]) -> VaultOperation {
    VaultOperation::ItemRemoved {
        item: ItemId([item; 16]),
        versions: versions.iter().map(|version| VersionId([*version; 16])).collect(),
    }
}

fn named(name: &str) -> VaultOperation {
    VaultOperation::PersonNamed { name: name.to_owned() }
}

/// Longer than an entry may be.
fn too_long() -> VaultOperation {
    VaultOperation::ItemWritten {
        item: ItemId([3; 16]),
        version: VersionId([3; 16]),
        replaces: vec![VersionId([0; 16]); 100_000],
        written: Written { about: None, content: content("three") },
    }
}

#[test]
fn what_cannot_be_written_anew_waits_as_before_with_all_that_follows_it() {
    let mut phone = Phone::new();
    let late = [writes(1, 1, &[], "one"), writes(2, 2, &[], "two"), too_long(), writes(4, 4, &[], "four")];
    for (sequence, operation) in (1..).zip(&late) {
        phone.came_too_late(1, sequence, operation);
    }
    phone.came_too_late(2, 1, &writes(9, 9, &[], "in another chain"));
    assert_eq!(phone.things(), [5]);
    assert_eq!(phone.decide(|_| true), Err(Problem::NotAllKept { things: 2 }));
    assert_eq!(phone.things(), [2]);
    assert_eq!((phone.settled(1), phone.settled(2)), (Some(2), Some(1)));
    let written = phone.written();
    assert_eq!(written, 3 + 2, "three things, and for each of two chains that it is settled");
    // Asked once more it is the same, and nothing is written twice.
    assert_eq!(phone.decide(|_| true), Err(Problem::NotAllKept { things: 2 }));
    assert_eq!((phone.things(), phone.written()), (vec![2], written));
    assert_eq!(phone.decide(|_| false), Ok(()));
    assert_eq!((phone.things(), phone.settled(1)), (vec![], Some(4)));
}

#[test]
fn some_can_be_kept_and_the_rest_let_go() {
    let mut phone = Phone::new();
    for sequence in 1..=3 {
        phone.came_too_late(1, u64::from(sequence), &writes(sequence, sequence, &[], &format!("{sequence}")));
    }
    assert_eq!(phone.decide(|thing| thing.would == Would::Add(vec![said("2")])), Ok(()));
    assert_eq!((phone.things(), phone.settled(1), phone.written()), (vec![], Some(3), 2));
    let there: Vec<_> = phone.spaces.vault().items.keys().copied().collect();
    assert_eq!(there, [ItemId([2; 16])]);
}

#[test]
fn what_came_after_the_person_looked_waits() {
    let mut phone = Phone::new();
    phone.came_too_late(1, 1, &writes(1, 1, &[], "seen"));
    let seen: BTreeSet<EntryId> = phone.all().into_iter().flat_map(|thing| thing.entries).collect();
    phone.came_too_late(1, 2, &writes(1, 2, &[1], "changed since"));
    phone.came_too_late(1, 3, &writes(2, 3, &[], "new"));
    assert_eq!((phone.keeps(&seen), phone.settled(1)), (Ok(()), Some(1)));
    assert_eq!(
        phone.would(),
        [
            Would::Change { now: vec![said("seen")], then: vec![said("changed since")] },
            Would::Add(vec![said("new")])
        ]
    );
}

#[test]
fn a_page_of_a_few_holds_whole_things_and_nothing_before_them_is_left_out() {
    let mut phone = Phone::new();
    phone.came_too_late(1, 1, &writes(9, 9, &[], "comes"));
    phone.came_too_late(1, 2, &removes(9, &[9]));
    phone.came_too_late(1, 3, &writes(3, 3, &[], "first, to be changed after the next"));
    phone.came_too_late(1, 4, &writes(4, 4, &[], "second"));
    phone.came_too_late(1, 5, &writes(3, 5, &[3], "first"));
    phone.came_too_late(1, 6, &writes(6, 6, &[], "third"));
    phone.came_too_late(2, 1, &writes(7, 7, &[], "in another chain"));
    let few = |phone: &Phone, up_to| {
        let late = phone.spaces.late(up_to, NOW);
        late.first().map(|late| (late.things.len(), late.more))
    };
    assert_eq!(few(&phone, 1), Some((2, 2)), "the second lies between the steps of the first");
    assert_eq!(few(&phone, 3), Some((3, 1)));
    assert_eq!(few(&phone, 9), Some((4, 0)));
    let choice = |late: Vec<Late>| {
        let seen = late.into_iter().flat_map(|late| late.things).flat_map(|thing| thing.entries).collect();
        Choice { keep: BTreeSet::new(), seen: Some(seen) }
    };
    let choice = choice(phone.spaces.late(1, NOW));
    phone.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice)).unwrap();
    assert_eq!(phone.would(), [Would::Add(vec![said("third")]), Would::Add(vec![said("in another chain")])]);
}

#[test]
fn what_only_a_newer_version_understands_waits_for_it_with_what_follows() {
    let mut phone = Phone::new();
    phone.came_too_late(1, 1, &writes(1, 1, &[], "before"));
    phone.came_too_late(1, 2, &writes(2, 2, &[], "newer"));
    phone.came_too_late(1, 3, &writes(3, 3, &[], "after"));
    // An operation of a number that is none yet, with no fields.
    let newer = phone.spaces.kept.get_mut(&phone.vault).unwrap().late.get_mut(&entry(1, 2)).unwrap();
    newer.body = Some(vec![0x82, 0x19, 0x03, 0xe8, 0x80]);
    assert_eq!(phone.things(), [2]);
    assert_eq!(phone.decide(|_| true), Err(Problem::NotAllKept { things: 1 }));
    assert_eq!((phone.settled(1), phone.would()), (Some(1), vec![Would::Add(vec![said("after")])]));
}

mod amounts;
mod questions;
