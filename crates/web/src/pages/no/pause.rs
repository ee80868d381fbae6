//! A pause before a yes. Each device goes by its own clock; nothing rings.

use interface::command::{Command, Items};
use interface::look::OwnItem;
use interface::model::fields::Moment;
use interface::model::kinds::{Listed, Pause};
use interface::model::{Content, Day, ItemId};
use leptos::prelude::*;

use super::super::kind;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::needed;
use crate::components::field::{Purpose, field, minutes_of};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::voice::{Voice, voice};
use crate::components::{card, heading, nothing, row, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::{browser, listening, zone};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// A pause until tomorrow ends at this minute of the day: in the morning.
const MORNING_MINUTES: u32 = 9 * 60;

const MINUTE_S: u64 = 60;

/// A clock that waits for something far away looks again after this long, in milliseconds.
const LOOK_AGAIN_MS: f64 = 60.0 * 60.0 * 1_000.0;

/// A pause that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) struct Pausing {
    /// Its record.
    pub(in crate::pages) item: ItemId,
    until_s: u64,
}

impl Pausing {
    pub(in crate::pages) fn of(own: &OwnItem) -> Option<Self> {
        let Pause { until: Moment(until_s) } = kinds::read(&own.content)?;
        Some(Self { item: own.item, until_s })
    }

    /// Until when, in words.
    fn until(self, session: Session) -> String {
        let (time, day) = (words::time(zone::minute_at(self.until_s)), zone::day_at(self.until_s));
        match days_ahead(session, day) {
            0 => words::before_yes_until(&time),
            1 => words::before_yes_until_tomorrow(&time),
            _ => words::before_yes_until_day(&session.day(day), &time),
        }
    }

    /// The sentence for whoever waits for an answer.
    fn sentence(self, session: Session) -> String {
        let day = zone::day_at(self.until_s);
        match days_ahead(session, day) {
            0 => words::before_yes_sentence(&words::time(zone::minute_at(self.until_s))),
            1 => words::before_yes_sentence_tomorrow(),
            _ => words::before_yes_sentence_day(&session.day(day)),
        }
    }
}

fn days_ahead(session: Session, day: Day) -> u32 {
    day.0.saturating_sub(session.open.with_untracked(|open| open.today).0)
}

/// The pauses of a list, and whether each is over by now.
pub(in crate::pages) fn over(
    own: impl Fn() -> Vec<OwnItem> + Send + Sync + 'static,
) -> Memo<Vec<(Pausing, bool)>> {
    let pauses = Memo::new(move |_| own().iter().filter_map(Pausing::of).collect::<Vec<_>>());
    let now_s = passed(move || pauses.with(|all| all.iter().map(|one| one.until_s).collect()));
    Memo::new(move |_| {
        let now = now_s.get();
        pauses.with(|all| all.iter().map(|one| (*one, one.until_s <= now)).collect())
    })
}

/// The time, in seconds since 1970, which is told anew whenever one of these moments has come.
pub(in crate::pages) fn passed(moments_s: impl Fn() -> Vec<u64> + Send + Sync + 'static) -> RwSignal<u64> {
    let now_s = RwSignal::new(listening::now_s());
    Effect::new(move |_| {
        let now = now_s.get();
        let Some(next) = moments_s().into_iter().filter(|moment| *moment > now).min() else { return };
        #[expect(clippy::cast_precision_loss, reason = "what lies further away is looked at again anyway")]
        let wait_ms = ((next - now) as f64 * 1_000.0).min(LOOK_AGAIN_MS);
        listening::after(wait_ms, move || {
            // Gone with its page.
            now_s.set(listening::now_s());
        });
    });
    now_s
}

/// What the way to this page says of a pause; nothing while there is none.
pub(in crate::pages) fn about(pauses: &[(Pausing, bool)]) -> Option<String> {
    let (first, is_over) = pauses.first()?;
    Some(if *is_over {
        words::no_about_over()
    } else {
        words::no_about_running(&words::time(zone::minute_at(first.until_s)))
    })
}

/// The pauses that run, or are over.
pub(super) fn running(session: Session) -> AnyView {
    let own = session.own(Pause::NUMBER);
    let pauses = over(move || own.with(|own| own.items.clone()));
    keyed(
        pauses,
        |(pausing, is_over)| format!("{} {is_over}", pausing.item),
        move |pause| {
            let (pausing, is_over) = pause.get_untracked();
            if is_over { over_card(session, pausing.item, heading) } else { running_card(session, pausing) }
        },
    )
}

