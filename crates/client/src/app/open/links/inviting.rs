//! How a link begins: inviting, and joining by an invite.

use crypto::MemberSeed;
use model::{Decision, LinkId, Now, RelationshipId, RelationshipOperation, VaultOperation};
use sync::{
    Replica,
    link::{Invite, InviteError, Inviting, Joining, LinkKind},
};

use super::{Here, Linking, Links, Spaces};
use crate::{
    Problem, Write,
    app::{Doing, typed::read_invite},
    command::{InviteRead, Outcome},
    storage,
};

impl Links {
    pub(super) fn invite(
        &mut self,
        spaces: &mut Spaces,
        here: &Here,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        spaces.check_present(relationship)?;
        if spaces.live_link(relationship).is_some() {
            return Err(Problem::AlreadyLinked);
        }
        self.check_pause(spaces, relationship)?;
        if let Some(linking) = self.on_the_way.get(&relationship) {
            return match linking {
                Linking::Inviting(inviting) if inviting.invite.expires_at_ms > doing.now.unix_ms => {
                    Ok(Outcome::Invite(inviting.invite.to_text()))
                }
                _ => Err(Problem::AlreadyLinked),
            };
        }
        if !here.has_relay() {
            return Err(Problem::BadRelay);
        }
        let seed = MemberSeed::random(&mut doing.random);
        let replica = Replica::found(seed, &[], &mut doing.random);
        let (space, me) = (replica.space(), replica.me());
        keep_link(spaces, doing, relationship, &replica)?;
        spaces.take_in_link(doing, replica);
        let name = spaces.own_name();
        spaces.tell(doing, space, &RelationshipOperation::Introduced { name: name.clone() })?;
        let relay = here.relay().to_owned();
        let invite = Invite::new(LinkKind::Relationship, relay, doing.now.unix_ms, &mut doing.random);
        let text = invite.to_text();
        let (inviting, offer) = Inviting::begin(invite, space, me, name, &mut doing.random);
        self.failed.remove(&relationship);
        spaces.boxes().resume(&inviting.invite, &[offer]);
        self.save(spaces, doing, relationship, Linking::Inviting(Box::new(inviting)));
        Ok(Outcome::Invite(text))
    }

    /// Looks at an invite without using it.
    pub(super) fn read_invite(&self, here: &Here, now: Now, invite: &str) -> Result<Outcome, Problem> {
        let invite = self.parse_invite(now, invite)?;
        let same_relay = !here.has_relay() || invite.relay == here.relay();
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
        let own = self.on_the_way.values().any(|linking| {
            matches!(linking, Linking::Inviting(_)) && linking.invite().secret == invite.secret
        });
        if own { Err(Problem::OwnInvite) } else { Ok(invite) }
    }

    /// Uses an invite. Who had no relay yet has the invite's from now on.
    pub(super) fn join(
        &mut self,
        spaces: &mut Spaces,
        here: &mut Here,
        doing: &mut Doing<'_>,
        (invite, relationship): (&str, RelationshipId),
    ) -> Result<Outcome, Problem> {
        let invite = self.parse_invite(doing.now, invite)?;
        spaces.check_present(relationship)?;
        if spaces.live_link(relationship).is_some() || self.is_on_the_way(relationship) {
            return Err(Problem::AlreadyLinked);
        }
        self.check_pause(spaces, relationship)?;
        if !here.has_relay() {
            here.set_relay(spaces, doing, invite.relay.clone());
        } else if invite.relay != here.relay() {
            return Err(Problem::OtherRelay);
        }
        let seed = MemberSeed::random(&mut doing.random);
        let joining = Joining::begin(invite, &seed, spaces.own_name(), &mut doing.random);
        self.failed.remove(&relationship);
        spaces.boxes().resume(&joining.invite, &[]);
        self.save(spaces, doing, relationship, Linking::Joining(Box::new(joining)));
        Ok(Outcome::Done)
    }

    pub(super) fn save(
        &mut self,
        spaces: &Spaces,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
        linking: Linking,
    ) {
        let value = minicbor::to_vec(&linking).expect("writing to memory cannot fail");
        spaces.put(doing, &storage::link_key(relationship), value);
        self.on_the_way.insert(relationship, linking);
    }

    /// The conversation is over.
    pub(super) fn end(&mut self, doing: &mut Doing<'_>, relationship: RelationshipId) -> Option<Linking> {
        doing.writes.push(Write::Delete { key: storage::link_key(relationship) });
        self.on_the_way.remove(&relationship)
    }
}

/// Writes the keys of a link into the vault.
///
/// # Errors
/// As [`Spaces::record`].
pub(super) fn keep_link(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    replica: &Replica,
) -> Result<(), Problem> {
    let link = LinkId(replica.space().0);
    let member_seed = *replica.seed().expose();
    spaces.record(doing, &VaultOperation::LinkKept { link, relationship, member_seed })?;
    if spaces.last_removal().is_some() {
        // Whoever was removed by now has not seen it.
        let after = u64::from(spaces.vault_replica().epoch().0);
        spaces.decide(doing, &Decision::RenewLink { link, member_seed, after })?;
    }
    Ok(())
}
