//! Resting and ending a talk: open to either at any time.

use interface::command::{Command, Items};
use interface::look::Together;
use interface::model::kinds::{Listed, Talk, TalkRest};
use interface::model::together::Standing;
use interface::model::{Content, ContentHash, GrantId, Rest};
use leptos::prelude::*;

use super::{Here, is_of, topic_kind};
use crate::components::button::{Look, button, link};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{nothing, row, soft, stack};
use crate::places::{Place, Tool};
use crate::platform::browser;
use crate::words;
use crate::words::choices;

/// How a talk stands that both want, what the person said of resting, and the topic.
fn state(together: &Together) -> Option<(Standing, Option<GrantId>, ContentHash)> {
    let is_on = matches!(
        together.standing,
        Some(Standing::YourTurn | Standing::TheirTurn | Standing::Paused | Standing::Over)
    );
    (is_on && topic_kind(together) == Some(Talk::NUMBER)).then_some(())?;
    let own = together.said.iter().find(|said| said.is_own && is_of(said, TalkRest::NUMBER));
    Some((together.standing?, own.map(|said| said.grant), together.shared_as?))
}

impl Here {
    /// The ways to rest, to end, and to go on. How a talk ends is drawn alike, whichever it is.
    pub(super) fn rests(self) -> AnyView {
        let form = Form::new(self.session);
        let now = move || self.together.with(|together| together.as_ref().and_then(state));
        live(now, move |now| {
            let Some((standing, own, answers)) = now else { return nothing() };
            let way = |how: Rest| {
                let rest = move || {
                    let content = Content::of(&TalkRest { rest: how, until: None });
                    self.shows(content, answers);
                };
                button(Look::Quiet, choices::rest(how), rest)
            };
            let agree =
                || link(Look::Quiet, words::talk_agree(), Place::Thing(Tool::Agreements, self.id, None));
            let go_on = |grant| button(Look::Quiet, words::talk_go_on(), move || self.go_on(form, grant));
            let ways = match (standing, own) {
                (Standing::Paused, Some(grant)) => vec![go_on(grant), way(Rest::End)],
                (Standing::Over, Some(grant)) => vec![go_on(grant)],
                (Standing::Over, None) => return nothing(),
                (Standing::Paused, None) => vec![way(Rest::End)],
                _ => vec![agree(), way(Rest::Differently), way(Rest::Pause), way(Rest::End)],
            };
            let says = match (standing, own) {
                (Standing::Over, _) => nothing(),
                (Standing::Paused, Some(_)) => soft(words::talk_rests_own()),
                (Standing::Paused, None) => {
                    live(move || self.name(), |name| soft(words::talk_rests_theirs(&name)))
                }
                _ => soft(words::talk_rests()),
            };
            stack(vec![says, row(ways), form.problems()])
        })
    }

    fn go_on(self, form: Form, grant: GrantId) {
        form.send(Command::Items(Items::Unsay { relationship: self.id, grant }), move |_| {
            self.session.say(words::talk_goes_on());
            browser::focus_heading();
        });
    }
}
