//! Inviting, joining, comparing, unlinking.

mod rendezvous;

use crypto::{CryptoRng, MemberSeed};
use model::{LinkId, Now, RelationshipId, RelationshipOperation, VaultOperation};
use sync::{
    Replica, SpaceId,
    device::BoxFailure,
    frame::BoxId,
    limits::BOX_LIFETIME_MS_MAX,
    link::{BoxMessage, Invite, InviteError, Inviting, Joining, LinkKind, Step},
    replica::Intent,
};

use super::{
    Doing,
    open::{Linking, Open},
    spaces::Space,
};
use crate::{
    Problem, Write,
    command::{InviteRead, Outcome},
    storage,
    view::LinkFailure,
};

pub(super) use rendezvous::{read_invite, resume};

impl Open {
    pub(super) fn invite(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        self.check_present(relationship)?;
        if self.live_link(relationship).is_some() {
            return Err(Problem::AlreadyLinked);
        }
        self.check_pause(relationship)?;
        if let Some(linking) = self.linking.get(&relationship) {
            return match linking {
                Linking::Inviting(inviting) if inviting.invite.expires_at_ms > doing.now.unix_ms => {
                    Ok(Outcome::Invite(inviting.invite.to_text()))
                }
                _ => Err(Problem::AlreadyLinked),
            };
        }
        if self.settings.relay.is_empty() {
            return Err(Problem::BadRelay);
        }
        let seed = MemberSeed::random(&mut doing.random);
        let replica = Replica::found(seed, Vec::new(), &mut doing.random).map_err(|_| Problem::Damaged)?;
        let (space, me) = (replica.space(), replica.me());
        self.keep_link(doing, relationship, &replica)?;
        self.take_in(Space::relationship(), replica, &mut doing.random);
        let name = self.own_name();
        self.tell(doing, space, &RelationshipOperation::Introduced { name: name.clone() })?;
        let invite = Invite::new(
            LinkKind::Relationship,
            self.settings.relay.clone(),
            doing.now.unix_ms,
            &mut doing.random,
        );
        let text = invite.to_text();
        let box_name = invite.box_name();
        let (inviting, offer) = Inviting::begin(invite, space, me, name, &mut doing.random);
        self.failed_links.remove(&relationship);
        self.save_link(doing, relationship, Linking::Inviting(Box::new(inviting)));
        self.device.put_box(box_name, offer.slot, BOX_LIFETIME_MS_MAX, offer.message);
        self.device.watch_box(box_name);
        Ok(Outcome::Invite(text))
    }

    fn keep_link(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        replica: &Replica,
    ) -> Result<Outcome, Problem> {
        let link = LinkId(replica.space().0);
        let member_seed = *replica.seed().expose();
        self.record(doing, VaultOperation::LinkKept { link, relationship, member_seed })?;
        if let Some(vault) = self.device.replica(self.settings.vault)
            && vault.last_removal().is_some()
        {
            // Whoever was removed by now has not seen it.
            let after = u64::from(vault.epoch().0);
            self.record(doing, VaultOperation::LinkRenewed { link, member_seed, after })?;
        }
        Ok(Outcome::Done)
    }

    pub(super) fn own_name(&self) -> String {
        self.vault().name.as_ref().map(|name| name.value.clone()).unwrap_or_default()
    }

    pub(super) fn read_invite(&self, now: Now, invite: &str) -> Result<Outcome, Problem> {
        let invite = self.parse_invite(now, invite)?;
        let same_relay = self.settings.relay.is_empty() || invite.relay == self.settings.relay;
        Ok(Outcome::InviteRead(InviteRead { relay: invite.relay, same_relay }))
    }

    fn parse_invite(&self, now: Now, text: &str) -> Result<Invite, Problem> {
        let invite = read_invite(text, now).map_err(|error| match error {
            InviteError::Expired(LinkKind::Relationship) => Problem::InviteExpired,
            InviteError::Expired(LinkKind::Device) => Problem::DeviceLinkNotInvite,
            _ => Problem::BadInvite,
        })?;
        if invite.kind != LinkKind::Relationship {
            return Err(Problem::DeviceLinkNotInvite);
        }
        let own = self.linking.values().any(|linking| {
            matches!(linking, Linking::Inviting(_)) && linking.invite().secret == invite.secret
        });
        if own { Err(Problem::OwnInvite) } else { Ok(invite) }
    }

