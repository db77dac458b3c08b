//! For the browser half and other programs: one file per endpoint.

pub mod alerts;
pub mod command;
pub mod events;
pub mod here;
pub mod instructions;
pub mod log;
pub mod me;
pub mod samples;
pub mod snapshot;
