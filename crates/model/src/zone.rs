//! Names of time zones. Whether a zone exists is for whoever has the database; here only that it can be a name of one.

/// The most characters of a zone's name. The longest in the database of 2026 has 32.
pub const CHARACTERS_MAX: usize = 64;

/// Whether a text can be the name of a zone in the IANA database: parts of letters, digits, `+`, `-` and `_`, between slashes.
///
/// ```
/// use model::zone::is_name;
///
/// assert!(is_name("Europe/Berlin") && is_name("Etc/GMT+5") && is_name("UTC"));
/// assert!(!is_name("") && !is_name("/Berlin") && !is_name("Europe//Berlin") && !is_name("somewhere else"));
/// ```
pub fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-_".contains(&byte))
    };
    text.len() <= CHARACTERS_MAX && text.split('/').all(is_part)
}
