//! The text of a table, as spreadsheets write it.

/// A table's text, and what separates its cells.
pub(super) struct Text {
    text: String,
    /// Where the table begins: after a line that only names the separator.
    begin: usize,
    pub(super) delimiter: u8,
}

impl Text {
    /// From UTF-8, or from UTF-16 that says so; else the line that is neither.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, u64> {
        let text = match bytes {
            // Spreadsheets put a byte order mark before the header.
            [0xEF, 0xBB, 0xBF, rest @ ..] => in_utf8(rest)?,
            [0xFF, 0xFE, rest @ ..] => in_utf16(rest, u16::from_le_bytes)?,
            [0xFE, 0xFF, rest @ ..] => in_utf16(rest, u16::from_be_bytes)?,
            rest => in_utf8(rest)?,
        };
        let first = text.lines().next().unwrap_or_default();
        let named = first.strip_prefix("sep=").and_then(|separator| separator.bytes().next());
        let begin = match named {
            Some(_) => text.find('\n').map_or(text.len(), |end| end + 1),
            None => 0,
        };
        let delimiter = named.unwrap_or_else(|| delimiter(text.get(begin..).unwrap_or_default()));
        Ok(Self { text, begin, delimiter })
    }

    /// The table itself.
    pub(super) fn table(&self) -> &str {
        self.text.get(self.begin..).unwrap_or_default()
    }

    /// The line in which a row stands that begins at this byte of the table, or behind empty lines there.
    pub(super) fn line(&self, byte: u64) -> u64 {
        let begin = self.begin + usize::try_from(byte).unwrap_or(usize::MAX);
        let behind = self.text.get(begin..).unwrap_or_default();
        let empty = behind.len() - behind.trim_start_matches(['\r', '\n']).len();
        let before = self.text.get(..begin + empty).unwrap_or_default();
        1 + u64::try_from(before.matches('\n').count()).unwrap_or(u64::MAX)
    }
}

fn in_utf8(bytes: &[u8]) -> Result<String, u64> {
    let good =
        |bytes: &[u8]| u64::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u64::MAX);
    match core::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(1 + good(bytes.get(..error.valid_up_to()).unwrap_or_default())),
    }
}

fn in_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, u64> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(units.iter().copied().map(unit)).collect::<Result<String, _>>();
    if rest.is_empty() { text.map_err(|_| 1) } else { Err(1) }
}

/// The separator that stands most often in the header, outside of quotation marks.
fn delimiter(table: &str) -> u8 {
    let header = table.lines().next().unwrap_or_default();
    let mut is_quoted = false;
    let bare: Vec<u8> = header
        .bytes()
        .filter(|&byte| {
            is_quoted ^= byte == b'"';
            !is_quoted
        })
        .collect();
    let count = |separator: u8| bare.iter().filter(|&&byte| byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}
