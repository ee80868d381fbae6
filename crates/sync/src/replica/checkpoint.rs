//! Checkpoints: the folded state of a space, sealed and signed, so that a fresh device fetches the tail, not the decade.

use std::collections::VecDeque;

use crypto::{
    Context, CryptoRng, Hash, MemberId, OpenError, Part, Sequence, Signature, SignatureError, WriterId,
};

use super::{Chain, KnownMember, Replica};
use crate::{
    MemberKind, Position,
    frame::{CheckpointId, FrameError, decode, encode},
    packing::{self, UnpackError},
    small::SmallMap,
};

const CHECKPOINT: Context = Context("counterpoint 1 checkpoint");

/// A checkpoint that was opened and verified. A device that started from one which may stand for the log keeps it, sealed in its
/// own store: so it can say later what a further one should hold.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Checkpoint {
    /// Every entry up to here is folded into it.
    #[n(0)]
    pub covers: Position,
    /// The folded state, in its owner's encoding.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub state: Vec<u8>,
    #[n(2)]
    pub(crate) chains: SmallMap<WriterId, Chain>,
    #[n(3)]
    pub(super) author: MemberId,
    /// The newest control record that its author knew.
    #[n(4)]
    pub(super) control: u64,
    /// Whether its author was the only device of a vault when it made it.
    #[cbor(n(5), default)]
    pub(crate) made_alone: bool,
}

impl Checkpoint {
    /// Whether the entry at this place of this chain is folded into it.
    pub fn holds(&self, writer: WriterId, sequence: Sequence) -> bool {
        self.chains.get(&writer).is_some_and(|chain| sequence <= chain.sequence)
    }

    /// Whether these entries, by their places and with the hashes of their heads, on top of `base`, are all that it holds, and `base` holds nothing that it does not.
    pub fn is_made_of(&self, entries: &SmallMap<(WriterId, Sequence), Hash>, base: Option<&Self>) -> bool {
        let base = base.map(Self::frontier).unwrap_or_default();
        let starts_from_base =
            base.iter().all(|(writer, sequence)| *sequence == Sequence(0) || self.holds(*writer, *sequence));
        starts_from_base
            && self.chains.iter().all(|(writer, chain)| {
                let before = base.get(writer).map_or(0, |sequence| sequence.0);
                let missing = chain.sequence.0.saturating_sub(before);
                let there = entries.keys().filter(|(known, sequence)| {
                    known == writer && sequence.0 > before && *sequence <= chain.sequence
                });
                there.count() as u64 == missing
            })
    }

    /// How far each chain stands in it.
    pub(crate) fn frontier(&self) -> SmallMap<WriterId, Sequence> {
        self.chains.iter().map(|(writer, chain)| (*writer, chain.sequence)).collect()
    }
}

