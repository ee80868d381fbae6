//! Taking another device of the person's own into use, by a link from one that has the vault.

/// One act on the way. On the device that has the vault it is open; the other one has none yet.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Pair {
    /// With the vault: makes a link for another device, or leaves the one that is out. The view shows it.
    Offer,
    /// On either device: takes the link back, or gives up. The device without the vault is fresh afterwards.
    Stop,
    /// Without a vault: looks at a link without using it. Answered by [`super::Outcome::InviteRead`].
    Read {
        /// The link or the text of the QR code.
        link: String,
    },
    /// Without a vault: uses a link.
    Join {
        /// The link or the text of the QR code.
        link: String,
        /// What the person calls this device.
        name: String,
        /// Locks this device.
        passphrase: String,
    },
    /// On either device: the person compared the safety words.
    Compare {
        /// Whether they were the same. If not, the link is given up.
        same: bool,
        /// With the vault, and where the words were the same: the passphrase of that device, so that nobody lets a device in who
        /// only found this one open.
        passphrase: String,
    },
    /// On either device: the person has read how it ended.
    Dismiss,
}
