//! Who may hand in how much, so that nobody uses up what another one needs.
//!
//! ```text
//!   a vault             one share                      two people     half of it for each of the two
//!   beyond the share    what each member has in reserve, for what must not wait: a withdrawal, a decision, who belongs
//! ```
//! Whatever a member hands in counts for its party, whoever wrote it. The reserve is divided among the first members; whoever lets
//! somebody in gives them half of their own, and whoever takes somebody out gets theirs. So there is never more of it, however many
//! come and go.

use crypto::VerifyingKey;
use sync::{MemberKind, Party};

/// Of the share of a space, one part in so many is in reserve beyond it.
const RESERVE_PART: u64 = 16;

/// A member, as far as a relay needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// The key that opens the space.
    pub key: VerifyingKey,
    /// Whose it is.
    pub party: Party,
    /// What it is: recovery words hand nothing in.
    pub kind: MemberKind,
}

impl Access {
    /// A device.
    pub fn device(key: VerifyingKey, party: Party) -> Self {
        Self { key, party, kind: MemberKind::Device }
    }
}

/// A member, and what it has in reserve, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) access: Access,
    pub(super) reserve: u64,
}

/// What a party may hand in, in bytes.
pub(super) fn share(space_bytes_max: u64, joined: bool) -> u64 {
    if joined { space_bytes_max / 2 } else { space_bytes_max }
}

/// The first members of a space.
pub(super) fn first(members: &[Access], space_bytes_max: u64) -> Vec<Holder> {
    let each = space_bytes_max / RESERVE_PART / u64::try_from(members.len().max(1)).unwrap_or(u64::MAX);
    members.iter().map(|access| Holder { access: *access, reserve: each }).collect()
}

/// The members after a record by which `author` changed them.
pub(super) fn after(before: &[Holder], author: VerifyingKey, members: &[Access]) -> Vec<Holder> {
    let stays = |holder: &&Holder| members.iter().any(|access| access.key == holder.access.key);
    let was = |access: &&Access| before.iter().any(|holder| holder.access.key == access.key);
    let freed: u64 = before.iter().filter(|holder| !stays(holder)).map(|holder| holder.reserve).sum();
    let author_stays = members.iter().any(|access| access.key == author);
    let own = before.iter().find(|holder| holder.access.key == author).map_or(0, |holder| holder.reserve);
    let mut left = if author_stays { own.saturating_add(freed) } else { freed };
    let new: Vec<Access> = members.iter().filter(|access| !was(access)).copied().collect();
    let mut holders: Vec<Holder> = before.iter().filter(stays).copied().collect();
    let count = new.len();
    for (nth, access) in new.into_iter().enumerate() {
        // Who takes the author's place takes all of it.
        let gets = if !author_stays && nth + 1 == count { left } else { left / 2 };
        left -= gets;
        holders.push(Holder { access, reserve: gets });
    }
    for holder in holders.iter_mut().filter(|holder| holder.access.key == author) {
        holder.reserve = left;
    }
    for holder in &mut holders {
        // What a member is may be said anew.
        if let Some(access) = members.iter().find(|access| access.key == holder.access.key) {
            holder.access = *access;
        }
    }
    holders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> VerifyingKey {
        VerifyingKey([number; 32])
    }

    fn access(number: u8) -> Access {
        Access::device(key(number), Party::Founder)
    }

    fn total(holders: &[Holder]) -> u64 {
        holders.iter().map(|holder| holder.reserve).sum()
    }

    #[test]
    fn a_reserve_never_grows_however_many_come_and_go() {
        let mut holders = first(&[access(1), access(2)], 1_600_000);
        assert_eq!(holders.iter().map(|holder| holder.reserve).collect::<Vec<_>>(), [50_000, 50_000]);
        // A stranger who holds the second key lets ever more in, and takes them out again.
        for round in 0..100_u8 {
            let mut members: Vec<Access> = holders.iter().map(|holder| holder.access).collect();
            members.push(access(100 + round % 50));
            holders = after(&holders, key(2), &members);
            assert_eq!(total(&holders), 100_000);
            assert_eq!(holders[0].reserve, 50_000, "the first one's is untouched");
            if round % 2 == 1 {
                let fewer: Vec<Access> = members[..2].to_vec();
                holders = after(&holders, key(2), &fewer);
                assert_eq!(total(&holders), 100_000);
            }
        }
    }

    #[test]
    fn who_takes_somebody_out_gets_theirs_and_who_takes_a_place_takes_what_was_there() {
        let holders = first(&[access(1), access(2)], 1_600_000);
        let alone = after(&holders, key(1), &[access(1)]);
        assert_eq!(alone, [Holder { access: access(1), reserve: 100_000 }]);
        let exchanged = after(&alone, key(1), &[access(3)]);
        assert_eq!(exchanged, [Holder { access: access(3), reserve: 100_000 }]);
        assert_eq!(after(&exchanged, key(3), &[]), []);
    }

    #[test]
    fn two_people_have_half_each() {
        assert_eq!((share(10, false), share(10, true)), (10, 5));
    }
}
