//! Questions to begin an entry of the journal with. None comes again before all were used; another one, or none, is as good.

use interface::model::Day;

use crate::words;

/// How many questions each group has.
const GROUP: usize = 15;

/// A sentence in the person's language.
type Sentence = fn() -> String;

/// The questions, in their groups, with the name of each.
const GROUPS: [(Sentence, [Sentence; GROUP]); 6] = {
    use words::*;
    [
        (
            prompts_mine,
            [
                prompt_1, prompt_2, prompt_3, prompt_4, prompt_5, prompt_31, prompt_32, prompt_33, prompt_34,
                prompt_35, prompt_36, prompt_37, prompt_38, prompt_39, prompt_40,
            ],
        ),
        (
            prompts_limits,
            [
                prompt_6, prompt_7, prompt_8, prompt_9, prompt_10, prompt_41, prompt_42, prompt_43,
                prompt_44, prompt_45, prompt_46, prompt_47, prompt_48, prompt_49, prompt_50,
            ],
        ),
        (
            prompts_between,
            [
                prompt_11, prompt_12, prompt_13, prompt_14, prompt_15, prompt_51, prompt_52, prompt_53,
                prompt_54, prompt_55, prompt_56, prompt_57, prompt_58, prompt_59, prompt_60,
            ],
        ),
        (
            prompts_hard,
            [
                prompt_16, prompt_17, prompt_18, prompt_19, prompt_20, prompt_61, prompt_62, prompt_63,
                prompt_64, prompt_65, prompt_66, prompt_67, prompt_68, prompt_69, prompt_70,
            ],
        ),
        (
            prompts_holds,
            [
                prompt_21, prompt_22, prompt_23, prompt_24, prompt_25, prompt_71, prompt_72, prompt_73,
                prompt_74, prompt_75, prompt_76, prompt_77, prompt_78, prompt_79, prompt_80,
            ],
        ),
        (
            prompts_where,
            [
                prompt_26, prompt_27, prompt_28, prompt_29, prompt_30, prompt_81, prompt_82, prompt_83,
                prompt_84, prompt_85, prompt_86, prompt_87, prompt_88, prompt_89, prompt_90,
            ],
        ),
    ]
};

/// The group of a question, if it is one of these.
pub(super) fn group_of(prompt: &str) -> Option<String> {
    let found = GROUPS.iter().find(|(_, prompts)| prompts.iter().any(|known| known() == prompt));
    found.map(|(group, _)| group())
}

/// A question by its number, from 0, one of each group after another.
pub(super) fn nth(number: usize) -> String {
    in_turn().nth(number).map(|prompt| prompt()).unwrap_or_default()
}

/// The question after `last`, or one to begin the day with: of those that were used least, those of one's own among them.
pub(super) fn next(last: Option<&str>, used: &[String], own: &[String], today: Day) -> String {
    let all: Vec<String> = own.iter().cloned().chain(in_turn().map(|prompt| prompt())).collect();
    let uses = |prompt: &String| used.iter().filter(|known| *known == prompt).count();
    let least = all.iter().map(uses).min().unwrap_or_default();
    let is_free = |prompt: &&String| uses(prompt) == least && Some(prompt.as_str()) != last;
    let begin = match last.and_then(|last| all.iter().position(|prompt| prompt == last)) {
        Some(place) => place + 1,
        None => usize::try_from(today.0).unwrap_or_default(),
    };
    let from = begin.checked_rem(all.len()).unwrap_or_default();
    let (before, after) = all.split_at(from);
    let free = after.iter().chain(before).find(is_free);
    free.or_else(|| all.first()).cloned().unwrap_or_default()
}

/// One of each group after another, so that the next is of another sort.
fn in_turn() -> impl Iterator<Item = Sentence> {
    (0..GROUP).flat_map(|place| GROUPS.iter().filter_map(move |(_, prompts)| prompts.get(place).copied()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const TODAY: Day = Day(20_783);
    const ALL: usize = 90;

    #[test]
    fn there_are_ninety_each_another() {
        let all: BTreeSet<String> = in_turn().map(|prompt| prompt()).collect();
        assert_eq!(all.len(), ALL);
    }

    #[test]
    fn no_question_comes_again_before_all_were_used() {
        let mut used = Vec::new();
        for _ in 0..ALL {
            let prompt = next(None, &used, &[], TODAY);
            assert!(!used.contains(&prompt), "{prompt}");
            assert!(group_of(&prompt).is_some(), "{prompt}");
            used.push(prompt);
        }
        assert!(used.contains(&next(None, &used, &[], TODAY)));
    }

    #[test]
    fn another_one_is_another_one_until_each_was_seen() {
        let own = ["What did the sea say?".to_owned()];
        let mut seen = vec![next(None, &[], &own, TODAY)];
        while seen.len() <= ALL {
            let another = next(seen.last().map(String::as_str), &[], &own, TODAY);
            assert!(!seen.contains(&another), "{another}");
            seen.push(another);
        }
        assert!(seen.contains(&own[0]), "one of one's own comes along");
    }
}
