//! Placeholder until its first content arrives.
