//! The names that stood here last, so that one that comes again takes a single byte.

use core::ops::Range;

/// How many are remembered.
const REMEMBERED: usize = 4;

/// Heads that CBOR leaves unused (RFC 8949, section 3): references to the first, second, … of the names remembered.
const REFERENCES: Range<u8> = 0x1c..0x20;

/// The longest byte string that counts as a name, in bytes.
pub(super) const NAME_BYTES_MAX: usize = 32;

/// Where in the state the names stand, heads included, the last one used first.
#[derive(Default)]
pub(super) struct Recent([Range<usize>; REMEMBERED]);

impl Recent {
    /// The reference that stands for the name at `range` of `state`, if it is remembered. It is remembered from now on.
    pub(super) fn refer(&mut self, state: &[u8], range: Range<usize>) -> Option<u8> {
        let name = state.get(range.clone())?;
        match self.0.iter().position(|known| !known.is_empty() && state.get(known.clone()) == Some(name)) {
            Some(index) => {
                self.bring_forward(index);
                REFERENCES.clone().nth(index)
            }
            None => {
                self.remember(range);
                None
            }
        }
    }

    /// Whether this head is a reference.
    pub(super) fn is_reference(head: u8) -> bool {
        REFERENCES.contains(&head)
    }

    /// Where the name stands that a reference means.
    pub(super) fn resolve(&mut self, reference: u8) -> Option<Range<usize>> {
        let index = usize::from(reference.checked_sub(REFERENCES.start)?);
        let range = self.0.get(index).filter(|range| !range.is_empty()).cloned()?;
        self.bring_forward(index);
        Some(range)
    }

    /// Remembers a name in place of the one that was not used for longest.
    pub(super) fn remember(&mut self, range: Range<usize>) {
        self.bring_forward(REMEMBERED - 1);
        if let Some(first) = self.0.first_mut() {
            *first = range;
        }
    }

    fn bring_forward(&mut self, index: usize) {
        if let Some(front) = self.0.get_mut(..=index) {
            front.rotate_right(1);
        }
    }
}
