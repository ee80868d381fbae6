//! What a person does in an open vault.

use model::{
    Content, Fault, GrantId, ItemId, RelationshipId, RelationshipOperation, ReplyContent, SharedContent,
    VaultOperation, VersionId, Written,
    fields::{Line, Name, Text},
    kinds::{Ask, Card, NotGrantable, SupportAnswer},
    relationship::Origin,
    versions::Version,
};
use sync::{EntryId, SpaceId};

use super::{
    Doing,
    names::{fresh_bytes, named},
    open::Open,
    spaces::side,
};
use crate::{
    Command, Problem,
    command::{Here, Links, Outcome},
};

/// Why what was typed does not fit its field.
pub(super) fn unfit(fault: Fault) -> Problem {
    let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match fault {
        Fault::TooLong { found, max } | Fault::TooMany { found, max } => {
            Problem::TooLong { found: narrow(found), max: narrow(max) }
        }
        _ => Problem::Empty,
    }
}

/// What a person typed as a name.
pub(super) fn typed_name(name: &str) -> Result<String, Problem> {
    Name::typed(name).map(Name::into_string).map_err(unfit)
}

impl Open {
    /// Carries out what concerns somebody, linked or not.
    pub(super) fn act_on_links(&mut self, doing: &mut Doing<'_>, act: Links) -> Result<Outcome, Problem> {
        match act {
            Links::AddRelationship { name, tie } => {
                let relationship = RelationshipId(fresh_bytes(&mut doing.random));
                let name = typed_name(&name)?;
                let written = VaultOperation::RelationshipWritten { relationship, name, tie: tie.number() };
                self.record(doing, written)?;
                Ok(Outcome::Relationship(relationship))
            }
            Links::ChangeRelationship { relationship, name, tie } => {
                self.check_present(relationship)?;
                let name = typed_name(&name)?;
                let tie = self.vault().tie_number(relationship, tie);
                self.record(doing, VaultOperation::RelationshipWritten { relationship, name, tie })
            }
            Links::RemoveRelationship { relationship } => {
                self.check_present(relationship)?;
                if self.live_link(relationship).is_some() || self.linking.contains_key(&relationship) {
                    return Err(Problem::AlreadyLinked);
                }
                self.record(doing, VaultOperation::RelationshipRemoved { relationship })
            }
            Links::ChangeName { name } => self.change_name(doing, &name),
            Links::Invite { relationship } => self.invite(doing, relationship),
            Links::Cancel { relationship } => self.cancel_link(doing, relationship),
            Links::Read { invite } => self.read_invite(doing.now, &invite),
            Links::Join { invite, relationship } => self.join(doing, &invite, relationship),
            Links::Compare { relationship, same } => self.compare_safety_words(doing, relationship, same),
            Links::EndPause { relationship } => self.end_pause(relationship),
            Links::Unlink { relationship, withdraw } => self.unlink(doing, relationship, withdraw),
        }
    }

    /// Carries out what is set on this device alone.
    pub(super) fn act_here(&mut self, doing: &mut Doing<'_>, act: Here) -> Result<Outcome, Problem> {
        match act {
            Here::ChangeRelay { relay } => self.change_relay(doing, &relay),
            Here::Reviewed => Ok(self.reviewed(doing)),
        }
    }

