//! What begins a rendezvous: a secret, as it stands in a link or QR code.

use base64ct::{Base64UrlUnpadded, Encoding};
use crypto::{Context, CryptoRng, EpochNumber, Part, SymmetricKey};

mod found;

use super::LinkError;
use crate::{
    Party,
    frame::{BoxId, decode, encode},
    limits,
};

const VERSION: u8 = 1;

crypto::fixed_bytes! {
    /// The secret of an invite.
    InviteSecret, 32
}

/// What an invite leads into. Nothing that was made for one kind means anything to the other: every key, name and signature has a
/// purpose of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// The space of two people.
    Relationship,
    /// A person's own vault, on another of their devices.
    Device,
}

/// The purposes of what belongs to an invite.
pub(super) struct Contexts {
    box_name: Context,
    box_key: Context,
    checksum: Context,
    pub(super) commitment: Context,
    pub(super) confirmation: Context,
}

const RELATIONSHIP: Contexts = Contexts {
    box_name: Context("counterpoint 1 invite: box name"),
    box_key: Context("counterpoint 1 invite: box key"),
    checksum: Context("counterpoint 1 invite: checksum"),
    commitment: Context("counterpoint 1 invite: commitment"),
    confirmation: Context("counterpoint 1 invite: confirmation"),
};

const DEVICE: Contexts = Contexts {
    box_name: Context("counterpoint 1 device link: box name"),
    box_key: Context("counterpoint 1 device link: box key"),
    checksum: Context("counterpoint 1 device link: checksum"),
    commitment: Context("counterpoint 1 device link: commitment"),
    confirmation: Context("counterpoint 1 device link: confirmation"),
};

impl LinkKind {
    const ALL: [Self; 2] = [Self::Relationship, Self::Device];

    /// What stands before the text in an address. Browsers never send that part.
    pub fn marker(self) -> &'static str {
        match self {
            Self::Relationship => "#join=",
            Self::Device => "#device=",
        }
    }

    /// Whose member the one who joins becomes.
    pub(super) fn party(self) -> Party {
        match self {
            Self::Relationship => Party::Invited,
            Self::Device => Party::Founder,
        }
    }

    /// How long an invite of this kind lives, in milliseconds.
    pub fn lifetime_ms(self) -> u64 {
        match self {
            Self::Relationship => limits::BOX_LIFETIME_MS_MAX,
            Self::Device => limits::DEVICE_LINK_LIFETIME_MS,
        }
    }

    pub(super) fn contexts(self) -> &'static Contexts {
        match self {
            Self::Relationship => &RELATIONSHIP,
            Self::Device => &DEVICE,
        }
    }
}

/// An invite into a relationship is written without its kind, as it was before there were two.
impl<C> minicbor::Encode<C> for LinkKind {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        match self {
            Self::Relationship => encoder.null()?.ok(),
            Self::Device => encoder.u8(1)?.ok(),
        }
    }

    fn is_nil(&self) -> bool {
        *self == Self::Relationship
    }
}

impl<'b, C> minicbor::Decode<'b, C> for LinkKind {
    fn decode(decoder: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        if decoder.datatype()? == minicbor::data::Type::Null {
            decoder.null()?;
            return Ok(Self::Relationship);
        }
        match decoder.u8()? {
            1 => Ok(Self::Device),
            other => Err(minicbor::decode::Error::unknown_variant(i64::from(other))),
        }
    }

    fn nil() -> Option<Self> {
        Some(Self::Relationship)
    }
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
    /// What it leads into.
    #[n(3)]
    pub kind: LinkKind,
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
    #[error("the invite of kind {0:?} has expired")]
    Expired(LinkKind),
}

impl Invite {
    /// Draws a new invite of a kind that goes through `relay`.
    pub fn new(kind: LinkKind, relay: String, now_ms: u64, random: &mut impl CryptoRng) -> Self {
        let expires_at_ms = now_ms.saturating_add(kind.lifetime_ms());
        Self { secret: InviteSecret::random(random), relay, expires_at_ms, kind }
    }

    /// The invite as text: URL-safe letters only.
    pub fn to_text(&self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&encode(self));
        let checksum = self.kind.contexts().checksum.hash(&[&bytes]);
        bytes.extend(checksum.0.iter().take(4));
        Base64UrlUnpadded::encode_string(&bytes)
    }

    /// Finds an invite of any kind in a text: alone, as a whole link, or with words around it, as messages, mails and notes hand it on. Whoever
    /// reads it looks at its kind before doing anything with it.
    ///
    /// # Errors
    /// [`InviteError`] of what is most like one; an expired invite is refused here already.
    pub fn parse(text: &str, now_ms: u64) -> Result<Self, InviteError> {
        let mut nearest = InviteError::Malformed;
        for candidate in found::candidates(text) {
            match Self::read(&candidate, now_ms) {
                Err(InviteError::Malformed) => {}
                Err(error) => nearest = error,
                invite => return invite,
            }
        }
        Err(nearest)
    }

    fn read(text: &str, now_ms: u64) -> Result<Self, InviteError> {
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| InviteError::Malformed)?;
        let (content, checksum) = bytes.split_last_chunk::<4>().ok_or(InviteError::Malformed)?;
        let fits = |kind: &LinkKind| kind.contexts().checksum.hash(&[content]).0.starts_with(checksum);
        let kind = LinkKind::ALL.into_iter().find(fits).ok_or(InviteError::Malformed)?;
        let (version, body) = content.split_first().ok_or(InviteError::Malformed)?;
        if *version != VERSION {
            return Err(InviteError::Version);
        }
        let invite: Self = decode(body).map_err(|_| InviteError::Malformed)?;
        if invite.kind != kind {
            return Err(InviteError::Malformed);
        }
        if invite.expires_at_ms <= now_ms { Err(InviteError::Expired(kind)) } else { Ok(invite) }
    }

    /// The rendezvous box of this invite.
    pub fn box_name(&self) -> BoxId {
        BoxId(self.kind.contexts().box_name.hash(&[self.secret.as_bytes()]).0)
    }

    pub(super) fn seal(&self, slot: u8, text: Vec<u8>, random: &mut impl CryptoRng) -> Vec<u8> {
        self.key().seal(EpochNumber(0), Part::Rendezvous, &[&[slot]], text, random).0
    }

    pub(super) fn open(&self, slot: u8, message: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.key().open(Part::Rendezvous, &[&[slot]], message).map_err(|_| LinkError::Altered)
    }

    fn key(&self) -> SymmetricKey {
        SymmetricKey::derive(self.kind.contexts().box_key, &[self.secret.as_bytes()])
    }
}

impl core::fmt::Debug for Invite {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "Invite({:?}, through {}, secret)", self.kind, self.relay)
    }
}
