//! What `docs/export.md` says of kinds of record is made here from the list of kinds, and compared with what stands there. A new kind
//! needs no words of its own in it.

use std::{collections::BTreeMap, fmt::Write as _};

use model::{
    Shape, Tie,
    kinds::{LIST, List, Part, documentation},
    value::Choices,
};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/export.md");
const BEGIN: &str = "<!-- kinds: begin -->\n";
const END: &str = "<!-- kinds: end -->";
const BLESS: &str = "cargo xtask golden --bless";

/// Whether the document is to be written instead of compared.
fn is_blessing() -> bool {
    std::env::var_os("GOLDEN_BLESS").is_some()
}

/// What stands before the section, in it, and after it.
fn parts(document: &str) -> (&str, &str, &str) {
    let between = document.split_once(BEGIN).and_then(|(before, rest)| {
        let (section, after) = rest.split_once(END)?;
        Some((before, section, after))
    });
    between.unwrap_or_else(|| panic!("docs/export.md has no section between {BEGIN}and {END}"))
}

/// A table for each kind, and one of the choices.
fn section(kinds: &List, meanings: &[(&str, &[&str])]) -> String {
    assert_eq!(kinds.all().len(), meanings.len(), "every kind is explained");
    let mut section = String::new();
    let mut choices = BTreeMap::from([(Tie::CHOICES.name, &Tie::CHOICES)]);
    for (kind, (about, meanings)) in kinds.all().iter().zip(meanings) {
        assert_eq!(kind.slots.len(), meanings.len(), "every field of {} is explained", kind.name);
        let part = match kind.part {
            Part::Own => "own",
            Part::Shareable => "shareable",
            Part::Reply => "reply",
        };
        let part =
            if kind.needs_relationship { format!("{part}, about a relationship") } else { part.to_owned() };
        writeln!(section, "\n#### `{}`\n\nNumber {}, {part}. {}\n", kind.name, kind.number, about.trim())
            .expect("text grows");
        section += "| # | Field | Type | Means |\n| --- | --- | --- | --- |\n";
        for (number, (slot, meaning)) in kind.slots.iter().zip(*meanings).enumerate() {
            let cells = [format!("`{}`", slot.name), in_words(&slot.shape), meaning.trim().to_owned()];
            let [name, shape, meaning] = cells.map(|cell| cell.replace('|', "\\|"));
            writeln!(section, "| {number} | {name} | {shape} | {meaning} |").expect("text grows");
            if let Some(of_slot) = choices_of(&slot.shape) {
                let known = choices.insert(of_slot.name, of_slot);
                assert!(known.is_none_or(|known| known == of_slot), "two sets of choices: {}", of_slot.name);
            }
        }
    }
    section += "\n#### Choices\n\n| Of | Names, each with its number in CBOR |\n| --- | --- |\n";
    for choices in choices.values() {
        let all: Vec<_> =
            choices.all.iter().map(|choice| format!("`{}` {}", choice.name, choice.number)).collect();
        writeln!(section, "| {} | {} |", choices.name, all.join(", ")).expect("text grows");
    }
    section + "\n"
}

/// What may stand in a field of JSON.
fn in_words(shape: &Shape) -> String {
    match shape {
        Shape::Line { characters_max } => format!("line of at most {} characters", grouped(*characters_max)),
        Shape::Text { characters_max } => format!("text of at most {} characters", grouped(*characters_max)),
        Shape::Scale { points } => format!("number from 1 to {points}"),
        Shape::Choice(choices) => {
            let names: Vec<_> = choices.all.iter().map(|choice| format!("`{}`", choice.name)).collect();
            format!("one of {}", names.join(", "))
        }
        Shape::Day => "*day*".to_owned(),
        Shape::Moment => "*moment*".to_owned(),
        Shape::TimeOfDay => "*time of day*".to_owned(),
        Shape::Optional(shape) => format!("{}; or nothing (`null`)", in_words(shape)),
        Shape::Several { of, count_max } => {
            format!("list of at most {}, each: {}", grouped(*count_max), in_words(of))
        }
    }
}

