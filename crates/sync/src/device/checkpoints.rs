//! Checkpoints on their way: handed in and fetched, piece by piece.

use std::collections::VecDeque;

use crypto::{CryptoRng, Hash};

use super::{Device, Event, Pending, Slot, Stage};
use crate::{
    ClientFrame, Position, RequestId, SpaceId,
    frame::{CheckpointId, CheckpointSummary, checkpoint_hash},
    limits,
    replica::Checkpoint,
};

/// What a checkpoint is fetched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A fresh device spares itself the log.
    Start,
    /// It carries the word of two devices, and may stand for the log.
    Base,
    /// The one that should stand for the log holds what does not count of somebody who went: one device of those who are there is
    /// taken at its word.
    Instead,
    /// Whether one can still be started from, after somebody went: this device has the log itself.
    Recheck,
    /// To be compared with what this device has folded.
    Verify,
}

#[derive(Debug, Default)]
pub(super) enum CheckpointTraffic {
    #[default]
    None,
    Fetching {
        wanted: CheckpointSummary,
        bytes: Vec<u8>,
        purpose: Purpose,
    },
    /// With the keeper of this device, who has the log.
    Folding {
        summary: CheckpointSummary,
        checkpoint: Box<Checkpoint>,
        hash: Hash,
        purpose: Purpose,
    },
    Storing {
        pieces: VecDeque<ClientFrame>,
        in_flight: bool,
        summary: CheckpointSummary,
        /// What counted when it was made.
        edition: u64,
    },
}

impl CheckpointTraffic {
    /// Whether reading the log waits for this.
    pub(super) fn comes_before_the_log(&self) -> bool {
        match self {
            Self::Fetching { purpose, .. } | Self::Folding { purpose, .. } => {
                !matches!(purpose, Purpose::Verify | Purpose::Recheck)
            }
            Self::None | Self::Storing { .. } => false,
        }
    }
}

impl Device {
    /// Hands in a checkpoint that [`crate::Replica::seal_checkpoint`] made.
    pub fn store_checkpoint(
        &mut self,
        space: SpaceId,
        checkpoint: CheckpointId,
        covers: Position,
        sealed: &[u8],
    ) {
        let pieces = sealed.len().div_ceil(limits::CHECKPOINT_PIECE_BYTES_MAX);
        let Ok(count) = u32::try_from(pieces) else { return };
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let is_busy = !matches!(slot.checkpoint, CheckpointTraffic::None);
        if slot.stage != Stage::Open || is_busy || slot.replica.has_refused_checkpoint() {
            return;
        }
        let frames = sealed.chunks(limits::CHECKPOINT_PIECE_BYTES_MAX).zip(0..).map(|(bytes, piece)| {
            ClientFrame::PutCheckpoint {
                request: RequestId(0),
                space,
                checkpoint,
                covers,
                piece,
                pieces: count,
                bytes: bytes.to_vec(),
            }
        });
        let size_bytes = sealed.len() as u64;
        let summary = CheckpointSummary { checkpoint, covers, pieces: count, size_bytes, verification: None };
        let edition = slot.replica.counting_edition();
        slot.checkpoint =
            CheckpointTraffic::Storing { pieces: frames.collect(), in_flight: false, summary, edition };
        self.store_next_piece(space);
    }

    /// How far the relay's checkpoint of a space reaches, if it has one.
    pub fn checkpoint_covers(&self, space: SpaceId) -> Option<Position> {
        self.slots.get(&space).and_then(|slot| slot.remote_checkpoint).map(|summary| summary.covers)
    }

