//! Taking everything along.

use model::Offsets;

use crate::file::{PageWords, Place};

/// Making a file of everything, or bringing one in.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum TakeAlong {
    /// Makes a file. Answered by [`super::Outcome::File`].
    Export {
        /// Of which form.
        form: ExportAs,
        /// Whether what others shared comes along.
        with_others: bool,
    },
    /// Looks at a file, and changes nothing. Answered by [`super::Outcome::ImportRead`].
    Read {
        /// JSON or a backup.
        file: Vec<u8>,
        /// A backup's passphrase or the recovery words, as typed; empty for JSON.
        secret: String,
    },
    /// Brings in what a file has and the vault has not. Answered by [`super::Outcome::Imported`].
    Import {
        /// JSON or a backup.
        file: Vec<u8>,
        /// A backup's passphrase or the recovery words, as typed; empty for JSON.
        secret: String,
    },
}

/// A form of export.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum ExportAs {
    /// For other programs.
    Json,
    /// To read and to print.
    Page {
        /// In these words.
        words: Box<PageWords>,
        /// With the days as they were where the person lives.
        offsets: Offsets,
    },
    /// Sealed, to keep.
    Backup {
        /// Opens it.
        passphrase: String,
    },
}

/// Why a file was not taken or not made. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize, thiserror::Error)]
pub enum FileProblem {
    /// It is larger than [`crate::file::FILE_BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// It is neither an export nor a backup.
    #[error("this is no file that Counterpoint has made")]
    Foreign,
    /// A newer version of the app made it.
    #[error("a newer version of the app made the file")]
    TooNew,
    /// It was cut or changed.
    #[error("the file is damaged")]
    Damaged {
        /// Where, if that can be told.
        place: Option<Place>,
    },
    /// Neither the passphrase nor the words open the backup.
    #[error("neither the passphrase nor the words open the backup")]
    WrongSecret,
    /// None was made: it would go beyond what is read.
    #[error("the file could not be read back")]
    NotReadBack,
    /// Nothing was brought in: with what is here already, it would go beyond what one file holds.
    #[error("everything together would not fit into a file")]
    TooMuch,
    /// It is text in UTF-16: some editor wrote it anew.
    #[error("the file is text in UTF-16")]
    Utf16,
}
