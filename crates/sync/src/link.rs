//! Linking two people: an invite, a rendezvous on the relay, and words that both compare.
//!
//! ```text
//!  inviter                          rendezvous box                           joiner
//!    invite (256-bit secret) ────────── by link or QR code ──────────────────►
//!    offer: space, commitment ──► slot 0 ──────────────────────────────────►
//!                                 slot 1 ◄── acceptance: the member, nonce
//!    reveal: nonce ─────────────► slot 2 ──────────────────────────────────►
//!    words = hash(offer, acceptance, reveal)      words = hash(offer, acceptance, reveal)
//!                     both read them to each other: they are the same
//!                                 slot 3 ◄── confirmation, signed
//!    adds the member, new epoch
//!    welcome ───────────────────► slot 4 ──────────────────────────────────► enters the space
//! ```
//! Every message is sealed under a key that only the invite's secret gives, so the relay reads none of it. Whoever got hold of
//! the invite and stands between the two must commit to its own keys before it sees what the words will depend on: one guess in
//! 2³³. A slot is written once, so an invite works once.
//!
//! A person lets another device of their own into their vault in the same way ([`LinkKind::Device`]): they are both people, the
//! space is their vault, and the device that joins is a member of their own party.

mod invite;
#[cfg(test)]
mod tests;

use crypto::{CryptoRng, Hash, MemberId, MemberSeed, SafetyWords, Signature};

use crate::{
    Member, MemberKind, SpaceId,
    frame::{decode, encode},
};

pub use invite::{Invite, InviteError, InviteSecret, LinkKind};

const OFFER: u8 = 0;
const ACCEPTANCE: u8 = 1;
const REVEAL: u8 = 2;
const CONFIRMED: u8 = 3;
const WELCOME: u8 = 4;

crypto::fixed_bytes! {
    /// What one side adds to the safety words.
    Nonce, 32
}

/// Why a rendezvous failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// A message does not open, cannot be read, or contradicts what was committed to.
    #[error("a message of the rendezvous was altered")]
    Altered,
}

#[derive(minicbor::Encode, minicbor::Decode)]
struct Offer {
    #[n(0)]
    space: SpaceId,
    #[n(1)]
    inviter: MemberId,
    #[n(2)]
    commitment: Hash,
    #[n(3)]
    name: String,
}

#[derive(minicbor::Encode, minicbor::Decode)]
struct Acceptance {
    #[n(0)]
    member: Member,
    #[n(1)]
    nonce: Nonce,
    #[n(2)]
    name: String,
}

/// A message to put into a slot of the box.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BoxMessage {
    /// Which slot.
    #[n(0)]
    pub slot: u8,
    /// The sealed message.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub message: Vec<u8>,
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing yet.
    Wait,
    /// A message is to be put into the box.
    Put(BoxMessage),
    /// The words can be compared; a message may have to be put first.
    Compare(Option<BoxMessage>),
    /// The other has confirmed too: the inviter is to admit this member to the space.
    Admit(Box<Member>),
    /// The inviter has admitted this device: it can enter the space.
    Enter(SpaceId),
}

/// The inviter's side. It can be stored and continued.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Inviting {
    /// The invite.
    #[n(0)]
    pub invite: Invite,
    #[n(1)]
    nonce: Nonce,
    #[cbor(n(2), with = "minicbor::bytes")]
    offer: Vec<u8>,
    #[cbor(n(3), with = "minicbor::bytes")]
    acceptance: Option<Vec<u8>>,
    #[n(4)]
    own_confirmed: bool,
    #[n(5)]
    other_confirmed: bool,
    #[cbor(n(6), default)]
    sent: Vec<BoxMessage>,
}

/// The joiner's side. It can be stored and continued.
#[derive(Clone, minicbor::Encode, minicbor::Decode)]
pub struct Joining {
    /// The invite.
    #[n(0)]
    pub invite: Invite,
    #[cbor(n(1), with = "minicbor::bytes")]
    seed: [u8; 32],
    #[cbor(n(2), with = "minicbor::bytes")]
    acceptance: Option<Vec<u8>>,
    #[cbor(n(3), with = "minicbor::bytes")]
    offer: Option<Vec<u8>>,
    #[n(4)]
    reveal: Option<Nonce>,
    #[n(5)]
    confirmed: bool,
    #[cbor(n(6), default)]
    sent: Vec<BoxMessage>,
    #[n(7)]
    nonce: Nonce,
    #[n(8)]
    name: String,
}

