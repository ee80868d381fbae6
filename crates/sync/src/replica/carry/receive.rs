//! Taking in what a parcel holds.

use crypto::{Head, Sighting, WriterId};
use minicbor::bytes::ByteVec;

use super::{
    super::{Received, Replica, Trouble, set_back::Echo},
    Carried, CarriedRecords, is_erased,
};
use crate::{Body, ControlRecord, Entry, control::ControlError, small::SmallMap};

type Run = Vec<(Head, Entry)>;

impl Replica {
    /// Follows the control chain as far as carried records lead.
    pub fn follow_carried(&mut self, records: &[ByteVec]) -> CarriedRecords {
        let mut carried = CarriedRecords::default();
        let before = self.control().number;
        for record in records {
            let number = ControlRecord::from_bytes(record).map(|record| record.number);
            if number.is_ok_and(|number| number > self.control().number.saturating_add(1)) {
                carried.missing = true;
                break;
            }
            match self.follow(record) {
                Ok(is_new) => carried.new += usize::from(is_new),
                Err(error) => {
                    let all = records.iter().map(|record| ControlRecord::from_bytes(record));
                    if error == ControlError::OutOfPlace
                        && let Ok(all) = all.collect::<Result<Vec<_>, _>>()
                        && let Some(first) = all.first()
                    {
                        self.meet(first.number.saturating_sub(1), all);
                    }
                    carried.unreadable = true;
                    break;
                }
            }
        }
        self.was_away_since(before);
        carried
    }

    /// Takes in entries that did not come from a relay's log, in whatever order. Everything that is taken goes into the outbox.
    pub fn receive_carried(&mut self, entries: &[Entry]) -> Carried {
        let mut carried = Carried::default();
        let mut runs: SmallMap<WriterId, Run> = SmallMap::new();
        let mut own_outbox = None;
        for entry in entries {
            if self.is_of_later_epoch(entry) {
                carried.missing += 1;
                continue;
            }
            match self.open_head(entry) {
                Some(head) if head.writer == self.own.writer => {
                    match self.recognise_own(&head, &mut own_outbox) {
                        Echo::Known => self.take_known(entry, &mut carried),
                        Echo::Forged => carried.unreadable += 1,
                        Echo::SetBack => return Carried { set_back: true, ..Carried::default() },
                    }
                }
                Some(head) => {
                    runs.get_or_insert_with(head.writer, Vec::new).push((head, entry.clone()));
                }
                None => carried.unreadable += 1,
            }
        }
        let mut drained = Received::default();
        for (writer, mut run) in runs {
            run.sort_by_key(|(head, _)| head.sequence);
            let link = |(head, _): &(Head, Entry)| (head.hash(self.space.as_bytes()), head.previous);
            let links = run.iter().map(link).collect();
            self.settle_by_heads(writer, &links);
            self.take_carried_run(writer, run, &mut carried, &mut drained);
        }
        self.outbox.extend(carried.kept.iter().cloned());
        // These had only waited for what the parcel has brought: the relay has shown them.
        carried.opened.extend(drained.opened);
        carried.kept.extend(drained.kept);
        carried
    }

    fn take_carried_run(
        &mut self,
        writer: WriterId,
        run: Run,
        carried: &mut Carried,
        drained: &mut Received,
    ) {
        let before = self.verified(writer);
        let (astray, run): (Run, Run) = run.into_iter().partition(|(head, _)| self.goes_astray(head));
        carried.former += astray.len();
        let (known, new): (Run, Run) = run.into_iter().partition(|(head, _)| head.sequence <= before);
        for (head, entry) in &known {
            self.compare_known(head);
            self.take_known(entry, carried);
        }
        let whole = self.continues(writer, &new);
        for (head, entry) in new {
            if !whole && !self.is_genuine(&head) {
                carried.unreadable += 1;
            } else if head.sequence <= self.verified(writer) {
                self.compare_known(&head);
                self.take_known(&entry, carried);
            } else if self.was_taken_out(&head) && !self.leads_to_cut(&head) {
                carried.former += 1;
            } else if head.sequence.0 > self.verified(writer).0.saturating_add(1) {
                carried.missing += 1;
            } else {
                self.take_carried(&head, entry, carried);
            }
        }
        if self.verified(writer) > before {
            self.after_carried(writer, drained);
        }
    }

