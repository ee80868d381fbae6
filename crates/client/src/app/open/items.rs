//! What a person writes, of whatever kind: writing, removing, and the three verbs between two people (share one version, reply,
//! withdraw).

use model::{
    Clock, Content, ContentHash, Day, Grant, GrantId, ItemId, RelationshipId, RelationshipOperation,
    SharedContent, VaultOperation, VersionId, Written, YesOrNo,
    fields::Line,
    kinds::{self, Listed, Mute, NotGrantable, Part, Signature},
    together::{Refused, Voices, agreement},
    versions::Version,
};
use sync::SpaceId;

use super::spaces::Spaces;
use crate::{
    Problem,
    app::{
        Doing,
        names::{fresh_bytes, named},
    },
    command::{Items, Outcome},
};

/// Carries out what a person does with what they write.
///
/// # Errors
/// Whatever keeps it from being carried out.
pub(in crate::app) fn act(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    act: Items,
) -> Result<Outcome, Problem> {
    match act {
        Items::Write { item, of, about, content } => {
            write(spaces, doing, (item, of), Written { about, content })
        }
        Items::Remove { item } => remove(spaces, doing, item),
        Items::Share { relationship, item, version } => share(spaces, doing, relationship, (item, version)),
        Items::Withdraw { relationship, item } => withdraw(spaces, doing, relationship, item),
        Items::WithdrawAll { relationship } => withdraw_all(spaces, doing, relationship),
        Items::Reply { relationship, to, read, content } => {
            reply(spaces, doing, relationship, (to, read), content)
        }
        Items::Quiet { relationship, is_on, until } => quiet(spaces, doing, relationship, (is_on, until)),
        Items::Unsay { relationship, grant } => unsay(spaces, doing, relationship, grant),
    }
}

/// Whether something may be written as the person's own: of a kind for that, within its limits, in its place.
fn check_own(spaces: &Spaces, Written { about, content }: &Written) -> Result<(), Problem> {
    if let Some(about) = about {
        spaces.check_present(*about)?;
    }
    let kinds = spaces.kinds();
    kinds.check_fields(content).map_err(|unreadable| Problem::from(unreadable.fault))?;
    if kinds.part(content) == Some(Part::Reply) || !kinds.is_placed(content, *about) {
        return Err(Problem::Gone);
    }
    Ok(())
}

