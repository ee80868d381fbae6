//! Verifying records, and opening what they hand over.

use crypto::{EpochKey, EpochNumber, MemberId, MemberSeed, OpenError, Part, Sighting, SymmetricKey};
use zeroize::Zeroizing;

use super::{
    ControlError, ControlRecord, HAND_OVER, Member, Party, commitment, founded, frontier_place,
    hand_over_place,
};
use crate::{frame::decode, limits, small::SmallSet};

impl ControlRecord {
    /// Verifies the first record of a chain: it founds exactly the space it names.
    ///
    /// # Errors
    /// [`ControlError`] naming the first rule that is broken.
    pub fn verify_first(&self) -> Result<(), ControlError> {
        let author = self.member(self.author).ok_or(ControlError::NotSigned)?;
        if self.space != founded(&author.keys, self.salt)
            || self.number != 1
            || self.previous != Self::NO_PREVIOUS
        {
            return Err(ControlError::OutOfPlace);
        }
        self.check_members(&[])?;
        if self.joined || self.members.iter().any(|member| member.party != Party::Founder) {
            return Err(ControlError::NotAllowed);
        }
        if self.epoch != EpochNumber::FIRST || !self.has_nothing_of_before() || !self.hands_to_all() {
            return Err(ControlError::Epoch);
        }
        self.check_signature(author)
    }

    /// Verifies that `next` may follow this record.
    ///
    /// # Errors
    /// [`ControlError`] naming the first rule that is broken.
    pub fn verify_successor(&self, next: &Self) -> Result<(), ControlError> {
        let in_place = next.space == self.space
            && Some(next.number) == self.number.checked_add(1)
            && next.previous == self.hash()
            && next.salt == Self::NO_SALT;
        if !in_place {
            return Err(ControlError::OutOfPlace);
        }
        let author = self.member(next.author).ok_or(ControlError::NotSigned)?;
        next.check_signature(author)?;
        let leaves = next.party(author.party).next().is_none();
        if !leaves || !next.members.is_empty() {
            next.check_members(&self.members)?;
        }
        self.check_change(next, author.party)?;
        let epoch_moves = if leaves {
            next.epoch == self.epoch
                && next.epoch_key == self.epoch_key
                && next.handed.is_empty()
                && next.has_nothing_of_before()
        } else {
            Some(next.epoch.0) == self.epoch.0.checked_add(1)
                && next.hands_to_all()
                && next.wraps_earlier_keys()
        };
        if epoch_moves { Ok(()) } else { Err(ControlError::Epoch) }
    }

    /// The key of this record's new epoch, if the record hands it to `member`.
    ///
    /// # Errors
    /// [`OpenError`] if it hands nothing to this member, the box does not open, or what it holds is not the key that the record
    /// commits to.
    pub fn handed_key(&self, member: &MemberSeed) -> Result<EpochKey, OpenError> {
        let id = member.keys().id();
        let handed = self.handed.iter().find(|handed| handed.member == id).ok_or(OpenError)?;
        let place = hand_over_place(self.space, self.epoch, id);
        let secret = Zeroizing::new(member.opening_key().open(HAND_OVER, &place, &handed.sealed)?);
        let secret = Zeroizing::new(<[u8; 32]>::try_from(secret.as_slice()).map_err(|_| OpenError)?);
        let key = EpochKey { number: self.epoch, secret: SymmetricKey::from_bytes(*secret) };
        if self.begins_with(&key) { Ok(key) } else { Err(OpenError) }
    }

    /// Whether this is the key of the epoch that holds after this record.
    pub fn begins_with(&self, key: &EpochKey) -> bool {
        key.number == self.epoch && self.epoch_key == commitment(self.space, key)
    }

    /// The key of an earlier epoch, opened with this record's key. Whether it is the key to which that epoch's record commits,
    /// [`ControlRecord::begins_with`] says.
    ///
    /// # Errors
    /// [`OpenError`] if it is not among the earlier keys or does not open.
    pub fn earlier_key(&self, epoch: EpochNumber, current: &EpochKey) -> Result<EpochKey, OpenError> {
        let mut earlier = self.earlier_keys.iter().filter(|_| current.number == self.epoch);
        let earlier = earlier.find(|earlier| earlier.epoch == epoch).ok_or(OpenError)?;
        current.unwrap_previous(epoch, &[self.space.as_bytes()], &earlier.wrapped)
    }

    /// How far its author had read each chain, opened with this record's key. Nothing if it says nothing, or nothing that can be
    /// read.
    pub fn frontier(&self, key: &EpochKey) -> Vec<Sighting> {
        let place = &self.epoch.0.to_le_bytes();
        let text = key.open(Part::Frontier, &frontier_place(&self.space, place), &self.frontier);
        text.ok().and_then(|text| decode(&text).ok()).unwrap_or_default()
    }

    /// `known` were let in by an earlier record, which checked their keys.
    fn check_members(&self, known: &[Member]) -> Result<(), ControlError> {
        let ids: Vec<MemberId> = self.members.iter().map(|member| member.keys.id()).collect();
        let verifying: SmallSet<_> = self.members.iter().map(|member| member.keys.verifying).collect();
        let well_formed = ids.is_sorted_by(|one, other| one < other)
            && verifying.len() == ids.len()
            && !ids.is_empty()
            && ids.len() <= limits::MEMBERS_MAX;
        let mut new = self.members.iter().filter(|member| !known.contains(member));
        if !well_formed || new.clone().any(|member| member.keys.sealing.check().is_err()) {
            return Err(ControlError::Members);
        }
        if new.all(|member| member.is_of(self.space)) { Ok(()) } else { Err(ControlError::Possession) }
    }

    fn has_nothing_of_before(&self) -> bool {
        self.earlier_keys.is_empty() && self.frontier.is_empty()
    }

    fn wraps_earlier_keys(&self) -> bool {
        let epochs = || self.earlier_keys.iter().map(|earlier| earlier.epoch);
        epochs().is_sorted_by(|one, other| one > other)
            && epochs().all(|epoch| (EpochNumber::FIRST..self.epoch).contains(&epoch))
            && self.earlier_keys.len() <= limits::EARLIER_KEYS_MAX
    }

    fn check_change(&self, next: &Self, author: Party) -> Result<(), ControlError> {
        let other = author.other();
        let before: Vec<_> = self.party(other).collect();
        let after: Vec<_> = next.party(other).collect();
        let joins = author == Party::Founder && before.is_empty() && after.len() == 1 && !self.joined;
        let remembers = next.joined == (self.joined || next.party(Party::Invited).next().is_some());
        if (before == after || joins) && remembers && self.author_stays(next, author) {
            Ok(())
        } else {
            Err(ControlError::NotAllowed)
        }
    }

    /// Whether the author belongs to the space afterwards. It need not if its whole party goes, or if it was its party's only member
    /// and another one takes its place.
    fn author_stays(&self, next: &Self, party: Party) -> bool {
        let after = next.party(party).count();
        next.member(next.author).is_some() || after == 0 || (after == 1 && self.party(party).count() == 1)
    }

    fn hands_to_all(&self) -> bool {
        self.handed.iter().map(|handed| handed.member).eq(self.members.iter().map(|member| member.keys.id()))
    }

    fn check_signature(&self, author: &Member) -> Result<(), ControlError> {
        author.keys.verifying.verify_hash(self.hash(), &self.signature).map_err(|_| ControlError::NotSigned)
    }
}
