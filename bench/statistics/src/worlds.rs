//! Persons and dyads that are made up, so that the truth is known.

use statistics::Dyad;

use crate::random::Random;

/// Days that are left out before the first, so that it is like any other.
const BEFORE: usize = 50;

/// Days of a dyad with the given transition (actor and partner of the first, partner and actor of the second), whose new part each day has
/// variance one and this correlation.
pub(crate) fn days(
    random: &mut Random,
    count: usize,
    [a1, p1, p2, a2]: [f64; 4],
    correlation: f64,
) -> Vec<[f64; 2]> {
    let (mut first, mut second) = (0.0, 0.0);
    let mut next = || {
        let common = random.normal();
        let other = correlation * common + (1.0 - correlation * correlation).sqrt() * random.normal();
        (first, second) = (a1 * first + p1 * second + common, a2 * second + p2 * first + other);
        [first, second]
    };
    (0..count + BEFORE).map(|_| next()).skip(BEFORE).collect()
}

/// One person's days around a level that never moves, with variance one; neighbouring days correlate φ.
pub(crate) fn stationary(random: &mut Random, count: usize, phi: f64) -> Vec<f64> {
    let mut error = random.normal();
    let mut next = || {
        error = phi * error + (1.0 - phi * phi).sqrt() * random.normal();
        error
    };
    (0..count).map(|_| next()).collect()
}

/// Dyads of equals.
pub(crate) fn dyads(random: &mut Random, count: usize) -> Vec<Dyad> {
    (0..count)
        .map(|_| {
            let (shared, common) = (random.normal(), random.normal());
            let x = [shared + random.normal(), shared + random.normal()];
            let mut error = || 0.63 * common + 0.77 * random.normal();
            let y = [1.0 + 0.4 * x[0] + 0.2 * x[1] + error(), 1.0 + 0.4 * x[1] + 0.2 * x[0] + error()];
            Dyad { y: y.map(Some), x: x.map(Some) }
        })
        .collect()
}
