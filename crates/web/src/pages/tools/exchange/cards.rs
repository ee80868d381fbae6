//! Putting one's own cards forward in a guessing exchange.

use crate::html;
use interface::command::Items;
use interface::look::{OwnItem, Together};
use interface::model::kinds::{Card, ClosedCard, GivenAnswer, Guessing, Listed};
use interface::model::together::{CARDS_MAX, Standing};
use interface::model::{Answer, Content, ContentHash};
use leptos::prelude::*;

use super::{Here, is_of, topic_kind};
use crate::components::button::{Look, button, link, named_button};
use crate::components::live::live;
use crate::components::share::Ends;
use crate::components::{card, heading_below, nothing, row, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::words;

/// The cards that were put forward already, and the invitation, in an exchange that both want.
fn room(together: &Together) -> Option<(Vec<ContentHash>, ContentHash)> {
    let is_agreed = together.standing == Some(Standing::Answered(Answer::Yes));
    (is_agreed && topic_kind(together) == Some(Guessing::NUMBER)).then_some(())?;
    let forward = together.said.iter().filter(|said| said.is_own && is_of(said, ClosedCard::NUMBER));
    Some((forward.map(|said| said.hash).collect(), together.shared_as?))
}

impl Here {
    /// Asks before the exchange ends for both: whoever invited withdraws that, and the other takes the yes back.
    fn ends_guessing(self) {
        let Some(together) = self.together.get_untracked() else { return };
        let Some((topic, is_own)) = together.topic_content() else { return };
        if is_own {
            let act = Items::Withdraw { relationship: self.id, item: self.item };
            return self.ends(act, topic, Ends::Guessing);
        }
        let answer = together.said.iter().find(|said| said.is_own && is_of(said, GivenAnswer::NUMBER));
        if let Some((grant, content)) = answer.and_then(|said| Some((said.grant, said.content.as_ref()?))) {
            self.takes_back(grant, content, Ends::Guessing);
        }
    }

    /// One's own cards, each with a way to put it forward, as long as there is room for one more.
    pub(super) fn cards(self) -> AnyView {
        let own = self.session.own(Card::NUMBER);
        let room = move || self.together.with(|together| together.as_ref().and_then(room));
        live(room, move |room| {
            let Some((forward, answers)) = room else { return nothing() };
            let session = self.session;
            let write = move || session.begin_entry(words::guess_learned());
            let ends = move || self.ends_guessing();
            let end = row(vec![
                button(Look::Quiet, words::guess_write(), write),
                button(Look::Quiet, words::guess_end(), ends),
            ]);
            if forward.len() >= CARDS_MAX {
                return end;
            }
            let items = own.with_untracked(|own| own.items.clone());
            let is_known = |own: &OwnItem| own.shared.iter().any(|shared| shared.relationship == self.id);
            // What they see already there is nothing to guess of.
            let closed = items.iter().filter(|own| !is_known(own)).filter_map(|own| {
                let Card { taste, text, note } = kinds::read(&own.content)?;
                let content = Content::of(&ClosedCard { taste, text, note });
                (!forward.contains(&content.hash())).then(|| self.card(content, answers))
            });
            let rows: Vec<AnyView> = closed.collect();
            let list = if rows.is_empty() && !forward.is_empty() {
                return end;
            } else if rows.is_empty() {
                let write = row(vec![link(Look::Quiet, words::card_write(), Place::Card(None))]);
                stack(vec![soft(words::guess_no_cards()), write])
            } else {
                html::ul().class("rows puts").child(rows).into_any()
            };
            let content = vec![heading_below(words::guess_cards()), soft(words::guess_cards_text()), list];
            stack(vec![card("", content), end])
        })
    }

    fn card(self, content: Content, answers: ContentHash) -> AnyView {
        let title = kinds::title(&content);
        let named = title.clone();
        let put = move || self.shows(content.clone(), answers);
        let name = move || words::guess_put_named(&named);
        let put = named_button(Look::Quiet, words::guess_put(), name, put);
        html::li().child((html::span().class("grow").attr("dir", "auto").child(title), put)).into_any()
    }
}
