//! Finding an invite in whatever was copied. Its checksum tells it from everything else, so that every run of its letters can be tried.

use crypto::is_unseen;

use super::LinkKind;

/// Shorter runs are words.
const LETTERS_MIN: usize = 40;

/// A line of a mail has at least some sixty letters, and a link a few hundred.
const RUNS_MAX: usize = 12;

/// More is no message that somebody wrote.
const TRIED_MAX: usize = 200;

/// What may be one, most likely first.
pub(super) fn candidates(text: &str) -> impl Iterator<Item = String> {
    let text = plain(text);
    let mut after_marker = Vec::new();
    for kind in LinkKind::ALL {
        after_marker.extend(text.match_indices(kind.marker()).map(|(at, marker)| at + marker.len()));
    }
    after_marker.sort_unstable();
    let marked =
        after_marker.iter().rev().filter_map(|at| text.get(*at..)).flat_map(|rest| joined(&runs(rest)));
    let all = runs(&text);
    let long = (0..all.len()).filter(|at| all.get(*at).is_some_and(|run| run.len() >= LETTERS_MIN));
    let unmarked = long.flat_map(|at| joined(all.get(at..).unwrap_or_default()));
    marked.chain(unmarked).take(TRIED_MAX).collect::<Vec<_>>().into_iter()
}

/// Without what cannot be seen, and with what programs write in the place of a link's signs.
fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    let mut plain = seen;
    for (written, sign) in
        [("%23", "#"), ("%3D", "="), ("%3d", "="), ("%2D", "-"), ("%2d", "-"), ("%5F", "_"), ("%5f", "_")]
    {
        if plain.contains(written) {
            plain = plain.replace(written, sign);
        }
    }
    plain
}

/// The runs of letters that an invite is written in.
fn runs(text: &str) -> Vec<&str> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    text.split(|letter| !is_letter(letter)).filter(|run| !run.is_empty()).collect()
}

/// The first run, with as many of those after it as a broken line may have torn off, and without the signs that Markdown puts around a link.
fn joined(runs: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    let mut whole = String::new();
    for run in runs.iter().take(RUNS_MAX) {
        whole.push_str(run);
        all.push(whole.clone());
        let bare = whole.trim_end_matches('_');
        if bare.len() < whole.len() {
            all.push(bare.to_owned());
        }
    }
    all
}
