//! Ten years of two people: what the page of their relationship costs then, and what was withdrawn of it.

mod living;

use std::{collections::BTreeMap, path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use client::{
    Look,
    command::Door,
    look::{Page, Picture, SHOWN_FIRST},
};
use interface::figures::Asked;
use model::{
    Day, RelationshipId,
    kinds::{Card, Listed},
};
use relay::{limits::StoreLimits, store::sqlite::SqliteStore};
use testing::people::World;

use self::living::{ADA, Two};
use crate::clock::best;

/// How much two people have done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    /// They have known each other for half a year.
    Young,
    /// For ten years.
    Years,
    /// The same, but what was withdrawn was never shared.
    WithoutWithdrawn,
}

impl Life {
    const ALL: [Self; 3] = [Self::Young, Self::Years, Self::WithoutWithdrawn];

    const fn name(self) -> &'static str {
        match self {
            Self::Young => "young",
            Self::Years => "years",
            Self::WithoutWithdrawn => "without",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Young => "half a year",
            Self::Years => "ten years",
            Self::WithoutWithdrawn => "the same, had what was withdrawn never been shared",
        }
    }

    const fn months(self) -> usize {
        match self {
            Self::Young => 6,
            Self::Years | Self::WithoutWithdrawn => 122,
        }
    }
}

/// What was measured of one life, and what a browser needs to measure it.
#[derive(Clone, serde::Serialize)]
pub(crate) struct Years {
    /// Which, and what it is called in the table.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// Grants, replies and withdrawals.
    pub(crate) acts: usize,
    /// Ada's recovery words.
    pub(crate) words: String,
    /// Seconds from the right passphrase to the open vault and relationship, natively, with a lock that costs nothing.
    pub(crate) open_s: f64,
    /// Seconds for the page of the relationship, natively.
    pub(crate) page_s: f64,
    /// Seconds for the list of one tool, natively.
    pub(crate) list_s: f64,
    /// Seconds for the picture of all days, natively: found, computed, drawn.
    pub(crate) picture_s: f64,
}

/// All three lives: lived through side by side, then measured one after the other.
pub(crate) fn measure(rounds: usize, folder: &Path) -> Result<Vec<Years>> {
    let lives = std::thread::scope(|scope| -> Result<Vec<Lived>> {
        let running = Life::ALL.map(|life| scope.spawn(move || live(life, folder)));
        running.into_iter().map(|one| one.join().map_err(|_| anyhow::anyhow!("a life broke off"))?).collect()
    })?;
    lives.into_iter().map(|lived| lived.measure(rounds, folder)).collect()
}

/// What is left of a life: what Ada's device stored, and what the relay's folder holds.
struct Lived {
    life: Life,
    acts: usize,
    store: BTreeMap<String, Vec<u8>>,
    now_ms: u64,
    relationship: RelationshipId,
    words: Vec<String>,
}

fn relay_of(life: Life, folder: &Path) -> Result<Box<SqliteStore>> {
    let relay = folder.join(life.name());
    std::fs::create_dir_all(&relay)?;
    let store = SqliteStore::open(&relay, StoreLimits::default()).context("opening the relay's store")?;
    Ok(Box::new(store))
}

/// Lives through it with a relay in `folder`.
fn live(life: Life, folder: &Path) -> Result<Lived> {
    let mut two = Two::new(relay_of(life, folder)?, life);
    let mut acts = 0;
    for _ in 0..life.months() {
        acts += two.month()?;
    }
    ensure!(life != Life::Years || acts >= 20_000, "only {acts} grants, replies and withdrawals");
    let Two { mut world, names: [relationship, _], words, .. } = two;
    world.crash(ADA);
    let store = std::mem::take(&mut world.people[ADA].store);
    Ok(Lived { life, acts, store, now_ms: world.now_ms, relationship, words })
}

impl Lived {
    fn measure(self, rounds: usize, folder: &Path) -> Result<Years> {
        let Self { life, acts, store, now_ms, relationship, words } = self;
        eprintln!("  two people: {}", life.title());
        let mut world = World::on_store(relay_of(life, folder)?, 8, 1);
        world.now_ms = now_ms;
        world.people[ADA].store = store;
        world.restart(ADA);
        world.pass(5_000);
        let cards = Look::Between { relationship, kinds: vec![Card::NUMBER], up_to: SHOWN_FIRST };
        let ours = Look::With { relationship: Some(relationship) };
        let page_s = best(rounds, || (), |()| world.page(ADA, &ours));
        let list_s = best(rounds, || (), |()| world.page(ADA, &cards));
        let Page::Between(lists) = world.page(ADA, &cards) else { anyhow::bail!("no page of cards") };
        ensure!(
            lists.iter().any(|list| !list.theirs.is_empty() && !list.own.items.is_empty()),
            "no cards of both"
        );
        let all_days = Look::Picture { relationship: Some(relationship), beside: Vec::new(), up_to: 0 };
        let picture = || match world.page(ADA, &all_days) {
            Page::Picture(picture) => picture,
            _ => Picture::default(),
        };
        let drawn = || {
            let days = picture().days;
            let first = days.first().map_or(Day(0), |kept| kept.day);
            let last = days.last().map_or(Day(0), |kept| kept.day);
            figures::draw(&Asked { days, from: first, to: last })
        };
        ensure!(!drawn().own.line.is_empty() && !drawn().bond.line.is_empty(), "no lines of all days");
        let picture_s = best(rounds, || (), |()| drawn());
        let mut open_s = f64::INFINITY;
        for _ in 0..rounds {
            world.crash(ADA);
            let begin = Instant::now();
            world
                .act(ADA, Door::Unlock { passphrase: testing::people::PASSPHRASE.into() })
                .map_err(|problem| anyhow::anyhow!("{problem}"))?;
            open_s = open_s.min(begin.elapsed().as_secs_f64());
        }
        let (name, title, words) = (life.name(), life.title(), words.join(" "));
        Ok(Years { name, title, acts, words, open_s, page_s, list_s, picture_s })
    }
}
