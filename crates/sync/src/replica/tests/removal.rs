//! What counts of somebody who was taken out.

mod decisions;
mod keys;
mod laws;
mod settling;

use crypto::Sighting;

use super::*;
use crate::replica::Uncounted;

/// A vault of three devices; the third has written this many entries, which nobody has read.
fn vault_and_third(texts: &[&str]) -> (Vault, Replica, Vec<StoredEntry>) {
    let mut vault = Vault::new();
    let mut third = vault.third();
    let entries: Vec<Entry> =
        texts.iter().map(|text| third.write(Clock(1), text.as_bytes(), &mut vault.random).unwrap()).collect();
    third.acknowledge(&entries.iter().map(|entry| entry.id).collect::<Vec<_>>());
    (vault, third, stored(&entries))
}

fn sighting(replica: &Replica, writer: WriterId, sequence: u64) -> Sighting {
    let hash = replica.history_at(writer, Sequence(sequence)).1.unwrap();
    Sighting { writer, sequence: Sequence(sequence), hash }
}

/// Up to where the chain of somebody who went counts for a replica.
fn counted(replica: &Replica, author: MemberId, writer: WriterId) -> u64 {
    let cut = replica.cuts.get(&author).and_then(|chains| chains.get(&writer)).map(|cut| cut.hash);
    let counts = |sequence: &u64| {
        let known = replica.history_at(writer, Sequence(*sequence)).1;
        let hash = known.or(cut).unwrap_or(Head::NO_PREVIOUS);
        replica.counts_at(author, writer, (Sequence(*sequence), hash))
    };
    (1..=9).take_while(counts).count() as u64
}

#[test]
fn of_who_was_taken_out_counts_what_had_been_read_when_it_was_decided() {
    let (mut vault, third, log) = vault_and_third(&["read", "read too", "too late"]);
    vault.one.receive(log[..2].to_vec());
    vault.one.intend(Some(Intent::Remove(third.me())));
    vault.one.receive(log.clone());
    let record = vault.one.propose(&mut vault.random).unwrap().to_bytes();
    let mut stale =
        Replica::enter(vault.other.seed().clone(), &vault.other.records(), &mut vault.random).unwrap();
    vault.other.receive(log.clone());
    stale.receive(log[..2].to_vec());
    let one_writes = vault.one.writer();
    for replica in [&mut vault.one, &mut vault.other, &mut stale] {
        assert_eq!((replica.former_members(), replica.has_uncounted()), (0, false));
        assert_eq!(replica.follow(&record), Ok(true));
        assert_eq!(replica.former_members(), 1);
        assert_eq!(counted(replica, third.me(), third.writer()), 2);
        assert_eq!(counted(replica, third.me(), WriterId([7; 16])), 0, "a chain that nobody had read");
        assert_eq!(replica.counted_of(third.writer()), Some(Sequence(2)));
        assert_eq!(replica.counted_of(one_writes), None);
    }
    assert!(vault.one.has_uncounted() && vault.other.has_uncounted() && !stale.has_uncounted());
    let (author, writer) = (third.me(), third.writer());
    let beyond = Uncounted { author, writer, counted: Sequence(2), known: Sequence(3) };
    assert_eq!((vault.other.uncounted(), stale.uncounted()), (vec![beyond], vec![]));
    // What does not count stands in no checkpoint.
    let id = CheckpointId([1; 16]);
    let (_, sealed) = vault.other.seal_checkpoint(id, b"state", &mut vault.random).unwrap();
    let checkpoint = stale.open_checkpoint(id, &sealed);
    // It stands on a control record that both know.
    let checkpoint = checkpoint.unwrap();
    assert!(checkpoint.holds(third.writer(), Sequence(2)) && !checkpoint.holds(third.writer(), Sequence(3)));
    assert_eq!(
        checkpoint.chains.get(&third.writer()).unwrap().hash,
        sighting(&stale, third.writer(), 2).hash
    );
}

#[test]
fn a_second_member_that_goes_is_a_second_former_one() {
    let (mut vault, third, _) = vault_and_third(&[]);
    let other = vault.other.me();
    change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    change(&mut vault.one, Intent::Remove(other), &mut vault.random);
    assert_eq!(vault.one.former_members(), 2);
    assert!(!vault.one.has_uncounted());
}

#[test]
fn another_history_of_a_chain_than_the_one_that_was_read_counts_nothing() {
    let (mut vault, third, log) = vault_and_third(&["shown to one"]);
    vault.one.receive(log);
    let forked = head(&third, third.me(), third.writer(), 1, b"shown to the other");
    let forked = sealed_by(&third, &forked, b"shown to the other", &mut vault.random);
    assert_eq!(texts(&vault.other.receive(stored(&[forked])).opened), ["shown to the other"]);
    let record = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    vault.other.follow(&record).unwrap();
    assert_eq!(counted(&vault.one, third.me(), third.writer()), 1);
    assert_eq!(counted(&vault.other, third.me(), third.writer()), 0);
    assert!(vault.other.has_uncounted());
}

