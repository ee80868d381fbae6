//! A link on its way, whichever side this device is on.

use crypto::CryptoRng;
use sync::{
    SpaceId,
    link::{BoxMessage, Invite, Inviting, Joining, LinkError, Step},
};

use crate::view::LinkView;

/// A link on its way.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(super) enum Linking {
    #[n(0)]
    Inviting(#[n(0)] Box<Inviting>),
    #[n(1)]
    Joining(#[n(0)] Box<Joining>),
}

impl Linking {
    pub(super) fn invite(&self) -> &Invite {
        match self {
            Self::Inviting(inviting) => &inviting.invite,
            Self::Joining(joining) => &joining.invite,
        }
    }

    /// What was put into the box from here.
    pub(super) fn sent(&self) -> &[BoxMessage] {
        match self {
            Self::Inviting(inviting) => inviting.sent(),
            Self::Joining(joining) => joining.sent(),
        }
    }

    /// The space that the two are to share, once it is known.
    pub(super) fn space(&self) -> Option<SpaceId> {
        match self {
            Self::Inviting(inviting) => inviting.space(),
            Self::Joining(joining) => joining.space(),
        }
    }

    pub(super) fn is_confirmed(&self) -> bool {
        match self {
            Self::Inviting(inviting) => inviting.is_confirmed(),
            Self::Joining(joining) => joining.is_confirmed(),
        }
    }

    /// Whether there are safety words to compare.
    pub(super) fn has_words(&self) -> bool {
        match self {
            Self::Inviting(inviting) => inviting.words().is_some(),
            Self::Joining(joining) => joining.words().is_some(),
        }
    }

    /// Takes in what came through the box.
    pub(super) fn take(
        &mut self,
        message: &BoxMessage,
        random: &mut impl CryptoRng,
    ) -> Result<Step, LinkError> {
        match self {
            Self::Inviting(inviting) => inviting.take(message.slot, &message.message, random),
            Self::Joining(joining) => joining.take(message.slot, &message.message, random),
        }
    }

    /// The person found the words to be the same.
    pub(super) fn confirm(&mut self, random: &mut impl CryptoRng) -> Step {
        match self {
            Self::Inviting(inviting) => inviting.confirm(),
            Self::Joining(joining) => joining.confirm(random).map_or(Step::Wait, Step::Put),
        }
    }

    /// What the screen shows.
    pub(super) fn view(&self) -> LinkView {
        let (words, their_name) = match self {
            Self::Inviting(inviting) => (inviting.words(), inviting.their_name()),
            Self::Joining(joining) => (joining.words(), joining.their_name()),
        };
        match (words, self) {
            (Some(words), _) => LinkView::Comparing {
                words: words.0.iter().map(|word| (*word).to_owned()).collect(),
                their_name: their_name.unwrap_or_default(),
                confirmed: self.is_confirmed(),
            },
            (None, Self::Inviting(inviting)) => LinkView::Invited {
                invite: inviting.invite.to_text(),
                expires_at_ms: inviting.invite.expires_at_ms,
            },
            (None, Self::Joining(_)) => LinkView::Joining,
        }
    }
}
