//! Operations: the only way in which anything changes.
//!
//! An operation travels as a number and its fields. One that this version does not know is kept apart and counted, never an error:
//! it comes from a newer version of the app. What people record needs no operation of its own: [`VaultOperation::ItemWritten`]
//! carries every kind, known or not. A later version never adds a field to an operation, but a new operation.

use minicbor::{
    Decode, Decoder,
    bytes::{ByteArray, ByteSlice},
    decode::Error,
};

use crate::{
    ContentHash, Day, Decision, DeviceId, GrantId, ItemId, LinkId, RelationshipId, ReplyContent,
    SharedContent, VersionId, WriterId, content, item::Written, positional::Fields as Left,
    relationship::Origin,
};

/// What is recorded in a vault. Only its own person's devices ever see it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode)]
pub enum VaultOperation {
    /// The person's name.
    #[n(0)]
    PersonNamed {
        /// The name.
        #[n(0)]
        name: String,
    },
    /// A relationship is added or renamed.
    #[n(1)]
    RelationshipWritten {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
        /// How the person calls the other.
        #[n(1)]
        name: String,
        /// The number of the [`Tie`](crate::Tie) between them. A newer version of the app may know one more, and all fold alike.
        #[n(2)]
        tie: u32,
    },
    /// A relationship is laid aside.
    #[n(2)]
    RelationshipRemoved {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// A version of something that the person wrote, of whatever kind.
    #[n(3)]
    ItemWritten {
        /// Which item.
        #[n(0)]
        item: ItemId,
        /// This version.
        #[n(1)]
        version: VersionId,
        /// The versions it replaces.
        #[n(2)]
        replaces: Vec<VersionId>,
        /// What it is about and what it says.
        #[n(3)]
        written: Written,
    },
    /// An item is removed.
    #[n(4)]
    ItemRemoved {
        /// Which.
        #[n(0)]
        item: ItemId,
        /// The versions known when it was removed.
        #[n(1)]
        versions: Vec<VersionId>,
    },
    /// The keys of a link's space, kept so that recovery never depends on the other person.
    #[n(6)]
    LinkKept {
        /// Which link.
        #[n(0)]
        link: LinkId,
        /// Of which relationship.
        #[n(1)]
        relationship: RelationshipId,
        /// The seed of this person's member of the space.
        #[cbor(n(2), with = "minicbor::bytes")]
        member_seed: [u8; 32],
    },
    /// A link stands: both compared the safety words.
    #[n(7)]
    LinkMade {
        /// Which link.
        #[n(0)]
        link: LinkId,
        /// Since when.
        #[n(1)]
        since: Day,
    },
    /// A link has ended, whoever ended it.
    #[n(8)]
    LinkEnded {
        /// Which link.
        #[n(0)]
        link: LinkId,
        /// When this person's device took note.
        #[n(1)]
        on: Day,
        /// Whether this person ends it and takes back everything that they share there.
        #[n(2)]
        withdraws: Option<bool>,
    },
    /// The recovery words were shown, or checked.
    #[n(9)]
    WordsSeen {
        /// When.
        #[n(0)]
        on: Day,
        /// Whether the person showed that they were written down.
        #[n(1)]
        checked: bool,
    },
    /// One of the person's own devices is given a name.
    #[n(20)]
    DeviceNamed {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// How the person calls it.
        #[n(1)]
        name: String,
    },
    /// A device says that it now belongs to the vault.
    #[n(21)]
    DeviceAdded {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// When.
        #[n(1)]
        on: Day,
    },
    /// Something is decided about who belongs to the vault and which keys count. It counts only while its author belongs to the vault.
    #[n(25)]
    Decided {
        /// [`Decision::to_bytes`](crate::Decision::to_bytes).
        #[cbor(n(0), with = "minicbor::bytes")]
        decision: Vec<u8>,
        /// The author's signature over it.
        #[cbor(n(1), with = "minicbor::bytes")]
        proof: Vec<u8>,
    },
    /// The person has said what becomes of what came too late in a chain of a device that was taken out: it was kept, or let go.
    #[n(26)]
    LateSettled {
        /// Which chain.
        #[n(0)]
        writer: WriterId,
        /// Up to which place.
        #[n(1)]
        sequence: u64,
        /// The entry there. Who has another one at that place has another history, and is asked about it.
        #[n(2)]
        entry: Origin,
    },
    /// The same, entry by entry, of a chain of which the deciding device knows two histories.
    #[n(27)]
    LateSettledEach {
        /// Which entries.
        #[n(0)]
        entries: Vec<Origin>,
    },
}

/// What is recorded in a relationship, by one of its two people. The other one sees it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode)]
pub enum RelationshipOperation {
    /// How the author calls themselves.
    #[n(0)]
    Introduced {
        /// The name.
        #[n(0)]
        name: String,
    },
    /// One version of one thing is granted.
    #[n(1)]
    Shared {
        /// This grant.
        #[n(0)]
        grant: GrantId,
        /// The author's item.
        #[n(1)]
        item: ItemId,
        /// Exactly what is shared, as it was previewed. Versions are not named: the other person learns nothing of how often
        /// something was written anew.
        #[n(2)]
        content: SharedContent,
        /// When, to the day.
        #[n(3)]
        on: Day,
    },
    /// A reply is granted. What is short is filled up with zeros, [`REPLY_BYTES_MIN`].
    #[n(2)]
    Replied {
        /// This grant.
        #[n(0)]
        grant: GrantId,
        /// What it belongs to: an item of the other person, or one that both write about.
        #[n(1)]
        to: ItemId,
        /// The hash of what it answers. To anything else it says nothing.
        #[n(2)]
        answers: ContentHash,
        /// What it says.
        #[n(3)]
        content: ReplyContent,
        /// When, to the day.
        #[n(4)]
        on: Day,
    },
    /// Grants are withdrawn; what they showed is erased.
    #[n(3)]
    Withdrawn {
        /// Which grants of the author.
        #[n(0)]
        grants: Vec<GrantId>,
    },
}

/// An operation read from a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded<O> {
    /// Understood.
    Known(O),
    /// Well formed, but of a kind or with a choice that this version does not know.
    Newer,
}

