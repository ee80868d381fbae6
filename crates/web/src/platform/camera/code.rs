//! What stands in a code: QR version 17, level L, one piece of bytes (ISO/IEC 18004). Only parcels' codes are read, which are all of
//! this one kind; a reader of every kind, with its tables, would be a fifth of what a browser downloads for the whole app.

/// Modules of a side.
pub(super) const SIDE: usize = 85;

/// Where the centres of the small squares stand, across and down.
const CENTRES: [usize; 4] = [6, 30, 54, 78];

/// Blocks into which the bytes are dealt; the first is one byte shorter than the others.
const BLOCKS: usize = 6;

/// Bytes of the first block that are no correction.
const SHORT_DATA: usize = 107;

/// Bytes of each block that correct the others: up to half as many wrong ones.
const CORRECTION: usize = 28;

/// The bytes in a code whose dark modules (row, column) are given; `None` if it is of another kind or misread beyond mending.
pub(super) fn bytes_of(dark: impl Fn(usize, usize) -> bool) -> Option<Vec<u8>> {
    let field = Field::new();
    let dealt = dealt(&dark);
    let mut data = Vec::new();
    for block in 0..BLOCKS {
        let length = SHORT_DATA + usize::from(block > 0);
        let short = (0..SHORT_DATA).map(|row| at(&dealt, row * BLOCKS + block));
        let last = (block > 0).then(|| at(&dealt, SHORT_DATA * BLOCKS + block - 1));
        let correction =
            (0..CORRECTION).map(|row| at(&dealt, (SHORT_DATA + 1) * BLOCKS - 1 + row * BLOCKS + block));
        let mut bytes: Vec<u8> = short.chain(last).chain(correction).collect();
        field.mend(&mut bytes)?;
        bytes.truncate(length);
        data.extend(bytes);
    }
    // Four bits say that bytes follow, sixteen how many.
    let half_on = |index: usize| at(&data, index) << 4 | at(&data, index + 1) >> 4;
    let count = usize::from(u16::from_be_bytes([half_on(0), half_on(1)]));
    let is_bytes = at(&data, 0) >> 4 == 4 && count + 3 <= data.len();
    is_bytes.then(|| (2..count + 2).map(half_on).collect())
}

/// The bytes in the order in which they are laid out: two columns up, two columns down, from the right.
fn dealt(dark: &impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let mask = usize::from(!dark(8, 2)) << 2 | usize::from(dark(8, 3)) << 1 | usize::from(!dark(8, 4));
    let (mut bytes, mut byte, mut bits) = (Vec::new(), 0_u8, 0);
    // The column of the line of dots belongs to no pair.
    let pairs = (0..SIDE / 2).map(|pair| if pair < 39 { SIDE - 1 - 2 * pair } else { SIDE - 2 - 2 * pair });
    for (pair, right) in pairs.enumerate() {
        for step in 0..SIDE {
            let row = if pair % 2 == 0 { SIDE - 1 - step } else { step };
            for column in [right, right - 1] {
                if is_frame(row, column) {
                    continue;
                }
                byte = byte << 1 | u8::from(dark(row, column) != is_masked(mask, row, column));
                bits += 1;
                if bits == 8 {
                    bytes.push(byte);
                    (byte, bits) = (0, 0);
                }
            }
        }
    }
    bytes
}

