//! A member whom an empty relay does not know brings it the whole control chain, however long.

use crypto::MemberSeed;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::{
    Audience, Direct,
    limits::{GUARDED_REQUESTS_BURST, ServiceLimits},
    store::memory::MemoryStore,
};
use sync::{
    ControlRecord, Device, Member, MemberKind, Party, Refusal, Replica, SpaceId, device::Event,
    frame::Challenge,
};

const AUDIENCE: &str = "relay.example";

/// Longer than what a relay takes of a stranger at once, and than what it takes in the half minute after that.
const RECORDS: u32 = GUARDED_REQUESTS_BURST + 80;

/// How often a device that was refused tries again, in milliseconds.
const RETRY_MS: u64 = 30_000;

/// A member that the last of many records lets in.
fn last_to_come(random: &mut ChaCha12Rng) -> Replica {
    let founder = MemberSeed::random(random);
    let (mut newest, mut key) = ControlRecord::found(&founder, &[], random);
    let mut records = vec![newest.to_bytes()];
    let seed = MemberSeed::random(random);
    let last = Member::of(&seed, newest.space, Party::Founder, MemberKind::Device);
    for number in 2..=RECORDS {
        let comes = (number == RECORDS).then(|| last.clone());
        let mut members: Vec<_> = newest.members.iter().cloned().chain(comes).collect();
        members.sort_by_key(|member| member.keys.id());
        (newest, key) = newest.rotate(&founder, members, &key, random).expect("valid keys");
        records.push(newest.to_bytes());
    }
    Replica::enter(seed, &records, random).expect("it was let in")
}

/// Exchanges messages until nobody has anything to say. Returns what the relay refused.
fn settle(
    relay: &mut Direct<MemoryStore>,
    connection: relay::ConnectionId,
    (device, space): (&mut Device, SpaceId),
    now_ms: u64,
    random: &mut ChaCha12Rng,
) -> Vec<Refusal> {
    let mut refused = Vec::new();
    loop {
        let mut moved = false;
        while let Some(bytes) = device.poll_output() {
            relay.handle(now_ms, connection, &bytes);
            moved = true;
        }
        relay.settle(now_ms);
        for bytes in relay.take_sent(now_ms, connection) {
            device.handle_message(now_ms, &bytes, random);
            moved = true;
        }
        while let Some(event) = device.poll_event() {
            match event {
                Event::Refused { space: Some(of), refusal } if of == space => refused.push(refusal),
                Event::WantsLog { space } => device.offer(space, Vec::new(), random),
                Event::Denied { .. } | Event::Broken => panic!("{event:?}"),
                _ => {}
            }
        }
        if !moved {
            return refused;
        }
    }
}

#[test]
fn a_chain_that_is_longer_than_a_relay_takes_at_once_is_brought_bit_by_bit() {
    let random = &mut ChaCha12Rng::seed_from_u64(41);
    let replica = last_to_come(random);
    let space = replica.space();
    let mut relay = Direct::new(MemoryStore::default(), ServiceLimits::default());
    let mut now_ms = 0;
    let connection = relay.connect(now_ms, Audience::new(AUDIENCE), Challenge([7; 32]));
    let mut device = Device::new();
    device.add(replica, random);
    device.connected(now_ms, AUDIENCE);
    let refused = settle(&mut relay, connection, (&mut device, space), now_ms, random);
    assert_eq!(refused, [Refusal::TooMany]);
    assert!(!device.is_caught_up(space));
    let mut rounds = 0;
    while !device.is_caught_up(space) {
        rounds += 1;
        assert!(rounds < 20, "the chain is not brought to its end");
        now_ms += RETRY_MS;
        device.retry(random);
        settle(&mut relay, connection, (&mut device, space), now_ms, random);
    }
    assert!(rounds > 1, "the rest went at once");
    assert_eq!(device.replica(space).map(Replica::control_number), Some(u64::from(RECORDS)));
}
