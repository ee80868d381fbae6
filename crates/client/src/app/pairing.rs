//! Another device of the person's own comes into the vault, by a link from one that has it.
//!
//! ```text
//!  this device (Open)                                      the other one (Joins, no vault yet)
//!    link: 256-bit secret, a quarter of an hour ──────────►  passphrase and name of its own
//!                     ◄── the rendezvous of sync::link ──►
//!    the same words: the passphrase ──────────────────────── the same words
//!    admits the member, with a new epoch ─────────────────►  enters the vault, and goes on as after recovery
//! ```
//! This file is the side that has the vault. Until the words were found to be the same on both, nothing of the vault but its name
//! for the relay has left this device; and nothing of the other device is shown here.

mod joins;

use model::{Now, VaultOperation};
use sync::{
    device::BoxFailure,
    frame::BoxId,
    limits::MEMBERS_MAX,
    link::{BoxMessage, Invite, Inviting, LinkKind, Step},
    replica::Intent,
};

use super::{Doing, devices::device_id, linking::resume, open::Open, relationships::typed_name};
use crate::{
    Problem, Write,
    command::{Outcome, Pair},
    storage::{self, Record},
    view::pairing::{OfferView, PairFailure},
};

pub(super) use joins::Joins;

/// How often a side asks whether the other one has given up, and one that waits to be let in whether it is, in milliseconds.
const LOOK_AGAIN_MS: u64 = 4_000;

/// What this device has offered to another one.
#[derive(Debug, Default)]
pub(super) struct Offer {
    out: Option<Box<Inviting>>,
    ended: Option<Ended>,
    look_at_ms: u64,
}

/// How it ended, until the person has read it.
#[derive(Debug)]
enum Ended {
    Added(String),
    Failed(PairFailure),
}

impl Offer {
    /// When [`Open::look_at_offer`] is wanted next.
    pub(super) fn next_wake_ms(&self) -> Option<u64> {
        let out = self.out.as_ref()?;
        Some(self.look_at_ms.min(out.invite.expires_at_ms))
    }

    pub(super) fn view(&self) -> Option<OfferView> {
        let Some(inviting) = &self.out else {
            return self.ended.as_ref().map(|ended| match ended {
                Ended::Added(name) => OfferView::Added { name: name.clone() },
                Ended::Failed(failure) => OfferView::Failed(*failure),
            });
        };
        let Some(words) = inviting.words() else {
            return Some(OfferView::Out {
                link: inviting.invite.to_text(),
                expires_at_ms: inviting.invite.expires_at_ms,
            });
        };
        let words = words.0.iter().map(|word| (*word).to_owned()).collect();
        Some(if inviting.is_confirmed() {
            let name = inviting.their_name().unwrap_or_default();
            OfferView::Confirmed { words, name, by_both: inviting.admits().is_some() }
        } else {
            OfferView::Comparing { words }
        })
    }

    fn is_of(&self, name: BoxId) -> bool {
        self.out.as_ref().is_some_and(|inviting| inviting.invite.box_name() == name)
    }
}

impl Open {
    /// Carries out what concerns another device on its way into the vault.
    pub(super) fn pair(&mut self, doing: &mut Doing<'_>, act: &Pair) -> Result<Outcome, Problem> {
        match act {
            Pair::Offer => self.offer_vault(doing),
            Pair::Stop if self.offer.out.is_some() => {
                self.end_offer(doing, None);
                Ok(Outcome::Done)
            }
            Pair::Stop => Err(Problem::Gone),
            Pair::Compare { same, passphrase } => self.compare_with_device(doing, *same, passphrase),
            Pair::Dismiss => {
                self.offer.ended = None;
                Ok(Outcome::Done)
            }
            Pair::Read { .. } | Pair::Join { .. } => Err(Problem::VaultExists),
        }
    }

