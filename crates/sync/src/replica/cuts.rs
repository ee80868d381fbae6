//! What counts of those who belong to the space no more.
//!
//! ```text
//!   the person decides ─► how far this device has read each chain is set down ─► the record that takes somebody out says it
//!      ─► every member that stays counts so much of them, and nothing else
//! ```
//! Who was taken out keeps the keys of their time, and a relay that works with them shows what they write afterwards. So the
//! record by which somebody goes says how far its author had read their chains. Whatever stands beyond that is set aside: it may
//! be honest work that came too late, and its person says whether it is kept.

use crypto::{Context, Hash, MemberId, Sequence, Sighting, Signature, WriterId};

use super::{Chain, Opened, Replica, membership::may_write};
use crate::{ControlRecord, MemberKind, frame::CheckpointId, small::SmallMap};

const DECISION: Context = Context("counterpoint 1 decision");

/// Tells decisions whose signatures were verified apart; stored and sent nowhere.
const VERIFIED: Context = Context("counterpoint 1 verified decision");

/// How many answers are remembered.
const VERIFIED_MAX: usize = 1_024;

/// How many chains one record tells of; of further ones of somebody who goes nothing counts beyond what earlier records say.
const FRONTIER_MAX: usize = 256;

/// How far the chains of those who went count: the newest of each that does.
pub(super) type Cuts = SmallMap<MemberId, SmallMap<WriterId, Sighting>>;

/// A checkpoint that holds nothing that does not count of those who had gone by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) struct OtherCheckpoint {
    #[n(0)]
    checkpoint: CheckpointId,
    /// What counted then: [`Replica::counting_edition`].
    #[n(1)]
    edition: u64,
}

/// What counts only from a device that belongs to the space now.
impl Replica {
    /// Signs something that was decided on this device.
    pub fn sign_decision(&self, decision: &[u8]) -> Signature {
        self.seed.signing_key().sign(DECISION, &[self.space.as_bytes(), decision])
    }

    /// The device that decided this, writing the chain `writer`, if it belongs to the space now and has signed it. Whether it belongs there
    /// is looked at each time; what was verified once is known from `verified`.
    pub fn decided_by(
        &self,
        writer: WriterId,
        decision: &[u8],
        proof: &[u8],
        verified: &mut VerifiedDecisions,
    ) -> Option<MemberId> {
        let proof = Signature::try_from(proof).ok()?;
        let own = self.control().party(self.party());
        let author = own.filter(|member| member.kind == MemberKind::Device);
        let author = author.into_iter().find(|member| may_write(member.keys.id(), writer))?;
        let parts: [&[u8]; 2] = [self.space.as_bytes(), decision];
        let author = &author.keys;
        let is_signed = verified.ask([author.verifying.as_bytes(), parts[0], parts[1], &proof.0], || {
            author.verifying.verify(DECISION, &parts, &proof).is_ok()
        });
        is_signed.then(|| author.id())
    }
}

/// A chain of somebody who went, of which more is known than counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncounted {
    /// Whose.
    pub author: MemberId,
    /// Which.
    pub writer: WriterId,
    /// Up to where it counts.
    pub counted: Sequence,
    /// Up to where it is known here.
    pub known: Sequence,
}

/// Which signatures under decisions have been verified, and whether they were right: they stay so. Decisions are few, and asked for whenever
/// something settles.
#[derive(Debug, Default)]
pub struct VerifiedDecisions {
    known: SmallMap<Hash, bool>,
    verifications: u64,
}

impl VerifiedDecisions {
    /// How many signatures had to be verified so far.
    pub fn verifications(&self) -> u64 {
        self.verifications
    }

    /// The answer for what is told apart by these parts, found out if it is not known.
    fn ask(&mut self, parts: [&[u8]; 4], find_out: impl FnOnce() -> bool) -> bool {
        let name = VERIFIED.hash(&parts);
        if let Some(known) = self.known.get(&name) {
            return *known;
        }
        self.verifications += 1;
        let found = find_out();
        if self.known.len() >= VERIFIED_MAX {
            // Whoever fills a vault with decisions costs it verifications, not memory.
            self.known = SmallMap::new();
        }
        self.known.insert(name, found);
        found
    }
}

/// How far somebody's chains count.
impl Replica {
    /// How many of those who belonged to the space have been taken out of it.
    pub fn former_members(&self) -> usize {
        self.cuts.len()
    }

    /// Whether an entry counts. Of somebody who went it has to be within what counts of its chain, and of the history of that chain that
    /// leads there.
    pub fn counts(&self, opened: &Opened) -> bool {
        self.counts_at(opened.author, opened.writer, (opened.sequence, opened.hash))
    }

    /// Whether a chain counts to its end.
    pub(super) fn chain_counts(&self, writer: WriterId, chain: &Chain) -> bool {
        self.counts_at(chain.author, writer, (chain.sequence, chain.hash))
    }

    pub(super) fn counts_at(
        &self,
        author: MemberId,
        writer: WriterId,
        (sequence, hash): (Sequence, Hash),
    ) -> bool {
        let Some(chains) = self.cuts.get(&author) else { return true };
        let Some(newest) = chains.get(&writer) else { return false };
        let known = self.history_at(writer, newest.sequence).1.filter(|_| !self.is_settled(writer));
        sequence <= newest.sequence
            && (sequence != newest.sequence || hash == newest.hash)
            && known.is_none_or(|known| known == newest.hash)
            && !self.contradicts(writer, sequence, hash)
    }

