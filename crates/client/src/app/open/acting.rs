//! What the person does in an open vault, passed on to the part that carries it out, and what follows elsewhere.

use super::{Open, along, here::Follows, items, parcels::Receiving};
use crate::{
    CommandId, Problem,
    app::{Doing, Effect},
    command::{self, Carry, Outcome, Pair},
};

impl Open {
    /// Carries out what concerns somebody, linked or not.
    pub(in crate::app) fn act_on_links(
        &mut self,
        doing: &mut Doing<'_>,
        act: command::Links,
    ) -> Result<Outcome, Problem> {
        let had_relay = self.here.has_relay();
        let removed = if let command::Links::RemoveRelationship { relationship } = &act {
            Some(*relationship)
        } else {
            None
        };
        let done = self.links.act(&mut self.spaces, &mut self.here, doing, act);
        if let (Some(relationship), Ok(_)) = (removed, &done) {
            self.drafts.forget_about(&self.spaces, doing, &relationship);
        }
        if !had_relay {
            self.line.want(&self.here, doing.now);
        }
        done
    }

    /// Carries out what concerns who belongs to the vault.
    pub(in crate::app) fn act_on_devices(
        &mut self,
        doing: &mut Doing<'_>,
        act: command::Devices,
    ) -> Result<Outcome, Problem> {
        let done = self.devices.act(&mut self.spaces, (&mut self.here, &mut self.door), doing, act);
        self.hold_links(doing);
        done
    }

    /// Carries out what concerns another device on its way into the vault.
    pub(in crate::app) fn pair(&mut self, doing: &mut Doing<'_>, act: &Pair) -> Result<Outcome, Problem> {
        self.devices.pair(&mut self.spaces, (&self.here, &mut self.door), doing, act)
    }

    /// Carries out what is set on this device alone.
    pub(in crate::app) fn act_here(
        &mut self,
        doing: &mut Doing<'_>,
        act: command::Here,
    ) -> Result<Outcome, Problem> {
        match self.here.act((&self.spaces, &mut self.door), doing, act)? {
            Follows::Nothing => {}
            Follows::AnotherRelay => {
                // What the former relay said of this device's place in the vault counts for nothing at another one.
                self.devices.set_removed(&mut self.spaces, &mut self.here, doing, false);
                self.devices.stop_offer(&mut self.spaces, doing);
                self.line.use_another_relay(&mut self.spaces, &self.here, doing.now);
            }
        }
        Ok(Outcome::Done)
    }

    /// Carries out what a person does with what they write.
    pub(in crate::app) fn act_on_items(
        &mut self,
        doing: &mut Doing<'_>,
        act: command::Items,
    ) -> Result<Outcome, Problem> {
        let removed = if let command::Items::Remove { item } = &act { Some(*item) } else { None };
        let done = items::act(&mut self.spaces, doing, act)?;
        if let Some(item) = removed {
            self.drafts.forget_about(&self.spaces, doing, &item);
        }
        Ok(done)
    }

    /// Carries out what is done with what is typed and not saved yet.
    pub(in crate::app) fn act_on_drafts(
        &mut self,
        doing: &mut Doing<'_>,
        act: command::Drafts,
    ) -> Result<Outcome, Problem> {
        self.drafts.act(&self.spaces, doing, act).map(|()| Outcome::Done)
    }

    /// Makes a file, looks at one, or brings one in.
    pub(in crate::app) fn take_along(
        &mut self,
        doing: &mut Doing<'_>,
        act: command::TakeAlong,
    ) -> Result<Outcome, Problem> {
        along::act(&mut self.spaces, doing, act)
    }

    /// Makes a parcel, which is answered once the log is read, or takes one in.
    pub(in crate::app) fn carry(
        &mut self,
        doing: &mut Doing<'_>,
        effects: &mut Vec<Effect>,
        id: CommandId,
        act: Carry,
    ) -> Result<Option<Outcome>, Problem> {
        match act {
            Carry::Make { recipient, everything } => {
                self.parcels.begin(&mut self.spaces, doing, id, (recipient, everything))?;
                Ok(None)
            }
            Carry::Receive { parcel } => {
                let mut receiving = Receiving::begin(&self.spaces, &parcel)?;
                while let Some(part) = receiving.next_part() {
                    self.links.enter_from(&mut self.spaces, doing, &part);
                    receiving.take(&mut self.spaces, doing, &part);
                    self.hear(doing, effects);
                }
                self.notice_without_relay();
                receiving.finish().map(|brought| Some(Outcome::Brought(brought)))
            }
        }
    }
}
