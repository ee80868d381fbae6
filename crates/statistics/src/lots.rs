//! Drawing by lot, the same lots each time: what is said of the same data is always the same.

/// Random bits by Steele, Lea and Flood's SplitMix64.
pub(crate) struct Lots {
    state: u64,
    word: u64,
    left: u32,
}

impl Lots {
    pub(crate) fn new() -> Self {
        Self { state: 0x5EED, word: 0, left: 0 }
    }

    pub(crate) fn next(&mut self) -> bool {
        if self.left == 0 {
            self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut word = self.state;
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            self.word = word ^ (word >> 31);
            self.left = 64;
        }
        self.left -= 1;
        let bit = self.word & 1 == 1;
        self.word >>= 1;
        bit
    }
}
