//! This device does not belong to the vault any more: said kindly, once, before anything else; then what is here can be read.

use leptos::prelude::*;

use super::clean;
use crate::components::button::{Look, button};
use crate::components::moment::{moment, moment_heading};
use crate::components::{card, heading, lead, row, soft};
use crate::session::Session;
use crate::words;

/// What happened, and the ways on.
pub(super) fn page(session: Session) -> AnyView {
    session.title(&words::removed_title());
    moment(
        true,
        vec![
            moment_heading(words::removed_title()),
            lead(words::removed_text()),
            soft(words::removed_not_you()),
            card(
                "",
                vec![
                    heading(words::removed_read_title()),
                    soft(words::removed_read_text()),
                    row(vec![button(Look::Primary, words::removed_read(), move || session.read_on())]),
                ],
            ),
            card(
                "",
                vec![
                    heading(words::clean_title()),
                    soft(words::clean_short()),
                    soft(words::removed_back()),
                    clean::entry(session),
                ],
            ),
        ],
    )
}
