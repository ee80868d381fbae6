//! Linking two people: an invite, a rendezvous on the relay, and words that both compare.
//!
//! ```text
//!  inviter                          rendezvous box                           joiner
//!    invite (256-bit secret) ────────── by link or QR code ──────────────────►
//!    offer: space, commitment ──► slot 0 ──────────────────────────────────►
//!                                 slot 1 ◄── acceptance: member keys, nonce
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

use base64ct::{Base64UrlUnpadded, Encoding};
use crypto::{
    Context, CryptoRng, EpochNumber, Hash, MemberId, MemberKeys, MemberSeed, Part, SafetyWords, Signature,
    SymmetricKey,
};

use crate::{
    Member, MemberKind, Party, SpaceId,
    frame::{BoxId, decode, encode},
    limits,
};

const BOX_NAME: Context = Context("counterpoint 1 invite: box name");
const BOX_KEY: Context = Context("counterpoint 1 invite: box key");
const CHECKSUM: Context = Context("counterpoint 1 invite: checksum");
const COMMITMENT: Context = Context("counterpoint 1 invite: commitment");
const CONFIRMATION: Context = Context("counterpoint 1 invite: confirmation");

const OFFER: u8 = 0;
const ACCEPTANCE: u8 = 1;
const REVEAL: u8 = 2;
const CONFIRMED: u8 = 3;
const WELCOME: u8 = 4;
const VERSION: u8 = 1;

crypto::fixed_bytes! {
    /// The secret of an invite.
    InviteSecret, 32
}

crypto::fixed_bytes! {
    /// What one side adds to the safety words.
    Nonce, 32
}

/// An invite, as it stands in a link or QR code.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Invite {
    /// Gives the box's name and key.
    #[n(0)]
    pub secret: InviteSecret,
    /// The address of the relay that the rendezvous goes through.
    #[n(1)]
    pub relay: String,
    /// When it expires, in milliseconds since 1970.
    #[n(2)]
    pub expires_at_ms: u64,
}

/// Why a text is no invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InviteError {
    /// It is something else, or was cut or changed.
    #[error("the text is no whole invite")]
    Malformed,
    /// It was made by another version.
    #[error("the invite is of another version")]
    Version,
    /// It is too old.
    #[error("the invite has expired")]
    Expired,
}

/// Why a rendezvous failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// A message does not open, cannot be read, or contradicts what was committed to.
    #[error("a message of the rendezvous was altered")]
    Altered,
}

impl Invite {
    /// Draws a new invite that goes through `relay`.
    pub fn new(relay: String, now_ms: u64, random: &mut impl CryptoRng) -> Self {
        let expires_at_ms = now_ms.saturating_add(limits::BOX_LIFETIME_MS_MAX);
        Self { secret: InviteSecret::random(random), relay, expires_at_ms }
    }

    /// The invite as text: URL-safe letters only.
    pub fn to_text(&self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&encode(self));
        let checksum = CHECKSUM.hash(&[&bytes]);
        bytes.extend(checksum.0.iter().take(4));
        Base64UrlUnpadded::encode_string(&bytes)
    }

    /// Reads an invite from its text, or from a whole link that ends in `#join=` and the text.
    ///
    /// # Errors
    /// [`InviteError`]; an expired invite is refused here already.
    pub fn parse(text: &str, now_ms: u64) -> Result<Self, InviteError> {
        let text = text.trim();
        let text = text.rsplit_once("#join=").map_or(text, |(_, text)| text);
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| InviteError::Malformed)?;
        let (content, checksum) = bytes.split_last_chunk::<4>().ok_or(InviteError::Malformed)?;
        if !CHECKSUM.hash(&[content]).0.starts_with(checksum) {
            return Err(InviteError::Malformed);
        }
        let (version, body) = content.split_first().ok_or(InviteError::Malformed)?;
        if *version != VERSION {
            return Err(InviteError::Version);
        }
        let invite: Self = decode(body).map_err(|_| InviteError::Malformed)?;
        if invite.expires_at_ms <= now_ms { Err(InviteError::Expired) } else { Ok(invite) }
    }

    /// The rendezvous box of this invite.
    pub fn box_name(&self) -> BoxId {
        BoxId(BOX_NAME.hash(&[self.secret.as_bytes()]).0)
    }

    fn seal(&self, slot: u8, text: Vec<u8>, random: &mut impl CryptoRng) -> Vec<u8> {
        self.key().seal(EpochNumber(0), Part::Rendezvous, &[&[slot]], text, random).0
    }

    fn open(&self, slot: u8, message: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.key().open(Part::Rendezvous, &[&[slot]], message).map_err(|_| LinkError::Altered)
    }

    fn key(&self) -> SymmetricKey {
        SymmetricKey::derive(BOX_KEY, &[self.secret.as_bytes()])
    }
}