impl Inviting {
    /// Begins: the offer for the box's first slot.
    pub fn begin(
        invite: Invite,
        space: SpaceId,
        inviter: MemberId,
        name: String,
        random: &mut impl CryptoRng,
    ) -> (Self, BoxMessage) {
        let nonce = Nonce::random(random);
        let commitment = commitment(invite.kind, &nonce, space, inviter);
        let offer = encode(&Offer { space, inviter, commitment, name });
        let mut inviting = Self {
            invite,
            nonce,
            offer: offer.clone(),
            acceptance: None,
            own_confirmed: false,
            other_confirmed: false,
            sent: Vec::new(),
        };
        let message = inviting.put(OFFER, offer, random);
        (inviting, message)
    }

    /// The space that is offered.
    pub fn space(&self) -> Option<SpaceId> {
        decode::<Offer>(&self.offer).ok().map(|offer| offer.space)
    }

    /// Takes in a message of the box.
    ///
    /// # Errors
    /// [`LinkError::Altered`].
    pub fn take(&mut self, slot: u8, message: &[u8], random: &mut impl CryptoRng) -> Result<Step, LinkError> {
        match slot {
            ACCEPTANCE if self.acceptance.is_none() => {
                let text = self.invite.open(ACCEPTANCE, message)?;
                let Acceptance { member, .. } = decode(&text).map_err(|_| LinkError::Altered)?;
                let is_wanted = member.party == self.invite.kind.party()
                    && member.kind == MemberKind::Device
                    && self.space().is_some_and(|space| member.is_of(space));
                if !is_wanted {
                    return Err(LinkError::Altered);
                }
                self.acceptance = Some(text);
                Ok(Step::Compare(Some(self.put(REVEAL, self.nonce.0.to_vec(), random))))
            }
            CONFIRMED if !self.other_confirmed => {
                let text = self.invite.open(CONFIRMED, message)?;
                let signature = Signature::try_from(text.as_slice()).map_err(|_| LinkError::Altered)?;
                let acceptance = self.acceptance.as_ref().ok_or(LinkError::Altered)?;
                let keys = decode::<Acceptance>(acceptance).map_err(|_| LinkError::Altered)?.member.keys;
                keys.verifying
                    .verify(
                        self.invite.kind.contexts().confirmation,
                        &[&self.offer, acceptance, &self.nonce.0],
                        &signature,
                    )
                    .map_err(|_| LinkError::Altered)?;
                self.other_confirmed = true;
                Ok(self.admission())
            }
            _ => Ok(Step::Wait),
        }
    }

    /// This person found the words to be the same.
    pub fn confirm(&mut self) -> Step {
        self.own_confirmed = true;
        self.admission()
    }

    /// Whether this person has said that the words are the same.
    pub fn is_confirmed(&self) -> bool {
        self.own_confirmed
    }

    /// The words to compare, once there are any.
    pub fn words(&self) -> Option<SafetyWords> {
        self.acceptance.as_ref().map(|acceptance| words(&self.offer, acceptance, &self.nonce))
    }

    /// How the joiner calls themselves.
    pub fn their_name(&self) -> Option<String> {
        Some(decode::<Acceptance>(self.acceptance.as_ref()?).ok()?.name)
    }

    /// The message that tells the joiner to enter, to be put once the joiner is a member.
    pub fn welcome(&self, random: &mut impl CryptoRng) -> BoxMessage {
        BoxMessage { slot: WELCOME, message: self.invite.seal(WELCOME, Vec::new(), random) }
    }

    /// The member to admit to the space, once both have said that the words are the same.
    pub fn admits(&self) -> Option<Member> {
        let acceptance: Acceptance = decode(self.acceptance.as_ref()?).ok()?;
        (self.own_confirmed && self.other_confirmed).then_some(acceptance.member)
    }

    /// Every message that was put, as it was: to be put again after a restart, because it may not have reached the relay.
    pub fn sent(&self) -> &[BoxMessage] {
        &self.sent
    }

    fn put(&mut self, slot: u8, text: Vec<u8>, random: &mut impl CryptoRng) -> BoxMessage {
        let message = BoxMessage { slot, message: self.invite.seal(slot, text, random) };
        self.sent.push(message.clone());
        message
    }

    fn admission(&self) -> Step {
        self.admits().map_or(Step::Wait, |member| Step::Admit(Box::new(member)))
    }
}

