//! The peers, each with the same records in maps of four fields, one transaction each.

use anyhow::{Context, Result, ensure};

use crate::{
    clock::best,
    records::{Record, weight},
};

mod automerge;
mod loro;
mod yrs;

/// What was measured of a peer.
#[derive(Clone, serde::Serialize)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// Bytes of all updates, one for each record.
    pub(crate) update_bytes: usize,
    /// Bytes of its snapshot.
    pub(crate) snapshot_bytes: usize,
    /// Seconds from the snapshot to every field of every record read.
    pub(crate) from_snapshot_s: f64,
    /// Seconds from all updates to every field of every record read.
    pub(crate) from_updates_s: f64,
    /// The snapshot, for the same in a browser.
    #[serde(skip)]
    pub(crate) snapshot: Vec<u8>,
}

/// How a peer is driven.
trait Engine {
    const NAME: &'static str;

    /// Writes the records. Returns one update for each, and the snapshot.
    fn write(records: &[Record]) -> Result<(Vec<Vec<u8>>, Vec<u8>)>;

    /// Opens the snapshot and reads everything: the sum of the records' weights.
    fn open_snapshot(snapshot: &[u8]) -> Result<u64>;

    /// Opens all updates in the fastest way that the peer has, and reads everything.
    fn open_updates(updates: &[Vec<u8>]) -> Result<u64>;
}

/// Measures every peer.
pub(crate) fn measure(records: &[Record], rounds: usize) -> Result<Vec<Peer>> {
    Ok(vec![
        measure_one::<loro::Loro>(records, rounds)?,
        measure_one::<automerge::Automerge>(records, rounds)?,
        measure_one::<yrs::Yrs>(records, rounds)?,
    ])
}

fn measure_one<E: Engine>(records: &[Record], rounds: usize) -> Result<Peer> {
    eprintln!("  {}", E::NAME);
    let expected: u64 = records.iter().map(Record::weight).sum();
    let (updates, snapshot) = E::write(records).with_context(|| format!("writing with {}", E::NAME))?;
    let mut sums = Vec::new();
    let from_snapshot_s = best(rounds, || (), |()| sums.push(E::open_snapshot(&snapshot)));
    let from_updates_s = best(rounds, || (), |()| sums.push(E::open_updates(&updates)));
    for sum in sums {
        ensure!(sum? == expected, "{} did not read what was written", E::NAME);
    }
    Ok(Peer {
        name: E::NAME,
        update_bytes: updates.iter().map(Vec::len).sum(),
        snapshot_bytes: snapshot.len(),
        from_snapshot_s,
        from_updates_s,
        snapshot,
    })
}

/// The weight of a record whose fields a peer gave out.
fn read(liked: Option<bool>, written: Option<i64>, text: Option<&str>, note: Option<&str>) -> Result<u64> {
    let missing = "a field is missing";
    Ok(weight(
        liked.context(missing)?,
        u64::try_from(written.context(missing)?)?,
        text.context(missing)?,
        note.context(missing)?,
    ))
}
