//! What a record says, as bytes that the fold carries without looking into them.
//!
//! A fold sees a kind's number and its fields as one well-formed CBOR value of definite lengths. It neither reads nor judges them, so that an app that
//! does not know a kind folds it like one that does, and hands it on whole. Who wants to know what a record says asks a
//! [`List`](crate::kinds::List).
//!
//! ```text
//! [ number, [ field 0, field 1, … ] ]
//! ```

mod cbor;

pub(crate) use cbor::skip;

use core::fmt;

use minicbor::{
    Decode, Decoder, Encode, Encoder,
    decode::Error,
    encode::{self, Write},
};

use crate::{
    kind::{Slot, Unreadable},
    kinds::{Listed, Reply, Shareable},
    value::{Fault, Value},
};

/// The most bytes that the fields of one record take. The same for every kind, whoever wrote it: a body that has more is no
/// operation. Far more than any text that a person can type here, and with its envelope within an entry.
pub const CONTENT_BYTES_MAX: usize = 128 * 1024;

/// What a record says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Content {
    number: u32,
    fields: Box<[u8]>,
}

/// The hash of a record: what a reply names, so that nobody changes words after they were answered.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Encode,
    Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[cbor(transparent)]
pub struct ContentHash(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

impl ContentHash {
    /// Named by who answers something that was withdrawn, and whose words therefore nobody has any more.
    pub const WITHDRAWN: Self = Self([0; 32]);
}

impl Content {
    /// What `record` says.
    pub fn of<K: Listed>(record: &K) -> Self {
        Self::of_values(K::NUMBER, &record.values())
    }

    /// A record of a kind, from its values in the order of its fields. Whether they fit is not checked here.
    pub fn of_values(number: u32, values: &[Value<'_>]) -> Self {
        let mut encoder = Encoder::new(Vec::new());
        cbor::write_several(&mut encoder, values).expect("writing to memory cannot fail");
        Self { number, fields: encoder.into_writer().into() }
    }

    /// A record of a kind that this version need not know, from the bytes of its fields.
    ///
    /// # Errors
    /// [`NotContent`] if they are not one well-formed CBOR value of definite lengths and at most [`CONTENT_BYTES_MAX`] bytes.
    pub fn of_bytes(number: u32, fields: &[u8]) -> Result<Self, NotContent> {
        Self::of_long_bytes(number, fields).ok().filter(|content| !content.is_too_large()).ok_or(NotContent)
    }

    /// The same of any length, as a file may have it. No operation carries one that [is too large](Self::is_too_large).
    ///
    /// # Errors
    /// [`NotContent`] if they are not one well-formed CBOR value of definite lengths.
    pub fn of_long_bytes(number: u32, fields: &[u8]) -> Result<Self, NotContent> {
        let mut decoder = Decoder::new(fields);
        let is_one = cbor::skip(&mut decoder).is_ok() && decoder.position() == fields.len();
        if is_one { Ok(Self { number, fields: fields.into() }) } else { Err(NotContent) }
    }

    /// Whether its fields take more than [`CONTENT_BYTES_MAX`].
    pub fn is_too_large(&self) -> bool {
        self.fields.len() > CONTENT_BYTES_MAX
    }

    /// The number of its kind.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Its fields as they are stored.
    pub fn bytes(&self) -> &[u8] {
        &self.fields
    }

    /// Its hash: BLAKE3 of its kind's number (four bytes, the lowest first) and its fields, in a context of its own.
    pub fn hash(&self) -> ContentHash {
        let mut hasher = blake3::Hasher::new_derive_key("counterpoint 1 model: content");
        hasher.update(&self.number.to_le_bytes());
        hasher.update(&self.fields);
        ContentHash(*hasher.finalize().as_bytes())
    }

    /// How many fields were written.
    pub(crate) fn count(&self) -> usize {
        let count = Decoder::new(&self.fields).array().ok().flatten();
        count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    }

    /// The values of its fields, checked. Fields that a newer version added at the end are passed over.
    ///
    /// # Errors
    /// [`Unreadable`] with the first field that does not fit.
    pub fn values(&self, slots: &'static [Slot]) -> Result<Vec<Value<'_>>, Unreadable> {
        let mut values = Vec::with_capacity(slots.len());
        self.each(slots, &mut |_, value| values.push(value))?;
        Ok(values)
    }

    /// Hands out the same, one after another.
    ///
    /// # Errors
    /// [`Unreadable`] with the first field that does not fit; those before it were handed out.
    pub fn each<'a>(
        &'a self,
        slots: &'static [Slot],
        field: &mut dyn FnMut(&'static Slot, Value<'a>),
    ) -> Result<(), Unreadable> {
        let mut decoder = Decoder::new(&self.fields);
        let sort = Unreadable { field: None, fault: Fault::Sort };
        let mut left = decoder.array().ok().flatten().ok_or(sort)?;
        for slot in slots {
            let unreadable = |fault| Unreadable { field: Some(slot.name), fault };
            let value = if left == 0 {
                Value::Absent
            } else {
                left -= 1;
                cbor::read(&mut decoder, &slot.shape).map_err(|_| unreadable(Fault::Sort))?
            };
            slot.shape.check(&value).map_err(unreadable)?;
            field(slot, value);
        }
        Ok(())
    }
}

/// The bytes are no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no content of a record")]
pub struct NotContent;

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Content({}, ", self.number)?;
        self.fields.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))?;
        formatter.write_str(")")
    }
}

