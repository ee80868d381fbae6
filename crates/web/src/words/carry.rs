//! What a person reads of an exchange without a relay.

use interface::command::{Brought, ParcelProblem};

/// What a parcel has brought.
pub(crate) fn brought(brought: &Brought) -> Vec<String> {
    let mut sentences = match brought.new {
        0 if is_whole(brought) => vec![super::carry_brought_nothing()],
        0 => vec![super::carry_brought_known()],
        new => vec![super::carry_brought_new(new)],
    };
    if brought.unreadable > 0 {
        sentences.push(super::carry_brought_unreadable(brought.unreadable));
    }
    if brought.former > 0 {
        sentences.push(super::carry_brought_former());
    }
    if brought.missing {
        sentences.push(super::carry_brought_missing());
    }
    if brought.refused {
        sentences.push(super::carry_brought_refused());
    }
    sentences
}

/// Whether nothing of a parcel was left out.
fn is_whole(brought: &Brought) -> bool {
    brought.unreadable == 0 && brought.former == 0 && !brought.missing && !brought.refused
}

/// Why a parcel was not made or not taken.
pub(crate) fn problem(problem: ParcelProblem) -> Vec<String> {
    match problem {
        ParcelProblem::TooLarge => vec![super::problem_parcel_too_large()],
        ParcelProblem::Foreign => {
            vec![super::problem_parcel_foreign(), super::problem_file_nothing_changed()]
        }
        ParcelProblem::TooNew => vec![super::problem_parcel_too_new(), super::problem_file_nothing_changed()],
        ParcelProblem::Damaged => {
            vec![super::problem_parcel_damaged(), super::problem_file_nothing_changed()]
        }
        ParcelProblem::Elsewhere => {
            vec![super::problem_parcel_elsewhere(), super::problem_file_nothing_changed()]
        }
        ParcelProblem::Ended => vec![super::problem_parcel_ended(), super::problem_file_nothing_changed()],
        ParcelProblem::Beginning => {
            vec![super::problem_parcel_beginning(), super::problem_parcel_beginning_way()]
        }
        ParcelProblem::Unreadable => {
            vec![super::problem_parcel_unreadable(), super::problem_file_nothing_changed()]
        }
        ParcelProblem::Nothing => vec![super::problem_parcel_nothing()],
        ParcelProblem::Removed => {
            vec![super::problem_parcel_removed(), super::problem_file_nothing_changed()]
        }
        ParcelProblem::HeldBack => vec![super::problem_parcel_held_back()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_is_counted_in_words_and_what_is_missing_is_said() {
        let counts = Brought { new: 1, ..Brought::default() };
        assert_eq!(brought(&counts), ["One new thing is here now."]);
        let counts = Brought { new: 3, unreadable: 2, missing: true, ..Brought::default() };
        let sentences = brought(&counts);
        assert_eq!(sentences.len(), 3, "{sentences:?}");
        assert_eq!(sentences[0], "3 new things are here now.");
        let counts = Brought { known: 4, former: 1, refused: true, ..Brought::default() };
        let sentences = brought(&counts);
        assert_eq!(sentences.len(), 3, "{sentences:?}");
        assert_eq!(sentences[0], "What could be taken was here already.");
        assert_eq!(
            brought(&Brought::default()),
            ["There was nothing new in it: everything is here already."]
        );
    }
}
