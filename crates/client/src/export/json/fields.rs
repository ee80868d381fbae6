//! How each part of an export is written and read: its fields, by the names that they have in Rust.

use interface::moment::{Date, Moment};
use model::Day;

use super::{Reader, Writer, Wrong};
use crate::export::{Export, Grant, Item, Relationship, Shared, Version};

/// What can be written as JSON and read back.
pub(in crate::export) trait Json: Sized {
    /// Writes it.
    fn write(&self, writer: &mut Writer);

    /// Reads it.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong>;
}

impl Json for String {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        reader.text()
    }
}

impl Json for u32 {
    fn write(&self, writer: &mut Writer) {
        writer.bare(&self.to_string());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        reader.number()
    }
}

impl Json for Moment {
    fn write(&self, writer: &mut Writer) {
        writer.text(&self.to_string());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        let wrong = reader.wrong();
        reader.text()?.parse().map_err(|_| wrong)
    }
}

impl Json for Day {
    fn write(&self, writer: &mut Writer) {
        writer.text(&Date(*self).to_string());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        let wrong = reader.wrong();
        let Date(day) = reader.text()?.parse().map_err(|_| wrong)?;
        Ok(day)
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.bare("null"),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        if reader.null() { Ok(None) } else { T::read(reader).map(Some) }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        writer.begin('[');
        for one in self {
            writer.next();
            one.write(writer);
        }
        writer.end(']');
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        reader.list()
    }
}

/// An object with these fields. Those behind the bar are left out where they are empty.
macro_rules! object {
    ($name:ident { $($field:ident),* $(| $($optional:ident),*)? }) => {
        impl Json for $name {
            fn write(&self, writer: &mut Writer) {
                writer.begin('{');
                $(writer.field(stringify!($field), &self.$field);)*
                $($(
                    if !is_default(&self.$optional) {
                        writer.field(stringify!($optional), &self.$optional);
                    }
                )*)?
                writer.end('}');
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
                $(let mut $field = None;)*
                $($(let mut $optional = None;)*)?
                reader.object(&mut |reader, field| match field {
                    $(stringify!($field) => once(reader, &mut $field),)*
                    $($(stringify!($optional) => once(reader, &mut $optional),)*)?
                    _ => Err(reader.wrong()),
                })?;
                Ok(Self {
                    $($field: $field.ok_or(reader.wrong())?,)*
                    $($($optional: $optional.unwrap_or_default(),)*)?
                })
            }
        }
    };
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A field stands once.
fn once<T: Json>(reader: &mut Reader<'_>, slot: &mut Option<T>) -> Result<(), Wrong> {
    if slot.is_some() {
        return Err(reader.wrong());
    }
    *slot = Some(T::read(reader)?);
    Ok(())
}

object!(Export { format, version, exported_on, name, relationships, items, shared | from_others });
object!(Relationship { id, name, tie, added, changed });
object!(Item { id, versions | earlier });
object!(Version { id, written, content | about });
object!(Shared { relationship, linked_since, name, grants });
object!(Grant { item, since, content | answers });
