//! The checkpoints of a space in memory.

use std::collections::BTreeMap;

use crypto::VerifyingKey;
use sync::{
    Position, Refusal,
    frame::{CheckpointId, CheckpointSummary, Trim, Verification, checkpoint_hash},
};

use super::{
    super::{
        Changed, Day, Piece,
        retention::{Kept, gives_way, is_due, is_only_device, staying},
        size_of_bytes,
    },
    space::Space,
};
use crate::limits::CHECKPOINT_UPLOADS_MAX;

#[derive(Debug)]
pub(super) struct Checkpoint {
    id: CheckpointId,
    /// Who put it.
    author: VerifyingKey,
    pub(super) covers: Position,
    pieces: u32,
    stored: BTreeMap<u32, Vec<u8>>,
    verified: Option<(Verification, Day)>,
    is_base: bool,
}

impl Space {
    pub(super) fn put_piece(
        &mut self,
        author: VerifyingKey,
        piece: &Piece,
        quota: u64,
    ) -> Result<Changed, Refusal> {
        if self.joined {
            return Err(Refusal::NoAccess);
        }
        if piece.covers > self.newest() || piece.piece >= piece.pieces {
            return Err(Refusal::Malformed);
        }
        if let Some(same) = self.checkpoints.iter().find(|known| known.id == piece.checkpoint) {
            return same.accepts(author, piece).map(|()| Changed::PieceStored);
        }
        if self.checkpoints.last().is_some_and(|newest| newest.covers > piece.covers) {
            return Ok(Changed::PieceStored);
        }
        let upload = self.uploads.iter().position(|upload| upload.id == piece.checkpoint);
        if let Some(upload) = upload.and_then(|index| self.uploads.get(index)) {
            upload.accepts(author, piece)?;
            if upload.stored.contains_key(&piece.piece) {
                return Ok(Changed::PieceStored);
            }
        }
        if self.size_bytes.saturating_add(size_of_bytes(piece.bytes.len())) > quota {
            return Err(Refusal::QuotaFull);
        }
        let index = match upload {
            Some(index) => index,
            None => {
                if self.uploads.len() >= CHECKPOINT_UPLOADS_MAX {
                    let oldest = self.uploads.remove(0);
                    self.size_bytes -= oldest.size_bytes();
                }
                self.uploads.push(Checkpoint {
                    id: piece.checkpoint,
                    author,
                    covers: piece.covers,
                    pieces: piece.pieces,
                    stored: BTreeMap::new(),
                    verified: None,
                    is_base: false,
                });
                self.uploads.len() - 1
            }
        };
        self.size_bytes += size_of_bytes(piece.bytes.len());
        let upload = self.uploads.get_mut(index).ok_or(Refusal::Failed)?;
        upload.stored.insert(piece.piece, piece.bytes.clone());
        if upload.is_complete() {
            let complete = self.uploads.remove(index);
            self.checkpoints.push(complete);
            self.drop_superseded();
        }
        Ok(Changed::PieceStored)
    }

    /// Of who has gone, only the base stays: nobody starts from the rest.
    pub(super) fn drop_leavers_checkpoints(&mut self) {
        let holders = &self.holders;
        let is_there = |key: VerifyingKey| holders.iter().any(|holder| holder.access.key == key);
        let goes = |checkpoint: &Checkpoint| !checkpoint.is_base && !is_there(checkpoint.author);
        let mut freed = 0;
        for kept in [&mut self.checkpoints, &mut self.uploads] {
            freed += kept.iter().filter(|one| goes(one)).map(Checkpoint::size_bytes).sum::<u64>();
            kept.retain(|checkpoint| !goes(checkpoint));
        }
        self.size_bytes = self.size_bytes.saturating_sub(freed);
    }

    fn drop_superseded(&mut self) {
        let kept: Vec<Kept> = self.checkpoints.iter().map(Checkpoint::kept).collect();
        let mut staying = staying(&kept).into_iter();
        let size_bytes = &mut self.size_bytes;
        self.checkpoints.retain(|checkpoint| {
            let stays = staying.next().unwrap_or(true);
            if !stays {
                *size_bytes = size_bytes.saturating_sub(checkpoint.size_bytes());
            }
            stays
        });
    }

