//! Answers to questions.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sync::{
    Body, Entry, EntryId, Position, Refusal, SpaceId, StoredEntry,
    limits::{BATCH_ENTRIES_MAX, CONTROL_PAGE_RECORDS_MAX},
};

use super::super::{Answer, Day, PageFill, Query, Reader, SpaceSummary, Statistics};
use crate::limits::LOCATED_SPACES_MAX;

mod checkpoint;

use checkpoint::{checkpoint_piece, newest_checkpoint, trim};

/// A connection that reads.
#[derive(Debug)]
pub(super) struct SqliteReader(Connection);

impl SqliteReader {
    pub(super) fn new(connection: Connection) -> Self {
        Self(connection)
    }
}

impl Reader for SqliteReader {
    fn answer(&mut self, query: &Query) -> Result<Answer, Refusal> {
        // One transaction, so that an answer of several statements shows one moment.
        self.0.transaction().and_then(|moment| answer(&moment, query)).map_err(|error| {
            log::error!("the database could not be read: {error}");
            Refusal::Failed
        })
    }
}

fn answer(moment: &Transaction<'_>, query: &Query) -> rusqlite::Result<Answer> {
    match query {
        Query::Summary { space, key } => {
            let id = moment
                .prepare_cached(
                    "SELECT id FROM space JOIN access ON access.space = id WHERE name = ?1 AND key = ?2",
                )?
                .query_row(params![space.0, key.0], |row| row.get(0))
                .optional()?;
            Ok(Answer::Summary(match id {
                Some(id) => Some(summary(moment, id)?),
                None => None,
            }))
        }
        Query::ControlHead { space } => control_head(moment, space),
        Query::Page { space, after } => page(moment, space, *after),
        Query::ControlPage { space, after } => control_page(moment, space, *after),
        Query::Piece { space, checkpoint, piece } => checkpoint_piece(moment, space, *checkpoint, *piece),
        Query::Locate { key } => {
            let limit = i64::try_from(LOCATED_SPACES_MAX).unwrap_or(i64::MAX);
            let spaces = moment
                .prepare_cached(
                    "SELECT name FROM access JOIN space ON space.id = access.space
                     WHERE key = ?1 ORDER BY name LIMIT ?2",
                )?
                .query_map(params![key.0, limit], |row| row.get(0).map(SpaceId))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Answer::Located(spaces))
        }
        Query::BoxMessages { name, now_ms } => {
            let open = moment
                .prepare_cached("SELECT 1 FROM box WHERE name = ?1 AND closed = 0 AND expires_ms > ?2")?
                .exists(params![name.0, int(*now_ms)])?;
            if !open {
                return Ok(Answer::BoxMessages(None));
            }
            let messages = moment
                .prepare_cached("SELECT slot, message FROM box_message WHERE box = ?1 ORDER BY slot")?
                .query_map([name.0], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Answer::BoxMessages(Some(messages)))
        }
        Query::Statistics => statistics(moment),
    }
}

fn summary(moment: &Transaction<'_>, id: i64) -> rusqlite::Result<SpaceSummary> {
    let checkpoint = newest_checkpoint(moment, id)?.map(|(_, summary)| summary);
    let trim = trim(moment, id)?;
    moment
        .prepare_cached("SELECT newest, control_number, control_head, touched_day FROM space WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(SpaceSummary {
                newest: Position(uint(row.get(0)?)),
                control_number: uint(row.get(1)?),
                control_head: crypto::Hash(row.get(2)?),
                checkpoint,
                trim,
                touched: Day(row.get(3)?),
            })
        })
}

fn control_head(moment: &Transaction<'_>, space: &SpaceId) -> rusqlite::Result<Answer> {
    let record = moment
        .prepare_cached(
            "SELECT record FROM space JOIN control ON control.space = id AND number = control_number
             WHERE name = ?1",
        )?
        .query_row([space.0], |row| row.get(0))
        .optional()?;
    Ok(Answer::ControlHead(record))
}

fn page(moment: &Transaction<'_>, space: &SpaceId, after: Position) -> rusqlite::Result<Answer> {
    let found = moment
        .prepare_cached("SELECT id, newest, trimmed FROM space WHERE name = ?1")?
        .query_row([space.0], |row| Ok((row.get::<_, i64>(0)?, uint(row.get(1)?), uint(row.get(2)?))))
        .optional()?;
    let Some((id, newest, trimmed)) = found else {
        return Ok(Answer::Page { entries: Vec::new(), newest: Position(0), trim: None });
    };
    if after.0 < trimmed {
        let trim = trim(moment, id)?;
        return Ok(Answer::Page { entries: Vec::new(), newest: Position(newest), trim });
    }
    let mut statement = moment.prepare_cached(
        "SELECT position, id, head, body, erased, erase_tag FROM entry
         WHERE space = ?1 AND position > ?2 ORDER BY position",
    )?;
    let mut rows = statement.query(params![id, int(after.0)])?;
    let mut fill = PageFill::default();
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let body = if row.get(4)? {
            Body::Erased(crypto::ErasePreimage(row.get(3)?))
        } else {
            Body::Sealed(row.get(3)?)
        };
        let entry = Entry {
            id: EntryId(row.get(1)?),
            head: row.get(2)?,
            body,
            erase_tag: crypto::EraseTag(row.get(5)?),
        };
        if !fill.takes(entry.sealed_bytes(), BATCH_ENTRIES_MAX) {
            break;
        }
        entries.push(StoredEntry { position: Position(uint(row.get(0)?)), entry });
    }
    Ok(Answer::Page { entries, newest: Position(newest), trim: None })
}

fn control_page(moment: &Transaction<'_>, space: &SpaceId, after: u64) -> rusqlite::Result<Answer> {
    let found = moment
        .prepare_cached("SELECT id, control_number FROM space WHERE name = ?1")?
        .query_row([space.0], |row| Ok((row.get::<_, i64>(0)?, uint(row.get(1)?))))
        .optional()?;
    let Some((id, newest)) = found else {
        return Ok(Answer::ControlPage { records: Vec::new(), newest: 0 });
    };
    let mut statement = moment
        .prepare_cached("SELECT record FROM control WHERE space = ?1 AND number > ?2 ORDER BY number")?;
    let mut rows = statement.query(params![id, int(after)])?;
    let mut fill = PageFill::default();
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let record: Vec<u8> = row.get(0)?;
        if !fill.takes(record.len(), CONTROL_PAGE_RECORDS_MAX) {
            break;
        }
        records.push(record);
    }
    Ok(Answer::ControlPage { records, newest })
}

fn statistics(moment: &Transaction<'_>) -> rusqlite::Result<Answer> {
    let count = |sql| moment.prepare_cached(sql)?.query_row([], |row| Ok(uint(row.get(0)?)));
    Ok(Answer::Statistics(Statistics {
        spaces: count("SELECT count(*) FROM space")?,
        boxes: count("SELECT count(*) FROM box")?,
        size_bytes: count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
    }))
}

/// SQLite's integers are signed. Nothing counted here reaches the bound; what a stranger asks for is cut to it.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Only what [`int`] made is stored, so nothing is negative.
pub(super) fn uint(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
