//! Each request, as it comes: checked, then handed to the store.

use sync::{
    Body, ClientFrame, ControlRecord, Entry, Position, Refusal, RelayFrame, RequestId, SpaceId,
    frame::{AUTHENTICATE, BoxId, ERASE_SPACE, LOCATE},
    limits::{
        BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, BOX_LIFETIME_MS_MAX, BOX_MESSAGE_BYTES_MAX, BOX_SLOTS_MAX,
        CHECKPOINT_PIECE_BYTES_MAX, CHECKPOINT_PIECES_MAX,
    },
};

use super::{
    Asked, ConnectionId, Service,
    connection::{Job, Subscription},
    verifying::Word,
};
use crate::{
    limits::WATCHED_BOXES_PER_CONNECTION_MAX,
    store::{self, Answer, Change, Control, Day, Piece, Query},
};

/// What a request leads to.
enum Step {
    Change(Change),
    Query(Asked, Query),
    Job(Job),
    Answer(RelayFrame),
    Nothing,
}

impl Service {
    pub(super) fn request(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        frame: ClientFrame,
        size_bytes: usize,
    ) {
        let request = request_of(&frame);
        let allowed = if self.closing {
            Err(Refusal::Closing)
        } else if size_bytes > sync::limits::FRAME_BYTES_MAX {
            Err(Refusal::TooLarge)
        } else if request.is_some() && !self.has_room_for_request(connection) {
            Err(Refusal::TooMany)
        } else {
            Ok(())
        };
        let step = allowed.and_then(|()| self.step(now_ms, connection, frame));
        match (step, request) {
            (Ok(Step::Change(change)), Some(request)) => self.change(connection, request, change),
            (Ok(Step::Query(asked, query)), _) => self.query(connection, asked, query),
            (Ok(Step::Job(job)), _) => self.enqueue(now_ms, connection, job),
            (Ok(Step::Answer(frame)), _) => self.send(connection, &frame),
            (Ok(Step::Nothing | Step::Change(_)), _) => {}
            (Err(refusal), request) => self.refuse(connection, request, refusal),
        }
    }