    pub(super) fn verify(
        &mut self,
        key: VerifyingKey,
        checkpoint: CheckpointId,
        covers: Position,
        verification: Verification,
        day: Day,
    ) -> Result<Changed, Refusal> {
        if self.joined {
            return Err(Refusal::NoAccess);
        }
        let known = self
            .checkpoints
            .iter_mut()
            .find(|known| known.id == checkpoint && known.covers == covers)
            .ok_or(Refusal::NoCheckpoint)?;
        let members = || self.holders.iter().map(|holder| holder.access);
        if known.author == key && !is_only_device(key, members()) {
            return Err(Refusal::NoAccess);
        }
        let sealed: Vec<u8> = known.stored.values().flatten().copied().collect();
        if checkpoint_hash(&sealed) != verification.bytes {
            return Err(Refusal::NoCheckpoint);
        }
        let stays = |(word, _): &(Verification, Day)| {
            word.verifier == key || key == known.author || !gives_way(word.verifier, known.author, members())
        };
        if !known.verified.as_ref().is_some_and(stays) {
            known.verified = Some((verification, day));
        }
        Ok(Changed::Verified)
    }

    /// A device's own word for what it made counts only while there is no other device. A base stays: the log up to it is gone.
    pub(super) fn take_own_words_back(&mut self) {
        let holders = &self.holders;
        let is_only = |key| is_only_device(key, holders.iter().map(|holder| holder.access));
        for checkpoint in self.checkpoints.iter_mut().filter(|checkpoint| !checkpoint.is_base) {
            let author = checkpoint.author;
            checkpoint.verified.take_if(|(word, _)| word.verifier == author && !is_only(author));
        }
    }

    /// Makes the last checkpoint whose days of grace are over the base, if both who spoke for it still belong to the space.
    pub(super) fn promote(&mut self, verified_until: Option<Day>) {
        if self.joined {
            return;
        }
        let access: Vec<VerifyingKey> = self.holders.iter().map(|holder| holder.access.key).collect();
        for checkpoint in self.checkpoints.iter_mut().filter(|known| is_due(known.kept(), verified_until)) {
            let (verification, _) = checkpoint.verified.expect("only what was verified is due");
            if !access.contains(&checkpoint.author) || !access.contains(&verification.verifier) {
                checkpoint.verified = None;
            }
        }
        let due = self.checkpoints.iter().rposition(|known| is_due(known.kept(), verified_until));
        if let Some(due) = due {
            for (index, checkpoint) in self.checkpoints.iter_mut().enumerate() {
                checkpoint.is_base = index == due;
                if index < due {
                    checkpoint.verified = None;
                }
            }
        }
        self.drop_superseded();
    }

    pub(super) fn base(&self) -> Option<&Checkpoint> {
        self.checkpoints.iter().find(|checkpoint| checkpoint.is_base)
    }

    pub(super) fn trim_summary(&self) -> Option<Trim> {
        let base = self.base().filter(|_| self.trimmed > Position(0))?;
        Some(Trim { after: self.trimmed, base: base.summary() })
    }

    pub(super) fn piece(
        &self,
        checkpoint: Option<CheckpointId>,
        piece: u32,
    ) -> Option<(CheckpointSummary, Vec<u8>)> {
        let checkpoint = match checkpoint {
            Some(id) => self.checkpoints.iter().find(|known| known.id == id)?,
            None => self.checkpoints.last()?,
        };
        Some((checkpoint.summary(), checkpoint.stored.get(&piece)?.clone()))
    }
}

impl Checkpoint {
    fn kept(&self) -> Kept {
        Kept { verified: self.verified.map(|(_, day)| day), is_base: self.is_base }
    }

    fn accepts(&self, author: VerifyingKey, piece: &Piece) -> Result<(), Refusal> {
        let fits = self.author == author && self.covers == piece.covers && self.pieces == piece.pieces;
        if fits { Ok(()) } else { Err(Refusal::Malformed) }
    }

    fn is_complete(&self) -> bool {
        size_of_bytes(self.stored.len()) == u64::from(self.pieces)
    }

    fn size_bytes(&self) -> u64 {
        self.stored.values().map(|bytes| size_of_bytes(bytes.len())).sum()
    }

    pub(super) fn summary(&self) -> CheckpointSummary {
        CheckpointSummary {
            checkpoint: self.id,
            covers: self.covers,
            pieces: self.pieces,
            size_bytes: self.size_bytes(),
            verification: self.verified.map(|(verification, _)| verification),
        }
    }
}
