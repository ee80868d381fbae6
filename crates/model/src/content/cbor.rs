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

/// Passes over one well-formed value of definite lengths (RFC 8949, section 3 and appendix C), from one initial byte to the next. Opening
/// a vault passes over every record of it, so nothing is looked at that is not needed for finding the end: whether a text is UTF-8, who
/// reads it sees. `Decoder::skip` looks, and would take a lone break for a value, and indefinite lengths, which nothing here writes
/// and packing does not know.
pub(crate) fn skip(decoder: &mut Decoder<'_>) -> Result<(), Error> {
    let mut rest = decoder.input().get(decoder.position()..).unwrap_or_default();
    let mut left: u64 = 1;
    while left > 0 {
        left -= 1;
        let inside =
            skip_head(&mut rest).ok_or(Error::message("not well-formed, or of indefinite length"))?;
        left = left.checked_add(inside).ok_or(Error::message("longer than anything"))?;
    }
    decoder.set_position(decoder.input().len() - rest.len());
    Ok(())
}

/// Passes over the head of a value, and over all of one that holds no others; how many it holds.
fn skip_head(rest: &mut &[u8]) -> Option<u64> {
    let initial = *rest.split_off_first()?;
    let argument = match initial & 0x1f {
        small @ 0..=23 => small.into(),
        size @ 24..=27 => {
            let bytes = rest.split_off(..1 << (size - 24))?;
            bytes.iter().fold(0, |argument, byte| argument << 8 | u64::from(*byte))
        }
        _ => return None,
    };
    match initial >> 5 {
        2 | 3 => rest.split_off(..usize::try_from(argument).ok()?).map(|_| 0),
        4 => Some(argument),
        5 => argument.checked_mul(2),
        6 => Some(1),
        // The rest holds nothing more than its head. A simple value below 32 takes one byte.
        _ => (initial != 0xf8 || argument >= 32).then_some(0),
    }
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
