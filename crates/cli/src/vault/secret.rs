//! A passphrase or recovery words, from a prompt that shows nothing or from a pipe.

use std::io::{IsTerminal as _, Read as _};

use anyhow::{Context, bail};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The most bytes that are read from a pipe: far more than 24 words or any passphrase.
const SECRET_BYTES_MAX: u64 = 4_096;

/// Asks for it.
pub(super) fn ask() -> anyhow::Result<Zeroizing<String>> {
    if std::io::stdin().is_terminal() {
        let typed = rpassword::prompt_password("Passphrase of the backup, or the 24 recovery words: ");
        return typed.map(|typed| composed(&Zeroizing::new(typed))).context("cannot ask for the passphrase");
    }
    let mut piped = Zeroizing::new(String::new());
    let input = std::io::stdin().lock().take(SECRET_BYTES_MAX).read_to_string(&mut piped);
    input.context("cannot read the passphrase from the input")?;
    let line = piped.lines().next().unwrap_or_default();
    if line.is_empty() {
        bail!("the backup is sealed: its passphrase is wanted as the first line of the input");
    }
    Ok(composed(line))
}

/// Unicode's composed form (NFC), in which the app takes a passphrase too: keyboards differ in what they send for a letter
/// with an accent.
fn composed(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.nfc().collect())
}
