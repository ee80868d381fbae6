//! A checkpoint in the place of a log that is gone: who may speak for it, and going on from it.
//!
//! Only in a vault: among the devices of one person. In a space of two people one party's checkpoint would speak for the other.

use crypto::{CryptoRng, Head, Sequence, VerifyingKey, WriterId};

use super::{
    Chain, Checkpoint, CheckpointError, Opened, Replica, Rewritten, Standing, Trouble, chains::known_hash,
};
use crate::{
    Entry, EntryId, MemberKind, Position,
    frame::{CheckpointSummary, checkpoint_hash},
    small::SmallMap,
};

/// What going on from a checkpoint brought.
#[derive(Debug, Default)]
pub(crate) struct Rebased {
    /// Entries of the outbox that the checkpoint holds.
    pub(crate) shown: Vec<EntryId>,
    /// What became of the outbox if this device's store had been set back.
    pub(crate) rewritten: Option<Rewritten>,
    /// Entries that had waited for what the checkpoint holds.
    pub(crate) opened: Vec<Opened>,
    /// The same as they travelled.
    pub(crate) kept: Vec<Entry>,
}

impl Replica {
    /// Opens a checkpoint that may stand for the log: one device of this person made it, and another one said that it is right. One
    /// of the two still belongs to the space. Or the one that made it says so itself, still belongs, and was the only one when it did.
    /// Where both have gone, be it that they go on as other members, whoever is there speaks for it anew ([`Replica::may_adopt`]).
    ///
    /// # Errors
    /// [`CheckpointError`]; `Unverified` if the word for it is not there, or is about something else.
    pub(crate) fn open_base(
        &self,
        summary: &CheckpointSummary,
        sealed: &[u8],
    ) -> Result<Checkpoint, CheckpointError> {
        let checkpoint = self.open_checkpoint_of_any(summary.checkpoint, sealed)?;
        let word = summary.verification.ok_or(CheckpointError::Unverified)?;
        word.check(self.space, summary.checkpoint, summary.covers)?;
        let author = self.members.get(&checkpoint.author).map(|member| member.verifying);
        let holds = checkpoint.covers == summary.covers
            && checkpoint_hash(sealed) == word.bytes
            && (author != Some(word.verifier) || checkpoint.made_alone)
            && self.was_own_device(word.verifier)
            && self.members().iter().any(|member| {
                member.keys.id() == checkpoint.author || member.keys.verifying == word.verifier
            })
            && !self.control().joined;
        if holds { Ok(checkpoint) } else { Err(CheckpointError::Unverified) }
    }

    /// Whether a device of this person, not their recovery words, has had this key.
    fn was_own_device(&self, key: VerifyingKey) -> bool {
        let own = self.party();
        self.records.iter().flat_map(|record| &record.members).any(|member| {
            member.keys.verifying == key && member.party == own && matches!(member.kind, MemberKind::Device)
        })
    }

    /// Whether this device made a checkpoint.
    pub fn is_own(&self, checkpoint: &Checkpoint) -> bool {
        checkpoint.author == self.me
    }

    /// Whether everything that a checkpoint holds was read here.
    pub(crate) fn has_read(&self, checkpoint: &Checkpoint) -> bool {
        let frontier = self.frontier();
        checkpoint
            .frontier()
            .iter()
            .all(|(writer, sequence)| frontier.get(writer).copied().unwrap_or(Sequence(0)) >= *sequence)
    }

    /// Whether this device started from a checkpoint for which only one device had spoken: it cannot vouch for what came before.
    pub fn began_unproven(&self) -> bool {
        self.began_unproven
    }

    /// Whether this device has a checkpoint in the place of the log's beginning.
    pub fn lacks_beginning(&self) -> bool {
        self.lacks_beginning || self.began_unproven
    }

    /// What this device goes on from stands on the word of one device alone.
    pub(crate) fn begin_unproven(&mut self) {
        self.began_unproven = true;
    }

    /// Another device's checkpoint is what this one folds. Returns whether that was not so before.
    pub(crate) fn agrees_again(&mut self) -> bool {
        self.troubles.remove(&Trouble::Differs)
    }

    /// The relay shows only an end of the log, and nothing that could stand for the rest.
    pub(crate) fn miss_log(&mut self) {
        self.missed.insert(Trouble::Withheld);
        self.note(Trouble::Withheld);
    }

    /// Whether an entry stands within these parts of the chains.
    pub(crate) fn is_in(&self, entry: &Entry, frontier: &SmallMap<crypto::WriterId, Sequence>) -> bool {
        !frontier.is_empty()
            && self.open_head(entry).is_some_and(|head| {
                frontier.get(&head.writer).is_some_and(|sequence| head.sequence <= *sequence)
            })
    }

