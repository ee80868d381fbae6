//! What has come from others that this device has not shown yet: each thing a link to where it stands. It is gone once that was seen, or
//! put away, and stands in its place as long as the page does.

use interface::command::{Command, Noticed};
use interface::look::{Arrived, News};
use interface::model::RelationshipId;
use leptos::html;
use leptos::prelude::*;

use super::button::{Look, button};
use super::live::live;
use super::{nothing, unique_id};
use crate::kinds;
use crate::platform::browser;
use crate::session::Session;
use crate::words;

/// The line; nothing where nothing came.
pub(crate) fn since(
    session: Session,
    news: impl Fn() -> Vec<News> + Copy + Send + Sync + 'static,
) -> AnyView {
    let said = move || {
        let of_one = |news: News| {
            let name = session.name_of(news.relationship);
            news.arrived.into_iter().map(move |arrived| (news.relationship, name.clone(), arrived))
        };
        news().into_iter().flat_map(of_one).collect::<Vec<_>>()
    };
    live(said, move |said| {
        if said.is_empty() {
            return nothing();
        }
        let put_away = move || {
            for News { relationship, up_to, .. } in untrack(news) {
                session.ask(Command::Noticed(Noticed::PutAway { relationship, up_to }), |_| {});
            }
            browser::focus_heading();
        };
        let title = unique_id();
        let list = html::ul().child(said.into_iter().map(item).collect_view());
        html::section()
            .class("since")
            .attr("aria-labelledby", title.clone())
            .child((
                html::h2().id(title).child(words::since_title()),
                list,
                button(Look::Plain, words::since_put_away(), put_away),
            ))
            .into_any()
    })
}

fn item((relationship, name, arrived): (RelationshipId, String, Arrived)) -> AnyView {
    let (words, place) = kinds::arrived(relationship, &name, arrived);
    html::li().child(html::a().href(place.address()).child(words)).into_any()
}
