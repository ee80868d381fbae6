//! What each place shows: its look, and what it draws of the frame.

use interface::look::still::Drawn;
use interface::look::{Look, SHOWN_FIRST};
use interface::model::kinds::{Ask, Card, CheckIn, JournalCopy, JournalEntry, Listed};

use super::Place;

impl Place {
    /// What is shown there beside the frame.
    pub(crate) fn look(self) -> Look {
        let up_to = SHOWN_FIRST;
        match self {
            // Before there is a vault nothing is shown of one; once there is, Today comes next.
            Self::Today | Self::Begin | Self::Recover | Self::UseHere | Self::First => Look::Today,
            Self::Mine => Look::Own { kinds: vec![Card::NUMBER, Ask::NUMBER], up_to },
            Self::Card(Some(item)) | Self::Ask(_, Some(item)) | Self::Entry(Some(item)) => {
                Look::Item { item }
            }
            Self::Ours(relationship) => Look::With { relationship },
            Self::Likes(relationship) => Look::Between { relationship, kind: Card::NUMBER, up_to },
            Self::Support(relationship) => Look::Between { relationship, kind: Ask::NUMBER, up_to },
            Self::TheySee(relationship) => Look::TheySee { relationship, up_to },
            Self::CheckIn => Look::Own { kinds: vec![CheckIn::NUMBER], up_to },
            Self::Journal | Self::Entry(None) => Look::Own { kinds: vec![JournalEntry::NUMBER], up_to },
            Self::TheirJournal(relationship) => {
                Look::Between { relationship, kind: JournalCopy::NUMBER, up_to }
            }
            Self::Shared => Look::Shared,
            Self::Card(None)
            | Self::Ask(_, None)
            | Self::Endings
            | Self::Add
            | Self::Change(_)
            | Self::Link(_)
            | Self::Carry(_)
            | Self::CarryOwn
            | Self::Unlink(_)
            | Self::Join
            | Self::Picture
            | Self::About
            | Self::Words
            | Self::Settings
            | Self::Lock
            | Self::Devices
            | Self::AddDevice
            | Self::Along
            | Self::Erase
            | Self::Help => Look::Frame,
        }
    }

    /// What it draws of the frame.
    pub(crate) fn drawn(self) -> Drawn {
        let none = Drawn::default();
        let links = Drawn { links: true, ..none };
        match self {
            Self::Today => Drawn { links: true, notices: true, tasks: true, ..none },
            Self::Ours(_)
            | Self::Likes(_)
            | Self::Support(_)
            | Self::TheirJournal(_)
            | Self::Card(_)
            | Self::Entry(_)
            | Self::Ask(..)
            | Self::CheckIn => links,
            Self::Shared => Drawn { links: true, tasks: true, ..none },
            Self::Settings => Drawn { notices: true, tasks: true, ..none },
            Self::Link(_) | Self::AddDevice | Self::Devices => {
                Drawn { notices: true, devices: true, awaits: true, ..none }
            }
            _ => none,
        }
    }
}
