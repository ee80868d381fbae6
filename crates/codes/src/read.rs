//! Reading: a camera's pictures, one after the other, until a parcel is whole.

use rqrr::PreparedImage;
use sync::parcel::codes::{Gathering, Read};
use wasm_bindgen::prelude::*;

/// A parcel that is being read from pictures.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Reading {
    gathering: Gathering,
}

/// What there was to see in a picture.
#[wasm_bindgen]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    read: Read,
}

#[wasm_bindgen]
impl Reading {
    /// Nothing has been read yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at a picture of `width` pixels across, four bytes a pixel: red, green, blue, opacity. Nothing if there was no code of a
    /// parcel in it.
    pub fn look(&mut self, width: usize, pixels: &[u8]) -> Option<Seen> {
        let mut last = None;
        for code in codes_in(width, pixels) {
            match self.gathering.take(&code) {
                Read::Foreign => {}
                read @ Read::Whole(_) => return Some(Seen { read }),
                read => last = Some(Seen { read }),
            }
        }
        last
    }
}

#[wasm_bindgen]
impl Seen {
    /// How many different codes have been read so far.
    #[wasm_bindgen(getter)]
    pub fn read(&self) -> Option<usize> {
        match self.read {
            Read::Piece { read, .. } => Some(read),
            _ => None,
        }
    }

    /// How many codes the parcel has.
    #[wasm_bindgen(getter)]
    pub fn of(&self) -> Option<usize> {
        match self.read {
            Read::Piece { of, .. } => Some(of),
            _ => None,
        }
    }

    /// Whether a newer version of the program shows them.
    #[wasm_bindgen(getter, js_name = isTooNew)]
    pub fn is_too_new(&self) -> bool {
        self.read == Read::TooNew
    }

    /// The parcel, once it is whole.
    #[wasm_bindgen(getter)]
    pub fn parcel(&self) -> Option<Vec<u8>> {
        match &self.read {
            Read::Whole(parcel) => Some(parcel.clone()),
            _ => None,
        }
    }
}

/// What stands in the codes in a picture. What cannot be read whole is left for the next picture.
fn codes_in(width: usize, pixels: &[u8]) -> Vec<Vec<u8>> {
    let height = (pixels.len() / 4).checked_div(width).unwrap_or(0);
    let light = |x: usize, y: usize| {
        // Green alone is close enough to how bright a pixel is.
        pixels.get((y * width + x) * 4 + 1).copied().unwrap_or_default()
    };
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, light);
    let read = |found: rqrr::Grid<_>| {
        let mut bytes = Vec::new();
        found.decode_to(&mut bytes).ok().map(|_| bytes)
    };
    picture.detect_grids().into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use qrcode::Color;
    use sync::parcel::codes;

    use super::*;
    use crate::draw::code_of;

    const SCALE: usize = 5;
    const MARGIN: usize = 20;

    /// A picture of a code, and how many pixels it is wide.
    fn picture(bytes: &[u8]) -> (usize, Vec<u8>) {
        let code = code_of(bytes).expect("it fits");
        let (modules, colors) = (code.width(), code.to_colors());
        let side = modules * SCALE + 2 * MARGIN;
        let mut pixels = vec![255; side * side * 4];
        for y in 0..modules * SCALE {
            for x in 0..modules * SCALE {
                if colors[(y / SCALE) * modules + x / SCALE] == Color::Dark {
                    let at = ((y + MARGIN) * side + x + MARGIN) * 4;
                    pixels[at..at + 3].fill(0);
                }
            }
        }
        (side, pixels)
    }

    /// Makes a square of modules dark, as a shadow or a finger does.
    fn cover(pixels: &mut [u8], side: usize, from: usize, modules: usize) {
        for y in 0..modules * SCALE {
            for x in 0..modules * SCALE {
                let at = ((y + MARGIN + from * SCALE) * side + x + MARGIN + from * SCALE) * 4;
                pixels[at..at + 3].fill(0);
            }
        }
    }

    fn parcel(bytes: usize) -> Vec<u8> {
        (0..bytes).map(|index| u8::try_from(index * 7 % 251).expect("below 251")).collect()
    }

    #[test]
    fn a_parcel_is_read_from_pictures_of_its_codes() {
        let parcel = parcel(2_000);
        let codes = codes::codes(&parcel).expect("small enough");
        let mut reading = Reading::new();
        let (last, first) = codes.split_last().expect("there are some");
        for (index, code) in first.iter().enumerate() {
            let (side, pixels) = picture(code);
            let seen = reading.look(side, &pixels).expect("a code");
            assert_eq!((seen.read(), seen.of(), seen.parcel()), (Some(index + 1), Some(codes.len()), None));
        }
        let (side, pixels) = picture(last);
        assert_eq!(reading.look(side, &pixels).expect("a code").parcel(), Some(parcel));
    }

    #[test]
    fn a_spot_is_mended_and_what_is_covered_is_left_for_the_next_picture() {
        let parcel = parcel(500);
        let codes = codes::codes(&parcel).expect("small enough");
        let (side, mut pixels) = picture(&codes[0]);
        cover(&mut pixels, side, 36, 10);
        let seen = Reading::new().look(side, &pixels).expect("a code");
        assert_eq!(seen.parcel(), Some(parcel));
        cover(&mut pixels, side, 20, 45);
        assert_eq!(Reading::new().look(side, &pixels), None);
    }

    #[test]
    fn pictures_without_a_code_change_nothing() {
        let mut reading = Reading::new();
        for (width, pixels) in
            [(0, vec![]), (1, vec![0; 4]), (100, vec![128; 100 * 80 * 4]), (30, vec![0; 99])]
        {
            assert_eq!(reading.look(width, &pixels), None);
        }
        let (side, pixels) = picture(b"https://example.org");
        assert_eq!(reading.look(side, &pixels), None);
    }
}
