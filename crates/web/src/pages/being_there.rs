//! Being there after a yes: how to listen, how to answer hard news, how to receive help.

use crate::html;
use leptos::prelude::*;

use crate::components::button::{Look, link};
use crate::components::{card, columns, frame, heading, lead, row, soft, stack};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    use words::*;
    let listen =
        part(being_listen(), vec![being_listen_1(), being_listen_2(), being_listen_3(), being_listen_4()]);
    let hard = part(being_hard(), vec![being_hard_1(), being_hard_2(), being_hard_3(), being_hard_4()]);
    let receive = part(
        being_receive(),
        vec![being_receive_1(), being_receive_2(), being_receive_3(), being_receive_4()],
    );
    let limits = card(
        "wash-calm",
        vec![
            heading(being_limits_title()),
            soft(being_limits()),
            row(vec![
                link(Look::Quiet, no_title(), Place::No),
                link(Look::Quiet, circle_title(), Place::Circle),
                link(Look::Quiet, nav_help(), Place::Help),
            ]),
        ],
    );
    let back = (circle_title(), Place::Circle);
    let content = columns(vec![stack(vec![listen, hard]), stack(vec![receive, limits])]);
    frame::page(session, being_title(), Some(back), vec![lead(being_lead()), content])
}

fn part(title: String, lines: Vec<String>) -> AnyView {
    let lines = lines.into_iter().map(|line| html::li().child(line)).collect_view();
    card("", vec![heading(title), html::ul().class("rests").child(lines).into_any()])
}
