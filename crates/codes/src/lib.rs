//! Codes on a screen (QR, ISO/IEC 18004), a module of its own: links and parcels are drawn, parcels are read from pictures.
//!
//! A page fetches it right after its first screen and starts it when somebody wants a code. Nothing here knows what is in one.

mod draw;
mod read;

pub use draw::{Drawing, draw_parcel, draw_text};
pub use read::{Reading, Seen};
