//! The recovery words: shown, checked, made anew.

use crypto::{MemberId, MemberSeed, RecoveryWords};
use model::{Decision, VaultOperation};
use sync::{Member, MemberKind, Party, Replica, replica::Intent};

use super::{Here, Spaces, Wish};
use crate::{
    Problem,
    app::Doing,
    command::{Outcome, WordAnswer},
};

fn other_papers(vault: &Replica, paper: &Member) -> Vec<MemberId> {
    let papers = vault.members().iter().filter(|member| member.kind == MemberKind::Paper);
    papers.map(|member| member.keys.id()).filter(|member| *member != paper.keys.id()).collect()
}

/// The words that this device still holds, if they are those that open the vault, or are to. Others have been made elsewhere since: these open
/// nothing, and nothing follows from them.
pub(in crate::app) fn held(spaces: &Spaces, here: &Here) -> Option<RecoveryWords> {
    let words = here.words()?;
    let paper = words.member_seed().keys().id();
    let newest = announced(spaces).map(|(paper, _)| paper.keys.id());
    let is_there = spaces.vault_replica().members().iter().any(|member| member.keys.id() == paper);
    newest.map_or(is_there, |newest| newest == paper).then_some(words)
}

pub(super) fn show(spaces: &mut Spaces, here: &Here, doing: &mut Doing<'_>) -> Result<Outcome, Problem> {
    let words = held(spaces, here).ok_or(Problem::Gone)?;
    spaces.record(doing, &VaultOperation::WordsSeen { on: doing.now.day(), checked: false })?;
    Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
}

pub(super) fn check(
    spaces: &mut Spaces,
    here: &mut Here,
    doing: &mut Doing<'_>,
    answers: &[WordAnswer],
) -> Result<Outcome, Problem> {
    let words = held(spaces, here).ok_or(Problem::Gone)?.words();
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
    let paper = Member::of(&words.member_seed(), spaces.vault_space(), Party::Founder, MemberKind::Paper);
    let announced = minicbor::to_vec(&paper).expect("writing to memory cannot fail");
    here.keep_words(*entropy.expose());
    here.save(spaces, doing);
    // The wish comes first, so that nothing more is handed in under keys that the words of before open.
    if spaces.is_free() {
        let remove = other_papers(spaces.vault_replica(), &paper);
        spaces.intend(doing, spaces.vault_space(), Intent::Exchange { admit: paper, remove });
    }
    spaces.decide(doing, &Decision::RenewWords { paper: announced, on: doing.now.day() })?;
    Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
}

/// Makes new words where this device still holds those of before, and keeps them until the person asks for them. Whoever has a copy of
/// this device has those of before, and the links' keys beside them: these are renewed only where the person says so.
pub(in crate::app) fn renew_kept(
    spaces: &mut Spaces,
    here: &mut Here,
    doing: &mut Doing<'_>,
    keeps_links: bool,
) {
    if !spaces.vault_replica().is_member() {
        return;
    }
    if held(spaces, here).is_none() {
        // Those that another device has made since are on paper, perhaps, and stay.
        if here.words().is_some() {
            here.forget_words();
            here.save(spaces, doing);
        }
        return;
    }
    // The relay may have those that were made last without this device having heard of it.
    let known = announced(spaces).map(|(paper, _)| paper.keys.id());
    if renew(spaces, here, doing).is_err() {
        return spaces.count_unnoted();
    }
    let Some((next, _)) = announced(spaces).filter(|_| keeps_links) else { return };
    let mut before = other_papers(spaces.vault_replica(), &next);
    before.extend(known.filter(|known| *known != next.keys.id() && !before.contains(known)));
    for former in before {
        let (former, successor) = (super::device_id(former), super::device_id(next.keys.id()));
        spaces.decide_itself(doing, &Decision::Succeed { former, successor, keeps_links });
    }
}

/// Whether the person has shown that they wrote down the newest recovery words.
pub(in crate::app) fn are_checked(spaces: &Spaces, here: &Here) -> bool {
    let vault = spaces.vault();
    let renewed_on = announced(spaces).map(|(_, on)| on);
    held(spaces, here).is_none() && vault.words_checked_on.is_some() && vault.words_checked_on >= renewed_on
}

/// What is missing until the newest words are the only ones.
pub(super) fn wish(spaces: &Spaces) -> Option<Wish> {
    let vault = spaces.vault_replica();
    let paper = renewed(spaces)?;
    let remove = other_papers(vault, &paper);
    let is_there = vault.members().contains(&paper);
    let intent = Intent::Exchange { admit: paper, remove };
    // Words write nothing, so nothing of theirs was read.
    (!is_there || intent.takes_out_anybody()).then_some(Wish { intent, read: Vec::new() })
}

/// Whether there are new recovery words of which the relay has not heard.
pub(super) fn are_wanting(spaces: &Spaces) -> bool {
    let is_there = |paper: Member| spaces.vault_replica().members().contains(&paper);
    renewed(spaces).is_some_and(|paper| !is_there(paper))
}

/// Whether other recovery words open the vault than those that the person made last. These were in their place once, and words that were
/// taken out do not come back by themselves: else two devices could exchange each other's for ever.
pub(super) fn were_replaced(spaces: &Spaces) -> bool {
    announced(spaces).is_some_and(|(paper, _)| is_taken_out(spaces, &paper))
}

fn is_taken_out(spaces: &Spaces, paper: &Member) -> bool {
    let vault = spaces.vault_replica();
    vault.has_ever_belonged(paper.keys.id()) && !vault.members().contains(paper)
}

/// The newest words that count, unless they were taken out again.
fn renewed(spaces: &Spaces) -> Option<Member> {
    announced(spaces).map(|(paper, _)| paper).filter(|paper| !is_taken_out(spaces, paper))
}

/// The newest words that a device which belongs to the vault has made, with the day.
fn announced(spaces: &Spaces) -> Option<(Member, model::Day)> {
    let space = spaces.vault_space();
    let mut made = spaces.decisions(|decision| matches!(decision, Decision::RenewWords { .. }));
    made.find_map(|decision| match decision {
        Decision::RenewWords { paper, on } => {
            let paper: Member = minicbor::decode(&paper).ok()?;
            let fits = paper.party == Party::Founder
                && paper.kind == MemberKind::Paper
                && paper.is_of(space)
                && paper.keys.sealing.check().is_ok();
            fits.then_some((paper, on))
        }
        _ => None,
    })
}
