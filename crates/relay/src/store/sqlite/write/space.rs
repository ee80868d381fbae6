//! A space as a change finds it, who may open it, and what each has handed in.

use crypto::{Hash, VerifyingKey};
use rusqlite::{OptionalExtension, Transaction, params};
use sync::{MemberKind, Party, Refusal, SpaceId};

use super::{
    super::{
        super::{Access, shares, shares::Holder},
        read::{int, uint},
    },
    Stop,
};

/// A space that the asking key may open.
pub(super) struct Space {
    pub(super) id: i64,
    pub(super) newest: u64,
    pub(super) size_bytes: u64,
    pub(super) control_number: u64,
    pub(super) control_head: Hash,
    pub(super) joined: bool,
    /// What each party has handed in, in bytes.
    party_bytes: [u64; 2],
    /// Who asks.
    pub(super) holder: Holder,
}

impl Space {
    /// Charges so much to who hands it in. Nothing is written yet.
    pub(super) fn charge(&mut self, bytes: u64, urgent: bool, quota: u64) -> Result<(), Refusal> {
        let [founder, invited] = &mut self.party_bytes;
        let party = if self.holder.access.party == Party::Founder { founder } else { invited };
        let used = if self.joined { *party } else { self.size_bytes };
        if bytes > 0 && used.saturating_add(bytes) > shares::share(quota, self.joined) {
            if !urgent || self.holder.reserve < bytes {
                return Err(Refusal::QuotaFull);
            }
            self.holder.reserve -= bytes;
        }
        *party = party.saturating_add(bytes);
        self.size_bytes = self.size_bytes.saturating_add(bytes);
        Ok(())
    }

    /// Writes what [`Space::charge`] has reckoned.
    pub(super) fn keep_charge(&self, to: &Transaction<'_>) -> rusqlite::Result<()> {
        let [founder, invited] = self.party_bytes.map(int);
        to.prepare_cached(
            "UPDATE space SET size_bytes = ?2, founder_bytes = ?3, invited_bytes = ?4 WHERE id = ?1",
        )?
        .execute(params![self.id, int(self.size_bytes), founder, invited])?;
        to.prepare_cached("UPDATE access SET reserve = ?3 WHERE space = ?1 AND key = ?2")?
            .execute(params![self.id, self.holder.access.key.0, int(self.holder.reserve)])
            .map(drop)
    }
}

pub(super) fn accessible(to: &Transaction<'_>, space: &SpaceId, key: &VerifyingKey) -> Result<Space, Stop> {
    to.prepare_cached(
        "SELECT id, newest, size_bytes, control_number, control_head, joined, founder_bytes, invited_bytes,
             party, paper, reserve
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
            party_bytes: [uint(row.get(6)?), uint(row.get(7)?)],
            holder: Holder { access: access_of(*key, row.get(8)?, row.get(9)?), reserve: uint(row.get(10)?) },
        })
    })
    .optional()?
    .ok_or_else(|| Refusal::NoAccess.into())
}

/// The same for a device: recovery words hand nothing in.
pub(super) fn writable(to: &Transaction<'_>, space: &SpaceId, key: &VerifyingKey) -> Result<Space, Stop> {
    let found = accessible(to, space, key)?;
    if found.holder.access.kind == MemberKind::Device { Ok(found) } else { Err(Refusal::NoAccess.into()) }
}

fn access_of(key: VerifyingKey, is_invited: bool, is_paper: bool) -> Access {
    Access {
        key,
        party: if is_invited { Party::Invited } else { Party::Founder },
        kind: if is_paper { MemberKind::Paper } else { MemberKind::Device },
    }
}

pub(super) fn grant(to: &Transaction<'_>, space: i64, holders: &[Holder]) -> rusqlite::Result<()> {
    to.prepare_cached("DELETE FROM access WHERE space = ?1")?.execute([space])?;
    let mut insert = to.prepare_cached(
        "INSERT OR IGNORE INTO access (key, space, party, paper, reserve) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for Holder { access: Access { key, party, kind }, reserve } in holders {
        let (invited, paper) = (*party == Party::Invited, *kind == MemberKind::Paper);
        insert.execute(params![key.0, space, invited, paper, int(*reserve)])?;
    }
    Ok(())
}

pub(super) fn holders(to: &Transaction<'_>, space: i64) -> rusqlite::Result<Vec<Holder>> {
    to.prepare_cached("SELECT key, party, paper, reserve FROM access WHERE space = ?1 ORDER BY key")?
        .query_map([space], |row| {
            let access = access_of(VerifyingKey(row.get(0)?), row.get(1)?, row.get(2)?);
            Ok(Holder { access, reserve: uint(row.get(3)?) })
        })?
        .collect()
}
