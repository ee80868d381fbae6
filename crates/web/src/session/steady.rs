//! What is pressed does not become something else before it is let go.

use client::view::View;
use leptos::prelude::*;

use super::Session;
use crate::platform::listening;

/// The page while something on it is pressed.
#[derive(Clone, Copy)]
pub(super) struct Steady {
    /// Until when it stays as it is, in milliseconds since 1970; not longer, should nobody say that it was let go.
    until_ms: StoredValue<f64>,
    /// The newest of what came meanwhile.
    waiting: StoredValue<Option<View>>,
}

/// However long something is pressed, what is new is not kept back longer than this.
const PRESSED_MS_MAX: f64 = 3_000.0;

impl Steady {
    pub(super) fn new() -> Self {
        Self { until_ms: StoredValue::new(0.0), waiting: StoredValue::new(None) }
    }

    /// Keeps a view back while something is pressed; otherwise returns it.
    pub(super) fn keep_back(self, view: View) -> Option<View> {
        if listening::now_ms() < self.until_ms.get_value() {
            self.waiting.set_value(Some(view));
            return None;
        }
        self.waiting.set_value(None);
        Some(view)
    }

    pub(super) fn begin(self, session: Session) {
        listening::on_press(move |is_pressed| {
            let until_ms = if is_pressed { listening::now_ms() + PRESSED_MS_MAX } else { 0.0 };
            self.until_ms.set_value(until_ms);
            if !is_pressed && let Some(view) = self.waiting.try_update_value(Option::take).flatten() {
                session.show(view);
            }
        });
    }

    /// What was kept back is not to be shown any more: the vault is locked.
    pub(super) fn forget(self) {
        self.waiting.set_value(None);
    }
}
