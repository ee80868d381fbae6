//! One voice over time.

use core::fmt::Write;

use interface::figures::{Described, Direction, Level, Said, Voice};
use statistics::{READABLE_FROM_DAY, local_level};

use crate::stretch::{Stretch, tenths, y};

/// Where nothing was kept for so many days, the line is broken.
const GAP_DAYS: usize = 7;

/// A line has at most about so many points: more than a screen has room for.
const POINTS_MAX: usize = 800;

/// A voice, with what may be said of it: before day 28 that is how the days were.
pub(crate) fn draw(stretch: &Stretch, is_bond: bool) -> Voice {
    let answers = stretch.answers(is_bond);
    let marks = marks(stretch, &answers, is_bond);
    let Some(described) = describe(stretch, &answers) else { return Voice::default() };
    let days = described.days;
    if (days as usize) < READABLE_FROM_DAY {
        return Voice { marks, said: Said::Described(described), ..Voice::default() };
    }
    let series: Vec<Option<f64>> = answers.iter().map(|answer| answer.map(f64::from)).collect();
    let Ok(found) = local_level(&series) else {
        let said = if described.lowest == described.highest {
            Said::Flat { answer: described.lowest, days }
        } else {
            Said::Described(described)
        };
        return Voice { marks, said, ..Voice::default() };
    };
    let is_drawn = lived(&answers);
    let level = |(level, is_drawn): (&statistics::Level, &bool)| {
        is_drawn.then(|| Level {
            value: tenths(level.value),
            low: tenths(level.interval.low),
            high: tenths(level.interval.high),
        })
    };
    let levels = found.levels.iter().zip(&is_drawn).map(level).collect();
    let (line, band) = lines(stretch, &found.levels, &is_drawn);
    let to = match found.change.value {
        _ if !found.more_than_chance => Direction::Nowhere,
        change if change > 0.0 => Direction::Higher,
        _ => Direction::Lower,
    };
    Voice { marks, line, band, levels, said: Said::Moved { described, to } }
}

fn describe(stretch: &Stretch, answers: &[Option<u8>]) -> Option<Described> {
    let first = answers.iter().position(Option::is_some)?;
    let mut kept: Vec<u8> = answers.iter().copied().flatten().collect();
    kept.sort_unstable();
    let at = |place: usize| kept.get(place).copied();
    let last = kept.len() - 1;
    // Of an even number the mean of the two in the middle.
    let middle = (at(last / 2)? + at(kept.len() / 2)?) * 5;
    Some(Described {
        days: u32::try_from(kept.len()).ok()?,
        first: stretch.day(first),
        lowest: at(0)?,
        middle,
        highest: at(last)?,
    })
}

/// By so much the dots of one voice are drawn above an answer and those of the other below it, so that neither hides the other.
const APART: u32 = 50;

/// A dot for each day, drawn by the ends of a line without length.
fn marks(stretch: &Stretch, answers: &[Option<u8>], is_bond: bool) -> String {
    let mut path = String::new();
    let height = |answer: u8| {
        let height = y(f64::from(answer));
        if is_bond { height.saturating_sub(APART) } else { height + APART }
    };
    for (place, answer) in answers.iter().enumerate() {
        if let Some(answer) = answer {
            write!(path, "M{} {}h0", stretch.x(place), height(*answer)).ok();
        }
    }
    path
}

/// On which days the line is drawn: between the first answer and the last, but not where none is for long.
fn lived(answers: &[Option<u8>]) -> Vec<bool> {
    let mut is_drawn = vec![false; answers.len()];
    let mut last = None;
    for (place, _) in answers.iter().enumerate().filter(|(_, answer)| answer.is_some()) {
        let from = last.filter(|last| place - last <= GAP_DAYS).map_or(place, |last| last + 1);
        if let Some(between) = is_drawn.get_mut(from..=place) {
            between.fill(true);
        }
        last = Some(place);
    }
    is_drawn
}

/// The line, and the band around it: piece by piece.
fn lines(stretch: &Stretch, levels: &[statistics::Level], is_drawn: &[bool]) -> (String, String) {
    let (mut line, mut band) = (String::new(), String::new());
    let step = levels.len().div_ceil(POINTS_MAX).max(1);
    let mut place = 0;
    for piece in is_drawn.chunk_by(|one, other| one == other) {
        let places = place..place + piece.len();
        place = places.end;
        if !piece.first().is_some_and(|is_drawn| *is_drawn) {
            continue;
        }
        let last = places.end - 1;
        let kept = places.clone().filter(|at| at % step == 0 || *at == places.start || *at == last);
        let points: Vec<(u32, &statistics::Level)> =
            kept.filter_map(|at| Some((stretch.x(at), levels.get(at)?))).collect();
        let put = |path: &mut String, at: usize, x: u32, answer: f64| {
            let to = if at == 0 { 'M' } else { 'L' };
            write!(path, "{to}{x} {}", y(answer)).ok();
        };
        for (at, (x, level)) in points.iter().enumerate() {
            put(&mut line, at, *x, level.value);
            put(&mut band, at, *x, level.interval.high);
        }
        for (x, level) in points.iter().rev() {
            put(&mut band, 1, *x, level.interval.low);
        }
        band.push('Z');
    }
    (line, band)
}

