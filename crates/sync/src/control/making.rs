//! Making records.

use crypto::{CryptoRng, EpochKey, EpochNumber, MemberSeed, OpenError, Part, Sighting, Signature};

use super::{
    ControlRecord, EarlierKey, FoundingSalt, HAND_OVER, HandedKey, Known, Member, MemberKind, Party,
    commitment, founded, frontier_place, hand_over_place, sorted,
};
use crate::frame::encode;

impl ControlRecord {
    /// Founds a space: `author` and `others` (say, recovery words) are its first members. Returns the key of the first
    /// epoch too.
    pub fn found(
        author: &MemberSeed,
        others: &[(&MemberSeed, MemberKind)],
        random: &mut impl CryptoRng,
    ) -> (Self, EpochKey) {
        let salt = FoundingSalt::random(random);
        let epoch = EpochKey::random(EpochNumber::FIRST, random);
        let keys = author.keys();
        let (space, author_id) = (founded(&keys, salt), keys.id());
        let all = others.iter().copied().chain([(author, MemberKind::Device)]);
        let members = all.map(|(seed, kind)| Member::of(seed, space, Party::Founder, kind)).collect();
        let record = Self {
            space,
            number: 1,
            previous: Self::NO_PREVIOUS,
            epoch: epoch.number,
            members: sorted(members),
            handed: Vec::new(),
            earlier_keys: Vec::new(),
            salt,
            joined: false,
            author: author_id,
            signature: Signature([0; 64]),
            epoch_key: commitment(space, &epoch),
            frontier: Vec::new(),
        };
        let record = record.handing(&epoch, random).expect("keys that follow from seeds can be sealed to");
        (record.signed(author), epoch)
    }

    /// The successor of this record with other members and a new epoch, whose key is returned too. What is known is passed on to the
    /// members, and to nobody else.
    ///
    /// # Errors
    /// [`OpenError`] if a member's key is invalid.
    pub fn rotate<'k>(
        &self,
        author: &MemberSeed,
        members: Vec<Member>,
        known: impl Into<Known<'k>>,
        random: &mut impl CryptoRng,
    ) -> Result<(Self, EpochKey), OpenError> {
        let Known { keys, frontier } = known.into();
        let epoch = EpochKey::random(self.epoch.next(), random);
        let wrap = |key: &&EpochKey| EarlierKey {
            epoch: key.number,
            wrapped: epoch.wrap_previous(key, &[self.space.as_bytes()], random).0,
        };
        let record = Self {
            earlier_keys: keys.iter().map(wrap).collect(),
            joined: self.joined || members.iter().any(|member| member.party == Party::Invited),
            members: sorted(members),
            epoch: epoch.number,
            epoch_key: commitment(self.space, &epoch),
            frontier: self.sealed_frontier(&frontier, &epoch, random),
            ..self.succeeding(author)
        };
        Ok((record.handing(&epoch, random)?.signed(author), epoch))
    }

    /// The successor of this record by which the author's whole party leaves.
    pub fn leave(&self, author: &MemberSeed) -> Self {
        let id = author.keys().id();
        let party = self.member(id).map(|member| member.party);
        let members = self.members.iter().filter(|member| Some(member.party) != party).cloned().collect();
        Self { members, ..self.succeeding(author) }.signed(author)
    }

    fn succeeding(&self, author: &MemberSeed) -> Self {
        Self {
            space: self.space,
            number: self.number.saturating_add(1),
            previous: self.hash(),
            epoch: self.epoch,
            members: self.members.clone(),
            handed: Vec::new(),
            earlier_keys: Vec::new(),
            salt: Self::NO_SALT,
            joined: self.joined,
            author: author.keys().id(),
            signature: Signature([0; 64]),
            epoch_key: self.epoch_key,
            frontier: Vec::new(),
        }
    }

    fn sealed_frontier(
        &self,
        frontier: &[Sighting],
        epoch: &EpochKey,
        random: &mut impl CryptoRng,
    ) -> Vec<u8> {
        if frontier.is_empty() {
            return Vec::new();
        }
        let text = encode(&frontier.to_vec());
        epoch
            .seal(Part::Frontier, &frontier_place(&self.space, &epoch.number.0.to_le_bytes()), text, random)
            .0
    }

    fn handing(mut self, epoch: &EpochKey, random: &mut impl CryptoRng) -> Result<Self, OpenError> {
        let mut handed = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let id = member.keys.id();
            let place = hand_over_place(self.space, epoch.number, id);
            let sealed = member.keys.sealing.seal(HAND_OVER, &place, epoch.secret.expose(), random)?;
            handed.push(HandedKey { member: id, sealed });
        }
        self.handed = handed;
        Ok(self)
    }

    fn signed(mut self, author: &MemberSeed) -> Self {
        self.signature = author.signing_key().sign_hash(self.hash());
        self
    }
}
