//! What a record says, in JSON: an object with one field, which is named after the kind and holds an object of the record's fields.
//!
//! ```text
//! {"card": {"taste": "like", "text": "Rain on a tent roof", "note": null}}
//! {"#57": "83000102"}
//! ```
//! A record that this version of the app does not understand to the last byte, because its kind or a field is newer, stands under
//! the number of its kind, as the hexadecimal digits of its CBOR: so it comes back whole where it is understood.

use model::{Content, Value, kinds::Description, value::Shape};

use super::{Json, Reader, Writer, Wrong};
use interface::moment::{Date, Moment, time_of_day};

impl Json for Content {
    fn write(&self, writer: &mut Writer) {
        let kinds = writer.kinds;
        let kind = kinds.get(self.number()).filter(|_| kinds.is_whole(self));
        writer.begin('{');
        match (kind, kinds.fields_as_written(self)) {
            (Some(kind), Ok(fields)) => {
                writer.name(kind.name);
                writer.begin('{');
                for (slot, value) in fields {
                    writer.name(slot.name);
                    write(&slot.shape, &value, writer);
                }
                writer.end('}');
            }
            _ => {
                writer.name(&format!("#{}", self.number()));
                writer.text(&hex(self.bytes()));
            }
        }
        writer.end('}');
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        let mut content = None;
        reader.object(&mut |reader, name| {
            if content.is_some() {
                return Err(reader.wrong());
            }
            content = Some(match name.strip_prefix('#') {
                Some(number) => {
                    let wrong = reader.wrong();
                    let is_plain = number.bytes().all(|digit| digit.is_ascii_digit())
                        && (number == "0" || !number.starts_with('0'));
                    let number = number.parse().ok().filter(|_| is_plain).ok_or(wrong)?;
                    let bytes = unhex(&reader.text()?).ok_or(wrong)?;
                    Content::of_long_bytes(number, &bytes).map_err(|_| wrong)?
                }
                None => record(reader.kinds.named(name).ok_or(reader.newer())?, reader)?,
            });
            Ok(())
        })?;
        content.ok_or(reader.wrong())
    }
}

/// The fields of a record, in any order. Those that may be absent may be left out. Whether each is within its limits is not seen to
/// here: a text that is too long is no reason to refuse the whole file.
fn record(kind: &Description, reader: &mut Reader<'_>) -> Result<Content, Wrong> {
    let mut values: Vec<Option<Value<'static>>> = vec![None; kind.slots.len()];
    reader.object(&mut |reader, name| {
        let index = kind.slots.iter().position(|slot| slot.name == name).ok_or(reader.newer())?;
        let (slot, value) = kind.slots.get(index).zip(values.get_mut(index)).ok_or(reader.wrong())?;
        if value.is_some() {
            return Err(reader.wrong());
        }
        *value = Some(read(&slot.shape, reader)?);
        Ok(())
    })?;
    let of_slot = |(value, slot): (Option<Value<'static>>, &model::Slot)| match (value, slot.shape) {
        (None, Shape::Optional(_)) => Ok(Value::Absent),
        (None, _) => Err(reader.wrong()),
        (Some(value), _) => Ok(value),
    };
    let values: Vec<_> = values.into_iter().zip(kind.slots).map(of_slot).collect::<Result<_, _>>()?;
    Ok(Content::of_values(kind.number, &values))
}

fn write(shape: &Shape, value: &Value<'_>, writer: &mut Writer) {
    match (shape, value) {
        (Shape::Optional(shape), value) if *value != Value::Absent => write(shape, value, writer),
        (Shape::Choice(choices), Value::Number(number)) => match choices.numbered(*number) {
            Some(choice) => writer.text(choice.name),
            None => writer.bare(&number.to_string()),
        },
        (Shape::Day, Value::Number(day)) => {
            writer.text(&Date(model::Day(u32::try_from(*day).unwrap_or(u32::MAX))).to_string());
        }
        (Shape::Moment, Value::Number(seconds)) => {
            writer.text(&Moment(model::Clock::new(*seconds, 0)).to_string());
        }
        (Shape::TimeOfDay, Value::Several(parts)) => writer.text(&time_of_day(parts)),
        (Shape::Several { of, .. }, Value::Several(values)) => {
            writer.begin('[');
            for value in values {
                writer.next();
                write(of, value, writer);
            }
            writer.end(']');
        }
        (_, Value::Text(text)) => writer.text(text),
        (_, Value::Number(number)) => writer.bare(&number.to_string()),
        (_, Value::Absent | Value::Several(_)) => writer.bare("null"),
    }
}

fn read(shape: &Shape, reader: &mut Reader<'_>) -> Result<Value<'static>, Wrong> {
    let wrong = reader.wrong();
    Ok(match shape {
        Shape::Optional(_) if reader.null() => Value::Absent,
        Shape::Optional(shape) => read(shape, reader)?,
        Shape::Line { .. } | Shape::Text { .. } => Value::Text(reader.text()?.into()),
        Shape::Scale { .. } => Value::Number(reader.number()?.into()),
        Shape::Choice(choices) => {
            let newer = reader.newer();
            let choice = choices.named(&reader.text()?).ok_or(newer)?;
            Value::Number(choice.number.into())
        }
        Shape::Day => {
            let Date(day) = reader.text()?.parse().map_err(|_| wrong)?;
            Value::Number(day.0.into())
        }
        Shape::Moment => {
            let Moment(clock) = reader.text()?.parse().map_err(|_| wrong)?;
            // A fraction is the order of versions, of which there is none here.
            if clock != model::Clock::new(clock.physical(), 0) {
                return Err(wrong);
            }
            Value::Number(clock.physical())
        }
        Shape::TimeOfDay => read_time_of_day(&reader.text()?).ok_or(wrong)?,
        Shape::Several { of, .. } => {
            let mut values = Vec::new();
            reader.each(&mut |reader| read(of, reader).map(|value| values.push(value)))?;
            Value::Several(values)
        }
    })
}

fn read_time_of_day(text: &str) -> Option<Value<'static>> {
    let (time, zone) = text.split_once(' ')?;
    let (hours, minutes) = time.split_once(':')?;
    let digits = |text: &str| {
        let is_two = text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit());
        text.parse::<u64>().ok().filter(|_| is_two)
    };
    let value = Value::Several(vec![
        Value::Number(digits(hours)? * 60 + digits(minutes).filter(|minutes| *minutes < 60)?),
        Value::Text(zone.to_owned().into()),
    ]);
    Shape::TimeOfDay.check(&value).is_ok().then_some(value)
}

pub(in crate::export) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(in crate::export) fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| {
        let digit = |byte: &u8| char::from(*byte).to_digit(16).filter(|_| !byte.is_ascii_uppercase());
        let (high, low) = (digit(pair.first()?)?, digit(pair.get(1)?)?);
        u8::try_from(high << 4 | low).ok()
    };
    text.as_bytes().chunks(2).map(pair).collect()
}
