//! Another device of the person's own on its way into the vault.

/// On the device that has the vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum OfferView {
    /// A link is out.
    #[n(0)]
    Out {
        /// The part of the link after `#device=`.
        #[n(0)]
        link: String,
        /// When it expires, in milliseconds since 1970.
        #[n(1)]
        expires_at_ms: u64,
    },
    /// Some device has used it: the words on both are compared. What it calls itself is not shown before that.
    #[n(1)]
    Comparing {
        /// The safety words, in order.
        #[n(0)]
        words: Vec<String>,
    },
    /// The person has said that the words are the same.
    #[n(2)]
    Confirmed {
        /// The safety words, in order.
        #[n(0)]
        words: Vec<String>,
        /// What the other device is called.
        #[n(1)]
        name: String,
        /// Whether the other device has said so too, and only the relay is waited for.
        #[n(2)]
        by_both: bool,
    },
    /// The other device belongs to the vault.
    #[n(3)]
    Added {
        /// What it is called.
        #[n(0)]
        name: String,
    },
    /// Nothing was added.
    #[n(4)]
    Failed(#[n(0)] PairFailure),
}

/// On the device that has no vault yet.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PairingView {
    /// The relay that the link goes through.
    #[n(0)]
    pub relay: String,
    /// Whether that relay is reached now.
    #[n(1)]
    pub is_online: bool,
    /// How far it is.
    #[n(2)]
    pub stage: PairingStage,
}

/// How far a device without a vault is.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum PairingStage {
    /// The other device has not answered yet.
    #[n(0)]
    Waiting,
    /// The words on both are compared.
    #[n(1)]
    Comparing {
        /// The safety words, in order.
        #[n(0)]
        words: Vec<String>,
        /// Whether they were said to be the same here.
        #[n(1)]
        confirmed: bool,
    },
    /// Nothing was added. Nothing is kept on this device.
    #[n(2)]
    Failed(#[n(0)] PairFailure),
}

/// Why a device was not added. Nothing is lost in any of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum PairFailure {
    /// The link was not used in time.
    #[n(0)]
    Expired,
    /// The link was taken back, or given up on the other device.
    #[n(1)]
    Ended,
    /// Some other device has used the link.
    #[n(2)]
    Used,
    /// The safety words differed.
    #[n(3)]
    WordsDiffer,
    /// Something was altered on its way.
    #[n(4)]
    Altered,
}
