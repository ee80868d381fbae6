//! Every method beside R, on real data. The reference values were written by the scripts in `reference/`; no R is needed here.
//!
//! `cargo test -p statistics --features serde --test agreement -- --nocapture --test-threads 1` prints how far each method is from R.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test fails by panicking"
)]

mod agreement {
    pub(crate) mod comparison;
    mod many_dyads;
    mod one_dyad;
    mod one_person;
    mod profiles;
    mod single_case;
}