fn choices_of(shape: &Shape) -> Option<&'static Choices> {
    match shape {
        Shape::Choice(choices) => Some(choices),
        Shape::Optional(shape) | Shape::Several { of: shape, .. } => choices_of(shape),
        Shape::Line { .. } | Shape::Text { .. } | Shape::Scale { .. } => None,
        Shape::Day | Shape::Moment | Shape::TimeOfDay => None,
    }
}

/// A number with a comma before every three digits: 4,000.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("digits are UTF-8"))
        .collect();
    groups.join(",")
}

#[test]
fn the_documentation_of_every_kind_is_what_the_code_says() {
    let document = std::fs::read_to_string(DOCUMENT).unwrap();
    let (before, found, after) = parts(&document);
    let made = section(&LIST, &documentation());
    if is_blessing() {
        return std::fs::write(DOCUMENT, format!("{before}{BEGIN}{made}{END}{after}")).unwrap();
    }
    assert!(
        found == made,
        "docs/export.md says something else of kinds than the code. `{BLESS}` writes:\n{made}"
    );
}

/// What every file has beside records is described by hand: nothing of it is left out.
#[test]
fn every_field_of_a_file_is_named_in_the_documentation() {
    fn names(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                found.extend(fields.keys().cloned());
                fields.values().for_each(|value| names(value, found));
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| names(value, found)),
            _ => {}
        }
    }
    // The document is just being written.
    if is_blessing() {
        return;
    }
    let document = std::fs::read_to_string(DOCUMENT).unwrap();
    let mut found = Vec::new();
    names(&serde_json::from_str(include_str!("../golden/v1/mine.json")).unwrap(), &mut found);
    assert!(found.len() > 50, "the file has something of everything");
    for name in found.iter().filter(|name| !name.starts_with('#')) {
        assert!(document.contains(&format!("`{name}`")), "docs/export.md does not name {name}");
    }
}

pub(crate) mod made_up {
    use std::sync::LazyLock;

    use model::{
        Day, Kind as _, Taste,
        fields::{Few, Line, Moment, Scale, Text, TimeOfDay},
        kinds::{List, Part, description},
    };

    model::kind! {
        /// A pot of tea,
        /// shared.
        pub struct Tea "tea" {
            /// Black | green.
            pub sort: Line<20>,
            /// More about it.
            pub more: Option<Text<1_234_567>>,
            /// How strong.
            pub strength: Scale<5>,
            /// Which.
            pub taste: Taste,
            /// On which day.
            pub on: Day,
            /// When.
            pub at: Option<Moment>,
            /// When again.
            pub again: TimeOfDay,
            /// How each cup was.
            pub cups: Few<Taste, 12>,
        }
    }

    pub(crate) static KINDS: LazyLock<List> =
        LazyLock::new(|| List::of(vec![description::<Tea>(900, Part::Own)].leak()));

    pub(super) const MEANINGS: [(&str, &[&str]); 1] = [(Tea::ABOUT, Tea::MEANINGS)];
}

#[test]
fn every_shape_of_a_field_has_words() {
    let expected = r"
#### `tea`

Number 900, own. A pot of tea, shared.

| # | Field | Type | Means |
| --- | --- | --- | --- |
| 0 | `sort` | line of at most 20 characters | Black \| green. |
| 1 | `more` | text of at most 1,234,567 characters; or nothing (`null`) | More about it. |
| 2 | `strength` | number from 1 to 5 | How strong. |
| 3 | `taste` | one of `like`, `dislike` | Which. |
| 4 | `on` | *day* | On which day. |
| 5 | `at` | *moment*; or nothing (`null`) | When. |
| 6 | `again` | *time of day* | When again. |
| 7 | `cups` | list of at most 12, each: one of `like`, `dislike` | How each cup was. |

#### Choices

| Of | Names, each with its number in CBOR |
| --- | --- |
| taste | `like` 0, `dislike` 1 |
| tie | `partner` 0, `parent` 1, `adult-child` 2, `sibling` 3, `friend` 4, `other` 5 |

";
    assert_eq!(section(&made_up::KINDS, &made_up::MEANINGS), expected);
}
