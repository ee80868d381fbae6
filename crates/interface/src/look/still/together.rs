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
        let said = shown.said.iter().filter(|said| said.is_own).cloned().collect();
        let is_own = matches!(topic, Topic::Own(_));
        let stays = Together { topic, said, standing: None, next: None, ..shown.clone() };
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
        let is_there = |newest: &&Said| newest.grant == said.grant && newest.content == said.content;
        if !newest.said.iter().any(|newest| is_there(&newest)) {
            said.content = None;
            said.is_closed = false;
        }
    }
    let waits = stays != *newest;
    Still { stays: Some(stays), waits }
}
