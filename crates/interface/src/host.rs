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
    /// It was not, or not yet: something else holds the store.
    NotWiped,
}

impl HostMessage {
    const ALL: [Self; 4] = [Self::StorageDenied, Self::StorageLost, Self::Wiped, Self::NotWiped];

    /// The text that goes.
    pub fn name(self) -> &'static str {
        match self {
            Self::StorageDenied => "storage denied",
            Self::StorageLost => "storage lost",
            Self::Wiped => "wiped",
            Self::NotWiped => "not wiped",
        }
    }

    /// The message of a text; nothing if it is none.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|message| message.name() == name)
    }
}
