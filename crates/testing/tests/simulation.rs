//! A fixed set of seeds, and that a seed always tells the same story.

use testing::simulation::{self, Scenario};

/// Goes through every scenario twice.
const SEEDS: core::ops::Range<u64> = 0..2 * Scenario::COUNT;

#[test]
fn everybody_ends_up_with_everything_whatever_network_devices_and_relay_do() {
    let failures: Vec<_> =
        SEEDS.filter_map(|seed| simulation::run(seed).err().map(|failure| (seed, failure))).collect();
    assert_eq!(failures, [], "run `cargo xtask simulate --seed` with the number that is shown");
}

#[test]
fn the_same_seed_tells_the_same_story() {
    for seed in 0..Scenario::COUNT {
        assert_eq!(simulation::run(seed), simulation::run(seed), "seed {seed}");
    }
}

#[test]
fn different_seeds_tell_different_stories() {
    let traces: std::collections::BTreeSet<_> =
        (0..10).filter_map(|seed| simulation::run(seed).ok()).map(|report| report.trace).collect();
    assert_eq!(traces.len(), 10);
}

#[test]
fn neighbouring_seeds_go_through_every_scenario() {
    let mut scenarios: Vec<_> = (100..100 + Scenario::COUNT).map(Scenario::of_seed).collect();
    scenarios.dedup();
    assert_eq!(scenarios.len() as u64, Scenario::COUNT);
}
