//! What screens say about files: of what is taken along, and of what is brought in.

mod preview;
mod words;

pub use preview::Preview;
pub use words::PageWords;

/// The largest file that is read, in bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// How every sealed backup begins.
pub const BACKUP_MAGIC: &[u8; 20] = b"counterpoint backup\n";

/// Whether a file begins as a sealed backup does.
pub fn is_backup(bytes: &[u8]) -> bool {
    bytes.starts_with(BACKUP_MAGIC)
}

/// A place in an export.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Place {
    /// In the text.
    Line {
        /// Counted from 1.
        line: u32,
        /// Counted from 1, in bytes.
        column: u32,
    },
    /// In what the text says: a path of fields.
    Field(String),
}

impl core::fmt::Display for Place {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Line { line, column } => write!(formatter, "line {line}, column {column}"),
            Self::Field(path) => formatter.write_str(path),
        }
    }
}
