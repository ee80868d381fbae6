//! A reader of JSON (RFC 8259) that knows what comes next.
//!
//! There is no tree: every value is read as what its place prescribes, and a field that has no place is refused. What is passed over, in a
//! file that is refused, is passed over bracket by bracket. So nothing in a file decides how deep the reader goes or how much memory it
//! takes, beyond the file's own size. A general parser with derived decoders took five times the bytes in what browsers load.

use model::kinds::List;

use super::Json;

/// Something is not as its place prescribes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) struct Wrong {
    /// The offset in bytes.
    pub(in crate::export) at: usize,
    /// Whether a newer version of the app may know it: a name of a kind, a field or a choice.
    pub(in crate::export) is_newer: bool,
}

/// Reads from the beginning to the end.
#[derive(Debug)]
pub(in crate::export) struct Reader<'a> {
    json: &'a [u8],
    at: usize,
    /// The kinds whose records are read field by field.
    pub(in crate::export) kinds: &'static List,
}

impl<'a> Reader<'a> {
    pub(in crate::export) fn new(json: &'a [u8], kinds: &'static List) -> Self {
        Self { json, at: 0, kinds }
    }

    /// The error for where the reader is.
    pub(in crate::export) fn wrong(&self) -> Wrong {
        Wrong { at: self.at, is_newer: false }
    }

    /// The same where a newer version of the app may be right.
    pub(in crate::export) fn newer(&self) -> Wrong {
        Wrong { is_newer: true, ..self.wrong() }
    }

    /// Nothing but white space may follow.
    pub(in crate::export) fn end(&mut self) -> Result<(), Wrong> {
        if self.peek().is_none() { Ok(()) } else { Err(self.wrong()) }
    }

    /// An object, field by field: `field` reads the value of the field that it is told.
    pub(in crate::export) fn object(
        &mut self,
        field: &mut dyn FnMut(&mut Self, &str) -> Result<(), Wrong>,
    ) -> Result<(), Wrong> {
        self.take(b'{')?;
        if self.skip(b'}') {
            return Ok(());
        }
        loop {
            let name = self.text()?;
            self.take(b':')?;
            // What is said of a value is said of where it begins.
            self.peek();
            field(self, &name)?;
            if !self.skip(b',') {
                return self.take(b'}');
            }
        }
    }

    /// A list of values of one sort.
    pub(in crate::export) fn list<T: Json>(&mut self) -> Result<Vec<T>, Wrong> {
        let mut list = Vec::new();
        self.each(&mut |reader| T::read(reader).map(|one| list.push(one)))?;
        Ok(list)
    }

    /// A list, value by value: `one` reads the next.
    pub(in crate::export) fn each(
        &mut self,
        one: &mut dyn FnMut(&mut Self) -> Result<(), Wrong>,
    ) -> Result<(), Wrong> {
        self.take(b'[')?;
        if self.skip(b']') {
            return Ok(());
        }
        loop {
            self.peek();
            one(self)?;
            if !self.skip(b',') {
                return self.take(b']');
            }
        }
    }

    /// Whether a text comes next.
    pub(in crate::export) fn is_at_text(&mut self) -> bool {
        self.peek() == Some(b'"')
    }

    /// Takes `null`, if it comes next.
    pub(in crate::export) fn null(&mut self) -> bool {
        self.peek();
        let is_null = self.json.get(self.at..).is_some_and(|rest| rest.starts_with(b"null"));
        self.at += if is_null { 4 } else { 0 };
        is_null
    }

    /// A whole number that is not negative.
    pub(in crate::export) fn number(&mut self) -> Result<u32, Wrong> {
        self.peek();
        let digits = self.rest(u8::is_ascii_digit);
        let is_plain = digits == "0" || !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| is_plain).ok_or(self.wrong())?;
        self.at += digits.len();
        Ok(number)
    }

    /// The whole number that comes next, or the largest if it is larger; nothing if there is something else. It stays there.
    pub(in crate::export) fn whole_number(&mut self) -> Option<u32> {
        self.peek();
        let digits = self.rest(is_of_word);
        let is_plain = digits == "0" || !digits.starts_with('0') && !digits.is_empty();
        let is_whole = is_plain && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_whole.then(|| digits.parse().unwrap_or(u32::MAX))
    }

    /// Passes over a value, whatever it is. Brackets are counted; that each closes its like is not seen to.
    pub(in crate::export) fn pass(&mut self) -> Result<(), Wrong> {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                Some(b'"') => drop(self.text()?),
                Some(b'{' | b'[') => {
                    self.at += 1;
                    depth += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    self.at += 1;
                    depth -= 1;
                }
                Some(b',' | b':') if depth > 0 => self.at += 1,
                Some(byte) if is_of_word(&byte) => self.at += self.rest(is_of_word).len(),
                _ => return Err(self.wrong()),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The bytes from here of which `is_part` holds, all of them ASCII.
    fn rest(&self, is_part: fn(&u8) -> bool) -> &'a str {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        rest.get(..length).and_then(|part| core::str::from_utf8(part).ok()).unwrap_or_default()
    }

    /// A text. An error is that of its beginning, or of the escape that is none.
    pub(in crate::export) fn text(&mut self) -> Result<String, Wrong> {
        self.take(b'"')?;
        let mut text = String::new();
        loop {
            let rest = self.json.get(self.at..).unwrap_or_default();
            let plain = rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
            let piece = rest.get(..plain).and_then(|piece| core::str::from_utf8(piece).ok());
            text.push_str(piece.ok_or(self.wrong())?);
            self.at += plain;
            match self.byte()? {
                b'"' => return Ok(text),
                b'\\' => text.push(self.escaped()?),
                _ => return Err(Wrong { at: self.at.saturating_sub(1), is_newer: false }),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Wrong> {
        let start = self.wrong();
        Ok(match self.byte()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                let is_first = (0xd800..0xdc00).contains(&unit);
                let second = if is_first { self.second_unit()? } else { 0 };
                let number = if is_first {
                    0x1_0000 + ((unit - 0xd800) << 10) + second.wrapping_sub(0xdc00)
                } else {
                    unit
                };
                char::from_u32(number).ok_or(start)?
            }
            _ => return Err(start),
        })
    }

    fn second_unit(&mut self) -> Result<u32, Wrong> {
        let start = self.wrong();
        let is_escape = self.byte()? == b'\\' && self.byte()? == b'u';
        let unit = self.unit()?;
        if is_escape && (0xdc00..0xe000).contains(&unit) { Ok(unit) } else { Err(start) }
    }

    fn unit(&mut self) -> Result<u32, Wrong> {
        (0..4).try_fold(0, |unit, _| {
            let wrong = self.wrong();
            let digit = char::from(self.byte()?).to_digit(16).ok_or(wrong)?;
            Ok(unit << 4 | digit)
        })
    }

    fn byte(&mut self) -> Result<u8, Wrong> {
        let byte = *self.json.get(self.at).ok_or(self.wrong())?;
        self.at += 1;
        Ok(byte)
    }

    /// The next byte that is no white space, which stays there.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.json.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.json.get(self.at).copied()
    }

    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn take(&mut self, byte: u8) -> Result<(), Wrong> {
        if self.skip(byte) { Ok(()) } else { Err(self.wrong()) }
    }
}

/// What numbers, `true`, `false` and `null` are made of.
fn is_of_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