    fn offer_vault(&mut self, doing: &mut Doing<'_>) -> Result<Outcome, Problem> {
        if self.offer.out.is_some() {
            return Ok(Outcome::Done);
        }
        if self.settings.relay.is_empty() {
            return Err(Problem::BadRelay);
        }
        let vault = self.settings.vault;
        let replica =
            self.device.replica(vault).filter(|replica| replica.is_member()).ok_or(Problem::Gone)?;
        if self.settings.is_removed() || self.settings.is_erasing() {
            return Err(Problem::Gone);
        }
        if replica.members().len() >= MEMBERS_MAX {
            return Err(Problem::TooManyDevices);
        }
        let me = replica.me();
        let invite =
            Invite::new(LinkKind::Device, self.settings.relay.clone(), doing.now.unix_ms, &mut doing.random);
        // No name goes along: whoever photographs the link would read it.
        let (inviting, _) = Inviting::begin(invite, vault, me, String::new(), &mut doing.random);
        let look_at_ms = doing.now.unix_ms.saturating_add(LOOK_AGAIN_MS);
        self.offer = Offer { out: Some(Box::new(inviting)), ended: None, look_at_ms };
        self.save_offer(doing);
        self.resume_offer();
        Ok(Outcome::Done)
    }

    fn compare_with_device(
        &mut self,
        doing: &mut Doing<'_>,
        same: bool,
        passphrase: &str,
    ) -> Result<Outcome, Problem> {
        let inviting = self.offer.out.as_mut().filter(|inviting| inviting.words().is_some());
        let inviting = inviting.ok_or(Problem::Gone)?;
        if same {
            self.record.try_passphrase(doing, passphrase)?;
            // The member is let in by `proceed_offer`, at the end of this event or after a restart.
            let _ = inviting.confirm();
            self.save_offer(doing);
        } else {
            self.end_offer(doing, Some(Ended::Failed(PairFailure::WordsDiffer)));
        }
        Ok(Outcome::Done)
    }

    fn save_offer(&self, doing: &mut Doing<'_>) {
        if let Some(inviting) = &self.offer.out {
            let value = minicbor::to_vec(&**inviting).expect("writing to memory cannot fail");
            doing.writes.push(storage::seal(&self.master, storage::PAIRING, value, &mut doing.random));
        }
    }

    pub(super) fn load_offer(&mut self, records: &[Record]) -> Result<(), Problem> {
        let Some(record) = records.iter().find(|record| record.key == storage::PAIRING) else {
            return Ok(());
        };
        let bytes = storage::open(&self.master, record).map_err(|_| Problem::Damaged)?;
        self.offer.out = Some(minicbor::decode(&bytes).map_err(|_| Problem::Damaged)?);
        self.resume_offer();
        Ok(())
    }

    fn resume_offer(&mut self) {
        if let Some(inviting) = &self.offer.out {
            resume(&mut self.device, &inviting.invite, inviting.sent());
        }
    }

    /// A message came from a box that is none of a relationship's.
    pub(super) fn offer_message(&mut self, doing: &mut Doing<'_>, name: BoxId, message: &BoxMessage) {
        if !self.offer.is_of(name) {
            return;
        }
        let Some(inviting) = &mut self.offer.out else { return };
        let before = inviting.clone();
        match inviting.take(message.slot, &message.message, &mut doing.random) {
            Ok(step) => {
                if let Step::Put(message) | Step::Compare(Some(message)) = step {
                    let lifetime_ms = LinkKind::Device.lifetime_ms();
                    self.device.put_box(name, message.slot, lifetime_ms, message.message);
                }
                // A box that is looked at again shows the same messages again.
                if self.offer.out.as_ref() != Some(&before) {
                    self.save_offer(doing);
                }
            }
            Err(_) => self.end_offer(doing, Some(Ended::Failed(PairFailure::Altered))),
        }
    }

    /// A box that is none of a relationship's cannot be used.
    pub(super) fn offer_box_failed(&mut self, doing: &mut Doing<'_>, name: BoxId, failure: BoxFailure) {
        // Once both have confirmed, the box has done its work.
        if self.offer.is_of(name) && self.offer.out.as_ref().is_some_and(|out| out.admits().is_none()) {
            let failure = match failure {
                BoxFailure::Gone => PairFailure::Ended,
                BoxFailure::Taken => PairFailure::Used,
            };
            self.end_offer(doing, Some(Ended::Failed(failure)));
        }
    }

