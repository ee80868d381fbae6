//! Entries: handed in and erased.

use std::collections::BTreeMap;

use crypto::{ErasePreimage, VerifyingKey};
use rusqlite::{Transaction, params};
use sync::{Body, Entry, EntryId, Party, Position, Refusal};

use super::{
    super::{
        super::{Access, Changed, Day, Placed, entry_cost_bytes, is_same_entry, size_of_bytes},
        read::{int, uint},
    },
    Stop,
    space::Space,
};

/// How the one who handed an entry in stands beside it.
fn mark_of(key: &VerifyingKey) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(key.0.split_at(8).0);
    i64::from_le_bytes(first)
}

/// Where an entry lies that this member hands in again, or that another one has handed in just so.
fn known(to: &Transaction<'_>, space: &Space, entry: &Entry) -> rusqlite::Result<Option<u64>> {
    let Access { key, party, .. } = space.holder.access;
    let rows = to
        .prepare_cached(
            "SELECT position, party, by_key, head, body, erased, erase_tag FROM entry INDEXED BY entry_by_name
             WHERE space = ?1 AND id = ?2",
        )?
        .query_map(params![space.id, entry.id.0], |row| {
            let body = if row.get(5)? {
                Body::Erased(ErasePreimage(row.get(4)?))
            } else {
                Body::Sealed(row.get(4)?)
            };
            let tag = crypto::EraseTag(row.get(6)?);
            let stored = Entry { id: entry.id, head: row.get(3)?, body, erase_tag: tag };
            Ok((uint(row.get(0)?), row.get::<_, bool>(1)?, row.get::<_, i64>(2)?, stored))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let is_own =
        |invited: bool, by: i64| invited == (party == Party::Invited) && (by == 0 || by == mark_of(&key));
    let own = rows.iter().find(|(_, invited, by, _)| is_own(*invited, *by));
    let same = own.or_else(|| rows.iter().find(|(.., stored)| is_same_entry(stored, entry)));
    Ok(same.map(|(position, ..)| *position))
}

pub(super) fn append(
    to: &Transaction<'_>,
    mut space: Space,
    (entries, urgent): (&[Entry], bool),
    day: Day,
    quota: u64,
) -> Result<Changed, Stop> {
    let Access { key, party, .. } = space.holder.access;
    let mut seen = BTreeMap::new();
    let mut newest = space.newest;
    let mut bytes = 0_u64;
    let mut placed = Vec::with_capacity(entries.len());
    for entry in entries {
        let before = match seen.get(&entry.id) {
            Some(position) => Some(*position),
            None => known(to, &space, entry)?,
        };
        let fresh = before.is_none();
        if fresh {
            newest += 1;
            bytes = bytes.saturating_add(entry_cost_bytes(entry));
        }
        let position = before.unwrap_or(newest);
        seen.insert(entry.id, position);
        placed.push(Placed { position: Position(position), fresh });
    }
    space.charge(bytes, urgent, quota)?;
    let mut insert = to.prepare_cached(
        "INSERT INTO entry (space, position, id, head, body, erased, erase_tag, party, by_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
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
            entry.erase_tag.0,
            party == Party::Invited,
            mark_of(&key)
        ])?;
    }
    to.prepare_cached("UPDATE space SET newest = ?2, touched_day = max(touched_day, ?3) WHERE id = ?1")?
        .execute(params![space.id, int(newest), day.0])?;
    space.keep_charge(to)?;
    Ok(Changed::Appended(placed))
}

pub(super) fn erase(
    to: &Transaction<'_>,
    space: &Space,
    entry: EntryId,
    preimage: ErasePreimage,
) -> Result<Changed, Stop> {
    let found = to
        .prepare_cached(
            "SELECT position, erase_tag, erased, length(body), party FROM entry INDEXED BY entry_by_name
             WHERE space = ?1 AND id = ?2 ORDER BY position",
        )?
        .query_map(params![space.id, entry.0], |row| {
            let tag = crypto::EraseTag(row.get(1)?);
            Ok((uint(row.get(0)?), tag, row.get::<_, bool>(2)?, uint(row.get(3)?), row.get::<_, bool>(4)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut done = None;
    for (position, _, erased, body_bytes, invited) in
        found.into_iter().filter(|(_, tag, ..)| preimage.tag() == *tag)
    {
        if !erased {
            to.prepare_cached("UPDATE entry SET body = ?3, erased = 1 WHERE space = ?1 AND position = ?2")?
                .execute(params![space.id, int(position), preimage.0])?;
            let freed = int(body_bytes) - int(size_of_bytes(ErasePreimage::LENGTH));
            to.prepare_cached(
                "UPDATE space SET size_bytes = max(size_bytes - ?2, 0),
                     founder_bytes = max(founder_bytes - ?3, 0), invited_bytes = max(invited_bytes - ?4, 0)
                 WHERE id = ?1",
            )?
            .execute(params![
                space.id,
                freed,
                if invited { 0 } else { freed },
                if invited { freed } else { 0 }
            ])?;
        }
        if done.is_none() || !erased {
            done = Some(Changed::Erased { position: Position(position), fresh: !erased });
        }
    }
    done.ok_or_else(|| Refusal::BadErase.into())
}
