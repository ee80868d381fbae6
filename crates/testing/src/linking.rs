//! Two people who link, as their devices go through it: nothing is sent that was not stored before.

use std::collections::BTreeMap;

use crypto::{CryptoRng, MemberId, MemberSeed, SafetyWords};
use sync::{
    Device, Member, Replica, SpaceId,
    limits::BOX_LIFETIME_MS_MAX,
    link::{BoxMessage, Invite, Inviting, Joining, LinkError, Step},
};

use crate::{folded::Domain, keeper::Keeper};

/// One side of a link that is being made.
#[derive(Clone)]
pub struct Linking {
    side: Side,
    to_put: BTreeMap<u8, Vec<u8>>,
}

#[derive(Clone)]
enum Side {
    Inviting(Box<Inviting>),
    Joining(Box<Joining>),
}

/// What a message, or a confirmation, asks the keeper to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// Admit this member to the space.
    Admit(SpaceId, Box<Member>),
    /// Enter this space as the member that joins.
    Enter(SpaceId),
}

impl Linking {
    /// The inviter's side of a link into `space`.
    pub fn invite(
        invite: Invite,
        space: SpaceId,
        inviter: MemberId,
        device: &mut Device,
        random: &mut impl CryptoRng,
    ) -> Self {
        let (inviting, offer) = Inviting::begin(invite, space, inviter, "Noor".into(), random);
        let mut linking = Self { side: Side::Inviting(Box::new(inviting)), to_put: BTreeMap::new() };
        linking.put(offer, device);
        linking.resume(device);
        linking
    }

    /// The joiner's side.
    pub fn join(invite: Invite, seed: &MemberSeed, device: &mut Device, random: &mut impl CryptoRng) -> Self {
        let joining = Joining::begin(invite, seed, "Sam".into(), random);
        let linking = Self { side: Side::Joining(Box::new(joining)), to_put: BTreeMap::new() };
        linking.resume(device);
        linking
    }

    /// The invite.
    pub fn invite_of(&self) -> &Invite {
        match &self.side {
            Side::Inviting(inviting) => &inviting.invite,
            Side::Joining(joining) => &joining.invite,
        }
    }

    /// Asks for everything again, after a restart.
    pub fn resume(&self, device: &mut Device) {
        let name = self.invite_of().box_name();
        for (slot, message) in &self.to_put {
            device.put_box(name, *slot, BOX_LIFETIME_MS_MAX, message.clone());
        }
        device.watch_box(name);
    }

    /// The words to compare, once there are any.
    pub fn words(&self) -> Option<SafetyWords> {
        match &self.side {
            Side::Inviting(inviting) => inviting.words(),
            Side::Joining(joining) => joining.words(),
        }
    }

    /// Whether this side has confirmed the words.
    pub fn is_confirmed(&self) -> bool {
        match &self.side {
            Side::Inviting(inviting) => inviting.is_confirmed(),
            Side::Joining(joining) => joining.is_confirmed(),
        }
    }

    /// The secret of the member that joins, on the joiner's side.
    pub fn seed(&self) -> Option<MemberSeed> {
        match &self.side {
            Side::Inviting(_) => None,
            Side::Joining(joining) => Some(joining.seed()),
        }
    }

    /// Takes in a message of the box.
    ///
    /// # Errors
    /// [`LinkError`] if it was altered.
    pub fn take(
        &mut self,
        slot: u8,
        message: &[u8],
        device: &mut Device,
        random: &mut impl CryptoRng,
    ) -> Result<Wish, LinkError> {
        let step = match &mut self.side {
            Side::Inviting(inviting) => inviting.take(slot, message, random)?,
            Side::Joining(joining) => joining.take(slot, message, random)?,
        };
        Ok(self.follow(step, device))
    }

    /// This person found the words to be the same.
    pub fn confirm(&mut self, device: &mut Device, random: &mut impl CryptoRng) -> Wish {
        let step = match &mut self.side {
            Side::Inviting(inviting) => inviting.confirm(),
            Side::Joining(joining) => joining.confirm(random).map_or(Step::Wait, Step::Put),
        };
        self.follow(step, device)
    }

    /// Tells the joiner to enter, once the inviter's replica says that the joiner is a member.
    pub fn welcome(&mut self, device: &mut Device, random: &mut impl CryptoRng) {
        let Side::Inviting(inviting) = &self.side else { return };
        let space = inviting.space();
        let shared = space.and_then(|space| device.replica(space)).is_some_and(sync::Replica::is_shared);
        let welcome = inviting.welcome(random);
        if shared && !self.to_put.contains_key(&welcome.slot) {
            self.put(welcome, device);
        }
    }

    fn follow(&mut self, step: Step, device: &mut Device) -> Wish {
        match step {
            Step::Put(message) | Step::Compare(Some(message)) => {
                self.put(message, device);
                Wish::Nothing
            }
            Step::Admit(member) => match &self.side {
                Side::Inviting(inviting) => {
                    inviting.space().map_or(Wish::Nothing, |space| Wish::Admit(space, member))
                }
                Side::Joining(_) => Wish::Nothing,
            },
            Step::Enter(space) => Wish::Enter(space),
            Step::Wait | Step::Compare(None) => Wish::Nothing,
        }
    }

    fn put(&mut self, message: BoxMessage, device: &mut Device) {
        let name = self.invite_of().box_name();
        device.put_box(name, message.slot, BOX_LIFETIME_MS_MAX, message.message.clone());
        self.to_put.insert(message.slot, message.message);
    }
}

/// Linking.
impl Keeper {
    /// Begins to invite somebody into a space.
    pub fn invite(&mut self, invite: Invite, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(me) = self.device.replica(space).map(Replica::me) else { return };
        self.memory.linking = Some(Linking::invite(invite, space, me, &mut self.device, random));
    }

    /// Begins to join.
    pub fn join(&mut self, invite: Invite, seed: &MemberSeed, random: &mut impl CryptoRng) {
        self.memory.linking = Some(Linking::join(invite, seed, &mut self.device, random));
    }

    /// The link that is being made.
    pub fn linking(&self) -> Option<&Linking> {
        self.memory.linking.as_ref()
    }

    /// The person found the words to be the same.
    pub fn confirm(&mut self, random: &mut impl CryptoRng) {
        if let Some(linking) = &mut self.memory.linking {
            let wish = linking.confirm(&mut self.device, random);
            self.follow(wish, random);
        }
    }

    pub(crate) fn follow(&mut self, wish: Wish, random: &mut impl CryptoRng) {
        match wish {
            Wish::Nothing => {}
            Wish::Admit(space, member) => self.wish_member(space, &member, random),
            Wish::Enter(space) => {
                if let Some(seed) = self.memory.linking.as_ref().and_then(Linking::seed) {
                    self.enter(space, seed, Domain::Relationship);
                }
            }
        }
    }
}