/// Writes an item, or a new version of one.
fn write(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    (item, of): (Option<ItemId>, Option<VersionId>),
    written: Written,
) -> Result<Outcome, Problem> {
    check_own(spaces, &written)?;
    // Of a day there is one thing, whoever of the person's devices writes it.
    let of_day = spaces.kinds().name_of_day(&written);
    let item = of_day.or(item);
    let known = item.and_then(|item| spaces.vault().items.get(&item));
    if known.is_none() && item.is_some() && of_day.is_none() {
        return Err(Problem::Gone);
    }
    let replaces = match known {
        Some(known) => {
            let is_whole = |version: &Version<Written>| spaces.kinds().is_whole(&version.value.content);
            if !known.iter().all(|(_, version)| is_whole(version)) {
                return Err(Problem::NewerVersion);
            }
            let number = written.content.number();
            if !known.iter().all(|(_, version)| version.value.content.number() == number) {
                return Err(Problem::Gone);
            }
            let standing = known.standing();
            if of.is_some() && of_day.is_none() && standing.is_empty() {
                return Err(Problem::RemovedMeanwhile);
            }
            match of {
                // What was replaced meanwhile, elsewhere, is not what this was written over.
                Some(of) if !standing.contains(&of) => vec![of],
                // Nor is what was written meanwhile of a day of which nothing was there.
                None if of_day.is_some() => Vec::new(),
                _ => standing,
            }
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
    (item, version): (ItemId, VersionId),
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    let content = previewed(spaces, relationship, item, version)?;
    let (state, mine) = spaces.link_state(space).ok_or(Problem::NotLinked)?;
    // Signed on another device of theirs: other words are another agreement.
    let hash = content.content().hash();
    let is_other =
        |signed: &Grant| signed.content.number() == Signature::NUMBER && signed.answers != Some(hash);
    if agreement::signatures(state, mine, item).any(is_other) {
        return Err(Problem::VersionChanged);
    }
    // Words that the other one said yes to carry all that was said since: with other words it would be gone for both.
    let about = Voices::of(spaces.kinds(), state).read_by(mine).about(item);
    if about
        .is_some_and(|about| about.topic.by == mine && about.is_fixed() && about.topic.content.hash() != hash)
    {
        return Err(Problem::VersionChanged);
    }
    // What was said about it stays: it says itself which words it answers.
    spaces.withdraw_where(doing, space, |_, grant| grant.item == item && !grant.is_reply())?;
    let grant = GrantId(fresh_bytes(&mut doing.random));
    let shared = RelationshipOperation::Shared { grant, item, content, on: doing.now.day() };
    spaces.tell(doing, space, &shared)?;
    withdraw_left_over(spaces, doing, space)?;
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
    let was_there = spaces.withdraw_item(doing, space, item)?;
    withdraw_left_over(spaces, doing, space)?;
    if was_there { Ok(Outcome::Done) } else { Err(Problem::Gone) }
}

/// Takes back what this person said and what is about nothing any more. It goes along with what they do next in that relationship, and never
/// by itself: that this device has heard of an end is not to be seen.
fn withdraw_left_over(spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId) -> Result<(), Problem> {
    let (state, mine) = spaces.link_state(space).ok_or(Problem::NotLinked)?;
    let left = Voices::of(spaces.kinds(), state).read_by(mine).left_over(mine);
    spaces.withdraw_where(doing, space, |name, _| left.contains(&name)).map(|_| ())
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

/// Says something about a thing that one of the two shares, in the place of what it replaces.
fn reply(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    (to, read): (ItemId, ContentHash),
    content: Content,
) -> Result<Outcome, Problem> {
    let kinds = spaces.kinds();
    kinds.check_fields(&content).map_err(|unreadable| Problem::from(unreadable.fault))?;
    let content = kinds.reply(content).map_err(|_| Problem::Gone)?;
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    let (state, mine) = spaces.link_state(space).ok_or(Problem::NotLinked)?;
    let saying = Voices::of(kinds, state).read_by(mine).may_say(mine, to, read, content.content());
    let saying = saying.map_err(|refused| match refused {
        Refused::Changed => Problem::WordsChanged,
        _ => Problem::Gone,
    })?;
    spaces.withdraw_where(doing, space, |name, _| saying.replaces.contains(&name))?;
    let grant = saying.name.unwrap_or_else(|| GrantId(fresh_bytes(&mut doing.random)));
    let on = doing.now.day();
    spaces.tell(doing, space, &RelationshipOperation::Replied { grant, to, answers: read, content, on })?;
    withdraw_left_over(spaces, doing, space)?;
    Ok(Outcome::Done)
}

/// Takes back something that was said.
fn unsay(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    grant: GrantId,
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    let was_there = spaces.withdraw_where(doing, space, |name, said| name == grant && said.is_reply())?;
    withdraw_left_over(spaces, doing, space)?;
    if was_there { Ok(Outcome::Done) } else { Err(Problem::Gone) }
}

/// Has what comes from somebody wait, or no longer. Nothing is told: it is written into the person's own vault.
fn quiet(
    spaces: &mut Spaces,
    doing: &mut Doing<'_>,
    relationship: RelationshipId,
    (is_on, until): (bool, Option<Day>),
) -> Result<Outcome, Problem> {
    let space = spaces.live_link(relationship).ok_or(Problem::NotLinked)?;
    let (state, mine) = spaces.link_state(space).ok_or(Problem::NotLinked)?;
    // How far their log goes: days are too coarse to tell what was there before.
    let newest = state.part(mine.other()).everything().map(|(_, grant)| grant.stamp.clock).max();
    let after = newest.and_then(|Clock(newest)| Line::typed(&format!("{newest:x}")).ok());
    let item = kinds::name_of_one(Mute::NUMBER, Some(relationship));
    let before = spaces.vault().newest_listed(item);
    let of = before.map(|(version, _)| version);
    let before = before.and_then(|(_, mute)| spaces.kinds().read::<Mute>(&mute.value.content)?.ok());
    // What waits already goes on waiting when it is said once more.
    let after = before.filter(|mute| mute.holds(doing.now.day())).map_or(after, |mute| mute.after);
    let is_on = if is_on { YesOrNo::Yes } else { YesOrNo::No };
    let content = Content::of(&Mute { is_on, until, after });
    write(spaces, doing, (None, of), Written { about: Some(relationship), content })
}
