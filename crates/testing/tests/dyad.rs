//! Figures of two: only while both have signed, only from what both share, and never the other's days themselves.

use client::{
    Look, Outcome,
    command::Items,
    look::{Between, Dyad, Page},
};
use model::{
    Content, Day, ItemId, Pact, RelationshipId, VersionId,
    fields::{Few, Scale, Text},
    kinds::{Agreement, CheckIn, Listed, SharedDays},
    together::{Standing, signature_of},
};
use testing::{
    people::World,
    scenes::{self, Scene},
};

const NOOR: usize = 0;
const SAM: usize = 1;

struct Two {
    world: World,
    names: [RelationshipId; 2],
}

fn days(from: u32, fits: &[u8]) -> Content {
    let days = (from..).take(fits.len()).map(Day).collect();
    let fits = fits.iter().map(|fit| Scale::new(*fit).expect("a point")).collect();
    Content::of(&SharedDays { days: Few::new(days).expect("few"), fits: Few::new(fits).expect("few") })
}

fn agreement() -> Content {
    let words = Text::typed("We look at figures of our days together.").expect("it fits");
    Content::of(&Agreement { sort: Pact::Figures, words, lasts: None, look: None })
}

impl Two {
    fn new(seed: u64) -> Self {
        let Scene { world, noors, sams, .. } = scenes::scene(seed, 0);
        Self { world, names: [noors, sams] }
    }

    fn with(&self, by: usize) -> RelationshipId {
        *self.names.get(by).expect("one of the two")
    }

    fn write(&mut self, by: usize, item: Option<ItemId>, content: Content) -> (ItemId, VersionId) {
        let about = Some(self.with(by));
        match self.world.act(by, Items::Write { item, of: None, about, content }) {
            Ok(Outcome::Written { item, version }) => (item, version),
            other => panic!("{other:?}"),
        }
    }

    fn share(&mut self, by: usize, content: Content) -> ItemId {
        let (item, version) = self.write(by, None, content);
        self.world
            .act(by, Items::Share { relationship: self.with(by), item, version })
            .expect("it is shared");
        self.world.settle();
        item
    }

    fn sign(&mut self, by: usize, item: ItemId) {
        let content = agreement();
        let signature = signature_of(&content).expect("an agreement");
        let (relationship, read) = (self.with(by), content.hash());
        self.world
            .act(by, Items::Reply { relationship, to: item, read, content: signature })
            .expect("signed");
        self.world.settle();
    }

    fn dyad(&self, by: usize) -> Dyad {
        match self.world.page(by, &Look::Dyad { relationship: self.with(by) }) {
            Page::Dyad(dyad) => dyad,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn safety_s12_figures_take_both_signatures_and_both_stretches_and_end_with_any_of_the_four() {
    let mut two = Two::new(81);
    let item = two.share(NOOR, agreement());
    two.share(SAM, days(20_000, &[1, 2, 3]));
    let noors = two.share(NOOR, days(20_001, &[7, 6]));
    let both = |two: &Two| [NOOR, SAM].map(|by| two.dyad(by).both.is_some());
    assert_eq!(both(&two), [false, false], "nothing is signed");
    two.sign(NOOR, item);
    assert_eq!(both(&two), [false, false], "one has signed");
    assert_eq!(two.dyad(SAM).agreements, [(item, Standing::SignedByThem)]);
    two.sign(SAM, item);
    let mine = vec![(Day(20_001), 7), (Day(20_002), 6)];
    let theirs = vec![(Day(20_000), 1), (Day(20_001), 2), (Day(20_002), 3)];
    assert_eq!(two.dyad(NOOR).both, Some((mine.clone(), theirs.clone())));
    assert_eq!(two.dyad(SAM).both, Some((theirs, mine)));
    // More days are a new grant: what was composed and not shared crosses nothing.
    two.write(NOOR, Some(noors), days(20_001, &[7, 6, 5]));
    two.world.settle();
    assert_eq!(two.dyad(SAM).both.expect("both").1.len(), 2);
    // Taking back one's days ends it for both.
    let withdraw = Items::Withdraw { relationship: two.names[NOOR], item: noors };
    two.world.act(NOOR, withdraw).expect("taken back");
    two.world.settle();
    assert_eq!(both(&two), [false, false]);
    assert!(two.dyad(SAM).theirs.is_empty());
}

#[test]
fn figures_go_when_either_ends_the_agreement() {
    let mut two = Two::new(82);
    let item = two.share(SAM, agreement());
    two.share(SAM, days(20_000, &[1, 2, 3]));
    two.share(NOOR, days(20_000, &[7, 6]));
    two.sign(NOOR, item);
    two.sign(SAM, item);
    assert!(two.dyad(NOOR).both.is_some());
    let together = Look::Together { relationship: two.names[NOOR], item, beside: None };
    let Page::Together(Some(together)) = two.world.page(NOOR, &together) else { panic!() };
    let own = together.said.iter().find(|said| said.is_own).expect("a signature");
    let end = Items::Unsay { relationship: two.names[NOOR], grant: own.grant };
    two.world.act(NOOR, end).expect("ended");
    two.world.settle();
    assert_eq!([NOOR, SAM].map(|by| two.dyad(by).both), [None, None]);
}

#[test]
fn safety_s08_the_others_days_are_in_no_list_and_in_no_file() {
    let mut two = Two::new(83);
    let item = two.share(NOOR, agreement());
    two.share(SAM, days(20_000, &[1, 2, 3]));
    two.sign(NOOR, item);
    two.sign(SAM, item);
    let look =
        Look::Between { relationship: two.names[NOOR], kinds: vec![SharedDays::NUMBER], up_to: u32::MAX };
    let Page::Between(lists) = two.world.page(NOOR, &look) else { panic!() };
    let Some(Between { theirs, .. }) = lists.first() else { panic!() };
    assert!(theirs.iter().all(|theirs| theirs.content.is_none()));
    let others = scenes::export(&mut two.world, NOOR, true).from_others.expect("what others share");
    let granted = others.iter().flat_map(|shared| &shared.grants).map(|grant| grant.content.number());
    assert!(
        granted.clone().any(|kind| kind != SharedDays::NUMBER)
            && granted.clone().all(|kind| kind != SharedDays::NUMBER)
    );
    // Of the own days only past ones with an answer are offered, and nothing beside it.
    let today = two.world.open(NOOR).today;
    for (back, fit) in [(1, 4), (0, 5)] {
        let day = Day(today.0 - back);
        let fit = Scale::new(fit).expect("a point");
        two.write(
            NOOR,
            None,
            Content::of(&CheckIn { day, fit, wish: None, words: Text::typed("Private").ok() }),
        );
    }
    let kept = two.dyad(NOOR).kept;
    assert_eq!(
        kept.iter().map(|kept| (kept.day, kept.bond)).collect::<Vec<_>>(),
        [(Day(today.0 - 1), Some(4))]
    );
}
