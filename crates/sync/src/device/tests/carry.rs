//! Parcels at a device: what may leave it in one, and what it says that one has brought.

use crypto::{Clock, MemberSeed};

use super::{
    Line, Vault,
    alone::{settle, started_again, take_out},
};
use crate::{
    Body, ClientFrame, Entry, EntryId, Member, MemberKind, Opened, Party, RelayFrame, Replica, SpaceId,
    device::{Brought, Event},
    parcel::Part,
    replica::{Intent, Recipients},
};

const NOTHING: Brought = Brought { new: 0, known: 0, unreadable: 0, former: 0, missing: false };

impl Line {
    fn carry(&mut self, part: &Part) -> Option<Brought> {
        self.device.carry(part, &mut self.random)
    }

    fn may_carry(&self) -> bool {
        self.device.may_carry(self.space)
    }

    /// What the keeper is to store.
    fn received(&mut self) -> Vec<(Vec<Opened>, Vec<Entry>)> {
        let received = self.events().into_iter().filter_map(|event| match event {
            Event::Received { opened, kept, .. } => Some((opened, kept)),
            _ => None,
        });
        received.collect()
    }
}

impl Vault {
    fn entries(&self) -> Vec<Entry> {
        self.log.iter().map(|stored| stored.entry.clone()).collect()
    }

    /// Everything that the first device has, as a parcel brings it.
    fn part(&self) -> Part {
        self.one.part_for(Recipients::OwnDevices, true, self.entries(), &[])
    }

    fn part_of(&self, records: &[Vec<u8>], entries: &[Entry]) -> Part {
        let records = records.iter().cloned().map(Into::into).collect();
        Part { space: self.space(), records, entries: entries.to_vec() }
    }

    /// The first device gives the space a new key.
    fn renew(&mut self) -> Vec<u8> {
        self.one.intend(Some(Intent::Renew));
        settle(&mut self.one, &mut self.random)
    }
}

fn ids(entries: &[Entry]) -> Vec<EntryId> {
    entries.iter().map(|entry| entry.id).collect()
}

#[test]
fn a_parcel_brings_what_is_new_and_it_is_handed_in_at_the_relay() {
    let vault = Vault::new();
    let (part, expected) = (vault.part(), ids(&vault.entries()));
    let mut line = Line::new(vault.two);
    assert_eq!(line.carry(&part), Some(Brought { new: 3, ..NOTHING }));
    let received = line.received();
    let [(opened, kept)] = received.as_slice() else { panic!("{received:?}") };
    assert!(opened.iter().all(|opened| opened.body.as_deref() == Some(b"one")));
    assert_eq!((opened.len(), ids(kept)), (3, expected.clone()));
    assert_eq!(line.carry(&part), Some(Brought { known: 3, ..NOTHING }));
    line.open(0, None, None);
    line.show(0, &[], 0);
    let said = line.said();
    let Some(ClientFrame::Append { entries, .. }) = said.last() else { panic!("{said:?}") };
    assert_eq!(ids(entries), expected);
}

#[test]
fn what_waits_is_sealed_anew_once_a_parcel_brings_a_new_key() {
    let mut vault = Vault::new();
    let waits = vault.two.write(Clock(9), b"waits", &mut vault.random).unwrap();
    let record = vault.renew();
    let part = vault.part_of(&[record], &[]);
    let mut line = Line::new(vault.two);
    assert_eq!(line.carry(&part), Some(NOTHING));
    let received = line.received();
    let [(opened, kept), (no_opened, no_kept)] = received.as_slice() else { panic!("{received:?}") };
    assert!(opened.is_empty() && no_opened.is_empty() && no_kept.is_empty());
    assert_eq!(ids(kept), [waits.id]);
    assert_ne!(*kept, [waits]);
    assert_eq!(kept[0].head_epoch(), Some(vault.one.epoch()));
    let replica = line.device.replica(line.space).unwrap();
    assert_eq!(replica.outbox().cloned().collect::<Vec<_>>(), *kept);
    assert_eq!(replica.control_number(), vault.one.control_number());
    // The same once more changes nothing.
    assert_eq!(line.carry(&part), Some(NOTHING));
    assert_eq!(line.received().len(), 1);
}

#[test]
fn what_a_parcel_brings_of_before_a_new_key_waits_as_it_travelled() {
    let mut vault = Vault::new();
    let record = vault.renew();
    vault.two.follow(&record).unwrap();
    let part = vault.part_of(&[], &vault.entries());
    let mut line = Line::new(started_again(&vault.two));
    for expected in [Brought { new: 3, ..NOTHING }, Brought { known: 3, ..NOTHING }] {
        assert_eq!(line.carry(&part), Some(expected));
        assert_eq!(line.received().len(), 1);
        let replica = line.device.replica(line.space).unwrap();
        assert_eq!(replica.outbox().cloned().collect::<Vec<_>>(), vault.entries());
    }
}

#[test]
fn what_cannot_be_read_is_counted_and_the_rest_is_taken() {
    let vault = Vault::new();
    let mut entries = vault.entries();
    *entries[2].head.last_mut().unwrap() ^= 1;
    let no_record = b"no record".to_vec();
    let check = |records: &[Vec<u8>], entries: &[Entry], expected: Brought| {
        let mut line = Line::new(started_again(&vault.two));
        assert_eq!(line.carry(&vault.part_of(records, entries)), Some(expected));
    };
    check(&[], &entries, Brought { new: 2, unreadable: 1, ..NOTHING });
    check(core::slice::from_ref(&no_record), &[], Brought { unreadable: 1, ..NOTHING });
    check(&[no_record], &entries, Brought { new: 2, unreadable: 2, ..NOTHING });
}

