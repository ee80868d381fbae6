//! What is set on this device alone.

/// One act of which no other device hears.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Here {
    /// Points this device at another relay; everything is brought there.
    ChangeRelay {
        /// The new address.
        relay: String,
        /// The passphrase of this device, so that nobody leads it elsewhere who only found it open.
        passphrase: String,
    },
    /// The person has looked at what they share.
    Reviewed,
}
