//! The tables. Every one is keyed by its space, so that a page of one space lies together on the disk.

use rusqlite::Connection;

use super::{StoreError, database};

/// The format that this version writes.
const FORMAT: i64 = 4;

/// Memory for pages of the writer, in KiB.
const WRITER_CACHE_KIB: i64 = 16 * 1024;

const TABLES: &str = "
    CREATE TABLE space (
        id             INTEGER PRIMARY KEY,  -- stands for the name inside this file
        name           BLOB    NOT NULL UNIQUE,
        newest         INTEGER NOT NULL,
        size_bytes     INTEGER NOT NULL,
        control_number INTEGER NOT NULL,
        control_head   BLOB    NOT NULL,
        joined         INTEGER NOT NULL,
        touched_day    INTEGER NOT NULL,
        trimmed        INTEGER NOT NULL DEFAULT 0,  -- up to here the log was removed
        founder_bytes  INTEGER NOT NULL DEFAULT 0,  -- what each party has handed in
        invited_bytes  INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX space_by_day ON space (touched_day);

    CREATE TABLE access (
        key     BLOB    NOT NULL,
        space   INTEGER NOT NULL,
        party   INTEGER NOT NULL DEFAULT 0,  -- 1 for who was invited
        paper   INTEGER NOT NULL DEFAULT 0,  -- 1 for recovery words
        reserve INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (key, space)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX access_by_space ON access (space);

    CREATE TABLE control (
        space  INTEGER NOT NULL,
        number INTEGER NOT NULL,
        record BLOB    NOT NULL,
        PRIMARY KEY (space, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE entry (
        space     INTEGER NOT NULL,
        position  INTEGER NOT NULL,
        id        BLOB    NOT NULL,
        head      BLOB    NOT NULL,
        body      BLOB    NOT NULL,  -- or, once erased, the preimage of the tag
        erased    INTEGER NOT NULL,
        erase_tag BLOB    NOT NULL,
        party     INTEGER NOT NULL DEFAULT 0,  -- who handed it in
        by_key    INTEGER NOT NULL DEFAULT 0,  -- the first 8 bytes of their key; 0: not known, from before format 4
        PRIMARY KEY (space, position)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX entry_by_name ON entry (space, id, party, by_key);

    CREATE TABLE checkpoint (
        id         INTEGER PRIMARY KEY,  -- ascending: the order in which uploads began
        space      INTEGER NOT NULL,
        name       BLOB    NOT NULL,
        covers     INTEGER NOT NULL,
        pieces     INTEGER NOT NULL,
        stored     INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        complete   INTEGER NOT NULL,
        author     BLOB,  -- who put it; not known of those that format 1 holds
        verifier     BLOB,
        bytes_hash   BLOB,
        signature    BLOB,
        verified_day INTEGER,
        base         INTEGER NOT NULL DEFAULT 0,  -- 1 while the log up to it is being removed, 2 when it is gone
        UNIQUE (space, name)
    ) STRICT;
    CREATE INDEX checkpoint_by_verified_day ON checkpoint (verified_day) WHERE base = 0;
    CREATE INDEX checkpoint_to_trim ON checkpoint (base) WHERE base = 1;

    CREATE TABLE checkpoint_piece (
        checkpoint INTEGER NOT NULL,
        piece      INTEGER NOT NULL,
        bytes      BLOB    NOT NULL,
        PRIMARY KEY (checkpoint, piece)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE box (
        name       BLOB    PRIMARY KEY,
        expires_ms INTEGER NOT NULL,
        closed     INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX box_by_expiry ON box (expires_ms);

    CREATE TABLE box_message (
        box     BLOB    NOT NULL,
        slot    INTEGER NOT NULL,
        message BLOB    NOT NULL,
        PRIMARY KEY (box, slot)
    ) STRICT, WITHOUT ROWID;
";

/// What format 2 has and format 1 had not.
const FROM_1_TO_2: &str = "
    ALTER TABLE space ADD COLUMN trimmed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE checkpoint ADD COLUMN author BLOB;
    ALTER TABLE checkpoint ADD COLUMN verifier BLOB;
    ALTER TABLE checkpoint ADD COLUMN bytes_hash BLOB;
    ALTER TABLE checkpoint ADD COLUMN signature BLOB;
    ALTER TABLE checkpoint ADD COLUMN verified_day INTEGER;
    ALTER TABLE checkpoint ADD COLUMN base INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX checkpoint_by_verified_day ON checkpoint (verified_day) WHERE base = 0;
    CREATE INDEX checkpoint_to_trim ON checkpoint (base) WHERE base = 1;
";

/// What format 3 has and formats 1 and 2 had not.
const FROM_2_TO_3: &str = "
    ALTER TABLE space ADD COLUMN founder_bytes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE space ADD COLUMN invited_bytes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE access ADD COLUMN party INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE access ADD COLUMN paper INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE access ADD COLUMN reserve INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entry ADD COLUMN party INTEGER NOT NULL DEFAULT 0;
    DROP INDEX entry_by_id;
    CREATE UNIQUE INDEX entry_by_name ON entry (space, id, party);
";

/// What format 4 has and formats 1 to 3 had not.
const FROM_3_TO_4: &str = "
    ALTER TABLE entry ADD COLUMN by_key INTEGER NOT NULL DEFAULT 0;
    DROP INDEX entry_by_name;
    CREATE UNIQUE INDEX entry_by_name ON entry (space, id, party, by_key);
";

/// Sets a writer's connection up and makes the tables if they are not there.
pub(super) fn prepare(connection: &mut Connection, bytes_max: Option<u64>) -> Result<(), StoreError> {
    set_up(connection, bytes_max).map_err(database("set the connection up"))?;
    let found = connection
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        .map_err(database("read its format"))?;
    match found {
        0 => change(connection, TABLES).map_err(database("make the tables")),
        FORMAT => Ok(()),
        before @ 1..FORMAT => {
            let steps = [FROM_1_TO_2, FROM_2_TO_3, FROM_3_TO_4];
            let done = usize::try_from(before - 1).unwrap_or_default();
            let missing = steps.get(done..).unwrap_or_default().concat();
            change(connection, &missing).map_err(database("bring the tables to this version"))
        }
        found => Err(StoreError::Newer { found, known: FORMAT }),
    }
}

fn set_up(connection: &Connection, bytes_max: Option<u64>) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    if let Some(bytes_max) = bytes_max {
        let page_bytes: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        let pages = i64::try_from(bytes_max).unwrap_or(i64::MAX) / page_bytes.max(1);
        connection.pragma_update(None, "max_page_count", pages.max(1))?;
    }
    Ok(())
}

fn change(connection: &mut Connection, tables: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(tables)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()
}

#[cfg(test)]
mod tests;
