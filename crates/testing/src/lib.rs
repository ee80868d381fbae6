//! What only tests need: people with devices and a relay in memory, a lossy network, a simulation.

pub mod people;
