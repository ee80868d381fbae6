//! Somebody is taken out, and works together with the relay from then on.
//!
//! ```text
//!   everybody has everything ─► who goes writes on, decided offline or late ─► life with faults, and with what the one who went does
//!        ─► every app is opened again ─► calm
//! ```

mod deciding;
mod deeds;

use std::collections::BTreeSet;

use crypto::{MemberId, MemberSeed};

use sync::{Member, MemberKind, Party, Replica, SpaceId};

use super::World;
use crate::{chance::below, durable::Durable, former::Former, keeper::Keeper};

/// How somebody is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// By a device that is offline.
    Offline,
    /// While the relay removes the log that a checkpoint covers for which they have spoken.
    MidTrim,
    /// By a device that has read little of them, after the log was removed.
    Stale,
    /// Two devices take each other out.
    EachOther,
    /// By a device whose store is set back to before it was decided.
    SetBack,
    /// Recovery words become void.
    Words,
    /// A device is brought what they wrote afterwards by a parcel, before it hears of the removal.
    ParcelFirst,
    /// A thief takes the first device out, and says that nothing of it had been read; then the thief is taken out.
    FirstDevice,
}

impl Removal {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Offline,
        Self::MidTrim,
        Self::Stale,
        Self::EachOther,
        Self::SetBack,
        Self::Words,
        Self::ParcelFirst,
        Self::FirstDevice,
    ];
}

/// When a device crashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crash {
    BeforeStoring,
    AfterStoring,
}

/// Somebody is being taken out.
pub(super) struct Taking {
    /// Who decides it, and who goes, one after another.
    decided: Vec<(usize, usize)>,
    /// Whose turn it is to be wished out again, should that be lost.
    turn: usize,
    /// Devices that are out.
    pub(super) gone: BTreeSet<usize>,
    /// Whoever went and works with the relay.
    pub(super) former: Option<Former>,
    /// What was written after it was decided, by whoever decided it.
    pub(super) secrets: BTreeSet<(SpaceId, Vec<u8>)>,
    /// The words that are to count.
    new_words: Option<Member>,
    /// How many steps until a device crashes.
    crash_in: Option<usize>,
}

impl Taking {
    fn is_each_other(&self) -> bool {
        matches!(self.decided.as_slice(), [(one, two), (other, first)] if one == first && two == other)
    }
}

/// How many random things happen while somebody is taken out.
const STEPS: usize = 70;

/// At how many different steps devices crash, as seeds go on.
const CRASHES: usize = 24;

impl World {
    /// Whether a device is out, and so off the network: whoever has it works with the relay itself.
    pub(super) fn is_gone(&self, device: usize) -> bool {
        self.taking.as_ref().is_some_and(|taking| taking.gone.contains(&device))
    }

    /// Whether a device crashes now: one of those that take somebody out, at the step whose turn it is.
    pub(super) fn next_crash(&mut self, device: usize) -> Option<Crash> {
        let taking = self.taking.as_mut()?;
        if !taking.decided.iter().any(|(remover, _)| *remover == device) {
            return None;
        }
        let left = taking.crash_in?;
        taking.crash_in = left.checked_sub(1);
        let crash = if self.crash_at.is_multiple_of(2) { Crash::BeforeStoring } else { Crash::AfterStoring };
        (left == 0).then_some(crash)
    }

