//! JSON: writing, reading, and everything that is checked before anything is believed.

use std::collections::BTreeSet;

use interface::file::Place;
use model::{
    ItemId, RelationshipId, VersionId,
    kinds::{LIST, List},
};

mod content;
mod fields;
mod reader;
mod writer;

pub(super) use content::{hex, unhex};
pub(super) use fields::Json;
pub(super) use reader::{Reader, Wrong};
pub(super) use writer::Writer;

use super::{Export, FILE_BYTES_MAX, FORMAT, IMPORT_THINGS_MAX, Item, VERSION, VERSIONS_PER_ITEM_MAX};

/// The most that a backup has beside its padded content: eight sheets of recovery words, and what says how it is sealed.
const BACKUP_BYTES_MORE: usize = 64 * 1024;

/// With this some editors begin what they save as UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A file could not be read as an export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The file is larger than anything that is read.
    #[error("the file has {found} bytes, at most {FILE_BYTES_MAX} are read")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
    },
    /// It is neither an export nor a backup of this program.
    #[error("this is no file that Counterpoint has made")]
    Foreign,
    /// It is text in UTF-16: some editor wrote it anew.
    #[error("the file is text in UTF-16; save it as UTF-8")]
    Utf16,
    /// A newer version of the program made it.
    #[error("the file has version {found}, this program reads up to {VERSION}")]
    TooNew {
        /// The version that it claims, or the largest number if that is a still larger one.
        found: u32,
    },
    /// It names a kind of record, a field or a choice that this version does not know: a newer one made it.
    #[error("the file has something at {place} that only a newer version knows")]
    Newer {
        /// Where.
        place: Place,
    },
    /// It is an export, but not a whole one.
    #[error("the file is damaged at {place}: {fault}")]
    Damaged {
        /// Where.
        place: Place,
        /// What is wrong there.
        fault: Fault,
    },
}

/// What is wrong at a place in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The text is not what the format prescribes.
    #[error("this is not as the format prescribes")]
    Malformed,
    /// A name for machines stands twice where each stands once.
    #[error("this identifier stands here for the second time")]
    Repeated,
    /// Something names a thing that is not in the file.
    #[error("this names nothing in the file")]
    Dangling,
    /// Something was changed before it was added.
    #[error("this was changed before it was added")]
    BackInTime,
    /// A thing without any version.
    #[error("this has no version")]
    WithoutVersion,
    /// There are more things than one file may bring.
    #[error("there are more than {IMPORT_THINGS_MAX} things")]
    TooMany,
    /// There are more versions of one thing than stand side by side in any life.
    #[error("there are more than {VERSIONS_PER_ITEM_MAX} versions")]
    TooManyVersions,
}

impl Export {
    /// The export as JSON, with line breaks, in UTF-8. Records of other kinds than `kinds` stand in it as the bytes that they are.
    pub fn to_json(&self, kinds: &'static List) -> Vec<u8> {
        let mut json = Writer::write(self, true, kinds);
        json.push(b'\n');
        json
    }

    /// The same without spaces and line breaks.
    pub(super) fn to_short_json(&self, kinds: &'static List) -> Vec<u8> {
        Writer::write(self, false, kinds)
    }

    /// Reads what [`Export::to_json`] wrote, or what somebody else wrote by the same rules.
    ///
    /// # Errors
    /// [`FileError`], which names the place.
    pub fn from_json(json: &[u8], kinds: &'static List) -> Result<Self, FileError> {
        if json.len() > FILE_BYTES_MAX {
            return Err(FileError::TooLarge { found: json.len() });
        }
        if is_utf16(json) {
            return Err(FileError::Utf16);
        }
        let json = json.strip_prefix(BYTE_ORDER_MARK).unwrap_or(json);
        let mut reader = Reader::new(json, kinds);
        let read = Self::read(&mut reader).and_then(|export| reader.end().map(|()| export));
        let export = read.map_err(|wrong| unreadable(json, wrong))?;
        export.check()?;
        Ok(export)
    }

    /// This as JSON, if a file of it is read back, as it is and sealed: better no file than one that is refused on the day it is needed.
    pub(crate) fn to_json_read_back(&self, kinds: &'static List) -> Option<Vec<u8>> {
        let json = self.to_json(kinds);
        let is_read_back = crypto::padded_len(json.len()).saturating_add(BACKUP_BYTES_MORE) <= FILE_BYTES_MAX
            && Self::from_json(&json, kinds).is_ok();
        is_read_back.then_some(json)
    }