    pub(super) fn join(
        &mut self,
        doing: &mut Doing<'_>,
        invite: &str,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        let invite = self.parse_invite(doing.now, invite)?;
        self.check_present(relationship)?;
        if self.live_link(relationship).is_some() || self.linking.contains_key(&relationship) {
            return Err(Problem::AlreadyLinked);
        }
        self.check_pause(relationship)?;
        if self.settings.relay.is_empty() {
            self.settings.relay = invite.relay.clone();
            self.save_settings(doing);
            self.connect_soon(doing.now);
        } else if invite.relay != self.settings.relay {
            return Err(Problem::OtherRelay);
        }
        let seed = MemberSeed::random(&mut doing.random);
        let box_name = invite.box_name();
        let joining = Joining::begin(invite, &seed, self.own_name(), &mut doing.random);
        self.failed_links.remove(&relationship);
        self.save_link(doing, relationship, Linking::Joining(Box::new(joining)));
        self.device.watch_box(box_name);
        Ok(Outcome::Done)
    }

    fn save_link(&mut self, doing: &mut Doing<'_>, relationship: RelationshipId, linking: Linking) {
        let value = minicbor::to_vec(&linking).expect("writing to memory cannot fail");
        doing.writes.push(storage::seal(
            &self.master,
            &storage::link_key(relationship),
            value,
            &mut doing.random,
        ));
        self.linking.insert(relationship, linking);
    }

    fn end_linking(&mut self, writes: &mut Vec<Write>, relationship: RelationshipId) -> Option<Linking> {
        writes.push(Write::Delete { key: storage::link_key(relationship) });
        self.linking.remove(&relationship)
    }

    /// After a restart: watches the boxes of links on their way. What was put is put again, because it may not have reached the
    /// relay.
    pub(super) fn resume_links(&mut self) {
        for linking in self.linking.values() {
            resume(&mut self.device, linking.invite(), linking.sent());
        }
    }

    fn linking_of(&self, name: BoxId) -> Option<RelationshipId> {
        self.linking
            .iter()
            .find(|(_, linking)| linking.invite().box_name() == name)
            .map(|(relationship, _)| *relationship)
    }

    pub(super) fn box_message(&mut self, doing: &mut Doing<'_>, name: BoxId, message: &BoxMessage) {
        let Some(relationship) = self.linking_of(name) else {
            return self.offer_message(doing, name, message);
        };
        let Some(mut linking) = self.linking.remove(&relationship) else { return };
        let step = match &mut linking {
            Linking::Inviting(inviting) => inviting.take(message.slot, &message.message, &mut doing.random),
            Linking::Joining(joining) => joining.take(message.slot, &message.message, &mut doing.random),
        };
        self.save_link(doing, relationship, linking);
        match step {
            Ok(step) => self.follow(&mut doing.random, relationship, step),
            Err(_) => self.give_up(doing, relationship, LinkFailure::Tampered),
        }
    }

    fn follow(&mut self, random: &mut impl CryptoRng, relationship: RelationshipId, step: Step) {
        let Some(linking) = self.linking.get(&relationship) else { return };
        let name = linking.invite().box_name();
        match step {
            Step::Wait | Step::Compare(None) => {}
            Step::Put(message) | Step::Compare(Some(message)) => {
                self.device.put_box(name, message.slot, BOX_LIFETIME_MS_MAX, message.message);
            }
            Step::Admit(member) => {
                let Linking::Inviting(inviting) = linking else { return };
                let Some(space) = inviting.space() else { return };
                if let Some(replica) = self.device.replica_mut(space) {
                    replica.intend(Some(Intent::Admit(*member)));
                    self.changed.insert(space);
                    self.device.proceed(space, random);
                }
            }
            Step::Enter(_) => self.try_to_enter(),
        }
    }

    /// Asks the relay, for every link that this person has confirmed, whether the other has admitted this device.
    pub(super) fn try_to_enter(&mut self) {
        for linking in self.linking.values() {
            if let Linking::Joining(joining) = linking
                && joining.is_confirmed()
                && let Some(space) = joining.space()
            {
                self.device.enter(space, joining.seed());
            }
        }
    }

