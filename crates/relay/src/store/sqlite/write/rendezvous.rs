//! Rendezvous boxes.

use rusqlite::{OptionalExtension, Transaction, params};
use sync::{Refusal, frame::BoxId};

use super::{
    super::{
        super::Changed,
        read::{int, uint},
    },
    Stop,
};

/// Makes sure that the box is there and open.
pub(super) fn found_box(
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

pub(super) fn put_box(to: &Transaction<'_>, name: &BoxId, slot: u8, message: &[u8]) -> Result<Changed, Stop> {
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

pub(super) fn close_box(to: &Transaction<'_>, name: &BoxId, now_ms: u64) -> Result<Changed, Stop> {
    let closed = to
        .prepare_cached("UPDATE box SET closed = 1 WHERE name = ?1 AND expires_ms > ?2")?
        .execute(params![name.0, int(now_ms)])?;
    if closed > 0 {
        to.prepare_cached("DELETE FROM box_message WHERE box = ?1")?.execute([name.0])?;
    }
    Ok(Changed::BoxClosed)
}

pub(super) fn remove_box(to: &Transaction<'_>, name: &[u8]) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM box_message WHERE box = ?1")?.execute([name])?;
    to.prepare_cached("DELETE FROM box WHERE name = ?1")?.execute([name]).map(drop)
}
