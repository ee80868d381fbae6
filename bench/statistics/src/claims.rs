//! How often something is said where there is nothing, and where there is something.

use statistics::*;

use crate::{coverage::monte_carlo_error, random::Random, worlds};

/// Of so many percent nothing may be said that is not so.
const WRONG_MAX: f64 = 5.0;

/// What both persons of a dyad share, besides what carries over.
#[derive(Clone, Copy)]
enum Shared {
    Nothing,
    SameDay,
    Step,
    Rise,
    Walk,
    Week,
    Spells,
}

impl Shared {
    const ALL: [(Self, &'static str, bool); 7] = [
        (Self::Nothing, "nothing is shared", true),
        (Self::SameDay, "what is new each day correlates .3", true),
        (Self::Step, "both step up by 1.5 SD halfway", true),
        (Self::Rise, "both rise by 2 SD", true),
        (Self::Walk, "both follow one random walk, 1.5 SD at its end", true),
        (Self::Week, "both have weekends 1 SD better", true),
        (Self::Spells, "both share spells of some days, autocorrelation .8, .7 SD", false),
    ];

    /// Adds it to days.
    fn add(self, random: &mut Random, days: &mut [[f64; 2]]) {
        let count = days.len() as f64;
        let mut walk = 0.0;
        let half = days.len() / 2;
        for (day, both) in days.iter_mut().enumerate() {
            let shared = match self {
                Self::Nothing | Self::SameDay => 0.0,
                Self::Step => 1.5 * f64::from(u8::from(day >= half)),
                Self::Rise => 2.0 * day as f64 / count,
                Self::Walk => {
                    walk += random.normal() * 1.5 / count.sqrt();
                    walk
                }
                Self::Week => f64::from(u8::from(day % 7 >= 5)),
                Self::Spells => {
                    walk = 0.8 * walk + 0.6 * 0.7 * random.normal();
                    walk
                }
            };
            both.iter_mut().for_each(|answer| *answer += shared);
        }
    }
}

/// Two persons' days, each with an actor carry-over of .18, the first with a partner carry-over.
fn days(random: &mut Random, count: usize, partner: f64, correlation: f64) -> Vec<[f64; 2]> {
    worlds::days(random, count, [0.18, partner, 0.0, 0.18], correlation)
}

fn said(days: &[[f64; 2]]) -> [PartnerReading; 2] {
    let days: Vec<[Option<f64>; 2]> = days.iter().map(|day| day.map(Some)).collect();
    carry_over(&days, &Prior::COUPLES).expect("varies").persons.map(|person| person.partner)
}

fn has_moved(days: &[f64]) -> bool {
    let days: Vec<Option<f64>> = days.iter().copied().map(Some).collect();
    local_level(&days).is_ok_and(|trend| trend.more_than_chance)
}

/// Rows of a table.
struct Claims {
    seeds: u64,
    repetitions: u32,
    text: String,
    kept: bool,
}

impl Claims {
    /// A row of how often `is_said`, in percent; `most` is what may be.
    fn row(
        &mut self,
        what: &str,
        world: &str,
        most: Option<f64>,
        mut is_said: impl FnMut(&mut Random) -> bool,
    ) {
        let mut by_seed = Vec::new();
        for seed in 1..=self.seeds {
            let mut random = Random::new(seed);
            let said = (0..self.repetitions).filter(|_| is_said(&mut random)).count();
            by_seed.push(100.0 * said as f64 / f64::from(self.repetitions));
        }
        let mean = by_seed.iter().sum::<f64>() / by_seed.len() as f64;
        let tries = self.repetitions * u32::try_from(self.seeds).unwrap_or(1);
        let is_kept = most.is_none_or(|most| mean <= most + monte_carlo_error(tries));
        self.kept &= is_kept;
        let verdict = match most {
            None => "",
            Some(_) if is_kept => "kept",
            Some(_) => "BROKEN",
        };
        let seeds: Vec<String> = by_seed.iter().map(|share| format!("{share:.1}")).collect();
        self.text += &format!("| {what} | {world} | {mean:.1} % | {} | {verdict} |\n", seeds.join(", "));
    }
}

/// The table in Markdown, and whether nothing is said too often.
pub(crate) fn table(seeds: u64, repetitions: u32) -> (String, bool) {
    let text = "| what is said | of whom | said | by seed | at most 5 % |\n| --- | --- | --- | --- | --- |\n";
    let mut claims = Claims { seeds, repetitions, text: text.to_owned(), kept: true };
    for (shared, world, is_promised) in Shared::ALL {
        for count in [60, 180] {
            let what = format!("a partner effect, {count} days");
            let most = is_promised.then_some(WRONG_MAX);
            claims.row(&what, &format!("two independent persons; {world}"), most, |random| {
                let correlation = if matches!(shared, Shared::SameDay) { 0.3 } else { 0.0 };
                let mut days = days(random, count, 0.0, correlation);
                shared.add(random, &mut days);
                said(&days).iter().any(|reading| *reading != PartnerReading::CannotTellYet)
            });
        }
    }
    for partner in [0.13, 0.23, 0.33] {
        for count in [60, 180] {
            let what = format!("the partner effect, {count} days");
            claims.row(&what, &format!("a partner effect of {partner}, nothing shared"), None, |random| {
                let [first, _] = said(&days(random, count, partner, 0.3));
                matches!(first, PartnerReading::Effect { direction: Direction::Rising, .. })
            });
        }
    }
    for phi in [0.0, 0.3, 0.6, 0.8] {
        for count in [30, 60, 180] {
            let what = format!("a change of level, {count} days");
            claims.row(&what, &format!("a level that never moves, φ = {phi}"), Some(WRONG_MAX), |random| {
                has_moved(&worlds::stationary(random, count, phi))
            });
        }
    }
    for count in [60, 180] {
        let what = format!("a change of level, {count} days");
        claims.row(&what, "a rise by 1.5 SD, φ = .2", None, |random| {
            let mut days = worlds::stationary(random, count, 0.2);
            for (day, answer) in days.iter_mut().enumerate() {
                *answer += 1.5 * day as f64 / count as f64;
            }
            has_moved(&days)
        });
    }
    for count in [10, 15, 30] {
        let what = format!("that the two differ, {count} dyads");
        claims.row(&what, "dyads of equals", Some(WRONG_MAX), |random| {
            let dyads = worlds::dyads(random, count);
            distinguishability(&dyads).is_ok_and(|test| test.given_predictors.p_value <= 0.05)
        });
    }
    (claims.text, claims.kept)
}
