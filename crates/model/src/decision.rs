//! What a person decides about who belongs to their vault and which keys count. Such a word counts only while the device that wrote it
//! belongs to the vault, and whoever hands over a folded state could put words into its mouth: so the device signs each one, and the
//! state keeps it as it was signed.

use crate::{
    Day, DeviceId, LinkId, Stamp,
    operation::{Decoded, Fields, NotAnOperation, read},
    positional::positional,
    vault::Vault,
};

/// Something that the person decided on one of their devices.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode)]
pub enum Decision {
    /// A device is to be out of the vault. Whichever other device meets the relay first carries it out.
    #[n(0)]
    RemoveDevice {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// How far each chain had been read where this was decided, as the record by which the device goes says it.
        #[cbor(n(1), with = "minicbor::bytes")]
        read: Vec<u8>,
    },
    /// The person made new recovery words; those of before are to open nothing any more.
    #[n(1)]
    RenewWords {
        /// The new words' member, as it travels in a control record.
        #[cbor(n(0), with = "minicbor::bytes")]
        paper: Vec<u8>,
        /// When.
        #[n(1)]
        on: Day,
    },
    /// A new seed for this person's member of a link's space, after a device or recovery words were taken away.
    #[n(2)]
    RenewLink {
        /// Which link.
        #[n(0)]
        link: LinkId,
        /// The new seed.
        #[cbor(n(1), with = "minicbor::bytes")]
        member_seed: [u8; 32],
        /// The vault's epoch when it was made: who was removed by then has not seen it.
        #[n(2)]
        after: u64,
    },
    /// A device goes on as another member: its lock was changed, and what an old copy of it knows is to open nothing any more. No
    /// device comes, and none goes. Likewise recovery words that the device still held.
    #[n(3)]
    Succeed {
        /// The member that it was.
        #[n(0)]
        former: DeviceId,
        /// The one that it is.
        #[n(1)]
        successor: DeviceId,
        /// Whether this person's members in their links stay. If not, somebody may have a copy of the device, and they are exchanged as
        /// if it were taken away.
        #[n(2)]
        keeps_links: bool,
    },
}

impl Decision {
    /// The bytes that are signed.
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory cannot fail")
    }

    /// Reads what [`Self::to_bytes`] wrote, in this version of the app or another.
    ///
    /// # Errors
    /// [`NotAnOperation`] if the bytes are malformed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Decoded<Self>, NotAnOperation> {
        read(bytes, Self::of)
    }

    fn of(number: u32, fields: &mut Fields<'_>) -> Result<Option<Self>, minicbor::decode::Error> {
        Ok(Some(match number {
            0 => Self::RemoveDevice { device: fields.next()?, read: fields.bytes()?.to_vec() },
            1 => Self::RenewWords { paper: fields.bytes()?.to_vec(), on: fields.next()? },
            2 => {
                let (link, member_seed) = (fields.next()?, fields.seed()?);
                Self::RenewLink { link, member_seed, after: fields.next()? }
            }
            3 => {
                let (former, successor) = (fields.next()?, fields.next()?);
                Self::Succeed { former, successor, keeps_links: fields.next()? }
            }
            _ => return Ok(None),
        }))
    }
}

/// A decision as its device signed it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode)]
pub struct Decided {
    /// When, and in which chain.
    #[n(0)]
    pub stamp: Stamp,
    /// [`Decision::to_bytes`].
    #[cbor(n(1), with = "minicbor::bytes")]
    pub decision: Vec<u8>,
    /// The signature of the member that wrote it.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub proof: Vec<u8>,
}

positional!(Decided { stamp, decision as minicbor::bytes::ByteVec, proof as minicbor::bytes::ByteVec });

impl Vault {
    /// Everything that was ever decided, the newest first, by whomever. Which of it counts is for the caller to say.
    pub fn decisions(&self) -> impl Iterator<Item = (&Decided, Decision)> {
        self.decided.iter().rev().filter_map(|decided| match Decision::from_bytes(&decided.decision) {
            Ok(Decoded::Known(decision)) => Some((decided, decision)),
            _ => None,
        })
    }
}
