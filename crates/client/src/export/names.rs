//! How names for machines are written in JSON: identifiers and hashes as hexadecimal digits, ties by name.

use core::str::FromStr;

use model::{ContentHash, ItemId, RelationshipId, Tie, VersionId};

use super::{
    TieNumber,
    json::{Json, Reader, Writer, Wrong, hex, unhex},
};

/// An identifier, as 32 hexadecimal digits in lower case.
macro_rules! identifier {
    ($($identifier:ident),*) => {$(
        impl Json for $identifier {
            fn write(&self, writer: &mut Writer) {
                writer.text(&self.to_string());
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
                let wrong = reader.wrong();
                Self::from_str(&reader.text()?).map_err(|_| wrong)
            }
        }
    )*};
}

identifier!(ItemId, RelationshipId, VersionId);

impl Json for ContentHash {
    fn write(&self, writer: &mut Writer) {
        writer.text(&hex(&self.0));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        let wrong = reader.wrong();
        let bytes = unhex(&reader.text()?).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(wrong)
    }
}

/// By name; one that only a newer version knows by its number.
impl Json for TieNumber {
    fn write(&self, writer: &mut Writer) {
        match Tie::from_number(self.0) {
            Some(tie) => writer.text(tie.name()),
            None => writer.bare(&self.0.to_string()),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
        if reader.is_at_text() {
            let newer = reader.newer();
            let tie = Tie::from_name(&reader.text()?).ok_or(newer)?;
            return Ok(Self(tie.number()));
        }
        reader.number().map(Self)
    }
}
