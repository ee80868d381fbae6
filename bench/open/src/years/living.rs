//! Lives through the months: two whole apps on one relay.

use anyhow::{Context, Result};
use client::{Command, Look, Outcome, command::Items};
use model::{
    Answer, Content, ContentHash, Day, ItemId, RelationshipId, Rhythm, Taste,
    fields::{Few, Heading, Line, Scale, Text},
    kinds::{Card, CheckIn, GivenAnswer, GoodNews, Listed, Thanks, TimeTogether, ToldMore, Wondering},
};
use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};
use relay::store::Store;
use testing::{people::World, scenes};

use super::Life;
use crate::records::Language;

pub(super) const ADA: usize = 0;
const SAM: usize = 1;
/// Of each of the two, in a month: these are shared.
const CARDS: usize = 18;
const THANKS: usize = 13;
const NEWS: usize = 9;
const PROPOSALS: usize = 4;
/// How many of these are withdrawn in the month after.
const CARDS_WITHDRAWN: usize = 8;
const THANKS_WITHDRAWN: usize = 4;
/// Of the good news only Ada's: it has been talked about by then.
const NEWS_WITHDRAWN: usize = 4;
const MONTH_DAYS: u64 = 30;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Two people, their devices and their relay.
pub(super) struct Two {
    pub(super) world: World,
    pub(super) names: [RelationshipId; 2],
    /// Ada's recovery words.
    pub(super) words: Vec<String>,
    language: Language,
    random: ChaCha12Rng,
    shares_all: bool,
    /// What is withdrawn next month, with who shared it.
    to_withdraw: Vec<(usize, ItemId)>,
}

impl Two {
    pub(super) fn new(store: Box<dyn Store>, life: Life) -> Self {
        let mut world = World::on_store(store, 7, 0);
        world.now_ms -= life.months() as u64 * MONTH_DAYS * DAY_MS;
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

    /// A month; how many grants, replies and withdrawals there were in it. Both write while they are offline and meet
    /// three times: then the vaults are drawn anew three times in a month, not with every word.
    pub(super) fn month(&mut self) -> Result<usize> {
        self.world.days_go_by(MONTH_DAYS);
        self.world.sent.clear();
        for by in [ADA, SAM] {
            self.world.people[by].received.clear();
            self.world.people[by].online = false;
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
        self.keep_days()?;
        let mut news = Vec::new();
        let mut proposed = Vec::new();
        for (by, other) in [(ADA, SAM), (SAM, ADA)] {
            for number in 0..CARDS {
                let text = Line::typed(&self.language.text(&mut self.random, 15, 55)).context("a line")?;
                let note = Some(self.text());
                let content = Content::of(&Card { taste: Taste::Like, text, note });
                self.share(by, content, number < CARDS_WITHDRAWN)?;
            }
            for number in 0..THANKS {
                let content = Content::of(&Thanks { text: self.text() });
                self.share(by, content, number < THANKS_WITHDRAWN)?;
            }
            for number in 0..NEWS {
                let told = Content::of(&GoodNews { text: self.text() });
                let is_withdrawn = by == ADA && number < NEWS_WITHDRAWN;
                let item = self.share(by, told.clone(), is_withdrawn)?;
                if self.shares_all || !is_withdrawn {
                    news.push((by, other, item, told.hash()));
                }
            }
            for _ in 0..PROPOSALS {
                let proposal = self.proposal()?;
                let item = self.share(by, proposal.clone(), false)?;
                proposed.push((other, item, proposal.hash()));
            }
            acts += CARDS + THANKS + 3 * NEWS + 3 * PROPOSALS;
        }
        self.meet();
        let mut asked = Vec::new();
        for (by, other, item, told) in news {
            let content = Content::of(&Wondering { text: self.text() });
            asked.push((by, item, content.hash()));
            self.reply(other, item, told, content)?;
        }
        for (other, item, proposal) in &proposed {
            self.answer(*other, *item, *proposal, Answer::NotNow)?;
        }
        self.meet();
        for (by, item, asked) in asked {
            let more = Content::of(&ToldMore { text: self.text() });
            self.reply(by, item, asked, more)?;
        }
        for (other, item, proposal) in proposed {
            self.answer(other, item, proposal, Answer::Yes)?;
        }
        self.meet();
        Ok(acts)
    }

    /// Ada keeps every day of the month, for herself and with Sam. Nothing of it is shared.
    fn keep_days(&mut self) -> Result<()> {
        let today = u32::try_from(self.world.now_ms / DAY_MS)?;
        for back in 0..u32::try_from(MONTH_DAYS)? {
            for about in [None, Some(self.name(ADA))] {
                let point = 2 + u8::try_from(self.random.next_u32() % 5)?;
                let fit = Scale::new(point).context("a point")?;
                let content = Content::of(&CheckIn { day: Day(today - back), fit, wish: None, words: None });
                self.act(ADA, Items::Write { item: None, of: None, about, content })?;
            }
        }
        Ok(())
    }

    /// Both are online for a while.
    fn meet(&mut self) {
        for is_online in [true, false] {
            for by in [ADA, SAM] {
                self.world.set_online(by, is_online);
            }
        }
    }

    fn answer(&mut self, by: usize, to: ItemId, read: ContentHash, answer: Answer) -> Result<()> {
        self.reply(by, to, read, Content::of(&GivenAnswer { answer, words: None, chosen: None }))
    }

    fn proposal(&mut self) -> Result<Content> {
        let today = Day(u32::try_from(self.world.now_ms / DAY_MS)?);
        let what = Heading::typed(&self.language.text(&mut self.random, 15, 40)).context("a heading")?;
        let days = Few::new(vec![Day(today.0 + 3)]).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
        let from = Few::default();
        let time =
            TimeTogether { what, days, from, lasts: None, rhythm: Rhythm::Once, place: None, words: None };
        Ok(Content::of(&time))
    }

    /// Writes a thing and shares it. One that is withdrawn next month is not shared where that is how it goes.
    fn share(&mut self, by: usize, content: Content, is_withdrawn: bool) -> Result<ItemId> {
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
        Ok(item)
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
