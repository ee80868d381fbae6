//! Taking everything along: what comes out, what comes back in, and what never does.

mod arbitrary;
mod reading;
mod reading_page;
mod sealed;

use client::export::{Export, Import, Link, Request, collect};
use model::{
    Clock, Day, ItemId, Now, Relationship, RelationshipId, Side, Stamp, Vault, VaultOperation, VersionId,
    WriterId,
};
use proptest::prelude::*;

const NOW: Now = Now { unix_ms: 1_796_000_000_000, utc_offset_minutes: 0 };

/// Writes an import into a vault as one device would.
fn write(vault: &mut Vault, import: Import) {
    for (clock, operation) in import.operations {
        vault.apply(Stamp { clock, writer: WriterId([77; 16]) }, operation);
    }
}

fn link(state: &Relationship) -> Link<'_> {
    Link { relationship: RelationshipId([1; 16]), state, mine: Side::Founder, since: Some(Day(20_000)) }
}

fn exported(vault: &Vault, links: &[Link<'_>]) -> Export {
    collect(vault, links, true, NOW.day())
}

/// An export without what only tells of the past, which no import brings back.
fn own(mut export: Export) -> Export {
    export.shared.clear();
    export.from_others = Some(Vec::new());
    export
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn safety_s29_json_is_read_as_it_was_written(vault in arbitrary::vault(), state in arbitrary::shared()) {
        let export = exported(&vault, &[link(&state)]);
        let json = export.to_json();
        prop_assert_eq!(Export::from_json(&json), Ok(export));
    }

    #[test]
    fn safety_s29_a_fresh_vault_that_imports_an_export_exports_the_same(vault in arbitrary::vault(), state in arbitrary::shared()) {
        let export = exported(&vault, &[link(&state)]);
        let mut fresh = Vault::default();
        let import = Import::of(&Export::from_json(&export.to_json()).expect("it was just written"), &fresh, NOW);
        write(&mut fresh, import);
        prop_assert_eq!(exported(&fresh, &[]), own(export));
    }

    #[test]
    fn importing_into_a_vault_that_has_it_all_adds_nothing(vault in arbitrary::vault()) {
        let import = Import::of(&exported(&vault, &[]), &vault, NOW);
        prop_assert!(import.preview.is_empty(), "{:?}", import.preview);
        prop_assert_eq!(import.operations, vec![]);
    }

    #[test]
    fn importing_twice_adds_nothing_the_second_time(mine in arbitrary::vault(), file in arbitrary::vault()) {
        let export = exported(&file, &[]);
        let mut vault = mine;
        let first = Import::of(&export, &vault, NOW);
        write(&mut vault, first);
        let second = Import::of(&export, &vault, NOW);
        prop_assert!(second.preview.is_empty(), "{:?}", second.preview);
        prop_assert_eq!(second.operations, vec![]);
    }

    /// Whatever a file says: what stands in the vault stands afterwards, word for word.
    #[test]
    fn safety_s29_an_import_takes_nothing_away(mine in arbitrary::vault(), file in arbitrary::vault()) {
        let before = exported(&mine, &[]);
        let mut vault = mine;
        let import = Import::of(&exported(&file, &[]), &vault, NOW);
        write(&mut vault, import);
        let after = exported(&vault, &[]);
        for relationship in &before.relationships {
            prop_assert!(after.relationships.contains(relationship));
        }
        for card in &before.cards {
            let still = after.cards.iter().find(|known| known.id == card.id);
            prop_assert!(still.is_some_and(|still| card.versions.iter().all(|version| still.versions.contains(version))));
        }
        for request in &before.requests {
            let still = after.requests.iter().find(|known| known.request.id == request.request.id);
            let all = |still: &Request| {
                request.request.versions.iter().all(|version| still.request.versions.contains(version))
            };
            prop_assert!(still.is_some_and(all));
        }
        if before.name.is_some() {
            prop_assert_eq!(after.name, before.name);
        }
    }

    #[test]
    fn safety_s29_what_the_other_wrote_is_left_out_unless_asked(state in arbitrary::shared()) {
        let vault = Vault::default();
        let silent = Relationship { invited: model::relationship::Part::default(), ..state.clone() };
        let plain = collect(&vault, &[link(&state)], false, NOW.day());
        prop_assert_eq!(&plain, &collect(&vault, &[link(&silent)], false, NOW.day()));
        prop_assert_eq!(plain.from_others, None);
        let asked = exported(&vault, &[link(&state)]).from_others.expect("it was asked for");
        let theirs = &asked[0];
        prop_assert_eq!(theirs.cards.len() + theirs.requests.len(), state.visible(Side::Invited).len());
        prop_assert_eq!(theirs.answers.len(), state.invited.answers.len());
    }

    #[test]
    fn safety_s29_an_export_holds_no_key(vault in arbitrary::vault()) {
        let json = exported(&vault, &[]).to_json();
        let hex: String = arbitrary::SECRET.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = String::from_utf8(json).expect("JSON is UTF-8");
        prop_assert!(!text.contains(&hex));
        prop_assert!(!text.contains("the seed of a member"));
    }
}

#[test]
fn what_claims_to_be_from_the_future_is_written_now() {
    let mut vault = Vault::default();
    let far = Stamp { clock: Clock::new(9_000_000_000, 0), writer: WriterId([1; 16]) };
    let named = VaultOperation::RelationshipWritten {
        relationship: RelationshipId([1; 16]),
        name: "Sam".into(),
        kind: model::Kind::Friend,
    };
    vault.apply(far, named);
    let import = Import::of(&exported(&vault, &[]), &Vault::default(), NOW);
    let clocks: Vec<_> = import.operations.iter().map(|(clock, _)| *clock).collect();
    assert_eq!(clocks, [Clock::new(NOW.unix_ms / 1000, 0)]);
}

fn stamp(clock: Clock) -> Stamp {
    Stamp { clock, writer: WriterId([1; 16]) }
}

#[test]
fn a_name_in_a_file_gives_way_to_one_that_was_written_before_it() {
    let mut file = exported(&Vault::default(), &[]);
    file.name = Some("Noor, long ago".into());
    let mut recovered = Vault::default();
    write(&mut recovered, Import::of(&file, &Vault::default(), NOW));
    assert_eq!(exported(&recovered, &[]).name, file.name);
    recovered.apply(stamp(Clock::new(1_795_000_000, 0)), VaultOperation::PersonNamed { name: "Noor".into() });
    assert_eq!(exported(&recovered, &[]).name.as_deref(), Some("Noor"));
}

/// A name for machines that a file gives to a card and the vault to a request, or the other way round.
#[test]
fn safety_s29_what_has_the_name_of_something_else_here_is_left_where_it_is() {
    let (item, version) = (ItemId([2; 16]), VersionId([3; 16]));
    let relationship = RelationshipId([1; 16]);
    let mut base = Vault::default();
    let named =
        VaultOperation::RelationshipWritten { relationship, name: "Sam".into(), kind: model::Kind::Friend };
    base.apply(stamp(Clock(1)), named);
    let card = |version| VaultOperation::CardWritten {
        item,
        version,
        replaces: Vec::new(),
        card: model::operation::Card {
            taste: model::Taste::Like,
            text: "A card".into(),
            note: String::new(),
        },
    };
    let ask = |version| VaultOperation::AskWritten {
        item,
        relationship,
        version,
        replaces: Vec::new(),
        ask: model::operation::Ask { need: model::Need::Ideas, text: "A request".into() },
    };
    let of = |operation| {
        let mut vault = base.clone();
        vault.apply(stamp(Clock(2)), operation);
        vault
    };
    let other = VersionId([4; 16]);
    for (mut mine, file) in [(of(ask(version)), of(card(other))), (of(card(version)), of(ask(other)))] {
        let mut file = exported(&file, &[]);
        file.cards.iter_mut().for_each(|card| card.earlier = vec![version]);
        file.requests.iter_mut().for_each(|request| request.request.earlier = vec![version]);
        let before = mine.clone();
        let import = Import::of(&file, &mine, NOW);
        assert_eq!((import.preview.is_empty(), import.preview.known), (true, 2), "{:?}", import.preview);
        write(&mut mine, import);
        assert_eq!(mine, before);
    }
}
