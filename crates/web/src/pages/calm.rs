//! A breathing space: four guided pieces. Which one runs is known to this page alone while it stands, and to nothing afterwards: no record,
//! no draft, no address, and the worker hears only that somebody is there.

mod playing;
mod script;

use crate::html;
use leptos::prelude::*;

use crate::components::button::{Look, button, link, named_button};
use crate::components::choice::choice;
use crate::components::exits::help_button;
use crate::components::field::{Purpose, field};
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, frame, heading, lead, nothing, row, small, soft, stack};
use crate::places::Place;
use crate::platform::{browser, calm, listening};
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;
use script::{Anchor, Piece};

/// The most minutes of a piece.
const MINUTES_MAX: u32 = 60;

const MINUTE_S: f64 = 60.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    AsWritten,
    One,
    Five,
    Ten,
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sound {
    None,
    Bell,
    Tone,
}

impl Sound {
    /// What `calm.js` calls it.
    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Bell => "bell",
            Self::Tone => "tone",
        }
    }

    fn words(self) -> String {
        match self {
            Self::None => words::calm_now_none(),
            Self::Bell => words::calm_now_bell(),
            Self::Tone => words::calm_now_tone(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    Choosing,
    Playing(Piece),
    /// It was stopped, or is over.
    After(Piece),
}

/// What was chosen, and how far the piece is that runs.
#[derive(Clone, Copy)]
struct Calm {
    session: Session,
    /// The only piece there is a way to from here, if it is one.
    only: Option<Piece>,
    now: RwSignal<Now>,
    length: RwSignal<Option<Length>>,
    minutes: RwSignal<String>,
    lacks_minutes: RwSignal<bool>,
    sound: RwSignal<Option<Sound>>,
    anchor: RwSignal<Option<Anchor>>,
    clock: StoredValue<Clock>,
    /// So many sentences have begun, left out ones among them; none at the very beginning, so that the first is heard as well.
    begun: RwSignal<usize>,
    /// About so many minutes are left.
    left: RwSignal<usize>,
    /// The browser makes no sound, though one was asked for.
    is_silent: RwSignal<bool>,
}

/// How far a piece is, in seconds.
#[derive(Debug, Clone, Copy, Default)]
struct Clock {
    /// When it began, since 1970.
    began_s: f64,
    length_s: f64,
    elapsed_s: f64,
    /// When it was last said that somebody is there.
    here_s: f64,
}

/// A breathing space.
pub(super) fn page(session: Session) -> AnyView {
    drawn(session, None, (words::nav_mine(), Place::Mine))
}

/// The kind moment alone, as a step of the path: none of the other pieces stands on the way to repair.
pub(super) fn kind_moment(session: Session) -> AnyView {
    drawn(session, Some(Piece::Moment), (words::path_title(), Place::Path))
}

fn drawn(session: Session, only: Option<Piece>, back: (String, Place)) -> AnyView {
    calm::fetch();
    on_cleanup(calm::stop);
    let calm = Calm {
        session,
        only,
        now: RwSignal::new(Now::Choosing),
        length: RwSignal::new(Some(Length::AsWritten)),
        minutes: RwSignal::new(String::new()),
        lacks_minutes: RwSignal::new(false),
        sound: RwSignal::new(Some(Sound::None)),
        anchor: RwSignal::new(Some(Anchor::Breath)),
        clock: StoredValue::new(Clock::default()),
        begun: RwSignal::new(0),
        left: RwSignal::new(0),
        is_silent: RwSignal::new(false),
    };
    let title = Signal::derive(move || match calm.now.get() {
        Now::Choosing => only.map_or_else(words::calm_title, Piece::title),
        Now::Playing(piece) | Now::After(piece) => piece.title(),
    });
    let content = live(
        move || calm.now.get(),
        move |now| match now {
            Now::Choosing => calm.choosing(),
            Now::Playing(piece) => calm.playing(piece),
            Now::After(piece) => calm.after(piece),
        },
    );
    frame::page_named(session, title, Some(back), vec![content])
}

impl Calm {
    fn choosing(self) -> AnyView {
        let pieces = Piece::ALL.into_iter().filter(|piece| self.only.is_none_or(|only| only == *piece));
        let pieces = pieces.map(|piece| {
            let said = vec![heading(piece.title()), soft(piece.about())];
            let said = html::div().class("grow").child(said).into_any();
            let name = move || words::calm_begin_name(&piece.title());
            let begin = named_button(Look::Quiet, words::calm_begin(), name, move || self.begin(piece));
            html::li().child(vec![said, begin]).into_any()
        });
        let pieces =
            card("of-rows", vec![html::ul().class("rows pieces").child(pieces.collect_view()).into_any()]);
        // The kind moment may well come before repair; breath alone would only calm what asks for it.
        let repair = self.only.is_none().then(|| crate::components::text(words::calm_caution_repair()));
        let caution = card(
            "wash-self",
            vec![
                heading(words::calm_caution_title()),
                crate::components::text(words::calm_caution()),
                repair.into_any(),
                row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
            ],
        );
        let left = stack(vec![self.how_long(), pieces]);
        let anchor = self.only.is_none().then(|| self.which_anchor()).into_any();
        let right = stack(vec![card("", vec![stack(vec![self.which_sound(), anchor])]), caution]);
        let about = if self.only.is_some() { words::calm_lead_one() } else { words::calm_lead() };
        stack(vec![lead(about), columns(vec![left, right])])
    }

    fn how_long(self) -> AnyView {
        let lengths = vec![
            (Length::AsWritten, words::calm_as_written()),
            (Length::One, words::calm_one()),
            (Length::Five, words::calm_five()),
            (Length::Ten, words::calm_ten()),
            (Length::Own, words::calm_own()),
        ];
        let own = live(
            move || self.length.get() == Some(Length::Own),
            move |is_own| {
                if !is_own {
                    return nothing();
                }
                let wrong = Signal::derive(move || {
                    let is_wrong =
                        self.lacks_minutes.get() && self.minutes.with(|typed| minutes_of(typed)).is_none();
                    is_wrong.then(words::calm_minutes_wrong)
                });
                let hint = words::calm_minutes_hint();
                field(Purpose::Minutes, words::calm_minutes(), hint, self.minutes, wrong)
            },
        );
        stack(vec![choice(words::calm_length(), lengths, self.length), own])
    }

    fn which_sound(self) -> AnyView {
        let sounds = vec![
            (Sound::None, words::calm_sound_none()),
            (Sound::Bell, words::calm_sound_bell()),
            (Sound::Tone, words::calm_sound_tone()),
        ];
        choice(words::calm_sound(), sounds, self.sound)
    }

    fn which_anchor(self) -> AnyView {
        let anchors =
            vec![(Anchor::Breath, words::calm_anchor_breath()), (Anchor::Feet, words::calm_anchor_feet())];
        choice(words::calm_anchor(), anchors, self.anchor)
    }

    /// How long a piece takes, in seconds; nothing while no length of one's own was written.
    fn length_of(self, piece: Piece) -> Option<f64> {
        let minutes = match self.length.get_untracked()? {
            Length::AsWritten => return Some(piece.own_s()),
            Length::One => 1,
            Length::Five => 5,
            Length::Ten => 10,
            Length::Own => self.minutes.with_untracked(|typed| minutes_of(typed))?,
        };
        Some(f64::from(minutes) * MINUTE_S)
    }

    fn begin(self, piece: Piece) {
        let Some(length_s) = self.length_of(piece) else {
            self.lacks_minutes.set(true);
            return browser::focus_later("main .input");
        };
        let began_s = listening::now_ms() / 1_000.0;
        self.clock.set_value(Clock { began_s, length_s, ..Clock::default() });
        self.begun.set(0);
        self.left.set(script::minutes_left(length_s));
        self.is_silent.set(false);
        calm::begin(self.sound().name(), length_s, move || self.tick());
        self.now.set(Now::Playing(piece));
        browser::focus_heading();
    }

    fn sound(self) -> Sound {
        self.sound.get_untracked().unwrap_or(Sound::None)
    }

    fn end(self, piece: Piece) {
        self.now.set(Now::After(piece));
        browser::focus_heading();
    }

    fn after(self, piece: Piece) -> AnyView {
        let said = card(
            "wash-self",
            vec![
                voice(Voice::Own, words::voice_mine()),
                html::p().class("thing").child(piece.answer()).into_any(),
            ],
        );
        let choose = move || {
            self.now.set(Now::Choosing);
            browser::focus_heading();
        };
        let ways = row(vec![
            button(Look::Quiet, words::calm_again(), move || self.begin(piece)),
            self.only.is_none().then(|| button(Look::Quiet, words::calm_another(), choose)).into_any(),
            match self.only {
                Some(_) => link(Look::Quiet, words::path_back(), Place::Path),
                None => link(Look::Quiet, words::calm_back(), Place::Mine),
            },
        ]);
        let help = row(vec![help_button(Look::Plain)]);
        let after = html::div().class("stack tight").child(vec![small(words::calm_after()), help]).into_any();
        crate::components::narrow(vec![said, ways, after])
    }
}

/// Whole minutes, as somebody wrote them.
fn minutes_of(typed: &str) -> Option<u32> {
    typed.trim().parse().ok().filter(|minutes| (1..=MINUTES_MAX).contains(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_whole_and_few_enough() {
        for (typed, minutes) in [("1", 1), (" 7 ", 7), ("60", 60)] {
            assert_eq!(minutes_of(typed), Some(minutes), "{typed}");
        }
        for typed in ["", "0", "61", "-1", "2.5", "three"] {
            assert_eq!(minutes_of(typed), None, "{typed}");
        }
    }
}
