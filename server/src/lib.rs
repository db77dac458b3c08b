//! The server of a war room: the log on disk, its streams, and the pages.
//!
//! Read in this order: [`cli`], [`server`] and [`lifecycle`] (how it starts and stops); [`router`]
//! (the whole URL space on one page); [`session`], [`oidc`], [`proxy`] and [`extract`] (who
//! asks), [`metric_token`] (which machine does); [`execute`] (the one write path); [`stream`] (the
//! one read path); [`page`], [`form`] and [`api`] (one file per endpoint); [`source`] and
//! [`samples`] (numbers from outside); [`status`] (what people outside are shown); [`channel`],
//! [`dispatch`] and [`subscriber`] (what goes out to them); [`outgoing`] (whom we may call); [`plan_file`] and [`demo`] (the story).
//!
//! Deliberately absent: rules. Every "no" that is about the room comes from `domain`.

pub mod api;
pub mod assets;
pub mod chain;
pub mod channel;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod dispatch;
pub mod error;
pub mod execute;
pub mod export;
pub mod extract;
pub mod form;
pub mod headers;
pub mod health;
pub mod hub;
pub mod invite;
pub mod lifecycle;
pub mod markdown;
pub mod metric_token;
pub mod oidc;
pub mod outgoing;
pub mod page;
pub mod panel;
pub mod people;
pub mod plan_file;
pub mod promises;
pub mod proxy;
pub mod rehearse;
pub mod rooms;
pub mod router;
#[cfg(test)]
mod sample;
pub mod samples;
pub mod server;
pub mod session;
pub mod source;
pub mod state;
pub mod status;
pub mod store;
pub mod stream;
pub mod subscriber;
#[cfg(test)]
mod tests;
pub mod verify;
pub mod views;
pub mod watch;
