//! Chains of heads: exactly the honest ones are accepted.

use crypto::{
    Clock, EraseTag, Hash, Head, HeadError, MemberId, Sequence, Sighting, Signature, SignatureError,
    SigningKey, WriterId, verify_run,
};
use proptest::prelude::*;

const SPACE: &[u8] = b"space";

fn key() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

/// The head after `after` in the chain of writer 7.
fn next(after: Option<&Head>) -> Head {
    let sequence = after.map_or(1, |head| head.sequence.0 + 1);
    Head {
        author: MemberId([4; 16]),
        writer: WriterId([7; 16]),
        sequence: Sequence(sequence),
        previous: after.map_or(Head::NO_PREVIOUS, |head| head.hash(SPACE)),
        clock: Clock(1000 + sequence),
        body: Head::body_hash(SPACE, &sequence.to_le_bytes()),
        seen: vec![
            Sighting { writer: WriterId([8; 16]), sequence: Sequence(sequence), hash: Hash([1; 32]) },
            Sighting { writer: WriterId([9; 16]), sequence: Sequence(5), hash: Hash([2; 32]) },
        ],
        erases: EraseTag([3; 32]),
        signature: Signature([0; 64]),
    }
    .signed(SPACE, &key())
}

fn chain(length: usize) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for _ in 0..length {
        heads.push(next(heads.last()));
    }
    heads
}

fn verify(heads: &[Head]) -> Result<(Sequence, Hash), HeadError> {
    verify_run(SPACE, &key().verifying_key(), None, heads)
}

