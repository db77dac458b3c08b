//! The harness of the journeys: the real binary, a real browser, a client that is not a browser,
//! and a wire between them that can be cut.
//!
//! | part | what it is |
//! |---|---|
//! | [`demo`] | the server as people start it, with its own data folder; can be killed and restarted |
//! | [`serve`] | the server on a room of its own, with whatever is in its environment |
//! | [`notice`] | a notice that two people publish |
//! | [`outside`] | a mail server and a receiver of posts |
//! | [`provider`] | a real sign-in provider in a process of its own |
//! | [`prometheus`] | a real Prometheus that can be killed and frozen |
//! | [`driver`] | a chromedriver of the test's own; every [`browser`] has a fresh profile |
//! | [`browser`] | a page and what people do on it, in sentences |
//! | [`api`] | the same room over plain HTTP, with its [`stream`] |
//! | [`wire`] | what stands between browser and server: passes, cuts, or swallows |
//! | [`axe`] | the accessibility rules, run in the page |
//! | [`wait`] | waiting for something to become true, never for time to pass |
//!
//! Nothing here sleeps for luck: whatever takes time is looked at until it is so, and what was
//! seen last is in the message when it never is.

pub mod api;
pub mod axe;
pub mod browser;
pub mod demo;
pub mod driver;
mod look;
pub mod notice;
pub mod outside;
pub mod process;
pub mod prometheus;
pub mod provider;
pub mod recorder;
pub mod serve;
pub mod step;
pub mod stream;
pub mod wait;
pub mod wire;
