//! Where a person can be, and the address of each place: the part after `#`.
//!
//! Addresses hold random identifiers and nothing that a person wrote, because a browser keeps them in its history.

use client::model::{ItemId, RelationshipId};

/// A place in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At most three things for today.
    Today,
    /// What is the person's own.
    Mine,
    /// One of the person's own cards, or a new one.
    Card(Option<ItemId>),
    /// The relationships: the first, a certain one.
    Ours(Option<RelationshipId>),
    /// A new relationship.
    Add,
    /// Name and kind of a relationship.
    Change(RelationshipId),
    /// Likes and dislikes in a relationship.
    Likes(RelationshipId),
    /// Requests for support in a relationship.
    Support(RelationshipId),
    /// A request of one's own, or a new one.
    Ask(RelationshipId, Option<ItemId>),
    /// Exactly what the other sees.
    TheySee(RelationshipId),
    /// Everything that is shared, with everybody.
    Shared,
    /// Making a link: invite, safety words.
    Link(RelationshipId),
    /// Exchanging without a relay with the other person.
    Carry(RelationshipId),
    /// The same between one's own devices.
    CarryOwn,
    /// Ending a link.
    Unlink(RelationshipId),
    /// Using an invite.
    Join,
    /// The two voices.
    Picture,
    /// What interdependence is.
    About,
    /// The recovery words.
    Words,
    /// Settings.
    Settings,
    /// How this device is locked.
    Lock,
    /// The person's own devices.
    Devices,
    /// Letting another device of the person's own into the vault.
    AddDevice,
    /// Taking everything along, and bringing it in.
    Along,
    /// Erasing the vault on the relay.
    Erase,
    /// People to talk to, now.
    Help,
}

/// Which of the four places in the navigation a place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Today.
    Today,
    /// Mine.
    Mine,
    /// Ours.
    Ours,
    /// Picture.
    Picture,
    /// Help now; on wide screens only.
    Help,
    /// Settings; on wide screens only.
    Settings,
}

/// What stands before an invite in an address.
pub(crate) const JOIN: &str = "#join=";

/// What stands before a link for another device in an address.
pub(crate) const DEVICE: &str = "#device=";

impl Place {
    /// The place of an address, `#` included; Today if it is none.
    pub(crate) fn of_address(address: &str) -> Self {
        let path = address.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        Self::of_parts(&parts).unwrap_or(Self::Today)
    }