/// What is altered, and how.
type Alteration = (&'static str, fn(&mut Head));

/// Every way to alter one field of a head.
#[expect(clippy::indexing_slicing, reason = "the heads of these tests have two sightings")]
fn alterations() -> Vec<Alteration> {
    vec![
        ("author", |head| head.author.0[0] ^= 1),
        ("writer", |head| head.writer.0[15] ^= 1),
        ("sequence", |head| head.sequence.0 += 1),
        ("previous", |head| head.previous.0[31] ^= 0x80),
        ("clock", |head| head.clock.0 ^= 1),
        ("body", |head| head.body.0[0] ^= 1),
        ("seen: writer", |head| head.seen[0].writer.0[0] ^= 1),
        ("seen: sequence", |head| head.seen[0].sequence.0 += 1),
        ("seen: hash", |head| head.seen[1].hash.0[0] ^= 1),
        ("seen: one left out", |head| head.seen.truncate(1)),
        ("seen: none", |head| head.seen.clear()),
        ("seen: order", |head| head.seen.reverse()),
        ("seen: one more", |head| head.seen.push(head.seen[0])),
    ]
}

#[test]
fn an_honest_chain_is_accepted_from_its_beginning_and_from_the_middle() {
    let heads = chain(5);
    let end = (Sequence(5), heads[4].hash(SPACE));
    assert_eq!(verify(&heads), Ok(end));
    for cut in 1..5 {
        let after = (heads[cut - 1].sequence, heads[cut - 1].hash(SPACE));
        assert_eq!(verify(&heads[..cut]), Ok(after));
        assert_eq!(verify_run(SPACE, &key().verifying_key(), Some(after), &heads[cut..]), Ok(end));
    }
}

#[test]
fn every_field_is_signed() {
    let head = next(None);
    assert_eq!(head.verify(SPACE, &key().verifying_key()), Ok(()));
    for (field, alter) in alterations() {
        let mut altered = head.clone();
        alter(&mut altered);
        assert_ne!(altered.hash(SPACE), head.hash(SPACE), "{field}");
        assert_eq!(altered.verify(SPACE, &key().verifying_key()), Err(SignatureError), "{field}");
    }
    assert_eq!(head.verify(b"other space", &key().verifying_key()), Err(SignatureError));
    assert_eq!(head.verify(SPACE, &SigningKey::from_seed(&[2; 32]).verifying_key()), Err(SignatureError));
    for bit in 0..512 {
        let mut altered = head.clone();
        altered.signature.0[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(altered.verify(SPACE, &key().verifying_key()), Err(SignatureError), "signature bit {bit}");
    }
}

/// The last signature vouches for everything before it.
#[test]
fn an_altered_field_anywhere_in_a_run_is_found() {
    let heads = chain(4);
    assert!(verify(&heads).is_ok());
    for position in 0..heads.len() {
        for (field, alter) in alterations() {
            let mut altered = heads.clone();
            alter(&mut altered[position]);
            let found = verify(&altered).unwrap_err();
            let last = position + 1 == heads.len();
            let expected = match field {
                "author" | "writer" => HeadError::Stranger,
                "sequence" => HeadError::Gap {
                    expected: Sequence(position as u64 + 1),
                    found: Sequence(position as u64 + 2),
                },
                "previous" => HeadError::Forked(Sequence(position as u64 + 1)),
                _ if last => HeadError::Signature(SignatureError),
                _ => HeadError::Forked(Sequence(position as u64 + 2)),
            };
            assert_eq!(found, expected, "{field} of head {}", position + 1);
        }
    }
}

#[test]
fn another_chains_run_does_not_continue_this_one() {
    let heads = chain(3);
    let after = (heads[0].sequence, heads[0].hash(SPACE));
    let public = key().verifying_key();
    assert!(verify_run(SPACE, &public, Some(after), &heads[1..]).is_ok());

    let forked = Some((heads[0].sequence, Hash([9; 32])));
    assert_eq!(verify_run(SPACE, &public, forked, &heads[1..]), Err(HeadError::Forked(Sequence(2))));
    let gap = HeadError::Gap { expected: Sequence(1), found: Sequence(2) };
    assert_eq!(verify_run(SPACE, &public, None, &heads[1..]), Err(gap));
    assert_eq!(verify_run(b"other", &public, None, &heads), Err(HeadError::Forked(Sequence(2))));
    let stranger = SigningKey::from_seed(&[3; 32]).verifying_key();
    assert_eq!(verify_run(SPACE, &stranger, None, &heads), Err(HeadError::Signature(SignatureError)));
    assert_eq!(verify_run(SPACE, &public, None, &[] as &[Head]), Err(HeadError::Stranger));
}

#[test]
fn nothing_follows_the_last_of_all_numbers() {
    let mut head = next(None);
    head.sequence = Sequence(u64::MAX);
    head.previous = Hash([5; 32]);
    let head = head.signed(SPACE, &key());
    let public = key().verifying_key();
    let before = Some((Sequence(u64::MAX - 1), Hash([5; 32])));
    assert!(verify_run(SPACE, &public, before, core::slice::from_ref(&head)).is_ok());

    let end = Some((Sequence(u64::MAX), Hash([5; 32])));
    let refused = HeadError::Gap { expected: Sequence(u64::MAX), found: Sequence(u64::MAX) };
    assert_eq!(verify_run(SPACE, &public, end, &[head]), Err(refused));
}

#[test]
fn a_body_is_bound_to_its_space() {
    assert_eq!(Head::body_hash(b"space", b"body"), Head::body_hash(b"space", b"body"));
    assert_ne!(Head::body_hash(b"space", b"body"), Head::body_hash(b"other", b"body"));
    assert_ne!(Head::body_hash(b"space", b"body"), Head::body_hash(b"spaceb", b"ody"));
}

#[test]
fn a_head_travels_as_it_is() {
    let head = next(None);
    let bytes = minicbor::to_vec(&head).unwrap();
    assert_eq!(minicbor::decode::<Head>(&bytes).unwrap(), head);
    for length in 0..bytes.len() {
        assert!(minicbor::decode::<Head>(&bytes[..length]).is_err(), "{length} bytes");
    }
}

proptest! {
    /// Whatever is done to the order of a run, it is accepted only if nothing was done.
    #[test]
    fn exactly_honest_runs_are_accepted(length in 1_usize..12, picks in prop::collection::vec(0_usize..12, 1..14)) {
        let heads = chain(length);
        let run: Vec<Head> = picks.iter().filter_map(|pick| heads.get(*pick).cloned()).collect();
        let honest = !run.is_empty() && run.iter().zip(1..).all(|(head, number)| head.sequence.0 == number);
        prop_assert_eq!(verify(&run).is_ok(), honest);
        let prefix = picks[0].clamp(1, length);
        prop_assert!(verify(&heads[..prefix]).is_ok());
    }

    #[test]
    fn garbage_is_no_head(garbage in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(minicbor::decode::<Head>(&garbage).is_err());
    }
}
