//! What holds of every band, whatever was answered.

use model::{
    reflection::{ANSWERS_MIN, Change, STEPS, band, change},
    vocabulary::Frequency,
};
use proptest::{collection::vec, prelude::*, sample::select};

fn answers() -> impl Strategy<Value = Vec<Frequency>> {
    vec(select(Frequency::ALL), 6)
}

proptest! {
    #[test]
    fn a_band_lies_on_the_line_around_its_middle_and_is_half_a_step_wide_at_least(answers in answers(), opposite in vec(any::<bool>(), 6)) {
        let answered = answers.iter().filter(|answer| **answer != Frequency::DidNotComeUp).count();
        match band(&answers, &opposite) {
            Err(few) => prop_assert!(few.answers == answered && answered < ANSWERS_MIN),
            Ok(band) => {
                prop_assert_eq!(band.answers, answered);
                prop_assert!(0.0 <= band.low && band.low <= band.middle);
                prop_assert!(band.middle <= band.high && band.high <= STEPS);
                prop_assert!(band.high - band.low >= 0.5 - 1e-9);
            }
        }
    }

    #[test]
    fn whether_a_statement_names_the_opposite_act_turns_the_line_round_and_changes_nothing_else(answers in answers(), opposite in vec(any::<bool>(), 6)) {
        let turned: Vec<bool> = opposite.iter().map(|opposite| !opposite).collect();
        if let (Ok(one), Ok(other)) = (band(&answers, &opposite), band(&answers, &turned)) {
            prop_assert!((one.middle + other.middle - STEPS).abs() < 1e-9);
            prop_assert!((one.low + other.high - STEPS).abs() < 1e-9);
        }
    }

    #[test]
    fn a_change_the_other_way_round_is_the_other_change(before in answers(), now in answers(), opposite in vec(any::<bool>(), 6)) {
        let turned = |change| match change {
            Change::Higher => Change::Lower,
            Change::Lower => Change::Higher,
            Change::TooClose => Change::TooClose,
        };
        prop_assert_eq!(change(&before, &now, &opposite), change(&now, &before, &opposite).map(turned));
        prop_assert!(matches!(change(&now, &now, &opposite), None | Some(Change::TooClose)));
    }
}
