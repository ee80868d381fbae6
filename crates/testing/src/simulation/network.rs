//! Connections: in order and reliable while they stand, as a WebSocket is; or rougher than any transport may be.

use std::collections::VecDeque;

use relay::ConnectionId;

use super::{Scenario, World, removal::Crash};
use crate::chance::below;

/// How many rounds of delivery it may take until nobody has anything to say. More would be an endless conversation.
const REST_ROUNDS_MAX: usize = 3_000;

/// A connection between one device and the relay, with what is on its way.
pub(super) struct Link {
    connection: ConnectionId,
    up: VecDeque<Vec<u8>>,
    down: VecDeque<Vec<u8>>,
}

impl World {
    pub(super) fn connect(&mut self, device: usize) {
        if self.partitioned.contains(&device)
            || self.is_gone(device)
            || self.links.get(device).is_none_or(Option::is_some)
        {
            return;
        }
        let connection = self.relay.connect(self.now_ms, &mut self.random);
        if let (Some(link), Some(keeper)) = (self.links.get_mut(device), self.keepers.get_mut(device)) {
            *link = Some(Link { connection, up: VecDeque::new(), down: VecDeque::new() });
            keeper.connected(self.now_ms);
        }
        self.note("connect", device, &[]);
        self.finish(device);
    }

    /// The connection is gone, with everything on its way.
    pub(super) fn drop_link(&mut self, device: usize) {
        if let Some(link) = self.links.get_mut(device).and_then(Option::take) {
            self.relay.disconnect(device, link.connection);
            if let Some(keeper) = self.keepers.get_mut(device) {
                keeper.disconnected();
            }
            self.note("drop", device, &[]);
        }
    }

    pub(super) fn drop_all(&mut self) {
        for device in 0..self.links.len() {
            self.drop_link(device);
        }
    }

    pub(super) fn connect_all(&mut self) {
        for device in 0..self.links.len() {
            self.connect(device);
        }
    }

    pub(super) fn reconnect_all(&mut self) {
        self.drop_all();
        self.connect_all();
    }

    /// The relay's process ends, and every connection with it.
    pub(super) fn crash_relay(&mut self) {
        self.note("relay crashes", 0, &[]);
        self.drop_all();
        self.relay.crash();
    }

    /// Delivers some frames of one device to the relay.
    pub(super) fn deliver_up(&mut self, device: usize) {
        for _ in 0..=below(&mut self.random, 4) {
            let rough = self.roughness();
            let Some(link) = self.links.get_mut(device).and_then(Option::as_mut) else { return };
            let connection = link.connection;
            let Some(bytes) = rough.take(&mut link.up) else { return };
            self.arrive_up(device, connection, &bytes);
        }
    }

    /// Delivers some frames of the relay to one device.
    pub(super) fn deliver_down(&mut self, device: usize) {
        for _ in 0..=below(&mut self.random, 4) {
            let rough = self.roughness();
            let Some(link) = self.links.get_mut(device).and_then(Option::as_mut) else { return };
            let Some(bytes) = rough.take(&mut link.down) else { return };
            self.arrive_down(device, &bytes);
        }
    }

    fn arrive_up(&mut self, device: usize, connection: ConnectionId, bytes: &[u8]) {
        self.note("up", device, bytes);
        self.frames += 1;
        self.relay.handle(self.now_ms, device, connection, bytes);
    }

    fn arrive_down(&mut self, device: usize, bytes: &[u8]) {
        self.note("down", device, bytes);
        self.frames += 1;
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.receive(self.now_ms, bytes, &mut self.random);
        }
        self.finish(device);
    }

    /// What the relay has to say is put on its way.
    pub(super) fn collect_down(&mut self) {
        for device in 0..self.links.len() {
            let Some(link) = self.links.get_mut(device).and_then(Option::as_mut) else { continue };
            link.down.extend(self.relay.outputs(self.now_ms, device, link.connection));
            let ended = link.down.is_empty() && self.relay.is_ended(link.connection);
            if ended {
                self.drop_link(device);
            }
        }
    }

    /// After anything that a device did: what it has to tell is taken in and stored, and only then something is sent. It may
    /// crash before or after it has stored.
    pub(super) fn finish(&mut self, device: usize) {
        let fate = below(&mut self.random, 1_000);
        let crash = self.next_crash(device);
        let crash_before = (self.faults && fate < 3) || crash == Some(Crash::BeforeStoring);
        let crash_after = (self.faults && (3..6).contains(&fate)) || crash == Some(Crash::AfterStoring);
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        keeper.digest(self.now_ms, &mut self.random);
        if !crash_before {
            keeper.store();
        }
        if crash_before || crash_after {
            self.crash_device(device);
            return;
        }
        let outputs = keeper.outputs();
        let broken = keeper.is_broken();
        if let Some(link) = self.links.get_mut(device).and_then(Option::as_mut) {
            link.up.extend(outputs);
        }
        if broken {
            self.drop_link(device);
        }
    }

    pub(super) fn crash_device(&mut self, device: usize) {
        self.note("device crashes", device, &[]);
        self.drop_link(device);
        if let Some(keeper) = self.keepers.get_mut(device) {
            keeper.crash(self.now_ms, &mut self.random);
        }
    }

    /// Delivers everything, until nobody has anything more to say.
    pub(super) fn rest(&mut self) -> Result<(), String> {
        for _ in 0..REST_ROUNDS_MAX {
            let mut moved = false;
            for device in 0..self.links.len() {
                while let Some(link) = self.links.get_mut(device).and_then(Option::as_mut)
                    && let Some(bytes) = link.up.pop_front()
                {
                    let connection = link.connection;
                    self.arrive_up(device, connection, &bytes);
                    moved = true;
                }
            }
            self.relay.settle(self.now_ms);
            self.collect_down();
            for device in 0..self.links.len() {
                while let Some(link) = self.links.get_mut(device).and_then(Option::as_mut)
                    && let Some(bytes) = link.down.pop_front()
                {
                    self.arrive_down(device, &bytes);
                    moved = true;
                }
            }
            if !moved && self.advance_links_in_making() {
                return Ok(());
            }
            self.now_ms += 10;
        }
        Err(format!("still talking after {REST_ROUNDS_MAX} rounds"))
    }

    fn roughness(&mut self) -> Roughness {
        if self.scenario != Scenario::RoughTransport || !self.faults {
            return Roughness::None;
        }
        match below(&mut self.random, 20) {
            0 => Roughness::Lose,
            1 => Roughness::Repeat,
            2 | 3 => Roughness::Overtake,
            _ => Roughness::None,
        }
    }
}

/// What happens to the next frame.
enum Roughness {
    None,
    Lose,
    Repeat,
    Overtake,
}

impl Roughness {
    fn take(&self, queue: &mut VecDeque<Vec<u8>>) -> Option<Vec<u8>> {
        match self {
            Self::None => queue.pop_front(),
            Self::Lose => {
                queue.pop_front();
                queue.pop_front()
            }
            Self::Repeat => {
                let bytes = queue.front().cloned();
                queue.extend(bytes.clone());
                bytes
            }
            Self::Overtake => queue.pop_back(),
        }
    }
}
