//! Saying it aloud: the words, large, and a quiet minute by the clock. Nothing of it is kept.

use crate::html;
use leptos::prelude::*;

use crate::components::button::{Look, live_button};
use crate::components::dialog::wide_dialog;
use crate::components::{row, soft};
use crate::platform::listening;
use crate::reactive::RwSignal;
use crate::words;

/// How long it is quiet, in milliseconds.
const QUIET_MS: f64 = 60_000.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Minute {
    NotBegun,
    /// The running one, by its number: one that was stopped ends nothing any more.
    Runs(u32),
    Over,
}

/// The dialog, with what was written so far.
pub(super) fn dialog(
    open: RwSignal<bool>,
    parts: impl Fn() -> Vec<String> + Send + Sync + 'static,
) -> AnyView {
    let minute = RwSignal::new(Minute::NotBegun);
    let count = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if !open.get() {
            minute.set(Minute::NotBegun);
        }
    });
    wide_dialog(open, words::aloud_title, move || {
        let parts = parts();
        if parts.is_empty() {
            return vec![soft(words::aloud_empty())];
        }
        let lines = parts.into_iter().map(|part| html::p().attr("dir", "auto").child(part)).collect_view();
        let press = move || {
            if matches!(minute.get_untracked(), Minute::Runs(_)) {
                return minute.set(Minute::NotBegun);
            }
            let number = count.get_value().wrapping_add(1);
            count.set_value(number);
            minute.set(Minute::Runs(number));
            listening::after(QUIET_MS, move || {
                if minute.try_get_untracked() == Some(Minute::Runs(number)) {
                    minute.set(Minute::Over);
                }
            });
        };
        let label = move || match minute.get() {
            Minute::Runs(_) => words::aloud_stop(),
            Minute::NotBegun | Minute::Over => words::aloud_begin(),
        };
        let said = move || match minute.get() {
            Minute::NotBegun => String::new(),
            Minute::Runs(_) => words::aloud_running(),
            Minute::Over => words::aloud_over(),
        };
        let class = move || if matches!(minute.get(), Minute::Runs(_)) { "aloud runs" } else { "aloud" };
        vec![
            soft(words::aloud_text()),
            html::div().attr("class", class).child(lines).into_any(),
            html::p().class("soft quiet-minute").attr("role", "status").child(said).into_any(),
            row(vec![live_button(Look::Primary, label, press)]),
        ]
    })
}
