//! What a person reads when a device of theirs was not added: what happened, and the way on.

use interface::view::pairing::PairFailure;

/// Why a device was not added.
pub(crate) fn failure(failure: PairFailure) -> String {
    match failure {
        PairFailure::Expired => super::pair_failed_expired(),
        PairFailure::Ended => super::pair_failed_ended(),
        PairFailure::Used => super::pair_failed_used(),
        PairFailure::WordsDiffer => super::pair_failed_words(),
        PairFailure::Altered => super::pair_failed_altered(),
    }
}
