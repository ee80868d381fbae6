//! What a person writes, and what they share of it: every deed on an item.

use model::{
    Content, GrantId, ItemId, RelationshipId, RelationshipOperation, ReplyContent, SharedContent,
    VaultOperation, VersionId, Written,
    fields::{Line, Text},
    kinds::{Ask, Card, NotGrantable, SupportAnswer},
    versions::Version,
};

use super::spaces::Spaces;
use crate::{
    Command, Problem,
    app::{
        Doing,
        names::{fresh_bytes, named},
        typed::unfit,
    },
    command::Outcome,
};

/// Carries out what concerns an item.
///
/// # Errors
/// Whatever keeps it from being carried out.
pub(in crate::app) fn act(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    act: Command,
) -> Result<Outcome, Problem> {
    match act {
        Command::WriteCard { card: item, taste, text, note } => {
            let text = Line::typed(&text).map_err(unfit)?;
            let note = Text::typed_optional(&note).map_err(unfit)?;
            let content = Content::of(&Card { taste, text, note });
            write(spaces, doing, item, Written { about: None, content })
        }
        Command::WriteAsk { ask: item, relationship, need, text } => {
            spaces.check_present(relationship)?;
            let text = Text::typed(&text).map_err(unfit)?;
            let content = Content::of(&Ask { need, text });
            write(spaces, doing, item, Written { about: Some(relationship), content })
        }
        Command::RemoveCard { card: item } | Command::RemoveAsk { ask: item } => remove(spaces, doing, item),
        Command::Share { relationship, item, version } => share(spaces, doing, relationship, item, version),
        Command::Withdraw { relationship, item } => withdraw(spaces, doing, relationship, item),
        Command::WithdrawAll { relationship } => withdraw_all(spaces, doing, relationship),
        Command::AnswerAsk { relationship, ask, answer, words } => {
            let words = Text::typed_optional(&words).map_err(unfit)?;
            let content = ReplyContent::of(&SupportAnswer { answer, words });
            reply(spaces, doing, relationship, (ask, content))
        }
        Command::ShowMoreCards
        | Command::Door(_)
        | Command::Links(_)
        | Command::Devices(_)
        | Command::Pair(_)
        | Command::Here(_)
        | Command::TakeAlong(_)
        | Command::Carry(_) => Err(Problem::Gone),
    }
}

/// Writes an item, or a new version of one.
fn write(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    item: Option<ItemId>,
    written: Written,
) -> Result<Outcome, Problem> {
    let replaces = match item {
        Some(item) => {
            let known = spaces.vault().items.get(&item).ok_or(Problem::Gone)?;
            let is_whole = |version: &Version<Written>| spaces.kinds().is_whole(&version.value.content);
            if !known.iter().all(|(_, version)| is_whole(version)) {
                return Err(Problem::NewerVersion);
            }
            known.standing()
        }
        None => Vec::new(),
    };
    let (item, version) = named(item, &mut doing.random);
    spaces.record(doing, &VaultOperation::ItemWritten { item, version, replaces, written })?;
    Ok(Outcome::Written { item, version })
}

/// Removes an item; what was shared of it is withdrawn too.
fn remove(spaces: &mut Spaces, doing: &mut Doing<'_>, item: ItemId) -> Result<Outcome, Problem> {
    let versions = spaces.vault().items.get(&item).map(model::Item::standing).unwrap_or_default();
    if versions.is_empty() {
        return Err(Problem::Gone);
    }
    for space in spaces.linked() {
        spaces.withdraw_item(doing, space, item)?;
    }
    spaces.record(doing, &VaultOperation::ItemRemoved { item, versions })?;
    Ok(Outcome::Done)
}

/// The newest version of an item, if it is still the one that was previewed and may be granted in this relationship.
fn previewed(
    spaces: &Spaces,
    relationship: RelationshipId,
    item: ItemId,
    version: VersionId,
) -> Result<SharedContent, Problem> {
    let (newest, shown) = spaces.vault().newest_listed(item).ok_or(Problem::Gone)?;
    if newest != version {
        return Err(Problem::VersionChanged);
    }
    if shown.value.about.is_some_and(|about| about != relationship) {
        return Err(Problem::Gone);
    }
    spaces.kinds().shareable(shown.value.content.clone()).map_err(|error| match error {
        NotGrantable::Unreadable => Problem::NewerVersion,
        _ => Problem::Gone,
    })
}

/// Shares exactly the version that was previewed, in the place of an earlier one.
fn share(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    item: ItemId,
    version: VersionId,
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    let content = previewed(spaces, relationship, item, version)?;
    spaces.withdraw_item(doing, space, item)?;
    let grant = GrantId(fresh_bytes(&mut doing.random));
    let shared = RelationshipOperation::Shared { grant, item, content, on: doing.now.day() };
    spaces.tell(doing, space, &shared)?;
    Ok(Outcome::Done)
}

/// Withdraws whatever was shared of an item in a relationship.
fn withdraw(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    item: ItemId,
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    if spaces.withdraw_item(doing, space, item)? { Ok(Outcome::Done) } else { Err(Problem::Gone) }
}

/// Withdraws everything that is shared in a relationship. The link stays.
fn withdraw_all(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    spaces.withdraw_all(doing, space)?;
    Ok(Outcome::Done)
}

/// Replies to what the other shares of an item, in the place of an earlier reply.
fn reply(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    (to, content): (ItemId, ReplyContent),
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    let (state, mine) = spaces.link_state(space).ok_or(Problem::NotLinked)?;
    let (_, answered) = state.shared(mine.other(), to).ok_or(Problem::Gone)?;
    let answers = answered.content.hash();
    spaces.withdraw_item(doing, space, to)?;
    let grant = GrantId(fresh_bytes(&mut doing.random));
    let replied = RelationshipOperation::Replied { grant, to, answers, content, on: doing.now.day() };
    spaces.tell(doing, space, &replied)?;
    Ok(Outcome::Done)
}
