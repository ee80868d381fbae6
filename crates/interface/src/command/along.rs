//! Taking everything along.

use model::Offsets;

use crate::file::{PageWords, Place};

/// Making a file of everything, or bringing one in.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum TakeAlong {
    /// Makes a file. Answered by [`super::Outcome::File`].
    #[n(0)]
    Export {
        /// Of which form.
        #[n(0)]
        form: ExportAs,
        /// Whether what others shared comes along.
        #[n(1)]
        with_others: bool,
    },
    /// Looks at a file, and changes nothing. Answered by [`super::Outcome::ImportRead`].
    #[n(1)]
    Read {
        /// JSON or a backup.
        #[cbor(n(0), with = "minicbor::bytes")]
        file: Vec<u8>,
        /// A backup's passphrase or the recovery words, as typed; empty for JSON.
        #[n(1)]
        secret: String,
    },
    /// Brings in what a file has and the vault has not. Answered by [`super::Outcome::Imported`].
    #[n(2)]
    Import {
        /// JSON or a backup.
        #[cbor(n(0), with = "minicbor::bytes")]
        file: Vec<u8>,
        /// A backup's passphrase or the recovery words, as typed; empty for JSON.
        #[n(1)]
        secret: String,
    },
}

/// A form of export.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum ExportAs {
    /// For other programs.
    #[n(0)]
    Json,
    /// To read and to print.
    #[n(1)]
    Page {
        /// In these words.
        #[n(0)]
        words: Box<PageWords>,
        /// With the days as they were where the person lives.
        #[n(1)]
        offsets: Offsets,
    },
    /// Sealed, to keep.
    #[n(2)]
    Backup {
        /// Opens it.
        #[n(0)]
        passphrase: String,
    },
}

/// Why a file was not taken or not made. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode, thiserror::Error)]
pub enum FileProblem {
    /// It is larger than [`crate::file::FILE_BYTES_MAX`].
    #[n(0)]
    #[error("the file is too large")]
    TooLarge,
    /// It is neither an export nor a backup.
    #[n(1)]
    #[error("this is no file that Counterpoint has made")]
    Foreign,
    /// A newer version of the app made it.
    #[n(2)]
    #[error("a newer version of the app made the file")]
    TooNew,
    /// It was cut or changed.
    #[n(3)]
    #[error("the file is damaged")]
    Damaged {
        /// Where, if that can be told.
        #[n(0)]
        place: Option<Place>,
    },
    /// Neither the passphrase nor the words open the backup.
    #[n(4)]
    #[error("neither the passphrase nor the words open the backup")]
    WrongSecret,
    /// None was made: it would go beyond what is read.
    #[n(5)]
    #[error("the file could not be read back")]
    NotReadBack,
    /// Nothing was brought in: with what is here already, it would go beyond what one file holds.
    #[n(6)]
    #[error("everything together would not fit into a file")]
    TooMuch,
    /// It is text in UTF-16: some editor wrote it anew.
    #[n(7)]
    #[error("the file is text in UTF-16")]
    Utf16,
}
