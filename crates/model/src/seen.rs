//! What of a text can be seen, and how it stands among other words.

use std::borrow::Cow;

/// From here on the direction of the first strong letter counts, up to [`POP_ISOLATE`] (Unicode Standard Annex 9).
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// The end of an isolate.
const POP_ISOLATE: char = '\u{2069}';

/// Whether anything of a text can be seen: letters that have no width and marks that only say how others stand cannot.
///
/// ```
/// use model::seen::can_be_seen;
///
/// assert!(can_be_seen("Noor") && can_be_seen("👩‍👧") && can_be_seen("…"));
/// assert!(!can_be_seen(" \u{200b}\u{2060}\u{202e}\u{3164}\n"));
/// ```
pub fn can_be_seen(text: &str) -> bool {
    text.chars().any(|letter| !letter.is_whitespace() && !letter.is_control() && !is_blank(letter))
}

/// A text with one sign, U+000A, for every end of a line: other programs write two, or others, and they would show as two lines, or
/// as a box. Bytes that were signed or hashed stay as they are: this is for what is shown, and for what is written anew.
///
/// ```
/// use model::seen::with_plain_lines;
///
/// assert_eq!(with_plain_lines("one\r\ntwo\rthree\u{2028}four\u{85}five"), "one\ntwo\nthree\nfour\nfive");
/// ```
pub fn with_plain_lines(text: &str) -> Cow<'_, str> {
    let is_other = |letter| matches!(letter, '\u{b}'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(is_other) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(is_other, "\n"))
}

/// A text that a person wrote, as it stands in a sentence or a line of others: whatever its direction is, and whatever marks of
/// direction it holds, what stands around it stays where it was.
///
/// ```
/// use model::seen::isolated;
///
/// assert_eq!(isolated("Noor"), "Noor");
/// assert_eq!(isolated("נור"), "\u{2068}נור\u{2069}");
/// assert_eq!(isolated("N\u{202e}oor"), "\u{2068}Noor\u{2069}");
/// ```
pub fn isolated(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| turns(letter) || is_from_right(letter)) {
        return Cow::Borrowed(text);
    }
    let mut isolated = String::with_capacity(text.len() + 6);
    isolated.push(FIRST_STRONG_ISOLATE);
    isolated.extend(text.chars().filter(|letter| !turns(*letter)));
    isolated.push(POP_ISOLATE);
    Cow::Owned(isolated)
}

/// Letters that show nothing by themselves.
fn is_blank(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Marks that open or close a direction for what follows them.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters and marks of scripts that are written from right to left.
fn is_from_right(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}
