//! What the samples are made of, with fixed seeds.

use crypto::{ErasePreimage, EraseTag, MemberSeed, Signature, SigningKey, VerifyingKey};
use minicbor::bytes::ByteVec;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    Body, ControlRecord, Entry, EntryId, Member, MemberKind, Party, Position, RequestId, SpaceId,
    StoredEntry,
    frame::{BoxId, CheckpointId, CheckpointSummary, Trim, Verification, checkpoint_hash},
    parcel::{Parcel, Part},
};

pub(crate) const REQUEST: RequestId = RequestId(1000);
pub(crate) const SPACE: SpaceId = SpaceId([1; 32]);
pub(crate) const ENTRY: EntryId = EntryId([2; 16]);
pub(crate) const PREIMAGE: ErasePreimage = ErasePreimage([3; 32]);
pub(crate) const CHECKPOINT: CheckpointId = CheckpointId([4; 16]);
pub(crate) const BOX: BoxId = BoxId([5; 32]);
pub(crate) const SUMMARY: CheckpointSummary = CheckpointSummary {
    checkpoint: CHECKPOINT,
    covers: Position(300),
    pieces: 2,
    size_bytes: 70_000,
    verification: None,
};

pub(crate) fn verification() -> Verification {
    let key = SigningKey::from_seed(&[7; 32]);
    Verification::sign(&key, SPACE, CHECKPOINT, Position(300), checkpoint_hash(b"sealed checkpoint"))
}

pub(crate) fn trim() -> Trim {
    let base = CheckpointSummary { verification: Some(verification()), ..SUMMARY };
    Trim { after: Position(299), base }
}

pub(crate) fn verifying_key() -> VerifyingKey {
    SigningKey::from_seed(&[7; 32]).verifying_key()
}

pub(crate) fn signature() -> Signature {
    SigningKey::from_seed(&[7; 32]).sign(sync::frame::AUTHENTICATE, &[b"audience", b"challenge"])
}

pub(crate) fn entry() -> Entry {
    Entry {
        id: ENTRY,
        head: b"sealed head".to_vec(),
        body: Body::Sealed(b"sealed body".to_vec()),
        erase_tag: PREIMAGE.tag(),
    }
}

pub(crate) fn erased_entry() -> Entry {
    Entry { id: EntryId([9; 16]), body: Body::Erased(PREIMAGE), erase_tag: EraseTag([10; 32]), ..entry() }
}

pub(crate) fn parcel() -> Parcel {
    let records = vec![ByteVec::from(control_chain().founded.to_bytes())];
    Parcel::new(vec![Part { space: SPACE, records, entries: vec![entry(), erased_entry()] }])
}

pub(crate) fn stored() -> Vec<StoredEntry> {
    vec![
        StoredEntry { position: Position(23), entry: entry() },
        StoredEntry { position: Position(24), entry: erased_entry() },
    ]
}

pub(crate) struct ControlChain {
    pub(crate) founded: ControlRecord,
    pub(crate) joined: ControlRecord,
    pub(crate) left: ControlRecord,
}

/// A space with a paper device, which a second person joins and leaves; signed with fixed seeds.
pub(crate) fn control_chain() -> ControlChain {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let [founder, paper, invited] = [[1; 32], [2; 32], [3; 32]].map(MemberSeed::from_bytes);
    let (founded, epoch) = ControlRecord::found(&founder, &[(&paper, MemberKind::Paper)], &mut random);
    let mut members = founded.members.clone();
    members.push(Member::of(&invited, founded.space, Party::Invited, MemberKind::Device));
    let (joined, _) = founded.rotate(&founder, members, &epoch, &mut random).expect("valid keys");
    let left = joined.leave(&invited);
    ControlChain { founded, joined, left }
}

/// A state like a vault's: records by name, some with a second name, one that stood there just before.
pub(crate) fn state() -> Vec<u8> {
    let mut encoder = minicbor::Encoder::new(Vec::new());
    write_state(&mut encoder).expect("writing to memory cannot fail");
    encoder.into_writer()
}

fn write_state(
    encoder: &mut minicbor::Encoder<Vec<u8>>,
) -> Result<(), minicbor::encode::Error<core::convert::Infallible>> {
    encoder.array(3)?.null()?.f64(0.5)?.map(20)?;
    for number in 0..20_u8 {
        let name = [number; 16];
        let other = if number % 4 == 0 { [200 + number; 16] } else { name };
        encoder.bytes(&name)?.array(4)?.bytes(&other)?.u64(u64::from(number) << 24)?;
        encoder.bytes(&[7; 16])?.str("what comes again and again")?;
    }
    Ok(())
}
