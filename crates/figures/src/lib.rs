//! The person's own days as figures, a module of its own: what can be said of them, and paths to draw.
//!
//! A page fetches it right after its first screen and starts it when the picture is wanted. It computes with the methods of [`statistics`]
//! and decides nothing about what may be said: that is in their types. Nothing leaves the device.
//!
//! ```text
//!   days ──► voice: marks, level, band, sentence ──┐
//!        └─► both: ellipse, region ────────────────┴─► Drawn
//!                                                      │ to take along
//!                        words of the page ──► drawing ┤ an SVG
//!                                                table ┤ a CSV
//!                       parts that were chosen ──► sheet ┘ a page for a counsellor
//! ```

mod both;
mod drawing;
mod sheet;
mod stretch;
mod table;
mod voice;
mod xml;

use interface::figures::{Asked, Drawing, Drawn, Sheet};
use wasm_bindgen::prelude::wasm_bindgen;

pub use drawing::drawing;
pub use sheet::{POLICY, STYLE, sheet};
pub use stretch::Stretch;
pub use table::table;

/// The figures of a stretch of days.
pub fn draw(asked: &Asked) -> Drawn {
    let stretch = Stretch::of(asked);
    Drawn { own: voice::draw(&stretch, false), bond: voice::draw(&stretch, true), both: both::draw(&stretch) }
}

/// The same for a page, which sends an [`Asked`] and reads a [`Drawn`]; nothing if that is none.
#[wasm_bindgen(js_name = draw)]
pub fn draw_bytes(asked: &[u8]) -> Option<Vec<u8>> {
    borsh::to_vec(&draw(&borsh::from_slice(asked).ok()?)).ok()
}

/// A [`Drawing`] as a whole SVG, for a page; nothing if that is none.
#[wasm_bindgen(js_name = drawing)]
pub fn drawing_bytes(asked: &[u8]) -> Option<Vec<u8>> {
    Some(drawing(&borsh::from_slice::<Drawing>(asked).ok()?).into_bytes())
}

/// The days of an [`Asked`] as CSV, for a page; nothing if that is none.
#[wasm_bindgen(js_name = table)]
pub fn table_bytes(asked: &[u8]) -> Option<Vec<u8>> {
    Some(table(&borsh::from_slice(asked).ok()?).into_bytes())
}

/// A [`Sheet`] as a whole page, for a page; nothing if that is none.
#[wasm_bindgen(js_name = sheet)]
pub fn sheet_bytes(asked: &[u8]) -> Option<Vec<u8>> {
    Some(sheet(&borsh::from_slice::<Sheet>(asked).ok()?).into_bytes())
}
