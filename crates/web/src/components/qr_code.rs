//! Codes on the screen. Their room is there before they are: what draws them is a module that starts when the first is wanted.

use crate::html;
use crate::html::svg;
use leptos::prelude::*;

use crate::platform::codes::{self, Codes, Drawing};
use crate::reactive::RwSignal;
use crate::words;

/// What there is to show of codes.
#[derive(Clone)]
enum Drawn {
    /// They are being drawn.
    Waiting,
    /// They are there; there may be none.
    Codes(Vec<(String, u32)>),
    /// What draws them is not on this device and cannot be fetched.
    Missing,
}

/// Codes of one size, once they are drawn.
#[derive(Clone, Copy)]
pub(crate) struct Drawings(RwSignal<Drawn>);

impl Drawings {
    /// How many there are.
    pub(crate) fn count(self) -> usize {
        self.0.with(|drawn| if let Drawn::Codes(codes) = drawn { codes.len() } else { 0 })
    }

    /// The codes of a parcel.
    pub(crate) fn of_parcel(parcel: Vec<u8>) -> Self {
        Self::begin(move |codes| codes.draw_parcel(&parcel).unwrap_or_default())
    }

    fn begin(draw: impl FnOnce(&Codes) -> Vec<Drawing> + 'static) -> Self {
        let drawn = RwSignal::new(Drawn::Waiting);
        codes::with(move |codes| {
            let done = codes.map_or(Drawn::Missing, |codes| {
                Drawn::Codes(draw(&codes).iter().map(|code| (code.path(), code.side())).collect())
            });
            // The page may have been left.
            drawn.set(done);
        });
        Self(drawn)
    }

    /// The one that is `present`, counted from 0.
    pub(crate) fn shown(
        self,
        present: impl Fn() -> usize + Copy + Send + 'static,
        label: impl Fn() -> String + Send + 'static,
    ) -> AnyView {
        let of = move |drawn: &Drawn| match drawn {
            Drawn::Codes(codes) => codes.get(present()).cloned(),
            _ => None,
        };
        let side = move || self.0.with(|drawn| of(drawn).map_or(1, |(_, side)| side));
        let drawing = svg::svg()
            .attr("viewBox", move || format!("0 0 {0} {0}", side()))
            .attr("role", "img")
            .attr("aria-label", label)
            .attr("shape-rendering", "crispEdges")
            .child(
                svg::path()
                    .attr("d", move || {
                        self.0.with(|drawn| of(drawn).map(|(path, _)| path)).unwrap_or_default()
                    })
                    .attr("fill", "#000"),
            );
        let missing = move || self.0.with(|drawn| matches!(drawn, Drawn::Missing)).then(words::codes_missing);
        let code = html::div()
            .class("code")
            .attr("hidden", move || missing().is_some().then_some(""))
            .child(drawing);
        let said = html::p().attr("role", "status").child(missing);
        html::div().child((code, said)).into_any()
    }
}

/// The code of a text; nothing is drawn if the text is too long for one.
pub(crate) fn qr_code(text: String, label: String) -> AnyView {
    Drawings::begin(move |codes| codes.draw_text(&text).into_iter().collect())
        .shown(|| 0, move || label.clone())
}
