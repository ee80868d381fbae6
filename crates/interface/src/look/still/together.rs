//! A thing between two people, held still.

use super::{Still, own_item, their_item};
use crate::look::{Said, TheirItem, Together, Topic};

/// A thing and what was said about it. What the person did is shown at once, with all that there is by then; otherwise only words go.
pub(super) fn still(shown: &Together, newest: Option<&Together>, asked: bool) -> Still<Option<Together>> {
    if asked {
        return Still { stays: newest.cloned(), waits: false };
    }
    let Some(newest) = newest else {
        let topic = match &shown.topic {
            Topic::Theirs(item) => Topic::Theirs(TheirItem { content: None, ..item.clone() }),
            own @ Topic::Own(_) => own.clone(),
        };
        // Their words go and leave their place: what is being typed in answer stands below it.
        let mut said = shown.said.clone();
        for said in said.iter_mut().filter(|said| !said.is_own) {
            said.content = None;
            said.is_closed = false;
        }
        let is_own = matches!(topic, Topic::Own(_));
        let stays = Together {
            topic,
            shared_as: None,
            is_fixed: false,
            said,
            standing: None,
            next: None,
            ..shown.clone()
        };
        return Still { stays: Some(stays), waits: is_own };
    };
    let mut stays = shown.clone();
    stays.topic = match (&shown.topic, &newest.topic) {
        (Topic::Theirs(shown), Topic::Theirs(newest)) => {
            Topic::Theirs(their_item(shown, Some(newest), false))
        }
        (Topic::Own(shown), Topic::Own(newest)) => Topic::Own(own_item(shown, newest)),
        (shown, _) => shown.clone(),
    };
    for said in stays.said.iter_mut().filter(|said| !said.is_own) {
        let is_it = |newest: &&Said| !newest.is_own && newest.grant == said.grant;
        // What was opened on another device of theirs goes on being closed here, and was not taken back.
        let is_there = |newest: &&Said| is_it(newest) && (said.is_closed || newest.content == said.content);
        if !newest.said.iter().any(|newest| is_there(&newest)) {
            said.content = None;
            said.is_closed = false;
        }
    }
    let waits = stays != *newest;
    Still { stays: Some(stays), waits }
}

#[cfg(test)]
mod tests {
    use model::{
        Content, ContentHash, Day, GrantId, ItemId, Taste,
        fields::Heading,
        kinds::{ClosedCard, GoodNews},
    };

    use super::still;
    use crate::look::{OwnList, Said, TheirItem, Together, Topic};

    fn card() -> Content {
        let text = Heading::typed("Rain").expect("it fits");
        Content::of(&ClosedCard { taste: Taste::Like, text, note: None })
    }

    fn said(grant: u8, is_own: bool, content: Option<Content>, is_closed: bool) -> Said {
        let (hash, answers) = (card().hash(), ContentHash::WITHDRAWN);
        Said { is_own, grant: GrantId([grant; 16]), hash, answers, content, is_closed, on: Day(20_000) }
    }

    fn with(said: Vec<Said>) -> Together {
        let news = model::fields::Text::typed("It rains").expect("it fits");
        let content = Some(Content::of(&GoodNews { text: news }));
        let their = TheirItem { item: ItemId([1; 16]), content, shared_on: Day(20_000), reply: None };
        Together {
            topic: Topic::Theirs(their),
            shared_as: Some(card().hash()),
            is_fixed: false,
            said,
            standing: None,
            next: None,
            aside: Vec::new(),
            beside: OwnList::default(),
        }
    }

    #[test]
    fn a_card_that_was_opened_on_another_device_stays_closed_here_until_it_is_wanted() {
        let shown = with(vec![said(1, false, None, true)]);
        let opened = with(vec![said(1, false, Some(card()), false)]);
        let held = still(&shown, Some(&opened), false);
        assert_eq!(held.stays, Some(shown.clone()));
        assert!(held.waits);
        let taken_back = still(&shown, Some(&with(Vec::new())), false).stays.expect("its place stays");
        assert!(taken_back.said.iter().all(|said| said.content.is_none() && !said.is_closed));
    }

    #[test]
    fn words_that_are_gone_are_gone_also_when_somebody_else_says_something_under_their_name() {
        let shown = with(vec![said(1, false, Some(card()), false)]);
        let mine = with(vec![said(1, true, Some(card()), false)]);
        let held = still(&shown, Some(&mine), false).stays.expect("its place stays");
        assert_eq!(held.said.first().map(|said| said.content.clone()), Some(None));
    }

    #[test]
    fn to_something_that_was_withdrawn_nothing_is_answered() {
        let held = still(&with(Vec::new()), None, false).stays.expect("its place stays");
        assert_eq!((held.shared_as, held.standing), (None, None));
    }

    #[test]
    fn what_was_said_leaves_its_place_when_all_of_it_is_withdrawn() {
        let shown = with(vec![said(1, false, Some(card()), false), said(2, true, Some(card()), false)]);
        let stays = still(&shown, None, false).stays.expect("it stays");
        let places: Vec<_> = stays.said.iter().map(|said| (said.grant, said.content.is_some())).collect();
        assert_eq!(places, [(GrantId([1; 16]), false), (GrantId([2; 16]), true)], "theirs without its words");
    }
}
