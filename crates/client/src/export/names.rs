//! How identifiers and choices are written in JSON: identifiers as hexadecimal digits, choices by name.

use core::str::FromStr;

use model::{Answer, ItemId, Kind, Need, RelationshipId, Taste, VersionId};

use super::json::{Json, Reader, Writer, Wrong};

/// A closed set of answers with a name for each, which never changes.
macro_rules! choice {
    ($choice:ident { $($variant:ident $name:literal),* $(,)? }) => {
        impl Json for $choice {
            fn write(&self, writer: &mut Writer) {
                writer.text(match self {
                    $(Self::$variant => $name,)*
                });
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Wrong> {
                let wrong = reader.wrong();
                match reader.text()?.as_str() {
                    $($name => Ok(Self::$variant),)*
                    _ => Err(wrong),
                }
            }
        }
    };
}

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
choice!(Kind {
    Partner "partner",
    Parent "parent",
    AdultChild "adult-child",
    Sibling "sibling",
    Friend "friend",
    Other "other",
});
choice!(Taste { Like "like", Dislike "dislike" });
choice!(Need {
    Listening "listening",
    Ideas "ideas",
    Hands "hands",
    Company "company",
    JustKnow "just-know",
});
choice!(Answer { Yes "yes", NotNow "not-now", SomethingElse "something-else" });
