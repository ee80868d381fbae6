//! What a person does in an open vault.

use model::{RelationshipId, RelationshipOperation, VaultOperation, fields::Name};
use sync::SpaceId;

use super::{Doing, names::fresh_bytes, open::Open};
use crate::{
    Command, Problem,
    command::{Outcome, WordAnswer},
};

/// What a person typed as a name.
pub(super) fn typed_name(name: &str) -> Result<String, Problem> {
    Name::typed(name).map(Name::into_string).map_err(Problem::from)
}

impl Open {
    /// Carries a command out.
    pub(super) fn act(&mut self, doing: &mut Doing<'_>, command: Command) -> Result<Outcome, Problem> {
        match command {
            Command::ShowWords => self.show_words(doing),
            Command::CheckWords { answers } => self.check_words(doing, &answers),
            Command::ChangeName { name } => self.change_name(doing, &name),
            Command::ChangeRelay { relay } => self.change_relay(doing, &relay),
            Command::ChangePassphrase { present, new } => self.change_passphrase(doing, &present, &new),
            Command::SetAutolock { autolock } => Ok(self.set_autolock(doing, autolock)),
            Command::AddPasskey { present, passkey, secret } => {
                self.add_passkey(doing, &present, passkey, &secret)
            }
            Command::RemovePasskey => Ok(self.remove_passkey(doing.writes)),
            Command::AddRelationship { name, tie } => {
                let relationship = RelationshipId(fresh_bytes(&mut doing.random));
                let name = typed_name(&name)?;
                let written = VaultOperation::RelationshipWritten { relationship, name, tie: tie.number() };
                self.record(doing, written)?;
                Ok(Outcome::Relationship(relationship))
            }
            Command::ChangeRelationship { relationship, name, tie } => {
                self.check_present(relationship)?;
                let name = typed_name(&name)?;
                let tie = self.vault().tie_number(relationship, tie);
                self.record(doing, VaultOperation::RelationshipWritten { relationship, name, tie })
            }
            Command::RemoveRelationship { relationship } => {
                self.check_present(relationship)?;
                if self.live_link(relationship).is_some() || self.linking.contains_key(&relationship) {
                    return Err(Problem::AlreadyLinked);
                }
                self.record(doing, VaultOperation::RelationshipRemoved { relationship })
            }
            Command::Invite { relationship } => self.invite(doing, relationship),
            Command::CancelLink { relationship } => self.cancel_link(doing, relationship),
            Command::ReadInvite { invite } => self.read_invite(doing.now, &invite),
            Command::Join { invite, relationship } => self.join(doing, &invite, relationship),
            Command::CompareSafetyWords { relationship, same } => {
                self.compare_safety_words(doing, relationship, same)
            }
            Command::Unlink { relationship, withdraw } => self.unlink(doing, relationship, withdraw),
            Command::EndPause { relationship } => self.end_pause(relationship),
            Command::Reviewed => Ok(self.reviewed(doing)),
            Command::Items(act) => self.act_on_items(doing, act),
            command @ (Command::NameDevice { .. }
            | Command::RemoveDevice { .. }
            | Command::DismissNewDevice { .. }
            | Command::RenewWords { .. }
            | Command::EraseVault { .. }) => self.act_on_devices(doing, command),
            Command::TakeAlong(act) => self.take_along(doing, act),
            Command::CreateVault { .. }
            | Command::Recover { .. }
            | Command::Unlock { .. }
            | Command::UnlockWithPasskey { .. }
            | Command::Lock
            | Command::StillHere
            | Command::Pair(_)
            | Command::Hidden
            | Command::CleanDevice
            | Command::Carry(_)
            | Command::Look(_) => Err(Problem::VaultExists),
        }
    }

    /// Records something in the vault.
    pub(super) fn record(
        &mut self,
        doing: &mut Doing<'_>,
        operation: VaultOperation,
    ) -> Result<Outcome, Problem> {
        self.write(doing, self.settings.vault, &operation.to_bytes())?;
        Ok(Outcome::Done)
    }

    /// Records something in a relationship: from now on the other can see it.
    pub(super) fn tell(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        operation: &RelationshipOperation,
    ) -> Result<Outcome, Problem> {
        self.write(doing, space, &operation.to_bytes())?;
        Ok(Outcome::Done)
    }

    pub(super) fn check_present(&self, relationship: RelationshipId) -> Result<(), Problem> {
        let record = self.vault().relationships.get(&relationship);
        if record.is_some_and(model::vault::RelationshipRecord::is_present) {
            Ok(())
        } else {
            Err(Problem::Gone)
        }
    }

    /// The space of a relationship's link, if it stands.
    pub(super) fn live_link(&self, relationship: RelationshipId) -> Option<SpaceId> {
        let links = self.vault().live_links(relationship);
        links.into_iter().map(|link| SpaceId(link.0)).find(|space| {
            self.device.replica(*space).is_some_and(|replica| replica.is_shared() && replica.is_open())
        })
    }

    fn show_words(&mut self, doing: &mut Doing<'_>) -> Result<Outcome, Problem> {
        let words = self.settings.words().ok_or(Problem::Gone)?;
        self.record(doing, VaultOperation::WordsSeen { on: doing.now.day(), checked: false })?;
        Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
    }

    fn check_words(&mut self, doing: &mut Doing<'_>, answers: &[WordAnswer]) -> Result<Outcome, Problem> {
        let words = self.settings.words().ok_or(Problem::Gone)?.words();
        if answers.is_empty() {
            return Err(Problem::Empty);
        }
        for answer in answers {
            let index = usize::from(answer.position).checked_sub(1);
            let word = index.and_then(|index| words.get(index)).copied();
            if word != Some(answer.word.trim().to_ascii_lowercase().as_str()) {
                return Err(Problem::WrongWord { position: answer.position });
            }
        }
        self.settings.forget_words();
        self.save_settings(doing);
        self.record(doing, VaultOperation::WordsSeen { on: doing.now.day(), checked: true })
    }

    fn change_name(&mut self, doing: &mut Doing<'_>, name: &str) -> Result<Outcome, Problem> {
        let name = typed_name(name)?;
        self.record(doing, VaultOperation::PersonNamed { name: name.clone() })?;
        let linked: Vec<SpaceId> =
            self.spaces.keys().copied().filter(|space| self.is_linked(*space)).collect();
        for space in linked {
            self.tell(doing, space, &RelationshipOperation::Introduced { name: name.clone() })?;
        }
        Ok(Outcome::Done)
    }

    pub(super) fn is_linked(&self, space: SpaceId) -> bool {
        let relationship = self.spaces.get(&space).is_some_and(|space| space.as_relationship().is_some());
        relationship
            && self.device.replica(space).is_some_and(|replica| replica.is_shared() && replica.is_open())
    }
}
