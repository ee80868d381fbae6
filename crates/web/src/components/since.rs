//! What has come from others that this device has not shown yet: each thing a link to where it stands. It is gone once that was seen, or
//! put away. As long as the page stands, whatever is withdrawn of it leaves its place empty, so that nothing below moves.

use crate::html;
use interface::command::{Command, Noticed};
use interface::look::{Arrived, News};
use interface::model::RelationshipId;
use leptos::prelude::*;

use super::button::{Look, button};
use super::live::{keyed, live};
use super::{nothing, unique_id};
use crate::kinds;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// One of the things that came, or the place of one that is not there any more.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    from: RelationshipId,
    name: String,
    arrived: Arrived,
    is_there: bool,
}

impl Row {
    fn key(&self) -> String {
        format!("{} {} {:?}", self.from, self.arrived.kind, self.arrived.about)
    }
}

/// The line; nothing where nothing came.
pub(crate) fn since(
    session: Session,
    news: impl Fn() -> Vec<News> + Copy + Send + Sync + 'static,
) -> AnyView {
    let is_put_away = RwSignal::new(None);
    let said = move || {
        let of_one = |news: News| {
            let name = session.name_of(news.relationship);
            let row =
                move |arrived| Row { from: news.relationship, name: name.clone(), arrived, is_there: true };
            news.arrived.into_iter().map(row)
        };
        news().into_iter().flat_map(of_one).collect::<Vec<_>>()
    };
    let shown = Memo::new(move |last: Option<&(u32, Vec<Row>)>| {
        // Who wants to see what is new, or has put the line away, waits for no place.
        let wanted = session.wanted_news();
        let stays = is_put_away.get() != Some(wanted);
        let last = last.filter(|(at, _)| stays && *at == wanted).map_or(&[][..], |(_, rows)| rows.as_slice());
        (wanted, in_place(last, said()))
    });
    let rows = Memo::new(move |_| shown.with(|(_, rows)| rows.clone()));
    live(
        move || rows.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let put_away = move || {
                is_put_away.set(Some(untrack(|| session.wanted_news())));
                for News { relationship, up_to, .. } in untrack(news) {
                    session.ask(Command::Noticed(Noticed::PutAway { relationship, up_to }), |_| {});
                }
                browser::focus_heading();
            };
            let title = unique_id();
            html::section()
                .class("since")
                .class(("kept", move || rows.with(|rows| rows.iter().all(|row| !row.is_there))))
                .attr("aria-labelledby", title.clone())
                .child((
                    html::h2().id(title).child(words::since_title()),
                    html::ul().child(keyed(rows, Row::key, item)),
                    button(Look::Plain, words::since_put_away(), put_away),
                ))
                .into_any()
        },
    )
}

/// What stands there now, in the places where it stood.
fn in_place(last: &[Row], mut now: Vec<Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in last {
        match now.iter().position(|new| new.key() == row.key()) {
            Some(place) => rows.push(now.remove(place)),
            None => rows.push(Row { is_there: false, ..row.clone() }),
        }
    }
    rows.extend(now);
    rows
}

fn item(row: Memo<Row>) -> AnyView {
    let said = move || row.with(|row| kinds::arrived(row.from, &row.name, row.arrived));
    let place = untrack(said).1;
    let link = html::a().href(place.address()).child(move || said().0);
    html::li().class(("kept", move || row.with(|row| !row.is_there))).child(link).into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: u32, count: u32) -> Row {
        let arrived = Arrived { kind, about: None, count };
        Row { from: RelationshipId([1; 16]), name: "Sam".to_owned(), arrived, is_there: true }
    }

    #[test]
    fn what_is_withdrawn_keeps_its_place_and_what_comes_stands_behind() {
        let gone = |row: Row| Row { is_there: false, ..row };
        let shown = in_place(&[], vec![row(3, 1), row(1, 2)]);
        assert_eq!(shown, [row(3, 1), row(1, 2)]);
        let shown = in_place(&shown, vec![row(1, 1)]);
        assert_eq!(shown, [gone(row(3, 1)), row(1, 1)]);
        let shown = in_place(&shown, vec![row(3, 2), row(5, 1)]);
        assert_eq!(shown, [row(3, 2), gone(row(1, 1)), row(5, 1)]);
        assert_eq!(in_place(&shown, Vec::new()), [gone(row(3, 2)), gone(row(1, 1)), gone(row(5, 1))]);
    }
}
