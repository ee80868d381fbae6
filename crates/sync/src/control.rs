//! Who belongs to a space: a signed, linear chain of control records.
//!
//! Each record states the whole membership after it and, when the epoch changes, hands the new epoch's key to every member.
//! The relay orders the records (compare and swap on the head) and reads from them which keys may open the space; devices
//! verify every record. A relay that shows two devices different chains is found out by the heads that writers sign.
//!
//! Rules, checked by [`ControlRecord::verify_successor`] on both sides:
//! - the author belongs to the space before the record, and signs it;
//! - number and `previous` continue the chain;
//! - a party changes only its own members; the one exception is the founder's party, which may add the first member of
//!   the second party (that is a join, after both compared safety words);
//! - a party that leaves, leaves as a whole, and never comes back;
//! - the epoch goes up by one with every record of one who stays, and its key is handed to every member; it stays when
//!   a party leaves, because who leaves must not choose the key of who stays. Who stays rotates next;
//! - whoever is let in has keys that can be sealed to, so that nobody can block every later rotation;
//! - a record has one encoding only, so that what is stored is what is hashed.
//!
//! What the rules cannot see is whether the handed boxes hold the same key: an author can lock members out, which every
//! such member notices, but cannot read anything by it.

use crypto::{
    Context, CryptoRng, EpochKey, EpochNumber, Hash, MemberId, MemberKeys, MemberSeed, OpenError, SealedBox,
    Signature, SymmetricKey,
};
use zeroize::Zeroizing;

use crate::{
    SpaceId,
    frame::{FrameError, decode, encode},
    limits,
    small::SmallSet,
};

const RECORD: Context = Context("counterpoint 1 control record");
const FOUNDING: Context = Context("counterpoint 1 space id");
const HAND_OVER: Context = Context("counterpoint 1 epoch key for a member");

crypto::fixed_bytes! {
    /// Makes one founder's spaces different.
    FoundingSalt, 16
}

/// One of the people in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum Party {
    /// Who founded the space; in a vault, its only person.
    #[n(0)]
    Founder,
    /// Who was invited.
    #[n(1)]
    Invited,
}

impl Party {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Founder => Self::Invited,
            Self::Invited => Self::Founder,
        }
    }
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum MemberKind {
    /// A device.
    #[n(0)]
    Device,
    /// Recovery words on paper.
    #[n(1)]
    Paper,
}

/// A member of a space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct Member {
    /// Its public keys.
    #[n(0)]
    pub keys: MemberKeys,
    /// Whose it is.
    #[n(1)]
    pub party: Party,
    /// What it is.
    #[n(2)]
    pub kind: MemberKind,
}

/// An epoch's key, sealed to one member.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct HandedKey {
    /// To whom.
    #[n(0)]
    pub member: MemberId,
    /// The sealed key.
    #[n(1)]
    pub sealed: SealedBox,
}

/// One link of a space's control chain.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ControlRecord {
    /// The space.
    #[n(0)]
    pub space: SpaceId,
    /// Position in the chain, counted from 1.
    #[n(1)]
    pub number: u64,
    /// Hash of the record before; zeros for the first.
    #[n(2)]
    pub previous: Hash,
    /// The epoch that holds after this record.
    #[n(3)]
    pub epoch: EpochNumber,
    /// Everybody who belongs to the space after this record, in the order of their ids.
    #[n(4)]
    pub members: Vec<Member>,
    /// The key of a new epoch for each member, in the order of their ids; empty if the epoch stays.
    #[n(5)]
    pub handed: Vec<HandedKey>,
    /// The key of the epoch before, wrapped under the new one; empty in the first record or if the epoch stays.
    #[cbor(n(6), with = "minicbor::bytes")]
    pub previous_key: Vec<u8>,
    /// Used once, in the first record; zeros in every other.
    #[n(7)]
    pub salt: FoundingSalt,
    /// Whether the second party has ever belonged to the space. Who left never comes back: a new link is a new space.
    #[n(8)]
    pub joined: bool,
    /// The member that signs.
    #[n(9)]
    pub author: MemberId,
    /// Its signature over all of the above.
    #[n(10)]
    pub signature: Signature,
}