/// A body is no operation at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the body is no operation")]
pub struct NotAnOperation;

macro_rules! operation_bytes {
    ($operation:ident) => {
        impl $operation {
            /// The bytes that are sealed.
            pub fn to_bytes(&self) -> Vec<u8> {
                let bytes = minicbor::to_vec(self).expect("writing to memory cannot fail");
                if self.is_filled() { filled(bytes) } else { bytes }
            }

            /// Reads what [`Self::to_bytes`] wrote, in this version of the app or another.
            ///
            /// # Errors
            /// [`NotAnOperation`] if the bytes are malformed.
            pub fn from_bytes(bytes: &[u8]) -> Result<Decoded<Self>, NotAnOperation> {
                read(bytes, Self::of)
            }
        }
    };
}

operation_bytes!(VaultOperation);
operation_bytes!(RelationshipOperation);

/// What a reply takes at least, in bytes: as much as a signature under an agreement does in most scripts. So an answer, a pause and a
/// signature cannot be told apart by their lengths.
pub const REPLY_BYTES_MIN: usize = 1_080;

/// The beginning of a byte string whose length is said in two bytes.
const BYTE_STRING: u8 = 0x59;

/// `[2, [five fields]]` becomes `[2, [five fields, zeros]]`, if it is shorter than replies are.
fn filled(mut bytes: Vec<u8>) -> Vec<u8> {
    let begins = 1 + size_of::<u16>();
    let missing = REPLY_BYTES_MIN.checked_sub(bytes.len() + begins);
    if let (Some(missing), Some(fields)) = (missing, bytes.get_mut(2)) {
        *fields += 1;
        bytes.push(BYTE_STRING);
        bytes.extend(u16::try_from(missing).unwrap_or_default().to_be_bytes());
        bytes.resize(REPLY_BYTES_MIN, 0);
    }
    bytes
}

impl VaultOperation {
    fn is_filled(&self) -> bool {
        false
    }

