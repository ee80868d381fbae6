//! What came too late of the person's devices: nothing of it counts until they keep it.

use model::{Day, DeviceId, RelationshipId, relationship::Origin};

use super::Shown;

/// What came too late of one of the person's devices.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct LateList {
    /// Which device; none for what was shared in links, where all of a person's devices are one.
    pub device: Option<DeviceId>,
    /// How the person calls it; empty if they do not.
    pub name: String,
    /// As much as was asked for, in the order in which it was written.
    pub things: Vec<Late>,
    /// How many things there are beside these.
    pub more: u32,
}

/// A thing that came too late.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Late {
    /// The entries that make it up: keep it, or let it go, by these. One at least.
    pub entries: Vec<Origin>,
    /// What it would do, were it kept.
    pub would: Would,
    /// What would be there then, or what would be gone.
    pub what: Vec<Shown>,
    /// What stands in its place now, if something does: all of it.
    pub now: Vec<Shown>,
    /// The relationship that it is about, or in which it was shared.
    pub about: Option<RelationshipId>,
    /// When its last step was written, in seconds since 1970; in a link, to the day.
    pub written_s: u64,
    /// The first day that the record says it is about.
    pub day: Option<Day>,
    /// With whom it is shared already: what a device shared before the others knew that it was taken out, they see.
    pub seen_by: Vec<RelationshipId>,
    /// Names what it is and would do: another name as soon as a step is added, or something else stands here.
    pub name: Origin,
}

/// What keeping something would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Would {
    /// It would be there.
    Add,
    /// It would stand instead of what stands here.
    Change,
    /// It would stand beside it: both were written at the same time.
    Join,
    /// It was removed here, and would be there again.
    BringBack,
    /// It would be gone; in a link, be seen no longer.
    TakeAway,
}
