//! What each place shows: its look, and what it draws of the frame.

use interface::look::still::Drawn;
use interface::look::{Look, Only, SHOWN_FIRST};
use interface::model::Day;
use interface::model::kinds::{
    Affection, Agreement, BothChairs, BusyTime, Deeper, GoodNews, Guessing, InCalendar, Limit, Memory, Mute,
    NotYet, QuestionAnswer, RoomTalk, SharedGoal, SharedInterest, Space, Talk, ThankPlan, Thanks,
    TimeTogether, YearGuess,
};
use interface::model::kinds::{
    Ask, Card, CheckIn, Circling, Contrasts, Goal, Interest, JournalCopy, JournalEntry, Letter, Listed,
    LookBack, OwnValue, Pause, Prompt, ProtectedTime, Rehearsal, Repair, Said, Signs, TinyNo,
};

use super::{Place, Reflection, Tool};
use crate::platform::browser;

/// Of so many entries it is known which questions they answer: more than there are questions.
const QUESTIONS_KNOWN: u32 = 120;

/// So many protected times are known at once, all of which a calendar file may hold: one a day for years.
const TIMES_KNOWN: u32 = 2_000;

/// Of so many things of each kind it can be chosen at first what a page for a counsellor holds.
const CHOOSABLE_FIRST: u32 = 200;

/// The days of the week that a day lies in, from Monday on.
pub(crate) fn week_of(day: Day) -> Only {
    let monday = day.monday();
    Only::Days { from: monday, to: Day(monday.0 + 6) }
}

/// All of a kind, the newest first.
fn own_of(kind: u32) -> Look {
    Look::Own { kinds: vec![kind], up_to: SHOWN_FIRST, only: None }
}

impl Tool {
    /// The number of the kind that it is about.
    pub(crate) fn kind(self) -> u32 {
        match self {
            Self::Guessing => Guessing::NUMBER,
            Self::Ahead => YearGuess::NUMBER,
            Self::Questions => QuestionAnswer::NUMBER,
            Self::Affection => Affection::NUMBER,
            Self::Time => TimeTogether::NUMBER,
            Self::Memories => Memory::NUMBER,
            Self::Thanks => Thanks::NUMBER,
            Self::ThankPlans => ThankPlan::NUMBER,
            Self::GoodNews => GoodNews::NUMBER,
            Self::Goals => SharedGoal::NUMBER,
            Self::Talks => Talk::NUMBER,
            Self::Chairs => BothChairs::NUMBER,
            Self::Agreements => Agreement::NUMBER,
            Self::Space => Space::NUMBER,
            Self::Limits => Limit::NUMBER,
        }
    }

    /// The kinds that stand on its page.
    pub(crate) fn kinds(self) -> Vec<u32> {
        let beside: &[u32] = match self {
            Self::Questions => &[Deeper::NUMBER],
            Self::Space => &[Mute::NUMBER],
            Self::Time => &[InCalendar::NUMBER, NotYet::NUMBER],
            _ => &[],
        };
        core::iter::once(self.kind()).chain(beside.iter().copied()).collect()
    }
}