    /// Lets go of the offer. If the other device was to be let in and is not yet, it will not be. The relay may have let it in
    /// without this device having heard of it: then it goes again.
    fn end_offer(&mut self, doing: &mut Doing<'_>, ended: Option<Ended>) {
        let Some(inviting) = self.offer.out.take() else { return };
        doing.writes.push(Write::Delete { key: storage::PAIRING.to_owned() });
        self.device.close_box(inviting.invite.box_name());
        let vault = self.settings.vault;
        self.offer = Offer { ended, ..Offer::default() };
        let Some(member) = inviting.admits() else { return };
        let device = device_id(member.keys.id());
        if let Some(replica) = self.device.replica_mut(vault)
            && replica.intent() == Some(&Intent::Admit(member))
        {
            replica.intend(None);
            self.changed.insert(vault);
        }
        // A device that does not belong to the vault itself any more has nothing to say there.
        let _ = self.record(doing, VaultOperation::DeviceRemoved { device });
    }

    /// The relay is another one now, or none, or this device has nothing to offer any more.
    pub(super) fn stop_offer(&mut self, doing: &mut Doing<'_>) {
        self.end_offer(doing, Some(Ended::Failed(PairFailure::Ended)));
    }

    /// Gives up an offer whose time is over, and lets the other device in once both have confirmed. To be called at the end of
    /// every event.
    pub(super) fn proceed_offer(&mut self, doing: &mut Doing<'_>) {
        let Some(inviting) = &self.offer.out else { return };
        let vault = self.settings.vault;
        if let Some(member) = inviting.admits()
            && let Some(replica) = self.device.replica_mut(vault)
        {
            if replica.members().contains(&member) {
                return self.welcome_device(doing);
            }
            if replica.intent().is_none() && inviting.invite.expires_at_ms > doing.now.unix_ms {
                replica.intend(Some(Intent::Admit(member)));
                self.changed.insert(vault);
                self.device.proceed(vault, &mut doing.random);
                return;
            }
        }
        if inviting.invite.expires_at_ms <= doing.now.unix_ms {
            self.end_offer(doing, Some(Ended::Failed(PairFailure::Expired)));
        }
    }

    fn welcome_device(&mut self, doing: &mut Doing<'_>) {
        let Some(inviting) = self.offer.out.take() else { return };
        let Some(member) = inviting.admits() else { return };
        let welcome = inviting.welcome(&mut doing.random);
        let lifetime_ms = LinkKind::Device.lifetime_ms();
        self.device.put_box(inviting.invite.box_name(), welcome.slot, lifetime_ms, welcome.message);
        doing.writes.push(Write::Delete { key: storage::PAIRING.to_owned() });
        // Who has confirmed it with the passphrase need not be asked whether it was they.
        let device = device_id(member.keys.id());
        self.settings.know_devices([device]);
        self.save_settings(doing);
        let name = inviting.their_name().unwrap_or_default();
        // It stands in the list by its name even if it never comes.
        if let Ok(name) = typed_name(&name) {
            let named = VaultOperation::DeviceNamed { device, name };
            self.record(doing, named).expect("the vault's own space is open to its device");
        }
        self.offer = Offer { ended: Some(Ended::Added(name)), ..Offer::default() };
    }

    /// Asks now and then whether the other device has given up: a relay does not tell by itself that a box was closed.
    pub(super) fn look_at_offer(&mut self, now: Now) {
        let Some(inviting) = &self.offer.out else { return };
        if self.offer.look_at_ms > now.unix_ms {
            return;
        }
        self.device.watch_box_again(inviting.invite.box_name());
        self.offer.look_at_ms = now.unix_ms.saturating_add(LOOK_AGAIN_MS);
    }
}
