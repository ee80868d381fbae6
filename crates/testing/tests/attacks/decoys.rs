//! C2: vaults that somebody founded with the victim's recovery words as a member, for recovery to land in.

use std::sync::Arc;

use client::{Outcome, Problem};
use crypto::MemberSeed;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::store::{Change, Day, Store};
use sync::{
    ClientFrame, ControlRecord, Member, MemberKind, Refusal, RelayFrame, Replica, RequestId, SpaceId,
};
use testing::{
    people::World,
    scenes::{cards, recover, write_card},
};

use crate::thief::{Thief, as_stored, paper_of, try_words};

/// What anybody knows of the victim's words who has seen the vault's first control record.
fn public_half(world: &World, words: &[String]) -> Member {
    let vault = Thief::new(world, paper_of(words)).locate()[0];
    let members = crate::thief::head(&world.disk, vault).members;
    members.into_iter().find(|member| member.kind == MemberKind::Paper).unwrap()
}

/// A space whose id sorts before the victim's, with the victim's words as a member.
fn decoy(attacker: &MemberSeed, words: &Member, before: SpaceId, nth: u64) -> ControlRecord {
    let mut random = ChaCha12Rng::seed_from_u64(nth);
    loop {
        let placeholder = MemberSeed::random(&mut random);
        let (mut record, _) =
            ControlRecord::found(attacker, &[(&placeholder, MemberKind::Paper)], &mut random);
        if record.space >= before {
            continue;
        }
        let id = placeholder.keys().id();
        for member in record.members.iter_mut().filter(|member| member.keys.id() == id) {
            *member = words.clone();
        }
        for handed in record.handed.iter_mut().filter(|handed| handed.member == id) {
            handed.member = words.keys.id();
        }
        record.members.sort_by_key(|member| member.keys.id());
        record.handed.sort_by_key(|handed| handed.member);
        record.signature = attacker.signing_key().sign_hash(record.hash());
        return record;
    }
}

/// A relay that keeps what no honest one takes.
fn keep(world: &mut World, record: &ControlRecord) {
    let change =
        Change::Create { space: record.space, control: as_stored(record, &record.members), day: Day(20_000) };
    assert!(world.disk.commit(&[Arc::new(change)])[0].is_ok());
}

fn world(seed: u64) -> (World, Vec<String>, SpaceId, Member) {
    let mut world = World::new(seed, 2);
    let words = world.create_vault(0, "Noor");
    write_card(&mut world, 0, "The true vault");
    let vault = Thief::new(&world, paper_of(&words)).locate()[0];
    let public = public_half(&world, &words);
    (world, words, vault, public)
}

#[test]
fn nobody_founds_a_space_with_a_member_who_has_not_signed_it() {
    let (world, _, vault, public) = world(211);
    let attacker = MemberSeed::from_bytes([3; 32]);
    let record = decoy(&attacker, &public, vault, 0);
    let mut thief = Thief::new(&world, attacker);
    let answer = thief.ask(&ClientFrame::Create { request: RequestId(8), record: record.to_bytes() });
    assert!(
        matches!(answer, RelayFrame::Refused { refusal: Refusal::BadControl, .. }),
        "an honest relay refuses it: {answer:?}"
    );
}

#[test]
fn recovery_never_lands_in_a_vault_that_somebody_else_founded() {
    let (mut world, words, vault, public) = world(210);
    let attacker = MemberSeed::from_bytes([3; 32]);
    let record = decoy(&attacker, &public, vault, 0);
    keep(&mut world, &record);
    recover(&mut world, 1, &words);
    write_card(&mut world, 1, "Written after recovery");
    world.pass(60_000);
    assert_eq!(cards(&world, 1), ["Written after recovery", "The true vault"]);
    assert!(Replica::enter(attacker, &[record.to_bytes()], &mut ChaCha12Rng::seed_from_u64(1)).is_err());
}

#[test]
fn decoys_do_not_hide_the_vault_however_many_there_are() {
    for count in [60, 70, 300] {
        let (mut world, words, vault, public) = world(220);
        let attacker = MemberSeed::from_bytes([3; 32]);
        for nth in 0..count {
            keep(&mut world, &decoy(&attacker, &public, vault, nth + 1));
        }
        let id = client::CommandId(900);
        let command = client::command::Door::Recover {
            words: words.join(" "),
            passphrase: testing::people::PASSPHRASE.into(),
            relay: testing::people::RELAY.into(),
        };
        world.send(1, id, command.into());
        for _ in 0..400 {
            if world.reply(1, id).is_some() {
                break;
            }
            world.pass(2_000);
        }
        let reply = world.reply(1, id).cloned();
        assert_eq!(reply, Some(client::Reply::Done(Outcome::Done)), "{count} decoys");
        world.pass(5_000);
        assert_eq!(cards(&world, 1), ["The true vault"], "{count} decoys");
    }
}

#[test]
fn words_that_are_in_no_vault_find_none() {
    let (mut world, ..) = world(221);
    assert_eq!(try_words(&mut world, 1, &crate::thief::intruders_words()), Err(Problem::NoVaultFound));
}