fn running_card(session: Session, pausing: Pausing) -> AnyView {
    let sentence = pausing.sentence(session);
    let said = sentence.clone();
    let copy = move || {
        browser::copy(&said, move |done| {
            session.say(if done { words::endings_copied() } else { words::endings_copy_refused() });
        });
    };
    card(
        "wash-self",
        vec![
            voice(Voice::Own, words::before_yes_title()),
            heading(pausing.until(session)),
            crate::components::quoted(sentence),
            row(vec![
                button(Look::Quiet, words::before_yes_copy(), copy),
                button(Look::Quiet, words::before_yes_end(), end(session, pausing.item)),
            ]),
        ],
    )
}

/// A pause that is over, on Today as well.
pub(in crate::pages) fn over_card(session: Session, item: ItemId, title: fn(String) -> AnyView) -> AnyView {
    card(
        "wash-self",
        vec![
            voice(Voice::Own, words::before_yes_title()),
            title(words::before_yes_over_title()),
            soft(words::before_yes_over_text()),
            row(vec![
                link(Look::Quiet, words::before_yes_over_rehearse(), Place::Rehearsal(None)),
                link(Look::Quiet, words::no_log(), Place::SaidLog),
                button(Look::Quiet, words::before_yes_over_away(), end(session, item)),
            ]),
        ],
    )
}

fn end(session: Session, item: ItemId) -> impl Fn() + 'static {
    let form = Form::new(session);
    move || {
        form.send(Command::Items(Items::Remove { item }), move |_| {
            session.say(words::before_yes_ended());
            browser::focus_heading();
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    TenMinutes,
    Hour,
    Tomorrow,
    Own,
}

impl Length {
    const ALL: [Self; 4] = [Self::TenMinutes, Self::Hour, Self::Tomorrow, Self::Own];

    fn label(self) -> String {
        match self {
            Self::TenMinutes => words::before_yes_ten_minutes(),
            Self::Hour => words::before_yes_hour(),
            Self::Tomorrow => words::before_yes_tomorrow(),
            Self::Own => words::before_yes_own(),
        }
    }

    /// When it ends, in seconds since 1970; nothing while no time of one's own was chosen.
    fn until_s(self, own: &str) -> Option<u64> {
        let now_s = listening::now_s();
        match self {
            Self::TenMinutes => Some(now_s + 10 * MINUTE_S),
            Self::Hour => Some(now_s + 60 * MINUTE_S),
            Self::Tomorrow => Some(zone::moment_of(Day(zone::day_at(now_s).0 + 1), MORNING_MINUTES)),
            Self::Own => {
                let today = zone::day_at(now_s);
                let minutes = minutes_of(own)?.into();
                let until_s = zone::moment_of(today, minutes);
                Some(if until_s > now_s { until_s } else { zone::moment_of(Day(today.0 + 1), minutes) })
            }
        }
    }
}

/// The way to begin one.
pub(super) fn begin(session: Session) -> AnyView {
    let length = RwSignal::new(None);
    let own = RwSignal::new(String::new());
    let form = Form::new(session);
    let chosen = Remark::choice(length, words::before_yes_choose());
    let lacks_time = move || length.get() == Some(Length::Own) && own.with(|own| minutes_of(own).is_none());
    let timed = Remark::while_so(lacks_time, words::before_yes_until_needed());
    let (marked, wrong) = (form.marks(chosen.clone()), form.marks(timed.clone()));
    let send = move || {
        if form.lacks(&[chosen.clone(), timed.clone()]) {
            return;
        }
        let until_s = length.get_untracked().and_then(|length| own.with_untracked(|own| length.until_s(own)));
        let Some(until_s) = until_s else { return };
        let pause = Content::of(&Pause { until: Moment(until_s) });
        form.send(kind::write(None, None, None, pause), move |_| {
            length.set(None);
            own.set(String::new());
            session.say(words::before_yes_begun());
            browser::focus_heading();
        });
    };
    let options = Length::ALL.map(|length| (length, length.label())).to_vec();
    let until = live(
        move || length.get() == Some(Length::Own),
        move |is_own| {
            if !is_own {
                return nothing();
            }
            let hint = words::before_yes_until_when_hint();
            field(Purpose::Time, words::before_yes_until_when(), hint, own, wrong)
        },
    );
    let fields = vec![
        needed(words::before_yes_how_long(), options, length, marked),
        until,
        row(vec![submit(Look::Primary, words::before_yes_begin(), form.busy)]),
    ];
    card(
        "",
        vec![stack(vec![
            heading(words::before_yes_title()),
            soft(words::before_yes_text()),
            form.element(send, fields),
            small(words::before_yes_private()),
        ])],
    )
}
