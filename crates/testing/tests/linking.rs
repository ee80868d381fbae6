//! Linking two people through a real relay: an invite that was used, has expired, was closed or tampered with; a third person;
//! somebody in between.

#![expect(clippy::indexing_slicing, reason = "a device that is not there fails the test, as it should")]

use crypto::MemberSeed;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::ConnectionId;
use sync::{
    RelayFrame, Replica, SpaceId,
    device::BoxFailure,
    limits::BOX_LIFETIME_MS_MAX,
    link::{Invite, InviteError, LinkError, LinkKind},
};
use testing::{
    folded::Domain,
    keeper::{AUDIENCE, Keeper},
    linking::Linking,
    relay_process::RelayProcess,
};

const NOW_MS: u64 = 1_795_000_000_000;

const INVITER: usize = 0;
const JOINER: usize = 1;

/// Some devices at one relay, which may change what it sends.
struct Room {
    random: ChaCha12Rng,
    now_ms: u64,
    relay: RelayProcess,
    keepers: Vec<Keeper>,
    connections: Vec<ConnectionId>,
    tamper: fn(&mut RelayFrame),
}

impl Room {
    fn new(seed: u64, devices: usize) -> Self {
        let mut room = Self {
            random: ChaCha12Rng::seed_from_u64(seed),
            now_ms: NOW_MS,
            relay: RelayProcess::default(),
            keepers: Vec::new(),
            connections: Vec::new(),
            tamper: |_| {},
        };
        for _ in 0..devices {
            let mut keeper = Keeper::new(0);
            room.connections.push(room.relay.connect(NOW_MS, &mut room.random));
            keeper.connected(NOW_MS);
            room.keepers.push(keeper);
        }
        room
    }

    /// A space of the inviter's, and an invite into it.
    fn invite(&mut self) -> (SpaceId, Invite) {
        let invite =
            Invite::new(LinkKind::Relationship, format!("https://{AUDIENCE}"), self.now_ms, &mut self.random);
        (self.invite_with(invite.clone()), invite)
    }

    fn invite_with(&mut self, invite: Invite) -> SpaceId {
        let seed = MemberSeed::random(&mut self.random);
        let replica = Replica::found(seed, &[], &mut self.random);
        let space = replica.space();
        self.keepers[INVITER].add(Domain::Relationship, replica, &mut self.random);
        self.keepers[INVITER].invite(invite, space, &mut self.random);
        self.rest();
        space
    }

    fn join(&mut self, device: usize, invite: &Invite) {
        let seed = MemberSeed::random(&mut self.random);
        self.keepers[device].join(invite.clone(), &seed, &mut self.random);
        self.rest();
    }

    fn confirm(&mut self, device: usize) {
        self.keepers[device].confirm(&mut self.random);
        self.rest();
    }

    fn rest(&mut self) {
        for _ in 0..100 {
            for (device, keeper) in self.keepers.iter_mut().enumerate() {
                keeper.digest(self.now_ms, &mut self.random);
                keeper.store();
                for bytes in keeper.outputs() {
                    self.relay.handle(self.now_ms, device, self.connections[device], &bytes);
                }
            }
            self.relay.settle(self.now_ms);
            for (device, keeper) in self.keepers.iter_mut().enumerate() {
                for bytes in self.relay.outputs(self.now_ms, device, self.connections[device]) {
                    let mut frame = RelayFrame::from_bytes(&bytes).expect("the relay speaks the protocol");
                    (self.tamper)(&mut frame);
                    keeper.receive(self.now_ms, &frame.to_bytes(), &mut self.random);
                }
            }
        }
    }

    fn words(&self, device: usize) -> Option<crypto::SafetyWords> {
        self.keepers[device].linking().and_then(Linking::words)
    }

    fn members(&self, space: SpaceId) -> usize {
        self.keepers[INVITER].device().replica(space).expect("the inviter has it").members().len()
    }

    fn has_entered(&self, device: usize, space: SpaceId) -> bool {
        self.keepers[device].device().replica(space).is_some()
    }
}

#[test]
fn two_people_compare_words_and_then_share_a_space() {
    let mut room = Room::new(1, 2);
    let (space, invite) = room.invite();
    room.join(JOINER, &invite);
    let words = room.words(INVITER);
    assert!(words.is_some());
    assert_eq!(words, room.words(JOINER));
    room.confirm(JOINER);
    assert_eq!(room.members(space), 1, "one confirmation is not enough");
    room.confirm(INVITER);
    assert_eq!(room.members(space), 2);
    assert!(room.has_entered(JOINER, space));
    for device in [INVITER, JOINER] {
        let (now_ms, random) = (room.now_ms, &mut room.random);
        room.keepers[device].write(now_ms, space, &[u8::try_from(device).unwrap()], random).unwrap();
    }
    room.rest();
    for device in [INVITER, JOINER] {
        assert_eq!(room.keepers[device].log(space).len(), 2, "device {device}");
    }
}

#[test]
fn safety_s18_a_used_invite_admits_nobody_else() {
    let mut room = Room::new(2, 3);
    let third = 2;
    let (space, invite) = room.invite();
    room.join(JOINER, &invite);
    room.join(third, &invite);
    assert_eq!(room.keepers[third].box_failure(), Some(BoxFailure::Taken));
    assert_ne!(room.words(third), room.words(INVITER));
    assert_eq!(room.words(INVITER), room.words(JOINER));
    room.confirm(JOINER);
    room.confirm(INVITER);
    assert!(room.has_entered(JOINER, space));
    assert!(!room.has_entered(third, space));
}

