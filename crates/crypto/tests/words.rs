//! Recovery words as people type them, and safety words.

use std::collections::{BTreeMap, BTreeSet};

use crypto::{RECOVERY_WORD_COUNT, RecoveryWords, RecoveryWordsError, SAFETY_WORD_COUNT, SafetyWords};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn words() -> RecoveryWords {
    RecoveryWords::from_entropy(&[42; 32])
}

#[test]
fn words_are_read_however_they_are_written_down() {
    let list = words().words();
    let numbered: Vec<String> =
        list.iter().enumerate().map(|(index, word)| format!("{}. {word}", index + 1)).collect();
    let ways = [
        list.join(" "),
        list.join("\n"),
        list.join(", "),
        list.join("\t \u{a0}"),
        list.join(" ").to_uppercase(),
        numbered.join("\r\n"),
        format!("  {}.  ", list.join("-")),
        list.iter().map(|word| word.get(..4).unwrap_or(word)).collect::<Vec<_>>().join(" "),
        list.iter().map(|word| word.get(..4).unwrap_or(word).to_uppercase()).collect::<Vec<_>>().join("/"),
        list.join(" ").replace('a', "a\u{ad}").replace('e', "\u{200b}e\u{2069}"),
    ];
    for typed in ways {
        assert!(RecoveryWords::parse(&typed) == Ok(words()), "{typed}");
    }
}

#[test]
fn the_unknown_word_is_named_with_its_position_and_the_words_that_begin_alike() {
    let mut list: Vec<String> = words().words().into_iter().map(str::to_owned).collect();
    list[6] = "Aband0n".into();
    // The digit ends a word: the seventh is “aband”, which the list does not hold.
    let error = RecoveryWords::parse(&list.join(" ")).unwrap_err();
    assert_eq!(
        error,
        RecoveryWordsError::UnknownWord { position: 7, word: "aband".into(), suggestions: vec!["abandon"] }
    );
    assert_eq!(error.to_string(), "word 7 (“aband”) is not in the list");

    let unknown = |word: &str| match RecoveryWords::parse(word) {
        Err(RecoveryWordsError::UnknownWord { suggestions, .. }) => suggestions,
        other => panic!("{word}: {other:?}"),
    };
    assert_eq!(unknown("zzz"), ["zebra", "zero", "zone"]);
    assert_eq!(unknown("lettar"), ["letter"]);
    assert_eq!(unknown("lette"), ["letter"], "five letters are neither the word nor its first four");
    assert_eq!(unknown("xylophone"), Vec::<&str>::new());
    assert_eq!(unknown("żółć"), Vec::<&str>::new());
    assert_eq!(unknown(&"abandon".repeat(100_000)), ["abandon"]);
}

#[test]
fn an_unknown_word_is_named_even_if_words_are_missing() {
    let error = RecoveryWords::parse("abandon abandun").unwrap_err();
    assert!(matches!(error, RecoveryWordsError::UnknownWord { position: 2, .. }), "{error:?}");
}

#[test]
fn too_few_or_too_many_words_are_counted() {
    let list = words().words();
    for found in [0, 1, 12, 23] {
        let error = RecoveryWords::parse(&list[..found].join(" ")).unwrap_err();
        assert_eq!(error, RecoveryWordsError::Count { found });
    }
    let more = [list.as_slice(), &["abandon"]].concat().join(" ");
    assert_eq!(RecoveryWords::parse(&more).unwrap_err(), RecoveryWordsError::Count { found: 25 });
}

#[test]
fn words_that_do_not_belong_together_are_refused() {
    let mut list = words().words();
    assert!(RecoveryWords::parse(&list.join(" ")).is_ok());
    list.swap(0, 1);
    assert_ne!(list, words().words());
    assert_eq!(RecoveryWords::parse(&list.join(" ")).unwrap_err(), RecoveryWordsError::Checksum);
}

#[test]
fn different_words_are_different_members() {
    let one = words().member_seed();
    assert_eq!(one.expose(), words().member_seed().expose());
    assert_ne!(one.expose(), RecoveryWords::from_entropy(&[43; 32]).member_seed().expose());
    assert_ne!(one.expose(), &[42; 32], "the seed is derived, not the entropy itself");
    assert_eq!(format!("{:?}", words()), "RecoveryWords(secret)");
}

#[test]
fn safety_words_depend_on_every_part_and_its_boundaries() {
    let of = |parts: &[&[u8]]| SafetyWords::of_transcript(parts).0;
    assert_eq!(of(&[b"inviter", b"invited"]), of(&[b"inviter", b"invited"]));
    let transcripts: [&[&[u8]]; 6] = [
        &[],
        &[b"inviter"],
        &[b"inviter", b"invited"],
        &[b"invited", b"inviter"],
        &[b"inviterinvited"],
        &[b"inviteri", b"nvited"],
    ];
    let all: BTreeSet<_> = transcripts.iter().map(|parts| of(parts)).collect();
    assert_eq!(all.len(), transcripts.len());
}

/// 33 bits: each of the words takes all 2048 values, none of them noticeably more often.
#[test]
fn safety_words_use_the_whole_list_in_every_place() {
    let transcripts = 2048_u32 * 16;
    let mut counts: [_; SAFETY_WORD_COUNT] = core::array::from_fn(|_| BTreeMap::new());
    for transcript in 0..transcripts {
        let words = SafetyWords::of_transcript(&[&transcript.to_le_bytes()]).0;
        for (counts, word) in counts.iter_mut().zip(words) {
            *counts.entry(word).or_insert(0_u32) += 1;
        }
    }
    for counts in counts {
        assert_eq!(counts.len(), 2048);
        assert!(counts.values().all(|count| *count <= 48), "three times the mean of 16");
    }
}

/// Four letters can stand for a word only because no two of the list begin with the same.
#[test]
fn four_letters_are_enough_for_every_word_of_the_list() {
    let mut seen = BTreeSet::new();
    let mut random = ChaCha20Rng::seed_from_u64(4);
    for _ in 0..1_000 {
        seen.extend(RecoveryWords::random(&mut random).words());
    }
    assert_eq!(seen.len(), 2048);
    for word in seen {
        let short = word.get(..4).unwrap_or(word);
        let counted = RecoveryWords::parse(short).unwrap_err();
        assert_eq!(counted, RecoveryWordsError::Count { found: 1 }, "{short} is {word}");
    }
}

proptest! {
    #[test]
    fn parsing_undoes_writing(entropy: [u8; 32]) {
        let words = RecoveryWords::from_entropy(&entropy);
        prop_assert_eq!(words.words().len(), RECOVERY_WORD_COUNT);
        prop_assert!(RecoveryWords::parse(&words.words().join(" ")) == Ok(words));
    }

    #[test]
    fn one_wrong_word_is_nearly_always_noticed(seed: u64, position in 0..RECOVERY_WORD_COUNT, replacement: [u8; 32]) {
        let words = RecoveryWords::random(&mut ChaCha20Rng::seed_from_u64(seed));
        let mut list = words.words();
        list[position] = RecoveryWords::from_entropy(&replacement).words()[0];
        // One wrong word in 256 passes the checksum of eight bits; never does it pass as the same words.
        match RecoveryWords::parse(&list.join(" ")) {
            Ok(parsed) => prop_assert_eq!(parsed == words, list == words.words()),
            Err(error) => prop_assert_eq!(error, RecoveryWordsError::Checksum),
        }
    }

    #[test]
    fn anything_typed_is_an_answer_and_no_panic(typed in any::<String>()) {
        prop_assert!(RecoveryWords::parse(&typed).is_err());
    }
}
