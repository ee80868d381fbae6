//! Names for things, random and 16 bytes long unless said otherwise.

/// Defines an identifier of 16 random bytes.
macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode, borsh::BorshSerialize, borsh::BorshDeserialize)]
        #[cbor(transparent)]
        pub struct $name(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 16]);

        impl core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
            }
        }

        impl core::str::FromStr for $name {
            type Err = NotAnIdentifier;

            fn from_str(text: &str) -> Result<Self, NotAnIdentifier> {
                let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if text.len() != 32 || !text.bytes().all(is_digit) {
                    return Err(NotAnIdentifier);
                }
                let mut bytes = [0; 16];
                for (index, byte) in bytes.iter_mut().enumerate() {
                    let pair = text.get(2 * index..2 * index + 2).ok_or(NotAnIdentifier)?;
                    *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAnIdentifier)?;
                }
                Ok(Self(bytes))
            }
        }
    };
}

/// The text is not 32 hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 32 hexadecimal digits in lower case")]
pub struct NotAnIdentifier;

identifier! {
    /// A relationship, as its person's vault knows it.
    RelationshipId
}

identifier! {
    /// Something that a person wrote, of whatever kind.
    ItemId
}

identifier! {
    /// One version of an item.
    VersionId
}

impl VersionId {
    /// The name of an item's first version: that of the item. Versions are told apart within their item only, so one name does
    /// for both, and every checkpoint and fresh device is spared another 16 random bytes.
    pub fn first_of(item: ItemId) -> Self {
        Self(item.0)
    }
}

identifier! {
    /// One grant: of one version of an item, or of a reply.
    GrantId
}

identifier! {
    /// A chain of operations: one device, in one run of its life.
    WriterId
}

identifier! {
    /// One of a person's own devices, or their recovery words: the same as its member of the vault's space.
    DeviceId
}

/// A link between two people: the space in which they share. 32 bytes, the same as the space's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct LinkId(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);
