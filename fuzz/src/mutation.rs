//! Seeded mutation of bytes that are mostly CBOR: headers that claim other lengths, pieces moved, cut and spliced.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Inputs never grow beyond this, in bytes: one frame and a bit.
const INPUT_BYTES_MAX: usize = 1024 * 1024 + 64;

/// Heads of CBOR items that claim lengths and kinds worth trying (RFC 8949, section 3), and marks of text.
const HEADS: &[&[u8]] = &[
    &[0x00],
    &[0x17],
    &[0x18, 0x18],
    &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x1b, 0, 0, 0, 0, 0, 0, 0, 1],
    &[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x40],
    &[0x58, 0x20],
    &[0x59, 0x04, 0xc0],
    &[0x5b, 0x10, 0, 0, 0, 0, 0, 0, 0],
    &[0x5f],
    &[0x60],
    &[0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x80],
    &[0x82],
    &[0x9a, 0xff, 0xff, 0xff, 0xff],
    &[0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0],
    &[0x9f],
    &[0xa1],
    &[0xbb, 0x80, 0, 0, 0, 0, 0, 0, 0],
    &[0xbf],
    &[0xc1],
    &[0xf4],
    &[0xf5],
    &[0xf6],
    &[0xf8, 0xff],
    &[0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
    &[0xff],
    b" ",
    b"#join=",
    "\u{301}".as_bytes(),
];

/// Makes one input after another from a seed; the same seed makes the same inputs.
#[derive(Debug)]
pub struct Mutator {
    random: ChaCha8Rng,
}

impl Mutator {
    /// A mutator of its own sequence for every seed.
    pub fn new(seed: u64) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// The next input: one of `corpus`, changed one to eight times; now and then plain noise.
    pub fn input(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.pick(corpus).cloned().unwrap_or_default();
        if self.below(64) == 0 {
            let length = self.below(512);
            input = vec![0; length];
            self.random.fill_bytes(&mut input);
        }
        for _ in 0..=self.below(8) {
            self.change(&mut input, corpus);
        }
        input.truncate(INPUT_BYTES_MAX);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, corpus: &[Vec<u8>]) {
        let (from, to) = self.piece(input.len());
        match self.below(10) {
            0 => self.flip_bit(input),
            1 => self.set_byte(input),
            2 => drop(input.drain(from..to)),
            3 => input.truncate(from),
            4 => {
                let piece: Vec<u8> = input.drain(from..to).collect();
                let at = self.below(input.len() + 1);
                input.splice(at..at, piece);
            }
            5 => {
                let piece: Vec<u8> = input.iter().copied().skip(from).take(to - from).collect();
                let times = 1 + self.below(16);
                input.splice(to..to, piece.repeat(times));
            }
            6 => {
                let other = self.pick(corpus).cloned().unwrap_or_default();
                let (other_from, other_to) = self.piece(other.len());
                let piece = other.into_iter().skip(other_from).take(other_to - other_from);
                input.splice(from..to, piece);
            }
            7 => {
                let head = self.pick(HEADS).copied().unwrap_or_default();
                input.splice(from..from, head.iter().copied());
            }
            8 => {
                let head = self.pick(HEADS).copied().unwrap_or_default();
                let end = (from + head.len()).min(input.len());
                input.splice(from..end, head.iter().copied());
            }
            _ => {
                let mut noise = vec![0; self.below(64)];
                self.random.fill_bytes(&mut noise);
                input.splice(from..to, noise);
            }
        }
    }

    fn flip_bit(&mut self, input: &mut [u8]) {
        let (at, bit) = (self.below(input.len()), self.below(8));
        if let Some(byte) = input.get_mut(at) {
            *byte ^= 1 << bit;
        }
    }

    fn set_byte(&mut self, input: &mut [u8]) {
        let at = self.below(input.len());
        let [value, kind, ..] = self.random.next_u32().to_le_bytes();
        if let Some(byte) = input.get_mut(at) {
            *byte = match kind % 4 {
                0 => byte.wrapping_add(1),
                1 => byte.wrapping_sub(1),
                _ => value,
            };
        }
    }

    /// A piece of something of this length: usually short.
    fn piece(&mut self, length: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let longest = if self.below(4) == 0 { length } else { 16 };
        (from, (from + self.below(longest + 1)).min(length))
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        among.get(self.below(among.len()))
    }

    /// A number below `bound`, and 0 if there is none.
    fn below(&mut self, bound: usize) -> usize {
        // Slightly uneven for bounds that are no powers of two, which does not matter here.
        let number = self.random.next_u64() % (bound.max(1) as u64);
        usize::try_from(number).expect("below a usize")
    }
}
