//! How two come back after space: longer, slowly, or open; and an agreement on it, which alone binds anybody.

use interface::look::Together;
use interface::model::kinds::Space;
use interface::model::{Pact, RelationshipId, WritesFirst};
use interface::moment::Date;
use leptos::prelude::*;

use super::starters;
use crate::components::button::{Look, button, link};
use crate::components::live::live;
use crate::components::{card, heading, nothing, row, small, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// Beside somebody's space.
pub(super) fn view(session: Session, id: RelationshipId, together: Memo<Option<Together>>) -> AnyView {
    // How the person calls the other is seen by nobody else: here stands how they call themselves.
    let known = session.relationship(id);
    let space = move || together.with(|together| together.as_ref().and_then(space_of));
    live(
        move || (space(), known.with(|known| known.as_ref().map(|known| known.their_name.clone()))),
        move |(space, name)| {
            let Some((space, is_own)) = space else { return nothing() };
            let own_name = session.open.with_untracked(|open| open.name.clone());
            let first = match (space.first, is_own) {
                (WritesFirst::Either, _) => words::back_either(),
                (WritesFirst::Author, true) | (WritesFirst::Other, false) => words::back_first(&own_name),
                (WritesFirst::Author, false) | (WritesFirst::Other, true) => name
                    .filter(|name| !name.is_empty())
                    .map_or_else(words::back_either, |name| words::back_first(&name)),
            };
            let on = space.until.max(session.present_day());
            let beginning = words::back_words(&session.day(on), &first);
            let begin = starters::agreement(Pact::Return, &Date(on).to_string(), &beginning);
            let agree = move || session.begin_with(Place::Thing(Tool::Agreements, id, None), begin.clone());
            let is_near_end = space.until <= session.present_day();
            let question = if is_near_end { text(words::back_question()) } else { nothing() };
            card(
                "wash-calm",
                vec![
                    heading(words::back_title()),
                    question,
                    text(words::back_text()),
                    row(vec![
                        button(Look::Quiet, words::back_agree(), agree),
                        link(Look::Quiet, words::back_lengthen(), Place::Thing(Tool::Space, id, None)),
                    ]),
                    small(words::back_open()),
                    row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
                ],
            )
        },
    )
}

fn space_of(together: &Together) -> Option<(Space, bool)> {
    let (content, is_own) = together.topic_content()?;
    Some((kinds::read(content)?, is_own))
}
