//! The people of a person's life, linked or not, and what the person is called among them.

use model::{RelationshipId, RelationshipOperation, Tie, VaultOperation};

use super::{Links, Spaces};
use crate::{
    Problem,
    app::{Doing, names::fresh_bytes, typed::typed_name},
    command::Outcome,
};

pub(super) fn add(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    name: &str,
    tie: Tie,
) -> Result<Outcome, Problem> {
    let relationship = RelationshipId(fresh_bytes(&mut doing.random));
    let name = typed_name(name)?;
    let written = VaultOperation::RelationshipWritten { relationship, name, tie: tie.number() };
    spaces.record(doing, &written)?;
    Ok(Outcome::Relationship(relationship))
}

pub(super) fn change(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    (name, tie): (&str, Tie),
) -> Result<Outcome, Problem> {
    spaces.check_present(relationship)?;
    let name = typed_name(name)?;
    let tie = spaces.vault().tie_number(relationship, tie);
    spaces.record(doing, &VaultOperation::RelationshipWritten { relationship, name, tie })?;
    Ok(Outcome::Done)
}

/// Changes what the person is called, also where they are linked.
pub(super) fn change_name(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    name: &str,
) -> Result<Outcome, Problem> {
    let name = typed_name(name)?;
    spaces.record(doing, &VaultOperation::PersonNamed { name: name.clone() })?;
    for space in spaces.linked() {
        spaces.tell(doing, space, &RelationshipOperation::Introduced { name: name.clone() })?;
    }
    Ok(Outcome::Done)
}

impl Links {
    pub(super) fn remove_relationship(
        &self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<Outcome, Problem> {
        spaces.check_present(relationship)?;
        if spaces.live_link(relationship).is_some() || self.is_on_the_way(relationship) {
            return Err(Problem::AlreadyLinked);
        }
        spaces.record(doing, &VaultOperation::RelationshipRemoved { relationship })?;
        Ok(Outcome::Done)
    }
}