#[test]
fn safety_s18_whoever_comes_first_with_a_stolen_invite_is_not_admitted_unless_the_inviter_confirms() {
    let mut room = Room::new(3, 3);
    let thief = 2;
    let (space, invite) = room.invite();
    room.join(thief, &invite);
    room.confirm(thief);
    // The true joiner learns that the invite was used, and has no words that fit.
    room.join(JOINER, &invite);
    assert_eq!(room.keepers[JOINER].box_failure(), Some(BoxFailure::Taken));
    assert_ne!(room.words(JOINER), room.words(INVITER));
    assert_eq!(room.members(space), 1);
    assert!(!room.has_entered(thief, space));
}

#[test]
fn safety_s18_an_invite_expires_in_its_text_and_on_the_relay() {
    let mut room = Room::new(4, 2);
    let (_, invite) = room.invite();
    room.now_ms += BOX_LIFETIME_MS_MAX;
    assert_eq!(
        Invite::parse(&invite.to_text(), room.now_ms),
        Err(InviteError::Expired(LinkKind::Relationship))
    );
    // Somebody whose clock is behind is told by the relay.
    room.join(JOINER, &invite);
    assert_eq!(room.keepers[JOINER].box_failure(), Some(BoxFailure::Gone));
    assert_eq!(room.words(INVITER), None);
}

#[test]
fn a_closed_invite_admits_nobody() {
    let mut room = Room::new(5, 2);
    let (space, invite) = room.invite();
    room.keepers[INVITER].device_mut().close_box(invite.box_name());
    room.rest();
    room.join(JOINER, &invite);
    assert_eq!(room.keepers[JOINER].box_failure(), Some(BoxFailure::Gone));
    assert_eq!(room.members(space), 1);
}

#[test]
fn a_message_that_the_relay_alters_is_noticed() {
    for altered_slot in [0, 1, 2] {
        let mut room = Room::new(6, 2);
        room.tamper = match altered_slot {
            0 => |frame| alter(frame, 0),
            1 => |frame| alter(frame, 1),
            _ => |frame| alter(frame, 2),
        };
        let (space, invite) = room.invite();
        room.join(JOINER, &invite);
        let errors = [INVITER, JOINER].map(|device| room.keepers[device].link_error());
        assert!(errors.contains(&Some(LinkError::Altered)), "slot {altered_slot}: {errors:?}");
        assert!(room.words(INVITER).is_none() || room.words(JOINER).is_none(), "slot {altered_slot}");
        assert_eq!(room.members(space), 1);
    }
}

fn alter(frame: &mut RelayFrame, altered: u8) {
    if let RelayFrame::BoxMessage { slot, message, .. } = frame
        && *slot == altered
        && let Some(byte) = message.last_mut()
    {
        *byte ^= 1;
    }
}

#[test]
fn an_altered_confirmation_admits_nobody() {
    let mut room = Room::new(7, 2);
    room.tamper = |frame| alter(frame, 3);
    let (space, invite) = room.invite();
    room.join(JOINER, &invite);
    room.confirm(INVITER);
    room.confirm(JOINER);
    assert_eq!(room.keepers[INVITER].link_error(), Some(LinkError::Altered));
    assert_eq!(room.members(space), 1);
}

#[test]
fn a_relay_that_knows_the_invite_and_stands_between_two_people_gives_them_different_words() {
    // The keeper of the relay has got hold of the invite and shows each of the two a room of its own.
    let mut with_inviter = Room::new(8, 2);
    let (_, invite) = with_inviter.invite();
    with_inviter.join(JOINER, &invite);
    let mut with_joiner = Room::new(9, 2);
    with_joiner.invite_with(invite.clone());
    with_joiner.join(JOINER, &invite);
    let (inviter, joiner) = (with_inviter.words(INVITER), with_joiner.words(JOINER));
    assert!(inviter.is_some() && joiner.is_some());
    assert_ne!(inviter, joiner);
}

#[test]
fn a_third_person_who_knows_a_spaces_name_cannot_enter_it() {
    let mut room = Room::new(10, 3);
    let third = 2;
    let (space, invite) = room.invite();
    room.join(JOINER, &invite);
    room.confirm(JOINER);
    room.confirm(INVITER);
    assert!(room.has_entered(JOINER, space));
    let seed = MemberSeed::random(&mut room.random);
    room.keepers[third].enter(space, seed, Domain::Relationship);
    room.rest();
    assert!(!room.has_entered(third, space));
}

#[test]
fn an_invite_works_for_somebody_who_was_there_before_the_inviters_offer() {
    let mut room = Room::new(11, 2);
    let invite = Invite::new(LinkKind::Relationship, format!("https://{AUDIENCE}"), NOW_MS, &mut room.random);
    room.join(JOINER, &invite);
    assert_eq!(room.keepers[JOINER].box_failure(), Some(BoxFailure::Gone));
    room.invite_with(invite);
    room.relay.disconnect(JOINER, room.connections[JOINER]);
    room.connections[JOINER] = room.relay.connect(NOW_MS, &mut room.random);
    room.keepers[JOINER].connected(NOW_MS);
    room.rest();
    assert!(room.words(JOINER).is_some());
    assert_eq!(room.words(INVITER), room.words(JOINER));
}
