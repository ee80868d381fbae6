//! Going from page to page in a full vault.

use anyhow::{Context, Result};
use client::{Command, Event, Look, command::Items, look::SHOWN_FIRST};
use model::{
    Content, Taste,
    fields::Line,
    kinds::{Card, Listed},
};
use relay::{Direct, store::sqlite::SqliteStore};

use super::Person;

/// What going to a page and what happens while it is shown cost, with everything in the vault.
#[derive(Clone, Copy, serde::Serialize)]
pub(crate) struct Looks {
    /// Seconds from the tap to the encoded page: the newest of all records.
    pub(crate) tap_s: f64,
    /// Seconds from a record that is written to the encoded page that shows it.
    pub(crate) write_s: f64,
    /// Bytes of the page with the newest of all records.
    pub(crate) page_bytes: usize,
    /// Bytes sent to the screen by an event that changes nothing on it but how the relay is reached.
    pub(crate) event_bytes: usize,
}

/// Goes back and forth between two pages, and writes while the larger is shown.
pub(super) fn measure_looks(
    person: &mut Person,
    relay: &mut Direct<SqliteStore>,
    rounds: usize,
) -> Result<Looks> {
    let list = Look::Own { kinds: vec![Card::NUMBER], up_to: SHOWN_FIRST, only: None };
    let (mut tap_s, mut write_s, mut page_bytes) = (f64::INFINITY, f64::INFINITY, 0);
    for round in 0..rounds.max(3) {
        person.act(relay, Command::Look(Look::Today))?;
        let before = person.shown_bytes;
        let begin = std::time::Instant::now();
        person.act(relay, Command::Look(list.clone()))?;
        tap_s = tap_s.min(begin.elapsed().as_secs_f64());
        page_bytes = person.shown_bytes - before;
        let text = Line::typed(&format!("written in round {round}")).context("a line")?;
        let content = Content::of(&Card { taste: Taste::Like, text, note: None });
        let write = Items::Write { item: None, of: None, about: None, content };
        let begin = std::time::Instant::now();
        person.act(relay, write.into())?;
        write_s = write_s.min(begin.elapsed().as_secs_f64());
    }
    let before = person.shown_bytes;
    person.handle(Event::Disconnected);
    person.settle(relay)?;
    let event_bytes = person.shown_bytes - before;
    Ok(Looks { tap_s, write_s, page_bytes, event_bytes })
}
