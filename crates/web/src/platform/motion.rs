//! How much a person wants to move on their screen.

/// Whether they have asked their device for little motion.
pub(crate) fn wants_little_motion() -> bool {
    let query = web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok())
        .flatten();
    query.is_some_and(|query| query.matches())
}
