//! A small parcel as codes, one after the other.

use std::time::Duration;

use crate::html;
use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::qr_code::Drawings;
use crate::components::{nothing, row, stack, text};
use crate::platform::motion;
use crate::reactive::RwSignal;
use crate::words;

/// How long one code stays, in milliseconds. What changes more than three times a second can harm people.
const CODE_STAYS_MS: u64 = 350;

/// The codes of a parcel that is small enough for them.
pub(super) fn show(parcel: Vec<u8>, close: impl Fn() + 'static) -> AnyView {
    let drawings = Drawings::of_parcel(parcel);
    let count = move || drawings.count();
    let present = RwSignal::new(0_usize);
    let next = move || {
        // The page may have been left.
        present.try_update(|present| *present = (*present + 1) % count().max(1));
    };
    let held = RwSignal::new(motion::wants_little_motion());
    let turn = set_interval_with_handle(
        move || {
            if held.try_get_untracked() == Some(false) {
                next();
            }
        },
        Duration::from_millis(CODE_STAYS_MS),
    );
    on_cleanup(move || {
        if let Ok(turn) = turn {
            turn.clear();
        }
    });
    let label = move || words::carry_code(super::number(present.get() + 1), super::number(count()));
    let hold = move || {
        if count() < 2 {
            nothing()
        } else if held.get() {
            row(vec![
                button(Look::Quiet, words::carry_next(), next),
                button(Look::Plain, words::carry_go_on(), move || held.set(false)),
            ])
        } else {
            row(vec![button(Look::Quiet, words::carry_hold(), move || held.set(true))])
        }
    };
    let shown = html::div().class("turning").child(drawings.shown(move || present.get(), label));
    stack(vec![
        text(words::carry_codes_text()),
        shown.into_any(),
        html::p().class("small").child(move || words::carry_codes_count(super::number(count()))).into_any(),
        hold.into_any(),
        row(vec![button(Look::Plain, words::carry_codes_close(), close)]),
    ])
}