/// Whether a module belongs to what every code of this kind has alike.
fn is_frame(row: usize, column: usize) -> bool {
    let far = SIDE - 8;
    let corner = (row <= 8 && (column <= 8 || column >= far)) || (row >= far && column <= 8);
    let dots = row == 6 || column == 6;
    let version = |one: usize, other: usize| one < 6 && (SIDE - 11..far).contains(&other);
    let near = |place: usize| CENTRES.into_iter().find(|centre| centre.abs_diff(place) <= 2);
    let square = match (near(row), near(column)) {
        (Some(6), Some(6 | 78)) | (Some(78), Some(6)) => false,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    corner || dots || version(row, column) || version(column, row) || square
}

fn is_masked(mask: usize, row: usize, column: usize) -> bool {
    let (sum, product) = (row + column, row * column);
    match mask {
        0 => sum.is_multiple_of(2),
        1 => row.is_multiple_of(2),
        2 => column.is_multiple_of(3),
        3 => sum.is_multiple_of(3),
        4 => (row / 2 + column / 3).is_multiple_of(2),
        5 => product % 2 + product % 3 == 0,
        6 => (product % 2 + product % 3).is_multiple_of(2),
        _ => (sum % 2 + product % 3).is_multiple_of(2),
    }
}

fn at(bytes: &[u8], index: usize) -> u8 {
    bytes.get(index).copied().unwrap_or_default()
}

/// The field of 256 elements in which codes are corrected (Reed and Solomon 1960).
struct Field {
    powers: Vec<u8>,
    exponents: Vec<u8>,
}

impl Field {
    fn new() -> Self {
        let mut powers = Vec::new();
        let mut exponents = vec![0; 256];
        let mut power = 1_u16;
        for exponent in 0..255_u8 {
            let byte = u8::try_from(power).expect("it is reduced");
            powers.push(byte);
            if let Some(place) = exponents.get_mut(usize::from(byte)) {
                *place = exponent;
            }
            power = if power & 0x80 == 0 { power << 1 } else { power << 1 ^ 0x11d };
        }
        Self { powers, exponents }
    }

    fn power(&self, exponent: usize) -> u8 {
        at(&self.powers, exponent % 255)
    }

    fn exponent(&self, byte: u8) -> usize {
        usize::from(at(&self.exponents, usize::from(byte)))
    }

    fn times(&self, one: u8, other: u8) -> u8 {
        if one == 0 || other == 0 { 0 } else { self.power(self.exponent(one) + self.exponent(other)) }
    }

    fn over(&self, one: u8, other: u8) -> u8 {
        if one == 0 { 0 } else { self.power(self.exponent(one) + 255 - self.exponent(other)) }
    }

    /// The value of a polynomial, lowest coefficient first.
    fn value(&self, polynomial: &[u8], place: u8) -> u8 {
        polynomial.iter().rev().fold(0, |sum, coefficient| self.times(sum, place) ^ coefficient)
    }

    /// What does not fit, by the powers of the generator; all zeros if nothing was misread.
    fn syndromes(&self, block: &[u8]) -> Vec<u8> {
        let value = |place: u8| block.iter().fold(0, |sum, byte| self.times(sum, place) ^ byte);
        (0..CORRECTION).map(|exponent| value(self.power(exponent))).collect()
    }

    /// Corrects a block: where (Massey 1969, Chien 1964), and by what (Forney 1965).
    fn mend(&self, block: &mut [u8]) -> Option<()> {
        let syndromes = self.syndromes(block);
        if syndromes.iter().all(|syndrome| *syndrome == 0) {
            return Some(());
        }
        let locator = self.locator(&syndromes)?;
        let evaluator: Vec<u8> = (0..CORRECTION)
            .map(|degree| {
                let terms =
                    (0..=degree).map(|index| self.times(at(&locator, index), at(&syndromes, degree - index)));
                terms.fold(0, |sum, term| sum ^ term)
            })
            .collect();
        let slope: Vec<u8> =
            (1..locator.len()).map(|degree| if degree % 2 == 1 { at(&locator, degree) } else { 0 }).collect();
        let length = block.len();
        for (index, byte) in block.iter_mut().enumerate() {
            let exponent = length - 1 - index;
            let inverse = self.power(255 - exponent % 255);
            if self.value(&locator, inverse) == 0 {
                let slope = self.value(&slope, inverse);
                if slope == 0 {
                    return None;
                }
                *byte ^= self.times(self.power(exponent), self.over(self.value(&evaluator, inverse), slope));
            }
        }
        self.syndromes(block).iter().all(|syndrome| *syndrome == 0).then_some(())
    }

    fn locator(&self, syndromes: &[u8]) -> Option<Vec<u8>> {
        let (mut locator, mut former) = (vec![1_u8], vec![1_u8]);
        let (mut errors, mut shift, mut former_gap) = (0, 1, 1);
        for step in 0..syndromes.len() {
            let terms = (0..=errors.min(step))
                .map(|index| self.times(at(&locator, index), at(syndromes, step - index)));
            let gap = terms.fold(0, |sum, term| sum ^ term);
            if gap == 0 {
                shift += 1;
                continue;
            }
            let factor = self.over(gap, former_gap);
            let length = locator.len().max(former.len() + shift);
            let next = (0..length).map(|degree| {
                let moved = degree.checked_sub(shift).map_or(0, |degree| at(&former, degree));
                at(&locator, degree) ^ self.times(factor, moved)
            });
            let next: Vec<u8> = next.collect();
            if 2 * errors <= step {
                errors = step + 1 - errors;
                former = core::mem::replace(&mut locator, next);
                former_gap = gap;
                shift = 1;
            } else {
                locator = next;
                shift += 1;
            }
        }
        (2 * errors <= CORRECTION).then_some(locator)
    }
}

#[cfg(test)]
mod tests {
    use qrcode::Color;

    use super::*;
    use crate::components::qr_code::code_of;

    fn drawn(bytes: &[u8]) -> Vec<bool> {
        let code = code_of(bytes).expect("it fits");
        assert_eq!(code.width(), SIDE);
        code.to_colors().into_iter().map(|color| color == Color::Dark).collect()
    }

    fn read(drawn: &[bool]) -> Option<Vec<u8>> {
        bytes_of(|row, column| drawn[row * SIDE + column])
    }

    /// Contents that lead to every mask.
    fn contents() -> Vec<Vec<u8>> {
        let byte = |seed: usize, index: usize| {
            u8::try_from((index * (seed * 2 + 1) + seed * seed) % 256).expect("a byte")
        };
        (0..24).map(|seed| (0..615).map(|index| byte(seed, index)).collect()).collect()
    }

    #[test]
    fn what_was_drawn_is_read() {
        for content in contents() {
            assert_eq!(read(&drawn(&content)).as_ref(), Some(&content));
        }
        assert_eq!(read(&drawn(&[])), Some(Vec::new()));
    }

    #[test]
    fn misread_modules_are_mended_and_too_many_are_refused() {
        let content = &contents()[3];
        let mut spotted = drawn(content);
        // A spot in the middle, as light falls on a screen.
        for row in 36..50 {
            for column in 36..46 {
                spotted[row * SIDE + column] = true;
            }
        }
        assert_eq!(read(&spotted).as_ref(), Some(content));
        for row in 20..70 {
            for column in 12..70 {
                spotted[row * SIDE + column] = true;
            }
        }
        assert_eq!(read(&spotted), None);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert_eq!(read(&[false; SIDE * SIDE]), None);
        assert_eq!(read(&[true; SIDE * SIDE]), None);
    }
}
