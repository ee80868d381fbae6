//! Replicas among each other, through a log that each test holds in its hands.

mod base;
mod carry;
mod keys;
mod members;
mod names;
mod removal;
mod renewal;
mod sealing;
mod set_back;
mod sightings;
mod vouching;
mod waiting;

use crypto::{
    Clock, ErasePreimage, EraseTag, Hash, Head, MemberId, MemberSeed, Part, Sequence, Signature, WriterId,
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sealing::{as_if_erased, as_if_erased_by_its_head, head, sealed_as, sealed_by, sign};

use super::{Intent, Opened, Replica, ReplicaState, Trouble, WriteError, write::place};
use crate::{
    Body, ControlRecord, Entry, EntryId, Member, MemberKind, Party, Position, StoredEntry,
    frame::{CheckpointId, encode},
    replica::CheckpointError,
};

/// A vault of two devices, and what a relay holds of it.
struct Vault {
    random: ChaCha12Rng,
    one: Replica,
    other: Replica,
    log: Vec<StoredEntry>,
}

impl Vault {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(3);
        let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let seed = MemberSeed::random(&mut random);
        let intent = admitting(&one, &seed, Party::Founder);
        change(&mut one, intent, &mut random);
        let other = Replica::enter(seed, &one.records(), &mut random).unwrap();
        Self { random, one, other, log: Vec::new() }
    }

    /// Writes on the first device.
    fn write(&mut self, text: &str) -> Entry {
        let entry = self.one.write(Clock(1), text.as_bytes(), &mut self.random).unwrap();
        self.hold(entry.clone());
        entry
    }

    /// Writes on the second device.
    fn other_writes(&mut self, text: &str) -> Entry {
        let entry = self.other.write(Clock(1), text.as_bytes(), &mut self.random).unwrap();
        self.hold(entry.clone());
        entry
    }

    fn hold(&mut self, entry: Entry) {
        let position = Position(self.log.len() as u64 + 1);
        self.log.push(StoredEntry { position, entry });
    }

    /// A third device of the same person, which has everything that the first has.
    fn third(&mut self) -> Replica {
        let seed = MemberSeed::random(&mut self.random);
        let intent = admitting(&self.one, &seed, Party::Founder);
        let record = change(&mut self.one, intent, &mut self.random);
        self.other.follow(&record).unwrap();
        Replica::enter(seed, &self.one.records(), &mut self.random).unwrap()
    }
}

fn device(replica: &Replica, seed: &MemberSeed, party: Party) -> Member {
    Member::of(seed, replica.space(), party, MemberKind::Device)
}

fn admitting(replica: &Replica, seed: &MemberSeed, party: Party) -> Intent {
    Intent::Admit(device(replica, seed, party))
}

/// Carries out a change of membership as if a relay had taken it.
pub(super) fn change(replica: &mut Replica, intent: Intent, random: &mut ChaCha12Rng) -> Vec<u8> {
    replica.intend(Some(intent));
    let record = replica.propose(random).expect("it can be proposed").to_bytes();
    assert_eq!(replica.follow(&record), Ok(true));
    replica.intend(None);
    record
}

pub(super) fn stored(entries: &[Entry]) -> Vec<StoredEntry> {
    (1..)
        .zip(entries)
        .map(|(position, entry)| StoredEntry { position: Position(position), entry: entry.clone() })
        .collect()
}

fn texts(opened: &[Opened]) -> Vec<String> {
    opened
        .iter()
        .map(|opened| String::from_utf8(opened.body.clone().unwrap_or_else(|| b"(erased)".to_vec())).unwrap())
        .collect()
}

fn troubles(replica: &Replica) -> Vec<Trouble> {
    replica.troubles().iter().copied().collect()
}

/// Seals any head as this replica's member can, whoever it names.
#[test]
fn what_one_device_writes_the_other_reads_in_order() {
    let mut vault = Vault::new();
    for text in ["one", "two", "three"] {
        vault.write(text);
    }
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(texts(&received.opened), ["one", "two", "three"]);
    assert_eq!(received.kept.len(), 3);
    assert!(received.opened.iter().all(|opened| opened.author == vault.one.me()));
    assert_eq!(vault.other.frontier(), vault.one.frontier());
    assert_eq!(vault.other.cursor(), Position(3));
    assert_eq!(troubles(&vault.other), []);
}

