//! What every English sentence keeps to, checked over the whole file: plain, short, warm, and about nobody in particular.

use std::collections::BTreeSet;

const ENGLISH: &str = include_str!("../../languages/en.ftl");

/// The most words between two stops.
const WORDS_MAX: usize = 20;

/// Words that stand for one gender, or for a diagnosis. They are nobody's here.
const NOT_OURS: [&str; 24] = [
    "he",
    "him",
    "his",
    "she",
    "her",
    "hers",
    "husband",
    "wife",
    "boyfriend",
    "girlfriend",
    "mother",
    "father",
    "addict",
    "anxious",
    "borderline",
    "codependent",
    "depressed",
    "disorder",
    "narcissist",
    "narcissistic",
    "toxic",
    "trauma",
    "traumatized",
    "victim",
];

/// Every message with its name. What is filled in counts as one word, and each variant of a message as a sentence of its own.
fn messages() -> Vec<(&'static str, String)> {
    let mut messages: Vec<(&str, String)> = Vec::new();
    for line in ENGLISH.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((name, text)) if !line.starts_with(' ') => messages.push((name, without_arguments(text))),
            _ => {
                if let Some((_, text)) = messages.last_mut() {
                    let variant = line.split_once(']').map_or(line, |(_, variant)| variant);
                    text.push_str(". ");
                    text.push_str(without_arguments(variant).trim());
                }
            }
        }
    }
    messages
}

/// A line with an ellipsis for each thing that is filled in. A choice between variants begins on one line and ends on another.
fn without_arguments(line: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for letter in line.chars() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                plain.push('…');
            }
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

fn words_in(text: &str) -> impl Iterator<Item = String> {
    let is_apart = |letter: char| !letter.is_alphanumeric() && letter != '’' && letter != '\'';
    text.split(is_apart).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[test]
fn no_sentence_is_longer_than_one_breath() {
    let long: Vec<_> = messages()
        .iter()
        .flat_map(|(name, text)| {
            text.split(['.', '?', ':', ';']).map(move |sentence| (*name, sentence.to_owned()))
        })
        .filter(|(_, sentence)| sentence.split_whitespace().count() > WORDS_MAX)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn nobody_is_shouted_at_labelled_or_taken_for_one_gender() {
    let wrong: Vec<_> = messages()
        .into_iter()
        .filter(|(_, text)| {
            text.contains('!') || words_in(text).any(|word| NOT_OURS.contains(&word.as_str()))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_question_of_the_journal_is_asked_twice() {
    let prompts: Vec<_> =
        messages().into_iter().filter(|(name, _)| is_prompt(name)).map(|(_, text)| text).collect();
    assert!(prompts.len() >= 30, "{}", prompts.len());
    assert_eq!(prompts.iter().collect::<BTreeSet<_>>().len(), prompts.len());
}

fn is_prompt(name: &str) -> bool {
    name.strip_prefix("prompt-").is_some_and(|rest| rest.parse::<u32>().is_ok())
}

#[test]
fn messages_are_read_as_they_stand() {
    let messages = messages();
    let of = |wanted: &str| messages.iter().find(|(name, _)| *name == wanted).map(|(_, text)| text.as_str());
    assert_eq!(of("leave-button"), Some("Leave"));
    assert_eq!(
        of("carry-own-short"),
        Some("Your own devices can also be brought up to date by a file or by codes.")
    );
    assert_eq!(of("journal-between-count"), Some("… shared . one page. … pages. …"));
}
