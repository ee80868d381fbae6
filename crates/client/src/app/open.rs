//! An open vault, composed of its parts, and the order in which they settle.
//!
//! ```text
//! spaces          what is known, and the only writer of it          here     what is set on this device
//! items  along    deeds on what a person writes                     door     what locks it
//! links           the people, and the links with them               line     the relay
//! devices         the person's own devices, and their words         parcels  exchanging without a relay
//! drafts          what is typed and not saved yet                   noticed  what of others' this device has shown
//!
//! look            what the screen shows of all that
//! ```
//! A part imports those that it names in its functions, and none imports this file. Where one part's deed calls for another's, it
//! says so by what it returns, and this file passes it on.

mod acting;
mod along;
mod devices;
mod door;
mod drafts;
mod hearing;
mod here;
mod items;
mod line;
mod links;
mod locking;
mod look;
mod noticed;
mod noticing;
mod parcels;
mod resealing;
mod spaces;

use crypto::SymmetricKey;
use model::{Now, kinds::List};
use sync::Replica;

use super::{Doing, Effect, connection::Connection, doing::LoadToken};
use crate::{
    CommandId, Look, Problem,
    command::Outcome,
    look::Page,
    storage::{Keys, Record},
    view::Frame,
};

use devices::Devices;
use drafts::Drafts;
use line::Line;
use links::Links;
use look::{Around, Latest, Looking};
use noticed::Noticed;
use parcels::Parcels;
use resealing::Resealing;

pub use door::WRONG_PASSPHRASE_COSTLY;

pub(super) use devices::{LOOK_AGAIN_MS, devices_of, is_removed};
pub(crate) use door::DeviceLock;
pub(super) use door::Door;
pub(super) use here::Here;
pub(super) use spaces::{Boxes, Spaces};

/// Between the right passphrase and the open vault: the store is being read.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) master: SymmetricKey,
    pub(super) lock: DeviceLock,
    pub(super) id: CommandId,
    pub(super) token: LoadToken,
}

/// An open vault: everything in memory.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) spaces: Spaces,
    pub(super) here: Here,
    pub(super) door: Door,
    pub(super) line: Line,
    pub(super) links: Links,
    pub(super) devices: Devices,
    parcels: Parcels,
    pub(super) drafts: Drafts,
    noticed: Noticed,
    resealing: Resealing,
    /// The overview for pages that was made last.
    latest: Latest,
}

impl Open {
    /// A vault that this device has just founded or entered.
    pub(super) fn begin(
        doing: &mut Doing<'_>,
        kinds: &'static List,
        (keys, lock): (Keys, DeviceLock),
        mut here: Here,
        vault: Replica,
    ) -> Self {
        here.know_first_devices(devices_of(&vault));
        let spaces = Spaces::begin(doing, kinds, keys, vault);
        here.save(&spaces, doing);
        let drafts = Drafts::begin(&spaces, doing);
        let kept = (drafts, Noticed::begin());
        Self::of(doing, (Links::new(&spaces), Devices::default(), kept), (spaces, here, lock))
    }

