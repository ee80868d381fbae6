//! What a connection costs that says nothing.

use std::path::Path;

use anyhow::Context;

use crate::{
    Relay,
    actors::{Space, member},
    device::Device,
};

/// Spaces that one connection founds; a relay lets no connection found very many at once.
const FOUNDED_PER_CONNECTION: usize = 100;

/// Memory of a relay's process for each of `count` connections, in KiB; every two share a space, in which both read along.
/// The relay is a new process on spaces that were founded before, so that what founding takes does not count. None where
/// the system does not tell a process's memory.
pub(crate) async fn kib_per_connection(folder: &Path, count: u32) -> anyhow::Result<Option<f64>> {
    let spaces: Vec<_> = (0..count / 2).map(|number| Space::founded_by(member(1), number.into())).collect();
    let relay = Relay::start(folder)?;
    for some in spaces.chunks(FOUNDED_PER_CONNECTION) {
        let mut device = Device::connect(relay.address, member(1)).await?;
        for space in some {
            device.found(space).await?;
        }
    }
    drop(relay);
    let relay = Relay::start(folder)?;
    let (first, others) = spaces.split_at(1);
    // What the relay needs once, it has after the first.
    let first = connect(&relay, first).await?;
    let Some(before) = resident_kib(relay.process.0.id()) else { return Ok(None) };
    let others = connect(&relay, others).await?;
    let after = resident_kib(relay.process.0.id()).context("the relay is still there")?;
    let measured = (after - before) / f64::from(u32::try_from(others.len())?);
    drop((first, others));
    Ok(Some(measured))
}

async fn connect(relay: &Relay, spaces: &[Space]) -> anyhow::Result<Vec<Device>> {
    let mut connections = Vec::new();
    for space in spaces.iter().flat_map(|space| [space, space]) {
        let mut device = Device::connect(relay.address, member(1)).await?;
        device.open(space.id(), true).await?;
        connections.push(device);
    }
    Ok(connections)
}

fn resident_kib(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