#[test]
fn an_entry_altered_in_any_field_is_left_out_and_still_taken_once_it_comes_unaltered() {
    type Alteration = (&'static str, Box<dyn Fn(&mut Entry, &Entry)>);
    let flip = |bytes: &mut Vec<u8>, index: usize| {
        let index = index.min(bytes.len() - 1);
        bytes[index] ^= 1;
    };
    let body = move |entry: &mut Entry, change: &dyn Fn(&mut Vec<u8>)| match &mut entry.body {
        Body::Sealed(sealed) => change(sealed),
        Body::Erased(_) => panic!("nothing was erased"),
    };
    let mut alterations: Vec<Alteration> = vec![
        ("id", Box::new(|entry, _| entry.id.0[0] ^= 1)),
        ("erase tag", Box::new(|entry, _| entry.erase_tag.0[0] ^= 1)),
        ("head cut", Box::new(|entry, _| entry.head.truncate(40))),
        ("head of another", Box::new(|entry, other| entry.head = other.head.clone())),
        ("body of another", Box::new(|entry, other| entry.body = other.body.clone())),
        ("false erasure", Box::new(|entry, _| entry.body = Body::Erased(ErasePreimage([1; 32])))),
        ("body cut", Box::new(move |entry, _| body(entry, &|sealed| sealed.truncate(40)))),
        ("body empty", Box::new(|entry, _| entry.body = Body::Sealed(Vec::new()))),
        ("head empty", Box::new(|entry, _| entry.head = Vec::new())),
    ];
    // Version, epoch, nonce, commitment, ciphertext, tag.
    for index in [0, 1, 5, 40, 70, usize::MAX] {
        alterations.push(("head byte", Box::new(move |entry, _| flip(&mut entry.head, index))));
        alterations.push(("body byte", Box::new(move |entry, _| body(entry, &|sealed| flip(sealed, index)))));
    }
    for (name, alter) in alterations {
        let mut vault = Vault::new();
        let honest = vault.write("tea");
        let next = vault.write("coffee");
        let mut untampered = Replica::restore(vault.other.state(), Vec::new()).unwrap();
        assert_eq!(texts(&untampered.receive(vault.log.clone()).opened), ["tea", "coffee"], "{name}");

        let mut altered = honest.clone();
        alter(&mut altered, &next);
        assert_ne!(altered, honest, "{name}");
        let shown = stored(&[altered, next.clone()]);
        let mut received = vault.other.receive(shown.clone());
        if received.needs_control {
            // A changed epoch may be one that is only beginning; the relay is asked once.
            received = vault.other.receive(shown);
        }
        assert_eq!(texts(&received.opened), Vec::<String>::new(), "{name}");
        vault.other.caught_up();
        assert!(vault.other.is_behind(), "{name}");
        assert!(
            [Trouble::Altered, Trouble::Withheld].iter().any(|known| vault.other.troubles().contains(known)),
            "{name}: {:?}",
            vault.other.troubles()
        );
        vault.other.rewind();
        assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["tea", "coffee"], "{name}");
        vault.other.caught_up();
        assert!(!vault.other.is_behind(), "{name}");
    }
}

#[test]
fn a_head_forged_by_another_member_costs_nothing_but_itself() {
    let mut vault = Vault::new();
    let attacker = vault.third();
    vault.write("one");
    let (victim, writer) = (vault.one.me(), vault.one.writer());
    for sequence in [1, 2, 3, 50] {
        let forged = head(&attacker, victim, writer, sequence, b"forged");
        let entry = sealed_by(&attacker, &forged, b"forged", &mut vault.random);
        vault.hold(entry);
    }
    vault.write("two");
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(texts(&received.opened), ["one", "two"]);
    assert_eq!(troubles(&vault.other), [Trouble::Altered]);
    // To the victim it is a forgery too, and no sign that its own store was set back.
    let received = vault.one.receive(vault.log.clone());
    assert!(!received.set_back);
    assert_eq!(troubles(&vault.one), [Trouble::Altered]);
}

#[test]
fn no_member_can_take_the_name_of_anothers_chain_first() {
    let mut vault = Vault::new();
    let attacker = vault.third();
    let squatting = head(&attacker, attacker.me(), vault.one.writer(), 1, b"mine");
    let entry = sealed_by(&attacker, &squatting, b"mine", &mut vault.random);
    vault.hold(entry);
    vault.write("one");
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["one"]);
}

