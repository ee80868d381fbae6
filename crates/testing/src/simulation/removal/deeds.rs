//! What happens while somebody is taken out, and what the one who went does.

use std::collections::BTreeSet;

use sync::{SpaceId, parcel::Part};

use super::{super::World, Removal};
use crate::{
    chance::{below, percent, pick},
    folded::withdrawn_by,
    former::{Former, shown},
    keeper::Keeper,
};

/// In how many of a hundred steps the one who went does something.
const ACTS_PERCENT: usize = 40;

impl World {
    /// Whoever is not in the relay's newest record works with the relay from now on, if they are who is to go.
    pub(super) fn see_who_is_out(&mut self) {
        let vault = self.vault();
        let Some(head) = self.relay.control_head(vault) else { return };
        let leavers: Vec<usize> = self
            .taking
            .iter()
            .flat_map(|taking| taking.decided.iter().map(|(_, leaver)| *leaver))
            .filter(|leaver| !self.is_gone(*leaver))
            .collect();
        for leaver in leavers {
            let out = self.member_of(leaver).is_some_and(|member| head.member(member).is_none());
            if out {
                self.goes(leaver);
            }
        }
        let words = self.words.clone().filter(|words| head.member(words.keys().id()).is_none());
        let has_former = self.taking.as_ref().is_some_and(|taking| taking.former.is_some());
        if let (Some(words), false) = (words, has_former) {
            let records = self.keepers.iter().find_map(|keeper| keeper.device().replica(vault));
            let records = records.map(sync::Replica::records).unwrap_or_default();
            let former = Former::of_words(words, &records, &mut self.random);
            if let Some(taking) = &mut self.taking {
                taking.former = Some(former);
            }
        }
    }

    /// A device is out: what it has not handed in never comes, and whoever has it works with the relay. Not the first device, which a
    /// thief has taken out: its person goes on with another one.
    fn goes(&mut self, device: usize) {
        self.drop_link(device);
        let Some(keeper) = self.keepers.get(device) else { return };
        let handed_in: std::collections::BTreeSet<_> = self
            .spaces()
            .into_iter()
            .flat_map(|space| {
                self.relay.disk().entries(space).into_iter().map(move |entry| (space, entry.id))
            })
            .collect();
        let mut taken_back = Vec::new();
        for space in self.spaces() {
            for opened in keeper.log(space) {
                if !handed_in.contains(&(space, opened.id))
                    && let Some(body) = opened.body
                {
                    if !withdrawn_by(&body).is_empty() {
                        taken_back.push(body.clone());
                    }
                    self.excused.insert((space, body));
                }
            }
        }
        let former = Former::of_device(&keeper.backup());
        if let Some(taking) = &mut self.taking {
            taking.gone.insert(device);
            let is_first =
                taking.decided.len() > 1 && taking.decided.first().is_some_and(|(_, who)| *who == device);
            let is_thief_left = is_first && !taking.is_each_other();
            if !is_thief_left {
                taking.former = Some(former);
            }
        }
        self.note("out", device, &[]);
        for body in taken_back {
            self.take_back_again(device, &body);
        }
    }

    /// Whoever went does something, and the relay helps.
    pub(super) fn former_acts(&mut self) {
        if !percent(&mut self.random, ACTS_PERCENT) {
            return;
        }
        let Some(mut former) = self.taking.as_mut().and_then(|taking| taking.former.take()) else { return };
        let space = pick(&mut self.random, &former.spaces()).unwrap_or_else(|| self.vault());
        let made = former.made.clone();
        self.act(&mut former, space);
        // In a link they belong until their person's member there is exchanged: what they write until then may be read.
        if self.relay.control_head(space).is_some_and(|head| !former.is_out(&head)) {
            former.made = made;
        }
        if let Some(taking) = &mut self.taking {
            taking.former = Some(former);
        }
    }

