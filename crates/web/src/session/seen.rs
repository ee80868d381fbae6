//! What the page shows, as pages read it. Each keeps what it had while the next page is drawn.

use interface::look::{
    Between, Counts, Dyad, KeptDay, LateList, OwnItem, OwnList, Page, Picture, SharedCount, TheySee, Today,
    Together, Topic, Trial,
};
use interface::model::RelationshipId;

use crate::reactive::Memo;

use super::Session;

impl Session {
    /// What waits today.
    pub(crate) fn today(self) -> Memo<Today> {
        self.seen(|page| if let Page::Today(today) = page { Some(today.clone()) } else { None })
    }

    /// The person's own things of a kind.
    pub(crate) fn own(self, kind: u32) -> Memo<OwnList> {
        self.seen(move |page| match page {
            Page::Own(lists) => lists.iter().find(|list| list.kind == kind).cloned(),
            Page::Between(lists) => lists.iter().find(|list| list.kind == kind).map(|list| list.own.clone()),
            Page::Picture(picture) => picture.beside.iter().find(|list| list.kind == kind).cloned(),
            Page::Together(Some(together)) => Some(together.beside.clone()).filter(|list| list.kind == kind),
            _ => None,
        })
    }

    /// One of the person's own things, as long as it is there.
    pub(crate) fn item(self) -> Memo<Option<OwnItem>> {
        self.seen(|page| match page {
            Page::Item(item) | Page::Trial(Trial { item, .. }) => Some(item.as_deref().cloned()),
            Page::Together(together) => {
                Some(together.as_deref().and_then(|together| match &together.topic {
                    Topic::Own(own) => Some(own.clone()),
                    Topic::Theirs(_) => None,
                }))
            }
            _ => None,
        })
    }

    /// One thing between two people and what both said about it, as long as it is there.
    pub(crate) fn together(self) -> Memo<Option<Together>> {
        self.seen(
            |page| {
                if let Page::Together(together) = page { Some(together.as_deref().cloned()) } else { None }
            },
        )
    }

    /// How much there is in a relationship.
    pub(crate) fn with(self) -> Memo<Counts> {
        self.seen(|page| if let Page::With(with) = page { Some(with.clone()) } else { None })
    }

    /// The things of the first kind between two people that the page shows.
    pub(crate) fn between(self) -> Memo<Between> {
        self.seen(|page| if let Page::Between(lists) = page { lists.first().cloned() } else { None })
    }

    /// Those of a kind.
    pub(crate) fn between_of(self, kind: u32) -> Memo<Between> {
        self.seen(move |page| match page {
            Page::Between(lists) => lists.iter().find(|list| list.kind == kind).cloned(),
            _ => None,
        })
    }

    /// What the other sees.
    pub(crate) fn they_see(self) -> Memo<TheySee> {
        self.seen(|page| if let Page::TheySee(seen) = page { Some(seen.clone()) } else { None })
    }

    /// How much each linked person sees.
    pub(crate) fn shared(self) -> Memo<Vec<SharedCount>> {
        self.seen(|page| if let Page::Shared(counts) = page { Some(counts.clone()) } else { None })
    }

    /// What came too late, by device.
    pub(crate) fn late(self) -> Memo<Vec<LateList>> {
        self.seen(|page| if let Page::Late(lists) = page { Some(lists.clone()) } else { None })
    }

    /// The days that were kept.
    pub(crate) fn picture(self) -> Memo<Picture> {
        self.seen(|page| if let Page::Picture(picture) = page { Some(picture.clone()) } else { None })
    }

    /// How far two are with figures of both.
    pub(crate) fn dyad(self) -> Memo<Dyad> {
        self.seen(|page| if let Page::Dyad(dyad) = page { Some(dyad.clone()) } else { None })
    }

    /// The days that were kept of a test by lot.
    pub(crate) fn trial_days(self) -> Memo<Vec<KeptDay>> {
        self.seen(|page| if let Page::Trial(trial) = page { Some(trial.days.clone()) } else { None })
    }

    /// How the person calls somebody; nothing if they are not there any more.
    pub(crate) fn name_of(self, id: RelationshipId) -> String {
        self.open.with(|open| {
            let known = open.relationships.iter().find(|known| known.id == id);
            known.map(|known| known.name.clone()).unwrap_or_default()
        })
    }

    /// Whether this device does not belong to the vault any more.
    pub(crate) fn is_removed(self) -> Memo<bool> {
        let open = self.open;
        Memo::new(move |_| open.with(|open| open.devices.is_removed))
    }

    fn seen<T>(self, of: impl Fn(&Page) -> Option<T> + Send + Sync + 'static) -> Memo<T>
    where
        T: Clone + Default + PartialEq + Send + Sync + 'static,
    {
        let page = self.page;
        Memo::new(move |last: Option<&T>| page.with(&of).or_else(|| last.cloned()).unwrap_or_default())
    }
}