    /// Everything that the types cannot say.
    ///
    /// # Errors
    /// [`FileError`], which names the place.
    fn check(&self) -> Result<(), FileError> {
        let things =
            self.relationships.len() + self.items.iter().map(|item| item.versions.len()).sum::<usize>();
        match self.version {
            _ if self.format != FORMAT => return Err(FileError::Foreign),
            0 => return Err(damaged("version", Fault::Malformed)),
            found if found > VERSION => return Err(FileError::TooNew { found }),
            _ => {}
        }
        if things > IMPORT_THINGS_MAX {
            return Err(damaged("items", Fault::TooMany));
        }
        let mut relationships = BTreeSet::new();
        for (index, relationship) in self.relationships.iter().enumerate() {
            let place = |field: &str| format!("relationships[{index}].{field}");
            if !relationships.insert(relationship.id) {
                return Err(damaged(place("id"), Fault::Repeated));
            }
            if relationship.changed < relationship.added {
                return Err(damaged(place("changed"), Fault::BackInTime));
            }
        }
        let mut items = BTreeSet::new();
        for (index, item) in self.items.iter().enumerate() {
            check_item(item, &format!("items[{index}]"), &mut items, &relationships)?;
        }
        Ok(())
    }
}

fn check_item(
    item: &Item,
    place: &str,
    items: &mut BTreeSet<ItemId>,
    relationships: &BTreeSet<RelationshipId>,
) -> Result<(), FileError> {
    if !items.insert(item.id) {
        return Err(damaged(format!("{place}.id"), Fault::Repeated));
    }
    if item.versions.is_empty() {
        return Err(damaged(format!("{place}.versions"), Fault::WithoutVersion));
    }
    if item.versions.len() > VERSIONS_PER_ITEM_MAX {
        return Err(damaged(format!("{place}.versions"), Fault::TooManyVersions));
    }
    let mut versions: BTreeSet<VersionId> = BTreeSet::new();
    for (index, version) in item.versions.iter().enumerate() {
        if !versions.insert(version.id) {
            return Err(damaged(format!("{place}.versions[{index}].id"), Fault::Repeated));
        }
        if version.about.is_some_and(|about| !relationships.contains(&about)) {
            return Err(damaged(format!("{place}.versions[{index}].about"), Fault::Dangling));
        }
    }
    let twice = item.earlier.iter().position(|earlier| !versions.insert(*earlier));
    twice.map_or(Ok(()), |index| Err(damaged(format!("{place}.earlier[{index}]"), Fault::Repeated)))
}

fn damaged(place: impl Into<String>, fault: Fault) -> FileError {
    FileError::Damaged { place: Place::Field(place.into()), fault }
}

/// Why a file could not be read: what it says of itself, wherever that stands, tells whose it is and of which version.
fn unreadable(json: &[u8], wrong: Wrong) -> FileError {
    let (mut format, mut version) = (None, None);
    // The reading ends, with an error, where the text is no JSON any more.
    let _ = Reader::new(json, &LIST).object(&mut |reader, field| match field {
        "format" if reader.is_at_text() => reader.text().map(|read| format = Some(read)),
        "version" => {
            version = reader.whole_number();
            reader.pass()
        }
        _ => reader.pass(),
    });
    match (format.as_deref(), version) {
        (Some(FORMAT), Some(found)) if found > VERSION => FileError::TooNew { found },
        (Some(FORMAT), _) if wrong.is_newer => FileError::Newer { place: place_of(json, wrong) },
        (Some(FORMAT), _) => FileError::Damaged { place: place_of(json, wrong), fault: Fault::Malformed },
        _ => FileError::Foreign,
    }
}

/// Whether it begins with the mark of UTF-16, or with a bracket in it, in either order of bytes.
fn is_utf16(json: &[u8]) -> bool {
    matches!(json, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'{', 0, ..] | [0, b'{', ..])
}

fn place_of(json: &[u8], Wrong { at, .. }: Wrong) -> Place {
    let before = json.get(..at).unwrap_or(json);
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let in_line = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    let counted = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
    Place::Line { line: counted(lines), column: counted(in_line) }
}
