//! Other versions of the app, as a list of kinds each: one that knows more than the present one, a kind of each part with a field of
//! every sort, one that knows less, and one whose limits are wider.

use std::sync::LazyLock;

use model::{
    Day, Shape, Slot,
    fields::{Few, Line, Moment, Scale, Text, TimeOfDay},
    kinds::{Card, Description, LIST, List, Listed, Part, description},
    vocabulary::Need,
};

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
    /// Something to look at.
    pub struct Drawing "drawing" {
        /// What it shows.
        pub shows: Line,
        /// Its parts.
        pub parts: Few<Text<100>, 3>,
    }
}

model::kind! {
    /// A nod at a drawing.
    pub struct Nod "nod" {
        /// How often.
        pub times: Scale<3>,
    }
}

impl Listed for Diary {
    const NUMBER: u32 = 900;
}

impl Listed for Drawing {
    const NUMBER: u32 = 901;
}

impl Listed for Nod {
    const NUMBER: u32 = 902;
}

/// The kinds of an older version: the first that there was.
pub static OLDER: LazyLock<&'static List> = LazyLock::new(|| {
    let kinds: Vec<Description> = LIST.get(Card::NUMBER).into_iter().copied().collect();
    Box::leak(Box::new(List::of(kinds.leak())))
});

/// The kinds of that version: all that the present one knows, and three more.
pub static NEWER: LazyLock<&'static List> = LazyLock::new(|| {
    let more: [Description; 3] = [
        description::<Diary>(Diary::NUMBER, Part::Own),
        description::<Drawing>(Drawing::NUMBER, Part::Shareable),
        description::<Nod>(Nod::NUMBER, Part::Reply),
    ];
    let kinds: Vec<Description> = LIST.all().iter().copied().chain(more).collect();
    Box::leak(Box::new(List::of(kinds.leak())))
});

/// The kinds of a version with other limits: every line and text may be ten times as long, and of several things there may be ten times as
/// many.
pub static LOOSER: LazyLock<&'static List> = LazyLock::new(|| {
    let looser = |kind: &Description| {
        let slots = kind.slots.iter().map(|slot| Slot { name: slot.name, shape: looser(&slot.shape) });
        Description { slots: slots.collect::<Vec<_>>().leak(), ..*kind }
    };
    let kinds: Vec<Description> = LIST.all().iter().map(looser).collect();
    Box::leak(Box::new(List::of(kinds.leak())))
});

fn looser(shape: &Shape) -> Shape {
    match shape {
        Shape::Line { characters_max } => Shape::Line { characters_max: 10 * characters_max },
        Shape::Text { characters_max } => Shape::Text { characters_max: 10 * characters_max },
        Shape::Several { of, count_max } => {
            Shape::Several { of: Box::leak(Box::new(looser(of))), count_max: 10 * count_max }
        }
        Shape::Optional(shape) => Shape::Optional(Box::leak(Box::new(looser(shape)))),
        shape => *shape,
    }
}
