//! A QR code, drawn as one path.

use std::fmt::Write;

use leptos::prelude::*;
use leptos::{html, svg};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of light around the code, which scanners need.
const QUIET: usize = 3;

/// The code of a text; nothing if the text is too long for one.
pub(crate) fn qr_code(text: &str, label: String) -> AnyView {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return ().into_any() };
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (index % width + QUIET, index / width + QUIET);
            write!(path, "M{x} {y}h1v1h-1z").expect("text grows");
        }
    }
    let size = width + 2 * QUIET;
    let drawing = svg::svg()
        .attr("viewBox", format!("0 0 {size} {size}"))
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("shape-rendering", "crispEdges")
        .child(svg::path().attr("d", path).attr("fill", "#000"));
    html::div().class("code").child(drawing).into_any()
}
