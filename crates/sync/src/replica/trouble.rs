//! What is wrong with what a relay shows.

/// What a relay did that an honest one does not do. Nothing is lost by any of these: what this device has, it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
#[non_exhaustive]
pub enum Trouble {
    /// Another device has seen entries that this relay does not show.
    #[n(0)]
    Withheld,
    /// The relay shows entries out of their writer's order.
    #[n(1)]
    Reordered,
    /// The relay shows an entry a second time, as if new.
    #[n(2)]
    Replayed,
    /// The relay lost entries that it had shown or acknowledged.
    #[n(3)]
    Forgot,
    /// Two devices were shown different histories.
    #[n(4)]
    Forked,
    /// The relay shows entries that no member wrote, or that were altered.
    #[n(5)]
    Altered,
    /// A checkpoint that another device made is not what this device folds from the same log. That is no relay's doing.
    #[n(6)]
    Differs,
}
