//! Changes, within a transaction. Each checks everything before it writes anything, so that a refused change leaves no
//! trace in the group that is committed with it.

use std::collections::BTreeMap;

use crypto::{ErasePreimage, Hash, VerifyingKey};
use rusqlite::{OptionalExtension, Transaction, params};
use sync::{Body, Entry, EntryId, Position, Refusal, SpaceId, frame::BoxId, limits::BOX_SLOTS_MAX};

use super::{
    super::{Change, Changed, Control, Day, Piece, Placed, entry_cost_bytes, size_of_bytes},
    read::{int, uint},
};
use crate::limits::{CHECKPOINT_UPLOADS_MAX, PURGE_COUNT_MAX, StoreLimits};

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
        Change::PutPiece { space, key, piece } => put_piece(to, &accessible(to, space, key)?, piece, quota),
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
        Change::Purge { now_ms, idle_before } => purge(to, *now_ms, *idle_before),
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

struct Upload {
    id: i64,
    name: [u8; 16],
    covers: u64,
    pieces: u32,
    stored: u32,
    size_bytes: u64,
    complete: bool,
}

fn uploads(to: &Transaction<'_>, space: i64) -> rusqlite::Result<Vec<Upload>> {
    to.prepare_cached(
        "SELECT id, name, covers, pieces, stored, size_bytes, complete FROM checkpoint
         WHERE space = ?1 ORDER BY id",
    )?
    .query_map([space], |row| {
        Ok(Upload {
            id: row.get(0)?,
            name: row.get(1)?,
            covers: uint(row.get(2)?),
            pieces: row.get(3)?,
            stored: row.get(4)?,
            size_bytes: uint(row.get(5)?),
            complete: row.get(6)?,
        })
    })?
    .collect()
}

