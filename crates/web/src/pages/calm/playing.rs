//! A piece while it runs: by the clock, so that a dark screen or a slow tab shows what is due then.

use std::time::Duration;

use crate::html;
use crate::html::svg;
use leptos::ev;
use leptos::prelude::*;

use super::script::{self, Anchor, Piece};
use super::{Calm, Now, Sound};
use crate::components::button::{Look, button, live_button};
use crate::components::{nothing, row, small};
use crate::platform::{calm, listening};
use crate::reactive::RwSignal;
use crate::words;

const TICK: Duration = Duration::from_secs(1);

/// A sound begins within so many seconds, or does not come.
const SOUND_WITHIN_S: f64 = 2.0;

/// So often it is said that somebody is there, in seconds.
const HERE_EVERY_S: f64 = 10.0;

impl Calm {
    pub(super) fn playing(self, piece: Piece) -> AnyView {
        let ticking = set_interval_with_handle(move || self.tick(), TICK);
        let stop = move || {
            calm::stop();
            self.end(piece);
        };
        // A question that stands before the page closes first.
        let escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && !calm::is_covered() {
                stop();
            }
        });
        on_cleanup(move || {
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
            escape.remove();
        });
        let anchor = (piece == Piece::Space).then(|| self.other_anchor()).into_any();
        let buttons = row(vec![button(Look::Quiet, words::calm_stop(), stop), anchor]);
        let controls = html::div().class("controls").child(vec![self.how_far(), buttons]).into_any();
        html::div().class("calm").child(vec![self.circle(piece), controls]).into_any()
    }

    /// The circle, and what is said in its middle.
    fn circle(self, piece: Piece) -> AnyView {
        // With another anchor than the breath, nothing on the screen breathes.
        let rests = move || piece == Piece::Space && self.anchor.get() == Some(Anchor::Feet);
        let round = |class: &'static str, radius: &'static str| {
            let round = svg::circle().attr("class", class).attr("cx", "125").attr("cy", "125");
            round.attr("r", radius).into_any()
        };
        let circle = svg::svg()
            .attr("viewBox", "0 0 250 250")
            .attr("aria-hidden", "true")
            .child(vec![round("ring", "118"), round("swell", "72")]);
        let said = move || {
            let Some(line) = self.begun.get().checked_sub(1) else { return nothing() };
            let words = piece.words(line, self.anchor.get().unwrap_or(Anchor::Breath));
            if line > 0 {
                return html::p().child(words).into_any();
            }
            let eyes = html::span().class("unseen").child(words::calm_eyes()).into_any();
            let first = [words::calm_stop_whenever(), words].map(|words| format!("{words} ").into_any());
            let [stop, first] = first;
            html::p().child(vec![stop, eyes, first]).into_any()
        };
        let said = html::div().attr("aria-live", "polite").child(said).into_any();
        html::div().class("circle").class(("rests", rests)).child(vec![circle.into_any(), said]).into_any()
    }

    fn how_far(self) -> AnyView {
        let said = move || {
            let sound = if self.is_silent.get() { Sound::None } else { self.sound() };
            let left = words::calm_left(u32::try_from(self.left.get()).unwrap_or(u32::MAX));
            small(words::calm_now(&sound.words(), &left))
        };
        let silent = move || self.is_silent.get().then(|| small(words::calm_silent())).into_any();
        let silent = html::div().attr("role", "status").child(silent).into_any();
        html::div().child(vec![said.into_any(), silent]).into_any()
    }

    fn other_anchor(self) -> AnyView {
        let is_feet = move |anchor: Option<Anchor>| anchor == Some(Anchor::Feet);
        let label = move || match is_feet(self.anchor.get()) {
            true => words::calm_to_breath(),
            false => words::calm_to_feet(),
        };
        live_button(Look::Quiet, label, move || {
            let is_feet = is_feet(self.anchor.get_untracked());
            self.anchor.set(Some(if is_feet { Anchor::Breath } else { Anchor::Feet }));
        })
    }

    /// Shows what is due by now.
    pub(super) fn tick(self) {
        let Some(Now::Playing(piece)) = self.now.try_get_untracked() else { return };
        let mut clock = self.clock.get_value();
        // A clock that was set back takes nothing back.
        clock.elapsed_s = clock.elapsed_s.max(listening::now_ms() / 1_000.0 - clock.began_s);
        let Some(line) = piece.due(clock.length_s, clock.elapsed_s) else {
            calm::finish();
            return self.end(piece);
        };
        set(self.begun, line + 1);
        set(self.left, script::minutes_left(clock.length_s - clock.elapsed_s));
        let is_late = clock.elapsed_s > SOUND_WITHIN_S && self.sound() != Sound::None;
        set(self.is_silent, is_late && !calm::is_heard());
        // As long as a piece runs and is seen, the vault is in use, though nobody touches the device.
        if clock.elapsed_s - clock.here_s >= HERE_EVERY_S {
            clock.here_s = clock.elapsed_s;
            if calm::is_seen() {
                self.session.still_here();
            }
        }
        self.clock.set_value(clock);
    }
}

/// Sets what is another now: what is heard is not said twice.
fn set<T: Copy + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}
