//! A relay that keeps more than one history, and what was sent to it.

use std::sync::Arc;

use relay::store::{Change, Day, Store, memory::MemoryStore};
use sync::{ClientFrame, ControlRecord, Entry, SpaceId};
use testing::people::World;

use crate::thief::{as_stored, device_of, head};

/// A relay's disk that holds what was sent up to a moment: a hostile keeper's second history.
pub(crate) fn replay(frames: &[Vec<u8>]) -> MemoryStore {
    let mut disk = MemoryStore::default();
    let day = Day(20_000);
    for frame in frames {
        let change = match ClientFrame::from_bytes(frame).unwrap() {
            ClientFrame::Create { record, .. } => {
                let record = ControlRecord::from_bytes(&record).unwrap();
                {
                    let control = as_stored(&record, &record.members);
                    Change::Create { space: record.space, control, day }
                }
            }
            ClientFrame::Control { space, record, .. } => {
                let record = ControlRecord::from_bytes(&record).unwrap();
                let before = head(&disk, space);
                let Some(author) = before.member(record.author) else { continue };
                let control = as_stored(&record, &before.members);
                Change::Control { space, key: author.keys.verifying, previous: record.previous, control, day }
            }
            ClientFrame::Append { space, entries, .. } => append(&disk, space, entries),
            _ => continue,
        };
        disk.commit(&[Arc::new(change)]);
    }
    disk
}

pub(crate) fn append(disk: &MemoryStore, space: SpaceId, entries: Vec<Entry>) -> Change {
    let key = device_of(&head(disk, space));
    Change::Append { space, key, entries, day: Day(20_000), urgent: false }
}

/// What was handed in to a space since a moment.
pub(crate) fn appended(world: &World, space: SpaceId, since: usize) -> Vec<Entry> {
    let of = |frame: &Vec<u8>| match ClientFrame::from_bytes(frame) {
        Ok(ClientFrame::Append { space: to, entries, .. }) if to == space => Some(entries),
        _ => None,
    };
    world.sent[since..].iter().filter_map(of).flatten().collect()
}