    fn act(&mut self, former: &mut Former, space: SpaceId) {
        let stay: Vec<usize> = self.holders(space).into_iter().map(|(device, _)| device).collect();
        let Some(device) = pick(&mut self.random, &stay) else { return };
        let Some(replica) = self.keepers.get(device).and_then(|keeper| keeper.device().replica(space)) else {
            return;
        };
        let key = replica.seed().signing_key().verifying_key();
        let victim = replica.me();
        match below(&mut self.random, 10) {
            0 | 1 => {
                let entries = former.write(self.now_ms, space, &mut self.random);
                self.relay.collude(shown(space, key, entries));
            }
            2 | 3 => {
                let about = (victim, self.relationship);
                let entries = former.decide(self.now_ms, space, about, &mut self.random);
                self.relay.collude(shown(space, key, entries));
            }
            4 => former.begin_new_chain(space, &mut self.random),
            5 => {
                if let Some(change) = former.checkpoint(space, key, &mut self.random) {
                    self.relay.collude(change);
                }
            }
            6 => {
                self.relay.collude(shown(space, key, former.old(space)));
            }
            7 => {
                let head = self.relay.control_head(space);
                let record = head.and_then(|head| former.record(&head, &mut self.random));
                self.bring(device, former.part(space, record).as_ref());
            }
            _ => {
                former.write(self.now_ms, space, &mut self.random);
                self.bring(device, former.part(space, None).as_ref());
            }
        }
        self.note("former", device, space.as_bytes());
    }

    fn bring(&mut self, device: usize, part: Option<&Part>) {
        if let (Some(keeper), Some(part)) = (self.keepers.get_mut(device), part) {
            keeper.device_mut().carry(part, &mut self.random);
        }
        self.finish(device);
    }

    /// A device that has heard of nothing is brought what the one who went wrote and decided afterwards.
    pub(super) fn bring_parcel_to(&mut self, device: usize) {
        self.see_who_is_out();
        let Some(mut former) = self.taking.as_mut().and_then(|taking| taking.former.take()) else { return };
        let vault = self.vault();
        let victim = self.member_of(device);
        for space in former.spaces() {
            former.write(self.now_ms, space, &mut self.random);
            if let Some(victim) = victim {
                former.decide(self.now_ms, space, (victim, self.relationship), &mut self.random);
            }
            former.begin_new_chain(space, &mut self.random);
            former.write(self.now_ms, space, &mut self.random);
        }
        former.made.retain(|(space, _)| *space == vault);
        for space in [vault, self.relationship] {
            self.bring(device, former.part(space, None).as_ref());
        }
        if let Some(taking) = &mut self.taking {
            taking.former = Some(former);
        }
    }

    /// Until nobody who is to go is there any more; then everything is done that can be done.
    pub(super) fn let_former_go_on(&mut self, removal: Removal) -> Result<(), String> {
        for _ in 0..4 {
            self.partitioned.clear();
            self.connect_all();
            self.rest()?;
            self.decide_again(removal);
            self.rest()?;
            self.see_who_is_out();
        }
        self.take_back_what_was_lost();
        self.rest()?;
        for _ in 0..6 {
            self.former_acts();
        }
        Ok(())
    }

    /// Erasing waits for nothing, so the relay may have heard of it and not of the withdrawal, when a device goes in between. The person
    /// sees it shared still, and takes it back on another one.
    fn take_back_what_was_lost(&mut self) {
        let space = self.relationship;
        let (gone, there): (Vec<_>, Vec<_>) =
            self.keepers.iter().enumerate().partition(|(device, _)| self.is_gone(*device));
        let known: BTreeSet<Vec<u8>> = there
            .into_iter()
            .flat_map(|(_, keeper)| keeper.log(space))
            .filter_map(|opened| opened.body)
            .collect();
        let lost = |(device, keeper): (usize, &Keeper)| {
            let of_link = keeper.written.iter().filter(|(of, _)| *of == space).map(|(_, body)| body);
            let lost = of_link.filter(|body| !withdrawn_by(body).is_empty() && !known.contains(*body));
            lost.map(|body| (device, body.clone())).collect::<Vec<_>>()
        };
        let lost: Vec<_> = gone.into_iter().flat_map(lost).collect();
        for (device, body) in lost {
            self.take_back_again(device, &body);
        }
    }
}
