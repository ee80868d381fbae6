//! A passphrase or recovery words, from a prompt that shows nothing or from a pipe.

use std::io::{IsTerminal as _, Read as _};

use anyhow::{Context, bail};
use crypto::{RECOVERY_WORD_COUNT, RecoveryWords, RecoveryWordsError};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The most bytes that are read from a pipe: far more than 24 words or any passphrase.
const SECRET_BYTES_MAX: u64 = 4_096;

/// Asks for it.
pub(super) fn ask() -> anyhow::Result<Zeroizing<String>> {
    if std::io::stdin().is_terminal() {
        return from_terminal().context("cannot ask for the passphrase");
    }
    let mut piped = Zeroizing::new(Vec::new());
    let input = std::io::stdin().lock().take(SECRET_BYTES_MAX).read_to_end(&mut piped);
    input.context("cannot read the passphrase from the input")?;
    let Ok(piped) = core::str::from_utf8(&piped) else {
        bail!("cannot read the passphrase from the input: expected text in UTF-8");
    };
    match secret_in(piped) {
        "" => bail!("the backup is sealed: its passphrase is wanted as the first line of the input"),
        secret => Ok(composed(secret)),
    }
}

/// Words may come on several lines; of anything else the first line counts, however lines end there, and without the mark that
/// some programs write before a text. Spaces may belong to a passphrase.
fn secret_in(piped: &str) -> &str {
    let piped = piped.strip_prefix('\u{feff}').unwrap_or(piped);
    let first_line = piped.split(['\r', '\n']).next().unwrap_or_default();
    if RecoveryWords::parse(piped).is_ok() { piped } else { first_line }
}

fn from_terminal() -> std::io::Result<Zeroizing<String>> {
    let prompt = |words: &str| rpassword::prompt_password(words).map(Zeroizing::new);
    let mut typed = prompt("Passphrase of the backup, or the 24 recovery words: ")?;
    // Whoever types one on each line, or pastes them so, is asked for the rest.
    while let Err(RecoveryWordsError::Count { found: found @ 1..RECOVERY_WORD_COUNT }) =
        RecoveryWords::parse(&typed)
    {
        let left = RECOVERY_WORD_COUNT - found;
        let more = prompt(&format!("The other {left} words; only Enter if this is a passphrase: "))?;
        if more.trim().is_empty() {
            break;
        }
        *typed = format!("{}\n{}", *typed, *more);
    }
    Ok(composed(&typed))
}

/// Unicode's composed form (NFC), in which the app takes a passphrase too: keyboards differ in what they send for a letter
/// with an accent.
fn composed(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_from_all_lines_and_a_passphrase_from_the_first() {
        let words = RecoveryWords::from_entropy(&[42; 32]).words();
        let lines = words.iter().map(|word| word.get(..4).unwrap_or(word)).collect::<Vec<_>>().join("\n");
        let words_on_lines = lines.replace('\n', "\r\n");
        let marked = format!("\u{feff}{words_on_lines}");
        for (piped, secret) in [
            (lines.as_str(), lines.as_str()),
            ("a long passphrase\nand a second line\n", "a long passphrase"),
            ("granite\nlantern\n", "granite"),
            ("\u{feff}a long passphrase\r\n", "a long passphrase"),
            ("a long passphrase\rmore", "a long passphrase"),
            (" with spaces  \n", " with spaces  "),
            (&marked, &words_on_lines),
            ("", ""),
        ] {
            assert_eq!(secret_in(piped), secret);
        }
    }
}
