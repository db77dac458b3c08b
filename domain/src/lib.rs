//! The words and the one law of a war room: **state is a fold of an append-only log**.
//!
//! [`decide`] holds every rule and turns a [`Command`] into [`Event`]s; [`evolve`] holds none
//! and cannot fail. Server and browser run the same code, so live updates, resume, audit and
//! undo are one mechanism.
//!
//! Read in this order: [`id`], [`text`], [`time`], [`person`] and [`rights`] (the vocabulary);
//! [`plan`], [`step`], [`room`] (what there is); [`command`], [`event`], [`rejection`] (what may
//! happen); [`forecast`] and [`promise`] (what is derived); [`wire`] (what travels).
//!
//! Deliberately absent: clocks, randomness, input and output, features. `now` and new ids come
//! in with the [`Context`] and the command.

pub mod audience;
#[cfg(target_arch = "wasm32")]
mod beyond;
pub mod command;
pub mod event;
pub mod forecast;
pub mod id;
pub mod metric;
pub mod person;
pub mod plan;
pub mod promise;
#[cfg(not(target_arch = "wasm32"))]
pub mod public;
pub mod rehearsed;
pub mod rejection;
pub mod rights;
pub mod room;
#[cfg(not(target_arch = "wasm32"))]
pub mod run;
pub mod schedule;
pub mod step;
pub mod text;
pub mod time;
#[cfg(not(target_arch = "wasm32"))]
pub mod watch;
pub mod wire;
#[cfg(not(target_arch = "wasm32"))]
pub mod word;

#[cfg(target_arch = "wasm32")]
pub use beyond::{run, watch, word};

pub use audience::Audience;
pub use command::{Command, Context};
pub use event::{Event, Recorded};
pub use forecast::{Forecast, forecast};
pub use id::{AlertId, ChannelId, EntryId, Key, MetricId, PersonId, PhaseId, RoomId, Seq, StepId};
pub use person::{Actor, Person, Role};
pub use plan::{Plan, PlanDraft, PlanFault};
pub use rejection::Rejection;
pub use room::{Room, Stage, decide, decide_on_page, evolve};
pub use step::{Progress, Step};
pub use time::{Length, Timestamp, Zone};
