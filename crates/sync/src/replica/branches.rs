//! Two histories of who belongs to a vault, both signed by members.
//!
//! ```text
//!   the relay shows a record that contradicts a known one ─► what both have in common is found ─► the other branch is verified
//!      ─► it seals for somebody whom this one took out ─► it is reported, and this device goes on
//!      ─► neither can be told to be the right one ─► nothing more is sealed until the person says which one is
//! ```
//! Only a relay that deceives, or that was set back, has two of them; and only somebody who belonged to the vault where they part
//! can sign the second. So that nobody who was taken out stops those who stay, a device goes on that was there when it happened,
//! or whose person has said since that it is right. Between two people nothing stops at all.

mod going_over;

use crypto::{HistoryWords, MemberId};

use super::{Replica, Trouble};
use crate::{ControlRecord, small::SmallSet};

pub use going_over::GoneOver;

/// How many records of another branch are looked at: so many changes of members has nobody in an honest life.
pub(crate) const BRANCH_RECORDS_MAX: usize = 64;

/// How many branches are remembered that a person has decided against.
const REFUSED_MAX: usize = 64;

/// Another history of the control chain, verified from the last record that both have in common.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Branch {
    /// The number of the last record that both have.
    #[n(0)]
    pub common: u64,
    /// The records after it, in order; at least one.
    #[n(1)]
    pub records: Vec<ControlRecord>,
    /// Whether nothing is sealed until the person has decided.
    #[n(2)]
    pub stops: bool,
}

/// How a device's own branch stands beside another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ranking {
    /// It goes on with its own, whatever the other one says.
    Certain,
    /// It goes on with its own, as far as it can tell by what the relay has shown when. The person may see it otherwise.
    Likely,
    /// It cannot tell.
    Open,
}

/// What came of looking at records that contradict known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// They are those that are known.
    Same,
    /// They part from the known ones further back.
    FurtherBack,
    /// No member signed them.
    Nothing,
    /// They are another branch. This device goes on with its own.
    Ranked,
    /// They are another branch, and the person has to say which one is right.
    Undecided,
}

/// Meeting another branch.
impl Replica {
    /// Looks at records from a relay, the first of them the one after `after`.
    pub(crate) fn meet(&mut self, after: u64, records: Vec<ControlRecord>) -> Met {
        let known = |record: &&ControlRecord| self.has_control(record.number, record.hash());
        let same = records.iter().take_while(known).count();
        let other: Vec<ControlRecord> = records.into_iter().skip(same).take(BRANCH_RECORDS_MAX).collect();
        let Some(first) = other.first() else {
            return if same > 0 || after == 0 { Met::Same } else { Met::FurtherBack };
        };
        if first.number > self.control().number {
            return if same > 0 { Met::Same } else { Met::Nothing };
        }
        let Some(common) = first.number.checked_sub(1).and_then(|number| self.record(number)) else {
            // Nothing in common at all: only the founder could have signed it, and no device is on it that knows this one.
            return Met::Nothing;
        };
        if first.number != after.saturating_add(same as u64).saturating_add(1) {
            return Met::Nothing;
        }
        if first.previous != common.hash() {
            return if after > 1 { Met::FurtherBack } else { Met::Nothing };
        }
        let mut verified: Vec<ControlRecord> = Vec::new();
        for record in other {
            let before = verified.last().unwrap_or(common);
            if before.verify_successor(&record).is_err() {
                break;
            }
            verified.push(record);
        }
        if verified.is_empty() {
            return Met::Nothing;
        }
        let branch = Branch { common: common.number, records: verified, stops: false };
        self.troubles.insert(Trouble::Forked);
        let ranking = self.rank(&branch);
        self.take_note(branch, ranking);
        if ranking == Ranking::Open { Met::Undecided } else { Met::Ranked }
    }

    /// Whether the first of these records, the one after `after`, follows a known one.
    pub(crate) fn follows(&self, after: u64, records: &[ControlRecord]) -> bool {
        let before = self.record(after).map(ControlRecord::hash);
        records.first().is_some_and(|first| before.is_some_and(|before| first.previous == before))
    }

    /// Keeps another branch for the person to decide about. What they are asked about is not exchanged for something else meanwhile, and
    /// does not vanish: it may only grow.
    fn take_note(&mut self, branch: Branch, ranking: Ranking) {
        if self.control().joined {
            // Where two people share a space, the vault says which member is this device's, and so which branch.
            self.branch = Some(branch);
            return;
        }
        let first = |branch: &Branch| branch.records.first().map(ControlRecord::hash);
        let stops = ranking == Ranking::Open;
        match &self.branch {
            Some(known) if first(known) == first(&branch) => {
                let stops = stops || known.stops;
                if branch.records.len() >= known.records.len() {
                    self.branch = Some(Branch { stops, ..branch });
                }
            }
            Some(known) if known.stops || !stops => {}
            _ if ranking == Ranking::Certain => {}
            _ => self.branch = Some(Branch { stops, ..branch }),
        }
    }