    /// A vault from its store.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(super) fn load(
        doing: &mut Doing<'_>,
        kinds: &'static List,
        opening: &Opening,
        records: &mut [Record],
    ) -> Result<Self, Problem> {
        let keys = Keys::of_store(opening.master.clone(), records).map_err(|_| Problem::Damaged)?;
        let mut here = Here::load(&keys, records)?;
        let mut spaces = Spaces::load(doing, kinds, &keys, here.vault(), records)?;
        here.know_first_devices(devices_of(spaces.vault_replica()));
        let links = Links::load(&mut spaces, records)?;
        let devices = Devices::load(&mut spaces, records)?;
        spaces.let_vault_be_given(!here.is_removed());
        let drafts = Drafts::load(&spaces, doing, records);
        let kept = (drafts, Noticed::load(&spaces, records));
        let mut open = Self::of(doing, (links, devices, kept), (spaces, here, opening.lock.clone()));
        open.hold_links(doing);
        open.go_on_after_lock_change(doing);
        open.notice_without_relay();
        Ok(open)
    }

    fn of(
        doing: &Doing<'_>,
        (links, devices, (drafts, noticed)): (Links, Devices, (Drafts, Noticed)),
        (spaces, here, lock): (Spaces, Here, DeviceLock),
    ) -> Self {
        let mut line = Line::default();
        line.want(&here, doing.now);
        Self {
            spaces,
            here,
            door: Door::new(lock, doing.now),
            line,
            links,
            devices,
            parcels: Parcels::default(),
            drafts,
            noticed,
            resealing: Resealing::default(),
            latest: Latest::default(),
        }
    }

    /// Goes on with a relay that was met before the vault was open: another connection is made, because that one was opened before
    /// there was a member to open the vault as.
    pub(super) fn go_on(&mut self, connection: Connection, now: Now) {
        self.line = Line::again(connection, now);
    }

    /// A device says in the vault since when it belongs to it.
    pub(super) fn say_that_i_am_here(&mut self, doing: &mut Doing<'_>) {
        devices::say_that_i_am_here(&mut self.spaces, &mut self.here, doing);
    }

    /// Part of the store was read. Answered by the command that waited for it, if one did.
    pub(super) fn loaded(
        &mut self,
        doing: &mut Doing<'_>,
        token: LoadToken,
        records: &[Record],
    ) -> Option<(CommandId, Result<Outcome, Problem>)> {
        self.spaces.loaded(doing, token, records);
        self.resealing.loaded(&mut self.spaces, doing, token, records);
        self.devices.loaded(&mut self.spaces, doing, token, records);
        self.parcels.loaded(&self.spaces, token, records)
    }

    /// What stands around every page.
    pub(super) fn frame(&self, now: Now, storage_failing: bool) -> Frame {
        let Self { here, door, line, links, devices, .. } = self;
        let sealing_anew = self.resealing.hundredths();
        Around { looking: self.looking(now), here, door, sealing_anew, line, links, devices }
            .frame(now, storage_failing)
    }

    /// What a page shows beside the frame.
    pub(super) fn page(&self, now: Now, look: &Look) -> Page {
        self.looking(now).page(now, look)
    }

    fn looking(&self, now: Now) -> Looking<'_> {
        Looking { spaces: &self.spaces, latest: &self.latest, noticed: &self.noticed, today: now.day() }
    }

    pub(super) fn connected(&mut self, now: Now) {
        self.line.connected(&mut self.spaces, &self.here, now);
    }

    pub(super) fn received(&mut self, doing: &mut Doing<'_>, bytes: &[u8]) {
        self.spaces.take_message(doing, bytes);
    }

    pub(super) fn disconnected(&mut self, doing: &mut Doing<'_>) {
        self.line.lost(&mut self.spaces, doing);
        self.links.disconnected();
    }

    pub(super) fn tick(&mut self, doing: &mut Doing<'_>) {
        self.spaces.tick(doing.now);
        if self.line.take_retry(doing.now) {
            self.links.try_again();
            self.spaces.retry(doing);
        }
        self.links.tick(&mut self.spaces, doing.now);
        self.devices.look_at_offer(&mut self.spaces, doing.now);
        self.spaces.release(doing);
    }

    /// When [`Open::tick`] is wanted next.
    pub(super) fn next_wake_ms(&self, now: Now) -> Option<u64> {
        let next_hour = now.unix_ms - now.unix_ms % 3_600_000 + 3_600_000;
        [
            self.line.next_wake_ms(),
            self.links.next_wake_ms(),
            self.devices.next_wake_ms(),
            self.spaces.next_wake_ms(),
            self.door.next_wake_ms(&self.here, now),
            // The day may have changed, and what was set aside may be due.
            Some(next_hour),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// The end of every event: what the relay has told, what follows from what changed, what is stored, what goes out.
    pub(super) fn settle(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>) {
        self.links.expire(&mut self.spaces, doing);
        self.hear(doing, effects);
        self.links.enter_kept(&mut self.spaces);
        if self.spaces.has_changed() {
            self.devices.succeed(&mut self.spaces, &mut self.here, doing);
            self.renew(doing);
            // What goes on as another member is written anew, and is to be kept in the same batch.
            self.hear(doing, effects);
        }
        self.devices.proceed_offer(&mut self.spaces, &mut self.here, doing);
        self.erase_next(doing);
        self.spaces.settle_histories(doing);
        self.spaces.recount_where_due(doing);
        self.spaces.compact_where_worth_it(doing);
        self.spaces.save_changed(doing);
        self.line.settle(&mut self.spaces, &self.here, doing.now, effects);
        self.links.ask_again_to_enter(&self.spaces, doing.now);
    }

    /// Writes the records that are written whenever the vault was opened, whatever they hold: of forms that were begun, and of what was
    /// noticed.
    pub(super) fn write_anew(&mut self, doing: &mut Doing<'_>) {
        self.drafts.write_anew(&self.spaces, doing);
        self.noticed.write_if_due(&self.spaces, doing);
    }

    /// Brings who belongs to the vault and to its links to what the person wants.
    fn renew(&mut self, doing: &mut Doing<'_>) {
        // What is wanted of the members waits too, until the person has said who they are.
        if !self.spaces.vault_replica().is_member() || self.spaces.is_undecided() {
            return;
        }
        if !self.here.is_erasing() {
            links::end_links(&mut self.spaces, doing);
        }
        match devices::wish(&self.spaces) {
            Some(wish) if self.spaces.is_free() => {
                self.spaces.intend_as_read(doing, wish.intent, wish.read);
            }
            Some(_) => {}
            None => self.links.renew(&mut self.spaces, doing),
        }
        self.hold_links(doing);
    }

    fn hold_links(&mut self, doing: &mut Doing<'_>) {
        let is_somebody_to_go = devices::wish(&self.spaces).is_some() || self.here.has_copy_out();
        links::hold_links(&mut self.spaces, doing, is_somebody_to_go, self.here.is_erasing());
    }

    /// Does whatever is next, if the vault is being erased on the relay.
    fn erase_next(&mut self, doing: &mut Doing<'_>) {
        if !self.here.is_erasing() {
            return;
        }
        self.links.forget_invites(&mut self.spaces, doing);
        let is_entering = self.links.is_entering();
        for space in self.devices.erase_next(&mut self.spaces, doing, is_entering) {
            links::note_end(&mut self.spaces, doing, space);
            self.hold_links(doing);
        }
    }
}