fn put_piece(to: &Transaction<'_>, space: &Space, piece: &Piece, quota: u64) -> Result<Changed, Stop> {
    if piece.covers.0 > space.newest || piece.piece >= piece.pieces {
        return Err(Refusal::Malformed.into());
    }
    let uploads = uploads(to, space.id)?;
    let same = uploads.iter().find(|upload| upload.name == piece.checkpoint.0);
    if same.is_some_and(|same| same.covers != piece.covers.0 || same.pieces != piece.pieces) {
        return Err(Refusal::Malformed.into());
    }
    let current = uploads.iter().find(|upload| upload.complete);
    let not_needed = same.is_some_and(|same| same.complete)
        || (current.is_some_and(|current| current.covers > piece.covers.0));
    let present = match same {
        Some(same) => to
            .prepare_cached("SELECT 1 FROM checkpoint_piece WHERE checkpoint = ?1 AND piece = ?2")?
            .exists(params![same.id, piece.piece])?,
        None => false,
    };
    if not_needed || present {
        return Ok(Changed::PieceStored);
    }
    let length = size_of_bytes(piece.bytes.len());
    let mut size_bytes = space.size_bytes.saturating_add(length);
    if size_bytes > quota {
        return Err(Refusal::QuotaFull.into());
    }
    let id = match same {
        Some(same) => same.id,
        None => {
            let mut partial = uploads.iter().filter(|upload| !upload.complete);
            if let Some(oldest) = partial.next()
                && partial.count() + 1 >= CHECKPOINT_UPLOADS_MAX
            {
                remove_checkpoint(to, oldest.id)?;
                size_bytes = size_bytes.saturating_sub(oldest.size_bytes);
            }
            begin_checkpoint(to, space.id, piece)?
        }
    };
    to.prepare_cached("INSERT INTO checkpoint_piece (checkpoint, piece, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![id, piece.piece, piece.bytes])?;
    let complete = same.map_or(0, |same| same.stored) + 1 == piece.pieces;
    if complete && let Some(current) = current {
        remove_checkpoint(to, current.id)?;
        size_bytes = size_bytes.saturating_sub(current.size_bytes);
    }
    to.prepare_cached(
        "UPDATE checkpoint SET stored = stored + 1, size_bytes = size_bytes + ?2, complete = ?3 WHERE id = ?1",
    )?
    .execute(params![id, int(length), complete])?;
    set_size(to, space.id, size_bytes)?;
    Ok(Changed::PieceStored)
}

fn begin_checkpoint(to: &Transaction<'_>, space: i64, piece: &Piece) -> rusqlite::Result<i64> {
    to.prepare_cached(
        "INSERT INTO checkpoint (space, name, covers, pieces, stored, size_bytes, complete)
         VALUES (?1, ?2, ?3, ?4, 0, 0, 0)",
    )?
    .insert(params![space, piece.checkpoint.0, int(piece.covers.0), piece.pieces])
}

fn remove_checkpoint(to: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM checkpoint_piece WHERE checkpoint = ?1")?.execute([id])?;
    to.prepare_cached("DELETE FROM checkpoint WHERE id = ?1")?.execute([id]).map(drop)
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

/// Makes sure that the box is there and open.
fn found_box(
    to: &Transaction<'_>,
    name: &BoxId,
    expires_ms: u64,
    now_ms: u64,
    boxes_max: u64,
) -> Result<(), Stop> {
    let found: Option<(i64, bool)> = to
        .prepare_cached("SELECT expires_ms, closed FROM box WHERE name = ?1")?
        .query_row([name.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        Some((expires, closed)) if expires > int(now_ms) => {
            return if closed { Err(Refusal::BoxGone.into()) } else { Ok(()) };
        }
        Some(_) => remove_box(to, &name.0)?,
        None => {}
    }
    let count = to.prepare_cached("SELECT count(*) FROM box")?.query_row([], |row| Ok(uint(row.get(0)?)))?;
    if count >= boxes_max {
        return Err(Refusal::TooMany.into());
    }
    to.prepare_cached("INSERT INTO box (name, expires_ms, closed) VALUES (?1, ?2, 0)")?
        .execute(params![name.0, int(expires_ms)])?;
    Ok(())
}

fn put_box(to: &Transaction<'_>, name: &BoxId, slot: u8, message: &[u8]) -> Result<Changed, Stop> {
    let present: Option<Vec<u8>> = to
        .prepare_cached("SELECT message FROM box_message WHERE box = ?1 AND slot = ?2")?
        .query_row(params![name.0, slot], |row| row.get(0))
        .optional()?;
    match present {
        Some(present) if present == message => Ok(Changed::BoxPut { fresh: false }),
        Some(_) => Err(Refusal::SlotTaken.into()),
        None => {
            to.prepare_cached("INSERT INTO box_message (box, slot, message) VALUES (?1, ?2, ?3)")?
                .execute(params![name.0, slot, message])?;
            Ok(Changed::BoxPut { fresh: true })
        }
    }
}

fn close_box(to: &Transaction<'_>, name: &BoxId, now_ms: u64) -> Result<Changed, Stop> {
    let closed = to
        .prepare_cached("UPDATE box SET closed = 1 WHERE name = ?1 AND expires_ms > ?2")?
        .execute(params![name.0, int(now_ms)])?;
    if closed > 0 {
        to.prepare_cached("DELETE FROM box_message WHERE box = ?1")?.execute([name.0])?;
    }
    Ok(Changed::BoxClosed)
}

fn remove_box(to: &Transaction<'_>, name: &[u8]) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM box_message WHERE box = ?1")?.execute([name])?;
    to.prepare_cached("DELETE FROM box WHERE name = ?1")?.execute([name]).map(drop)
}

fn purge(to: &Transaction<'_>, now_ms: u64, idle_before: Option<Day>) -> Result<Changed, Stop> {
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
    Ok(Changed::Purged {
        boxes: size_of_bytes(boxes.len()),
        more: boxes.len() == PURGE_COUNT_MAX || spaces.len() == PURGE_COUNT_MAX,
        spaces: spaces.into_iter().map(|(_, name)| name).collect(),
    })
}
