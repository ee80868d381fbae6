//! Values in CBOR, and passing over what is not known.

use std::borrow::Cow;

use minicbor::{
    Decoder, Encoder,
    data::Type,
    decode::Error,
    encode::{self, Write},
};

use crate::value::{Shape, Value};

fn write<W: Write>(encoder: &mut Encoder<W>, value: &Value<'_>) -> Result<(), encode::Error<W::Error>> {
    match value {
        Value::Absent => encoder.null()?,
        Value::Number(number) => encoder.u64(*number)?,
        Value::Text(text) => encoder.str(text)?,
        Value::Several(values) => return write_several(encoder, values),
    };
    Ok(())
}

/// Writes values as one array.
pub(super) fn write_several<W: Write>(
    encoder: &mut Encoder<W>,
    values: &[Value<'_>],
) -> Result<(), encode::Error<W::Error>> {
    encoder.array(values.len() as u64)?;
    values.iter().try_for_each(|value| write(encoder, value))
}

/// Passes over one value. `Decoder::skip` would take a lone break for one, and values of indefinite length, which nothing here writes
/// and packing does not know.
pub(crate) fn skip(decoder: &mut Decoder<'_>) -> Result<(), Error> {
    let mut left: u64 = 1;
    while left > 0 {
        left -= 1;
        let indefinite = || Error::message("of indefinite length");
        let inside = match decoder.datatype()? {
            Type::Array => decoder.array()?.ok_or_else(indefinite)?,
            Type::Map => decoder.map()?.and_then(|pairs| pairs.checked_mul(2)).ok_or_else(indefinite)?,
            Type::Tag => decoder.tag().map(|_| 1)?,
            Type::Break | Type::ArrayIndef | Type::MapIndef | Type::BytesIndef | Type::StringIndef => {
                return Err(indefinite());
            }
            // Text is UTF-8, here as in any later version.
            Type::String => decoder.str().map(|_| 0)?,
            _ => decoder.skip().map(|()| 0)?,
        };
        left = left.checked_add(inside).ok_or_else(indefinite)?;
    }
    Ok(())
}

/// Reads what a shape expects. How deep that goes, the shape says, not the bytes.
pub(super) fn read<'b>(decoder: &mut Decoder<'b>, shape: &Shape) -> Result<Value<'b>, Error> {
    Ok(match shape {
        Shape::Optional(shape) => match decoder.datatype()? {
            Type::Null => {
                decoder.null()?;
                Value::Absent
            }
            _ => read(decoder, shape)?,
        },
        Shape::Line { .. } | Shape::Text { .. } => Value::Text(Cow::Borrowed(decoder.str()?)),
        Shape::Scale { .. } | Shape::Choice(_) | Shape::Day | Shape::Moment => Value::Number(decoder.u64()?),
        Shape::TimeOfDay => {
            if decoder.array()? != Some(2) {
                return Err(Error::message("a time of day is minutes and a zone"));
            }
            Value::Several(vec![Value::Number(decoder.u64()?), Value::Text(Cow::Borrowed(decoder.str()?))])
        }
        Shape::Several { of, count_max } => {
            let count = decoder.array()?.ok_or(Error::message("of indefinite length"))?;
            let mut values = Vec::new();
            for index in 0..count {
                values.push(read(decoder, of)?);
                // One more than allowed is enough to be refused for it.
                if index == *count_max as u64 {
                    break;
                }
            }
            Value::Several(values)
        }
    })
}