    /// Whether this device, the only one of its vault, is to hand in a checkpoint although not much has come since the last: only so
    /// does the log go that holds what was deleted.
    pub fn wants_next_checkpoint(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| {
            let base = slot.trim.map(|trim| trim.base.checkpoint);
            slot.replica.wants_turn(slot.remote_checkpoint.as_ref(), base)
        })
    }

    /// A fresh device reads a log of fewer entries than this, although there is a checkpoint: it then can say itself what a checkpoint
    /// should hold.
    pub fn read_short_logs(&mut self, entries: u64) {
        self.short_log = entries;
    }

    pub(super) fn store_next_piece(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let CheckpointTraffic::Storing { pieces, in_flight, .. } = &mut slot.checkpoint else { return };
        if *in_flight {
            return;
        }
        let Some(frame) = pieces.pop_front() else {
            slot.checkpoint = CheckpointTraffic::None;
            return;
        };
        *in_flight = true;
        let last = pieces.is_empty();
        self.request(Pending::PutCheckpoint(space, last), |number| match frame {
            ClientFrame::PutCheckpoint { space, checkpoint, covers, piece, pieces, bytes, .. } => {
                ClientFrame::PutCheckpoint {
                    request: number,
                    space,
                    checkpoint,
                    covers,
                    piece,
                    pieces,
                    bytes,
                }
            }
            other => other,
        });
    }

    pub(super) fn piece_stored(&mut self, space: SpaceId, last: bool) {
        if let Some(slot) = self.slots.get_mut(&space)
            && let CheckpointTraffic::Storing { in_flight, summary, edition, .. } = &mut slot.checkpoint
        {
            *in_flight = false;
            if last {
                slot.remote_checkpoint = Some(*summary);
                slot.replica.has_made(summary.checkpoint);
                slot.replica.has_other_checkpoint(summary.checkpoint, *edition);
            }
        }
        if last {
            self.events.push_back(Event::CheckpointStored { space });
        }
        self.store_next_piece(space);
    }

    /// A fresh device starts from the relay's checkpoint, if there is one and the log is still there.
    pub(super) fn start_from_checkpoint(&mut self, space: SpaceId) {
        let short_log = self.short_log;
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if let Some(summary) = slot.remote_checkpoint
            && slot.trim.is_none()
            && slot.refetch.is_none()
            && summary.covers.0 >= short_log
            && slot.replica.wants_checkpoint()
        {
            let purpose = if summary.verification.is_some() { Purpose::Base } else { Purpose::Start };
            self.fetch_checkpoint(space, summary, purpose);
        }
    }

    pub(super) fn fetch_checkpoint(&mut self, space: SpaceId, wanted: CheckpointSummary, purpose: Purpose) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.checkpoint = CheckpointTraffic::Fetching { wanted, bytes: Vec::new(), purpose };
        self.fetch_piece(space, wanted.checkpoint, 0);
    }

    fn fetch_piece(&mut self, space: SpaceId, checkpoint: CheckpointId, piece: u32) {
        self.request(Pending::FetchCheckpoint(space), |request| ClientFrame::FetchCheckpoint {
            request,
            space,
            piece,
            checkpoint: Some(checkpoint),
        });
    }

    pub(super) fn piece_came(
        &mut self,
        space: SpaceId,
        summary: CheckpointSummary,
        piece: u32,
        bytes: &[u8],
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let CheckpointTraffic::Fetching { wanted, bytes: gathered, purpose } = &mut slot.checkpoint else {
            return;
        };
        let purpose = *purpose;
        let fits = CheckpointSummary { verification: wanted.verification, ..summary } == *wanted
            && summary.pieces <= limits::CHECKPOINT_PIECES_MAX
            && bytes.len() <= limits::CHECKPOINT_PIECE_BYTES_MAX
            && gathered.len() <= limits::CHECKPOINT_PIECE_BYTES_MAX * piece as usize;
        if !fits {
            // An old relay that knows one checkpoint only may have replaced it meanwhile: the log is read instead.
            self.checkpoint_is_gone(space, random);
            return;
        }
        gathered.extend_from_slice(bytes);
        let next = piece.saturating_add(1);
        if next < summary.pieces {
            self.fetch_piece(space, summary.checkpoint, next);
            return;
        }
        let (wanted, sealed) = (*wanted, core::mem::take(gathered));
        slot.checkpoint = CheckpointTraffic::None;
        match purpose {
            Purpose::Start => self.start(space, wanted, &sealed),
            Purpose::Base => self.base_came(space, wanted, &sealed),
            Purpose::Instead => self.instead_came(space, wanted, &sealed),
            Purpose::Recheck => self.rechecked(space, wanted, &sealed),
            Purpose::Verify => self.compare(space, wanted, &sealed),
        }
        self.proceed(space, random);
    }

    fn start(&mut self, space: SpaceId, summary: CheckpointSummary, sealed: &[u8]) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        // Whoever has written meanwhile fetches the log instead: the checkpoint's state would take the place of what was written.
        if slot.replica.wants_checkpoint()
            && let Ok(checkpoint) = slot.replica.open_checkpoint(summary.checkpoint, sealed)
        {
            slot.replica.start_from(&checkpoint);
            self.events.push_back(Event::Checkpoint { space, checkpoint });
            self.events.push_back(Event::Changed { space });
        }
    }

    /// To be called at once when the state of [`Event::Checkpoint`] is of a newer version of the app: the log is read instead.
    pub fn refuse_checkpoint(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.replica.take_start_back();
        slot.subscription = super::Subscription::None;
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
    }

    /// Hands a checkpoint to the keeper, who has the log.
    pub(super) fn let_fold(
        &mut self,
        space: SpaceId,
        summary: CheckpointSummary,
        checkpoint: Checkpoint,
        sealed: &[u8],
        purpose: Purpose,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let (kept, hash) = (Box::new(checkpoint.clone()), checkpoint_hash(sealed));
        slot.checkpoint = CheckpointTraffic::Folding { summary, checkpoint: kept, hash, purpose };
        self.events.push_back(match purpose {
            Purpose::Verify | Purpose::Recheck => Event::ToVerify { space, checkpoint },
            Purpose::Base | Purpose::Start | Purpose::Instead => Event::Base { space, checkpoint },
        });
    }
}

impl Slot {
    /// What the keeper was asked to fold for this purpose, if it still is of use: another one may have taken its place while the
    /// keeper read its log.
    pub(super) fn take_folding(
        &mut self,
        wanted: Purpose,
        folded: &Checkpoint,
    ) -> Option<(CheckpointSummary, Box<Checkpoint>, Hash)> {
        match core::mem::take(&mut self.checkpoint) {
            CheckpointTraffic::Folding { summary, checkpoint, hash, purpose }
                if purpose == wanted && *checkpoint == *folded =>
            {
                Some((summary, checkpoint, hash))
            }
            other => {
                self.checkpoint = other;
                None
            }
        }
    }
}
