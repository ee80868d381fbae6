//! Another device of the person's own on its way into the vault.

/// On the device that has the vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum OfferView {
    /// A link is out.
    Out {
        /// The part of the link after `#device=`.
        link: String,
        /// When it expires, in milliseconds since 1970.
        expires_at_ms: u64,
    },
    /// Some device has used it: the words on both are compared. What it calls itself is not shown before that.
    Comparing {
        /// The safety words, in order.
        words: Vec<String>,
    },
    /// The person has said that the words are the same.
    Confirmed {
        /// The safety words, in order.
        words: Vec<String>,
        /// What the other device is called.
        name: String,
        /// Whether the other device has said so too, and only the relay is waited for.
        by_both: bool,
    },
    /// The other device belongs to the vault.
    Added {
        /// What it is called.
        name: String,
    },
    /// Nothing was added.
    Failed(PairFailure),
}

/// On the device that has no vault yet.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct PairingView {
    /// The relay that the link goes through.
    pub relay: String,
    /// Whether that relay is reached now.
    pub is_online: bool,
    /// How far it is.
    pub stage: PairingStage,
}

/// How far a device without a vault is.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum PairingStage {
    /// The other device has not answered yet.
    Waiting,
    /// The words on both are compared.
    Comparing {
        /// The safety words, in order.
        words: Vec<String>,
        /// Whether they were said to be the same here.
        confirmed: bool,
    },
    /// Nothing was added. Nothing is kept on this device.
    Failed(PairFailure),
}

/// Why a device was not added. Nothing is lost in any of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum PairFailure {
    /// The link was not used in time.
    Expired,
    /// The link was taken back, or given up on the other device.
    Ended,
    /// Some other device has used the link.
    Used,
    /// The safety words differed.
    WordsDiffer,
    /// Something was altered on its way.
    Altered,
}
