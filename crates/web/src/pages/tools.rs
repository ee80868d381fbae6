//! What two people do together. Each tool is one kind of thing, its words and its fields, in the table of [`kit`]; the pages around it are
//! written once: both sides' things, a form for a new one, and one thing with all that was said about it.

mod blank;
mod coming_back;
mod dates;
mod exchange;
mod extras;
mod gate;
mod ideas;
mod kit;
mod known;
mod list;
mod room;
mod starters;
mod thing;
mod times;

use crate::places::Tool;

pub(super) use known::page as known;
pub(super) use list::page;
pub(super) use room::{page as room, talk};
pub(super) use thing::page as thing;

pub(super) use gate::before as before_talk;
pub(crate) use kit::title_of;
pub(super) use starters::agreement as beginning_of_agreement;

/// What a tool is called, and a line about it.
pub(super) fn row(tool: Tool) -> (String, String) {
    let kit = kit::of(tool);
    ((kit.title)(), (kit.about)())
}
