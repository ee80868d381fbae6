//! Membership: founding, joining, following the control chain, and changing it.

use std::collections::VecDeque;

use crypto::{CryptoRng, Hash, MemberId, MemberSeed, Sighting, WriterId};

use super::{KnownMember, OwnChain, Replica, allowance::Allowance};
use crate::small::{SmallMap, SmallSet};
use crate::{
    ControlRecord, Member, MemberKind, Party, Position,
    control::{ControlError, Known},
};

/// A change of membership that this device wants. It is tried until the relay has taken it; it survives restarts.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Intent {
    /// Adds a member.
    #[n(0)]
    Admit(#[n(0)] Member),
    /// Removes one of this person's own members.
    #[n(1)]
    Remove(#[n(0)] MemberId),
    /// Leaves with the whole party.
    #[n(2)]
    Leave,
    /// Gives the space a new epoch, with the same members.
    #[n(3)]
    Renew,
    /// Puts a member of this person in the place of another, if that one is still there.
    #[n(4)]
    Exchange {
        /// Who comes.
        #[n(0)]
        admit: Member,
        /// Who goes.
        #[n(1)]
        remove: Vec<MemberId>,
    },
}

impl Intent {
    /// Whether somebody is taken out of the space who may have the key of its epoch. What waits is then handed in only
    /// afterwards, under the next one.
    pub fn takes_out(&self) -> bool {
        matches!(self, Self::Remove(_) | Self::Exchange { .. })
    }

    /// Whether anybody is taken out by it.
    pub fn takes_out_anybody(&self) -> bool {
        !self.goes().is_empty()
    }

    /// Who is taken out.
    fn goes(&self) -> Vec<MemberId> {
        match self {
            Self::Remove(member) => vec![*member],
            Self::Exchange { remove, .. } => remove.clone(),
            Self::Admit(_) | Self::Leave | Self::Renew => Vec::new(),
        }
    }
}

/// How much of a chain's name is its author's.
pub(super) const WRITER_PREFIX_BYTES: usize = 8;

/// Whether a chain of this name can be this member's.
pub(super) fn may_write(author: MemberId, writer: WriterId) -> bool {
    author.0.iter().zip(writer.0).take(WRITER_PREFIX_BYTES).all(|(one, other)| *one == other)
}

impl Replica {
    /// Founds a space with this device as its first member, and `others` (say, recovery words) beside it.
    pub fn found(
        seed: MemberSeed,
        others: &[(&MemberSeed, MemberKind)],
        random: &mut impl CryptoRng,
    ) -> Self {
        let (record, epoch) = ControlRecord::found(&seed, others, random);
        let mut replica = Self::empty(seed, &record, random);
        replica.epochs.insert(epoch.number, epoch);
        replica.adopt(record);
        replica
    }

    /// Enters a space that another member has added this one to, from its whole control chain.
    ///
    /// # Errors
    /// [`ControlError`] if a record is not valid or none hands this member a key.
    pub fn enter(
        seed: MemberSeed,
        records: &[Vec<u8>],
        random: &mut impl CryptoRng,
    ) -> Result<Self, ControlError> {
        let (first, later) = records.split_first().ok_or(ControlError::OutOfPlace)?;
        let first = ControlRecord::from_bytes(first)?;
        first.verify_first()?;
        let mut replica = Self::empty(seed, &first, random);
        replica.adopt(first);
        for record in later {
            replica.follow(record)?;
        }
        replica.on_relay = true;
        replica.was_away_since(1);
        // Who was handed nothing was never let in; who was handed a wrong key was, and can make another.
        let is_known = !replica.epochs.is_empty() || !replica.misfits.is_empty();
        if is_known { Ok(replica) } else { Err(ControlError::Epoch) }
    }

    fn empty(seed: MemberSeed, first: &ControlRecord, random: &mut impl CryptoRng) -> Self {
        let me = seed.keys().id();
        Self {
            space: first.space,
            me,
            seed,
            former: Vec::new(),
            records: Vec::new(),
            members: SmallMap::new(),
            epochs: SmallMap::new(),
            chains: SmallMap::new(),
            own: OwnChain::begin(me, random),
            outbox: VecDeque::new(),
            cursor: Position(0),
            sighted: SmallMap::new(),
            heard: SmallMap::new(),
            waiting: SmallMap::new(),
            troubles: SmallSet::new(),
            unreadable: 0,
            intent: None,
            on_relay: false,
            rewound: false,
            again: SmallMap::new(),
            at_cursor: None,
            promised: SmallMap::new(),
            missed: SmallSet::new(),
            checked: true,
            asked_again_at: None,
            asked_control_at: None,
            said: Default::default(),
            began_unproven: false,
            lacks_beginning: false,
            misfits: SmallSet::new(),
            cuts: SmallMap::new(),
            settling: Default::default(),
            set_down: None,
            own_before: SmallMap::new(),
            urgent: SmallSet::new(),
            branch: None,
            adopted: SmallSet::new(),
            witnessed: SmallSet::new(),
            left_keys: SmallSet::new(),
            refused: SmallSet::new(),
            stands_on: 0,
            allowance: Allowance::default(),
            other_checkpoint: None,
        }
    }

    /// Follows the control chain by one record. A record that is already known is passed over.
    ///
    /// # Errors
    /// [`ControlError`] if the record may not follow; [`ControlError::OutOfPlace`] also when it contradicts a known one.
    pub fn follow(&mut self, record: &[u8]) -> Result<bool, ControlError> {
        let record = ControlRecord::from_bytes(record)?;
        let index = usize::try_from(record.number).ok().and_then(|number| number.checked_sub(1));
        if let Some(known) = index.and_then(|index| self.records.get(index)) {
            let same = known.hash() == record.hash();
            return if same { Ok(false) } else { Err(ControlError::OutOfPlace) };
        }
        self.control().verify_successor(&record)?;
        self.adopt(record);
        Ok(true)
    }

    /// Takes a record over as it stands.
    pub(super) fn take_over(&mut self, record: ControlRecord) {
        for member in &record.members {
            let known = KnownMember::from(member);
            self.members.insert(member.keys.id(), known);
        }
        self.records.push(record);
    }

    fn adopt(&mut self, record: ControlRecord) {
        self.take_handed_key(&record);
        // Who has just been taken out may be the one who asked for it: its keeper has to want it again, knowing that.
        let is_gone = |member: &Member| record.member(member.keys.id()).is_none();
        let someone_goes = self.records.last().is_some_and(|before| before.members.iter().any(is_gone));
        if someone_goes && matches!(self.intent, Some(Intent::Exchange { .. } | Intent::Remove(_))) {
            self.intend(None);
        }
        self.take_over(record);
        if self.unwrap_past() || someone_goes {
            self.cut();
        }
    }

    /// Whether this device belongs to the space, and the other person, if there has been one, still does.
    pub fn is_open(&self) -> bool {
        self.is_member() && !self.other_has_left()
    }

    /// Whether this device belongs to the space.
    pub fn is_member(&self) -> bool {
        self.control().member(self.me).is_some()
    }

    /// Whether there has been a second person who has left.
    pub fn other_has_left(&self) -> bool {
        let control = self.control();
        control.joined && control.party(self.party().other()).next().is_none()
    }

    /// Whether a second person has ever belonged to the space.
    pub fn has_been_shared(&self) -> bool {
        self.control().joined
    }

    /// Whether two people belong to the space.
    pub fn is_shared(&self) -> bool {
        let control = self.control();
        control.party(Party::Founder).next().is_some() && control.party(Party::Invited).next().is_some()
    }

    /// The members of the space now.
    pub fn members(&self) -> &[Member] {
        &self.control().members
    }

    /// The encoded control records, from the first.
    pub fn records(&self) -> Vec<Vec<u8>> {
        self.records.iter().map(ControlRecord::to_bytes).collect()
    }

    /// The epoch in which this device writes now.
    pub fn epoch(&self) -> crypto::EpochNumber {
        self.control().epoch
    }

    /// The number of the newest control record.
    pub fn control_number(&self) -> u64 {
        self.control().number
    }

    /// Whether a member of this name has ever belonged to the space.
    pub fn has_ever_belonged(&self, member: MemberId) -> bool {
        self.records.iter().any(|record| record.member(member).is_some())
    }

    /// Whether the record of this number is known and has this hash.
    pub(crate) fn has_control(&self, number: u64, hash: Hash) -> bool {
        self.record(number).is_some_and(|record| record.hash() == hash)
    }

    /// The record of this number, if it is known.
    pub(super) fn record(&self, number: u64) -> Option<&ControlRecord> {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        index.and_then(|index| self.records.get(index))
    }

    /// What this device still wants to change.
    pub fn intent(&self) -> Option<&Intent> {
        self.intent.as_ref()
    }

    /// Sets, or takes back, what this device wants to change. How far it has read by now is set down: of whoever is taken out,
    /// nothing that comes later counts.
    pub fn intend(&mut self, intent: Option<Intent>) {
        let goes = intent.as_ref().map(Intent::goes).unwrap_or_default();
        self.set_down = (!goes.is_empty()).then(|| self.read_so_far(&goes));
        self.intent = intent;
    }

    /// The same, where the person has decided it earlier and elsewhere: so far whoever is taken out counts.
    pub fn intend_as_read(&mut self, intent: Intent, read: Vec<Sighting>) {
        self.intend(Some(intent));
        self.set_down = Some(read);
    }

    /// Whether the relay is known to hold the space.
    pub fn is_on_relay(&self) -> bool {
        self.on_relay
    }

    pub(crate) fn set_on_relay(&mut self, on_relay: bool) {
        self.on_relay = on_relay;
    }

    /// Whether the intent is already reality, or can never become so.
    pub(crate) fn intent_is_settled(&self) -> bool {
        let control = self.control();
        match &self.intent {
            None => true,
            Some(_) if !self.is_member() => true,
            Some(Intent::Admit(member)) => control.member(member.keys.id()).is_some(),
            Some(Intent::Remove(member)) => control.member(*member).is_none(),
            Some(Intent::Exchange { admit, remove }) => {
                // Where all who were to go are gone, whoever wants the new one has to say so again.
                (control.member(admit.keys.id()).is_some() || !remove.is_empty())
                    && remove.iter().all(|member| control.member(*member).is_none())
            }
            Some(Intent::Leave | Intent::Renew) => false,
        }
    }

    /// The record that carries out the intent on top of the newest known record; without any, one that makes a new epoch if this
    /// device lacks the present one's key.
    pub(crate) fn propose(&self, random: &mut impl CryptoRng) -> Option<ControlRecord> {
        if self.undecided().is_some() {
            return None;
        }
        let control = self.control();
        let renews = self.wants_renewal().then_some(&Intent::Renew);
        let members = match self.intent.as_ref().or(renews)? {
            Intent::Leave => return Some(control.leave(&self.seed)),
            Intent::Renew => control.members.clone(),
            Intent::Admit(member) => {
                let mut members = control.members.clone();
                members.push(member.clone());
                members
            }
            Intent::Remove(gone) => {
                control.members.iter().filter(|member| member.keys.id() != *gone).cloned().collect()
            }
            Intent::Exchange { admit, remove } => {
                let stays = |member: &&Member| {
                    let id = member.keys.id();
                    id != admit.keys.id() && !remove.contains(&id)
                };
                let mut members: Vec<Member> = control.members.iter().filter(stays).cloned().collect();
                members.push(admit.clone());
                members
            }
        };
        let frontier = self.set_down.clone().unwrap_or_else(|| self.read_so_far(&[]));
        let known = Known { keys: self.keys_to_pass_on(), frontier };
        control.rotate(&self.seed, members, known, random).ok().map(|(record, _)| record)
    }
}
