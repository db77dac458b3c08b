//! One module a page: it arranges parts and knows nothing else.

pub mod join;
pub mod problem;
pub mod room;
pub mod rooms;
