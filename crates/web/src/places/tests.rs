//! Addresses.

use super::*;

#[test]
fn every_place_is_found_again_by_its_address() {
    let names =
        Names { with: Some(RelationshipId([7; 16])), item: Some(ItemId([9; 16])), tool: Some(Tool::Time) };
    for line in TABLE {
        let place = (line.2)(names).expect("a place");
        assert_eq!(Place::of_address(&place.address()), place, "{}", line.0);
        assert_eq!(place.address().matches('/').count(), 1 + line.0.matches('/').count(), "{place:?}");
        assert_eq!(place.section(), line.1, "{place:?}");
    }
}

#[test]
fn an_address_that_is_none_leads_to_today() {
    for address in ["", "#", "#/", "#/nowhere", "#/ours/xyz/likes", "#/mine/card/12", "#join=abc", "#//"] {
        assert_eq!(Place::of_address(address), Place::Today, "{address}");
    }
}
