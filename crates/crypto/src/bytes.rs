//! Fixed-size byte strings as types of their own.

/// A byte string did not have the length its type prescribes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} bytes, found {found}")]
pub struct WrongLength {
    /// The length that the type prescribes, in bytes.
    pub expected: usize,
    /// The length that was offered, in bytes.
    pub found: usize,
}

/// Defines a public, comparable identifier of a fixed number of bytes: printed as lower-case hexadecimal, encoded as a
/// CBOR byte string, decoded only at exactly its length.
#[macro_export]
macro_rules! fixed_bytes {
    ($(#[$meta:meta])* $name:ident, $length:expr) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $length]);

        impl $name {
            /// The length in bytes.
            pub const LENGTH: usize = $length;

            /// The bytes themselves.
            pub fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }

            /// Draws one at random.
            pub fn random(random: &mut (impl $crate::CryptoRng + ?Sized)) -> Self {
                let mut bytes = [0; $length];
                random.fill_bytes(&mut bytes);
                Self(bytes)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                for byte in &self.0 {
                    write!(formatter, "{byte:02x}")?;
                }
                Ok(())
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(formatter, "{}({self})", stringify!($name))
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = $crate::WrongLength;

            fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
                match bytes.try_into() {
                    Ok(bytes) => Ok(Self(bytes)),
                    Err(_) => Err($crate::WrongLength { expected: $length, found: bytes.len() }),
                }
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                encoder: &mut minicbor::Encoder<W>,
                _context: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                encoder.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                decoder: &mut minicbor::Decoder<'b>,
                _context: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                Self::try_from(decoder.bytes()?)
                    .map_err(|_| minicbor::decode::Error::message(concat!(stringify!($name), " of a wrong length")))
            }
        }
    };
}
