//! Sorting CBOR into columns, and back.
//!
//! The columns of a path: its heads; the bytes of the numbers and lengths in these heads, the lowest first; the contents of
//! texts and long byte strings; the first, second, … bytes of names, each as the difference to the name before.

use super::{
    UnpackError,
    paths::{PATHS_MAX, Walk},
    recent::{NAME_BYTES_MAX, Recent},
};

const HEADS: usize = 0;
const NUMBERS: usize = 1;
const CONTENTS: usize = NUMBERS + 8;
const NAMES: usize = CONTENTS + 1;
const COLUMNS: usize = NAMES + NAME_BYTES_MAX;

/// The directory's size at most, in bytes: a head for it, one for each path, and a length of five bytes for each column.
pub(super) const DIRECTORY_BYTES_MAX: usize = 5 + PATHS_MAX * (2 + 5 * COLUMNS);

/// What a CBOR head says (RFC 8949, section 3).
struct Head {
    kind: Kind,
    /// Bytes of the number after the first byte.
    width: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number, a truth, nothing.
    Single,
    Bytes,
    Text,
    Array,
    Map,
    Tag,
}

impl Head {
    /// `None` for items of indefinite length, which no state has, and for what CBOR leaves unused.
    fn read(first: u8) -> Option<Self> {
        let kind = match first >> 5 {
            2 => Kind::Bytes,
            3 => Kind::Text,
            4 => Kind::Array,
            5 => Kind::Map,
            6 => Kind::Tag,
            _ => Kind::Single,
        };
        let width = match first & 0x1f {
            0..24 => 0,
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return None,
        };
        Some(Self { kind, width })
    }

    /// The number or length, of which `more` are the bytes after the first.
    fn number(first: u8, more: &[u8]) -> u64 {
        if more.is_empty() {
            return u64::from(first & 0x1f);
        }
        more.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// How many bytes of content follow.
    fn content(&self, number: u64) -> Option<usize> {
        if matches!(self.kind, Kind::Bytes | Kind::Text) { usize::try_from(number).ok() } else { Some(0) }
    }

    /// Goes into what the item holds.
    fn enter(&self, walk: &mut Walk, path: usize, number: u64) -> Option<()> {
        match self.kind {
            Kind::Array => walk.enter(path, number, false),
            Kind::Map => walk.enter(path, number, true),
            Kind::Tag => walk.enter(path, 1, false),
            Kind::Single | Kind::Bytes | Kind::Text => Some(()),
        }
    }

    fn is_name(&self, content: usize) -> bool {
        self.kind == Kind::Bytes && (1..=NAME_BYTES_MAX).contains(&content)
    }
}

/// One path's columns while they fill.
struct Filling {
    columns: [Vec<u8>; COLUMNS],
    last_name: [u8; NAME_BYTES_MAX],
}

/// The directory and the columns of exactly one CBOR item; `None` if `state` is anything else.
pub(super) fn to_columns(state: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk::begin();
    let mut recent = Recent::default();
    let mut paths: Vec<Filling> = Vec::new();
    let mut at = 0;
    // Path 0 is what surrounds the whole and stays empty.
    while let Some(path) = walk.next_path() {
        while paths.len() <= path {
            paths.push(Filling { columns: [const { Vec::new() }; COLUMNS], last_name: [0; NAME_BYTES_MAX] });
        }
        let Filling { columns, last_name } = paths.get_mut(path)?;
        let first = *state.get(at)?;
        let head = Head::read(first)?;
        let begin = at + 1 + head.width;
        let more = state.get(at + 1..begin)?;
        let number = Head::number(first, more);
        let end = begin.checked_add(head.content(number)?)?;
        let content = state.get(begin..end)?;
        let is_name = head.is_name(content.len());
        if is_name && let Some(reference) = recent.refer(state, at..end) {
            columns.get_mut(HEADS)?.push(reference);
            at = end;
            continue;
        }
        columns.get_mut(HEADS)?.push(first);
        for (column, byte) in columns.get_mut(NUMBERS..CONTENTS)?.iter_mut().zip(more.iter().rev()) {
            column.push(*byte);
        }
        if is_name {
            let columns = columns.get_mut(NAMES..)?.iter_mut();
            for ((column, last), byte) in columns.zip(last_name).zip(content) {
                column.push(byte.wrapping_sub(*last));
                *last = *byte;
            }
        } else {
            columns.get_mut(CONTENTS)?.extend_from_slice(content);
        }
        head.enter(&mut walk, path, number)?;
        at = end;
    }
    (at == state.len()).then(|| join(&paths))
}

/// The directory, which holds for every path the lengths of its columns up to the last that is not empty, and the columns.
fn join(paths: &[Filling]) -> Vec<u8> {
    let lengths: Vec<Vec<usize>> = paths
        .iter()
        .map(|path| {
            let used = path.columns.iter().rposition(|column| !column.is_empty()).map_or(0, |last| last + 1);
            path.columns.iter().take(used).map(Vec::len).collect()
        })
        .collect();
    let mut joined = crate::frame::encode(&lengths);
    for column in paths.iter().flat_map(|path| &path.columns) {
        joined.extend_from_slice(column);
    }
    joined
}

/// One path's columns while they empty.
struct Emptying<'a> {
    columns: Vec<&'a [u8]>,
    last_name: [u8; NAME_BYTES_MAX],
}

