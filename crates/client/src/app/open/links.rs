//! The people of a person's life and the links with them: inviting, joining, comparing, keeping, leaving.
//!
//! ```text
//! invite ─► a box at the relay ◄─ join (inviting, linking)
//!    the same words on both (comparing) ─► admitted, entered (entering) ─► linked
//! a device is removed ─► this person's member there is exchanged (renewal)
//! ended ─► withdrawn, left, forgotten (leaving) ─► a pause before the next invite (pause)
//! ```

mod comparing;
mod entering;
mod inviting;
mod leaving;
mod linking;
mod pause;
mod people;
mod renewal;

use model::RelationshipId;
use sync::{
    SpaceId,
    small::{SmallMap, SmallSet},
};

use super::{here::Here, spaces::Spaces};
use crate::{
    Problem,
    app::Doing,
    command::{self, Outcome},
    storage::Record,
    view::{LinkFailure, Notice},
};

use linking::Linking;

pub(in crate::app) use leaving::{end_links, note_end};
pub(in crate::app) use renewal::hold_links;

/// Links on their way, and this person's members in those that stand.
#[derive(Debug, Default)]
pub(in crate::app) struct Links {
    on_the_way: SmallMap<RelationshipId, Linking>,
    failed: SmallMap<RelationshipId, LinkFailure>,
    /// Links that this device waits to enter, each with how many of its seeds the relay has refused.
    entering: SmallMap<SpaceId, usize>,
    /// When the relay is asked again whether a link that was confirmed can be entered, in milliseconds since 1970.
    enter_at_ms: Option<u64>,
    /// Members of links with which this device has tried to go on, on this connection.
    tried: SmallMap<SpaceId, SmallSet<crypto::MemberId>>,
    /// The vault's epoch when it was opened.
    epoch_at_opening: u64,
    /// Relationships whose pause before a new link is over.
    pauses_over: SmallSet<RelationshipId>,
    /// Links that were only just made on this device.
    made: Vec<SpaceId>,
}

impl Links {
    /// Of a vault that has just been opened.
    pub(in crate::app) fn new(spaces: &Spaces) -> Self {
        Self { epoch_at_opening: u64::from(spaces.vault_replica().epoch().0), ..Self::default() }
    }

    /// From the store. What was put into boxes is put again, because it may not have reached the relay.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(in crate::app) fn load(spaces: &mut Spaces, records: &[Record]) -> Result<Self, Problem> {
        let mut links = Self::new(spaces);
        for record in records {
            let Some(relationship) = record.key.strip_prefix("hot/link/") else { continue };
            let relationship = relationship.parse().map_err(|_| Problem::Damaged)?;
            let bytes = spaces.keys().open(record).map_err(|_| Problem::Damaged)?;
            let linking: Linking = minicbor::decode(&bytes).map_err(|_| Problem::Damaged)?;
            spaces.boxes().resume(linking.invite(), linking.sent());
            links.on_the_way.insert(relationship, linking);
        }
        Ok(links)
    }

    /// Carries out what concerns somebody, linked or not.
    ///
    /// # Errors
    /// Whatever keeps it from being carried out.
    pub(in crate::app) fn act(
        &mut self,
        spaces: &mut Spaces,
        here: &mut Here,
        doing: &mut Doing<'_>,
        act: command::Links,
    ) -> Result<Outcome, Problem> {
        use command::Links as Act;
        match act {
            Act::AddRelationship { name, tie } => people::add(spaces, doing, &name, tie),
            Act::ChangeRelationship { relationship, name, tie } => {
                people::change(spaces, doing, relationship, (&name, tie))
            }
            Act::RemoveRelationship { relationship } => self.remove_relationship(spaces, doing, relationship),
            Act::ChangeName { name } => people::change_name(spaces, doing, &name),
            Act::Invite { relationship } => self.invite(spaces, here, doing, relationship),
            Act::Cancel { relationship } => self.cancel(spaces, doing, relationship),
            Act::Read { invite } => self.read_invite(here, doing.now, &invite),
            Act::Join { invite, relationship } => self.join(spaces, here, doing, (&invite, relationship)),
            Act::Compare { relationship, same } => self.compare(spaces, doing, relationship, same),
            Act::EndPause { relationship } => self.end_pause(spaces, relationship),
            Act::TakeMore { relationship } => {
                spaces.take_more(doing, relationship)?;
                Ok(Outcome::Done)
            }
            Act::Unlink { relationship, withdraw } => leaving::unlink(spaces, doing, relationship, withdraw),
        }
    }

    /// Whether a link with somebody is on its way.
    pub(in crate::app) fn is_on_the_way(&self, relationship: RelationshipId) -> bool {
        self.on_the_way.contains_key(&relationship)
    }

    /// Links that were made on this device since this was last asked.
    pub(in crate::app) fn take_made(&mut self) -> Vec<SpaceId> {
        core::mem::take(&mut self.made)
    }

    /// Links that could not be made, until the next attempt.
    pub(in crate::app) fn notices(&self) -> impl Iterator<Item = Notice> + '_ {
        let failed = self.failed.iter();
        failed.map(|(relationship, problem)| Notice::LinkFailed {
            relationship: *relationship,
            problem: *problem,
        })
    }
}