impl Joining {
    /// Begins: the acceptance is put when the offer has come.
    pub fn begin(invite: Invite, seed: &MemberSeed, name: String, random: &mut impl CryptoRng) -> Self {
        Self {
            invite,
            seed: *seed.expose(),
            acceptance: None,
            offer: None,
            reveal: None,
            confirmed: false,
            sent: Vec::new(),
            nonce: Nonce::random(random),
            name,
        }
    }

    /// The secret of the member that joins.
    pub fn seed(&self) -> MemberSeed {
        MemberSeed::from_bytes(self.seed)
    }

    /// The space that was offered, once the offer has come.
    pub fn space(&self) -> Option<SpaceId> {
        self.offer().map(|offer| offer.space)
    }

    /// The member that made the offer: it must be in the space that is entered.
    pub fn inviter(&self) -> Option<MemberId> {
        self.offer().map(|offer| offer.inviter)
    }

    /// How the inviter calls themselves.
    pub fn their_name(&self) -> Option<String> {
        self.offer().map(|offer| offer.name)
    }

    /// Takes in a message of the box.
    ///
    /// # Errors
    /// [`LinkError::Altered`], also when the inviter's nonce is not the one committed to.
    pub fn take(&mut self, slot: u8, message: &[u8], random: &mut impl CryptoRng) -> Result<Step, LinkError> {
        match slot {
            OFFER if self.offer.is_none() => {
                let text = self.invite.open(OFFER, message)?;
                let Offer { space, .. } = decode(&text).map_err(|_| LinkError::Altered)?;
                self.offer = Some(text);
                let member = Member::of(&self.seed(), space, self.invite.kind.party(), MemberKind::Device);
                let (nonce, name) = (self.nonce, self.name.clone());
                let acceptance = encode(&Acceptance { member, nonce, name });
                self.acceptance = Some(acceptance.clone());
                Ok(Step::Put(self.put(ACCEPTANCE, acceptance, random)))
            }
            REVEAL if self.reveal.is_none() => {
                let offer = self.offer().ok_or(LinkError::Altered)?;
                let text = self.invite.open(REVEAL, message)?;
                let nonce = Nonce::try_from(text.as_slice()).map_err(|_| LinkError::Altered)?;
                if commitment(self.invite.kind, &nonce, offer.space, offer.inviter) != offer.commitment {
                    return Err(LinkError::Altered);
                }
                self.reveal = Some(nonce);
                Ok(Step::Compare(None))
            }
            WELCOME if self.confirmed => {
                self.invite.open(WELCOME, message)?;
                self.space().map(Step::Enter).ok_or(LinkError::Altered)
            }
            _ => Ok(Step::Wait),
        }
    }

    /// This person found the words to be the same: the confirmation to put.
    pub fn confirm(&mut self, random: &mut impl CryptoRng) -> Option<BoxMessage> {
        let (offer, acceptance, nonce) = (self.offer.as_ref()?, self.acceptance.as_ref()?, self.reveal?);
        let purpose = self.invite.kind.contexts().confirmation;
        let signature = self.seed().signing_key().sign(purpose, &[offer, acceptance, &nonce.0]);
        self.confirmed = true;
        Some(self.put(CONFIRMED, signature.0.to_vec(), random))
    }

    /// Whether this person has said that the words are the same.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// The words to compare, once there are any.
    pub fn words(&self) -> Option<SafetyWords> {
        Some(words(self.offer.as_ref()?, self.acceptance.as_ref()?, &self.reveal?))
    }

    /// Every message that was put, as it was: to be put again after a restart, because it may not have reached the relay.
    pub fn sent(&self) -> &[BoxMessage] {
        &self.sent
    }

    fn put(&mut self, slot: u8, text: Vec<u8>, random: &mut impl CryptoRng) -> BoxMessage {
        let message = BoxMessage { slot, message: self.invite.seal(slot, text, random) };
        self.sent.push(message.clone());
        message
    }

    fn offer(&self) -> Option<Offer> {
        decode(self.offer.as_ref()?).ok()
    }
}

impl core::fmt::Debug for Joining {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "Joining({:?})", self.invite)
    }
}

fn commitment(kind: LinkKind, nonce: &Nonce, space: SpaceId, inviter: MemberId) -> Hash {
    kind.contexts().commitment.hash(&[nonce.as_bytes(), space.as_bytes(), inviter.as_bytes()])
}

fn words(offer: &[u8], acceptance: &[u8], reveal: &Nonce) -> SafetyWords {
    SafetyWords::of_transcript(&[offer, acceptance, reveal.as_bytes()])
}
