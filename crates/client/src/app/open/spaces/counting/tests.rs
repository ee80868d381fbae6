//! What came too late, where not all of it can be kept.

use crypto::{EpochNumber, MemberId, MemberSeed, SymmetricKey};
use model::{Now, kinds::LIST};
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

    fn settle(&mut self, keep: bool) -> Result<(), Problem> {
        let (mut writes, mut loads) = (Vec::new(), Loads::default());
        let doing = &mut Doing { now: NOW, random: &mut self.random, writes: &mut writes, loads: &mut loads };
        self.spaces.settle_late(doing, Some(DeviceId(TABLET.0)), keep)
    }

    /// Something that the tablet wrote in one of its chains, and that came too late.
    fn came_too_late(&mut self, chain: u8, sequence: u64, name: String) {
        let body = VaultOperation::PersonNamed { name }.to_bytes();
        let replica = self.spaces.device.replica(self.vault).unwrap();
        let place = u8::try_from(sequence).unwrap();
        let late = Opened {
            id: EntryId([chain, place, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            author: TABLET,
            party: replica.party(),
            writer: WriterId([chain; 16]),
            sequence: Sequence(sequence),
            hash: crypto::Head::NO_PREVIOUS,
            // A clock says nothing of the order in a chain.
            clock: crypto::Clock(1_000 - sequence),
            epoch: EpochNumber(0),
            body: Some(body),
        };
        self.spaces.kept.get_mut(&self.vault).unwrap().late.insert(late.id, late);
    }

    fn things(&self) -> Vec<u32> {
        self.spaces.late().into_iter().map(|late| late.things).collect()
    }

    fn written(&self) -> usize {
        self.spaces.device.replica(self.vault).unwrap().outbox_len()
    }

    fn settled(&self, chain: u8) -> Option<u64> {
        self.spaces.vault().settled.get(&model::WriterId([chain; 16])).copied()
    }
}

fn too_long() -> String {
    "longer than an entry may be ".repeat(100_000)
}

#[test]
fn what_cannot_be_written_anew_waits_as_before_with_all_that_follows_it() {
    let mut phone = Phone::new();
    for (sequence, name) in
        [(1, "one".to_owned()), (2, "two".to_owned()), (3, too_long()), (4, "four".into())]
    {
        phone.came_too_late(1, sequence, name);
    }
    phone.came_too_late(2, 1, "in another chain".to_owned());
    assert_eq!(phone.things(), [5]);
    assert_eq!(phone.settle(true), Err(Problem::NotAllKept { things: 2 }));
    assert_eq!(phone.things(), [2]);
    assert_eq!((phone.settled(1), phone.settled(2)), (Some(2), Some(1)));
    let written = phone.written();
    assert_eq!(written, 3 + 2, "three things, and for each of two chains that it is settled");
    // Asked once more it is the same, and nothing is written twice.
    assert_eq!(phone.settle(true), Err(Problem::NotAllKept { things: 2 }));
    assert_eq!((phone.things(), phone.written()), (vec![2], written));
    assert_eq!(phone.settle(false), Ok(()));
    assert_eq!((phone.things(), phone.settled(1)), (vec![], Some(4)));
}

#[test]
fn what_can_be_written_anew_is_and_nothing_is_asked_about_any_more() {
    let mut phone = Phone::new();
    for sequence in 1..=3 {
        phone.came_too_late(1, sequence, format!("number {sequence}"));
    }
    assert_eq!(phone.settle(true), Ok(()));
    assert_eq!((phone.things(), phone.settled(1), phone.written()), (vec![], Some(3), 4));
}
