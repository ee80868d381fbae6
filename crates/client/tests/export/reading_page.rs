//! The page: whatever a person wrote, its markup stays the same, and what they wrote can be read.

use base64ct::{Base64, Encoding};
use client::export::page::{POLICY, PageWords, STYLE, page};
use client::export::{Export, Link, collect};
use model::{Answer, Day, Kind, Need, RelationshipId, Side};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::arbitrary;

fn words(word: &str) -> PageWords {
    let all = |count: usize| vec![word.to_owned(); count];
    let text = || word.to_owned();
    PageWords {
        language: "en".into(),
        direction: "ltr".into(),
        title: text(),
        who_reads: text(),
        made_on: text(),
        people: text(),
        likes: text(),
        dislikes: text(),
        requests: text(),
        shared: text(),
        from_others: text(),
        answers: text(),
        added: text(),
        written: text(),
        since: text(),
        linked_since: text(),
        beside: text(),
        nothing: text(),
        kinds: all(Kind::ALL.len()),
        needs: all(Need::ALL.len()),
        answer_words: all(Answer::ALL.len()),
    }
}

/// Every text that a person wrote, replaced by `change` of it.
fn changed(mut export: Export, change: &impl Fn(&str) -> String) -> Export {
    let set = |text: &mut String| *text = change(text);
    export.name.iter_mut().for_each(set);
    export.relationships.iter_mut().for_each(|relationship| set(&mut relationship.name));
    for card in export.cards.iter_mut().flat_map(|card| &mut card.versions) {
        set(&mut card.content.text);
        set(&mut card.content.note);
    }
    for ask in export.requests.iter_mut().flat_map(|request| &mut request.request.versions) {
        set(&mut ask.content.text);
    }
    for shared in export.shared.iter_mut().chain(export.from_others.iter_mut().flatten()) {
        for card in &mut shared.cards {
            set(&mut card.content.text);
            set(&mut card.content.note);
        }
        shared.requests.iter_mut().for_each(|request| set(&mut request.content.text));
        shared.answers.iter_mut().for_each(|answer| set(&mut answer.words));
    }
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
        let html = String::from_utf8(page(&export, &words(&word))).expect("UTF-8");
        // An empty text leaves its line out, so it stays empty.
        let safe = changed(export.clone(), &|text| if text.is_empty() { String::new() } else { "x".to_owned() });
        let safe = String::from_utf8(page(&safe, &words("x"))).expect("UTF-8");
        prop_assert_eq!(markup(&html), markup(&safe));

        let body = html.split_once("</style>").expect("a style").1;
        let read = readable(body);
        let shown = |text: &str| -> String {
            text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
        };
        for card in export.cards.iter().flat_map(|card| &card.versions) {
            prop_assert!(read.contains(&shown(&card.content.text)) && read.contains(&shown(&card.content.note)));
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
    let html = String::from_utf8(page(&empty, &words("word"))).expect("UTF-8");
    assert!(html.contains(&format!("<style>{STYLE}</style>")), "exactly what the hash covers");
    for never in
        ["<script", "<link", "<img", "<a ", "src=", "href=", "url(", "@import", " style=", "http:", "https:"]
    {
        assert!(!html.contains(never), "{never}");
    }
}
