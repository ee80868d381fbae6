//! Which stretch of days is looked at, and its figures once they are drawn.

use interface::figures::{Asked, Drawn, Level};
use interface::model::Day;
use leptos::prelude::*;

use super::Shown;
use crate::components::choice::choice;
use crate::platform::figures;
use crate::reactive::{Memo, RwSignal};
use crate::words;

/// How long a stretch is that ends today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Week,
    Quarter,
    Year,
    All,
}

/// No stretch is shorter, or there would be no time in it.
const DAYS_MIN: u32 = 7;

impl Stretch {
    /// From which day on, if that is the first day that was kept.
    fn from(self, first: Option<Day>, today: Day) -> Day {
        let back = |days: u32| Day(today.0.saturating_sub(days - 1));
        match self {
            Self::Week => back(DAYS_MIN),
            Self::Quarter => back(13 * DAYS_MIN),
            Self::Year => back(365),
            Self::All => first.unwrap_or(today).min(back(DAYS_MIN)),
        }
    }
}

/// The level of a voice on each day.
pub(super) type Levels = Vec<Option<Level>>;

/// What is there of the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum There {
    /// They are being drawn for the first time.
    Waiting,
    /// What draws them is not on this device.
    Missing,
    /// The figures, and what they are of: for a moment that may be another stretch than the one that is looked at.
    Figures(Box<(Asked, Drawn)>),
}

/// A stretch of days and its figures.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    stretch: RwSignal<Option<Stretch>>,
    /// What is looked at now.
    pub(super) asked: Memo<Asked>,
    /// What is there of it; of the stretch before until it is drawn.
    pub(super) there: RwSignal<There>,
}

impl Figures {
    /// Those of a quarter at first.
    pub(super) fn of(shown: Shown) -> Self {
        let stretch = RwSignal::new(Some(Stretch::Quarter));
        let asked = Memo::new(move |_| {
            let today = shown.session.present_day();
            shown.picture.with(|picture| {
                let first = picture.days.first().map(|kept| kept.day);
                // A clock that goes wrong may have kept a day to come.
                let to = picture.days.last().map_or(today, |kept| kept.day.max(today)).min(Day(today.0 + 1));
                let from = stretch.get().unwrap_or(Stretch::Quarter).from(first, today);
                let is_in = |day: &Day| (from..=to).contains(day);
                let days = picture.days.iter().filter(|kept| is_in(&kept.day)).copied().collect();
                Asked { days, from, to }
            })
        });
        let there = RwSignal::new(There::Waiting);
        Effect::new(move |_| {
            let now = asked.get();
            let drawn = move |drawn: Option<Drawn>| {
                // The page may have been left, or another stretch be looked at by now.
                if asked.try_with_untracked(|asked| *asked == now) == Some(true) {
                    there.set(drawn.map_or(There::Missing, |drawn| There::Figures(Box::new((now, drawn)))));
                }
            };
            figures::draw(&asked.get_untracked(), drawn);
        });
        Self { stretch, asked, there }
    }

    /// Which stretch.
    pub(super) fn choice(self) -> leptos::prelude::AnyView {
        let options = vec![
            (Stretch::Week, words::picture_week()),
            (Stretch::Quarter, words::picture_quarter()),
            (Stretch::Year, words::picture_year()),
            (Stretch::All, words::picture_all()),
        ];
        choice(words::picture_stretch(), options, self.stretch)
    }

    /// Whether that is all there is.
    pub(super) fn is_all(self) -> bool {
        self.stretch.get() == Some(Stretch::All)
    }

    /// A part of the figures; nothing while there are none.
    pub(super) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Drawn) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| {
            self.there
                .with(|there| if let There::Figures(figures) = there { Some(part(&figures.1)) } else { None })
        })
    }

    /// The levels of both voices on each day of what is looked at; nothing while they are those of another stretch.
    pub(super) fn levels(self) -> Memo<(Levels, Levels)> {
        Memo::new(move |_| {
            let of = |there: &There| match there {
                There::Figures(figures) if self.asked.with(|asked| *asked == figures.0) => {
                    Some((figures.1.own.levels.clone(), figures.1.bond.levels.clone()))
                }
                _ => None,
            };
            self.there.with(of).unwrap_or_default()
        })
    }
}
