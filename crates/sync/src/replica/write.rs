//! Writing: seal, chain, sign, and put into the outbox.

use crypto::{Clock, CryptoRng, EpochKey, EraseTag, Head, Part, Sequence, Sighting, Signature};

use super::{CONTROL_CHAIN, Replica};
use crate::{Body, Entry, EntryId, SpaceId, entry::EntryTooLarge, frame::encode, small::SmallMap};

/// How many other chains one head tells of, so that it stays below [`crate::limits::HEAD_BYTES_MAX`].
const SIGHTINGS_MAX: usize = 128;

/// Why an entry was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// It breaks a limit.
    #[error("the entry is too large")]
    TooLarge(#[from] EntryTooLarge),
    /// This device does not belong to the space any more, or the other person has left it.
    #[error("the space is closed to this device")]
    Closed,
}

impl Replica {
    /// Writes `body` at `clock` and puts the entry into the outbox.
    ///
    /// # Errors
    /// [`WriteError`]; nothing has changed then.
    pub fn write(
        &mut self,
        clock: Clock,
        body: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<Entry, WriteError> {
        if self.is_open() { self.write_as_yet(clock, body, random) } else { Err(WriteError::Closed) }
    }

    /// The same, whether or not this device belongs to the space by what it knows: the record that says so may be on its way.
    pub(super) fn write_as_yet(
        &mut self,
        clock: Clock,
        body: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<Entry, WriteError> {
        // Who was handed a wrong key writes on under the last right one, and hands in when there is another.
        let epoch = self.epochs.last_key_value().map(|(_, key)| key).ok_or(WriteError::Closed)?;
        let seen = self.news();
        let mut head = Head {
            author: self.me,
            writer: self.own.writer,
            sequence: Sequence(self.own.sequence.0.saturating_add(1)),
            previous: self.own.hash,
            clock,
            body: Head::body_hash(self.space.as_bytes(), body),
            seen,
            erases: EraseTag([0; 32]),
            signature: Signature([0; 64]),
        };
        let id = EntryId::of(&head, &self.space);
        head.erases = self.erase_key().tag(id.as_bytes());
        let head = head.signed(self.space.as_bytes(), &self.seed.signing_key());
        let hash = head.hash(self.space.as_bytes());
        let entry = self.seal(epoch, id, &head, body, random);
        entry.check_size()?;
        self.own.told.extend(head.seen.iter().map(|sighting| (sighting.writer, sighting.sequence)));
        super::chains::remember(&mut self.own.recent, self.own.hash);
        self.own.sequence = head.sequence;
        self.own.hash = hash;
        self.outbox.push_back(entry.clone());
        Ok(entry)
    }

    fn seal(
        &self,
        epoch: &EpochKey,
        id: EntryId,
        head: &Head,
        body: &[u8],
        random: &mut impl CryptoRng,
    ) -> Entry {
        let erase_tag = head.erases;
        let place = place(&self.space, &id, &erase_tag.0);
        let place: Vec<&[u8]> = place.to_vec();
        Entry {
            id,
            head: Entry::seal_head(epoch, &place, encode(head), random),
            body: Body::Sealed(epoch.seal(Part::Body, &place, body.to_vec(), random).0),
            erase_tag,
        }
    }

    /// Puts entries that the relay lacks into the outbox, before this device's newer ones. They may come in any order: a store
    /// keeps them by name.
    pub(crate) fn hand_in_again(&mut self, entries: Vec<Entry>) {
        let ordered: SmallMap<_, _> = entries
            .into_iter()
            .filter_map(|entry| self.open_head(&entry).map(|head| ((head.writer, head.sequence), entry)))
            .collect();
        for entry in ordered.into_values().rev() {
            self.outbox.push_front(entry);
        }
    }

    /// The proof with which the relay erases the body of one of this member's entries.
    pub fn erase_preimage(&self, entry: EntryId) -> crypto::ErasePreimage {
        self.erase_key().preimage(entry.as_bytes())
    }

    fn erase_key(&self) -> crypto::EraseKey {
        self.seed.erase_key()
    }

    /// What the own chain has not yet told of other chains; the next head tells what does not fit into this one.
    pub(super) fn news(&self) -> Vec<Sighting> {
        let told = |writer| self.own.told.get(writer).copied();
        let mut news: SmallMap<_, _> = self
            .chains
            .iter()
            .filter(|(writer, chain)| told(writer) != Some(chain.sequence))
            .map(|(writer, chain)| {
                (*writer, Sighting { writer: *writer, sequence: chain.sequence, hash: chain.hash })
            })
            .collect();
        let control = self.control();
        if told(&CONTROL_CHAIN) != Some(Sequence(control.number)) {
            let sequence = Sequence(control.number);
            news.insert(CONTROL_CHAIN, Sighting { writer: CONTROL_CHAIN, sequence, hash: control.hash() });
        }
        news.into_values().take(SIGHTINGS_MAX).collect()
    }
}

/// What an entry's envelopes are bound to.
pub(super) fn place<'a>(space: &'a SpaceId, id: &'a EntryId, erase_tag: &'a [u8; 32]) -> [&'a [u8]; 3] {
    [space.as_bytes(), id.as_bytes(), erase_tag]
}
