//! What a person does in an open vault.

use crypto::CryptoRng;
use model::{
    Answer, Content, ItemId, Now, RelationshipId, RelationshipOperation, ShareId, Taste, VaultOperation,
    VersionId,
    operation::{Ask, Card},
    relationship::Origin,
};
use sync::{EntryId, SpaceId};

use super::{
    names::{fresh_bytes, named},
    open::Open,
    spaces::side,
};
use crate::{
    Command, Problem, Write,
    command::{Outcome, WordAnswer},
};

/// Trims a text and checks that it is neither empty nor longer than `max` characters.
pub(super) fn checked_text(text: &str, max: usize) -> Result<String, Problem> {
    let text = checked_optional_text(text, max)?;
    if text.is_empty() { Err(Problem::Empty) } else { Ok(text) }
}

fn checked_optional_text(text: &str, max: usize) -> Result<String, Problem> {
    let text = text.trim();
    let found = text.chars().count();
    if found > max {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        return Err(Problem::TooLong { found: narrow(found), max: narrow(max) });
    }
    Ok(text.to_owned())
}

impl Open {
    /// Carries a command out.
    pub(super) fn act(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        command: Command,
    ) -> Result<Outcome, Problem> {
        match command {
            Command::ShowWords => self.show_words(now, random, writes),
            Command::CheckWords { answers } => self.check_words(now, random, writes, &answers),
            Command::ChangeName { name } => self.change_name(now, random, writes, &name),
            Command::ChangeRelay { relay } => self.change_relay(now, random, writes, &relay),
            Command::ChangePassphrase { present, new } => {
                self.change_passphrase(now, &present, &new, random, writes)
            }
            Command::SetAutolock { autolock } => Ok(self.set_autolock(autolock, random, writes)),
            Command::AddPasskey { present, passkey, secret } => {
                self.add_passkey(now, &present, passkey, &secret, random, writes)
            }
            Command::RemovePasskey => Ok(self.remove_passkey(writes)),
            Command::AddRelationship { name, kind } => {
                let relationship = RelationshipId(fresh_bytes(random));
                let name = checked_text(&name, model::NAME_CHARACTERS_MAX)?;
                let written = VaultOperation::RelationshipWritten { relationship, name, kind };
                self.record(now, random, writes, written)?;
                Ok(Outcome::Relationship(relationship))
            }
            Command::ChangeRelationship { relationship, name, kind } => {
                self.check_present(relationship)?;
                let name = checked_text(&name, model::NAME_CHARACTERS_MAX)?;
                let written = VaultOperation::RelationshipWritten { relationship, name, kind };
                self.record(now, random, writes, written)
            }
            Command::RemoveRelationship { relationship } => {
                self.check_present(relationship)?;
                if self.live_link(relationship).is_some() || self.linking.contains_key(&relationship) {
                    return Err(Problem::AlreadyLinked);
                }
                self.record(now, random, writes, VaultOperation::RelationshipRemoved { relationship })
            }
            Command::Invite { relationship } => self.invite(now, random, writes, relationship),
            Command::CancelLink { relationship } => self.cancel_link(now, random, writes, relationship),
            Command::ReadInvite { invite } => self.read_invite(now, &invite),
            Command::Join { invite, relationship } => self.join(now, random, writes, &invite, relationship),
            Command::CompareSafetyWords { relationship, same } => {
                self.compare_safety_words(now, random, writes, relationship, same)
            }
            Command::Unlink { relationship, withdraw } => {
                self.unlink(now, random, writes, relationship, withdraw)
            }
            Command::WriteCard { card, taste, text, note } => {
                self.write_card(now, random, writes, card, taste, &text, &note)
            }
            Command::WriteAsk { ask, relationship, need, text } => {
                self.check_present(relationship)?;
                let text = checked_text(&text, model::TEXT_CHARACTERS_MAX)?;
                self.write_ask(now, random, writes, ask, relationship, Ask { need, text })
            }
            Command::RemoveCard { card: item } | Command::RemoveAsk { ask: item } => {
                self.remove_item(now, random, writes, item)
            }
            Command::Share { relationship, item, version } => {
                self.share(now, random, writes, relationship, item, version)
            }
            Command::Withdraw { relationship, item } => {
                self.withdraw(now, random, writes, relationship, item)
            }
            Command::AnswerAsk { relationship, ask, answer, words } => {
                self.answer(now, random, writes, relationship, ask, answer, &words)
            }
            Command::EndPause { relationship } => self.end_pause(relationship),
            Command::WithdrawAll { relationship } => self.withdraw_all(now, random, writes, relationship),
            Command::Reviewed => Ok(self.reviewed(now, random, writes)),
            Command::ShowMoreCards => {
                self.cards_shown = self.cards_shown.saturating_add(crate::view::CARDS_SHOWN_STEP);
                Ok(Outcome::Done)
            }
            command @ (Command::NameDevice { .. }
            | Command::RemoveDevice { .. }
            | Command::DismissNewDevice { .. }
            | Command::RenewWords { .. }
            | Command::EraseVault { .. }) => self.act_on_devices(now, random, writes, command),
            Command::TakeAlong(act) => self.take_along(now, random, writes, act),
            Command::CreateVault { .. }
            | Command::Recover { .. }
            | Command::Unlock { .. }
            | Command::UnlockWithPasskey { .. }
            | Command::Lock
            | Command::StillHere
            | Command::Pair(_)
            | Command::Hidden
            | Command::CleanDevice
            | Command::Carry(_) => Err(Problem::VaultExists),
        }
    }

