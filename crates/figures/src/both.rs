//! Where both voices lie together.

use core::fmt::Write;

use interface::figures::{Both, HEIGHT, NAMED_FROM_PERCENT, Region};
use statistics::{READABLE_FROM_DAY, TwoMeans, two_means};

use crate::stretch::{Stretch, tenths, y};

/// The middle of the scale. It is no norm: there is none for these questions.
const MIDDLE: f64 = 4.0;

/// An ellipse is drawn with so many corners, which nobody sees.
const CORNERS: u32 = 72;

/// The ellipse of a stretch, and its region.
pub(crate) fn draw(stretch: &Stretch) -> Both {
    let [own, bond] = [false, true].map(|is_bond| stretch.answers(is_bond));
    let days: Vec<[Option<f64>; 2]> =
        own.iter().zip(&bond).map(|(own, bond)| [own.map(f64::from), bond.map(f64::from)]).collect();
    let both = own.iter().zip(&bond).filter(|(own, bond)| own.is_some() && bond.is_some()).count();
    if both < READABLE_FROM_DAY {
        return Both::TooEarly { days_left: u32::try_from(READABLE_FROM_DAY - both).unwrap_or(u32::MAX) };
    }
    let Ok(found) = two_means(&days, [MIDDLE; 2]) else { return Both::Unknown };
    let [own, bond] = found.means;
    let share = f64::from(NAMED_FROM_PERCENT) / 100.0;
    let regions = [Region::Both, Region::OwnOnly, Region::BondOnly, Region::Neither];
    let region = regions.into_iter().zip(found.quadrants).find(|(_, mass)| *mass >= share);
    Both::Lie {
        ellipse: ellipse(&found, share),
        middle: [tenths(own.value), tenths(bond.value)],
        region: region.map(|(region, _)| region),
    }
}

/// What holds this share of a distribution of two normal variables.
fn ellipse(found: &TwoMeans, share: f64) -> String {
    let radius = libm::sqrt(-2.0 * libm::log(1.0 - share));
    let [own, bond] = found.means;
    let [own_deviation, bond_deviation] = found.deviations();
    let rest = libm::sqrt(1.0 - found.correlation * found.correlation);
    let mut path = String::new();
    for corner in 0..CORNERS {
        let angle = f64::from(corner) / f64::from(CORNERS) * 2.0 * core::f64::consts::PI;
        let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
        let x = own.value + radius * own_deviation * cosine;
        let height = bond.value + radius * bond_deviation * (found.correlation * cosine + rest * sine);
        let to = if corner == 0 { 'M' } else { 'L' };
        write!(path, "{to}{} {}", HEIGHT - y(x), y(height)).ok();
    }
    path.push('Z');
    path
}

#[cfg(test)]
mod tests {
    use interface::figures::Asked;
    use interface::look::KeptDay;
    use interface::model::Day;

    use super::*;

    fn stretch(count: u32, own: u8, bond: u8) -> Stretch {
        let around = |day: u32, by: u32, level: u8| Some(level + u8::try_from(day * by % 3).unwrap() - 1);
        let day = |day: u32| KeptDay {
            day: Day(day),
            own: around(day, 5, own),
            bond: around(day, 7, bond),
            wish: None,
        };
        Stretch::of(&Asked { days: (0..count).map(day).collect(), from: Day(0), to: Day(count) })
    }

    #[test]
    fn before_day_28_of_both_it_is_too_early() {
        assert_eq!(draw(&stretch(27, 4, 4)), Both::TooEarly { days_left: 1 });
        assert!(matches!(draw(&stretch(28, 4, 4)), Both::Lie { .. }));
    }

    #[test]
    fn a_region_is_named_where_nearly_all_of_it_lies() {
        for (own, bond, expected) in [
            (6, 6, Some(Region::Both)),
            (6, 2, Some(Region::OwnOnly)),
            (2, 6, Some(Region::BondOnly)),
            (2, 2, Some(Region::Neither)),
            (4, 4, None),
            (6, 4, None),
        ] {
            let Both::Lie { region, middle, ellipse } = draw(&stretch(60, own, bond)) else { panic!() };
            assert_eq!(region, expected, "{own} {bond}");
            assert!(
                (middle[0].abs_diff(own * 10) <= 1) && (middle[1].abs_diff(bond * 10) <= 1),
                "{middle:?}"
            );
            assert!(ellipse.starts_with('M') && ellipse.ends_with('Z'));
        }
    }

    #[test]
    fn what_never_varies_has_no_measure_of_how_sure_it_is() {
        let days =
            (0..40).map(|day| KeptDay { day: Day(day), own: Some(7), bond: Some(4), wish: None }).collect();
        assert_eq!(draw(&Stretch::of(&Asked { days, from: Day(0), to: Day(39) })), Both::Unknown);
    }
}
