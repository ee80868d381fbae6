//! What every rendezvous needs, whatever it leads into.

use model::Now;
use sync::{
    Device,
    link::{BoxMessage, Invite, InviteError},
};

use crate::app::{lock::check_relay, open::Linking};

impl Linking {
    pub(in crate::app) fn invite(&self) -> &Invite {
        match self {
            Self::Inviting(inviting) => &inviting.invite,
            Self::Joining(joining) => &joining.invite,
        }
    }

    pub(super) fn sent(&self) -> &[BoxMessage] {
        match self {
            Self::Inviting(inviting) => inviting.sent(),
            Self::Joining(joining) => joining.sent(),
        }
    }
}

/// Reads an invite of any kind. Its relay has to be the address of one.
pub(in crate::app) fn read_invite(text: &str, now: Now) -> Result<Invite, InviteError> {
    let invite = Invite::parse(text, now.unix_ms)?;
    let relay = check_relay(&invite.relay);
    let is_address = !invite.relay.is_empty() && relay.as_deref() == Ok(invite.relay.as_str());
    if is_address { Ok(invite) } else { Err(InviteError::Malformed) }
}

/// Puts everything into a box again that was put, and watches it.
pub(in crate::app) fn resume(device: &mut Device, invite: &Invite, sent: &[BoxMessage]) {
    let name = invite.box_name();
    for message in sent {
        device.put_box(name, message.slot, invite.kind.lifetime_ms(), message.message.clone());
    }
    device.watch_box(name);
}