/// Why a control record is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ControlError {
    /// The bytes are no record.
    #[error("the control record cannot be read")]
    Unreadable(#[from] FrameError),
    /// It does not continue the chain: another space, number or predecessor.
    #[error("the control record does not continue the chain")]
    OutOfPlace,
    /// Its author is not a member, or the signature is wrong.
    #[error("the control record is not signed by a member")]
    NotSigned,
    /// The members are not sorted, or repeated, none or too many, or one is let in whom nobody can seal to.
    #[error("the list of members is malformed")]
    Members,
    /// A party touched what is not its own.
    #[error("the author may not make this change of members")]
    NotAllowed,
    /// The epoch did not move as the change demands, or the keys for it are missing.
    #[error("the epoch does not move as this change demands")]
    Epoch,
}

/// The record as bytes that travel.
impl ControlRecord {
    /// Hash of nothing: the predecessor of the first record.
    pub const NO_PREVIOUS: Hash = Hash([0; 32]);

    const NO_SALT: FoundingSalt = FoundingSalt([0; FoundingSalt::LENGTH]);

    /// The encoded record.
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    /// Decodes a record; nothing is verified yet.
    ///
    /// # Errors
    /// [`ControlError::Unreadable`] if the bytes are too many or malformed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ControlError> {
        if bytes.len() > limits::CONTROL_RECORD_BYTES_MAX {
            return Err(FrameError::TooLarge(bytes.len()).into());
        }
        let record: Self = decode(bytes)?;
        // Another encoding of the same record would carry bytes that no signature covers.
        if record.to_bytes() != bytes {
            return Err(FrameError::Malformed.into());
        }
        Ok(record)
    }

    /// The hash that the next record names and the signature covers.
    pub fn hash(&self) -> Hash {
        let unsigned = Self { signature: Signature([0; 64]), ..self.clone() };
        RECORD.hash(&[&unsigned.to_bytes()])
    }

    /// The member with this id.
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.keys.id() == id)
    }

    /// The members of one party.
    pub fn party(&self, party: Party) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.party == party)
    }
}

/// Making records.
impl ControlRecord {
    /// Founds a space: `author` and `others` (say, a paper device) are its first members. Returns the key of the first
    /// epoch too.
    ///
    /// # Errors
    /// [`OpenError`] if one of the others' keys is invalid.
    pub fn found(
        author: &MemberSeed,
        others: Vec<Member>,
        random: &mut impl CryptoRng,
    ) -> Result<(Self, EpochKey), OpenError> {
        let keys = author.keys();
        let salt = FoundingSalt::random(random);
        let epoch = EpochKey::random(EpochNumber::FIRST, random);
        let author_id = keys.id();
        let mut members = others;
        members.push(Member { keys: keys.clone(), party: Party::Founder, kind: MemberKind::Device });
        let record = Self {
            space: founded(&keys, salt),
            number: 1,
            previous: Self::NO_PREVIOUS,
            epoch: epoch.number,
            members: sorted(members),
            handed: Vec::new(),
            previous_key: Vec::new(),
            salt,
            joined: false,
            author: author_id,
            signature: Signature([0; 64]),
        };
        Ok((record.handing(&epoch, random)?.signed(author), epoch))
    }