    fn rank(&self, branch: &Branch) -> Ranking {
        let (Some(common), Some(first), Some(theirs)) =
            (self.record(branch.common), branch.records.first(), branch.records.last())
        else {
            return Ranking::Certain;
        };
        let control = self.control();
        // What two people share is no one's alone: there, nobody is stopped.
        let is_own = common.member(first.author).is_some_and(|author| author.party == self.party());
        // What this device itself has signed for the same place was refused once, or was never answered.
        let is_mine = first.author == self.me;
        if control.joined || !is_own || is_mine || self.refused.contains(&first.hash()) {
            return Ranking::Certain;
        }
        let is_gone = control.member(first.author).is_none();
        let removal =
            self.removal_of(first.author).filter(|number| is_gone && !self.adopted.contains(number));
        if let Some(number) = removal {
            let is_confirmed = !self.witnessed.contains(&number);
            return if is_confirmed { Ranking::Certain } else { Ranking::Likely };
        }
        // Sealing for fewer tells nobody anything whom the other branch has taken out.
        let is_in = |record: &ControlRecord, member: MemberId| record.member(member).is_some();
        let fewer = control.members.iter().all(|member| is_in(theirs, member.keys.id()));
        let alike = theirs.members.iter().all(|member| is_in(control, member.keys.id()));
        match (fewer, alike) {
            (true, false) => Ranking::Certain,
            (true, true) if is_gone => Ranking::Certain,
            (true, true) => Ranking::Likely,
            (false, _) => Ranking::Open,
        }
    }

    /// The number of the record by which a member went last.
    fn removal_of(&self, member: MemberId) -> Option<u64> {
        let pairs = self.records.iter().zip(self.records.iter().skip(1)).rev();
        let mut removals =
            pairs.filter(|(before, after)| before.member(member).is_some() && after.member(member).is_none());
        removals.next().map(|(_, after)| after.number)
    }

    /// Records after `number` were found on coming back, or came from elsewhere: whoever was taken out by them, this device was not
    /// there, and another history of the same time would be as good.
    pub(crate) fn was_away_since(&mut self, number: u64) {
        for number in self.removals_by_others_since(number) {
            self.adopted.insert(number);
        }
    }

    /// Records after `number` came while this device had read everything that the relay showed. That is the relay's word, and so no
    /// proof, until the person has confirmed it.
    pub(crate) fn was_there_since(&mut self, number: u64) {
        for number in self.removals_by_others_since(number) {
            self.witnessed.insert(number);
        }
    }

    fn removals_by_others_since(&self, number: u64) -> Vec<u64> {
        let pairs = self.records.iter().zip(self.records.iter().skip(1));
        pairs
            .filter(|(_, after)| after.number > number && after.author != self.me)
            .filter(|(before, after)| before.members.iter().any(|one| after.member(one.keys.id()).is_none()))
            .map(|(_, after)| after.number)
            .collect()
    }

    /// The other branch, while the person has not said which one is right. Nothing is sealed for anybody meanwhile.
    pub fn undecided(&self) -> Option<&Branch> {
        self.other_branch().filter(|branch| branch.stops)
    }

    /// Another branch of a vault that the person may decide about, whether or not anything waits for that.
    pub fn other_branch(&self) -> Option<&Branch> {
        self.branch.as_ref().filter(|_| !self.control().joined)
    }

    /// Whether, in a space of two people, this device's member belongs to the other branch and not to this one: the relay lets it in
    /// there.
    pub fn is_elsewhere(&self) -> bool {
        self.control().joined && !self.is_member() && self.can_go_over()
    }

    /// Whether members were taken out while this device was away, and its person has not said since that this is right.
    pub fn has_adopted(&self) -> bool {
        !self.adopted.is_empty()
    }

    /// Words for a record and all before it: the same on every device that has the same record. Nothing if there is none.
    pub fn history_words(&self, number: u64) -> Option<HistoryWords> {
        self.record(number).map(ControlRecord::words)
    }

    /// The record of a number, for its keeper to say who came and went.
    pub fn record_at(&self, number: u64) -> Option<&ControlRecord> {
        self.record(number)
    }

    /// The person says that this device's branch is right. No other one is asked about again that begins as the present one does, or
    /// that somebody signed who is gone here.
    pub fn keep_branch(&mut self) {
        self.adopted = SmallSet::new();
        self.witnessed = SmallSet::new();
        if let Some(first) = self.branch.take().and_then(|branch| branch.records.into_iter().next())
            && self.refused.len() < REFUSED_MAX
        {
            self.refused.insert(first.hash());
        }
    }

    /// Whether this device can go over to the other branch: it belongs to it, and what it started from is older than both.
    pub fn can_go_over(&self) -> bool {
        self.branch.as_ref().is_some_and(|branch| {
            let belongs = branch.records.last().is_some_and(|record| record.member(self.me).is_some());
            belongs && self.stands_on <= branch.common
        })
    }
}

#[cfg(test)]
mod tests;
