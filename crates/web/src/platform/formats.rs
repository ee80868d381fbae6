//! How a language writes numbers, days and lists, and which plural forms it has: the browser's `Intl`. Native tests have something
//! instead that knows two sets of plural forms.

#[cfg(not(test))]
mod intl;
#[cfg(test)]
mod stand_in;

#[cfg(not(test))]
pub(crate) use intl::Formats;
#[cfg(test)]
pub(crate) use stand_in::Formats;

/// What stands between the things of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// All of them: “and”.
    And,
    /// One of them: “or”.
    Or,
}