#[test]
fn an_entry_of_an_epoch_that_never_comes_does_not_stand_in_the_way() {
    let mut vault = Vault::new();
    let mut false_epoch = vault.write("one");
    vault.log.clear();
    false_epoch.head[5..9].copy_from_slice(&9_u32.to_le_bytes());
    vault.hold(false_epoch);
    vault.other_writes("two");
    let received = vault.one.receive(vault.log.clone());
    assert!(received.needs_control && received.opened.is_empty());
    let received = vault.one.receive(vault.log.clone());
    assert!(!received.needs_control);
    assert_eq!(texts(&received.opened), ["two"]);
    assert_eq!(troubles(&vault.one), [Trouble::Withheld]);
}

#[test]
fn what_lacks_its_predecessor_waits_for_it_even_over_a_restart() {
    let mut vault = Vault::new();
    let entries: Vec<_> = ["one", "two", "three"].map(|text| vault.write(text)).into();
    let received = vault.other.receive(stored(&[entries[0].clone(), entries[2].clone()]));
    assert_eq!(texts(&received.opened), ["one"]);
    vault.other.caught_up();
    assert_eq!(troubles(&vault.other), [Trouble::Withheld]);
    let mut other = Replica::restore(vault.other.state(), Vec::new()).unwrap();
    assert!(other.is_behind());
    other.rewind();
    assert_eq!(texts(&other.receive(vault.log).opened), ["two", "three"]);
    other.caught_up();
    assert_eq!(troubles(&other), []);
}

#[test]
fn entries_out_of_their_writers_order_are_noticed_and_taken_in_order() {
    let mut vault = Vault::new();
    let entries: Vec<_> = ["one", "two", "three"].map(|text| vault.write(text)).into();
    let shown = stored(&[entries[1].clone(), entries[2].clone(), entries[0].clone()]);
    assert_eq!(texts(&vault.other.receive(shown).opened), ["one", "two", "three"]);
    assert_eq!(troubles(&vault.other), [Trouble::Reordered]);
}

#[test]
fn an_entry_shown_a_second_time_is_noticed_and_changes_nothing() {
    let mut vault = Vault::new();
    let entry = vault.write("one");
    vault.hold(entry);
    vault.write("two");
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["one", "two"]);
    assert_eq!(troubles(&vault.other), [Trouble::Replayed]);
}

#[test]
fn fetching_everything_again_is_no_replay() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.other.receive(vault.log.clone());
    vault.other.rewind();
    vault.write("two");
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["two"]);
    assert_eq!(troubles(&vault.other), []);
}

#[test]
fn a_gap_in_the_relays_numbers_is_asked_for_once_and_then_noticed() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.other_writes("between");
    vault.write("two");
    let mut shown = vault.log.clone();
    shown.remove(1);
    let mut third = vault.third();
    assert!(third.receive(shown.clone()).gap);
    let received = third.receive(shown);
    assert!(!received.gap);
    assert_eq!(texts(&received.opened), ["two"]);
    third.caught_up();
    assert_eq!(troubles(&third), [Trouble::Withheld]);
    third.rewind();
    assert_eq!(texts(&third.receive(vault.log).opened), ["between"]);
    third.caught_up();
    assert_eq!(troubles(&third), []);
}

#[test]
fn a_relay_that_lost_its_end_and_grew_a_new_one_is_noticed() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.write("two");
    vault.other.receive(vault.log.clone());
    vault.log.truncate(1);
    vault.other_writes("three");
    vault.other_writes("four");
    assert!(vault.other.receive(vault.log.clone()).forgot);
}

#[test]
fn an_acknowledged_entry_must_be_shown_where_the_relay_said_it_is() {
    let mut vault = Vault::new();
    let entry = vault.write("one");
    vault.one.acknowledge_at(&[entry.id], &[Position(1)]);
    assert!(!vault.one.is_ahead_of(Position(1)));
    assert!(vault.one.is_ahead_of(Position(0)));
    vault.log.clear();
    vault.other_writes("another");
    assert!(vault.one.receive(vault.log.clone()).forgot);
}

