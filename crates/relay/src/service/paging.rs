//! Reads whose answers may be large: one at a time for each connection, and only while its queue has room.

use sync::{Refusal, RelayFrame, SpaceId, frame::BoxId};

use super::{Asked, ConnectionId, Service, connection::Job};
use crate::store::{Answer, Query};

impl Service {
    pub(super) fn enqueue(&mut self, now_ms: u64, connection: ConnectionId, job: Job) {
        if let Some(known) = self.connections.get_mut(&connection) {
            // A subscription needs one job, however often it was asked for.
            if !matches!(job, Job::CatchUp(_)) || !known.jobs.contains(&job) {
                known.jobs.push_back(job);
            }
        }
        self.pump(now_ms, connection);
    }

    /// Asks the store for the next job's page, if there is one and room for it.
    pub(super) fn pump(&mut self, now_ms: u64, connection: ConnectionId) {
        loop {
            let Some(known) = self.connections.get_mut(&connection) else { return };
            if known.reading || known.queued_bytes > self.limits.queue_bytes_pause {
                return;
            }
            let Some(job) = known.jobs.pop_front() else { return };
            let query = match &job {
                Job::CatchUp(space) => {
                    match known.subscription(*space).filter(|subscription| !subscription.live) {
                        Some(subscription) => Query::Page { space: *space, after: subscription.sent },
                        None => continue,
                    }
                }
                Job::Page(_, space, after) => Query::Page { space: *space, after: *after },
                Job::ControlPage(_, space, after) => Query::ControlPage { space: *space, after: *after },
                Job::Piece(_, space, checkpoint, piece) => {
                    Query::Piece { space: *space, checkpoint: *checkpoint, piece: *piece }
                }
                Job::BoxMessages(_, name) => Query::BoxMessages { name: *name, now_ms },
            };
            known.reading = true;
            let revision = self.revision(&job);
            self.query(connection, Asked::Job(job, revision), query);
            return;
        }
    }

    fn revision(&self, job: &Job) -> u64 {
        let space = match job {
            Job::CatchUp(space)
            | Job::Page(_, space, _)
            | Job::ControlPage(_, space, _)
            | Job::Piece(_, space, ..) => space,
            Job::BoxMessages(..) => return 0,
        };
        self.spaces.get(space).map_or(0, |active| active.revision)
    }

    pub(super) fn job_is_answered(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        job: Job,
        revision: u64,
        result: Result<Answer, Refusal>,
    ) {
        let outdated = self.revision(&job) != revision;
        let Some(known) = self.connections.get_mut(&connection) else { return };
        known.reading = false;
        if outdated {
            // A body in this page may have been erased meanwhile, or access withdrawn.
            known.jobs.push_front(job);
        } else {
            self.send_answer(connection, job, result);
        }
        self.pump(now_ms, connection);
    }

    fn send_answer(&mut self, connection: ConnectionId, job: Job, result: Result<Answer, Refusal>) {
        let open = |service: &Self, space| {
            service.connections.get(&connection).is_some_and(|known| known.key(space).is_some())
        };
        match (job, result) {
            (Job::CatchUp(space), result) => self.catch_up_is_answered(connection, space, result),
            (Job::Page(request, space, after), Ok(Answer::Page { entries, newest, trim }))
                if open(self, space) =>
            {
                self.send(connection, &RelayFrame::Page { request, after, entries, newest, trim });
            }
            (Job::ControlPage(request, space, _), Ok(Answer::ControlPage { records, newest }))
                if open(self, space) =>
            {
                let records = records.into_iter().map(Into::into).collect();
                self.send(connection, &RelayFrame::ControlPage { request, records, newest });
            }
            (Job::Piece(request, space, _, piece), Ok(Answer::Piece(found))) if open(self, space) => {
                match found {
                    Some((summary, bytes)) => {
                        self.send(
                            connection,
                            &RelayFrame::CheckpointPiece { request, summary, piece, bytes },
                        );
                    }
                    None => self.refuse(connection, Some(request), Refusal::NoCheckpoint),
                }
            }
            (Job::BoxMessages(request, name), Ok(Answer::BoxMessages(Some(messages)))) => {
                for (slot, message) in messages {
                    self.send(connection, &RelayFrame::BoxMessage { name, slot, message });
                }
                self.send(connection, &RelayFrame::BoxWatched { request });
            }
            (Job::BoxMessages(request, name), result) => {
                self.stop_watching(connection, name);
                self.refuse(connection, Some(request), result.err().unwrap_or(Refusal::BoxGone));
            }
            (Job::Page(request, ..) | Job::ControlPage(request, ..) | Job::Piece(request, ..), result) => {
                self.refuse(connection, Some(request), result.err().unwrap_or(Refusal::NotOpen));
            }
        }
    }

    fn stop_watching(&mut self, connection: ConnectionId, name: BoxId) {
        if let Some(known) = self.connections.get_mut(&connection) {
            known.watching.remove(&name);
        }
        self.unwatch(connection, name);
    }

    fn catch_up_is_answered(
        &mut self,
        connection: ConnectionId,
        space: SpaceId,
        result: Result<Answer, Refusal>,
    ) {
        let durable = self.spaces.get(&space).map(|active| active.newest).unwrap_or_default();
        let Some(known) = self.connections.get_mut(&connection) else { return };
        let Some(subscription) = known.subscription(space) else { return };
        let Ok(Answer::Page { entries, newest, trim }) = result else {
            self.end_subscription(connection, space);
            return;
        };
        let after = subscription.sent;
        if let Some(trim) = trim {
            if after >= trim.after {
                known.jobs.push_back(Job::CatchUp(space));
                return;
            }
            // The device has to start from the checkpoint first; then it subscribes where the log is there.
            if let Some(access) = known.open.get_mut(&space) {
                access.subscription = None;
            }
            let trim = Some(trim);
            self.send(connection, &RelayFrame::Entries { space, after, entries, newest, trim });
            return;
        }
        let asked_elsewhere =
            entries.first().is_some_and(|first| first.position.0 != after.0.saturating_add(1));
        if asked_elsewhere {
            // The device subscribed anew, from another position, while this page was read.
            known.jobs.push_front(Job::CatchUp(space));
            return;
        }
        let newest = newest.max(durable);
        // A device may claim more than there is, after a relay was restored from an old copy: it is told the truth, and
        // gets what comes from here on.
        subscription.sent = entries.last().map_or(newest.min(after), |last| last.position);
        if subscription.sent < newest {
            known.jobs.push_back(Job::CatchUp(space));
        } else {
            subscription.live = true;
        }
        self.send(connection, &RelayFrame::Entries { space, after, entries, newest, trim: None });
    }

    /// Ends a subscription in words: the device is to subscribe again from where it stands.
    pub(super) fn end_subscription(&mut self, connection: ConnectionId, space: SpaceId) {
        let Some(known) = self.connections.get_mut(&connection) else { return };
        if let Some(access) = known.open.get_mut(&space)
            && access.subscription.take().is_some()
        {
            self.counters.lagging += 1;
            self.send(connection, &RelayFrame::Lagging { space });
        }
    }
}