#[test]
fn what_those_who_stay_have_said_before_counts_however_little_the_last_record_says() {
    let (mut vault, third, log) = vault_and_third(&["one", "two", "three"]);
    vault.one.receive(log[..2].to_vec());
    let said = change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.other.follow(&said).unwrap();
    vault.other.receive(log[..1].to_vec());
    for read in [Vec::new(), vec![sighting(&vault.other, third.writer(), 1)]] {
        let records = vault.other.records();
        let mut remover = Replica::enter(vault.other.seed().clone(), &records, &mut vault.random).unwrap();
        remover.intend_as_read(Intent::Remove(third.me()), read);
        let record = remover.propose(&mut vault.random).unwrap().to_bytes();
        remover.follow(&record).unwrap();
        assert_eq!(counted(&remover, third.me(), third.writer()), 2);
    }
}

#[test]
fn what_who_goes_has_said_of_itself_and_what_is_said_later_extend_nothing() {
    let (mut vault, mut third, log) = vault_and_third(&["one", "two", "three"]);
    let said = change(&mut third, Intent::Renew, &mut vault.random);
    vault.one.follow(&said).unwrap();
    vault.one.receive(log[..1].to_vec());
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    vault.other.follow(&said).unwrap();
    vault.other.follow(&removal).unwrap();
    vault.one.receive(log);
    let later = change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.other.follow(&later).unwrap();
    for replica in [&vault.one, &vault.other] {
        assert_eq!(counted(replica, third.me(), third.writer()), 1);
    }
}

#[test]
fn a_record_that_has_read_more_than_one_before_says_more() {
    let (mut vault, third, log) = vault_and_third(&["one", "two", "three"]);
    vault.one.receive(log[..1].to_vec());
    change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.one.receive(log);
    change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    assert_eq!(counted(&vault.one, third.me(), third.writer()), 3);
}

#[test]
fn what_was_read_is_told_of_every_chain_that_holds_something_in_their_order() {
    let (mut vault, third, log) = vault_and_third(&["one", "two"]);
    assert_eq!(vault.one.read_so_far(&[]), []);
    vault.one.receive(log);
    vault.write("own");
    let told: Vec<_> = vault.one.read_so_far(&[]).iter().map(|told| (told.writer, told.sequence)).collect();
    let mut expected = [(third.writer(), Sequence(2)), (vault.one.writer(), Sequence(1))];
    expected.sort();
    assert_eq!(told, expected);
    assert_eq!(
        vault.one.read_so_far(&[])[usize::from(told[1].0 == third.writer())],
        sighting(&vault.one, third.writer(), 2)
    );
}

#[test]
fn where_there_are_too_many_chains_those_of_who_goes_are_told_first() {
    const CHAINS: usize = 260;
    let (mut vault, mut third, _) = vault_and_third(&[]);
    let written = vault.other_writes("the only one");
    let mut entries = vec![written];
    for _ in 0..CHAINS {
        entries.extend((0..2).map(|_| third.write(Clock(1), b"one of many", &mut vault.random).unwrap()));
        let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
        third.acknowledge(&ids);
        third.begin_new_chain(&mut vault.random);
    }
    vault.one.receive(stored(&entries));
    let (other, other_writes) = (vault.other.me(), vault.other.writer());
    let tells = |first: &[MemberId]| {
        let told = vault.one.read_so_far(first);
        assert_eq!(told.len(), 256);
        assert!(told.is_sorted_by_key(|told| told.writer));
        told.iter().any(|told| told.writer == other_writes)
    };
    assert!(tells(&[other]) && !tells(&[third.me()]) && !tells(&[]));
}

#[test]
fn who_is_taken_out_by_an_intent() {
    let mut random = ChaCha12Rng::seed_from_u64(1);
    let vault = Vault::new();
    let admit = device(&vault.one, &MemberSeed::random(&mut random), Party::Founder);
    let exchange = |remove| Intent::Exchange { admit: admit.clone(), remove };
    let gone = MemberId([1; 16]);
    for (intent, takes_out, anybody) in [
        (Intent::Remove(gone), true, true),
        (exchange(vec![gone]), true, true),
        (exchange(Vec::new()), true, false),
        (Intent::Admit(admit.clone()), false, false),
        (Intent::Renew, false, false),
        (Intent::Leave, false, false),
    ] {
        assert_eq!((intent.takes_out(), intent.takes_out_anybody()), (takes_out, anybody), "{intent:?}");
    }
}

/// A device that has not heard of a removal may have been told by the one who went to take out somebody else.
#[test]
fn what_was_wanted_of_the_members_is_wanted_anew_once_somebody_is_taken_out() {
    let (mut vault, third, _) = vault_and_third(&[]);
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    let stayer = vault.one.me();
    vault.other.intend(Some(Intent::Remove(stayer)));
    vault.other.follow(&removal).unwrap();
    assert_eq!(vault.other.intent(), None);
    assert_eq!(vault.other.propose(&mut vault.random), None);
    // What takes nobody out stays wanted.
    let (mut vault, third, _) = vault_and_third(&[]);
    vault.other.intend(Some(Intent::Renew));
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    vault.other.follow(&removal).unwrap();
    assert_eq!(vault.other.intent(), Some(&Intent::Renew));
    // And so does a removal, where nobody has gone.
    let (mut vault, third, _) = vault_and_third(&[]);
    vault.other.intend(Some(Intent::Remove(third.me())));
    let renewal = change(&mut vault.one, Intent::Renew, &mut vault.random);
    vault.other.follow(&renewal).unwrap();
    assert_eq!(vault.other.intent(), Some(&Intent::Remove(third.me())));
}
