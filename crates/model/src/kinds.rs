//! Every kind of record, and with it what may pass between two people: the list below is the consent policy.
//!
//! A kind stands in one of three parts. What is `own` stays between a person's own devices; there is no way from it into a
//! relationship. What is `shareable` crosses one version at a time, after a preview. A `reply` is written to something that
//! crossed. A number is a kind's for ever, wherever in the list it stands.

use crate::{
    content::Content,
    kind::{Kind, Slot},
};

pub use crate::list::{List, NotGrantable, name_of_day, name_of_one};

/// Makes the list out of its three parts.
macro_rules! kinds {
    (
        own { $($own_number:literal $own_file:ident::$own:ident $(=> $copy:ident)?),* $(,)? }
        shareable { $($shareable_number:literal $shareable_file:ident::$shareable:ident),* $(,)? }
        reply { $($reply_number:literal $reply_file:ident::$reply:ident),* $(,)? }
    ) => {
        /// The kinds of this version of the app.
        pub static LIST: List = List::of(&[
            $(description::<$own>($own_number, Part::Own),)*
            $(description::<$shareable>($shareable_number, Part::Shareable),)*
            $(description::<$reply>($reply_number, Part::Reply),)*
        ]);

        /// What of an own kind can be shared as a copy, by the one function in its file that makes it.
        pub(crate) static COPIES: &[(u32, fn(&List, &Content) -> Option<Content>)] = &[
            $($((<$own as Listed>::NUMBER, copied::<$own, $copy>),)?)*
        ];

        /// What the documentation says of each kind, in the order of the list: about itself, and about each of its fields.
        pub fn documentation() -> Vec<(&'static str, &'static [&'static str])> {
            vec![
                $((<$own as Kind>::ABOUT, <$own as Kind>::MEANINGS),)*
                $((<$shareable as Kind>::ABOUT, <$shareable as Kind>::MEANINGS),)*
                $((<$reply as Kind>::ABOUT, <$reply as Kind>::MEANINGS),)*
            ]
        }

        $(kinds!(listed $own_number $own_file $own Own);)*
        $(kinds!(listed $shareable_number $shareable_file $shareable Shareable);)*
        $(kinds!(listed $reply_number $reply_file $reply Reply);)*
    };
    (listed $number:literal $file:ident $kind:ident $part:ident) => {
        mod $file;
        pub use $file::$kind;

        impl Listed for $kind {
            const NUMBER: u32 = $number;
        }
        impl sealed::$part for $kind {}
        impl $part for $kind {}
    };
}

kinds! {
    own {
        4 journal::JournalEntry => JournalCopy,
        6 check_in::CheckIn,
        7 contrasts::Contrasts,
        8 signs::Signs,
        9 rehearsal::Rehearsal,
        10 pause::Pause,
        11 said::Said,
        12 tiny_no::TinyNo,
        13 look_back::LookBack,
        14 prompt::Prompt,
        15 contact::Contact,
        16 goal::Goal,
        17 interest::Interest => SharedInterest,
        18 protected_time::ProtectedTime => BusyTime,
        19 value::OwnValue,
        20 letter::Letter,
        21 repair::Repair,
        22 circling::Circling,
        24 thank_plan::ThankPlan,
        26 mute::Mute,
        27 both_chairs::BothChairs,
        28 in_calendar::InCalendar,
        29 year_guess::YearGuess,
        46 room_talk::RoomTalk,
        47 fair_test::FairTest,
    }
    shareable {
        1 card::Card,
        2 ask::Ask,
        5 journal_copy::JournalCopy,
        30 guessing::Guessing,
        31 time_together::TimeTogether,
        32 memory::Memory,
        33 thanks::Thanks,
        34 good_news::GoodNews,
        35 shared_goal::SharedGoal,
        36 talk::Talk,
        37 agreement::Agreement,
        38 space::Space,
        39 question_answer::QuestionAnswer,
        40 deeper::Deeper,
        41 affection::Affection,
        42 shared_interest::SharedInterest,
        43 busy_time::BusyTime,
        44 limit::Limit,
        45 not_yet::NotYet,
        48 shared_days::SharedDays,
    }
    reply {
        3 answer::GivenAnswer,
        60 closed_card::ClosedCard,
        61 guess::Guess,
        62 told_more::ToldMore,
        63 encouragement::Encouragement,
        64 wondering::Wondering,
        65 spoken::Spoken,
        66 mirrored::Mirrored,
        67 heard::Heard,
        68 talk_rest::TalkRest,
        69 signature::Signature,
    }
}

pub use shared_goal::Chosen;

/// How many statements or signs are asked, and how many steps and values there may be.
pub mod counts {
    pub use super::{
        contrasts::STATEMENTS,
        goal::STEPS_MAX,
        journal::ENTRY_CHARACTERS_MAX,
        not_yet::IDEAS_MAX,
        shared_days::SHARED_DAYS_MAX,
        signs::{GIVEN, RECEIVED},
        time_together::TIMES_MAX,
        value::VALUES_MAX,
    };
}

/// What may be done with the records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// They never leave the person's own devices.
    Own,
    /// One version at a time can be granted to somebody.
    Shareable,
    /// They are written to something that was granted.
    Reply,
}

