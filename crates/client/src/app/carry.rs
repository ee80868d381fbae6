//! Exchanging without a relay: parcels are made from the log, and taken in like anything that comes.
//!
//! ```text
//! make ─► the cold log is read ─► what the recipient may lack, sealed as it is ─► bytes
//! receive ─► read ─► each space: records, entries ─► folded in, stored, handed to the relay when there is one ─► "3 new"
//! ```

use model::{Decoded, LinkId, RelationshipOperation, relationship::Origin};
use sync::{
    Body, Entry, Replica, SpaceId,
    device::Brought as FromPart,
    parcel::{Parcel, ParcelError, Part},
    replica::Recipients,
};

use super::{
    App, Doing, Effect, Phase,
    compaction::Purpose,
    open::Open,
    spaces::{Space, side},
};
use crate::{
    CommandId, Problem, Write,
    command::{Brought, Carry, Outcome, ParcelProblem, Recipient},
    storage::{self, Record},
};

/// A parcel that is being made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Making {
    id: CommandId,
    recipient: Recipient,
    everything: bool,
}

impl App {
    /// Makes a parcel, which is answered once the log is read, or takes one in.
    pub(super) fn carry(
        &mut self,
        doing: &mut Doing<'_>,
        id: CommandId,
        act: Carry,
    ) -> Result<Option<Outcome>, Problem> {
        let Phase::Open(open) = &mut self.phase else { return Err(Problem::NotOpen) };
        match act {
            Carry::Make { recipient, everything } => {
                open.begin_parcel(doing.writes, Making { id, recipient, everything })?;
                Ok(None)
            }
            Carry::Receive { parcel } => {
                let parcel = Parcel::from_bytes(&parcel).map_err(of_parcel)?;
                let brought = open.receive_parcel(doing, &mut self.fresh, &parcel)?;
                Ok(Some(Outcome::Brought(brought)))
            }
        }
    }
}

/// Making.
impl Open {
    fn begin_parcel(&mut self, writes: &mut Vec<Write>, making: Making) -> Result<(), Problem> {
        let prefix = match making.recipient {
            Recipient::Other(relationship) => {
                let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
                self.strip_withdrawn(writes, space);
                storage::cold_prefix(space)
            }
            Recipient::OwnDevices => storage::COLD.to_owned(),
        };
        self.request_load(Purpose::Parcel(making), prefix);
        Ok(())
    }

    /// The log was read: the parcel is made of it and of the tails.
    pub(super) fn make_parcel(&mut self, making: Making, cold: &[Record]) {
        let made = self.parcel(making, cold).map(Outcome::Parcel);
        self.replies.push((making.id, made));
    }

    fn parcel(&self, making: Making, cold: &[Record]) -> Result<Vec<u8>, Problem> {
        let (spaces, recipients) = match making.recipient {
            Recipient::Other(relationship) => {
                (vec![self.live_link(relationship).ok_or(Problem::NotLinked)?], Recipients::Other)
            }
            Recipient::OwnDevices => {
                let links = self.spaces.keys().copied().filter(|space| {
                    *space != self.settings.vault
                        && self.device.replica(*space).is_some_and(|link| link.is_shared() && link.is_open())
                });
                (core::iter::once(self.settings.vault).chain(links).collect(), Recipients::OwnDevices)
            }
        };
        let is_held = |space: &SpaceId| !self.device.may_carry(*space);
        if spaces.first().is_none_or(is_held) {
            return Err(Problem::Parcel(ParcelProblem::HeldBack));
        }
        let parts = spaces.iter().filter(|space| !is_held(space));
        let parts = parts.filter_map(|space| self.part(*space, recipients, making.everything, cold));
        let parts: Vec<Part> =
            parts.filter(|part| !part.records.is_empty() || !part.entries.is_empty()).collect();
        if parts.is_empty() {
            return Err(Problem::Parcel(ParcelProblem::Nothing));
        }
        Parcel::new(parts).to_bytes().map_err(of_parcel)
    }

    fn part(
        &self,
        space: SpaceId,
        recipients: Recipients,
        everything: bool,
        cold: &[Record],
    ) -> Option<Part> {
        let (kept, replica) = (self.spaces.get(&space)?, self.device.replica(space)?);
        let prefix = storage::cold_prefix(space);
        let cold = cold.iter().filter(|record| record.key.starts_with(&prefix)).map(|record| &record.value);
        let entries = cold.chain(kept.tail.0.values());
        let log = entries
            .filter_map(|bytes| minicbor::decode::<Entry>(bytes).ok())
            .map(|entry| without_withdrawn(kept, replica, entry))
            .collect();
        Some(replica.part_for(recipients, everything, log, &self.device.erasing(space)))
    }
}

