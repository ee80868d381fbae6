//! Signs, each drawn on a field of 24 by 24.

use crate::html::svg;
use leptos::prelude::*;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// The sun on the horizon.
    Today,
    /// One circle.
    Mine,
    /// Two circles that overlap.
    Ours,
    /// Two lines.
    Picture,
    /// A hand's outline with a heart's place: help.
    Help,
    /// Sliders.
    Settings,
    /// A globe: the language.
    Language,
    /// Something to look at.
    Attention,
    /// Can be seen.
    Eye,
    /// Cannot be seen.
    EyeClosed,
    /// A leaf: alone is enough.
    Leaf,
}

impl Icon {
    /// The strokes.
    fn lines(self) -> &'static str {
        match self {
            Self::Today => "M4 15a8 8 0 0 1 16 0M2 19h20M12 3v1M4.5 6.5l.8.8M19.5 6.5l-.8.8",
            Self::Mine => "M4.5 12a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
            Self::Ours => {
                "M2.5 12a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0M8.5 12a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0"
            }
            Self::Picture => "M3 16c4-9 7-9 10-4s5 3 8-4",
            Self::Help => {
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M8.5 12a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M6 6l3.5 3.5M14.5 14.5L18 18M18 6l-3.5 3.5M9.5 14.5L6 18"
            }
            Self::Settings => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
            }
            Self::Language => {
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17"
            }
            Self::Attention => "M12 4.2L2.8 19.5h18.4zM12 10v4.2M12 16.9v.2",
            Self::Eye => {
                "M2.5 12C6 6.5 18 6.5 21.5 12C18 17.5 6 17.5 2.5 12M9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"
            }
            Self::EyeClosed => "M2.5 10.5C6 16 18 16 21.5 10.5M5.5 14l-1.5 2M12 15v2.5M18.5 14l1.5 2",
            Self::Leaf => "M5 19C5 9 11 5 20 5c0 9-4 15-13 14M5 21c1-5 4-8 8-10",
        }
    }
}

/// A sign beside words that say the same.
pub(crate) fn icon(icon: Icon) -> AnyView {
    let stroke = |lines: &'static str, dashes: Option<&'static str>| {
        svg::path()
            .attr("d", lines)
            .attr("stroke", "currentColor")
            .attr("stroke-width", "1.8")
            .attr("fill", "none")
            .attr("stroke-linecap", "round")
            .attr("stroke-linejoin", "round")
            .attr("stroke-dasharray", dashes)
    };
    // Two lines over time.
    let class = if icon == Icon::Picture { "flow" } else { "" };
    let second = (icon == Icon::Picture).then(|| stroke("M3 9c5 8 9 9 18 8", Some("4 3")));
    svg::svg()
        .class(class)
        .attr("viewBox", "0 0 24 24")
        .attr("width", "24")
        .attr("height", "24")
        .attr("aria-hidden", "true")
        .child((stroke(icon.lines(), None), second))
        .into_any()
}

/// Points onward.
pub(crate) fn chevron() -> AnyView {
    angle("M2 2l6 6-6 6", "chevron")
}

/// Points back.
pub(crate) fn chevron_back() -> AnyView {
    angle("M8 2L2 8l6 6", "")
}

fn angle(lines: &'static str, class: &'static str) -> AnyView {
    let line = svg::path()
        .attr("d", lines)
        .attr("stroke", "currentColor")
        .attr("stroke-width", "1.8")
        .attr("fill", "none")
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round");
    svg::svg()
        .class(class)
        .attr("viewBox", "0 0 10 16")
        .attr("width", "10")
        .attr("height", "16")
        .attr("aria-hidden", "true")
        .child(line)
        .into_any()
}