/// Why a checkpoint is not used. The log is fetched instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// It does not open with this space's keys.
    #[error("the checkpoint does not open")]
    Sealed(#[from] OpenError),
    /// Nobody has said that it may stand for the log who may say so: a second device of this person, or their only one.
    #[error("the checkpoint is not verified by a device that may do so")]
    Unverified,
    /// It cannot be read.
    #[error("the checkpoint is malformed")]
    Malformed(#[from] FrameError),
    /// No device that belongs to this person now signed it.
    #[error("the checkpoint is not signed by a member")]
    Signature(#[from] SignatureError),
    /// It was made on top of other control records than are known here, or holds what does not count of somebody who went.
    #[error("the checkpoint does not fit the control records")]
    OffBranch,
    /// Its state cannot be unpacked.
    #[error("the checkpoint's state does not unpack")]
    Packed(#[from] UnpackError),
}

#[derive(minicbor::Encode, minicbor::Decode)]
struct Sealed {
    /// The newest control record that its author knew: its number and hash.
    #[n(5)]
    control: (u64, Hash),
    #[n(0)]
    author: MemberId,
    #[n(1)]
    covers: Position,
    #[n(2)]
    chains: SmallMap<WriterId, Chain>,
    #[cbor(n(3), with = "minicbor::bytes")]
    packed: Vec<u8>,
    #[n(4)]
    signature: Signature,
}

impl Replica {
    /// Seals `state`, the fold of everything received up to the cursor and written here and acknowledged.
    /// `None` while entries wait for the relay, or the relay did not show everything: the checkpoint would cover what it does
    /// not hold.
    ///
    /// The state is packed, but not in a space that two people ever shared: how small a text gets beside another's tells of that
    /// other text, and the relay sees sizes.
    pub fn seal_checkpoint(
        &self,
        id: CheckpointId,
        state: &[u8],
        random: &mut impl CryptoRng,
    ) -> Option<(Position, Vec<u8>)> {
        let was_shared = self.control().joined;
        let packed = if was_shared { packing::pack_plain(state) } else { packing::pack(state) };
        self.seal_packed(id, packed, random)
    }

    fn seal_packed(
        &self,
        id: CheckpointId,
        packed: Vec<u8>,
        random: &mut impl CryptoRng,
    ) -> Option<(Position, Vec<u8>)> {
        let epoch = self.epochs.get(&self.control().epoch)?;
        if !self.outbox.is_empty() || self.rewound || self.is_behind() || self.undecided().is_some() {
            return None;
        }
        // What does not count is not folded either.
        let counted = self.chains.iter().map(|(writer, chain)| (*writer, self.counted_part(*writer, chain)));
        let mut chains: SmallMap<WriterId, Chain> =
            counted.filter(|(_, chain)| chain.sequence > Sequence(0)).collect();
        let own = &self.own;
        // A chain in which nothing was written yet is none to anybody else.
        if own.sequence > Sequence(0) {
            let recent = own.recent.clone();
            let chain = Chain { author: self.me, sequence: own.sequence, hash: own.hash, recent };
            chains.insert(own.writer, chain);
        }
        let unsigned = Sealed {
            control: (self.control().number, self.control().hash()),
            author: self.me,
            covers: self.cursor,
            chains,
            packed,
            signature: Signature([0; 64]),
        };
        let signature =
            self.seed.signing_key().sign(CHECKPOINT, &[self.space.as_bytes(), &encode(&unsigned)]);
        let text = encode(&Sealed { signature, ..unsigned });
        let sealed = epoch.seal(Part::Checkpoint, &[self.space.as_bytes(), id.as_bytes()], text, random);
        Some((self.cursor, sealed.0))
    }

    /// Opens a checkpoint that one of this person's devices made which belongs to the space now.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn open_checkpoint(&self, id: CheckpointId, sealed: &[u8]) -> Result<Checkpoint, CheckpointError> {
        let checkpoint = self.open_checkpoint_of_any(id, sealed)?;
        if self.control().member(checkpoint.author).is_none() {
            return Err(SignatureError.into());
        }
        Ok(checkpoint)
    }

    /// The same of a device that need not belong to the space any more. What it holds of those who went has to count, and it has to
    /// stand on control records that are known here.
    pub(crate) fn open_checkpoint_of_any(
        &self,
        id: CheckpointId,
        sealed: &[u8],
    ) -> Result<Checkpoint, CheckpointError> {
        let epoch = self.epoch_key(sealed).ok_or(OpenError)?;
        let text = epoch.open(Part::Checkpoint, &[self.space.as_bytes(), id.as_bytes()], sealed)?;
        let mut checkpoint: Sealed = decode(&text)?;
        let signature = core::mem::replace(&mut checkpoint.signature, Signature([0; 64]));
        let own_party = self.party();
        let is_own_device =
            |member: &&KnownMember| member.party == own_party && member.kind == MemberKind::Device;
        let author = self.members.get(&checkpoint.author).filter(is_own_device);
        let author = author.ok_or(SignatureError)?;
        author.verifying.verify(CHECKPOINT, &[self.space.as_bytes(), &encode(&checkpoint)], &signature)?;
        let Sealed { control: (number, hash), author, covers, chains, packed, .. } = checkpoint;
        let of_its_epoch = self.record(number).is_some_and(|record| record.epoch == epoch.number);
        let counts = chains.iter().all(|(writer, chain)| self.chain_counts(*writer, chain));
        if !self.has_control(number, hash) || !of_its_epoch || !counts {
            return Err(CheckpointError::OffBranch);
        }
        let made_alone = self.record(number).is_some_and(|record| {
            let mut devices = record.members.iter().filter(|member| member.kind == MemberKind::Device);
            !record.joined && devices.all(|member| member.keys.id() == author)
        });
        Ok(Checkpoint {
            covers,
            state: packing::unpack(&packed)?,
            chains,
            author,
            control: number,
            made_alone,
        })
    }

    /// Whether a checkpoint is of use: nothing was received yet. Who came only to change the members, as recovery words do, needs
    /// none.
    pub(crate) fn wants_checkpoint(&self) -> bool {
        self.cursor == Position(0) && self.frontier().is_empty() && self.intent.is_none()
    }

    /// Whether this is a member that has read nothing and wants only the members changed.
    pub(crate) fn came_to_change_members(&self) -> bool {
        self.cursor == Position(0) && self.frontier().is_empty() && self.intent.is_some()
    }

    /// Continues from a checkpoint: only for a replica that has received nothing yet.
    pub fn start_from(&mut self, checkpoint: &Checkpoint) {
        if self.cursor == Position(0) && self.chains.is_empty() {
            self.cursor = checkpoint.covers;
            // What this device has made itself, and lost with its store since, it does not take on another one's word.
            self.began_unproven = checkpoint.author != self.me;
            self.stands_on = checkpoint.control;
            self.chains = checkpoint.chains.clone();
            self.sighted.clear();
            // The checkpoint's author folds its own newest entries in before the relay shows them after `covers`.
            self.again = self.frontier();
        }
    }
}

impl Replica {
    /// Takes [`Replica::start_from`] back, before anything else has happened: the keeper cannot read the state.
    pub(crate) fn take_start_back(&mut self) {
        self.cursor = Position(0);
        self.at_cursor = None;
        self.began_unproven = false;
        self.stands_on = 0;
        self.chains = SmallMap::new();
        self.again = SmallMap::new();
    }
}

impl Chain {
    /// A chain of which nothing is verified yet.
    pub(super) fn begin(author: MemberId) -> Self {
        use crypto::Head;
        Self { author, sequence: Sequence(0), hash: Head::NO_PREVIOUS, recent: VecDeque::new() }
    }
}

#[cfg(test)]
mod tests;
