//! The model's state of one space, folded from verified entries.

use model::{
    Relationship, RelationshipOperation, Side, Stamp, Vault, VaultOperation, WriterId, operation::Decoded,
    relationship::Origin,
};
use sync::{Opened, Party};

/// What a space is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// One person's own records.
    Vault,
    /// What two people share.
    Relationship,
}

/// The state of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folded {
    /// Of a vault.
    Vault(Vault),
    /// Of a relationship.
    Relationship(Relationship),
}

impl Folded {
    /// The state of a space in which nothing was written yet.
    pub fn new(domain: Domain) -> Self {
        match domain {
            Domain::Vault => Self::Vault(Vault::default()),
            Domain::Relationship => Self::Relationship(Relationship::default()),
        }
    }

    /// Reads a state that [`Folded::to_bytes`] wrote.
    pub fn from_bytes(domain: Domain, bytes: &[u8]) -> Option<Self> {
        match domain {
            Domain::Vault => minicbor::decode(bytes).ok().map(Self::Vault),
            Domain::Relationship => minicbor::decode(bytes).ok().map(Self::Relationship),
        }
    }

    /// The state as it travels in a checkpoint.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Vault(vault) => minicbor::to_vec(vault),
            Self::Relationship(relationship) => minicbor::to_vec(relationship),
        }
        .expect("writing to memory cannot fail")
    }

    /// What must be equal on all devices: everything but what each still has to have erased, which depends on what it saw.
    #[must_use]
    pub fn shared(&self) -> Self {
        let mut shared = self.clone();
        if let Self::Relationship(relationship) = &mut shared {
            relationship.take_orphans(Side::Founder);
            relationship.take_orphans(Side::Invited);
        }
        shared
    }

    /// Folds one entry in.
    pub fn apply(&mut self, opened: &Opened) {
        let Some(body) = &opened.body else { return };
        let stamp = Stamp { clock: model::Clock(opened.clock.0), writer: WriterId(opened.writer.0) };
        match self {
            Self::Vault(vault) => {
                if let Ok(Decoded::Known(operation)) = VaultOperation::from_bytes(body) {
                    vault.apply(stamp, operation);
                }
            }
            Self::Relationship(relationship) => {
                let side = match opened.party {
                    Party::Founder => Side::Founder,
                    Party::Invited => Side::Invited,
                };
                if let Ok(Decoded::Known(operation)) = RelationshipOperation::from_bytes(body) {
                    relationship.apply(side, stamp, Origin(opened.id.0), operation);
                }
            }
        }
    }
}

/// The grants that an operation withdraws.
pub fn withdrawn_by(body: &[u8]) -> Vec<model::GrantId> {
    match RelationshipOperation::from_bytes(body) {
        Ok(Decoded::Known(RelationshipOperation::Withdrawn { grants })) => grants,
        _ => Vec::new(),
    }
}

/// Whether an operation only takes something back: whoever else does so writes the very same.
pub fn only_takes_back(body: &[u8]) -> bool {
    let removes =
        matches!(VaultOperation::from_bytes(body), Ok(Decoded::Known(VaultOperation::ItemRemoved { .. })));
    removes || !withdrawn_by(body).is_empty()
}

/// The grant that an operation makes, if it makes one.
pub fn grant_of(body: &[u8]) -> Option<model::GrantId> {
    match RelationshipOperation::from_bytes(body) {
        Ok(Decoded::Known(
            RelationshipOperation::Shared { grant, .. } | RelationshipOperation::Replied { grant, .. },
        )) => Some(grant),
        _ => None,
    }
}