impl core::fmt::Debug for Invite {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "Invite(through {}, secret)", self.relay)
    }
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
    keys: MemberKeys,
    #[n(1)]
    nonce: Nonce,
    #[n(2)]
    name: String,
}

/// A message to put into a slot of the box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxMessage {
    /// Which slot.
    pub slot: u8,
    /// The sealed message.
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
    acceptance: Vec<u8>,
    #[cbor(n(3), with = "minicbor::bytes")]
    offer: Option<Vec<u8>>,
    #[n(4)]
    reveal: Option<Nonce>,
    #[n(5)]
    confirmed: bool,
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
        let commitment = commitment(&nonce, space, inviter);
        let offer = encode(&Offer { space, inviter, commitment, name });
        let message = invite.seal(OFFER, offer.clone(), random);
        let inviting =
            Self { invite, nonce, offer, acceptance: None, own_confirmed: false, other_confirmed: false };
        (inviting, BoxMessage { slot: OFFER, message })
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
                decode::<Acceptance>(&text).map_err(|_| LinkError::Altered)?;
                self.acceptance = Some(text);
                let message = self.invite.seal(REVEAL, self.nonce.0.to_vec(), random);
                Ok(Step::Compare(Some(BoxMessage { slot: REVEAL, message })))
            }
            CONFIRMED if !self.other_confirmed => {
                let text = self.invite.open(CONFIRMED, message)?;
                let signature = Signature::try_from(text.as_slice()).map_err(|_| LinkError::Altered)?;
                let acceptance = self.acceptance.as_ref().ok_or(LinkError::Altered)?;
                let keys = decode::<Acceptance>(acceptance).map_err(|_| LinkError::Altered)?.keys;
                keys.verifying
                    .verify(CONFIRMATION, &[&self.offer, acceptance, &self.nonce.0], &signature)
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

    fn admission(&self) -> Step {
        let acceptance = self.acceptance.as_ref().and_then(|text| decode::<Acceptance>(text).ok());
        match acceptance {
            Some(acceptance) if self.own_confirmed && self.other_confirmed => Step::Admit(Box::new(Member {
                keys: acceptance.keys,
                party: Party::Invited,
                kind: MemberKind::Device,
            })),
            _ => Step::Wait,
        }
    }
}