impl<C> Encode<C> for Content {
    fn encode<W: Write>(
        &self,
        encoder: &mut Encoder<W>,
        _context: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.array(2)?.u32(self.number)?;
        encoder.writer_mut().write_all(&self.fields).map_err(encode::Error::write)
    }
}

impl<'b, C> Decode<'b, C> for Content {
    fn decode(decoder: &mut Decoder<'b>, _context: &mut C) -> Result<Self, Error> {
        if decoder.array()? != Some(2) {
            return Err(Error::message("content is a number and fields"));
        }
        let number = decoder.u32()?;
        let begin = decoder.position();
        cbor::skip(decoder)?;
        let fields = decoder.input().get(begin..decoder.position()).unwrap_or_default();
        if fields.len() > CONTENT_BYTES_MAX {
            return Err(Error::message("content is too large"));
        }
        Ok(Self { number, fields: fields.into() })
    }
}

/// Content of which a version can be granted: only of a kind that the list calls shareable.
///
/// ```
/// use model::{Content, SharedContent, Taste, fields::Line, kinds::{Card, LIST}};
///
/// let card = Card { taste: Taste::Like, text: Line::typed("Rain").expect("a line"), note: None };
/// let shared = SharedContent::of(&card);
/// // Where only the bytes are at hand, the list decides.
/// assert_eq!(LIST.shareable(Content::of(&card)), Ok(shared));
/// ```
///
/// A reply is none:
///
/// ```compile_fail,E0277
/// use model::{Answer, SharedContent, kinds::GivenAnswer};
///
/// SharedContent::of(&GivenAnswer { answer: Answer::Yes, words: None, chosen: None });
/// ```
///
/// Nor is a record's plain content:
///
/// ```compile_fail,E0308
/// fn grant(content: model::Content) -> model::SharedContent {
///     content
/// }
/// ```
///
/// and nothing else makes one:
///
/// ```compile_fail,E0603
/// fn grant(content: model::Content) -> model::SharedContent {
///     model::SharedContent(content)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Encode)]
#[cbor(transparent)]
pub struct SharedContent(#[n(0)] pub(crate) Content);

/// Content that can be written to something granted: only of a kind that the list calls a reply.
///
/// ```compile_fail,E0277
/// use model::{ReplyContent, Taste, fields::Line, kinds::Card};
///
/// ReplyContent::of(&Card { taste: Taste::Like, text: Line::typed("Rain").expect("a line"), note: None });
/// ```
///
/// ```compile_fail,E0308
/// fn answer(content: model::Content) -> model::ReplyContent {
///     content
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Encode)]
#[cbor(transparent)]
pub struct ReplyContent(#[n(0)] pub(crate) Content);

impl SharedContent {
    /// What `record` says.
    pub fn of<K: Shareable>(record: &K) -> Self {
        Self(Content::of(record))
    }

    /// What is granted.
    pub fn content(&self) -> &Content {
        &self.0
    }
}

impl ReplyContent {
    /// What `record` says.
    pub fn of<K: Reply>(record: &K) -> Self {
        Self(Content::of(record))
    }

    /// What is replied.
    pub fn content(&self) -> &Content {
        &self.0
    }
}
