//! A device on a relay in the same process, without an app.

use anyhow::Result;
use crypto::CryptoRng;
use relay::{Direct, store::sqlite::SqliteStore};
use sync::Device;

use super::person;

/// A device and its connection.
pub(super) struct Line<'a> {
    pub(super) device: Device,
    relay: &'a mut Direct<SqliteStore>,
    connection: relay::ConnectionId,
    now_ms: u64,
}

impl<'a> Line<'a> {
    pub(super) fn open(relay: &'a mut Direct<SqliteStore>, now_ms: u64, random: &mut impl CryptoRng) -> Self {
        let connection = person::connect(relay, now_ms, random);
        let mut device = Device::new();
        device.connected(now_ms, person::AUDIENCE);
        Self { device, relay, connection, now_ms }
    }

    /// Exchanges messages until nothing is left to say.
    pub(super) fn settle(&mut self, random: &mut impl CryptoRng) -> Result<()> {
        loop {
            // The relay reads a connection at a bounded rate, so time has to pass.
            self.now_ms += 1_000;
            let mut busy = false;
            while let Some(bytes) = self.device.poll_output() {
                busy = true;
                self.relay.handle(self.now_ms, self.connection, &bytes);
            }
            self.relay.settle(self.now_ms);
            for message in self.relay.take_sent(self.now_ms, self.connection) {
                busy = true;
                self.device.handle_message(self.now_ms, &message, random);
            }
            while let Some(event) = self.device.poll_event() {
                if let sync::device::Event::Refused { refusal, .. } = event {
                    anyhow::bail!("the relay refused: {refusal:?}");
                }
            }
            if !busy {
                return Ok(());
            }
        }
    }

    pub(super) fn close(self) {
        self.relay.disconnect(self.connection);
    }
}
