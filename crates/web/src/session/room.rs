//! A talk of two in one room, on one device. It lives in the memory of the page alone, while the vault is locked behind it.

mod rooms;

use interface::model::fields::{Line, Text};
use interface::model::kinds::RoomTalk;
use interface::model::kinds::counts::ENTRY_CHARACTERS_MAX;
use interface::model::{Day, RelationshipId};

pub(super) use rooms::Rooms;

use crate::words;

/// After so many tries to say it back, another way is looked for.
pub(crate) const ROUNDS_MAX: u8 = 3;

/// So many characters at the most stand between a name and what they said, and between two of those.
const BETWEEN: usize = 80;

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The one whose device it is.
    Host,
    /// The other.
    Guest,
}

impl Who {
    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Host => Self::Guest,
            Self::Guest => Self::Host,
        }
    }
}

/// Where a talk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// One speaks.
    Speak(Who),
    /// The other says back what this one said.
    SayBack(Who),
    /// This one says whether it was understood.
    Whether(Who),
    /// It was tried often enough: a pause, or another way.
    OtherWay(Who),
    /// It rests.
    Rests,
    /// This one was understood: the other's turn, or the end.
    Next(Who),
    /// How it ends.
    Ending,
    /// Whether what was written is kept.
    Keep,
}

/// A talk, as long as the page is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Room {
    relationship: RelationshipId,
    names: [String; 2],
    pub(crate) topic: String,
    pub(crate) step: Step,
    /// Where it goes on after a rest, or where it was ended too early.
    before: Option<Step>,
    tries: u8,
    /// What was written, turn by turn: by whom.
    lines: Vec<(Who, String)>,
    pub(crate) pact: Option<String>,
    look_on: Option<Day>,
    on: Day,
    wants: [Option<bool>; 2],
}

impl Room {
    /// A talk about something that begins with the one whose device it is.
    pub(crate) fn new(relationship: RelationshipId, names: [String; 2], topic: String, on: Day) -> Self {
        Self {
            relationship,
            names,
            topic,
            step: Step::Speak(Who::Host),
            before: None,
            tries: 0,
            lines: Vec::new(),
            pact: None,
            look_on: None,
            on,
            wants: [None; 2],
        }
    }

    /// How somebody is called.
    pub(crate) fn name(&self, who: Who) -> &str {
        let [host, guest] = &self.names;
        match who {
            Who::Host => host,
            Who::Guest => guest,
        }
    }

    /// Whether this is another try of the one who speaks.
    pub(crate) fn is_again(&self) -> bool {
        self.tries > 0
    }

    /// How much can still be written down, so that all of it can be kept.
    pub(crate) fn space_left(&self) -> usize {
        let taken =
            |(who, text): &(Who, String)| self.name(*who).chars().count() + text.chars().count() + BETWEEN;
        ENTRY_CHARACTERS_MAX.saturating_sub(self.lines.iter().map(taken).sum::<usize>() + BETWEEN)
    }

    /// What was written in this step is over, and the next one comes.
    pub(crate) fn wrote(&mut self, who: Who, text: &str) {
        self.keep_line(who, text);
        self.step = match self.step {
            Step::Speak(who) => Step::SayBack(who),
            Step::SayBack(who) => Step::Whether(who),
            step => step,
        };
    }

    fn keep_line(&mut self, who: Who, text: &str) {
        if !text.trim().is_empty() {
            self.lines.push((who, text.trim().to_owned()));
        }
    }

    /// It rests; what is being written down stays where it is.
    pub(crate) fn rests(&mut self) {
        self.before = Some(self.step);
        self.step = Step::Rests;
    }

    /// Somebody ends it. What they were writing down counts; until somebody has answered whether it is kept, it can go on after all.
    pub(crate) fn is_ended(&mut self, note: &str) {
        match self.step {
            Step::Speak(who) => self.keep_line(who, note),
            Step::SayBack(who) => self.keep_line(who.other(), note),
            _ => {}
        }
        self.before =
            Some(if self.step == Step::Rests { self.before.unwrap_or(self.step) } else { self.step });
        self.step = Step::Keep;
    }

    /// It goes on where it was.
    pub(crate) fn goes_on(&mut self) {
        if let Some(before) = self.before.take() {
            self.step = before;
        }
    }

    /// Whether it can go on: it was ended early, and nobody has answered yet.
    pub(crate) fn can_go_on(&self) -> bool {
        self.before.is_some() && self.wants == [None; 2]
    }

    /// The one who spoke says whether they were understood.
    pub(crate) fn heard(&mut self, who: Who, is_understood: bool) {
        self.tries = if is_understood { 0 } else { self.tries + 1 };
        self.step = match (is_understood, self.tries >= ROUNDS_MAX) {
            (true, _) => Step::Next(who),
            (false, true) => Step::OtherWay(who),
            (false, false) => Step::Speak(who),
        };
    }

    /// Another way, or on after a rest: the tries begin anew.
    pub(crate) fn speaks(&mut self, who: Who) {
        self.tries = 0;
        self.step = Step::Speak(who);
    }

    /// What both will try, and when they look at it again; or that they leave it so.
    pub(crate) fn ends(&mut self, pact: &str, look_on: Option<Day>) {
        let pact = pact.trim();
        self.pact = (!pact.is_empty()).then(|| pact.to_owned());
        self.look_on = look_on.filter(|_| self.pact.is_some());
        self.before = None;
        self.step = Step::Keep;
    }

    /// Whether there is something that could be kept.
    pub(crate) fn has_written(&self) -> bool {
        !self.lines.is_empty() || self.pact.is_some()
    }

    /// Whether somebody wants it kept.
    pub(crate) fn wants(&mut self, who: Who, is_kept: bool) {
        let [host, guest] = &mut self.wants;
        match who {
            Who::Host => *host = Some(is_kept),
            Who::Guest => *guest = Some(is_kept),
        }
    }

    /// Who has not been asked yet whether it is kept: the guest first, alone with the question.
    pub(crate) fn to_ask(&self) -> Option<Who> {
        let [host, guest] = self.wants;
        match (guest, host) {
            (None, _) => Some(Who::Guest),
            (_, None) => Some(Who::Host),
            _ => None,
        }
    }

    /// The record, where both want it.
    pub(crate) fn record(&self) -> Option<RoomTalk> {
        if self.wants != [Some(true); 2] {
            return None;
        }
        let said: Vec<String> =
            self.lines.iter().map(|(who, text)| format!("{}: {text}", self.name(*who))).collect();
        let said = if said.is_empty() { words::room_spoken_only() } else { said.join("\n\n") };
        Some(RoomTalk {
            topic: Line::typed(&self.topic).ok()?,
            on: self.on,
            said: Text::typed(&said).ok()?,
            pact: self.pact.as_ref().and_then(|pact| Line::typed(pact).ok()),
            look_on: self.look_on,
        })
    }
}

#[cfg(test)]
mod tests;
