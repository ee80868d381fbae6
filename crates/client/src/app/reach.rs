//! Looking for a relay before there is a vault: whoever chooses one is told there and then whether it answers.

use model::Now;

use super::{
    App, Doing, Effect, Phase,
    typed::{check_relay, relay_problem},
};
use crate::{CommandId, Problem, RelayAddress, command::Outcome};

/// How long a relay may take to answer, in milliseconds.
const PATIENCE_MS: u64 = 5_000;

/// A relay that is being looked for.
#[derive(Debug)]
pub(super) struct Reaching {
    id: CommandId,
    until_ms: u64,
}

impl Reaching {
    /// When it is not waited for any longer, in milliseconds since 1970.
    pub(super) fn until_ms(&self) -> u64 {
        self.until_ms
    }
}

impl App {
    /// Begins to look. Of several relays that are looked for at once, the last counts.
    pub(super) fn reach(&mut self, doing: &Doing<'_>, id: CommandId, relay: &str) -> Result<(), Problem> {
        if !matches!(self.phase, Phase::Fresh) {
            return Err(Problem::VaultExists);
        }
        let relay = check_relay(relay)?;
        let address = RelayAddress::parse(&relay).map_err(relay_problem)?;
        self.reaching_ends();
        self.fresh.push(Effect::Connect { url: address.socket_url() });
        let until_ms = doing.now.unix_ms.saturating_add(PATIENCE_MS);
        self.reaching = Some(Reaching { id, until_ms });
        Ok(())
    }

    /// It answers, which is all that is wanted of it.
    pub(super) fn has_reached(&mut self) {
        self.end_reaching(Ok(Outcome::Done));
    }

    pub(super) fn has_not_reached(&mut self) {
        self.end_reaching(Err(Problem::Offline));
    }

    /// Something else begins, which has a connection of its own.
    pub(super) fn reaching_ends(&mut self) {
        if self.reaching.is_some() {
            self.has_not_reached();
        }
    }

    pub(super) fn reaching_takes_long(&mut self, now: Now) {
        if self.reaching.as_ref().is_some_and(|reaching| reaching.until_ms <= now.unix_ms) {
            self.has_not_reached();
        }
    }

    fn end_reaching(&mut self, result: Result<Outcome, Problem>) {
        self.fresh.push(Effect::Disconnect);
        if let Some(Reaching { id, .. }) = self.reaching.take() {
            self.reply(id, result);
        }
    }
}
