//! The page: whatever a person wrote, its markup stays the same, and what they wrote can be read.

use base64ct::{Base64, Encoding};
use client::export::page::{POLICY, PageWords, STYLE, page};
use client::export::{Export, Link, collect};
use model::{Content, Day, Offsets, RelationshipId, Side, Value, kinds::LIST};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::arbitrary;

fn words(word: &str) -> PageWords {
    PageWords::new("en", "ltr", |_| word.to_owned())
}

/// A record with every text that a person wrote replaced by `change` of it.
fn changed_record(content: &Content, change: &impl Fn(&str) -> String) -> Content {
    let Ok(fields) = LIST.fields(content) else { return content.clone() };
    let changed = |value| match value {
        Value::Text(text) => Value::Text(change(&text).into()),
        other => other,
    };
    let mut values: Vec<_> = fields.into_iter().map(|(_, value)| changed(value)).collect();
    // What only a newer version knows stands behind the rest.
    values.extend((!LIST.is_whole(content)).then_some(Value::Number(5)));
    Content::of_values(content.number(), &values)
}

/// Every text that a person wrote, replaced by `change` of it.
fn changed(mut export: Export, change: &impl Fn(&str) -> String) -> Export {
    let set = |text: &mut String| *text = change(text);
    export.name.iter_mut().for_each(set);
    export.relationships.iter_mut().for_each(|relationship| set(&mut relationship.name));
    let shared = export.shared.iter_mut().chain(export.from_others.iter_mut().flatten());
    let granted = shared.flat_map(|shared| &mut shared.grants).map(|grant| &mut grant.content);
    let written =
        export.items.iter_mut().flat_map(|item| &mut item.versions).map(|version| &mut version.content);
    written.chain(granted).for_each(|content| *content = changed_record(content, change));
    export
}

/// Everything between `<` and `>`, as a parser of HTML finds it where no script is.
fn markup(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|rest| rest.split_once('>').expect("a tag ends").0).collect()
}

/// Everything outside of tags, with the five escapes undone.
fn readable(html: &str) -> String {
    let text: String =
        html.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text)).collect();
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    escapes.iter().fold(text, |text, (escape, letter)| text.replace(escape, letter))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn safety_s29_no_text_becomes_markup_on_the_page(
        vault in arbitrary::vault(),
        state in arbitrary::shared(),
        word in arbitrary::text(),
    ) {
        let link = Link { relationship: RelationshipId([1; 16]), state: &state, mine: Side::Founder, since: Some(Day(1)) };
        let export = collect(&vault, &[link], true, Day(20_779));
        let html = String::from_utf8(page(&export, &LIST, &words(&word), &Offsets::default())).expect("UTF-8");
        // An empty text leaves its line out, so it stays empty.
        let safe = changed(export.clone(), &|text| if text.is_empty() { String::new() } else { "x".to_owned() });
        let safe = String::from_utf8(page(&safe, &LIST, &words("x"), &Offsets::default())).expect("UTF-8");
        prop_assert_eq!(markup(&html), markup(&safe));

        let body = html.split_once("</style>").expect("a style").1;
        let read = readable(body);
        let shown = |text: &str| -> String {
            text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
        };
        let granted = export.shared.iter().chain(export.from_others.iter().flatten()).flat_map(|shared| &shared.grants);
        let contents = export.items.iter().flat_map(|item| &item.versions).map(|version| &version.content);
        for content in contents.chain(granted.map(|grant| &grant.content)) {
            for (slot, value) in LIST.fields(content).into_iter().flatten() {
                if let Value::Text(text) = value {
                    prop_assert!(read.contains(&shown(&text)), "{}", slot.name);
                }
            }
        }
    }
}

#[test]
fn the_policy_lets_the_page_show_its_own_style_and_nothing_else() {
    let hash = Base64::encode_string(&Sha256::digest(STYLE.as_bytes()));
    assert_eq!(
        POLICY,
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
    );
    let empty = collect(&model::Vault::default(), &[], false, Day(20_779));
    let html = String::from_utf8(page(&empty, &LIST, &words("word"), &Offsets::default())).expect("UTF-8");
    assert!(html.contains(&format!("<style>{STYLE}</style>")), "exactly what the hash covers");
    for never in
        ["<script", "<link", "<img", "<a ", "src=", "href=", "url(", "@import", " style=", "http:", "https:"]
    {
        assert!(!html.contains(never), "{never}");
    }
}
