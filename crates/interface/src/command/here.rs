//! What is set on this device alone.

/// One act of which no other device hears.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Here {
    /// Points this device at another relay; everything is brought there.
    #[n(0)]
    ChangeRelay {
        /// The new address.
        #[n(0)]
        relay: String,
        /// The passphrase of this device, so that nobody leads it elsewhere who only found it open.
        #[n(1)]
        passphrase: String,
    },
    /// The person has looked at what they share.
    #[n(1)]
    Reviewed,
}
