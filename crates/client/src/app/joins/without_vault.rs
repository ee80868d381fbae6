//! What the app does while this device has no vault yet: from the link to the open vault.

use crypto::{MemberSeed, SymmetricKey};
use model::Now;
use sync::{
    Replica, device,
    link::{Invite, InviteError, Joining, LinkKind},
};

use super::{Joins, Stored};
use crate::{
    Problem, Write,
    app::{
        App, Doing, Effect, Phase,
        open::{DeviceLock, Here},
        typed::{check_passphrase, read_invite, typed_name},
    },
    command::{InviteRead, Outcome, Pair},
    storage::{self, Keys},
    view::pairing::{PairingStage, PairingView},
};

fn read_link(link: &str, now: Now) -> Result<Invite, Problem> {
    let invite = read_invite(link, now).map_err(|error| match error {
        InviteError::Expired(LinkKind::Device) => Problem::DeviceLinkExpired,
        InviteError::Expired(LinkKind::Relationship) => Problem::InviteNotDeviceLink,
        _ => Problem::BadDeviceLink,
    })?;
    if invite.kind == LinkKind::Device { Ok(invite) } else { Err(Problem::InviteNotDeviceLink) }
}

impl App {
    /// Carries out what concerns this device on its way into a vault.
    pub(in crate::app) fn pair(&mut self, doing: &mut Doing<'_>, act: Pair) -> Result<Outcome, Problem> {
        match (act, &mut self.phase) {
            (act, Phase::Open(open)) => open.pair(doing, &act),
            (Pair::Read { link }, _) => {
                let relay = read_link(&link, doing.now)?.relay;
                Ok(Outcome::InviteRead(InviteRead { relay, same_relay: true }))
            }
            (Pair::Join { link, name, passphrase }, Phase::Fresh) => {
                self.join_vault(doing, &link, &name, &passphrase)
            }
            (Pair::Join { .. }, _) => Err(Problem::VaultExists),
            (Pair::Compare { same, .. }, Phase::Joining(joins)) => joins.compare(doing, same),
            (Pair::Stop | Pair::Dismiss, Phase::Joining(joins)) => {
                joins.end(doing.writes);
                joins.flush(&mut self.fresh);
                self.fresh.push(Effect::Disconnect);
                self.phase = Phase::Fresh;
                Ok(Outcome::Done)
            }
            (Pair::Offer | Pair::Compare { .. } | Pair::Stop | Pair::Dismiss, _) => Err(Problem::Gone),
        }
    }

    fn join_vault(
        &mut self,
        doing: &mut Doing<'_>,
        link: &str,
        name: &str,
        passphrase: &str,
    ) -> Result<Outcome, Problem> {
        let invite = read_link(link, doing.now)?;
        let name = typed_name(name)?;
        check_passphrase(passphrase)?;
        let master = SymmetricKey::random(&mut doing.random);
        let lock = DeviceLock::new(passphrase, &master, &mut doing.random);
        doing.writes.push(lock.to_write());
        let joining =
            Joining::begin(invite, &MemberSeed::random(&mut doing.random), name.clone(), &mut doing.random);
        let joins = Joins::begin(Keys::new(master), lock, Stored { joining, name }, doing.now);
        joins.save(doing);
        self.reaching_ends();
        self.phase = Phase::Joining(Box::new(joins));
        Ok(Outcome::Done)
    }

    /// Takes in what the relay sent to a device on its way into a vault.
    pub(in crate::app) fn joining_received(&mut self, doing: &mut Doing<'_>, bytes: &[u8]) {
        if let Phase::Joining(joins) = &mut self.phase {
            joins.device.handle_message(doing.now.unix_ms, bytes, &mut doing.random);
        }
    }

    /// The end of every event of a device on its way into a vault.
    pub(in crate::app) fn settle_joining(&mut self, doing: &mut Doing<'_>) {
        let Phase::Joining(joins) = &mut self.phase else { return };
        let mut entered = None;
        while let Some(event) = joins.device.poll_event() {
            if let device::Event::Entered { records } = event {
                entered = joins.enter(&records, &mut doing.random).or(entered);
            } else {
                joins.heard(doing, &mut self.fresh, event);
            }
        }
        match entered {
            Some(replica) => self.finish_joining(doing, replica),
            None => joins.proceed(doing, &mut self.fresh),
        }
    }

    fn finish_joining(&mut self, doing: &mut Doing<'_>, replica: Replica) {
        let Phase::Joining(joins) = core::mem::replace(&mut self.phase, Phase::Fresh) else { return };
        let Joins { keys, lock, stored: Stored { joining, name }, connection, active_at_ms, .. } = *joins;
        doing.writes.push(Write::Delete { key: storage::PAIRING.to_owned() });
        let mut here = Here::new(joining.invite.relay.clone(), replica.space());
        here.give_name(name);
        self.open_entered(doing, (keys, lock), (here, replica), connection);
        if let Phase::Open(open) = &mut self.phase {
            open.spaces.boxes().close(&joining.invite);
            // Where nobody has been for long, everything is stored and the vault locks before it is shown.
            open.door.set_active(active_at_ms);
        }
    }
}

impl Joins {
    /// What the screen shows.
    pub(in crate::app) fn view(&self) -> PairingView {
        let joining = &self.stored.joining;
        let stage = match (self.failed, joining.words()) {
            (Some(failure), _) => PairingStage::Failed(failure),
            (None, None) => PairingStage::Waiting,
            (None, Some(words)) => PairingStage::Comparing {
                words: words.0.iter().map(|word| (*word).to_owned()).collect(),
                confirmed: joining.is_confirmed(),
            },
        };
        PairingView { relay: joining.invite.relay.clone(), is_online: self.device.is_welcome(), stage }
    }
}
