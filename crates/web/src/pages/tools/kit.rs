//! The tools: each with its words and its fields. Limits and choices are those of the kinds.

use super::starters;
use crate::places::Tool;
use crate::words;

/// What stands under the name of a field.
pub(super) type Hint = (&'static str, fn() -> String);

/// What a text may begin with: in which field, and how.
pub(super) type Starters = (&'static str, fn() -> Vec<String>);

/// What a tool says and asks for.
pub(super) struct Kit {
    pub(super) tool: Tool,
    /// What it is called.
    pub(super) title: fn() -> String,
    /// A line about it, in lists.
    pub(super) about: fn() -> String,
    /// What it is for, and its caution.
    pub(super) lead: fn() -> String,
    /// The way to a new thing.
    pub(super) new: fn() -> String,
    /// What stands under the name of a field.
    pub(super) hints: &'static [Hint],
    /// What a text may begin with: in which field, and how.
    pub(super) starters: Option<Starters>,
    /// Whether the other one can ever see such a thing.
    pub(super) is_own: bool,
    /// Whether it is asked first whether it is safe.
    pub(super) is_gated: bool,
}

const PLAIN: Kit = Kit {
    tool: Tool::Thanks,
    title: words::thanks_title,
    about: words::thanks_about,
    lead: words::thanks_lead,
    new: words::thanks_new,
    hints: &[],
    starters: None,
    is_own: false,
    is_gated: false,
};

static KITS: &[Kit] = &[
    Kit {
        tool: Tool::Guessing,
        title: words::guessing_title,
        about: words::guessing_about,
        lead: words::guessing_lead,
        new: words::guessing_new,
        hints: &[("words", words::hint_optional)],
        ..PLAIN
    },
    Kit {
        tool: Tool::Ahead,
        title: words::ahead_title,
        about: words::ahead_about,
        lead: words::ahead_lead,
        new: words::ahead_new,
        hints: &[("why", words::hint_optional), ("found", words::ahead_found_hint)],
        is_own: true,
        ..PLAIN
    },
    Kit {
        tool: Tool::Questions,
        title: words::questions_title,
        about: words::questions_about,
        lead: words::questions_lead,
        new: words::questions_new,
        ..PLAIN
    },
    Kit {
        tool: Tool::Affection,
        title: words::affection_title,
        about: words::affection_about,
        lead: words::affection_lead,
        new: words::affection_new,
        hints: &[("note", words::hint_optional)],
        ..PLAIN
    },
    Kit {
        tool: Tool::Time,
        title: words::time_title,
        about: words::time_about,
        lead: words::time_lead,
        new: words::time_new,
        hints: &[("place", words::hint_optional), ("words", words::hint_optional)],
        starters: Some(("what", starters::ideas)),
        ..PLAIN
    },
    Kit {
        tool: Tool::Memories,
        title: words::memories_title,
        about: words::memories_about,
        lead: words::memories_lead,
        new: words::memories_new,
        ..PLAIN
    },
    Kit { starters: Some(("text", starters::thanks)), ..PLAIN },
    Kit {
        tool: Tool::ThankPlans,
        title: words::thank_plans_title,
        about: words::thank_plans_about,
        lead: words::thank_plans_lead,
        new: words::thank_plans_new,
        is_own: true,
        ..PLAIN
    },
    Kit {
        tool: Tool::GoodNews,
        title: words::news_tool_title,
        about: words::news_tool_about,
        lead: words::news_tool_lead,
        new: words::news_tool_new,
        ..PLAIN
    },
    Kit {
        tool: Tool::Goals,
        title: words::shared_goals_title,
        about: words::shared_goals_about,
        lead: words::shared_goals_lead,
        new: words::shared_goals_new,
        hints: &[
            ("encourage", words::shared_goals_encourage_hint),
            ("steps", words::shared_goals_steps_hint),
        ],
        ..PLAIN
    },
    Kit {
        tool: Tool::Talks,
        title: words::talks_title,
        about: words::talks_about,
        lead: words::talks_lead,
        new: words::talks_new,
        is_gated: true,
        ..PLAIN
    },
    Kit {
        tool: Tool::Chairs,
        title: words::chairs_title,
        about: words::chairs_about,
        lead: words::chairs_lead,
        new: words::chairs_new,
        hints: &[("theirs", words::chairs_theirs_hint), ("stranger", words::chairs_stranger_hint)],
        is_own: true,
        is_gated: true,
        ..PLAIN
    },
    Kit {
        tool: Tool::Agreements,
        title: words::agreements_title,
        about: words::agreements_about,
        lead: words::agreements_lead,
        new: words::agreements_new,
        hints: &[("words", words::agreements_words_hint), ("lasts", words::agreements_lasts_hint)],
        ..PLAIN
    },
    Kit {
        tool: Tool::Space,
        title: words::space_title,
        about: words::space_about,
        lead: words::space_lead,
        new: words::space_new,
        ..PLAIN
    },
    Kit {
        tool: Tool::Limits,
        title: words::limits_title,
        about: words::limits_about,
        lead: words::limits_lead,
        new: words::limits_new,
        hints: &[("note", words::hint_optional)],
        ..PLAIN
    },
];

/// The kit of a tool.
pub(super) fn of(tool: Tool) -> &'static Kit {
    KITS.iter().find(|kit| kit.tool == tool).unwrap_or(&PLAIN)
}

/// The tool that is about a kind, and what it is called.
pub(crate) fn title_of(kind: u32) -> Option<(Tool, String)> {
    let kit = KITS.iter().find(|kit| kit.tool.kind() == kind);
    let kit = kit.or_else(|| KITS.iter().find(|kit| kit.tool.kinds().contains(&kind)));
    kit.map(|kit| (kit.tool, (kit.title)()))
}

/// Every tool.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = Tool> {
    KITS.iter().map(|kit| kit.tool)
}

#[cfg(test)]
mod tests {
    use interface::model::kinds::LIST;

    use super::*;

    #[test]
    fn each_kit_is_of_its_own_kind_and_names_fields_that_there_are() {
        for kit in KITS {
            let kind = LIST.get(kit.tool.kind()).expect("it is listed");
            let named = kit.hints.iter().map(|(name, _)| *name).chain(kit.starters.map(|(name, _)| name));
            for name in named {
                assert!(kind.slots.iter().any(|slot| slot.name == name), "{}: {name}", kind.name);
            }
            assert_eq!(of(kit.tool).tool, kit.tool);
            assert_eq!(title_of(kind.number).map(|(tool, _)| tool), Some(kit.tool));
        }
    }
}
