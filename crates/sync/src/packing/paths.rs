//! Walking through a CBOR item, and which path each of its parts has.

/// How many items of an array have paths of their own; the rest share the last one, as the items of a long list do.
const SLOTS: usize = 16;

/// Paths of one state. A state that has more shares the path of what surrounds them.
pub(super) const PATHS_MAX: usize = 1024;

/// How deep items may stand inside each other.
const DEPTH_MAX: usize = 64;

/// A walk through one item, from its head to the last of its parts. Who packs and who unpacks make the same walk, so paths get
/// the same numbers.
pub(super) struct Walk {
    /// For every path, the paths inside it.
    inner: Vec<[Option<usize>; SLOTS]>,
    /// What is open, the innermost last.
    open: Vec<Open>,
}

struct Open {
    path: usize,
    items_left: u64,
    /// Where the next item belongs.
    slot: usize,
    /// Keys and values alternate.
    is_map: bool,
}

impl Walk {
    pub(super) fn begin() -> Self {
        let whole = Open { path: 0, items_left: 1, slot: 0, is_map: false };
        Self { inner: vec![[None; SLOTS]], open: vec![whole] }
    }

    /// The path of the next item; `None` when nothing is left.
    pub(super) fn next_path(&mut self) -> Option<usize> {
        while self.open.last().is_some_and(|open| open.items_left == 0) {
            self.open.pop();
        }
        let open = self.open.last_mut()?;
        open.items_left -= 1;
        let (surrounding, slot) = (open.path, open.slot);
        open.slot = if open.is_map { 1 - slot } else { (slot + 1).min(SLOTS - 1) };
        Some(self.inner_path(surrounding, slot))
    }

    /// Goes into an item that holds others. `None` if that is too deep.
    pub(super) fn enter(&mut self, path: usize, items: u64, is_map: bool) -> Option<()> {
        let items_left = if is_map { items.checked_mul(2)? } else { items };
        self.open.push(Open { path, items_left, slot: 0, is_map });
        (self.open.len() <= DEPTH_MAX).then_some(())
    }

    fn inner_path(&mut self, surrounding: usize, slot: usize) -> usize {
        let next = self.inner.len();
        let Some(known) = self.inner.get_mut(surrounding).and_then(|inner| inner.get_mut(slot)) else {
            return surrounding;
        };
        match *known {
            Some(path) => path,
            None if next < PATHS_MAX => {
                *known = Some(next);
                self.inner.push([None; SLOTS]);
                next
            }
            None => surrounding,
        }
    }
}
