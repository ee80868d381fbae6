//! What is pressed does not become something else before it is let go.

use interface::command::Show;
use leptos::prelude::*;

use super::Session;
use crate::platform::listening;

/// The page while something on it is pressed.
#[derive(Clone, Copy)]
pub(super) struct Steady {
    /// Until when it stays as it is, in milliseconds since 1970; not longer, should nobody say that it was let go.
    until_ms: StoredValue<f64>,
    /// The newest of what came meanwhile.
    waiting: StoredValue<Option<Show>>,
}

/// However long something is pressed, what is new is not kept back longer than this.
const PRESSED_MS_MAX: f64 = 3_000.0;

impl Steady {
    pub(super) fn new() -> Self {
        Self { until_ms: StoredValue::new(0.0), waiting: StoredValue::new(None) }
    }

    /// Keeps something back while something is pressed; otherwise returns it.
    pub(super) fn keep_back(self, session: Session, show: Show) -> Option<Show> {
        let show = self.with_waiting(show);
        let left_ms = self.until_ms.get_value() - listening::now_ms();
        if left_ms <= 0.0 {
            return Some(show);
        }
        self.waiting.set_value(Some(show));
        // Nobody may ever say that it was let go.
        listening::after(left_ms, move || self.release(session));
        None
    }

    /// Together with what was kept back before: of the view and of the page the newest.
    fn with_waiting(self, show: Show) -> Show {
        let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() else { return show };
        Show {
            view: show.view.or(waiting.view),
            page: show.page.or(waiting.page),
            asked: show.asked || waiting.asked,
            drafts: show.drafts.or(waiting.drafts),
            asked_for: waiting.asked_for.into_iter().chain(show.asked_for).collect(),
        }
    }

    /// Nothing of what was kept back is shown any more.
    pub(super) fn forget(self) {
        self.waiting.set_value(None);
    }

    pub(super) fn begin(self, session: Session) {
        listening::on_press(move |is_pressed| {
            let until_ms = if is_pressed { listening::now_ms() + PRESSED_MS_MAX } else { 0.0 };
            self.until_ms.set_value(until_ms);
            if !is_pressed {
                self.release(session);
            }
        });
    }

    /// Shows what was kept back, unless something is pressed still.
    fn release(self, session: Session) {
        if listening::now_ms() < self.until_ms.get_value() {
            return;
        }
        if let Some(show) = self.waiting.try_update_value(Option::take).flatten() {
            session.show_now(show);
        }
    }
}
