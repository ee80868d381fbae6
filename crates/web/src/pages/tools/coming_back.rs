//! How two come back after space: longer, slowly, or open; and an agreement on it, which alone binds anybody.

use interface::look::{Together, Topic};
use interface::model::kinds::Space;
use interface::model::{Content, Pact, RelationshipId, WritesFirst};
use interface::moment::Date;
use leptos::prelude::*;

use super::super::{kind, ours};
use super::starters;
use crate::components::button::{Look, button, link};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, heading, nothing, row, small, stack, text};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// Beside somebody's space.
pub(super) fn view(session: Session, id: RelationshipId, together: Memo<Option<Together>>) -> AnyView {
    // How the person calls the other is seen by nobody else: here stands how they call themselves.
    let known = session.relationship(id);
    let form = Form::new(session);
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
            let near = if is_own { ending(session, form, id, together) } else { nothing() };
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
                    near,
                    row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
                ],
            )
        },
    )
}

/// Whoever takes or gives space ends it alone: what stands beside the button is exactly what the other will see changed.
fn ending(session: Session, form: Form, id: RelationshipId, together: Memo<Option<Together>>) -> AnyView {
    let name = ours::name_of(session.relationship(id));
    let today_last = move |together: &Together| {
        let Topic::Own(own) = &together.topic else { return None };
        let (space, today) = (kinds::read::<Space>(&own.content)?, session.present_day());
        let is_seen = own.shared.iter().any(|shared| shared.relationship == id && shared.newest);
        let is_running = is_seen && (space.from..space.until).contains(&today);
        let content = || Content::of(&Space { until: today, ..space });
        is_running.then(|| kind::write(Some(own.item), Some(own.version), Some(id), content()))
    };
    let write = move || together.with(|together| today_last(together.as_ref()?));
    live(
        move || (write().is_some(), name.get()),
        move |(is_running, name)| {
            if !is_running {
                return form.problems();
            }
            let end = move || {
                if let Some(write) = untrack(write) {
                    kind::write_and_share(session, form, id, write, words::space_ends);
                }
            };
            stack(vec![
                small(words::space_end_text(&name)),
                row(vec![button(Look::Quiet, words::space_end(), end)]),
                form.problems(),
            ])
        },
    )
}

fn space_of(together: &Together) -> Option<(Space, bool)> {
    let (content, is_own) = together.topic_content()?;
    Some((kinds::read(content)?, is_own))
}
