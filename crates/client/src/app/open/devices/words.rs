//! The recovery words: shown, checked, made anew.

use crypto::{MemberId, MemberKeys, MemberSeed, RecoveryWords};
use model::VaultOperation;
use sync::{Member, MemberKind, Party, Replica, replica::Intent};

use super::{Here, Spaces};
use crate::{
    Problem,
    app::Doing,
    command::{Outcome, WordAnswer},
};

/// The words as a member of the vault.
pub(in crate::app) fn paper(words: &RecoveryWords) -> Member {
    of_keys(words.member_seed().keys())
}

fn of_keys(keys: MemberKeys) -> Member {
    Member { keys, party: Party::Founder, kind: MemberKind::Paper }
}

fn other_papers(vault: &Replica, paper: &Member) -> Vec<MemberId> {
    let papers = vault.members().iter().filter(|member| member.kind == MemberKind::Paper);
    papers.map(|member| member.keys.id()).filter(|member| *member != paper.keys.id()).collect()
}

pub(super) fn show(spaces: &mut Spaces, here: &Here, doing: &mut Doing<'_>) -> Result<Outcome, Problem> {
    let words = here.words().ok_or(Problem::Gone)?;
    spaces.record(doing, &VaultOperation::WordsSeen { on: doing.now.day(), checked: false })?;
    Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
}

pub(super) fn check(
    spaces: &mut Spaces,
    here: &mut Here,
    doing: &mut Doing<'_>,
    answers: &[WordAnswer],
) -> Result<Outcome, Problem> {
    let words = here.words().ok_or(Problem::Gone)?.words();
    if answers.is_empty() {
        return Err(Problem::Empty);
    }
    for answer in answers {
        let index = usize::from(answer.position).checked_sub(1);
        let word = index.and_then(|index| words.get(index)).copied();
        if word != Some(answer.word.trim().to_ascii_lowercase().as_str()) {
            return Err(Problem::WrongWord { position: answer.position });
        }
    }
    here.forget_words();
    here.save(spaces, doing);
    spaces.record(doing, &VaultOperation::WordsSeen { on: doing.now.day(), checked: true })?;
    Ok(Outcome::Done)
}

/// Makes new words in the place of those of before.
pub(super) fn renew(spaces: &mut Spaces, here: &mut Here, doing: &mut Doing<'_>) -> Result<Outcome, Problem> {
    let entropy = MemberSeed::random(&mut doing.random);
    let words = RecoveryWords::from_entropy(entropy.expose());
    let paper = paper(&words);
    let keys = minicbor::to_vec(&paper.keys).expect("writing to memory cannot fail");
    here.keep_words(*entropy.expose());
    here.save(spaces, doing);
    // The wish comes first, so that nothing more is handed in under keys that the words of before open.
    if spaces.is_free() {
        let remove = other_papers(spaces.vault_replica(), &paper);
        spaces.intend(doing, spaces.vault_space(), Intent::Exchange { admit: paper, remove });
    }
    spaces.record(doing, &VaultOperation::WordsRenewed { keys, on: doing.now.day() })?;
    Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
}

/// Whether the person has shown that they wrote down the newest recovery words.
pub(in crate::app) fn are_checked(spaces: &Spaces, here: &Here) -> bool {
    let vault = spaces.vault();
    let renewed_on = vault.renewed_words.as_ref().map(|renewed| renewed.value.on);
    here.words().is_none() && vault.words_checked_on.is_some() && vault.words_checked_on >= renewed_on
}

/// What is missing until the newest words are the only ones.
pub(super) fn wish(spaces: &Spaces) -> Option<Intent> {
    let vault = spaces.vault_replica();
    let paper = of_keys(renewed(spaces)?);
    let remove = other_papers(vault, &paper);
    let is_there = vault.members().contains(&paper);
    (!is_there || !remove.is_empty()).then_some(Intent::Exchange { admit: paper, remove })
}

/// Whether there are new recovery words of which the relay has not heard.
pub(super) fn are_wanting(spaces: &Spaces) -> bool {
    let is_there = |paper| spaces.vault_replica().members().iter().any(|member| member.keys == paper);
    renewed(spaces).is_some_and(|paper| !is_there(paper))
}

fn renewed(spaces: &Spaces) -> Option<MemberKeys> {
    let renewed = spaces.vault().renewed_words.as_ref()?;
    // A relay may show what a removed device wrote afterwards: only who belongs to the vault says which words count.
    if !spaces.vault_replica().is_of_a_member(crypto::WriterId(renewed.stamp.writer.0)) {
        return None;
    }
    let keys: MemberKeys = minicbor::decode(&renewed.value.keys).ok()?;
    keys.sealing.check().is_ok().then_some(keys)
}