    pub(super) fn box_failed(&mut self, doing: &mut Doing<'_>, name: BoxId, failure: BoxFailure) {
        let Some(relationship) = self.linking_of(name) else {
            return self.offer_box_failed(doing, name, failure);
        };
        let confirmed = match self.linking.get(&relationship) {
            Some(Linking::Joining(joining)) => joining.is_confirmed(),
            Some(Linking::Inviting(inviting)) => inviting.is_confirmed(),
            None => false,
        };
        // Once this side has confirmed, the box has done its work; what counts is whether the space admits the member.
        if !confirmed {
            let failure = match failure {
                BoxFailure::Gone => LinkFailure::Expired,
                BoxFailure::Taken => LinkFailure::Used,
            };
            self.give_up(doing, relationship, failure);
        }
    }

    pub(super) fn compare_safety_words(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        same: bool,
    ) -> Result<Outcome, Problem> {
        let linking = self.linking.get(&relationship).ok_or(Problem::Gone)?;
        let words = match linking {
            Linking::Inviting(inviting) => inviting.words(),
            Linking::Joining(joining) => joining.words(),
        };
        words.ok_or(Problem::Gone)?;
        if !same {
            self.give_up(doing, relationship, LinkFailure::WordsDiffer);
            return Ok(Outcome::Done);
        }
        let mut linking = self.linking.remove(&relationship).ok_or(Problem::Gone)?;
        let step = match &mut linking {
            Linking::Inviting(inviting) => inviting.confirm(),
            Linking::Joining(joining) => joining.confirm(&mut doing.random).map_or(Step::Wait, Step::Put),
        };
        self.save_link(doing, relationship, linking);
        self.follow(&mut doing.random, relationship, step);
        Ok(Outcome::Done)
    }

    pub(super) fn cancel_link(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        if self.abandon(doing, relationship) { Ok(Outcome::Done) } else { Err(Problem::Gone) }
    }

    fn give_up(&mut self, doing: &mut Doing<'_>, relationship: RelationshipId, failure: LinkFailure) {
        self.abandon(doing, relationship);
        self.failed_links.insert(relationship, failure);
    }

    fn abandon(&mut self, doing: &mut Doing<'_>, relationship: RelationshipId) -> bool {
        let Some(linking) = self.end_linking(doing.writes, relationship) else { return false };
        self.device.close_box(linking.invite().box_name());
        match linking {
            Linking::Inviting(inviting) => {
                if let Some(space) = inviting.space() {
                    self.end_link(doing, space);
                    self.drop_space(doing.writes, space);
                }
            }
            Linking::Joining(joining) => {
                if let Some(space) = joining.space() {
                    self.device.stop_entering(space);
                }
            }
        }
        true
    }

    /// Lets go of an invite, whoever made it; the space that stands for it is not touched.
    pub(super) fn forget_invite(&mut self, writes: &mut Vec<Write>, relationship: RelationshipId) {
        let Some(linking) = self.end_linking(writes, relationship) else { return };
        self.device.close_box(linking.invite().box_name());
        if let Linking::Joining(joining) = linking
            && let Some(space) = joining.space()
        {
            self.device.stop_entering(space);
        }
    }

    /// Takes note in the vault that a link is over.
    pub(super) fn end_link(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        self.note_end(doing, space, false);
    }

    /// The same, with whether everything that is shared there is to be withdrawn first, by whichever device comes to it.
    fn note_end(&mut self, doing: &mut Doing<'_>, space: SpaceId, withdraws: bool) {
        let withdraws = withdraws.then_some(true);
        let ended = VaultOperation::LinkEnded { link: LinkId(space.0), on: doing.now.day(), withdraws };
        self.note(doing, ended);
    }

    /// Gives up expired invites.
    pub(super) fn expire_links(&mut self, doing: &mut Doing<'_>) {
        let expired: Vec<_> = self
            .linking
            .iter()
            .filter(|(_, linking)| linking.invite().expires_at_ms <= doing.now.unix_ms)
            .map(|(relationship, _)| *relationship)
            .collect();
        for relationship in expired {
            self.give_up(doing, relationship, LinkFailure::Expired);
        }
    }

