//! What a person types, checked before it is used.

use model::{
    Now,
    fields::{Line, Name},
};
use sync::link::{Invite, InviteError};

use crate::{Problem, RelayAddress, command::PASSPHRASE_CHARACTERS_MIN, relay_address::NotARelay};

/// What was typed as a name.
pub(super) fn typed_name(name: &str) -> Result<String, Problem> {
    Name::typed(name).map(Line::into_string).map_err(Problem::from)
}

pub(super) fn check_passphrase(passphrase: &str) -> Result<(), Problem> {
    if passphrase.chars().count() < usize::from(PASSPHRASE_CHARACTERS_MIN) {
        return Err(Problem::ShortPassphrase { min: PASSPHRASE_CHARACTERS_MIN });
    }
    Ok(())
}

/// The address of a relay as it is kept; empty for none.
pub(super) fn check_relay(relay: &str) -> Result<String, Problem> {
    if relay.trim().is_empty() {
        return Ok(String::new());
    }
    RelayAddress::parse(relay).map(|address| address.to_string()).map_err(relay_problem)
}

/// Why what was typed is no relay's address.
pub(super) fn relay_problem(error: NotARelay) -> Problem {
    match error {
        NotARelay::Malformed => Problem::BadRelay,
        NotARelay::More => Problem::MoreThanRelay,
        NotARelay::Letters => Problem::RelayLetters,
    }
}

/// Reads an invite of any kind. Its relay has to be the address of one.
pub(super) fn read_invite(text: &str, now: Now) -> Result<Invite, InviteError> {
    let invite = Invite::parse(text, now.unix_ms)?;
    let relay = check_relay(&invite.relay);
    let is_address = !invite.relay.is_empty() && relay.as_deref() == Ok(invite.relay.as_str());
    if is_address { Ok(invite) } else { Err(InviteError::Malformed) }
}