impl Joining {
    /// Begins: the acceptance is put when the offer has come.
    pub fn begin(invite: Invite, seed: &MemberSeed, name: String, random: &mut impl CryptoRng) -> Self {
        let acceptance = encode(&Acceptance { keys: seed.keys(), nonce: Nonce::random(random), name });
        Self { invite, seed: *seed.expose(), acceptance, offer: None, reveal: None, confirmed: false }
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
                decode::<Offer>(&text).map_err(|_| LinkError::Altered)?;
                self.offer = Some(text);
                let message = self.invite.seal(ACCEPTANCE, self.acceptance.clone(), random);
                Ok(Step::Put(BoxMessage { slot: ACCEPTANCE, message }))
            }
            REVEAL if self.reveal.is_none() => {
                let offer = self.offer().ok_or(LinkError::Altered)?;
                let text = self.invite.open(REVEAL, message)?;
                let nonce = Nonce::try_from(text.as_slice()).map_err(|_| LinkError::Altered)?;
                if commitment(&nonce, offer.space, offer.inviter) != offer.commitment {
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
        let (offer, nonce) = (self.offer.as_ref()?, self.reveal?);
        let signature = self.seed().signing_key().sign(CONFIRMATION, &[offer, &self.acceptance, &nonce.0]);
        self.confirmed = true;
        Some(BoxMessage {
            slot: CONFIRMED,
            message: self.invite.seal(CONFIRMED, signature.0.to_vec(), random),
        })
    }

    /// Whether this person has said that the words are the same.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// The words to compare, once there are any.
    pub fn words(&self) -> Option<SafetyWords> {
        Some(words(self.offer.as_ref()?, &self.acceptance, &self.reveal?))
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

fn commitment(nonce: &Nonce, space: SpaceId, inviter: MemberId) -> Hash {
    COMMITMENT.hash(&[nonce.as_bytes(), space.as_bytes(), inviter.as_bytes()])
}

fn words(offer: &[u8], acceptance: &[u8], reveal: &Nonce) -> SafetyWords {
    SafetyWords::of_transcript(&[offer, acceptance, reveal.as_bytes()])
}

#[cfg(test)]
mod tests {
    use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

    use super::*;

    const NOW_MS: u64 = 1_795_000_000_000;

    struct Pair {
        random: ChaCha12Rng,
        inviting: Inviting,
        offer: BoxMessage,
        joining: Joining,
    }

    fn pair() -> Pair {
        let mut random = ChaCha12Rng::seed_from_u64(7);
        let invite = Invite::new("https://relay.example".into(), NOW_MS, &mut random);
        let inviter = MemberSeed::random(&mut random).keys().id();
        let (inviting, offer) =
            Inviting::begin(invite.clone(), SpaceId([5; 32]), inviter, "Noor".into(), &mut random);
        let seed = MemberSeed::random(&mut random);
        let joining = Joining::begin(invite, &seed, "Sam".into(), &mut random);
        Pair { random, inviting, offer, joining }
    }

    fn put(step: Step) -> BoxMessage {
        match step {
            Step::Put(message) | Step::Compare(Some(message)) => message,
            other => panic!("a message to put was expected, not {other:?}"),
        }
    }

    #[test]
    fn two_people_see_the_same_words_and_the_joiner_is_admitted() {
        let Pair { mut random, mut inviting, offer, mut joining } = pair();
        let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
        let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
        assert_eq!(joining.take(reveal.slot, &reveal.message, &mut random), Ok(Step::Compare(None)));
        assert_eq!(inviting.words(), joining.words());
        assert!(inviting.words().is_some());
        assert_eq!(inviting.confirm(), Step::Wait);
        let confirmed = joining.confirm(&mut random).unwrap();
        let step = inviting.take(confirmed.slot, &confirmed.message, &mut random).unwrap();
        let Step::Admit(member) = step else { panic!("the joiner is to be admitted, not {step:?}") };
        assert_eq!(member.keys, joining.seed().keys());
        let welcome = inviting.welcome(&mut random);
        assert_eq!(
            joining.take(welcome.slot, &welcome.message, &mut random),
            Ok(Step::Enter(SpaceId([5; 32])))
        );
    }

    #[test]
    fn nobody_is_admitted_before_both_have_confirmed() {
        let Pair { mut random, mut inviting, offer, mut joining } = pair();
        let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
        let reveal = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
        joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
        let confirmed = joining.confirm(&mut random).unwrap();
        assert_eq!(inviting.take(confirmed.slot, &confirmed.message, &mut random), Ok(Step::Wait));
        assert!(matches!(inviting.confirm(), Step::Admit(_)));
    }

    #[test]
    fn somebody_between_the_two_makes_the_words_differ() {
        let Pair { mut random, mut inviting, offer, mut joining } = pair();
        let between = MemberSeed::random(&mut random);
        let mut false_joining = Joining::begin(inviting.invite.clone(), &between, "Sam".into(), &mut random);
        let false_acceptance = put(false_joining.take(offer.slot, &offer.message, &mut random).unwrap());
        put(inviting.take(false_acceptance.slot, &false_acceptance.message, &mut random).unwrap());
        let (mut false_inviting, false_offer) = Inviting::begin(
            inviting.invite.clone(),
            SpaceId([6; 32]),
            between.keys().id(),
            "Noor".into(),
            &mut random,
        );
        let acceptance = put(joining.take(false_offer.slot, &false_offer.message, &mut random).unwrap());
        let reveal = put(false_inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
        joining.take(reveal.slot, &reveal.message, &mut random).unwrap();
        assert_ne!(inviting.words(), joining.words());
    }

    #[test]
    fn a_nonce_that_was_not_committed_to_is_refused() {
        let Pair { mut random, mut inviting, offer, mut joining } = pair();
        let acceptance = put(joining.take(offer.slot, &offer.message, &mut random).unwrap());
        let honest = put(inviting.take(acceptance.slot, &acceptance.message, &mut random).unwrap());
        let forged = joining.invite.seal(REVEAL, vec![9; 32], &mut random);
        assert_eq!(joining.take(REVEAL, &forged, &mut random), Err(LinkError::Altered));
        assert_eq!(joining.take(honest.slot, &honest.message, &mut random), Ok(Step::Compare(None)));
    }

    #[test]
    fn an_invite_is_read_from_its_link_and_every_changed_letter_is_noticed() {
        let mut random = ChaCha12Rng::seed_from_u64(11);
        let invite = Invite::new("http://127.0.0.1:8787".into(), NOW_MS, &mut random);
        let text = invite.to_text();
        assert_eq!(Invite::parse(&format!("https://app.example/#join={text}\n"), NOW_MS), Ok(invite.clone()));
        for index in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(Invite::parse(&changed, NOW_MS), Err(InviteError::Malformed), "letter {index}");
        }
        assert_eq!(Invite::parse(&text[..text.len() - 1], NOW_MS), Err(InviteError::Malformed));
        assert_eq!(Invite::parse(&text, invite.expires_at_ms), Err(InviteError::Expired));
    }
}
