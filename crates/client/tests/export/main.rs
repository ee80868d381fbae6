//! Taking everything along: what comes out, what comes back in, and what never does.

mod arbitrary;
mod documentation;
mod hostile;
mod importing;
mod leeway;
mod reading;
mod reading_page;
mod sealed;

use client::export::{Export, Import, Link, Preview, collect};
use model::{
    Clock, Content, Day, ItemId, Now, Relationship, RelationshipId, Side, Stamp, Tie, Value, Vault,
    VaultOperation, VersionId, WriterId, Written, draw,
    kinds::{Card, LIST, Listed, Part, SharedDays},
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
        let json = export.to_json(&LIST);
        prop_assert_eq!(Export::from_json(&json, &LIST), Ok(export));
    }

    #[test]
    fn safety_s29_a_fresh_vault_that_imports_an_export_exports_the_same(vault in arbitrary::vault_of_apps(), state in arbitrary::shared()) {
        let export = exported(&vault, &[link(&state)]);
        let mut fresh = Vault::default();
        let import = Import::of(&Export::from_json(&export.to_json(&LIST), &LIST).expect("it was just written"), &fresh, &LIST, NOW);
        write(&mut fresh, import);
        prop_assert_eq!(exported(&fresh, &[]), own(export));
    }

    #[test]
    fn importing_into_a_vault_that_has_it_all_adds_nothing(vault in arbitrary::vault()) {
        let import = Import::of(&exported(&vault, &[]), &vault, &LIST, NOW);
        prop_assert!(import.preview.is_empty(), "{:?}", import.preview);
        prop_assert_eq!(import.operations, vec![]);
    }

    #[test]
    fn importing_twice_adds_nothing_the_second_time(mine in arbitrary::vault(), file in arbitrary::vault()) {
        let export = exported(&file, &[]);
        let mut vault = mine;
        let first = Import::of(&export, &vault, &LIST, NOW);
        write(&mut vault, first);
        let second = Import::of(&export, &vault, &LIST, NOW);
        prop_assert!(second.preview.is_empty(), "{:?}", second.preview);
        prop_assert_eq!(second.operations, vec![]);
    }

    /// Whatever a file says: what stands in the vault stands afterwards, word for word, and is shown as what it is.
    #[test]
    fn safety_s29_an_import_takes_nothing_away(mine in arbitrary::vault(), file in arbitrary::vault()) {
        let before = exported(&mine, &[]);
        let shown = |vault: &Vault| -> Vec<_> {
            let kind = |item: &ItemId| vault.items.get(item)?.newest().map(|(_, newest)| newest.value.content.number());
            mine.items.keys().map(kind).collect()
        };
        let mut vault = mine.clone();
        let import = Import::of(&exported(&file, &[]), &vault, &LIST, NOW);
        write(&mut vault, import);
        let after = exported(&vault, &[]);
        prop_assert_eq!(shown(&vault), shown(&mine));
        for relationship in &before.relationships {
            prop_assert!(after.relationships.contains(relationship));
        }
        for item in &before.items {
            let still = after.items.iter().find(|known| known.id == item.id);
            prop_assert!(still.is_some_and(|still| item.versions.iter().all(|version| still.versions.contains(version))));
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
        // What was lent for figures alone stays behind.
        let is_shown = |grant: &model::Grant| grant.content.number() != SharedDays::NUMBER;
        let replies = state.invited.grants().filter(|(_, grant)| grant.is_reply() && is_shown(grant)).count();
        let visible = state.visible(Side::Invited).into_iter().filter(|(_, grant)| is_shown(grant)).count();
        let (versions, answers): (Vec<_>, Vec<_>) = theirs.grants.iter().partition(|grant| grant.answers.is_none());
        prop_assert_eq!((versions.len(), answers.len()), (visible, replies));
    }

    #[test]
    fn safety_s29_an_export_holds_no_key(vault in arbitrary::vault()) {
        let json = exported(&vault, &[]).to_json(&LIST);
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
        tie: Tie::Friend.number(),
    };
    vault.apply(far, named);
    let import = Import::of(&exported(&vault, &[]), &Vault::default(), &LIST, NOW);
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
    write(&mut recovered, Import::of(&file, &Vault::default(), &LIST, NOW));
    assert_eq!(exported(&recovered, &[]).name, file.name);
    recovered.apply(stamp(Clock::new(1_795_000_000, 0)), VaultOperation::PersonNamed { name: "Noor".into() });
    assert_eq!(exported(&recovered, &[]).name.as_deref(), Some("Noor"));
}