    /// Up to where a chain counts, if it is of somebody who went.
    pub(crate) fn counted_of(&self, writer: WriterId) -> Option<Sequence> {
        let author = self.chains.get(&writer)?.author;
        let chains = self.cuts.get(&author)?;
        Some(chains.get(&writer).map_or(Sequence(0), |newest| newest.sequence))
    }

    /// A chain as far as it counts.
    pub(super) fn counted_part(&self, writer: WriterId, chain: &Chain) -> Chain {
        if self.chain_counts(writer, chain) {
            return chain.clone();
        }
        let newest = self.cuts.get(&chain.author).and_then(|chains| chains.get(&writer));
        let counted =
            newest.filter(|newest| self.counts_at(chain.author, writer, (newest.sequence, newest.hash)));
        let mut part = Chain::begin(chain.author);
        if let Some(newest) = counted {
            (part.sequence, part.hash) = (newest.sequence, newest.hash);
        }
        part
    }

    /// Chains of those who went of which more is known here than counts.
    pub fn uncounted(&self) -> Vec<Uncounted> {
        let chains = self.chains.iter().filter(|(_, chain)| self.cuts.contains_key(&chain.author));
        let beyond = chains.filter(|(writer, chain)| !self.chain_counts(**writer, chain));
        let of = |(writer, chain): (&WriterId, &Chain)| {
            let counted = self.counted_part(*writer, chain).sequence;
            Uncounted { author: chain.author, writer: *writer, counted, known: chain.sequence }
        };
        beyond.map(of).collect()
    }

    /// Whether more of somebody who went is known here than counts, or another history of a chain.
    pub fn has_uncounted(&self) -> bool {
        self.has_left_history()
            || self.cuts.keys().any(|author| {
                let chains = self.chains.iter().filter(|(_, chain)| chain.author == *author);
                chains.into_iter().any(|(writer, chain)| !self.chain_counts(*writer, chain))
            })
    }

    /// Whether nobody may be able to start from what the relay has: somebody went of whom this device has read more than counts, and it
    /// has not seen since that `newest` holds none of that. Whoever went may have brought one of their own.
    pub(crate) fn needs_other_checkpoint(&self, newest: CheckpointId) -> bool {
        let edition = self.counting_edition();
        let is_known = |known: OtherCheckpoint| known.checkpoint == newest && known.edition >= edition;
        edition > 0 && self.has_uncounted() && !self.other_checkpoint.is_some_and(is_known)
    }

    /// The relay has a checkpoint which holds nothing that does not count by this edition.
    pub(crate) fn has_other_checkpoint(&mut self, checkpoint: CheckpointId, edition: u64) {
        self.other_checkpoint = Some(OtherCheckpoint { checkpoint, edition });
    }

    /// How far this device has read each chain, its own included. Chains of `first` come before all others where there are too many.
    pub fn read_so_far(&self, first: &[MemberId]) -> Vec<Sighting> {
        let others = self.chains.iter().map(|(writer, chain)| Sighting {
            writer: *writer,
            sequence: chain.sequence,
            hash: chain.hash,
        });
        let own = &self.own;
        let own = Sighting { writer: own.writer, sequence: own.sequence, hash: own.hash };
        let mut all: Vec<Sighting> =
            others.chain([own]).filter(|sighting| sighting.sequence > Sequence(0)).collect();
        let is_first = |sighting: &Sighting| first.iter().any(|member| may_write(*member, sighting.writer));
        all.sort_by_key(|sighting| (!is_first(sighting), core::cmp::Reverse(sighting.sequence)));
        all.truncate(FRONTIER_MAX);
        all.sort_by_key(|sighting| sighting.writer);
        all
    }

    /// Says anew what counts of those who went: a record was taken over with which somebody goes, or keys came with which earlier ones
    /// are read.
    pub(super) fn cut(&mut self) {
        let said: Vec<Vec<Sighting>> = self
            .records
            .iter()
            .map(|record| self.epochs.get(&record.epoch).map(|key| record.frontier(key)).unwrap_or_default())
            .collect();
        let mut cuts = Cuts::new();
        for (before, record) in self.records.iter().zip(self.records.iter().skip(1)) {
            let gone = before.members.iter().filter(|member| {
                record.member(member.keys.id()).is_none() && record.party(member.party).next().is_some()
            });
            for member in gone.map(|member| member.keys.id()) {
                cuts.insert(member, self.cut_of(member, record, &said));
            }
        }
        self.cuts = cuts;
        self.look_at_cuts();
    }

    /// How far the chains of a member count that goes with `record`. What those who stay have said in earlier records holds too, so
    /// that nobody makes another one's past vanish by saying nothing.
    fn cut_of(
        &self,
        member: MemberId,
        record: &ControlRecord,
        said: &[Vec<Sighting>],
    ) -> SmallMap<WriterId, Sighting> {
        let mut read: SmallMap<WriterId, Sighting> = SmallMap::new();
        let so_far = self.records.iter().zip(said).take_while(|(said, _)| said.number <= record.number);
        for (_, sightings) in
            so_far.filter(|(said, _)| said.number == record.number || record.member(said.author).is_some())
        {
            for sighting in sightings.iter().filter(|sighting| may_write(member, sighting.writer)) {
                let known = read.get_or_insert_with(sighting.writer, || *sighting);
                if sighting.sequence > known.sequence {
                    *known = *sighting;
                }
            }
        }
        read
    }
}
