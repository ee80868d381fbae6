//! Counterpoint with the same records: a vault whose device wrote every one of them, and a relay that holds them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use client::{Command, command::Door};
use crypto::{Clock, LockParameters, LockSalt, MemberSeed, RecoveryWords};
use model::{
    Content, ItemId, Stamp, Taste, Value, Vault, VaultOperation, VersionId, WriterId,
    fields::{self, Text},
    kinds::{Card, LIST},
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::{Direct, limits::ServiceLimits, limits::StoreLimits, store::sqlite::SqliteStore};
use sync::{MemberKind, Position, Replica, StoredEntry, frame::CheckpointId};

use crate::{
    clock::best,
    records::{self, Record},
};

mod line;
mod looks;
mod person;
mod updates;

use line::Line;
use looks::{Looks, measure_looks};
use person::Person;
use updates::Updates;

/// What recovery takes; its words are those of [`words`].
const ENTROPY: [u8; 32] = [7; 32];

/// As on any page of a relay.
const PAGE_ENTRIES: usize = 512;

/// What was measured of Counterpoint.
#[derive(Clone, serde::Serialize)]
pub(crate) struct Ours {
    /// Bytes of all entries as they travel.
    pub(crate) update_bytes: usize,
    /// What these are for.
    pub(crate) updates: Updates,
    /// Bytes of the checkpoint that the relay holds, sealed.
    pub(crate) checkpoint_bytes: usize,
    /// Bytes of the checkpoint in the device's own store, sealed.
    pub(crate) stored_checkpoint_bytes: usize,
    /// Seconds from all entries to every field of every record read: verified, decrypted, folded.
    pub(crate) from_updates_s: f64,
    /// Seconds from the device's own store to the view, and every field of every record read.
    pub(crate) from_snapshot_s: f64,
    /// Seconds of the passphrase (Argon2id), which is slow on purpose.
    pub(crate) lock_s: f64,
    /// A fresh device with the recovery words: bytes received, bytes sent, seconds with the lock.
    pub(crate) fresh_received_bytes: usize,
    pub(crate) fresh_sent_bytes: usize,
    pub(crate) fresh_s: f64,
    /// Looking from page to page.
    pub(crate) looks: Looks,
}

/// The recovery words of the vault.
pub(crate) fn words() -> String {
    RecoveryWords::from_entropy(&ENTROPY).words().join(" ")
}

/// Writes the records through a relay into `folder` and measures.
pub(crate) fn measure(records: &[Record], rounds: usize, folder: &Path) -> Result<Ours> {
    let mut random = ChaCha12Rng::seed_from_u64(1);
    let now_ms = records::after_all_ms(records.len());
    eprintln!("  Counterpoint: writing through a relay");
    let relay_folder = folder.join("relay");
    std::fs::create_dir_all(&relay_folder)?;
    let store =
        SqliteStore::open(&relay_folder, StoreLimits::default()).context("opening the relay's store")?;
    let mut relay = Direct::new(store, ServiceLimits::default());
    let written = write(records, &mut relay, now_ms, &mut random)?;
    drop(relay);
    copy(&relay_folder, &untouched(folder))?;
    let store = SqliteStore::open(&relay_folder, StoreLimits::default()).context("opening it again")?;
    let mut relay = Direct::new(store, ServiceLimits::default());

    eprintln!("  Counterpoint: from all entries");
    let pages = || -> Vec<Vec<StoredEntry>> {
        written.entries.chunks(PAGE_ENTRIES).map(<[StoredEntry]>::to_vec).collect()
    };
    let mut folded = Vault::default();
    let from_updates_s = best(
        rounds,
        || (written.reader(), pages()),
        |(replica, pages)| {
            folded = fold(replica, pages);
            read_all(&folded)
        },
    );
    let expected: u64 = records.iter().map(Record::weight).sum();
    ensure!(read_all(&folded) == expected, "not everything that was written was folded");
    ensure!(folded == written.vault, "the fold differs from what was written");

    eprintln!("  Counterpoint: a fresh device");
    let mut fresh_s = f64::INFINITY;
    let lock_s =
        best(rounds, || (), |()| LockParameters::STANDARD.derive(person::PASSPHRASE, &LockSalt([3; 16])));
    let mut fresh = None;
    for round in 0..rounds.clamp(1, 3) {
        let mut person = Person::new(now_ms, round as u64);
        let begin = std::time::Instant::now();
        person.act(
            &mut relay,
            Command::Door(Door::Recover {
                words: words(),
                passphrase: person::PASSPHRASE.to_owned(),
                relay: person::RELAY.to_owned(),
            }),
        )?;
        ensure!(person.cards() == records.len(), "the fresh device has {} cards", person.cards());
        fresh_s = fresh_s.min(begin.elapsed().as_secs_f64());
        person.disconnect(&mut relay);
        fresh = Some(person);
    }
    let fresh = fresh.context("there was a round")?;

    eprintln!("  Counterpoint: from the device's own store");
    let mut shown = 0;
    let open_s = best(
        rounds,
        || fresh.restarted().expect("the passphrase is right"),
        |(mut person, event)| {
            person.handle(event);
            person
        },
    );
    let (mut person, event) = fresh.restarted()?;
    person.handle(event);
    person.settle(&mut relay)?;
    shown += person.cards();
    ensure!(shown == records.len(), "the device shows {shown} cards");
    let looks = measure_looks(&mut person, &mut relay, rounds)?;
    // As it lies in memory once it was opened, not as it grew entry by entry.
    let opened: Vault = minicbor::decode(&minicbor::to_vec(&folded)?)?;
    let read_s = best(rounds, || (), |()| read_all(&opened));
    eprintln!("    opened in {open_s:.4} s, read in {read_s:.4} s");
    Ok(Ours {
        updates: written.updates,
        update_bytes: written
            .entries
            .iter()
            .map(|stored| minicbor::to_vec(&stored.entry).map_or(0, |b| b.len()))
            .sum(),
        checkpoint_bytes: written.checkpoint_bytes,
        stored_checkpoint_bytes: fresh.checkpoint_bytes(),
        from_updates_s,
        from_snapshot_s: open_s + read_s,
        lock_s,
        fresh_received_bytes: fresh.received_bytes,
        fresh_sent_bytes: fresh.sent_bytes,
        fresh_s,
        looks,
    })
}

/// Where the relay's folder stands as it was before any other device came.
pub(crate) fn untouched(folder: &Path) -> PathBuf {
    folder.join("untouched")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        std::fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

struct Written {
    records: Vec<Vec<u8>>,
    entries: Vec<StoredEntry>,
    vault: Vault,
    checkpoint_bytes: usize,
    updates: Updates,
}

impl Written {
    /// Somebody who may read everything and has received nothing yet.
    fn reader(&self) -> Replica {
        let paper = RecoveryWords::from_entropy(&ENTROPY).member_seed();
        Replica::enter(paper, &self.records, &mut ChaCha12Rng::seed_from_u64(2))
            .expect("the words are a member")
    }
}

fn write(
    records: &[Record],
    relay: &mut Direct<SqliteStore>,
    now_ms: u64,
    random: &mut ChaCha12Rng,
) -> Result<Written> {
    let paper = RecoveryWords::from_entropy(&ENTROPY).member_seed();
    let replica = Replica::found(MemberSeed::random(random), &[(&paper, MemberKind::Paper)], random);
    let (space, writer) = (replica.space(), WriterId(replica.writer().0));
    let mut line = Line::open(relay, now_ms, random);
    line.device.add(replica, random);
    line.settle(random)?;
    let mut vault = Vault::default();
    let mut entries = Vec::with_capacity(records.len() + 2);
    let mut updates = Updates::default();
    let today = model::Now { unix_ms: now_ms, utc_offset_minutes: 0 }.day();
    let first = [
        VaultOperation::PersonNamed { name: "Ada".to_owned() },
        VaultOperation::WordsSeen { on: today, checked: true },
    ];
    let begin = model::Clock::new(records.first().map_or(0, |record| record.written_s - 1), 0);
    let operations =
        first.into_iter().map(|operation| (begin, operation)).chain(records.iter().map(operation));
    let operations: Vec<_> = operations.collect();
    for batch in operations.chunks(PAGE_ENTRIES) {
        let replica = line.device.replica_mut(space).context("the device has its replica")?;
        for (clock, operation) in batch {
            let body = operation.to_bytes();
            let entry = replica.write(Clock(clock.0), &body, random)?;
            updates.count(&entry, entries.len() as u64 + 1, Clock(clock.0), &body)?;
            vault.apply(Stamp { clock: *clock, writer }, operation.clone());
            entries.push(StoredEntry { position: Position(entries.len() as u64 + 1), entry });
        }
        line.device.proceed(space, random);
        line.settle(random)?;
    }
    let id = CheckpointId::random(random);
    let replica = line.device.replica(space).context("the device has its replica")?;
    ensure!(replica.outbox_len() == 0, "the relay did not take everything");
    ensure!(replica.troubles().is_empty(), "the relay is at fault: {:?}", replica.troubles());
    let state = minicbor::to_vec(&vault)?;
    let (covers, sealed) = replica.seal_checkpoint(id, &state, random).context("everything is there")?;
    ensure!(covers == Position(entries.len() as u64), "the checkpoint covers {covers:?}");
    let control = replica.records();
    line.device.store_checkpoint(space, id, covers, &sealed);
    line.settle(random)?;
    line.close();
    Ok(Written { records: control, entries, vault, checkpoint_bytes: sealed.len(), updates })
}

fn operation(record: &Record) -> (model::Clock, VaultOperation) {
    let card = Card {
        taste: if record.liked { Taste::Like } else { Taste::Dislike },
        text: fields::Line::typed(&record.text).expect("a line that fits"),
        note: Text::typed_optional(&record.note).expect("a text that fits"),
    };
    let operation = VaultOperation::ItemWritten {
        item: ItemId(record.id),
        version: VersionId::first_of(ItemId(record.id)),
        replaces: Vec::new(),
        written: model::Written { about: None, content: Content::of(&card) },
    };
    (model::Clock::new(record.written_s, 0), operation)
}

/// Verifies, decrypts and folds everything.
fn fold(mut replica: Replica, pages: Vec<Vec<StoredEntry>>) -> Vault {
    let mut vault = Vault::default();
    for page in pages {
        for opened in replica.receive(page).opened {
            let body = opened.body.as_deref().expect("nothing was erased");
            let Ok(model::Decoded::Known(operation)) = VaultOperation::from_bytes(body) else {
                panic!("an operation that was just written is not known");
            };
            let stamp = Stamp { clock: model::Clock(opened.clock.0), writer: WriterId(opened.writer.0) };
            vault.apply(stamp, operation);
        }
    }
    vault
}

/// Reads every field of every record, each checked against its limits.
fn read_all(vault: &Vault) -> u64 {
    let items = vault.items.values().filter_map(|versions| versions.newest());
    items
        .map(|(_, item)| {
            let written_s = item.stamp.clock.unix_s(model::ClockUnit::Second);
            let mut weighed = written_s;
            for (_, value) in LIST.fields(&item.value.content).expect("it was just written") {
                match value {
                    Value::Number(taste) => weighed += u64::from(taste == u64::from(Taste::Like.number())),
                    Value::Text(text) => weighed += text.len() as u64,
                    Value::Absent | Value::Several(_) => {}
                }
            }
            weighed
        })
        .sum()
}
