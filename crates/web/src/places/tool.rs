//! The tools of a relationship: what two people do together, each around one kind of thing.

/// A tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Guessing at each other's cards.
    Guessing,
    /// Guesses at oneself, to look at later.
    Ahead,
    /// Questions that go deeper step by step.
    Questions,
    /// Closeness that both want.
    Affection,
    /// Time together.
    Time,
    /// Memories of it.
    Memories,
    /// Thanks for one concrete thing.
    Thanks,
    /// A plan to thank.
    ThankPlans,
    /// Good news.
    GoodNews,
    /// Goals that are shared.
    Goals,
    /// Talks in turns.
    Talks,
    /// A talk that one has alone, in writing.
    Chairs,
    /// Agreements.
    Agreements,
    /// Space.
    Space,
    /// Limits.
    Limits,
}

/// Each with its part of an address.
const NAMES: &[(Tool, &str)] = &[
    (Tool::Guessing, "guess"),
    (Tool::Ahead, "ahead"),
    (Tool::Questions, "questions"),
    (Tool::Affection, "closeness"),
    (Tool::Time, "time"),
    (Tool::Memories, "memories"),
    (Tool::Thanks, "thanks"),
    (Tool::ThankPlans, "thank-plans"),
    (Tool::GoodNews, "news"),
    (Tool::Goals, "goals"),
    (Tool::Talks, "talks"),
    (Tool::Chairs, "chairs"),
    (Tool::Agreements, "agreements"),
    (Tool::Space, "space"),
    (Tool::Limits, "limits"),
];

impl Tool {
    /// Those by which two know each other.
    pub(crate) const KNOW: [Self; 2] = [Self::Guessing, Self::Questions];
    /// Those by which they are there for each other.
    pub(crate) const CARE: [Self; 3] = [Self::Thanks, Self::GoodNews, Self::Goals];
    /// What they do together.
    pub(crate) const DO: [Self; 3] = [Self::Time, Self::Memories, Self::Affection];
    /// What is hard.
    pub(crate) const HARD: [Self; 4] = [Self::Talks, Self::Agreements, Self::Space, Self::Limits];

    /// Its part of an address.
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(tool, _)| *tool == self).map_or("", |(_, name)| name)
    }

    /// The tool of a part of an address.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(tool, _)| *tool)
    }
}
