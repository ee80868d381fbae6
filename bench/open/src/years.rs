//! Ten years of two people: what the page of their relationship costs then, and what was withdrawn of it.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use client::{
    Command, Look, Outcome,
    command::Items,
    look::{Page, SHOWN_FIRST},
};
use model::{
    Answer, Content, ContentHash, Day, ItemId, RelationshipId, Rhythm, Taste,
    fields::{Few, Heading, Line, Text},
    kinds::{Card, GivenAnswer, GoodNews, Listed, Thanks, TimeTogether, ToldMore, Wondering},
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::{limits::StoreLimits, store::sqlite::SqliteStore};
use testing::{people::World, scenes};

use crate::{clock::best, records::Language};

const ADA: usize = 0;
const SAM: usize = 1;
/// Of each of the two, in a week: these are shared.
const CARDS: usize = 4;
const THANKS: usize = 3;
const NEWS: usize = 2;
const WEEK_MS: u64 = 7 * 24 * 60 * 60 * 1000;

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

    const fn weeks(self) -> usize {
        match self {
            Self::Young => 26,
            Self::Years | Self::WithoutWithdrawn => 513,
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
}

/// All three lives.
pub(crate) fn measure(rounds: usize, folder: &Path) -> Result<Vec<Years>> {
    Life::ALL.into_iter().map(|life| live(life, rounds, folder)).collect()
}

/// Lives through it with a relay in `folder`, and measures.
fn live(life: Life, rounds: usize, folder: &Path) -> Result<Years> {
    eprintln!("  two people: {}", life.name());
    let relay = folder.join(life.name());
    std::fs::create_dir_all(&relay)?;
    let store = SqliteStore::open(&relay, StoreLimits::default()).context("opening the relay's store")?;
    let mut two = Two::new(Box::new(store), life);
    let mut acts = 0;
    for _ in 0..life.weeks() {
        acts += two.week()?;
    }
    two.world.restart(ADA);
    two.world.pass(5_000);
    let relationship = two.name(ADA);
    let cards = Look::Between { relationship, kinds: vec![Card::NUMBER], up_to: SHOWN_FIRST };
    let ours = Look::With { relationship: Some(relationship) };
    let page_s = best(rounds, || (), |()| two.world.page(ADA, &ours));
    let list_s = best(rounds, || (), |()| two.world.page(ADA, &cards));
    ensure!(
        matches!(two.world.page(ADA, &cards), Page::Between(lists) if !lists.is_empty()),
        "no page of cards"
    );
    let mut open_s = f64::INFINITY;
    for _ in 0..rounds {
        two.world.crash(ADA);
        let begin = Instant::now();
        two.world
            .act(ADA, client::command::Door::Unlock { passphrase: testing::people::PASSPHRASE.into() })
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        open_s = open_s.min(begin.elapsed().as_secs_f64());
    }
    ensure!(life != Life::Years || acts >= 20_000, "only {acts} grants, replies and withdrawals");
    Ok(Years {
        name: life.name(),
        title: life.title(),
        acts,
        words: two.words.join(" "),
        open_s,
        page_s,
        list_s,
    })
}

struct Two {
    world: World,
    names: [RelationshipId; 2],
    words: Vec<String>,
    language: Language,
    random: ChaCha12Rng,
    shares_all: bool,
    /// What is withdrawn next week, with who shared it.
    to_withdraw: Vec<(usize, ItemId)>,
}

impl Two {
    fn new(store: Box<dyn relay::store::Store>, life: Life) -> Self {
        let mut world = World::on_store(store, 7, 0);
        world.now_ms -= life.weeks() as u64 * WEEK_MS;
        world.add_person();
        world.add_person();
        let words = world.create_vault(ADA, "Ada");
        world.create_vault(SAM, "Sam");
        let (adas, sams) = scenes::link(&mut world, ADA, SAM);
        let mut random = ChaCha12Rng::seed_from_u64(11);
        let language = Language::new(&mut random);
        let shares_all = life != Life::WithoutWithdrawn;
        Self { world, names: [adas, sams], words, language, random, shares_all, to_withdraw: Vec::new() }
    }

    fn name(&self, by: usize) -> RelationshipId {
        self.names[by]
    }

    fn text<const MAX: usize>(&mut self) -> Text<MAX> {
        Text::typed(&self.language.text(&mut self.random, 30, 120)).expect("it fits")
    }

    /// A week; how many grants, replies and withdrawals there were in it.
    fn week(&mut self) -> Result<usize> {
        self.world.days_go_by(7);
        self.world.sent.clear();
        for by in [ADA, SAM] {
            self.world.people[by].received.clear();
            self.world.restart(by);
            // No page is drawn meanwhile.
            self.world.act(by, Command::Look(Look::Frame)).map_err(|problem| anyhow::anyhow!("{problem}"))?;
        }
        let mut acts = 0;
        for (by, item) in std::mem::take(&mut self.to_withdraw) {
            acts += 1;
            if self.shares_all {
                self.act(by, Items::Withdraw { relationship: self.name(by), item })?;
            }
        }
        for (by, other) in [(ADA, SAM), (SAM, ADA)] {
            for number in 0..CARDS {
                let text = Line::typed(&self.language.text(&mut self.random, 15, 55)).context("a line")?;
                let note = Some(self.text());
                let content = Content::of(&Card { taste: Taste::Like, text, note });
                acts += self.share(by, content, number < 2)?.0;
            }
            for number in 0..THANKS {
                let content = Content::of(&Thanks { text: self.text() });
                acts += self.share(by, content, number == 0)?.0;
            }
            for number in 0..NEWS {
                let news = Content::of(&GoodNews { text: self.text() });
                let is_withdrawn = by == ADA && number == 0;
                let (shared, item) = self.share(by, news.clone(), is_withdrawn)?;
                let asked = Content::of(&Wondering { text: self.text() });
                let more = Content::of(&ToldMore { text: self.text() });
                acts += shared;
                if self.shares_all || !is_withdrawn {
                    self.reply(other, item, news.hash(), asked.clone())?;
                    self.reply(by, item, asked.hash(), more)?;
                }
                acts += 2;
            }
            let proposal = self.proposal()?;
            let (shared, item) = self.share(by, proposal.clone(), false)?;
            for answer in [Answer::NotNow, Answer::Yes] {
                let given = GivenAnswer { answer, words: None, chosen: None };
                self.reply(other, item, proposal.hash(), Content::of(&given))?;
            }
            acts += shared + 2;
        }
        self.world.settle();
        Ok(acts)
    }

    fn proposal(&mut self) -> Result<Content> {
        let today = Day(u32::try_from(self.world.now_ms / 86_400_000)?);
        let what = Heading::typed(&self.language.text(&mut self.random, 15, 40)).context("a heading")?;
        let days = Few::new(vec![Day(today.0 + 3)]).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
        let from = Few::default();
        let time =
            TimeTogether { what, days, from, lasts: None, rhythm: Rhythm::Once, place: None, words: None };
        Ok(Content::of(&time))
    }

    /// Writes a thing and shares it. One that is withdrawn next week is not shared where that is how it goes.
    fn share(&mut self, by: usize, content: Content, is_withdrawn: bool) -> Result<(usize, ItemId)> {
        let relationship = self.name(by);
        let about = content.number().ne(&Card::NUMBER).then_some(relationship);
        let written = self.act(by, Items::Write { item: None, of: None, about, content })?;
        let Outcome::Written { item, version } = written else { anyhow::bail!("{written:?}") };
        if !is_withdrawn || self.shares_all {
            self.act(by, Items::Share { relationship, item, version })?;
        }
        if is_withdrawn {
            self.to_withdraw.push((by, item));
        }
        Ok((1, item))
    }

    fn reply(&mut self, by: usize, to: ItemId, read: ContentHash, content: Content) -> Result<()> {
        let relationship = self.name(by);
        self.act(by, Items::Reply { relationship, to, read, content })?;
        Ok(())
    }

    fn act(&mut self, by: usize, items: Items) -> Result<Outcome> {
        self.world.act(by, items).map_err(|problem| anyhow::anyhow!("the app refused: {problem}"))
    }
}
