//! The two voices: self is always dashed teal, bond is always a solid warm line, and each is also named in words.

use crate::html;
use crate::html::svg;
use leptos::prelude::*;

use crate::words;

/// A voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// What is mine.
    Own,
    /// What is between us.
    Bond,
}

/// The voice's line with words beside it.
pub(crate) fn voice(voice: Voice, label: String) -> AnyView {
    let (class, path, dashes) = match voice {
        Voice::Own => ("voice self", "M1 4h24", Some("5 3")),
        Voice::Bond => ("voice bond", "M1 6C7 0 10 0 13 4s6 4 12-2", None),
    };
    let line = svg::svg().attr("viewBox", "0 0 26 8").attr("aria-hidden", "true").child(stroke(
        path,
        "currentColor",
        "2.5",
        dashes,
    ));
    html::span().class(class).child((line, html::span().attr("dir", "auto").child(label))).into_any()
}

/// The two lines, side by side: the mark of the app.
pub(crate) fn mark() -> AnyView {
    svg::svg()
        .class("mark")
        .attr("viewBox", "0 0 120 60")
        .attr("role", "img")
        .attr("aria-label", words::mark_description())
        .child((
            stroke("M4 40C20 10 40 10 60 30s40 20 56-10", "var(--bond)", "4", None),
            stroke("M4 22c16 26 36 30 56 14s40-16 56 18", "var(--self)", "4", Some("9 7")),
        ))
        .into_any()
}

/// The two voices as the picture will draw them, without a claim about anybody.
pub(crate) fn two_voices() -> AnyView {
    let rule =
        |lines: &'static str| svg::path().attr("d", lines).attr("stroke", "var(--line)").attr("fill", "none");
    let name = |y: &'static str, colour: &'static str, text: String| {
        svg::text()
            .attr("x", if words::direction() == "rtl" { "8" } else { "332" })
            .attr("y", y)
            .attr("text-anchor", "end")
            .attr("font-size", "14")
            .attr("font-weight", "600")
            .attr("fill", colour)
            .child(text)
    };
    svg::svg()
        .class("drawing")
        .attr("viewBox", "0 0 340 150")
        .attr("role", "img")
        .attr("aria-label", words::picture_drawing_description())
        .child((
            rule("M0 20h340M0 60h340M0 100h340M0 140h340"),
            svg::g().class("flow").child((
                stroke(
                    "M8 126C50 122 70 130 100 110s60-20 90-34 70-10 142-34",
                    "var(--self)",
                    "3",
                    Some("8 4"),
                ),
                stroke("M8 76c40-16 70 12 110 4s70-10 100 2 60 6 114-6", "var(--bond)", "3", None),
            )),
            name("32", "var(--self)", words::voice_self()),
            name("98", "var(--bond)", words::voice_bond()),
        ))
        .into_any()
}

fn stroke(
    path: &'static str,
    colour: &'static str,
    width: &'static str,
    dashes: Option<&'static str>,
) -> html::Element {
    svg::path()
        .attr("d", path)
        .attr("stroke", colour)
        .attr("stroke-width", width)
        .attr("stroke-dasharray", dashes)
        .attr("stroke-linecap", "round")
        .attr("fill", "none")
}
