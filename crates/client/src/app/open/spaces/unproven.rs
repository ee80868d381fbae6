//! What this device holds of those who were taken out, and neither folds anew without it nor has from anybody who vouches for it.
//!
//! ```text
//!   this device started from a state that another one handed over ─► a third one takes somebody out, of whom it had read less
//!      ─► the state holds more of them than counts, and in a state nothing tells who wrote what up to where
//! ```
//! The one who takes somebody out says how far they had been read, and with that vouches for a start of its own. Where the log is at
//! hand it is folded anew. What is left is named, and this device speaks for nobody: it makes no checkpoint and verifies none.
//! Decisions carry their own signatures, so nothing of this is obeyed.

use std::collections::BTreeSet;

use model::DeviceId;
use sync::Replica;

use super::Spaces;

impl Spaces {
    /// Devices of which the vault's state here holds more than counts, although they were taken out.
    pub(in crate::app) fn unproven(&self) -> BTreeSet<DeviceId> {
        let (replica, Some(kept)) = (self.vault_replica(), self.kept.get(&self.vault)) else {
            return BTreeSet::new();
        };
        // Whatever can be folded anew has to be, before it is known what is left.
        let is_recounted = |replica: &Replica| u64::from(kept.counted) >= replica.counting_edition();
        if !is_recounted(replica) {
            return BTreeSet::new();
        }
        let is_inside = |chain: &sync::replica::Uncounted| {
            let aside = kept.late.values().filter(|late| {
                late.writer == chain.writer && late.sequence > chain.counted && late.sequence <= chain.known
            });
            !replica.is_own_chain(chain.writer)
                && (aside.count() as u64) < chain.known.0.saturating_sub(chain.counted.0)
        };
        let inside = replica.uncounted().into_iter().filter(is_inside);
        inside.map(|chain| DeviceId(chain.author.0)).collect()
    }
}
