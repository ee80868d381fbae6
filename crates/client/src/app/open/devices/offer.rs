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

use model::{Now, VaultOperation};
use sync::{
    device::BoxFailure,
    frame::BoxId,
    limits::MEMBERS_MAX,
    link::{BoxMessage, Invite, Inviting, LinkKind, Step},
    replica::Intent,
};

use super::{Devices, Door, Here, Spaces, device_id};
use crate::{
    Problem, Write,
    app::{Doing, typed::typed_name},
    command::{Outcome, Pair},
    storage::{self, Record},
    view::pairing::{OfferView, PairFailure},
};

/// How often a side asks whether the other one has given up, and one that waits to be let in whether it is, in milliseconds.
pub(in crate::app) const LOOK_AGAIN_MS: u64 = 4_000;

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

    /// From the store.
    pub(super) fn load(spaces: &mut Spaces, records: &[Record]) -> Result<Self, Problem> {
        let mut offer = Self::default();
        if let Some(record) = records.iter().find(|record| record.key == storage::PAIRING) {
            let bytes = spaces.keys().open(record).map_err(|_| Problem::Damaged)?;
            let inviting: Inviting = minicbor::decode(&bytes).map_err(|_| Problem::Damaged)?;
            spaces.boxes().resume(&inviting.invite, inviting.sent());
            offer.out = Some(Box::new(inviting));
        }
        Ok(offer)
    }

    fn save(&self, spaces: &Spaces, doing: &mut Doing<'_>) {
        if let Some(inviting) = &self.out {
            let value = minicbor::to_vec(&**inviting).expect("writing to memory cannot fail");
            spaces.put(doing, storage::PAIRING, value);
        }
    }

    fn is_of(&self, name: BoxId) -> bool {
        self.out.as_ref().is_some_and(|inviting| inviting.invite.box_name() == name)
    }
}

impl Devices {
    /// Carries out what concerns another device on its way into the vault.
    ///
    /// # Errors
    /// Whatever keeps it from being carried out.
    pub(in crate::app) fn pair(
        &mut self,
        spaces: &mut Spaces,
        (here, door): (&Here, &mut Door),
        doing: &mut Doing<'_>,
        act: &Pair,
    ) -> Result<Outcome, Problem> {
        match act {
            Pair::Offer => self.offer_vault(spaces, here, doing),
            Pair::Stop if self.offer.out.is_some() => {
                self.end_offer(spaces, doing, None);
                Ok(Outcome::Done)
            }
            Pair::Stop => Err(Problem::Gone),
            Pair::Compare { same, passphrase } => {
                self.compare(spaces, door, doing, (*same).then_some(passphrase))
            }
            Pair::Dismiss => {
                self.offer.ended = None;
                Ok(Outcome::Done)
            }
            Pair::Read { .. } | Pair::Join { .. } => Err(Problem::VaultExists),
        }
    }

    fn offer_vault(
        &mut self,
        spaces: &mut Spaces,
        here: &Here,
        doing: &mut Doing<'_>,
    ) -> Result<Outcome, Problem> {
        if self.offer.out.is_some() {
            return Ok(Outcome::Done);
        }
        if !here.has_relay() {
            return Err(Problem::BadRelay);
        }
        let vault = spaces.vault_replica();
        if !vault.is_member() || here.is_removed() || here.is_erasing() {
            return Err(Problem::Gone);
        }
        if vault.members().len() >= MEMBERS_MAX {
            return Err(Problem::TooManyDevices);
        }
        let (space, me, relay) = (vault.space(), vault.me(), here.relay().to_owned());
        let invite = Invite::new(LinkKind::Device, relay, doing.now.unix_ms, &mut doing.random);
        // No name goes along: whoever photographs the link would read it.
        let (inviting, _) = Inviting::begin(invite, space, me, String::new(), &mut doing.random);
        spaces.boxes().resume(&inviting.invite, inviting.sent());
        let look_at_ms = doing.now.unix_ms.saturating_add(LOOK_AGAIN_MS);
        self.offer = Offer { out: Some(Box::new(inviting)), ended: None, look_at_ms };
        self.offer.save(spaces, doing);
        Ok(Outcome::Done)
    }

    /// The person compared the words. They were the same if there is a passphrase.
    fn compare(
        &mut self,
        spaces: &mut Spaces,
        door: &mut Door,
        doing: &mut Doing<'_>,
        passphrase: Option<&String>,
    ) -> Result<Outcome, Problem> {
        let inviting = self.offer.out.as_mut().filter(|inviting| inviting.words().is_some());
        let inviting = inviting.ok_or(Problem::Gone)?;
        if let Some(passphrase) = passphrase {
            door.check(doing, passphrase)?;
            // The member is let in by `proceed_offer`, at the end of this event or after a restart.
            let _ = inviting.confirm();
            self.offer.save(spaces, doing);
        } else {
            self.end_offer(spaces, doing, Some(Ended::Failed(PairFailure::WordsDiffer)));
        }
        Ok(Outcome::Done)
    }

