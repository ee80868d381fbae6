//! Entries as somebody with the keys may make them, from heads that may be somebody else's.

use super::*;

pub(super) fn sealed_by(replica: &Replica, head: &Head, body: &[u8], random: &mut ChaCha12Rng) -> Entry {
    let id = EntryId::of(head, &replica.space);
    sealed_as(replica, id, head, body, random)
}

pub(super) fn sealed_as(
    replica: &Replica,
    id: EntryId,
    head: &Head,
    body: &[u8],
    random: &mut ChaCha12Rng,
) -> Entry {
    let epoch = replica.epochs.get(&replica.control().epoch).unwrap();
    let erase_tag = head.erases;
    let place = place(&replica.space, &id, &erase_tag.0);
    Entry {
        id,
        head: Entry::seal_head(epoch, &place, encode(head), random),
        body: Body::Sealed(epoch.seal(Part::Body, &place, body.to_vec(), random).0),
        erase_tag,
    }
}

/// An entry as it was signed, sealed anew by somebody else beside a tag of which they have the proof.
pub(super) fn as_if_erased(replica: &Replica, entry: &Entry, random: &mut ChaCha12Rng) -> Entry {
    erased_under(replica, &replica.open_head(entry).unwrap(), entry, random)
}

/// The same with the tag inside the head as well: it has the same name, and its signature is not the author's any more.
pub(super) fn as_if_erased_by_its_head(replica: &Replica, entry: &Entry, random: &mut ChaCha12Rng) -> Entry {
    let mut head = replica.open_head(entry).unwrap();
    head.erases = replica.erase_preimage(entry.id).tag();
    erased_under(replica, &head, entry, random)
}

fn erased_under(replica: &Replica, head: &Head, entry: &Entry, random: &mut ChaCha12Rng) -> Entry {
    let id = EntryId::of(head, &replica.space);
    let preimage = replica.erase_preimage(entry.id);
    let tag = preimage.tag();
    let epoch = replica.epochs.get(&replica.control().epoch).unwrap();
    let place = place(&replica.space, &id, &tag.0);
    Entry {
        id,
        head: Entry::seal_head(epoch, &place, encode(head), random),
        body: Body::Erased(preimage),
        erase_tag: tag,
    }
}

pub(super) fn head(
    replica: &Replica,
    author: MemberId,
    writer: WriterId,
    sequence: u64,
    body: &[u8],
) -> Head {
    let mut head = Head {
        author,
        writer,
        sequence: Sequence(sequence),
        previous: if sequence == 1 { Head::NO_PREVIOUS } else { Hash([7; 32]) },
        clock: Clock(9),
        body: Head::body_hash(replica.space.as_bytes(), body),
        seen: Vec::new(),
        erases: EraseTag([0; 32]),
        signature: Signature([0; 64]),
    };
    sign(replica, &mut head);
    head
}

pub(super) fn sign(replica: &Replica, head: &mut Head) {
    let id = EntryId::of(head, &replica.space);
    head.erases = replica.seed.erase_key().tag(id.as_bytes());
    *head = head.clone().signed(replica.space.as_bytes(), &replica.seed.signing_key());
}
