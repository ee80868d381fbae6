//! Questions to begin an entry of the journal with. None comes again before all were used; another one, or none, is as good.

use interface::model::Day;

use crate::words;

/// The questions, in groups of five, with the name of each group.
fn groups() -> [(String, [String; 5]); 6] {
    use words::*;
    [
        (prompts_mine(), [prompt_1(), prompt_2(), prompt_3(), prompt_4(), prompt_5()]),
        (prompts_limits(), [prompt_6(), prompt_7(), prompt_8(), prompt_9(), prompt_10()]),
        (prompts_between(), [prompt_11(), prompt_12(), prompt_13(), prompt_14(), prompt_15()]),
        (prompts_hard(), [prompt_16(), prompt_17(), prompt_18(), prompt_19(), prompt_20()]),
        (prompts_holds(), [prompt_21(), prompt_22(), prompt_23(), prompt_24(), prompt_25()]),
        (prompts_where(), [prompt_26(), prompt_27(), prompt_28(), prompt_29(), prompt_30()]),
    ]
}

/// The group of a question, if it is one of these.
pub(super) fn group_of(prompt: &str) -> Option<String> {
    let found = groups().into_iter().find(|(_, prompts)| prompts.iter().any(|known| known == prompt));
    found.map(|(group, _)| group)
}

/// The question after `last`, or one to begin the day with: of those that were used least.
pub(super) fn next(last: Option<&str>, used: &[String], today: Day) -> String {
    // One of each group after another, so that the next is of another sort.
    let all: Vec<String> = transposed(groups());
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

fn transposed(groups: [(String, [String; 5]); 6]) -> Vec<String> {
    let mut columns: Vec<_> = groups.into_iter().map(|(_, prompts)| prompts.into_iter()).collect();
    let mut all = Vec::new();
    while let Some(first) = columns.iter_mut().map(Iterator::next).collect::<Option<Vec<_>>>() {
        all.extend(first);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_783);

    #[test]
    fn no_question_comes_again_before_all_were_used() {
        let mut used = Vec::new();
        for _ in 0..30 {
            let prompt = next(None, &used, TODAY);
            assert!(!used.contains(&prompt), "{prompt}");
            assert!(group_of(&prompt).is_some(), "{prompt}");
            used.push(prompt);
        }
        assert!(used.contains(&next(None, &used, TODAY)));
    }

    #[test]
    fn another_one_is_another_one_until_each_was_seen() {
        let mut seen = vec![next(None, &[], TODAY)];
        while seen.len() < 30 {
            let another = next(seen.last().map(String::as_str), &[], TODAY);
            assert!(!seen.contains(&another), "{another}");
            seen.push(another);
        }
    }
}
