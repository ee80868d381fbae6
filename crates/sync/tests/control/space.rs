//! The space that the rules are broken in, and what a hostile member does to a record.

use crypto::{EpochKey, MemberSeed};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{ControlRecord, Member, MemberKind, Party, control::ControlError};

pub(crate) fn seed(number: u8) -> MemberSeed {
    MemberSeed::from_bytes([number; 32])
}

/// Two people with a device and a paper each, so that every rule can be broken.
pub(crate) struct Space {
    pub(crate) random: ChaCha20Rng,
    pub(crate) founder: MemberSeed,
    pub(crate) founder_paper: MemberSeed,
    pub(crate) invited: MemberSeed,
    pub(crate) invited_second: MemberSeed,
    pub(crate) stranger: MemberSeed,
    /// The founder and its paper.
    pub(crate) founded: ControlRecord,
    pub(crate) founded_key: EpochKey,
    /// The invited device has joined.
    pub(crate) joined: ControlRecord,
    pub(crate) joined_key: EpochKey,
}

impl Space {
    pub(crate) fn new() -> Self {
        let mut random = ChaCha20Rng::seed_from_u64(1);
        let [founder, founder_paper, invited, invited_second, stranger] = [1, 2, 3, 4, 5].map(seed);
        let paper = [(&founder_paper, MemberKind::Paper)];
        let (founded, founded_key) = ControlRecord::found(&founder, &paper, &mut random);
        let guest = Member::of(&invited, founded.space, Party::Invited, MemberKind::Device);
        let members = with(&founded, guest);
        let (joined, joined_key) =
            founded.rotate(&founder, members, &founded_key, &mut random).expect("valid keys");
        Self {
            random,
            founder,
            founder_paper,
            invited,
            invited_second,
            stranger,
            founded,
            founded_key,
            joined,
            joined_key,
        }
    }

    /// A device of this seed, which has signed that it is one.
    pub(crate) fn member(&self, seed: &MemberSeed, party: Party) -> Member {
        Member::of(seed, self.founded.space, party, MemberKind::Device)
    }

    /// A valid successor of `joined`: the invited person adds a second device.
    pub(crate) fn second_device(&mut self) -> (ControlRecord, EpochKey) {
        let members = with(&self.joined, self.member(&self.invited_second, Party::Invited));
        self.joined.rotate(&self.invited, members, &self.joined_key, &mut self.random).expect("valid keys")
    }

    /// What `author` says the members after `joined` are, correctly rotated and signed.
    pub(crate) fn rotated(&mut self, author: &MemberSeed, members: Vec<Member>) -> ControlRecord {
        self.joined.rotate(author, members, &self.joined_key, &mut self.random).expect("valid keys").0
    }
}

pub(crate) fn with(record: &ControlRecord, member: Member) -> Vec<Member> {
    [record.members.as_slice(), &[member]].concat()
}

pub(crate) fn without(record: &ControlRecord, seed: &MemberSeed) -> Vec<Member> {
    let id = seed.keys().id();
    record.members.iter().filter(|member| member.keys.id() != id).cloned().collect()
}

pub(crate) fn signed(mut record: ControlRecord, author: &MemberSeed) -> ControlRecord {
    record.signature = author.signing_key().sign_hash(record.hash());
    record
}

/// What is altered, how, and what is found when the author signs it.
pub(crate) type Alteration = (&'static str, fn(&mut ControlRecord), ControlError);

pub(crate) fn check(
    previous: &ControlRecord,
    honest: &ControlRecord,
    author: &MemberSeed,
    alterations: Vec<Alteration>,
) {
    assert_eq!(previous.verify_successor(honest), Ok(()));
    for (field, alter, found) in alterations {
        let mut altered = honest.clone();
        alter(&mut altered);
        assert_ne!(altered, *honest, "{field}");
        assert_ne!(altered.hash(), honest.hash(), "{field}: the hash covers it");
        assert!(previous.verify_successor(&altered).is_err(), "{field}: with the old signature");
        let signed = signed(altered, author);
        assert_eq!(previous.verify_successor(&signed), Err(found), "{field}");
    }
}
