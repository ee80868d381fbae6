//! Changes, within a transaction. Each checks everything before it writes anything, so that a refused change leaves no
//! trace in the group that is committed with it.

use std::collections::BTreeMap;

use crypto::{ErasePreimage, Hash, VerifyingKey};
use rusqlite::{OptionalExtension, Transaction, params};
use sync::{Body, Entry, EntryId, Position, Refusal, SpaceId, limits::BOX_SLOTS_MAX};

use super::{
    super::{Change, Changed, Control, Day, Placed, entry_cost_bytes, size_of_bytes},
    read::{int, uint},
};
use crate::limits::{PURGE_COUNT_MAX, StoreLimits, TRIM_ENTRIES_MAX};

mod checkpoint;
mod rendezvous;
mod trim;

use checkpoint::{put_piece, remove_checkpoint, uploads, verify};
use rendezvous::{close_box, found_box, put_box, remove_box};
use trim::{promote, trim_some};

/// Why a change stops: it is refused, or the transaction fails as a whole.
enum Stop {
    Refused(Refusal),
    Database(rusqlite::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// A space that the asking key may open.
struct Space {
    id: i64,
    newest: u64,
    size_bytes: u64,
    control_number: u64,
    control_head: Hash,
    joined: bool,
}

/// Applies one change. The outer error fails the whole transaction.
pub(super) fn apply(
    to: &Transaction<'_>,
    change: &Change,
    limits: &StoreLimits,
) -> rusqlite::Result<Result<Changed, Refusal>> {
    match try_apply(to, change, limits) {
        Ok(changed) => Ok(Ok(changed)),
        Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
        Err(Stop::Database(error)) => Err(error),
    }
}

fn try_apply(to: &Transaction<'_>, change: &Change, limits: &StoreLimits) -> Result<Changed, Stop> {
    let quota = limits.space_bytes_max;
    match change {
        Change::Create { space, control, day } => create(to, space, control, *day),
        Change::Append { space, key, entries, day } => {
            append(to, &accessible(to, space, key)?, entries, *day, quota)
        }
        Change::Control { space, key, previous, control: new, day } => {
            control(to, &accessible(to, space, key)?, *previous, new, *day)
        }
        Change::Erase { space, key, entry, preimage } => {
            erase(to, &accessible(to, space, key)?, *entry, *preimage)
        }
        Change::PutPiece { space, key, piece } => {
            put_piece(to, &accessible(to, space, key)?, *key, piece, quota)
        }
        Change::Verify { space, key, checkpoint, covers, verification, day } => {
            verify(to, &accessible(to, space, key)?, (*checkpoint, *covers), verification, *key, *day)
        }
        Change::EraseSpace { space, key } => {
            let space = accessible(to, space, key)?;
            if space.joined {
                return Err(Refusal::NoAccess.into());
            }
            remove_space(to, space.id)?;
            Ok(Changed::SpaceErased)
        }
        Change::PutBox { name, slot, expires_ms, now_ms, message } => {
            let slot = Some(*slot).filter(|slot| *slot < BOX_SLOTS_MAX).ok_or(Refusal::Malformed)?;
            found_box(to, name, *expires_ms, *now_ms, limits.boxes_max)?;
            put_box(to, name, slot, message)
        }
        Change::CloseBox { name, now_ms } => close_box(to, name, *now_ms),
        Change::Touch { space, day } => {
            to.prepare_cached("UPDATE space SET touched_day = max(touched_day, ?2) WHERE name = ?1")?
                .execute(params![space.0, day.0])?;
            Ok(Changed::Touched)
        }
        Change::Purge { now_ms, idle_before, verified_until } => {
            purge(to, *now_ms, *idle_before, *verified_until)
        }
    }
}

fn accessible(to: &Transaction<'_>, space: &SpaceId, key: &VerifyingKey) -> Result<Space, Stop> {
    to.prepare_cached(
        "SELECT id, newest, size_bytes, control_number, control_head, joined
         FROM space JOIN access ON access.space = id WHERE name = ?1 AND key = ?2",
    )?
    .query_row(params![space.0, key.0], |row| {
        Ok(Space {
            id: row.get(0)?,
            newest: uint(row.get(1)?),
            size_bytes: uint(row.get(2)?),
            control_number: uint(row.get(3)?),
            control_head: Hash(row.get(4)?),
            joined: row.get(5)?,
        })
    })
    .optional()?
    .ok_or_else(|| Refusal::NoAccess.into())
}

fn create(to: &Transaction<'_>, name: &SpaceId, control: &Control, day: Day) -> Result<Changed, Stop> {
    let first: Option<Vec<u8>> = to
        .prepare_cached(
            "SELECT record FROM space JOIN control ON control.space = id WHERE name = ?1 AND number = 1",
        )?
        .query_row([name.0], |row| row.get(0))
        .optional()?;
    if let Some(first) = first {
        let same = first == control.record;
        return if same { Ok(Changed::Created) } else { Err(Refusal::BadControl.into()) };
    }
    to.prepare_cached(
        "INSERT INTO space (name, newest, size_bytes, control_number, control_head, joined, touched_day)
         VALUES (?1, 0, ?2, 1, ?3, ?4, ?5)",
    )?
    .execute(params![
        name.0,
        int(size_of_bytes(control.record.len())),
        control.hash.0,
        control.joined,
        day.0
    ])?;
    let id = to.last_insert_rowid();
    put_record(to, id, 1, &control.record)?;
    grant(to, id, &control.access)?;
    Ok(Changed::Created)
}

fn put_record(to: &Transaction<'_>, space: i64, number: u64, record: &[u8]) -> rusqlite::Result<()> {
    to.prepare_cached("INSERT INTO control (space, number, record) VALUES (?1, ?2, ?3)")?
        .execute(params![space, int(number), record])
        .map(drop)
}

fn grant(to: &Transaction<'_>, space: i64, access: &[VerifyingKey]) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM access WHERE space = ?1")?.execute([space])?;
    let mut insert = to.prepare_cached("INSERT OR IGNORE INTO access (key, space) VALUES (?1, ?2)")?;
    for key in access {
        insert.execute(params![key.0, space])?;
    }
    Ok(())
}

fn append(
    to: &Transaction<'_>,
    space: &Space,
    entries: &[Entry],
    day: Day,
    quota: u64,
) -> Result<Changed, Stop> {
    let mut known = BTreeMap::new();
    let mut find = to.prepare_cached("SELECT position FROM entry WHERE space = ?1 AND id = ?2")?;
    let mut size_bytes = space.size_bytes;
    let mut newest = space.newest;
    let mut placed = Vec::with_capacity(entries.len());
    for entry in entries {
        let before = match known.get(&entry.id) {
            Some(position) => Some(*position),
            None => find.query_row(params![space.id, entry.id.0], |row| Ok(uint(row.get(0)?))).optional()?,
        };
        let fresh = before.is_none();
        if fresh {
            newest += 1;
            size_bytes = size_bytes.saturating_add(entry_cost_bytes(entry));
        }
        let position = before.unwrap_or(newest);
        known.insert(entry.id, position);
        placed.push(Placed { position: Position(position), fresh });
    }
    if newest > space.newest && size_bytes > quota {
        return Err(Refusal::QuotaFull.into());
    }
    let mut insert = to.prepare_cached(
        "INSERT INTO entry (space, position, id, head, body, erased, erase_tag)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (entry, place) in entries.iter().zip(&placed).filter(|(_, place)| place.fresh) {
        let (body, erased) = match &entry.body {
            Body::Sealed(sealed) => (sealed.as_slice(), false),
            Body::Erased(preimage) => (preimage.0.as_slice(), true),
        };
        let position = int(place.position.0);
        insert.execute(params![
            space.id,
            position,
            entry.id.0,
            entry.head,
            body,
            erased,
            entry.erase_tag.0
        ])?;
    }
    to.prepare_cached(
        "UPDATE space SET newest = ?2, size_bytes = ?3, touched_day = max(touched_day, ?4) WHERE id = ?1",
    )?
    .execute(params![space.id, int(newest), int(size_bytes), day.0])?;
    Ok(Changed::Appended(placed))
}

fn control(
    to: &Transaction<'_>,
    space: &Space,
    previous: Hash,
    control: &Control,
    day: Day,
) -> Result<Changed, Stop> {
    if space.control_head == control.hash {
        return Ok(Changed::Controlled);
    }
    if space.control_head != previous {
        return Ok(Changed::ControlConflict(space.control_number));
    }
    put_record(to, space.id, space.control_number + 1, &control.record)?;
    grant(to, space.id, &control.access)?;
    to.prepare_cached(
        "UPDATE space SET control_number = ?2, control_head = ?3, joined = ?4, size_bytes = ?5,
             touched_day = max(touched_day, ?6)
         WHERE id = ?1",
    )?
    .execute(params![
        space.id,
        int(space.control_number + 1),
        control.hash.0,
        space.joined || control.joined,
        int(space.size_bytes + size_of_bytes(control.record.len())),
        day.0
    ])?;
    Ok(Changed::Controlled)
}

fn erase(
    to: &Transaction<'_>,
    space: &Space,
    entry: EntryId,
    preimage: ErasePreimage,
) -> Result<Changed, Stop> {
    let (position, tag, erased, body_bytes) = to
        .prepare_cached(
            "SELECT position, erase_tag, erased, length(body) FROM entry WHERE space = ?1 AND id = ?2",
        )?
        .query_row(params![space.id, entry.0], |row| {
            Ok((uint(row.get(0)?), crypto::EraseTag(row.get(1)?), row.get::<_, bool>(2)?, uint(row.get(3)?)))
        })
        .optional()?
        .ok_or(Refusal::BadErase)?;
    if preimage.tag() != tag {
        return Err(Refusal::BadErase.into());
    }
    let position = Position(position);
    if erased {
        return Ok(Changed::Erased { position, fresh: false });
    }
    to.prepare_cached("UPDATE entry SET body = ?3, erased = 1 WHERE space = ?1 AND position = ?2")?
        .execute(params![space.id, int(position.0), preimage.0])?;
    let size_bytes = space.size_bytes.saturating_sub(body_bytes) + size_of_bytes(ErasePreimage::LENGTH);
    set_size(to, space.id, size_bytes)?;
    Ok(Changed::Erased { position, fresh: true })
}

fn set_size(to: &Transaction<'_>, space: i64, size_bytes: u64) -> rusqlite::Result<()> {
    to.prepare_cached("UPDATE space SET size_bytes = ?2 WHERE id = ?1")?
        .execute(params![space, int(size_bytes)])
        .map(drop)
}

fn remove_space(to: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    for upload in uploads(to, id)? {
        remove_checkpoint(to, upload.id)?;
    }
    to.prepare_cached("DELETE FROM entry WHERE space = ?1")?.execute([id])?;
    to.prepare_cached("DELETE FROM control WHERE space = ?1")?.execute([id])?;
    to.prepare_cached("DELETE FROM access WHERE space = ?1")?.execute([id])?;
    to.prepare_cached("DELETE FROM space WHERE id = ?1")?.execute([id]).map(drop)
}

fn purge(
    to: &Transaction<'_>,
    now_ms: u64,
    idle_before: Option<Day>,
    verified_until: Option<Day>,
) -> Result<Changed, Stop> {
    let limit = int(size_of_bytes(PURGE_COUNT_MAX));
    let boxes = to
        .prepare_cached("SELECT name FROM box WHERE expires_ms <= ?1 ORDER BY name LIMIT ?2")?
        .query_map(params![int(now_ms), limit], |row| row.get::<_, [u8; 32]>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let spaces = to
        .prepare_cached("SELECT id, name FROM space WHERE touched_day < ?1 ORDER BY name LIMIT ?2")?
        .query_map(params![idle_before.map_or(0, |day| day.0), limit], |row| {
            Ok((row.get::<_, i64>(0)?, SpaceId(row.get(1)?)))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for name in &boxes {
        remove_box(to, name)?;
    }
    for (id, _) in &spaces {
        remove_space(to, *id)?;
    }
    let promoted = promote(to, verified_until, PURGE_COUNT_MAX)?;
    let entries = trim_some(to, verified_until, TRIM_ENTRIES_MAX)?;
    Ok(Changed::Purged {
        boxes: size_of_bytes(boxes.len()),
        entries: size_of_bytes(entries),
        more: boxes.len() == PURGE_COUNT_MAX
            || spaces.len() == PURGE_COUNT_MAX
            || promoted == PURGE_COUNT_MAX
            || entries == TRIM_ENTRIES_MAX,
        spaces: spaces.into_iter().map(|(_, name)| name).collect(),
    })
}