#[cfg(test)]
mod tests {
    use interface::figures::Asked;
    use interface::look::KeptDay;
    use interface::model::Day;

    use super::*;

    fn asked(answers: &[Option<u8>]) -> Stretch {
        let days = (100..)
            .zip(answers)
            .map(|(day, own)| KeptDay { day: Day(day), own: *own, bond: None, wish: None })
            .collect();
        let last = 99 + u32::try_from(answers.len()).unwrap();
        Stretch::of(&Asked { days, from: Day(100), to: Day(last) })
    }

    fn around(day: u32, level: u8) -> Option<u8> {
        Some(level + u8::try_from(day * 5 % 3).unwrap() - 1)
    }

    #[test]
    fn before_day_28_days_are_described_and_there_is_no_line() {
        let answers: Vec<_> = (0..27).map(|day| around(day, 4)).chain([None, None]).collect();
        let voice = draw(&asked(&answers), false);
        assert_eq!((voice.line.as_str(), voice.band.as_str(), voice.levels.len()), ("", "", 0));
        let described = Described { days: 27, first: Day(100), lowest: 3, middle: 40, highest: 5 };
        assert_eq!(voice.said, Said::Described(described));
        assert_eq!(voice.marks.matches('M').count(), 27);
        let one_more: Vec<_> = answers.into_iter().chain([Some(4)]).collect();
        assert!(matches!(draw(&asked(&one_more), false).said, Said::Moved { .. }));
    }

    #[test]
    fn a_level_that_rises_for_good_is_higher_and_noise_is_not() {
        let risen: Vec<_> = (0..120).map(|day| around(day, if day < 60 { 2 } else { 6 })).collect();
        let Said::Moved { to, .. } = draw(&asked(&risen), false).said else { panic!() };
        assert_eq!(to, Direction::Higher);
        let fallen: Vec<_> = risen.into_iter().rev().collect();
        let Said::Moved { to, .. } = draw(&asked(&fallen), false).said else { panic!() };
        assert_eq!(to, Direction::Lower);
        let same: Vec<_> = (0..120).map(|day| around(day, 4)).collect();
        let Said::Moved { to, .. } = draw(&asked(&same), false).said else { panic!() };
        assert_eq!(to, Direction::Nowhere);
    }

    #[test]
    fn the_same_answer_every_day_is_said_as_that() {
        let voice = draw(&asked(&[Some(7); 40]), false);
        assert_eq!(voice.said, Said::Flat { answer: 7, days: 40 });
        assert_eq!(voice.line, "");
    }

    #[test]
    fn what_was_not_kept_for_a_week_stays_a_gap() {
        let mut answers: Vec<_> = (0..80).map(|day| around(day, 4)).collect();
        answers[30..36].fill(None);
        assert_eq!(draw(&asked(&answers), false).line.matches('M').count(), 1);
        answers[36] = None;
        let voice = draw(&asked(&answers), false);
        assert_eq!(voice.line.matches('M').count(), 2);
        assert_eq!(voice.band.matches('Z').count(), 2);
        assert!(voice.levels[33].is_none() && voice.levels[29].is_some() && voice.levels[37].is_some());
        // Nothing is drawn before the first answer and after the last.
        answers[..3].fill(None);
        answers[77..].fill(None);
        let voice = draw(&asked(&answers), false);
        assert!(voice.levels[2].is_none() && voice.levels[77].is_none());
    }

    #[test]
    fn nothing_kept_is_nothing_drawn() {
        assert_eq!(draw(&asked(&[None; 40]), false), Voice::default());
        assert_eq!(draw(&asked(&[Some(4); 40]), true), Voice::default());
    }

    #[test]
    fn years_are_drawn_in_as_many_points_as_a_screen_has_room_for() {
        let answers: Vec<_> = (0..3_650).map(|day| around(day, 4)).collect();
        let voice = draw(&asked(&answers), false);
        let points = voice.line.matches(['M', 'L']).count();
        assert!((400..=POINTS_MAX + 2).contains(&points), "{points}");
        assert!(voice.line.ends_with(|end: char| end.is_ascii_digit()));
        assert_eq!(voice.levels.len(), 3_650);
    }
}
