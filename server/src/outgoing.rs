//! Calls to what people name in a file: sources of numbers and channels of notices.
//!
//! [`guard`] says which addresses may be called, [`target`] how they may be written, [`door`] calls
//! them by HTTP, and [`secret`] keeps what is sent along from being seen.
//!
//! Deliberately absent: the mail server and the identity provider. There is one of each, the
//! operator names it in a setting of its own, and it may be inside without anybody's leave.

pub mod door;
pub mod guard;
pub mod names;
pub mod secret;
pub mod target;

pub use door::{CallFault, Door};
pub use guard::{Guard, GuardFault};
pub use names::{Names, SystemNames};
pub use secret::Secret;