/// A name for machines that a file gives to a thing of one kind and the vault to one of another.
#[test]
fn safety_s29_what_has_the_name_of_something_else_here_is_left_where_it_is() {
    let (item, version, other) = (ItemId([2; 16]), VersionId([3; 16]), VersionId([4; 16]));
    let of = |content: Content, version| {
        let mut vault = Vault::default();
        let written = Written { about: None, content };
        let operation = VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written };
        vault.apply(stamp(Clock(2)), operation);
        vault
    };
    let first = |kind| draw::samples(kind).remove(0);
    let own: Vec<_> = LIST.all().iter().filter(|kind| kind.part != Part::Reply).collect();
    for (one, another) in own.iter().zip(own.iter().cycle().skip(1)) {
        let mut mine = of(first(one), version);
        let mut file = exported(&of(first(another), other), &[]);
        file.items.iter_mut().for_each(|item| item.earlier = vec![version]);
        let before = mine.clone();
        let import = Import::of(&file, &mine, &LIST, NOW);
        assert_eq!((import.preview.is_empty(), import.preview.known), (true, 1), "{:?}", import.preview);
        write(&mut mine, import);
        assert_eq!(mine, before);
    }
}

/// Every kind: what is beyond a field's limit is left out and counted, and the rest of the file comes in.
#[test]
fn what_is_beyond_its_limit_is_left_out_and_said() {
    let mut vault = Vault::default();
    let mut beyond = 0;
    let sam = RelationshipId([1; 16]);
    let named = VaultOperation::RelationshipWritten { relationship: sam, name: "Sam".into(), tie: 4 };
    vault.apply(stamp(Clock(1)), named);
    let own: Vec<_> = LIST.all().iter().filter(|kind| kind.part != Part::Reply).collect();
    for (number, kind) in (0_u8..).zip(own.iter().copied()) {
        let mut calls = 0;
        let unfit = draw::beyond(kind, &mut |below| {
            calls += 1;
            calls % below
        });
        for (half, content) in [Some(draw::samples(kind).remove(0)), unfit].into_iter().flatten().enumerate()
        {
            let item = ItemId([number * 2 + u8::try_from(half).unwrap(); 16]);
            let version = VersionId::first_of(item);
            let written = Written { about: kind.needs_relationship.then_some(sam), content };
            let operation = VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written };
            vault.apply(stamp(Clock(1)), operation);
            beyond += u32::try_from(half).unwrap();
        }
    }
    assert!(beyond > 0);
    // Such a file comes from an app with other limits. Its own words for such a record are the bytes.
    let file = Export::from_json(&exported(&vault, &[]).to_json(&LIST), &LIST).expect("it is whole");
    let Import { preview, operations } = Import::of(&file, &Vault::default(), &LIST, NOW);
    let mut each: Vec<_> = own.iter().map(|kind| (kind.number, 1)).collect();
    each.sort_unstable();
    assert_eq!(
        preview,
        Preview {
            exported_on: Some(NOW.day()),
            relationships: 1,
            things: each,
            unfit: beyond,
            ..Preview::default()
        }
    );
    assert_eq!(operations.len(), 1 + own.len());

    // One that was written by hand says it in fields.
    let long = "x".repeat(161);
    let card = Content::of_values(
        Card::NUMBER,
        &[Value::Number(0), Value::Text(long.clone().into()), Value::Absent],
    );
    let hex: String = card.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let read = |json: String| {
        Export::from_json(json.as_bytes(), &LIST).map(|file| file.items[0].versions[0].content.clone())
    };
    let json = |content: &str| {
        format!(
            "{{\"format\": \"counterpoint-export\", \"version\": 1, \"exported_on\": \"2026-11-22\", \"name\": null, \
             \"relationships\": [], \"items\": [{{\"id\": \"{0}\", \"versions\": [{{\"id\": \"{0}\", \
             \"written\": \"2026-11-22T18:30:05Z\", \"content\": {content}}}]}}], \"shared\": []}}",
            "02".repeat(16)
        )
    };
    assert_eq!(
        read(json(&format!("{{\"card\": {{\"taste\": \"like\", \"text\": \"{long}\"}}}}"))),
        Ok(card.clone())
    );
    assert_eq!(read(json(&format!("{{\"#1\": \"{hex}\"}}"))), Ok(card));
}
