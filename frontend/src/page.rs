//! One module a page: it arranges parts and knows nothing else.

#![expect(
    missing_docs,
    reason = "the component macro makes fields of props, named after what they hold"
)]

#[cfg(feature = "ssr")]
pub mod comms;
#[cfg(feature = "ssr")]
pub mod feed;
pub mod join;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod plan;
pub mod problem;
pub mod room;
pub mod rooms;
#[cfg(feature = "ssr")]
pub mod support;