#[test]
fn what_one_device_tells_of_and_the_relay_hides_is_missed() {
    let mut vault = Vault::new();
    let mut third = vault.third();
    vault.write("hidden");
    vault.other.receive(vault.log.clone());
    let told = vault.other.write(Clock(2), b"I have seen it", &mut vault.random).unwrap();
    let received = third.receive(stored(&[told]));
    assert_eq!(texts(&received.opened), ["I have seen it"]);
    assert!(third.caught_up());
    assert_eq!(troubles(&third), [Trouble::Withheld]);
    third.rewind();
    third.receive(vault.log);
    assert!(third.caught_up());
    assert_eq!(troubles(&third), []);
}

#[test]
fn two_histories_of_one_chain_are_noticed_when_two_devices_talk() {
    let mut vault = Vault::new();
    let mut third = vault.third();
    let mut twin = Replica::restore(vault.one.state(), Vec::new()).unwrap();
    let shown_to_other = vault.one.write(Clock(1), b"for you", &mut vault.random).unwrap();
    let shown_to_third = twin.write(Clock(1), b"for them", &mut vault.random).unwrap();
    vault.other.receive(stored(&[shown_to_other]));
    let told = vault.other.write(Clock(2), b"seen", &mut vault.random).unwrap();
    third.receive(stored(&[shown_to_third, told]));
    assert_eq!(troubles(&third), [Trouble::Forked]);
}

#[test]
fn an_erased_body_leaves_the_chain_verifiable() {
    let mut vault = Vault::new();
    let entry = vault.write("one");
    vault.write("two");
    let preimage = vault.one.erase_preimage(entry.id);
    assert_eq!(preimage.tag(), entry.erase_tag);
    vault.log[0].entry.body = Body::Erased(preimage);
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(texts(&received.opened), ["(erased)", "two"]);
    assert_eq!(troubles(&vault.other), []);
    // Only its author can make the proof.
    assert_ne!(vault.other.erase_preimage(entry.id), preimage);
}

#[test]
fn a_new_device_reads_the_past_and_a_removed_one_nothing_new() {
    let mut vault = Vault::new();
    vault.write("before");
    let mut third = vault.third();
    vault.write("while three");
    assert_eq!(texts(&third.receive(vault.log.clone()).opened), ["before", "while three"]);

    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    vault.other.follow(&removal).unwrap();
    third.follow(&removal).unwrap();
    vault.write("after");
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["before", "while three", "after"]);
    assert!(!third.is_member());
    assert_eq!(texts(&third.receive(vault.log.clone()).opened), Vec::<String>::new());
    assert_eq!(third.write(Clock(1), b"still here", &mut vault.random), Err(WriteError::Closed));
    assert_eq!(third.outbox_len(), 0);
}

#[test]
fn nothing_is_written_into_a_space_that_the_other_has_left() {
    let mut random = ChaCha12Rng::seed_from_u64(5);
    let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let seed = MemberSeed::random(&mut random);
    let guest = device(&one, &seed, Party::Invited);
    change(&mut one, Intent::Admit(guest), &mut random);
    let mut other = Replica::enter(seed, &one.records(), &mut random).unwrap();
    assert!(one.is_shared() && one.is_open() && other.is_open());
    let left = change(&mut other, Intent::Leave, &mut random);
    one.follow(&left).unwrap();
    assert!(one.other_has_left());
    assert_eq!(one.write(Clock(1), b"come back", &mut random), Err(WriteError::Closed));
    assert_eq!(other.write(Clock(1), b"no", &mut random), Err(WriteError::Closed));
}

#[test]
fn a_restored_device_goes_on_in_the_same_chain() {
    let mut vault = Vault::new();
    vault.write("one");
    let state = ReplicaState::from_bytes(&vault.one.state().to_bytes()).unwrap();
    let outbox: Vec<_> = vault.one.outbox().cloned().collect();
    let writer = vault.one.writer();
    vault.one = Replica::restore(state, outbox.clone()).unwrap();
    assert_eq!(vault.one.writer(), writer);
    assert_eq!(vault.one.outbox().cloned().collect::<Vec<_>>(), outbox);
    vault.write("two");
    let received = vault.other.receive(vault.log.clone());
    assert_eq!(texts(&received.opened), ["one", "two"]);
    assert!(received.opened.iter().all(|opened| opened.writer == writer));
}

