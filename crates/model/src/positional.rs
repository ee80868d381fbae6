//! Structures that are written as arrays, read field after field. A derived decoder keeps every field in a slot of its own until all
//! are there, which takes three times the code in what browsers load, and more time for a hundred thousand of them.

use minicbor::{Decode, Decoder, decode::Error};

/// How many fields of an array are still to be read.
#[derive(Default)]
pub(crate) struct Fields(u64);

impl Fields {
    /// An array begins. One of indefinite length, which nothing here writes, is none.
    pub(crate) fn begin(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        decoder.array()?.map(Self).ok_or(Error::message("of indefinite length"))
    }

    /// Whether there is one more.
    pub(crate) fn has_next(&mut self) -> bool {
        let is_there = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        is_there
    }

    /// The next field. At the end of an array those are left out that hold nothing.
    pub(crate) fn next<'b, C, T: Decode<'b, C>>(
        &mut self,
        decoder: &mut Decoder<'b>,
        context: &mut C,
    ) -> Result<T, Error> {
        if self.has_next() {
            decoder.decode_with(context)
        } else {
            T::nil().ok_or(Error::message("a field is missing"))
        }
    }

    /// Whether every field was read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.0 == 0
    }

    /// The array ends. A state with more fields is of a newer version: what this one does not know of it would be lost.
    pub(crate) fn end(self) -> Result<(), Error> {
        if self.is_at_end() { Ok(()) } else { Err(Error::message("more fields than this version knows")) }
    }
}

/// Reads a structure whose fields are named in the order of their numbers, from 0. What is written as a byte string says as what it is
/// read.
macro_rules! positional {
    ($name:ident $(<$generic:ident>)? { $($field:ident $(as $bytes:ty)?),* $(,)? }) => {
        impl<'b, C $(, $generic: minicbor::Decode<'b, C>)?> minicbor::Decode<'b, C> for $name $(<$generic>)? {
            fn decode(
                decoder: &mut minicbor::Decoder<'b>,
                context: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let mut fields = $crate::positional::Fields::begin(decoder)?;
                $(let $field = positional!(read fields, decoder, context $(, $bytes)?);)*
                fields.end()?;
                Ok(Self { $($field),* })
            }
        }
    };
    (read $fields:ident, $decoder:ident, $context:ident) => {
        $fields.next($decoder, $context)?
    };
    (read $fields:ident, $decoder:ident, $context:ident, $bytes:ty) => {
        $fields.next::<_, $bytes>($decoder, $context)?.into()
    };
}
pub(crate) use positional;
