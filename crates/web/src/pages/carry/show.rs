//! A small parcel as codes, one after the other.

use std::time::Duration;

use client::codes;
use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::qr_code::{drawing, turning};
use crate::components::{row, small, stack, text};
use crate::platform::motion;
use crate::words;

/// How long one code stays, in milliseconds. What changes more than three times a second can harm people.
const CODE_STAYS_MS: u64 = 350;

/// The codes of a parcel; `None` if it is too large for them.
pub(super) fn show(parcel: &[u8], close: impl Fn() + 'static) -> Option<AnyView> {
    let drawings: Option<Vec<_>> = codes::codes(parcel)?.iter().map(|code| drawing(code)).collect();
    let drawings = drawings?;
    let count = drawings.len();
    let present = RwSignal::new(0_usize);
    let next = move || {
        // The page may have been left.
        present.try_update(|present| *present = (*present + 1) % count);
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
    let label = move || words::carry_code(super::number(present.get() + 1), super::number(count));
    let hold = move || {
        if held.get() {
            row(vec![
                button(Look::Quiet, words::carry_next(), next),
                button(Look::Plain, words::carry_go_on(), move || held.set(false)),
            ])
        } else {
            row(vec![button(Look::Quiet, words::carry_hold(), move || held.set(true))])
        }
    };
    let buttons = if count > 1 { hold.into_any() } else { ().into_any() };
    Some(stack(vec![
        text(words::carry_codes_text()),
        turning(drawings, present.into(), label),
        small(words::carry_codes_count(super::number(count))),
        buttons,
        row(vec![button(Look::Plain, words::carry_codes_close(), close)]),
    ]))
}
