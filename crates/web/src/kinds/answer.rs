//! Answers to requests for support.

use interface::model::fields::Text;
use interface::model::kinds::{GivenAnswer, Listed};

use super::{Face, read, titled};
use crate::components::said;
use crate::places::Place;
use crate::words::{self, choices};

pub(super) const FACE: Face = Face {
    number: GivenAnswer::NUMBER,
    draw: |content| {
        let GivenAnswer { answer, words, .. } = read(content)?;
        let said = said(words.map(Text::into_string).unwrap_or_default());
        Some(titled(words::preview_answer(), choices::answer(answer), said))
    },
    title: |content| {
        let GivenAnswer { words, answer, .. } = read(content)?;
        Some(words.map_or_else(|| choices::answer(answer), Text::into_string))
    },
    arrived: Some((words::since_answers, Place::Support)),
};