    fn step(&mut self, now_ms: u64, connection: ConnectionId, frame: ClientFrame) -> Result<Step, Refusal> {
        self.charge_source(now_ms, connection, &frame)?;
        let known = self.connections.get_mut(&connection).ok_or(Refusal::Failed)?;
        let day = Day::at(now_ms);
        Ok(match frame {
            ClientFrame::Hello { .. } => return Err(Refusal::Malformed),
            ClientFrame::Ping => Step::Answer(RelayFrame::Pong),
            ClientFrame::Open { request, space, key, signature } => {
                known.guard(now_ms)?;
                let signed: [&[u8]; 3] =
                    [known.audience.as_bytes(), known.challenge.as_bytes(), space.as_bytes()];
                key.verify(AUTHENTICATE, &signed, &signature).map_err(|_| Refusal::NoAccess)?;
                known.begin_opening(space, key)?;
                let active = self.spaces.entry(space).or_default();
                active.connections.insert(connection);
                Step::Query(Asked::Open(request, space, active.revision), Query::Summary { space, key })
            }
            ClientFrame::Create { record, .. } => {
                known.guard(now_ms)?;
                let decoded = ControlRecord::from_bytes(&record).map_err(|_| Refusal::BadControl)?;
                decoded.verify_first().map_err(|_| Refusal::BadControl)?;
                let author = decoded.member(decoded.author).ok_or(Refusal::BadControl)?.keys.verifying;
                let control = as_stored(&decoded, author, record);
                Step::Change(Change::Create { space: decoded.space, control, day })
            }
            ClientFrame::Append { space, entries, urgent, .. } => {
                let key = known.key(space).ok_or(Refusal::NotOpen)?;
                check_entries(&entries)?;
                Step::Change(Change::Append { space, key, entries, urgent, day })
            }
            ClientFrame::Subscribe { space, after, .. } => {
                let access =
                    known.open.get_mut(&space).filter(|access| access.opened).ok_or(Refusal::NotOpen)?;
                access.subscription = Some(Subscription { sent: after, live: false });
                Step::Job(Job::CatchUp(space))
            }
            ClientFrame::Fetch { request, space, after } => {
                known.key(space).ok_or(Refusal::NotOpen)?;
                Step::Job(Job::Page(request, space, after))
            }
            ClientFrame::Control { request, space, record } => {
                if known.key(space).is_none() {
                    known.guard(now_ms)?;
                }
                let decoded = ControlRecord::from_bytes(&record).map_err(|_| Refusal::BadControl)?;
                if decoded.space != space {
                    return Err(Refusal::BadControl);
                }
                let asked = Asked::Predecessor(request, Box::new(decoded), record);
                Step::Query(asked, Query::ControlHead { space })
            }
            ClientFrame::FetchControl { request, space, after } => {
                known.key(space).ok_or(Refusal::NotOpen)?;
                Step::Job(Job::ControlPage(request, space, after))
            }
            ClientFrame::Erase { space, entry, preimage, .. } => {
                let key = known.key(space).ok_or(Refusal::NotOpen)?;
                Step::Change(Change::Erase { space, key, entry, preimage })
            }
            ClientFrame::PutCheckpoint { space, checkpoint, covers, piece, pieces, bytes, .. } => {
                let key = known.key(space).ok_or(Refusal::NotOpen)?;
                let piece = Piece { checkpoint, covers, piece, pieces, bytes };
                check_piece(&piece)?;
                Step::Change(Change::PutPiece { space, key, piece })
            }
            ClientFrame::FetchCheckpoint { request, space, piece, checkpoint } => {
                known.key(space).ok_or(Refusal::NotOpen)?;
                Step::Job(Job::Piece(request, space, checkpoint, piece))
            }
            ClientFrame::VerifyCheckpoint { request, space, checkpoint, covers, verification } => {
                known.guard(now_ms)?;
                let key = known.key(space).ok_or(Refusal::NotOpen)?;
                let signed = verification.check(space, checkpoint, covers).is_ok();
                if verification.verifier != key || !signed {
                    return Err(Refusal::NoAccess);
                }
                let word = Word { space, key, checkpoint, covers, verification };
                Step::Query(Asked::Verifier(request, Box::new(word)), Query::ControlHead { space })
            }
            ClientFrame::Locate { request, key, signature } => {
                known.guard(now_ms)?;
                let signed: [&[u8]; 2] = [known.audience.as_bytes(), known.challenge.as_bytes()];
                key.verify(LOCATE, &signed, &signature).map_err(|_| Refusal::NoAccess)?;
                Step::Query(Asked::Locate(request), Query::Locate { key })
            }
            ClientFrame::PutBox { name, slot, lifetime_ms, message, .. } => {
                known.guard(now_ms)?;
                if message.len() > BOX_MESSAGE_BYTES_MAX {
                    return Err(Refusal::TooLarge);
                }
                if slot >= BOX_SLOTS_MAX || lifetime_ms > BOX_LIFETIME_MS_MAX {
                    return Err(Refusal::Malformed);
                }
                let expires_ms = now_ms.saturating_add(lifetime_ms);
                Step::Change(Change::PutBox { name, slot, expires_ms, now_ms, message })
            }
            ClientFrame::WatchBox { request, name } => {
                known.guard(now_ms)?;
                self.watch(connection, name)?;
                Step::Job(Job::BoxMessages(request, name))
            }
            ClientFrame::CloseBox { name, .. } => Step::Change(Change::CloseBox { name, now_ms }),
            ClientFrame::Close { space } => {
                known.open.remove(&space);
                self.leave(connection, space);
                Step::Nothing
            }
            ClientFrame::EraseSpace { space, signature, .. } => {
                let key = known.key(space).ok_or(Refusal::NotOpen)?;
                let signed: [&[u8]; 3] =
                    [known.audience.as_bytes(), known.challenge.as_bytes(), space.as_bytes()];
                key.verify(ERASE_SPACE, &signed, &signature).map_err(|_| Refusal::NoAccess)?;
                Step::Change(Change::EraseSpace { space, key })
            }
        })
    }

    fn watch(&mut self, connection: ConnectionId, name: BoxId) -> Result<(), Refusal> {
        let known = self.connections.get_mut(&connection).ok_or(Refusal::Failed)?;
        if !known.watching.contains(&name) && known.watching.len() >= WATCHED_BOXES_PER_CONNECTION_MAX {
            return Err(Refusal::TooMany);
        }
        // From here on new messages are sent at once; those of before come with the answer, so one may come twice but
        // none is missed.
        known.watching.insert(name);
        self.watched.entry(name).or_default().insert(connection);
        Ok(())
    }

    /// The store says how a key finds a space.
    pub(super) fn open_is_answered(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        request: RequestId,
        (space, revision): (SpaceId, u64),
        result: Result<Answer, Refusal>,
    ) {
        let current = self.spaces.get(&space).map(|active| active.revision);
        let Some(access) = self.connections.get_mut(&connection).and_then(|known| known.open.get_mut(&space))
        else {
            self.refuse(connection, Some(request), Refusal::NotOpen);
            return;
        };
        match result {
            Ok(Answer::Summary(_)) if current != Some(revision) => {
                let query = Query::Summary { space, key: access.key };
                let asked = Asked::Open(request, space, current.unwrap_or_default());
                self.query(connection, asked, query);
            }
            Ok(Answer::Summary(Some(summary))) => {
                access.opened = true;
                let opened = RelayFrame::Opened {
                    request,
                    newest: summary.newest,
                    control_number: summary.control_number,
                    control_head: summary.control_head,
                    checkpoint: summary.checkpoint,
                    trim: summary.trim,
                };
                self.send(connection, &opened);
                let day = Day::at(now_ms);
                if summary.touched < day {
                    self.upkeep(Change::Touch { space, day });
                }
            }
            result => {
                let refusal = result.err().unwrap_or(Refusal::NoAccess);
                self.withdraw(connection, space);
                self.refuse(connection, Some(request), refusal);
            }
        }
    }

