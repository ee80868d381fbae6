//! Gradual questions.

use crate::{
    fields::{Line, Text},
    kind,
    vocabulary::Depth,
};

/// The most characters in a question.
const QUESTION_CHARACTERS_MAX: usize = 240;

kind! {
    /// An answer to one of the questions that two people ask each other.
    pub struct QuestionAnswer "question_answer" about relationship {
        /// The question, as it was asked.
        pub question: Line<QUESTION_CHARACTERS_MAX>,
        /// How far it goes.
        pub depth: Depth,
        /// The answer.
        pub text: Text,
    }
}
