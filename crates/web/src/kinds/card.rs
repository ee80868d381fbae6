//! Cards.

use interface::model::fields::{Line, Text};
use interface::model::kinds::{Card, Listed};

use super::{Face, read, written};
use crate::components::said;
use crate::places::Place;
use crate::words::{self, choices};

pub(super) const FACE: Face = Face {
    number: Card::NUMBER,
    draw: |content| {
        let Card { taste, text, note } = read(content)?;
        let note = note.map(Text::into_string).unwrap_or_default();
        Some(written(choices::taste(taste), text.into_string(), said(note)))
    },
    title: |content| read(content).map(|card: Card| Line::into_string(card.text)),
    arrived: Some((words::since_cards, Place::Likes)),
};
