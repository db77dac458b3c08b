//! The screens of Bascule: rendered on the server, taken over by the browser.
//!
//! Layout, in reading order: [`boot`] is what a page starts from; [`text`] holds every word in
//! French and English; [`live`] keeps the room's state true; [`page`] arranges, [`part`] knows
//! the domain, [`ui`] does not. [`api`] is the only code that fetches.
//!
//! Deliberately absent: a router, resources and server functions. Each page is one address that
//! the server renders whole, from state it already holds; there is nothing to wait for, so
//! nothing that could hang or arrive in pieces, and the browser downloads less.

pub mod api;
pub mod boot;
#[cfg(feature = "hydrate")]
mod hydrate;
pub mod json;
pub mod live;
pub mod page;
#[cfg(feature = "ssr")]
pub mod panel;
pub mod part;
#[cfg(feature = "ssr")]
pub mod render;
pub mod text;
#[cfg(feature = "ssr")]
pub mod told;
pub mod ui;
