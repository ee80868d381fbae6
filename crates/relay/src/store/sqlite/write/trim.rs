//! The log that a verified checkpoint covers, and how it goes.

use rusqlite::{Transaction, params};

use super::{
    super::super::{Day, ENTRY_OVERHEAD_BYTES, size_of_bytes},
    super::read::{int, uint},
    checkpoint::{drop_superseded, forget_word},
};

/// A checkpoint whose days of grace are over.
struct Due {
    id: i64,
    space: i64,
    covers: i64,
    /// Whether both who spoke for it still belong to the space.
    holds: bool,
}

/// Makes checkpoints whose days of grace are over the bases of their spaces. Says how many it looked at.
pub(super) fn promote(
    to: &Transaction<'_>,
    verified_until: Option<Day>,
    count_max: usize,
) -> rusqlite::Result<usize> {
    let Some(until) = verified_until else { return Ok(0) };
    let due = to
        .prepare_cached(
            "SELECT checkpoint.id, space.id, covers,
                 EXISTS (SELECT 1 FROM access WHERE access.space = space.id AND key = author)
                 AND EXISTS (SELECT 1 FROM access WHERE access.space = space.id AND key = verifier)
             FROM checkpoint JOIN space ON space.id = checkpoint.space
             WHERE base = 0 AND verified_day <= ?1 AND joined = 0 ORDER BY covers LIMIT ?2",
        )?
        .query_map(params![until.0, int(size_of_bytes(count_max))], |row| {
            Ok(Due { id: row.get(0)?, space: row.get(1)?, covers: row.get(2)?, holds: row.get(3)? })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for due in &due {
        if due.holds {
            to.prepare_cached("UPDATE checkpoint SET base = 0 WHERE space = ?1 AND base > 0")?
                .execute([due.space])?;
            to.prepare_cached("UPDATE checkpoint SET base = 1 WHERE id = ?1")?.execute([due.id])?;
            // What covers less has had its say.
            to.prepare_cached(
                "UPDATE checkpoint SET verified_day = NULL WHERE space = ?1 AND base = 0 AND covers <= ?2",
            )?
            .execute(params![due.space, due.covers])?;
        } else {
            forget_word(to, due.id)?;
        }
        drop_superseded(to, due.space)?;
    }
    Ok(due.len())
}

/// Removes at most `count_max` entries that bases cover, none if the log is to stay. Says how many.
pub(super) fn trim_some(
    to: &Transaction<'_>,
    verified_until: Option<Day>,
    count_max: usize,
) -> rusqlite::Result<usize> {
    let mut removed = 0;
    while verified_until.is_some() && removed < count_max {
        let next = to
            .prepare_cached(
                "SELECT checkpoint.id, space.id, covers, trimmed
                 FROM checkpoint JOIN space ON space.id = checkpoint.space WHERE base = 1 LIMIT 1",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, uint(row.get(2)?), uint(row.get(3)?))))?
            .next()
            .transpose()?;
        let Some((checkpoint, space, covers, trimmed)) = next else { break };
        removed += trim(to, (checkpoint, space), covers, trimmed, count_max - removed)?;
    }
    Ok(removed)
}

fn trim(
    to: &Transaction<'_>,
    (checkpoint, space): (i64, i64),
    covers: u64,
    trimmed: u64,
    count_max: usize,
) -> rusqlite::Result<usize> {
    let end = covers.min(trimmed.saturating_add(size_of_bytes(count_max))).max(trimmed);
    let bytes: u64 = to
        .prepare_cached(
            "SELECT coalesce(sum(length(head) + length(body) + ?3), 0) FROM entry
             WHERE space = ?1 AND position <= ?2",
        )?
        .query_row(params![space, int(end), int(ENTRY_OVERHEAD_BYTES)], |row| Ok(uint(row.get(0)?)))?;
    let removed = to
        .prepare_cached("DELETE FROM entry WHERE space = ?1 AND position <= ?2")?
        .execute(params![space, int(end)])?;
    // A log is only trimmed in a vault, where all is of one party.
    to.prepare_cached(
        "UPDATE space SET trimmed = ?2, size_bytes = max(size_bytes - ?3, 0),
             founder_bytes = max(founder_bytes - ?3, 0)
         WHERE id = ?1",
    )?
    .execute(params![space, int(end), int(bytes)])?;
    if end >= covers {
        to.prepare_cached("UPDATE checkpoint SET base = 2 WHERE id = ?1")?.execute([checkpoint])?;
    }
    Ok(removed)
}