    fn of(number: u32, fields: &mut Fields<'_>) -> Result<Option<Self>, Error> {
        Ok(Some(match number {
            0 => Self::PersonNamed { name: fields.next()? },
            1 => Self::RelationshipWritten {
                relationship: fields.next()?,
                name: fields.next()?,
                tie: fields.next()?,
            },
            2 => Self::RelationshipRemoved { relationship: fields.next()? },
            3 => Self::ItemWritten {
                item: fields.next()?,
                version: fields.next()?,
                replaces: fields.next()?,
                written: fields.next()?,
            },
            4 => Self::ItemRemoved { item: fields.next()?, versions: fields.next()? },
            6 => {
                let (link, relationship) = (fields.next()?, fields.next()?);
                Self::LinkKept { link, relationship, member_seed: fields.seed()? }
            }
            7 => Self::LinkMade { link: fields.next()?, since: fields.next()? },
            8 => Self::LinkEnded { link: fields.next()?, on: fields.next()?, withdraws: fields.next()? },
            9 => Self::WordsSeen { on: fields.next()?, checked: fields.next()? },
            20 => Self::DeviceNamed { device: fields.next()?, name: fields.next()? },
            21 => Self::DeviceAdded { device: fields.next()?, on: fields.next()? },
            25 => {
                let (decision, proof) = (fields.bytes()?.to_vec(), fields.bytes()?.to_vec());
                // What only a newer version decides waits for it, as any operation does.
                match Decision::from_bytes(&decision) {
                    Ok(Decoded::Known(_)) => Self::Decided { decision, proof },
                    Ok(Decoded::Newer) => return Ok(None),
                    Err(_) => return Err(Error::message("no decision")),
                }
            }
            26 => {
                Self::LateSettled { writer: fields.next()?, sequence: fields.next()?, entry: fields.next()? }
            }
            27 => Self::LateSettledEach { entries: fields.next()? },
            _ => return Ok(None),
        }))
    }
}

impl RelationshipOperation {
    fn is_filled(&self) -> bool {
        matches!(self, Self::Replied { .. })
    }

    fn of(number: u32, fields: &mut Fields<'_>) -> Result<Option<Self>, Error> {
        Ok(Some(match number {
            0 => Self::Introduced { name: fields.next()? },
            1 => Self::Shared {
                grant: fields.next()?,
                item: fields.next()?,
                content: SharedContent(fields.next()?),
                on: fields.next()?,
            },
            2 => {
                let replied = Self::Replied {
                    grant: fields.next()?,
                    to: fields.next()?,
                    answers: fields.next()?,
                    content: ReplyContent(fields.next()?),
                    on: fields.next()?,
                };
                // What fills it up says nothing.
                if !fields.left.is_at_end() {
                    fields.bytes()?;
                }
                replied
            }
            3 => Self::Withdrawn { grants: fields.next()? },
            _ => return Ok(None),
        }))
    }
}

/// Reads an operation: its number, and its fields in the order of theirs. What a derived decoder would do takes three times the code in
/// what browsers load.
pub(crate) fn read<O>(
    bytes: &[u8],
    of: fn(u32, &mut Fields<'_>) -> Result<Option<O>, Error>,
) -> Result<Decoded<O>, NotAnOperation> {
    let (number, mut fields) = begin(bytes).map_err(|_| NotAnOperation)?;
    match of(number, &mut fields) {
        Ok(Some(operation)) if fields.left.is_at_end() => Ok(Decoded::Known(operation)),
        Ok(_) => Ok(Decoded::Newer),
        Err(_) => Err(NotAnOperation),
    }
}

fn begin(bytes: &[u8]) -> Result<(u32, Fields<'_>), Error> {
    // One well-formed value and nothing after it, whoever understands it.
    let mut whole = Decoder::new(bytes);
    content::skip(&mut whole)?;
    if whole.position() != bytes.len() {
        return Err(Error::message("something follows the operation"));
    }
    let mut decoder = Decoder::new(bytes);
    if decoder.array()? != Some(2) {
        return Err(Error::message("an operation is a number and fields"));
    }
    let number = decoder.u32()?;
    // Whatever stands there may be the fields of an operation that only a newer version knows.
    let left = Left::begin(&mut decoder).unwrap_or_default();
    Ok((number, Fields { decoder, left }))
}

/// The fields of an operation. One that has more than this version knows is of a newer version, as one with a number that it does not
/// know: all versions are to fold alike.
pub(crate) struct Fields<'b> {
    decoder: Decoder<'b>,
    left: Left,
}

impl<'b> Fields<'b> {
    pub(crate) fn next<T: Decode<'b, ()>>(&mut self) -> Result<T, Error> {
        self.left.next(&mut self.decoder, &mut ())
    }

    pub(crate) fn bytes(&mut self) -> Result<&'b [u8], Error> {
        self.next::<&ByteSlice>().map(|bytes| &**bytes)
    }

    pub(crate) fn seed(&mut self) -> Result<[u8; 32], Error> {
        self.next().map(ByteArray::into)
    }
}