    /// Reads on from where the relay's log begins, although nothing stands for what came before.
    pub(crate) fn pass_over(&mut self, after: Position) {
        if self.cursor < after {
            self.cursor = after;
            self.at_cursor = None;
        }
    }

    /// Goes on from a checkpoint. What this device had verified beyond it stays, and what it had written and the checkpoint does
    /// not hold still waits for the relay.
    pub(crate) fn rebase(
        &mut self,
        checkpoint: &Checkpoint,
        standing: Standing,
        random: &mut impl CryptoRng,
    ) -> Rebased {
        let had_history = !self.frontier().is_empty();
        let mut rebased = Rebased::default();
        self.lacks_beginning |= self.began_unproven || !self.has_read(checkpoint);
        // From here on it stands on the word of two, unless its own log begins somewhere after the checkpoint.
        self.began_unproven &= !standing.reaches;
        if let Some(chain) = checkpoint.chains.get(&self.own.writer) {
            self.rebase_own(chain, &mut rebased, random);
        }
        let own = self.own.writer;
        // What came in a parcel is not handed in where the checkpoint holds it.
        let is_held = |head: Head| head.writer != own && checkpoint.holds(head.writer, head.sequence);
        let carried = self.outbox.iter().filter(|entry| self.open_head(entry).is_some_and(is_held));
        let carried: Vec<EntryId> = carried.map(|entry| entry.id).collect();
        self.acknowledge(&carried);
        rebased.shown.extend(carried);
        let is_others = |writer: WriterId, chain: &Chain| writer != own && chain.sequence > Sequence(0);
        for (writer, chain) in checkpoint.chains.iter().filter(|(writer, chain)| is_others(**writer, chain)) {
            self.settle_by_chain(*writer, chain);
            match self.chains.get(writer) {
                Some(known) if !agree(known, chain) => {
                    self.note(Trouble::Forked);
                }
                Some(known) if known.sequence >= chain.sequence => {}
                _ => {
                    self.chains.insert(*writer, chain.clone());
                }
            }
        }
        self.cursor = self.cursor.max(checkpoint.covers);
        self.stands_on = self.stands_on.max(checkpoint.control);
        self.at_cursor = None;
        self.promised.retain(|position, _| *position > checkpoint.covers);
        self.missed.clear();
        self.unreadable = 0;
        self.waiting.retain(|(writer, sequence), _| !checkpoint.holds(*writer, *sequence));
        let mut received = super::Received::default();
        let writers: Vec<_> = checkpoint.chains.keys().copied().collect();
        for writer in writers {
            self.drain_waiting(writer, &mut received);
        }
        (rebased.opened, rebased.kept) = (received.opened, received.kept);
        self.expect_again();
        // What this device has beyond the checkpoint and the relay does not show is brought to it.
        self.rewound |= had_history;
        rebased
    }

    fn rebase_own(&mut self, chain: &Chain, rebased: &mut Rebased, random: &mut impl CryptoRng) {
        let own = &self.own;
        let waiting = self.own_outbox();
        let known = known_hash(own.sequence, own.hash, &own.recent, chain.sequence)
            .or_else(|| waiting.get(&chain.sequence).copied());
        let is_prefix = chain.sequence <= own.sequence && known.is_none_or(|known| known == chain.hash);
        let is_whole = known_hash(chain.sequence, chain.hash, &chain.recent, own.sequence) == Some(own.hash);
        if is_prefix || is_whole {
            rebased.shown = self
                .outbox
                .iter()
                .filter(|entry| {
                    self.open_head(entry)
                        .is_some_and(|head| head.writer == self.own.writer && head.sequence <= chain.sequence)
                })
                .map(|entry| entry.id)
                .collect();
            let shown = rebased.shown.clone();
            self.acknowledge(&shown);
        }
        if chain.sequence > self.own.sequence || !(is_prefix || is_whole) {
            // This device's store was set back: its chain has gone on elsewhere.
            let former = self.own.writer;
            rebased.rewritten = Some(self.begin_new_chain(random));
            self.chains.insert(former, chain.clone());
        }
    }
}

/// Whether two views of one chain can be of the same chain.
fn agree(one: &Chain, other: &Chain) -> bool {
    let (shorter, longer) = if one.sequence <= other.sequence { (one, other) } else { (other, one) };
    known_hash(longer.sequence, longer.hash, &longer.recent, shorter.sequence)
        .is_none_or(|known| known == shorter.hash)
}
