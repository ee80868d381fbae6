//! What came too late: what it comes to, and where not all of it can be kept.

use crypto::{EpochNumber, MemberId, MemberSeed, SymmetricKey};
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
use crate::app::doing::Loads;

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
    fn settle(&mut self, keeps: impl Fn(&LateThing) -> bool) -> Result<(), Problem> {
        let all = self.all();
        let of = |things: Vec<&LateThing>| things.iter().flat_map(|thing| thing.entries.clone()).collect();
        let choice = Choice {
            keep: of(all.iter().filter(|thing| keeps(thing)).collect()),
            seen: Some(of(all.iter().collect())),
        };
        self.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice))
    }

    fn all(&self) -> Vec<LateThing> {
        self.spaces.late(1_000).into_iter().flat_map(|late| late.things).collect()
    }

    /// Something that the tablet wrote in one of its chains, and that came too late.
    fn came_too_late(&mut self, chain: u8, sequence: u64, operation: &VaultOperation) {
        let replica = self.spaces.device.replica(self.vault).unwrap();
        let place = u8::try_from(sequence).unwrap();
        let late = Opened {
            id: entry(chain, place),
            author: TABLET,
            party: replica.party(),
            writer: WriterId([chain; 16]),
            sequence: Sequence(sequence),
            hash: crypto::Head::NO_PREVIOUS,
            // A clock says nothing of the order in a chain.
            clock: crypto::Clock(1_000 - sequence),
            epoch: EpochNumber(0),
            body: Some(operation.to_bytes()),
        };
        self.spaces.kept.get_mut(&self.vault).unwrap().late.insert(late.id, late);
    }

    fn here(&mut self, operation: &VaultOperation) {
        self.doing(|spaces, doing| spaces.record(doing, operation)).unwrap();
    }

    fn things(&self) -> Vec<usize> {
        self.spaces.late(1_000).into_iter().map(|late| late.things.len()).collect()
    }

    fn would(&self) -> Vec<Would> {
        self.all().into_iter().map(|thing| thing.would).collect()
    }

    fn written(&self) -> usize {
        self.spaces.device.replica(self.vault).unwrap().outbox_len()
    }

    fn settled(&self, chain: u8) -> Option<u64> {
        self.spaces.vault().settled.get(&model::WriterId([chain; 16])).copied()
    }
}

fn entry(chain: u8, place: u8) -> EntryId {
    EntryId([chain, place, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
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
    assert_eq!(phone.settle(|_| true), Err(Problem::NotAllKept { things: 2 }));
    assert_eq!(phone.things(), [2]);
    assert_eq!((phone.settled(1), phone.settled(2)), (Some(2), Some(1)));
    let written = phone.written();
    assert_eq!(written, 3 + 2, "three things, and for each of two chains that it is settled");
    // Asked once more it is the same, and nothing is written twice.
    assert_eq!(phone.settle(|_| true), Err(Problem::NotAllKept { things: 2 }));
    assert_eq!((phone.things(), phone.written()), (vec![2], written));
    assert_eq!(phone.settle(|_| false), Ok(()));
    assert_eq!((phone.things(), phone.settled(1)), (vec![], Some(4)));
}

#[test]
fn some_can_be_kept_and_the_rest_let_go() {
    let mut phone = Phone::new();
    for sequence in 1..=3 {
        phone.came_too_late(1, u64::from(sequence), &writes(sequence, sequence, &[], &format!("{sequence}")));
    }
    assert_eq!(phone.settle(|thing| thing.would == Would::Add(said("2"))), Ok(()));
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
    let choice = Choice { keep: seen.clone(), seen: Some(seen) };
    let settled = phone.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice));
    assert_eq!((settled, phone.settled(1)), (Ok(()), Some(1)));
    assert_eq!(
        phone.would(),
        [Would::Change { now: said("seen"), then: said("changed since") }, Would::Add(said("new"))]
    );
}

#[test]
fn the_steps_about_a_thing_are_one_question() {
    let mut phone = Phone::new();
    phone.here(&writes(1, 1, &[], "mine"));
    phone.here(&writes(2, 2, &[], "mine too"));
    phone.here(&writes(3, 3, &[], "soon gone"));
    phone.here(&removes(3, &[3]));
    phone.here(&named("Noor"));
    let late = [
        writes(1, 10, &[1], "theirs"),
        writes(1, 11, &[10], "theirs, better"),
        removes(2, &[2]),
        writes(3, 12, &[3], "back"),
        writes(4, 13, &[], "never seen"),
        removes(4, &[13]),
        writes(5, 14, &[], "new"),
        writes(1, 15, &[9], "beside"),
        named("Earlier than the phone's"),
    ];
    for (place, operation) in (1..).zip(&late) {
        phone.came_too_late(1, place, operation);
    }
    assert_eq!(
        phone.would(),
        [
            Would::Change { now: said("mine"), then: said("theirs, better") },
            Would::TakeAway(vec![said("mine too")]),
            Would::BringBack(said("back")),
            Would::Add(said("new")),
        ]
    );
    // Whatever is decided, nothing is asked about again: what came and went is settled with the rest.
    assert_eq!(phone.settle(|_| false), Ok(()));
    assert_eq!((phone.things(), phone.settled(1)), (vec![], Some(9)));
}

#[test]
fn what_was_written_at_the_same_time_stands_beside() {
    let mut phone = Phone::new();
    phone.here(&writes(1, 1, &[], "first"));
    phone.here(&writes(1, 2, &[1], "mine"));
    phone.came_too_late(1, 1, &writes(1, 3, &[1], "theirs"));
    assert_eq!(phone.would(), [Would::Join { now: said("mine"), beside: said("theirs") }]);
    assert_eq!(phone.settle(|_| true), Ok(()));
    assert_eq!(phone.spaces.vault().items[&ItemId([1; 16])].standing().len(), 2);
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
        let late = phone.spaces.late(up_to);
        late.first().map(|late| (late.things.len(), late.more))
    };
    assert_eq!(few(&phone, 1), Some((2, 2)), "the second lies between the steps of the first");
    assert_eq!(few(&phone, 3), Some((3, 1)));
    assert_eq!(few(&phone, 9), Some((4, 0)));
    let choice = |late: Vec<Late>| {
        let seen = late.into_iter().flat_map(|late| late.things).flat_map(|thing| thing.entries).collect();
        Choice { keep: BTreeSet::new(), seen: Some(seen) }
    };
    let choice = choice(phone.spaces.late(1));
    phone.doing(|spaces, doing| spaces.settle_late(doing, Some(DeviceId(TABLET.0)), &choice)).unwrap();
    assert_eq!(phone.would(), [Would::Add(said("third")), Would::Add(said("in another chain"))]);
}