    /// Takes somebody out of the first person's vault.
    pub(super) fn take_out(&mut self, removal: Removal) -> Result<(), String> {
        let [one, two, three] = self.roles();
        let new_words = (removal == Removal::Words).then(|| {
            let words = MemberSeed::random(&mut self.random);
            Member::of(&words, self.vault(), Party::Founder, MemberKind::Paper)
        });
        let decided = match removal {
            Removal::EachOther => vec![(one, two), (two, one)],
            Removal::FirstDevice => vec![(1, 0), (2, 1)],
            Removal::Words => vec![(one, usize::MAX)],
            _ => vec![(one, two)],
        };
        // Who is out is not let in again.
        self.admissions.clear();
        self.taking = Some(Taking {
            decided,
            turn: 0,
            gone: BTreeSet::new(),
            former: None,
            secrets: BTreeSet::new(),
            new_words,
            crash_in: None,
        });
        let backup = self.prepare(removal, [one, two, three])?;
        self.set_crash();
        self.decide(removal);
        if removal == Removal::ParcelFirst {
            self.partitioned.remove(&one);
            self.connect(one);
            self.rest()?;
            self.bring_parcel_to(three);
        }
        self.faults = true;
        for step in 0..STEPS {
            if step == 20 {
                self.partitioned.clear();
            }
            if step == 25 && removal == Removal::SetBack {
                self.set_back(one, backup.clone());
            }
            self.live();
            self.decide_again(removal);
            self.see_who_is_out();
            self.former_acts();
        }
        self.faults = false;
        for device in 0..self.keepers.len() {
            if !self.is_gone(device) {
                self.crash_device(device);
            }
        }
        self.let_former_go_on(removal)
    }

    /// Three devices of one person, in any order.
    pub(super) fn roles(&mut self) -> [usize; 3] {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let index = below(&mut self.random, orders.len());
        orders.get(index).copied().unwrap_or([0, 1, 2])
    }

    fn set_crash(&mut self) {
        let crash_in = (self.crash_at / 2) % CRASHES;
        if let Some(taking) = &mut self.taking {
            taking.crash_in = Some(crash_in);
        }
    }

    /// What there is when it is decided.
    fn prepare(&mut self, removal: Removal, [one, two, three]: [usize; 3]) -> Result<Durable, String> {
        self.connect_all();
        self.write_some(&[one, two, three], 2);
        self.rest()?;
        match removal {
            Removal::Offline | Removal::SetBack => self.leave_network(&[one]),
            Removal::MidTrim => self.checkpoint_and_trim(three)?,
            Removal::Stale => {
                self.leave_network(&[one]);
                self.write_some(&[two, three], 4);
                self.rest()?;
                self.checkpoint_and_trim(three)?;
            }
            Removal::EachOther => self.leave_network(&[one, two]),
            Removal::ParcelFirst => self.leave_network(&[one, three]),
            Removal::Words | Removal::FirstDevice => {}
        }
        self.write_some(&[one, two, three], 2);
        if removal == Removal::MidTrim {
            // Nobody has verified this one yet.
            self.checkpoint(two);
        } else {
            self.rest()?;
        }
        Ok(self.keepers.get(one).map(Keeper::backup).unwrap_or_default())
    }

    pub(super) fn leave_network(&mut self, devices: &[usize]) {
        for device in devices {
            self.drop_link(*device);
            self.partitioned.insert(*device);
        }
    }

    pub(super) fn write_some(&mut self, devices: &[usize], count: usize) {
        for (device, _) in devices.iter().flat_map(|device| (0..count).map(move |time| (*device, time))) {
            for space in [self.vault(), self.relationship] {
                self.write_into(device, space);
            }
            self.finish(device);
        }
    }

    /// The second of two devices verifies, and then the relay removes what is covered.
    fn checkpoint_and_trim(&mut self, device: usize) -> Result<(), String> {
        self.rest()?;
        self.checkpoint(device);
        self.rest()?;
        for _ in 0..2 {
            self.reconnect_all();
            self.rest()?;
            self.now_ms += 24 * 60 * 60 * 1000;
            self.relay.tick(self.now_ms);
            self.rest()?;
        }
        Ok(())
    }

    /// The member of the first person's vault that a device is.
    pub(super) fn member_of(&self, device: usize) -> Option<MemberId> {
        self.keepers.get(device)?.device().replica(self.vault()).map(Replica::me)
    }

    /// The first person's vault.
    pub(super) fn vault(&self) -> SpaceId {
        self.vaults.first().copied().unwrap_or(SpaceId([0; 32]))
    }
}
