//! Taking another device of the person's own into use, by a link from one that has the vault.

/// One act on the way. On the device that has the vault it is open; the other one has none yet.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Pair {
    /// With the vault: makes a link for another device, or leaves the one that is out. The view shows it.
    #[n(0)]
    Offer,
    /// On either device: takes the link back, or gives up. The device without the vault is fresh afterwards.
    #[n(1)]
    Stop,
    /// Without a vault: looks at a link without using it. Answered by [`super::Outcome::InviteRead`].
    #[n(2)]
    Read {
        /// The link or the text of the QR code.
        #[n(0)]
        link: String,
    },
    /// Without a vault: uses a link.
    #[n(3)]
    Join {
        /// The link or the text of the QR code.
        #[n(0)]
        link: String,
        /// What the person calls this device.
        #[n(1)]
        name: String,
        /// Locks this device.
        #[n(2)]
        passphrase: String,
    },
    /// On either device: the person compared the safety words.
    #[n(4)]
    Compare {
        /// Whether they were the same. If not, the link is given up.
        #[n(0)]
        same: bool,
        /// With the vault, and where the words were the same: the passphrase of that device, so that nobody lets a device in who
        /// only found this one open.
        #[n(1)]
        passphrase: String,
    },
    /// On either device: the person has read how it ended.
    #[n(5)]
    Dismiss,
}