    /// A space that this device waited to enter can be entered.
    pub(super) fn entered(&mut self, doing: &mut Doing<'_>, records: &[Vec<u8>]) {
        let Some(first) = records.first().and_then(|record| sync::ControlRecord::from_bytes(record).ok())
        else {
            return;
        };
        let joined = self.linking.iter().find_map(|(relationship, linking)| match linking {
            Linking::Joining(joining) if joining.space() == Some(first.space) => {
                Some((*relationship, joining.seed(), joining.inviter(), joining.invite.box_name()))
            }
            _ => None,
        });
        let (seeds, inviter) = match &joined {
            Some((_, seed, inviter, _)) => (vec![seed.clone()], *inviter),
            None => (self.seeds_of(first.space), None),
        };
        let Some(replica) =
            seeds.into_iter().find_map(|seed| Replica::enter(seed, records, &mut doing.random).ok())
        else {
            return;
        };
        let by_inviter = inviter.is_none_or(|inviter| first.member(inviter).is_some());
        if !by_inviter {
            return;
        }
        let space = replica.space();
        if let Some((relationship, _, _, box_name)) = joined {
            self.device.close_box(box_name);
            self.end_linking(doing.writes, relationship);
            let kept = self.keep_link(doing, relationship, &replica);
            self.take_in(Space::relationship(), replica, &mut doing.random);
            let made = VaultOperation::LinkMade { link: LinkId(space.0), since: doing.now.day() };
            let recorded = self.record(doing, made);
            let name = self.own_name();
            let told = self.tell(doing, space, &RelationshipOperation::Introduced { name });
            debug_assert!(kept.is_ok() && recorded.is_ok() && told.is_ok(), "vault and new link are open");
        } else {
            self.take_in(Space::relationship(), replica, &mut doing.random);
        }
    }

    /// After a change in a relationship's space: has the other come, or gone?
    pub(super) fn look_at_members(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        if space == self.settings.vault {
            return;
        }
        self.follow_own_member(&mut doing.random, space);
        let Some(replica) = self.device.replica(space) else { return };
        if replica.is_shared() {
            self.welcome_the_other(doing, space);
        } else if replica.other_has_left() || !replica.own_party_remains() {
            let known = self.vault().links.get(&LinkId(space.0)).is_some_and(|link| link.ended.is_some());
            if !known {
                self.end_link(doing, space);
            }
            self.drop_space(doing.writes, space);
        }
    }

    fn welcome_the_other(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        let invited = self.linking.iter().find_map(|(relationship, linking)| match linking {
            Linking::Inviting(inviting) if inviting.space() == Some(space) => {
                Some((*relationship, inviting.invite.box_name(), inviting.welcome(&mut doing.random)))
            }
            _ => None,
        });
        let Some((relationship, box_name, welcome)) = invited else { return };
        self.device.put_box(box_name, welcome.slot, BOX_LIFETIME_MS_MAX, welcome.message);
        self.end_linking(doing.writes, relationship);
        let made = VaultOperation::LinkMade { link: LinkId(space.0), since: doing.now.day() };
        self.note(doing, made);
    }

    pub(super) fn unlink(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        withdraw: bool,
    ) -> Result<Outcome, Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        let unsent = self.device.replica_mut(space).map(|replica| replica.discard_unsent(&mut doing.random));
        self.forget_entries(doing.writes, space, &unsent.unwrap_or_default());
        if withdraw {
            self.withdraw_all(doing, relationship)?;
        }
        if let Some(replica) = self.device.replica_mut(space) {
            replica.intend(Some(Intent::Leave));
        }
        self.note_end(doing, space, withdraw);
        self.changed.insert(space);
        self.device.proceed(space, &mut doing.random);
        Ok(Outcome::Done)
    }

    /// Forgets a space: its keys, its entries, its state.
    pub(super) fn drop_space(&mut self, writes: &mut Vec<Write>, space: SpaceId) {
        self.device.remove(space);
        self.changed.remove(&space);
        if let Some(dropped) = self.spaces.remove(&space) {
            writes.push(Write::Delete { key: storage::state_key(space) });
            writes.push(Write::Delete { key: storage::checkpoint_key(space) });
            for entry in dropped.tail.0.keys() {
                writes.push(Write::Delete { key: storage::tail_key(space, *entry) });
            }
            self.drop_cold(space);
        }
    }
}
