//! Changes, within a transaction. Each checks everything before it writes anything, so that a refused change leaves no
//! trace in the group that is committed with it.

use crypto::Hash;
use rusqlite::{OptionalExtension, Transaction, params};
use sync::{Refusal, SpaceId, limits::BOX_SLOTS_MAX};

use super::{
    super::{Change, Changed, Control, Day, shares, shares::Holder, size_of_bytes},
    read::int,
};
use crate::limits::{PURGE_COUNT_MAX, StoreLimits, TRIM_ENTRIES_MAX};

mod checkpoint;
mod entries;
mod rendezvous;
mod space;
mod trim;

use checkpoint::{
    drop_leavers_checkpoints, put_piece, remove_checkpoint, take_own_words_back, uploads, verify,
};
use entries::{append, erase};
use rendezvous::{close_box, found_box, put_box, remove_box};
use space::{Space, accessible, grant, holders, writable};
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
        Change::Create { space, control, day } => create(to, space, control, *day, quota),
        Change::Append { space, key, entries, urgent, day } => {
            append(to, writable(to, space, key)?, (entries, *urgent), *day, quota)
        }
        Change::Control { space, key, previous, control: new, day } => {
            control(to, accessible(to, space, key)?, *previous, new, *day, quota)
        }
        Change::Erase { space, key, entry, preimage } => {
            erase(to, &accessible(to, space, key)?, *entry, *preimage)
        }
        Change::PutPiece { space, key, piece } => {
            put_piece(to, &writable(to, space, key)?, *key, piece, quota)
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

fn create(
    to: &Transaction<'_>,
    name: &SpaceId,
    control: &Control,
    day: Day,
    quota: u64,
) -> Result<Changed, Stop> {
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
        "INSERT INTO space
             (name, newest, size_bytes, founder_bytes, control_number, control_head, joined, touched_day)
         VALUES (?1, 0, ?2, ?2, 1, ?3, ?4, ?5)",
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
    grant(to, id, &shares::first(&control.access, quota))?;
    Ok(Changed::Created)
}

fn put_record(to: &Transaction<'_>, space: i64, number: u64, record: &[u8]) -> rusqlite::Result<()> {
    to.prepare_cached("INSERT INTO control (space, number, record) VALUES (?1, ?2, ?3)")?
        .execute(params![space, int(number), record])
        .map(drop)
}

fn control(
    to: &Transaction<'_>,
    mut space: Space,
    previous: Hash,
    control: &Control,
    day: Day,
    quota: u64,
) -> Result<Changed, Stop> {
    if space.control_head == control.hash {
        return Ok(Changed::Controlled);
    }
    if space.control_head != previous {
        return Ok(Changed::ControlConflict(space.control_number));
    }
    let before = holders(to, space.id)?;
    let is_gone = |holder: &Holder| !control.access.iter().any(|access| access.key == holder.access.key);
    // Who takes somebody out, or goes, never waits for room. The author may be another one than who brings the record.
    let quota = if before.iter().any(is_gone) { u64::MAX } else { quota };
    if let Some(author) = before.iter().find(|holder| holder.access.key == control.author) {
        space.holder = *author;
    }
    space.charge(size_of_bytes(control.record.len()), true, quota)?;
    put_record(to, space.id, space.control_number + 1, &control.record)?;
    space.keep_charge(to)?;
    grant(to, space.id, &shares::after(&holders(to, space.id)?, control.author, &control.access))?;
    to.prepare_cached(
        "UPDATE space SET control_number = ?2, control_head = ?3, joined = ?4, touched_day = max(touched_day, ?5)
         WHERE id = ?1",
    )?
    .execute(params![
        space.id,
        int(space.control_number + 1),
        control.hash.0,
        space.joined || control.joined,
        day.0
    ])?;
    drop_leavers_checkpoints(to, space.id, &control.access)?;
    take_own_words_back(to, space.id, &control.access)?;
    Ok(Changed::Controlled)
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