    fn of_parts(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["mine"] => Self::Mine,
            ["mine", "card"] => Self::Card(None),
            ["mine", "card", item] => Self::Card(Some(item.parse().ok()?)),
            ["ours"] => Self::Ours(None),
            ["ours", "add"] => Self::Add,
            ["ours", id] => Self::Ours(Some(id.parse().ok()?)),
            ["ours", id, "change"] => Self::Change(id.parse().ok()?),
            ["ours", id, "likes"] => Self::Likes(id.parse().ok()?),
            ["ours", id, "support"] => Self::Support(id.parse().ok()?),
            ["ours", id, "ask"] => Self::Ask(id.parse().ok()?, None),
            ["ours", id, "ask", item] => Self::Ask(id.parse().ok()?, Some(item.parse().ok()?)),
            ["ours", id, "they-see"] => Self::TheySee(id.parse().ok()?),
            ["ours", id, "carry"] => Self::Carry(id.parse().ok()?),
            ["ours", id, "link"] => Self::Link(id.parse().ok()?),
            ["ours", id, "unlink"] => Self::Unlink(id.parse().ok()?),
            ["shared"] => Self::Shared,
            ["join"] => Self::Join,
            ["picture"] => Self::Picture,
            ["about"] => Self::About,
            ["words"] => Self::Words,
            ["settings"] => Self::Settings,
            ["settings", "lock"] => Self::Lock,
            ["devices"] => Self::Devices,
            ["devices", "carry"] => Self::CarryOwn,
            ["devices", "add"] => Self::AddDevice,
            ["export"] => Self::Along,
            ["settings", "erase"] => Self::Erase,
            ["help"] => Self::Help,
            _ => return None,
        })
    }

    /// The address, `#` included.
    pub(crate) fn address(self) -> String {
        match self {
            Self::Today => "#/today".to_owned(),
            Self::Mine => "#/mine".to_owned(),
            Self::Card(None) => "#/mine/card".to_owned(),
            Self::Card(Some(item)) => format!("#/mine/card/{item}"),
            Self::Ours(None) => "#/ours".to_owned(),
            Self::Ours(Some(id)) => format!("#/ours/{id}"),
            Self::Add => "#/ours/add".to_owned(),
            Self::Change(id) => format!("#/ours/{id}/change"),
            Self::Likes(id) => format!("#/ours/{id}/likes"),
            Self::Support(id) => format!("#/ours/{id}/support"),
            Self::Ask(id, None) => format!("#/ours/{id}/ask"),
            Self::Ask(id, Some(item)) => format!("#/ours/{id}/ask/{item}"),
            Self::TheySee(id) => format!("#/ours/{id}/they-see"),
            Self::Carry(id) => format!("#/ours/{id}/carry"),
            Self::CarryOwn => "#/devices/carry".to_owned(),
            Self::Link(id) => format!("#/ours/{id}/link"),
            Self::Unlink(id) => format!("#/ours/{id}/unlink"),
            Self::Shared => "#/shared".to_owned(),
            Self::Join => "#/join".to_owned(),
            Self::Picture => "#/picture".to_owned(),
            Self::About => "#/about".to_owned(),
            Self::Words => "#/words".to_owned(),
            Self::Settings => "#/settings".to_owned(),
            Self::Lock => "#/settings/lock".to_owned(),
            Self::Devices => "#/devices".to_owned(),
            Self::AddDevice => "#/devices/add".to_owned(),
            Self::Along => "#/export".to_owned(),
            Self::Erase => "#/settings/erase".to_owned(),
            Self::Help => "#/help".to_owned(),
        }
    }

    /// The section that the navigation marks.
    pub(crate) fn section(self) -> Section {
        match self {
            Self::Today => Section::Today,
            Self::Mine | Self::Card(_) | Self::Shared => Section::Mine,
            Self::Picture | Self::About => Section::Picture,
            Self::Words
            | Self::Settings
            | Self::Lock
            | Self::Devices
            | Self::CarryOwn
            | Self::AddDevice
            | Self::Along
            | Self::Erase => Section::Settings,
            Self::Help => Section::Help,
            _ => Section::Ours,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Place> {
        let id = RelationshipId([7; 16]);
        let item = ItemId([9; 16]);
        vec![
            Place::Today,
            Place::Mine,
            Place::Card(None),
            Place::Card(Some(item)),
            Place::Ours(None),
            Place::Ours(Some(id)),
            Place::Add,
            Place::Change(id),
            Place::Likes(id),
            Place::Support(id),
            Place::Ask(id, None),
            Place::Ask(id, Some(item)),
            Place::TheySee(id),
            Place::Carry(id),
            Place::CarryOwn,
            Place::Link(id),
            Place::Unlink(id),
            Place::Shared,
            Place::Join,
            Place::Picture,
            Place::About,
            Place::Words,
            Place::Settings,
            Place::Lock,
            Place::Devices,
            Place::AddDevice,
            Place::Along,
            Place::Erase,
            Place::Help,
        ]
    }

    #[test]
    fn every_place_is_found_again_by_its_address() {
        for place in all() {
            assert_eq!(Place::of_address(&place.address()), place);
        }
    }

    #[test]
    fn an_address_that_is_none_leads_to_today() {
        for address in ["", "#", "#/", "#/nowhere", "#/ours/xyz/likes", "#/mine/card/12", "#join=abc", "#//"]
        {
            assert_eq!(Place::of_address(address), Place::Today, "{address}");
        }
    }
}