    /// A message came from a box that is none of a link's.
    pub(in crate::app) fn box_message(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        name: BoxId,
        message: &BoxMessage,
    ) {
        if !self.offer.is_of(name) {
            return;
        }
        let Some(inviting) = &mut self.offer.out else { return };
        let before = inviting.clone();
        match inviting.take(message.slot, &message.message, &mut doing.random) {
            Ok(step) => {
                if let Step::Put(message) | Step::Compare(Some(message)) = step {
                    spaces.boxes().put(&inviting.invite, message);
                }
                // A box that is looked at again shows the same messages again.
                if *inviting != before {
                    self.offer.save(spaces, doing);
                }
            }
            Err(_) => self.end_offer(spaces, doing, Some(Ended::Failed(PairFailure::Altered))),
        }
    }

    /// A box that is none of a link's cannot be used.
    pub(in crate::app) fn box_failed(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        name: BoxId,
        failure: BoxFailure,
    ) {
        // Once both have confirmed, the box has done its work.
        if self.offer.is_of(name) && self.offer.out.as_ref().is_some_and(|out| out.admits().is_none()) {
            let failure = match failure {
                BoxFailure::Gone => PairFailure::Ended,
                BoxFailure::Taken => PairFailure::Used,
            };
            self.end_offer(spaces, doing, Some(Ended::Failed(failure)));
        }
    }

    /// Lets go of the offer. If the other device was to be let in and is not yet, it will not be. The relay may have let it in
    /// without this device having heard of it: then it goes again.
    fn end_offer(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>, ended: Option<Ended>) {
        let Some(inviting) = self.offer.out.take() else { return };
        doing.writes.push(Write::Delete { key: storage::PAIRING.to_owned() });
        spaces.boxes().close(&inviting.invite);
        self.offer = Offer { ended, ..Offer::default() };
        let Some(member) = inviting.admits() else { return };
        let device = device_id(member.keys.id());
        spaces.intend_no_more(&Intent::Admit(member));
        // A device that does not belong to the vault itself any more has nothing to say there.
        spaces.decide_itself(doing, &super::removal(spaces, device));
    }

    /// The relay is another one now, or none, or this device has nothing to offer any more.
    pub(in crate::app) fn stop_offer(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>) {
        self.end_offer(spaces, doing, Some(Ended::Failed(PairFailure::Ended)));
    }

    /// Gives up an offer whose time is over, and lets the other device in once both have confirmed. To be called at the end of
    /// every event.
    pub(in crate::app) fn proceed_offer(
        &mut self,
        spaces: &mut Spaces,
        here: &mut Here,
        doing: &mut Doing<'_>,
    ) {
        let Some(inviting) = &self.offer.out else { return };
        let is_over = inviting.invite.expires_at_ms <= doing.now.unix_ms;
        if let Some(member) = inviting.admits() {
            let vault = spaces.vault_replica();
            if vault.members().contains(&member) {
                return self.welcome(spaces, here, doing);
            }
            if vault.intent().is_none() && !is_over {
                return spaces.intend(doing, spaces.vault_space(), Intent::Admit(member));
            }
        }
        if is_over {
            self.end_offer(spaces, doing, Some(Ended::Failed(PairFailure::Expired)));
        }
    }

    fn welcome(&mut self, spaces: &mut Spaces, here: &mut Here, doing: &mut Doing<'_>) {
        let Some(inviting) = self.offer.out.take() else { return };
        let Some(member) = inviting.admits() else { return };
        spaces.boxes().put(&inviting.invite, inviting.welcome(&mut doing.random));
        doing.writes.push(Write::Delete { key: storage::PAIRING.to_owned() });
        // Who has confirmed it with the passphrase need not be asked whether it was they.
        let device = device_id(member.keys.id());
        here.know_devices([device]);
        here.save(spaces, doing);
        let name = inviting.their_name().unwrap_or_default();
        // It stands in the list by its name even if it never comes.
        if let Ok(name) = typed_name(&name) {
            spaces.note(doing, &VaultOperation::DeviceNamed { device, name });
        }
        self.offer = Offer { ended: Some(Ended::Added(name)), ..Offer::default() };
    }

    /// Asks now and then whether the other device has given up: a relay does not tell by itself that a box was closed.
    pub(in crate::app) fn look_at_offer(&mut self, spaces: &mut Spaces, now: Now) {
        let Some(inviting) = &self.offer.out else { return };
        if self.offer.look_at_ms > now.unix_ms {
            return;
        }
        spaces.boxes().look_again(&inviting.invite);
        self.offer.look_at_ms = now.unix_ms.saturating_add(LOOK_AGAIN_MS);
    }

    /// When [`Self::look_at_offer`] or [`Self::proceed_offer`] is wanted next, in milliseconds since 1970.
    pub(in crate::app) fn next_wake_ms(&self) -> Option<u64> {
        let out = self.offer.out.as_ref()?;
        Some(self.offer.look_at_ms.min(out.invite.expires_at_ms))
    }
}
