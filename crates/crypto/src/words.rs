//! Words for people: recovery words on paper, safety words read aloud. Both use the English BIP39 list.

use bip39::{Language, Mnemonic};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Context, MemberSeed};

/// How many recovery words there are: 256 bits and a checksum.
pub const RECOVERY_WORD_COUNT: usize = 24;

/// How many safety words there are: 3 × 11 = 33 bits, and one guess only, because both sides commit first.
pub const SAFETY_WORD_COUNT: usize = 3;

/// How many words stand for a history.
pub const HISTORY_WORD_COUNT: usize = 6;

/// No two words of the list begin with the same four letters.
const LETTERS_ENOUGH: usize = 4;

/// The longest words of the list have eight letters; beyond them no beginning can match.
const WORD_LETTERS_MAX: usize = 8;

const RECOVERY: Context = Context("counterpoint 1 recovery words: member seed");
const SAFETY: Context = Context("counterpoint 1 safety words");
const HISTORY: Context = Context("counterpoint 1 history words");

/// Why words that were typed in are no recovery words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecoveryWordsError {
    /// There are too few or too many.
    #[error("there are {found} words, not 24")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// One word is not in the list.
    #[error("word {position} (“{word}”) is not in the list")]
    UnknownWord {
        /// Which, counted from 1.
        position: usize,
        /// As it was typed, lower-case.
        word: String,
        /// The words of the list that begin alike, at most three.
        suggestions: Vec<&'static str>,
    },
    /// All words are in the list but do not belong together.
    #[error("the words do not belong together: one is wrong, or two are swapped")]
    Checksum,
}

/// 24 words that stand for a member of the vault: a paper device.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryWords(Mnemonic);

impl RecoveryWords {
    /// Draws new words.
    pub fn random(random: &mut (impl CryptoRng + ?Sized)) -> Self {
        let mut entropy = Zeroizing::new([0; 32]);
        random.fill_bytes(entropy.as_mut());
        Self::from_entropy(&entropy)
    }

    /// The words that stand for `entropy`.
    pub fn from_entropy(entropy: &[u8; 32]) -> Self {
        Self(
            Mnemonic::from_entropy_in(Language::English, entropy)
                .expect("32 bytes are a valid length of entropy"),
        )
    }

    /// Reads words as a person types them: any case, any white space, one on each line or all on one, commas and numbering ignored, each
    /// whole or as its first four letters. Marks that cannot be seen are passed over.
    ///
    /// # Errors
    /// [`RecoveryWordsError`], naming the first word that is not in the list.
    pub fn parse(typed: &str) -> Result<Self, RecoveryWordsError> {
        let seen: Zeroizing<String> =
            Zeroizing::new(typed.chars().filter(|letter| !is_unseen(*letter)).collect());
        let typed: Zeroizing<Vec<String>> = Zeroizing::new(
            seen.split(|letter: char| !letter.is_alphabetic())
                .filter(|word| !word.is_empty())
                .map(str::to_ascii_lowercase)
                .collect(),
        );
        let mut words: Zeroizing<Vec<String>> = Zeroizing::new(Vec::with_capacity(typed.len()));
        for (index, word) in typed.iter().enumerate() {
            let known = known(word).ok_or_else(|| RecoveryWordsError::UnknownWord {
                position: index + 1,
                word: word.clone(),
                suggestions: suggestions(word),
            })?;
            words.push(known.to_owned());
        }
        if words.len() != RECOVERY_WORD_COUNT {
            return Err(RecoveryWordsError::Count { found: words.len() });
        }
        let joined = Zeroizing::new(words.join(" "));
        Mnemonic::parse_in_normalized(Language::English, &joined)
            .map(Self)
            .map_err(|_| RecoveryWordsError::Checksum)
    }

    /// The words in order.
    pub fn words(&self) -> Vec<&'static str> {
        self.0.words().collect()
    }

    /// The member that the words are.
    pub fn member_seed(&self) -> MemberSeed {
        let entropy = Zeroizing::new(self.0.to_entropy());
        let mut seed = Zeroizing::new([0; 32]);
        RECOVERY.derive(&[&entropy], seed.as_mut());
        MemberSeed::from_bytes(*seed)
    }
}

impl core::fmt::Debug for RecoveryWords {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("RecoveryWords(secret)")
    }
}

/// The word of the list that was typed: whole, or its first four letters as they are stamped into metal. What is longer and no word is a
/// word that was typed wrong.
fn known(typed: &str) -> Option<&'static str> {
    let mut alike = beginning_with(typed);
    let first = alike.next()?;
    let is_enough = typed.chars().count() == LETTERS_ENOUGH && alike.next().is_none();
    (first == typed || is_enough).then_some(first)
}

/// Marks that a text takes along from where it was copied: soft hyphens, spaces of no width, marks of direction.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The words of the list that begin so, in order: first the word itself, if it is one. The list is read in this one way only,
/// because every other puts one more copy of it into what a browser downloads.
fn beginning_with(prefix: &str) -> impl Iterator<Item = &'static str> {
    Language::English.words_by_prefix_iter(prefix)
}

fn suggestions(word: &str) -> Vec<&'static str> {
    (1..=WORD_LETTERS_MAX)
        .rev()
        .map(|length| word.chars().take(length).collect::<String>())
        .map(|prefix| beginning_with(&prefix).take(3).collect::<Vec<_>>())
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// Words that both people read to each other to know that nobody stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyWords(pub [&'static str; SAFETY_WORD_COUNT]);

impl SafetyWords {
    /// The words of a transcript that both sides committed to.
    pub fn of_transcript(parts: &[&[u8]]) -> Self {
        let mut bits = [0; 8];
        SAFETY.derive(parts, &mut bits);
        Self(words_of(u64::from_le_bytes(bits).into()))
    }
}

/// Words that a person compares on two of their own devices, to know that both have been told the same. They are more than
/// [`SafetyWords`], because whoever makes the other history may try as many of them as they like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryWords(pub [&'static str; HISTORY_WORD_COUNT]);

impl HistoryWords {
    /// The words of a history.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut bits = [0; 16];
        HISTORY.derive(parts, &mut bits);
        Self(words_of(u128::from_le_bytes(bits)))
    }
}

/// One word of the list for every eleven bits, the least significant first.
fn words_of<const COUNT: usize>(bits: u128) -> [&'static str; COUNT] {
    core::array::from_fn(|position| {
        let index = (bits >> (11 * position)) & 0x7ff;
        let index = usize::try_from(index).expect("11 bits fit");
        beginning_with("").nth(index).expect("the list has 2048 words")
    })
}