#[test]
fn a_parcel_that_begins_after_what_is_here_says_so() {
    let mut vault = Vault::new();
    let before = started_again(&vault.two);
    let missing = Brought { missing: true, ..NOTHING };
    let entries = vault.entries();
    vault.renew();
    let second = vault.renew();
    for part in [vault.part_of(&[], &entries[1..]), vault.part_of(&[second], &[])] {
        let mut line = Line::new(started_again(&before));
        assert_eq!(line.carry(&part), Some(missing));
    }
    let mut line = Line::new(before);
    assert_eq!(line.carry(&vault.part()), Some(Brought { new: 3, ..NOTHING }));
}

#[test]
fn a_device_whose_store_was_set_back_learns_it_from_a_parcel_and_writes_anew_what_waits() {
    let mut vault = Vault::new();
    let mut set_back = started_again(&vault.two);
    let lost = vault.two.write(Clock(8), b"lost", &mut vault.random).unwrap();
    let waits = set_back.write(Clock(9), b"waits", &mut vault.random).unwrap();
    let part = vault.part_of(&[], core::slice::from_ref(&lost));
    let mut line = Line::new(set_back);
    assert_eq!(line.carry(&part), Some(Brought { new: 1, ..NOTHING }));
    let events = line.events();
    assert!(
        events.iter().any(|event| matches!(event, Event::Rewritten { gone, .. } if *gone == [waits.id])),
        "{events:?}"
    );
    line.device.events.extend(events);
    let bodies: Vec<_> = line.received().into_iter().flat_map(|(opened, _)| opened).collect();
    let bodies: Vec<_> = bodies.into_iter().filter_map(|opened| opened.body).collect();
    assert_eq!(bodies, [b"waits".to_vec(), b"lost".to_vec()]);
}

#[test]
fn a_parcel_tells_what_was_withdrawn() {
    let vault = Vault::new();
    let mut entry = vault.log[1].entry.clone();
    let proof = vault.one.erase_preimages(entry.id).next().unwrap();
    entry.body = Body::Erased(proof);
    let part = vault.part_of(&[], core::slice::from_ref(&entry));
    let mut line = Line::new(vault.three);
    assert_eq!(line.carry(&part), Some(Brought { known: 1, ..NOTHING }));
    let told = line.events();
    assert!(
        told.iter().any(|event| matches!(event, Event::Erased { entry: erased, preimage, .. }
            if *erased == entry.id && *preimage == proof)),
        "{told:?}"
    );
}

#[test]
fn nothing_is_taken_for_a_space_that_is_not_here_or_that_this_device_belongs_to_no_more() {
    let mut vault = Vault::new();
    let part = vault.part();
    let record = take_out(&mut vault.one, &vault.two, &mut vault.random);
    vault.two.follow(&record).unwrap();
    let mut line = Line::new(vault.two);
    assert_eq!(line.carry(&Part { space: SpaceId([9; 32]), ..part.clone() }), None);
    assert_eq!(line.carry(&part), None);
    assert!(!line.may_carry());
    assert!(!line.device.may_carry(SpaceId([9; 32])));
    assert_eq!(line.received(), []);
}

#[test]
fn while_somebody_is_to_go_who_has_the_key_nothing_leaves_in_a_parcel() {
    let vault = Vault::new();
    let two = vault.two.me();
    let another =
        Member::of(&MemberSeed::from_bytes([5; 32]), vault.space(), Party::Founder, MemberKind::Device);
    let mut line = Line::new(vault.one);
    assert!(line.may_carry());
    line.device.hold(line.space, true, &mut line.random);
    assert!(!line.may_carry());
    line.device.hold(line.space, false, &mut line.random);
    assert!(line.may_carry());
    line.intend(Intent::Admit(another));
    assert!(line.may_carry(), "nobody goes");
    line.intend(Intent::Remove(two));
    assert!(!line.may_carry());
}

#[test]
fn held_content_leaves_in_a_parcel_for_own_devices_and_in_none_for_another_person() {
    let mut vault = Vault::new();
    let mut shared = Replica::found(MemberSeed::random(&mut vault.random), &[], &mut vault.random);
    let other = MemberSeed::random(&mut vault.random);
    shared.intend(Some(Intent::Admit(Member::of(
        &other,
        shared.space(),
        Party::Invited,
        MemberKind::Device,
    ))));
    settle(&mut shared, &mut vault.random);
    for (replica, leaves) in [(vault.one, true), (shared, false)] {
        let mut line = Line::new(replica);
        assert!(line.may_carry());
        line.device.hold_content(line.space, true, &mut line.random);
        assert_eq!(line.may_carry(), leaves);
    }
}

#[test]
fn a_relay_is_not_asked_for_records_that_a_parcel_has_brought() {
    let mut vault = Vault::new();
    let record = vault.renew();
    let mut line = Line::new(started_again(&vault.two));
    assert_eq!(line.carry(&vault.part_of(&[record], &[])), Some(NOTHING));
    let said = line.said();
    let [ClientFrame::Open { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    line.hear(&RelayFrame::Opened {
        request,
        newest: crate::Position(0),
        control_number: vault.one.control_number(),
        control_head: vault.one.control().hash(),
        checkpoint: None,
        trim: None,
    });
    assert!(line.said().iter().all(|frame| !matches!(frame, ClientFrame::FetchControl { .. })));
    assert_eq!(line.troubles(), []);
}