/// The state that [`to_columns`] sorted.
pub(super) fn from_columns(joined: &[u8], state_bytes_max: usize) -> Result<Vec<u8>, UnpackError> {
    let mut paths = split(joined).ok_or(UnpackError::Malformed)?;
    let mut walk = Walk::begin();
    let mut recent = Recent::default();
    let mut state = Vec::with_capacity(joined.len().min(state_bytes_max));
    while let Some(path) = walk.next_path() {
        let columns = paths.get_mut(path).ok_or(UnpackError::Malformed)?;
        columns.restore(&mut walk, path, &mut recent, &mut state).ok_or(UnpackError::Malformed)?;
        if state.len() > state_bytes_max {
            return Err(UnpackError::TooLarge);
        }
    }
    let is_used_up = paths.iter().flat_map(|path| &path.columns).all(|column| column.is_empty());
    if is_used_up { Ok(state) } else { Err(UnpackError::Malformed) }
}

fn split(joined: &[u8]) -> Option<Vec<Emptying<'_>>> {
    let mut decoder = minicbor::Decoder::new(joined);
    let count = decoder.array().ok()??;
    let mut lengths = Vec::new();
    for _ in 0..usize::try_from(count).ok().filter(|count| *count <= PATHS_MAX)? {
        let columns = decoder.array().ok()??;
        let mut path = Vec::new();
        for _ in 0..usize::try_from(columns).ok().filter(|columns| *columns <= COLUMNS)? {
            path.push(usize::try_from(decoder.u64().ok()?).ok()?);
        }
        lengths.push(path);
    }
    let mut rest = joined.get(decoder.position()..)?;
    let mut paths = Vec::with_capacity(lengths.len());
    for lengths in lengths {
        let mut columns = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (column, after) = rest.split_at_checked(length)?;
            columns.push(column);
            rest = after;
        }
        paths.push(Emptying { columns, last_name: [0; NAME_BYTES_MAX] });
    }
    rest.is_empty().then_some(paths)
}

impl<'a> Emptying<'a> {
    /// Restores the next item of this path, all but what it holds. `None` if a column ends too early.
    fn restore(
        &mut self,
        walk: &mut Walk,
        path: usize,
        recent: &mut Recent,
        state: &mut Vec<u8>,
    ) -> Option<()> {
        let first = self.take_byte(HEADS)?;
        if Recent::is_reference(first) {
            let range = recent.resolve(first)?;
            state.extend_from_within(range);
            return Some(());
        }
        let head = Head::read(first)?;
        let item = state.len();
        state.push(first);
        for index in (0..head.width).rev() {
            let byte = self.take_byte(NUMBERS + index)?;
            state.push(byte);
        }
        let number = Head::number(first, state.get(item + 1..)?);
        let length = head.content(number)?;
        if head.is_name(length) {
            for index in 0..length {
                let difference = self.take_byte(NAMES + index)?;
                let last = self.last_name.get_mut(index)?;
                *last = last.wrapping_add(difference);
                state.push(*last);
            }
            recent.remember(item..state.len());
        } else {
            state.extend_from_slice(self.take(CONTENTS, length)?);
        }
        head.enter(walk, path, number)
    }

    fn take_byte(&mut self, column: usize) -> Option<u8> {
        let bytes = self.columns.get_mut(column)?;
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        Some(*first)
    }

    fn take(&mut self, column: usize, length: usize) -> Option<&'a [u8]> {
        if length == 0 {
            return Some(&[]);
        }
        let bytes = self.columns.get_mut(column)?;
        let (taken, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        Some(taken)
    }
}