/// A kind, as those see it who walk through records of every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// Its number in CBOR, which stands in its line of the list.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// What may be done with it.
    pub part: Part,
    /// Whether each of its records is about a relationship.
    pub needs_relationship: bool,
    /// Whether there is one record of it for each day, and for each relationship that it may be about.
    pub each_day: bool,
    /// Whether there is one record of it for each relationship that it may be about.
    pub one_each: bool,
    /// Whether each of its records asks the other person for an answer.
    pub asks: bool,
    /// Whether they may answer one, asked or not.
    pub takes_answer: bool,
    /// Its fields.
    pub slots: &'static [Slot],
}

/// An own kind of which a copy can be shared: another record, previewed whole, that one function makes of it. Whatever that leaves
/// out stays the person's own. A kind without one is never shared in any form:
///
/// ```compile_fail,E0277
/// fn copy<K: model::kinds::Copied>() {}
/// copy::<model::kinds::GivenAnswer>();
/// ```
pub trait Copied: Own {
    /// The kind of the copy.
    type Copy: Shareable;

    /// The copy that somebody would see.
    fn copy(&self) -> Self::Copy;
}

fn copied<K: Copied<Copy = C>, C: Shareable>(list: &List, content: &Content) -> Option<Content> {
    list.get(C::NUMBER)?;
    Some(Content::of(&list.read::<K>(content)?.ok()?.copy()))
}

/// A kind that stands in the list.
pub trait Listed: Kind {
    /// Its number.
    const NUMBER: u32;
}

/// A kind that only the person's own devices see.
pub trait Own: Listed + sealed::Own {}

/// A kind of which a version can be granted. The list decides, and nobody else:
///
/// ```compile_fail,E0277
/// model::kind! {
///     /// What was thought at night.
///     pub struct Thought "thought" {
///         /// In own words.
///         pub text: model::fields::Text,
///     }
/// }
/// impl model::kinds::Listed for Thought {
///     const NUMBER: u32 = 999;
/// }
/// impl model::kinds::Shareable for Thought {}
/// ```
pub trait Shareable: Listed + sealed::Shareable {}

/// A kind that is written to something granted. The list decides, and nobody else:
///
/// ```compile_fail,E0277
/// model::kind! {
///     /// What was thought at night.
///     pub struct Thought "thought" {
///         /// In own words.
///         pub text: model::fields::Text,
///     }
/// }
/// impl model::kinds::Listed for Thought {
///     const NUMBER: u32 = 999;
/// }
/// impl model::kinds::Reply for Thought {}
/// ```
pub trait Reply: Listed + sealed::Reply {}

mod sealed {
    pub trait Own {}
    pub trait Shareable {}
    pub trait Reply {}
}

/// How a kind is described that has this number and stands in this part of a list.
pub const fn description<K: Kind>(number: u32, part: Part) -> Description {
    Description {
        number,
        name: K::NAME,
        part,
        needs_relationship: K::NEEDS_RELATIONSHIP,
        each_day: K::EACH_DAY,
        one_each: K::ONE_EACH,
        asks: K::ASKS,
        takes_answer: K::TAKES_ANSWER,
        slots: K::SLOTS,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn numbers_names_and_fields_are_each_given_once() {
        let numbers: BTreeSet<_> = LIST.all().iter().map(|kind| kind.number).collect();
        let names: BTreeSet<_> = LIST.all().iter().map(|kind| kind.name).collect();
        assert_eq!((numbers.len(), names.len()), (LIST.all().len(), LIST.all().len()));
        for kind in LIST.all() {
            let fields: BTreeSet<_> = kind.slots.iter().map(|slot| slot.name).collect();
            assert_eq!(fields.len(), kind.slots.len(), "{}", kind.name);
        }
    }
}
