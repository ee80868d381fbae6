//! What a person writes, of whatever kind: writing, removing, and the three verbs between two people (share one version, reply,
//! withdraw).

use model::{
    Content, GrantId, ItemId, RelationshipId, RelationshipOperation, SharedContent, VaultOperation,
    VersionId, Written,
    kinds::{NotGrantable, Part},
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
    Problem,
    command::{Items, Outcome},
};

impl Open {
    /// Carries out what a person does with what they write.
    pub(super) fn act_on_items(&mut self, doing: &mut Doing<'_>, act: Items) -> Result<Outcome, Problem> {
        match act {
            Items::Write { item, about, content } => self.write_item(doing, item, Written { about, content }),
            Items::Remove { item } => self.remove_item(doing, item),
            Items::Share { relationship, item, version } => self.share(doing, relationship, item, version),
            Items::Withdraw { relationship, item } => self.withdraw(doing, relationship, item),
            Items::WithdrawAll { relationship } => self.withdraw_all(doing, relationship),
            Items::Reply { relationship, to, content } => self.reply_to(doing, relationship, to, content),
        }
    }

    /// Whether something may be written as the person's own: of a kind for that, within its limits, in its place.
    fn check_own(&self, written: &Written) -> Result<(), Problem> {
        let Written { about, content } = written;
        if let Some(about) = about {
            self.check_present(*about)?;
        }
        self.kinds.check_fields(content).map_err(|unreadable| Problem::from(unreadable.fault))?;
        if self.kinds.part(content) == Some(Part::Reply) || !self.kinds.is_placed(content, *about) {
            return Err(Problem::Gone);
        }
        Ok(())
    }

    /// Writes an item, or a new version of one.
    fn write_item(
        &mut self,
        doing: &mut Doing<'_>,
        item: Option<ItemId>,
        written: Written,
    ) -> Result<Outcome, Problem> {
        self.check_own(&written)?;
        // Of a day there is one thing, whoever of the person's devices writes it.
        let of_day = self.kinds.name_of_day(&written);
        let item = of_day.or(item);
        let known = item.map(|item| self.vault().items.get(&item));
        let replaces = match known.filter(|known| known.is_some() || of_day.is_none()) {
            Some(known) => {
                let known = known.ok_or(Problem::Gone)?;
                let is_whole = |version: &Version<Written>| self.kinds.is_whole(&version.value.content);
                if !known.iter().all(|(_, version)| is_whole(version)) {
                    return Err(Problem::NewerVersion);
                }
                let number = written.content.number();
                if !known.iter().all(|(_, version)| version.value.content.number() == number) {
                    return Err(Problem::Gone);
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
        content: Content,
    ) -> Result<Outcome, Problem> {
        self.kinds.check_fields(&content).map_err(|unreadable| Problem::from(unreadable.fault))?;
        let content = self.kinds.reply(content).map_err(|_| Problem::Gone)?;
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
