//! Nothing to surveil with: every type whose bytes leave a device is walked, field by field, as its source defines it.

use std::collections::{BTreeMap, BTreeSet};

use model::kinds::{LIST, Part};

/// Where the types stand that are written as CBOR.
const SOURCES: [&str; 3] = ["../crypto/src", "../model/src", "../sync/src"];

/// What a device sends: frames to the relay, and what is sealed within them for one's own devices and for the other person.
const ROOTS: [&str; 13] = [
    "Acceptance",
    "BoxMessage",
    "Checkpoint",
    "ClientFrame",
    "ControlRecord",
    "Head",
    "Invite",
    "Offer",
    "Parcel",
    "Relationship",
    "RelationshipOperation",
    "Vault",
    "VaultOperation",
];

/// Words in a field's name that would tell what a person does, where they are, or that they have looked.
const TELLTALE: [&str; 30] = [
    "accuracy",
    "active",
    "activity",
    "agent",
    "altitude",
    "battery",
    "browser",
    "country",
    "display",
    "heartbeat",
    "idle",
    "ip",
    "last",
    "latitude",
    "location",
    "locked",
    "longitude",
    "online",
    "opened",
    "place",
    "position",
    "presence",
    "read",
    "received",
    "score",
    "seen",
    "streak",
    "timezone",
    "typing",
    "visible",
];

/// Fields that bear such a word and tell nothing of the kind, each with the reason.
const EXPLAINED: [(&str, &str); 2] = [
    (
        "Head.seen",
        "which entries of others a device holds, so that a relay that drops or forks is noticed; it goes out only with something \
         that the person writes and sends",
    ),
    (
        "time_together.place",
        "where the two could meet, in the author's own words, if they write any: a proposal, not where anybody is",
    ),
];

/// Measures of time finer than a day, by the end of a field's name.
const FINE_TIMES: [&str; 5] = ["_ms", "_at", "_s", "_time", "_minutes"];

/// A field: its type's name, its own, and its type as it is written.
type Field = (String, String, String);

/// Every struct and enum of the sources with its fields; a variant's fields are named `Variant.field`.
fn types() -> BTreeMap<String, Vec<Field>> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<_> = SOURCES.iter().map(std::path::PathBuf::from).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder of the sources") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                collect(&syn::parse_file(&text).expect("a source is Rust").items, &mut found);
            }
        }
    }
    found
}

fn collect(items: &[syn::Item], found: &mut BTreeMap<String, Vec<Field>>) {
    for item in items {
        match item {
            syn::Item::Struct(item) => {
                found.insert(item.ident.to_string(), fields(&item.ident.to_string(), "", &item.fields));
            }
            syn::Item::Enum(item) => {
                let name = item.ident.to_string();
                let all = item
                    .variants
                    .iter()
                    .flat_map(|variant| fields(&name, &format!("{}.", variant.ident), &variant.fields));
                let all = all.collect();
                found.insert(name, all);
            }
            syn::Item::Mod(item) => {
                if let Some((_, items)) = &item.content {
                    collect(items, found);
                }
            }
            _ => {}
        }
    }
}

fn fields(owner: &str, prefix: &str, fields: &syn::Fields) -> Vec<Field> {
    fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            let written = &field.ty;
            (owner.to_owned(), format!("{prefix}{name}"), quote::quote!(#written).to_string())
        })
        .collect()
}

/// Every field of every kind of record; what shapes they have stands in the place of the type.
fn kinds() -> impl Iterator<Item = Field> {
    LIST.all().iter().flat_map(|kind| {
        kind.slots
            .iter()
            .map(|slot| (kind.name.to_owned(), slot.name.to_owned(), format!("{:?}", slot.shape)))
    })
}

/// Every field of a type and of all that it is made of.
fn walk(types: &BTreeMap<String, Vec<Field>>, root: &str) -> Vec<Field> {
    let mut waiting = vec![root.to_owned()];
    let mut walked = BTreeSet::new();
    let mut all = Vec::new();
    while let Some(name) = waiting.pop() {
        let Some(fields) = types.get(&name).filter(|_| walked.insert(name.clone())) else { continue };
        for field in fields {
            let parts = field.2.split(|character: char| !character.is_ascii_alphanumeric());
            waiting.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
            all.push(field.clone());
        }
    }
    all
}

fn words(name: &str) -> impl Iterator<Item = String> {
    let field = name.rsplit('.').next().unwrap_or_default().to_owned();
    field.split('_').map(str::to_owned).collect::<Vec<_>>().into_iter()
}

#[test]
fn safety_s14_no_type_that_leaves_a_device_can_tell_where_or_when_somebody_looked() {
    let types = types();
    let mut telling = BTreeSet::new();
    let mut walked = 0;
    for root in ROOTS {
        assert!(types.contains_key(root), "{root} is no type of the sources any more: name its successor");
        for (owner, field, _) in walk(&types, root).into_iter().chain(kinds()) {
            walked += 1;
            let name = format!("{owner}.{field}");
            let is_telling = words(&field).any(|word| TELLTALE.contains(&word.as_str()));
            if is_telling && !EXPLAINED.iter().any(|(explained, _)| *explained == name) {
                telling.insert(name);
            }
        }
    }
    assert!(walked > 100, "only {walked} fields were walked");
    assert_eq!(telling, BTreeSet::new(), "say in EXPLAINED why each tells nothing, or take it out");
}

#[test]
fn safety_s15_times_that_the_other_person_sees_are_days() {
    let types = types();
    let own: BTreeSet<&str> =
        LIST.all().iter().filter(|kind| kind.part == Part::Own).map(|kind| kind.name).collect();
    let fine: Vec<String> = walk(&types, "RelationshipOperation")
        .into_iter()
        .chain(kinds().filter(|(kind, ..)| !own.contains(kind.as_str())))
        .filter(|(_, field, _)| FINE_TIMES.iter().any(|ending| field.ends_with(ending)))
        .map(|(owner, field, written)| format!("{owner}.{field}: {written}"))
        .collect();
    assert_eq!(fine, Vec::<String>::new());
    let days =
        walk(&types, "RelationshipOperation").iter().filter(|(_, _, written)| written == "Day").count();
    assert!(days >= 2, "grants and answers carry their day");
}

#[test]
fn safety_s16_no_view_and_no_sentence_counts_what_a_person_did_or_did_not_do() {
    let view = std::fs::read_to_string("../interface/src/view.rs").expect("the view's source");
    let words = std::fs::read_to_string("../web/languages/en.ftl").expect("the language file");
    for (name, text) in [("view.rs", view), ("en.ftl", words)] {
        for word in ["streak", "score", "missed", "in a row", "keep it up", "rank", "badge", "points"] {
            let found = text.lines().find(|line| {
                let line = line.to_lowercase();
                line.split(|character: char| !character.is_alphanumeric()).any(|part| part == word)
                    || (word.contains(' ') && line.contains(word))
            });
            assert_eq!(found, None, "{name} says “{word}”");
        }
    }
}