    /// Records something in the vault.
    pub(super) fn record(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        operation: VaultOperation,
    ) -> Result<Outcome, Problem> {
        self.write(now, random, writes, self.settings.vault, &operation.to_bytes())?;
        Ok(Outcome::Done)
    }

    /// Records something in a relationship: from now on the other can see it.
    pub(super) fn tell(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        space: SpaceId,
        operation: &RelationshipOperation,
    ) -> Result<Outcome, Problem> {
        self.write(now, random, writes, space, &operation.to_bytes())?;
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

    fn show_words(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
    ) -> Result<Outcome, Problem> {
        let words = self.settings.words().ok_or(Problem::Gone)?;
        self.record(now, random, writes, VaultOperation::WordsSeen { on: now.day(), checked: false })?;
        Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
    }

    fn check_words(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        answers: &[WordAnswer],
    ) -> Result<Outcome, Problem> {
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
        self.save_settings(random, writes);
        self.record(now, random, writes, VaultOperation::WordsSeen { on: now.day(), checked: true })
    }

    fn change_name(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        name: &str,
    ) -> Result<Outcome, Problem> {
        let name = checked_text(name, model::NAME_CHARACTERS_MAX)?;
        self.record(now, random, writes, VaultOperation::PersonNamed { name: name.clone() })?;
        let linked: Vec<SpaceId> =
            self.spaces.keys().copied().filter(|space| self.is_linked(*space)).collect();
        for space in linked {
            self.tell(now, random, writes, space, &RelationshipOperation::Introduced { name: name.clone() })?;
        }
        Ok(Outcome::Done)
    }

    fn is_linked(&self, space: SpaceId) -> bool {
        let relationship = self.spaces.get(&space).is_some_and(|space| space.as_relationship().is_some());
        relationship
            && self.device.replica(space).is_some_and(|replica| replica.is_shared() && replica.is_open())
    }

    #[expect(clippy::too_many_arguments, reason = "a card has three fields beside the context every act has")]
    fn write_card(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        card: Option<ItemId>,
        taste: Taste,
        text: &str,
        note: &str,
    ) -> Result<Outcome, Problem> {
        let text = checked_text(text, model::TEXT_CHARACTERS_MAX)?;
        let note = checked_optional_text(note, model::TEXT_CHARACTERS_MAX)?;
        let replaces = match card {
            Some(item) => self.vault().cards.get(&item).ok_or(Problem::Gone)?.standing(),
            None => Vec::new(),
        };
        let (item, version) = named(card, random);
        let card = Card { taste, text, note };
        self.record(now, random, writes, VaultOperation::CardWritten { item, version, replaces, card })?;
        Ok(Outcome::Written { item, version })
    }

    fn write_ask(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        item: Option<ItemId>,
        relationship: RelationshipId,
        ask: Ask,
    ) -> Result<Outcome, Problem> {
        let replaces = match item {
            Some(item) => self.vault().asks.get(&item).ok_or(Problem::Gone)?.versions.standing(),
            None => Vec::new(),
        };
        let (item, version) = named(item, random);
        let written = VaultOperation::AskWritten { item, relationship, version, replaces, ask };
        self.record(now, random, writes, written)?;
        Ok(Outcome::Written { item, version })
    }

    fn remove_item(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        item: ItemId,
    ) -> Result<Outcome, Problem> {
        let cards = self.vault().cards.get(&item).map(model::versions::Versions::standing);
        let asks = self.vault().asks.get(&item).map(|ask| ask.versions.standing());
        let versions: Vec<VersionId> = cards.into_iter().chain(asks).flatten().collect();
        if versions.is_empty() {
            return Err(Problem::Gone);
        }
        let spaces: Vec<SpaceId> = self.spaces.keys().copied().collect();
        for space in spaces {
            if self.is_linked(space) {
                self.withdraw_item(now, random, writes, space, item)?;
            }
        }
        self.record(now, random, writes, VaultOperation::ItemRemoved { item, versions })
    }

    /// The newest version of an item, if it is still the one that was previewed.
    fn previewed(&self, item: ItemId, version: VersionId) -> Result<Content, Problem> {
        let vault = self.vault();
        let card = vault.cards.get(&item).and_then(model::versions::Versions::newest);
        let ask = vault.asks.get(&item).and_then(|ask| ask.versions.newest());
        let (newest, content) = match (card, ask) {
            (Some((newest, card)), _) => (newest, Content::Card(card.value.clone())),
            (None, Some((newest, ask))) => (newest, Content::Ask(ask.value.clone())),
            (None, None) => return Err(Problem::Gone),
        };
        if newest == version { Ok(content) } else { Err(Problem::VersionChanged) }
    }

    fn share(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        relationship: RelationshipId,
        item: ItemId,
        version: VersionId,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        let content = self.previewed(item, version)?;
        let meant_for = self.vault().asks.get(&item).and_then(|ask| ask.relationship.as_ref());
        if meant_for.is_some_and(|meant_for| meant_for.value != relationship) {
            return Err(Problem::Gone);
        }
        self.withdraw_item(now, random, writes, space, item)?;
        let share = ShareId(fresh_bytes(random));
        let shared = RelationshipOperation::Shared { share, item, content, on: now.day() };
        self.tell(now, random, writes, space, &shared)
    }

    fn withdraw(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        relationship: RelationshipId,
        item: ItemId,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        if self.withdraw_item(now, random, writes, space, item)? {
            Ok(Outcome::Done)
        } else {
            Err(Problem::Gone)
        }
    }

    /// Withdraws every grant of an item, or every answer to a request of the other, and has the relay erase what carried them.
    fn withdraw_item(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        space: SpaceId,
        item: ItemId,
    ) -> Result<bool, Problem> {
        let granted = self.granted(space, |granted| granted == item);
        self.withdraw_shares(now, random, writes, space, granted)
    }

    /// This person's grants and answers in a space, with the entries that carried them.
    pub(super) fn granted(&self, space: SpaceId, wanted: impl Fn(ItemId) -> bool) -> Vec<(ShareId, Origin)> {
        let Some(replica) = self.device.replica(space) else { return Vec::new() };
        let Some(relationship) = self.spaces.get(&space).and_then(|space| space.as_relationship()) else {
            return Vec::new();
        };
        let part = relationship.part(side(replica.party()));
        let shares = part.shares.iter().filter(|(_, share)| wanted(share.item));
        let answers = part.answers.iter().filter(|(_, answer)| wanted(answer.ask));
        shares
            .map(|(id, share)| (*id, share.origin))
            .chain(answers.map(|(id, answer)| (*id, answer.origin)))
            .collect()
    }

    pub(super) fn withdraw_shares(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        space: SpaceId,
        granted: Vec<(ShareId, Origin)>,
    ) -> Result<bool, Problem> {
        if granted.is_empty() {
            return Ok(false);
        }
        let shares = granted.iter().map(|(share, _)| *share).collect();
        self.tell(now, random, writes, space, &RelationshipOperation::Withdrawn { shares })?;
        self.know_former(space);
        for (_, origin) in granted {
            self.device.erase(space, EntryId(origin.0), random);
        }
        self.changed.insert(space);
        Ok(true)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "an answer has three fields beside the context every act has"
    )]
    fn answer(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        writes: &mut Vec<Write>,
        relationship: RelationshipId,
        ask: ItemId,
        answer: Answer,
        words: &str,
    ) -> Result<Outcome, Problem> {
        let words = checked_optional_text(words, model::TEXT_CHARACTERS_MAX)?;
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        let theirs = self.device.replica(space).map(|replica| side(replica.party()).other());
        let shared = self.spaces.get(&space).and_then(|space| space.as_relationship());
        let (Some(theirs), Some(shared)) = (theirs, shared) else { return Err(Problem::NotLinked) };
        if !shared.visible(theirs).iter().any(|(_, share)| share.item == ask) {
            return Err(Problem::Gone);
        }
        self.withdraw_item(now, random, writes, space, ask)?;
        let share = ShareId(fresh_bytes(random));
        let answered = RelationshipOperation::Answered { ask, share, answer, words, on: now.day() };
        self.tell(now, random, writes, space, &answered)
    }
}
