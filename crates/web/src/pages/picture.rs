//! Picture: the two voices over time. Until there is something to draw, it says what it will be and claims nothing.

use leptos::prelude::*;

use crate::components::button::{Look, link};
use crate::components::voice::two_voices;
use crate::components::{card, frame, heading, narrow, row, soft};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// Picture.
pub(super) fn page(session: Session) -> AnyView {
    frame::page(
        session,
        words::nav_picture(),
        None,
        vec![narrow(vec![card(
            "",
            vec![
                heading(words::picture_title()),
                two_voices(),
                soft(words::picture_empty()),
                row(vec![link(Look::Quiet, words::about_link(), Place::About)]),
            ],
        )])],
    )
}