    /// Takes a connection's access to a space away.
    pub(super) fn withdraw(&mut self, connection: ConnectionId, space: SpaceId) {
        if let Some(known) = self.connections.get_mut(&connection) {
            known.open.remove(&space);
        }
        self.leave(connection, space);
    }

    /// The store says what the head of the chain is that a control record wants to follow.
    pub(super) fn predecessor_is_answered(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        request: RequestId,
        (record, bytes): (&ControlRecord, Vec<u8>),
        head: Option<&[u8]>,
    ) {
        let space = record.space;
        let head = head.and_then(|head| ControlRecord::from_bytes(head).ok());
        let Some(head) = head else {
            self.refuse(connection, Some(request), Refusal::NotOpen);
            return;
        };
        let already_there = head.hash() == record.hash();
        let opened = self.connections.get(&connection).and_then(|known| known.key(space));
        // A record says by itself who signed it. A member whom this relay does not know yet brings those that let it in; whoever
        // brings anything else learns nothing, not even whether the space exists.
        let author = head.member(record.author).map(|member| member.keys.verifying);
        let brought = author.filter(|_| head.verify_successor(record).is_ok());
        let Some(key) = opened.or(brought) else {
            self.refuse(connection, Some(request), Refusal::NotOpen);
            return;
        };
        if already_there {
            self.send(connection, &RelayFrame::Controlled { request });
        } else if head.hash() != record.previous {
            self.send(connection, &RelayFrame::ControlConflict { request, number: head.number });
        } else if head.verify_successor(record).is_err() {
            self.refuse(connection, Some(request), Refusal::BadControl);
        } else {
            let change = Change::Control {
                space,
                key,
                previous: record.previous,
                control: as_stored(record, author.unwrap_or(key), bytes),
                day: Day::at(now_ms),
            };
            self.change(connection, request, change);
        }
    }
}

fn as_stored(record: &ControlRecord, author: crypto::VerifyingKey, bytes: Vec<u8>) -> Control {
    Control {
        number: record.number,
        hash: record.hash(),
        joined: record.joined,
        access: record
            .members
            .iter()
            .map(|member| store::Access {
                key: member.keys.verifying,
                party: member.party,
                kind: member.kind,
            })
            .collect(),
        author,
        record: bytes,
    }
}

fn check_entries(entries: &[Entry]) -> Result<(), Refusal> {
    let bytes: usize = entries.iter().map(Entry::sealed_bytes).sum();
    let too_large = entries.len() > BATCH_ENTRIES_MAX
        || bytes > BATCH_BYTES_MAX
        || entries.iter().any(|entry| entry.check_size().is_err());
    if too_large {
        return Err(Refusal::TooLarge);
    }
    let proven = |entry: &Entry| match &entry.body {
        Body::Sealed(_) => true,
        Body::Erased(preimage) => preimage.tag() == entry.erase_tag,
    };
    if entries.iter().all(proven) { Ok(()) } else { Err(Refusal::BadErase) }
}

fn check_piece(piece: &Piece) -> Result<(), Refusal> {
    if piece.bytes.len() > CHECKPOINT_PIECE_BYTES_MAX || piece.pieces > CHECKPOINT_PIECES_MAX {
        return Err(Refusal::TooLarge);
    }
    if piece.piece >= piece.pieces || piece.covers == Position(u64::MAX) {
        return Err(Refusal::Malformed);
    }
    Ok(())
}

/// The number by which a frame's answer is tied to it.
fn request_of(frame: &ClientFrame) -> Option<RequestId> {
    match frame {
        ClientFrame::Hello { .. } | ClientFrame::Close { .. } | ClientFrame::Ping => None,
        ClientFrame::Open { request, .. }
        | ClientFrame::Create { request, .. }
        | ClientFrame::Append { request, .. }
        | ClientFrame::Subscribe { request, .. }
        | ClientFrame::Fetch { request, .. }
        | ClientFrame::Control { request, .. }
        | ClientFrame::FetchControl { request, .. }
        | ClientFrame::Erase { request, .. }
        | ClientFrame::PutCheckpoint { request, .. }
        | ClientFrame::FetchCheckpoint { request, .. }
        | ClientFrame::VerifyCheckpoint { request, .. }
        | ClientFrame::Locate { request, .. }
        | ClientFrame::PutBox { request, .. }
        | ClientFrame::WatchBox { request, .. }
        | ClientFrame::CloseBox { request, .. }
        | ClientFrame::EraseSpace { request, .. } => Some(*request),
    }
}
