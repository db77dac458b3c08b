//! Pieces that know nothing of the domain.

pub mod icon;
pub mod pill;
pub mod prefs;
