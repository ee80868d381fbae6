//! The days as a table, on demand: the same facts for whoever reads or hears rather than sees.

use crate::html;
use interface::figures::Level;
use interface::look::KeptDay;
use leptos::ev;
use leptos::prelude::*;

use super::Shown;
use super::stretch::Figures;
use super::voices::in_words;
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::{nothing, row, stack};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::words;
use crate::words::choices;

/// So many days at first, and so many more each time.
const ROWS: usize = 31;

/// The days that were kept, the newest first. Rows are made once the table is opened.
pub(super) fn days(shown: Shown, figures: Figures) -> AnyView {
    let is_open = RwSignal::new(false);
    let up_to = RwSignal::new(ROWS);
    let levels = figures.levels();
    let rows = Memo::new(move |_| {
        if !is_open.get() {
            return (Vec::new(), false);
        }
        figures.asked.with(|asked| {
            let days = asked.days.iter().rev();
            let level = |kept: &KeptDay, is_bond: bool| {
                let place = kept.day.0.checked_sub(asked.from.0)? as usize;
                levels.with(|(own, bond)| (if is_bond { bond } else { own }).get(place).copied().flatten())
            };
            let rows = days.take(up_to.get()).map(|kept| (*kept, level(kept, false), level(kept, true)));
            (rows.collect::<Vec<_>>(), asked.days.len() > up_to.get())
        })
    });
    let table = live(
        move || (rows.with(|(rows, _)| rows.clone()), shown.name.get()),
        move |(rows, name)| if rows.is_empty() { nothing() } else { table(shown, rows, name.as_deref()) },
    );
    // The button stays while the table grows, and the focus with it; with the last days it goes to where they are.
    let more = live(
        move || rows.with(|(_, has_more)| *has_more),
        move |has_more| {
            let act = move || {
                up_to.update(|up_to| *up_to += ROWS);
                if !rows.with_untracked(|(_, has_more)| *has_more) {
                    browser::focus_later("table.days");
                }
            };
            has_more.then(|| row(vec![button(Look::Quiet, words::picture_table_earlier(), act)])).into_any()
        },
    );
    let table = stack(vec![table, more]);
    html::details()
        .on(ev::toggle, move |event| {
            is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
        })
        .child((html::summary().class("btn plain").child(words::picture_table()), table))
        .into_any()
}

type Row = (KeptDay, Option<Level>, Option<Level>);

fn table(shown: Shown, rows: Vec<Row>, name: Option<&str>) -> AnyView {
    let head = [
        Some(words::picture_table_day()),
        Some(words::picture_table_own()),
        name.map(words::picture_table_bond),
    ];
    let head = head.into_iter().flatten().map(|name| html::th().attr("scope", "col").child(name));
    let head = html::thead().child(html::tr().child(head.collect::<Vec<_>>()));
    let line = |(kept, own, bond): Row| {
        let wish = kept.wish.map(choices::closeness);
        let bond = name.map(|_| cell(kept.bond, bond, wish));
        let day = html::th().attr("scope", "row").child(shown.session.day(kept.day));
        html::tr().child((day, cell(kept.own, own, None), bond))
    };
    let body = html::tbody().child(rows.into_iter().map(line).collect::<Vec<_>>());
    html::table()
        .class("pairs days")
        .attr("tabindex", "-1")
        .attr("aria-label", words::picture_table())
        .child((head, body))
        .into_any()
}

fn cell(answer: Option<u8>, level: Option<Level>, wish: Option<String>) -> html::Element {
    let answer = answer.map_or_else(words::picture_table_none, |answer| words::scale_point(answer.into()));
    let level = level.map(|level| {
        let [value, low, high] = in_words(level);
        words::picture_table_level(&value, &low, &high)
    });
    let beside = [level, wish].into_iter().flatten().map(|said| html::small().child(said));
    html::td().child((html::span().child(answer), beside.collect::<Vec<_>>()))
}
