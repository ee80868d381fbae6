//! A QR code, drawn as one path.

use std::fmt::Write;

use leptos::prelude::*;
use leptos::{html, svg};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// Modules of light around the code, which scanners need.
const QUIET: usize = 3;

/// A code as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawing {
    path: String,
    size: usize,
}

/// The code of a text; nothing if the text is too long for one.
pub(crate) fn qr_code(text: &str, label: String) -> AnyView {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return ().into_any() };
    let drawing = draw(&code);
    let size = drawing.size;
    shown(size, move || label.clone(), move || drawing.path.clone())
}

/// Codes that change in one place; all are of one size.
pub(crate) fn turning(
    drawings: Vec<Drawing>,
    present: Signal<usize>,
    label: impl Fn() -> String + Send + 'static,
) -> AnyView {
    let size = drawings.first().map_or(1, |drawing| drawing.size);
    let path = move || drawings.get(present.get()).map(|drawing| drawing.path.clone());
    html::div().class("turning").child(shown(size, label, move || path().unwrap_or_default())).into_any()
}

/// The drawing of bytes, in the one size that all parcels' codes have.
pub(crate) fn drawing(bytes: &[u8]) -> Option<Drawing> {
    code_of(bytes).map(|code| draw(&code))
}

/// The one kind of code that parcels have: version 17, level L, all of it bytes. Left to itself, the encoder would write digits among
/// them in a shorter way.
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
    Drawing { path, size: width + 2 * QUIET }
}

fn shown(
    size: usize,
    label: impl Fn() -> String + Send + 'static,
    path: impl Fn() -> String + Send + 'static,
) -> AnyView {
    let drawing = svg::svg()
        .attr("viewBox", format!("0 0 {size} {size}"))
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("shape-rendering", "crispEdges")
        .child(svg::path().attr("d", path).attr("fill", "#000"));
    html::div().class("code").child(drawing).into_any()
}
