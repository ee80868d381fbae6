//! Checkpoints, which come in pieces.

use rusqlite::{Transaction, params};
use sync::Refusal;

use super::{
    super::{
        super::{Changed, Piece, size_of_bytes},
        read::{int, uint},
    },
    Space, Stop, set_size,
};
use crate::limits::CHECKPOINT_UPLOADS_MAX;

pub(super) struct Upload {
    pub(super) id: i64,
    name: [u8; 16],
    covers: u64,
    pieces: u32,
    stored: u32,
    size_bytes: u64,
    complete: bool,
}

pub(super) fn uploads(to: &Transaction<'_>, space: i64) -> rusqlite::Result<Vec<Upload>> {
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

pub(super) fn put_piece(
    to: &Transaction<'_>,
    space: &Space,
    piece: &Piece,
    quota: u64,
) -> Result<Changed, Stop> {
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

pub(super) fn remove_checkpoint(to: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM checkpoint_piece WHERE checkpoint = ?1")?.execute([id])?;
    to.prepare_cached("DELETE FROM checkpoint WHERE id = ?1")?.execute([id]).map(drop)
}
