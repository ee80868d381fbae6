//! What is typed and not saved yet.

/// One field of a form, as far as it is filled in.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
pub struct DraftField {
    /// What the form calls it.
    #[n(0)]
    pub name: String,
    /// What stands in it.
    #[n(1)]
    pub text: String,
}

/// A form that was begun, as the screen fills it in again.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
pub struct Draft {
    /// Which form: the screen's own name for it. It holds the identifiers of what the form is about, in hexadecimal.
    #[n(0)]
    pub form: String,
    /// Its fields, each once.
    #[n(1)]
    pub fields: Vec<DraftField>,
}

/// One act with what is typed. It is kept on this device alone, sealed, for a week.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Drafts {
    /// Keeps a form as it is now, in place of what was kept of it before. With more than fits, the oldest others go.
    Keep {
        /// The form.
        draft: Draft,
    },
    /// Keeps nothing of a form any more: it was saved, or what was typed is not wanted.
    Discard {
        /// Which form.
        form: String,
    },
}
