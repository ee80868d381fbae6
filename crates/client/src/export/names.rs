//! How identifiers and choices are written in JSON: identifiers as hexadecimal digits, choices by name.

use model::{Answer, Kind, Need, Taste};

/// A closed set of answers with a name for each, which never changes.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// Every choice with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The name.
    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(choice, _)| *choice == self).map_or("", |(_, name)| name)
    }
}

impl Choice for Kind {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Partner, "partner"),
        (Self::Parent, "parent"),
        (Self::AdultChild, "adult-child"),
        (Self::Sibling, "sibling"),
        (Self::Friend, "friend"),
        (Self::Other, "other"),
    ];
}

impl Choice for Taste {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Like, "like"), (Self::Dislike, "dislike")];
}

impl Choice for Need {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Listening, "listening"),
        (Self::Ideas, "ideas"),
        (Self::Hands, "hands"),
        (Self::Company, "company"),
        (Self::JustKnow, "just-know"),
    ];
}

impl Choice for Answer {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Yes, "yes"), (Self::NotNow, "not-now"), (Self::SomethingElse, "something-else")];
}

/// A choice, by its name.
pub(super) mod choice {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::Choice;

    pub(in crate::export) fn serialize<T: Choice, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.name())
    }

    pub(in crate::export) fn deserialize<'de, T: Choice, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let name = String::deserialize(deserializer)?;
        let found = T::NAMES.iter().find(|(_, known)| *known == name);
        found.map(|(choice, _)| *choice).ok_or_else(|| D::Error::custom("this is none of the known words"))
    }
}

/// An identifier, as 32 hexadecimal digits.
pub(super) mod identifier {
    use core::{fmt::Display, str::FromStr};

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::export) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(in crate::export) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let digits = String::deserialize(deserializer)?;
        digits.parse().map_err(|_| D::Error::custom("an identifier has 32 hexadecimal digits"))
    }
}

/// Identifiers of versions.
pub(super) mod identifiers {
    use model::VersionId;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct One(#[serde(with = "super::identifier")] VersionId);

    pub(in crate::export) fn serialize<S: Serializer>(
        value: &[VersionId],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(|id| One(*id)))
    }

    pub(in crate::export) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<VersionId>, D::Error> {
        let read = Vec::<One>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|One(id)| id).collect())
    }
}
