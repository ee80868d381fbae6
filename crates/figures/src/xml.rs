//! Text in XML: what it may hold, and lines of it, which XML does not make by itself.

use core::fmt::{self, Display, Formatter, Write};

/// A text in one line, as it stands between tags and in attributes. What XML can not hold at all is left out.
pub(crate) struct Text<'a>(pub(crate) &'a str);

/// The same as somebody wrote it: its lines stay lines.
pub(crate) struct Written<'a>(pub(crate) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        put(formatter, self.0, ' ')
    }
}

impl Display for Written<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        put(formatter, self.0, '\n')
    }
}

fn put(formatter: &mut Formatter<'_>, text: &str, line_end: char) -> fmt::Result {
    for character in text.chars() {
        match character {
            '&' => formatter.write_str("&amp;")?,
            '<' => formatter.write_str("&lt;")?,
            '>' => formatter.write_str("&gt;")?,
            '"' => formatter.write_str("&quot;")?,
            '\'' => formatter.write_str("&#39;")?,
            '\t' => formatter.write_char(' ')?,
            '\n' => formatter.write_char(line_end)?,
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => formatter.write_char(other)?,
        }
    }
    Ok(())
}

/// A text in lines of at most so many columns, parted between words. A word that is longer than a line is parted anywhere.
pub(crate) fn lines(text: &str, columns_max: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut columns) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length: usize = word.chars().map(columns_of).sum();
        if columns > 0 && columns + 1 + length > columns_max {
            lines.push(core::mem::take(&mut line));
            columns = 0;
        }
        if columns > 0 {
            line.push(' ');
            columns += 1;
        }
        for character in word.chars() {
            if columns + columns_of(character) > columns_max {
                lines.push(core::mem::take(&mut line));
                columns = 0;
            }
            line.push(character);
            columns += columns_of(character);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Characters of the scripts from Hangul on are about twice as wide as letters.
fn columns_of(character: char) -> usize {
    if character >= '\u{1100}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let text = Text("a<b> & \"c\" 'd'\n\u{0}\u{b}\u{ffff}ü").to_string();
        assert_eq!(text, "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; ü");
        assert_eq!(Written("one\r\n<two>").to_string(), "one\n&lt;two&gt;");
    }

    #[test]
    fn lines_are_parted_between_words_if_they_can_be() {
        assert_eq!(lines("one two  three", 7), ["one two", "three"]);
        assert_eq!(lines("abcdefgh i", 4), ["abcd", "efgh", "i"]);
        assert_eq!(lines("한국어", 4), ["한국", "어"]);
        assert_eq!(lines("  ", 4), Vec::<String>::new());
    }
}
