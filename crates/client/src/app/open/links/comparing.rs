//! The conversation that leads to a link: what comes through the box, the words that are compared, and giving up.

use model::RelationshipId;
use sync::{
    device::BoxFailure,
    frame::BoxId,
    link::{BoxMessage, Step},
    replica::Intent,
};

use super::{Linking, Links, Spaces, leaving};
use crate::{
    Problem,
    app::Doing,
    command::Outcome,
    view::{LinkFailure, LinkView},
};

impl Links {
    fn of_box(&self, name: BoxId) -> Option<RelationshipId> {
        self.on_the_way
            .iter()
            .find(|(_, linking)| linking.invite().box_name() == name)
            .map(|(relationship, _)| *relationship)
    }

    /// A message came from a box. Whether the box is of a link.
    pub(in crate::app) fn box_message(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        name: BoxId,
        message: &BoxMessage,
    ) -> bool {
        let Some(relationship) = self.of_box(name) else { return false };
        let Some(mut linking) = self.on_the_way.remove(&relationship) else { return false };
        let step = linking.take(message, &mut doing.random);
        self.save(spaces, doing, relationship, linking);
        match step {
            Ok(step) => self.follow(spaces, doing, relationship, step),
            Err(_) => self.give_up(spaces, doing, relationship, LinkFailure::Tampered),
        }
        true
    }

    fn follow(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        step: Step,
    ) {
        let Some(linking) = self.on_the_way.get(&relationship) else { return };
        match step {
            Step::Wait | Step::Compare(None) => {}
            Step::Put(message) | Step::Compare(Some(message)) => {
                spaces.boxes().put(linking.invite(), message);
            }
            Step::Admit(member) => {
                if let Linking::Inviting(inviting) = linking
                    && let Some(space) = inviting.space()
                {
                    spaces.intend(doing, space, Intent::Admit(*member));
                }
            }
            Step::Enter(_) => self.try_to_enter(spaces),
        }
    }

    /// A box cannot be used. Whether it is of a link.
    pub(in crate::app) fn box_failed(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        name: BoxId,
        failure: BoxFailure,
    ) -> bool {
        let Some(relationship) = self.of_box(name) else { return false };
        // Once this side has confirmed, the box has done its work; what counts is whether the space admits the member.
        if !self.on_the_way.get(&relationship).is_some_and(Linking::is_confirmed) {
            let failure = match failure {
                BoxFailure::Gone => LinkFailure::Expired,
                BoxFailure::Taken => LinkFailure::Used,
            };
            self.give_up(spaces, doing, relationship, failure);
        }
        true
    }

    /// The person compared the safety words.
    pub(super) fn compare(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        same: bool,
    ) -> Result<Outcome, Problem> {
        if !self.on_the_way.get(&relationship).is_some_and(Linking::has_words) {
            return Err(Problem::Gone);
        }
        if !same {
            self.give_up(spaces, doing, relationship, LinkFailure::WordsDiffer);
            return Ok(Outcome::Done);
        }
        let mut linking = self.on_the_way.remove(&relationship).ok_or(Problem::Gone)?;
        let step = linking.confirm(&mut doing.random);
        self.save(spaces, doing, relationship, linking);
        self.follow(spaces, doing, relationship, step);
        Ok(Outcome::Done)
    }

    /// Takes an invite back, or gives up joining.
    pub(super) fn cancel(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        if self.abandon(spaces, doing, relationship) { Ok(Outcome::Done) } else { Err(Problem::Gone) }
    }

    fn give_up(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        failure: LinkFailure,
    ) {
        self.abandon(spaces, doing, relationship);
        self.failed.insert(relationship, failure);
    }

    fn abandon(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>, relationship: RelationshipId) -> bool {
        let Some(linking) = self.end(doing, relationship) else { return false };
        spaces.boxes().close(linking.invite());
        match (linking.space(), linking) {
            (Some(space), Linking::Inviting(_)) => {
                leaving::note_end(spaces, doing, space);
                spaces.drop_space(doing, space);
            }
            (Some(space), Linking::Joining(_)) => spaces.stop_entering(space),
            (None, _) => {}
        }
        true
    }

    /// Lets go of every invite, whoever made it; the spaces that stand for them are not touched.
    pub(in crate::app) fn forget_invites(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>) {
        let on_the_way: Vec<RelationshipId> = self.on_the_way.keys().copied().collect();
        for relationship in on_the_way {
            let Some(linking) = self.end(doing, relationship) else { continue };
            spaces.boxes().close(linking.invite());
            if let (Some(space), Linking::Joining(_)) = (linking.space(), linking) {
                spaces.stop_entering(space);
            }
        }
    }

    /// Gives up expired invites.
    pub(in crate::app) fn expire(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>) {
        let expired: Vec<RelationshipId> = self
            .on_the_way
            .iter()
            .filter(|(_, linking)| linking.invite().expires_at_ms <= doing.now.unix_ms)
            .map(|(relationship, _)| *relationship)
            .collect();
        for relationship in expired {
            self.give_up(spaces, doing, relationship, LinkFailure::Expired);
        }
    }

    /// How far a link on its way is.
    pub(in crate::app) fn view(&self, relationship: RelationshipId) -> Option<LinkView> {
        self.on_the_way.get(&relationship).map(Linking::view)
    }
}
