//! Pages: one file each. They hand the frontend what it needs and put its HTML into the shell.

pub mod comms;
pub mod feed;
pub mod join;
pub mod people;
pub mod plan;
pub mod problem;
pub mod room;
pub mod rooms;
pub mod shell;
pub mod support;
pub mod watch;
