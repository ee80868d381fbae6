//! A writer of JSON (RFC 8259), with line breaks or without.

use model::kinds::List;

use super::Json;

/// Writes one value after another.
#[derive(Debug)]
pub(in crate::export) struct Writer {
    json: String,
    is_pretty: bool,
    depth: usize,
    is_first: bool,
    /// The kinds whose records are written field by field.
    pub(in crate::export) kinds: &'static List,
}

impl Writer {
    /// What `value` is in JSON.
    pub(in crate::export) fn write(value: &impl Json, is_pretty: bool, kinds: &'static List) -> Vec<u8> {
        let mut writer = Self { json: String::new(), is_pretty, depth: 0, is_first: true, kinds };
        value.write(&mut writer);
        writer.json.into_bytes()
    }

    /// An object or a list begins.
    pub(in crate::export) fn begin(&mut self, bracket: char) {
        self.json.push(bracket);
        self.depth += 1;
        self.is_first = true;
    }

    /// It ends.
    pub(in crate::export) fn end(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_first {
            self.line();
        }
        self.json.push(bracket);
        self.is_first = false;
    }

    /// One more thing in it.
    pub(in crate::export) fn next(&mut self) {
        if !self.is_first {
            self.json.push(',');
        }
        self.is_first = false;
        self.line();
    }

    /// A field of an object.
    pub(in crate::export) fn field(&mut self, name: &str, value: &impl Json) {
        self.name(name);
        value.write(self);
    }

    /// The name of a field, whose value is next.
    pub(in crate::export) fn name(&mut self, name: &str) {
        self.next();
        self.text(name);
        self.json.push_str(if self.is_pretty { ": " } else { ":" });
    }

    /// `null` or a number: what needs no quotes.
    pub(in crate::export) fn bare(&mut self, bare: &str) {
        self.json.push_str(bare);
    }

    /// A text.
    pub(in crate::export) fn text(&mut self, text: &str) {
        self.json.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.json.push_str("\\\""),
                '\\' => self.json.push_str("\\\\"),
                '\n' => self.json.push_str("\\n"),
                '\r' => self.json.push_str("\\r"),
                '\t' => self.json.push_str("\\t"),
                '\0'..='\u{1f}' => {
                    let digit = |number: u32| char::from_digit(number, 16).unwrap_or('0');
                    let code = u32::from(letter);
                    self.json.push_str("\\u00");
                    self.json.extend([digit(code >> 4), digit(code & 0xf)]);
                }
                letter => self.json.push(letter),
            }
        }
        self.json.push('"');
    }

    fn line(&mut self) {
        if self.is_pretty {
            self.json.push('\n');
            self.json.extend(core::iter::repeat_n("  ", self.depth));
        }
    }
}
