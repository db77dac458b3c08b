//! Pieces that know nothing of the domain.

#![expect(
    missing_docs,
    reason = "the component macro makes fields of props, named after what they hold"
)]

pub mod area;
pub mod form;
pub mod icon;
pub mod kept;
pub mod list;
pub mod pill;
pub mod prefs;
pub mod slot;
pub mod whole;