/// Receiving.
impl Open {
    fn receive_parcel(
        &mut self,
        doing: &mut Doing<'_>,
        effects: &mut Vec<Effect>,
        parcel: &Parcel,
    ) -> Result<Brought, Problem> {
        let mut brought = Brought::default();
        let mut refused = None;
        let mut spaces = 0;
        // The vault comes first: it may bring the keys of what follows.
        let is_vault = |part: &&Part| part.space == self.settings.vault;
        let (vault, links): (Vec<&Part>, Vec<&Part>) = parcel.parts.iter().partition(is_vault);
        for part in vault.into_iter().chain(links) {
            self.enter_from(doing, part);
            let carried = if self.has_link_ended(part.space) {
                None
            } else {
                self.device.carry(part, &mut doing.random)
            };
            match carried {
                Some(from_part) => {
                    spaces += 1;
                    brought.add(from_part);
                    brought.from = self.relationship_of(part.space).filter(|_| spaces == 1);
                }
                None => refused = Some(self.why_not(part.space)),
            }
            while let Some(event) = self.device.poll_event() {
                self.heard(doing, effects, event);
            }
        }
        if spaces == 0 {
            return Err(Problem::Parcel(refused.unwrap_or(ParcelProblem::Elsewhere)));
        }
        brought.refused = refused.is_some();
        match brought {
            Brought { new: 0, missing: true, .. } => Err(Problem::Parcel(ParcelProblem::Beginning)),
            Brought { new: 0, known: 0, former: 1.., .. } => Err(Problem::Parcel(ParcelProblem::Removed)),
            Brought { new: 0, known: 0, unreadable: 1.., .. } => {
                Err(Problem::Parcel(ParcelProblem::Unreadable))
            }
            brought => Ok(brought),
        }
    }

    /// Enters a link that this device has not entered yet, if its vault has the keys and the part tells of it from the beginning.
    fn enter_from(&mut self, doing: &mut Doing<'_>, part: &Part) {
        let link = self.vault().links.get(&LinkId(part.space.0));
        let is_wanted = link.is_some_and(|link| link.since.is_some()) && !self.has_link_ended(part.space);
        if is_wanted && self.device.replica(part.space).is_none() {
            let records: Vec<Vec<u8>> = part.records.iter().map(|record| record.to_vec()).collect();
            self.entered(doing, &records);
        }
    }

    /// Whether a link has ended here, be it that the relay has not heard of it yet.
    pub(super) fn has_link_ended(&self, space: SpaceId) -> bool {
        self.vault().links.get(&LinkId(space.0)).is_some_and(|link| link.ended.is_some())
    }

    fn relationship_of(&self, space: SpaceId) -> Option<model::RelationshipId> {
        let kept = self.vault().links.get(&LinkId(space.0))?.kept.as_ref()?;
        Some(kept.value.relationship)
    }

    fn why_not(&self, space: SpaceId) -> ParcelProblem {
        let link = self.vault().links.get(&LinkId(space.0));
        match link {
            _ if self.device.replica(space).is_some() || self.has_link_ended(space) => ParcelProblem::Ended,
            // Its keys are known and its beginning is not.
            Some(_) => ParcelProblem::Beginning,
            None => ParcelProblem::Elsewhere,
        }
    }
}

impl Brought {
    fn add(&mut self, part: FromPart) {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.new = self.new.saturating_add(narrow(part.new));
        self.known = self.known.saturating_add(narrow(part.known));
        self.unreadable = self.unreadable.saturating_add(narrow(part.unreadable));
        self.former = self.former.saturating_add(narrow(part.former));
        self.missing |= part.missing;
    }
}

/// An entry as it may leave this device: without its content if its author has withdrawn that.
fn without_withdrawn(space: &Space, replica: &Replica, mut entry: Entry) -> Entry {
    let Some(relationship) = space.as_relationship() else { return entry };
    let Some(opened) = replica.reopen(&entry).filter(|_| !space.aside.contains_key(&entry.id)) else {
        return entry;
    };
    let operation = opened.body.as_deref().map(RelationshipOperation::from_bytes);
    let grants = matches!(
        operation,
        Some(Ok(Decoded::Known(
            RelationshipOperation::Shared { .. } | RelationshipOperation::Replied { .. }
        )))
    );
    if grants && !relationship.carries(side(opened.party), Origin(entry.id.0)) {
        let mut proofs = replica.erase_preimages(entry.id);
        let proof = proofs.find(|preimage| preimage.tag() == entry.erase_tag);
        entry.body = proof.map_or(Body::Sealed(Vec::new()), Body::Erased);
    }
    entry
}

fn of_parcel(error: ParcelError) -> Problem {
    Problem::Parcel(match error {
        ParcelError::TooLarge { .. } => ParcelProblem::TooLarge,
        ParcelError::Foreign => ParcelProblem::Foreign,
        ParcelError::TooNew { .. } => ParcelProblem::TooNew,
        _ => ParcelProblem::Damaged,
    })
}
