//! Drawing: each code as one path of squares.

use std::fmt::Write;

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use sync::parcel::codes;
use wasm_bindgen::prelude::*;

/// Modules of light around the code, which scanners need.
const QUIET: usize = 3;

/// A code as it is drawn.
#[wasm_bindgen]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    path: String,
    side: usize,
}

#[wasm_bindgen]
impl Drawing {
    /// The dark modules, as the path of an SVG in which a module is 1 wide.
    #[wasm_bindgen(getter)]
    pub fn path(&self) -> String {
        self.path.clone()
    }

    /// How many modules the drawing is wide and high, the light around it included.
    #[wasm_bindgen(getter)]
    pub fn side(&self) -> usize {
        self.side
    }
}

/// The code of a text; nothing if the text is too long for one.
#[wasm_bindgen(js_name = drawText)]
pub fn draw_text(text: &str) -> Option<Drawing> {
    QrCode::with_error_correction_level(text, EcLevel::L).ok().map(|code| draw(&code))
}

/// The codes of a parcel, all of one size; nothing if it is too large for them.
#[wasm_bindgen(js_name = drawParcel)]
pub fn draw_parcel(parcel: &[u8]) -> Option<Vec<Drawing>> {
    codes::codes(parcel)?.iter().map(|code| code_of(code).map(|code| draw(&code))).collect()
}

/// The one kind of code that parcels have: version 17, level L, all of it bytes. Left to itself, the encoder would write digits among
/// them in a shorter way, and codes would differ in size.
pub(crate) fn code_of(bytes: &[u8]) -> Option<QrCode> {
    let mut bits = Bits::new(Version::Normal(17));
    bits.push_byte_data(bytes).ok()?;
    bits.push_terminator(EcLevel::L).ok()?;
    QrCode::with_bits(bits, EcLevel::L).ok()
}

fn draw(code: &QrCode) -> Drawing {
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (index % width + QUIET, index / width + QUIET);
            write!(path, "M{x} {y}h1v1h-1z").expect("text grows");
        }
    }
    Drawing { path, side: width + 2 * QUIET }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_parcel_has_one_size() {
        for bytes in [1, 600, 5_000, codes::PARCEL_BYTES_MAX] {
            let drawings = draw_parcel(&vec![b'7'; bytes]).expect("small enough");
            assert!(drawings.iter().all(|drawing| drawing.side == 85 + 2 * QUIET), "{bytes} bytes");
        }
        assert_eq!(draw_parcel(&vec![0; codes::PARCEL_BYTES_MAX + 1]), None);
    }

    #[test]
    fn a_text_is_drawn_unless_no_code_holds_it() {
        let drawing = draw_text("https://example.org/#join=abc").expect("short enough");
        assert!(drawing.path.starts_with("M3 3h1v1h-1z"), "{}", drawing.path);
        assert_eq!(draw_text(&"a".repeat(3_000)), None);
    }
}