impl Place {
    /// What is shown there beside the frame.
    pub(crate) fn look(self) -> Look {
        let up_to = SHOWN_FIRST;
        match self {
            // Before there is a vault nothing is shown of one; once there is, Today comes next.
            Self::Today | Self::Begin | Self::Recover | Self::UseHere | Self::First => Look::Today,
            Self::Mine => {
                Look::Own { kinds: vec![Card::NUMBER, Ask::NUMBER, Pause::NUMBER], up_to, only: None }
            }
            Self::Reflect(reflection, with) => {
                let kind = match reflection {
                    Reflection::Contrasts => Contrasts::NUMBER,
                    Reflection::Signs => Signs::NUMBER,
                };
                let about = |relationship| Only::About { relationship };
                Look::Own { kinds: vec![kind], up_to, only: Some(with.map_or(Only::NewestAboutEach, about)) }
            }
            Self::No => Look::Own { kinds: vec![Pause::NUMBER, Rehearsal::NUMBER], up_to, only: None },
            Self::SaidLog => own_of(Said::NUMBER),
            Self::Ladder => own_of(TinyNo::NUMBER),
            Self::Interests => {
                let kinds = vec![Interest::NUMBER, ProtectedTime::NUMBER];
                Look::Own { kinds, up_to: TIMES_KNOWN, only: None }
            }
            Self::Goals => own_of(Goal::NUMBER),
            Self::Values => own_of(OwnValue::NUMBER),
            Self::Letter(None) => own_of(Letter::NUMBER),
            Self::Repair(None) => own_of(Repair::NUMBER),
            Self::Circling(None) => own_of(Circling::NUMBER),
            Self::Goal(Some(item))
            | Self::Letter(Some(item))
            | Self::Repair(Some(item))
            | Self::Circling(Some(item))
            | Self::Card(Some(item))
            | Self::Ask(_, Some(item))
            | Self::Entry(Some(item))
            | Self::Rehearsal(Some(item))
            | Self::Interest(Some(item))
            | Self::ProtectedTime(Some(item)) => Look::Item { item },
            Self::Ours(relationship) => Look::With { relationship },
            Self::Likes(relationship) => Look::Between { relationship, kinds: vec![Card::NUMBER], up_to },
            Self::Support(relationship) => Look::Between { relationship, kinds: vec![Ask::NUMBER], up_to },
            Self::Together(tool, relationship) => Look::Between { relationship, kinds: tool.kinds(), up_to },
            Self::Thing(Tool::Goals, _, None) => own_of(Goal::NUMBER),
            Self::Thing(tool, relationship, Some(item)) => Look::Together {
                relationship,
                item,
                beside: match tool {
                    Tool::Guessing => Some(Card::NUMBER),
                    Tool::Time => Some(InCalendar::NUMBER),
                    _ => None,
                },
            },
            Self::Known(relationship) => {
                let kinds = vec![SharedGoal::NUMBER, SharedInterest::NUMBER, BusyTime::NUMBER, Limit::NUMBER];
                Look::Between { relationship, kinds, up_to }
            }
            Self::Room(relationship) => Look::Between { relationship, kinds: vec![RoomTalk::NUMBER], up_to },
            Self::TheySee(relationship) => Look::TheySee { relationship, up_to },
            Self::CheckIn => own_of(CheckIn::NUMBER),
            Self::Journal => own_of(JournalEntry::NUMBER),
            // Which questions were used already.
            Self::Entry(None) => {
                let kinds = vec![JournalEntry::NUMBER, Prompt::NUMBER];
                Look::Own { kinds, up_to: QUESTIONS_KNOWN, only: None }
            }
            Self::Prompts => own_of(Prompt::NUMBER),
            Self::Week => {
                let kinds = vec![CheckIn::NUMBER, JournalEntry::NUMBER, LookBack::NUMBER];
                Look::Own { kinds, up_to, only: Some(week_of(browser::today())) }
            }
            Self::TheirJournal(relationship) => {
                Look::Between { relationship, kinds: vec![JournalCopy::NUMBER], up_to }
            }
            Self::Shared => Look::Shared,
            Self::Dyad(relationship) => Look::Dyad { relationship },
            Self::Trial(_, Some(item)) => Look::Trial { item },
            Self::Picture(relationship) | Self::Trial(relationship, None) => {
                Look::Picture { relationship, beside: Vec::new(), up_to: 0 }
            }
            Self::Counsellor(relationship) => {
                let beside = vec![JournalEntry::NUMBER, Goal::NUMBER, Contrasts::NUMBER];
                Look::Picture { relationship, beside, up_to: CHOOSABLE_FIRST }
            }
            Self::Late => Look::Late { up_to },
            Self::Goal(None)
            | Self::Path
            | Self::KindMoment
            | Self::Circle
            | Self::BeingThere
            | Self::Giving(_)
            | Self::Card(None)
            | Self::Ask(_, None)
            | Self::Thing(_, _, None)
            | Self::Rehearsal(None)
            | Self::Interest(None)
            | Self::ProtectedTime(None)
            | Self::Answering(..)
            | Self::Endings
            | Self::Calm
            | Self::Add
            | Self::Change(_)
            | Self::Link(_)
            | Self::Carry(_)
            | Self::CarryOwn
            | Self::Unlink(_)
            | Self::Join
            | Self::About
            | Self::Words
            | Self::Settings
            | Self::Lock
            | Self::Holds
            | Self::Devices
            | Self::AddDevice
            | Self::Along
            | Self::Erase
            | Self::Help => Look::Frame,
        }
    }

    /// What it draws of the frame.
    pub(crate) fn drawn(self) -> Drawn {
        let none = Drawn::default();
        let links = Drawn { links: true, ..none };
        match self {
            Self::Today => Drawn { links: true, notices: true, tasks: true, ..none },
            Self::Ours(_)
            | Self::Picture(_)
            | Self::Trial(..)
            | Self::Dyad(_)
            | Self::Counsellor(_)
            | Self::Likes(_)
            | Self::Support(_)
            | Self::TheirJournal(_)
            | Self::Giving(_)
            | Self::Together(..)
            | Self::Thing(..)
            | Self::Known(_)
            | Self::Room(_)
            | Self::Card(_)
            | Self::Entry(_)
            | Self::Ask(..)
            | Self::Reflect(..)
            | Self::CheckIn
            | Self::Week => links,
            Self::Shared => Drawn { links: true, tasks: true, ..none },
            Self::Settings => Drawn { notices: true, tasks: true, ..none },
            Self::Link(_) | Self::AddDevice | Self::Devices => {
                Drawn { notices: true, devices: true, awaits: true, ..none }
            }
            _ => none,
        }
    }
}
