//! Help now: people to talk to. Works offline; every entry says when it was last checked.

pub(super) mod contacts;

use crate::html;
use interface::model::Day;
use leptos::prelude::*;

use super::alone;
use crate::components::{card, frame, heading, heading_below, lead, small, soft, stack, text};
use crate::places::Place;
use crate::platform::browser;
use crate::session::Session;
use crate::words;

/// An entry older than this is shown with a warning.
const FRESH_DAYS: u32 = 180;

/// What is said first, the danger, and the people of one's own.
const FIRST_PARTS: usize = 3;

/// One way to reach people who help.
struct Entry {
    name: fn() -> String,
    about: fn() -> String,
    /// A number to dial, or an address to visit.
    reach: Reach,
    /// When it was last checked; absent where that has not been done since it was written down.
    verified_on: Option<Day>,
}

enum Reach {
    Phone(&'static str),
    Site(&'static str, &'static str),
}

/// 22 November 2026.
const CHECKED: Option<Day> = Some(Day(20_779));

const ENTRIES: [Entry; 7] = [
    Entry {
        name: words::help_eu,
        about: words::help_eu_about,
        reach: Reach::Phone("116 016"),
        verified_on: CHECKED,
    },
    Entry {
        name: words::help_germany,
        about: words::help_germany_about,
        reach: Reach::Phone("116 016"),
        verified_on: CHECKED,
    },
    Entry {
        name: words::help_uk,
        about: words::help_uk_about,
        reach: Reach::Phone("0808 2000 247"),
        verified_on: CHECKED,
    },
    Entry {
        name: words::help_us,
        about: words::help_us_about,
        reach: Reach::Phone("1-800-799-7233"),
        verified_on: CHECKED,
    },
    Entry {
        name: words::help_australia,
        about: words::help_australia_about,
        reach: Reach::Phone("1800 737 732"),
        verified_on: None,
    },
    Entry {
        name: words::help_lila,
        about: words::help_lila_about,
        reach: Reach::Site("lila.help", "https://lila.help/"),
        verified_on: CHECKED,
    },
    Entry {
        name: words::help_hot_peach,
        about: words::help_hot_peach_about,
        reach: Reach::Site("hotpeachpages.net", "https://www.hotpeachpages.net/"),
        verified_on: CHECKED,
    },
];

/// Where relatives control, in whatever name.
const RELATIVES: [Entry; 2] = [
    Entry {
        name: words::help_karma_nirvana,
        about: words::help_karma_nirvana_about,
        reach: Reach::Phone("0800 5999 247"),
        verified_on: None,
    },
    Entry {
        name: words::help_hourglass,
        about: words::help_hourglass_about,
        reach: Reach::Phone("0808 808 8141"),
        verified_on: None,
    },
];

/// For people who are worried about what they do themselves.
const CONDUCT: [Entry; 2] = [
    Entry {
        name: words::help_respect,
        about: words::help_respect_about,
        reach: Reach::Phone("0808 802 4040"),
        verified_on: None,
    },
    Entry {
        name: words::help_mens_referral,
        about: words::help_mens_referral_about,
        reach: Reach::Phone("1300 766 491"),
        verified_on: None,
    },
];

/// Help now: what stands in its dialog, and what only an open vault can do: the person's own people, and the private check-in.
pub(super) fn page(session: Session) -> AnyView {
    let back = (words::nav_today(), Place::Today);
    let mut all = content(session);
    // Below the people of one's own, above the directory.
    let below = all.split_off(FIRST_PARTS);
    all.extend([contacts::new(session), alone::entry()]);
    all.extend(below);
    frame::page(session, words::nav_help(), Some(back), all)
}

/// What it says, locked or not, with or without a network.
pub(super) fn content(session: Session) -> Vec<AnyView> {
    let list = |entries: &[Entry]| -> AnyView {
        html::ul().class("cards wide").child(entries.iter().map(show).collect::<Vec<_>>()).into_any()
    };
    vec![
        lead(words::help_lead()),
        card("wash-self", vec![text(words::help_emergency()), text(words::help_safer_device())]),
        contacts::list(session),
        heading(words::help_directory_title()),
        list(&ENTRIES),
        heading(words::help_relatives_title()),
        list(&RELATIVES),
        heading(words::help_conduct_title()),
        list(&CONDUCT),
        digital(),
        stack(vec![soft(words::help_own()), soft(words::leave_how()), soft(words::leave_history())]),
    ]
}

/// Phones, accounts and places, where somebody uses them to watch or to frighten.
fn digital() -> AnyView {
    let guides = Reach::Site("techsafety.org", "https://www.techsafety.org/resources-survivors/");
    let said = [
        words::help_digital_accounts(),
        words::help_digital_location(),
        words::help_digital_pictures(),
        words::help_digital_spying(),
        words::help_digital_passwords(),
    ];
    let said =
        html::ul().class("rests").child(said.map(|said| html::li().child(said)).into_iter().collect_view());
    let content = stack(vec![
        text(words::help_digital_lead()),
        card("wash-self", vec![text(words::help_digital_first())]),
        said.into_any(),
        soft(words::help_digital_source()),
        crate::components::row(vec![reached(&guides)]),
    ]);
    stack(vec![heading(words::help_digital_title()), content])
}

/// The way to reach somebody.
fn reached(reach: &Reach) -> AnyView {
    match *reach {
        Reach::Phone(number) => {
            let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
            html::a()
                .class("btn quiet")
                .attr("dir", "ltr")
                .href(format!("tel:{dialled}"))
                .attr("dir", "ltr")
                .child(number)
                .into_any()
        }
        Reach::Site(shown, address) => html::a()
            .class("btn quiet")
            .href(address)
            .attr("rel", "noreferrer")
            .attr("dir", "ltr")
            .child(shown)
            .into_any(),
    }
}

fn show(entry: &Entry) -> AnyView {
    let reach = reached(&entry.reach);
    let checked = match entry.verified_on {
        None => words::help_not_verified(),
        Some(day) => {
            let today = browser::today();
            let age = today.0.saturating_sub(day.0);
            let on = words::day(day, today);
            if age > FRESH_DAYS { words::help_verified_long_ago(&on) } else { words::help_verified(&on) }
        }
    };
    html::li()
        .child(card(
            "",
            vec![
                heading_below((entry.name)()),
                text((entry.about)()),
                crate::components::row(vec![reach]),
                small(checked),
            ],
        ))
        .into_any()
}
