//! Words for the closed sets of answers.

use interface::command::Autolock;
use interface::model::{
    Answer, Closeness, Depth, Frequency, GoalEnd, Meaning, Need, Presence, Reach, Repeats, Rest, Taste, Tie,
    YesOrNo,
};

/// When a device locks by itself.
pub(crate) fn autolock(autolock: Autolock) -> String {
    match autolock {
        Autolock::OnLeaving => super::autolock_on_leaving(),
        Autolock::Minute => super::autolock_minute(),
        Autolock::FiveMinutes => super::autolock_five_minutes(),
        Autolock::QuarterHour => super::autolock_quarter_hour(),
        Autolock::Hour => super::autolock_hour(),
    }
}

/// What two people are to each other.
pub(crate) fn tie(tie: Tie) -> String {
    super::keyed(&tie.word_key())
}

/// Likes or dislikes, as a kind of card.
pub(crate) fn taste(taste: Taste) -> String {
    super::keyed(&taste.word_key())
}

/// Likes or dislikes, to choose from.
pub(crate) fn taste_choice(taste: Taste) -> String {
    match taste {
        Taste::Like => super::taste_choice_like(),
        Taste::Dislike => super::taste_choice_dislike(),
    }
}

/// What would help, to choose from.
pub(crate) fn need(need: Need) -> String {
    super::keyed(&need.word_key())
}

/// What would help, as the title of a request.
pub(crate) fn need_title(need: Need) -> String {
    match need {
        Need::Listening => super::need_title_listening(),
        Need::Ideas => super::need_title_ideas(),
        Need::Hands => super::need_title_hands(),
        Need::Company => super::need_title_company(),
        Need::JustKnow => super::need_title_just_know(),
    }
}

/// What somebody asked for, with their name.
pub(crate) fn asked(name: &str, need: Need) -> String {
    match need {
        Need::Listening => super::asked_listening(name),
        Need::Ideas => super::asked_ideas(name),
        Need::Hands => super::asked_hands(name),
        Need::Company => super::asked_company(name),
        Need::JustKnow => super::asked_just_know(name),
    }
}

/// An answer.
pub(crate) fn answer(answer: Answer) -> String {
    super::keyed(&answer.word_key())
}

/// What would have suited better.
pub(crate) fn closeness(closeness: Closeness) -> String {
    super::keyed(&closeness.word_key())
}

/// How often.
pub(crate) fn frequency(frequency: Frequency) -> String {
    super::keyed(&frequency.word_key())
}

/// How much of a sign there is.
pub(crate) fn presence(presence: Presence) -> String {
    super::keyed(&presence.word_key())
}

/// What was said.
pub(crate) fn yes_or_no(said: YesOrNo) -> String {
    super::keyed(&said.word_key())
}

/// What became of a goal.
pub(crate) fn goal_end(end: GoalEnd) -> String {
    super::keyed(&end.word_key())
}

/// How it was meant.
pub(crate) fn meaning(meaning: Meaning) -> String {
    super::keyed(&meaning.word_key())
}

/// How somebody stops talking.
pub(crate) fn rest(rest: Rest) -> String {
    super::keyed(&rest.word_key())
}

/// How far a question goes.
pub(crate) fn depth(depth: Depth) -> String {
    super::keyed(&depth.word_key())
}

/// Which contact there is.
pub(crate) fn reach(reach: Reach) -> String {
    super::keyed(&reach.word_key())
}

/// How often something is.
pub(crate) fn repeats(repeats: Repeats) -> String {
    super::keyed(&repeats.word_key())
}
