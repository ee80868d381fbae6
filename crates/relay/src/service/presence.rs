//! Who is connected, and from where.

use sync::frame::Challenge;

use super::{Audience, Connection, ConnectionId, Service, Source};

impl Service {
    /// A device connected to `audience`. `challenge` must be fresh and random. Limits for one source do not concern it.
    pub fn connect(&mut self, now_ms: u64, audience: Audience, challenge: Challenge) -> ConnectionId {
        self.connect_from(now_ms, audience, challenge, None)
    }

    /// As [`Service::connect`], with the source whose limits the connection shares.
    pub fn connect_from(
        &mut self,
        now_ms: u64,
        audience: Audience,
        challenge: Challenge,
        source: Option<Source>,
    ) -> ConnectionId {
        self.newest_connection += 1;
        let id = ConnectionId(self.newest_connection);
        let connection = Connection::new(audience, challenge, self.limits, now_ms);
        self.connections.insert(id, Box::new(Connection { source, ..connection }));
        id
    }

    /// The connection is gone. What it asked to be stored is still stored.
    pub fn disconnect(&mut self, connection: ConnectionId) {
        let Some(known) = self.connections.remove(&connection) else { return };
        for space in known.open.keys() {
            self.leave(connection, *space);
        }
        for name in &known.watching {
            self.unwatch(connection, *name);
        }
    }

    /// Whether a connection has said hello.
    pub fn is_greeted(&self, connection: ConnectionId) -> bool {
        self.connections.get(&connection).is_some_and(|connection| connection.greeted)
    }

    /// Whether a connection has a space open or watches a box.
    pub fn is_at_work(&self, connection: ConnectionId) -> bool {
        self.connections.get(&connection).is_some_and(|connection| {
            !connection.watching.is_empty() || connection.open.values().any(|access| access.opened)
        })
    }
}
