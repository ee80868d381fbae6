//! A changed lock, and what follows: the store is sealed anew, and this device goes on in the vault as another member.

use super::{Open, devices};
use crate::{Problem, Write, app::Doing, command::Autolock, view::PasskeyView};

impl Open {
    /// Whether the vault locks when the page is not seen any more.
    pub(in crate::app) fn locks_on_leaving(&self) -> bool {
        self.here.autolock() == Autolock::OnLeaving
    }

    /// Goes on where it was left when the vault was locked, or the device switched off.
    pub(super) fn go_on_after_lock_change(&mut self, doing: &mut Doing<'_>) {
        self.devices.succeed(&mut self.spaces, &mut self.here, doing);
        self.resealing.begin_if_due(&self.spaces, doing);
    }

    /// Something is stored.
    pub(in crate::app) fn note_writes(&mut self, writes: &[Write]) {
        self.resealing.note(writes);
    }

    /// # Errors
    /// [`Problem::ShortPassphrase`], [`Problem::Wait`], [`Problem::WrongPassphrase`].
    pub(in crate::app) fn change_passphrase(
        &mut self,
        doing: &mut Doing<'_>,
        (present, new): (&str, &str),
        is_copied: bool,
    ) -> Result<(), Problem> {
        self.door.change_passphrase(&mut self.spaces, doing, (present, new))?;
        self.lock_was_changed(doing, !is_copied);
        Ok(())
    }

    /// # Errors
    /// [`Problem::WrongPasskey`], [`Problem::Wait`], [`Problem::WrongPassphrase`].
    pub(in crate::app) fn add_passkey(
        &mut self,
        doing: &mut Doing<'_>,
        present: &str,
        passkey: (PasskeyView, &[u8]),
    ) -> Result<(), Problem> {
        if self.door.add_passkey(&mut self.spaces, doing, present, passkey)? {
            self.lock_was_changed(doing, true);
        }
        Ok(())
    }

    /// # Errors
    /// [`Problem::Damaged`].
    pub(in crate::app) fn remove_passkey(
        &mut self,
        doing: &mut Doing<'_>,
        present: &str,
    ) -> Result<(), Problem> {
        self.door.check(doing, present)?;
        if self.door.remove_passkey(&mut self.spaces, doing)? {
            self.lock_was_changed(doing, true);
        }
        Ok(())
    }

    /// What opened this device before is to open nothing of today.
    fn lock_was_changed(&mut self, doing: &mut Doing<'_>, keeps_links: bool) {
        self.resealing.begin_if_due(&self.spaces, doing);
        // Words that wait to be checked stand in the store, and so in an old copy of it.
        devices::renew_kept_words(&mut self.spaces, &mut self.here, doing, keeps_links);
        devices::begin_succession(&mut self.spaces, &mut self.here, doing, keeps_links);
        self.hold_links(doing);
    }
}
