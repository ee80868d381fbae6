//! After somebody was taken out of a space: what waits is sealed anew, and a member takes the place of another.
//!
//! In a relationship all devices of a person are one member. When one of them is taken away, that member is exchanged for a new
//! one, whose seed only the remaining devices know; each of them goes on as the new member, in a chain of its own.

use crypto::{CryptoRng, ErasePreimage, MemberId, MemberSeed, Part, Sequence, WriterId};

use super::{KnownMember, Replica, Rewritten, membership::may_write, write::place};
use crate::{Body, Entry, EntryId, MemberKind, Party};

/// A change of members by which somebody was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The epoch that began with it.
    pub epoch: u64,
    /// Who made it.
    pub author: MemberId,
    /// Who went.
    pub gone: Vec<MemberId>,
}

impl Replica {
    /// Every change of members by which somebody was taken out, the newest first.
    pub fn removals(&self) -> impl Iterator<Item = Removal> + '_ {
        let pairs = self.records.iter().zip(self.records.iter().skip(1));
        pairs.rev().filter_map(|(before, after)| {
            let is_gone = |member: &MemberId| after.member(*member).is_none();
            let gone: Vec<MemberId> =
                before.members.iter().map(|member| member.keys.id()).filter(is_gone).collect();
            let removal = Removal { epoch: u64::from(after.epoch.0), author: after.author, gone };
            (!removal.gone.is_empty()).then_some(removal)
        })
    }

    /// The newest of them.
    pub fn last_removal(&self) -> Option<Removal> {
        self.removals().next()
    }

    /// Who let a member in; nobody if it was there from the beginning, or never.
    pub fn let_in_by(&self, member: MemberId) -> Option<MemberId> {
        let pairs = self.records.iter().zip(self.records.iter().skip(1));
        let mut pairs =
            pairs.filter(|(before, after)| before.member(member).is_none() && after.member(member).is_some());
        pairs.next().map(|(_, after)| after.author)
    }

    /// Who took a member out that belongs to the space no more.
    pub fn taken_out_by(&self, member: MemberId) -> Option<MemberId> {
        self.removals().find(|removal| removal.gone.contains(&member)).map(|removal| removal.author)
    }

    /// Whether a member is, or was, recovery words.
    pub fn was_paper(&self, member: MemberId) -> bool {
        self.members.get(&member).is_some_and(|known| known.kind == MemberKind::Paper)
    }

    /// Whether this device is this member, or was it.
    pub fn has_been(&self, member: MemberId) -> bool {
        self.me == member || self.own_before.keys().any(|writer| may_write(member, *writer))
    }

    /// Whether a chain of this name can only be that of somebody who belongs to the space now.
    pub fn is_of_a_member(&self, writer: WriterId) -> bool {
        self.control().members.iter().any(|member| may_write(member.keys.id(), writer))
    }

    /// Whether this device's own person still belongs to the space, be it by another member than this device has.
    pub fn own_party_remains(&self) -> bool {
        self.control().party(self.party()).next().is_some()
    }

    /// Goes on as another member of the same person, which has taken the place of this device's former one. What waits in the
    /// outbox is written anew into the new one's chain: of the former one, nothing counts that others have not read.
    pub fn change_member(&mut self, seed: MemberSeed, random: &mut impl CryptoRng) -> Rewritten {
        let keys = seed.keys();
        if keys.id() == self.me {
            return Rewritten::default();
        }
        // The record that lets it in may still be on its way.
        let known = KnownMember { verifying: keys.verifying, party: self.party(), kind: MemberKind::Device };
        self.members.get_or_insert_with(keys.id(), || known);
        let former_me = core::mem::replace(&mut self.me, keys.id());
        let former_seed = core::mem::replace(&mut self.seed, seed);
        if !self.former.iter().any(|former| former.expose() == former_seed.expose()) {
            self.former.push(former_seed);
        }
        self.take_handed_keys();
        let writer = self.own.writer;
        let mut rewritten = self.go_on_in_new_chain(former_me, random);
        if let Some(chain) = self.chains.get(&writer) {
            // The relay shows this device what it wrote: that is no replay.
            self.again.insert(writer, chain.sequence);
        }
        rewritten.kept.extend(self.reseal_outbox(random));
        rewritten
    }

    /// After a start: a member that this device goes on as, or went on as for a while, may stand in no record yet, or never. What it wrote
    /// as that one is its own all the same.
    pub(super) fn know_itself(&mut self) {
        let is_known = |writer: &WriterId| self.members.keys().any(|member| may_write(*member, *writer));
        if self.members.contains_key(&self.me) && self.own_before.keys().all(is_known) {
            return;
        }
        let seeds = core::iter::once(&self.seed).chain(&self.former);
        let keys: Vec<_> = seeds.map(MemberSeed::keys).filter(|keys| self.has_been(keys.id())).collect();
        let party = keys.iter().find_map(|keys| self.members.get(&keys.id())).map(|known| known.party);
        for keys in keys {
            let known = KnownMember {
                verifying: keys.verifying,
                party: party.unwrap_or(Party::Founder),
                kind: MemberKind::Device,
            };
            self.members.get_or_insert_with(keys.id(), || known);
        }
    }

    /// Whether this device itself wrote a chain, be it as a former member.
    pub fn is_own_chain(&self, writer: WriterId) -> bool {
        writer == self.own.writer || self.own_before.contains_key(&writer)
    }

    /// Whether this device itself wrote an entry of a chain. Whoever has a copy of it may have gone on in a chain that it has left.
    pub fn wrote(&self, writer: WriterId, sequence: Sequence) -> bool {
        writer == self.own.writer || self.own_before.get(&writer).is_some_and(|newest| sequence <= *newest)
    }

    /// Learns the seeds of members that were this person's before, from another device of theirs: what those wrote can only be
    /// erased with them.
    pub fn know_former(&mut self, seeds: impl IntoIterator<Item = MemberSeed>) {
        for seed in seeds {
            let mut known = core::iter::once(&self.seed).chain(&self.former);
            if !known.any(|known| known.expose() == seed.expose()) {
                self.former.push(seed);
            }
        }
    }

    /// Seals what waits for the relay under the newest epoch, so that who was taken out of the space cannot read it, not even
    /// with the relay's help. Heads, and so the chain, stay as they are. Returns what changed, to be stored.
    pub(crate) fn reseal_outbox(&mut self, random: &mut impl CryptoRng) -> Vec<Entry> {
        let newest = self.control().epoch;
        let mut outbox = core::mem::take(&mut self.outbox);
        let mut changed = Vec::new();
        for entry in &mut outbox {
            let older = entry.head_epoch() != Some(newest);
            if let Some(again) = older.then(|| self.resealed(entry, random)).flatten() {
                *entry = again;
                changed.push(entry.clone());
            }
        }
        self.outbox = outbox;
        changed
    }

    fn resealed(&self, entry: &Entry, random: &mut impl CryptoRng) -> Option<Entry> {
        let newest = self.epochs.get(&self.control().epoch)?;
        let bound = place(&self.space, &entry.id, &entry.erase_tag.0);
        let head =
            self.epoch_key(entry.head_envelope())?.open(Part::Head, &bound, entry.head_envelope()).ok()?;
        let body = match &entry.body {
            Body::Sealed(sealed) => {
                let body = self.epoch_key(sealed)?.open(Part::Body, &bound, sealed).ok()?;
                Body::Sealed(newest.seal(Part::Body, &bound, body, random).0)
            }
            erased @ Body::Erased(_) => erased.clone(),
        };
        let head = Entry::seal_head(newest, &bound, head, random);
        Some(Entry { id: entry.id, head, body, erase_tag: entry.erase_tag })
    }

    /// The proofs with which the relay may erase the body of an entry of this person: one for the present member and one for
    /// each former one. The right one fits the entry's tag.
    pub fn erase_preimages(&self, entry: EntryId) -> impl Iterator<Item = ErasePreimage> + '_ {
        core::iter::once(&self.seed)
            .chain(self.former.iter().rev())
            .map(move |seed| seed.erase_key().preimage(entry.as_bytes()))
    }
}
