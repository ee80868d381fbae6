//! From files in [Fluent's syntax](https://projectfluent.org) to what the app says.
//!
//! ```text
//!              ┌─ functions ─► Rust, compiled into the screens: one typed function for each English message
//!  en.ftl ─────┤
//!  de.ftl ─────┴─ packs ─────► a JSON file for each language, beside the app: the sentences, by the number that
//!                              the function of a message calls them by
//! ```
//!
//! English says which messages there are and what they are called with. A message that English does not have, or that is called with
//! other arguments, is an error, and the build stops. One that another language lacks is said in English: its pack holds the English
//! sentence, and says which these are ([`Pack::missing`]).
//!
//! Two languages are made of English by machine, for tests: [`PSEUDO`], and [`PSEUDO_RIGHT_TO_LEFT`], which runs the other way.

mod functions;
mod message;
mod pack;
mod pseudo;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use message::Messages;

pub use pack::Pack;
pub use pseudo::{PSEUDO, PSEUDO_RIGHT_TO_LEFT};

/// The language that says which messages there are.
pub const ENGLISH: &str = "en";

/// How the name of a language file ends.
const EXTENSION: &str = "ftl";

/// Why there are no packs.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder, or a file in it, cannot be read.
    #[error("reading {path}: {reason}")]
    Unreadable {
        /// Which.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// There is no English.
    #[error("there is no {ENGLISH}.{EXTENSION}")]
    NoEnglish,
    /// Something in a file is not as it has to be.
    #[error("{tag}.{EXTENSION}: {problem}")]
    Wrong {
        /// The language.
        tag: String,
        /// What, and of which message.
        problem: String,
    },
}

/// A language file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which language, as a tag of BCP 47.
    pub tag: String,
    /// What the file says.
    pub text: String,
}

/// The messages of all languages, checked.
#[derive(Debug)]
pub struct Languages {
    english: Messages,
    others: Vec<(String, Messages)>,
}

impl Source {
    /// Every language file of a folder, by tag.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read_folder(folder: &Path) -> Result<Vec<Self>, Error> {
        let unreadable = |path: &Path, error: &dyn ToString| Error::Unreadable {
            path: path.display().to_string(),
            reason: error.to_string(),
        };
        let mut sources = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
            let path = entry.map_err(|error| unreadable(folder, &error))?.path();
            let tag = path.file_stem().and_then(|stem| stem.to_str());
            let (Some(tag), true) = (tag, path.extension().is_some_and(|extension| extension == EXTENSION))
            else {
                continue;
            };
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            sources.push(Self { tag: tag.to_owned(), text });
        }
        sources.sort_by(|one, other| one.tag.cmp(&other.tag));
        Ok(sources)
    }
}

impl Languages {
    /// Reads and compares all languages.
    ///
    /// # Errors
    /// When there is no English, a file is not Fluent's syntax, or a message is not as English has it.
    pub fn read(sources: &[Source]) -> Result<Self, Error> {
        let read = |source: &Source, english: Option<&Messages>| {
            let wrong = |problem| Error::Wrong { tag: source.tag.clone(), problem };
            if !is_tag(&source.tag) {
                return Err(wrong("the file's name is no tag of a language".to_owned()));
            }
            // Editors write a mark before a text, and end its lines, as each likes.
            let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text).replace("\r\n", "\n");
            message::read(&text, english).map_err(wrong)
        };
        let english = sources.iter().find(|source| source.tag == ENGLISH).ok_or(Error::NoEnglish)?;
        let english = read(english, None)?;
        let others = sources
            .iter()
            .filter(|source| source.tag != ENGLISH)
            .map(|source| Ok((source.tag.clone(), read(source, Some(&english))?)))
            .collect::<Result<_, Error>>()?;
        Ok(Self { english, others })
    }

    /// The code of a function for each message, but for those that are found by a key which the code puts together: `keys`, the words of
    /// records, and whatever stands on a page that is taken along.
    ///
    /// # Errors
    /// When English lacks one of the keys, or calls it with other arguments than a key can say.
    pub fn functions(&self, keys: &[String]) -> Result<String, Error> {
        functions::generate(&self.english, keys)
            .map_err(|problem| Error::Wrong { tag: ENGLISH.to_owned(), problem })
    }

    /// A pack for each language, English first, and for those that tests read.
    pub fn packs(&self) -> Vec<Pack> {
        let people = self.others.iter().map(|(tag, messages)| Pack::new(tag, &self.english, messages));
        let mut packs = vec![Pack::new(ENGLISH, &self.english, &self.english)];
        packs.extend(people);
        packs.extend(pseudo::packs(&self.english));
        packs
    }
}

/// Whether a browser takes it for a language: a name of two or three letters, and what says more about it behind hyphens.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_name =
        |name: &str| (2..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_more =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(is_name) && parts.all(is_more)
}
