//! Exchanging without a relay: parcels are made from the log, and taken in like anything that comes.
//!
//! ```text
//! make ─► the cold log is read ─► what the recipient may lack, sealed as it is ─► bytes
//! receive ─► read ─► each space: records, entries ─► folded in, stored, handed to the relay when there is one ─► "3 new"
//! ```

use sync::{
    SpaceId,
    device::Brought as FromPart,
    parcel::{Parcel, ParcelError, Part},
    replica::Recipients,
    small::SmallMap,
};

use super::spaces::Spaces;
use crate::{
    CommandId, Problem,
    app::{Doing, doing::LoadToken},
    command::{Brought, Outcome, ParcelProblem, Recipient},
    storage::{self, Record},
};

/// Screens say the limits that hold.
const _: () = assert!(
    crate::command::PARCEL_BYTES_MAX == sync::limits::PARCEL_BYTES_MAX
        && crate::command::CODES_PARCEL_BYTES_MAX == sync::limits::CODES_PARCEL_BYTES_MAX
        && crate::command::DEVICES_MAX + 1 == sync::limits::MEMBERS_MAX
);

/// Parcels that are being made.
#[derive(Debug, Default)]
pub(in crate::app) struct Parcels {
    making: SmallMap<LoadToken, Making>,
}

#[derive(Debug, Clone, Copy)]
struct Making {
    id: CommandId,
    recipient: Recipient,
    everything: bool,
}

/// A parcel that is being taken in, part by part.
#[derive(Debug)]
pub(in crate::app) struct Receiving {
    parts: Vec<Part>,
    brought: Brought,
    refused: Option<ParcelProblem>,
    spaces: u32,
}

impl Parcels {
    /// Begins to make a parcel: the log is read first.
    ///
    /// # Errors
    /// [`Problem::NotLinked`].
    pub(in crate::app) fn begin(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        id: CommandId,
        (recipient, everything): (Recipient, bool),
    ) -> Result<(), Problem> {
        let prefix = match recipient {
            Recipient::Other(relationship) => {
                let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
                spaces.strip_withdrawn(doing, space);
                storage::cold_prefix(space)
            }
            Recipient::OwnDevices => storage::COLD.to_owned(),
        };
        self.making.insert(doing.loads.ask(prefix), Making { id, recipient, everything });
        Ok(())
    }

    /// The log was read: the parcel is made of it and of the tails, and answers the command. Nothing happens if the log was not asked
    /// for here.
    pub(in crate::app) fn loaded(
        &mut self,
        spaces: &Spaces,
        token: LoadToken,
        cold: &[Record],
    ) -> Option<(CommandId, Result<Outcome, Problem>)> {
        let making = self.making.remove(&token)?;
        Some((making.id, parcel(spaces, making, cold).map(Outcome::Parcel)))
    }
}

fn parcel(spaces: &Spaces, making: Making, cold: &[Record]) -> Result<Vec<u8>, Problem> {
    let (wanted, recipients) = match making.recipient {
        Recipient::Other(relationship) => {
            (vec![spaces.live_link(relationship).ok_or(Problem::NotLinked)?], Recipients::Other)
        }
        Recipient::OwnDevices => {
            let vault = core::iter::once(spaces.vault_space());
            (vault.chain(spaces.linked()).collect(), Recipients::OwnDevices)
        }
    };
    let is_held = |space: &SpaceId| !spaces.may_carry(*space);
    if wanted.first().is_none_or(is_held) {
        return Err(Problem::Parcel(ParcelProblem::HeldBack));
    }
    let parts = wanted.iter().filter(|space| !is_held(space)).filter_map(|space| {
        let log = spaces.log_to_carry(*space, cold);
        let erasing = spaces.erasing(*space);
        Some(spaces.replica(*space)?.part_for(recipients, making.everything, log, &erasing))
    });
    let parts: Vec<Part> =
        parts.filter(|part| !part.records.is_empty() || !part.entries.is_empty()).collect();
    if parts.is_empty() {
        return Err(Problem::Parcel(ParcelProblem::Nothing));
    }
    Parcel::new(parts).to_bytes().map_err(of_parcel)
}

impl Receiving {
    /// Reads a parcel.
    ///
    /// # Errors
    /// [`Problem::Parcel`].
    pub(in crate::app) fn begin(spaces: &Spaces, parcel: &[u8]) -> Result<Self, Problem> {
        let parcel = Parcel::from_bytes(parcel).map_err(of_parcel)?;
        // The vault comes first: it may bring the keys of what follows.
        let is_vault = |part: &Part| part.space == spaces.vault_space();
        let (mut parts, links): (Vec<Part>, Vec<Part>) = parcel.parts.into_iter().partition(is_vault);
        parts.extend(links);
        parts.reverse();
        Ok(Self { parts, brought: Brought::default(), refused: None, spaces: 0 })
    }

    /// The part that is taken in next.
    pub(in crate::app) fn next_part(&mut self) -> Option<Part> {
        self.parts.pop()
    }

    /// Takes a part in. What it has led to the spaces tell afterwards.
    pub(in crate::app) fn take(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>, part: &Part) {
        let has_ended = spaces.has_link_ended(part.space);
        let carried = if has_ended { None } else { spaces.carry(doing, part) };
        match carried {
            Some(from_part) => {
                self.spaces += 1;
                add(&mut self.brought, from_part);
                self.brought.from = spaces.relationship_of(part.space).filter(|_| self.spaces == 1);
            }
            None => self.refused = Some(why_not(spaces, part.space)),
        }
    }

    /// What it has brought.
    ///
    /// # Errors
    /// [`Problem::Parcel`] if that is nothing.
    pub(in crate::app) fn finish(self) -> Result<Brought, Problem> {
        let Self { mut brought, refused, spaces, .. } = self;
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
}

fn why_not(spaces: &Spaces, space: SpaceId) -> ParcelProblem {
    if spaces.replica(space).is_some() || spaces.has_link_ended(space) {
        ParcelProblem::Ended
    } else if spaces.link(space).is_some() {
        // Its keys are known and its beginning is not.
        ParcelProblem::Beginning
    } else {
        ParcelProblem::Elsewhere
    }
}

fn add(brought: &mut Brought, part: FromPart) {
    let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    brought.new = brought.new.saturating_add(narrow(part.new));
    brought.known = brought.known.saturating_add(narrow(part.known));
    brought.unreadable = brought.unreadable.saturating_add(narrow(part.unreadable));
    brought.former = brought.former.saturating_add(narrow(part.former));
    brought.missing |= part.missing;
}

fn of_parcel(error: ParcelError) -> Problem {
    Problem::Parcel(match error {
        ParcelError::TooLarge { .. } => ParcelProblem::TooLarge,
        ParcelError::Foreign => ParcelProblem::Foreign,
        ParcelError::TooNew { .. } => ParcelProblem::TooNew,
        _ => ParcelProblem::Damaged,
    })
}
