//! Control chains: every rule of the module's documentation, broken one at a time.
//!
//! A hostile member signs whatever it likes; so what is altered here is signed again by its author, unless the signature
//! itself is the point.

mod fields;
mod keys;
mod parties;
mod space;
