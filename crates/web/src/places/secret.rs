//! What an address may bring that is no page.

/// What stands before an invite in an address.
pub(crate) const JOIN: &str = "#join=";

/// What stands before a link for another device in an address.
pub(crate) const DEVICE: &str = "#device=";

/// A secret that an address may bring, in the place of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secret {
    /// An invite of somebody.
    Invite,
    /// A link for another device of the person's own.
    DeviceLink,
}

impl Secret {
    /// What an address brings that names no page. One that was cut or written in other letters on its way brings something nevertheless: whoever
    /// followed it is told that it is none, and it leaves the browser's bar all the same.
    pub(crate) fn of_address(address: &str) -> Option<Self> {
        let rest = address.strip_prefix('#').filter(|rest| !rest.starts_with('/'))?;
        let begins = |marker: &str| {
            let name = marker.trim_matches(['#', '=']);
            rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        if begins(DEVICE) {
            Some(Self::DeviceLink)
        } else if begins(JOIN) || rest.len() >= SECRET_LETTERS_MIN {
            Some(Self::Invite)
        } else {
            None
        }
    }
}

/// Shorter ones are anything else.
const SECRET_LETTERS_MIN: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_bring_a_secret_also_when_it_was_damaged() {
        let long = "x".repeat(60);
        for (address, secret) in [
            ("#join=abc", Some(Secret::Invite)),
            ("#join%3Dabc", Some(Secret::Invite)),
            ("#Join=abc", Some(Secret::Invite)),
            ("#join", Some(Secret::Invite)),
            ("#device=abc", Some(Secret::DeviceLink)),
            ("#DEVICE:abc", Some(Secret::DeviceLink)),
            (format!("#jion={long}").as_str(), Some(Secret::Invite)),
            ("#/join", None),
            ("#/today", None),
            ("#top", None),
            ("", None),
        ] {
            assert_eq!(Secret::of_address(address), secret, "{address}");
        }
    }
}
