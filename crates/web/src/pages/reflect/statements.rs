//! The statements, in the order in which a record holds their answers.

use interface::model::Tie;
use interface::model::kinds::counts::{GIVEN, RECEIVED, STATEMENTS};

use crate::words;

/// How many contrasts there are.
pub(super) const CONTRASTS: usize = 5;

/// Which of the six statements of a contrast name the opposite act.
pub(super) const IS_OPPOSITE: [bool; STATEMENTS] = [false, false, false, false, true, true];

/// In which turn a contrast asks which of its statements. Each contrast begins at another place, so that opposite acts stand apart.
const TURNS: [usize; STATEMENTS] = [0, 4, 1, 2, 5, 3];

/// Each contrast with its name and its statements.
pub(super) fn contrasts() -> [(String, [String; STATEMENTS]); CONTRASTS] {
    use words::*;
    [
        (
            contrasts_boundaries(),
            [boundaries_1(), boundaries_2(), boundaries_3(), boundaries_4(), boundaries_5(), boundaries_6()],
        ),
        (contrasts_honesty(), [honesty_1(), honesty_2(), honesty_3(), honesty_4(), honesty_5(), honesty_6()]),
        (
            contrasts_communication(),
            [
                communication_1(),
                communication_2(),
                communication_3(),
                communication_4(),
                communication_5(),
                communication_6(),
            ],
        ),
        (
            contrasts_understanding(),
            [
                understanding_1(),
                understanding_2(),
                understanding_3(),
                understanding_4(),
                understanding_5(),
                understanding_6(),
            ],
        ),
        (contrasts_worth(), [worth_1(), worth_2(), worth_3(), worth_4(), worth_5(), worth_6()]),
    ]
}

/// Which statement of which contrast is asked when: all thirty, mixed.
pub(super) fn asked() -> Vec<(usize, usize)> {
    let turns = 0..STATEMENTS;
    turns
        .flat_map(|turn| {
            (0..CONTRASTS).map(move |contrast| {
                let statement = TURNS.iter().cycle().nth(turn + contrast).copied().unwrap_or_default();
                (contrast, statement)
            })
        })
        .collect()
}

/// The signs that one receives, by what the other is.
pub(super) fn received(tie: Tie) -> [String; RECEIVED] {
    use words::*;
    match tie {
        Tie::Partner => [
            signs_partner_1(),
            signs_partner_2(),
            signs_partner_3(),
            signs_partner_4(),
            signs_partner_5(),
            signs_partner_6(),
            signs_partner_7(),
            signs_partner_8(),
        ],
        Tie::Parent | Tie::AdultChild => [
            signs_family_1(),
            signs_family_2(),
            signs_family_3(),
            signs_family_4(),
            signs_family_5(),
            signs_family_6(),
            signs_family_7(),
            signs_family_8(),
        ],
        Tie::Sibling | Tie::Friend | Tie::Other => [
            signs_friend_1(),
            signs_friend_2(),
            signs_friend_3(),
            signs_friend_4(),
            signs_friend_5(),
            signs_friend_6(),
            signs_friend_7(),
            signs_friend_8(),
        ],
    }
}

/// The signs that one gives.
pub(super) fn given() -> [String; GIVEN] {
    [words::signs_given_1(), words::signs_given_2()]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_statement_is_asked_once_and_never_three_opposite_acts_in_a_row() {
        let asked = asked();
        assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), CONTRASTS * STATEMENTS);
        let is_opposite: Vec<bool> = asked.iter().map(|(_, statement)| IS_OPPOSITE[*statement]).collect();
        assert_eq!(is_opposite.iter().filter(|is_opposite| **is_opposite).count(), 2 * CONTRASTS);
        assert!(is_opposite.windows(3).all(|three| three.contains(&false)), "{is_opposite:?}");
        let of_same = asked.windows(2).filter(|two| two[0].0 == two[1].0).count();
        assert_eq!(of_same, 0, "two of one contrast stand side by side");
    }

    #[test]
    fn every_statement_is_another() {
        let of_contrasts = contrasts().into_iter().flat_map(|(_, statements)| statements);
        let of_signs = Tie::ALL.iter().flat_map(|tie| received(*tie));
        let all: BTreeSet<String> = of_contrasts.chain(of_signs).chain(given()).collect();
        assert_eq!(all.len(), CONTRASTS * STATEMENTS + 3 * RECEIVED + GIVEN);
    }
}
