//! What a device has said of checkpoints, and when the only device of a vault speaks for its own.
//!
//! ```text
//!   nothing waits at the relay ─► hand in a checkpoint ─► the store is opened anew ─► fetch it back, fold the log anew ─► the same?
//!      ─► yes: say so; the days of grace begin, then the log goes, and nothing waits any more
//!      └─► no, or the relay does not take the word: the next one waits for more entries, each time many more
//! ```
//! Between making it and speaking for it lies a new start: what is compared is what the store holds and what the relay holds, not
//! twice what stood in memory.

use super::Replica;
use crate::{
    Member, MemberKind,
    frame::{CheckpointId, CheckpointSummary},
    small::SmallSet,
};

/// After so many entries a checkpoint is due whatever the relay says of earlier ones.
pub(crate) const CHECKPOINT_ENTRIES: u64 = 1_024;

/// What a device has said of checkpoints.
#[derive(Debug, Clone, Default, minicbor::Encode, minicbor::Decode)]
pub(super) struct Said {
    /// The last checkpoint of another device about which this one has said what it had to say, or of its own about which it has nothing
    /// to say.
    #[n(0)]
    judged: Option<CheckpointId>,
    /// The same of one that stands in the place of the log already.
    #[n(1)]
    judged_base: Option<CheckpointId>,
    /// The last checkpoint that this device made.
    #[n(2)]
    made: Option<CheckpointId>,
    /// How many of its own checkpoints in a row came to nothing.
    #[cbor(n(3), default)]
    in_vain: u8,
    /// What was made or spoken for since this device was last started.
    #[cbor(skip)]
    since_start: SmallSet<CheckpointId>,
    /// Whether the relay has refused a checkpoint on this connection.
    #[cbor(skip)]
    is_refused: bool,
    /// Whether the relay has taken an entry from this device since it was last started.
    #[cbor(skip)]
    has_handed_in: bool,
    /// Whether this device goes on from its store.
    #[cbor(skip)]
    was_restored: bool,
}

impl Said {
    /// The same after a start from the store.
    pub(super) fn restored(self) -> Self {
        Self { was_restored: true, ..self }
    }
}

impl Replica {
    /// The devices of a space, without recovery words.
    fn devices(&self) -> impl Iterator<Item = &Member> {
        self.control().members.iter().filter(|member| matches!(member.kind, MemberKind::Device))
    }

    /// Whether this is the only device of a vault.
    pub fn is_only_device(&self) -> bool {
        !self.control().joined && self.devices().all(|member| member.keys.id() == self.me) && self.is_member()
    }

    /// Whether what this device folds may stand for the log.
    fn may_vouch(&self, summary: &CheckpointSummary) -> bool {
        summary.covers <= self.cursor
            && !self.control().joined
            && !self.began_unproven
            && !self.rewound
            && !self.is_behind()
            && self.devices().any(|member| member.keys.id() == self.me)
    }

    /// Whether this device may say something about a checkpoint that nobody has verified yet. With another device in the vault
    /// nobody speaks for their own; without, only after a start.
    pub(crate) fn may_verify(&self, summary: &CheckpointSummary) -> bool {
        let is_own_turn = if self.is_only_device() {
            self.said.was_restored && !self.said.since_start.contains(&summary.checkpoint)
        } else {
            self.said.made != Some(summary.checkpoint)
        };
        summary.verification.is_none()
            && self.said.judged != Some(summary.checkpoint)
            && is_own_turn
            && self.may_vouch(summary)
    }

    /// Whether the checkpoint that stands in the place of the log needs the word of another device: the one that spoke for it has
    /// gone, and if its author goes too nobody could start from it.
    pub(crate) fn may_adopt(&self, base: &CheckpointSummary) -> bool {
        self.said.judged_base != Some(base.checkpoint) && !self.is_spoken_for(base) && self.may_vouch(base)
    }

    /// Whether a device that belongs to the vault now has spoken for a checkpoint.
    fn is_spoken_for(&self, summary: &CheckpointSummary) -> bool {
        let word = summary.verification.map(|word| word.verifier);
        self.devices().any(|member| Some(member.keys.verifying) == word)
    }

    /// Whether this device, the only one of its vault, is to hand in a checkpoint although not much has come since the last: so that
    /// what was deleted leaves the relay. Not while one waits there, and ever more rarely if they come to nothing. The first follows on
    /// something that was written, not on a mere look; those after it on the end of the days of grace.
    pub(crate) fn wants_turn(&self, newest: Option<&CheckpointSummary>, base: Option<CheckpointId>) -> bool {
        let waits = newest.is_some_and(|newest| {
            let is_judged = self.said.judged == Some(newest.checkpoint);
            let may_come = newest.verification.is_none() && !is_judged;
            base != Some(newest.checkpoint) && (may_come || self.is_spoken_for(newest))
        });
        let since = self.cursor.0.saturating_sub(newest.map_or(0, |newest| newest.covers.0));
        let entries = match self.said.in_vain {
            0 => 1,
            1 => 32,
            _ => CHECKPOINT_ENTRIES,
        };
        let may = self.is_only_device() && self.said.was_restored && !self.began_unproven;
        let has_cause = self.said.has_handed_in || newest.is_some();
        may && !waits && has_cause && since >= entries
    }

    /// This device has made a checkpoint.
    pub(crate) fn has_made(&mut self, checkpoint: CheckpointId) {
        self.said.made = Some(checkpoint);
        self.said.since_start.insert(checkpoint);
    }

    /// The relay has taken an entry from this device.
    pub(crate) fn has_handed_in(&mut self) {
        self.said.has_handed_in = true;
    }

    /// The relay has no room for a checkpoint, or does not want it: it is not offered another one on this connection.
    pub(crate) fn refuse_checkpoints(&mut self, is_refused: bool) {
        self.said.is_refused = is_refused;
    }

    /// Whether the relay has refused a checkpoint on this connection.
    pub(crate) fn has_refused_checkpoint(&self) -> bool {
        self.said.is_refused
    }

    /// This device has said what it has to say about a checkpoint.
    pub(crate) fn set_judged(&mut self, checkpoint: CheckpointId, is_base: bool) {
        if is_base {
            self.said.judged_base = Some(checkpoint);
        } else {
            self.said.judged = Some(checkpoint);
        }
    }

    /// The relay has taken the word of the only device for its own checkpoint. Should it forget that, the word is given again after the
    /// next start.
    pub(crate) fn was_heeded(&mut self, checkpoint: CheckpointId) {
        self.said.since_start.insert(checkpoint);
        self.said.in_vain = 0;
    }

    /// Nothing came of a checkpoint that this device, the only one, had made.
    pub(crate) fn was_in_vain(&mut self) {
        self.said.in_vain = self.said.in_vain.saturating_add(1);
    }

    /// Whether something came of the last that it had made, or nothing for the first time.
    pub(crate) fn is_first_in_vain(&self) -> bool {
        self.said.in_vain <= 1
    }
}
