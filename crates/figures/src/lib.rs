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
mod dyad;
mod sheet;
mod stretch;
mod table;
mod trial;
mod voice;
mod xml;

use interface::figures::{Asked, Drawing, Drawn, Pair, Plan, Sheet, Tested};
use wasm_bindgen::prelude::wasm_bindgen;

pub use drawing::drawing;
pub use dyad::dyad;
pub use sheet::{POLICY, STYLE, sheet};
pub use stretch::Stretch;
pub use table::table;
pub use trial::{findable, outcome};

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

/// What a test by lot could find, for a page, which sends a [`Plan`] and reads a list of [`Findable`](interface::figures::Findable).
#[wasm_bindgen(js_name = findable)]
pub fn findable_bytes(plan: &[u8]) -> Option<Vec<u8>> {
    borsh::to_vec(&findable(&borsh::from_slice::<Plan>(plan).ok()?)).ok()
}

/// What came of a test by lot, for a page, which sends a [`Tested`] and reads an [`Outcome`](interface::figures::Outcome).
#[wasm_bindgen(js_name = outcome)]
pub fn outcome_bytes(tested: &[u8]) -> Option<Vec<u8>> {
    borsh::to_vec(&outcome(&borsh::from_slice::<Tested>(tested).ok()?)).ok()
}

/// The figures of two, for a page, which sends a [`Pair`] and reads a [`Dyad`](interface::figures::Dyad).
#[wasm_bindgen(js_name = dyad)]
pub fn dyad_bytes(pair: &[u8]) -> Option<Vec<u8>> {
    borsh::to_vec(&dyad(&borsh::from_slice::<Pair>(pair).ok()?)).ok()
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
