//! Questions about checkpoints.

use crypto::{Hash, Signature, VerifyingKey};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use sync::{
    Position, SpaceId,
    frame::{CheckpointId, CheckpointSummary, Trim, Verification},
};

use super::{super::super::Answer, uint};

/// A checkpoint's row and what it says.
type Found = Option<(i64, CheckpointSummary)>;

pub(super) fn newest_checkpoint(moment: &Transaction<'_>, space: i64) -> rusqlite::Result<Found> {
    moment
        .prepare_cached(
            "SELECT id, name, covers, pieces, size_bytes, verifier, bytes_hash, signature FROM checkpoint
             WHERE space = ?1 AND complete = 1 ORDER BY covers DESC, id DESC LIMIT 1",
        )?
        .query_row([space], found)
        .optional()
}

/// From where on the log of a space is there, if its beginning was removed.
pub(super) fn trim(moment: &Transaction<'_>, space: i64) -> rusqlite::Result<Option<Trim>> {
    let base = moment
        .prepare_cached(
            "SELECT id, name, covers, pieces, size_bytes, verifier, bytes_hash, signature FROM checkpoint
             WHERE space = ?1 AND base > 0",
        )?
        .query_row([space], found)
        .optional()?;
    let trimmed: u64 = moment
        .prepare_cached("SELECT trimmed FROM space WHERE id = ?1")?
        .query_row([space], |row| Ok(uint(row.get(0)?)))?;
    Ok(base.filter(|_| trimmed > 0).map(|(_, base)| Trim { after: Position(trimmed), base }))
}

pub(super) fn checkpoint_piece(
    moment: &Transaction<'_>,
    space: &SpaceId,
    checkpoint: Option<CheckpointId>,
    piece: u32,
) -> rusqlite::Result<Answer> {
    let space = moment
        .prepare_cached("SELECT id FROM space WHERE name = ?1")?
        .query_row([space.0], |row| row.get(0))
        .optional()?;
    let found = match (space, checkpoint) {
        (Some(space), Some(checkpoint)) => named(moment, space, checkpoint)?,
        (Some(space), None) => newest_checkpoint(moment, space)?,
        (None, _) => None,
    };
    let Some((checkpoint, summary)) = found else { return Ok(Answer::Piece(None)) };
    let bytes = moment
        .prepare_cached("SELECT bytes FROM checkpoint_piece WHERE checkpoint = ?1 AND piece = ?2")?
        .query_row(params![checkpoint, piece], |row| row.get(0))
        .optional()?;
    Ok(Answer::Piece(bytes.map(|bytes| (summary, bytes))))
}

fn named(moment: &Transaction<'_>, space: i64, checkpoint: CheckpointId) -> rusqlite::Result<Found> {
    moment
        .prepare_cached(
            "SELECT id, name, covers, pieces, size_bytes, verifier, bytes_hash, signature FROM checkpoint
             WHERE space = ?1 AND complete = 1 AND name = ?2",
        )?
        .query_row(params![space, checkpoint.0], found)
        .optional()
}

fn found(row: &Row<'_>) -> rusqlite::Result<(i64, CheckpointSummary)> {
    let verification = match row.get::<_, Option<[u8; 32]>>(5)? {
        Some(verifier) => Some(Verification {
            verifier: VerifyingKey(verifier),
            bytes: Hash(row.get(6)?),
            signature: Signature(row.get(7)?),
        }),
        None => None,
    };
    let summary = CheckpointSummary {
        checkpoint: CheckpointId(row.get(1)?),
        covers: Position(uint(row.get(2)?)),
        pieces: row.get(3)?,
        size_bytes: uint(row.get(4)?),
        verification,
    };
    Ok((row.get(0)?, summary))
}