    /// The successor of this record with other members and a new epoch, whose key is returned too. `current` is the key
    /// of this record's epoch, wrapped for those who stay.
    ///
    /// # Errors
    /// [`OpenError`] if a member's key is invalid.
    pub fn rotate(
        &self,
        author: &MemberSeed,
        members: Vec<Member>,
        current: &EpochKey,
        random: &mut impl CryptoRng,
    ) -> Result<(Self, EpochKey), OpenError> {
        let epoch = EpochKey::random(self.epoch.next(), random);
        let previous_key = epoch.wrap_previous(current, &[self.space.as_bytes()], random).0;
        let joined = self.joined || members.iter().any(|member| member.party == Party::Invited);
        let members = sorted(members);
        let record = Self { members, epoch: epoch.number, previous_key, joined, ..self.succeeding(author) };
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
            previous_key: Vec::new(),
            salt: Self::NO_SALT,
            joined: self.joined,
            author: author.keys().id(),
            signature: Signature([0; 64]),
        }
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

/// Verifying records.
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
        if self.epoch != EpochNumber::FIRST || !self.previous_key.is_empty() || !self.hands_to_all() {
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
            next.epoch == self.epoch && next.handed.is_empty() && next.previous_key.is_empty()
        } else {
            Some(next.epoch.0) == self.epoch.0.checked_add(1)
                && next.hands_to_all()
                && !next.previous_key.is_empty()
        };
        if epoch_moves { Ok(()) } else { Err(ControlError::Epoch) }
    }

    /// The key of this record's new epoch, if the record hands it to `member`.
    ///
    /// # Errors
    /// [`OpenError`] if it hands nothing to this member or the box does not open.
    pub fn handed_key(&self, member: &MemberSeed) -> Result<EpochKey, OpenError> {
        let id = member.keys().id();
        let handed = self.handed.iter().find(|handed| handed.member == id).ok_or(OpenError)?;
        let place = hand_over_place(self.space, self.epoch, id);
        let secret = Zeroizing::new(member.opening_key().open(HAND_OVER, &place, &handed.sealed)?);
        let secret = Zeroizing::new(<[u8; 32]>::try_from(secret.as_slice()).map_err(|_| OpenError)?);
        Ok(EpochKey { number: self.epoch, secret: SymmetricKey::from_bytes(*secret) })
    }

    /// The key of the epoch before this record's, opened with this record's key.
    ///
    /// # Errors
    /// [`OpenError`] if there is none or it does not open.
    pub fn unwrap_previous(&self, current: &EpochKey) -> Result<EpochKey, OpenError> {
        let before = self.epoch.0.checked_sub(1).filter(|number| *number > 0).ok_or(OpenError)?;
        current.unwrap_previous(EpochNumber(before), &[self.space.as_bytes()], &self.previous_key)
    }

    /// `known` were let in by an earlier record, which checked their keys.
    fn check_members(&self, known: &[Member]) -> Result<(), ControlError> {
        let ids: Vec<MemberId> = self.members.iter().map(|member| member.keys.id()).collect();
        let verifying: SmallSet<_> = self.members.iter().map(|member| member.keys.verifying).collect();
        let well_formed = ids.is_sorted_by(|one, other| one < other)
            && verifying.len() == ids.len()
            && !ids.is_empty()
            && ids.len() <= limits::MEMBERS_MAX
            && self
                .members
                .iter()
                .all(|member| known.contains(member) || member.keys.sealing.check().is_ok());
        if well_formed { Ok(()) } else { Err(ControlError::Members) }
    }

    fn check_change(&self, next: &Self, author: Party) -> Result<(), ControlError> {
        let other = author.other();
        let before: Vec<_> = self.party(other).collect();
        let after: Vec<_> = next.party(other).collect();
        let joins = author == Party::Founder && before.is_empty() && after.len() == 1 && !self.joined;
        let remembers = next.joined == (self.joined || next.party(Party::Invited).next().is_some());
        if (before == after || joins) && remembers { Ok(()) } else { Err(ControlError::NotAllowed) }
    }

    fn hands_to_all(&self) -> bool {
        self.handed.iter().map(|handed| handed.member).eq(self.members.iter().map(|member| member.keys.id()))
    }

    fn check_signature(&self, author: &Member) -> Result<(), ControlError> {
        author.keys.verifying.verify_hash(self.hash(), &self.signature).map_err(|_| ControlError::NotSigned)
    }
}

fn founded(keys: &MemberKeys, salt: FoundingSalt) -> SpaceId {
    SpaceId(FOUNDING.hash(&[keys.verifying.as_bytes(), keys.sealing.as_bytes(), salt.as_bytes()]).0)
}

fn hand_over_place(space: SpaceId, epoch: EpochNumber, member: MemberId) -> Vec<u8> {
    [space.as_bytes().as_slice(), &epoch.0.to_le_bytes(), member.as_bytes()].concat()
}

fn sorted(mut members: Vec<Member>) -> Vec<Member> {
    members.sort_by_key(|member| member.keys.id());
    members
}
