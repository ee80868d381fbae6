//! Words for people: recovery words on paper, safety words read aloud. Both use the English BIP39 list.

use bip39::{Language, Mnemonic};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Context, MemberSeed};

/// How many recovery words there are: 256 bits and a checksum.
pub const RECOVERY_WORD_COUNT: usize = 24;

/// How many safety words there are: 3 × 11 = 33 bits, and one guess only, because both sides commit first.
pub const SAFETY_WORD_COUNT: usize = 3;

/// The longest words of the list have eight letters; beyond them no beginning can match.
const WORD_LETTERS_MAX: usize = 8;

const RECOVERY: Context = Context("counterpoint 1 recovery words: member seed");
const SAFETY: Context = Context("counterpoint 1 safety words");

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

    /// Reads words as a person types them: any case, any white space, commas and numbering ignored.
    ///
    /// # Errors
    /// [`RecoveryWordsError`], naming the first word that is not in the list.
    pub fn parse(typed: &str) -> Result<Self, RecoveryWordsError> {
        let words: Zeroizing<Vec<String>> = Zeroizing::new(
            typed
                .split(|letter: char| !letter.is_alphabetic())
                .filter(|word| !word.is_empty())
                .map(str::to_ascii_lowercase)
                .collect(),
        );
        for (index, word) in words.iter().enumerate() {
            if beginning_with(word).next() != Some(word) {
                return Err(RecoveryWordsError::UnknownWord {
                    position: index + 1,
                    word: word.clone(),
                    suggestions: suggestions(word),
                });
            }
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
        let bits = u64::from_le_bytes(bits);
        Self(core::array::from_fn(|position| {
            let index = (bits >> (11 * position)) & 0x7ff;
            let index = usize::try_from(index).expect("11 bits fit");
            beginning_with("").nth(index).expect("the list has 2048 words")
        }))
    }
}