#[test]
fn a_fresh_device_goes_on_from_a_checkpoint() {
    let mut vault = Vault::new();
    vault.write("one");
    let id = CheckpointId([1; 16]);
    assert!(vault.one.seal_checkpoint(id, b"state", &mut vault.random).is_none(), "unsent entries");
    let sent: Vec<_> = vault.one.outbox().map(|entry| entry.id).collect();
    vault.one.acknowledge(&sent);
    let (covers, sealed) = vault.one.seal_checkpoint(id, b"state", &mut vault.random).unwrap();
    assert_eq!(covers, Position(0), "its own entry was not shown to it yet");
    vault.write("two");

    let checkpoint = vault.other.open_checkpoint(id, &sealed).unwrap();
    assert_eq!(checkpoint.state, b"state");
    vault.other.start_from(&checkpoint);
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["two"]);
    assert_eq!(troubles(&vault.other), [], "what the checkpoint holds is no replay");
    assert_eq!(vault.other.frontier(), vault.one.frontier());
}

#[test]
fn a_checkpoint_altered_in_any_byte_or_put_elsewhere_is_not_used() {
    let mut vault = Vault::new();
    let id = CheckpointId([1; 16]);
    let (_, sealed) = vault.one.seal_checkpoint(id, b"state", &mut vault.random).unwrap();
    assert!(vault.other.open_checkpoint(id, &sealed).is_ok());
    for index in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[index] ^= 1;
        let opened = vault.other.open_checkpoint(id, &altered);
        assert_eq!(opened, Err(CheckpointError::Sealed(crypto::OpenError)), "byte {index}");
    }
    let elsewhere = vault.other.open_checkpoint(CheckpointId([2; 16]), &sealed);
    assert_eq!(elsewhere, Err(CheckpointError::Sealed(crypto::OpenError)));
}

#[test]
fn a_checkpoint_of_the_other_person_is_not_used() {
    let mut random = ChaCha12Rng::seed_from_u64(5);
    let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let seed = MemberSeed::random(&mut random);
    let intent = admitting(&one, &seed, Party::Invited);
    change(&mut one, intent, &mut random);
    let other = Replica::enter(seed, &one.records(), &mut random).unwrap();
    let id = CheckpointId([1; 16]);
    let (_, sealed) = one.seal_checkpoint(id, b"what I say you shared", &mut random).unwrap();
    assert_eq!(other.open_checkpoint(id, &sealed), Err(CheckpointError::Signature(crypto::SignatureError)));
}

#[test]
fn a_head_tells_of_many_chains_in_portions() {
    let mut vault = Vault::new();
    for _ in 0..400 {
        vault.one.begin_new_chain(&mut vault.random);
        let entry = vault.write("a chain of its own");
        vault.one.acknowledge(&[entry.id]);
    }
    vault.other.receive(vault.log.clone());
    for _ in 0..5 {
        let entry = vault.other.write(Clock(1), b"small", &mut vault.random).unwrap();
        assert_eq!(entry.check_size(), Ok(()));
    }
    assert_eq!(vault.other.news(), []);
}

#[test]
fn entries_are_handed_in_again_in_the_order_of_their_chain() {
    let mut vault = Vault::new();
    let mut entries: Vec<_> = ["one", "two", "three"].map(|text| vault.write(text)).into();
    vault.other.receive(vault.log.clone());
    entries.rotate_left(1);
    vault.other.hand_in_again(entries);
    let order: Vec<_> = vault.other.outbox().filter_map(|entry| vault.other.reopen(entry)).collect();
    assert_eq!(texts(&order), ["one", "two", "three"]);
}

#[test]
fn a_control_record_that_contradicts_a_known_one_is_refused() {
    let mut vault = Vault::new();
    let seed = MemberSeed::random(&mut vault.random);
    let mut twin = Replica::restore(vault.one.state(), Vec::new()).unwrap();
    change(&mut vault.one, Intent::Renew, &mut vault.random);
    let intent = admitting(&twin, &seed, Party::Founder);
    let contradicting = change(&mut twin, intent, &mut vault.random);
    assert_eq!(vault.one.follow(&contradicting), Err(crate::control::ControlError::OutOfPlace));
    let known = vault.one.records().last().cloned().unwrap();
    assert_eq!(vault.one.follow(&known), Ok(false));
    assert!(ControlRecord::from_bytes(&known).is_ok());
}
