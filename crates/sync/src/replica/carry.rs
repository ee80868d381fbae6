//! Parcels: what goes into one for those who may lack it, and what one brings.
//!
//! A relay is held to what it shows: a parcel is not. Whoever hands over a file may leave out, repeat and mix what they like, so
//! nothing that is missing from one is waited for, and nothing in one accuses the relay. Two histories of one chain are the
//! exception, because only a member can have signed both.
//!
//! In a space of one person alone, nothing new is taken of a member that was taken out. It still has the keys of the epochs that it
//! lived through, and whoever took it out did so for a reason: a relay takes nothing more from it, and a file has no order that
//! would tell what it wrote before from what it writes now. Between two people, the one member of a person takes the place of the
//! other, and what the first one wrote is honest.
//!
//! What came this way goes into the outbox: the relay may lack it, and storing it there twice is storing it once. It goes before
//! whatever is written here afterwards and tells of it, so that nobody misses at the relay what they are told of.

mod receive;

use crypto::{ErasePreimage, Head, MemberId, Sequence, WriterId};

use super::{CONTROL_CHAIN, Opened, Replica};
use crate::{Body, Entry, EntryId, MemberKind, parcel::Part, small::SmallSet};

/// How many pairs of chains are remembered of which one has told of the other.
const HEARD_MAX: usize = 4_096;

/// For whom a parcel is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipients {
    /// The other person.
    Other,
    /// This person's other devices.
    OwnDevices,
}

/// What came of carried entries.
#[derive(Debug, Default)]
pub struct Carried {
    /// Verified entries that are new here, each writer's in order.
    pub opened: Vec<Opened>,
    /// The same entries as they travelled, to be kept.
    pub kept: Vec<Entry>,
    /// Proofs that the bodies of known entries were erased. They fit the tags beside them; whether those are the tags of the
    /// entries that are kept here is for their keeper to compare.
    pub erased: Vec<(EntryId, ErasePreimage)>,
    /// How many entries were here already.
    pub known: usize,
    /// How many cannot be taken, because something that comes before them is neither here nor in the parcel.
    pub missing: usize,
    /// How many were altered, or never written by a member.
    pub unreadable: usize,
    /// How many are of a member that was taken out of a space of one person, and not known here.
    pub former: usize,
    /// Nothing was taken: this device's store was set back in time, and [`Replica::begin_new_chain`] is needed first.
    pub set_back: bool,
}

/// What came of carried control records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CarriedRecords {
    /// How many are new here.
    pub new: usize,
    /// Whether the first of them comes later than the one that could follow.
    pub missing: bool,
    /// Whether one may not follow, or contradicts a known one.
    pub unreadable: bool,
}

/// Making.
impl Replica {
    /// What a parcel holds of this space, out of `log`: everything, or what the recipients are not known to have. A withdrawn
    /// entry of the log has to be there as [`Body::Erased`] already. Those in `erasing` go along although they are known: their
    /// content has yet to be erased wherever it is.
    pub fn part_for(
        &self,
        recipients: Recipients,
        everything: bool,
        log: Vec<Entry>,
        erasing: &[EntryId],
    ) -> Part {
        let groups = if everything { Vec::new() } else { self.listeners(recipients) };
        let erasing: SmallSet<EntryId> = erasing.iter().copied().collect();
        let lacks = |entry: &Entry| {
            let head = self.open_head(entry)?;
            let known = self.known_to_all(&groups, head.writer);
            Some(head.sequence > known || (erasing.contains(&entry.id) && is_erased(entry)))
        };
        // While two histories stand against each other, nobody is told anything.
        let log = if self.undecided().is_some() { Vec::new() } else { log };
        let entries = log
            .into_iter()
            .filter(|entry| entry.body != Body::Sealed(Vec::new()) && lacks(entry) == Some(true))
            .collect();
        let control = groups.iter().map(|group| self.control_known_to(group)).min().unwrap_or_default();
        let records = self.records.iter().filter(|record| record.number > control);
        let records = records.map(|record| record.to_bytes().into()).collect();
        Part { space: self.space, records, entries }
    }

    /// The chains of each recipient: a member, or where all devices of this person are one member, a chain.
    fn listeners(&self, recipients: Recipients) -> Vec<(MemberId, Vec<WriterId>)> {
        let chains_of = |author: MemberId| {
            let chains = self.chains.iter().filter(move |(_, chain)| chain.author == author);
            chains.map(|(writer, _)| *writer)
        };
        let party = match recipients {
            Recipients::Other => self.party().other(),
            Recipients::OwnDevices => self.party(),
        };
        let members = self.control().party(party).filter(|member| member.kind == MemberKind::Device);
        let others = members.map(|member| member.keys.id()).filter(|member| *member != self.me);
        let mut groups: Vec<_> = others.map(|member| (member, chains_of(member).collect())).collect();
        if recipients == Recipients::OwnDevices && self.control().joined {
            groups.extend(chains_of(self.me).map(|writer| (self.me, vec![writer])));
        }
        groups
    }

    /// How far each of the recipients is known to have a chain.
    fn known_to_all(&self, groups: &[(MemberId, Vec<WriterId>)], writer: WriterId) -> Sequence {
        let known_to = |chains: &[WriterId]| {
            let told = chains.iter().map(|chain| {
                let own = self.chains.get(&writer).filter(|_| *chain == writer);
                own.map(|own| own.sequence).or_else(|| self.heard.get(&(*chain, writer)).copied())
            });
            told.flatten().max().unwrap_or(Sequence(0))
        };
        groups.iter().map(|(_, chains)| known_to(chains)).min().unwrap_or(Sequence(0))
    }

    /// The newest control record that a recipient is known to have: one it has told of, or the one that let it in.
    fn control_known_to(&self, (member, chains): &(MemberId, Vec<WriterId>)) -> u64 {
        let told = chains.iter().filter_map(|chain| self.heard.get(&(*chain, CONTROL_CHAIN)));
        let told = told.map(|sequence| sequence.0).max().unwrap_or_default();
        let let_in = self.records.iter().find(|record| record.member(*member).is_some());
        told.max(let_in.map(|record| record.number).unwrap_or_default())
    }

    /// Remembers what a verified head tells of other chains.
    pub(super) fn hear(&mut self, head: &Head) {
        for sighting in &head.seen {
            let key = (head.writer, sighting.writer);
            if self.heard.contains_key(&key) || self.heard.len() < HEARD_MAX {
                let heard = self.heard.get_or_insert_with(key, || sighting.sequence);
                *heard = (*heard).max(sighting.sequence);
            }
        }
    }
}

fn is_erased(entry: &Entry) -> bool {
    matches!(entry.body, Body::Erased(_))
}
