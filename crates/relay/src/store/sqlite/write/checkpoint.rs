//! Checkpoints, which come in pieces.

use crypto::VerifyingKey;
use rusqlite::{OptionalExtension, Transaction, params};
use sync::{
    Position, Refusal,
    frame::{CheckpointId, Verification, checkpoint_hash},
};

use super::{
    super::{
        super::{
            Access, Changed, Day, Piece,
            retention::{Kept, gives_way, is_only_device, staying},
            size_of_bytes,
        },
        read::{int, uint},
    },
    Space, Stop, set_size,
    space::holders,
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
    author: Option<[u8; 32]>,
    kept: Kept,
}

pub(super) fn uploads(to: &Transaction<'_>, space: i64) -> rusqlite::Result<Vec<Upload>> {
    to.prepare_cached(
        "SELECT id, name, covers, pieces, stored, size_bytes, complete, author, verified_day, base
         FROM checkpoint WHERE space = ?1 ORDER BY id",
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
            author: row.get(7)?,
            kept: Kept {
                verified: row.get::<_, Option<u32>>(8)?.map(Day),
                is_base: row.get::<_, u8>(9)? > 0,
            },
        })
    })?
    .collect()
}

pub(super) fn put_piece(
    to: &Transaction<'_>,
    space: &Space,
    author: VerifyingKey,
    piece: &Piece,
    quota: u64,
) -> Result<Changed, Stop> {
    if space.joined {
        return Err(Refusal::NoAccess.into());
    }
    if piece.covers.0 > space.newest || piece.piece >= piece.pieces {
        return Err(Refusal::Malformed.into());
    }
    let uploads = uploads(to, space.id)?;
    let same = uploads.iter().find(|upload| upload.name == piece.checkpoint.0);
    if same.is_some_and(|same| {
        same.covers != piece.covers.0 || same.pieces != piece.pieces || same.author != Some(author.0)
    }) {
        return Err(Refusal::Malformed.into());
    }
    let current =
        uploads.iter().filter(|upload| upload.complete).max_by_key(|upload| (upload.covers, upload.id));
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
            begin_checkpoint(to, space.id, author, piece)?
        }
    };
    to.prepare_cached("INSERT INTO checkpoint_piece (checkpoint, piece, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![id, piece.piece, piece.bytes])?;
    let complete = same.map_or(0, |same| same.stored) + 1 == piece.pieces;
    to.prepare_cached(
        "UPDATE checkpoint SET stored = stored + 1, size_bytes = size_bytes + ?2, complete = ?3 WHERE id = ?1",
    )?
    .execute(params![id, int(length), complete])?;
    set_size(to, space.id, size_bytes)?;
    if complete {
        drop_superseded(to, space.id)?;
    }
    Ok(Changed::PieceStored)
}

fn begin_checkpoint(
    to: &Transaction<'_>,
    space: i64,
    author: VerifyingKey,
    piece: &Piece,
) -> rusqlite::Result<i64> {
    to.prepare_cached(
        "INSERT INTO checkpoint (space, name, covers, pieces, stored, size_bytes, complete, author)
         VALUES (?1, ?2, ?3, ?4, 0, 0, 0, ?5)",
    )?
    .insert(params![space, piece.checkpoint.0, int(piece.covers.0), piece.pieces, author.0])
}

/// Of who has gone, only the base stays: nobody starts from the rest.
pub(super) fn drop_leavers_checkpoints(
    to: &Transaction<'_>,
    space: i64,
    members: &[Access],
) -> rusqlite::Result<()> {
    let is_there = |author: [u8; 32]| members.iter().any(|access| access.key.0 == author);
    for upload in uploads(to, space)? {
        if !upload.kept.is_base && upload.author.is_some_and(|author| !is_there(author)) {
            remove_checkpoint(to, upload.id)?;
            to.prepare_cached("UPDATE space SET size_bytes = max(size_bytes - ?2, 0) WHERE id = ?1")?
                .execute(params![space, int(upload.size_bytes)])?;
        }
    }
    Ok(())
}

