//! Debts: temporary changes that must be undone before the room closes, or handed to a name and
//! a date.
//!
//! A step may open one and another pay it, as planned; people open and pay them too. Undoing a
//! tick takes back what the tick did.

mod command;
mod decide;
mod event;
mod evolve;
mod rejection;
mod state;

pub use command::DebtCommand;
pub(super) use decide::{closes, decide, finished, undone};
pub use event::DebtEvent;
pub(super) use evolve::evolve;
pub use rejection::DebtRejection;
pub use state::{Day, DayFault, Debt, DebtId, Debts, Standing, asks_for_debt};
