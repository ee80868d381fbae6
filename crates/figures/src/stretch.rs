//! A stretch of days, each with its answers or without one.

use interface::figures::{Asked, HEIGHT, HIGHEST, WIDTH};
use interface::look::KeptDay;
use interface::model::{Closeness, Day};

/// The most days that are looked at: more than a lifetime, and no more than memory has.
const DAYS_MAX: u32 = 50_000;

/// Every day of a stretch, in their order.
#[derive(Debug)]
pub struct Stretch {
    from: Day,
    days: Vec<Option<KeptDay>>,
}

impl Stretch {
    /// That which is asked for. Days beyond it are left out; of several of the same day the last counts.
    pub fn of(asked: &Asked) -> Self {
        let length = asked.to.0.saturating_sub(asked.from.0).saturating_add(1).min(DAYS_MAX);
        let mut days = vec![None; length as usize];
        for kept in &asked.days {
            let place = kept.day.0.checked_sub(asked.from.0).and_then(|place| usize::try_from(place).ok());
            if let Some(day) = place.and_then(|place| days.get_mut(place)) {
                *day = Some(*kept);
            }
        }
        Self { from: asked.from, days }
    }

    /// How many days it has.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether it has none: it always has one.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Which day stands at a place.
    pub fn day(&self, place: usize) -> Day {
        Day(self.from.0.saturating_add(u32::try_from(place).unwrap_or(u32::MAX)))
    }

    /// The answers of a voice, day by day.
    pub fn answers(&self, is_bond: bool) -> Vec<Option<u8>> {
        (0..self.len()).map(|place| self.answer(place, is_bond)).collect()
    }

    /// The answer of a voice on the day at a place.
    pub(crate) fn answer(&self, place: usize, is_bond: bool) -> Option<u8> {
        self.kept(place)?.answer(is_bond).filter(|answer| (1..=HIGHEST).contains(answer))
    }

    /// What would have suited better on the day at a place.
    pub(crate) fn wish(&self, place: usize) -> Option<Closeness> {
        self.kept(place)?.wish
    }

    fn kept(&self, place: usize) -> Option<KeptDay> {
        self.days.get(place).copied().flatten()
    }

    /// How far along a place is drawn; a single day in the middle.
    pub fn x(&self, place: usize) -> u32 {
        match u32::try_from(self.days.len().saturating_sub(1)) {
            Ok(0) | Err(_) => WIDTH / 2,
            Ok(last) => {
                let place = u64::from(u32::try_from(place).unwrap_or(last));
                u32::try_from(place * u64::from(WIDTH) / u64::from(last)).unwrap_or(WIDTH)
            }
        }
    }
}

/// How high an answer is drawn, from the highest down.
pub(crate) fn y(answer: f64) -> u32 {
    let highest = f64::from(HIGHEST);
    whole((highest - answer.clamp(1.0, highest)) / (highest - 1.0) * f64::from(HEIGHT))
}

/// An answer in tenths.
pub(crate) fn tenths(answer: f64) -> u8 {
    u8::try_from(whole(answer.clamp(1.0, f64::from(HIGHEST)) * 10.0)).unwrap_or(u8::MAX)
}

/// The nearest whole number; 0 below it.
pub(crate) fn whole(value: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is within the range, and stops at its ends"
    )]
    let whole = libm::round(value) as u32;
    whole
}

/// In hundredths, with its sign.
pub(crate) fn hundredths(value: f64) -> i32 {
    let size = i32::try_from(whole(value.abs() * 100.0)).unwrap_or(i32::MAX);
    if value < 0.0 { -size } else { size }
}