/// Removes the complete checkpoints that need not stay.
pub(super) fn drop_superseded(to: &Transaction<'_>, space: i64) -> rusqlite::Result<()> {
    let mut complete: Vec<Upload> =
        uploads(to, space)?.into_iter().filter(|upload| upload.complete).collect();
    complete.sort_by_key(|upload| (upload.covers, upload.id));
    let kept: Vec<Kept> = complete.iter().map(|upload| upload.kept).collect();
    for (upload, stays) in complete.iter().zip(staying(&kept)) {
        if !stays {
            remove_checkpoint(to, upload.id)?;
            to.prepare_cached("UPDATE space SET size_bytes = max(size_bytes - ?2, 0) WHERE id = ?1")?
                .execute(params![space, int(upload.size_bytes)])?;
        }
    }
    Ok(())
}

/// Keeps a device's word with the checkpoint that it is about.
pub(super) fn verify(
    to: &Transaction<'_>,
    space: &Space,
    (checkpoint, covers): (CheckpointId, Position),
    verification: &Verification,
    key: VerifyingKey,
    day: Day,
) -> Result<Changed, Stop> {
    if space.joined {
        return Err(Refusal::NoAccess.into());
    }
    let (id, author, word) = to
        .prepare_cached(
            "SELECT id, author, verifier FROM checkpoint
             WHERE space = ?1 AND name = ?2 AND covers = ?3 AND complete = 1",
        )?
        .query_row(params![space.id, checkpoint.0, int(covers.0)], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, Option<[u8; 32]>>(1)?,
                row.get::<_, Option<[u8; 32]>>(2)?,
            ))
        })
        .optional()?
        .ok_or(Refusal::NoCheckpoint)?;
    let members: Vec<Access> = holders(to, space.id)?.into_iter().map(|holder| holder.access).collect();
    let author = author.map(VerifyingKey).ok_or(Refusal::NoAccess)?;
    if author == key && !is_only_device(key, members.iter().copied()) {
        return Err(Refusal::NoAccess.into());
    }
    let pieces = to
        .prepare_cached("SELECT bytes FROM checkpoint_piece WHERE checkpoint = ?1 ORDER BY piece")?
        .query_map([id], |row| row.get::<_, Vec<u8>>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if checkpoint_hash(&pieces.concat()) != verification.bytes {
        return Err(Refusal::NoCheckpoint.into());
    }
    let stays = |word: VerifyingKey| {
        word == key || key == author || !gives_way(word, author, members.iter().copied())
    };
    if !word.map(VerifyingKey).is_some_and(stays) {
        to.prepare_cached(
            "UPDATE checkpoint SET verifier = ?2, bytes_hash = ?3, signature = ?4, verified_day = ?5
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            verification.verifier.0,
            verification.bytes.0,
            verification.signature.0,
            day.0
        ])?;
    }
    Ok(Changed::Verified)
}

/// A device's own word for what it made counts only while there is no other device. A base stays: the log up to it is gone.
pub(super) fn take_own_words_back(
    to: &Transaction<'_>,
    space: i64,
    members: &[Access],
) -> rusqlite::Result<()> {
    let own = to
        .prepare_cached(
            "SELECT id, author FROM checkpoint WHERE space = ?1 AND base = 0 AND author = verifier",
        )?
        .query_map([space], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (id, author) in own {
        if !is_only_device(VerifyingKey(author), members.iter().copied()) {
            forget_word(to, id)?;
        }
    }
    Ok(())
}

/// Takes back a word that counts no more.
pub(super) fn forget_word(to: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    to.prepare_cached(
        "UPDATE checkpoint SET verifier = NULL, bytes_hash = NULL, signature = NULL, verified_day = NULL
         WHERE id = ?1",
    )?
    .execute([id])
    .map(drop)
}

pub(super) fn remove_checkpoint(to: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM checkpoint_piece WHERE checkpoint = ?1")?.execute([id])?;
    to.prepare_cached("DELETE FROM checkpoint WHERE id = ?1")?.execute([id]).map(drop)
}
