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
//! - who signs stays, unless its party leaves or another member takes the place of its only one;
//! - the epoch goes up by one with every record of one who stays, and its key is handed to every member; it stays when
//!   a party leaves, because who leaves must not choose the key of who stays. Who stays rotates next;
//! - whoever is let in has keys that can be sealed to, so that nobody can block every later rotation, and has signed with them
//!   what it is in this space, so that nobody is made a member of a space that they have not heard of;
//! - a record has one encoding only, so that what is stored is what is hashed.
//!
//! What the rules cannot see is whether the handed boxes hold the key. The record commits to it, so every member sees whether
//! what it was handed is that key and who handed it; one that was handed another can make a new epoch without it.

mod making;
mod member;
mod verifying;

use crypto::{
    Context, EpochKey, EpochNumber, Hash, HistoryWords, MemberId, MemberKeys, SealedBox, Sighting, Signature,
};

pub use member::{Member, MemberKind, Party};

use crate::{
    SpaceId,
    frame::{FrameError, decode, encode},
    limits,
};

const RECORD: Context = Context("counterpoint 1 control record");
const FOUNDING: Context = Context("counterpoint 1 space id");
const HAND_OVER: Context = Context("counterpoint 1 epoch key for a member");
const EPOCH_KEY: Context = Context("counterpoint 1 epoch key commitment");

crypto::fixed_bytes! {
    /// Makes one founder's spaces different.
    FoundingSalt, 16
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

/// The key of an earlier epoch, in an envelope under a later one's.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct EarlierKey {
    /// Which epoch's.
    #[n(0)]
    pub epoch: EpochNumber,
    /// The envelope.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub wrapped: Vec<u8>,
}

/// What the author of a record knows and passes on to those who belong to the space after it.
#[derive(Debug, Clone, Default)]
pub struct Known<'k> {
    /// Keys of earlier epochs, the newest first.
    pub keys: Vec<&'k EpochKey>,
    /// How far it has read each chain, in order of writer. Of those who go, nothing beyond this counts.
    pub frontier: Vec<Sighting>,
}

impl<'k> From<&'k EpochKey> for Known<'k> {
    fn from(key: &'k EpochKey) -> Self {
        Self { keys: vec![key], frontier: Vec::new() }
    }
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
    /// Keys of earlier epochs under the new one, the newest first: that of the epoch before, and others that no record leads to.
    /// What its author lacks is missing. Empty in the first record or if the epoch stays.
    #[n(6)]
    pub earlier_keys: Vec<EarlierKey>,
    /// Used once, in the first record; zeros in every other.
    #[n(7)]
    pub salt: FoundingSalt,
    /// Whether the second party has ever belonged to the space. Who left never comes back: a new link is a new space.
    #[n(8)]
    pub joined: bool,
    /// The member that signs.
    #[n(9)]
    pub author: MemberId,
    /// Its signature over everything else.
    #[n(10)]
    pub signature: Signature,
    /// Commits to the epoch's key: what is handed as this key and is another is refused, and its author known.
    #[n(11)]
    pub epoch_key: Hash,
    /// How far its author had read each chain, in an envelope under the new epoch's key: of those who go with this record, nothing
    /// beyond it counts. Empty if the author has read nothing, in the first record, and if the epoch stays.
    #[cbor(n(12), with = "minicbor::bytes")]
    pub frontier: Vec<u8>,
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
    /// One is let in who has not signed that it is this in this space.
    #[error("a member has not proved that it has its keys")]
    Possession,
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

    /// Words for this record and all before it: the same wherever the same record is known.
    pub fn words(&self) -> HistoryWords {
        HistoryWords::of(&[self.space.as_bytes(), &self.number.to_le_bytes(), &self.hash().0])
    }

    /// The members of one party.
    pub fn party(&self, party: Party) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.party == party)
    }
}

fn founded(keys: &MemberKeys, salt: FoundingSalt) -> SpaceId {
    SpaceId(FOUNDING.hash(&[keys.verifying.as_bytes(), keys.sealing.as_bytes(), salt.as_bytes()]).0)
}

fn commitment(space: SpaceId, key: &EpochKey) -> Hash {
    EPOCH_KEY.hash(&[space.as_bytes(), &key.number.0.to_le_bytes(), key.secret.expose()])
}

fn frontier_place<'p>(space: &'p SpaceId, epoch: &'p [u8; 4]) -> [&'p [u8]; 2] {
    [space.as_bytes(), epoch]
}

fn hand_over_place(space: SpaceId, epoch: EpochNumber, member: MemberId) -> Vec<u8> {
    [space.as_bytes().as_slice(), &epoch.0.to_le_bytes(), member.as_bytes()].concat()
}

fn sorted(mut members: Vec<Member>) -> Vec<Member> {
    members.sort_by_key(|member| member.keys.id());
    members
}
