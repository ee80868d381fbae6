//! What a worker says about the device's store. It goes as text, so that a page tells it from everything else.

/// What the worker says about the device's store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostMessage {
    /// The browser does not let this page store anything.
    StorageDenied,
    /// The browser took the store away.
    StorageLost,
    /// Everything was erased, as the person asked.
    Wiped,
    /// It was not yet: something else holds the store. [`Self::Wiped`] follows once that lets go.
    NotWiped,
    /// It was not: the browser refused.
    WipeFailed,
}

impl HostMessage {
    const ALL: [Self; 5] =
        [Self::StorageDenied, Self::StorageLost, Self::Wiped, Self::NotWiped, Self::WipeFailed];

    /// The text that goes.
    pub fn name(self) -> &'static str {
        match self {
            Self::StorageDenied => "storage denied",
            Self::StorageLost => "storage lost",
            Self::Wiped => "wiped",
            Self::NotWiped => "not wiped",
            Self::WipeFailed => "wipe failed",
        }
    }

    /// The message of a text; nothing if it is none.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|message| message.name() == name)
    }
}
