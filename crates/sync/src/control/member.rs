//! Members, as a control record names them.

use crypto::{Context, Hash, MemberKeys, MemberSeed, Signature};

use crate::SpaceId;

const POSSESSION: Context = Context("counterpoint 1 member of a space");

/// One of the people in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum Party {
    /// Who founded the space; in a vault, its only person.
    #[n(0)]
    Founder,
    /// Who was invited.
    #[n(1)]
    Invited,
}

impl Party {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Founder => Self::Invited,
            Self::Invited => Self::Founder,
        }
    }
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum MemberKind {
    /// A device.
    #[n(0)]
    Device,
    /// Recovery words on paper.
    #[n(1)]
    Paper,
}

/// A member of a space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct Member {
    /// Its public keys.
    #[n(0)]
    pub keys: MemberKeys,
    /// Whose it is.
    #[n(1)]
    pub party: Party,
    /// What it is.
    #[n(2)]
    pub kind: MemberKind,
    /// Its own signature over the space and all of the above: only who has its seed makes it a member.
    #[n(3)]
    pub possession: Signature,
}

impl Member {
    /// What `seed` is in a space.
    pub fn of(seed: &MemberSeed, space: SpaceId, party: Party, kind: MemberKind) -> Self {
        let mut member = Self { keys: seed.keys(), party, kind, possession: Signature([0; 64]) };
        member.possession = seed.signing_key().sign_hash(member.possession_hash(space));
        member
    }

    /// Whether this member has signed that it is this in the space.
    pub fn is_of(&self, space: SpaceId) -> bool {
        self.keys.verifying.verify_hash(self.possession_hash(space), &self.possession).is_ok()
    }

    fn possession_hash(&self, space: SpaceId) -> Hash {
        let sort = [self.party as u8, self.kind as u8];
        POSSESSION.hash(&[
            space.as_bytes(),
            self.keys.verifying.as_bytes(),
            self.keys.sealing.as_bytes(),
            &sort,
        ])
    }
}