    /// Carries out what concerns an item.
    pub(super) fn act_on_items(&mut self, doing: &mut Doing<'_>, act: Command) -> Result<Outcome, Problem> {
        match act {
            Command::WriteCard { card: item, taste, text, note } => {
                let text = Line::typed(&text).map_err(unfit)?;
                let note = Text::typed_optional(&note).map_err(unfit)?;
                let content = Content::of(&Card { taste, text, note });
                self.write_item(doing, item, Written { about: None, content })
            }
            Command::WriteAsk { ask: item, relationship, need, text } => {
                self.check_present(relationship)?;
                let text = Text::typed(&text).map_err(unfit)?;
                let content = Content::of(&Ask { need, text });
                let about = Some(relationship);
                self.write_item(doing, item, Written { about, content })
            }
            Command::RemoveCard { card: item } | Command::RemoveAsk { ask: item } => {
                self.remove_item(doing, item)
            }
            Command::Share { relationship, item, version } => self.share(doing, relationship, item, version),
            Command::Withdraw { relationship, item } => self.withdraw(doing, relationship, item),
            Command::AnswerAsk { relationship, ask, answer, words } => {
                let words = Text::typed_optional(&words).map_err(unfit)?;
                let content = ReplyContent::of(&SupportAnswer { answer, words });
                self.reply_to(doing, relationship, ask, content)
            }
            Command::WithdrawAll { relationship } => self.withdraw_all(doing, relationship),
            Command::ShowMoreCards => {
                self.cards_shown = self.cards_shown.saturating_add(crate::view::CARDS_SHOWN_STEP);
                Ok(Outcome::Done)
            }
            Command::Door(_)
            | Command::Links(_)
            | Command::Devices(_)
            | Command::Pair(_)
            | Command::Here(_)
            | Command::TakeAlong(_)
            | Command::Carry(_) => Err(Problem::Gone),
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

    fn is_linked(&self, space: SpaceId) -> bool {
        let relationship = self.spaces.get(&space).is_some_and(|space| space.as_relationship().is_some());
        relationship
            && self.device.replica(space).is_some_and(|replica| replica.is_shared() && replica.is_open())
    }

    /// Writes an item, or a new version of one.
    fn write_item(
        &mut self,
        doing: &mut Doing<'_>,
        item: Option<ItemId>,
        written: Written,
    ) -> Result<Outcome, Problem> {
        let replaces = match item {
            Some(item) => {
                let known = self.vault().items.get(&item).ok_or(Problem::Gone)?;
                let is_whole = |version: &Version<Written>| self.kinds.is_whole(&version.value.content);
                if !known.iter().all(|(_, version)| is_whole(version)) {
                    return Err(Problem::NewerVersion);
                }
                known.standing()
            }
            None => Vec::new(),
        };
        let (item, version) = named(item, &mut doing.random);
        let written = VaultOperation::ItemWritten { item, version, replaces, written };
        self.record(doing, written)?;
        Ok(Outcome::Written { item, version })
    }

    fn remove_item(&mut self, doing: &mut Doing<'_>, item: ItemId) -> Result<Outcome, Problem> {
        let versions = self.vault().items.get(&item).map(model::Item::standing).unwrap_or_default();
        if versions.is_empty() {
            return Err(Problem::Gone);
        }
        let spaces: Vec<SpaceId> = self.spaces.keys().copied().collect();
        for space in spaces {
            if self.is_linked(space) {
                self.withdraw_item(doing, space, item)?;
            }
        }
        self.record(doing, VaultOperation::ItemRemoved { item, versions })
    }

    /// The newest version of an item, if it is still the one that was previewed and may be granted in this relationship.
    fn previewed(
        &self,
        relationship: RelationshipId,
        item: ItemId,
        version: VersionId,
    ) -> Result<SharedContent, Problem> {
        let (newest, shown) = self.vault().newest_listed(item).ok_or(Problem::Gone)?;
        if newest != version {
            return Err(Problem::VersionChanged);
        }
        if shown.value.about.is_some_and(|about| about != relationship) {
            return Err(Problem::Gone);
        }
        self.kinds.shareable(shown.value.content.clone()).map_err(|error| match error {
            NotGrantable::Unreadable => Problem::NewerVersion,
            _ => Problem::Gone,
        })
    }

    fn share(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        item: ItemId,
        version: VersionId,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        let content = self.previewed(relationship, item, version)?;
        self.withdraw_item(doing, space, item)?;
        let grant = GrantId(fresh_bytes(&mut doing.random));
        let shared = RelationshipOperation::Shared { grant, item, content, on: doing.now.day() };
        self.tell(doing, space, &shared)
    }

    fn withdraw(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        item: ItemId,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        if self.withdraw_item(doing, space, item)? { Ok(Outcome::Done) } else { Err(Problem::Gone) }
    }

    /// Withdraws every grant of an item, or every reply to one of the other's, and has the relay erase what carried them.
    fn withdraw_item(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        item: ItemId,
    ) -> Result<bool, Problem> {
        let granted = self.granted(space, |granted| granted == item);
        self.withdraw_grants(doing, space, granted)
    }

    /// This person's grants in a space, with the entries that carried them.
    pub(super) fn granted(&self, space: SpaceId, wanted: impl Fn(ItemId) -> bool) -> Vec<(GrantId, Origin)> {
        let Some(replica) = self.device.replica(space) else { return Vec::new() };
        let Some(relationship) = self.spaces.get(&space).and_then(|space| space.as_relationship()) else {
            return Vec::new();
        };
        let part = relationship.part(side(replica.party()));
        let wanted = part.everything().filter(|(_, grant)| wanted(grant.item));
        wanted.map(|(id, grant)| (id, grant.origin)).collect()
    }

    pub(super) fn withdraw_grants(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        granted: Vec<(GrantId, Origin)>,
    ) -> Result<bool, Problem> {
        if granted.is_empty() {
            return Ok(false);
        }
        let mut grants: Vec<GrantId> = granted.iter().map(|(grant, _)| *grant).collect();
        grants.dedup();
        self.tell(doing, space, &RelationshipOperation::Withdrawn { grants })?;
        self.know_former(space);
        for (_, origin) in granted {
            self.device.erase(space, EntryId(origin.0), &mut doing.random);
        }
        self.changed.insert(space);
        Ok(true)
    }

    /// Replies to what the other shares of an item, in the place of an earlier reply.
    fn reply_to(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        to: ItemId,
        content: ReplyContent,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        let theirs = self.device.replica(space).map(|replica| side(replica.party()).other());
        let shared = self.spaces.get(&space).and_then(|space| space.as_relationship());
        let (Some(theirs), Some(shared)) = (theirs, shared) else { return Err(Problem::NotLinked) };
        let (_, answered) = shared.shared(theirs, to).ok_or(Problem::Gone)?;
        let answers = answered.content.hash();
        self.withdraw_item(doing, space, to)?;
        let grant = GrantId(fresh_bytes(&mut doing.random));
        let replied = RelationshipOperation::Replied { grant, to, answers, content, on: doing.now.day() };
        self.tell(doing, space, &replied)
    }
}