    /// Whether the author of a head belonged to this space of one person and does so no more.
    fn was_taken_out(&self, head: &Head) -> bool {
        let control = self.control();
        !control.joined && control.member(head.author).is_none()
    }

    /// Takes the entry that follows next in its chain, if it does.
    fn take_carried(&mut self, head: &Head, entry: Entry, carried: &mut Carried) {
        let (_, previous) = self.history_at(head.writer, self.verified(head.writer));
        if head.previous != previous.unwrap_or(Head::NO_PREVIOUS) {
            self.note(Trouble::Forked);
            self.contest(head.writer);
            carried.unreadable += 1;
            return;
        }
        // It may still come as its author sealed it.
        let Some(opened) = self.opened(head, &entry) else {
            carried.unreadable += 1;
            return;
        };
        self.advance(head, opened.hash);
        self.hear(head);
        self.compare_carried(&head.seen);
        self.count_taken(&opened, &entry.body);
        carried.opened.push(opened);
        carried.kept.push(entry);
    }

    /// A chain has come further without the relay: what the relay shows of it from now on comes once more and is no replay, and
    /// what waited for a part of it goes on.
    fn after_carried(&mut self, writer: WriterId, drained: &mut Received) {
        let verified = self.verified(writer);
        let again = self.again.get_or_insert_with(writer, || verified);
        *again = (*again).max(verified);
        self.waiting.retain(|(waits, sequence), _| *waits != writer || *sequence > verified);
        self.drain_waiting(writer, drained);
    }

    /// A known entry comes again, perhaps with the proof that its content was erased.
    fn take_known(&mut self, entry: &Entry, carried: &mut Carried) {
        carried.known += 1;
        if let Body::Erased(preimage) = &entry.body
            && preimage.tag() == entry.erase_tag
        {
            carried.erased.push((entry.id, *preimage));
            let waiting = self.outbox.iter_mut().find(|waiting| waiting.id == entry.id);
            if let Some(waiting) = waiting.filter(|waiting| waiting.erase_tag == entry.erase_tag) {
                waiting.body = entry.body.clone();
            }
        }
    }

    /// A head comes of which another is known: if a member signed both, there are two histories. The signature is looked at
    /// only where they differ.
    fn compare_known(&mut self, head: &Head) {
        let (_, known) = self.history_at(head.writer, head.sequence);
        let hash = head.hash(self.space.as_bytes());
        if known.is_some_and(|known| known != hash) && self.is_genuine(head) {
            self.note(Trouble::Forked);
            self.contest(head.writer);
        }
    }

    /// Compares what a carried head has seen with what is known. What it has seen beyond that is not expected of the relay: it may
    /// have come to its writer without one.
    fn compare_carried(&mut self, seen: &[Sighting]) {
        for sighting in seen {
            let (newest, known) = self.history_at(sighting.writer, sighting.sequence);
            if sighting.sequence <= newest && known.is_some_and(|known| known != sighting.hash) {
                self.note(Trouble::Forked);
            }
        }
    }

    /// An entry stands otherwise than it did, because its content was withdrawn. If it waits for the relay, it is handed in as it
    /// stands now; without the proof, the relay would not take it, and its author brings it.
    pub fn restate(&mut self, entry: &Entry) {
        if is_stripped(entry) {
            self.outbox.retain(|waiting| waiting.id != entry.id || is_erased(waiting));
        } else if let Some(waiting) = self.outbox.iter_mut().find(|waiting| waiting.id == entry.id) {
            waiting.clone_from(entry);
        }
    }
}

fn is_stripped(entry: &Entry) -> bool {
    entry.body == Body::Sealed(Vec::new())
}
