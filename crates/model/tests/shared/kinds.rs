//! Kinds that only tests know: one of each part, with a field of every sort.
#![allow(dead_code, reason = "each test program uses some of it")]

use std::sync::LazyLock;

use model::{
    Day, Need,
    fields::{Few, Line, Moment, Scale, Text, TimeOfDay},
    kinds::{Description, LIST, List, Listed, Part, description},
};
use proptest::prelude::*;

model::kind! {
    /// What a day was like.
    pub struct Diary "diary" {
        /// Which day.
        pub day: Day,
        /// What it was called.
        pub title: Line,
        /// More about it.
        pub text: Option<Text>,
        /// How it was, on a scale of seven.
        pub mood: Scale<7>,
        /// What was missing.
        pub needs: Few<Need, 5>,
        /// When it was written.
        pub at: Option<Moment>,
        /// When to look at it again.
        pub again: Option<TimeOfDay>,
    }
}

model::kind! {
    /// Something to do together.
    pub struct Plan "plan" {
        /// What.
        pub what: Line,
    }
}

model::kind! {
    /// Words written to it.
    pub struct Say "say" {
        /// Which.
        pub words: Text<200>,
    }
}

impl Listed for Diary {
    const NUMBER: u32 = 900;
}

impl Listed for Plan {
    const NUMBER: u32 = 901;
}

impl Listed for Say {
    const NUMBER: u32 = 902;
}

/// The kinds of a later version of the app: those of this one, and three more.
pub(crate) static LATER: LazyLock<List> = LazyLock::new(|| {
    let more = [
        description::<Diary>(Diary::NUMBER, Part::Own),
        description::<Plan>(Plan::NUMBER, Part::Shareable),
        description::<Say>(Say::NUMBER, Part::Reply),
    ];
    List::of(LIST.all().iter().copied().chain(more).collect::<Vec<_>>().leak())
});

/// Numbers drawn from a seed (SplitMix64).
pub(crate) fn numbers(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below.max(1)
    }
}

/// One of the kinds.
pub(crate) fn kind() -> impl Strategy<Value = Description> {
    proptest::sample::select(LATER.all())
}

/// A record of one of these parts.
pub(crate) fn record(part: Part) -> impl Strategy<Value = model::Content> {
    let kinds: Vec<Description> = LATER.all().iter().filter(|kind| kind.part == part).copied().collect();
    (proptest::sample::select(kinds), any::<u64>())
        .prop_map(|(kind, seed)| model::draw::content(&kind, &mut numbers(seed % 16)))
}
